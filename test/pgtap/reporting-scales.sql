-- Answers on scales of their own, answers that cannot be, and figures that no order of the rows changes.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(18);
CALL create_reporting_model('rs');
CALL create_reporting_views('rs', zone => 'Europe/Amsterdam', min_answers => 1);

-- What an answer counts as, on 0 to 10: promoter, passive or detractor, fractions as nps() takes them.
INSERT INTO rs.survey_response (response_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT concat_ws(' ', lo, hi, v), concat_ws(' ', lo, hi, v), '2026-03-02', 'nps', lo, hi, v
FROM (VALUES (0, 10, '{0,6,6.5,7,8.5,8.9,9,10}'::float8[]), (1, 5, '{1,3,3.4,3.5,4,4.5,4.6,5}'),
	(1, 7, '{4.6,4.7,6,6.4,7}'), (-100, 100, '{-100,20,21,79,80}'), (0, 1, '{0,1}')) AS s (lo, hi, vs), unnest(vs) AS v;
SELECT set_eq('SELECT queue_id, nps FROM rs.voc_queue', $$
	SELECT response_id, nps((((value - scale_min)::numeric * 10) / (scale_max - scale_min)::numeric)::float8)
	FROM rs.survey_response GROUP BY response_id$$, 'each by nps(), mapped to 0 to 10');
SELECT results_eq($$SELECT sum(promoters), sum(detractors), sum(nps_answers) FROM rs.voc_queue$$,
	'VALUES (8::numeric, 9::numeric, 28::numeric)', 'promoters and detractors');
SELECT results_eq($$SELECT sum(promoters), sum(detractors) FROM rs.voc_queue WHERE queue_id LIKE '0 10 %'$$,
	'VALUES (2::numeric, 2::numeric)', 'up to 6, from 9');
DELETE FROM rs.survey_response;

-- Several scales in one figure: one scale first.
INSERT INTO rs.survey_response (response_id, agent_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT row_number() OVER (), 'a', 'q', '2026-03-02', item, lo, hi, v
FROM (VALUES ('nps', 0, 10, 10), ('nps', 1, 5, 5), ('nps', 1, 5, 5), ('nps', 1, 7, 1),
	('csat', 1, 5, 4), ('csat', 0, 10, 7.5), ('csat', 1, 3, 2), ('csat', 0, 100, 100),
	('ces', 1, 7, 6), ('ces', 1, 7, 2), ('ces', 1, 5, 5),
	('other', 0, 10, 5), ('other', 0, 10, 7), ('employee_satisfaction', 1, 4, 4)) AS v (item, lo, hi, v);
SELECT results_eq($$
	SELECT promoters, detractors, nps, csat_top, csat, csat_mean, ces_sum, ces FROM rs.voc_queue$$,
	'VALUES (3::bigint, 1::bigint, 0.5::float8, 3::bigint, 0.75::float8, 4::float8, 15::float8, 5::float8)',
	'at the top of one''s own scale is at the top');
SELECT results_eq($$
	SELECT kpi, numerator, denominator FROM rs.kpi_month WHERE kpi IN ('csat', 'nps', 'ces') ORDER BY 1$$,
	$$VALUES ('ces'::text, 15::float8, 3::float8), ('csat', 3, 4), ('nps', 2, 4)$$, 'the KPIs say the same');
SELECT results_eq('SELECT item, mean, stddev, mean_100, top_box FROM rs.survey_item ORDER BY 1', $$VALUES
	('ces'::text, NULL::float8, NULL::float8, 66.66666666666667::float8, 2::bigint),
	('csat', NULL, NULL, 75, 3),
	('employee_satisfaction', 4, NULL, 100, 1),
	('nps', NULL, NULL, 75, 3),
	('other', 6, sqrt(2::float8), 60, 0)$$, 'a mean of raw answers has one scale, or is not shown');

-- Answers that cannot be are in no figure, fail none, and are listed.
CREATE TEMP TABLE voc AS
SELECT month, csat, csat_mean, nps, ces, csat_answers, nps_answers, ces_answers FROM rs.voc_month;
CREATE TEMP TABLE item AS SELECT item, answers, mean, stddev, mean_100, top_box FROM rs.survey_item;
INSERT INTO rs.survey_response (response_id, agent_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT 'odd ' || row_number() OVER (), 'a', 'q', '2026-03-02', item, lo, hi, v
FROM (VALUES ('-Infinity'::float8, 'Infinity'::float8, 5::float8), (0, 'Infinity', 'Infinity'), (0, 'NaN', 5),
	(0, 'NaN', 'NaN'), (-1e308, 1e308, 1e308), ('-Infinity', 5, '-Infinity')) AS v (lo, hi, v),
	unnest('{csat,nps,ces,other,employee_satisfaction}'::text[]) AS item;
SELECT set_eq('SELECT month, csat, csat_mean, nps, ces, csat_answers, nps_answers, ces_answers FROM rs.voc_month',
	'TABLE voc', 'an answer that cannot be is no answer');
SELECT set_eq('SELECT item, answers, mean, stddev, mean_100, top_box FROM rs.survey_item', 'TABLE item',
	'of no question');
SELECT results_eq('SELECT problem, count(*) FROM rs.rejected_answer GROUP BY 1',
	$$VALUES ('no usable scale'::text, 30::bigint)$$, 'but is listed');
SELECT lives_ok('SELECT count(d::text) FROM rs.survey_driver d', 'nor in the drivers');
INSERT INTO rs.quality_evaluation (contact_id, agent_id, evaluator, evaluated_at,
		item, weight, max_points, points) VALUES
	('1', 'a', 'e', '2026-03-02', 'good', 1, 10, 7), ('1', 'a', 'e', '2026-03-02', 'weight', 'Infinity', 10, 7),
	('1', 'a', 'e', '2026-03-02', 'max', 1, 'NaN', 7),
	('1', 'a', 'e', '2026-03-02', 'points', 1, 'Infinity', 'Infinity'),
	('1', 'a', 'e', '2026-03-02', 'big', 1e300, 1e300, 1e300);
SELECT results_eq('SELECT points, max_points, score FROM rs.quality', 'VALUES (7::float8, 10::float8, 0.7::float8)',
	'points that cannot be');
SELECT is(count(*), 4::bigint, 'are listed') FROM rs.rejected_evaluation;
DELETE FROM rs.survey_response;
DELETE FROM rs.quality_evaluation;

-- Questions that no model takes hinder none.
INSERT INTO rs.survey_response (response_id, contact_at, item, scale_min, scale_max, value)
SELECT r, '2026-03-02', item, 0, 10, CASE item WHEN 'csat' THEN r * r % 11 WHEN 'once' THEN r % 10 ELSE r % 7 END
FROM generate_series(1, 40) AS r, unnest('{csat,once,twice}'::text[]) AS item;
INSERT INTO rs.survey_response (response_id, contact_at, item, scale_min, scale_max, value)
SELECT r, '2026-03-02', item, 0, 10, 5
FROM generate_series(1, 40) AS r, unnest(ARRAY['', repeat('long', 30)]) AS item;
SELECT is(count(d::text), 2::bigint, 'questions without a name, or with a long one') FROM rs.survey_driver AS d;
INSERT INTO rs.survey_response (response_id, contact_at, item, scale_min, scale_max, value)
SELECT r, '2026-03-02', 'item' || i, 0, 10, 5 FROM generate_series(1, 40) AS r, generate_series(1, 700) AS i;
SELECT lives_ok('SELECT count(d::text) FROM rs.survey_driver d', 'or too many of them');
DELETE FROM rs.survey_response;

-- The same rows in another order, by another plan, with workers: the same to the bit.
SET LOCAL extra_float_digits = 3;
INSERT INTO rs.survey_response (response_id, agent_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT r, 'a', 'q' || r % 2, '2026-03-02', item, lo, hi, lo + (hi - lo) * (r * k % 1009) / 1009.0
FROM generate_series(1, 300) AS r,
	(VALUES ('csat', 1, 5, 7919), ('nps', 0, 10, 611), ('ces', 1, 7, 13), ('tone', 0, 3, 577), ('pace', 0, 9, 401)) AS i
		(item, lo, hi, k);
INSERT INTO rs.quality_evaluation (contact_id, agent_id, evaluator, evaluated_at, item, weight, max_points, points)
SELECT r, 'a', 'e', '2026-03-02', i, 1 / 3.0 + i, 7 / 3.0, r * 7919 % 1009 / 1009.0
FROM generate_series(1, 200) AS r, generate_series(1, 3) AS i;
INSERT INTO rs.maturity_check (assessed_on, dimension, level, check_point, score)
SELECT '2026-03-01', d, l, concat(d, l, i), (i * 7919 % 1009) / 1009.0
FROM unnest('{a,b}'::text[]) AS d, generate_series(2, 5) AS l, generate_series(1, 37) AS i;
INSERT INTO rs.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT i, 1, 'voice', 'q', t, t, 'abandoned'
FROM generate_series(1, 300) AS i,
	LATERAL (SELECT '2026-03-02'::timestamptz + i * i % 997 * interval '30 min' AS t) AS x;
INSERT INTO rs.forecast (queue_id, interval_start, interval_len, made_at, volume, aht_s)
SELECT 'q', '2026-03-02'::timestamptz + i * interval '30 min', '30 min', '2026-03-01',
	i * 7919 % 1009 / 1009.0, 100.1 + i / 3.0
FROM generate_series(0, 900) AS i;
INSERT INTO rs.business_hours SELECT 'c', 'UTC', d, '00:00', '23:59:59.999' FROM generate_series(1, 7) AS d;
INSERT INTO rs.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT r, n, '2026-03-02'::timestamptz + r * 7919 % 1009 / 1009.0 * n * interval '1 day',
	(ARRAY['created', 'comment'])[n], 'agent', true, 'q', 'c'
FROM generate_series(1, 300) AS r, generate_series(1, 2) AS n;
CREATE FUNCTION pg_temp.figures() RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	view text;
	rows text;
	result jsonb := '{}';
BEGIN
	FOREACH view IN ARRAY '{survey_item,survey_driver,voc_month,voc_queue,quality,maturity,forecast_error,
		forecast_accuracy,staffing_gap,ticket_response,response_time,backlog,kpi_month}'::text[]
	LOOP
		EXECUTE format('SELECT string_agg(v::text, E''\n'' ORDER BY v::text) FROM rs.%I AS v',
			trim(view, E'\n\t')) INTO rows;
		result := result || jsonb_build_object(trim(view, E'\n\t'), md5(rows));
	END LOOP;
	RETURN result;
END $$;
CREATE TEMP TABLE figures AS SELECT pg_temp.figures() AS figures;
SELECT ok(bool_and(value <> 'null'), 'figures of every view') FROM figures, jsonb_each(figures);
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY
		'{survey_response,quality_evaluation,maturity_check,queue_visit,forecast,ticket_event}'::text[]
	LOOP
		EXECUTE format('CREATE TEMP TABLE shuffled AS SELECT * FROM rs.%1$I ORDER BY md5(%1$I::text);
			DELETE FROM rs.%1$I;
			INSERT INTO rs.%1$I SELECT * FROM shuffled; DROP TABLE shuffled; ANALYZE rs.%1$I', t);
	END LOOP;
END $$;
SELECT is(pg_temp.figures(), figures, 'the rows in another order') FROM figures;
SET LOCAL enable_hashagg = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_nestloop = off;
SELECT is(pg_temp.figures(), figures, 'by another plan') FROM figures;
RESET enable_hashagg;
RESET enable_hashjoin;
RESET enable_nestloop;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL min_parallel_index_scan_size = 0;
SELECT is(pg_temp.figures(), figures, 'by workers') FROM figures;

SELECT * FROM finish();
ROLLBACK;
