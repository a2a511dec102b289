-- KPIs by month, stored and live.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';	-- a session zone that no view may use
SET LOCAL jit = off;
SELECT plan(45);

CALL create_reporting_model('rk');
-- A table of the caller's own that counts how often it is read.
CREATE SEQUENCE rk.looked;
ALTER TABLE rk.quality_evaluation RENAME TO quality_base;
CREATE VIEW rk.quality_evaluation AS SELECT * FROM rk.quality_base WHERE nextval('rk.looked') > 0;
CALL create_reporting_views('rk', zone => 'Europe/Amsterdam', day_start => '04:00');

-- Two closed months, something of everything, and the month that is running.
INSERT INTO rk.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
	queued_at, answered_at, left_at, ended_at, outcome, talk_s, hold_s, acw_s, transfer_out)
SELECT 'v' || i, 1, CASE WHEN i % 10 = 0 THEN 'callback' ELSE 'voice' END, 'q' || i % 3, CASE WHEN ok THEN 'a' END, t,
	CASE WHEN ok THEN t + w END, t + w, CASE WHEN ok THEN t + w + interval '100 s' END,
	CASE WHEN i % 11 = 0 THEN 'blocked' WHEN ok THEN 'answered' ELSE 'abandoned' END, CASE WHEN ok THEN 60 + i % 7 END,
	CASE WHEN ok THEN i % 5 END, CASE WHEN ok THEN 20 END, CASE WHEN ok AND i % 13 = 0 THEN 'blind' END
FROM generate_series(1, 600) i,
	LATERAL (SELECT '2024-04-30 22:00+02'::timestamptz + i * interval '140 min' AS t,
			(i * 7 % 60) * interval '1 s' AS w, i % 9 > 0 AND i % 11 > 0 AS ok) g;
INSERT INTO rk.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, outcome, talk_s) VALUES
	('now', 1, 'voice', 'q0', 'a', now() - interval '10 s', now() - interval '3 s', now() - interval '3 s',
		'answered', 1);
INSERT INTO rk.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id, revenue, currency)
SELECT contact_id, 'k' || split_part(contact_id, 'v', 2)::int % 50, media, queued_at, coalesce(ended_at, left_at),
	queue_id, 10, 'EUR'
FROM rk.queue_visit WHERE contact_id <> 'now';
INSERT INTO rk.agent_state (agent_id, during, state_class)
SELECT 'a', tstzrange(t, t + interval '3 hours'),
	CASE WHEN extract(day FROM t)::int % 3 = 0 THEN 'available' ELSE 'handling' END
FROM generate_series('2024-05-01 09:00+02'::timestamptz, '2024-06-27', '1 day') t;
INSERT INTO rk.schedule (agent_id, during, class)
SELECT 'a', tstzrange(t, t + interval '2 hours'), 'on_queue'
FROM generate_series('2024-05-01 10:00+02'::timestamptz, '2024-06-27', '1 day') t;
INSERT INTO rk.forecast (queue_id, interval_start, interval_len, made_at, volume)
SELECT 'q1', t, '30 min', '2024-04-01', 1
FROM generate_series('2024-05-06 09:00+02'::timestamptz, '2024-06-20', '1 day') t;
INSERT INTO rk.quality_base (contact_id, agent_id, evaluator, evaluated_at, item, max_points, points)
SELECT i, 'a', 'e', '2024-05-10 12:00+02'::timestamptz + i * interval '3 days', 'all', 10, 7
FROM generate_series(1, 14) i;
INSERT INTO rk.survey_response (response_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT item || i, 'q0', '2024-05-10 12:00+02'::timestamptz + i * interval '2 days', item, 0, 10, i % 11
FROM generate_series(1, 20) i, unnest('{nps,csat,ces,employee_satisfaction}'::text[]) item;
INSERT INTO rk.headcount_event (agent_id, date, kind) VALUES
	('a', '2024-05-01', 'hire'),
	('b', '2024-05-01', 'hire'),
	('b', '2024-06-15', 'exit_voluntary');
INSERT INTO rk.cost (month, kind, amount, currency) VALUES
	('2024-05-01', 'labour', 1000, 'EUR'),
	('2024-06-01', 'labour', 900, 'EUR');
INSERT INTO rk.cost (scope, month, kind, amount, currency) VALUES ('q0', '2024-05-01', 'labour', 5000, 'EUR');
INSERT INTO rk.business_hours (calendar_id, tz, weekday, open, close)
SELECT 'c', 'Europe/Amsterdam', d, '08:00', '18:00' FROM generate_series(1, 7) d;
INSERT INTO rk.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT 't' || i, n, '2024-05-10 12:00+02'::timestamptz + i * interval '2 days' + n * interval '3 hours',
	(ARRAY['created', 'comment'])[n], (ARRAY['customer', 'agent'])[n], true, 'mail', 'c'
FROM generate_series(1, 20) i, generate_series(1, 2) n;
INSERT INTO rk.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id) VALUES
	('overdue', 1, '2024-05-10 12:00+02', 'created', 'customer', true, 'mail', 'c');
