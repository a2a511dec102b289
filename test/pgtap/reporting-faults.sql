-- What use brought to light: small inputs and what is right, one block each.
BEGIN;
SELECT plan(12);
SET client_min_messages = warning;
CALL create_reporting_model('rf');
CALL create_reporting_views('rf', zone => 'Europe/Amsterdam');

-- Whoever waits is seen, however long.
INSERT INTO rf.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome)
SELECT 'w' || d, 1, 'email', 'm', now() - d * interval '1 day', NULL::timestamptz, NULL::timestamptz,
	NULL::timestamptz, 'open'
FROM unnest('{0.001,3,10,21,400}'::float8[]) AS d
UNION ALL
SELECT o, 1, 'email', 'm', now() - interval '30 days', CASE o WHEN 'answered' THEN t END, t, NULL, o
FROM unnest('{answered,abandoned}'::text[]) AS o, LATERAL (SELECT now() - interval '9 days' AS t) AS x;
SELECT results_eq($$SELECT waiting, round(longest_waiting_s / 86400), in_service FROM rf.queue_realtime$$,
	$$VALUES (5::bigint, 400::float8, 1::bigint)$$, 'all that wait');
SELECT results_eq($$
	SELECT waiting, round(longest_waiting_s / 86400), in_service
	FROM rf.queue_realtime_at(now() - interval '20 days')$$,
	$$VALUES (4::bigint, 380::float8, 0::bigint)$$, 'as it was then');
SELECT is_empty($$SELECT FROM rf.queue_realtime_at(now() - interval '401 days')$$, 'and before');
TRUNCATE rf.queue_visit;

-- Transfers within a contact, whatever the numbers, and to contacts of their own.
INSERT INTO rf.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, outcome,
	transfer_out, transfer_in, origin_contact_id)
SELECT c, n, 'voice', q, t, CASE WHEN o = 'answered' THEN t END, t, o, x, i, r
FROM (VALUES
	('a', 1, 'sales', '2026-03-02 10:00+01'::timestamptz, 'answered', 'blind', false, NULL),
	('b', 1, 'tech', '2026-03-02 10:05+01', 'answered', 'attended', true, 'a'),
	('c', 1, 'last', '2026-03-02 10:09+01', 'abandoned', 'none', true, 'a'),
	('d', 1, 'sales', '2026-03-02 11:00+01', 'answered', 'blind', false, NULL),
	('d', 5, 'tech', '2026-03-02 11:01+01', 'answered', 'none', true, NULL),
	('e', 1, 'sales', '2026-03-02 12:00+01', 'answered', 'blind', false, NULL),
	('f', 1, 'back', '2026-03-02 12:30+01', 'answered', 'none', false, 'e')) AS v (c, n, q, t, o, x, i, r);
SELECT results_eq($$
	SELECT from_queue_id, to_queue_id, kind, transfers, answered FROM rf.transfer_matrix ORDER BY 1, 2, 3$$,
	$$VALUES ('sales'::text, 'tech'::text, 'blind'::text, 2::bigint, 2::bigint), ('sales', NULL, 'blind', 1, 0),
		('tech', 'last', 'attended', 1, 0)$$, 'transfers find where they led');
TRUNCATE rf.queue_visit;

