-- One row stops nobody.  Every column of every table takes odd values in one row, over views of the caller's own, which
-- refuse nothing, and over the tables of the model: each view answers, each refresh runs, and what is rejected is in no
-- figure.
BEGIN;
SET LOCAL client_min_messages = error;
SET LOCAL jit = off;
SELECT plan(10);

-- The model with what is stored, and the same rows behind views without constraints.
CALL create_reporting_model('odd_table');
CALL create_reporting_views('odd_table', zone => 'Europe/Amsterdam', variant => 'exclude_short');
\set schema odd_table
\set visits 40
\set days 3
\set sparse 4
SELECT date_trunc('month', now()) - '2 days'::interval AS start \gset
\ir ../filled.sql
CREATE SCHEMA odd_row;
CREATE SCHEMA odd_view;
SELECT format('CREATE TABLE odd_row.%1$I AS TABLE odd_table.%1$I; CREATE VIEW odd_view.%1$I AS TABLE odd_row.%1$I',
	relname)
FROM pg_class
WHERE relnamespace = 'odd_table'::regnamespace AND relkind = 'r' AND relname !~ '_summary$|^stored_' \gexec
CALL create_reporting_views('odd_view', zone => 'Europe/Amsterdam', variant => 'exclude_short');
CALL refresh_queue_summary('odd_table');
CALL refresh_agent_summary('odd_table');
CALL refresh_kpi_month('odd_table');

-- A function for each view of the model makes a number of all its values, its plan kept; a
-- figure is a number, a day a day.
CREATE TEMP TABLE odd_function AS
SELECT n.nspname::text AS schema, c.relname::text AS name, format('%I.%I AS x', n.nspname, c.relname) AS source
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname IN ('odd_table', 'odd_view') AND c.relkind = 'v'
	AND to_regclass(format('odd_row.%I', c.relname)) IS NULL
