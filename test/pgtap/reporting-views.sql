-- the numbers of the views, against data whose answers are known.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT plan(44);

CALL create_reporting_model('rv');
CALL create_reporting_views('rv', zone => 'Europe/Amsterdam', cost_per_minute => 0.5);
SELECT is(count(*), (SELECT count(*) FROM reporting_source WHERE kind = 'view'), 'every view is made')
FROM pg_class WHERE relnamespace = 'rv'::regnamespace AND relkind = 'v';
CREATE FUNCTION pg_temp.rows_of(view text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	n bigint;
BEGIN
	EXECUTE format('SELECT count(v) FROM rv.%I v', view) INTO n;
	RETURN n;
END $$;
SELECT is_empty($$
	SELECT relname FROM pg_class
	WHERE relnamespace = 'rv'::regnamespace AND relkind = 'v'
		AND pg_temp.rows_of(relname) > CASE relname
			WHEN 'reporting_settings' THEN 1
			WHEN 'data_quality' THEN 150
			WHEN 'repeated_row' THEN 20
			WHEN 'source_freshness' THEN 20
			WHEN 'reporting_catalog' THEN 2000
			ELSE 0 END$$,
	'empty tables: empty views, no error');
SELECT is_empty($$
	SELECT c.relname, a.attname, a.atttypid::regtype FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'rv'::regnamespace AND c.relkind = 'v' AND a.attnum > 0
		AND a.atttypid NOT IN ('text'::regtype, 'bigint'::regtype, 'integer'::regtype, 'float8'::regtype,
			'boolean'::regtype, 'date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype)$$,
	'every column is of a type that every client knows');
SELECT is_empty($$
	SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'rv'::regnamespace AND c.relkind IN ('v', 'r') AND a.attnum > 0 AND NOT a.attisdropped
		AND col_description(c.oid, a.attnum) IS NULL
	UNION ALL SELECT relname, NULL FROM pg_class
	WHERE relnamespace = 'rv'::regnamespace AND relkind IN ('v', 'r') AND obj_description(oid, 'pg_class') IS NULL$$,
	'tables, views and columns all have a comment');
SELECT is_empty($$
	SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	WHERE c.relnamespace = 'rv'::regnamespace AND (a.attname <> lower(a.attname) OR c.relname <> lower(c.relname))$$,
	'names are lower case');
SELECT is_empty($$
	SELECT relname FROM pg_class
	WHERE relnamespace = 'rv'::regnamespace AND relkind = 'v' AND NOT 'security_invoker=true' = ANY (reloptions)$$,
	'every view is security_invoker');

-- Raw and rolled: every outcome, open visits, several queues and media; the same
-- whatever has been rolled up.
INSERT INTO rv.queue_visit (contact_id, visit_no, media, site_id, queue_id, agent_id,
	queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, talk_s, hold_s, acw_s, transfer_out)
SELECT i, 1, CASE WHEN i % 5 = 0 THEN 'chat' ELSE 'voice' END, 's' || i % 2, CASE WHEN i % 17 > 0 THEN 'q' || i % 3 END,
	CASE WHEN o = 'answered' THEN 'a' || i % 9 END, q, CASE WHEN o = 'answered' THEN q + w END,
	CASE WHEN o NOT IN ('open', 'blocked') THEN q + w END, CASE WHEN o = 'answered' THEN q + w + h END,
	CASE WHEN o = 'answered' THEN q + w + h + interval '20 s' END, nullif(o, 'open'),
	CASE WHEN o = 'answered' THEN extract(epoch FROM h) - 5 END, CASE WHEN o = 'answered' THEN 5 END,
	CASE WHEN o = 'answered' THEN 20 END, CASE WHEN o = 'answered' AND i % 13 = 0 THEN 'blind' END
FROM (SELECT i, '2024-10-25 22:00+00'::timestamptz + i * interval '131 s' AS q,
		(i::bigint * 7919 % 9000) / 100.0 * interval '1 s' AS w, (60 + i::bigint * 104729 % 400) * interval '1 s' AS h,
		(ARRAY['answered', 'answered', 'answered', 'answered', 'answered', 'abandoned', 'flowed_out',
			'callback_requested', 'blocked', 'system_error', 'open'])[1 + i::bigint * 31 % 11] AS o
	FROM generate_series(1, 3000) AS i) g;
CREATE TEMP TABLE raw_interval AS SELECT * FROM rv.queue_interval;
CREATE TEMP TABLE raw_day AS SELECT * FROM rv.queue_day;
CREATE TEMP TABLE raw_month AS SELECT * FROM rv.queue_month;
CREATE TEMP TABLE raw_waits AS SELECT * FROM rv.wait_distribution;
CALL refresh_queue_summary('rv', '2024-10-26 10:05+00', '2024-10-27 03:10+00');
SELECT cmp_ok(count(*), '>', 0::bigint, 'some are rolled up') FROM rv.queue_interval_summary;
SELECT set_eq('TABLE rv.queue_interval', 'TABLE raw_interval', 'intervals: partly rolled = raw');
SELECT set_eq('TABLE rv.queue_day', 'TABLE raw_day', 'days, one with 25 hours: partly rolled = raw');
CALL refresh_queue_summary('rv');
SELECT set_eq('TABLE rv.queue_interval', 'TABLE raw_interval', 'intervals: rolled = raw');
SELECT set_eq('TABLE rv.queue_day', 'TABLE raw_day', 'days: rolled = raw');
SELECT set_eq('TABLE rv.queue_month', 'TABLE raw_month', 'months: rolled = raw');
SELECT set_eq('TABLE rv.wait_distribution', 'TABLE raw_waits', 'distributions: rolled = raw');
SELECT results_eq('SELECT sum(answered), sum(abandoned) FROM rv.wait_distribution',
	'SELECT sum(answered), sum(abandoned) FROM rv.queue_day', 'the distribution has every visit');

-- The view against plain SQL.
SELECT results_eq($$
	SELECT queue_id, media, local_start, offered, answered, answered_within, abandoned, abandoned_short, flowed_out,
		callbacks, blocked, still_open, transfers
	FROM rv.queue_interval ORDER BY 1, 2, bucket_start$$, $$
	SELECT queue_id, media, date_bin('30 min', queued_at, '2024-10-01 00:00+00') AT TIME ZONE 'Europe/Amsterdam',
		count(*) FILTER (WHERE outcome IS DISTINCT FROM 'blocked'), count(answered_at),
		count(*) FILTER (WHERE answered_at - queued_at <= '20 s'), count(*) FILTER (WHERE outcome = 'abandoned'),
		count(*) FILTER (WHERE outcome = 'abandoned' AND left_at - queued_at <= '5 s'),
		count(*) FILTER (WHERE outcome = 'flowed_out'), count(*) FILTER (WHERE outcome = 'callback_requested'),
		count(*) FILTER (WHERE outcome = 'blocked'), count(*) FILTER (WHERE outcome IS NULL),
		count(*) FILTER (WHERE transfer_out = 'blind')
	FROM rv.queue_visit GROUP BY queue_id, media, date_bin('30 min', queued_at, '2024-10-01 00:00+00')
	ORDER BY 1, 2, date_bin('30 min', queued_at, '2024-10-01 00:00+00')$$,
	'counts as plain SQL has them');
SELECT is_empty($$
	SELECT 1 FROM rv.queue_day
	WHERE offered <> answered + abandoned + flowed_out + callbacks + still_open + system_errors$$,
	'offered is the sum of its outcomes');
SELECT results_eq($$
	SELECT round((sum(handle_s) / sum(answered))::numeric, 9), round((sum(answer_wait_s) / sum(answered))::numeric, 9)
	FROM rv.queue_day$$, $$
	SELECT round(avg(talk_s + hold_s + acw_s)::numeric, 9), round(avg(extract(epoch FROM answered_at - queued_at)), 9)
	FROM rv.queue_visit WHERE outcome = 'answered'$$,
	'sums give back the means');
SELECT results_eq($$
	SELECT round(value::numeric, 12) FROM rv.kpi_month WHERE kpi = 'service_level' AND month = '2024-10-01'$$, $$
	SELECT round(count(*) FILTER (WHERE outcome = 'answered' AND answered_at - queued_at <= '20 s')::numeric
			/ count(*) FILTER (WHERE coalesce(outcome, 'open') IN ('answered', 'abandoned', 'open')), 12)
	FROM rv.queue_visit$$,
	'the KPI is formed once, from sums');
CALL create_reporting_views('rv', zone => 'Europe/Amsterdam', variant => 'dequeued');
SELECT results_eq($$SELECT sum(service_met), sum(service_judged) FROM rv.queue_month$$, $$
	SELECT count(*) FILTER (WHERE left_at - queued_at <= '20 s'
			AND outcome IN ('answered', 'abandoned', 'callback_requested'))::numeric,
		count(*) FILTER (WHERE outcome IS DISTINCT FROM 'blocked')::numeric
	FROM rv.queue_visit$$,
	'another variant: its own counters');
CALL create_reporting_views('rv', variant => 'offered');

-- Real time, as of an instant.
INSERT INTO rv.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, outcome) VALUES
	('n1', 1, 'voice', 'now', 'a', '2024-06-03 10:00+02', '2024-06-03 10:00:10+02', '2024-06-03 10:00:10+02',
		'2024-06-03 10:20+02', 'answered'),
	('n2', 1, 'voice', 'now', NULL, '2024-06-03 10:05+02', NULL, '2024-06-03 10:12+02', NULL, 'abandoned'),
	('n3', 1, 'voice', 'now', 'b', '2024-06-03 10:08+02', '2024-06-03 10:11+02', '2024-06-03 10:11+02',
		'2024-06-03 10:15+02', 'answered'),
	('n4', 1, 'voice', 'now', 'b', '2024-06-03 10:30+02', '2024-06-03 10:30+02', '2024-06-03 10:30+02',
		'2024-06-03 10:31+02', 'answered');
SELECT results_eq($$
	SELECT waiting, longest_waiting_s, in_service, offered_today, answered_today, service_level_today
	FROM rv.queue_realtime_at('2024-06-03 10:10+02') WHERE queue_id = 'now'$$,
	$$VALUES (2::bigint, 300::float8, 1::bigint, 3::bigint, 1::bigint, 1 / 3::float8)$$,
	'the queue as it was at 10:10');
INSERT INTO rv.agent_state (agent_id, during, state, state_class, aux_code) VALUES
	('a', '[2024-06-03 10:00+02,2024-06-03 11:00+02)', 'on call', 'handling', NULL),
	('a', '[2024-06-03 11:00+02,2024-06-03 11:30+02)', 'break', 'unavailable', 'break'),
	('a', '[2024-06-03 11:30+02,2024-06-03 12:00+02)', 'ready', 'available', NULL),
	('a', '[2024-06-03 12:00+02,2024-06-03 12:30+02)', 'training', 'unavailable', 'training');
SELECT results_eq($$SELECT agent_id, state_class, seconds FROM rv.agent_realtime_at('2024-06-03 10:10+02')$$,
	$$VALUES ('a'::text, 'handling'::text, 600::float8)$$, 'and the agents');

-- Shrinkage: shares of one base, which add; leave joins the base.
INSERT INTO rv.schedule (agent_id, during, activity, class) VALUES
	('b', '[2024-06-03 10:00+02,2024-06-03 12:30+02)', 'sick', 'absence'),
	('a', '[2024-06-03 10:00+02,2024-06-03 12:00+02)', 'phones', 'on_queue');
SELECT results_eq($$SELECT component, kind, seconds, share FROM rv.shrinkage WHERE day = '2024-06-03' ORDER BY 1$$,
	$$VALUES
		('break'::text, 'internal'::text, 1800::float8, 0.1::float8),
		('on_queue', 'on_queue', 5400, 0.3),
		('sick', 'external', 9000, 0.5),
		('training', 'internal', 1800, 0.1)$$,
	'what paid time went into');
SELECT is(sum(shrinkage), 0.7::float8, 'shares add to the shrinkage') FROM rv.shrinkage WHERE day = '2024-06-03';
SELECT results_eq($$
	SELECT agent_id, from_at, to_at, seconds, scheduled_class, actual_class FROM rv.adherence_exception$$,
	$$VALUES ('a'::text, '2024-06-03 11:00+02'::timestamptz, '2024-06-03 11:30+02'::timestamptz, 1800::float8,
		'on_queue'::text, 'unavailable'::text)$$,
	'the break was not scheduled');
SELECT results_eq($$
	SELECT sum(adherent_s) / sum(scheduled_s), sum(on_queue_actual_s) / sum(on_queue_scheduled_s)
	FROM rv.agent_adherence$$,
	$$VALUES (0.75::float8, 0.75::float8)$$, 'adherence and conformance');
-- an older version of the schedule does not count any more
UPDATE rv.schedule SET version_no = 2 WHERE agent_id = 'a';
INSERT INTO rv.schedule (agent_id, during, class, version_no) VALUES
	('a', '[2024-06-03 06:00+02,2024-06-03 10:30+02)', 'on_queue', 1);
SELECT is(sum(scheduled_s), 7200::float8, 'only the newest version of a schedule counts') FROM rv.agent_adherence;

-- Backlog: a snapshot per day.
INSERT INTO rv.ticket_event (ticket_id, event_no, at, event, queue_id) VALUES
	('t1', 1, '2024-06-03 10:00+02', 'created', 'mail'),
	('t1', 2, '2024-06-04 10:00+02', 'solved', 'mail'),
	('t2', 1, '2024-06-03 11:00+02', 'created', 'mail'),
	('t2', 2, '2024-06-05 09:00+02', 'solved', 'mail'),
	('t2', 3, '2024-06-05 15:00+02', 'reopened', 'mail'),
	('t2', 4, '2024-06-06 15:00+02', 'closed', 'mail');
SELECT results_eq($$SELECT day, opened, closed, open_tickets, oldest_age_s / 3600 FROM rv.backlog ORDER BY day$$,
	$$VALUES
		('2024-06-03'::date, 2::bigint, 0::bigint, 2::bigint, 14::float8),
		('2024-06-04', 0, 1, 1, 37),
		('2024-06-05', 1, 1, 1, 9),
		('2024-06-06', 0, 1, 0, NULL)$$,
	'opened, closed, open');

-- Surveys.
INSERT INTO rv.survey_response (response_id, agent_id, queue_id, contact_at, answered_at,
	item, scale_min, scale_max, value)
SELECT 's' || i, 'a', 'q0', '2024-06-03', '2024-06-03', item, lo, hi, v
FROM generate_series(1, 10) i,
	LATERAL (VALUES
		('nps', 0, 10, (ARRAY[10, 10, 9, 9, 9, 8, 7, 6, 3, NULL])[i]),
		('csat', 1, 5, (ARRAY[5, 5, 4, 4, 4, 3, 3, 2, 1, 1])[i]),
		('ces', 1, 7, 6)) AS a (item, lo, hi, v);
SELECT results_eq($$
	SELECT invited, responses, nps_answers, promoters, detractors, nps, csat_answers, csat_top, csat, csat_mean, ces
	FROM rv.voc_agent$$,
	$$VALUES (10::bigint, 10::bigint, 9::bigint, 5::bigint, 2::bigint, 3 / 9::float8, 10::bigint, 5::bigint,
		0.5::float8, 3.2::float8, 6::float8)$$,
	'NPS, CSAT and CES of an agent');
SELECT results_eq($$SELECT round(nps_std_error::numeric, 12) FROM rv.voc_queue$$,
	$$SELECT round(sqrt((7 / 9.0 - (3 / 9.0) ^ 2) / 9), 12)$$, 'with the standard error of the NPS');
SELECT results_eq($$SELECT answers, mean, mean_100, top_box FROM rv.survey_item WHERE item = 'csat'$$,
	$$VALUES (10::bigint, 3.2::float8, 55::float8, 5::bigint)$$, 'an item');

-- Quality: weights, not applicable items, a critical error.
INSERT INTO rv.quality_evaluation (contact_id, agent_id, evaluator, evaluated_at,
		item, weight, max_points, points, critical, applicable) VALUES
	('1', 'a', 'e', '2024-06-03', 'greeting', 1, 10, 8, false, true),
	('1', 'a', 'e', '2024-06-03', 'solution', 3, 10, 9, false, true),
	('1', 'a', 'e', '2024-06-03', 'upsell', 5, 10, 0, false, false),
	('1', 'a', 'e', '2024-06-03', 'privacy', 0, 1, 1, true, true),
	('2', 'a', 'e', '2024-06-04', 'greeting', 1, 10, 10, false, true),
	('2', 'a', 'e', '2024-06-04', 'solution', 3, 10, 10, false, true),
	('2', 'a', 'e', '2024-06-04', 'privacy', 0, 1, 0, true, true);
SELECT results_eq($$
	SELECT evaluations, points, max_points, score, critical_errors, critical_accuracy, mean_score_critical_zero
	FROM rv.quality$$,
	$$VALUES (2::bigint, 75::float8, 80::float8, 0.9375::float8, 1::bigint, 0.5::float8, 0.4375::float8)$$, 'quality');

-- Turnover, annualised.
INSERT INTO rv.headcount_event (agent_id, date, kind)
SELECT 'h' || i, '2024-01-15', 'hire' FROM generate_series(1, 100) i;
INSERT INTO rv.headcount_event (agent_id, date, kind) VALUES
	('h1', '2024-02-10', 'exit_voluntary'),
	('h2', '2024-02-11', 'exit_involuntary');
SELECT results_eq($$
	SELECT headcount_start, headcount_end, average_headcount, round(turnover::numeric, 9),
		round(turnover_voluntary::numeric, 9)
	FROM rv.turnover WHERE month = '2024-02-01'$$,
	$$VALUES (100::bigint, 98::bigint, 99::float8, round(24 / 99.0, 9), round(12 / 99.0, 9))$$, 'turnover');

-- Scorecard: target, direction, layer, module.
INSERT INTO rv.target (kpi, goal, valid) VALUES
	('abandonment', 0.5, '(,)'),
	('service_level', 0.8, '(,2024-10-01)'),
	('service_level', 0.9, '[2024-10-01,)'),
	('aht', 120, '(,)');
SELECT results_eq($$
	SELECT kpi, value_layer, icmi_module, target, status
	FROM rv.scorecard WHERE month = '2024-10-01' AND kpi IN ('abandonment', 'service_level', 'aht') ORDER BY 1$$,
	$$VALUES
		('abandonment'::text, 'efficiency'::text, 'operational_results'::text, 0.5::float8, 'met'::text),
		('aht', 'efficiency', 'operational_results', 120, 'missed'),
		('service_level', 'efficiency', 'operational_results', 0.9, 'missed')$$,
	'targets in force then, status by direction');
SELECT ok(bool_and(cost_per_minute = 0.5 AND abs(cost - (own_s - target_s) / 60 * contacts * 0.5) < 1e-6),
	'the price of the gap, to the target where there is one')
FROM rv.gap_cost;
SELECT results_eq($$SELECT component, target_source FROM rv.gap_cost WHERE month = '2024-10-01' ORDER BY 1$$,
	$$VALUES ('acw'::text, 'benchmark'::text), ('aht', 'target'), ('talk', 'benchmark')$$,
	'and to the benchmark elsewhere');
SELECT results_eq($$SELECT gap, gap_to_median FROM rv.benchmark_comparison WHERE kpi = 'asa' AND month = '2024-10-01'$$,
	$$SELECT value - 36, value - 25 FROM rv.kpi_month WHERE kpi = 'asa' AND month = '2024-10-01'$$,
	'gap to the benchmark');

-- Maturity: a gap stops the climb; the weakest dimension is the level; the check point in the way.
INSERT INTO rv.maturity_check (assessed_on, dimension, level, check_point, score, applicable)
SELECT '2024-06-01', d.dimension, l, format('%s %s.%s', d.dimension, l, i),
	CASE WHEN d.line_no = 3 AND l = 3 AND i = 2 THEN 0.2 WHEN d.line_no = 5 AND l = 5 THEN NULL ELSE 0.9 END,
	NOT (d.line_no = 1 AND i = 3)
FROM cc_cmm_dimensions() d, generate_series(2, 5) l, generate_series(1, 3) i WHERE d.framework = 'standard';
SELECT results_eq($$
	SELECT dimension, level, overall_level, blocking_check_point FROM rv.maturity
	WHERE dimension IN ('design_and_planning', 'data_and_performance', 'innovation_and_improvement') ORDER BY 1$$,
	$$VALUES
		('data_and_performance'::text, 2, NULL::integer, 'data_and_performance 3.2'::text),
		('design_and_planning', 5, NULL, NULL),
		('innovation_and_improvement', NULL, NULL, 'innovation_and_improvement 5.1')$$,
	'an unscored check point leaves the level open');
UPDATE rv.maturity_check SET score = 0.85 WHERE score IS NULL;
SELECT results_eq($$SELECT DISTINCT overall_level, mean_level FROM rv.maturity$$, $$VALUES (2, 4.4::float8)$$,
	'the weakest dimension is the level, not the mean');

-- Forecast: zero volume is data, MASE against last week.
INSERT INTO rv.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT 'f' || d || '-' || i, 1, 'voice', 'fc', '2024-07-01 10:00+02'::timestamptz + d * interval '7 days',
	'2024-07-01 10:00:01+02'::timestamptz + d * interval '7 days', 'abandoned'
FROM (VALUES (0, 10), (1, 14)) AS w (d, n), generate_series(1, n) i;
INSERT INTO rv.forecast (queue_id, interval_start, interval_len, made_at, volume) VALUES
	('fc', '2024-07-08 10:00+02', '30 min', '2024-07-07 10:00+02', 12),
	('fc', '2024-07-08 10:30+02', '30 min', '2024-07-07 10:00+02', 3);
CALL refresh_queue_summary('rv');
SELECT results_eq($$
	SELECT lead_days, n, n_skipped, sum_actual, wape, bias, round(mape::numeric, 9), mase
	FROM rv.forecast_accuracy WHERE queue_id = 'fc'$$,
	$$VALUES (1, 2::bigint, 1::bigint, 14::float8, 5 / 14::float8, 1 / 14::float8, round(2 / 14.0, 9), 1.25::float8)$$,
	'forecast accuracy');
INSERT INTO rv.forecast (queue_id, interval_start, interval_len, made_at, volume, aht_s) VALUES
	('q0', '2024-07-09 10:00+02', '30 min', '2024-07-07', 0, 100);
SELECT results_eq($$
	SELECT required_erlang_c, required_erlang_a, predicted_service_level FROM rv.staffing_gap WHERE queue_id = 'q0'$$,
	$$VALUES (0, 0, NULL::float8)$$, 'no calls need nobody');

-- The grid of open intervals: zeros when open, nothing when closed.
INSERT INTO rv.business_hours (calendar_id, tz, weekday, open, close)
SELECT 'week', 'Europe/Amsterdam', d, '09:30', '11:30' FROM generate_series(1, 5) d;
INSERT INTO rv.calendar_exception (calendar_id, day) VALUES ('week', '2024-07-05');
INSERT INTO rv.queue (queue_id, name, calendar_id) VALUES ('fc', 'forecast', 'week');
SELECT results_eq($$
	SELECT local_start, offered, service_level FROM rv.queue_interval_open
	WHERE queue_id = 'fc' AND local_start::date IN ('2024-07-01', '2024-07-05', '2024-07-07', '2024-07-08')
	ORDER BY 1$$,
	$$VALUES
		('2024-07-01 09:30'::timestamp, 0::bigint, NULL::float8),
		('2024-07-01 10:00', 10, 0),
		('2024-07-01 10:30', 0, NULL),
		('2024-07-01 11:00', 0, NULL),
		('2024-07-08 09:30', 0, NULL),
		('2024-07-08 10:00', 14, 0),
		('2024-07-08 10:30', 0, NULL),
		('2024-07-08 11:00', 0, NULL)$$,
	'open and empty is zero, closed is absent');

-- Blocking: what the trunks saw, if they saw anything.
SELECT results_eq($$SELECT numerator FROM rv.kpi_month WHERE kpi = 'blocked' AND month = '2024-10-01'$$,
	$$SELECT count(*)::float8 FROM rv.queue_visit WHERE outcome = 'blocked'$$, 'blocked calls as the queues know them');
INSERT INTO rv.trunk_event (attempt_id, at, result)
SELECT i, '2024-10-10', CASE WHEN i = 1 THEN 'blocked' ELSE 'connected' END FROM generate_series(1, 50) i;
SELECT results_eq($$SELECT month, value FROM rv.kpi_month WHERE kpi = 'blocked' AND value IS NOT NULL$$,
	$$VALUES ('2024-10-01'::date, 0.02::float8)$$, 'and as the trunks do');

-- What depends on the zone follows it.
CALL create_reporting_views('rv', zone => 'America/New_York', interval_width => '15 min', discard => true);
SELECT results_eq($$
	SELECT obj_description('rv.queue_visit_queued_at_day'::regclass, 'pg_class') COLLATE "C",
		string_agg(obj_description(oid, 'pg_statistic_ext'), '; ' ORDER BY stxname) COLLATE "C"
	FROM pg_statistic_ext WHERE stxnamespace = 'rv'::regnamespace$$,
	$$VALUES ('by local day in America/New_York from 00:00:00'::text COLLATE "C",
		'local days in America/New_York from 00:00:00; '
			'by the 00:15:00 in America/New_York from 00:00:00'::text COLLATE "C")$$,
	'index and statistics are made for the new zone');

SELECT * FROM finish();
ROLLBACK;
