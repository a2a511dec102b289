-- The reporting model and views.  Text contracts: notices, messages, SQLSTATEs.
\set SHOW_CONTEXT never
CREATE SCHEMA mine;
-- A user's own table and view take the place of the model's.
CREATE TABLE mine.staff_plan (interval_start timestamptz PRIMARY KEY, agents float8);
CREATE TABLE mine.maturity (note text);
CALL create_reporting_model('mine');
CALL create_reporting_model('mine');
DROP TABLE mine.schedule, mine.site;
CALL create_reporting_views('mine');
CALL create_reporting_views('mine', zone => 'Europe/Amsterdam', interval_width => '15 min');
TABLE mine.reporting_settings;
-- only the mandatory table
CREATE SCHEMA smallest;
CREATE VIEW smallest.queue_visit AS SELECT * FROM mine.queue_visit;
CALL create_reporting_views(schema => 'smallest');
CALL refresh_queue_summary('smallest');
CALL refresh_kpi_month('smallest');
CALL refresh_queue_summary('mine');
CALL refresh_kpi_month('mine');
CALL refresh_agent_summary('smallest');
CALL refresh_agent_summary('mine');
-- what is refused, at once
CALL create_reporting_views('nowhere');
CALL create_reporting_views('mine', zone => 'Mars/Olympus');
CALL create_reporting_views('mine', interval_width => '0');
CALL create_reporting_views('mine', interval_width => '2 days');
CALL create_reporting_views('mine', threshold => -1);
CALL create_reporting_views('mine', variant => 'best');
CALL create_reporting_views('mine', shrinkage => 1);
CALL create_reporting_views('mine', service_goal => 80);
CALL create_reporting_views('mine', response_target => -1);
CALL create_reporting_views('mine', min_answers => 0);
CALL create_reporting_views('mine', cost_per_minute => 'NaN');
CALL create_reporting_views('mine', repeat_days => 0);
CALL create_reporting_views('mine', zone => NULL);
\set VERBOSITY sqlstate
CALL create_reporting_views('nowhere');
CALL create_reporting_views('mine', service_goal => 80);
CALL refresh_queue_summary('smallest');
CALL refresh_agent_summary('smallest');
\set VERBOSITY default
-- the shape of the views
SELECT table_name, string_agg(column_name, ', ' ORDER BY ordinal_position) AS columns
FROM information_schema.columns
WHERE table_schema = 'mine'
	AND table_name IN (SELECT table_name FROM information_schema.views WHERE table_schema = 'mine')
GROUP BY table_name ORDER BY table_name COLLATE "C";
SET client_min_messages = warning;
DROP SCHEMA mine, smallest CASCADE;
