-- From experience to money: views by hand, on small data whose answers are known; a schema with a space.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(60);
CALL create_reporting_model('lo yal');
CALL create_reporting_views('lo yal', zone => 'Europe/Amsterdam', cost_per_minute => 0.5, min_answers => 5);
SET LOCAL search_path = "lo yal", public;
CREATE TEMP TABLE loyalty_view AS
SELECT unnest('{contact_experience,experience_curve,experience_response,experience_driver,loyalty_driver,
	segment_service,value_of_service}'::text[]) AS name;
CREATE FUNCTION pg_temp.figures() RETURNS TABLE (name text, n bigint, figures text) LANGUAGE plpgsql AS $$
BEGIN
	FOR name IN SELECT v.name FROM loyalty_view AS v ORDER BY 1 LOOP
		EXECUTE format('SELECT count(v::text), md5(string_agg(v::text, E''\n'' ORDER BY v::text)) FROM %I AS v', name)
			INTO n, figures;
		RETURN NEXT;
	END LOOP;
END $$;

-- Nothing, and one contact.
SELECT is(sum(n), 0::numeric, 'no rows of nothing') FROM pg_temp.figures();
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
VALUES ('c0', 1, 'voice', 'a', '2026-03-02 09:00+01', '2026-03-02 09:00:30+01', 'abandoned');
SELECT results_eq('SELECT name, n FROM pg_temp.figures()', $$VALUES ('contact_experience'::text, 1::bigint),
	('experience_curve', 0), ('experience_driver', 0), ('experience_response', 4), ('loyalty_driver', 0),
	('segment_service', 1), ('value_of_service', 0)$$, 'one contact');
SELECT is(mean_wait, 30::float8, 'of nobody known') FROM segment_service WHERE segment IS NULL;
DELETE FROM queue_visit;

-- What a contact was: two queues and a transfer; one given up after 90 s; a callback asked for and had.
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, agent_id, reason, queued_at, answered_at, left_at,
	ended_at,
	outcome, talk_s, hold_s, acw_s, transfer_out, origin_contact_id) VALUES
	('c1', 1, 'voice', 'a', 'ann', NULL, '2026-03-02 09:00+01', '2026-03-02 09:00:30+01', '2026-03-02 09:00:30+01',
		'2026-03-02 09:03+01', 'answered', 110, 10, 0, 'blind', NULL),
	('c1', 2, 'voice', 'b', 'bob', 'bill', '2026-03-02 09:03+01', '2026-03-02 09:04+01', '2026-03-02 09:04+01',
		'2026-03-02 09:08+01', 'answered', 200, NULL, 40, 'none', NULL),
	('c2', 1, 'voice', 'a', NULL, NULL, '2026-03-02 23:40+01', NULL, '2026-03-02 23:41:30+01', NULL, 'abandoned',
		NULL, NULL, NULL, NULL, NULL),
	('c3', 1, 'voice', 'a', NULL, NULL, '2026-03-04 09:00+01', NULL, '2026-03-04 09:00:15+01', NULL,
		'callback_requested', NULL, NULL, NULL, NULL, NULL),
	('back', 1, 'callback', 'a', 'ann', NULL, '2026-03-04 10:00+01', '2026-03-04 10:01+01', '2026-03-04 10:01+01',
		'2026-03-04 10:02+01', 'answered', 60, 0, 0, 'none', 'c3'),
	('c4', 1, 'voice', 'a', NULL, NULL, '2026-03-04 09:00+01', NULL, NULL, NULL, 'open', NULL, NULL, NULL, NULL, NULL);
INSERT INTO contact (contact_id, customer_key, started_at, ended_at, reason, resolved) VALUES
	('c1', 'k1', '2026-03-02 09:00+01', '2026-03-02 09:08+01', NULL, true),
	('c3', 'k1', '2026-03-04 09:00+01', '2026-03-04 09:00:15+01', 'fault', NULL),
	('c2', NULL, '2026-03-02 23:40+01', '2026-03-02 23:41:30+01', NULL, false);
