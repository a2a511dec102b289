-- maintain_reporting does what is due and nothing else; a step that fails keeps no other from being done.
\set QUIET on
SET client_min_messages = warning;
SELECT plan(29);
CALL create_reporting_model('mr', partition_by => 'month');
CALL create_reporting_views('mr', zone => 'Europe/Amsterdam');
INSERT INTO mr.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at,
	outcome)
SELECT 'c' || i, 1, 'voice', 'q', 'a', t, t + '9 s', t + '9 s', t + '99 s', 'answered'
FROM generate_series(1, 1000) AS i, LATERAL (SELECT now() - i * interval '115 min' AS t) AS x;
INSERT INTO mr.agent_state (agent_id, during, state_class)
SELECT 'a', tstzrange(t, t + '50 min'), 'available'
FROM generate_series(1, 300) AS i, LATERAL (SELECT now() - i * interval '1 hour' AS t) AS x;

CREATE FUNCTION pg_temp.parts() RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM pg_inherits WHERE inhparent = 'mr.queue_visit'::regclass $$;
-- Rows of these have been written by the transactions named.
CREATE FUNCTION pg_temp.written() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(DISTINCT format('%s %s', t, x), ' ') FROM (
		SELECT 'kpi', xmin::text FROM mr.kpi_month_summary UNION SELECT 'forecast', xmin::text FROM mr.forecast
		UNION SELECT stored, xmin::text FROM mr.stored_refresh WHERE stored !~ '^queue|^agent|_day$'
		UNION SELECT 'queue', xmin::text FROM mr.queue_interval_summary
		UNION SELECT 'agent', xmin::text FROM mr.agent_interval_summary
		UNION SELECT relname, analyze_count::text FROM pg_stat_all_tables
		WHERE relid IN ('mr.queue_visit'::regclass, 'mr.segment'::regclass)) AS w (t, x) $$;

SELECT throws_ok($$CALL maintain_reporting('mr')$$, '2D000', 'invalid transaction termination',
	'in a transaction of the caller''s it does nothing');
SELECT throws_ok($$CALL maintain_reporting_step('public', 'mr', 'check', 0, 28, 2, NULL)$$, '22023',
	'invalid value for argument "retain_months": 0', 'months that are none');
SELECT throws_ok($$CALL maintain_reporting_step('public', 'mr', 'check', 1, 401, 2, NULL)$$, '22023',
	'invalid value for argument "forecast_days": 401', 'days that are too many');
SELECT throws_ok($$CALL maintain_reporting_step('public', 'mr', 'check', 1, 28, NULL, NULL)$$, '22023',
	'invalid value for argument "ahead": null', 'months ahead that are none');
SELECT throws_ok($$CALL maintain_reporting_step('public', 'pg_catalog', 'check', 1, 28, 1, NULL)$$, '42P01',
	'schema pg_catalog has no reporting model and views of this version', 'a schema without a model');

CALL maintain_reporting('mr', forecast_days => 1, ahead => 1);
SELECT cmp_ok(pg_temp.parts(), '>=', 5::bigint, 'partitions of the months with rows, and of those to come');
SELECT results_eq($$SELECT (SELECT sum(offered(summary)) > 990 FROM mr.queue_interval_summary),
	(SELECT count(*) > 0 FROM mr.agent_interval_summary), (SELECT count(*) > 0 FROM mr.kpi_month_summary),
	(SELECT count(*) > 0 FROM mr.forecast),
	(SELECT last_analyze IS NOT NULL FROM pg_stat_all_tables WHERE relid = 'mr.queue_visit'::regclass)$$,
	'VALUES (true, true, true, true, true)', 'intervals, months, forecasts and statistics');
SELECT cmp_ok(sum(n), '>', 970::numeric, 'and what data_quality counts')
FROM mr.quality_day_summary WHERE subject = 'queue_visit' AND counted = 'all';
SELECT pg_temp.written() AS before \gset
CALL maintain_reporting('mr', ahead => 0);
SELECT is(pg_temp.written(), :'before', 'a second call writes nothing, as nothing is due');

UPDATE mr.queue_visit SET queue_id = 'r' WHERE contact_id = 'c500';
UPDATE mr.stored_refresh SET refreshed_at = refreshed_at - '1 day'::interval WHERE stored = 'kpi_month';
UPDATE mr.kpi_month_summary SET numerator = -1 WHERE month = (SELECT min(month) FROM mr.kpi_month_summary);
CALL maintain_reporting('mr', forecast_days => 0, ahead => 0);
SELECT is((SELECT bool_or(numerator = -1) FROM mr.kpi_month_summary),
	extract(day FROM now() AT TIME ZONE 'Europe/Amsterdam') > 1, 'old months are due on the first of a month alone');
