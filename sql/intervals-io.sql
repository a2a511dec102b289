-- Intervals: the text form of reporting_interval.
\set SHOW_CONTEXT never
SET TimeZone = 'America/New_York';

-- start/duration and start/end; the start is shown in the session's zone
SELECT '2026-11-21 09:30:00+00/PT30M'::reporting_interval;
SELECT '2026-11-21T14:00Z/2026-11-21T14:30Z'::reporting_interval;
SELECT ' 2026-11-01 / 2026-12-01 '::reporting_interval AS november;
SELECT '2026-11-01/pt25h'::reporting_interval, '2026-11-01/P1W'::reporting_interval,
	'2026-11-01/P1DT2H3M4S'::reporting_interval;

-- a day is 24 hours here; lengths below two days are shown in hours
SELECT '2026-03-08/P1D'::reporting_interval, '2026-03-08/2026-03-09'::reporting_interval;

-- far away
SELECT '4000-01-01 00:00+00 BC/PT1S'::reporting_interval, '8000-12-31 23:59:59+00/P388D'::reporting_interval;

-- always ISO, because other styles use the slash
SET DateStyle = 'SQL, DMY';
SELECT '2026-11-21 09:30:00+00/PT30M'::reporting_interval;
RESET DateStyle;

-- what is refused
SELECT ''::reporting_interval;
SELECT '2026-11-21 09:30:00+00'::reporting_interval;
SELECT '2026-11-21 09:30:00+00/'::reporting_interval;
SELECT 'nonsense/PT30M'::reporting_interval;
SELECT '2026-11-21 09:30:00.5+00/PT30M'::reporting_interval;
SELECT 'infinity/PT30M'::reporting_interval;
SELECT '2026-11-21/infinity'::reporting_interval;
SELECT '2026-11-21/P'::reporting_interval;
SELECT '2026-11-21/PT'::reporting_interval;
SELECT '2026-11-21/PT30'::reporting_interval;
SELECT '2026-11-21/P1M'::reporting_interval;
SELECT '2026-11-21/PT5M1H'::reporting_interval;
SELECT '2026-11-21/PT-5M'::reporting_interval;
SELECT '2026-11-21/PT0S'::reporting_interval;
SELECT '2026-11-21/P389D'::reporting_interval;
SELECT '2026-11-21/PT99999999999999999999S'::reporting_interval;
SELECT '2026-11-22/2026-11-21'::reporting_interval;
SELECT '20000-01-01/PT30M'::reporting_interval;
\set VERBOSITY sqlstate
SELECT '2026-11-21 09:30:00+00'::reporting_interval;
SELECT '2026-11-21/P389D'::reporting_interval;
SELECT 'nonsense/PT30M'::reporting_interval;
SELECT '2026-11-21/P1M'::reporting_interval;
\set VERBOSITY default

-- binary in and out
CREATE TEMP TABLE buckets AS
	SELECT b FROM reporting_intervals('2026-10-01', '2026-12-01', '1 day') b
	UNION ALL SELECT '4000-01-01 00:00+00 BC/PT1S'
	UNION ALL SELECT '8000-12-31 23:59:59+00/P388D';
SELECT reporting_interval_send('2026-11-21 09:30:00+00/PT30M');
SELECT count(*), count(DISTINCT b), bool_and(b::text::reporting_interval = b) AS text_is_exact FROM buckets;
