-- Calendars kept as rows: hours that change, nights, 24:00, and those that cannot be used.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL datestyle = 'German';
SELECT plan(15);
CALL create_reporting_model('rc');
CALL create_reporting_views('rc', zone => 'America/New_York', response_target => 14400);
-- A ticket of the calendar, from one instant to another: its rows and open seconds.
CREATE FUNCTION pg_temp.waits(calendar text, from_at timestamptz, to_at timestamptz) RETURNS float8[] LANGUAGE sql AS $$
	INSERT INTO rc.ticket_event (ticket_id, event_no, at, event, actor_kind, public, calendar_id)
	VALUES (concat(calendar, from_at, to_at), 1, from_at, 'created', 'customer', true, calendar),
		(concat(calendar, from_at, to_at), 2, to_at, 'comment', 'agent', true, calendar)
	ON CONFLICT DO NOTHING;
	SELECT array_agg(response_s) FROM rc.ticket_response WHERE ticket_id = concat(calendar, from_at, to_at) $$;

-- Hours change on 1 January, in the calendar's own zone, which is ahead of the views'; Saturday stays.
INSERT INTO rc.business_hours (calendar_id, tz, weekday, open, close, valid)
SELECT 'o', 'Europe/Amsterdam', d, open::time, '18:00', valid::daterange
FROM (VALUES ('09:00', '(,01.01.2022)'), ('10:00', '[01.01.2022,)')) AS v (open, valid), generate_series(1, 5) AS d;
INSERT INTO rc.business_hours VALUES ('o', 'Europe/Amsterdam', 6, '10:00', '15:00');
INSERT INTO rc.calendar_exception VALUES ('o', '2021-12-31', '10:00', '13:00');
SELECT is(pg_temp.waits('o', '2021-12-31 12:00+01', '2022-01-03 11:00+01'), '{25200}',
	'a ticket over a change is one row');
SELECT is(pg_temp.waits('o', '2021-12-30 12:00+01', '2022-01-04 11:00+01'), '{82800}',
	'and each instant by what holds then');
UPDATE rc.business_hours SET valid = '(,01.01.2022)' WHERE weekday = 6;
INSERT INTO rc.business_hours VALUES ('o', 'Europe/Amsterdam', 6, '10:00', '15:00', '[01.01.2022,)');
SELECT is(pg_temp.waits('o', '2021-12-31 12:00+01', '2022-01-03 11:00+01'), '{25200}',
	'Saturday given for both: the same');
INSERT INTO rc.business_hours VALUES
	('z', 'Asia/Tokyo', 3, '00:00', '24:00', '(,)'),
	('z', 'Asia/Tokyo', 4, '00:00', '06:00', '(,04.07.2024)'),
	('z', 'Asia/Tokyo', 4, '00:00', '12:00', '[04.07.2024,)');
SELECT is(pg_temp.waits('z', '2024-07-03 23:00+09', '2024-07-04 20:00+09'), '{46800}',
	'a change by the calendar''s own date');

-- What overlaps counts once: the rows that begin later, for their weekday; of those the shorter ones.
INSERT INTO rc.business_hours VALUES
	('w', 'UTC', 1, '08:00', '12:00', '(,)'), ('w', 'UTC', 1, '13:00', '17:00', '(,)'),
	('w', 'UTC', 2, '08:00', '17:00', '(,)'),
	('w', 'UTC', 1, '09:00', '15:00', '[01.05.2024,01.06.2024)'),
	('w', 'UTC', 1, '10:00', '11:00', '[15.05.2024,01.01.2025)'),
	('w', 'UTC', 1, '10:00', '12:00', '[15.05.2024,01.09.2024)');
SELECT is(pg_temp.waits('w', d, d + interval '48 hours'), ARRAY[h * 3600::float8], 'two days from ' || d)
FROM (VALUES ('2024-04-29 00:00+00'::timestamptz, 17), ('2024-05-13 00:00+00', 15), ('2024-05-27 00:00+00', 11),
	('2024-09-02 00:00+00', 10), ('2025-01-06 00:00+00', 17)) AS v (d, h);