UPDATE mr.stored_refresh SET refreshed_at = refreshed_at - '1 day'::interval WHERE stored = 'kpi_month';
INSERT INTO mr.stored_late (stored, from_at, to_at)
SELECT 'kpi_month', month + '1 day'::interval, month + '2 days'::interval
FROM (SELECT min(month) AS month FROM mr.kpi_month_summary) AS m;
CALL maintain_reporting_step('public', 'mr', 'kpi_month', 1, 28, 0, NULL) \gset
SELECT is_empty('SELECT FROM mr.kpi_month_summary WHERE numerator = -1', 'and when they are stale');
SELECT results_eq($$SELECT count(*), bool_or(is_stale) FROM mr.queue_interval WHERE queue_id = 'r'$$,
	'VALUES (1::bigint, false)', 'a late row is due');

-- A day later, with old rows to go, and a step that fails.
SELECT pg_temp.parts() AS parts \gset
UPDATE mr.stored_refresh SET refreshed_at = refreshed_at - '1 day'::interval;
CREATE FUNCTION mr.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''refused''; END';
CREATE TRIGGER refuse BEFORE INSERT OR UPDATE OR DELETE ON mr.forecast FOR EACH STATEMENT EXECUTE FUNCTION mr.refuse();
SET client_min_messages = error;
CALL maintain_reporting('mr', retain_months => 1, ahead => 0);
SET client_min_messages = warning;
SELECT is(:'LAST_ERROR_MESSAGE'::text, 'not all that was due in schema mr could be done', 'a step that fails is told');
SELECT results_eq($$SELECT stored, refreshed_at > now() - interval '12 hours' FROM mr.stored_refresh
	WHERE stored IN ('kpi_month', 'forecast', 'retention') ORDER BY stored COLLATE "C"$$,
	$$VALUES ('forecast', false), ('kpi_month', true), ('retention', true)$$, 'the others are done');
SELECT cmp_ok(pg_temp.parts(), '<', :parts::bigint, 'old partitions are gone');
SELECT is((SELECT sum(offered)::integer FROM mr.queue_day), 1000, 'and their figures stay');
SELECT results_eq($$SELECT DISTINCT subject, rows_checked FROM mr.data_quality
	WHERE subject IN ('agent_state', 'queue_visit') AND problem ~ '^(no agent_id|unknown outcome)' ORDER BY 1$$,
	$$VALUES ('agent_state', (SELECT count(*) FROM mr.agent_state)),
	('queue_visit', (SELECT count(*) FROM mr.queue_visit))$$, 'but in data_quality');
DROP TRIGGER refuse ON mr.forecast;
CALL maintain_reporting('mr', retain_months => 1, ahead => 0);
SELECT pg_temp.written() AS before \gset
CALL maintain_reporting('mr', retain_months => 1, ahead => 0);
SELECT is(pg_temp.written(), :'before', 'then nothing is due once more');

-- What each call locks until its transaction ends, beyond what a write of rows does.
CREATE FUNCTION pg_temp.locks() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT DISTINCT format('%s %s', l.relation::regclass, l.mode)
	FROM pg_locks AS l
	JOIN pg_class AS c ON c.oid = l.relation
	WHERE l.pid = pg_backend_pid() AND c.relnamespace = 'mr'::regnamespace AND c.relkind IN ('r', 'p', 'v')
		AND c.relname !~ '_\d{4}_\d\d$' AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock') $$;
BEGIN;
CALL create_reporting_model('mr');
CALL refresh_queue_summary('mr');
CALL refresh_agent_summary('mr');
CALL refresh_contact_summary('mr');
CALL refresh_quality_summary('mr');
CALL refresh_kpi_month('mr');
CALL refresh_forecast('mr', 1);
CALL maintain_partitions('mr', ahead => 1);
SELECT set_eq('SELECT pg_temp.locks()', $$VALUES ('mr.queue_interval_summary ShareRowExclusiveLock'),
	('mr.agent_interval_summary ShareRowExclusiveLock'), ('mr.agent_adherence_summary ShareRowExclusiveLock'),
	('mr.unit_day_summary ShareRowExclusiveLock'), ('mr.repeat_day_summary ShareRowExclusiveLock'),
	('mr.contact_day_summary ShareRowExclusiveLock'), ('mr.shrinkage_day_summary ShareRowExclusiveLock'),
	('mr.quality_day_summary ShareRowExclusiveLock'),
	('mr.kpi_month_summary ShareRowExclusiveLock'), ('mr.forecast ShareUpdateExclusiveLock')$$,
	'refreshes lock what they write, the others nothing when nothing is due');
ROLLBACK;
BEGIN;
CALL maintain_partitions('mr', ahead => 2);
SELECT set_eq('SELECT pg_temp.locks()', $$SELECT 'mr.' || t || l
	FROM unnest('{agent_state,contact,queue_visit,schedule,segment,trunk_event}'::text[]) AS t,
		unnest('{" ShareUpdateExclusiveLock",_default AccessExclusiveLock}'::text[]) AS l
	UNION ALL
	SELECT 'mr.' || t || '_summary ShareRowExclusiveLock'
	FROM unnest('{queue_interval,agent_interval,agent_adherence,unit_day,repeat_day,contact_day,self_service_day,
		conversation_day,shrinkage_day,path_day,kpi_month,quality_day}'::text[]) AS t$$,
	'new partitions lock the default ones, and wait for refreshes');
