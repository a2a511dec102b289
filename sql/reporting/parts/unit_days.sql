-- Rows of unit_day_summary for the days that begin in [from_ts, to_ts).
-- A function is made of this, which pg_upgrade restores before the operator classes of
-- our types: it groups by none of these.
\set unit_span 'queued_at >= from_ts AND queued_at < to_ts'
SELECT x.per, x.queue_id::text AS queue_id, x.media::text AS media,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end, x.contact_ids, x.summary
FROM (
	SELECT per, day, queue_id, media, contact_ids,
		CASE WHEN contact_ids IS NULL THEN cc.queue_summary(outcome, wait_s) END AS summary
	FROM (:units) AS u
	GROUP BY per, day, queue_id, media, contact_ids
) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
