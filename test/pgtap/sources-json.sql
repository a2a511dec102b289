-- Sources that write JSON: Genesys Cloud, Amazon Connect, Twilio.  What goes wrong when they are mapped, each by name.
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT plan(48);
CALL create_reporting_model('ops_json');
CREATE FUNCTION pg_temp.visits(call text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', queue_id, media, outcome, agent_id, 'wait '
        || extract(epoch FROM left_at - queued_at)::float8, 'ring ' || ring_s, 'talk ' || talk_s, 'hold ' || hold_s,
        'acw ' || acw_s), '; ' ORDER BY visit_no)
    FROM ops_json.queue_visit
    WHERE contact_id = call
$$;
CREATE FUNCTION pg_temp.states(agent text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', state_class, aux_code, extract(epoch FROM upper(during) - lower(during))::float8),
        ', ' ORDER BY during)
    FROM ops_json.agent_state
    WHERE agent_id = agent
$$;

-- ---- Genesys Cloud
CALL create_source('raw_genesys', 'genesys_cloud');
-- seconds after 10:00 to an instant
CREATE FUNCTION pg_temp.t(s float8) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT to_char('2026-02-03 10:00+00'::timestamptz + s * '1 s'::interval, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
CREATE FUNCTION pg_temp.seg(kind text, a float8, b float8, more jsonb DEFAULT '{}') RETURNS jsonb LANGUAGE sql AS
$$ SELECT jsonb_strip_nulls(jsonb_build_object('segmentType', kind, 'segmentStart', pg_temp.t(a), 'segmentEnd',
    pg_temp.t(b), 'queueId', 'q1')) || more $$;
CREATE FUNCTION pg_temp.part(purpose text, who text, metrics jsonb, session jsonb, VARIADIC segments jsonb[])
RETURNS jsonb LANGUAGE sql AS
$$ SELECT jsonb_build_object('purpose', purpose, 'userId', who, 'sessions', jsonb_build_array(session
    || jsonb_build_object('metrics', (SELECT jsonb_agg(jsonb_build_object('name', k, 'value', v))
        FROM jsonb_each(metrics) AS m (k, v)), 'segments', to_jsonb(segments)))) $$;
CREATE FUNCTION pg_temp.conversation(id text, ended float8, VARIADIC parts jsonb[]) RETURNS jsonb LANGUAGE sql AS
$$ SELECT jsonb_strip_nulls(jsonb_build_object('conversationId', id, 'conversationStart', pg_temp.t(0),
    'conversationEnd', pg_temp.t(ended), 'participants', to_jsonb(parts))) $$;
INSERT INTO raw_genesys.conversation_details (event)
SELECT jsonb_build_object('conversations', jsonb_build_array(
    pg_temp.conversation('g1', 200,
        pg_temp.part('acd', NULL, '{"nOffered": 1, "tAcd": 12500}', '{"mediaType": "voice", "ani": "tel:+1555"}',
            pg_temp.seg('delay', 9, 10), pg_temp.seg('interact', 10, 22.5, '{"disconnectType": "transfer"}')),
        pg_temp.part('agent', 'idle', '{"tAlert": 7000, "tAcw": 57000, "tHandle": 57000}', '{"mediaType": "voice"}',
            pg_temp.seg('alert', 11, 18), pg_temp.seg('wrapup', 18, 79)),
        pg_temp.part('agent', 'ann',
            '{"tAlert": 3000, "tAnswered": 12500, "tTalkComplete": 100000, "tHeldComplete": 20000,
            "tAcw": 5000}', '{"mediaType": "voice"}', pg_temp.seg('alert', 19.5, 22.5),
                pg_temp.seg('interact', 22.6, 92),
            pg_temp.seg('hold', 92, 112), pg_temp.seg('interact', 112, 142.6, '{"disconnectType": "peer"}'),
            pg_temp.seg('wrapup', 142.5, 142.4))),
    pg_temp.conversation('g2', 60, pg_temp.part('acd', NULL, '{"nOffered": 1, "tAbandon": 31000}',
        '{"mediaType": "voice"}',
        pg_temp.seg('interact', 10, 41, '{"disconnectType": "peer"}'))),
    pg_temp.conversation('g3', 60, pg_temp.part('acd', NULL, '{"nOffered": 1, "tFlowOut": 31000}',
        '{"mediaType": "chat"}',
        pg_temp.seg('interact', 10, 41, '{"disconnectType": "transfer"}'))),
    pg_temp.conversation('g4', NULL, pg_temp.part('acd', NULL, '{"nOffered": 1}', '{"mediaType": "message"}',
        pg_temp.seg('interact', 10, NULL)))));
