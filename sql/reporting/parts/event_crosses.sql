-- The visit is not all in the interval of its entry into the queue.
:outcome <> 'blocked'
AND NOT :event_span <@ cc.tstzrange(
	cc.reporting_interval(queued_at, :'interval_width'::interval, :'zone'::text, :'day_start'::time))
