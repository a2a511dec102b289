-- by the :interval_width in :zone from :day_start
CREATE STATISTICS ops.queue_visit_interval ON
	(:visit_bucket)
FROM ops.queue_visit;