CALL load_source('ops_json', 'genesys_cloud', 'raw_genesys');
SELECT is(pg_temp.visits('genesys_cloud:g1'), 'q1 voice answered ann wait 12.5 ring 3 talk 100 hold 20 acw 5',
    'Genesys: the wait is the acd session''s interact, milliseconds are seconds');
SELECT is((SELECT ended_at = wrap_ended_at FROM ops_json.queue_visit WHERE contact_id = 'genesys_cloud:g1'), true,
    'Genesys: a wrap-up that ends before the call');
SELECT is((SELECT count(*) FROM ops_json.queue_visit WHERE agent_id = 'idle'), 0::bigint,
    'Genesys: who did not respond answered nothing');
SELECT is(pg_temp.states('idle'), 'acw 61', 'Genesys: ... but worked after the contact');
SELECT is(pg_temp.visits('genesys_cloud:g2'), 'q1 voice abandoned wait 31', 'Genesys: abandoned');
SELECT is(pg_temp.visits('genesys_cloud:g3'), 'q1 chat flowed_out wait 31', 'Genesys: flowed out');
SELECT is(pg_temp.visits('genesys_cloud:g4'), 'q1 message open', 'Genesys: a conversation that goes on');
INSERT INTO raw_genesys.conversation_details (event)
SELECT pg_temp.conversation('g4', 90, pg_temp.part('acd', NULL, '{"nOffered": 1, "tAcd": 50000}',
    '{"mediaType": "message"}',
        pg_temp.seg('interact', 10, 60, '{"disconnectType": "transfer"}')),
    pg_temp.part('agent', 'bob', '{}', '{"mediaType": "message"}',
        pg_temp.seg('interact', 60.1, 90, '{"disconnectType": "consultTransfer"}')),
    pg_temp.part('acd', NULL, '{"nOffered": 1, "tAcd": 10000}', '{"mediaType": "message", "flowInType": "agent"}',
        pg_temp.seg('interact', 70, 80, '{"disconnectType": "transfer", "queueId": "q2"}')),
    pg_temp.part('agent', 'cas', '{}', '{"mediaType": "message"}',
        pg_temp.seg('interact', 80.1, 100, '{"disconnectType": "peer", "queueId": "q2"}')));
INSERT INTO raw_genesys.conversation_details (event)
SELECT pg_temp.conversation('g4', NULL, pg_temp.part('acd', NULL, '{"nOffered": 1}', '{"mediaType": "message"}',
    pg_temp.seg('interact', 10, NULL)));
CALL load_source('ops_json', 'genesys_cloud', 'raw_genesys', batch => 1);
SELECT is(pg_temp.visits('genesys_cloud:g4'), 'q1 message answered bob wait 50 talk 29.9 hold 0; '
    'q2 message answered cas wait 10 talk 19.9 hold 0', 'Genesys: the older delivery after the newer; a second queue');
SELECT is((SELECT string_agg(concat_ws(' ', transfer_in, transfer_out), ', ' ORDER BY visit_no)
    FROM ops_json.queue_visit
    WHERE contact_id = 'genesys_cloud:g4'), 'f attended, t none', 'Genesys: a consult transfer');
