-- (OFFSET 0: what is computed once is not computed again for each use.)
WITH line AS (
	SELECT coalesce(l.contact, r.callid) AS key, :ordered AS place,
		CASE WHEN r.time ~ '^[0-9]{9,10}$' THEN to_timestamp(r.time::float8)
			ELSE cc.source_instant(r.time, :'zone', to_timestamp(substring(r.callid
				FROM '([0-9]{9,10})[.][0-9]+$')::float8
				+ coalesce(r.wait_s, 0) + coalesce(r.talk_s, 0))) END AS at,
		r.queuename, r.agent, r.event, r.rest, r.talk_s
	FROM (
		SELECT r.*, cc.source_seconds(wait_text) AS wait_s, cc.source_seconds(talk_text) AS talk_s
		FROM (
			SELECT r.*, :wait_text AS wait_text, :talk_text AS talk_text
			FROM (
				SELECT left(r.callid, 100) AS callid, r.time, r.queuename, r.agent, r.event, :rest AS rest
				FROM raw.queue_log AS r
				WHERE left(r.callid, 100) = ANY ($1) AND length(r.callid) < 100
					AND coalesce(r.event, '') NOT IN ('DID', 'ADDMEMBER', 'REMOVEMEMBER', 'OUTCALL', 'WRAPUPSTART')
				OFFSET 0
			) AS r
			OFFSET 0
		) AS r
		OFFSET 0
	) AS r
	LEFT JOIN ops.source_link AS l ON l.source = :'name' AND l.alias = r.callid
	OFFSET 0
),
numbered AS (
	SELECT *,
		count(*) FILTER (WHERE event = 'ENTERQUEUE')
			OVER (PARTITION BY key, queuename ORDER BY at, place, rest ROWS UNBOUNDED PRECEDING) AS entry
	FROM (SELECT DISTINCT * FROM line WHERE at IS NOT NULL) AS l
),
visit AS (
	SELECT key, queuename, entry,
		min(at) FILTER (WHERE event = 'ENTERQUEUE') AS queued_at,
		min(split_part(rest, '|', 2)) FILTER (WHERE event = 'ENTERQUEUE') AS caller,
		min(at) FILTER (WHERE event = 'CONNECT') AS connected_at,
		min(agent) FILTER (WHERE event = 'CONNECT') AS agent,
		min(cc.source_seconds(split_part(rest, '|', 3))) FILTER (WHERE event = 'CONNECT') AS ring_s,
		min(at) FILTER (WHERE event IN ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER',
			'TRANSFER')) AS completed_at,
		min(agent) FILTER (WHERE event IN ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER', 'ATTENDEDTRANSFER',
			'TRANSFER')) AS completed_by,
		min(talk_s) FILTER (WHERE event IN ('COMPLETEAGENT', 'COMPLETECALLER', 'BLINDTRANSFER',
			'ATTENDEDTRANSFER', 'TRANSFER')) AS talk_s,
		bool_or(event IN ('BLINDTRANSFER', 'TRANSFER')) AS blind,
		bool_or(event = 'ATTENDEDTRANSFER') AS attended,
		min(at) FILTER (WHERE event = 'SYSCOMPAT') AS incompatible_at,
		min(at) FILTER (WHERE event = 'ABANDON') AS abandoned_at,
		min(nullif(agent, 'NONE')) FILTER (WHERE event = 'ABANDON') AS abandoned_ringing,
		min(at) FILTER (WHERE event IN ('EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW', 'LEAVEEMPTY'))
			AS exited_at,
		min(event) FILTER (WHERE event IN ('EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW', 'LEAVEEMPTY'))
			AS exited_as,
		min(event) FILTER (WHERE event IN ('COMPLETEAGENT', 'COMPLETECALLER')) AS completed_as,
		min(at) FILTER (WHERE event IN ('FULL', 'JOINEMPTY', 'JOINUNAVAIL', 'CLOSED')) AS refused_at,
		max(at) FILTER (WHERE event = 'RINGCANCELED') AS canceled_at,
		max(at) AS last_at,
		min(event) AS event
	FROM numbered
	GROUP BY key, queuename, entry
),
-- Nobody was let in: no entry, or the line of one that has ended already.
split AS (
	SELECT key, queuename, entry, queued_at, caller, connected_at, agent, ring_s, completed_at, completed_by, talk_s,
		blind, attended, incompatible_at, abandoned_at, abandoned_ringing, exited_at, NULL::timestamptz AS refused_at,
		canceled_at, last_at, event, exited_as, completed_as
	FROM visit
	WHERE entry > 0 OR refused_at IS NULL
	UNION ALL
	SELECT key, queuename, -1, refused_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		refused_at, NULL, refused_at, event, NULL, NULL
	FROM visit
	WHERE refused_at IS NOT NULL
),
ended AS (
	SELECT v.*,
		coalesce(connected_at, completed_at - coalesce(talk_s, 0) * '1 second'::interval) AS answered_at,
		CASE WHEN coalesce(connected_at, completed_at) IS NULL
			THEN least(incompatible_at, abandoned_at, exited_at, refused_at) END AS left_at,
		q.restarted_at
	FROM split AS v
	LEFT JOIN LATERAL (
		SELECT min(i.at) AS restarted_at
		FROM raw.queue_log AS r
		CROSS JOIN LATERAL (SELECT cc.source_instant(r.time, :'zone') AS at) AS i
		WHERE r.event = 'QUEUESTART' AND i.at >= v.last_at AND i.at < v.queued_at + '2 days'::interval
	) AS q ON coalesce(completed_at, incompatible_at, abandoned_at, exited_at, refused_at) IS NULL
		AND queued_at IS NOT NULL
),
worded AS (
	SELECT *,
		CASE WHEN answered_at IS NOT NULL THEN 'answered'
			WHEN refused_at IS NOT NULL THEN 'blocked'
			WHEN incompatible_at IS NOT NULL THEN 'system_error'
			WHEN left_at = abandoned_at THEN 'abandoned'
			WHEN left_at IS NOT NULL THEN 'flowed_out'
			WHEN restarted_at IS NOT NULL THEN 'system_error'
			ELSE 'open' END AS outcome,
		CASE WHEN blind THEN 'blind' WHEN attended THEN 'attended' WHEN completed_at IS NOT NULL THEN 'none' END
			AS transfer_out
	FROM ended
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, queued_at, answered_at, left_at, ended_at,
	ring_s, talk_s, outcome, abandon_stage, transfer_in, transfer_out, flow_out_reason, ended_by, free_at, problem,
	event)