INSERT INTO customer_segment VALUES ('k1', 'gold');
INSERT INTO survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value) VALUES
	('r1', 'c1', '2026-03-02 09:00+01', 'csat', 1, 5, 4), ('r1', 'c1', '2026-03-02 09:00+01', 'nps', 0, 10, 5),
	('r1', 'c1', '2026-03-02 09:00+01', 'tone', 1, 4, 4), ('r1', 'c1', '2026-03-02 09:00+01', 'odd', '-Infinity',
		'Infinity', 5),
	('r2', 'c3', '2026-03-04 09:00+01', 'csat', 1, 5, NULL);
INSERT INTO quality_evaluation (contact_id, agent_id, evaluator, evaluated_at, item, weight, max_points, points) VALUES
	('c1', 'bob', 'e', '2026-03-05', 'x', 3, 10, 8), ('c1', 'bob', 'e', '2026-03-05', 'y', 1, 10, 4);
INSERT INTO headcount_event (agent_id, date, kind) VALUES
	('bob', '2025-01-01', 'hire'), ('bob', '2026-02-20', 'hire'), ('bob', '2026-03-09', 'hire');
INSERT INTO agent_state (agent_id, during, state, state_class) VALUES
	('ann', '[2026-03-02 08:50+01,2026-03-02 09:10+01)', 'talk', 'handling'),
	('ann', '[2026-03-02 09:10+01,2026-03-02 09:15+01)', 'wrap', 'acw'),
	('ann', '[2026-03-02 09:15+01,)', 'ready', 'available'), ('bob', '[2026-03-02 09:00+01,2026-03-02 10:00+01)', 'x',
		'offline');
SELECT results_eq($$
	SELECT contact_id, day, hour, queue_id, reason, segment, agent_id, visits, wait_s, longest_wait_s, waits_over,
		hold_s,
		handle_s, transfers, agents, answered, abandoned, callback_requested, callback_reached
	FROM contact_experience ORDER BY 1$$, $$VALUES
	('c1'::text, '2026-03-02'::date, 9, 'a'::text, 'bill'::text, 'gold'::text, 'bob'::text, 2, 90::float8, 60::float8,
		2,
		10::float8, 360::float8, 1, 2, true, false, false, NULL::boolean),
	('c2', '2026-03-02', 23, 'a', NULL, NULL, NULL, 1, 90, 90, 1, NULL, NULL, 0, 0, false, true, false, NULL),
	('c3', '2026-03-04', 9, 'a', 'fault', 'gold', NULL, 1, 15, 15, 0, NULL, NULL, 0, 0, false, false, true, true)$$,
	'what happened');
SELECT results_eq($$
	SELECT contact_id, repeat, repeated, resolved, invited, responded, csat, nps, ces, answers, quality_score,
		tenure_days,
		occupancy
	FROM contact_experience ORDER BY 1$$, $$VALUES
	('c1'::text, false, true, true, true, true, 75::float8, 50::float8, NULL::float8,
		'{"nps": 50, "csat": 75, "tone": 100}'::text, 0.7::float8, 10, 0.5::float8),
	('c2', NULL, NULL, false, false, false, NULL, NULL, NULL, NULL, NULL, NULL, 0),
	('c3', true, CASE WHEN now() < '2026-03-11 09:00:15+01' THEN NULL ELSE false END, NULL, true, false, NULL, NULL,
		NULL,
		NULL, NULL, NULL, 0)$$, 'repeats, answers, who served');
SELECT results_eq($$SELECT segment, queue_id, month, offered, answered, abandoned, service_met, service_judged
	FROM segment_service ORDER BY 1, 2$$, $$VALUES
	('gold'::text, 'a'::text, '2026-03-01'::date, 2::bigint, 1::bigint, 0::bigint, 0::bigint, 1::bigint),
	('gold', 'b', '2026-03-01', 1, 1, 0, 0, 1), (NULL, 'a', '2026-03-01', 2, 0, 1, 0, 2)$$, 'service by segment');