INSERT INTO rk.self_service_session (session_id, channel, customer_key, started_at, ended_at, outcome,
	contact_id) VALUES
	('done', 'ivr', 'self', '2024-05-10 12:00+02', '2024-05-10 12:01+02', 'completed', NULL),
	('on', 'ivr', NULL, '2024-05-10 12:00+02', '2024-05-10 12:01+02', 'escalated', 'v13');
INSERT INTO rk.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT 'next', n, '2024-05-10 09:00+02'::timestamptz + (ARRAY[0, 1, 2, 4, 5])[n] * interval '1 hour',
	(ARRAY['created', 'comment', 'comment', 'comment', 'solved'])[n],
	(ARRAY['customer', 'agent', 'customer', 'agent', 'agent'])[n], true, 'mail', 'c'
FROM generate_series(1, 5) n;
UPDATE rk.queue_visit SET ended_by = 'system' WHERE contact_id = 'v13';
INSERT INTO rk.message (contact_id, message_no, at, actor_kind, agent_id)
SELECT 'v13', n, answered_at + n * interval '30 s', (ARRAY['customer', 'agent'])[n], (ARRAY[NULL, 'a'])[n]
FROM rk.queue_visit, generate_series(1, 2) n WHERE contact_id = 'v13';
-- the trunks tell of June only
INSERT INTO rk.trunk_event (attempt_id, at, result)
SELECT i, '2024-06-01 10:00+02'::timestamptz + i * interval '1 hour',
	CASE WHEN i % 4 = 0 THEN 'blocked' ELSE 'connected' END
FROM generate_series(1, 40) i;
-- an outbound campaign, one of its four entries dialled twice, one never; and the clients' opinion
INSERT INTO rk.campaign_record (campaign_id, record_id, loaded_at)
SELECT 'sell', 'r' || i, '2024-05-02' FROM generate_series(1, 4) i;
INSERT INTO rk.outbound_attempt (campaign_id, attempt_id, record_id, agent_id, dialled_at, answered_by, answered_at,
	connected_at, right_party, ended_at, wrap_ended_at, sale, value, currency, callback_at)
SELECT 'sell', record || dialled, record, agent, dialled, who, dialled + '10 s', dialled + connected, party,
	dialled + '71 s', CASE WHEN connected IS NOT NULL THEN dialled + '101 s' END, party, CASE WHEN party THEN 50 END,
	CASE WHEN party THEN 'EUR' END, CASE WHEN party THEN '2024-05-10 14:00+02'::timestamptz END
FROM (VALUES
	('r1', 'a', '2024-05-10 12:00+02'::timestamptz, 'person', '11 s'::interval, true),
	('r2', NULL, '2024-05-10 12:00+02', 'person', NULL, NULL),
	('r3', NULL, '2024-05-10 12:00+02', 'nobody', NULL, NULL),
	('r1', NULL, '2024-05-10 14:05+02', 'nobody', NULL, NULL)) AS v (record, agent, dialled, who, connected, party);
INSERT INTO rk.cost (scope, month, kind, amount, currency) VALUES ('sell', '2024-05-01', 'list', 20, 'EUR');
INSERT INTO rk.survey_response (response_id, contact_at, item, scale_min, scale_max, value, population)
SELECT 'client ' || i, '2024-05-15 12:00+02', 'csat', 1, 5, i, 'upstream' FROM generate_series(1, 5) i;

