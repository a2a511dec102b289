-- simulate_center, center_performance and staff_center: what they refuse, and with which words.
\set SHOW_CONTEXT never
\pset tuples_only on
CREATE FUNCTION attempt(call text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	detail text;
BEGIN
	EXECUTE 'SELECT count(*) FROM ' || call;
	RAISE INFO 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RAISE INFO '% % %', SQLSTATE, SQLERRM, detail;
END $$;

-- fields of a queue
SELECT count(attempt(format($f$simulate_center('2026-01-05', 1800,
	ARRAY[center_queue('a', '{10,20}', 180), %s], '{}', '{}')$f$, queue)))
FROM (VALUES ('NULL'), ('center_queue(NULL, ''{1,2}'', 180)'), ('center_queue(''a'', ''{1,2}'', 180)'),
	('center_queue(''b'', NULL, 180)'), ('center_queue(''b'', ''{1}'', 180)'), ('center_queue(''b'', ''{1,-2}'', 180)'),
	('center_queue(''b'', ''{1,NULL}'', 180)'), ('center_queue(''b'', ''{{1,2}}'', 180)'),
	('center_queue(''b'', ''{1,2}'')'), ('center_queue(''b'', ''{1,2}'', 0)'),
	('center_queue(''b'', ''{1,2}'', ''{1,2,3}''::float8[])'),
	('center_queue(''b'', ''{1,2}'', 180, handle_distribution => ''weibull'')'),
	('center_queue(''b'', ''{1,2}'', 180, handle_cv => 1e6)'),
	('center_queue(''b'', ''{1,2}'', 180, handle_distribution => ''empirical'')'),
	('center_queue(''b'', ''{1,2}'', handle_quantiles => ''{1}'')'),
	('center_queue(''b'', ''{1,2}'', handle_quantiles => ''{3,2}'')'),
	('center_queue(''b'', ''{1,2}'', handle_quantiles => ''{1,infinity}'')'),
	('center_queue(''b'', ''{1,2}'', 180, patience => 9, patience_quantiles => ''{1,infinity}'')'),
	('center_queue(''b'', ''{1,2}'', 180, transfers => 0.1)'),
	('center_queue(''b'', ''{1,2}'', 180, transfers => 0.1, transfer_to => ''c'')'),
	('center_queue(''b'', ''{1,2}'', 180, redial_abandoned => 1)'), ('center_queue(''b'', ''{1,2}'', 180, goal => 2)'),
	('center_queue(''b'', ''{1,2}'', 180, threshold => ''NaN'')')) AS bad (queue);
-- groups, skills and shifts
SELECT count(attempt(format($f$simulate_center('2026-01-05', 1800,
	ARRAY[center_queue('a', '{10,20}', 180)], ARRAY[%s]::center_group[], ARRAY[%s]::center_skill[],
	ARRAY[%s]::center_shift[])$f$, g, k, h)))
FROM (VALUES ('center_group(''g'', ''{1,2,3}'')', '', ''), ('center_group(''g'', ''{-1}'')', '', ''),
	('center_group(''g'', ''{1}'', concurrency => 33)', '', ''), ('center_group(''g'', cost => 0)', '', ''),
	('center_group(''g'')', 'center_skill(''h'', ''a'')', ''),
	('center_group(''g'')', 'center_skill(''g'', ''b'')', ''),
	('center_group(''g'')', 'center_skill(''g'', ''a''), center_skill(''g'', ''a'', level => 2)', ''),
	('center_group(''g'')', 'center_skill(''g'', ''a'', reserve => -1)', ''),
	('center_group(''g'')', 'center_skill(''g'', ''a'', after => -1)', ''),
	('center_group(''g'')', '', 'center_shift(''h'', ''p'', ''[2026-01-05,2026-01-06)'')'),
	('center_group(''g'')', '', 'center_shift(''g'', ''p'', ''[2026-01-05,)'')'),
	('center_group(''g'')', '', 'center_shift(''g'', ''p'', NULL)')) AS bad (g, k, h);
-- the others
SELECT attempt($f$simulate_center('infinity', 1800, ARRAY[center_queue('a', '{10}', 180)], '{}', '{}')$f$);
SELECT attempt($f$simulate_center('2026-01-05', 0, ARRAY[center_queue('a', '{10}', 180)], '{}', '{}')$f$);
SELECT attempt($f$simulate_center('2026-01-05', 1800, '{}', '{}', '{}')$f$);
SELECT attempt($f$simulate_center('2026-01-05', 1800, ARRAY[center_queue('a', '{2e8}', 180)], '{}', '{}')$f$);
SELECT attempt($f$center_performance('2026-01-05', 1800, ARRAY[center_queue('a', '{1}', 180)], '{}', '{}',
	replications => 0)$f$);
SELECT attempt($f$staff_center(1800, ARRAY[center_queue('a', '{1}', 180)], '{}', '{}', max_agents => 0)$f$);
SELECT attempt($f$staff_center(1800, ARRAY[center_queue('a', '{1}', 180)], '{}', '{}', confidence => 1)$f$);
SELECT attempt($f$center_of_day('nowhere', '2026-01-05')$f$);
SELECT attempt($f$simulate_from('nowhere', '2026-01-05', handle_factor => 0)$f$);
-- nobody is there: calls without patience stay open, with it they abandon
SELECT outcome, count(*) > 0 FROM simulate_center('2026-01-05', 1800,
	ARRAY[center_queue('a', '{30}', 180), center_queue('b', '{30}', 180, patience => 60)], '{}', '{}')
GROUP BY 1 ORDER BY 1;
DROP FUNCTION attempt(text);
-- The search tells its steps to whom it is asked to.
SELECT interval_no, agents, goals_met FROM staff_center(1800, ARRAY[center_queue('a', '{30, 60}', 180, goal => 0.8)],
	ARRAY[center_group('g')], ARRAY[center_skill('g', 'a')], verbose => true);
