-- Entries are counted; of attempts to them what is between the first and the last stored day is read, the rest is
-- computed.
--
-- when  outbound_list_day_summary
SELECT campaign_id, list_id, :loaded_month AS month,
	count(*) AS records,
	count(*) FILTER (WHERE closed_at <= now()) AS records_closed,
	0 AS records_dialled, 0 AS records_reached, 0 AS record_attempts
FROM ops.campaign_record
WHERE CASE WHEN (:campaign_record_problem) IS NULL THEN true END
GROUP BY campaign_id, list_id, :loaded_month
UNION ALL
SELECT campaign_id, list_id, month, 0, 0, records_dialled, records_reached, record_attempts
FROM ops.outbound_list_day_summary
UNION ALL
\set attempt_span :outbound_list_before
SELECT campaign_id, list_id, month, 0, 0, records_dialled, records_reached, record_attempts
FROM (:outbound_entries) AS e
UNION ALL
\set attempt_span :outbound_list_after
SELECT campaign_id, list_id, month, 0, 0, records_dialled, records_reached, record_attempts
FROM (:outbound_entries) AS e
