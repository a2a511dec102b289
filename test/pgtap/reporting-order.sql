-- A figure depends on the rows alone: in another physical order, by other plans, in partitions,
-- and stored, every view is equal to the bit.  CC_LONG adds those with workers.  forecast_method
-- may have no rows: it depends on whether the half hour that just ended had a visit.
BEGIN;
SET LOCAL client_min_messages = error;
SET LOCAL jit = off;
SET LOCAL extra_float_digits = 3;
\set long ''
\getenv long CC_LONG
SELECT :'long' <> '' AS long \gset
SELECT plan(CASE WHEN :'long' THEN 8 ELSE 6 END);
CALL create_reporting_model('rx');
CALL create_reporting_views('rx', zone => 'Europe/Amsterdam', min_answers => 1, cost_per_minute => 0.7);
\set schema rx
\set visits 90
\set days 3
\set sparse 2
SELECT '2026-03-29 00:00+00'::timestamptz AS start \gset
\ir ../filled.sql

-- The same rows in partitions, which have come before them or not, without anything that is stored.
CALL create_reporting_model('rx_part', partition_by => 'month');
CALL create_reporting_views('rx_part', zone => 'Europe/Amsterdam', min_answers => 1, cost_per_minute => 0.7);
CALL maintain_partitions('rx_part', ahead => 0);
SELECT format('INSERT INTO rx_part.%1$I TABLE rx.%1$I', relname)
FROM pg_class
WHERE relnamespace = 'rx'::regnamespace AND relkind = 'r' AND relname !~ '_summary$|^stored_' \gexec
CALL maintain_partitions('rx_part', ahead => 0);

-- For each view how many rows it has, and a sum of all their values in their order as texts.
CREATE FUNCTION pg_temp.figures(schema text) RETURNS TABLE (view text, figures text) LANGUAGE plpgsql AS $$
BEGIN
	FOR view IN
		SELECT relname FROM pg_class
		WHERE relnamespace = 'rx'::regnamespace AND relkind = 'v'
			AND relname NOT IN ('stored_figures', 'reporting_catalog') ORDER BY 1
	LOOP
		EXECUTE format('SELECT concat(count(*), '' '', md5(string_agg(x::text, chr(10) ORDER BY x::text COLLATE "C")))
			FROM %I.%I AS x', schema, view) INTO figures;
		RETURN NEXT;
	END LOOP;
END $$;
CREATE TEMP TABLE figures AS SELECT * FROM pg_temp.figures('rx');
SELECT set_eq($$SELECT view FROM figures WHERE figures ~ '^0 ' AND view <> 'forecast_method'$$, $$
	SELECT relname::text FROM pg_class
	WHERE relnamespace = 'rx'::regnamespace AND relkind = 'v'
		AND relname ~ '^rejected_|^(loyalty|experience)_driver$'$$,
	'every view has rows, but for those that list what is rejected and models that take more of them');
SELECT set_eq($$SELECT * FROM pg_temp.figures('rx_part')$$, 'TABLE figures', 'in partitions by month');
SELECT format('CREATE TEMP TABLE shuffled AS SELECT * FROM rx.%1$I ORDER BY md5(%1$I::text);
	DELETE FROM rx.%1$I; INSERT INTO rx.%1$I SELECT * FROM shuffled; DROP TABLE shuffled', relname)
FROM pg_class
WHERE relnamespace = 'rx'::regnamespace AND relkind = 'r' AND relname !~ '_summary$|^stored_' \gexec
SELECT format('ANALYZE rx.%I', relname)
FROM pg_class
WHERE relnamespace = 'rx'::regnamespace AND relkind = 'r' \gexec
SET LOCAL enable_hashagg = off;
SET LOCAL enable_hashjoin = off;
SET LOCAL enable_nestloop = off;
SELECT set_eq($$SELECT * FROM pg_temp.figures('rx')$$, 'TABLE figures',
	'in another order, with statistics, sorted and merged');
SET LOCAL enable_hashagg = on;
SET LOCAL enable_hashjoin = on;
SET LOCAL enable_nestloop = on;
SET LOCAL enable_mergejoin = off;
SET LOCAL enable_sort = off;
SET LOCAL enable_indexscan = off;
SET LOCAL enable_bitmapscan = off;
SELECT set_eq($$SELECT * FROM pg_temp.figures('rx')$$, 'TABLE figures', 'hashed');
RESET enable_mergejoin;
RESET enable_sort;
-- What doc/scaling.md says of workers: where they cost nothing, no view's form keeps them away.
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL enable_indexonlyscan = off;
CREATE FUNCTION pg_temp.plan_of(view text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	plan text;
BEGIN
	EXECUTE format('EXPLAIN (FORMAT JSON) SELECT * FROM rx.%I', view) INTO plan;
	RETURN plan;
END $$;
SELECT set_eq($$SELECT view FROM figures WHERE pg_temp.plan_of(view) !~ '"Node Type": "Gather'$$,
	'{reporting_settings}'::text[], 'workers are given to every view that reads a table');
RESET enable_indexscan;
RESET enable_indexonlyscan;
RESET enable_bitmapscan;
\if :long
SET LOCAL min_parallel_index_scan_size = 0;
SET LOCAL parallel_leader_participation = off;
SELECT set_eq($$SELECT * FROM pg_temp.figures('rx')$$, 'TABLE figures', 'by workers');
SELECT set_config(name, 'on', true) AS forced
FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query') \gset
SELECT set_eq($$SELECT * FROM pg_temp.figures('rx')$$, 'TABLE figures', 'each in a worker');
SELECT set_config(name, 'off', true) AS forced
FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query') \gset
\endif
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
CALL refresh_queue_summary('rx');
CALL refresh_agent_summary('rx');
CALL refresh_kpi_month('rx');
SELECT set_eq($$SELECT * FROM pg_temp.figures('rx') WHERE view NOT IN ('data_quality', 'source_freshness')$$,
	$$SELECT * FROM figures WHERE view NOT IN ('data_quality', 'source_freshness')$$,
	'stored, but for what says how far that is');
SELECT * FROM finish();
ROLLBACK;
