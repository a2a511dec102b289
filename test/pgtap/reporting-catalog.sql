-- What BI tools read: roles and keys of every column, sums beside ratios, days, names, pools, a calendar.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT plan(34);

CALL create_reporting_model('bi');
-- As a view of an earlier version: a column of another type, and somebody who may read it.
CREATE ROLE bi_reader;
CREATE VIEW bi.site_slot AS SELECT 'x'::text AS site_id, 'UTC'::text AS zone, current_date AS local_day,
	'09:00'::time AS local_time;
GRANT SELECT ON bi.site_slot TO bi_reader;
CALL create_reporting_views('bi', zone => 'Europe/Amsterdam', day_start => '03:00', cost_per_minute => 0.5);
SELECT is((SELECT format_type(atttypid, -1) FROM pg_attribute
	WHERE attrelid = 'bi.site_slot'::regclass AND attname = 'local_time'), 'text', 'a column takes another type');
SELECT ok(has_table_privilege('bi_reader', 'bi.site_slot', 'SELECT'), 'and who could read it still can');

SELECT is_empty($$SELECT view_name, column_name FROM bi.reporting_catalog WHERE type ~ '^time without'$$,
	'no column is a time of day');
SELECT is_empty($$
	SELECT view_name FROM bi.reporting_catalog GROUP BY view_name
	HAVING count(key_no) = 0 AND view_name <> 'reporting_settings'$$, 'every view has a key');
SELECT is_empty($$
	SELECT name FROM reporting_source WHERE kind = 'key'
	EXCEPT SELECT view_name FROM bi.reporting_catalog$$, 'every view is in the catalogue');
SELECT is_empty($$
	SELECT s.name, k FROM reporting_source s, unnest(string_to_array(s.comment, ', ')) k
	WHERE s.kind = 'key' AND s.name <> 'reporting_settings'
		AND (s.name, k) NOT IN (SELECT view_name, column_name FROM bi.reporting_catalog)$$, 'keys are columns');
SELECT is_empty($$
	SELECT s.name FROM reporting_source s WHERE s.kind = 'role'
		AND s.name NOT IN (SELECT view_name || '.' || column_name FROM bi.reporting_catalog)$$, 'roles are of columns');
SELECT is_empty($$
	SELECT view_name, column_name, role FROM bi.reporting_catalog
	WHERE role NOT IN ('key', 'time', 'dimension', 'sum', 'ratio', 'stock', 'repeated', 'max', 'figure')
		OR (role = 'ratio') <> (numerator <> '' AND denominator <> '') OR label IS NULL$$,
	'roles are known, ratios say what they are made of');
SELECT is_empty($$
	SELECT r.view_name, r.column_name, m[1] FROM bi.reporting_catalog r,
		regexp_matches(concat(numerator, ' ', denominator), '[a-z_][a-z_0-9]*', 'g') m
	WHERE NOT EXISTS (SELECT FROM bi.reporting_catalog c
		WHERE c.view_name = r.view_name AND c.column_name = m[1] AND c.role IN ('sum', 'stock', 'repeated'))$$,
	'beside every ratio stand its sums');
-- What reads like a ratio is one; what is said otherwise here is a mean that no sum gives back.
SELECT is_empty($$
	SELECT view_name, column_name, meaning FROM bi.reporting_catalog
	WHERE role = 'figure' AND type = 'double precision' AND meaning ~ '^(mean|average|share|part|[a-z]+ed of) '
		AND view_name NOT IN ('benchmark_comparison', 'maturity', 'survey_driver', 'value_of_service')
		AND view_name !~ '^experience_'
		AND column_name NOT IN ('patience_s', 'target_s', 'forecast_aht')$$, 'no ratio is without them');
SELECT is_empty($$
	SELECT view_name FROM bi.reporting_catalog GROUP BY view_name
	HAVING 'bucket_start' = ANY (array_agg(column_name)) AND view_name <> 'calendar'
		AND NOT array_agg(column_name) @> '{bucket_end,local_start,day}'$$, 'interval views have the local day');

INSERT INTO bi.queue_visit (contact_id, visit_no, media, queue_id, agent_id, site_id,
	queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, talk_s, hold_s, acw_s)
SELECT id, 1, media, queue, agent, 's', at, CASE WHEN agent IS NOT NULL THEN at + wait END, at + wait,
	CASE WHEN agent IS NOT NULL THEN at + wait + make_interval(secs => talk + hold) END,
	CASE WHEN agent IS NOT NULL THEN at + wait + make_interval(secs => talk + hold + acw) END,
	CASE WHEN agent IS NULL THEN 'abandoned' ELSE 'answered' END, talk, hold, acw
