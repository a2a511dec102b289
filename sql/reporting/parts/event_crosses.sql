-- The visit is not all in the interval of its entry into the queue.
:outcome <> 'blocked'
AND NOT :event_span <@ cc.tstzrange(:visit_bucket)