-- A version of a schedule replaces what it overlaps.
INSERT INTO rf.schedule (agent_id, during, class, version_no) VALUES
	('n', '[2026-03-06 22:00+01,2026-03-07 02:00+01)', 'on_queue', 1),
	('n', '[2026-03-07 02:00+01,2026-03-07 06:00+01)', 'on_queue', 1),
	('n', '[2026-03-07 22:00+01,2026-03-08 06:00+01)', 'on_queue', 1),
	('n', '[2026-03-06 22:00+01,2026-03-07 02:15+01)', 'on_queue', 2),
	('n', '[2026-03-07 02:15+01,2026-03-07 06:00+01)', 'on_queue', 2),
	-- the break goes, and the second half of the day stays another's
	('d', '[2026-03-03 09:00+01,2026-03-03 12:00+01)', 'on_queue', 1),
	('d', '[2026-03-03 12:00+01,2026-03-03 13:00+01)', 'break_unpaid', 1),
	('d', '[2026-03-03 13:00+01,2026-03-03 17:00+01)', 'on_queue', 1),
	('d', '[2026-03-03 19:00+01,2026-03-03 21:00+01)', 'on_queue', 1),
	('d', '[2026-03-03 09:00+01,2026-03-03 12:00+01)', 'on_queue', 3),
	('d', '[2026-03-03 13:00+01,2026-03-03 16:00+01)', 'on_queue', 3);
INSERT INTO rf.agent_state (agent_id, during, state_class) VALUES
	('n', '[2026-03-06 22:00+01,2026-03-07 06:00+01)', 'available'),
	('n', '[2026-03-07 22:00+01,2026-03-08 06:00+01)', 'available'),
	('d', '[2026-03-03 09:00+01,2026-03-03 21:00+01)', 'available');
SELECT results_eq($$
	SELECT agent_id, day, sum(scheduled_s) / 3600 FROM rf.agent_adherence
	WHERE scheduled_s > 0 GROUP BY 1, 2 ORDER BY 1, 2$$,
	$$VALUES ('d'::text, '2026-03-03'::date, 8::float8), ('n', '2026-03-06', 2), ('n', '2026-03-07', 8),
		('n', '2026-03-08', 6)$$,
	'neighbours of a corrected shift stay, what it leaves out goes');
SELECT is_empty($$SELECT FROM rf.adherence_exception$$, 'nobody is blamed for what was replaced');
SELECT is((SELECT count(*) FROM rf.schedule), 11::bigint, 'old versions stay readable');

-- Open time in another grid than that of the views.
INSERT INTO rf.business_hours (calendar_id, tz, weekday, open, close)
SELECT 'np', 'Asia/Kathmandu', d, '09:00', '17:00' FROM generate_series(1, 7) AS d;
INSERT INTO rf.queue (queue_id, name, calendar_id) VALUES ('np', 'Nepal', 'np');
INSERT INTO rf.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT t::text, 1, 'voice', 'np', t, t, 'abandoned'
FROM unnest('{2026-03-02 00:00+00,2026-03-02 16:50+05:45,2026-03-02 20:00+00}'::timestamptz[]) AS t;
SELECT results_eq($$
	SELECT count(*), min(local_start), max(local_start), sum(offered)::bigint FROM rf.queue_interval_open$$,
	$$VALUES (17::bigint, '2026-03-02 04:00'::timestamp, '2026-03-02 12:00'::timestamp, 1::bigint)$$,
	'every interval that the open time touches');
SELECT is((SELECT offered FROM rf.queue_interval_open WHERE local_start = '2026-03-02 12:00'), 1::bigint,
	'with its call');
DELETE FROM rf.business_hours;
INSERT INTO rf.business_hours (calendar_id, tz, weekday, open, close)
SELECT 'np', 'Asia/Kolkata', d, '09:10', '09:20' FROM generate_series(1, 7) AS d;
SELECT results_eq($$SELECT count(*), min(local_start) FROM rf.queue_interval_open$$,
	$$VALUES (1::bigint, '2026-03-02 04:30'::timestamp)$$, 'ten minutes within one interval');
UPDATE rf.business_hours SET open = '09:20', close = '09:40';
SELECT results_eq($$SELECT count(*) FROM rf.queue_interval_open$$, 'VALUES (2::bigint)', 'twenty across two');
UPDATE rf.business_hours SET tz = 'Asia/Kathmandu', open = '09:00', close = '09:15';
SELECT results_eq($$SELECT count(*) FROM rf.queue_interval_open$$, 'VALUES (1::bigint)', 'up to the end of one');
SELECT * FROM finish();
ROLLBACK;
