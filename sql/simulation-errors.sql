-- simulate_queue: what it refuses, and with which words.
\set SHOW_CONTEXT never
\pset tuples_only on
CREATE FUNCTION attempt(arguments text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	EXECUTE format('SELECT count(*) FROM simulate_queue(%s)', arguments);
	RAISE INFO 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RAISE INFO '% % %', SQLSTATE, SQLERRM, detail;
END $$;

-- single values
SELECT count(attempt(format($f$'2026-01-05 09:00+00', ARRAY[10, 20], 1800, 180, ARRAY[3, 4], %s => %s$f$, name, value)))
FROM (VALUES ('patience', '0'), ('patience', '-1'), ('patience', '''NaN'''),
	('lines', '-1'), ('lines', '''NaN'''),
	('redial_abandoned', '1'), ('redial_abandoned', '-0.1'), ('redial_blocked', '1.5'), ('redial_blocked', '''NaN'''),
	('redial_delay', '0'), ('redial_delay', '''infinity'''),
	('handle_distribution', '''weibull'''), ('handle_cv', '-1'), ('handle_cv', '1001'), ('handle_cv', '''infinity'''),
	('arrival_cv', '-1'), ('arrival_cv', '1e9'), ('arrival_cv', '''NaN'''),
	('initial_calls', '-1'), ('initial_calls', '2147483647')) AS bad (name, value);
SELECT count(attempt(format($f$'%s', '%s', '%s', '%s'::float8, '%s'$f$, from_ts, calls, period, aht, agents)))
FROM (VALUES
	('infinity', '{10,20}', '1800', '180', '{3,4}'),
	('-infinity', '{10,20}', '1800', '180', '{3,4}'),
	('2026-01-05', '{10,20}', '0', '180', '{3,4}'),
	('2026-01-05', '{10,20}', '1e-9', '180', '{3,4}'),
	('2026-01-05', '{10,20}', 'NaN', '180', '{3,4}'),
	('2026-01-05', '{10,20}', 'infinity', '180', '{3,4}'),
	('2026-01-05', '{10,20}', '1800', '0', '{3,4}'),
	('2026-01-05', '{10,20}', '1800', 'infinity', '{3,4}')) AS bad (from_ts, calls, period, aht, agents);

-- arrays
SELECT count(attempt(format($f$'2026-01-05 09:00+00', '%s', 1800, '%s'::float8[], '%s', '%s'$f$,
	calls, aht, agents, patience)))
FROM (VALUES
	('{}', '{180}', '{3,4}', '{60}'),
	('{10,NULL}', '{180}', '{3,4}', '{60}'),
	('{10,-1}', '{180}', '{3,4}', '{60}'),
	('{10,NaN}', '{180}', '{3,4}', '{60}'),
	('{10,infinity}', '{180}', '{3,4}', '{60}'),
	('{{{10,20}}}', '{180}', '{3,4}', '{60}'),
	('{10,20}', '{180}', '{}', '{60}'),
	('{10,20}', '{180}', '{3,NULL}', '{60}'),
	('{10,20}', '{180}', '{3,-1}', '{60}'),
	('{10,20}', '{180}', '{3,4,5}', '{60}'),
	('{10,20}', '{180}', '{{3,4}}', '{60}'),
	('{{10,20},{30,40}}', '{}', '{3,4}', '{60}'),
	('{{10,20},{30,40}}', '{180,NULL}', '{3,4}', '{60}'),
	('{{10,20},{30,40}}', '{180,200,300}', '{3,4}', '{60}'),
	('{{10,20},{30,40}}', '{180,0}', '{3,4}', '{60}'),
	('{{10,20},{30,40}}', '{180,200}', '{3,4}', '{60,70,80}'),
	('{{10,20},{30,40}}', '{180,200}', '{3,4}', '{60,NaN}'),
	('{{10,20},{30,40}}', '{{180,200}}', '{3,4}', '{60}')) AS bad (calls, aht, agents, patience);
SELECT attempt($f$'2026-01-05', '{10}', 1800, '{180}'::float8[], '{3}', initial_calls => '{1,2}'$f$);
SELECT attempt($f$'2026-01-05', '{10}', 1800, '{180}'::float8[], '{3}', initial_calls => '{-1}'$f$);

-- limits
SELECT attempt($f$'2026-01-05', ARRAY[1.1e8], 1800, 180, ARRAY[3]$f$);
SELECT attempt($f$'2026-01-05', ARRAY[1e8], 1800, 180, ARRAY[3], redial_abandoned => 0.5$f$);
SELECT attempt($f$'2026-01-05', ARRAY[10], 1800, 180, ARRAY[1000001]$f$);
SELECT attempt($f$'2026-01-05', array_fill(0.0, ARRAY[10001, 1]), 1800, 180, ARRAY[3]$f$);
SELECT attempt($f$'2026-01-05', ARRAY[10], 1e18, 180, ARRAY[3]$f$);
SELECT attempt($f$'294276-12-31 23:30+00', ARRAY[10], 1800, 180, ARRAY[3]$f$);
SELECT attempt($f$'294276-12-31 23:29+00', ARRAY[10], 1800, 1e6, ARRAY[3]$f$);
SELECT attempt($f$'2026-01-05', ARRAY[10], 1800, 1e300, ARRAY[3]$f$);

-- the first of the calendar is as good as any
SELECT count(*) > 0 AS runs FROM simulate_queue('4714-11-24 00:00:00+00 BC', ARRAY[10], 1800, 180, ARRAY[3]);
-- NULL in, nothing out
SELECT count(*) FROM simulate_queue(NULL, ARRAY[10], 1800, 180, ARRAY[3]);
SELECT count(*) FROM simulate_queue('2026-01-05', ARRAY[10], 1800, 180, ARRAY[3], seed => NULL);
