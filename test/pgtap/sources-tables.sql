-- FreeSWITCH, 3CX, VICIdial and Issabel: what goes wrong when they are mapped, each by name.
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT plan(35);
CALL create_reporting_model('ops_tables');
CREATE FUNCTION pg_temp.visits(call text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', queue_id, outcome, abandon_stage, agent_id, 'wait '
        || extract(epoch FROM left_at - queued_at)::float8, 'ring ' || ring_s, 'talk ' || talk_s), '; '
            ORDER BY visit_no)
    FROM ops_tables.queue_visit
    WHERE contact_id = call
$$;

-- ---- FreeSWITCH
CALL create_source('raw_tables', 'freeswitch');
CREATE FUNCTION pg_temp.happened(at float8, action text, session text, queue text, more jsonb DEFAULT '{}')
RETURNS void LANGUAGE sql AS $$
    INSERT INTO raw_tables.callcenter_event (event)
    SELECT jsonb_build_object('Event-Date-Timestamp', (1770112800000000 + at * 1000000)::bigint::text,
        'CC-Action', action,
        'CC-Member-Session-UUID', session, 'CC-Queue', queue, 'CC-Member-UUID', 'member') || more
$$;
SELECT pg_temp.happened(0, 'member-queue-start', 's1', 'q');
SELECT pg_temp.happened(15, 'bridge-agent-fail', 's1', 'q', '{"CC-Agent": "ann", "CC-Agent-Called-Time": "1770112801",
    "CC-Agent-Aborted-Time": "1770112815", "CC-Hangup-Cause": "NO_ANSWER"}');
SELECT pg_temp.happened(23.5, 'bridge-agent-start', 's1', 'q',
    '{"CC-Agent": "bob", "CC-Agent-Called-Time": "1770112817",
    "CC-Agent-Answered-Time": "1770112823"}');
SELECT pg_temp.happened(143.5, 'bridge-agent-end', 's1', 'q', '{"CC-Agent": "bob", "CC-Agent-Bridged": "true"}');
SELECT pg_temp.happened(143.5, 'member-queue-end', 's1', 'q', '{"CC-Cause": "Terminated"}');
SELECT pg_temp.happened(200, 'member-queue-start', 's2', 'q');
SELECT pg_temp.happened(218.5, 'member-queue-end', 's2', 'q',
    '{"CC-Cause": "Cancel", "CC-Cancel-Reason": "BREAK_OUT"}');
SELECT pg_temp.happened(240, 'member-queue-resume', 's3', 'q');
SELECT pg_temp.happened(252, 'bridge-agent-start', 's3', 'q',
    '{"CC-Agent": "bob", "CC-Member-Joined-Time": "1770113000"}');
SELECT pg_temp.happened(312, 'bridge-agent-end', 's3', 'q', '{"CC-Agent": "bob", "CC-Agent-Bridged": "true"}');
SELECT pg_temp.happened(312, 'member-queue-end', 's3', 'q', '{"CC-Cause": "Terminated"}');
SELECT pg_temp.happened(400, 'member-queue-start', 's4', 'q');
SELECT pg_temp.happened(430, 'member-queue-end', 's4', 'q', '{"CC-Cause": "Cancel", "CC-Cancel-Reason": "BREAK_OUT"}');
SELECT pg_temp.happened(430.5, 'member-queue-start', 's4', 'q2');
SELECT pg_temp.happened(445, 'member-queue-end', 's4', 'q2',
    '{"CC-Cause": "Cancel", "CC-Cancel-Reason": "EXIT_WITH_KEY"}');
