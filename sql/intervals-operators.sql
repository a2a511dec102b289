-- Intervals: reporting_interval in expressions.
\set SHOW_CONTEXT never
SET TimeZone = 'UTC';
SET IntervalStyle = 'postgres';
SET DateStyle = 'ISO';
\set half '''2026-11-21 09:30:00+00/PT30M''::reporting_interval'

SELECT lower(:half), upper(:half), duration(:half);
SELECT :half + 1 AS next, :half - 1 AS previous, :half + 48 AS next_day;
SELECT :half - 2147483647;
SELECT '8000-01-01/P388D'::reporting_interval + 2147483647;
SELECT :half @> '2026-11-21 09:30+00'::timestamptz AS start_in,
	:half @> '2026-11-21 10:00+00'::timestamptz AS end_in,
	'2026-11-21 09:59:59.999999+00'::timestamptz <@ :half AS last_in,
	'infinity'::timestamptz <@ :half AS infinity_in;
SELECT '2026-11-21/P1D'::reporting_interval @> :half AS day_contains, :half <@ '2026-11-21/P1D' AS in_day,
	:half @> :half AS itself, :half @> '2026-11-21/P1D' AS contains_day;
SELECT :half && :half + 1 AS next_overlaps, :half && '2026-11-21 09:59:59+00/PT1S' AS last_overlaps,
	:half -|- :half + 1 AS next_adjacent, :half -|- :half - 1 AS previous_adjacent, :half -|- :half AS itself_adjacent;
SELECT :half < :half + 1 AS earlier, :half < '2026-11-21 09:30:00+00/PT1H' AS shorter,
	:half > '2026-11-21 09:30:00+00/PT29M' AS longer;

-- ranges
SELECT :half::tstzrange, '[2026-11-21 09:30+00,2026-11-21 10:00+00)'::tstzrange::reporting_interval;
SELECT '[2026-11-21 09:30+00,2026-11-21 10:00+00]'::tstzrange::reporting_interval;
SELECT '[2026-11-21 09:30+00,)'::tstzrange::reporting_interval;
SELECT '[2026-11-21 09:30:00.5+00,2026-11-21 10:00+00)'::tstzrange::reporting_interval;
SELECT 'empty'::tstzrange::reporting_interval;
SELECT '[2026-01-01,2028-01-01)'::tstzrange::reporting_interval;
SELECT overlap_seconds('[2026-11-21 09:20+00,2026-11-21 09:40:00.25+00)', :half) AS clipped,
	overlap_seconds('(,)', :half) AS unbounded, overlap_seconds('empty', :half) AS empty,
	overlap_seconds('[2026-11-21 10:00+00,)', :half) AS after;

-- a call that is queued, answered, ended and wrapped in different half hours
SELECT * FROM split_interval('[2026-11-21 08:59:58+00,2026-11-21 09:33+00)', '30 min', 'UTC');
SELECT * FROM split_interval('[2026-11-21 09:00+00,2026-11-21 09:30+00]', '30 min', 'UTC') AS touching_ends;
SELECT * FROM split_interval('[2026-11-21 09:00+00,2026-11-21 09:00+00]', '30 min', 'UTC') AS instant;
SELECT * FROM split_interval('empty', '30 min', 'UTC');
SELECT * FROM split_interval(NULL, '30 min', 'UTC');
SELECT * FROM split_interval('[2026-11-21 09:00+00,)', '30 min', 'UTC');
SELECT * FROM split_interval('(,2026-11-21 09:00+00)', '30 min', 'UTC');
SELECT * FROM split_interval('[2026-11-21 09:00+00,infinity)', '30 min', 'UTC');

-- widths and zones
SELECT w AS width, reporting_interval('2026-11-21 09:41:07+00', w::interval, 'UTC')
FROM unnest('{1 s,5 min,20 min,1 hour,7 hours,24 hours,1 day,7 days,10 days,1 month,3 months,1 year}'::text[]) w;
SELECT reporting_interval('2026-11-21 09:41:07+00', '1 day', 'UTC', '10:00');
SELECT z AS zone, reporting_interval('2026-11-21 10:40:00+05:30', '1 hour', z)
FROM unnest('{Asia/Kolkata,asia/kolkata,Asia/Kathmandu,UTC,EST5EDT,<x>-05:45,EDT}'::text[]) z;
SELECT reporting_interval('2026-11-21', '0', 'UTC');
SELECT reporting_interval('2026-11-21', '-30 min', 'UTC');
SELECT reporting_interval('2026-11-21', '0.5 s', 'UTC');
SELECT reporting_interval('2026-11-21', '1 day 12:00', 'UTC');
SELECT reporting_interval('2026-11-21', '1 month 1 day', 'UTC');
SELECT reporting_interval('2026-11-21', '389 days', 'UTC');
SELECT reporting_interval('2026-11-21', '13 months', 'UTC');
SELECT reporting_interval('2026-11-21', '1 day', 'UTC', '24:00');
SELECT reporting_interval('2026-11-21', '1 day', 'UTC', '04:00:00.5');
SELECT reporting_interval('2026-11-21', '1 day', 'Nowhere/None');
SELECT reporting_interval('2026-11-21', '1 day', '');
SELECT reporting_interval('2026-11-21', '1 day', 'MSK');
SELECT reporting_interval('2026-11-21', '1 day', '+1');
SELECT reporting_interval('infinity', '1 day', 'UTC');
SELECT reporting_interval('294276-12-31', '1 day', 'UTC');
SELECT reporting_interval('4714-11-24 00:00+00 BC', '1 day', 'America/New_York');
SELECT * FROM reporting_intervals('-infinity', '2026-11-21', '1 day', 'UTC');
SELECT * FROM reporting_intervals('2026-11-21', 'infinity', '1 day', 'UTC');
SELECT slot_of_day(:half, 'UTC', '1 month');
\set VERBOSITY sqlstate
SELECT reporting_interval('2026-11-21', '0', 'UTC');
SELECT reporting_interval('2026-11-21', '1 day', 'Nowhere/None');
SELECT reporting_interval('infinity', '1 day', 'UTC');
SELECT reporting_interval('294276-12-31', '1 day', 'UTC');
SELECT '[2026-11-21 09:30+00,)'::tstzrange::reporting_interval;
\set VERBOSITY default

-- spines
SELECT * FROM reporting_intervals('2026-11-21 09:10+00', '2026-11-21 10:30:00.000001+00', '30 min', 'UTC');
SELECT count(*) FROM reporting_intervals('2026-11-21 09:10+00', '2026-11-21 09:10+00', '30 min', 'UTC');
SELECT count(*) FROM reporting_intervals('2026-11-21 09:10+00', '2026-11-20 09:10+00', '30 min', 'UTC');

-- the session's zone
SET TimeZone = 'America/New_York';
SELECT reporting_interval('2026-11-21 09:41:07+00', '1 day');
SELECT * FROM reporting_intervals('2026-11-01', '2026-11-02', '12 hours');
SET TimeZone = 'Asia/Kolkata';
SELECT reporting_interval('2026-11-21 09:41:07+00', '1 day');

-- no more at once than anyone can want
SELECT count(*) FROM reporting_intervals('2000-01-01', '2032-01-01', '1 s', 'UTC');
SELECT count(*) FROM split_interval('[2000-01-01, 2032-01-01)', '1 s', 'UTC');
SELECT count(*) FROM open_intervals('Mo-Fr 08:00-20:00', '2000-01-01', '2032-01-01', '1 s');
SELECT interval_profile('[2000-01-01, 2032-01-01)', '1 min', 'UTC');
