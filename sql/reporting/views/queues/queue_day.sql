-- The summaries of a day's intervals, merged: quantiles and rates are of the day, not means of intervals.
--
-- key  queue_id, media, day

\set stale_what '''queue_interval'''
\set stale_from '((day + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((day + ''1 day''::interval + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.queue_day AS
SELECT queue_id, media, day,
	:queue_figures,
	:handle_sums,
	:is_stale AS is_stale,
	queue_name
FROM (
	SELECT queue_id, media,
		(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		cc.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers
	FROM (:summaries) AS b
	GROUP BY queue_id, media, day
) AS b
:queue_counts
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_day IS
	'queues by local day of the entry into the queue';