SELECT pg_temp.happened(500, 'member-queue-start', 's5', 'q');
SELECT pg_temp.happened(509, 'bridge-agent-start', 's5', 'q', '{"CC-Agent": "bob"}');
SELECT pg_temp.happened(509.25, 'member-queue-end', 's5', 'q', '{"CC-Cause": "Cancel", "CC-Cancel-Reason": "NONE"}');
SELECT pg_temp.happened(509.5, 'bridge-agent-end', 's5', 'q', '{"CC-Agent": "bob", "CC-Agent-Bridged": "false"}');
SELECT pg_temp.happened(600, 'agent-status-change', NULL, NULL, '{"CC-Agent": "ann", "CC-Agent-Status": "Available"}');
SELECT pg_temp.happened(660, 'agent-status-change', NULL, NULL, '{"CC-Agent": "ann", "CC-Agent-Status": "On Break"}');
SELECT pg_temp.happened(670, 'agent-teleported', NULL, NULL, '{"CC-Agent": "ann"}');
INSERT INTO raw_tables.v_xml_cdr (xml_cdr_uuid, start_epoch, end_epoch, cc_side, cc_member_session_uuid, cc_queue,
    cc_queue_joined_epoch, cc_queue_answered_epoch, cc_queue_terminated_epoch, cc_queue_canceled_epoch, cc_cause,
    cc_cancel_reason, cc_agent)
VALUES ('s4', '1770113195', '1770113245', 'member', 's4', 'q2', '1770113230', NULL, NULL, '1770113245', 'cancel',
        'EXIT_WITH_KEY', NULL),
    ('s6', '1770113595', '1770113700', 'member', 's6', 'q', '1770113600', '1770113612', '1770113700', NULL,
        'answered', NULL,
        'bob'),
    ('x6', '1770113601', '1770113700', 'agent', 's6', 'q', '1770113600', NULL, NULL, NULL, NULL, NULL, 'bob'),
    ('s7', '1770113795', '1770113850', 'member', 's7', 'q', '1770113800', NULL, NULL, '1770113820', 'cancel',
        'BREAK_OUT', NULL);
CALL load_source('ops_tables', 'freeswitch', 'raw_tables', batch => 3);
SELECT is(pg_temp.visits('freeswitch:s1'), 'q answered bob wait 23.5 ring 6 talk 120',
    'FreeSWITCH: a call after a decline');
SELECT is((SELECT agent_id || ' ' || extract(epoch FROM upper(during) - lower(during))::float8 FROM ops_tables.segment
    WHERE contact_id = 'freeswitch:s1' AND kind = 'ring' AND agent_id <> 'bob'), 'ann 14',
        'FreeSWITCH: the decline is a leg');
SELECT is(pg_temp.visits('freeswitch:s2'), 'q abandoned queue wait 18.5',
    'FreeSWITCH: BREAK_OUT, and the session ended');
SELECT is(pg_temp.visits('freeswitch:s3'), 'q answered bob wait 12 talk 60',
    'FreeSWITCH: resume of an abandoned member waits from its own event');
SELECT is(pg_temp.visits('freeswitch:s4'), 'q flowed_out wait 30; q2 flowed_out wait 14.5',
    'FreeSWITCH: BREAK_OUT into another queue is no abandon; two visits, of which the record has one');
SELECT is((SELECT string_agg(flow_out_reason, ', ' ORDER BY visit_no) FROM ops_tables.queue_visit
    WHERE contact_id = 'freeswitch:s4'), 'BREAK_OUT, EXIT_WITH_KEY', '... and each has its reason');
SELECT is(pg_temp.visits('freeswitch:s5'), 'q abandoned ring wait 9.25',
    'FreeSWITCH: an agent answered, the caller was gone: a bridge that is none');
SELECT is(pg_temp.visits('freeswitch:s6'), 'q answered bob wait 12 talk 88',
    'FusionPBX: a session without events, by its member leg alone');
SELECT is(pg_temp.visits('freeswitch:s7'), 'q flowed_out wait 20', 'FusionPBX: BREAK_OUT, and the call went on');
SELECT is((SELECT string_agg(concat_ws(' ', state_class, aux_code), ', ' ORDER BY during) FROM ops_tables.agent_state
    WHERE agent_id = 'ann'), 'available, unavailable On Break', 'FreeSWITCH: status');
SELECT is((SELECT string_agg(reason, ', ') FROM ops_tables.rejected_event), 'unknown event',
    'FreeSWITCH: what is not known is listed');

-- ---- 3CX
CALL create_source('raw_tables', 'threecx');
INSERT INTO raw_tables.callcent_queuecalls (idcallcent_queuecalls, q_num, time_start, time_end, ts_waiting,
    ts_servicing, reason_noanswerdesc, call_history_id, to_dn)
