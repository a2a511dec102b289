-- local days in :zone from :day_start
CREATE STATISTICS ops.queue_visit_day ON
	(((queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date))
FROM ops.queue_visit;
