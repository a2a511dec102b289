-- Zendesk: what goes wrong when it is mapped, each by name.
\set QUIET on
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT plan(12);
CALL create_reporting_model('ops_zendesk');
CALL create_source('raw_zendesk', 'zendesk');
SET search_path = raw_zendesk, public;
CREATE FUNCTION pg_temp.events(ticket text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', to_char(at, 'DD HH24:MI'), event, actor_kind, CASE public WHEN true THEN 'public'
        WHEN false THEN 'internal' END, calendar_id), ', ' ORDER BY event_no)
    FROM ops_zendesk.ticket_event
    WHERE ticket_id = 'zendesk:' || ticket
$$;
INSERT INTO ticket (id, created_at, updated_at, status, group_id, requester_id, submitter_id)
VALUES ('1', '2026-02-02 09:00:00', '2026-02-05 09:00:00', 'closed', 'g', '70', '70'),
    ('1', '2026-02-02 09:00:00', '2026-02-02 09:00:00', 'new', 'x', '70', '70'),
    ('2', '2026-02-02 09:00:00', '2026-02-05 09:00:00', 'open', 'g', '70', '5'),
    ('3', '2026-02-02 09:00:00', '2026-02-05 09:00:00', 'deleted', 'g', '70', '70'),
    ('4', 'soon', '2026-02-05 09:00:00', 'open', 'g', '70', '70');
INSERT INTO ticket_comment (id, ticket_id, created, public, user_id)
VALUES ('c1', '1', '2026-02-02 09:00:00', 'TRUE', '70'), ('c2', '1', '2026-02-02 09:10:00', 'FALSE', '5'),
    ('c3', '1', '2026-02-02 10:00:00', 'TRUE', '5'), ('c4', '1', '2026-02-02 09:30:00', 'TRUE', '71'),
    ('c5', '2', '2026-02-02 09:00:00', 'TRUE', '5'), ('c6', '2', '2026-02-03 08:00:00', 'TRUE', '70'),
    ('c7', '2', '2026-02-03 08:20:00', 'TRUE', '5');
INSERT INTO ticket_field_history (ticket_id, field_name, updated, user_id, value)
VALUES ('1', 'status', '2026-02-03 09:00:00', NULL, 'solved'), ('1', 'status', '2026-02-03 09:00:00', NULL, 'solved'),
    ('1', 'status', '2026-02-03 09:05:00', NULL, 'solved'), ('1', 'status', '2026-02-04 09:00:00', '70', 'open'),
    ('1', 'status', '2026-02-05 09:00:00', '5', 'solved'), ('1', 'status', '2026-02-06 09:00:00', NULL, 'closed'),
    ('1', 'priority', '2026-02-06 09:00:00', NULL, 'high');
INSERT INTO ticket_schedule (ticket_id, created_at, schedule_id)
VALUES ('2', '2026-02-02 09:00:05', 'early'), ('2', '2026-02-03 08:10:00', 'late');
CALL load_source('ops_zendesk', 'zendesk', 'raw_zendesk', batch => 2);
SELECT is(pg_temp.events('1'), '02 09:00 created customer, 02 09:00 comment customer public, '
    '02 09:10 comment agent internal, 02 09:30 comment agent public, 02 10:00 comment agent public, '
    '03 09:00 solved system, 04 09:00 reopened, 05 09:00 solved, 06 09:00 closed system',
    'solved twice is solved once; the newest row of a ticket; automation is system');
INSERT INTO "user" (id, role, updated_at) VALUES ('71', 'end-user', '2026-02-01 00:00:00'), ('5', 'admin',
    '2026-02-01 00:00:00');
CALL load_source('ops_zendesk', 'zendesk', 'raw_zendesk');
SELECT matches(pg_temp.events('1'), '02 09:30 comment customer public',
    'a colleague of the requester, once his role is known');
SELECT is((SELECT queue_id FROM ops_zendesk.ticket_event WHERE ticket_id = 'zendesk:1' AND event_no = 1), 'g',
    'its group');
SELECT results_eq($$SELECT event, actor_kind, agent_id FROM ops_zendesk.ticket_event
        WHERE ticket_id = 'zendesk:1' AND event IN ('created', 'comment') ORDER BY event_no$$,
    $$VALUES ('created', 'customer', NULL), ('comment', 'customer', NULL), ('comment', 'agent', '5'),
        ('comment', 'customer', NULL), ('comment', 'agent', '5')$$, 'who of the agents wrote');
