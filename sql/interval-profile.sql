-- Intervals: the text form and the rows of interval_profile.
\set SHOW_CONTEXT never
SET TimeZone = 'UTC';
SET IntervalStyle = 'postgres';

SELECT interval_profile(during, '30 min', 'UTC')
FROM (VALUES
	('[2026-11-21 08:59:58+00,2026-11-21 09:33+00)'::tstzrange),
	('[2026-11-21 09:10+00,2026-11-21 09:20:00.25+00)'),
	('[2026-11-21 09:30+00,2026-11-21 09:30+00]'),
	('empty'),
	(NULL)) v (during);
SELECT p.*
FROM (SELECT interval_profile(during, '30 min', 'UTC') AS profile
	FROM (VALUES
		('[2026-11-21 08:59:58+00,2026-11-21 09:33+00)'::tstzrange),
		('[2026-11-21 09:10+00,2026-11-21 09:20:00.25+00)')) v (during)) s,
	profile_intervals(profile) p;
SELECT interval_profile(NULL, '30 min', 'UTC') IS NULL AS nothing,
	interval_profile('empty', '30 min', 'UTC') AS no_time;
SELECT interval_profile(during, '1 day', 'UTC', '04:00')
FROM (VALUES ('[2026-11-21 03:00+00,2026-11-21 05:00+00)'::tstzrange)) v (during);
SELECT interval_profile('[2026-11-21 08:59:58+00,)', '30 min', 'UTC');
SELECT interval_profile('[2026-11-21 08:59:58+00,2026-11-21 09:00+00)', '0', 'UTC');
SELECT interval_profile('[2026-11-21 08:59:58+00,2026-11-21 09:00+00)', '30 min', 'Nowhere/None');

-- accepted back
SELECT '{}'::interval_profile, ' { 2026-11-21T09:30:00Z/PT30M  5400.250  3 } '::interval_profile;
SELECT '{-3999-01-01T00:00:00Z/PT1S 0.000001 0, 2026-11-21T09:30:00Z/PT30M 9223372036854.775807 9223372036854775807,
	+10026-01-01T00:00:00Z/P388D 2 3}'::interval_profile;
SELECT interval_profile_send('{2026-11-21T09:30:00Z/PT30M 1.5 3}');
SELECT rollup(p) FROM (VALUES ('{2026-11-21T09:30:00Z/PT30M 9223372036854.775807 1}'::interval_profile),
	('{2026-11-21T09:30:00Z/PT30M 0.000001 1}')) v (p);

-- refused
SELECT ''::interval_profile;
SELECT '{'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1 1'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1 1}x'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M -1 1}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1 -1}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 0 0}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1.0000001 1}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 9223372036854.775808 1}'::interval_profile;
SELECT '{2026-02-30T09:30:00Z/PT30M 1 1}'::interval_profile;
SELECT '{2026-11-21T09:30:00+01/PT30M 1 1}'::interval_profile;
SELECT '{20000-11-21T09:30:00Z/PT30M 1 1}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1 1, 2026-11-21T09:30:00Z/PT30M 1 1}'::interval_profile;
SELECT '{2026-11-21T09:30:00Z/PT30M 1 1, 2026-11-21T09:00:00Z/PT30M 1 1}'::interval_profile;
\set VERBOSITY sqlstate
SELECT '{'::interval_profile;
SELECT '{20000-11-21T09:30:00Z/PT30M 1 1}'::interval_profile;
