-- What an analyst asks besides: spans side by side, teams, abandoned contacts, waits and handle times by bounds of
-- one's own, repeats within any window.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT plan(19);

-- Closed forms: 1 - 2/pi atan(t) with one degree of freedom, 1 - t / sqrt(t^2 + 2) with two.
SELECT results_eq('SELECT round(t_probability(t, 1)::numeric, 12), round(t_probability(-t, 2)::numeric, 12)
	FROM unnest(ARRAY[0, 0.5, 1, 12.7062]) AS t',
	'SELECT round((1 - 2 / pi() * atan(t))::numeric, 12), round((1 - t / sqrt(t ^ 2 + 2))::numeric, 12)
	FROM unnest(ARRAY[0, 0.5, 1, 12.7062]::float8[]) AS t', 't, by closed forms');
SELECT throws_ok('SELECT t_probability(1, 0)', '22023', NULL, 'degrees of freedom are positive');

CALL create_reporting_model('sp');
CALL create_reporting_views('sp', zone => 'UTC', threshold => 20);
-- Two days of a week, and the same two of the next: waits of 10 are in time, those of 40 are not.
INSERT INTO sp.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
	queued_at, answered_at, left_at, ended_at, outcome, talk_s, hold_s, acw_s)
SELECT day || ' ' || i, 1, 'voice', 'q', 'a', at, at + wait, at + wait, at + wait + make_interval(secs => talk),
	'answered', talk, 0, 0
FROM (VALUES ('2024-05-06 10:00+00'::timestamptz, '{10,40}'::integer[], '{60,140}'::integer[]),
		('2024-05-07 10:00+00', '{10,10}', '{150,150}'),
		('2024-05-13 10:00+00', '{10,10}', '{100,140}'),
		('2024-05-14 10:00+00', '{10,10}', '{130,130}')) AS d (day, waits, talks),
	unnest(waits, talks) WITH ORDINALITY AS v (w, talk, i),
	LATERAL (SELECT day + i * interval '1 min' AS at, make_interval(secs => w) AS wait) AS x;
-- 3 of 4, of days with 1 and 2 of 2, and 4 of 4: the quotients' errors are 1/4 and 0; of the times, 25 and 5.
SELECT results_eq($$SELECT kpi, value, value_before, difference, std_error, round(p::numeric, 10), days, days_before
	FROM sp.queue_week_change WHERE week = '2024-05-13' AND kpi IN ('aht', 'service_level') ORDER BY kpi$$,
	$$VALUES ('aht'::text, 125::float8, 125::float8, 0::float8, sqrt(650::float8), 1::numeric, 2::bigint, 2::bigint),
		('service_level', 1, 0.75, 0.25, 0.25, round((1 - 1 / sqrt(3))::numeric, 10), 2, 2)$$,
	'a week and the week before, by hand');
SELECT bag_eq($$SELECT * FROM sp.queue_compare('2024-05-13', '2024-05-20', '2024-05-06', '2024-05-13')$$,
	$$SELECT queue_id, media, kpi, numerator, denominator, value, numerator_before, denominator_before, value_before,
		difference, days, days_before, std_error, p
	FROM sp.queue_week_change WHERE week = '2024-05-13'$$, 'any two spans: the same of these');
SELECT results_eq($$SELECT value, value_before, p, days, days_before FROM sp.queue_compare('2024-05-06', '2024-05-07',
		'2024-05-07', '2024-05-08') WHERE kpi = 'service_level'$$,
	$$VALUES (0.5::float8, 1::float8, NULL::float8, 1::bigint, 1::bigint)$$, 'of a day alone nothing is known');
SELECT results_eq($$SELECT week, value, value_before FROM sp.queue_week_change WHERE kpi = 'aht' ORDER BY week$$,
	$$VALUES ('2024-05-06'::date, 125::float8, NULL::float8), ('2024-05-13', 125, 125)$$,
	'the first week has none before it, none is made up');

SELECT results_eq($$SELECT upto_s, answered FROM sp.wait_distribution_at('{15,30}') WHERE day = '2024-05-06'$$,
	$$VALUES (15::float8, 1::bigint), (20, 0), (30, 0), (NULL, 1)$$, 'bounds of one''s own, and the threshold');