FROM (VALUES
	('v1', 'voice', 'q1', 'a1', '2024-05-06 00:30+02'::timestamptz, '10 s'::interval, 100, 20, 30),
	('v2', 'voice', 'q1', 'a1', '2024-05-06 00:35+02', '30 s', 200, 0, 50),
	('v3', 'voice', 'q1', NULL, '2024-05-06 00:40+02', '40 s', NULL, NULL, NULL),
	('v4', 'voice', 'q2', 'a1', '2024-05-06 09:00+02', '0 s', 60, 0, 0),
	('v5', 'voice', 'q3', 'a2', '2024-05-06 09:00+02', '5 s', 90, 0, 10),
	('v6', 'chat', 'q1', 'a1', '2024-05-06 10:10+02', '15 s', 300, 0, 0))
	AS v (id, media, queue, agent, at, wait, talk, hold, acw);
INSERT INTO bi.queue (queue_id, valid, name) VALUES ('q1', '(,2024-01-01)', 'Old'), ('q1', '[2024-01-01,)', 'New'),
	('q2', '(,2020-01-01)', 'Closed'), ('q3', '[3000-01-01,)', 'To come');
INSERT INTO bi.agent (agent_id, valid, name, team) VALUES ('a1', '(,2024-01-01)', 'Ann', 'red'), ('a1', '[2024-01-01,)',
	'Ann B', 'blue');
INSERT INTO bi.site VALUES ('s', 'Site', 'Europe/Amsterdam');
INSERT INTO bi.forecast (queue_id, interval_start, interval_len, made_at, volume, aht_s) VALUES
	('q1', '2024-05-06 00:30+02', '30 min', '2024-04-29 00:30+02', 9, 100),
	('q1', '2024-05-06 00:30+02', '30 min', '2024-05-05 00:30+02', 4, 100),
	('q1', '2024-05-06 09:00+02', '30 min', '2024-05-05', 10, 180),
	('q2', '2024-05-06 09:00+02', '30 min', '2024-05-05', 10, 180),
	('q3', '2024-05-06 09:00+02', '30 min', '2024-05-05', 10, 180);
INSERT INTO bi.staff_plan (queue_id, interval_start, interval_len, scheduled)
SELECT 'q' || i, '2024-05-06 09:00+02', '30 min', i FROM generate_series(1, 3) AS i;
INSERT INTO bi.agent_state (agent_id, during, state_class, aux_code) VALUES
	('a1', '[2024-05-06 00:30+02,2024-05-06 01:00+02)', 'handling', NULL),
	('a1', '[2024-05-06 01:00+02,2024-05-06 01:15+02)', 'available', NULL),
	('a1', '[2024-05-06 01:15+02,2024-05-06 01:30+02)', 'unavailable', 'break');
INSERT INTO bi.schedule (agent_id, during, class) VALUES
	('a1', '[2024-05-06 00:30+02,2024-05-06 01:30+02)', 'on_queue');
INSERT INTO bi.survey_response (response_id, queue_id, agent_id, contact_at, answered_at, item, scale_min, scale_max,
	value)
SELECT item || i, 'q1', 'a1', '2024-05-06 12:00+02', '2024-05-07', item, lo, hi, value
FROM (VALUES ('csat', 1, 5, '{5,5,4,3,2,1}'::float8[]), ('nps', 0, 10, '{10,10,9,7,3,0}'), ('ces', 1, 7, '{7,7,7,1,1}'))
	AS s (item, lo, hi, v), unnest(v) WITH ORDINALITY AS a (value, i);
INSERT INTO bi.quality_evaluation (contact_id, agent_id, evaluator, evaluated_at, item, weight, max_points, points)
VALUES
	('v1', 'a1', 'c', '2024-05-07', 'x', 1, 10, 8), ('v2', 'a1', 'c', '2024-05-08', 'x', 1, 10, 6);
INSERT INTO bi.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id, reason) VALUES
	('v1', 'k', 'voice', '2024-05-06 00:30+02', '2024-05-06 00:33+02', 'q1', 'r'),
	('v2', 'k', 'voice', '2024-05-06 00:35+02', '2024-05-06 00:40+02', 'q1', 'r');
INSERT INTO bi.headcount_event (agent_id, date, kind) VALUES ('a1', '2024-01-05', 'hire'), ('a2', '2024-01-05', 'hire'),
	('a2', '2024-03-05', 'exit_voluntary');

-- Every row of every view: what is wrong with it.
CREATE FUNCTION pg_temp.wrong() RETURNS TABLE (what text) LANGUAGE plpgsql AS $$
DECLARE
	c record;
	list text;
