-- Cisco, Avaya, Talkdesk and Five9: what goes wrong when they are mapped, each by name.
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT plan(46);
CALL create_reporting_model('ops_calls');
CREATE FUNCTION pg_temp.visits(call text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', queue_id, outcome, abandon_stage, agent_id, 'wait '
        || extract(epoch FROM left_at - queued_at)::float8, 'ring ' || ring_s, 'talk ' || talk_s, 'hold ' || hold_s,
        'acw ' || acw_s), '; ' ORDER BY visit_no)
    FROM ops_calls.queue_visit
    WHERE contact_id = call
$$;

-- ---- Cisco UCCE
CALL create_source('raw_calls', 'cisco_ucce');
INSERT INTO raw_calls.termination_call_detail (recoverykey, routercallkeyday, routercallkey,
    routercallkeysequencenumber, datetime, startdatetimeutc, timezone, calldisposition, calltypeid, agentskilltargetid,
    duration, ringtime, delaytime, timetoaband, holdtime, talktime, worktime, localqtime, netqtime)
VALUES
    -- the IVR, an agent who transfers blind, another
    (1, 154400, 7, 0, '2026-05-27 08:00:40', '2026-05-27 12:00:00', 240, 13, 10, NULL, 40, 0, 0, 0, 0, 40, 0, 0, 25),
    (2, 154400, 7, 1, '2026-05-27 08:04:00', '2026-05-27 12:00:40', 240, 28, 10, 71, 200, 5, 0, 0, 15, 180, 0, 0, 25),
    (3, 154400, 7, 2, '2026-05-27 08:06:00', NULL, 240, 29, 11, 72, 120, 8, 2, 0, 0, 100, 10, 0, 0),
    -- the next day's call with the same number
    (4, 154401, 7, 0, '2026-05-28 08:01:18', '2026-05-28 12:00:00', 240, 13, 10, 71, 78, 3, 2, 0, 0, 60, 8, 5, 20),
    (5, 154400, 8, 0, '2026-05-27 09:00:30', '2026-05-27 13:00:00', 240, 2, 10, NULL, 30, 0, 0, 25, 0, 0, 0, 30, 0),
    (6, 154400, 9, 0, '2026-05-27 09:10:20', '2026-05-27 13:10:00', 240, 19, 10, 71, 20, 20, 0, 0, 0, 0, 0, 0, 9),
    (7, 154400, 9, 1, '2026-05-27 09:11:20', '2026-05-27 13:10:20', 240, 3, 10, 72, 12, 12, 0, 12, 0, 0, 0, 0, 9),
    (8, 154400, 10, 0, '2026-05-27 09:20:07', '2026-05-27 13:20:00', 240, 1, 10, 73, 7, 0, 7, 0, 0, 0, 0, 0, 8),
    (9, 154400, 11, 0, '2026-05-27 09:30:20', '2026-05-27 13:30:00', 240, 13, 10, NULL, 20, 0, 0, 0, 0, 0, 0, 20, 0),
    (10, 0, 0, 0, '2026-05-27 09:40:20', '2026-05-27 13:40:00', 240, 13, NULL, 71, 20, 0, 0, 0, 0, 20, 0, 0, 0),
    (11, 154400, 12, 0, '2026-05-27 09:50:20', '2026-05-27 13:50:00', 240, 60, 10, 71, 20, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO raw_calls.termination_call_detail (recoverykey, routercallkeyday, routercallkey) VALUES (12, 'day', 'x');
CALL load_source('ops_calls', 'cisco_ucce', 'raw_calls', batch => 2);
SELECT is(pg_temp.visits('cisco_ucce:154400.7'), '10 answered 71 wait 30 ring 5 talk 180 hold 15 acw 0; '
    '11 answered 72 wait 10 ring 8 talk 100 hold 0 acw 10', 'UCCE: a blind transfer; the VRU''s leg is no visit');
SELECT is((SELECT string_agg(concat_ws(' ', transfer_in, transfer_out, entered_at, wrap_ended_at), ', '
    ORDER BY visit_no)
    FROM ops_calls.queue_visit WHERE contact_id = 'cisco_ucce:154400.7'),
    'f blind 2026-05-27 12:00:00+00 2026-05-27 12:04:00+00, t attended 2026-05-27 12:00:00+00 2026-05-27 12:06:00+00',
    'UCCE: 28 and 29; DateTime is the end, TimeZone minutes west of UTC');
SELECT is(pg_temp.visits('cisco_ucce:154401.7'), '10 answered 71 wait 30 ring 3 talk 60 hold 0 acw 8',
    'UCCE: keys of the router begin again at midnight; a wait before and in the leg');
SELECT is(pg_temp.visits('cisco_ucce:154400.8'), '10 abandoned queue wait 30', 'UCCE: 2 on a leg at the VRU');
SELECT is(pg_temp.visits('cisco_ucce:154400.9'), '10 abandoned ring wait 41',
    'UCCE: ring no answer, then abandoned while it rings: one visit');
SELECT is((SELECT agent_id || ' ' || extract(epoch FROM upper(during) - lower(during))::float8 FROM ops_calls.segment
    WHERE contact_id = 'cisco_ucce:154400.9' AND kind = 'ring'), '71 20', 'UCCE: the decline is a leg');
SELECT is(pg_temp.visits('cisco_ucce:154400.10'), '10 system_error wait 15',
    'UCCE: 1 is no caller who gave up');
SELECT is((SELECT string_agg(concat_ws(' ', key, reason), ', ' ORDER BY key, reason) FROM ops_calls.rejected_event),
    '154400.11 a wait at the VRU, but how it ended is not told, 154400.12 unknown CallDisposition, '
    'the router''s keys are no numbers', 'UCCE: 13 at the VRU says nothing; a code and a key that are not known');
SELECT is((SELECT count(*) FROM ops_calls.queue_visit WHERE contact_id LIKE 'cisco_ucce:0%'), 0::bigint,
    'UCCE: a call without the router is no visit');
INSERT INTO raw_calls.termination_call_detail (recoverykey, routercallkeyday, routercallkey,
    routercallkeysequencenumber, startdatetimeutc, calldisposition, calltypeid, agentskilltargetid,
    duration, ringtime, holdtime, talktime, worktime, localqtime, netqtime)
VALUES (20, 154400, 11, 1, '2026-05-27 13:30:20', 13, 10, 71, 65, 5, 0, 60, 0, 0, 20);
INSERT INTO raw_calls.termination_call_detail SELECT (r).* FROM (
    SELECT jsonb_populate_record(r, '{"landed": 999}') AS r FROM raw_calls.termination_call_detail AS r
    WHERE recoverykey = '2') AS r;
CALL load_source('ops_calls', 'cisco_ucce', 'raw_calls');
SELECT is(pg_temp.visits('cisco_ucce:154400.11'), '10 answered 71 wait 25 ring 5 talk 60 hold 0 acw 0',
    'UCCE: the agent''s leg comes later');
SELECT is((SELECT count(*) FROM ops_calls.queue_visit WHERE contact_id = 'cisco_ucce:154400.7'), 2::bigint,
    'UCCE: a leg that comes again is the same');

-- ---- Cisco UCCX
CALL create_source('raw_calls', 'cisco_uccx');
INSERT INTO raw_calls.contactqueuedetail (sessionid, sessionseqnum, nodeid, profileid, targettype, targetid, qindex,
    disposition, queuetime, startdatetime)
VALUES ('501', 0, 1, 1, 0, 'Sales', 1, 5, 40, '2026-05-27 10:00:10.000'),
    ('501', 0, 1, 1, 0, 'Support', 1, 2, 40, '2026-05-27 10:00:10.000'),
    ('502', 0, 1, 1, 0, 'Sales', 1, 1, 25, NULL),
    ('503', 0, 1, 1, 0, 'Sales', 1, 1, 7, '2026-05-27 10:20:00.000'),
    ('504', 0, 1, 1, 0, 'Sales', 1, 2, 15, '2026-05-27 10:30:00.000'),
    ('504', 1, 1, 1, 0, 'Support', 2, 2, 10, '2026-05-27 10:32:00.000'),
    ('504', 2, 1, 1, 0, 'Billing', 3, 2, 5, '2026-05-27 10:40:00.000'),
    ('505', 0, 1, 1, 0, 'Sales', 1, 2, 5, '2026-05-27 10:50:00.000'),
    ('506', 0, 1, 1, 1, '31', 1, 1, 5, '2026-05-27 10:55:00.000'),
    ('507', 0, 1, 1, 0, 'Sales', 1, 9, 5, '2026-05-27 10:55:00.000'),
    ('', 0, 1, 1, 0, 'Sales', 1, 1, 5, '2026-05-27 10:55:00.000');
INSERT INTO raw_calls.agentconnectiondetail (sessionid, sessionseqnum, nodeid, profileid, resourceid, startdatetime,
    enddatetime, qindex, ringtime, talktime, holdtime, worktime, csqrecordid)
VALUES ('501', 0, 1, 1, '31', '2026-05-27 10:00:30', '2026-05-27 10:00:50', 1, 20, 0, 0, 0, 'Support'),
    ('501', 0, 1, 1, '32', '2026-05-27 10:00:50', '2026-05-27 10:03:05', 1, 5, 100, 10, 20, 'Support'),
    ('504', 0, 1, 1, '31', '2026-05-27 10:30:15', '2026-05-27 10:33:15', 1, 5, 90, 75, 10, 'Sales'),
    ('504', 1, 1, 1, '32', '2026-05-27 10:32:10', '2026-05-27 10:40:10', 2, 5, 465, 0, 10, 'Support'),
    ('504', 2, 1, 1, '33', '2026-05-27 10:40:05', '2026-05-27 10:42:10', 3, 5, 120, 0, 0, 'Billing');
CALL load_source('ops_calls', 'cisco_uccx', 'raw_calls', batch => 2);
INSERT INTO raw_calls.contactcalldetail (sessionid, sessionseqnum, nodeid, profileid, contacttype, contactdisposition,
    originatortype, originatordn, startdatetime, enddatetime, transfer)
VALUES ('501', 0, 1, 1, 1, 2, 3, '5551', '2026-05-27 10:00:00', '2026-05-27 10:02:45', 0),
    ('502', 0, 1, 1, 1, 1, 3, '5552', '2026-05-27 10:10:00', '2026-05-27 10:10:40', 0),
    ('503', 0, 1, 1, 1, 4, 3, '5553', '2026-05-27 10:19:50', '2026-05-27 10:20:07', 0),
    ('504', 0, 1, 1, 1, 2, 3, '5554', '2026-05-27 10:29:50', '2026-05-27 10:33:05', 1),
    ('504', 1, 1, 1, 3, 2, 1, '31', '2026-05-27 10:32:00', '2026-05-27 10:40:00', 1),
    ('504', 2, 1, 1, 5, 2, 3, '5554', '2026-05-27 10:40:00', '2026-05-27 10:42:10', 0);
CALL load_source('ops_calls', 'cisco_uccx', 'raw_calls', batch => 2);
SELECT is((SELECT string_agg(concat_ws(' ', queue_id, outcome, agent_id, flow_out_reason, left_at - queued_at), ', '
    ORDER BY queue_id) FROM ops_calls.queue_visit WHERE contact_id = 'cisco_uccx:501'),
    'Sales flowed_out handled by another CSQ 00:00:40, Support answered 32 00:00:45',
    'UCCX: a call in two queues at once is two visits');
SELECT is((SELECT agent_id || ' ' || extract(epoch FROM upper(during) - lower(during))::float8 FROM ops_calls.segment
    WHERE contact_id = 'cisco_uccx:501' AND kind = 'ring' AND agent_id <> '32'), '31 20', 'UCCX: RNA is a leg');
SELECT is(pg_temp.visits('cisco_uccx:502'), 'Sales abandoned queue wait 25',
    'UCCX: a queueing without startDateTime ends with the call');
SELECT is(pg_temp.visits('cisco_uccx:503'), 'Sales system_error wait 7', 'UCCX: aborted is no caller who gave up');
SELECT is(pg_temp.visits('cisco_uccx:504'), 'Sales answered 31 wait 20 ring 5 talk 90 hold 75 acw 10; '
    'Billing answered 33 wait 10 ring 5 talk 120 hold 0 acw 0',
    'UCCX: a consultation (3) is no visit, a leg that is transferred in (5) and queued is one');
SELECT is((SELECT string_agg(concat_ws(' ', transfer_in, transfer_out), ', ' ORDER BY visit_no)
    FROM ops_calls.queue_visit WHERE contact_id = 'cisco_uccx:504'), 'f attended, t none',
    'UCCX: after a consultation');
SELECT is((SELECT string_agg(concat_ws(' ', state_class, extract(epoch FROM upper(during) - lower(during))::float8),
    ', ' ORDER BY during) FROM ops_calls.agent_state
    WHERE agent_id = '32' AND during && '[2026-05-27 10:32+00,2026-05-27 10:40:10+00)'), 'handling 465, acw 10',
    'UCCX: who is consulted is handling');
SELECT is((SELECT string_agg(concat_ws(' ', key, reason), ', ' ORDER BY key, reason)
    FROM ops_calls.rejected_event WHERE source = 'cisco_uccx'),
    '505 handled, but by whom is not told, 507 unknown disposition, no sessionID',
    'UCCX: no agent''s row, a disposition and a key that are not known');
SELECT is((SELECT count(*) FROM ops_calls.queue_visit WHERE contact_id = 'cisco_uccx:506'), 0::bigint,
    'UCCX: queued for one agent is no visit of a queue');

-- ---- Avaya CMS
CALL create_source('raw_calls', 'avaya_cms');
INSERT INTO raw_calls.call_rec (acd, row_date, callid, ucid, segment, segstart_utc, segstop_utc, dispvdn, dispsplit,
    split1, disposition, disptime, queuetime, ringtime, anslogin, origlogin, talktime, ansholdtime, acwtime,
    transferred, held, agt_released)
VALUES
    -- four seconds of vector, a wait, an agent who consults another and transfers
    (1, '2026-05-27', 9, '00009000091', 1, '1779883200', '1779883500', 70, 1, 1, 2, 34, 24, 6, 31, NULL, 200, 50, 16,
        1, 2, 0),
    (1, '2026-05-27', 9, '00009000091', 2, '1779883400', '1779883600', 71, 2, 2, 2, 20, 15, 5, 32, 31, 170, 0, 10,
        0, 0, 0),
    (1, '2026-05-27', 10, '0', 1, '1779884000', '1779884045', 70, 1, 1, 3, 45, 40, 5, NULL, NULL, 0, 0, 0, 0, 0, 0),
    (1, '2026-05-28', 10, '0', 1, '1779970000', '1779970010', 70, -1, -1, 3, 10, 0, 0, NULL, NULL, 0, 0, 0, 0, 0, 0),
    (1, '2026-05-27', 11, '00009000111', 1, '1779885000', '1779885061', 70, -1, 1, 4, 61, 60, 0, NULL, NULL, 0, 0, 0,
        0, 0, 0),
    (1, '2026-05-27', 12, '00009000112', 1, '1779886000', '1779886001', 70, -1, -1, 5, 1, 0, 0, NULL, NULL, 0, 0, 0,
        0, 0, 0),
    (1, '2026-05-27', 13, '00009000113', 1, '1779887000', '1779887130', 70, -1, 1, 6, 120, 118, 0, NULL, NULL, 0, 0,
        0, 0, 0, 0),
    (1, '2026-05-27', 14, '00009000114', 1, '1779888000', '1779888060', NULL, -1, -1, 1, 5, 0, 5, 31, NULL, 55, 0, 0,
        0, 0, 1),
    (1, '2026-05-27', 15, '00009000115', 1, '1779889000', '1779889060', 70, 1, 1, 2, 'x', 0, 5, 31, NULL, 55, 0, 0,
        0, 0, 1),
    (NULL, NULL, 16, NULL, 1, '1779889000', '1779889060', 70, 1, 1, 2, 9, 0, 5, 31, NULL, 55, 0, 0, 0, 0, 1);
CALL load_source('ops_calls', 'avaya_cms', 'raw_calls', batch => 2);
SELECT is(pg_temp.visits('avaya_cms:00009000091'), '1 answered 31 wait 30 ring 6 talk 200 hold 50 acw 16; '
    '2 answered 32 wait 20 ring 5 talk 170 hold 0 acw 10', 'Avaya: a segment is a visit, its vector no wait');
SELECT is((SELECT string_agg(concat_ws(' ', transfer_in, transfer_out, ended_by, holds, wrap_ended_at - ended_at),
    ', ' ORDER BY visit_no) FROM ops_calls.queue_visit WHERE contact_id = 'avaya_cms:00009000091'),
    'f attended 2 00:00:16, t none customer 0 00:00:10',
    'Avaya: a segment begun by the agent who transfers; the work after the call is in its length');
SELECT is(pg_temp.visits('avaya_cms:1.2026-05-27.10'), '1 abandoned ring wait 45', 'Avaya: abandoned while it rang');
SELECT is(pg_temp.visits('avaya_cms:1.2026-05-28.10'), 'vdn 70 abandoned ivr wait 10',
    'Avaya: a callid is of its day; abandoned in the vector');
SELECT is(pg_temp.visits('avaya_cms:00009000111') || ', ' || (SELECT flow_out_reason
    FROM ops_calls.queue_visit WHERE contact_id = 'avaya_cms:00009000111'), '1 flowed_out wait 60, interflow',
    'Avaya: interflow, from the split that it waited in');
SELECT is(pg_temp.visits('avaya_cms:00009000112'), 'vdn 70 blocked wait 0',
    'Avaya: forced busy is no wait of a second');
SELECT is(pg_temp.visits('avaya_cms:00009000113'), '1 flowed_out wait 118',
    'Avaya: forced disconnect after a wait is no abandon');
SELECT is((SELECT count(*) FROM ops_calls.queue_visit WHERE contact_id = 'avaya_cms:00009000114'), 0::bigint,
    'Avaya: a call to an extension is no visit');
SELECT is((SELECT string_agg(concat_ws(' ', key, reason), ', ' ORDER BY key, reason)
    FROM ops_calls.rejected_event WHERE source = 'avaya_cms'),
    '00009000115 no disptime, no ucid, and no callid with its day', 'Avaya: what cannot be mapped');

-- ---- Talkdesk
CALL create_source('raw_calls', 'talkdesk');
INSERT INTO raw_calls.call (line) VALUES ('{"total": 2, "entries": [
    {"callsid": "t1", "type": "inbound", "start_at": "2026-05-27 10:00:00", "end_at": "2026-05-27 10:05:00",
        "total_time": 300, "talk_time": 260, "wait_time": 25, "hold_time": 60, "ring_groups": "Care",
        "agent_email": "a@example.com", "handling_agent_email": "b@example.com", "hangup": "handled",
        "is_external_transfer": true},
    {"callsid": "t2", "type": "short_abandoned", "start_at": "2026-05-27 10:10:00", "end_at": "2026-05-27 10:10:04",
        "talk_time": 0, "wait_time": 4, "abandon_time": 4, "ring_groups": "Care", "hangup": "waiting"}]}'),
    ('{"callsid": "t3", "type": "outbound", "start_at": "2026-05-27 10:20:00", "end_at": "2026-05-27 10:21:00", '
        '"talk_time": 50, "wait_time": 0}'),
    ('{"callsid": "t4", "type": "outbound", "start_at": "2026-05-27 10:20:00", "end_at": "2026-05-27 10:21:00", '
        '"talk_time": 50, "wait_time": 10, "is_callback_from_queue": true, "ring_groups": "Care"}'),
    ('{"callsid": "t5", "type": "missed", "start_at": "2026-05-27 10:30:00", "end_at": "2026-05-27 10:31:00", '
        '"talk_time": 0, "wait_time": 50, "hangup": "other"}'),
    ('{"type": "inbound"}'), ('{"callsid": ');