SELECT w.key, 'voice', 'inbound', queuename,
	CASE WHEN answered_at IS NOT NULL THEN nullif(coalesce(agent, completed_by), 'NONE') END,
	caller, queued_at, answered_at,
	coalesce(answered_at, left_at, CASE WHEN outcome = 'system_error' THEN restarted_at END),
	coalesce(completed_at, left_at, CASE WHEN outcome = 'system_error' THEN restarted_at END),
	ring_s,
	CASE WHEN completed_at IS NOT NULL THEN coalesce(talk_s, extract(epoch FROM completed_at - answered_at)) END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN abandoned_ringing IS NOT NULL OR canceled_at = left_at
		THEN 'ring' ELSE 'queue' END END,
	coalesce(lag(transfer_out) OVER (PARTITION BY w.key ORDER BY queued_at, queuename, entry) <> 'none', false),
	CASE WHEN answered_at IS NOT NULL THEN transfer_out END,
	exited_as,
	CASE WHEN transfer_out = 'none' THEN CASE completed_as WHEN 'COMPLETEAGENT' THEN 'agent'
		WHEN 'COMPLETECALLER' THEN 'customer' END END,
	coalesce(completed_at, restarted_at),
	CASE WHEN queued_at IS NULL THEN CASE WHEN attended THEN 'transfer without a visit'
		ELSE 'end without ENTERQUEUE' END END,
	w.key || ' ' || coalesce(queuename, '') || ' ' || event
FROM worded AS w
-- Some lines of a call are about nothing but a ring: no visit of their own.
WHERE queued_at IS NOT NULL OR coalesce(connected_at, completed_at, abandoned_at, exited_at) IS NOT NULL