BEGIN
	FOR c IN SELECT view_name, string_agg(quote_ident(column_name), ', ') FILTER (WHERE key_no > 0) AS keys
		FROM bi.reporting_catalog GROUP BY view_name
	LOOP
		EXECUTE format('CREATE TEMP TABLE rows_now AS SELECT * FROM bi.%I', c.view_name);
		SELECT string_agg(format('SELECT %L FROM rows_now WHERE %s', c.view_name || '.' || column_name || ' ' || sign,
			condition), ' UNION ALL ') INTO list
		FROM bi.reporting_catalog AS r, LATERAL (
			SELECT format('(%s)::float8 / nullif((%s)::float8, 0)', numerator, denominator) AS quotient) AS q,
		LATERAL (VALUES ('is not finite', format('%I::text IN (''NaN'', ''Infinity'', ''-Infinity'')', column_name)),
			('is no quotient', CASE WHEN role = 'ratio' THEN
				format('coalesce(abs(%1$I - %2$s) > 1e-9, %1$I IS NOT NULL OR %2$s IS NOT NULL)', column_name, quotient)
				END)) AS f (sign, condition)
		WHERE r.view_name = c.view_name AND r.type = 'double precision' AND condition IS NOT NULL;
		RETURN QUERY EXECUTE coalesce(list, 'SELECT NULL::text WHERE false');
		IF c.keys IS NOT NULL THEN
			RETURN QUERY EXECUTE format('SELECT %L FROM rows_now GROUP BY %s HAVING count(*) > 1',
				c.view_name || ': rows of one key', c.keys);
		END IF;
		DROP TABLE rows_now;
	END LOOP;
END $$;
SELECT is_empty('SELECT * FROM pg_temp.wrong()',
	'all views: finite, ratios are the quotients of their sums, a row for each key');

SELECT results_eq($$SELECT day, local_start, talk_s, hold_s, acw_s FROM bi.queue_interval
	WHERE queue_id = 'q1' AND media = 'voice'$$,
	$$VALUES ('2024-05-05'::date, '2024-05-06 00:30'::timestamp, 300::float8, 20::float8, 80::float8)$$,
	'half past midnight is of the day before, where days start at three');
SELECT results_eq($$SELECT sum(talk_s), sum(hold_s), sum(acw_s) FROM bi.queue_week$$,
	$$VALUES (750::float8, 20::float8, 90::float8)$$, 'parts of handling, of a week');
SELECT results_eq($$SELECT upto_s, answered, abandoned FROM bi.wait_distribution
	WHERE queue_id = 'q1' AND media = 'voice' AND upto_s IS NULL$$,
	$$VALUES (NULL::float8, 0::bigint, 0::bigint)$$, 'the last bound is none');
SELECT results_eq($$SELECT day, local_start, call_s, interval_s, load_erlang FROM bi.trunk_interval
	ORDER BY bucket_start LIMIT 1$$,
	$$VALUES ('2024-05-05'::date, '2024-05-06 00:30'::timestamp, 400::float8, 1800::float8, 400 / 1800::float8)$$,
	'130, 230 and 40 seconds on the lines');
SELECT results_eq($$SELECT handled, handled_known, handle_s FROM bi.agent_contact_day WHERE agent_id = 'a2'$$,
	$$VALUES (1::bigint, 1::bigint, 100::float8)$$, 'handled, of known duration');
SELECT results_eq($$SELECT csat_top, csat_sum, round(csat_lower::numeric, 6), round(csat_upper::numeric, 6)
	FROM bi.voc_month$$, $$VALUES (3::bigint, 20::float8, 0.187616, 0.812384)$$,
	'three of six satisfied, and how sure that is');
SELECT results_eq($$SELECT (nps_lower, nps, nps_upper)::text FROM bi.voc_queue UNION ALL
	SELECT (nps_lower, nps, nps_upper)::text FROM bi.voc_agent UNION ALL
	SELECT (nps_lower, nps, nps_upper)::text FROM bi.voc_queue_agent$$,
	$$SELECT (e.lower, 1 / 6::float8, e.upper)::text FROM (SELECT (nps_estimate(value)).* FROM bi.survey_response
		WHERE item = 'nps') AS e, generate_series(1, 3)$$, 'limits of NPS, in every view');
SELECT results_eq($$SELECT item, sum_value, sum_100, mean_100 FROM bi.survey_item ORDER BY item$$,
	$$VALUES ('ces'::text, 23::float8, 300::float8, 60::float8), ('csat', 20, 350, 350 / 6::float8), ('nps', 39, 390,
		65)$$,
	'sums of answers');
SELECT results_eq($$SELECT score, scored, mean_score_critical_zero FROM bi.quality$$,
	$$VALUES (0.7::float8, 2::bigint, 0.7::float8)$$, 'evaluations with points');