SELECT is_empty($$SELECT * FROM information_schema.columns
	WHERE table_schema = 'lo yal' AND table_name IN (SELECT name FROM loyalty_view)
		AND column_name ~ 'customer_key|^customer$'$$, 'no key of a customer in a view');
DELETE FROM queue_visit;
DELETE FROM contact;
DELETE FROM customer_segment;
DELETE FROM survey_response;
DELETE FROM quality_evaluation;
DELETE FROM agent_state;

-- Satisfaction is 60 (queue a) or 90 (b), less 4 a minute, less 8 for a transfer; b has the longer waits, so that all
-- in all who waits is the happier.  Every third did not answer.
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, agent_id, reason, queued_at, answered_at, left_at,
	ended_at,
	outcome, talk_s, transfer_out)
SELECT i, 1, 'voice', q, 'ann', 'bill', t, t + w, t + w, t + w + interval '100 s', 'answered', 100,
	CASE WHEN i % 7 < 2 THEN 'blind' ELSE 'none' END
FROM generate_series(1, 120) AS i,
	LATERAL (SELECT CASE WHEN i % 2 = 0 THEN 'a' ELSE 'b' END AS q,
		'2026-03-02 10:00+01'::timestamptz + i * interval '5 s' AS t,
		(CASE WHEN i % 2 = 0 THEN 0 ELSE 5 END + i % 5) * interval '1 min' AS w) AS x;
INSERT INTO survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value)
SELECT 'r' || contact_id, contact_id, queued_at, 'csat', 0, 100, CASE WHEN contact_id::int % 3 > 0 THEN
	CASE queue_id WHEN 'a' THEN 60 ELSE 90 END - 4 * extract(epoch FROM answered_at - queued_at) / 60
		- CASE transfer_out WHEN 'blind' THEN 8 ELSE 0 END END
FROM queue_visit;
SELECT results_eq($$SELECT weighting, driver, answers, round(points_per_unit::numeric, 9), round(lower::numeric, 6),
		round(upper::numeric, 6), segment
	FROM experience_driver ORDER BY 1, 2$$, $$VALUES
	('inverse response'::text, 'transfers'::text, 80::bigint, -8.000000000, -8.000000, -8.000000, NULL::text),
	('inverse response', 'wait_min', 80, -4.000000000, -4.000000, -4.000000, NULL),
	('none', 'transfers', 80, -8.000000000, -8.000000, -8.000000, NULL),
	('none', 'wait_min', 80, -4.000000000, -4.000000, -4.000000, NULL)$$, 'the queue is taken out');
SELECT ok(abs(sum(share) - 1) < 1e-12 AND abs(sum(importance) - 1) < 1e-9, 'all is explained') FROM experience_driver
WHERE weighting = 'none';
SELECT ok(corr(csat, wait_s) > 0, 'which it has to be') FROM contact_experience;
SELECT results_eq($$SELECT position, band, answers, mean FROM experience_curve
	WHERE dimension = 'wait' AND outcome = 'csat' AND queue_id = 'a' ORDER BY 1$$, $$
	SELECT CASE m WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 ELSE 3 END,
		CASE m WHEN 0 THEN 'to 20 s' WHEN 1 THEN 'to 1 min'
			WHEN 2 THEN 'to 2 min' ELSE 'to 5 min' END, count(*),
				avg(60 - 4 * m - CASE WHEN i % 7 < 2 THEN 8 ELSE 0 END)::float8
	FROM generate_series(2, 120, 2) AS i, LATERAL (SELECT i % 5 AS m) AS m WHERE i % 3 > 0 GROUP BY 1, 2 ORDER BY 1$$,
	'the curve');
SELECT results_eq($$SELECT lower, upper FROM experience_curve
	WHERE dimension = 'repeat' OR dimension = 'handle time' AND queue_id IS NULL$$,
	$$SELECT (e).lower, (e).upper FROM (SELECT ces_estimate(csat ORDER BY csat) AS e FROM contact_experience) AS e$$,
	'with its interval; nothing of repeats where no customer is known');
