-- What verify_reporting_model says: nothing of a model of this version, and each kind of difference.
\set QUIET on
SET client_min_messages = warning;
SELECT plan(10);

CREATE FUNCTION pg_temp.said(of_schema name) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT concat_ws(' ', kind, object, problem) FROM verify_reporting_model(of_schema) $$;
CREATE TEMP TABLE found (said text);
CREATE ROLE vy_reader;
SELECT throws_ok($$SELECT * FROM verify_reporting_model('no such')$$, '3F000', 'schema "no such" does not exist',
	'a schema that is none');

-- Tables alone, some of them in partitions.
CALL create_reporting_model('vy_parts', partition_by => 'month');
SELECT set_eq($$SELECT pg_temp.said('vy_parts')$$,
	ARRAY['view vy_parts.reporting_settings is missing, so what the other views should be is not known'],
	'a model in partitions, without views');
ALTER TABLE vy_parts.queue_visit DROP CONSTRAINT queue_visit_pkey;
ALTER TABLE vy_parts.queue_visit DROP COLUMN holds, ALTER talk_s TYPE numeric, ALTER contact_id DROP NOT NULL,
	ALTER media SET NOT NULL, ALTER is_test DROP DEFAULT, ADD COLUMN mine text;
ALTER TABLE vy_parts.queue_visit DROP CONSTRAINT queue_visit_outcome, ADD CHECK (visit_no < 100);
DROP INDEX vy_parts.agent_state_agent_id_idx;
ALTER TABLE vy_parts.queue ALTER valid SET DEFAULT 'empty';
ALTER TABLE vy_parts.agent DROP CONSTRAINT agent_one_at_a_time;
ALTER TABLE vy_parts.staff_plan DROP CONSTRAINT staff_plan_key;
DROP TABLE vy_parts.site;
DROP TABLE vy_parts.cost;	-- of the caller's own
CREATE TABLE vy_parts.cost (month date);
INSERT INTO found SELECT pg_temp.said('vy_parts');
SELECT set_eq($$SELECT said FROM found WHERE said !~ '^view|outcome|one_at_a_time'$$, ARRAY[
	'table vy_parts.site is missing',
	'column vy_parts.queue_visit.holds is missing',
	'column vy_parts.queue_visit.talk_s is numeric, not double precision',
	'column vy_parts.queue_visit.contact_id may be null',
	'column vy_parts.queue_visit.media may not be null',
	'column vy_parts.queue_visit.is_test has default none, not false',
	'column vy_parts.queue_visit.mine is of no version',
	'column vy_parts.queue.valid has default ''empty''::tstzrange, not ''(,)''',
	'constraint vy_parts.queue_visit lacks PRIMARY KEY (contact_id, visit_no) queued_at',
	'constraint vy_parts.queue_visit lacks CHECK (holds >= 0)',
	'constraint vy_parts.queue_visit queue_visit_visit_no_check CHECK ((visit_no < 100)) is of no version',
	'constraint vy_parts.staff_plan staff_plan_key lacks UNIQUE NULLS NOT DISTINCT (queue_id, interval_start, media)',
	'index vy_parts.agent_state lacks (agent_id)'],
	'what differs in tables, but in those of the caller''s own');
SELECT set_has($$SELECT split_part(said, ' (', 1) FROM found$$, $$VALUES
	('constraint vy_parts.queue_visit queue_visit_outcome lacks CHECK'),
	('constraint vy_parts.agent agent_one_at_a_time lacks EXCLUDE USING gist')$$,
	'constraints that have names');

-- With views, of parameters of their own.
CALL create_reporting_model('vy');
CALL create_reporting_views('vy', interval_width => '15 min', zone => 'Europe/Amsterdam', threshold => 1e-7,
	variant => 'answered', short_abandon => 3, day_start => '04:00', service_goal => 0.9, shrinkage => 0.1,
	repeat_days => 1.5, response_target => 3600, cost_per_minute => 0.1, min_answers => 7,
	baseline => '[2026-01-01,2026-02-01)', security_invoker => true, loyalty_days => 30, containment_days => 2);