SELECT results_eq($$SELECT component, seconds, lost_s, base_s FROM bi.shrinkage ORDER BY 1$$,
	$$VALUES ('break'::text, 900::float8, 900::float8, 3600::float8), ('on_queue', 2700, 0, 3600)$$, 'seconds lost');

SELECT results_eq($$SELECT forecast, is_newest, actual, actual_handle_s, actual_answered FROM bi.forecast_error
	WHERE bucket_start = '2024-05-06 00:30+02' ORDER BY made_at$$,
	$$VALUES (9::float8, false, 3::float8, 400::float8, 2::bigint), (4, true, 3, 400, 2)$$,
	'the newest of two forecasts');
SELECT results_eq($$SELECT numerator, denominator FROM bi.kpi_month WHERE kpi = 'forecast_wape'$$,
	-- 4 for 3; of 9:00 only q2 and q3 had a voice contact each, q1 none
	$$VALUES (1 + 10 + 9 + 9::float8, 5::float8)$$, 'the KPI counts what came once, however often it was forecast');

SELECT results_eq('SELECT queue_id, pool_id FROM bi.queue_pool ORDER BY 1',
	$$VALUES ('q1'::text, 'q1'::text), ('q2', 'q1'), ('q3', 'q3')$$, 'queues that share an agent are a pool');
-- 1 Erlang each: three agents; 2 Erlang together: four, of which three are scheduled.
SELECT results_eq($$SELECT queue_id, required_erlang_c, scheduled, local_start, day, actual FROM bi.staffing_gap
	WHERE bucket_start = '2024-05-06 09:00+02' ORDER BY 1$$,
	$$VALUES ('q1'::text, 3, 1::float8, '2024-05-06 09:00'::timestamp, '2024-05-06'::date, 0::float8),
		('q2', 3, 2, '2024-05-06 09:00', '2024-05-06', 1), ('q3', 3, 3, '2024-05-06 09:00', '2024-05-06', 1)$$,
	'staffing by queue, with what came');
SELECT results_eq($$SELECT pool_id, queues, volume, aht, required_erlang_c, scheduled, actual FROM bi.staffing_gap_pool
	WHERE bucket_start = '2024-05-06 09:00+02' ORDER BY 1$$,
	$$VALUES ('q1'::text, 2::bigint, 20::float8, 180::float8, 4, 3::float8, 1::float8), ('q3', 1, 10, 180, 3, 3, 1)$$,
	'and by pool: four agents, not six');

SELECT results_eq('SELECT queue_id, queue_name FROM bi.present_queue ORDER BY 1',
	$$VALUES ('q1'::text, 'New'::text), ('q2', 'Closed'), ('q3', 'To come')$$,
	'a name for each queue, whatever its history');
SELECT results_eq('SELECT agent_name, team FROM bi.present_agent',
	$$VALUES ('Ann B'::text, 'blue'::text)$$, 'and agent');
SELECT is_empty($$
	SELECT view_name, column_name FROM bi.reporting_catalog
	WHERE column_name ~ '(queue|agent)_id$' AND view_name !~ '^rejected_|^valid_visit$'
	EXCEPT SELECT view_name, regexp_replace(column_name, '_name$', '_id') FROM bi.reporting_catalog
	WHERE column_name ~ '_name$'$$,
	'a name beside each id but in raw rows');
SELECT results_eq('SELECT DISTINCT queue_id, queue_name FROM bi.queue_day ORDER BY 1',
	$$VALUES ('q1'::text, 'New'::text), ('q2', 'Closed'), ('q3', 'To come')$$, 'the name of now');
CREATE FUNCTION bi_plan(OUT plan jsonb) LANGUAGE plpgsql AS $$BEGIN
	EXECUTE 'EXPLAIN (FORMAT json) SELECT queue_id, offered FROM bi.queue_day' INTO plan;
END$$;
SELECT is((SELECT jsonb_path_query_array(plan, '$.**."Relation Name"') @> '["queue"]' FROM bi_plan()), false,
	'who does not ask for it reads no queue');
SELECT results_eq($$SELECT interval_s, week, month, weekday, is_weekend FROM bi.calendar WHERE day = '2024-03-30'$$,
	$$VALUES (82800::float8, '2024-03-25'::date, '2024-03-01'::date, 6, true)$$, 'the spring day has 23 hours');
SELECT results_eq($$SELECT kpi, numerator, denominator FROM bi.kpi_day WHERE day = '2024-05-05'
	AND kpi IN ('service_level', 'asa', 'occupancy', 'adherence', 'fcr') ORDER BY 1$$,
	$$VALUES ('adherence'::text, 2700::float8, 3600::float8), ('asa', 40, 2), ('fcr', 1, 2), ('occupancy', 1800, 2700),
		('service_level', 1, 3)$$, 'KPIs of a day');
SELECT * FROM finish();
ROLLBACK;