SELECT results_eq($$SELECT band, invited, responses, response_rate FROM experience_response
	WHERE dimension = 'transfers' AND queue_id IS NULL ORDER BY position$$, $$
	SELECT CASE WHEN i % 7 < 2 THEN 'one' ELSE 'none' END, count(*), count(*) FILTER (WHERE i % 3 > 0),
		count(*) FILTER (WHERE i % 3 > 0)::float8 / count(*)
	FROM generate_series(1, 120) AS i GROUP BY 1 ORDER BY 1$$, 'who answers');
SELECT ok(count(*) > 0 AND bool_and((answers < 5) = (mean IS NULL)) AND bool_and((mean IS NULL) = (upper IS NULL)),
	'few answers')
FROM (SELECT * FROM experience_curve WHERE answers < 20) AS c;
SELECT results_eq($$SELECT * FROM experience_curve_between('-infinity', 'infinity') ORDER BY 1, 2, 3, 4, 6$$,
	$$SELECT queue_id, segment, dimension, position, band, outcome, answers, mean, lower, upper FROM experience_curve
	ORDER BY 1, 2, 3, 4, 6$$, 'of all time it is the view');
SELECT is(sum(answers), 8::numeric, 'of a minute it has the contacts that began in it')
FROM experience_curve_between('2026-03-02 10:01+01', '2026-03-02 10:02+01')
WHERE dimension = 'wait' AND queue_id IS NULL;
SELECT set_eq($$SELECT * FROM experience_driver_between('-infinity', 'infinity')$$, 'TABLE experience_driver',
	'so what moves it');
SELECT ok(max(answers) BETWEEN 1 AND 40, 'and fewer answers of fewer contacts')
FROM experience_driver_between('2026-03-02 10:05+01', 'infinity');
-- Rows of visits that are read for a minute of 120 contacts, by the plan.
CREATE FUNCTION pg_temp.visits_read(query text) RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE
	plan jsonb;
BEGIN
	EXECUTE 'EXPLAIN (ANALYZE, TIMING off, FORMAT json) ' || query INTO plan;
	RETURN (SELECT sum((n ->> 'Actual Rows')::numeric * (n ->> 'Actual Loops')::numeric
			+ coalesce((n ->> 'Rows Removed by Filter')::numeric, 0))
		FROM jsonb_path_query(plan, 'strict $.** ? (@."Relation Name" == "queue_visit")') AS n);
END $$;
SET LOCAL enable_seqscan = off;
SELECT ok(pg_temp.visits_read('TABLE contact_experience') >= 240, 'all are read for all');
SELECT ok(pg_temp.visits_read(q) BETWEEN 12 AND 60, 'for a minute those of the minute: ' || left(q, 40))
FROM unnest(ARRAY[
	$$SELECT * FROM contact_experience WHERE queued_at >= '2026-03-02 10:01+01' AND queued_at < '2026-03-02 10:02+01'$$,
	$$SELECT * FROM experience_curve_between('2026-03-02 10:01+01', '2026-03-02 10:02+01')$$,
	$$SELECT * FROM experience_driver_between('2026-03-02 10:01+01', '2026-03-02 10:02+01')$$]) AS q;
RESET enable_seqscan;
DELETE FROM survey_response WHERE contact_id::int > 7;
SELECT ok(bool_and(mean IS NULL) AND count(*) > 0, 'are not shown') FROM experience_curve WHERE queue_id IS NOT NULL;
SELECT is_empty('TABLE experience_driver', 'and make no model');

-- Satisfaction answered by those alone for whom waiting is nothing: half the contacts do not wait and answer, of those
-- who wait a fifth does.  The weights bring back the waiters, one of five of whom stands for five.
DELETE FROM survey_response;
INSERT INTO survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value)
SELECT 'r' || contact_id, contact_id, queued_at, 'csat', 0, 100, CASE WHEN queue_id = 'a' AND w % 5 < 2
	OR contact_id::int % 10 IN (0, 9) THEN 80 - w * w / 2.0 END