CALL load_source('ops_calls', 'talkdesk', 'raw_calls', batch => 2);
SELECT is(pg_temp.visits('talkdesk:t1'), 'Care answered b@example.com wait 25 talk 200 hold 60',
    'Talkdesk: the talk has the hold in it, the IVR is no wait');
SELECT is((SELECT concat_ws(' ', entered_at, queued_at, transfer_out) FROM ops_calls.queue_visit
    WHERE contact_id = 'talkdesk:t1'), '2026-05-27 10:00:00+00 2026-05-27 10:00:15+00 blind',
    'Talkdesk: times are UTC, counted back from the end');
SELECT is(pg_temp.visits('talkdesk:t2'), 'Care abandoned queue wait 4', 'Talkdesk: a short abandon is one');
SELECT is((SELECT string_agg(concat_ws(' ', contact_id, media, direction, left_at - queued_at), ', ')
    FROM ops_calls.queue_visit WHERE contact_id IN ('talkdesk:t3', 'talkdesk:t4')),
    'talkdesk:t4 callback outbound 00:00:10', 'Talkdesk: a callback has a wait of its own, other calls out are none');
SELECT is((SELECT string_agg(concat_ws(' ', key, reason), ', ' ORDER BY key, reason)
    FROM ops_calls.rejected_event WHERE source = 'talkdesk'),
    't5 unknown type of a call that nobody answered, no callsid, not JSON', 'Talkdesk: what cannot be mapped');

