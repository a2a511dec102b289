-- A visit is a member-queue-start or -resume of a session in a queue, up to its next: the member's id is the same in a
-- resumed try, and Member-Joined-Time then that of the first.  A session without events is told by its call record.
WITH event AS MATERIALIZED (
	SELECT DISTINCT left(r.event ->> 'CC-Member-Session-UUID', 100) AS key, r.event ->> 'CC-Action' AS action,
		cc.source_instant(r.event ->> 'Event-Date-Timestamp', 'UTC') AS at,
		r.event ->> 'CC-Queue' AS queue_id, r.event ->> 'CC-Agent' AS agent_id,
		r.event ->> 'CC-Cause' AS cause, r.event ->> 'CC-Cancel-Reason' AS reason,
		r.event ->> 'CC-Agent-Bridged' AS bridged, r.event ->> 'CC-Member-CID-Number' AS caller,
		cc.source_seconds(r.event ->> 'CC-Agent-Answered-Time') - cc.source_seconds(r.event ->> 'CC-Agent-Called-Time')
			AS ring_s
	FROM raw.callcenter_event AS r
	WHERE left(r.event ->> 'CC-Member-Session-UUID', 100) = ANY ($1)
		AND r.event ->> 'CC-Action' IN ('member-queue-start', 'member-queue-resume', 'member-queue-end',
			'bridge-agent-start', 'bridge-agent-end')
),
numbered AS (
	SELECT *, count(*) FILTER (WHERE action IN ('member-queue-start', 'member-queue-resume'))
		OVER (PARTITION BY key, queue_id ORDER BY at, action DESC ROWS UNBOUNDED PRECEDING) AS entry
	FROM event
	WHERE at IS NOT NULL
),
told AS (
	SELECT key, queue_id, entry,
		min(at) FILTER (WHERE action IN ('member-queue-start', 'member-queue-resume')) AS queued_at,
		min(caller) AS caller,
		min(at) FILTER (WHERE action = 'bridge-agent-start') AS bridged_at,
		min(agent_id) FILTER (WHERE action = 'bridge-agent-start') AS agent_id,
		min(ring_s) FILTER (WHERE action = 'bridge-agent-start') AS ring_s,
		max(at) FILTER (WHERE action = 'bridge-agent-end') AS unbridged_at,
		bool_or(bridged = 'false') AS not_bridged,
		min(at) FILTER (WHERE action = 'member-queue-end') AS left_at,
		min(cause) FILTER (WHERE action = 'member-queue-end') AS cause,
		min(reason) FILTER (WHERE action = 'member-queue-end') AS reason,
		lead(min(at)) OVER (PARTITION BY key ORDER BY min(at), queue_id, entry) AS next_at,
		NULL::timestamptz AS entered_at
	FROM numbered
	GROUP BY key, queue_id, entry
),
record AS (
	SELECT DISTINCT ON (1) left(coalesce(r.cc_member_session_uuid, r.xml_cdr_uuid), 100) AS key, r.cc_queue AS queue_id,
		1::bigint AS entry,
		cc.source_instant(r.cc_queue_joined_epoch, 'UTC') AS queued_at,
		r.caller_id_number AS caller,
		CASE WHEN r.cc_cause = 'answered' THEN cc.source_instant(r.cc_queue_answered_epoch, 'UTC') END AS bridged_at,
		r.cc_agent AS agent_id,
		NULL::float8 AS ring_s,
		cc.source_instant(r.cc_queue_terminated_epoch, 'UTC') AS unbridged_at,
		false AS not_bridged,
		coalesce(cc.source_instant(r.cc_queue_canceled_epoch, 'UTC'),
			cc.source_instant(r.cc_queue_terminated_epoch, 'UTC')) AS left_at,
		CASE r.cc_cause WHEN 'answered' THEN 'Terminated' WHEN 'cancel' THEN 'Cancel' END AS cause,
		r.cc_cancel_reason AS reason,
		CASE WHEN cc.source_instant(r.end_epoch, 'UTC')
				> cc.source_instant(r.cc_queue_canceled_epoch, 'UTC') + '2 seconds'::interval
			THEN cc.source_instant(r.end_epoch, 'UTC') END AS next_at,
		cc.source_instant(r.start_epoch, 'UTC') AS entered_at
	FROM raw.v_xml_cdr AS r
	WHERE left(coalesce(r.cc_member_session_uuid, r.xml_cdr_uuid), 100) = ANY ($1) AND r.cc_side = 'member'
		AND NOT EXISTS (
			SELECT FROM event AS e WHERE e.key = left(coalesce(r.cc_member_session_uuid, r.xml_cdr_uuid), 100))
	ORDER BY 1, r.end_epoch DESC NULLS LAST, r.xml_cdr_uuid
),
worded AS (
	SELECT *,
		CASE WHEN cause = 'Terminated' OR cause IS NULL AND bridged_at IS NOT NULL AND not_bridged IS NOT TRUE
				THEN 'answered'
			WHEN left_at IS NULL THEN 'open'
			WHEN reason IN ('TIMEOUT', 'NO_AGENT_TIMEOUT', 'EXIT_WITH_KEY') THEN 'flowed_out'
			WHEN reason = 'BREAK_OUT' AND next_at IS NOT NULL THEN 'flowed_out'
			ELSE 'abandoned' END AS outcome
	FROM (SELECT * FROM told UNION ALL SELECT * FROM record) AS v
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, ring_s, talk_s, outcome, abandon_stage, flow_out_reason, problem, event)
SELECT key, 'voice', 'inbound', queue_id,
	CASE WHEN outcome = 'answered' THEN agent_id END,
	caller, entered_at, queued_at,
	CASE WHEN outcome = 'answered' THEN bridged_at END,
	CASE WHEN outcome <> 'open' THEN coalesce(CASE WHEN outcome = 'answered' THEN bridged_at END, left_at) END,
	CASE outcome WHEN 'answered' THEN coalesce(unbridged_at, left_at) WHEN 'open' THEN NULL ELSE left_at END,
	CASE WHEN outcome = 'answered' THEN ring_s END,
	CASE WHEN outcome = 'answered' THEN extract(epoch FROM coalesce(unbridged_at, left_at) - bridged_at) END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN reason = 'NONE' THEN 'ring' ELSE 'queue' END END,
	reason,
	CASE WHEN queued_at IS NULL THEN 'end without member-queue-start' END,
	'session ' || key || ' ' || coalesce(queue_id, '')
FROM worded
