-- A call is a row: script, wait, ring, talk, hold and park follow each other from its timestamp on; the work after it
-- comes on top.
WITH told AS (
	SELECT DISTINCT ON (left(r.call_id, 100)) left(r.call_id, 100) AS key, r.*,
		cc.source_instant(:clock, :'zone') AS begun_at,
		coalesce(cc.source_seconds(r.ivr_time), 0) AS ivr_s,
		cc.source_seconds(r.queue_wait_time) AS wait_s,
		coalesce(cc.source_seconds(r.ring_time), 0) AS ring_s,
		cc.source_seconds(r.talk_time) AS talk_s,
		cc.source_seconds(r.hold_time) AS hold_s,
		coalesce(cc.source_seconds(r.park_time), 0) AS park_s,
		cc.source_seconds(r.after_call_work_time) AS acw_s
	FROM raw.call_log AS r
	WHERE left(r.call_id, 100) = ANY ($1)
	ORDER BY left(r.call_id, 100), cc.source_seconds(r.after_call_work_time) DESC NULLS LAST,
		(to_jsonb(r) - 'landed')::text DESC
),
worded AS (
	SELECT *, begun_at + ivr_s * '1 second'::interval AS queued_at,
		begun_at + (ivr_s + wait_s + ring_s) * '1 second'::interval AS left_at,
		CASE WHEN talk_s > 0 THEN 'answered' WHEN abandoned = '1' THEN 'abandoned' ELSE 'flowed_out' END AS outcome
	FROM told
	-- What ended in the script is no visit.
	WHERE coalesce(call_type, '') = '' OR call_type ~* '^inbound'
		AND (wait_s IS NULL OR wait_s + ring_s + coalesce(talk_s, 0) > 0 OR abandoned = '1')
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_out, holds, problem, event)
SELECT key, 'voice', 'inbound', coalesce(nullif(skill, ''), campaign),
	CASE WHEN outcome = 'answered' THEN nullif(agent, '') END,
	ani, begun_at, queued_at,
	CASE WHEN outcome = 'answered' THEN left_at END,
	left_at,
	CASE WHEN outcome = 'answered' THEN left_at + (talk_s + coalesce(hold_s, 0) + park_s) * '1 second'::interval
		ELSE left_at END,
	CASE WHEN outcome = 'answered' THEN
		left_at + (talk_s + coalesce(hold_s, 0) + park_s + acw_s) * '1 second'::interval END,
	CASE WHEN outcome = 'answered' THEN ring_s END,
	CASE WHEN outcome = 'answered' THEN talk_s END,
	CASE WHEN outcome = 'answered' THEN hold_s + park_s END,
	CASE WHEN outcome = 'answered' THEN acw_s END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN ring_s > 0 THEN 'ring' ELSE 'queue' END END,
	CASE WHEN outcome = 'answered' AND transfers ~ '^[0-9]+$' THEN
		CASE WHEN transfers ~ '[1-9]' THEN 'blind' ELSE 'none' END END,
	CASE WHEN outcome = 'answered' AND holds ~ '^[0-9]{1,5}$' THEN holds::integer END,
	CASE WHEN coalesce(call_type, '') = '' THEN 'no CALL TYPE' WHEN wait_s IS NULL THEN 'no QUEUE WAIT TIME' END,
	concat_ws(' ', 'call', key, call_type, w.timestamp, disposition)
FROM worded AS w
