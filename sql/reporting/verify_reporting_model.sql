-- Tables of ours, which their comments tell, against the text that makes them.  PostgreSQL words an expression in its
-- own way, so that constraints are compared by kind and columns, of names that the text gives by name as well.
CREATE FUNCTION reporting_table_differences(schema name, ext name)
RETURNS TABLE (number integer, kind text, object text, problem text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH wanted AS MATERIALIZED (
			SELECT s.number, s.name, s.body, split_part(s.body, E'\n);', 1) AS ddl, p.body AS at,
				to_regclass(format('%%I.%%I', $1, s.name)) AS relation
			FROM %1$I.reporting_source AS s
			LEFT JOIN %1$I.reporting_source AS p ON p.kind = 'partition' AND p.name = s.name
			WHERE s.kind = 'table'
		),
		ours AS MATERIALIZED (
			SELECT w.number, w.name, w.body, w.ddl, c.oid AS relation, CASE c.relkind WHEN 'p' THEN w.at END AS at
			FROM wanted AS w
			JOIN pg_class AS c ON c.oid = w.relation
			WHERE c.relkind IN ('r', 'p') AND obj_description(c.oid, 'pg_class') = replace((regexp_match(w.body,
				'COMMENT ON TABLE %%2\$I\.\w+ IS\s+''((?:[^'']|'''')*)'''))[1], '''''', '''')
		),
		columns AS MATERIALIZED (
			SELECT o.number, o.name, o.relation, m[1] AS attname, to_regtype(format(m[2], $2)) AS typ, m[3] AS rest,
				(regexp_match(m[3], 'DEFAULT ((?:''[^'']*''|[^ ,])+)'))[1] AS initial
			FROM ours AS o
			CROSS JOIN LATERAL regexp_matches(o.ddl, '^\t([a-z]\w*) ([^ ,]+)(.*)$', 'gn') AS m
		),
		constraints AS MATERIALIZED (
			SELECT c.number, c.relation, c.contype, c.conname, c.words, c.attnames, row_number() OVER (
				PARTITION BY c.relation, c.contype, c.attnames, c.conname IS NULL) AS nth
			FROM (
				SELECT t.number, t.relation, t.contype, t.conname, t.words, ARRAY(
					SELECT n.attname
					FROM columns AS n
					WHERE n.relation = t.relation
						AND regexp_replace(t.words, '''[^'']*''', '', 'g') ~ format('\m%%s\M', n.attname)
					ORDER BY n.attname) AS attnames
				FROM (
					SELECT o.number, o.relation, m[1] AS conname,
						CASE m[2] WHEN 'PRIMARY KEY' THEN 'p' WHEN 'UNIQUE' THEN 'u' WHEN 'CHECK' THEN 'c'
							ELSE 'x' END AS contype,
						m[2] || m[3] || CASE WHEN m[2] = 'PRIMARY KEY' AND o.at ~ '^\w+$' THEN ' ' || o.at
							ELSE '' END AS words
					FROM ours AS o
					CROSS JOIN LATERAL regexp_matches(o.ddl || E'\n', E'\n\t(?:CONSTRAINT (\\w+)\\s+)?'
						'(PRIMARY KEY|UNIQUE|CHECK|EXCLUDE)((?:[^\n]|\n\t\t)*?),?(?=\n(?!\t\t))', 'g') AS m
					-- split by an expression, a table has these in each partition
					WHERE o.at IS NULL OR o.at ~ '^\w+$' OR m[2] NOT IN ('PRIMARY KEY', 'EXCLUDE')
					UNION ALL
					SELECT n.number, n.relation, NULL, CASE WHEN m[1] ~ '^C' THEN 'c' ELSE 'p' END,
						CASE WHEN m[1] ~ '^C' THEN m[1] ELSE format('%%s (%%s)', m[1], n.attname) END
					FROM columns AS n
					CROSS JOIN LATERAL regexp_matches(n.rest, 'PRIMARY KEY|CHECK \(.*\)') AS m
				) AS t
			) AS c
		),
		present AS MATERIALIZED (
			SELECT p.*, row_number() OVER (PARTITION BY p.relation, p.contype, p.attnames, p.is_named) AS nth
			FROM (
				SELECT o.number, o.relation, k.oid, k.contype, k.conname, EXISTS (
						SELECT FROM constraints AS c WHERE c.relation = o.relation AND c.conname = k.conname
					) AS is_named, ARRAY(
						SELECT a.attname::text
						FROM pg_attribute AS a
						WHERE a.attrelid = o.relation AND a.attnum = ANY (k.conkey)
						ORDER BY a.attname) AS attnames
				FROM ours AS o
				JOIN pg_constraint AS k ON k.conrelid = o.relation
				WHERE k.contype IN ('p', 'u', 'c', 'x', 'f')
			) AS p
		)
		SELECT w.number, 'table', format('%%I.%%I', $1, w.name), 'is missing'
		FROM wanted AS w
		WHERE w.relation IS NULL
		UNION ALL
		SELECT n.number, 'column', format('%%s.%%I', n.relation::regclass, n.attname),
			CASE WHEN a.attname IS NULL THEN 'is missing'
				WHEN a.atttypid <> n.typ THEN format('is %%s, not %%s', format_type(a.atttypid, a.atttypmod), n.typ)
				WHEN n.rest ~ 'NOT NULL' AND NOT a.attnotnull THEN 'may be null'
				WHEN a.attnotnull AND n.rest !~ 'NOT NULL' AND NOT EXISTS (
					SELECT FROM present AS p
					WHERE p.relation = n.relation AND p.contype = 'p' AND n.attname = ANY (p.attnames)
				) THEN 'may not be null'
				ELSE format('has default %%s, not %%s', coalesce(pg_get_expr(d.adbin, d.adrelid), 'none'),
					coalesce(n.initial, 'none')) END
		FROM columns AS n
		LEFT JOIN pg_attribute AS a ON a.attrelid = n.relation AND a.attname = n.attname AND NOT a.attisdropped
		LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
		WHERE a.attname IS NULL OR a.atttypid <> n.typ OR n.rest ~ 'NOT NULL' AND NOT a.attnotnull
			OR a.attnotnull AND n.rest !~ 'NOT NULL' AND NOT EXISTS (
				SELECT FROM present AS p
				WHERE p.relation = n.relation AND p.contype = 'p' AND n.attname = ANY (p.attnames))
			OR (n.initial IS NULL) <> (d.adbin IS NULL)
			OR NOT starts_with(pg_get_expr(d.adbin, d.adrelid), n.initial)
		UNION ALL
		SELECT o.number, 'column', format('%%s.%%I', o.relation::regclass, a.attname), 'is of no version'
		FROM ours AS o
		JOIN pg_attribute AS a ON a.attrelid = o.relation AND a.attnum > 0 AND NOT a.attisdropped
		WHERE NOT EXISTS (SELECT FROM columns AS n WHERE n.relation = o.relation AND n.attname = a.attname)
		UNION ALL
		SELECT coalesce(c.number, p.number), 'constraint', coalesce(c.relation, p.relation)::regclass::text,
			CASE WHEN c.relation IS NULL
				THEN format('%%I %%s is of no version', p.conname, pg_get_constraintdef(p.oid))
				ELSE format('%%slacks %%s', c.conname || ' ', regexp_replace(c.words, '\s+', ' ', 'g')) END
		FROM constraints AS c
		FULL JOIN present AS p ON p.relation = c.relation AND p.contype = c.contype
			AND p.is_named = (c.conname IS NOT NULL) AND CASE WHEN p.is_named THEN p.conname = c.conname
				ELSE p.attnames = c.attnames AND p.nth = c.nth END
		WHERE c.relation IS NULL OR p.relation IS NULL
		UNION ALL
		SELECT o.number, 'index', o.relation::regclass::text, 'lacks ' || m[1]
		FROM ours AS o
		CROSS JOIN LATERAL regexp_matches(o.body, 'CREATE INDEX ON %%2\$I\.\w+ ([^;]*);', 'g') AS m
		WHERE NOT EXISTS (
			SELECT
			FROM pg_index AS i
			WHERE i.indrelid = o.relation AND i.indisvalid
				AND lower(regexp_replace(regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', ''),
					'::[a-z]+|[() ]', '', 'g'))
				= lower(regexp_replace(CASE WHEN m[1] LIKE 'USING %%' THEN substr(m[1], 7) ELSE 'btree ' || m[1] END,
					'::[a-z]+|[() ]', '', 'g')))$q$, ext) USING schema, ext;
END
$function$;
COMMENT ON FUNCTION reporting_table_differences(name, name) IS
'in what tables of a reporting model are not as this version makes them; for verify_reporting_model alone';

-- It tells what create_reporting_model and create_reporting_views would do, by the same functions, and what they would
-- leave as it is: it writes nothing.
CREATE FUNCTION verify_reporting_model(schema name)
RETURNS TABLE (kind text, object text, problem text)
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
SET extra_float_digits = 1
SET intervalstyle = postgres
AS $function$
DECLARE
	ext name;
	version text;
	library text;
	present jsonb;
	as_invoker boolean;
	arguments text[];
	at_hand text[];
	choices text[];
	texts text[];
	one record;
	misfits bigint;
BEGIN
	SELECT n.nspname, e.extversion INTO STRICT ext, version
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % does not exist', coalesce(quote_ident(schema), 'null') USING ERRCODE = '3F000';
	END IF;
	EXECUTE format('SELECT %I.contact_center_version()', ext) INTO library;
	IF library <> version THEN
		RETURN QUERY SELECT 'extension', 'contact_center',
			format('the library is of version %s, the installed SQL of %s', library, version);
	END IF;
	RETURN QUERY EXECUTE format('SELECT d.kind, d.object, d.problem FROM %I.reporting_table_differences($1, $2) AS d '
		'ORDER BY d.number', ext) USING schema, ext;
	IF to_regclass(format('%I.reporting_settings', schema)) IS NULL THEN
		RETURN QUERY SELECT 'view', format('%I.reporting_settings', schema),
			'is missing, so what the other views should be is not known';
		RETURN;
	END IF;

	EXECUTE format('SELECT to_jsonb(s) FROM %I.reporting_settings AS s', schema) INTO present;
	as_invoker := NOT EXISTS (
		SELECT FROM pg_class AS c
		WHERE c.oid = to_regclass(format('%I.reporting_settings', schema))
			AND 'security_invoker=false' = ANY (coalesce(c.reloptions, '{}')));
	-- as create_reporting_views has them
	arguments := ARRAY[ext::text, schema::text, present ->> 'interval_width', present ->> 'zone',
		(present ->> 'threshold_s')::float8::text, present ->> 'variant', (present ->> 'short_abandon_s')::float8::text,
		present ->> 'day_start', (present ->> 'service_goal')::float8::text, (present ->> 'shrinkage')::float8::text,
		(present ->> 'repeat_days')::float8::text, (present ->> 'response_target_s')::float8::text,
		(present ->> 'cost_per_minute')::float8::text, present ->> 'min_answers',
		CASE WHEN coalesce(present ->> 'baseline_from', present ->> 'baseline_to') IS NOT NULL
			THEN daterange((present ->> 'baseline_from')::date, (present ->> 'baseline_to')::date)::text END,
		as_invoker::text, (present ->> 'loyalty_days')::float8::text, (present ->> 'containment_days')::float8::text,
		'false', 'false'];

	-- Indexes of tables of the caller's own are there if that was possible.
	EXECUTE format('SELECT %I.reporting_at_hand($1)', ext) INTO at_hand USING schema;
	at_hand := at_hand || CASE WHEN as_invoker THEN '{reads as who asks}'::text[] END;
	FOR one IN EXECUTE format($q$
		WITH ours AS MATERIALIZED (
			SELECT c.oid
			FROM %1$I.reporting_source AS s
			JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1, s.name))
			WHERE s.kind = 'table' AND position(quote_literal(obj_description(c.oid, 'pg_class')) IN s.body) > 0
		)
		SELECT i.name, i.kind, i.found, i.comment, i.relation IN (SELECT o.oid FROM ours AS o) AS is_ours
		FROM %1$I.reporting_indexes_wanted($1, $2, $3, $4) AS i
		ORDER BY i.number$q$, ext) USING schema, ext, at_hand, arguments
	LOOP
		IF one.found = one.comment OR one.is_ours THEN
			at_hand := at_hand || one.name;
		END IF;
		IF one.found IS DISTINCT FROM one.comment AND (one.is_ours OR one.found IS NOT NULL) THEN
			RETURN QUERY SELECT one.kind, format('%I.%I', schema, one.name),
				CASE WHEN one.found IS NULL THEN 'is missing' ELSE format('is %s, not %s', one.found, one.comment) END;
		END IF;
	END LOOP;
	EXECUTE format('SELECT * FROM %I.reporting_choices($1, $2, $3)', ext) INTO choices, texts
		USING schema, ext, at_hand;
	RETURN QUERY EXECUTE format($q$
		SELECT 'view', format('%%I.%%I', $1, w.name), w.difference
		FROM %1$I.reporting_views_wanted($1, $2, $3, $4, $5, $6) AS w
		WHERE w.difference IS NOT NULL
			AND (w.view IS NOT NULL OR to_regclass(format('%%I.%%I', $1, w.name)) IS NULL AND NOT EXISTS (
				SELECT FROM unnest(w.needs) AS n
				WHERE to_regclass(format('%%I.%%I', $1, n)) IS NULL))
		ORDER BY w.number$q$, ext) USING schema, ext, choices, texts, arguments, as_invoker;

	FOR one IN EXECUTE format($q$
		SELECT v.name || '_summary' AS name, coalesce(v.width, $2) AS width
		FROM %I.stored_kinds($1) AS v
		WHERE to_regclass(format('%%I.%%I', $1, v.name || '_summary')) IS NOT NULL
		ORDER BY v.number$q$, ext) USING schema, (present ->> 'interval_width')::interval
	LOOP
		EXECUTE format('SELECT %I.reporting_misfits($1, $2, $3, $4::interval, $5, $6::time)', ext) INTO misfits
			USING schema, ext, one.name, one.width, present ->> 'zone', present ->> 'day_start';
		IF one.name IN ('self_service_day_summary', 'path_day_summary') THEN
			EXECUTE format('SELECT greatest($1, count(DISTINCT bucket_start)) FROM %I.%I WHERE containment_days <> $2',
				schema, one.name) INTO misfits USING misfits, (present ->> 'containment_days')::float8;
		END IF;
		IF misfits > 0 THEN
			RETURN QUERY SELECT 'stored', format('%I.%I', schema, one.name),
				format('has %s intervals that are not the views'', by %s in %s', misfits,
					one.width, present ->> 'zone');
		END IF;
	END LOOP;
	FOR one IN EXECUTE format($q$
		SELECT t.relation, v.note, coalesce(g.enabled, 0) AS enabled
		FROM (SELECT DISTINCT relation, note FROM %I.stored_sources($1) WHERE can_watch) AS v
		JOIN pg_proc AS p ON p.oid = to_regprocedure(format('%%I.%%I()', $1, v.note))
		CROSS JOIN LATERAL (
			SELECT v.relation
			UNION
			SELECT i.relid FROM pg_partition_tree(v.relation) AS i
		) AS t
		CROSS JOIN LATERAL (
			SELECT count(*) FILTER (WHERE g.tgenabled IN ('O', 'A')) AS enabled
			FROM pg_trigger AS g
			WHERE g.tgrelid = t.relation AND g.tgfoid = p.oid
		) AS g
		WHERE g.enabled < 4
		ORDER BY t.relation::text$q$, ext) USING schema
	LOOP
		RETURN QUERY SELECT 'trigger', one.relation::text,
			format('notes late rows by %s of the 4 triggers of %s', one.enabled, one.note);
	END LOOP;
END
$function$;
COMMENT ON FUNCTION verify_reporting_model(name) IS
'in what tables, constraints, indexes, triggers, views and stored intervals of a reporting model differ from what this '
'version makes with the parameters that the views have; no row: in nothing. Nothing is written; who asks needs SELECT '
'on reporting_settings and the stored tables. What is the caller''s own, in the place of a table or view, is not '
'looked at';
