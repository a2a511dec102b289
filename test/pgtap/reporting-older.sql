-- Views of an older version: their columns become those of now, privileges stay, and what
-- somebody made on top of them is never taken along.
\set QUIET on
SET client_min_messages = warning;
SELECT plan(11);

CREATE SCHEMA ro;
CREATE SCHEMA fresh;
CREATE SCHEMA mine;
CREATE FUNCTION pg_temp.columns(of_schema text) RETURNS SETOF text LANGUAGE sql AS $$
	SELECT format('%s %s %s %s', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod))
	FROM pg_attribute AS a
	JOIN pg_class AS c ON c.oid = a.attrelid
	WHERE c.relnamespace = of_schema::regnamespace AND c.relkind = 'v' AND a.attnum > 0 $$;
CALL create_reporting_model('fresh');
CALL create_reporting_views('fresh');
CALL create_reporting_model('ro');
CALL create_reporting_views('ro');
SELECT set_eq($$SELECT pg_temp.columns('ro')$$, $$SELECT pg_temp.columns('fresh')$$, 'two models are alike');

-- Columns in another order, of another type, and a function of other rows.
DROP VIEW ro.queue_day, ro.queue_interval CASCADE;
DROP FUNCTION ro.queue_interval_live CASCADE;
CREATE VIEW ro.queue_day AS SELECT 7::bigint AS offered, current_date AS day, 'q'::text AS queue_id;
DROP VIEW ro.queue_week;
CREATE VIEW ro.queue_week AS SELECT offered FROM ro.queue_day;
CREATE FUNCTION ro.queue_interval_live(from_ts timestamptz, to_ts timestamptz) RETURNS TABLE (a integer)
LANGUAGE sql BEGIN ATOMIC SELECT 1 AS a; END;
CREATE VIEW ro.queue_interval AS SELECT a FROM ro.queue_interval_live(now(), now());
CREATE ROLE ro_reader;
GRANT SELECT ON ro.queue_day, ro.queue_week TO ro_reader;
GRANT SELECT ON ro.queue_interval TO ro_reader WITH GRANT OPTION;
REVOKE ALL ON FUNCTION ro.queue_interval_live FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ro.queue_interval_live TO ro_reader;
SELECT set_ne($$SELECT pg_temp.columns('ro')$$, $$SELECT pg_temp.columns('fresh')$$, 'an older one is not');
CALL create_reporting_views('ro');
SELECT set_eq($$SELECT pg_temp.columns('ro')$$, $$SELECT pg_temp.columns('fresh')$$, 'and becomes like them');
SELECT ok(has_table_privilege('ro_reader', 'ro.queue_day', 'SELECT')
	AND has_table_privilege('ro_reader', 'ro.queue_week', 'SELECT')
	AND has_table_privilege('ro_reader', 'ro.queue_interval', 'SELECT WITH GRANT OPTION')
	AND has_function_privilege('ro_reader', 'ro.queue_interval_live(timestamptz, timestamptz)', 'EXECUTE'),
	'who was granted something still is');
SELECT ok(NOT has_table_privilege('ro_reader', 'ro.queue_month', 'SELECT')
	AND NOT has_function_privilege('public', 'ro.queue_interval_live(timestamptz, timestamptz)', 'EXECUTE'),
	'others are not');

-- A view of somebody's own on top.
DROP VIEW ro.queue_day CASCADE;
CREATE VIEW ro.queue_day AS SELECT 7::bigint AS offered, current_date AS day, 'q'::text AS queue_id;
CREATE VIEW mine.dashboard AS SELECT offered FROM ro.queue_day;
SELECT lives_ok($$CALL create_reporting_views('ro')$$, 'a view that somebody reads');
SELECT results_eq('TABLE mine.dashboard', 'VALUES (7::bigint)', 'stays as it is');
SELECT set_has($$SELECT pg_temp.columns('ro')$$,
	$$SELECT c FROM pg_temp.columns('fresh') AS c WHERE c ~ '^(queue_interval|queue_month|agent_day|scorecard) '$$,
	'what does not read it is made');
-- In our schema, but not ours.
CREATE VIEW ro.notes AS SELECT offered FROM ro.queue_day;
DROP VIEW mine.dashboard;
CALL create_reporting_views('ro');
SELECT results_eq('TABLE ro.notes', 'VALUES (7::bigint)', 'nor is one in the same schema taken along');
DROP VIEW ro.notes;
CALL create_reporting_views('ro');
SELECT set_eq($$SELECT pg_temp.columns('ro')$$, $$SELECT pg_temp.columns('fresh')$$, 'without it, the columns of now');
SELECT is((SELECT count(*) FROM ro.queue_day), 0::bigint, 'and rows');

SELECT finish();
DROP SCHEMA ro, fresh, mine CASCADE;
DROP ROLE ro_reader;