INSERT INTO raw_genesys.user_details (line) VALUES ('{"userDetails": [{"userId": "eve", "primaryPresence": [
    {"startTime": "2026-02-03T08:00:00.000Z", "endTime": "2026-02-03T08:01:00.000Z", "systemPresence": "AVAILABLE"},
    {"startTime": "2026-02-03T08:01:00.000Z", "endTime": "2026-02-03T08:10:00.000Z", "systemPresence": "ON_QUEUE"},
    {"startTime": "2026-02-03T08:10:00.000Z", "systemPresence": "MEAL"}], "routingStatus": [
    {"startTime": "2026-02-03T08:01:00.000Z", "endTime": "2026-02-03T08:03:00.000Z", "routingStatus": "IDLE"},
    {"startTime": "2026-02-03T08:03:00.000Z", "endTime": "2026-02-03T08:05:00.000Z", "routingStatus": "INTERACTING"},
    {"startTime": "2026-02-03T08:05:00.000Z", "endTime": "2026-02-03T08:10:00.000Z",
    "routingStatus": "NOT_RESPONDING"}]}]}'),
    ('{"userDetails": [{"userId": "eve"'), ('{"user": 1}');
CALL load_source('ops_json', 'genesys_cloud', 'raw_genesys');
SELECT is(pg_temp.states('eve'),
    'other_work 60, available 120, handling 120, unavailable NOT_RESPONDING 300, unavailable MEAL',
    'Genesys: presence and routing are two tracks, the last state is open');
SELECT is((SELECT string_agg(concat_ws(' ', outcome, holds, flow_out_reason), ', ' ORDER BY contact_id)
    FROM ops_json.queue_visit WHERE contact_id IN ('genesys_cloud:g1', 'genesys_cloud:g2', 'genesys_cloud:g3')),
    'answered 1, abandoned, flowed_out transfer', 'Genesys: holds, and why it left');
SELECT is((SELECT string_agg(reason, ', ' ORDER BY reason) FROM ops_json.rejected_event), 'no userId, not JSON',
    'Genesys: a line that is no JSON, and JSON that is no user');

-- ---- Amazon Connect
CALL create_source('raw_amazon', 'amazon_connect');
CREATE FUNCTION pg_temp.record(id text, method text, initiated float8, gone float8, queued float8, dequeued float8,
    agent text, connected float8, talk int, hold int, wrap float8, wrapped float8, more jsonb DEFAULT '{}')
RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_build_object('ContactId', id, 'InitialContactId', NULL, 'PreviousContactId', NULL,
        'NextContactId', NULL,
        'Channel', 'VOICE', 'InitiationMethod', method, 'InitiationTimestamp', pg_temp.t(initiated),
        'DisconnectTimestamp', pg_temp.t(gone), 'DisconnectReason', 'CUSTOMER_DISCONNECT',
        'LastUpdateTimestamp', pg_temp.t(gone + 60),
        'Queue', CASE WHEN queued IS NOT NULL THEN jsonb_build_object('Name', 'q', 'Duration', 120,
            'EnqueueTimestamp', pg_temp.t(queued), 'DequeueTimestamp', pg_temp.t(dequeued)) END,
        'Agent', CASE WHEN agent IS NOT NULL THEN jsonb_build_object('Username', agent,
            'ConnectedToAgentTimestamp', pg_temp.t(connected), 'AgentInteractionDuration', talk,
            'CustomerHoldDuration', hold, 'AfterContactWorkDuration', wrapped - wrap,
            'AfterContactWorkStartTimestamp', pg_temp.t(wrap), 'AfterContactWorkEndTimestamp', pg_temp.t(wrapped)) END)
                || more
