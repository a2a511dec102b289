-- Cisco, Avaya, Talkdesk and Five9: what goes wrong when they are mapped, each by name.
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT plan(12);
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

SELECT is((SELECT count(*) FROM ops_calls.queue_visit),
    (SELECT count(*) FILTER (WHERE outcome = 'answered') + count(*) FILTER (WHERE outcome = 'abandoned')
        + count(*) FILTER (WHERE outcome = 'flowed_out') + count(*) FILTER (WHERE outcome IN ('open', 'blocked',
            'system_error'))
    FROM ops_calls.queue_visit), 'offered = answered + abandoned + flowed out + open + blocked + errors');
SELECT * FROM finish();
DROP SCHEMA ops_calls, raw_calls CASCADE;
