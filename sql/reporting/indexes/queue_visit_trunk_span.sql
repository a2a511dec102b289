-- across the intervals of :interval_width in :zone from :day_start
--
-- when  btree queue_visit(queued_at)
\set outcome 'coalesce(outcome, ''open'')'
CREATE INDEX queue_visit_trunk_span ON ops.queue_visit USING gist (:trunk_span)
WHERE :trunk_crosses;
