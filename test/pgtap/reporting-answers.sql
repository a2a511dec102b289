-- views over surveys, callbacks, agents' contacts and legs, and the charts,
-- what is rejected, transfers, opening hours, people and maturity, against plain SQL
-- or by hand, at their edges.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(23);

CALL create_reporting_model('an');
CALL create_reporting_views('an', zone => 'Europe/Amsterdam');

-- Surveys: around the end of a local month; asked and not, answered and not; five
-- answers are enough, four are not; what staff answers is no voice of the customer.
INSERT INTO an.survey_response (response_id, agent_id, queue_id, contact_at, item, scale_min, scale_max, value, invited)
SELECT r, CASE WHEN r <= 4 THEN 'four' WHEN r <= 9 THEN 'five' WHEN r % 7 > 0 THEN 'a' || r % 3 END,
	CASE WHEN r % 5 > 0 THEN 'q' || r % 2 END, '2024-10-31 22:30+00'::timestamptz + r * interval '1 min',
	item, low, high, CASE WHEN r <= 9 OR (r + length(item)) % 3 > 0 THEN low + r * 7919 % (high - low + 1) END,
	r <= 9 OR r % 4 > 0
FROM generate_series(1, 120) AS r,
	(VALUES
		('csat', 1, 5),
		('nps', 0, 10),
		('ces', 1, 7),
		('courtesy', 1, 10),
		('employee_satisfaction', 1, 5)) AS i (item, low, high);
INSERT INTO an.survey_response (response_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT 'of five ' || r, CASE WHEN r <= 5 THEN 'five' ELSE 'four' END, '2024-10-05'::timestamptz, 'csat', 1, 5, 4
FROM generate_series(1, 9) AS r
UNION ALL SELECT 'staff', 'five', '2024-10-05', 'employee_satisfaction', 1, 5, 4;
CREATE TEMP VIEW answer AS
SELECT *, CASE WHEN contact_at < '2024-10-31 23:00+00' THEN '2024-10-01'::date ELSE '2024-11-01' END AS month
FROM an.survey_response;
SELECT set_eq($$
	SELECT item, queue_id, month, invited, answers, suppressed, mean, round(mean_100::numeric, 9) AS mean_100, top_box
	FROM an.survey_item$$, $$
	SELECT item, queue_id, month, sum((invited OR value IS NOT NULL)::int)::bigint AS invited, count(value) AS answers,
		count(value) < 5 AS suppressed, CASE WHEN count(value) >= 5 THEN avg(value) END AS mean,
		CASE WHEN count(value) >= 5
			THEN round(avg((value - scale_min) * 100 / (scale_max - scale_min))::numeric, 9) END AS mean_100,
		CASE WHEN count(value) >= 5
			THEN sum((4 * (value - scale_min) >= 3 * (scale_max - scale_min))::int)::bigint END AS top_box
	FROM answer GROUP BY item, queue_id, month$$,
	'questions by queue and local month');
CREATE FUNCTION pg_temp.voice(key text) RETURNS text LANGUAGE sql AS $$
	SELECT format('SELECT %1$s, month, count(DISTINCT response_id) AS invited,
			count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL) AS responses,
			count(value) FILTER (WHERE item = ''csat'') AS csat_answers,
			count(value) FILTER (WHERE item = ''nps'') AS nps_answers,
			CASE WHEN count(value) FILTER (WHERE item = ''nps'') >= 5
				THEN count(*) FILTER (WHERE item = ''nps'' AND value IN (9, 10)) END AS promoters,
			CASE WHEN count(value) FILTER (WHERE item = ''nps'') >= 5
				THEN count(*) FILTER (WHERE item = ''nps'' AND value < 7) END AS detractors,
			CASE WHEN count(value) FILTER (WHERE item = ''csat'') >= 5
				THEN count(*) FILTER (WHERE item = ''csat'' AND value IN (4, 5)) END AS csat_top,
			CASE WHEN count(value) FILTER (WHERE item = ''ces'') >= 5
				THEN sum(value) FILTER (WHERE item = ''ces'') END AS ces_sum
		FROM answer WHERE item <> ''employee_satisfaction'' GROUP BY 1, 2', key) $$;
SELECT set_eq(format($$
	SELECT %s AS key, month, invited, responses, csat_answers, nps_answers, promoters, detractors, csat_top, ces_sum
	FROM an.%s$$, key, view),
	pg_temp.voice(key || ' AS key'), view || ': the voice of the customer')
FROM (VALUES ('queue_id', 'voc_queue'), ('agent_id', 'voc_agent'), ('0', 'voc_month')) AS v (key, view);

-- Callbacks: the first that was answered; none of before, none of another medium.
INSERT INTO an.queue_visit (contact_id, visit_no, media, queue_id,
	queued_at, answered_at, left_at, outcome, origin_contact_id)
SELECT id, no, media, 'cb', at, CASE WHEN answered THEN at + wait * interval '1 s' END, at + wait * interval '1 s',
	CASE WHEN media = 'voice' AND origin IS NULL THEN 'callback_requested'
		WHEN answered THEN 'answered'
		ELSE 'abandoned' END,
	origin
FROM (VALUES
		('c1', 1, 'voice', 0, 60, false, NULL),
		('c1 tried', 1, 'callback', 10, 20, false, 'c1'),
		('c1 reached', 1, 'callback', 30, 15, true, 'c1'),
		('c1 again', 1, 'callback', 40, 5, true, 'c1'),
		('c2', 1, 'voice', 0, 60, false, NULL),
		('c2 before', 1, 'callback', -10, 5, true, 'c2'),
		('c2 chat', 1, 'chat', 10, 5, true, 'c2'),
		('c3', 2, 'voice', 0, 60, false, NULL),
		('c3', 1, 'callback', -20, 5, true, NULL),
		('c3', 3, 'callback', 20, 30, false, NULL)) AS v (id, no, media, minute, wait, answered, origin),
	LATERAL (SELECT '2024-05-06 12:00+00'::timestamptz + minute * interval '1 min' AS at) AS a;
SELECT results_eq('SELECT requested, attempted, reached, delay_s, callback_wait_s FROM an.callback',
	'VALUES (3::bigint, 2::bigint, 1::bigint, 1755::float8, 15::float8)', 'requests, attempts, and who was reached');

-- Contacts of agents: by the day of the answer, work after the contact included.
INSERT INTO an.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, talk_s, transfer_out) VALUES
	('d1', 1, 'chat', 'd', 'ann', '2024-05-06 21:59+00', '2024-05-06 22:01+00', '2024-05-06 22:01+00',
		'2024-05-06 22:05+00', '2024-05-06 22:06+00', 'answered', NULL, 'none'),
	('d2', 1, 'chat', 'd', 'ann', '2024-05-06 22:02+00', '2024-05-06 22:02+00', '2024-05-06 22:02+00',
		'2024-05-06 22:03+00', '2024-05-06 22:07+00', 'answered', NULL, 'blind');