SELECT is(pg_temp.events('2'), '02 09:00 comment agent public early, 03 08:00 created customer early, '
    '03 08:00 comment customer public early, 03 08:20 comment agent public late',
    'a ticket that an agent made has no clock until the requester writes; the schedule at each event');
SELECT is(pg_temp.events('3'), NULL, 'a deleted ticket is none');
SELECT is((SELECT reason FROM ops_zendesk.rejected_event WHERE key = '4'), 'no created_at',
    'a row that cannot be mapped');
INSERT INTO ticket_metric_event (line) VALUES ('{"ticket_metric_events": [
    {"ticket_id": 9, "metric": "reply_time", "instance_id": 1, "type": "activate", "time": "2026-02-02T08:00:00Z"},
    {"ticket_id": 9, "metric": "agent_work_time", "instance_id": 1, "type": "activate", "time": "2026-02-02T08:00:00Z"},
    {"ticket_id": 9, "metric": "reply_time", "instance_id": 1, "type": "fulfill", "time": "2026-02-02T08:45:00Z"},
    {"ticket_id": 9, "metric": "agent_work_time", "instance_id": 1, "type": "fulfill", "time": "2026-02-02T08:45:00Z"},
    {"ticket_id": 9, "metric": "reply_time", "instance_id": 2, "type": "activate", "time": "2026-02-02T12:00:00Z"},
    {"ticket_id": 9, "metric": "agent_work_time", "instance_id": 2, "type": "activate", "time": "2026-02-02T12:00:00Z"},
    {"ticket_id": 9, "metric": "reply_time", "instance_id": 2, "type": "breach", "time": "2026-02-02T13:00:00Z"},
    {"ticket_id": 9, "metric": "shoe_size", "instance_id": 2, "type": "breach", "time": "2026-02-02T13:00:00Z"}]}');
CALL load_source('ops_zendesk', 'zendesk', 'raw_zendesk');
SELECT is(pg_temp.events('9'), '02 08:00 created customer, 02 08:00 comment customer public, 02 08:00 status, '
    '02 08:45 comment agent public, 02 08:45 solved, 02 12:00 comment customer public, 02 12:00 reopened',
    'metric events alone: first reply is reply_time, instance 1; active again is reopened');
SELECT is((SELECT reason FROM ops_zendesk.rejected_event WHERE key = '9'), 'unknown metric',
    'a metric that is not known');
-- the same rows, landed in another order
CREATE TEMP TABLE before AS SELECT * FROM ops_zendesk.ticket_event;
UPDATE ticket SET group_id = group_id;
UPDATE ticket_comment SET public = public;
CALL load_source('ops_zendesk', 'zendesk', 'raw_zendesk', batch => 1);
SELECT is((SELECT count(*) FROM (SELECT * FROM ops_zendesk.ticket_event EXCEPT TABLE before) AS d), 0::bigint,
    'what lands anew is the same');
SELECT is((SELECT count(*) FROM ops_zendesk.ticket_event), (SELECT count(*) FROM before), '... and as many');
-- Fivetran's own table, by the time of its synchronisation
CREATE TABLE public.fivetran_ticket (id bigint, created_at timestamp, updated_at timestamp, status text,
    group_id bigint, requester_id bigint, submitter_id bigint, _fivetran_synced timestamp);
CREATE TABLE public.fivetran_comment (id bigint, created timestamp, ticket_id bigint, user_id bigint, public boolean,
    _fivetran_synced timestamp);
INSERT INTO fivetran_comment VALUES (1, '2026-02-02 09:30', 77, 5, true, '2026-02-02 10:00');
INSERT INTO fivetran_ticket VALUES (77, '2026-02-02 09:00', '2026-02-02 09:00', 'new', 1, 2, 2, '2026-02-02 10:00');
CALL create_source('raw_fivetran', 'zendesk', 'fivetran_ticket', landing => 'ticket', landed => '_fivetran_synced');
CALL create_source('raw_fivetran', 'zendesk', 'fivetran_comment', landing => 'ticket_comment',
    landed => '_fivetran_synced');
CALL load_source('ops_zendesk', 'zendesk', 'raw_fivetran', name => 'second');
SELECT is((SELECT string_agg(event || ' ' || at::time, ', ' ORDER BY event_no) FROM ops_zendesk.ticket_event
    WHERE ticket_id = 'second:77'), 'created 09:00:00, comment 09:30:00', 'tables of Fivetran''s are mapped');
SELECT * FROM finish();
DROP SCHEMA ops_zendesk, raw_fivetran, raw_zendesk CASCADE;
DROP TABLE public.fivetran_ticket, public.fivetran_comment;
