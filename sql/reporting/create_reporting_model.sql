-- Everything in a caller's schema is named in full: nothing there, and nothing
-- on the session's search_path, can stand in for what is meant.

CREATE PROCEDURE create_reporting_model(schema name, partition_by text DEFAULT NULL)
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
	IF partition_by <> 'month' THEN
		RAISE EXCEPTION 'invalid value for argument "partition_by": %', partition_by
			USING ERRCODE = '22023', DETAIL = 'It must be month, or null.';
	END IF;
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		EXECUTE format('CREATE SCHEMA %I', schema);
	END IF;
	FOR model IN EXECUTE format($q$
		SELECT t.name, t.body, p.body AS at
		FROM %1$I.reporting_source AS t
		LEFT JOIN %1$I.reporting_source AS p ON p.kind = 'partition' AND p.name = t.name AND $1 IS NOT NULL
		WHERE t.kind = 'table'
		ORDER BY t.number$q$, ext) USING partition_by
	LOOP
		CONTINUE WHEN to_regclass(format('%I.%I', schema, model.name)) IS NOT NULL;
		IF model.at IS NULL THEN
			EXECUTE format(model.body, ext, schema);
		ELSE
			EXECUTE format('CALL %I.create_partitioned_table($1, $2, $3, $4, $5)', ext)
				USING ext, schema, model.name, model.body, model.at;
		END IF;
		made := made + 1;
	END LOOP;
	-- Tables that an earlier version made, which their comments tell.
	FOR model IN EXECUTE format($q$
		SELECT s.body
		FROM %I.reporting_source AS s
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
COMMENT ON PROCEDURE create_reporting_model IS
'create the tables of the reporting model that are missing in schema (and the schema), owned by the caller; what is '
'there, table or view, is left as it is, but that tables which an earlier version made get new columns and '
'constraints; with partition_by => ''month'' new tables of raw rows are partitioned, by maintain_partitions';
