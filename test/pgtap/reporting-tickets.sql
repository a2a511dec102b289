-- Clocks of tickets that end without a reply, and events that are repeated.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(11);
CALL create_reporting_model('rt');
CALL create_reporting_views('rt', zone => 'Europe/Amsterdam', response_target => 4 * 3600);
INSERT INTO rt.business_hours SELECT 'c', 'Europe/Amsterdam', d, '09:00', '17:00' FROM generate_series(1, 5) AS d;
INSERT INTO rt.business_hours
SELECT 'gone', 'UTC', d, '00:00', '24:00', '[2026-01-01,2026-03-02]' FROM generate_series(1, 7) AS d;

-- A reply stops the clock, an end stops it, and so each is judged once.
INSERT INTO rt.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT t, row_number() OVER (), at::timestamptz, e, a, a <> 'note', 'q', CASE WHEN t = 'gone' THEN 'gone' ELSE 'c' END
FROM (VALUES
	('bot', '2026-03-02 09:00+01', 'created', 'customer'),
	('bot', '2026-03-02 09:05+01', 'solved', 'bot'),
	('bot', '2026-03-06 14:00+01', 'reopened', 'customer'),
	('bot', '2026-03-06 14:10+01', 'comment', 'agent'),
	('bot', '2026-03-06 14:11+01', 'solved', 'agent'),
	('bot', '2026-03-06 14:12+01', 'closed', 'system'),
	('silent', '2026-03-02 09:00+01', 'created', 'customer'),
	('silent', '2026-03-02 09:30+01', 'closed', 'agent'),
	('silent', '2026-03-02 09:31+01', 'comment', 'agent'),
	('late', '2026-03-02 09:00+01', 'created', 'customer'),
	('late', '2026-03-03 09:00+01', 'solved', 'agent'),
	('with', '2026-03-02 09:00+01', 'created', 'customer'),
	('with', '2026-03-02 10:00+01', 'solved', 'agent'),
	('with', '2026-03-02 10:00+01', 'comment', 'agent'),
	('open', '2026-03-02 09:00+01', 'created', 'customer'),
	('open', '2026-03-02 11:00+01', 'reopened', 'customer'),
	('again', '2026-03-02 09:00+01', 'created', 'customer'),
	('again', '2026-03-02 14:00+01', 'comment', 'agent'),
	('again', '2026-03-02 15:00+01', 'solved', 'agent'),
	('again', '2026-03-02 15:30+01', 'created', 'customer'),
	('none', '2026-03-02 09:00+01', 'solved', 'agent'),
	('gone', '2026-03-02 09:00+01', 'created', 'customer'),
	('gone', '2026-03-02 10:00+01', 'solved', 'agent'),
	('gone', '2026-03-02 20:00+01', 'reopened', 'customer'),
	('gone', '2026-03-03 20:00+01', 'comment', 'agent')) AS v (t, at, e, a);
CREATE TEMP VIEW judged AS
SELECT ticket_id, started_by, response_s, CASE WHEN status <> 'overdue' THEN open_s END AS open_s, status
FROM rt.ticket_response;
SELECT results_eq('SELECT * FROM judged ORDER BY 1, 2', $$VALUES
	('again'::text, 'created'::text, 18000::float8, NULL::float8, 'missed'::text),
	('bot', 'created', NULL, 300, 'closed'),
	('bot', 'reopened', 600, NULL, 'met'),
	('gone', 'created', NULL, 3600, 'closed'),
	('gone', 'reopened', NULL, NULL, NULL),
	('late', 'created', NULL, 28800, 'closed'),
	('open', 'created', NULL, NULL, 'overdue'),
	('silent', 'created', NULL, 1800, 'closed'),
	('with', 'created', 3600, NULL, 'met')$$, 'what ended each clock, and how it is judged');
SELECT results_eq($$
	SELECT sum(tickets), sum(met), sum(missed), sum(overdue), sum(not_due), sum(closed)
	FROM rt.response_time WHERE calendar_id = 'c'$$,
	'VALUES (7::numeric, 2::numeric, 1::numeric, 1::numeric, 0::numeric, 3::numeric)', 'each is counted once');
SELECT results_eq($$SELECT numerator, denominator FROM rt.kpi_month WHERE kpi = 'response_service_level'$$,
	'VALUES (2::float8, 4::float8)', 'and those without a reply are not judged');
SELECT results_eq($$
	SELECT day, opened, closed, open_tickets FROM rt.backlog
	WHERE day BETWEEN '2026-03-02' AND '2026-03-08' ORDER BY day$$,
	$$VALUES
		('2026-03-02'::date, 7::bigint + 1, 5::bigint, 3::bigint),
		('2026-03-03', 0, 1, 2),
		('2026-03-04', 0, 0, 2),
		('2026-03-05', 0, 0, 2),
		('2026-03-06', 1, 1, 2),
		('2026-03-07', 0, 0, 2),
		('2026-03-08', 0, 0, 2)$$, 'a ticket is open or not');

-- Events that come twice, at once or later, change nothing.
CREATE TEMP TABLE before AS SELECT * FROM judged;
CREATE TEMP TABLE backlog AS SELECT day, opened, closed, open_tickets, median_age_s, oldest_age_s FROM rt.backlog;
INSERT INTO rt.ticket_event
SELECT ticket_id, event_no + 100, at, event, actor_kind, public, status, queue_id, calendar_id FROM rt.ticket_event;
INSERT INTO rt.ticket_event
SELECT ticket_id, event_no + 200, at + interval '1 s', event, actor_kind, public, status, queue_id, calendar_id
FROM rt.ticket_event WHERE event <> 'comment';
INSERT INTO rt.ticket_event
SELECT ticket_id, 999, '2026-03-20', 'created', actor_kind, public, status, queue_id, calendar_id
FROM rt.ticket_event WHERE event_no < 100 AND event = 'created' AND ticket_id <> 'again';
SELECT set_eq('TABLE judged', 'TABLE before', 'events delivered twice are judged once');
SELECT set_eq('SELECT day, opened, closed, open_tickets, median_age_s, oldest_age_s FROM rt.backlog', 'TABLE backlog',
	'and open one ticket');

-- Instants that cannot be.
INSERT INTO rt.ticket_event (ticket_id, event_no, at, event, queue_id, calendar_id)
SELECT 'odd' || n, n, at::timestamptz, 'created', 'q', 'c'
FROM unnest('{infinity,-infinity,4000-01-01 BC,294276-12-31}'::text[]) WITH ORDINALITY AS v (at, n);
SELECT set_eq('TABLE judged', 'TABLE before', 'an event at no usable instant is in no figure');
SELECT set_eq('SELECT day, opened, closed, open_tickets, median_age_s, oldest_age_s FROM rt.backlog', 'TABLE backlog',
	'nor in the backlog');
SELECT results_eq('SELECT ticket_id, problem FROM rt.rejected_ticket_event ORDER BY 1',
	$$SELECT 'odd' || n, 'no usable instant' FROM generate_series(1, 4) n$$, 'but is listed');
INSERT INTO rt.ticket_event (ticket_id, event_no, at, event, queue_id, calendar_id) VALUES
	('next', 1, '9000-01-01', 'created', 'q', 'c'), ('first', 1, '1970-01-01', 'created', 'q', 'c');
SELECT lives_ok('SELECT b::text FROM rt.backlog b', 'one of 1970 or 9000 stops nobody');
SELECT is(status, 'not due', 'nor is one due before it comes') FROM rt.ticket_response WHERE ticket_id = 'next';
SELECT * FROM finish();
ROLLBACK;
