-- The summaries of an interval over all sites.  An interval without visits has no row: see queue_interval_open.
--
-- A function is made of the summaries, too, which pg_upgrade restores before the operator
-- classes of our types: it groups by none of these.
--
-- key  queue_id, media, bucket_start

\set interval 'cc.lower(v.b), cc.upper(v.b)'
\set condition 'outcome <> ''open'' AND queued_at >= from_ts AND queued_at < to_ts'
CREATE FUNCTION ops.queue_interval_live(
	from_ts timestamptz DEFAULT '-infinity', to_ts timestamptz DEFAULT 'infinity')
RETURNS TABLE (queue_id text, media text, site_id text, bucket_start timestamptz, bucket_end timestamptz,
	summary cc.queue_summary, transfers bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:visit_summaries;
END;

COMMENT ON FUNCTION ops.queue_interval_live(timestamptz, timestamptz) IS
	'the summaries of queue_interval in the intervals that start in [from_ts, to_ts), of visits that have left their '
	'queue, whatever is rolled up';

\set stale_what '''queue_interval'''
\set stale_from bucket_start
\set stale_to bucket_end
CREATE VIEW ops.queue_interval AS
SELECT queue_id, media, bucket_start, bucket_end,
	bucket_start AT TIME ZONE :'zone'::text AS local_start,
	:queue_figures,
	:has_feed_gap AS has_feed_gap,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	:handle_sums,
	:is_stale AS is_stale,
	queue_name
FROM (
	SELECT queue_id, media, bucket_start, bucket_end,
		cc.rollup(summary) AS s,
		sum(transfers)::bigint AS transfers
	FROM (:summaries) AS b
	GROUP BY queue_id, media, bucket_start, bucket_end
) AS b
:queue_counts
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_interval IS
	'queues by interval of the entry into the queue';