UNION ALL
SELECT s, f, format('(VALUES (now()), (now() - ''30 days''::interval), (''1970-01-01''), (''2062-01-01'')) AS i (at),
	%I.%I(at) AS x', s, f)
FROM unnest('{odd_table,odd_view}'::text[]) AS s, unnest('{queue_realtime_at,agent_realtime_at}'::text[]) AS f;
SELECT format($f$
	CREATE FUNCTION pg_temp.%I() RETURNS numeric LANGUAGE plpgsql AS $$
	DECLARE
		answer numeric;
		odd text;
	BEGIN
		SELECT coalesce(sum(hashtextextended(x::text, 0)), 0),
			min(x::text) FILTER (WHERE x::text ~ '\m(NaN|infinity)\M|-Infinity')
		INTO answer, odd FROM %s;
		IF odd <> '' AND %L !~ '^(rejected_|repeated_row$|data_quality$)' THEN
			RAISE EXCEPTION 'no finite figure: %%', odd;
		END IF;
		RETURN answer;
	END $$$f$, schema || '.' || name, source, name)
FROM odd_function \gexec

CREATE TEMP TABLE odd_value AS
SELECT v.type::regtype AS type, x.value
FROM (VALUES
	('text', '{"",Mars/Phobos}'::text[]),
	('float8', '{NaN,Infinity,-Infinity,1e308,1e-308,2e9,-1,0}'),
	('numeric', '{NaN,Infinity,-Infinity,1e400,1e-400,-1,0}'),
	('integer', '{-2147483648,2147483647,0}'),
	('timestamptz', ARRAY['infinity', '-infinity', '4713-01-01 00:00+00 BC', '294276-12-31 00:00+00',
		'0001-01-01 00:00+00', '1970-01-01 00:00+00', '2062-03-02 00:00+00']),
	('date', '{infinity,-infinity,4713-01-01 BC,5874897-12-31,0001-01-01,1970-01-01,2062-03-02}'),
	('time', '{00:00,24:00,23:59:59.999999}'),
	('interval', '{0,-30 min,1 microsecond,1 month,7 days 13:00:00.000001,178000000 years,-178000000 years}'),
	('tstzrange', ARRAY['empty', '(,)', '[-infinity,infinity]', '[infinity,]', '(,2026-03-02 00:00+00)',
		'[4713-01-01 00:00+00 BC,294276-12-31 00:00+00)', '[1970-01-01 00:00+00,2062-03-02 00:00+00]',
		'[4713-01-01 00:00+00 BC,4713-01-02 00:00+00 BC)', '[294276-12-30 00:00+00,294276-12-31 00:00+00)',
		'[2025-12-02 00:00+00,infinity)', '[2025-12-02 00:00+00,2025-12-02 00:00+00]']),
	('daterange', '{empty,"(,)","[-infinity,infinity]","[4713-01-01 BC,5874897-12-30]","[1970-01-01,2062-03-02]"}'),
	('boolean', '{true,false}')) AS v (type, list),
	unnest(list || NULL::text) AS x (value);

-- One column, or all instants or numbers of a row; the row again, later.  Of these one in sixteen, and all when CC_LONG
-- is set.
\set long ''
\getenv long CC_LONG
SELECT CASE WHEN :'long' = '' THEN 16 ELSE 1 END AS of \gset
CREATE TEMP TABLE odd_case AS
WITH odd AS (
	SELECT c.relname::text AS name, a.attname::text AS column_name, v.type,
		format('%I = %L', a.attname, v.value) AS change, v.value
	FROM pg_class AS c
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
	JOIN odd_value AS v ON v.type = a.atttypid
	WHERE c.relnamespace = 'odd_row'::regnamespace
)
SELECT *, row_number() OVER (PARTITION BY name) - 1 AS number
FROM (
	SELECT name, column_name, change FROM odd
	UNION ALL
	SELECT name, 'every ' || type, string_agg(change, ', ')
	FROM odd
	WHERE type IN ('timestamptz'::regtype, 'float8'::regtype)
	GROUP BY name, type, value
	HAVING count(*) > 1
	UNION ALL
	SELECT DISTINCT name, 'the row', 'again' FROM odd
	UNION ALL
	SELECT DISTINCT name, column_name, 'later' FROM odd WHERE type = 'tstzrange'::regtype
) AS c
WHERE hashtext(concat(name, column_name, change)) % :of = 0;

-- What reads a table, in each schema; a refresh comes first.
CREATE TEMP TABLE odd_reader AS
WITH RECURSIVE reader AS (
	SELECT n.nspname AS schema, c.relname AS name, c.oid
	FROM pg_class AS c
	JOIN pg_namespace AS n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('odd_table', 'odd_view') AND c.relname IN (SELECT name FROM odd_case)
	UNION
	SELECT r.schema, r.name, w.ev_class
	FROM reader AS r
	JOIN pg_depend AS d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = r.oid
		AND d.classid = 'pg_rewrite'::regclass
	JOIN pg_rewrite AS w ON w.oid = d.objid
)
SELECT r.schema::text, r.name::text, f.name AS reader,
	format('SELECT pg_temp.%I()', r.schema || '.' || f.name) AS statement
FROM reader AS r
JOIN pg_class AS v ON v.oid = r.oid
JOIN odd_function AS f ON f.schema = r.schema AND f.name = v.relname
UNION ALL
SELECT s, t.name, t.name || '_at', format('SELECT pg_temp.%I()', s || '.' || t.reader || '_realtime_at')
FROM unnest('{odd_table,odd_view}'::text[]) AS s,
	(VALUES ('queue_visit', 'queue'), ('agent_state', 'agent')) AS t (name, reader);

-- What the readers answer when one row after the other of a table is changed, or, without changes, is not there.
CREATE TYPE pg_temp.answer AS (reader text, answer numeric, message text);
CREATE FUNCTION pg_temp.answers(schema text, name text, readers text, rows tid[], changes text[])
RETURNS pg_temp.answer[] LANGUAGE plpgsql AS $$
DECLARE
	target CONSTANT text := format('%I.%I', replace(schema, 'odd_view', 'odd_row'), name);
	one record;
	columns text;
	answer numeric;
	result pg_temp.answer[] := '{}';
BEGIN
	BEGIN
		FOR i IN 1 .. cardinality(rows) LOOP
			IF changes IS NULL THEN
				EXECUTE format('DELETE FROM %s WHERE ctid = $1', target) USING rows[i];
			ELSIF changes[i] IN ('again', 'later') THEN
				SELECT string_agg(CASE WHEN changes[i] = 'later' AND atttypid = 'tstzrange'::regtype
						THEN format('tstzrange(lower(%1$I) + ''1 s'', upper(%1$I) + ''1 s'')', attname)
						ELSE quote_ident(attname) END, ', ' ORDER BY attnum)
				INTO columns
				FROM pg_attribute WHERE attrelid = target::regclass AND attnum > 0;
				EXECUTE format('INSERT INTO %1$s SELECT %2$s FROM %1$s WHERE ctid = $1', target, columns) USING rows[i];
			ELSE
				EXECUTE format('UPDATE %s SET %s WHERE ctid = $1', target, changes[i]) USING rows[i];
			END IF;
		END LOOP;
	EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
		result := result || ROW('refused', NULL, sqlstate)::pg_temp.answer;
		RAISE EXCEPTION SQLSTATE 'ZZZZZ';
	END;
	IF readers = '' AND schema = 'odd_table' THEN
		CALL refresh_queue_summary(schema);
		CALL refresh_agent_summary(schema);
	END IF;
	FOR one IN
		SELECT r.reader, r.statement
		FROM odd_reader AS r
		WHERE r.schema = answers.schema AND r.name = answers.name AND r.reader ~ readers
	LOOP
		BEGIN
			EXECUTE one.statement INTO answer;
			result := result || ROW(one.reader, answer, NULL)::pg_temp.answer;
		EXCEPTION WHEN OTHERS THEN
			result := result || ROW(one.reader, NULL, sqlerrm)::pg_temp.answer;
		END;
	END LOOP;
	RAISE EXCEPTION SQLSTATE 'ZZZZZ';	-- all is as it was
EXCEPTION
	WHEN SQLSTATE 'ZZZZZ' THEN RETURN result;
	WHEN OTHERS THEN
		RETURN result || ROW('refresh', NULL, sqlerrm)::pg_temp.answer;
END $$;

-- Each case by itself: is it refused, is it rejected?  Then many at once, on half of a table's rows at most, those that
-- say most; what is rejected as if it were not there.  Where that is not so, one by one.  A calendar is rejected as a
-- whole; a contact without a usable revenue has no revenue, and what has no usable answer or score was asked.
CREATE TEMP TABLE odd_tried (schema text, name text, column_name text, change text, number bigint, at tid, refused text,
	rejected boolean);
CREATE TEMP TABLE odd_found (schema text, name text, change text, reader text, message text);
CREATE FUNCTION pg_temp.found(schema text, name text, apart boolean, rows tid[], changes text[])
RETURNS SETOF odd_found LANGUAGE sql AS $$
	SELECT schema, name, changes::text, a.reader, coalesce(a.message, n.message, 'not as if it were not there')
	FROM unnest(pg_temp.answers(schema, name, '', rows, changes)) AS a
	LEFT JOIN unnest(CASE WHEN apart THEN pg_temp.answers(schema, name, '', rows, NULL) END) AS n USING (reader)
	WHERE a.message <> '' OR n.message <> ''
		OR apart AND a.answer IS DISTINCT FROM n.answer AND reader !~ '^(rejected_|repeated_row$|data_quality$)'$$;
DO $$
DECLARE
	one record;
	tried record;
	rows tid[];
	half integer;
	base pg_temp.answer[];
	answers pg_temp.answer[];
BEGIN
	FOR one IN
		SELECT s.schema, c.name
		FROM (SELECT DISTINCT name FROM odd_case) AS c, unnest('{odd_table,odd_view}'::text[]) AS s (schema)
	LOOP
		EXECUTE format('SELECT array_agg(ctid ORDER BY (
				SELECT count(*) FROM jsonb_each_text(to_jsonb(t)) AS c WHERE c.value IS NULL), ctid)
			FROM %I.%I AS t', replace(one.schema, 'odd_view', 'odd_row'), one.name) INTO rows;
		half := greatest(cardinality(rows) / 2, 1);
		base := pg_temp.answers(one.schema, one.name, '^rejected_', '{}', '{}');
		FOR tried IN
			SELECT *, rows[1 + number % half] AS at FROM odd_case WHERE name = one.name ORDER BY number
		LOOP
			answers := pg_temp.answers(one.schema, one.name, '^rejected_', ARRAY[tried.at], ARRAY[tried.change]);
			INSERT INTO odd_tried
			SELECT one.schema, one.name, tried.column_name, tried.change, tried.number, tried.at, min(message),
				min(message) IS NULL AND answers IS DISTINCT FROM base
			FROM unnest(answers) WHERE reader = 'refused';
		END LOOP;
		FOR tried IN
			SELECT apart, array_agg(at ORDER BY number) AS rows, array_agg(change ORDER BY number) AS changes
			FROM (
				SELECT *, rejected AND name NOT IN ('business_hours', 'calendar_exception')
					AND column_name NOT IN ('revenue', 'score')
					AND (name <> 'survey_response' OR change ~ 'contact_at') AS apart
				FROM odd_tried
				WHERE schema = one.schema AND name = one.name AND refused IS NULL
			) AS t
			GROUP BY apart, number / half
		LOOP
			CONTINUE WHEN NOT EXISTS (
				SELECT FROM pg_temp.found(one.schema, one.name, tried.apart, tried.rows, tried.changes));
			FOR i IN 1 .. cardinality(tried.changes) LOOP
				INSERT INTO odd_found
				SELECT * FROM pg_temp.found(one.schema, one.name, tried.apart, tried.rows[i:i], tried.changes[i:i]);
			END LOOP;
		END LOOP;
	END LOOP;