-- ---- Five9
CALL create_source('raw_calls', 'five9');
INSERT INTO raw_calls.call_log (call_id, timestamp, campaign, skill, call_type, agent, ivr_time, queue_wait_time,
    ring_time, talk_time, hold_time, park_time, after_call_work_time, transfers, holds, abandoned)
VALUES ('1', 'Sun, 08 Mar 2026 01:59:50', 'Care', NULL, 'Inbound', 'a', '00:00:05', '00:00:20', '00:00:10', '00:01:00',
        '00:00:30', '00:00:10', '00:00:15', '1', '2', '0'),
    ('2', 'Wed, 27 May 2026 23:59:00', 'Care', 'VIP', 'Inbound', '', '00:00:30', '00:00:45', '00:00:00', '00:00:00',
        '00:00:00', '00:00:00', '00:00:00', '0', '0', '1'),
    ('3', 'Sun, 01 Nov 2026 01:30:00', 'Care', NULL, 'Inbound', '', '00:00:00', '00:00:40', '00:00:00', '00:00:00',
        '00:00:00', '00:00:00', '00:00:00', '0', '0', '0'),
    ('4', 'Wed, 27 May 2026 10:00:00', 'Care', NULL, 'Inbound', '', '00:00:40', '00:00:00', '00:00:00', '00:00:00',
        '00:00:00', '00:00:00', '00:00:00', '0', '0', '0'),
    ('5', 'Wed, 27 May 2026 10:00:00', 'Care', NULL, 'Outbound', 'a', '00:00:00', '00:00:00', '00:00:00', '00:01:00',
        '00:00:00', '00:00:00', '00:00:00', '0', '0', '0'),
    ('6', 'Wed, 99 Foo 2026 10:00:00', 'Care', NULL, 'Inbound', 'a', '00:00:00', '00:00:10', '00:00:00', '00:01:00',
        '00:00:00', '00:00:00', '00:00:00', '-', '-', '-'),
    ('7', '2026-05-27 11:00:00', 'Care', NULL, 'Inbound', 'a', '00:00:00', '00:00:10', '00:00:00', '00:01:00',
        '00:00:00', '00:00:00', '00:00:00', '-', '-', '-'),
    ('8', '2026-05-27 11:00:00', 'Care', NULL, 'Inbound', 'a', '00:00:00', 'long', '00:00:00', '00:01:00',
        '00:00:00', '00:00:00', '00:00:00', '-', '-', '-'),
    (NULL, '2026-05-27 11:00:00', 'Care', NULL, 'Inbound', 'a', '00:00:00', '00:00:10', '00:00:00', '00:01:00',
        '00:00:00', '00:00:00', '00:00:00', '0', '0', '0');