VALUES (1, '80', '2026-03-29 00:59:50', '2026-03-29 01:05:00', '00:00:20', '00:04:50', '', 'x1', '101'),
    (2, '80', '2026-03-29 00:59:50', '2026-03-29 01:00:21', '00:00:31', '00:00:00', 'User requested', 'x2', NULL),
    (3, '80', '2026-03-29 01:02:00', '2026-03-29 01:02:30', '00:00:30', '00:00:00', 'Timed out', 'x2', NULL),
    (4, '80', '2026-03-29 01:02:00', NULL, 'long', '00:00:00', NULL, 'x3', NULL);
INSERT INTO raw_tables.cdroutput (cdr_id, call_history_id, main_call_history_id, originating_cdr_id,
    continued_in_cdr_id, source_dn_number, destination_dn_number, destination_dn_type, cdr_started_at,
    cdr_answered_at, cdr_ended_at,
    creation_forward_reason)
SELECT c, h, m, o, n, s, d, k, '2026-03-10 ' || a, '2026-03-10 ' || b, '2026-03-10 ' || e, f
FROM (VALUES
    ('c1', 'y1', NULL, NULL, NULL, '10000', '900', 'queue', '08:00:00+00', NULL, '08:00:31+00', 'by_did'),
    ('c2', 'y1', NULL, 'c1', NULL, '900', '101', 'extension', '08:00:01+00', NULL, '08:00:16+00', 'polling'),
    ('c3', 'y1', NULL, NULL, 'c4', '10000', '100', 'extension', '08:00:31+00', '08:00:40+00', '08:01:00+00', 'none'),
    ('c4', 'y1', NULL, NULL, NULL, '10000', '900', 'queue', '08:01:00+00', '08:01:01+00', '08:06:00+00', 'none'),
    ('c5', 'y1', NULL, 'c4', 'c7', '900', '101', 'extension', '08:01:02+00', '08:01:14+00', '08:06:00+00', 'polling'),
    ('c6', 'y2', 'y1', NULL, NULL, '101', '103', 'extension', '08:05:00+00', '08:05:10+00', '08:06:00+00', 'none'),
    ('c7', 'y1', NULL, NULL, NULL, '10000', '103', 'extension', '08:06:00+00', '08:06:00+00', '08:09:00+00', 'none'),
    ('c8', 'y3', NULL, NULL, NULL, '10000', '900', 'queue', '22:59:50+00', NULL, '23:00:20+00', 'by_did'),
    ('c9', 'y3', NULL, 'c8', NULL, '900', '101', 'extension', '22:59:51+00', NULL, '23:00:20+00', 'polling')
) AS v (c, h, m, o, n, s, d, k, a, b, e, f);
CALL load_source('ops_tables', 'threecx', 'raw_tables', zone => 'Europe/Berlin', batch => 2);
SELECT is(pg_temp.visits('threecx:x1'), '80 answered 101 wait 20 talk 290',
    '3CX: over the clock change, in a local zone');
SELECT is(pg_temp.visits('threecx:x2'), '80 abandoned queue wait 31; 80 flowed_out wait 30',
    '3CX: each pass is a visit');
SELECT is((SELECT string_agg(coalesce(flow_out_reason, '-'), ', ' ORDER BY visit_no) FROM ops_tables.queue_visit
    WHERE contact_id = 'threecx:x2'), '-, Timed out', '... and one has a reason to have left');
SELECT is((SELECT reason FROM ops_tables.rejected_event WHERE key = 'x3'), 'no ts_waiting',
    '3CX: a row that cannot be mapped');
SELECT is(pg_temp.visits('threecx:y1'), '900 flowed_out wait 31; 900 answered 101 wait 14 ring 12 talk 286',
    '3CX: ping-pong is two visits; the queue''s own answer is the machine''s; a consultation is no call');
SELECT is((SELECT transfer_out FROM ops_tables.queue_visit WHERE contact_id = 'threecx:y1' AND visit_no = 2),
    'attended',
    '3CX: transferred after a consultation');
SELECT is(pg_temp.visits('threecx:y3'), '900 abandoned ring wait 30',
    '3CX: abandoned while it rang, over an hour''s edge');
