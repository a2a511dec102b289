-- Views of one's own in place of the model's tables, with the columns alone that these want:
-- every view is made and can be read, what is not there is not known.
BEGIN;
SELECT plan(10);
SET client_min_messages = warning;
CALL create_reporting_model('full_model');
INSERT INTO full_model.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
	queued_at, answered_at, left_at, ended_at, outcome)
SELECT 'c' || i, 1, 'voice', 'q', 'a', t, t + interval '9 s', t + interval '9 s', t + interval '99 s', 'answered'
FROM generate_series(0, 99) AS i, LATERAL (SELECT '2024-04-01 06:00+00'::timestamptz + i * interval '1 hour' AS t) AS x;
INSERT INTO full_model.contact (contact_id, customer_key, started_at)
SELECT contact_id, 'k', queued_at FROM full_model.queue_visit;
INSERT INTO full_model.queue (queue_id, name) VALUES ('q', 'Q');
INSERT INTO full_model.agent (agent_id, name) VALUES ('a', 'A');
INSERT INTO full_model.agent_state (agent_id, during, state_class)
SELECT 'a', tstzrange(t, t + interval '40 min'), 'available'
FROM generate_series('2024-04-01 06:00+00'::timestamptz, '2024-04-05', '1 hour') AS t;
INSERT INTO full_model.schedule (agent_id, during, class)
SELECT 'a', tstzrange(t, t + interval '50 min'), 'on_queue'
FROM generate_series('2024-04-01 06:00+00'::timestamptz, '2024-04-05', '1 hour') AS t;
INSERT INTO full_model.forecast (queue_id, interval_start, interval_len, made_at, volume)
VALUES ('q', '2024-04-01 06:00+00', '30 min', '2024-03-01', 7);
INSERT INTO full_model.ticket_event (ticket_id, event_no, at, event) VALUES ('t', 1, '2024-04-01 06:00+00', 'created');

CREATE SCHEMA bare;
DO $$
DECLARE
	one record;
BEGIN
	FOR one IN
		SELECT s.name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
		FROM reporting_source AS s
		JOIN pg_attribute AS a ON a.attrelid = format('full_model.%I', s.name)::regclass AND a.attnum > 0
		WHERE s.kind = 'table' AND s.name !~ '_summary$|^stored_' AND a.attnotnull AND NOT a.atthasdef
		GROUP BY s.name
	LOOP
		EXECUTE format('CREATE VIEW bare.%I AS SELECT %s FROM full_model.%1$I', one.name, one.columns);
	END LOOP;
END
$$;
SELECT cmp_ok(count(*), '>', 15::bigint, 'every table of the model that one may map, with its mandatory columns')
FROM pg_class WHERE relnamespace = 'bare'::regnamespace;
CALL create_reporting_views('bare', zone => 'Europe/Amsterdam', cost_per_minute => 1);
SELECT set_eq($$
	SELECT s.name FROM reporting_source AS s
	WHERE s.kind = 'view' AND to_regclass(format('bare.%I', s.name)) IS NULL$$,
	ARRAY['stored_figures'], 'every view is made, but of what is stored, for which tables are asked');
CREATE FUNCTION pg_temp.problem_of(view text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SELECT count(v) FROM bare.%I AS v', view);
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	RETURN sqlerrm;
END $$;
SELECT is_empty($$
	SELECT relname, pg_temp.problem_of(relname) FROM pg_class
	WHERE relnamespace = 'bare'::regnamespace AND relkind = 'v' AND pg_temp.problem_of(relname) IS NOT NULL$$,
	'and can be read');
SELECT results_eq('SELECT count(*), count(media), sum(still_open) FROM bare.queue_interval',
	'VALUES (100::bigint, 0::bigint, 100::numeric)', 'visits without media, which are open as far as is known');
SELECT results_eq($$
	SELECT rows_affected, rows_checked FROM bare.data_quality
	WHERE subject = 'contact' AND problem = 'no customer_key'$$,
	'VALUES (100::bigint, 100::bigint)', 'data_quality says that nothing is known of customers');
SELECT is((SELECT rows_affected FROM bare.data_quality WHERE problem = 'open for more than a day'), 100::bigint,
	'nor of ends');
SELECT is((SELECT count(is_stale) FROM bare.queue_interval), 0::bigint, 'nor whether they changed since');
SELECT is((SELECT max(queue_name) FROM bare.present_queue WHERE queue_id = 'q'), 'Q',
	'what has a default has it: valid');

-- A column that comes is known from the next call on.
CREATE OR REPLACE VIEW bare.queue_visit AS
SELECT contact_id, visit_no, queued_at, media, answered_at, left_at, ended_at, outcome FROM full_model.queue_visit;
CALL create_reporting_views('bare');
SELECT results_eq('SELECT count(*), count(media), sum(answered) FROM bare.queue_interval',
	'VALUES (100::bigint, 100::bigint, 100::numeric)', 'a column that comes is known after the next call');
SELECT is((SELECT round(avg(aht)) FROM bare.queue_interval), 90::float8, 'and what is made from it');
SELECT * FROM finish();
ROLLBACK;
