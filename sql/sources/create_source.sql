
CREATE PROCEDURE create_source(schema name, source text, existing regclass DEFAULT NULL, landing name DEFAULT NULL,
	landed name DEFAULT 'id', columns jsonb DEFAULT '{}')
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	file record;
	made integer := 0;
	select_list text;
	missing text;
	unknown text;
	there "char";
	filled boolean;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	EXECUTE format('CALL %I.source_check($1, $2)', ext) USING ext, source;
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	END IF;
	FOR file IN EXECUTE format($q$
		SELECT name, body, name = coalesce($2, min(name) OVER ()) AS first
		FROM %I.source_files() AS s
		WHERE s.kind = 'table' AND s.source = $1
		ORDER BY name$q$, ext) USING source, landing
	LOOP
		there := (SELECT relkind FROM pg_class WHERE oid = to_regclass(format('%I.%I', schema, file.name)));
		IF existing IS NOT NULL AND file.first AND there IS NOT NULL THEN
			-- One that is empty gives way, and so does the view of an earlier call.
			EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', schema, file.name) INTO filled;
			IF filled AND there <> 'v' THEN
				RAISE EXCEPTION '%.% has rows already', quote_ident(schema), quote_ident(file.name)
					USING ERRCODE = '55000';
			END IF;
			EXECUTE format('DROP %s %I.%I', CASE there WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, schema, file.name);
			there := NULL;
		END IF;
		CONTINUE WHEN there IS NOT NULL;
		EXECUTE format(file.body, ext, NULL, schema);
		made := made + 1;
		CONTINUE WHEN existing IS NULL OR NOT file.first;
		-- The table tells the columns; a view over the existing one takes its place.
		SELECT string_agg(CASE
				WHEN want.attname = 'landed' AND have.atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype)
					THEN format('(extract(epoch FROM t.%I) * 1000000)::bigint AS landed', have.attname)
				WHEN have.attname IS NOT NULL THEN format('t.%I::%s AS %I', have.attname, typ, want.attname)
				ELSE format('NULL::%s AS %I', typ, want.attname) END, ', ' ORDER BY want.attnum),
			string_agg(quote_ident(want.attname), ', ' ORDER BY want.attnum) FILTER (WHERE have.attname IS NULL)
		INTO select_list, missing
		FROM pg_attribute AS want
		CROSS JOIN LATERAL format_type(want.atttypid, want.atttypmod) AS typ
		LEFT JOIN pg_attribute AS have ON have.attrelid = existing AND have.attnum > 0 AND NOT have.attisdropped
			AND have.attname = CASE WHEN want.attname = 'landed' THEN landed::text
				ELSE coalesce(columns ->> want.attname::text, want.attname::text) END
		WHERE want.attrelid = to_regclass(format('%I.%I', schema, file.name))
			AND want.attnum > 0 AND NOT want.attisdropped;
		SELECT string_agg(format('%s', k), ', ') INTO unknown
		FROM jsonb_object_keys(columns) AS k
		WHERE NOT EXISTS (
			SELECT FROM pg_attribute
			WHERE attrelid = to_regclass(format('%I.%I', schema, file.name)) AND attname = k);
		IF unknown IS NOT NULL THEN
			RAISE EXCEPTION 'columns names what % has not: %', file.name, unknown USING ERRCODE = '22023';
		END IF;
		IF missing ~ '(^|, )landed(,|$)' THEN
			RAISE EXCEPTION 'table % has no column %', existing, quote_ident(landed)
				USING ERRCODE = '22023', HINT = 'landed names a column whose values only grow, such as an identity.';
		END IF;
		IF missing IS NOT NULL THEN
			RAISE NOTICE 'not in %: %', existing, missing;
		END IF;
		EXECUTE format('DROP TABLE %I.%I', schema, file.name);
		EXECUTE format('CREATE VIEW %I.%I AS SELECT %s FROM %s AS t', schema, file.name, select_list, existing);
	END LOOP;
	IF made = 0 AND landing IS NOT NULL AND to_regclass(format('%I.%I', schema, landing)) IS NULL THEN
		RAISE EXCEPTION '% has no landing table %', source, quote_ident(landing) USING ERRCODE = '22023';
	END IF;
	RAISE NOTICE 'created % landing tables of % in schema %', made, source, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_source(name, text, regclass, name, name, jsonb) IS
'create the landing tables of a source that are missing in schema (and the schema), in the source''s own shape; with '
'existing, a view over that table stands for the table landing (default: the first): landed is its column that only '
'grows, columns says which of its columns is which, as {"ours": "theirs"}';

CREATE PROCEDURE source_check(ext name, source text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	known text;
	found boolean;
BEGIN
	EXECUTE format($q$
		SELECT string_agg(DISTINCT s.source, ', '), bool_or(s.source = $1)
		FROM %I.source_files() AS s$q$, ext)
	INTO known, found USING source;
	IF found IS NOT TRUE THEN
		RAISE EXCEPTION 'unknown source %', coalesce(quote_literal(source), 'NULL')
			USING ERRCODE = '22023', HINT = format('Known are %s.', known);
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE source_check(name, text) IS
'an error where there is no such source; for create_source and load_source alone';