CALL load_source('ops_calls', 'five9', 'raw_calls', zone => 'America/New_York', batch => 2);
SELECT is(pg_temp.visits('five9:1'), 'Care answered a wait 30 ring 10 talk 60 hold 40 acw 15',
    'Five9: wait and ring after the IVR, park is hold');
SELECT is((SELECT concat_ws(' ', queued_at, ended_at, wrap_ended_at, transfer_out, holds) FROM ops_calls.queue_visit
    WHERE contact_id = 'five9:1'),
    '2026-03-08 06:59:55+00 2026-03-08 07:02:05+00 2026-03-08 07:02:20+00 blind 2',
    'Five9: a local clock that is put forward');
SELECT is(pg_temp.visits('five9:2') || ' ' || (SELECT queued_at FROM ops_calls.queue_visit
    WHERE contact_id = 'five9:2'), 'VIP abandoned queue wait 45 2026-05-28 03:59:30+00', 'Five9: a skill, at midnight');
SELECT is(pg_temp.visits('five9:3') || ' ' || (SELECT queued_at FROM ops_calls.queue_visit
    WHERE contact_id = 'five9:3'), 'Care flowed_out wait 40 2026-11-01 06:30:00+00',
    'Five9: of an hour that comes twice the second');
SELECT is((SELECT string_agg(contact_id, ', ' ORDER BY contact_id) FROM ops_calls.queue_visit WHERE source = 'five9'),
    'five9:1, five9:2, five9:3, five9:7', 'Five9: what ended in the IVR, and calls out, are no visits');