CREATE TEMP VIEW may AS
SELECT * FROM rk.valid_visit WHERE queued_at >= '2024-05-01 04:00+02' AND queued_at < '2024-06-01 04:00+02';
SELECT set_eq('SELECT DISTINCT month FROM rk.kpi_month',
	$$VALUES
		('2024-04-01'::date),
		('2024-05-01'),
		('2024-06-01'),
		(date_trunc('month', now() AT TIME ZONE 'Europe/Amsterdam' - interval '4 hours')::date)$$,
	'the months with data, the night to May 1 being April');
SELECT set_eq($$SELECT kpi FROM rk.kpi_month WHERE month = '2024-05-01'$$,
	$$SELECT kpi FROM kpi_catalog() UNION VALUES ('contacts_per_8h'), ('time_to_abandon')$$, 'every KPI there is');
SELECT set_eq($$
	SELECT kpi, round(numerator::numeric, 6)::float8 AS numerator, denominator
	FROM rk.kpi_month WHERE month = '2024-05-01'$$,
	$$VALUES
		('occupancy'::text, 21 * 10800::float8, 31 * 10800::float8),
		('utilisation', 21 * 10800, 31 * 10800),
		('availability', 10 * 10800, 31 * 10800),
		('adherence', 31 * 7200, 31 * 7200),
		('conformance', 31 * 10800, 31 * 7200),
		('attendance', 31 * 7200, 31 * 7200),
		('shrinkage', NULL, 31 * 10800),
		('quality', 49, 70),
		('nps', 2 - 6, 10),
		('csat', 3, 10),
		('ces', 43, 10),
		('employee_satisfaction', 3, 10),
		('response_service_level', 11, 12),
		('containment', 1, 2),
		('next_reply', 7200, 1),
		('resolution_time', 5 * 3600, 1),
		('reopen_rate', 0, 1),
		('one_touch_rate', 0, 1),
		('chat_first_response', 30, 1),
		('chat_response', 30, 1),
		('chat_concurrency', 100, 100),
		('idle_close_rate', 1, 1),
		('task_completion', 1, 2),
		('misroute_rate', 0, 1),
		('turnover', 0, 1),
		('contact_rate', 1, 4),
		('right_party_rate', 1, 1),
		('conversion', 1, 1),
		('list_penetration', 3, 4),
		('attempts_per_record', 4, 3),
		('callbacks_kept', 1, 1),
		('dialler_abandonment', 1, 2),
		('sales_per_agent_hour', 1, 0.025),
		('value_per_agent_hour', 50, 0.025),
		('cost_per_sale', 20, 1),
		('upstream_csat', 2, 5)
	UNION ALL SELECT 'contribution_per_contact', 10 * count(*) + 50 - 1000, count(*) + 1
	FROM may WHERE outcome = 'answered'
	UNION ALL SELECT v.*
	FROM (SELECT count(*) FILTER (WHERE outcome <> 'blocked') AS offered,
				count(*) FILTER (WHERE outcome = 'answered') AS answered,
				count(*) FILTER (WHERE outcome = 'answered' AND wait_s <= 20) AS met,
				count(*) FILTER (WHERE outcome = 'abandoned') AS abandoned, sum(wait_s) AS waited,
				sum(wait_s) FILTER (WHERE outcome = 'answered') AS answer_waited,
				sum(wait_s) FILTER (WHERE outcome = 'abandoned') AS abandon_waited, sum(talk_s + hold_s) AS talked,
				sum(acw_s) AS worked
			FROM may WHERE media = 'voice') m,
		LATERAL (VALUES
			('service_level'::text, met::float8, (answered + abandoned)::float8),
			('asa', answer_waited, answered),
			('queue_time', waited, offered),
			('abandonment', abandoned, offered),
			('answer_rate', answered, offered),
			('talk', talked, answered),
			('acw', worked, answered),
			('aht', talked + worked, answered),
			('time_to_abandon', abandon_waited, abandoned)) AS v
	UNION ALL SELECT 'contacts_per_8h', count(*), 31 * 3 / 8.0 FROM may WHERE outcome = 'answered'
	UNION ALL SELECT 'cost_per_contact', 1000, count(*) FROM may WHERE outcome = 'answered'
	UNION ALL SELECT 'revenue_per_contact', 10 * count(*), count(*) FROM may WHERE outcome = 'answered'
	UNION ALL SELECT 'blocked', count(*) FILTER (WHERE outcome = 'blocked'), count(*) FROM may WHERE media = 'voice'
	UNION ALL SELECT 'transfer_rate', count(*) FILTER (WHERE transfer_out = 'blind'), count(*) FROM may
	WHERE media = 'voice' AND outcome = 'answered'
	UNION ALL SELECT 'fcr', count(*) FILTER (WHERE NOT repeated), count(*)
	FROM (SELECT EXISTS (SELECT FROM rk.contact c JOIN rk.contact n USING (customer_key)
			WHERE c.contact_id = v.contact_id AND n.started_at > c.ended_at
				AND n.started_at <= c.ended_at + interval '168 hours') AS repeated
		FROM may v WHERE outcome = 'answered') c
	UNION ALL SELECT 'forecast_wape', sum(abs(1 - n)), sum(n)
	FROM (SELECT (SELECT count(*) FROM may v
			WHERE queue_id = 'q1' AND media = 'voice' AND outcome <> 'blocked' AND queued_at >= f.interval_start
				AND queued_at < f.interval_start + f.interval_len) AS n
		FROM rk.forecast f WHERE f.interval_start < '2024-06-01') f$$,
	'the sums of each, by hand');