$$;
INSERT INTO raw_amazon.contact_record (line)
SELECT r::text
FROM (VALUES
    (pg_temp.record('a1', 'INBOUND', 0, 2000, 10, 40, 'ann', 40, 239, 221, 500, 505,
        '{"TransferCompletedTimestamp": "x"}')),
    (pg_temp.record('a1', 'INBOUND', 0, 2000, 10, 40, 'ann', 40, 239, 221, 500, 505,
        '{"LastUpdateTimestamp": "2026-02-09T00:00:00Z", "Attributes": {"a": "b"}}')),
    (pg_temp.record('a1', 'INBOUND', 0, 2000, 10, 40, 'ann', 40, 999, 221, 500, 505,
        '{"LastUpdateTimestamp": "2026-02-03T00:00:00Z"}')),
    (pg_temp.record('a2', 'INBOUND', 0, 120, 0, 120, NULL, NULL, NULL, NULL, NULL, NULL, '{"NextContactId": "a3"}')),
    (pg_temp.record('a3', 'CALLBACK', 120, 600, 219, 240, 'ann', 265, 335, 0, 600, 620,
        '{"InitialContactId": "a2", "PreviousContactId": "a2"}')),
    (pg_temp.record('a4', 'INBOUND', 0, 41, 10, 41, NULL, NULL, NULL, NULL, NULL, NULL)),
    (pg_temp.record('a5', 'INBOUND', 0, 120, 5, 120, NULL, NULL, NULL, NULL, NULL, NULL, '{"NextContactId": "a6"}')),
    (pg_temp.record('a6', 'QUEUE_TRANSFER', 120, 600, 120, 180, 'bob', 180, 400, 20, 600, 625,
        '{"InitialContactId": "a5", "PreviousContactId": "a5", "Queue": {"Name": "q2", "EnqueueTimestamp":
        "2026-02-03T10:02:00Z", "DequeueTimestamp": "2026-02-03T10:03:00Z"}}')),
    (pg_temp.record('a7', 'DISCONNECT', 600, 640, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
        '{"InitialContactId": "a5", "PreviousContactId": "a6"}')),
    (pg_temp.record('a8', 'INBOUND', 0, 41, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)),
    (pg_temp.record('a9', 'OUTBOUND', 0, 41, NULL, NULL, 'bob', 5, 30, 0, 35, 40))
) AS v (r);
CALL load_source('ops_json', 'amazon_connect', 'raw_amazon', batch => 2);
SELECT is(pg_temp.visits('amazon_connect:a1'), 'q voice answered ann wait 30 talk 239 hold 221 acw 5',
    'Amazon: a contact delivered three times, the newest by its own clock');
SELECT is((SELECT (ended_at - answered_at, wrap_ended_at - ended_at)::text FROM ops_json.queue_visit
    WHERE contact_id = 'amazon_connect:a1'), '(00:07:40,00:00:05)',
        'Amazon: the end is the agent''s, not the customer''s leg');
SELECT is(pg_temp.visits('amazon_connect:a2'), 'q voice callback_requested wait 120; '
    'q callback answered ann wait 21 talk 335 hold 0 acw 20',
        'Amazon: a callback waits its own time, without the delay');
SELECT is(pg_temp.visits('amazon_connect:a4'), 'q voice abandoned wait 31', 'Amazon: abandoned');
SELECT is(pg_temp.visits('amazon_connect:a5'),
    'q voice flowed_out wait 115; q2 voice answered bob wait 60 talk 400 hold 20 '
    'acw 25', 'Amazon: a transfer between queues; a survey after the call is no visit');
SELECT is((SELECT string_agg(concat_ws(' ', substr(contact_id, 16), visit_no, flow_out_reason, ended_by), ', '
    ORDER BY contact_id, visit_no) FROM ops_json.queue_visit WHERE contact_id IN ('amazon_connect:a1',
        'amazon_connect:a2', 'amazon_connect:a4', 'amazon_connect:a5')),
    'a1 1, a2 1, a2 2 customer, a4 1, a5 1 QUEUE_TRANSFER, a5 2 customer',
    'Amazon: after a transfer it is not told who ended the agent''s part');
SELECT is((SELECT count(*) FROM ops_json.queue_visit WHERE contact_id IN ('amazon_connect:a8', 'amazon_connect:a9')),
    0::bigint, 'Amazon: no queue, no visit');
INSERT INTO raw_amazon.agent_event (event)
SELECT jsonb_build_object('EventType', 'STATE_CHANGE', 'EventTimestamp', pg_temp.t(at), 'AgentARN', 'x/agent/z',
    'CurrentAgentSnapshot', jsonb_build_object('Configuration', '{"Username": "zoe"}'::jsonb, 'AgentStatus',
        jsonb_build_object('Name', status, 'Type', kind, 'StartTimestamp', pg_temp.t(since)), 'Contacts', now),
    'PreviousAgentSnapshot', jsonb_build_object('Contacts', before))