UPDATE raw_tables.cdroutput SET continued_in_cdr_id = 'c10' WHERE cdr_id = 'c8';
CALL load_source('ops_tables', 'threecx', 'raw_tables', zone => 'Europe/Berlin');
SELECT is(pg_temp.visits('threecx:y3'), '900 flowed_out wait 30', '3CX: a row that is updated lands anew');

-- ---- VICIdial
CALL create_source('raw_tables', 'vicidial');
INSERT INTO raw_tables.vicidial_closer_log (closecallid, campaign_id, start_epoch, end_epoch,
    length_in_sec, status, "user",
    queue_seconds, xfercallid, term_reason, uniqueid)
VALUES ('1', 'IN', '1773064800', '1773065120', '320', 'SALE', '66', '20.00', '0', 'AGENT', 'v1'),
    ('2', 'IN', '1773065100', '1773065131', '31', 'DROP', 'VDCL', '31.00', '0', 'ABANDON', 'v2'),
    ('3', 'IN', '1773065400', '1773065460', '60', 'TIMEOT', 'VDCL', '60.00', '0', 'QUEUETIMEOUT', 'v3'),
    ('4', 'IN', '1773065700', '1773065700', '1', 'AFTHRS', 'VDCL', '0.00', '0', 'AFTERHOURS', 'v4'),
    ('5', 'IN', '1773066000', '1773066200', '200', 'XFER', '66', '15.00', '0', 'AGENT', 'v5'),
    ('6', 'OUT', '1773066200', '1773066500', '300', 'SALE', '67', '25.00', '71', 'CALLER', 'v5'),
    ('7', 'IN', '1773067500', NULL, NULL, 'QUEUE', 'VDCL', '0.00', '0', 'NONE', 'v6'),
    ('8', 'IN', '1773067500', '1773067600', '100', 'SALE', '66', 'some', '0', 'AGENT', 'v7');
CALL load_source('ops_tables', 'vicidial', 'raw_tables', batch => 2);
INSERT INTO raw_tables.vicidial_agent_log (agent_log_id, "user", pause_epoch, pause_sec, wait_epoch, wait_sec,
    talk_epoch, talk_sec, dispo_epoch, dispo_sec, sub_status, uniqueid)
VALUES ('1', '66', '1773064500', '120', '1773064620', '200', '1773064820', '300', '1773065120', '25', 'LOGIN', 'v1'),
    ('2', '66', '1773065145', '60', NULL, '0', NULL, '0', NULL, '0', 'LUNCH', ''),
    ('3', '66', '1773067000', '0', '1773067000', '65535', NULL, '0', NULL, '0', '', '');
CALL load_source('ops_tables', 'vicidial', 'raw_tables', batch => 2);
SELECT is(pg_temp.visits('vicidial:v1'), 'IN answered 66 wait 20 talk 300', 'VICIdial: the length has the wait in it');
SELECT is((SELECT (acw_s, wrap_ended_at - ended_at)::text FROM ops_tables.queue_visit WHERE contact_id = 'vicidial:v1'),
    '(25,00:00:25)', 'VICIdial: the agent''s row comes later, and has the work after the call');
SELECT is(pg_temp.visits('vicidial:v2'), 'IN abandoned queue wait 31', 'VICIdial: abandoned');
SELECT is(pg_temp.visits('vicidial:v3'), 'IN flowed_out wait 60', 'VICIdial: timed out');
SELECT is(pg_temp.visits('vicidial:v4'), 'IN blocked wait 0', 'VICIdial: a refused call is no call of a second');
SELECT is(pg_temp.visits('vicidial:v5'), 'IN answered 66 wait 15 talk 185; OUT answered 67 wait 25 talk 275',
    'VICIdial: a transfer into another in-group');
SELECT is((SELECT string_agg(concat_ws(' ', contact_id, flow_out_reason, ended_by), ', ' ORDER BY contact_id, visit_no)
    FROM ops_tables.queue_visit WHERE contact_id IN ('vicidial:v1', 'vicidial:v2', 'vicidial:v3', 'vicidial:v5')),
    'vicidial:v1 agent, vicidial:v2, vicidial:v3 QUEUETIMEOUT, vicidial:v5, vicidial:v5 customer',
    'VICIdial: who ended it, but of a transfer, and why it left');
