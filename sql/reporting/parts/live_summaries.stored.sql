-- Summaries of what is not stored: of the visits before and after, and of those still
-- open, since their wait goes on.  Bounded on both sides, the planner expects few rows
-- and takes the index.
--
-- when  queue_interval_summary
\set interval :live_grouping
\set stored_from '(SELECT min(bucket_start) FROM ops.queue_interval_summary)'
\set stored_to '(SELECT max(bucket_end) FROM ops.queue_interval_summary)'
\set before_all 'queued_at < coalesce(:stored_from, ''infinity''::timestamptz)'
\set after_all 'queued_at >= coalesce(:stored_to, ''infinity''::timestamptz)'

\set condition 'queued_at >= ''-infinity''::timestamptz AND :before_all'
:visit_summaries
UNION ALL
\set condition ':after_all AND queued_at < ''infinity''::timestamptz'
:visit_summaries
UNION ALL
\set condition 'outcome = ''open'' AND queued_at >= :stored_from AND queued_at < :stored_to'
:visit_summaries