FROM (VALUES (0, 'Available', 'ROUTABLE', 0, '[]'::jsonb, '[]'::jsonb),
    (20, 'Available', 'ROUTABLE', 0,
        '[{"ContactId": "k", "State": "CONNECTED", "StateStartTimestamp": "2026-02-03T10:00:20.000Z"}]', '[]'),
    (50, 'Available', 'ROUTABLE', 0,
        '[{"ContactId": "k", "State": "ENDED", "StateStartTimestamp": "2026-02-03T10:00:50.000Z"}]',
        '[{"ContactId": "k", "State": "CONNECTED"}]'),
    (55, 'Available', 'ROUTABLE', 0, '[]', '[{"ContactId": "k", "State": "ENDED"}]'),
    (175, 'Available', 'ROUTABLE', 0, '[]', '[]'),
    (200, 'Lunch', 'CUSTOM', 200, '[]', '[]')) AS e (at, status, kind, since, now, before)
ORDER BY at DESC;
CALL load_source('ops_json', 'amazon_connect', 'raw_amazon', batch => 2);
SELECT is(pg_temp.states('zoe'), 'available 20, handling 30, acw 5, available 145, unavailable Lunch',
    'Amazon: after-contact work is over when the contact is no longer listed; heartbeats; any order');

-- ---- Twilio
CALL create_source('raw_twilio', 'twilio');
CREATE FUNCTION pg_temp.task(type text, at float8, task text, queue text, entered float8, more jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
    INSERT INTO raw_twilio.taskrouter_event (event)
    SELECT jsonb_build_object('type', 'com.twilio.taskrouter.' || type, 'data', jsonb_build_object('timestamp',
        pg_temp.t(at),
        'payload', jsonb_build_object('eventtype', type, 'task_sid', task, 'task_queue_name', queue,
            'task_queue_entered_date', pg_temp.t(entered), 'task_channel_unique_name', 'voice') || more))
$$;
SELECT pg_temp.task('task-queue.entered', 0, 't1', 'q', 0);
SELECT pg_temp.task('reservation.created', 3, 't1', 'q', 0, '{"reservation_sid": "r1", "worker_name": "ann"}');
SELECT pg_temp.task('reservation.timeout', 18, 't1', 'q', 0, '{"reservation_sid": "r1", "worker_name": "ann"}');
SELECT pg_temp.task('reservation.created', 18, 't1', 'q', 0, '{"reservation_sid": "r2", "worker_name": "bob"}');
SELECT pg_temp.task('reservation.accepted', 24, 't1', 'q', 0, '{"reservation_sid": "r2", "worker_name": "bob"}');
SELECT pg_temp.task('reservation.wrapup', 324, 't1', 'q', 0, '{"reservation_sid": "r2", "worker_name": "bob"}');
SELECT pg_temp.task('task.wrapup', 324, 't1', 'q', 0);
SELECT pg_temp.task('reservation.completed', 354, 't1', 'q', 0, '{"reservation_sid": "r2", "worker_name": "bob"}');
SELECT pg_temp.task('task.completed', 354, 't1', 'q', 0);
SELECT pg_temp.task('task.system-deleted', 900, 't1', 'q', 0);
SELECT pg_temp.task('task-queue.entered', 0, 't2', 'q', 0);
SELECT pg_temp.task('task-queue.timeout', 60, 't2', 'q', 0);
SELECT pg_temp.task('task-queue.moved', 60, 't2', 'q2', 60);
SELECT pg_temp.task('reservation.created', 80, 't2', 'q2', 60, '{"reservation_sid": "r3", "worker_name": "ann"}');
SELECT pg_temp.task('reservation.canceled', 85, 't2', 'q2', 60, '{"reservation_sid": "r3", "worker_name": "ann"}');
SELECT pg_temp.task('task.canceled', 85, 't2', 'q2', 60, '{"task_canceled_reason": "hangup"}');
SELECT pg_temp.task('task-queue.entered', 0, 't3', 'q', 0);
SELECT pg_temp.task('task.canceled', 30, 't3', 'q', 0, '{"task_canceled_reason": "Callback requested"}');
SELECT pg_temp.task('task-queue.entered', 0, 't4', 'q', 0);
SELECT pg_temp.task('task.canceled', 30, 't4', 'q', 0, '{"task_canceled_reason": "voicemail"}');
INSERT INTO raw_twilio.taskrouter_event (event)
SELECT jsonb_build_object('EventType', e, 'TaskSid', 't5', 'TaskQueueName', 'q', 'TaskQueueEnteredDate', '1770112800',
    'TimestampMs', (1770112800000 + ms)::text, 'ReservationSid', r, 'WorkerName', w, 'TaskChannelUniqueName', 'sms')
FROM (VALUES ('task-queue.entered', 0, NULL, NULL), ('reservation.created', 4000, 'r9', 'cas'),
    ('reservation.accepted', 6500, 'r9', 'cas'), ('reservation.completed', 66500, 'r9', 'cas')) AS v (e, ms, r, w);
INSERT INTO raw_twilio.taskrouter_event (line) VALUES
    ('[{"EventType": "worker.activity.update", "WorkerName": "dot", "WorkerActivityName": "Available", "TimestampMs":
    "1770112800000"}, {"EventType": "worker.activity.update", "WorkerName": "dot", "WorkerActivityName": "Break",
    "TimestampMs": "1770112860000"}]'), ('{"EventType": "planet.moved", "TimestampMs": "1770112860000"}');
