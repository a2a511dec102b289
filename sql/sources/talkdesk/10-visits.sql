-- A call is a row, so its visit is counted back from its end: talk with its hold, before it the wait.
WITH told AS (
	SELECT DISTINCT ON (left(r.event ->> 'callsid', 100)) left(r.event ->> 'callsid', 100) AS key, r.event AS e,
		r.event ->> 'type' AS type,
		coalesce(r.event ->> 'is_callback_from_queue', '') = 'true' AS callback,
		cc.source_instant(r.event ->> 'start_at', 'UTC') AS begun_at,
		cc.source_instant(r.event ->> 'end_at', 'UTC') AS over_at,
		cc.source_seconds(r.event ->> 'talk_time') AS talk_s,
		cc.source_seconds(r.event ->> 'wait_time') AS wait_s,
		cc.source_seconds(r.event ->> 'hold_time') AS hold_s
	FROM raw.call AS r
	WHERE left(r.event ->> 'callsid', 100) = ANY ($1)
	ORDER BY left(r.event ->> 'callsid', 100), cc.source_instant(r.event ->> 'end_at', 'UTC') DESC NULLS LAST,
		r.event::text DESC
),
worded AS (
	SELECT *,
		CASE WHEN talk_s > 0 THEN 'answered'
			WHEN over_at IS NULL THEN 'open'
			WHEN type IN ('abandoned', 'short_abandoned') OR e ->> 'hangup' = 'waiting'
				OR cc.source_seconds(e ->> 'abandon_time') > 0 THEN 'abandoned'
			WHEN type = 'voicemail' THEN 'flowed_out' END AS outcome,
		coalesce(over_at, begun_at) - (coalesce(talk_s, 0) + coalesce(wait_s, 0)) * '1 second'::interval AS counted_back
	FROM told
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, talk_s, hold_s, outcome, abandon_stage, transfer_out, flow_out_reason, problem, event)
SELECT key,
	CASE WHEN callback THEN 'callback' ELSE 'voice' END,
	CASE WHEN type LIKE 'outbound%' THEN 'outbound' ELSE 'inbound' END,
	nullif(e ->> 'ring_groups', ''),
	CASE WHEN outcome = 'answered' THEN coalesce(e ->> 'handling_agent_email', e ->> 'handling_agent_name',
		e ->> 'agent_email', e ->> 'agent_name') END,
	e ->> 'contact_phone_number', begun_at,
	greatest(CASE WHEN over_at IS NULL THEN begun_at ELSE counted_back END, begun_at),
	CASE WHEN outcome = 'answered' THEN over_at - talk_s * '1 second'::interval END,
	over_at, over_at,
	CASE WHEN outcome = 'answered' THEN greatest(talk_s - coalesce(hold_s, 0), 0) END,
	CASE WHEN outcome = 'answered' THEN hold_s END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN 'queue' END,
	CASE WHEN outcome = 'answered' THEN CASE WHEN 'true' IN (e ->> 'is_transfer', e ->> 'is_external_transfer')
		THEN 'blind' ELSE 'none' END END,
	CASE WHEN outcome = 'flowed_out' THEN type END,
	CASE WHEN outcome IS NULL THEN 'unknown type of a call that nobody answered'
		WHEN outcome <> 'open' AND wait_s IS NULL THEN 'no wait_time' END,
	concat_ws(' ', 'call', key, type, e ->> 'hangup')
FROM worded
WHERE callback OR coalesce(type, '') NOT LIKE 'outbound%'