END $$;
SELECT is_empty('TABLE odd_found',
	'every view answers, every refresh runs, and what is rejected is as if it were not there');
SELECT cmp_ok(:of * count(*) FILTER (WHERE rejected), '>', 300::bigint, 'many are rejected') FROM odd_tried;
SELECT cmp_ok(:of * count(*) FILTER (WHERE refused IS NULL), '>', 1400::bigint, 'of many more') FROM odd_tried;

-- A threshold that is none is not read, nor are an empty gap and what the source requires; who ended a visit and
-- why a forecast is weak is told as it is.
SELECT is_empty($$
	SELECT name, change
	FROM odd_tried AS t
	JOIN odd_tried AS v USING (name, column_name, change)
	WHERE t.schema = 'odd_table' AND v.schema = 'odd_view' AND t.refused = '23514' AND NOT v.rejected
		AND change !~ '^required|threshold_s|^ended_by|^holds|^reason' AND name <> 'feed_gap'$$,
	'what a table refuses is rejected over a view');

-- Rows that were there before the views, each odd in another way.
CALL create_reporting_model('odd_made');
\set schema odd_made
\set visits 300
\set sparse 1
\ir ../filled.sql
DO $$
DECLARE
	one record;
BEGIN
	FOR one IN
		SELECT * FROM odd_case WHERE change LIKE '% = %'
	LOOP
		BEGIN
			EXECUTE format('UPDATE odd_made.%1$I SET %2$s
				WHERE ctid = (SELECT ctid FROM odd_made.%1$I ORDER BY ctid OFFSET %3$s LIMIT 1)',
				one.name, one.change, one.number);
		EXCEPTION WHEN integrity_constraint_violation OR data_exception THEN
			NULL;
		END;
	END LOOP;
END $$;
SELECT lives_ok($$CALL create_reporting_views('odd_made', zone => 'Asia/Kathmandu', day_start => '04:00')$$,
	'odd rows do not keep the views from being made');
SELECT lives_ok(format('ANALYZE %s', string_agg(format('odd_made.%I', relname), ', ')), 'nor their tables from ANALYZE')
FROM pg_class WHERE relnamespace = 'odd_made'::regnamespace AND relkind = 'r';
SELECT lives_ok(format('CALL %I(''odd_made'')', r), r || ' runs')
FROM unnest('{refresh_queue_summary,refresh_agent_summary,refresh_kpi_month}'::text[]) AS r;
SELECT lives_ok(string_agg(format('SELECT count(x::text) FROM odd_made.%I AS x', relname), ';'), 'and all answer')
FROM pg_class WHERE relnamespace = 'odd_made'::regnamespace AND relkind = 'v';
SELECT * FROM finish();
ROLLBACK;
