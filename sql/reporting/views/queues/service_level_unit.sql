-- Visits come from the summaries; contacts and customers are visits merged into one, summarised in the same way, by a
-- function for what refresh_contact_summary stores, and in the view as far as that is not stored.
--
-- key  per, day, queue_id, media

CREATE FUNCTION ops.unit_day_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (per text, queue_id text, media text, bucket_start timestamptz, bucket_end timestamptz,
	contact_ids text[], summary cc.queue_summary)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:unit_days;
END;

COMMENT ON FUNCTION ops.unit_day_live(timestamptz, timestamptz) IS
	'the rows of unit_day_summary for the local days that start in [from_ts, to_ts), as visits say, whatever is stored';

\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + 1 + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.service_level_unit AS
SELECT per, day, queue_id, media, offered,
	answered, answered_within, abandoned, abandoned_within, abandoned_short,
	flowed_out, callbacks, blocked, system_errors, still_open,
	service_judged, service_met, service_level,
	asa, asa * answered AS answer_wait_s,
	mean_wait, mean_wait * offered AS wait_s,
	queue_name,
	CASE per
		WHEN 'visit' THEN
\set stale_what '''queue_interval'''
			:is_stale
		ELSE
\set stale_what '''unit_day'''
			:is_stale
	END AS is_stale
FROM (
	SELECT 'visit'::text AS per,
		(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, queue_id, media,
		cc.rollup(summary) AS s
	FROM (:summaries) AS b
	WHERE media IS DISTINCT FROM 'callback'
	GROUP BY day, queue_id, media
	UNION ALL
	SELECT per, day, queue_id, media,
		cc.rollup(summary)
	FROM (:unit_rows) AS u
	GROUP BY per, day, queue_id, media
) AS u
:queue_counts
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.service_level_unit IS
	'service level per visit, per contact (answered if any of its visits was) or per customer (redials by the '
	'same medium on the same local day merged), by local day, queue and medium of the first visit; callbacks left '
	'out';
