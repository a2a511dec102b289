-- A visit is an entry of a task into a queue, which every event of it carries.  A reservation is an offer to an agent.
WITH event AS MATERIALIZED (
	SELECT DISTINCT *
	FROM (:happened
		WHERE left(coalesce(r.event #>> '{data,payload,task_sid}', r.event ->> 'TaskSid'), 100) = ANY ($1)) AS e
	WHERE at IS NOT NULL AND type IS NOT NULL
),
entry AS (
	SELECT key, queue_id, entered_at,
		min(created_at) AS created_at,
		min(channel) AS channel,
		min(attributes) AS attributes,
		min(at) FILTER (WHERE type = 'task.canceled') AS canceled_at,
		min(canceled_reason) FILTER (WHERE type = 'task.canceled') AS canceled_reason,
		min(at) FILTER (WHERE type = 'task-queue.timeout') AS timeout_at,
		min(at) FILTER (WHERE type IN ('task.deleted', 'task.system-deleted')) AS deleted_at,
		min(at) FILTER (WHERE type = 'task.wrapup') AS wrapup_at,
		min(at) FILTER (WHERE type = 'task.completed') AS completed_at,
		bool_or(status IN ('assigned', 'wrapping', 'completed')) AS taken,
		bool_or(type = 'task.transfer-initiated') AS transferred,
		max(transfer_mode) AS transfer_mode,
		lead(entered_at) OVER w AS next_at,
		lag(bool_or(type = 'task.transfer-initiated')) OVER w AS came_by_transfer
	FROM event
	WHERE entered_at IS NOT NULL
	GROUP BY key, queue_id, entered_at
	WINDOW w AS (PARTITION BY key ORDER BY entered_at, queue_id)
),
offer AS (
	SELECT key, queue_id, entered_at, reservation,
		min(worker) AS worker,
		min(at) FILTER (WHERE type = 'reservation.created') AS created_at,
		min(at) FILTER (WHERE type = 'reservation.accepted') AS accepted_at,
		min(at) FILTER (WHERE type = 'reservation.canceled') AS canceled_at,
		min(at) FILTER (WHERE type = 'reservation.wrapup') AS wrapup_at,
		min(at) FILTER (WHERE type = 'reservation.completed') AS completed_at
	FROM event
	WHERE reservation IS NOT NULL
	GROUP BY key, queue_id, entered_at, reservation
),
accepted AS (
	SELECT DISTINCT ON (key, queue_id, entered_at) *
	FROM offer
	WHERE accepted_at IS NOT NULL
	ORDER BY key, queue_id, entered_at, accepted_at, reservation
),
worded AS (
	SELECT e.*, a.worker, a.accepted_at, a.created_at AS offered_at,
		coalesce(a.wrapup_at, e.wrapup_at, a.completed_at, e.completed_at, e.canceled_at) AS ended_at,
		coalesce(a.completed_at, e.completed_at) AS wrap_ended_at,
		coalesce(a.wrapup_at, e.wrapup_at) AS wrap_at,
		CASE WHEN a.accepted_at IS NOT NULL THEN 'answered'
			WHEN e.next_at IS NOT NULL OR e.timeout_at IS NOT NULL THEN 'flowed_out'
			WHEN e.canceled_at IS NOT NULL THEN
				CASE WHEN e.canceled_reason ~* 'hang ?up|hung|abandon|disconnect|customer left' THEN 'abandoned'
					WHEN e.canceled_reason ~* 'call ?back' THEN 'callback_requested'
					ELSE 'flowed_out' END
			WHEN e.deleted_at IS NOT NULL THEN 'flowed_out'
			ELSE 'open' END AS outcome
	FROM entry AS e
	LEFT JOIN accepted AS a ON a.key = e.key AND a.queue_id IS NOT DISTINCT FROM e.queue_id
		AND a.entered_at = e.entered_at
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, wrap_ended_at, ring_s, talk_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out,
	flow_out_reason, problem, event)
SELECT key,
	CASE WHEN channel IN ('voice', 'chat', 'email', 'video', 'callback') THEN channel
		WHEN channel ~ 'sms|messag|whatsapp' THEN 'message' ELSE 'task' END,
	CASE WHEN attributes ~ '"direction"\s*:\s*"outbound' THEN 'outbound' ELSE 'inbound' END,
	queue_id, worker,
	substring(attributes FROM '"from"\s*:\s*"([^"]{1,100})"'),
	created_at, entered_at, accepted_at,
	CASE WHEN outcome <> 'open' THEN coalesce(accepted_at, least(next_at, timeout_at, canceled_at), deleted_at) END,
	CASE outcome WHEN 'answered' THEN ended_at WHEN 'open' THEN NULL
		ELSE coalesce(least(next_at, timeout_at, canceled_at), deleted_at) END,
	CASE WHEN outcome = 'answered' THEN wrap_ended_at END,
	extract(epoch FROM accepted_at - offered_at),
	CASE WHEN outcome = 'answered' THEN extract(epoch FROM ended_at - accepted_at) END,
	CASE WHEN outcome = 'answered' THEN extract(epoch FROM wrap_ended_at - coalesce(wrap_at, wrap_ended_at)) END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN EXISTS (
			SELECT FROM offer AS o
			WHERE o.key = w.key AND o.entered_at = w.entered_at AND o.created_at <= w.canceled_at
				AND o.canceled_at >= w.canceled_at - '2 seconds'::interval)
		THEN 'ring' ELSE 'queue' END END,
	coalesce(came_by_transfer, false),
	CASE WHEN outcome = 'answered' THEN CASE WHEN NOT transferred THEN 'none'
		WHEN transfer_mode ~* 'warm' THEN 'attended' ELSE 'blind' END END,
	CASE WHEN timeout_at IS NOT NULL THEN 'task-queue.timeout' WHEN next_at IS NOT NULL THEN NULL
		ELSE coalesce(nullif(canceled_reason, ''), CASE WHEN canceled_at IS NOT NULL THEN 'task.canceled' END,
			'task.deleted') END,
	CASE WHEN taken AND accepted_at IS NULL AND canceled_at IS NULL
		THEN 'taken by an agent, but no reservation.accepted' END,
	'task ' || key || ' ' || coalesce(queue_id, '')
FROM worded AS w