SELECT is((SELECT concat_ws(' ', 'transfers', transfer_out, 'holds', holds) FROM ops_calls.queue_visit
    WHERE contact_id = 'five9:7'), 'transfers holds', 'Five9: a dash is not known');
SELECT is((SELECT string_agg(concat_ws(' ', key, reason), ', ' ORDER BY key, reason)
    FROM ops_calls.rejected_event WHERE source = 'five9'),
    '6 no instant of queueing, 8 no QUEUE WAIT TIME, no CALL ID', 'Five9: what cannot be mapped');

SELECT is((SELECT count(*) FROM ops_calls.queue_visit),
    (SELECT count(*) FILTER (WHERE outcome = 'answered') + count(*) FILTER (WHERE outcome = 'abandoned')
        + count(*) FILTER (WHERE outcome = 'flowed_out') + count(*) FILTER (WHERE outcome IN ('open', 'blocked',
            'system_error'))
    FROM ops_calls.queue_visit), 'offered = answered + abandoned + flowed out + open + blocked + errors');

-- ---- the rows in the opposite order, one at a time
CALL create_reporting_model('ops_again');
SELECT format('CALL create_source(''raw_again'', %L)', s)
FROM unnest('{cisco_ucce,cisco_uccx,avaya_cms,talkdesk,five9}'::text[]) AS s \gexec
SELECT format('INSERT INTO raw_again.%I SELECT (jsonb_populate_record(NULL::raw_again.%1$I, to_jsonb(r)
    || jsonb_build_object(''landed'', 10000 - landed))).* FROM raw_calls.%1$I AS r', tablename)
FROM pg_tables WHERE schemaname = 'raw_calls' \gexec
SELECT format('CALL load_source(''ops_again'', %L, ''raw_again'', zone => ''America/New_York'', batch => 1)', s)
FROM unnest('{cisco_ucce,cisco_uccx,avaya_cms,talkdesk,five9}'::text[]) AS s \gexec
SELECT set_eq('TABLE ops_again.queue_visit', 'TABLE ops_calls.queue_visit', 'the same visits');
SELECT set_eq('TABLE ops_again.segment', 'TABLE ops_calls.segment', 'the same legs');
SELECT set_eq('TABLE ops_again.agent_state', 'TABLE ops_calls.agent_state', 'the same states of agents');
SELECT set_eq('SELECT source, key, reason FROM ops_again.rejected_event',
    'SELECT source, key, reason FROM ops_calls.rejected_event', 'the same rows rejected');
SELECT * FROM finish();
DROP SCHEMA ops_calls, raw_calls, ops_again, raw_again CASCADE;
