-- Everything in a caller's schema is named in full: nothing there, and nothing
-- on the session's search_path, can stand in for what is meant.

CREATE PROCEDURE create_reporting_model(schema name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	model record;
	made integer := 0;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	END IF;
	FOR model IN EXECUTE format($q$
		SELECT name, body
		FROM %I.reporting_source()
		WHERE kind = 'table'
		ORDER BY number$q$, ext)
	LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, model.name)) IS NOT NULL;
		EXECUTE format(model.body, ext, schema);
		made := made + 1;
	END LOOP;
	-- Tables that an earlier version made, which their comments tell.
	FOR model IN EXECUTE format($q$
		SELECT s.body
		FROM %I.reporting_source() AS s
		JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1, s.name))
		WHERE s.kind = 'change' AND c.relkind IN ('r', 'p') AND obj_description(c.oid, 'pg_class') = s.comment
			AND NOT EXISTS (
				SELECT FROM pg_constraint AS k
				WHERE k.conrelid = c.oid AND k.conname = s.condition)
			AND NOT EXISTS (
				SELECT FROM pg_attribute AS a
				WHERE a.attrelid = c.oid AND a.attname = s.condition AND NOT a.attisdropped)
		ORDER BY s.number$q$, ext) USING schema
	LOOP
		EXECUTE format(model.body, ext, schema);
	END LOOP;
	RAISE NOTICE 'created % tables of the reporting model in schema %', made, quote_ident(schema);
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_model(name) IS
'create the tables of the reporting model that are missing in schema (and the schema), owned by the caller; what is '
'there, table or view, is left as it is, but that tables which an earlier version made get new columns and constraints';