CALL refresh_queue_summary('sp', '2024-05-07', '2024-05-14');
SELECT bag_eq($$SELECT * FROM sp.wait_distribution_at('{8,30,60,90,120,180,300,600,1200}')$$,
	'SELECT queue_id, media, day, upto_s, answered, abandoned FROM sp.wait_distribution',
	'the function has the rows of the view, partly rolled up');
SELECT results_eq('SELECT DISTINCT upto_s FROM sp.wait_distribution WHERE upto_s < 40 ORDER BY 1',
	'VALUES (8::float8), (20), (30)', 'the threshold is among the bounds');
SELECT results_eq($$SELECT day, upto_s, answered, handle_s FROM sp.handle_distribution_at('{100,139}')
		ORDER BY day, upto_s$$,
	$$VALUES ('2024-05-06'::date, 100::float8, 1::bigint, 60::float8), ('2024-05-06', NULL, 1, 140),
		('2024-05-07', NULL, 2, 300), ('2024-05-13', 100, 1, 100), ('2024-05-13', NULL, 1, 140),
		('2024-05-14', 139, 2, 260)$$, 'handle times: at most a bound is within it');
SELECT results_eq('SELECT sum(answered), sum(handle_s) FROM sp.handle_distribution',
	'SELECT sum(answered), sum(handle_s) FROM sp.queue_day', 'the distribution has every visit');

-- a before it is blue is red; b is of no team.
INSERT INTO sp.agent (agent_id, valid, name, team) VALUES ('a', '(,2024-05-07)', 'A', 'red'),
	('a', '[2024-05-07,)', 'A', 'blue'), ('c', '(,)', 'C', 'blue');
INSERT INTO sp.agent_state (agent_id, during, state_class)
SELECT agent, tstzrange(from_at, from_at + seconds * interval '1 s'), class
FROM (VALUES ('a', '2024-05-06 10:00+00'::timestamptz, 600, 'handling'), ('a', '2024-05-07 10:00+00', 600, 'handling'),
	('a', '2024-05-07 10:10+00', 200, 'available'), ('b', '2024-05-07 10:00+00', 300, 'available'),
	('c', '2024-05-07 10:00+00', 200, 'handling')) AS v (agent, from_at, seconds, class);
SELECT results_eq('SELECT day, team, agents, handling_s, available_s, occupancy, utilisation FROM sp.team_day
	ORDER BY 1, 2',
	$$VALUES ('2024-05-06'::date, 'red'::text, 1::bigint, 600::float8, 0::float8, 1::float8, 1::float8),
		('2024-05-07', 'blue', 2, 800, 200, 0.8, 0.8), ('2024-05-07', NULL, 1, 0, 300, 0, 0)$$,
	'teams, each agent in that of the day');
INSERT INTO sp.schedule (agent_id, during, class) VALUES ('a', '[2024-05-06 10:05+00,2024-05-06 10:20+00)', 'on_queue'),
	('a', '[2024-05-06 10:00+00,2024-05-06 10:05+00)', 'break_unpaid');
SELECT results_eq($$SELECT from_at, seconds, sign FROM sp.adherence_exception WHERE day = '2024-05-06' ORDER BY 1$$,
	$$VALUES ('2024-05-06 10:00+00'::timestamptz, 300::float8, 1), ('2024-05-06 10:10+00', 600, -1)$$,
	'work in a break, and none where some was due');

-- Four gave up: one of them came again after two days, of one nobody knows who it was; three were answered, for 120.
INSERT INTO sp.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id, revenue, currency)
SELECT id, customer, 'voice', at, at + interval '5 min', 'shop', revenue, 'EUR'
FROM (VALUES ('l1', 'k1', '2024-05-20 10:00+00'::timestamptz, NULL::numeric), ('l2', 'k2', '2024-05-20 10:00+00', NULL),
	('l3', NULL, '2024-05-20 10:00+00', NULL), ('l4', 'k4', '2024-05-20 10:00+00', NULL),
	('b1', 'k1', '2024-05-22 10:00+00', 100), ('b2', 'k5', '2024-05-22 10:00+00', 20),
	('b3', 'k6', '2024-05-23 10:00+00', 0), ('b4', 'k6', '2024-05-25 10:00+00', NULL))
	AS v (id, customer, at, revenue);
