-- Each record is a contact of the vendor's; those of one InitialContactId are the customer's one.  The newest delivery
-- counts.  The end is the agent's: after an external transfer the customer's leg goes on without him.
--
-- of  contact_record
WITH record AS MATERIALIZED (
	SELECT DISTINCT ON (k.key, r.event ->> 'ContactId') k.key, r.event ->> 'ContactId' AS id, r.event AS e,
		r.event -> 'Queue' AS queue, r.event -> 'Agent' AS agent, r.event ->> 'InitiationMethod' AS method,
		cc.source_instant(r.event ->> 'InitiationTimestamp', 'UTC') AS initiated_at,
		cc.source_instant(r.event ->> 'DisconnectTimestamp', 'UTC') AS disconnected_at,
		cc.source_instant(r.event #>> '{Queue,EnqueueTimestamp}', 'UTC') AS queued_at,
		cc.source_instant(r.event #>> '{Queue,DequeueTimestamp}', 'UTC') AS dequeued_at,
		cc.source_instant(r.event #>> '{Agent,ConnectedToAgentTimestamp}', 'UTC') AS connected_at,
		cc.source_seconds(r.event #>> '{Agent,AgentInteractionDuration}') AS talk_s,
		cc.source_seconds(r.event #>> '{Agent,CustomerHoldDuration}') AS hold_s,
		cc.source_seconds(r.event #>> '{Agent,AfterContactWorkDuration}') AS acw_s,
		cc.source_instant(r.event #>> '{Agent,AfterContactWorkStartTimestamp}', 'UTC') AS wrap_at,
		cc.source_instant(r.event #>> '{Agent,AfterContactWorkEndTimestamp}', 'UTC') AS wrap_ended_at
	FROM raw.contact_record AS r
	CROSS JOIN LATERAL (
		SELECT left(coalesce(nullif(r.event ->> 'InitialContactId', ''), r.event ->> 'ContactId'), 100) AS key
	) AS k
	WHERE left(coalesce(nullif(r.event ->> 'InitialContactId', ''), r.event ->> 'ContactId'), 100) = ANY ($1)
	ORDER BY k.key, r.event ->> 'ContactId',
		cc.source_instant(r.event ->> 'LastUpdateTimestamp', 'UTC') DESC NULLS LAST, length(r.event::text) DESC,
			r.event::text DESC
),
followed AS (
	SELECT r.*, n.method AS next_method, n.initiated_at AS next_at,
		coalesce(wrap_at, connected_at + (coalesce(talk_s, 0) + coalesce(hold_s, 0)) * '1 second'::interval)
			AS agent_ended_at
	FROM record AS r
	LEFT JOIN LATERAL (
		SELECT n.method, n.initiated_at
		FROM record AS n
		WHERE n.key = r.key AND n.e ->> 'PreviousContactId' = r.id AND n.method <> 'DISCONNECT'
		ORDER BY n.initiated_at, n.id
		LIMIT 1
	) AS n ON true
),
worded AS (
	SELECT *,
		CASE WHEN connected_at IS NOT NULL THEN 'answered'
			WHEN next_method = 'CALLBACK' THEN 'callback_requested'
			WHEN next_method IS NOT NULL OR e ->> 'NextContactId' <> '' THEN 'flowed_out'
			WHEN disconnected_at IS NULL THEN 'open'
			WHEN e ->> 'DisconnectReason' IN ('TELECOM_PROBLEM', 'BARGED') THEN 'system_error'
			WHEN e ->> 'DisconnectReason' IN ('CONTACT_FLOW_DISCONNECT', 'EXPIRED', 'API') THEN 'flowed_out'
			ELSE 'abandoned' END AS outcome
	FROM followed
	WHERE jsonb_typeof(queue) = 'object' AND (queued_at IS NOT NULL
		OR coalesce(method, '') NOT IN ('OUTBOUND', 'EXTERNAL_OUTBOUND', 'DISCONNECT', 'MONITOR'))
)
INSERT INTO new_visit (key, media, direction, queue_id, agent_id, customer, entered_at, queued_at, answered_at, left_at,
	ended_at, wrap_ended_at, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in, transfer_out, updated_at,
	flow_out_reason, ended_by, holds, event)
SELECT key,
	CASE WHEN method = 'CALLBACK' THEN 'callback' ELSE lower(e ->> 'Channel') END,
	CASE WHEN method IN ('OUTBOUND', 'EXTERNAL_OUTBOUND', 'CALLBACK') THEN 'outbound' ELSE 'inbound' END,
	coalesce(queue ->> 'Name', substring(queue ->> 'ARN' FROM '[^/]*$')),
	CASE WHEN outcome = 'answered' THEN coalesce(agent ->> 'Username', substring(agent ->> 'ARN' FROM '[^/]*$')) END,
	e #>> '{CustomerEndpoint,Address}',
	CASE WHEN method = 'INBOUND' THEN initiated_at END,
	queued_at,
	CASE WHEN outcome = 'answered' THEN coalesce(dequeued_at, connected_at) END,
	coalesce(dequeued_at, CASE WHEN outcome <> 'open' THEN coalesce(connected_at, disconnected_at) END),
	CASE WHEN outcome = 'answered' THEN agent_ended_at ELSE coalesce(dequeued_at, disconnected_at) END,
	CASE WHEN outcome = 'answered' THEN wrap_ended_at END,
	CASE WHEN outcome = 'answered' THEN talk_s END,
	CASE WHEN outcome = 'answered' THEN hold_s END,
	CASE WHEN outcome = 'answered' THEN acw_s END,
	outcome,
	CASE WHEN outcome = 'abandoned' THEN 'queue' END,
	coalesce(method = 'TRANSFER', false),
	CASE WHEN outcome = 'answered' THEN
		CASE WHEN next_method = 'TRANSFER' AND next_at < agent_ended_at THEN 'attended'
			WHEN next_method = 'TRANSFER' OR e ->> 'TransferCompletedTimestamp' <> '' THEN 'blind'
			ELSE 'none' END END,
	cc.source_instant(e ->> 'LastUpdateTimestamp', 'UTC'),
	coalesce(next_method, e ->> 'DisconnectReason'),
	-- After a transfer the contact goes on without the agent, and ends with the customer.
	CASE WHEN outcome = 'answered' AND next_method IS NULL AND coalesce(e ->> 'TransferCompletedTimestamp', '') = ''
			AND disconnected_at <= agent_ended_at + '2 seconds'::interval
		THEN CASE e ->> 'DisconnectReason' WHEN 'CUSTOMER_DISCONNECT' THEN 'customer'
			WHEN 'AGENT_DISCONNECT' THEN 'agent' WHEN 'TELECOM_PROBLEM' THEN 'system'
			WHEN 'CONTACT_FLOW_DISCONNECT' THEN 'system' END END,
	CASE WHEN outcome = 'answered' AND agent ->> 'NumberOfHolds' ~ '^[0-9]{1,5}$'
		THEN (agent ->> 'NumberOfHolds')::integer END,
	'contact ' || id
FROM worded
