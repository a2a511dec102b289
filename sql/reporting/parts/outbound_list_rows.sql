-- Entries by list and the month in which they were loaded, with all attempts to each.
SELECT campaign_id, list_id, month,
	count(*) AS records,
	count(*) FILTER (WHERE r.closed_at <= now()) AS records_closed,
	count(*) FILTER (WHERE a.attempts > 0) AS records_dialled,
	count(*) FILTER (WHERE a.live) AS records_reached,
	sum(a.attempts)::bigint AS record_attempts
FROM (
	SELECT campaign_id, record_id, list_id, closed_at, :loaded_month AS month
	FROM ops.campaign_record
	WHERE CASE WHEN (:campaign_record_problem) IS NULL THEN true END
) AS r
CROSS JOIN LATERAL (
	SELECT count(*) AS attempts,
		bool_or(answered_by = 'person' AND connected_at IS NOT NULL) AS live
	FROM ops.outbound_attempt AS a
	WHERE a.campaign_id = r.campaign_id AND a.record_id = r.record_id
		AND CASE WHEN (:attempt_problem) IS NULL THEN true END
) AS a
GROUP BY campaign_id, list_id, month