FROM queue_visit, LATERAL (SELECT (extract(epoch FROM answered_at - queued_at) / 60)::int AS w) AS w;
CREATE TEMP TABLE weighted AS
SELECT weighting, points_per_unit FROM experience_driver WHERE driver = 'wait_min';
SELECT is(count(DISTINCT points_per_unit), 2::bigint, 'weights weigh') FROM weighted;

-- A fourfold table: of 20 who gave up a contact 5 stayed, of 20 others 15.  The odds ratio is 1 : 9, its variance
-- (clusters of one) 2 (1 / 5 + 1 / 15) 40 / 39.
DELETE FROM survey_response;
DELETE FROM queue_visit;
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at,
	outcome, talk_s)
SELECT 'c' || i, 1, 'voice', 'a', CASE WHEN i > 20 THEN 'ann' END, t, CASE WHEN i > 20 THEN t + interval '1 min' END,
	t + interval '1 min', CASE WHEN i > 20 THEN t + interval '5 min' END,
		CASE WHEN i > 20 THEN 'answered' ELSE 'abandoned' END,
	CASE WHEN i > 20 THEN 240 END
FROM generate_series(1, 40) AS i, LATERAL (SELECT '2026-03-02 10:00+01'::timestamptz + i * interval '2 min' AS t) AS t;
INSERT INTO contact (contact_id, customer_key, started_at, ended_at)
SELECT contact_id, 'k' || substr(contact_id, 2), queued_at, coalesce(ended_at, left_at) FROM queue_visit;
INSERT INTO customer_outcome (customer_key, at, kind, value, currency)
SELECT 'k' || i, '2026-04-01', CASE WHEN i <= 5 OR i > 35 THEN 'renewed' WHEN i <= 12 OR i > 25 AND i <= 35 THEN
	CASE WHEN i <= 12 THEN 'downgraded' ELSE 'repurchased' END ELSE 'churned' END, 200, 'EUR'
FROM generate_series(1, 40) AS i;
SELECT results_eq($$
	SELECT model, term, outcomes, stayed, round(odds_ratio::numeric, 9), round(std_error::numeric, 9),
		round(share_per_unit::numeric, 9), reason
	FROM loyalty_driver WHERE term <> '(intercept)'$$, $$VALUES ('experience'::text, 'abandoned'::text, 40::bigint,
		20::bigint,
	round(1 / 9.0, 9), round(sqrt(2 * (1 / 5.0 + 1 / 15.0) * 40 / 39), 9), -0.5::numeric, NULL::text)$$,
		'a fourfold table');
SELECT ok(abs(odds_upper - exp(estimate + 1.959963984540054 * std_error)) < 1e-12
	AND abs(odds_lower - exp(estimate - 1.959963984540054 * std_error)) < 1e-12, 'limits') FROM loyalty_driver
WHERE term = 'abandoned';

-- What came after, or long before, is no experience of the outcome; a complaint is no end.
CREATE TEMP TABLE before AS SELECT * FROM loyalty_driver;
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT 'd' || i, 1, 'voice', 'z', t, t + interval '7 min', 'abandoned'
FROM generate_series(1, 40) AS i,
	LATERAL (SELECT CASE WHEN i % 2 = 0 THEN '2026-04-02' ELSE '2025-12-30' END::timestamptz AS t) AS t;
INSERT INTO contact (contact_id, customer_key, started_at, ended_at)
SELECT contact_id, 'k' || substr(contact_id, 2), queued_at, left_at FROM queue_visit WHERE queue_id = 'z';
INSERT INTO customer_outcome (customer_key, at, kind) SELECT 'k' || i, '2026-03-20',
	'complained' FROM generate_series(1, 40) AS i;
SELECT set_eq('TABLE before', 'TABLE loyalty_driver', 'experience comes before the outcome, in the window');
CALL create_reporting_views('lo yal', loyalty_days => 100);
SELECT ok((SELECT count(*) FROM loyalty_driver) > (SELECT count(*) FROM before), 'which is a parameter');
SELECT is(loyalty_days, 100::float8, 'that is kept') FROM reporting_settings;
CALL create_reporting_views('lo yal', loyalty_days => 90);
SELECT throws_ok($$CALL create_reporting_views('lo yal', loyalty_days => 0)$$, '22023',
	'invalid value for argument "loyalty_days": 0', 'and checked');