SELECT results_eq($$
	SELECT day, handled, handle_s, aht, acw_s, transfers, session_s, busy_s
	FROM an.agent_contact_day WHERE agent_id = 'ann'$$,
	$$VALUES ('2024-05-07'::date, 2::bigint, 600::float8, 300::float8, 300::float8, 1::bigint, 600::float8,
		360::float8)$$,
	'the contacts of an agent after midnight');

-- Legs: a ring that ends with the answer is not declined, unless somebody else answers.
INSERT INTO an.segment (contact_id, seg_no, kind, during, agent_id, visit_no) VALUES
	('d1', 1, 'ring', '[2024-05-06 22:00:50+00, 2024-05-06 22:01+00)', 'ann', 1),
	('d1', 2, 'ring', '[2024-05-06 22:00+00, 2024-05-06 22:02+00)', 'bob', 1),
	('d1', 3, 'talk', '[2024-05-06 22:01+00, 2024-05-06 22:04+00)', 'ann', 1),
	('d1', 4, 'hold', '[2024-05-06 22:04+00, 2024-05-06 22:05+00)', 'ann', 1),
	('d1', 5, 'conference', '[2024-05-06 22:02+00, 2024-05-06 22:03+00)', 'bob', 1),
	('d1', 6, 'consult', '[2024-05-06 22:03+00, 2024-05-06 22:03:30+00)', 'bob', 1);
INSERT INTO an.segment (contact_id, seg_no, kind, during, agent_id) VALUES
	('run', 1, 'talk', tstzrange(now() - interval '30 s', NULL), 'cat'),
	('run', 2, 'talk', tstzrange(now() + interval '1 h', now() + interval '2 h'), 'dan');