GRANT USAGE ON SCHEMA vy TO vy_reader;
GRANT SELECT ON vy.reporting_settings, vy.queue_interval_summary, vy.agent_interval_summary,
	vy.agent_adherence_summary, vy.outbound_day_summary,
	vy.unit_day_summary, vy.repeat_day_summary, vy.contact_day_summary, vy.ticket_day_summary,
	vy.self_service_day_summary, vy.survey_day_summary, vy.conversation_day_summary,
	vy.outbound_list_day_summary, vy.shrinkage_day_summary, vy.path_day_summary,
	vy.quality_day_summary TO vy_reader;
CREATE INDEX ON vy.contact (reason);	-- of the caller's own
SET ROLE vy_reader;
SET default_transaction_read_only = on;
SELECT is_empty($$SELECT pg_temp.said('vy')$$, 'a model of this version: nothing, to a reader');
RESET default_transaction_read_only;
RESET ROLE;
DROP INDEX vy.contact_started_at_day;
COMMENT ON STATISTICS vy.queue_visit_day IS 'other';
DROP TRIGGER note_late_update ON vy.queue_visit;
ALTER TABLE vy.schedule DISABLE TRIGGER note_late_insert;
ALTER VIEW vy.queue_week SET (security_invoker = false);
DROP VIEW vy.maturity CASCADE;
CREATE OR REPLACE VIEW vy.calendar_in_force AS SELECT * FROM (SELECT * FROM vy.calendar_in_force) AS c;
TRUNCATE found;
INSERT INTO found SELECT pg_temp.said('vy');
SELECT set_has($$SELECT said FROM found$$, $$VALUES
	('index vy.contact_started_at_day is missing'),
	('trigger vy.queue_visit notes late rows by 3 of the 4 triggers of note_late_visits'),
	('trigger vy.schedule notes late rows by 3 of the 4 triggers of note_late_schedules'),
	('view vy.queue_week reads as its owner, the others do not'),
	('view vy.maturity is missing')$$, 'what differs in views, indexes and triggers');
SELECT set_has($$SELECT left(said, 45) FROM found$$, $$VALUES
	('statistics vy.queue_visit_day is other, not l'), ('view vy.calendar_in_force is not as this vers')$$,
	'a view and an index that somebody has changed');
DROP TABLE vy.target CASCADE;	-- and one of the caller's own in its place
CREATE VIEW vy.target AS SELECT 'all'::text AS scope, NULL::text AS kpi, 0.8::float8 AS value;
CALL create_reporting_views('vy');
SELECT ok('security_invoker=true' = ANY (reloptions), 'a view that reads as who asks again') FROM pg_class
WHERE oid = 'vy.queue_week'::regclass;
INSERT INTO vy.queue_interval_summary (queue_id, bucket_start, bucket_end, summary, transfers)
SELECT 'q', '2026-01-05 08:00+00', '2026-01-05 08:30+00', queue_summary('answered'::text, 1::float8), 0;
SELECT set_eq($$SELECT pg_temp.said('vy')$$, ARRAY[
	'trigger vy.schedule notes late rows by 3 of the 4 triggers of note_late_schedules',
	'stored vy.queue_interval_summary has 1 intervals that are not the views'', by 00:15:00 in Europe/Amsterdam'],
	'the views made again: what somebody has disabled, and stored intervals of another width');
DROP VIEW vy.target, vy.reporting_settings CASCADE;
SELECT set_eq($$SELECT pg_temp.said('vy')$$, ARRAY['table vy.target is missing',
	'view vy.reporting_settings is missing, so what the other views should be is not known'],
	'without the table in its place, and without settings');

SELECT finish();
DROP SCHEMA vy, vy_parts CASCADE;
DROP ROLE vy_reader;