DELETE FROM queue_visit WHERE queue_id = 'z';

-- The same customers with a second outcome: twice the rows, but no more customers.  By hand: the scores of a cluster
-- double, and so do information and estimate's rows, which leaves the error as it was.
INSERT INTO customer_outcome (customer_key, at, kind, value, currency)
SELECT customer_key, at + interval '1 day', kind, value, currency FROM customer_outcome WHERE kind <> 'complained';
SELECT results_eq($$SELECT outcomes, round(std_error::numeric, 9) FROM loyalty_driver WHERE term = 'abandoned'$$,
	$$VALUES (80::bigint, round(sqrt(2 * (1 / 5.0 + 1 / 15.0) * 40 / 39), 9))$$, 'customers are clusters');
SELECT set_eq($$SELECT * FROM loyalty_driver_between('-infinity', 'infinity')$$, 'TABLE loyalty_driver',
	'of all outcomes it is the view');
SELECT set_eq($$SELECT * FROM loyalty_driver_between('-infinity', '2026-04-01 12:00')$$, 'TABLE before',
	'of some it has these');
SELECT ok(count(*) = 7 AND count(customers_kept) = 0, 'without outcomes there is no model of who stays')
FROM value_of_service_if(outcomes_to => '2026-01-01');
DELETE FROM customer_outcome WHERE at > '2026-04-01 12:00';

-- Segments: of gold only the answered stay, of the others only some; each has its own model or none.
INSERT INTO customer_segment SELECT 'k' || i, CASE WHEN i % 4 = 0 THEN 'gold' ELSE 'blue' END FROM generate_series(1,
	40) AS i;
SELECT results_eq($$SELECT segment, outcomes FROM loyalty_driver WHERE term = 'abandoned' ORDER BY 1$$,
	$$VALUES ('blue'::text, 30::bigint), ('gold', 10), (NULL, 40)$$, 'segments by table');
DELETE FROM customer_outcome WHERE customer_key IN ('k4', 'k40', 'k8');
SELECT results_eq($$SELECT segment, outcomes FROM loyalty_driver WHERE term = 'abandoned' ORDER BY 1$$,
	$$VALUES ('blue'::text, 30::bigint), (NULL, 37)$$, 'too few leave no model');
INSERT INTO customer_outcome (customer_key, at, kind, value, currency) VALUES ('k4', '2026-04-01', 'renewed', 200,
	'EUR'),
	('k8', '2026-04-01', 'downgraded', 200, 'EUR'), ('k40', '2026-04-01', 'renewed', 200, 'EUR');
DELETE FROM customer_segment;

-- Money: what Erlang A makes of the change, scaled to what was measured, and half a customer for each contact that is
-- no longer given up.
CREATE TEMP TABLE money AS SELECT * FROM value_of_service WHERE segment IS NULL;
SELECT results_eq('SELECT is_today, count(*) FROM money GROUP BY 1 ORDER BY 1',
	'VALUES (false, 6::bigint), (true, 1)', 'today and six levels');
SELECT results_eq($$SELECT level, threshold_s, mean_wait, abandonment_rate, customers_kept, kept_lower, kept_upper,
	gain, cost,
	net, customer_value, contacts FROM money WHERE is_today$$, $$VALUES (0.01::float8, 20::float8, 60::float8,
		0.5::float8,
	0::float8, 0::float8, 0::float8, 0::float8, 0::float8, 0::float8, 200::float8, 40::float8)$$,
		'today is as measured');
SELECT ok(bool_and(abs(m.customers_kept - 40 * 0.5 * (0.5 - m.abandonment_rate)) < 1e-9)
	AND bool_and(abs(m.gain - 200 * m.customers_kept) < 1e-9)
	AND bool_and(abs(m.cost - 30 * (m.agent_hours - t.agent_hours)) < 1e-9)
	AND bool_and(abs(m.net - (m.gain - m.cost)) < 1e-9) AND bool_and(m.net_lower < m.net AND m.net < m.net_upper),
	'kept, gain, cost and net') FROM money AS m, (SELECT * FROM money WHERE is_today) AS t WHERE NOT m.is_today;