SELECT is(pg_temp.visits('vicidial:v6'), 'IN open', 'VICIdial: still waiting');
SELECT is((SELECT reason FROM ops_tables.rejected_event WHERE source = 'vicidial'), 'no queue_seconds',
    'VICIdial: a row that cannot be mapped');
UPDATE raw_tables.vicidial_agent_log SET pause_sec = '600' WHERE agent_log_id = '2';
CALL load_source('ops_tables', 'vicidial', 'raw_tables');
SELECT is((SELECT string_agg(concat_ws(' ', state_class, aux_code, extract(epoch
    FROM upper(during) - lower(during))::float8),
        ', ' ORDER BY during)
    FROM ops_tables.agent_state WHERE agent_id = '66' AND lower(during) < '2026-03-09 14:17+00'),
    'unavailable LOGIN 120, available 200, handling 300, acw 25, unavailable LUNCH 600',
    'VICIdial: a pause that grows in place; a counter at its top is not believed');

-- ---- Issabel
CALL create_source('raw_tables', 'issabel');
INSERT INTO raw_tables.call_entry (id, id_agent, id_queue_call_entry, datetime_entry_queue, datetime_init, datetime_end,
    duration, duration_wait, status, transfer, uniqueid)
VALUES ('1', '11', '1', '2025-10-26 02:40:00', '2025-10-26 02:10:00', '2025-10-26 02:15:00', '300', '1800',
    'terminada', '',
        '1761439200.1'),
    ('2', NULL, '1', '2026-03-09 09:10:00', NULL, '2026-03-09 09:10:31', NULL, '31', 'abandonada', NULL,
        '1773047400.2'),
    ('3', '12', '1', '2026-03-09 09:20:00', '2026-03-09 09:20:05', NULL, NULL, '5', 'fin-monitoreo', NULL,
        '1773048000.3'),
    ('4', '12', '1', '2026-03-09 09:30:00', NULL, NULL, NULL, NULL, 'en-cola', NULL, '1773048600.4'),
    ('5', '12', '1', '2026-03-09 09:30:00', NULL, NULL, NULL, NULL, 'perdida', NULL, '1773048600.5');
INSERT INTO raw_tables.audit (id, id_agent, id_break, datetime_init, datetime_end)
VALUES ('1', '13', NULL, '2026-03-09 09:00:00', NULL), ('2', '13', '4', '2026-03-09 10:00:00', '2026-03-09 10:15:00');
CALL load_source('ops_tables', 'issabel', 'raw_tables', zone => 'Europe/Berlin');
SELECT is(pg_temp.visits('issabel:1761439200.1'), '1 answered 11 wait 1800 talk 300',
    'Issabel: a local clock that is set back');
SELECT is(pg_temp.visits('issabel:1773047400.2'), '1 abandoned queue wait 31', 'Issabel: abandoned');
SELECT is((SELECT (outcome, ended_at, talk_s)::text
    FROM ops_tables.queue_visit WHERE contact_id = 'issabel:1773048000.3'),
    '(answered,,)', 'Issabel: the monitor was restarted, the end is not known');
UPDATE raw_tables.audit SET datetime_end = '2026-03-09 17:00:00' WHERE id = '1';
CALL load_source('ops_tables', 'issabel', 'raw_tables', zone => 'Europe/Berlin');
SELECT is((SELECT string_agg(concat_ws(' ', state_class, aux_code, extract(epoch
    FROM upper(during) - lower(during))::float8),
        ', ' ORDER BY during) FROM ops_tables.agent_state WHERE agent_id = '13'),
    'available 3600, unavailable 4 900, available 24300', 'Issabel: sessions and breaks');
SELECT is((SELECT reason FROM ops_tables.rejected_event WHERE source = 'issabel'), 'unknown status',
    'Issabel: a status that is not known');
SELECT is((SELECT count(*) FROM ops_tables.queue_visit),
    (SELECT count(*) FILTER (WHERE outcome = 'answered') + count(*) FILTER (WHERE outcome = 'abandoned')
        + count(*) FILTER (WHERE outcome = 'flowed_out') + count(*) FILTER (WHERE outcome IN ('open', 'blocked'))
    FROM ops_tables.queue_visit), 'offered = answered + abandoned + flowed out + open + blocked');
SELECT * FROM finish();
DROP SCHEMA ops_tables, raw_tables CASCADE;