SELECT results_eq($$SELECT numerator, denominator FROM rk.kpi_month WHERE month = '2024-06-01' AND kpi = 'blocked'$$,
	'VALUES (10::float8, 40::float8)', 'in June the trunks know more of blocked calls than the queues');
SELECT results_eq($$SELECT numerator, denominator FROM rk.kpi_month WHERE month = '2024-06-01' AND kpi = 'turnover'$$,
	'VALUES (12::float8, 1.5::float8)', 'turnover');

-- Stored.
CREATE TEMP TABLE live AS SELECT * FROM rk.kpi_month;
CALL refresh_kpi_month('rk', '2024-05-31', '2024-06-01');
SELECT set_eq('SELECT DISTINCT month FROM rk.kpi_month_summary', $$VALUES ('2024-05-01'::date)$$,
	'the month of one day is stored, the day after it being excluded');
SELECT set_eq('TABLE rk.kpi_month', 'TABLE live', 'one month stored, the others live: the same');
CALL refresh_kpi_month('rk');
SELECT set_eq('SELECT DISTINCT month FROM rk.kpi_month_summary',
	$$VALUES ('2024-04-01'::date), ('2024-05-01'), ('2024-06-01')$$, 'all months are stored, but the running one');
SELECT set_eq('TABLE rk.kpi_month', 'TABLE live', 'stored: the same');
SELECT set_eq('TABLE rk.kpi_month_live', 'SELECT month, kpi, numerator, denominator, value FROM live', 'and live');
CREATE TEMP TABLE version_before AS SELECT month, kpi, ctid AS version FROM rk.kpi_month_summary;
CALL refresh_kpi_month('rk');
SELECT set_eq('SELECT month, kpi, ctid AS version FROM rk.kpi_month_summary', 'TABLE version_before',
	'a second refresh writes nothing');