-- 15, 15 and 10 calls in three half hours, 240 s each, patience 40 * 60 s / 20
CREATE TEMP TABLE erlang AS
SELECT level, sum(calls * p.abandonment) AS abandoned, sum(n) / 2 AS hours
FROM (VALUES (14), (15), (11)) AS v (calls), (VALUES (0.8::float8), (0.01)) AS l (level),
	LATERAL required_agents(calls, 1800, 240, 20, level, patience => 120, whole => false) AS n,
	LATERAL queue_performance(calls, 1800, 240, n, 20, 120) AS p
GROUP BY level;
SELECT ok(abs(m.agent_hours - e.hours) < 1e-9 AND abs(m.abandonment_rate - 0.5 * e.abandoned / t.abandoned) < 1e-9,
	'by Erlang A') FROM money AS m, erlang AS e, erlang AS t WHERE m.level = 0.8 AND e.level = 0.8 AND t.level = 0.01;
-- The effect has the standard error that its limits show; the draws have it too.
SELECT ok(abs((m.kept_upper - m.kept_lower) / (40 * (0.5 - m.abandonment_rate)) / (d.share_upper - d.share_lower) - 1) <
	0.1,
	'the interval of the draws is that of the estimate') FROM money AS m, loyalty_driver AS d
WHERE m.level = 0.8 AND d.term = 'abandoned';
SELECT results_eq('SELECT net_lower FROM value_of_service_if(agent_hour_cost => 30) WHERE segment IS NULL ORDER BY 1',
	'SELECT net_lower FROM money ORDER BY 1', 'a seed draws the same');
SELECT ok(a.net_lower <> b.net_lower AND a.net = b.net, 'another does not')
FROM value_of_service_if(agent_hour_cost => 30, levels => '{0.8}', thresholds => '{20}') AS a,
	value_of_service_if(agent_hour_cost => 30, levels => '{0.8}', thresholds => '{20}', seed => 2) AS b
WHERE NOT a.is_today AND NOT b.is_today;
SELECT results_eq($$SELECT customer_value, gain IS NULL, net IS NULL,
	cost FROM value_of_service_if(value_per_customer => 50)
	WHERE is_today$$, 'VALUES (50::float8, false, true, NULL::float8)', 'no cost, no net');
SELECT ok(abs(2 * a.customers_kept - b.customers_kept) < 1e-9, 'half the contacts bear on an outcome')
FROM value_of_service_if(decisions => 0.5) AS a, value_of_service_if() AS b
WHERE a.level = 0.8 AND b.level = 0.8;
SELECT results_eq($$SELECT v.* FROM loyalty_model_between('-infinity', 'infinity') AS m,
		value_of_service_if(agent_hour_cost => 30, staying => m.m, items => m.drivers) AS v
	WHERE m.segment IS NULL AND m.model = 'experience' ORDER BY level, threshold_s$$,
	$$SELECT * FROM value_of_service_if(agent_hour_cost => 30) WHERE segment IS NULL ORDER BY level, threshold_s$$,
	'who stays may be gathered before');
SELECT results_eq($$SELECT outcomes FROM loyalty_model_between('-infinity', 'infinity', 3) WHERE model = 'experience'$$,
	$$SELECT count(*)::float8 FROM customer_outcome
	WHERE kind <> 'complained' AND hashtextextended(customer_key, 0) % 3 = 0$$, 'of one customer in three');
SELECT results_eq($$SELECT DISTINCT customer_value FROM value_of_service_if(outcomes_one_in => 4)$$,
	$$SELECT avg(value)::float8 FROM customer_outcome
	WHERE kind <> 'complained' AND hashtextextended(customer_key, 0) % 4 = 0$$, 'and their value');
