-- The legs of a call that were offered to an agent, and the one at the VRU that the caller left, make visits: legs
-- that follow each other under one call type until one is an end.  The wait begins before the leg (NetQTime), or in it
-- (LocalQTime); 13 on a leg at the VRU says nothing of how a wait ended.
WITH told AS MATERIALIZED (
	SELECT DISTINCT ON (left(r.routercallkeyday || '.' || r.routercallkey, 100), r.recoverykey,
			r.routercallkeysequencenumber, r.datetime)
		left(r.routercallkeyday || '.' || r.routercallkey, 100) AS key, r.recoverykey AS id,
		cc.source_seconds(r.routercallkeysequencenumber) AS place, r.calltypeid AS queue_id,
		nullif(r.agentskilltargetid, '') AS agent_id, r.calldisposition AS ended_as, r.ani,
		coalesce(cc.source_instant(r.startdatetimeutc, 'UTC'),
			CASE WHEN cc.source_seconds(substring(r.timezone FROM '^-?([0-9]{1,3})$')) IS NOT NULL
				THEN cc.source_instant(r.datetime, 'UTC') + r.timezone::integer * '1 minute'::interval
				ELSE cc.source_instant(r.datetime, :'zone') END
			- cc.source_seconds(r.duration) * '1 second'::interval) AS begun_at,
		coalesce(cc.source_seconds(r.duration), 0) AS s,
		coalesce(cc.source_seconds(r.ringtime), 0) AS ring_s,
		coalesce(cc.source_seconds(r.delaytime), 0) AS delay_s,
		cc.source_seconds(r.timetoaband) AS abandoned_s,
		cc.source_seconds(r.holdtime) AS hold_s,
		cc.source_seconds(r.talktime) AS talk_s,
		coalesce(cc.source_seconds(r.worktime), 0) AS acw_s,
		coalesce(cc.source_seconds(r.localqtime), 0) AS here_s,
		coalesce(cc.source_seconds(r.netqtime), 0) AS before_s
	FROM raw.termination_call_detail AS r
	WHERE left(r.routercallkeyday || '.' || r.routercallkey, 100) = ANY ($1)
	ORDER BY left(r.routercallkeyday || '.' || r.routercallkey, 100), r.recoverykey, r.routercallkeysequencenumber,
		r.datetime, (to_jsonb(r) - 'landed')::text DESC
),
leg AS (
	SELECT *,
		CASE WHEN agent_id IS NOT NULL THEN begun_at - before_s * '1 second'::interval
			ELSE begun_at + (s - coalesce(nullif(here_s, 0), abandoned_s, s)) * '1 second'::interval END AS queued_at,
		agent_id IS NULL AND ended_as <> '2' AS unclear
	FROM (SELECT *, min(begun_at) OVER (PARTITION BY key) AS entered_at FROM told) AS t
	WHERE agent_id IS NOT NULL OR ended_as = '2'
		-- A wait at the VRU that no agent's leg takes up.
		OR here_s + before_s > 0 AND NOT EXISTS (
			SELECT FROM told AS a
			WHERE a.key = t.key AND a.begun_at >= t.begun_at
				AND (a.agent_id IS NOT NULL OR a.ended_as = '2') AND a.id IS DISTINCT FROM t.id)
),
marked AS (
	SELECT *,
		CASE WHEN lag(ended_as) OVER w NOT IN ('1', '4', '15', '19') OR queue_id IS DISTINCT FROM lag(queue_id) OVER w
			THEN 1 ELSE 0 END AS new
	FROM leg
	WINDOW w AS (PARTITION BY key ORDER BY begun_at, place, id)
),
numbered AS (
	SELECT *, sum(new) OVER (PARTITION BY key ORDER BY begun_at, place, id) AS n
	FROM marked
),
declined AS (
	INSERT INTO new_segment (key, kind, from_at, to_at, queue_id, agent_id)
	SELECT key, 'ring', begun_at + (here_s + delay_s) * '1 second'::interval,
		begun_at + (here_s + delay_s + ring_s) * '1 second'::interval, left(queue_id, 200), left(agent_id, 200)
	FROM numbered
	WHERE ended_as IN ('15', '19') AND agent_id IS NOT NULL AND ring_s > 0
),
visit AS (
	SELECT DISTINCT ON (key, n) *, min(queued_at) OVER (PARTITION BY key, n) AS first_queued_at,
		begun_at + s * '1 second'::interval AS over_at
	FROM numbered
	ORDER BY key, n, begun_at DESC, place DESC, id DESC
),
worded AS (
	SELECT *,
		CASE WHEN ended_as IN ('13', '28', '29', '30') THEN 'answered'
			WHEN ended_as IN ('2', '3') THEN 'abandoned'
			WHEN ended_as IN ('1', '4') THEN 'system_error'
			ELSE 'flowed_out' END AS outcome,
		lag(ended_as) OVER w IN ('28', '29') AS transferred,
		lead(n) OVER w IS NOT NULL AS goes_on
	FROM visit
	WINDOW w AS (PARTITION BY key ORDER BY n)
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out,
	flow_out_reason, problem, event)
SELECT key, 'voice', 'inbound', queue_id,
	CASE WHEN outcome = 'answered' THEN agent_id END,
	ani, entered_at, first_queued_at,
	CASE WHEN outcome = 'answered' THEN begun_at + (here_s + delay_s + ring_s) * '1 second'::interval END,
	over_at,
	CASE WHEN outcome = 'answered' THEN over_at - acw_s * '1 second'::interval ELSE over_at END,
	CASE WHEN outcome = 'answered' THEN over_at END,
	CASE WHEN outcome = 'answered' THEN ring_s END,
	CASE WHEN outcome = 'answered' THEN talk_s END,
	CASE WHEN outcome = 'answered' THEN hold_s END,
	CASE WHEN outcome = 'answered' THEN acw_s END,
	outcome,
	CASE ended_as WHEN '2' THEN 'queue' WHEN '3' THEN 'ring' END,
	coalesce(transferred, false),
	CASE WHEN outcome = 'answered' THEN
		CASE ended_as WHEN '28' THEN 'blind' WHEN '29' THEN 'attended' ELSE 'none' END END,
	CASE ended_as WHEN '14' THEN 'handled by a device' WHEN '15' THEN 'redirected' WHEN '19' THEN 'no answer' END,
	CASE WHEN unclear THEN 'a wait at the VRU, but how it ended is not told'
		WHEN ended_as = '19' AND NOT goes_on THEN 'rang without an answer, but how it ended is not told'
		WHEN ended_as NOT IN ('1', '2', '3', '4', '13', '14', '15', '19', '28', '29', '30') OR ended_as IS NULL
			THEN 'unknown CallDisposition' END,
	concat_ws(' ', 'leg', id, 'CallDisposition', ended_as)
FROM worded
