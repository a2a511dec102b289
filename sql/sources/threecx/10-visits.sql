-- Each row is a pass through a queue: a call may have several.
WITH pass AS (
	SELECT DISTINCT ON (left(r.call_history_id, 100), r.idcallcent_queuecalls)
		left(r.call_history_id, 100) AS key, r.q_num, r.to_dn, r.from_userpart, r.call_result,
			r.idcallcent_queuecalls AS id,
		cc.source_instant(r.time_start, :'zone') AS begun_at,
		cc.source_instant(r.time_end, :'zone') AS ended_at,
		cc.source_seconds(r.ts_waiting) AS wait_s,
		cc.source_seconds(r.ts_servicing) AS talk_s,
		concat_ws(' ', r.reason_noanswerdesc, r.reason_faildesc) AS reason
	FROM raw.callcent_queuecalls AS r
	WHERE left(r.call_history_id, 100) = ANY ($1)
	ORDER BY left(r.call_history_id, 100), r.idcallcent_queuecalls, r.time_end DESC NULLS LAST, r::text
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, queued_at, answered_at, left_at, ended_at,
	talk_s, outcome, abandon_stage, flow_out_reason, problem, event)
SELECT key, 'voice', 'inbound', q_num,
	CASE WHEN talk_s > 0 THEN nullif(to_dn, '') END,
	from_userpart, begun_at,
	CASE WHEN talk_s > 0 THEN begun_at + wait_s * '1 second'::interval END,
	begun_at + wait_s * '1 second'::interval,
	CASE WHEN talk_s > 0 THEN coalesce(ended_at, begun_at + (wait_s + talk_s) * '1 second'::interval)
		ELSE begun_at + wait_s * '1 second'::interval END,
	CASE WHEN talk_s > 0 THEN talk_s END,
	o.outcome,
	CASE WHEN o.outcome = 'abandoned' THEN 'queue' END,
	nullif(btrim(reason), ''),
	CASE WHEN wait_s IS NULL THEN 'no ts_waiting' WHEN talk_s IS NULL THEN 'no ts_servicing' END,
	concat_ws(' ', 'pass', id, 'of call', key)
FROM pass
CROSS JOIN LATERAL (
	SELECT CASE WHEN talk_s > 0 THEN 'answered'
		WHEN reason ~* 'time.?out|timed|max|forward|transfer|no agents|closed|overflow' THEN 'flowed_out'
		ELSE 'abandoned' END AS outcome
) AS o