-- To the microsecond, and nights.
INSERT INTO rc.business_hours
SELECT c, 'Europe/Amsterdam', d, open::time, close::time
FROM (VALUES ('24', '00:00', '24:00'), ('us', '00:00', '23:59:59.999999'), ('s', '00:00', '23:59:59'),
	('night', '22:00', '06:00'), ('late', '22:00', '00:00')) AS v (c, open, close), generate_series(1, 7) AS d;
INSERT INTO rc.calendar_exception VALUES ('night', '2026-03-05', NULL, NULL),
	('night', '2026-03-06', '23:30:00.5', '01:00');
SELECT results_eq($$
	SELECT c, round((pg_temp.waits(c, '2026-03-02 10:00+01', '2026-03-12 10:00+01'))[1]::numeric, 6)
	FROM unnest('{24,us,s,night,late}'::text[]) AS c$$,
	$$VALUES ('24'::text, 864000.000000), ('us', 863999.99999), ('s', 863990), ('night', 235799.5), ('late', 72000)$$,
	'24:00, a microsecond before, a second before, nights with exceptions, until midnight');
SELECT throws_ok($$INSERT INTO rc.business_hours VALUES ('x', 'UTC', 1, '09:00', '09:00')$$, '23514', NULL,
	'hours that end as they begin are refused');
SELECT throws_ok($$INSERT INTO rc.calendar_exception VALUES ('x', '2024-01-01', NULL, '09:00')$$, '23514', NULL,
	'and those without a beginning');

-- One that cannot be used stops none of the others.
INSERT INTO rc.business_hours (calendar_id, tz, weekday, open, close, valid) VALUES
	('overlap', 'UTC', 1, '09:00', '13:00', '(,)'), ('overlap', 'UTC', 1, '12:00', '17:00', '(,)'),
	('mars', 'Mars/Olympus', 1, '09:00', '17:00', '(,)'),
	('two', 'UTC', 1, '09:00', '17:00', '(,)'), ('two', 'Asia/Tokyo', 2, '09:00', '17:00', '(,)'),
	('; We off', 'UTC; We off', 1, '09:00', '17:00', '(,)'),
	('never', 'UTC', 1, '09:00', '17:00', '[infinity,)'), ('ever', 'UTC', 1, '09:00', '17:00', '[-infinity,infinity)'),
	('empty', 'UTC', 1, '09:00', '17:00', 'empty'), ('forever', 'UTC', 1, '00:00', '24:00', '(,)');
INSERT INTO rc.calendar_exception VALUES ('ever', 'infinity'), ('no week', '2024-01-01'), ('forever', '0044-03-15 BC');
SELECT results_eq($$
	SELECT calendar_id, regexp_replace(problem, '^.*column [0-9]*: ', '')
	FROM rc.rejected_calendar ORDER BY calendar_id COLLATE "C"$$,
	$$VALUES
		('; We off'::text, 'no time zone is written with a semicolon'::text),
		('ever', 'Expected weekdays such as Mo-Fr, a date such as 2026-12-25, or zone and its name.'),
		('forever', 'Expected a date such as 2026-12-25.'),
		('mars', 'Time zone "Mars/Olympus" not recognized.'),
		('no week', 'no time zone'),
		('overlap', 'The hours of a day overlap.'),
		('two', 'several time zones')$$,
	'those are listed, each with its reason');
SELECT results_eq($$
	SELECT c, (pg_temp.waits(c, '2024-07-01 10:00+00', '2024-07-01 11:00+00'))[1]
	FROM unnest('{overlap,mars,two,w}'::text[]) AS c$$,
	$$VALUES ('overlap'::text, NULL::float8), ('mars', NULL), ('two', NULL), ('w', 3600)$$, 'and used by no ticket');
INSERT INTO rc.queue (queue_id, name, calendar_id) VALUES ('good', 'good', 'w'), ('bad', 'bad', 'overlap');
INSERT INTO rc.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT t::text, 1, 'voice', 'good', t, t, 'abandoned'
FROM unnest('{2024-07-01 00:00+00,2024-07-02 00:00+00}'::timestamptz[]) AS t;
SELECT results_eq('SELECT queue_id, count(*) FROM rc.queue_interval_open GROUP BY 1',
	$$VALUES ('good'::text, 4::bigint)$$, 'nor by a queue');

SELECT * FROM finish();
ROLLBACK;