SELECT ok(a.agent_hours < b.agent_hours, 'shorter contacts cost fewer agents')
FROM value_of_service_if(aht_factor => 0.9) AS a, value_of_service_if() AS b
WHERE NOT a.is_today AND NOT b.is_today AND a.level = 0.8 AND b.level = 0.8;
SELECT results_eq($$SELECT rule, value FROM loyalty_rules()$$, $$VALUES ('leave_after_one_bad_experience'::text,
	0.57::float8),
	('winning_over_keeping', 7), ('dissatisfaction_by_wrong_information', 0.5)$$, 'rules of thumb');
UPDATE customer_outcome SET currency = 'USD' WHERE customer_key = 'k7';
SELECT is(max(customer_value), NULL, 'two currencies make no value') FROM value_of_service;
UPDATE customer_outcome SET currency = 'EUR' WHERE customer_key = 'k7';

-- The same rows in another order, by another plan: the same to the bit.
INSERT INTO survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value)
SELECT 'r' || contact_id, contact_id, queued_at, item, 0, 7, 1 + substr(contact_id, 2)::int * k % 61 / 11.0
FROM queue_visit, (VALUES ('csat', 7), ('nps', 13)) AS i (item, k);
UPDATE queue_visit SET hold_s = substr(contact_id, 2)::int * 17 % 41 / 3.0,
	acw_s = substr(contact_id, 2)::int * 19 % 43 / 7.0,
	queued_at = queued_at - substr(contact_id, 2)::int * 7 % 13 * interval '11.1 s' WHERE outcome = 'answered';
SET LOCAL extra_float_digits = 3;
CREATE TEMP TABLE figures AS SELECT * FROM pg_temp.figures();
SELECT ok(bool_and(n > 0), 'every view has rows') FROM figures;
DO $$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY '{queue_visit,contact,survey_response,customer_outcome}'::text[] LOOP
		EXECUTE format('CREATE TEMP TABLE shuffled AS SELECT * FROM %1$I ORDER BY md5(%1$I::text); DELETE FROM %1$I;
			INSERT INTO %1$I SELECT * FROM shuffled; DROP TABLE shuffled; ANALYZE %1$I', t);
	END LOOP;
END $$;
SET LOCAL enable_hashagg = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_indexscan = off;
SELECT set_eq('SELECT * FROM pg_temp.figures()', 'TABLE figures', 'in another order, by another plan');
RESET enable_hashagg;
RESET enable_hashjoin;
RESET enable_indexscan;

-- Segments by a rule of one's own.
DROP TABLE customer_segment CASCADE;
CALL create_reporting_views('lo yal');
SELECT ok(bool_and(n > 0), 'no table of them is needed') FROM pg_temp.figures();
CREATE VIEW customer_segment AS
SELECT customer_key, CASE WHEN ntile(2) OVER (ORDER BY length(customer_key), customer_key) = 1
	THEN 'first' ELSE 'last' END AS segment
FROM (SELECT DISTINCT customer_key FROM customer_outcome) AS o;
CALL create_reporting_views('lo yal');
SELECT set_eq('SELECT DISTINCT segment FROM experience_response', $$VALUES (NULL), ('first'), ('last')$$,
	'segments by rule');

-- Who may not.
CREATE ROLE loyalty_reader;
GRANT USAGE ON SCHEMA "lo yal" TO loyalty_reader;
SET LOCAL ROLE loyalty_reader;
SELECT throws_ok('TABLE loyalty_driver', '42501', NULL, 'a role without privileges');
RESET ROLE;
GRANT SELECT ON experience_curve TO loyalty_reader;
SET LOCAL ROLE loyalty_reader;
SELECT throws_ok('TABLE experience_curve', '42501', NULL, 'or with one on a view alone');
RESET ROLE;
CALL create_reporting_views('lo yal', security_invoker => false);
SET LOCAL ROLE loyalty_reader;
SELECT lives_ok('TABLE experience_curve', 'unless the owner lets it');
SELECT throws_ok('TABLE contact_experience', '42501', NULL, 'which shows no single answer');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
