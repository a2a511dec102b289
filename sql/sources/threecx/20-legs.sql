-- A visit is a leg to a queue; the agent who answered has a leg of his own that the queue made (polling).  The queue's
-- own answer is the machine's.  A leg with a call_history_id of its own belongs to its main call.
WITH leg AS MATERIALIZED (
	SELECT DISTINCT ON (left(coalesce(r.main_call_history_id, r.call_history_id), 100), r.cdr_id)
		left(coalesce(r.main_call_history_id, r.call_history_id), 100) AS key, r.*,
		cc.source_instant(r.cdr_started_at, :'zone') AS begun_at,
		cc.source_instant(r.cdr_answered_at, :'zone') AS answered_at,
		cc.source_instant(r.cdr_ended_at, :'zone') AS ended_at
	FROM raw.cdroutput AS r
	WHERE left(coalesce(r.main_call_history_id, r.call_history_id), 100) = ANY ($1)
	ORDER BY left(coalesce(r.main_call_history_id, r.call_history_id), 100), r.cdr_id, r.cdr_ended_at IS NULL,
		r.cdr_ended_at DESC, concat_ws('|', r.cdr_answered_at, r.continued_in_cdr_id, r.termination_reason)
),
declined AS (
	INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
	SELECT key, 'ring', begun_at, ended_at, left(source_dn_number, 200), left(destination_dn_number, 200)
	FROM leg
	WHERE creation_forward_reason = 'polling' AND answered_at IS NULL AND begun_at IS NOT NULL AND ended_at IS NOT NULL
),
visit AS (
	SELECT q.*, a.answered_at AS agent_answered_at, a.begun_at AS offered_at, a.ended_at AS agent_ended_at,
		a.destination_dn_number AS agent_id, a.continued_in_cdr_id AS agent_continued,
		EXISTS (
			SELECT FROM leg AS n
			WHERE n.key = q.key AND n.cdr_id <> q.cdr_id AND n.creation_forward_reason IS DISTINCT FROM 'polling'
				AND n.begun_at BETWEEN q.ended_at - '1 second'::interval AND q.ended_at + '2 seconds'::interval)
			OR q.continued_in_cdr_id IS NOT NULL AS goes_on,
		EXISTS (
			SELECT FROM leg AS n
			WHERE n.key = q.key AND n.creation_forward_reason = 'polling' AND n.originating_cdr_id = q.cdr_id
				AND n.ended_at = q.ended_at) AS ringing,
		EXISTS (
			SELECT FROM leg AS n
			WHERE n.key = q.key AND n.main_call_history_id IS NOT NULL AND n.call_history_id <> n.main_call_history_id
				AND n.source_dn_number = a.destination_dn_number AND n.begun_at BETWEEN a.answered_at AND a.ended_at)
			AS consulted
	FROM leg AS q
	LEFT JOIN LATERAL (
		SELECT *
		FROM leg AS a
		WHERE a.key = q.key AND a.originating_cdr_id = q.cdr_id AND a.creation_forward_reason = 'polling'
			AND a.answered_at IS NOT NULL
		ORDER BY a.answered_at, a.cdr_id
		LIMIT 1
	) AS a ON true
	WHERE q.destination_dn_type = 'queue'
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, queued_at, answered_at, left_at, ended_at,
	ring_s, talk_s, outcome, abandon_stage, transfer_in, transfer_out, event)
SELECT key, 'voice', 'inbound', destination_dn_number, agent_id, source_participant_phone_number, begun_at,
	agent_answered_at,
	coalesce(agent_answered_at, ended_at),
	coalesce(agent_ended_at, CASE WHEN agent_answered_at IS NULL THEN ended_at END),
	extract(epoch FROM agent_answered_at - offered_at),
	extract(epoch FROM agent_ended_at - agent_answered_at),
	o.outcome,
	CASE WHEN o.outcome = 'abandoned' THEN CASE WHEN ringing THEN 'ring' ELSE 'queue' END END,
	coalesce(lag(agent_continued IS NOT NULL AND o.outcome = 'answered')
		OVER (PARTITION BY key ORDER BY begun_at, cdr_id), false),
	CASE WHEN o.outcome = 'answered' AND agent_ended_at IS NOT NULL THEN
		CASE WHEN agent_continued IS NULL THEN 'none' WHEN consulted THEN 'attended' ELSE 'blind' END END,
	concat_ws(' ', 'leg', cdr_id, 'of call', key)
FROM visit
CROSS JOIN LATERAL (
	SELECT CASE WHEN agent_answered_at IS NOT NULL THEN 'answered' WHEN ended_at IS NULL THEN 'open'
		WHEN goes_on THEN 'flowed_out' ELSE 'abandoned' END AS outcome
) AS o
