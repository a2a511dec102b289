-- A segment is a visit if it was offered to a split or ended in a vector.  Its length has the work after the call in
-- it; the disposition is reached disptime after its start, of which queuetime and ringtime are the wait.
WITH told AS MATERIALIZED (
	SELECT DISTINCT ON (left(:call, 100), r.segment) left(:call, 100) AS key, r.segment,
		cc.source_seconds(r.segment) AS place, r.disposition,
		CASE WHEN r.dispsplit ~ '^[1-9]' THEN r.dispsplit WHEN r.split1 ~ '^[1-9]' THEN r.split1 END AS split,
		'vdn ' || nullif(r.dispvdn, '') AS vdn,
		nullif(r.anslogin, '') AS agent_id, nullif(r.origlogin, '') AS by_agent, r.calling_pty, r.agt_released,
		cc.source_instant(r.segstart_utc, 'UTC') AS begun_at,
		cc.source_instant(r.segstop_utc, 'UTC') AS over_at,
		cc.source_seconds(r.disptime) AS disposed_s,
		coalesce(cc.source_seconds(r.queuetime), 0) AS queue_s,
		coalesce(cc.source_seconds(r.ringtime), 0) AS ring_s,
		cc.source_seconds(r.talktime) AS talk_s,
		cc.source_seconds(r.ansholdtime) AS hold_s,
		coalesce(cc.source_seconds(r.acwtime), 0) AS acw_s,
		cc.source_seconds(r.transferred) > 0 AS transferred,
		CASE WHEN r.held ~ '^[0-9]{1,5}$' THEN r.held::integer END AS holds
	FROM raw.call_rec AS r
	WHERE left(:call, 100) = ANY ($1)
	ORDER BY left(:call, 100), r.segment, (to_jsonb(r) - 'landed')::text DESC
),
visit AS (
	SELECT *, begun_at + disposed_s * '1 second'::interval AS disposed_at,
		EXISTS (
			SELECT FROM told AS n
			WHERE n.key = t.key AND n.by_agent = t.agent_id AND n.begun_at < t.over_at
				AND n.segment IS DISTINCT FROM t.segment AND n.begun_at >= t.begun_at) AS consulted,
		lag(transferred) OVER (PARTITION BY key ORDER BY begun_at, place, segment) AS came_by_transfer,
		CASE disposition WHEN '2' THEN 'answered' WHEN '3' THEN 'abandoned' WHEN '4' THEN 'flowed_out'
			WHEN '5' THEN 'blocked' WHEN '6' THEN CASE WHEN queue_s > 0 THEN 'flowed_out' ELSE 'blocked' END
			WHEN '7' THEN 'flowed_out' END AS outcome
	FROM told AS t
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, queued_at, answered_at, left_at, ended_at,
	wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out, flow_out_reason,
	ended_by, holds, problem, event)
SELECT key, 'voice', 'inbound', coalesce(split, vdn),
	CASE WHEN outcome = 'answered' THEN agent_id END,
	calling_pty,
	CASE WHEN split IS NULL THEN begun_at
		ELSE greatest(disposed_at - (queue_s + ring_s) * '1 second'::interval, begun_at) END,
	CASE WHEN outcome = 'answered' THEN disposed_at END,
	CASE WHEN outcome = 'blocked' AND split IS NULL THEN begun_at ELSE disposed_at END,
	CASE WHEN outcome = 'answered' THEN over_at - acw_s * '1 second'::interval
		WHEN outcome = 'blocked' AND split IS NULL THEN begun_at ELSE disposed_at END,
	CASE WHEN outcome = 'answered' THEN over_at END,
	CASE WHEN outcome = 'answered' THEN ring_s END,
	CASE WHEN outcome = 'answered' THEN talk_s END,
	CASE WHEN outcome = 'answered' THEN hold_s END,
	CASE WHEN outcome = 'answered' THEN acw_s END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN split IS NULL THEN 'ivr' WHEN ring_s > 0 THEN 'ring'
		ELSE 'queue' END END,
	coalesce(came_by_transfer, false) OR by_agent IS NOT NULL,
	CASE WHEN outcome = 'answered' AND transferred IS NOT NULL THEN
		CASE WHEN NOT transferred THEN 'none' WHEN consulted THEN 'attended' ELSE 'blind' END END,
	CASE disposition WHEN '4' THEN 'interflow' WHEN '6' THEN 'forced disconnect' WHEN '7' THEN 'other' END,
	CASE WHEN outcome = 'answered' AND NOT transferred THEN
		CASE agt_released WHEN '1' THEN 'agent' WHEN '0' THEN 'customer' END END,
	CASE WHEN outcome = 'answered' THEN holds END,
	CASE WHEN outcome IS NULL THEN 'unknown disposition' WHEN disposed_s IS NULL THEN 'no disptime' END,
	concat_ws(' ', 'call', key, 'segment', segment, 'disposition', disposition)
FROM visit
WHERE disposition IS DISTINCT FROM '1'
