-- Event Streams write snake_case in data.payload, webhooks CamelCase at the top.
SELECT left(coalesce(p.p ->> 'task_sid', p.p ->> 'TaskSid'), 100) AS key,
	coalesce(p.p ->> 'eventtype', p.p ->> 'EventType',
		substring(r.event ->> 'type' FROM '^com[.]twilio[.]taskrouter[.](.*)$')) AS type,
	coalesce(cc.source_instant(coalesce(r.event #>> '{data,timestamp}', p.p ->> 'timestamp'), 'UTC'),
		cc.source_instant(p.p ->> 'TimestampMs', 'UTC'), cc.source_instant(p.p ->> 'Timestamp', 'UTC')) AS at,
	left(coalesce(p.p ->> 'task_queue_name', p.p ->> 'TaskQueueName', p.p ->> 'task_queue_sid',
		p.p ->> 'TaskQueueSid'), 200) AS queue_id,
	cc.source_instant(coalesce(p.p ->> 'task_queue_entered_date', p.p ->> 'TaskQueueEnteredDate'), 'UTC') AS entered_at,
	cc.source_instant(coalesce(p.p ->> 'task_date_created', p.p ->> 'TaskDateCreated'), 'UTC') AS created_at,
	coalesce(p.p ->> 'task_assignment_status', p.p ->> 'TaskAssignmentStatus') AS status,
	coalesce(p.p ->> 'task_canceled_reason', p.p ->> 'TaskCanceledReason') AS canceled_reason,
	coalesce(p.p ->> 'task_channel_unique_name', p.p ->> 'TaskChannelUniqueName') AS channel,
	coalesce(p.p ->> 'task_attributes', p.p ->> 'TaskAttributes') AS attributes,
	coalesce(p.p ->> 'reservation_sid', p.p ->> 'ReservationSid') AS reservation,
	coalesce(p.p ->> 'worker_name', p.p ->> 'WorkerName', p.p ->> 'worker_sid', p.p ->> 'WorkerSid') AS worker,
	coalesce(p.p ->> 'worker_activity_name', p.p ->> 'WorkerActivityName') AS activity,
	coalesce(p.p ->> 'transfer_mode', p.p ->> 'TransferMode') AS transfer_mode
FROM raw.taskrouter_event AS r
CROSS JOIN LATERAL (
	SELECT CASE WHEN jsonb_typeof(r.event #> '{data,payload}') = 'object' THEN r.event #> '{data,payload}'
		ELSE r.event END AS p
) AS p