SELECT results_eq($$
	SELECT agent_id, talk_s, hold_s, consult_s, busy_s, rings, rings_declined, ring_s
	FROM an.agent_segment_day ORDER BY 1$$,
	$$VALUES
		('ann'::text, 180::float8, 60::float8, 0::float8, 240::float8, 1::bigint, 0::bigint, 10::float8),
		('bob', 0, 0, 90, 90, 1, 1, 120),
		('cat', 30, 0, 0, 30, 0, 0, 0)$$,
	'legs, up to now');

-- The chart: limits from the baseline, whichever days it is; misses are what is charted.
INSERT INTO an.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, outcome)
SELECT 'p' || d || '-' || i, 1, 'voice', 'p', 'ann', t, CASE WHEN i <= 40 + d % 4 THEN t + interval '1 s' END,
	t + interval '1 s',
	CASE WHEN i <= 40 + d % 4 - CASE WHEN d = 3 THEN 30 ELSE 0 END THEN 'answered' ELSE 'abandoned' END
FROM generate_series(1, 26) AS d, generate_series(1, 50) AS i,
	LATERAL (SELECT '2024-02-01 10:00+00'::timestamptz + d * interval '1 day' + i * interval '1 min' AS t) AS q
WHERE d <> 3 OR i > 0 AND i <= 40 + d % 4 - 30 OR i > 40 + d % 4;
CREATE TEMP VIEW level AS
SELECT day, service_judged AS n, service_judged - service_met AS d, day < '2024-02-06' AS early
FROM an.queue_day WHERE queue_id = 'p';
CREATE FUNCTION pg_temp.chart(k integer, late_first boolean)
RETURNS TABLE (day date, center float8, lower float8, upper float8, signal boolean) LANGUAGE sql AS $$
	SELECT p.day, 1 - c.center, 1 - c.laney_upper, 1 - c.laney_lower, c.signal
	FROM (SELECT *, row_number() OVER (ORDER BY late_first AND early, day) AS item FROM level) AS p
		JOIN p_chart_limits((SELECT array_agg(d::float8 ORDER BY late_first AND early, day) FROM level),
			(SELECT array_agg(n::float8 ORDER BY late_first AND early, day) FROM level), k) AS c USING (item)$$;
SELECT set_eq($$SELECT day, center, lower, upper, signal FROM an.control_chart_service_level WHERE queue_id = 'p'$$,
	'SELECT * FROM pg_temp.chart(20, false)', 'the first 20 days fix the limits');
SELECT is(array_agg(day), '{2024-02-04}'::date[], 'one day is a signal')
FROM an.control_chart_service_level WHERE queue_id = 'p' AND signal;
CALL create_reporting_views('an', zone => 'Europe/Amsterdam', baseline => '[2024-02-06,2024-03-01)');
SELECT set_eq($$SELECT day, center, lower, upper, signal FROM an.control_chart_service_level WHERE queue_id = 'p'$$,
	'SELECT * FROM pg_temp.chart((SELECT count(*)::integer FROM level WHERE NOT early), true)',
	'or the days that were chosen');

-- Data quality: what is open, and without an agent.
SELECT is_empty($$
	SELECT problem FROM an.data_quality
	WHERE rows_affected > 0 AND subject = 'queue_visit'
		AND problem NOT IN ('answered without agent', 'answered without handle time')$$,
	'nothing else is wrong');
INSERT INTO an.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, outcome) VALUES
	('stale', 1, 'voice', 'x', NULL, now() - interval '25 h', NULL, NULL, NULL),
	('fresh', 1, 'voice', 'x', NULL, now() - interval '23 h', NULL, NULL, NULL),
	('nobody', 1, 'voice', 'x', NULL, '2024-01-01', '2024-01-01', '2024-01-01', 'answered');
SELECT results_eq($$
	SELECT problem, rows_affected, rows_checked, first_at FROM an.data_quality
	WHERE problem IN ('open for more than a day', 'answered without agent', 'answered without handle time')
	ORDER BY 1$$, $$
	SELECT 'answered without agent', count(*) FILTER (WHERE agent_id IS NULL), count(*), '2024-01-01'::timestamptz
	FROM an.queue_visit WHERE outcome = 'answered'
	UNION ALL SELECT 'answered without handle time', count(*),
		(SELECT count(*) FROM an.queue_visit WHERE outcome = 'answered'), min(queued_at)
	FROM an.queue_visit WHERE outcome = 'answered' AND talk_s IS NULL AND ended_at IS NULL
	UNION ALL SELECT 'open for more than a day', 1, count(*), now() - interval '25 h' FROM an.queue_visit ORDER BY 1$$,
	'what is wrong, of how many, since when');

