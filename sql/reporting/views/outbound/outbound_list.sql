-- A function for what refresh_outbound_summary stores, and the view of what is stored and what is not: by the month in
-- which entries were loaded; all attempts to them count, whenever they were.
--
-- key  campaign_id, list_id, month

CREATE FUNCTION ops.outbound_list_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (campaign_id text, list_id text, month date, bucket_start timestamptz, bucket_end timestamptz,
	record_attempts bigint, records_dialled bigint, records_reached bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:outbound_list_days;
END;

COMMENT ON FUNCTION ops.outbound_list_day_live(timestamptz, timestamptz) IS
	'the rows of outbound_list_day_summary for the local days that start in [from_ts, to_ts), as attempts and entries '
	'say, whatever is stored';

CREATE VIEW ops.outbound_list AS
SELECT campaign_id, list_id, month, records, records_dialled,
	records_dialled::float8 / nullif(records, 0) AS list_penetration,
	records_reached,
	records_reached::float8 / nullif(records_dialled, 0) AS record_reach_rate,
	records_closed, record_attempts,
	record_attempts::float8 / nullif(records_dialled, 0) AS attempts_per_record
FROM (
	SELECT campaign_id, list_id, month,
		sum(records)::bigint AS records,
		sum(records_dialled)::bigint AS records_dialled,
		sum(records_reached)::bigint AS records_reached,
		sum(records_closed)::bigint AS records_closed,
		sum(record_attempts)::bigint AS record_attempts
	FROM (:outbound_list_rows) AS r
	GROUP BY campaign_id, list_id, month
) AS x;

COMMENT ON VIEW ops.outbound_list IS
	'lists of campaigns by the local month in which their entries were loaded: how many were dialled, how often, how '
	'many were reached, up to now';
