-- across the intervals of :interval_width in :zone from :day_start
--
-- when  btree queue_visit(queued_at)
\set outcome 'coalesce(outcome, ''open'')'
CREATE INDEX queue_visit_event_span ON ops.queue_visit USING gist (:event_span)
WHERE :event_crosses;