-- What a query computes: rows looked at in a table that counts.
CREATE FUNCTION pg_temp.looks(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	before bigint := nextval('rk.looked');
BEGIN
	EXECUTE 'SELECT count(x) FROM (' || query || ') x';
	RETURN nextval('rk.looked') - before - 1;
END $$;
SELECT cmp_ok(pg_temp.looks($$SELECT * FROM rk.kpi_month WHERE month = '2024-05-01'$$), '<',
	pg_temp.looks($$SELECT * FROM rk.kpi_month_live WHERE month = '2024-05-01'$$), 'a stored month is not computed');
SELECT is(pg_temp.looks('SELECT * FROM rk.kpi_month'),
	pg_temp.looks($$SELECT * FROM rk.kpi_month_live WHERE month > '2024-06-01'$$), 'all months compute one');
SELECT cmp_ok(pg_temp.looks($$SELECT * FROM rk.kpi_month_live WHERE kpi = 'csat'$$), '<',
	pg_temp.looks($$SELECT * FROM rk.kpi_month_live WHERE kpi = 'quality'$$),
	'a KPI is computed without the sources of others');

-- Late, corrected and removed rows wait for the refresh of their month.
INSERT INTO rk.queue_visit (contact_id, visit_no, media, queue_id,
		queued_at, answered_at, left_at, outcome, talk_s) VALUES
	('late', 1, 'voice', 'q0', '2024-05-20', '2024-05-20', '2024-05-20', 'answered', 60),
	('running', 1, 'voice', 'q0', now(), now(), now(), 'answered', 60);
DELETE FROM rk.survey_response WHERE contact_at < '2024-06-01' AND item = 'nps';
UPDATE rk.quality_base SET points = 8;
SELECT set_eq($$SELECT * FROM rk.kpi_month WHERE month < '2024-07-01'$$,
	$$SELECT * FROM live WHERE month < '2024-07-01'$$, 'stored months wait');
SELECT results_eq($$SELECT denominator FROM rk.kpi_month WHERE month > '2024-07-01' AND kpi = 'asa'$$,
	'VALUES (2::float8)', 'the running month does not');
CALL refresh_kpi_month('rk', '2024-05-01', '2024-06-01');
SELECT set_eq($$
	SELECT kpi, n.numerator - l.numerator AS numerator, n.denominator - l.denominator AS denominator
	FROM live l LEFT JOIN rk.kpi_month n USING (month, kpi)
	WHERE month = '2024-05-01' AND kpi IN ('asa', 'quality', 'nps', 'csat')$$,
	$$VALUES ('asa'::text, 0::float8, 1::float8), ('quality', 7, 0), ('nps', 0, 0), ('csat', 0, 0)$$,
	'added and corrected; what there are no rows of any more is kept');
CALL refresh_kpi_month('rk', '2024-05-01', '2024-06-01', discard => true);
SELECT is_empty($$SELECT FROM rk.kpi_month WHERE month = '2024-05-01' AND kpi = 'nps'$$, 'but removed on request');
SELECT results_eq($$SELECT value FROM rk.kpi_month WHERE month = '2024-06-01' AND kpi = 'quality'$$,
	'VALUES (0.7::float8)', 'other months are left alone');
CALL refresh_kpi_month('rk');
SELECT results_eq($$SELECT value FROM rk.kpi_month WHERE month = '2024-06-01' AND kpi = 'quality'$$,
	'VALUES (0.8::float8)', 'until they are refreshed too');

-- By queue: the target of the queue, else that of all, in force then.
INSERT INTO rk.target (scope, kpi, threshold_s, goal, valid) VALUES
	('q0', 'asa', NULL, 1000, '(,)'),
	('all', 'asa', NULL, 0, '(,)'),
	('all', 'service_level', NULL, 0, '[2024-06-01,)'),
	('q1', 'service_level', 20, 2, '(,2024-06-01)'),
	('q2', 'service_level', 60, 1, '(,2024-06-01)');
SELECT results_eq($$
	SELECT kpi, month, queue_id, target, status FROM rk.scorecard_queue
	WHERE month IN ('2024-05-01', '2024-06-01') AND kpi IN ('asa', 'service_level') ORDER BY 1, 2, 3$$,
	$$VALUES
		('asa'::text, '2024-05-01'::date, 'q0'::text, 1000::float8, 'met'::text),
		('asa', '2024-05-01', 'q1', 0, 'missed'),
		('asa', '2024-05-01', 'q2', 0, 'missed'),
		('asa', '2024-06-01', 'q0', 1000, 'met'),
		('asa', '2024-06-01', 'q1', 0, 'missed'),
		('asa', '2024-06-01', 'q2', 0, 'missed'),
		('service_level', '2024-05-01', 'q0', NULL, NULL),
		('service_level', '2024-05-01', 'q1', 2, 'missed'),
		('service_level', '2024-05-01', 'q2', NULL, NULL),
		('service_level', '2024-06-01', 'q0', 0, 'met'),
		('service_level', '2024-06-01', 'q1', 0, 'met'),
		('service_level', '2024-06-01', 'q2', 0, 'met')$$,
	'a queue has its own target, or that of all; one of another threshold is none');
SELECT results_eq($$
	SELECT kpi, target, status FROM rk.scorecard WHERE month = '2024-05-01' AND kpi IN ('asa', 'service_level')
	ORDER BY 1$$,
	$$VALUES ('asa'::text, 0::float8, 'missed'::text), ('service_level', NULL, NULL)$$, 'the centre has that of all');
INSERT INTO rk.target (kpi, goal, valid) VALUES
	('occupancy', 0.7, '(,2024-06-01)'),
	('occupancy', 0.5, '[2024-06-01,)');
SELECT results_eq($$
	SELECT month, target, round(gap::numeric, 9), status FROM rk.scorecard WHERE kpi = 'occupancy' ORDER BY 1$$,
	$$VALUES
		('2024-05-01'::date, 0.7::float8, round(21 / 31.0 - 0.7, 9), 'met'::text),
		('2024-06-01', 0.5, round(18 / 26.0 - 0.5, 9), 'missed')$$,
	'what should be neither high nor low may be five hundredths off');
SELECT results_eq($$
	SELECT kpi, round(sum(numerator)::numeric, 6), sum(denominator)
	FROM rk.scorecard_queue WHERE month = '2024-05-01' GROUP BY 1 ORDER BY 1$$, $$
	SELECT kpi, round(numerator::numeric, 6), denominator FROM rk.kpi_month
	WHERE month = '2024-05-01'
		AND kpi IN ('service_level', 'asa', 'queue_time', 'abandonment', 'answer_rate', 'transfer_rate',
			'talk', 'acw', 'aht')
	ORDER BY 1$$,
	'queues add up to the centre');

-- The price of the gap: the month's costs per minute of handling, for each second off the target,
-- or else the benchmark's mean.
INSERT INTO rk.target (kpi, goal) VALUES ('aht', 60);
SELECT results_eq($$
	SELECT component, round(own_s::numeric, 6), target_s, target_source, round(gap_s::numeric, 6), contacts,
		round(cost_per_minute::numeric, 9), round(cost::numeric, 6), round(cost_per_year::numeric, 6)
	FROM rk.gap_cost WHERE month = '2024-05-01' ORDER BY 1$$, $$
	SELECT component, round(own, 6), target::float8, source, round(own - target, 6), answered::float8, round(rate, 9),
		round((own - target) / 60 * answered * rate, 6), round(12 * (own - target) / 60 * answered * rate, 6)
	FROM (SELECT count(*) AS answered, sum(talk_s + coalesce(hold_s, 0))::numeric AS talked,
				sum(acw_s)::numeric AS worked
			FROM may WHERE media = 'voice' AND outcome = 'answered') m,
		LATERAL (SELECT 1000 / ((talked + worked) / 60) AS rate) r,
		LATERAL (VALUES
			('acw'::text, worked / answered, 120, 'benchmark'::text),
			('aht', (talked + worked) / answered, 60, 'target'),
			('talk', talked / answered, 264, 'benchmark')) AS v (component, own, target, source)
	ORDER BY 1$$,
	'what the gap costs, in the month and in a year of such');
SELECT results_eq($$
	SELECT kpi, median, mean, sd, round(gap::numeric, 6) AS gap, round(gap_to_median::numeric, 6) AS gap_to_median,
		round(ratio_to_median::numeric, 6) AS ratio, round(z::numeric, 6) AS z, status
	FROM rk.benchmark_comparison WHERE month = '2024-05-01' AND kpi IN ('asa', 'quality', 'aht') ORDER BY 1 DESC$$, $$
	SELECT 'asa'::text, 25::float8, 36::float8, 40.5::float8, round(v - 36, 6), round(v - 25, 6), round(v / 25, 6),
		round((v - 36) / 40.5, 6), CASE WHEN v < 36 THEN 'better' ELSE 'worse' END
	FROM (SELECT avg(wait_s)::numeric AS v FROM may WHERE media = 'voice' AND outcome = 'answered') a
	UNION ALL SELECT 'aht', 270, 384, NULL, round(v - 384, 6), round(v - 270, 6), round(v / 270, 6), NULL, 'better'
	FROM (SELECT avg(handle_s)::numeric AS v FROM may WHERE media = 'voice' AND outcome = 'answered') a$$,
	'against the benchmark, which knows nothing of quality');

-- Queue and agent: figures of few answers are not shown, those of one question by themselves.
INSERT INTO rk.survey_response (response_id, agent_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT agent || queue || item || no, agent, queue, '2024-05-31 23:00+02', item, CASE item WHEN 'csat' THEN 1 ELSE 0 END,
	CASE item WHEN 'csat' THEN 5 ELSE 10 END, value
FROM (VALUES
		('a1', 'q5', 'csat', '{5,5,4,1,2}'::float8[]),
		('a1', 'q5', 'nps', '{9,10,6}'),
		('a2', 'q5', 'csat', '{5,5,5,5,NULL}'),
		('a1', 'q6', 'nps', '{10,9,9,8,7,6,0}'),
		('a1', 'q5', 'employee_satisfaction', '{5,5}')) AS v (agent, queue, item, x),
	unnest(x) WITH ORDINALITY AS u (value, no);
SELECT results_eq($$
	SELECT queue_id, agent_id, month, responses, csat_answers, csat_top, csat, csat_mean, nps_answers, promoters,
		detractors, nps
	FROM rk.voc_queue_agent WHERE queue_id IN ('q5', 'q6') ORDER BY 1, 2$$,
	$$VALUES
		('q5'::text, 'a1'::text, '2024-05-01'::date, 8::bigint, 5::bigint, 3::bigint, 0.6::float8, 3.4::float8,
			3::bigint, NULL::bigint, NULL::bigint, NULL::float8),
		('q5', 'a2', '2024-05-01', 4, 4, NULL, NULL, NULL, 0, NULL, NULL, NULL),
		('q6', 'a1', '2024-05-01', 7, 0, NULL, NULL, NULL, 7, 3, 2, 1 / 7::float8)$$,
	'the voice of the customer by queue and agent');

-- A date that cannot be is one month more, and not a thousand years of them.
INSERT INTO rk.forecast (queue_id, interval_start, interval_len, made_at, volume) VALUES
	('q1', '9000-01-02', '30 min', '2024-04-01', 1),
	('q1', 'infinity', '30 min', '2024-04-01', 1);
SELECT is(max(month), '9000-01-01'::date, 'a month far away') FROM rk.kpi_month;
SELECT cmp_ok(pg_temp.looks('SELECT month FROM rk.kpi_month_live WHERE month = ''9000-01-01'''), '<', 1000::bigint,
	'and none between');
DELETE FROM rk.forecast WHERE interval_start > '2026-01-01';

-- Each table alone is reason enough for a month.
INSERT INTO rk.agent_state (agent_id, during, state_class) VALUES
	('long', '[2022-11-15 10:00+01, 2023-01-15 10:00+01)', 'available'),
	('ever', '[-infinity, infinity)', 'available');
INSERT INTO rk.schedule (agent_id, during, class) VALUES
	('long', '[2023-02-10 10:00+01, 2023-02-10 12:00+01)', 'on_queue');
INSERT INTO rk.trunk_event (attempt_id, at, result) VALUES ('alone', '2023-03-10', 'connected');
INSERT INTO rk.forecast (queue_id, interval_start, interval_len, made_at, volume) VALUES
	('q1', '2023-04-10 09:00+02', '30 min', '2023-04-01', 1);
INSERT INTO rk.quality_base (contact_id, agent_id, evaluator, evaluated_at, item, max_points, points) VALUES
	('alone', 'a', 'e', '2023-05-10', 'all', 10, 7);
INSERT INTO rk.survey_response (response_id, contact_at, item, scale_min, scale_max, value) VALUES
	('alone', '2023-06-10', 'csat', 1, 5, 5);
INSERT INTO rk.ticket_event (ticket_id, event_no, at, event, queue_id, calendar_id) VALUES
	('alone', 1, '2023-07-10', 'created', 'mail', 'c');
INSERT INTO rk.headcount_event (agent_id, date, kind) VALUES ('c', '2023-08-10', 'hire');
INSERT INTO rk.outbound_attempt (campaign_id, attempt_id, dialled_at, answered_by) VALUES
	('alone', 'alone', '2022-10-10', 'nobody');
INSERT INTO rk.campaign_record (campaign_id, record_id, loaded_at) VALUES ('alone', 'alone', '2022-09-10');
SELECT set_eq($$SELECT DISTINCT month FROM rk.kpi_month_live WHERE month < '2024-07-01'$$,
	$$SELECT m::date FROM generate_series('2022-09-01'::timestamp, '2024-06-01', '1 month') m$$,
	'months with one kind of data, turnover in between');
DELETE FROM rk.agent_state WHERE agent_id IN ('long', 'ever');
DELETE FROM rk.schedule WHERE agent_id = 'long';
DELETE FROM rk.headcount_event WHERE agent_id = 'c';
DELETE FROM rk.trunk_event WHERE at < '2024-01-01';
DELETE FROM rk.outbound_attempt WHERE dialled_at < '2024-01-01';
DELETE FROM rk.campaign_record WHERE loaded_at < '2024-01-01';
DELETE FROM rk.forecast WHERE interval_start < '2024-01-01';
DELETE FROM rk.quality_base WHERE evaluated_at < '2024-01-01';
DELETE FROM rk.survey_response WHERE contact_at < '2024-01-01';
DELETE FROM rk.ticket_event WHERE at < '2024-01-01';

-- By functions of a month, which read as who asks, or in the view, where the owner's rights count: the same.
CREATE TEMP TABLE by_function AS SELECT * FROM rk.kpi_month_live;
CREATE ROLE rk_reader;
GRANT USAGE ON SCHEMA rk TO rk_reader;
GRANT SELECT ON rk.kpi_month_live TO rk_reader;
GRANT USAGE ON SEQUENCE rk.looked TO rk_reader;	-- that counts is the test's own
SET LOCAL ROLE rk_reader;
SELECT throws_ok($$SELECT * FROM rk.kpi_queue('2024-05-01')$$, '42501', NULL,
	'a function shows nobody more than the views');
SELECT throws_ok('SELECT * FROM rk.kpi_month_live', '42501', NULL, 'nor does the view by it');
SELECT throws_ok('UPDATE reporting_source SET body = $$DROP SCHEMA rk CASCADE$$', '42501', NULL,
	'nor does anybody change what models are made of');
RESET ROLE;
SELECT is_empty('SELECT * FROM rk.kpi_queue(NULL)', 'no month, no sums');
CALL create_reporting_views('rk', security_invoker => false);
SELECT set_eq('SELECT * FROM rk.kpi_month_live', 'SELECT * FROM by_function', 'in the view all KPIs are the same');
SELECT cmp_ok(count(*), '>', 20::bigint, 'and there are many') FROM by_function;
SET LOCAL ROLE rk_reader;
SELECT cmp_ok(count(*), '>', 20::bigint, 'for who may read it alone as well') FROM rk.kpi_month_live;
RESET ROLE;

-- Stored KPIs that were made otherwise go on request.
CREATE FUNCTION pg_temp.stored_after(parameters text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	CALL refresh_kpi_month('rk');
	EXECUTE format('CALL create_reporting_views(''rk'', day_start => ''04:00'', defaults => true, %s)', parameters);
	RETURN EXISTS (SELECT FROM rk.kpi_month_summary);
END $$;
SELECT ok(pg_temp.stored_after($$zone => 'Europe/Amsterdam'$$), 'the same parameters keep them');
SELECT ok(pg_temp.stored_after($$zone => 'Europe/Amsterdam', shrinkage => 0.2, baseline => '[2024-05-01,2024-06-01)'$$),
	'and others that no KPI depends on');
SELECT ok(pg_temp.stored_after($$zone => 'Europe/Paris', threshold => 31$$), 'what was made otherwise is kept');
SELECT ok(NOT pg_temp.stored_after(p || ', discard => true'), 'but for discard: ' || p)
FROM unnest(ARRAY[$$zone => 'Europe/Berlin'$$, $$zone => 'Europe/Berlin', threshold => 30$$,
	$$zone => 'Europe/Berlin', repeat_days => 3$$]) AS p;
ALTER TABLE rk.cost RENAME TO cost_gone;
SELECT ok(NOT pg_temp.stored_after($$zone => 'Europe/Berlin', repeat_days => 3, discard => true$$), 'a KPI less');
ALTER TABLE rk.cost_gone RENAME TO cost;
SELECT ok(NOT pg_temp.stored_after($$zone => 'Europe/Berlin', repeat_days => 3, discard => true$$), 'or more');

SELECT * FROM finish();
ROLLBACK;