-- Of rows that no table of ours would take: what is wrong with each, tests apart.
CREATE SCHEMA bad;
CREATE TABLE bad.queue_visit (LIKE an.queue_visit INCLUDING DEFAULTS);
INSERT INTO bad.queue_visit (contact_id, visit_no, media, queue_id,
	queued_at, answered_at, left_at, ended_at, wrap_ended_at, hold_s, outcome, is_test)
SELECT id, 1, 'voice', 'b', t, CASE WHEN o = 'answered' THEN t + interval '10 s' END, t + interval '10 s',
	t + ended * interval '1 s', t + wrapped * interval '1 s', hold, o, test
FROM (VALUES
		('good', 70, 90, 15, 'answered', false),
		('wrap', 70, 60, 0, 'answered', false),
		('negative', 70, 90, -1, 'answered', false),
		('early', -5, NULL, 0, 'abandoned', false),
		('odd', 70, 90, 0, 'lost', false),
		('test', 70, 60, 0, 'answered', true)) AS v (id, ended, wrapped, hold, o, test),
	LATERAL (SELECT '2024-05-06 10:00+00'::timestamptz AS t) AS a;
CALL create_reporting_views('bad', zone => 'Europe/Amsterdam');
SELECT results_eq('SELECT contact_id, problem FROM bad.rejected_visit ORDER BY 1',
	$$VALUES
		('early'::text, 'ended before left'::text),
		('negative', 'negative duration'),
		('odd', 'unknown outcome'),
		('wrap', 'wrap-up ended before the end')$$,
	'what is wrong with each visit');
SELECT results_eq('SELECT contact_id, talk_s, hold_s, acw_s, handle_s FROM bad.valid_visit',
	$$VALUES ('good'::text, 45::float8, 15::float8, 20::float8, 80::float8)$$,
	'and what is right with one: hold is no talk');

-- Transfers that nobody answered.
INSERT INTO an.queue_visit (contact_id, visit_no, media, queue_id,
		queued_at, answered_at, left_at, outcome, transfer_out) VALUES
	('t', 1, 'voice', 't1', '2024-07-01 10:00+00', '2024-07-01 10:00+00', '2024-07-01 10:00+00', 'answered', 'blind'),
	('t', 2, 'voice', 't2', '2024-07-01 10:05+00', NULL, '2024-07-01 10:06+00', 'abandoned', NULL);
SELECT results_eq($$SELECT to_queue_id, transfers, answered FROM an.transfer_matrix WHERE from_queue_id = 't1'$$,
	$$VALUES ('t2'::text, 1::bigint, 0::bigint)$$, 'a transfer into a queue that is left');

-- Open intervals of a queue and of hours that apply for a time only.
INSERT INTO an.business_hours (calendar_id, tz, weekday, open, close, valid)
SELECT 'h', 'Europe/Amsterdam', d, '09:00', CASE WHEN v = '(,2024-05-15)' THEN '10:00'::time ELSE '09:30' END,
	v::daterange
FROM generate_series(1, 7) AS d, unnest(ARRAY['(,2024-05-15)', '[2024-05-15,)']) AS v;
INSERT INTO an.queue (queue_id, valid, name, calendar_id) VALUES
	('p', '[2024-05-14 00:00+02,2024-05-17 00:00+02)', 'p', 'h');
SELECT results_eq($$SELECT local_start FROM an.queue_interval_open WHERE queue_id = 'p' ORDER BY 1$$,
	$$SELECT unnest('{2024-05-14 09:00,2024-05-14 09:30,2024-05-15 09:00,2024-05-16 09:00}'::timestamp[])$$,
	'a queue is open while it is valid, by the hours of then');

-- Drivers: complete answers, no effort, five points.
INSERT INTO an.survey_response (response_id, contact_at, item, scale_min, scale_max, value)
SELECT 'driver ' || r, '2024-08-01', item, 0, 10,
	CASE item
		WHEN 'csat' THEN (r * 3 % 7 + r % 5 + r % 3) * 0.7
		WHEN 'speed' THEN r % 5
		WHEN 'courtesy' THEN r * 3 % 7
		ELSE 1 END
