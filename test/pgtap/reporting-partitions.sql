-- A model in partitions by month: rows find theirs, before or after it is made; plans read a month's rows alone; what
-- is stored outlives raw rows that retain_raw removes, with partitions and without, to the bit.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL jit = off;
SET LOCAL extra_float_digits = 3;
SELECT plan(24);
CALL create_reporting_model('rpm');
CALL create_reporting_views('rpm', zone => 'Europe/Amsterdam', min_answers => 1);
CALL create_reporting_model('rq', partition_by => 'month');
CALL create_reporting_views('rq', zone => 'Europe/Amsterdam', min_answers => 1);
SELECT throws_ok($$CALL create_reporting_model('rz', partition_by => 'week')$$, '22023',
	'invalid value for argument "partition_by": week', 'by month alone');
SELECT throws_ok($$CALL maintain_partitions('rq', ahead => -1)$$, '22023', 'invalid value for argument "ahead": -1',
	'not before now');
SELECT throws_ok($$CALL retain_raw('rq', 0)$$, '22023', 'invalid value for argument "months": 0', 'something stays');

-- History that comes before its partitions, over a change of the clock; some of it is sorted in.
\set schema rpm
\set visits 100
\set days 75
\set sparse 5
SELECT '2025-03-18 00:00+00'::timestamptz AS start \gset
\ir ../filled.sql
DELETE FROM rpm.queue_visit WHERE contact_id LIKE 'now%';
DELETE FROM rpm.agent_state WHERE upper_inf(during);
INSERT INTO rpm.agent_state (agent_id, during, state_class) VALUES
	('late', '[2025-04-30 20:00+00,2025-05-01 01:00+00)', 'available');
SELECT format('INSERT INTO rq.%1$I TABLE rpm.%1$I', relname)
FROM pg_class
WHERE relnamespace = 'rpm'::regnamespace AND relkind = 'r' AND relname !~ '_summary$|^stored_' \gexec
SELECT is((SELECT count(*) FROM rq.queue_visit_default), (SELECT count(*) FROM rpm.queue_visit), 'all in one at first');
CALL refresh_queue_summary('rq');
CALL maintain_partitions('rq', ahead => 0);
SELECT is_empty('TABLE rq.queue_visit_default', 'then each in its month');
SELECT is_empty($$SELECT FROM rq.stored_late$$, 'and none is late for it');
SELECT results_eq($$SELECT tableoid::regclass::text,
		min(lower(during) AT TIME ZONE 'Europe/Amsterdam')::date >= '2025-04-01'
		AND max(lower(during) AT TIME ZONE 'Europe/Amsterdam')::date <= '2025-04-30', count(*) FROM rq.agent_state
		WHERE tableoid = 'rq.agent_state_2025_04'::regclass GROUP BY 1$$,
	$$SELECT 'rq.agent_state_2025_04'::text, true, count(*) FROM rpm.agent_state
		WHERE date_trunc('month', lower(during) AT TIME ZONE 'Europe/Amsterdam') = '2025-04-01'$$, 'a local month');
SELECT set_eq($$SELECT relname::text FROM pg_class WHERE relname ~ '^contact_2' AND relkind = 'r'
		AND relnamespace = 'rq'::regnamespace$$,
	$$SELECT to_char(m, '"contact_"YYYY_MM') FROM (
		SELECT '2025-03-01'::timestamp UNION SELECT '2025-04-01' UNION SELECT '2025-05-01'
		UNION SELECT date_trunc('month', now() AT TIME ZONE 'Europe/Amsterdam')) AS x (m)$$,
	'months of rows, and the one that is running');

-- What no key over all partitions can refuse is counted.
INSERT INTO rq.queue_visit (contact_id, visit_no, queued_at)
SELECT contact_id, visit_no, queued_at + '40 days' FROM rq.queue_visit WHERE contact_id = 'c9';
INSERT INTO rq.contact (contact_id, started_at) SELECT contact_id, started_at + '40 days'
FROM rq.contact WHERE contact_id = 'c9';
INSERT INTO rq.agent_state (agent_id, during, state_class) VALUES
	('late', '[2025-04-30 22:30+00,2025-04-30 23:00+00)', 'available');
SELECT results_eq($$SELECT subject, problem, rows_affected FROM rq.data_quality WHERE rows_affected > 0
		AND problem ~ 'again|at a time' ORDER BY 1$$,
	$$VALUES ('agent_state'::text, 'several states at a time', 1::bigint), ('contact', 'the same contact again', 1),
		('queue_visit', 'the same visit again', 1)$$, 'duplicates in several months are counted');
SELECT throws_ok($$INSERT INTO rq.agent_state (agent_id, during, state_class) VALUES
	('late', '[2025-04-30 21:00+00,2025-04-30 23:00+00)', 'available')$$, '23P01', NULL, 'in one month refused');
SELECT throws_ok($$INSERT INTO rq.queue_visit SELECT * FROM rq.queue_visit WHERE contact_id = 'c9'$$, '23505', NULL,
	'as are the same rows');
SELECT lives_ok($$INSERT INTO rq.queue_visit SELECT * FROM rq.queue_visit WHERE contact_id = 'c9'
	ON CONFLICT (contact_id, visit_no, queued_at) DO UPDATE SET holds = 1$$, 'the key has three columns');
