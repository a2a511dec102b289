-- A visit is a session of a participant acd: its segment interact is the wait.  The agent who answered it is the one
-- whose own interact begins when that ends.
--
-- of  conversation_details
WITH leg AS MATERIALIZED (:leg),
acd AS (
	SELECT l.*, coalesce(l.interact_at, l.begun_at) AS queued_at
	FROM leg AS l
	WHERE purpose = 'acd'
),
answered AS (
	SELECT DISTINCT ON (a.key, a.participant, a.number) a.key, a.participant, a.number,
		g.person ->> 'userId' AS agent_id, g.session, g.metric, g.ended_at, g.disconnect
	FROM acd AS a
	JOIN leg AS g ON g.key = a.key AND g.purpose IN ('agent', 'user')
		AND g.interact_at BETWEEN a.ended_at - '1 second'::interval AND a.ended_at + '5 seconds'::interval
		AND (g.queue_id = a.queue_id OR g.queue_id = '')
	WHERE a.disconnect LIKE '%transfer%'
	ORDER BY a.key, a.participant, a.number, abs(extract(epoch FROM g.interact_at - a.ended_at)), g.participant,
		g.number
),
visit AS (
	SELECT a.*, g.agent_id, g.ended_at AS agent_ended_at, g.disconnect AS agent_disconnect, g.metric AS agent_metric,
		(SELECT max(cc.source_instant(s ->> 'segmentEnd', 'UTC')) FROM cc.source_elements(g.session -> 'segments') AS s
			WHERE s ->> 'segmentType' = 'wrapup') AS wrap_ended_at,
		(SELECT min(s ->> 'wrapUpCode') FROM cc.source_elements(g.session -> 'segments') AS s
			WHERE s ->> 'segmentType' = 'wrapup') AS wrap_code,
		(SELECT sum(extract(epoch FROM cc.source_instant(s ->> 'segmentEnd', 'UTC')
				- cc.source_instant(s ->> 'segmentStart', 'UTC'))) FILTER (WHERE s ->> 'segmentType' = 'interact')
			FROM cc.source_elements(g.session -> 'segments') AS s) AS interact_s,
		(SELECT coalesce(sum(extract(epoch FROM cc.source_instant(s ->> 'segmentEnd', 'UTC')
				- cc.source_instant(s ->> 'segmentStart', 'UTC'))) FILTER (WHERE s ->> 'segmentType' = 'hold'), 0)
			FROM cc.source_elements(g.session -> 'segments') AS s) AS hold_s,
		(SELECT sum(extract(epoch FROM cc.source_instant(s ->> 'segmentEnd', 'UTC')
				- cc.source_instant(s ->> 'segmentStart', 'UTC'))) FILTER (WHERE s ->> 'segmentType' = 'alert')
			FROM cc.source_elements(g.session -> 'segments') AS s) AS alert_s,
		(SELECT count(*) FROM cc.source_elements(g.session -> 'segments') AS s WHERE s ->> 'segmentType' = 'hold')
			AS holds,
		CASE WHEN g.key IS NOT NULL THEN 'answered'
			WHEN a.ended_at IS NULL THEN 'open'
			WHEN a.metric ? 'tAbandon' THEN 'abandoned'
			WHEN a.metric ? 'tFlowOut' OR a.session ? 'flowOutType' OR a.disconnect LIKE '%ransfer%' THEN 'flowed_out'
			WHEN a.disconnect ~ '(error|system|transportFailure|uncallable|spam)$' THEN 'system_error'
			WHEN a.disconnect ~ '(timeout|inactivity|sessionExpired|takeover)$' THEN 'flowed_out'
			ELSE 'abandoned' END AS outcome
	FROM acd AS a
	LEFT JOIN answered AS g USING (key, participant, number)
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, reason, entered_at, queued_at, answered_at,
	left_at, ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out,
	flow_out_reason, holds, own_segments, event)
SELECT key,
	CASE session ->> 'mediaType' WHEN 'internalmessage' THEN 'message' ELSE session ->> 'mediaType' END,
	CASE WHEN session ? 'outboundCampaignId' THEN 'outbound'
		ELSE lower(coalesce(session ->> 'direction', conversation ->> 'originatingDirection')) END,
	nullif(queue_id, ''), agent_id,
	regexp_replace(coalesce(session ->> 'ani', session #>> '{callbackNumbers,0}', session ->> 'addressFrom'),
		'^tel:', ''),
	wrap_code,
	cc.source_instant(conversation ->> 'conversationStart', 'UTC'),
	queued_at,
	CASE WHEN outcome = 'answered' THEN ended_at END,
	ended_at,
	CASE WHEN outcome = 'answered' THEN agent_ended_at ELSE ended_at END,
	CASE WHEN agent_ended_at IS NOT NULL THEN wrap_ended_at END,
	CASE WHEN outcome = 'answered' THEN coalesce(cc.source_seconds(agent_metric ->> 'tAlert') / 1000, alert_s) END,
	CASE WHEN outcome = 'answered' AND agent_ended_at IS NOT NULL
		THEN coalesce(cc.source_seconds(agent_metric ->> 'tTalkComplete') / 1000, interact_s) END,
	CASE WHEN outcome = 'answered' AND agent_ended_at IS NOT NULL
		THEN coalesce(cc.source_seconds(agent_metric ->> 'tHeldComplete') / 1000, hold_s) END,
	CASE WHEN outcome = 'answered' AND agent_ended_at IS NOT NULL
		THEN coalesce(cc.source_seconds(agent_metric ->> 'tAcw') / 1000,
			CASE WHEN wrap_ended_at IS NOT NULL
				THEN extract(epoch FROM greatest(wrap_ended_at - agent_ended_at, '0')) END,
			CASE WHEN session ->> 'acwSkipped' = 'true' THEN 0 END) END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN CASE WHEN EXISTS (
			SELECT FROM leg AS g
			CROSS JOIN LATERAL cc.source_elements(g.session -> 'segments') AS s
			WHERE g.key = v.key AND g.purpose = 'agent' AND s ->> 'segmentType' = 'alert'
				AND cc.source_instant(s ->> 'segmentEnd', 'UTC') BETWEEN v.ended_at - '1 second'::interval
					AND v.ended_at + '1 second'::interval)
		THEN 'ring' ELSE 'queue' END END,
	coalesce(session ->> 'flowInType' = 'agent', false),
	CASE WHEN outcome = 'answered' AND agent_ended_at IS NOT NULL THEN
		CASE WHEN agent_disconnect ~ '(consultTransfer|conferenceTransfer)$' THEN 'attended'
			WHEN agent_disconnect ~* 'transfer$' THEN 'blind' ELSE 'none' END END,
	coalesce(session ->> 'flowOutType', disconnect),
	CASE WHEN outcome = 'answered' AND agent_ended_at IS NOT NULL THEN holds END,
	true, 'conversation ' || key
FROM visit AS v
