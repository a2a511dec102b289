-- What the floor saw: a call that comes at 9:59 and is answered at 10:01 is offered in one interval and answered in
-- the next.
--
-- key  queue_id, media, bucket_start

CREATE VIEW ops.queue_event_interval AS
SELECT queue_id, media, bucket_start, bucket_end,
	bucket_start AT TIME ZONE :'zone'::text AS local_start,
	offered, answered, abandoned, ended, ended_handle_s, wait_s, handle_s,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	queue_name
FROM :queue_events
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_event_interval IS
	'queues by interval of each event itself: what came, was answered, left and ended in it, and the seconds of '
	'waiting and handling that fell into it; unlike queue_interval, whose rows follow the visits that came in';
COMMENT ON COLUMN ops.queue_event_interval.handle_s IS
	'seconds of handling in the interval';
COMMENT ON COLUMN ops.queue_event_interval.wait_s IS
	'seconds of waiting in the interval';
