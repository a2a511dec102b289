-- What is stored outlives the rows it was made from.
BEGIN;
SELECT plan(14);
SET client_min_messages = warning;
CALL create_reporting_model('rh');
CALL create_reporting_views('rh', zone => 'Europe/Amsterdam');
INSERT INTO rh.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, outcome)
SELECT 'c' || i, 1, 'voice', 'q' || i % 3, 'a',
	t, t + interval '9 s', t + interval '9 s', t + interval '99 s', 'answered'
FROM generate_series(0, 2399) AS i,
	LATERAL (SELECT '2024-04-01 06:00+00'::timestamptz + i * interval '1 hour' AS t) AS x;
INSERT INTO rh.agent_state (agent_id, during, state_class)
SELECT 'a', tstzrange(t, t + interval '40 min'), 'available'
FROM generate_series('2024-04-01 06:00+00'::timestamptz, '2024-07-10', '1 hour') AS t;
INSERT INTO rh.schedule (agent_id, during, class)
SELECT 'a', tstzrange(t, t + interval '50 min'), 'on_queue'
FROM generate_series('2024-04-01 06:00+00'::timestamptz, '2024-07-10', '1 hour') AS t;
CALL refresh_queue_summary('rh');
CALL refresh_agent_summary('rh');
CALL refresh_kpi_month('rh');
CREATE TEMP TABLE queue_before AS SELECT * FROM rh.queue_day;
CREATE TEMP TABLE agent_before AS SELECT * FROM rh.agent_day;
CREATE TEMP TABLE adherence_before AS SELECT * FROM rh.agent_adherence;
CREATE TEMP TABLE kpi_before AS SELECT month, kpi, value FROM rh.kpi_month;
CREATE TEMP TABLE wait_before AS SELECT * FROM rh.wait_distribution;
CREATE FUNCTION pg_temp.all_as_before() RETURNS boolean LANGUAGE sql AS $$
	SELECT NOT EXISTS (TABLE queue_before EXCEPT TABLE rh.queue_day)
		AND NOT EXISTS (TABLE rh.queue_day EXCEPT TABLE queue_before)
		AND NOT EXISTS (TABLE agent_before EXCEPT TABLE rh.agent_day)
		AND NOT EXISTS (TABLE adherence_before EXCEPT TABLE rh.agent_adherence)
		AND NOT EXISTS (TABLE wait_before EXCEPT TABLE rh.wait_distribution)
		AND NOT EXISTS (TABLE kpi_before EXCEPT SELECT month, kpi, value FROM rh.kpi_month)$$;

-- From the front, in the middle of an interval; then a whole day in between.
DELETE FROM rh.queue_visit WHERE queued_at < '2024-05-20 11:17+00';
DELETE FROM rh.agent_state WHERE lower(during) < '2024-05-20 11:17+00';
DELETE FROM rh.schedule WHERE lower(during) < '2024-05-20 11:17+00';
CALL refresh_queue_summary('rh');
CALL refresh_agent_summary('rh');
SELECT ok(pg_temp.all_as_before(), 'a refresh without a span keeps what there are no rows of any more');
CALL refresh_queue_summary('rh', '2024-04-01', '2024-06-01');
CALL refresh_agent_summary('rh', '2024-04-01', '2024-06-01');
SELECT ok(pg_temp.all_as_before(), 'so does one with a span');
CALL refresh_queue_summary('rh', '2024-05-20 08:00+00', '2024-05-20 12:00+00');
CALL refresh_agent_summary('rh', '2024-05-20 08:00+00', '2024-05-20 12:00+00');
SELECT ok(pg_temp.all_as_before(), 'and one within the day where the rows begin');
DELETE FROM rh.queue_visit WHERE queued_at >= '2024-06-10 22:00+00' AND queued_at < '2024-06-11 22:00+00';
DELETE FROM rh.agent_state WHERE lower(during) >= '2024-06-10 22:00+00' AND lower(during) < '2024-06-11 22:00+00';
DELETE FROM rh.schedule WHERE lower(during) >= '2024-06-10 22:00+00' AND lower(during) < '2024-06-11 22:00+00';
CALL refresh_queue_summary('rh');
CALL refresh_agent_summary('rh');
SELECT ok(pg_temp.all_as_before(), 'a local day of which all rows are gone is kept');

-- Corrections within a day that has rows are taken.
UPDATE rh.queue_visit SET queue_id = 'q9' WHERE contact_id = 'c2000';
DELETE FROM rh.agent_state WHERE lower(during) = '2024-06-15 12:00+00';
CALL refresh_queue_summary('rh');
CALL refresh_agent_summary('rh');
SELECT is((SELECT sum(offered) FROM rh.queue_day), (SELECT sum(offered) FROM queue_before), 'a visit of another queue');
SELECT isnt_empty($$SELECT FROM rh.queue_day WHERE queue_id = 'q9'$$, 'is there');
SELECT is((SELECT round(sum(available_s)) FROM rh.agent_day),
	(SELECT round(sum(available_s)) - 2400 FROM agent_before), 'and a state that was none is not');

-- All of it gone, and a model of which nothing is left.
CREATE TEMP TABLE queue_last AS SELECT * FROM rh.queue_day;
TRUNCATE rh.queue_visit, rh.agent_state, rh.schedule;
CALL refresh_queue_summary('rh');
CALL refresh_agent_summary('rh');
SELECT bag_eq('TABLE queue_last', 'SELECT * FROM rh.queue_day', 'without any visit all is kept');
SELECT ok((SELECT count(*) > 90 FROM rh.agent_day), 'and of agents');
CALL refresh_kpi_month('rh');
SELECT is((SELECT count(DISTINCT month) FROM rh.kpi_month), 4::bigint, 'and of months');
CALL refresh_queue_summary('rh', discard => true);
SELECT is_empty('SELECT FROM rh.queue_day', 'on request it goes');
CALL refresh_agent_summary('rh', discard => true);
SELECT is_empty('SELECT FROM rh.agent_day', 'of agents, too');
CALL refresh_kpi_month('rh', discard => true);
SELECT is_empty('SELECT FROM rh.kpi_month', 'and of months');

-- States without any schedule: late ones are taken.
INSERT INTO rh.agent_state (agent_id, during, state_class) VALUES
	('b', '[2024-08-01 08:00+00,2024-08-01 09:00+00)', 'available');
CALL refresh_agent_summary('rh');
INSERT INTO rh.agent_state (agent_id, during, state_class) VALUES
	('b', '[2024-08-01 10:00+00,2024-08-01 11:00+00)', 'available');
CALL refresh_agent_summary('rh');
SELECT is((SELECT sum(on_queue_actual_s) FROM rh.agent_adherence_summary), 7200::float8, 'without a schedule, too');
SELECT * FROM finish();
ROLLBACK;