ROLLBACK;
BEGIN;
CALL retain_raw('mr', 1);
CALL erase_customer('mr', 'nobody');
SELECT set_eq('SELECT pg_temp.locks()', $$VALUES ('mr.queue_interval_summary ShareRowExclusiveLock'),
	('mr.agent_interval_summary ShareRowExclusiveLock'), ('mr.agent_adherence_summary ShareRowExclusiveLock'),
	('mr.unit_day_summary ShareRowExclusiveLock'), ('mr.repeat_day_summary ShareRowExclusiveLock'),
	('mr.contact_day_summary ShareRowExclusiveLock'), ('mr.shrinkage_day_summary ShareRowExclusiveLock'),
	('mr.self_service_day_summary ShareRowExclusiveLock'), ('mr.conversation_day_summary ShareRowExclusiveLock'),
	('mr.path_day_summary ShareRowExclusiveLock'),
	('mr.kpi_month_summary ShareRowExclusiveLock'), ('mr.quality_day_summary ShareRowExclusiveLock')$$,
	'retain_raw locks what refreshes do when nothing is to go, erase_customer rows alone');
ROLLBACK;
BEGIN;
CALL create_reporting_views('mr');
SELECT set_eq('SELECT pg_temp.locks()', $$VALUES ('mr.kpi_month_summary ShareRowExclusiveLock')$$,
	'views that are as they should be are not locked');
CALL create_reporting_views('mr', repeat_days => 3);
SELECT set_eq($$SELECT DISTINCT regexp_replace(l, '^mr\.[a-z_]+ (?=Acc|ShareUpd)', '') FROM pg_temp.locks() AS l$$,
	$$VALUES ('mr.kpi_month_summary ShareRowExclusiveLock'), ('AccessExclusiveLock'), ('ShareUpdateExclusiveLock')$$,
	'of those that change no table is locked');
SELECT is_empty($$SELECT FROM mr.stored_refresh WHERE stored = 'kpi_month'$$, 'and KPIs made otherwise are due');
ROLLBACK;

-- A customer is made unknown: every figure stays.
INSERT INTO mr.contact (contact_id, customer_key, media, direction, started_at, ended_at, first_queue_id)
SELECT contact_id, 'key-' || visit_no + right(contact_id, 1)::integer % 5, 'voice', 'inbound', queued_at, ended_at,
	queue_id
FROM mr.queue_visit;
UPDATE mr.queue_visit AS v SET customer_key = c.customer_key FROM mr.contact AS c
WHERE v.contact_id = c.contact_id;
INSERT INTO mr.survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value)
SELECT 'r' || contact_id, contact_id, started_at, 'csat', 1, 5, 4 FROM mr.contact;
INSERT INTO mr.customer_outcome (customer_key, at, kind) VALUES ('key-2', now(), 'churned');
CREATE FUNCTION pg_temp.figures() RETURNS text LANGUAGE sql AS $$
	SELECT md5(string_agg(f, ' ' ORDER BY f)) FROM (
		SELECT q::text FROM mr.queue_day AS q UNION ALL SELECT k::text FROM mr.kpi_month_summary AS k
		UNION ALL SELECT r::text FROM mr.repeat_contact AS r UNION ALL SELECT v::text FROM mr.voc_queue AS v
		UNION ALL SELECT s::text FROM mr.stored_late AS s) AS f (f) $$;
CREATE FUNCTION pg_temp.rows_of(key text) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(*) FROM (SELECT v::text FROM mr.queue_visit AS v UNION ALL SELECT c::text FROM mr.contact AS c
		UNION ALL SELECT s::text FROM mr.survey_response AS s UNION ALL SELECT o::text FROM mr.customer_outcome AS o
		UNION ALL SELECT s::text FROM mr.segment AS s) AS r (r)
	WHERE r ~ ('\m' || key || '\M') $$;
SELECT contact_id AS contact, pg_temp.figures() AS before FROM mr.contact WHERE customer_key = 'key-2' LIMIT 1 \gset
SELECT cmp_ok(pg_temp.rows_of('key-2') + pg_temp.rows_of(:'contact'), '>', 10::bigint, 'rows of a customer');
SELECT throws_ok($$CALL erase_customer('mr', '')$$, '22023', 'invalid value for argument "customer_key": ''''',
	'a customer without a key is nobody');
CALL erase_customer('mr', 'key-2');
SELECT is(pg_temp.rows_of('key-2') + pg_temp.rows_of(:'contact'), 0::bigint, 'neither key nor contact is left');
SELECT is(pg_temp.figures(), :'before', 'every figure is the same, and nothing is late');
SELECT results_eq($$SELECT count(DISTINCT customer_key), count(DISTINCT v.contact_id) > 10,
	count(DISTINCT v.contact_id) = count(s.contact_id)
	FROM mr.contact JOIN mr.queue_visit AS v USING (contact_id, customer_key)
	JOIN mr.survey_response AS s USING (contact_id) WHERE customer_key ~ '^erased:'$$,
	'VALUES (1::bigint, true, true)', 'rows still belong together');

SELECT finish();
DROP SCHEMA mr CASCADE;