INSERT INTO sp.queue_visit (contact_id, visit_no, media, queue_id, outcome, queued_at, answered_at, left_at)
SELECT contact_id, 1, 'voice', 'shop', CASE WHEN contact_id ~ '^l' THEN 'abandoned' ELSE 'answered' END, started_at,
	CASE WHEN contact_id ~ '^b' THEN started_at END, started_at + interval '1 min'
FROM sp.contact WHERE contact_id <> 'b4';
SELECT results_eq('SELECT abandoned_contacts, known, returned, return_rate, answered_contacts, revenue, cost
	FROM sp.abandon_cost', $$VALUES (4::bigint, 3::bigint, 1::bigint, 1 / 3::float8, 3::bigint, 120::float8,
		4 * (1 - 1 / 3::float8) * 120 / 3)$$, 'two thirds of four did not come back, at 40 each');
-- b3 is followed after two days: a repeat within three days, none within one.
SELECT results_eq($$SELECT days, sum(eligible), sum(repeated) FROM unnest(ARRAY[1, 3]) AS days,
	LATERAL sp.repeat_contact_within(days) GROUP BY days ORDER BY days$$,
	'VALUES (1, 3::numeric, 0::numeric), (3, 3, 1)', 'repeats within one day and within three');
SELECT bag_eq('SELECT to_jsonb(r) - ''queue_name'' - ''agent_name'' - ''is_stale'' FROM sp.repeat_contact AS r',
	'SELECT to_jsonb(r) FROM sp.repeat_contact_within(7) AS r', 'the view is of its parameter');

-- How visits end: who hung up, on hold how often, why they left; the same over a view without these columns.
INSERT INTO sp.queue_visit (contact_id, visit_no, media, direction, queue_id, queued_at, answered_at, left_at, ended_at,
	outcome, hold_s, holds, ended_by, flow_out_reason)
SELECT 'e' || i, 1, 'voice', direction, 'ends', at, CASE WHEN outcome = 'answered' THEN at END, at + '1 min',
	CASE WHEN outcome = 'answered' THEN at + interval '2 min' END, outcome, hold_s, holds, ended_by, reason
FROM (VALUES (1, 'inbound', 'answered', 30, 2, 'agent', NULL), (2, 'inbound', 'answered', 0, 0, 'customer', NULL),
		(3, 'inbound', 'answered', 10, 1, 'customer', NULL), (4, 'outbound', 'answered', 5, NULL, 'agent', NULL),
		(5, 'inbound', 'flowed_out', NULL, NULL, NULL, 'closed'),
		(6, 'inbound', 'flowed_out', NULL, NULL, NULL, 'overflow'),
		(7, 'inbound', 'flowed_out', NULL, NULL, NULL, 'closed'))
	AS v (i, direction, outcome, hold_s, holds, ended_by, reason),
	LATERAL (SELECT '2024-06-03 10:00+00'::timestamptz AS at) AS x;
SELECT results_eq($$SELECT direction, outcome, ended_by, visits, held, holds, hold_s FROM sp.queue_end_day
	WHERE queue_id = 'ends' AND outcome = 'answered' ORDER BY 1, 3$$,
	$$VALUES ('inbound'::text, 'answered'::text, 'agent'::text, 1::bigint, 1::bigint, 2::bigint, 30::float8),
		('inbound', 'answered', 'customer', 2, 1, 1, 10), ('outbound', 'answered', 'agent', 1, 1, NULL, 5)$$,
	'who hung up, inbound and outbound apart');
SELECT results_eq($$SELECT flow_out_reason, visits FROM sp.queue_end_day WHERE outcome = 'flowed_out' ORDER BY 1$$,
	$$VALUES ('closed'::text, 2::bigint), ('overflow', 1)$$, 'why they left');
CREATE SCHEMA sp_mapped;
CREATE VIEW sp_mapped.queue_visit AS
SELECT contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason, entered_at, queued_at,
	answered_at, left_at, ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in,
	transfer_out, origin_contact_id, sl_threshold_s, source, source_updated_at, is_test FROM sp.queue_visit;
CALL create_reporting_views('sp_mapped');
SELECT results_eq($$SELECT outcome, ended_by, visits FROM sp_mapped.queue_end_day WHERE queue_id = 'ends'
	ORDER BY 1, visits$$,
	$$VALUES ('answered'::text, NULL::text, 1::bigint), ('answered', NULL, 3), ('flowed_out', NULL, 3)$$,
	'without these columns, what there is');
SELECT * FROM finish();
ROLLBACK;
