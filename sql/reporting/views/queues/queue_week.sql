-- The summaries of a week's intervals, merged like those of a day.
--
-- key  queue_id, media, week

\set stale_what '''queue_interval'''
\set stale_from '((week + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((week + ''1 week''::interval + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.queue_week AS
SELECT queue_id, media, week,
	:queue_figures,
	:handle_sums,
	:is_stale AS is_stale,
	queue_name
FROM (
	SELECT queue_id, media,
		date_trunc('week', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS week,
		cc.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers
	FROM (:summaries) AS b
	GROUP BY queue_id, media, week
) AS b
:queue_counts
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_week IS
	'queues by local week, from Monday, of the entry into the queue';