CALL load_source('ops_json', 'twilio', 'raw_twilio', batch => 4);
SELECT is(pg_temp.visits('twilio:t1'), 'q voice answered bob wait 24 ring 6 talk 300 acw 30',
    'Twilio: reservations are offers; two wrap-up events are one; a deletion after the end is nothing');
SELECT is((SELECT agent_id || ' ' || extract(epoch FROM upper(during) - lower(during))::float8 FROM ops_json.segment
    WHERE contact_id = 'twilio:t1' AND kind = 'ring' AND agent_id <> 'bob'), 'ann 15',
        'Twilio: a timeout is a decline');
SELECT is(pg_temp.visits('twilio:t2'), 'q voice flowed_out wait 60; q2 voice abandoned wait 25',
    'Twilio: moved by a timeout, then abandoned');
SELECT is((SELECT abandon_stage FROM ops_json.queue_visit WHERE contact_id = 'twilio:t2' AND visit_no = 2), 'ring',
    'Twilio: ... while it rang');
SELECT is(pg_temp.visits('twilio:t3'), 'q voice callback_requested wait 30',
    'Twilio: a cancelled task may be a callback');
SELECT is((SELECT string_agg(flow_out_reason, ', ' ORDER BY contact_id) FROM ops_json.queue_visit
    WHERE contact_id IN ('twilio:t2', 'twilio:t4')), 'task-queue.timeout, voicemail', 'Twilio: why it left');
SELECT is(pg_temp.visits('twilio:t4'), 'q voice flowed_out wait 30', 'Twilio: ... or a voicemail: no abandon');
SELECT is(pg_temp.visits('twilio:t5'), 'q message answered cas wait 6.5 ring 2.5 talk 60 acw 0',
    'Twilio: a webhook''s names, epoch seconds and milliseconds');
SELECT is(pg_temp.states('dot'), 'available 60, unavailable Break',
    'Twilio: a batch of events as an array; activities');
SELECT is((SELECT string_agg(reason, ', ') FROM ops_json.rejected_event WHERE source = 'twilio'), 'unknown event',
    'Twilio: what is not known is listed');

-- ---- hostile lines, the same for each
CREATE FUNCTION pg_temp.hostile() RETURNS SETOF text LANGUAGE sql AS $$
    SELECT unnest(ARRAY['', '{', 'null', '"\u0000"', '{"a": 1e999999}', repeat('[', 100000), '[[[]]]', '17',
        '{"a": "\ud800"}',
        '{"conversationId": 5, "ContactId": {"a": []}, "TaskSid": [1], "participants": 7, "Queue": 5, "Agent": "x"}',
        '{"conversationId": "h1", "participants": [1, null, {"sessions": {"a": 1}},
            {"purpose": "acd", "sessions": [{"segments":
        [{"segmentType": "interact", "segmentStart": "2026-02-30T00:00:00Z", "segmentEnd": 12}]}]}]}',
        '{"ContactId": "h2", "Queue": {"Name": {"x": 1}, "EnqueueTimestamp": "soon"},
        "Agent": {"AgentInteractionDuration": "9e99"}}',
        '{"data": {"timestamp": 5, "payload": {"task_sid": "h3", "eventtype": "task-queue.entered",
        "task_queue_entered_date":
        [1]}}}', '{"userDetails": [{"userId": "h", "primaryPresence": 5}]}',
            '{"AgentARN": 5, "CurrentAgentSnapshot": [1]}',
        '{"conversationId": "' || repeat('k', 100000) || '", "ContactId": "' || repeat('k', 100000) || '"}'])
