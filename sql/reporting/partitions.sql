-- Raw rows by local month.  The default partition takes what no month has: what is too old, too new, or no instant at
-- all, so that nothing is refused that a table without partitions takes; and it is the pattern of the others.

-- Where a table is split by an expression, no key and no exclusion can be over all partitions: each has its own.
CREATE PROCEDURE create_partitioned_table(ext name, schema name, name name, body text, at text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	-- with the comma before it, and lines that are indented further
	own CONSTANT text :=
		E',\n\t(?:CONSTRAINT \\w+ )?((?:PRIMARY KEY|EXCLUDE)(?:[^\n]|\n\t\t)*\\))(?=,?\n(?:\t[^\t]|\\)))';
	for_each text;
BEGIN
	IF at ~ '^\w+$' THEN
		body := regexp_replace(body, 'PRIMARY KEY \(([^)]*)\)', format('PRIMARY KEY (\1, %s)', at));
	ELSE
		for_each := (regexp_match(body, own))[1];
		body := regexp_replace(body, own, '');
	END IF;
	EXECUTE format(regexp_replace(body, '\n\);', E'\n) PARTITION BY RANGE (' || at || ');'), ext, schema);
	EXECUTE format('CREATE TABLE %1$I.%3$I PARTITION OF %1$I.%2$I DEFAULT', schema, name, name || '_default');
	EXECUTE format('COMMENT ON TABLE %I.%I IS %L', schema, name || '_default',
		format('rows of %s of months that have no partition', name));
	IF for_each IS NOT NULL THEN
		EXECUTE format('ALTER TABLE %I.%I ADD ', schema, name || '_default') || for_each;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE create_partitioned_table(name, name, name, text, text) IS
'a table of the reporting model in partitions; for create_reporting_model alone';

-- The tables that create_reporting_model has partitioned, or of raw rows at all; what of them begins when.
CREATE FUNCTION partitioned_tables(schema name)
RETURNS TABLE (number integer, name text, relation regclass, rest regclass, at text, stays text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
	RETURN QUERY EXECUTE (
		SELECT format($q$
			SELECT s.number, s.name, c.oid::regclass, d.oid::regclass, s.body, coalesce(s.condition, 'false')
			FROM %I.reporting_source AS s
			JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1, s.name)) AND c.relkind IN ('r', 'p')
			LEFT JOIN pg_partitioned_table AS p ON p.partrelid = c.oid
			LEFT JOIN pg_class AS d ON d.oid = p.partdefid AND d.relname = s.name || '_default'
			WHERE s.kind = 'partition'$q$, n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center') USING schema;
END
$function$;
COMMENT ON FUNCTION partitioned_tables(name) IS
'tables of raw rows of a reporting model, and how they are split; for maintain_partitions and retain_raw alone';

-- Spans of the partitions of a table.
CREATE FUNCTION partition_spans(relation regclass)
RETURNS TABLE (part regclass, span tstzrange)
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
SET DateStyle = ISO
BEGIN ATOMIC
	SELECT c.oid::regclass,
		tstzrange(nullif(b.b[1], 'MINVALUE'::text)::timestamptz, nullif(b.b[2], 'MAXVALUE'::text)::timestamptz)
	FROM pg_inherits AS i
	JOIN pg_class AS c ON c.oid = i.inhrelid
	CROSS JOIN LATERAL regexp_matches(pg_get_expr(c.relpartbound, c.oid),
		'^FOR VALUES FROM \(''?([^'')]+)''?\) TO \(''?([^'')]+)''?\)$'::text) AS b (b)
	WHERE i.inhparent = relation::oid;
END;
COMMENT ON FUNCTION partition_spans(regclass) IS
'partitions of a table by time, and from when to when they are; for maintain_partitions and retain_raw alone';

-- Rows are moved, not changed: nothing of it is noted as late.
CREATE PROCEDURE move_raw_rows(source regclass, target regclass, condition text, cut timestamptz, INOUT moved bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	notes text;
BEGIN
	SELECT string_agg(format('ALTER TABLE %s %%s TRIGGER %I', target, t.tgname), '; ') INTO notes
	FROM pg_trigger AS t
	JOIN pg_proc AS p ON p.oid = t.tgfoid
	WHERE t.tgrelid = target AND t.tgenabled = 'O' AND p.proname LIKE 'note\_late\_%';
	EXECUTE coalesce(replace(notes, '%s', 'DISABLE'), '');
	EXECUTE format('INSERT INTO %s SELECT * FROM %s WHERE %s ON CONFLICT DO NOTHING', target, source, condition)
		USING cut;
	GET DIAGNOSTICS moved = ROW_COUNT;
	EXECUTE coalesce(replace(notes, '%s', 'ENABLE'), '');
END
$procedure$;
COMMENT ON PROCEDURE move_raw_rows(regclass, regclass, text, timestamptz, bigint) IS
'rows of one table into another without a note; for maintain_partitions and retain_raw alone';

-- Days of a partition: by them, too, the planner sees which partitions a filter needs.  Clocks may be put back over
-- midnight, so the days are looked up where they may come twice.
CREATE PROCEDURE check_partition_days(part regclass, span tstzrange, at text, zone text, day_start time)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $procedure$
DECLARE
	day_of CONSTANT text := format('(%s AT TIME ZONE %L - %L::time)::date', at, zone, day_start);
	comment CONSTANT text := format('by local day in %s from %s', zone, day_start);
	first_day date;
	last_day date;
BEGIN
	IF comment = (
		SELECT obj_description(c.oid, 'pg_constraint')
		FROM pg_constraint AS c
		WHERE c.conrelid = part AND c.conname = 'local_day') THEN
		RETURN;
	END IF;
	SELECT min((t AT TIME ZONE zone - day_start)::date), max((t AT TIME ZONE zone - day_start)::date)
	INTO first_day, last_day
	FROM (
		SELECT generate_series(lower(span), least(lower(span) + '2 days'::interval, upper(span) - '1 us'::interval),
			'10 min')
		UNION ALL
		SELECT generate_series(upper(span) - '1 us'::interval,
			greatest(upper(span) - '2 days'::interval, lower(span)), '-10 min')
	) AS s (t);
	EXECUTE format($q$
		ALTER TABLE %1$s DROP CONSTRAINT IF EXISTS local_day;
		ALTER TABLE %1$s ADD CONSTRAINT local_day CHECK (%2$s >= %3$L AND %2$s <= %4$L) NOT VALID;
		ALTER TABLE %1$s VALIDATE CONSTRAINT local_day;
		COMMENT ON CONSTRAINT local_day ON %1$s IS %5$L$q$, part, day_of, first_day, last_day, comment);
END
$procedure$;
COMMENT ON PROCEDURE check_partition_days(regclass, tstzrange, text, text, time) IS
'tells the planner the local days of a partition; for maintain_partitions alone';

CREATE PROCEDURE maintain_partitions(schema name, ahead integer DEFAULT 2, from_day date DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	zone text := 'UTC';
	day_start time := '00:00';
	this_month date;
	gone_month date;
	one record;
	part record;
	present tstzmultirange;
	astray date[];
	wanted jsonb;
	has_views boolean;
	to_move boolean;
	parts text[];
	statement text;
	due jsonb[] := '{}';
	locked regclass[] := '{}';
	new_name text;
	moved bigint;
	any_found boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF ahead NOT BETWEEN 0 AND 120 THEN
		RAISE EXCEPTION 'invalid value for argument "ahead": %', ahead
			USING ERRCODE = '22023', DETAIL = 'It must be a number of months from 0 to 120.';
	END IF;
	has_views := to_regclass(format('%I.reporting_settings', schema)) IS NOT NULL;
	IF has_views THEN
		EXECUTE format('SELECT s.zone, s.day_start::time FROM %I.reporting_settings AS s', schema)
			INTO zone, day_start;
	END IF;
	this_month := date_trunc('month', now() AT TIME ZONE zone - day_start);

	IF has_views THEN	-- which may be of another zone now
		FOR part IN EXECUTE format($q$
			SELECT s.part, s.span, t.at
			FROM %1$I.partitioned_tables($1) AS t
			CROSS JOIN LATERAL %1$I.partition_spans(t.relation) AS s
			WHERE t.rest IS NOT NULL AND NOT lower_inf(s.span) AND NOT upper_inf(s.span)$q$, ext) USING schema
		LOOP
			EXECUTE format('CALL %I.check_partition_days($1, $2, $3, $4, $5)', ext)
				USING part.part, part.span, part.at, zone, day_start;
		END LOOP;
	END IF;

	-- Months that lack a partition: what was asked for, those to come, and those of rows in the default partition, but
	-- for what retain_raw left.
	IF to_regclass(format('%I.stored_gone', schema)) IS NOT NULL THEN
		EXECUTE format('SELECT max(day) FROM %I.stored_gone WHERE stored = ''kpi_month''', schema) INTO gone_month;
	END IF;
	FOR one IN EXECUTE format('SELECT * FROM %I.partitioned_tables($1) WHERE rest IS NOT NULL ORDER BY number', ext)
		USING schema
	LOOP
		any_found := true;
		EXECUTE format('SELECT range_agg(s.span) FROM %I.partition_spans($1) AS s', ext)
			INTO present USING one.relation;
		EXECUTE format($q$
			SELECT array_agg(r.month)
			FROM (
				SELECT DISTINCT date_trunc('month', (%1$s) AT TIME ZONE $1 - $2)::date AS month
				FROM %2$s
				WHERE isfinite(%1$s)
			) AS r
			WHERE r.month > coalesce($3, '-infinity') AND r.month <= $4$q$, one.at, one.rest)
			INTO astray USING zone, day_start, gone_month, this_month + ahead * '1 month'::interval;
		EXECUTE format($q$
			SELECT jsonb_agg(jsonb_build_object('month', m.month, 'span', s.span) ORDER BY s.span)
			FROM (
				SELECT unnest($1) AS month
				UNION
				SELECT generate_series(least(date_trunc('month', $2::timestamp), $3), $3 + $4, '1 month')::date
			) AS m
			CROSS JOIN LATERAL unnest(
				tstzmultirange(%1$I.tstzrange(%1$I.reporting_interval(
					(m.month + $5 + '12 hours'::interval) AT TIME ZONE $6, '1 month', $6, $5)))
				- coalesce($7, '{}')) AS s (span)$q$, ext)
			INTO wanted USING astray, from_day, this_month::timestamp, coalesce(ahead, 2) * '1 month'::interval,
				day_start, zone, present;
		CONTINUE WHEN wanted IS NULL;
		to_move := false;
		parts := '{}';
		FOR part IN
			SELECT (w ->> 'month')::date AS month, (w ->> 'span')::tstzrange AS span
			FROM jsonb_array_elements(wanted) AS w
		LOOP
			new_name := format('%I.%I', schema, one.name || to_char(part.month, '_YYYY_MM'));
			IF to_regclass(new_name) IS NOT NULL THEN	-- the month was one of another zone
				new_name := format('%I.%I', schema,
					one.name || to_char(lower(part.span) AT TIME ZONE 'UTC', '_YYYY_MM_DD_HH24'));
			END IF;
			EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', new_name, one.rest);
			IF has_views THEN
				EXECUTE format('CALL %I.check_partition_days($1, $2, $3, $4, $5)', ext)
					USING new_name::regclass, part.span, one.at, zone, day_start;
			END IF;
			parts := parts || format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)',
				one.relation, new_name, lower(part.span), upper(part.span));
			to_move := to_move OR part.month = ANY (coalesce(astray, '{}'));
		END LOOP;
		due := due || (to_jsonb(one) || jsonb_build_object('parts', parts, 'to_move', to_move));
		locked := locked || CASE WHEN to_move THEN one.relation ELSE one.rest END;
	END LOOP;
	IF NOT any_found THEN
		RAISE NOTICE 'no table of the reporting model in schema % is partitioned by month', quote_ident(schema)
			USING HINT = 'create_reporting_model makes such tables with partition_by => ''month''.';
		RETURN;
	END IF;

	IF locked <> '{}' THEN
		-- A refresh reads what we lock: its end is waited for by its own lock, which no reader stands behind.
		FOR one IN
			SELECT c.oid::regclass AS stored
			FROM unnest('{queue_interval,agent_interval,agent_adherence,unit_day,repeat_day,self_service_day,
				contact_day,shrinkage_day,conversation_day,path_day,kpi_month,quality_day}'::text[])
				WITH ORDINALITY AS v (name, number)
			JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', schema, v.name || '_summary'))
				AND c.relkind IN ('r', 'p')
			ORDER BY v.number
		LOOP
			EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.stored);
		END LOOP;
		EXECUTE format('CALL %I.lock_reporting_views($1, true)', ext) USING locked;
	END IF;
	FOR one IN
		SELECT d ->> 'name' AS name, (d ->> 'relation')::regclass AS relation, d ->> 'rest' AS rest,
			ARRAY(SELECT jsonb_array_elements_text(d -> 'parts')) AS parts, (d ->> 'to_move')::boolean AS to_move
		FROM unnest(due) AS d
	LOOP
		moved := 0;
		-- With rows to be moved the default partition is made anew, as each new one would scan it.
		IF one.to_move THEN
			EXECUTE format($q$
				ALTER TABLE %1$s DETACH PARTITION %2$s;
				ALTER TABLE %2$s RENAME TO %4$I;
				CREATE TABLE %2$s (LIKE %3$I.%4$I INCLUDING ALL);
				COMMENT ON TABLE %2$s IS %5$L;
				ALTER TABLE %1$s ATTACH PARTITION %2$s DEFAULT$q$, one.relation, one.rest, schema, one.name || '_moved',
				format('rows of %s of months that have no partition', one.name));
		END IF;
		FOREACH statement IN ARRAY one.parts LOOP
			EXECUTE statement;
		END LOOP;
		IF one.to_move THEN
			EXECUTE format('CALL %I.move_raw_rows($1, $2, ''true'', NULL, $3)', ext)
				INTO moved USING to_regclass(format('%I.%I', schema, one.name || '_moved')), one.relation, moved;
			EXECUTE format('DROP TABLE %I.%I', schema, one.name || '_moved');
			EXECUTE format('ANALYZE %s', one.relation);
		END IF;
		RAISE NOTICE 'made % partitions of %, sorted % rows into them', cardinality(one.parts), one.relation, moved;
	END LOOP;
	IF due <> '{}' AND to_regclass(format('%I.stored_refresh', schema)) IS NOT NULL THEN
		EXECUTE format('CALL %I.note_late_rows($1, false)', ext) USING schema;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE maintain_partitions IS
'partitions by local month of a model that create_reporting_model made with partition_by: those of the month that is '
'running, of so many ahead, of all months since from_day, and of rows that had none yet, which are sorted into them';

-- Figures are stored first, and said to be the only record of their days and months; what goes on past the cut stays.
CREATE PROCEDURE retain_raw(schema name, months integer, detach boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	figures CONSTANT text[] := '{queue_interval,agent_interval,agent_adherence,unit_day,repeat_day,contact_day,
		self_service_day,conversation_day,shrinkage_day,path_day}';
	ext name;
	setting record;
	first_month date;
	cut timestamptz;
	one record;
	part regclass;
	parts regclass[];
	locked regclass[] := '{}';
	is_late boolean;
	dropped integer;
	deleted bigint;
	kept bigint;
	any_gone boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF months IS NULL OR months NOT BETWEEN 1 AND 1200 THEN
		RAISE EXCEPTION 'invalid value for argument "months": %', coalesce(months::text, 'null')
			USING ERRCODE = '22023', DETAIL = 'It must be a number of whole months from 1 to 1200.';
	END IF;
	IF to_regclass(format('%I.reporting_settings', schema)) IS NULL
		OR to_regclass(format('%I.stored_gone', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	EXECUTE format('SELECT zone, day_start::time FROM %I.reporting_settings', schema) INTO setting;
	first_month := date_trunc('month', now() AT TIME ZONE setting.zone - setting.day_start)
		- months * '1 month'::interval;
	EXECUTE format('SELECT %1$I.lower(%1$I.reporting_interval(($1 + $2 + ''12 hours''::interval) AT TIME ZONE $3, '
		'''1 month'', $3, $2))', ext) INTO cut USING first_month, setting.day_start, setting.zone;

	EXECUTE format('CALL %I.refresh_intervals($1, $2, NULL, NULL, false)', ext) USING schema, figures;
	EXECUTE format('CALL %I.refresh_kpi_month($1)', ext) USING schema;
	IF to_regclass(format('%I.quality_day_summary', schema)) IS NOT NULL THEN	-- whose refresh reads what we lock
		EXECUTE format('LOCK TABLE %I.quality_day_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	END IF;
	EXECUTE format($q$
		SELECT coalesce(array_agg(DISTINCT l.relation), '{}')
		FROM %1$I.partitioned_tables($1) AS t
		CROSS JOIN LATERAL %1$I.partition_spans(t.relation) AS s
		CROSS JOIN LATERAL unnest(ARRAY[t.relation, t.rest, s.part]) AS l (relation)
		WHERE t.rest IS NOT NULL AND upper(s.span) <= $2$q$, ext) INTO locked USING schema, cut;
	IF locked <> '{}' THEN
		EXECUTE format('CALL %I.lock_reporting_views($1, true)', ext) USING locked;
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.stored_late WHERE from_at < $1)', schema) INTO is_late USING cut;
	IF is_late THEN	-- rows that came while we waited
		EXECUTE format('CALL %I.refresh_intervals($1, $2, NULL, NULL, false)', ext) USING schema, figures;
	END IF;
	FOR one IN
		SELECT v.name
		FROM unnest(figures) AS v (name)
		WHERE to_regclass(format('%I.%I', schema, v.name || '_summary')) IS NOT NULL
	LOOP
		-- day by day by index, as readers wait meanwhile
		EXECUTE format($q$
			INSERT INTO %1$I.stored_gone (stored, day)
			SELECT $1, d.at::date
			FROM (SELECT min(bucket_start) AS at FROM %1$I.%2$I WHERE bucket_start < $4) AS f
			CROSS JOIN LATERAL generate_series((f.at AT TIME ZONE $2 - $3)::date::timestamp, $4 AT TIME ZONE $2,
				'1 day') AS d (at)
			WHERE EXISTS (
				SELECT FROM %1$I.%2$I AS s
				WHERE s.bucket_start >= (d.at + $3) AT TIME ZONE $2
					AND s.bucket_start < least($4, (d.at + '1 day'::interval + $3) AT TIME ZONE $2))
			ON CONFLICT DO NOTHING$q$, schema, one.name || '_summary')
			USING one.name, setting.zone, setting.day_start, cut;
	END LOOP;
	-- What no contact to come can be looked for in is settled.
	IF to_regclass(format('%I.repeat_day_summary', schema)) IS NOT NULL THEN
		EXECUTE format('UPDATE %I.repeat_day_summary SET unsettled = 0 WHERE unsettled > 0 AND bucket_start < $1',
			schema) USING cut;
	END IF;
	EXECUTE format($q$
		INSERT INTO %1$I.stored_gone (stored, day)
		SELECT DISTINCT 'kpi_month', month FROM %1$I.kpi_month_summary WHERE month < $1
		ON CONFLICT DO NOTHING$q$, schema) USING first_month;

	FOR one IN EXECUTE format('SELECT * FROM %I.partitioned_tables($1) ORDER BY number', ext) USING schema LOOP
		dropped := 0;
		EXECUTE format($q$
			SELECT array_agg(s.part ORDER BY s.span)
			FROM %I.partition_spans($1) AS s
			WHERE $2 IS NOT NULL AND upper(s.span) <= $3$q$, ext) INTO parts USING one.relation, one.rest, cut;
		FOREACH part IN ARRAY coalesce(parts, '{}') LOOP
			EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', one.relation, part);
			EXECUTE format('CALL %I.move_raw_rows($1, $2, $3, $4, $5)', ext)
				INTO kept USING part, one.relation, one.stays, cut, kept;
			IF NOT detach THEN
				EXECUTE format('DROP TABLE %s', part);
			END IF;
			dropped := dropped + 1;
		END LOOP;
		EXECUTE format('DELETE FROM %s WHERE %s < $1 AND (%s) IS NOT TRUE', one.relation, one.at, one.stays)
			USING cut;
		GET DIAGNOSTICS deleted = ROW_COUNT;
		IF dropped + deleted > 0 THEN
			any_gone := true;
			RAISE NOTICE '% % partitions and deleted % rows of % before %',
				CASE WHEN detach THEN 'detached' ELSE 'dropped' END, dropped, deleted, one.relation, cut;
		END IF;
	END LOOP;
	-- What stays is counted again, with what belonged to contacts that are gone.
	IF any_gone AND to_regclass(format('%I.quality_day_summary', schema)) IS NOT NULL THEN
		EXECUTE format('DELETE FROM %I.quality_day_summary', schema);
	END IF;
	-- What the deletions have noted is no change.
	EXECUTE format('DELETE FROM %I.stored_late WHERE to_at <= $1 OR from_at < $1 AND noted_at = now()', schema)
		USING cut;
END
$procedure$;
COMMENT ON PROCEDURE retain_raw IS
'remove raw rows (queue_visit, contact, segment, agent_state, schedule, trunk_event) from before the last so many '
'whole local months, after a refresh of all that is stored, which stays: whole partitions are dropped (detach => true: '
'kept as tables of their own), other rows are deleted; what goes on past that instant stays, and visits that are open';
