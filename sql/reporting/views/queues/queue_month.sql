-- The summaries of a month's intervals, merged like those of a day.
--
-- key  queue_id, media, month

\set stale_what '''queue_interval'''
\set stale_from '((month + :''day_start''::time) AT TIME ZONE :''zone''::text)'
\set stale_to '((month + ''1 month''::interval + :''day_start''::time) AT TIME ZONE :''zone''::text)'
CREATE VIEW ops.queue_month AS
SELECT queue_id, media, month,
	:queue_figures,
	:handle_sums,
	:is_stale AS is_stale,
	queue_name
FROM (
	SELECT queue_id, media,
		date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
		cc.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers
	FROM (:summaries) AS b
	GROUP BY queue_id, media, month
) AS b
:queue_counts
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_month IS
	'queues by local month of the entry into the queue';
