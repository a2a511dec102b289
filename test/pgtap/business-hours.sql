-- Business hours as a value, and the laws of its functions.
BEGIN;
SELECT plan(18);
SET LOCAL TimeZone = 'UTC';

CREATE TABLE calendar (id int PRIMARY KEY, hours business_hours);
INSERT INTO calendar VALUES
    (1, 'Mo-Fr 08:00-20:00; Sa 09:00-13:00; 2026-12-25 off; zone America/New_York'),
    (2, 'Mo-Su 22:00-06:00; zone Europe/Amsterdam'),
    (3, 'Mo-Su 00:00-24:00; zone Australia/Lord_Howe'),
    (4, 'Mo,We 08:00-12:00,13:00-17:30:15; 2026-03-20/2026-04-10 10:00-11:00; zone Europe/Dublin'),
    (5, 'Mo-Su off; 2026-03-28 12:00-11:59; zone Europe/Amsterdam'),
    (6, 'Mo-Su 01:30-02:30; 2026-10-25 off; 2026-10-26 02:00-03:00; zone Europe/Amsterdam');
CREATE TABLE instant AS
SELECT i, timestamptz '2026-01-01' + make_interval(secs => (hashint4(i) & 2147483647) % 31536000 + (i % 4) * 0.25) AS at
FROM generate_series(1, 300) i;
CREATE VIEW pair AS
SELECT c.id, c.hours, a.at AS a, b.at AS b FROM calendar c, instant a JOIN instant b ON b.i = 301 - a.i;

SELECT is_empty($$
    SELECT * FROM pair WHERE business_seconds(hours, a, b) IS DISTINCT FROM 0 - business_seconds(hours, b, a) $$,
    'from a to b is the opposite of from b to a');
SELECT is_empty($$
    SELECT * FROM pair, instant m
    WHERE m.i = 17
        AND abs(business_seconds(hours, a, b)
            - business_seconds(hours, a, m.at) - business_seconds(hours, m.at, b)) > 1e-6 $$,
    'a stop on the way changes nothing');
SELECT is_empty($$
    SELECT * FROM pair
    WHERE a < b
        AND abs(business_seconds(hours, a, b)
            - (SELECT coalesce(sum(extract(epoch FROM upper(r) - lower(r))), 0)::float8
                FROM open_ranges(hours, a, b) r)) > 1e-6 $$,
    'the open ranges have that length');
SELECT is_empty($$
    SELECT * FROM pair WHERE id <> 5 AND a < b AND add_business_seconds(hours, a, business_seconds(hours, a, b)) > b $$,
    'adding the seconds from a to b arrives no later than b');
SELECT is_empty($$ SELECT * FROM pair WHERE id <> 5
    AND abs(business_seconds(hours, a, add_business_seconds(hours, a, 12345.678901)) - 12345.678901) > 1e-6 $$,
    'counting is the inverse of adding');
SELECT is_empty($$ SELECT * FROM pair WHERE id <> 5
    AND abs(business_seconds(hours, a, add_business_seconds(hours, a, -12345.678901)) + 12345.678901) > 1e-6 $$,
    'also backwards');
SELECT is_empty($$ SELECT id, at FROM calendar, instant
    WHERE is_open(hours, at) <> (business_seconds(hours, at, at + interval '1 microsecond') > 0) $$,
    'open is where a microsecond counts');
SELECT is_empty($$
    SELECT id, at FROM calendar, instant
    WHERE is_open(hours, at)
        <> EXISTS (SELECT FROM open_ranges(hours, at - interval '30 h', at + interval '30 h') r WHERE r @> at) $$,
    'and where an open range is');

-- Buckets: those of the spine that hold open time.
SELECT set_eq(
    format($$ SELECT c.id, b FROM calendar c, open_intervals(hours, '2026-03-27', '2026-03-31', '%s') b $$, width),
    format($$
        SELECT c.id, b
        FROM calendar c,
            reporting_intervals('2026-03-27', '2026-03-31', '%s', substring(hours::text FROM 'zone (.*)')) b
        WHERE business_seconds(hours, greatest(lower(b), '2026-03-27'), least(upper(b), '2026-03-31')) > 0 $$, width),
    'open_intervals of ' || width || ' are the buckets with open time')
FROM unnest(ARRAY['30 min', '1 hour', '1 day']) width;

-- A plain value: in a column, a key, a view, an index expression, a generated column.
CREATE TABLE ticket (id int, hours business_hours, opened timestamptz, replied timestamptz,
    waited float8 GENERATED ALWAYS AS (business_seconds(hours, opened, replied)) STORED);
INSERT INTO ticket SELECT i, hours, at, at + '1 day' FROM instant JOIN calendar ON id = 1 + i % 6;
CREATE INDEX ticket_due ON ticket (add_business_seconds(hours, opened, 3600));
CREATE VIEW overdue AS
SELECT id FROM ticket WHERE add_business_seconds(hours, opened, 3600) < '2026-07-01' AND waited > 3600;
ANALYZE ticket;
CREATE FUNCTION plan_of(query text) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan;
END $$;
SET LOCAL enable_seqscan = off;
SELECT matches(plan_of('SELECT id FROM ticket WHERE add_business_seconds(hours, opened, 3600) < ''2026-02-01''')::text,
    'ticket_due', 'an index on a deadline is used');
SELECT results_eq('SELECT count(*) FROM overdue', $$
    SELECT count(*) FROM ticket
    WHERE business_seconds(hours, opened, '2026-07-01') > 3600 AND opened < '2026-07-01' AND waited > 3600 $$,
    'and finds the same as counting does');
SET LOCAL enable_seqscan = on;
SELECT is((SELECT count(*) FROM (SELECT hours FROM ticket GROUP BY hours) g), 6::bigint, 'calendars can be grouped by');
SELECT is((SELECT count(*) FROM ticket t JOIN calendar c ON c.hours = t.hours), 300::bigint, 'and joined on');
SELECT is((SELECT count(DISTINCT hours) FROM ticket), 6::bigint, 'and sorted');
SELECT is_empty('SELECT id FROM calendar WHERE hours::text::business_hours <> hours', 'and read back from text');
SELECT is((plan_of($$
    SELECT * FROM open_intervals('Mo-Su 00:00-12:00', '2026-01-01', '2026-01-11', '30 min') $$)
    -> 0 -> 'Plan' ->> 'Plan Rows')::int, 240, 'the planner knows how many rows to expect');

SELECT * FROM finish();
ROLLBACK;
