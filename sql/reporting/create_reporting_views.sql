CREATE PROCEDURE create_reporting_views(
	schema name,
	interval_width interval DEFAULT '30 min',
	zone text DEFAULT 'UTC',
	threshold float8 DEFAULT 20,
	variant text DEFAULT 'offered',
	short_abandon float8 DEFAULT 5,
	day_start time DEFAULT '00:00',
	service_goal float8 DEFAULT 0.8,
	shrinkage float8 DEFAULT 0.3,
	repeat_days float8 DEFAULT 7,
	response_target float8 DEFAULT 86400,
	cost_per_minute float8 DEFAULT NULL,
	min_answers integer DEFAULT 5,
	baseline daterange DEFAULT NULL,
	security_invoker boolean DEFAULT true)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET intervalstyle = postgres
AS $procedure$
DECLARE
	ext name;
	-- the extension's schema, the caller's, the parameters: what %N$ in a row of the source means
	arguments text[] := ARRAY[NULL, schema::text, :arguments];
	one record;
	at_hand text[];
	choices text[];
	texts text[];
	list record;
	comments jsonb;
	missing text;
	definition text;
	made_from text;
	made_before text;
	kpis_stored boolean;
	removed bigint;
	made integer := 0;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	arguments[1] := ext;
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % does not exist', quote_ident(schema) USING ERRCODE = '3F000';
	END IF;
	IF interval_width IS NULL OR zone IS NULL OR threshold IS NULL OR variant IS NULL OR short_abandon IS NULL
		OR day_start IS NULL OR service_goal IS NULL OR shrinkage IS NULL OR repeat_days IS NULL
		OR response_target IS NULL OR min_answers IS NULL OR security_invoker IS NULL THEN
		RAISE EXCEPTION 'only arguments "cost_per_minute" and "baseline" may be null' USING ERRCODE = '22004';
	END IF;

	-- What would be refused when a view is read is refused now.
	FOR one IN
		SELECT *
		FROM (
			VALUES ('interval_width', interval_width::text, interval_width > '0' AND interval_width <= '1 day',
					'a positive interval of at most one day'),
				('threshold', threshold::text, threshold BETWEEN 0 AND 1e9,
					'a number of seconds from 0 to 1e9'),
				('short_abandon', short_abandon::text, short_abandon BETWEEN 0 AND 1e9,
					'a number of seconds from 0 to 1e9'),
				('service_goal', service_goal::text, service_goal > 0 AND service_goal < 1,
					'a fraction between 0 and 1, both excluded'),
				('shrinkage', shrinkage::text, shrinkage >= 0 AND shrinkage < 1,
					'a fraction from 0 to less than 1'),
				('repeat_days', repeat_days::text, repeat_days > 0 AND repeat_days <= 36500,
					'a positive number of days, at most 36500'),
				('response_target', response_target::text, response_target BETWEEN 0 AND 1e9,
					'a number of seconds from 0 to 1e9'),
				('cost_per_minute', cost_per_minute::text, cost_per_minute BETWEEN 0 AND 1e9,
					'an amount from 0 to 1e9, or null'),
				('min_answers', min_answers::text, min_answers >= 1,
					'a positive number')
		) AS c (name, value, fits, allowed)
		WHERE NOT fits
	LOOP
		RAISE EXCEPTION 'invalid value for argument "%": %', one.name, one.value
			USING ERRCODE = '22023', DETAIL = format('It must be %s.', one.allowed);
	END LOOP;
	EXECUTE format($q$
		SELECT %1$I.reporting_interval(now(), $1, $2, $3),
			%1$I.service_level(%1$I.queue_summary('answered'::text, 1::float8), $4, $5, $6)$q$, ext)
		USING interval_width, zone, day_start, threshold, variant, short_abandon;

	-- Summaries of other intervals than the views' are of no use to them; the newest
	-- version of a schedule is by local day, which depends on the zone as well.
	FOR one IN
		SELECT *
		FROM (
			VALUES ('queue_interval_summary', 'refresh_queue_summary', 'false'),
				('agent_interval_summary', 'refresh_agent_summary', 'false'),
				('agent_adherence_summary', 'refresh_agent_summary',
					CASE WHEN to_regclass(format('%I.reporting_settings', schema)) IS NULL THEN 'true' ELSE $q$
						NOT EXISTS (
							SELECT FROM %2$I.reporting_settings AS o
							WHERE to_jsonb(o) ->> 'zone' = %4$L AND to_jsonb(o) ->> 'day_start' = %8$L)$q$ END)
		) AS s (name, refresh, outdated)
		WHERE to_regclass(format('%I.%I', schema, name)) IS NOT NULL
	LOOP
		EXECUTE format(replace(replace($q$
			DELETE FROM %2$I.{summary}
			WHERE {outdated} OR EXISTS (
				SELECT FROM (SELECT DISTINCT bucket_start, bucket_end FROM %2$I.{summary}) AS s
				CROSS JOIN LATERAL %1$I.reporting_interval(s.bucket_start, %3$L::interval, %4$L, %8$L::time) AS b
				WHERE %1$I.lower(b) <> s.bucket_start OR %1$I.upper(b) <> s.bucket_end)$q$,
			'{summary}', one.name), '{outdated}', one.outdated), VARIADIC arguments);
		GET DIAGNOSTICS removed = ROW_COUNT;
		IF removed > 0 THEN
			RAISE NOTICE 'removed % summaries of other intervals; call %', removed, one.refresh;
		END IF;
	END LOOP;

	-- KPIs that are stored hold as long as kpi_month_live, and all that it is made
	-- from, is defined as it was: parameters and tables at hand are part of that.
	made_from := format($q$
		WITH RECURSIVE source AS (
			SELECT 'pg_class'::regclass::oid AS class, to_regclass(%L)::oid AS id
			UNION
			SELECT d.refclassid, d.refobjid
			FROM source AS s
			LEFT JOIN pg_rewrite AS r ON s.class = 'pg_class'::regclass AND r.ev_class = s.id
			JOIN pg_depend AS d ON d.classid = CASE WHEN r.oid IS NULL THEN s.class ELSE 'pg_rewrite'::regclass END
				AND d.objid = coalesce(r.oid, s.id)
			WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass) AND d.deptype = 'n'
		)
		SELECT md5(string_agg(coalesce(pg_get_viewdef(c.oid), pg_get_function_sqlbody(p.oid)), ' '
			ORDER BY s.class, s.id))
		FROM source AS s
		LEFT JOIN pg_class AS c ON s.class = 'pg_class'::regclass AND c.oid = s.id AND c.relkind = 'v'
		LEFT JOIN pg_proc AS p ON s.class = 'pg_proc'::regclass AND p.oid = s.id$q$,
		format('%I.kpi_month_live', schema));
	kpis_stored := EXISTS (
		SELECT FROM pg_class
		WHERE oid = to_regclass(format('%I.kpi_month_summary', schema)) AND relkind IN ('r', 'p'));
	IF kpis_stored THEN
		EXECUTE format('LOCK TABLE %2$I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', VARIADIC arguments);
		EXECUTE made_from INTO made_before;
	END IF;

	-- What a condition in the source can name: relations and indexes, and first columns of indexes.
	at_hand := ARRAY(
		SELECT c.relname::text
		FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		UNION ALL
		SELECT format('%s %s(%s)', m.amname, t.relname, a.attname)
		FROM pg_index AS i
		JOIN pg_class AS t ON t.oid = i.indrelid
		JOIN pg_class AS x ON x.oid = i.indexrelid
		JOIN pg_am AS m ON m.oid = x.relam
		JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
		WHERE t.relnamespace = to_regnamespace(quote_ident(schema)) AND i.indpred IS NULL);

	-- What the views are made for, as indexes and statistics of the caller's own tables.
	FOR one IN EXECUTE format($q$
		SELECT s.name, s.kind, s.condition, s.body,
			format(s.comment, VARIADIC $1) AS comment,
			CASE s.kind WHEN 'index' THEN obj_description(to_regclass(format('%%I.%%I', $1[2], s.name)), 'pg_class')
				ELSE (
					SELECT obj_description(x.oid, 'pg_statistic_ext')
					FROM pg_statistic_ext AS x
					WHERE x.stxname = s.name AND x.stxnamespace = to_regnamespace(quote_ident($1[2]))
				) END AS found
		FROM %I.reporting_source() AS s
		JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1[2], s.needs[1]))
		WHERE s.kind IN ('index', 'statistics') AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
			AND (s.condition IS NULL OR s.condition = ANY ($2))
		ORDER BY s.number$q$, ext) USING arguments, at_hand
	LOOP
		IF one.found IS DISTINCT FROM one.comment THEN
			EXECUTE format('DROP %s IF EXISTS %I.%I', one.kind, schema, one.name);
			BEGIN
				EXECUTE format(one.body, VARIADIC arguments);
			EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch
				OR invalid_object_definition OR invalid_text_representation THEN
				CONTINUE;	-- a table of the caller's own, with other columns or types
			END;
			EXECUTE format('COMMENT ON %s %I.%I IS %L', one.kind, schema, one.name, one.comment);
		END IF;
		at_hand := at_hand || one.name;
	END LOOP;

	-- Of several ways to the same rows the first whose condition holds; those that others are part of come last.
	EXECUTE format($q$
		SELECT array_agg(c.name ORDER BY c.number DESC), array_agg(c.body ORDER BY c.number DESC)
		FROM (
			SELECT DISTINCT ON (number) name, number, body
			FROM %I.reporting_source()
			WHERE kind = 'choice' AND (condition IS NULL OR condition = ANY ($1))
			ORDER BY number, condition IS NULL
		) AS c$q$, ext)
		INTO choices, texts USING at_hand;
	EXECUTE format('SELECT jsonb_object_agg(name, body) FROM %I.reporting_source() WHERE kind = ''column''', ext)
		INTO comments;

	FOR one IN EXECUTE format($q$
		SELECT name, needs, body
		FROM %I.reporting_source()
		WHERE kind = 'view'
		ORDER BY number$q$, ext)
	LOOP
		SELECT string_agg(format('%I.%I', schema, n), ', ') INTO missing
		FROM unnest(one.needs) AS n
		WHERE to_regclass(format('%I.%I', schema, n)) IS NULL;
		IF missing IS NOT NULL THEN
			RAISE NOTICE 'skipped view %: there is no table or view %', format('%I.%I', schema, one.name), missing;
			CONTINUE;
		END IF;
		IF EXISTS (
			SELECT FROM pg_class
			WHERE oid = to_regclass(format('%I.%I', schema, one.name)) AND relkind <> 'v') THEN
			RAISE NOTICE 'skipped view %: there is something else of that name', format('%I.%I', schema, one.name);
			CONTINUE;
		END IF;

		-- KPIs and their sources as far as there is what they are made from.
		definition := one.body;
		FOR list IN EXECUTE format($q$
			SELECT s.kind, string_agg(s.body, v.separator ORDER BY s.number) AS body
			FROM %I.reporting_source() AS s
			JOIN (
				VALUES ('kpi_sources', ', '), ('kpi_measures', ' UNION ALL '), ('kpi_next', ', ')
			) AS v (kind, separator) USING (kind)
			WHERE $1 LIKE '%%{kpi_sources}%%' AND NOT EXISTS (
				SELECT FROM unnest(s.needs) AS n
				WHERE to_regclass(format('%%I.%%I', $2, n)) IS NULL)
			GROUP BY s.kind$q$, ext) USING definition, schema
		LOOP
			definition := replace(definition, '{' || list.kind || '}', list.body);
		END LOOP;
		FOR i IN 1 .. cardinality(choices) LOOP
			definition := replace(definition, choices[i], texts[i]);
		END LOOP;
		BEGIN
			EXECUTE format(definition, VARIADIC arguments);
		EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch
			OR invalid_table_definition THEN
			-- A table of the caller's own, with other columns or types.
			RAISE NOTICE 'skipped view %: %', format('%I.%I', schema, one.name), sqlerrm;
			CONTINUE;
		END;

		-- What a column is, where the view does not say it itself.
		FOR list IN
			SELECT format('COMMENT ON COLUMN %I.%I.%I IS %L',
				schema, one.name, a.attname, comments ->> a.attname) AS body
			FROM pg_attribute AS a
			WHERE a.attrelid = to_regclass(format('%I.%I', schema, one.name)) AND a.attnum > 0
				AND position(format('COMMENT ON COLUMN %%2$I.%s.%s IS', one.name, a.attname) IN one.body) = 0
		LOOP
			EXECUTE list.body;
		END LOOP;
		made := made + 1;
	END LOOP;

	IF kpis_stored THEN
		EXECUTE format('DELETE FROM %I.kpi_month_summary WHERE %L IS DISTINCT FROM (%s)',
			schema, made_before, made_from);
		GET DIAGNOSTICS removed = ROW_COUNT;
		IF removed > 0 THEN
			RAISE NOTICE 'removed % KPIs of months, which were made otherwise; call refresh_kpi_month', removed;
		END IF;
	END IF;
	RAISE NOTICE 'made % reporting views in schema %', made, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_views IS
'make or refresh, in schema, every reporting view whose inputs are there as tables or views, owned by the caller, with '
'a notice about each that is skipped; durations in seconds, shares from 0 to 1, interval_width at most a day, baseline '
'(NULL: the first 20 days) for control charts; security_invoker => false lets a reader of the views do without rights '
'on the tables';
