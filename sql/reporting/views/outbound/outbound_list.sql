-- By the month in which entries were loaded; all attempts to them count, whenever they were.
--
-- key  campaign_id, list_id, month

CREATE VIEW ops.outbound_list AS
SELECT campaign_id, list_id, month, records, records_dialled,
	records_dialled::float8 / nullif(records, 0) AS list_penetration,
	records_reached,
	records_reached::float8 / nullif(records_dialled, 0) AS record_reach_rate,
	records_closed, record_attempts,
	record_attempts::float8 / nullif(records_dialled, 0) AS attempts_per_record
FROM (
	SELECT r.campaign_id, r.list_id,
		date_trunc('month', r.loaded_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
		count(*) AS records,
		count(*) FILTER (WHERE a.attempts > 0) AS records_dialled,
		count(*) FILTER (WHERE a.live) AS records_reached,
		count(*) FILTER (WHERE r.closed_at <= now()) AS records_closed,
		sum(a.attempts)::bigint AS record_attempts
	FROM ops.campaign_record AS r
	CROSS JOIN LATERAL (
		SELECT count(*) AS attempts,
			bool_or(answered_by = 'person' AND connected_at IS NOT NULL) AS live
		FROM ops.outbound_attempt AS a
		WHERE a.campaign_id = r.campaign_id AND a.record_id = r.record_id
			AND CASE WHEN (:attempt_problem) IS NULL THEN true END
	) AS a
	WHERE CASE WHEN (:campaign_record_problem) IS NULL THEN true END
	GROUP BY r.campaign_id, r.list_id,
		date_trunc('month', r.loaded_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date
) AS x;

COMMENT ON VIEW ops.outbound_list IS
	'lists of campaigns by the local month in which their entries were loaded: how many were dialled, how often, how '
	'many were reached, up to now';