FROM generate_series(1, 60) AS r, unnest(ARRAY['csat', 'speed', 'courtesy', 'ces']) AS item
WHERE r > 10 OR item <> 'speed';
DELETE FROM an.survey_response WHERE response_id NOT LIKE 'driver%';
SELECT results_eq('SELECT driver, answers, impact = 5 * estimate, performance FROM an.survey_driver ORDER BY 1', $$
	SELECT item, 50::bigint, true, avg(value) * 10 FROM an.survey_response
	WHERE item IN ('courtesy', 'speed') AND substr(response_id, 8)::int > 10 GROUP BY 1, 2, 3 ORDER BY 1$$,
	'drivers of complete answers');

-- Now: blocked calls do not wait, ended ones are not in service, last week's are gone.
INSERT INTO an.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome)
SELECT id, 1, 'voice', 'rt', '2025-03-10 12:00+00'::timestamptz - ago::interval,
	CASE WHEN o = 'answered' THEN '2025-03-10 12:00+00'::timestamptz - ago::interval END,
	CASE WHEN o = 'answered' THEN '2025-03-10 12:00+00'::timestamptz - ago::interval END,
	'2025-03-10 12:00+00'::timestamptz - ended::interval, o
FROM (VALUES
	('rt1', '5 min', NULL, NULL),
	('rt2', '3 min', NULL, 'blocked'),
	('rt3', '8 days', NULL, NULL),
	('rt4', '1 h', '10 min', 'answered'),
	('rt5', '1 h', '-10 min', 'answered'),
	('rt6', '1 h', NULL, 'answered')) AS v (id, ago, ended, o);
SELECT results_eq($$
	SELECT waiting, longest_waiting_s, in_service
	FROM an.queue_realtime_at('2025-03-10 12:00+00') WHERE queue_id = 'rt'$$,
	'VALUES (2::bigint, 691200::float8, 2::bigint)', 'who waits and who is served');

-- Headcount, with people who go elsewhere.
INSERT INTO an.headcount_event (agent_id, date, kind)
SELECT 'h' || i, '2024-01-10', 'hire' FROM generate_series(1, 10) AS i
UNION ALL VALUES
	('h1', '2024-02-01'::date, 'exit_voluntary'),
	('h2', '2024-02-02', 'exit_voluntary'),
	('h3', '2024-02-03', 'exit_involuntary'),
	('h4', '2024-02-29', 'transfer');
SELECT results_eq($$
	SELECT headcount_start, headcount_end, average_headcount, turnover, turnover_voluntary
	FROM an.turnover WHERE month = '2024-02-01'$$,
	'VALUES (10::bigint, 6::bigint, 8::float8, 6::float8, 3::float8)', 'turnover of a month');

-- Maturity: check points that do not apply; a centre that is not assessed in full.
INSERT INTO an.maturity_check (assessed_on, dimension, level, check_point, score, applicable)
SELECT '2024-06-01', 'data_and_performance', l, l || '.' || i, CASE i WHEN 1 THEN 0.9 ELSE 0.1 END, i = 1
FROM generate_series(2, 5) AS l, generate_series(1, 2) AS i;
SELECT results_eq('SELECT round(score_2::numeric, 9), overall_level FROM an.maturity', 'VALUES (0.9, NULL::integer)',
	'one dimension is not the centre');

-- The chart of handle times has the mean of its baseline in the middle.
UPDATE an.queue_visit SET ended_at = answered_at + (queued_at::date - '2024-01-01') * interval '1 s'
WHERE queue_id = 'p' AND outcome = 'answered';
SELECT results_eq($$SELECT DISTINCT round(center::numeric, 9) FROM an.control_chart_aht WHERE queue_id = 'p'$$, $$
	SELECT round(avg(aht)::numeric, 9) FROM an.queue_day
	WHERE queue_id = 'p' AND day >= '2024-02-06' AND day < '2024-03-01'$$,
	'the center is that of the baseline');
SELECT cmp_ok(count(DISTINCT in_baseline), '=', 2::bigint, 'which is not all of it')
FROM an.control_chart_aht WHERE queue_id = 'p';
SELECT is(count(*), 26::bigint, 'and every day is charted') FROM an.control_chart_aht WHERE queue_id = 'p';

SELECT * FROM finish();
ROLLBACK;