$$;
CREATE TABLE hostile_before AS SELECT * FROM ops_json.queue_visit;
INSERT INTO raw_genesys.conversation_details (line) SELECT * FROM pg_temp.hostile();
INSERT INTO raw_genesys.user_details (line) SELECT * FROM pg_temp.hostile();
INSERT INTO raw_amazon.contact_record (line) SELECT * FROM pg_temp.hostile();
INSERT INTO raw_amazon.agent_event (line) SELECT * FROM pg_temp.hostile();
INSERT INTO raw_twilio.taskrouter_event (line) SELECT * FROM pg_temp.hostile();
INSERT INTO raw_genesys.conversation_details (event)
SELECT pg_temp.conversation('g9', 60, pg_temp.part('acd', NULL, '{"tAbandon": 31000}', '{"mediaType": "voice"}',
    pg_temp.seg('interact', 10, 41, '{"disconnectType": "peer"}')));
CALL load_source('ops_json', 'genesys_cloud', 'raw_genesys');
CALL load_source('ops_json', 'amazon_connect', 'raw_amazon');
CALL load_source('ops_json', 'twilio', 'raw_twilio');
SELECT is(pg_temp.visits('genesys_cloud:g9'), 'q1 voice abandoned wait 31',
    'a good record among hostile ones is loaded');
SELECT is((SELECT count(*) FROM (TABLE hostile_before EXCEPT SELECT * FROM ops_json.queue_visit) AS d), 0::bigint,
    '... and nothing that was there is lost');
SELECT cmp_ok((SELECT count(*) FROM ops_json.rejected_event WHERE source = s AND reason = 'not JSON'), '>=', 5::bigint,
    s || ': lines that are no JSON are listed')
FROM unnest(ARRAY['genesys_cloud', 'amazon_connect', 'twilio']) AS s;
SELECT cmp_ok((SELECT count(*) FROM ops_json.rejected_event WHERE source = s AND reason <> 'not JSON'), '>=', 3::bigint,
    s || ': and JSON of another shape')
FROM unnest(ARRAY['genesys_cloud', 'amazon_connect', 'twilio']) AS s;
SELECT is((SELECT sum(rejected) FROM (SELECT DISTINCT source, rejected FROM ops_json.source_status) AS s)::bigint,
    (SELECT count(*) FROM ops_json.rejected_event), 'source_status counts them');
SELECT is(v.n, v.sum, v.source || ': offered = answered + abandoned + flowed out + callbacks + open + errors')
FROM (
    SELECT source, count(*) AS n,
        count(*) FILTER (WHERE outcome = 'answered') + count(*) FILTER (WHERE outcome = 'abandoned')
        + count(*) FILTER (WHERE outcome = 'flowed_out') + count(*) FILTER (WHERE outcome = 'callback_requested')
        + count(*) FILTER (WHERE outcome IN ('open', 'blocked', 'system_error')) AS sum
    FROM ops_json.queue_visit GROUP BY source ORDER BY source
) AS v;
SELECT is(source_instant(v, 'Europe/Berlin'), t::timestamptz, 'instant: ' || v)
FROM (VALUES ('1770112800', '2026-02-03 10:00+00'), ('1770112800500', '2026-02-03 10:00:00.5+00'),
    ('2026-02-03T10:00:00.25Z', '2026-02-03 10:00:00.25+00'), ('2026-02-03 10:00:00', '2026-02-03 09:00+00'),
    ('2026-02-30 10:00:00', NULL), ('2026-02-03 25:00:00', NULL)) AS v (v, t);
SELECT * FROM finish();
DROP SCHEMA ops_json, raw_genesys, raw_amazon, raw_twilio CASCADE;
DROP TABLE hostile_before;
