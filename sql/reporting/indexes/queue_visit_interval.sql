-- by :interval_width in :zone from :day_start
CREATE STATISTICS ops.queue_visit_interval ON
	(cc.reporting_interval(queued_at, :'interval_width'::interval, :'zone'::text, :'day_start'::time))
FROM ops.queue_visit;