INSERT INTO rq.queue_visit (contact_id, visit_no, queued_at) VALUES ('odd', 1, 'infinity'), ('old', 1, '1950-01-01');
SELECT is((SELECT count(*) FROM rq.queue_visit_default), 2::bigint, 'what belongs to no month is not refused');
DELETE FROM rq.queue_visit WHERE contact_id IN ('odd', 'old') OR contact_id = 'c9' AND outcome IS NULL;
UPDATE rq.queue_visit SET holds = NULL;
DELETE FROM rq.contact WHERE customer_key IS NULL;
DELETE FROM rq.agent_state WHERE lower(during) = '2025-04-30 22:30+00';
CALL refresh_queue_summary('rq');
UPDATE rq.queue_visit SET queued_at = queued_at - '40 days'::interval WHERE contact_id = 'c98' AND visit_no = 1;
SELECT is((SELECT count(*) FROM rq.stored_late WHERE stored = 'queue_interval' AND from_at > '2025-01-01'), 2::bigint,
	'a row that moves is late where it was and where it is');
UPDATE rq.queue_visit SET queued_at = queued_at + '40 days'::interval WHERE contact_id = 'c98' AND visit_no = 1;

-- Both models stored; partitions whose rows a plan reads.
CALL refresh_queue_summary('rpm');
CALL refresh_agent_summary('rpm');
CALL refresh_kpi_month('rpm');
CALL refresh_queue_summary('rq');
CALL refresh_agent_summary('rq');
CALL refresh_kpi_month('rq');
CREATE FUNCTION pg_temp.read_by(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	plan jsonb;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || query INTO plan;
	RETURN (
		SELECT string_agg(DISTINCT n ->> 'Relation Name', ' ' ORDER BY n ->> 'Relation Name')
		FROM jsonb_path_query(plan, 'strict $.** ? (@."Relation Name".type() == "string")') AS n
		WHERE n ->> 'Relation Name' ~ '_\d\d\d\d_\d\d$|_default$' AND (n ->> 'Actual Loops')::float8 > 0
			AND (n ->> 'Actual Rows')::float8 + coalesce(n ->> 'Rows Removed by Filter', '0')::float8 > 0);
END $$;
SELECT results_eq(format($$SELECT v, pg_temp.read_by(format(
		'SELECT * FROM rq.%%I WHERE day >= %%L AND day < %%L', v, '2025-04-01', '2025-05-01'))
	FROM unnest('{handle_distribution,queue_end_day,queue_own_threshold_day}'::text[]) AS v$$),
	$$VALUES ('handle_distribution'::text, 'queue_visit_2025_04'::text), ('queue_end_day', 'queue_visit_2025_04'),
		('queue_own_threshold_day', 'queue_visit_2025_04')$$, 'by day a view reads one month');
SELECT is(pg_temp.read_by(format('SELECT * FROM rq.valid_visit WHERE queued_at >= %L AND queued_at < %L',
		'2025-04-01 00:00+02', '2025-05-01 00:00+02')), 'queue_visit_2025_04', 'by instant, too');
SELECT is(pg_temp.read_by(format('SELECT * FROM rq.queue_interval_live(%L, %L)', '2025-04-01 00:00+02',
		'2025-05-01 00:00+02')), 'queue_visit_2025_04', 'and a refresh');

-- What is stored says the same of months whose rows are removed.
CREATE FUNCTION pg_temp.figures(schema text) RETURNS TABLE (view text, figures text) LANGUAGE plpgsql AS $$
BEGIN
	FOREACH view IN ARRAY '{queue_interval,queue_day,queue_week,queue_month,queue_week_change,wait_distribution,
		control_chart_aht,control_chart_service_level,agent_interval,agent_day,team_day,agent_adherence,kpi_month,
		scorecard,scorecard_queue,gap_cost,benchmark_comparison}'::text[]
	LOOP
		EXECUTE format('SELECT concat(count(*), '' '', md5(string_agg(x::text, chr(10) ORDER BY x::text COLLATE "C")))
			FROM %I.%I AS x', schema, view) INTO figures;
		RETURN NEXT;
	END LOOP;
END $$;
CREATE TEMP TABLE before AS SELECT * FROM pg_temp.figures('rpm');
SELECT set_eq($$SELECT * FROM pg_temp.figures('rq')$$, 'TABLE before', 'both models say the same');
SELECT extract(year FROM a)::integer * 12 + extract(month FROM a)::integer AS months
FROM age(date_trunc('month', now() AT TIME ZONE 'Europe/Amsterdam'), '2025-05-01') AS a \gset
CALL retain_raw('rpm', :months);
CALL retain_raw('rq', :months, detach => true);
SELECT set_eq($$SELECT * FROM pg_temp.figures('rpm')$$, 'TABLE before', 'so it does with rows deleted');
SELECT results_eq($$SELECT min(queued_at) >= '2025-04-30 22:00+00' FROM rq.queue_visit WHERE outcome <> 'open'$$,
	$$VALUES (true)$$, 'which they are');
SELECT results_eq($$SELECT tableoid::regclass::text, during FROM rq.agent_state WHERE lower(during) < '2025-05-01'
		AND agent_id = 'late'$$,
	$$VALUES ('rq.agent_state_default'::text, '[2025-04-30 20:00+00,2025-05-01 01:00+00)'::tstzrange)$$,
	'what goes on stays');
SELECT isnt_empty('TABLE rq.queue_visit_2025_04', 'a partition that is detached is a table of its own');
CALL refresh_queue_summary('rq', '-infinity');
CALL refresh_agent_summary('rq', '-infinity');
CALL refresh_kpi_month('rq');
CALL maintain_partitions('rq', ahead => 1);
CALL create_reporting_views('rq');
SELECT set_eq($$SELECT * FROM pg_temp.figures('rq')$$, 'TABLE before',
	'and with partitions gone, whatever is made again');
SELECT is_empty($$TABLE rq.stored_late UNION ALL TABLE rpm.stored_late$$, 'nothing is late for it');
SELECT * FROM finish();
ROLLBACK;
