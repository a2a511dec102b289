-- A row of ContactQueueDetail is a wait in a queue: a call may wait in several at once.  The agent who answered has a
-- row in AgentConnectionDetail, and so has each at whom it rang.  A leg of type 3 is a consultation: no visit.
WITH call AS MATERIALIZED (:calls),
offer AS MATERIALIZED (:offers),
entry AS (
	SELECT DISTINCT ON (left(r.sessionid, 100), r.sessionseqnum, r.nodeid, r.profileid, r.targettype, r.targetid,
			r.qindex)
		left(r.sessionid, 100) AS key, r.sessionseqnum, r.nodeid, r.profileid, r.targettype, r.targetid, r.qindex,
		r.disposition,
		cc.source_instant(r.startdatetime, 'UTC') AS begun_at,
		cc.source_seconds(r.queuetime) AS wait_s
	FROM raw.contactqueuedetail AS r
	WHERE left(r.sessionid, 100) = ANY ($1)
	ORDER BY left(r.sessionid, 100), r.sessionseqnum, r.nodeid, r.profileid, r.targettype, r.targetid, r.qindex,
		(to_jsonb(r) - 'landed')::text DESC
),
visit AS (
	SELECT e.*, c.contacttype, c.aborted, c.caller, c.begun_at AS entered_at, c.transferred,
		o.agent_id, o.ring_s, o.talk_s, o.hold_s, o.acw_s, o.over_at, o.begun_at AS offered_at,
		coalesce(e.begun_at, o.begun_at - e.wait_s * '1 second'::interval, c.over_at - e.wait_s * '1 second'::interval)
			AS queued_at,
		EXISTS (
			SELECT FROM call AS n
			WHERE n.key = e.key AND n.contacttype = '3' AND n.begun_at BETWEEN o.begun_at AND o.over_at) AS consulted,
		EXISTS (
			SELECT FROM offer AS n
			WHERE n.key = e.key AND n.targetid IS NOT DISTINCT FROM e.targetid AND n.talk_s = 0
				AND n.over_at >= c.over_at - '1 second'::interval) AS ringing
	FROM entry AS e
	LEFT JOIN call AS c ON c.key = e.key AND c.sessionseqnum IS NOT DISTINCT FROM e.sessionseqnum
		AND c.nodeid IS NOT DISTINCT FROM e.nodeid AND c.profileid IS NOT DISTINCT FROM e.profileid
	LEFT JOIN LATERAL (
		SELECT *
		FROM offer AS o
		WHERE o.key = e.key AND o.sessionseqnum IS NOT DISTINCT FROM e.sessionseqnum
			AND o.qindex IS NOT DISTINCT FROM e.qindex AND coalesce(o.targetid, e.targetid) = e.targetid
			AND o.talk_s > 0
		ORDER BY o.begun_at, o.agent_id
		LIMIT 1
	) AS o ON e.disposition = '2' AND e.targettype IS DISTINCT FROM '1'
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out,
	flow_out_reason, problem, event)
SELECT key, 'voice', 'inbound', targetid, agent_id, caller, entered_at, queued_at,
	CASE WHEN outcome = 'answered' THEN offered_at + coalesce(ring_s, 0) * '1 second'::interval END,
	queued_at + wait_s * '1 second'::interval,
	CASE WHEN outcome = 'answered' THEN over_at - coalesce(acw_s, 0) * '1 second'::interval
		ELSE queued_at + wait_s * '1 second'::interval END,
	CASE WHEN outcome = 'answered' THEN over_at END,
	ring_s, talk_s, hold_s, acw_s, outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN ringing THEN 'ring' ELSE 'queue' END END,
	contacttype = '5',
	CASE WHEN outcome = 'answered' AND transferred IS NOT NULL THEN
		CASE WHEN NOT transferred THEN 'none' WHEN consulted THEN 'attended' ELSE 'blind' END END,
	CASE disposition WHEN '3' THEN 'dequeued' WHEN '4' THEN 'handled by script'
		WHEN '5' THEN 'handled by another CSQ' END,
	CASE WHEN outcome IS NULL THEN 'unknown disposition'
		WHEN outcome = 'answered' AND offered_at IS NULL THEN 'handled, but by whom is not told' END,
	concat_ws(' ', 'contact', key, sessionseqnum, 'in', targetid, 'disposition', disposition)
FROM visit AS v
CROSS JOIN LATERAL (
	SELECT CASE disposition WHEN '1' THEN CASE WHEN aborted THEN 'system_error' ELSE 'abandoned' END
		WHEN '2' THEN 'answered' WHEN '3' THEN 'flowed_out' WHEN '4' THEN 'flowed_out'
		WHEN '5' THEN 'flowed_out' END AS outcome
) AS o
WHERE contacttype IS DISTINCT FROM '3' AND targettype IS DISTINCT FROM '1'
