-- days of paid time, stored and not
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(19);
CALL create_reporting_model('shd');
CALL create_reporting_views('shd', zone => 'Europe/Amsterdam', day_start => '04:00');
CREATE SCHEMA shd_raw;
CREATE VIEW shd_raw.agent_state AS SELECT * FROM shd.agent_state;
CREATE VIEW shd_raw.schedule AS SELECT * FROM shd.schedule;
CREATE VIEW shd_raw.queue_visit AS SELECT * FROM shd.queue_visit;
CALL create_reporting_views('shd_raw', zone => 'Europe/Amsterdam', day_start => '04:00');

-- Over a change of the clock, by night and day, in microseconds; absences in versions.
INSERT INTO shd.agent_state (agent_id, during, state, state_class, aux_code, paid)
SELECT 'a' || a, tstzrange(t, t + '2 hours 7.000001 s'::interval), 's',
	(ARRAY['available', 'handling', 'acw', 'other_work', 'unavailable', 'offline'])[1 + (i + a) % 6],
	(ARRAY['break', 'training', NULL])[1 + i % 3], CASE i % 5 WHEN 0 THEN false WHEN 1 THEN true END
FROM generate_series(1, 4) AS a, generate_series(1, 50) AS i,
	LATERAL (SELECT '2026-03-26 20:00+01'::timestamptz + i * '2 hours 11 minutes'::interval + a * '1.1 s'::interval)
		AS x (t);
INSERT INTO shd.agent_state (agent_id, during, state, state_class) VALUES
	('night', '[2026-03-27 22:00+01,2026-03-30 07:00+02)', 's', 'available');
INSERT INTO shd.schedule (agent_id, during, activity, class, version_no)
SELECT 'a' || a, tstzrange(t, t + '5 hours 0.1 s'::interval), nullif('leave' || d % 3, 'leave0'),
	CASE WHEN d % 4 > 0 THEN 'absence' ELSE 'on_queue' END, v
FROM generate_series(1, 3) AS a, generate_series(0, 5) AS d, generate_series(1, 2) AS v,
	LATERAL (SELECT '2026-03-26 23:30+01'::timestamptz + d * '23 hours'::interval + v * '10 min'::interval) AS x (t)
WHERE v < 2 OR d % 2 = 0;
CREATE FUNCTION pg_temp.differences() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT coalesce(a.v, b.v)::text
	FROM (SELECT to_jsonb(s) - 'is_stale' AS v FROM shd.shrinkage AS s) AS a
	FULL JOIN (SELECT to_jsonb(s) - 'is_stale' AS v FROM shd_raw.shrinkage AS s) AS b ON a.v = b.v
	WHERE a.v IS NULL OR b.v IS NULL
$$;
CREATE FUNCTION pg_temp.stale() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(DISTINCT to_char(day, 'MM-DD'), ' ') FROM shd.shrinkage WHERE is_stale $$;

SELECT is_empty('SELECT pg_temp.differences()', 'nothing is stored of shrinkage');
SELECT results_eq(
	$$SELECT count(DISTINCT kind), bool_or(component = 'leave1'), sum(seconds::numeric) FROM shd.shrinkage$$, $$
	SELECT 3::bigint, true, (
		SELECT sum(extract(epoch FROM upper(during) - lower(during)))
		FROM shd.agent_state WHERE coalesce(paid, state_class <> 'offline')
	) + (
		SELECT sum(extract(epoch FROM upper(during) - lower(during)))
		FROM shd.schedule AS s
		WHERE class = 'absence' AND NOT EXISTS (
			SELECT FROM shd.schedule AS n
			WHERE n.agent_id = s.agent_id AND n.version_no > s.version_no AND n.during && s.during)
	)$$, 'all paid time, and absences of the newest version');
CALL refresh_agent_summary('shd');
SELECT is_empty('SELECT pg_temp.differences()', 'stored days say what their rows say, to the bit');
SELECT results_eq(
	$$SELECT from_at, to_at, intervals, late_spans FROM shd.stored_figures WHERE stored = 'shrinkage_day'$$,
	$$VALUES ('2026-03-26 04:00+01'::timestamptz, '2026-04-01 04:00+02'::timestamptz, 6::bigint, 0::bigint)$$,
	'by local day, over the change of the clock');
SELECT bag_eq('TABLE shd.shrinkage_day_summary', 'SELECT * FROM shd.shrinkage_day_live()', 'as the function has them');
SELECT bag_eq($$SELECT * FROM shd.kpi_month_live WHERE kpi = 'shrinkage'$$,
	$$SELECT * FROM shd_raw.kpi_month_live WHERE kpi = 'shrinkage'$$, 'so does the KPI');
SAVEPOINT before;
UPDATE shd.shrinkage_day_summary SET seconds = seconds + 1;
SELECT isnt_empty('SELECT pg_temp.differences()', 'the view reads what is stored');
ROLLBACK TO before;

-- Rows in their order touch nothing; the day that runs is computed.
INSERT INTO shd.agent_state (agent_id, during, state, state_class) VALUES
	('now', tstzrange(now() - '30 hours'::interval, now() - '1 hour'::interval), 's', 'available'),
	('now', tstzrange(now() - '1 hour'::interval, NULL), 's', 'handling');
SELECT is((SELECT count(*) FROM shd.stored_late WHERE stored = 'shrinkage_day'), 0::bigint,
	'what comes in time is no change');
SELECT is_empty('SELECT pg_temp.differences()', 'and is shown');
CALL refresh_agent_summary('shd');
UPDATE shd.agent_state SET during = tstzrange(lower(during), now()) WHERE upper_inf(during);
SELECT is((SELECT count(*) FROM shd.stored_late WHERE stored = 'shrinkage_day'), 0::bigint,
	'what runs and ends is none either');
SELECT is_empty('SELECT pg_temp.differences()', 'and is shown, too');

-- What comes late is stale, and what goes, until it is read.
INSERT INTO shd.agent_state (agent_id, during, state, state_class) VALUES
	('late', '[2026-03-28 05:00+01,2026-03-28 06:00+01)', 's', 'unavailable');
SELECT is(pg_temp.stale(), '03-28', 'a late state');
SELECT isnt_empty('SELECT pg_temp.differences()', 'is not in the figures');
UPDATE shd.agent_state SET aux_code = 'other' WHERE agent_id = 'a1' AND lower(during) < '2026-03-27 04:00+01';
DELETE FROM shd.agent_state WHERE agent_id = 'a2' AND during @> '2026-03-31 00:30+02'::timestamptz;
SELECT is(pg_temp.stale(), '03-26 03-27 03-28 03-30', 'states that change and go');
CALL refresh_agent_summary('shd');
SELECT is_empty('SELECT pg_temp.differences()', 'are read by the next refresh');
INSERT INTO shd.schedule (agent_id, during, activity, class, version_no) VALUES
	('a3', '[2026-03-29 12:00+02,2026-03-29 13:00+02)', 'leave9', 'absence', 9);
SELECT alike(pg_temp.stale(), '%03-29%', 'another version of a schedule');
CALL refresh_agent_summary('shd');
SELECT is_empty('SELECT pg_temp.differences()', 'as well');
SELECT is(pg_temp.stale(), NULL, 'and nothing is stale');
TRUNCATE shd.agent_state;
SELECT is((SELECT bool_and(is_stale) FROM shd.shrinkage WHERE day < '2026-04-02'), true, 'but without states');
SELECT * FROM finish();
ROLLBACK;
