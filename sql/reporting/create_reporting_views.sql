-- The text that makes a view: KPIs and their sources as far as there is what they are made
-- from, of several ways the chosen ones, names and parameters in place.  Named are the choices
-- that are in it, or NULL: any.
CREATE FUNCTION reporting_definition(schema name, body text, named text[], choices text[], texts text[],
	arguments text[])
RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	list record;
	lacking text;
	with_all text;
BEGIN
	IF position('{kpi_sources}' IN body) > 0 THEN
		FOR list IN EXECUTE format($q$
			SELECT s.kind, string_agg(s.body, v.separator ORDER BY s.number) AS body
			FROM %I.reporting_source AS s
			JOIN (
				VALUES ('kpi_functions', E'\n'), ('kpi_sources', ', '), ('kpi_measures', ' UNION ALL '),
					('kpi_next', ', ')
			) AS v (kind, separator) USING (kind)
			WHERE NOT EXISTS (
				SELECT FROM unnest(s.needs) AS n
				WHERE to_regclass(format('%%I.%%I', $1, n)) IS NULL)
			GROUP BY s.kind$q$, arguments[1]) USING schema
		LOOP
			body := replace(body, '{' || list.kind || '}', list.body);
		END LOOP;
	END IF;
	FOR i IN 1 .. cardinality(choices) LOOP
		CONTINUE WHEN choices[i] NOT LIKE 'lacks %' AND choices[i] <> ALL (named);
		IF choices[i] LIKE 'lacks %' THEN
			lacking := '%2$I.' || split_part(choices[i], ' ', 2);
			with_all := format('(SELECT q.*%s FROM %s AS q)', texts[i], lacking);
			lacking := replace(replace(lacking, '$', '\$'), '.', '\.') || '\M';
			body := regexp_replace(body, lacking || '(?= +(AS )?[a-z])', with_all, 'g');
			body := regexp_replace(body, lacking || '(?! +(AS )?[a-z])',
				with_all || ' AS ' || split_part(choices[i], ' ', 2), 'g');
		ELSE
			body := replace(body, choices[i], texts[i]);
		END IF;
	END LOOP;
	RETURN format(body, VARIADIC arguments);
END
$function$;
COMMENT ON FUNCTION reporting_definition(name, text, text[], text[], text[], text[]) IS
'the text that makes a reporting view; for create_reporting_views alone';

-- Columns that tables of the caller's own need not have, and do not: something stands for
-- them, nothing mostly.
CREATE FUNCTION reporting_lacks(schema name, ext name, OUT names text[], OUT texts text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	lacking text;
	views text;
BEGIN
	EXECUTE format($q$
		WITH lacking AS MATERIALIZED (
			SELECT s.name, f[1] AS column_name, f[2] AS value
			FROM %I.reporting_source AS s
			JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1, s.name))
			CROSS JOIN LATERAL regexp_matches(s.body, '^(\w+) (.*)$', 'gn') AS f
			WHERE s.kind = 'optional' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (
				SELECT FROM pg_attribute AS a
				WHERE a.attrelid = c.oid AND a.attname = f[1] AND a.attnum > 0 AND NOT a.attisdropped)
		)
		SELECT array_agg('lacks ' || l.name), array_agg(l.body), string_agg(l.columns, '; ' ORDER BY l.name), (
				SELECT string_agg(v.name, ', ' ORDER BY v.name)
				FROM %1$I.reporting_source AS v
				WHERE v.kind = 'view' AND EXISTS (
					SELECT
					FROM lacking AS m
					WHERE v.body ~ concat('%%2\$I\.(', m.name,
							CASE m.name WHEN 'queue_visit' THEN '|valid_visit' END, ')\M')
						AND v.body ~ concat('\m', m.column_name, '\M')))
		FROM (
			SELECT name, string_agg(format(', %%s AS %%I', value, column_name), '') AS body,
				format('%%s (%%s)', name, string_agg(column_name, ', ')) AS columns
			FROM lacking
			GROUP BY name
		) AS l$q$, ext)
		INTO names, texts, lacking, views USING schema;
	IF lacking IS NOT NULL THEN
		RAISE NOTICE 'not known, as there are no such columns: %', lacking
			USING DETAIL = 'Views that show less for it: ' || coalesce(views, 'none') || '.';
	END IF;
END
$function$;
COMMENT ON FUNCTION reporting_lacks(name, name) IS
'optional columns that tables of the reporting model lack, and what stands for them; for create_reporting_views alone';

-- Tables of the caller's own that lack a column they must have: who can do without them does.
CREATE FUNCTION reporting_useless(schema name, ext name)
RETURNS SETOF text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	one record;
BEGIN
	FOR one IN EXECUTE format($q$
		SELECT s.name, string_agg(n, ', ' ORDER BY n) AS lacking
		FROM %I.reporting_source AS s
		CROSS JOIN LATERAL unnest(s.needs) AS n
		JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1, s.name))
		WHERE s.kind = 'optional' AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (
			SELECT FROM pg_attribute AS a
			WHERE a.attrelid = c.oid AND a.attname = n AND a.attnum > 0 AND NOT a.attisdropped)
		GROUP BY s.name
		ORDER BY s.name$q$, ext) USING schema
	LOOP
		RAISE NOTICE 'views that can do without % do: it has no column %', format('%I.%I', schema, one.name),
			one.lacking;
		RETURN NEXT one.name;
	END LOOP;
END
$function$;
COMMENT ON FUNCTION reporting_useless(name, name) IS
'tables of the reporting model without a column that they must have; for create_reporting_views alone';

-- What a view was made from and what it is now: as long as both are the same, it need not be touched.
CREATE FUNCTION reporting_mark(view text, definition text)
RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT md5(concat(definition, pg_get_viewdef(to_regclass(view))));
END;
COMMENT ON FUNCTION reporting_mark(text, text) IS
'the mark of a reporting view, as the comment of its rule has it; for create_reporting_views alone';

-- Readers lock views in orders of their own and keep them until their transactions end, so
-- that we may wait for one another.  Without any lock we can wait as long as we like, and
-- whoever comes later stands behind us; with some, never as long as a deadlock takes to be
-- found, lest a reader be the victim: then what was in the way comes first next time.
-- Between two waits all that is locked stays so, and readers gather before it, unless one of
-- them has what we wait for.  While somebody reads who has been at it for longer than our
-- patience, nothing is asked for, as nobody who comes shall wait for him; patience grows no
-- faster than time goes by, so that he who was there before us is never waited for so.
CREATE PROCEDURE lock_reporting_views(relations regclass[], security_invoker boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	lock_timeout CONSTANT text := current_setting('lock_timeout');
	last_at CONSTANT timestamptz := clock_timestamp()
		+ coalesce(nullif(lock_timeout::interval, '0'), '5 min'::interval);
	short CONSTANT interval := current_setting('deadlock_timeout')::interval / 2;
	patience interval := '250 ms';
	let_go_at timestamptz;
	wait interval;
	at integer;
	in_the_way boolean;
	at_it_for_long boolean;
BEGIN
	LOOP
		let_go_at := least(clock_timestamp() + patience, last_at);
		BEGIN
			at := 1;
			WHILE at <= cardinality(relations) LOOP
				WITH RECURSIVE held AS MATERIALIZED (
					SELECT * FROM pg_locks
				),
				waiting AS (
					SELECT h.pid
					FROM held AS h
					WHERE NOT h.granted AND pg_backend_pid() = ANY (pg_blocking_pids(h.pid))
					UNION
					SELECT h.pid
					FROM waiting AS w
					JOIN held AS h ON NOT h.granted AND w.pid = ANY (pg_blocking_pids(h.pid))
				)
				SELECT EXISTS (
					SELECT
					FROM held AS h
					WHERE h.relation = relations[at] AND h.granted AND h.pid <> pg_backend_pid()
						AND h.pid IN (SELECT w.pid FROM waiting AS w))
				INTO in_the_way;
				PERFORM pg_stat_clear_snapshot();
				at_it_for_long := EXISTS (
					SELECT
					FROM pg_locks AS h
					JOIN pg_stat_activity AS a USING (pid)
					WHERE h.relation = relations[at] AND h.granted AND h.pid <> pg_backend_pid()
						AND a.backend_type = 'client backend' AND a.xact_start < clock_timestamp() - patience);
				IF in_the_way OR at_it_for_long THEN
					RAISE lock_not_available;
				END IF;
				BEGIN
					wait := least(let_go_at - clock_timestamp(), CASE WHEN at > 1 THEN short END);
					PERFORM set_config('lock_timeout',
						greatest(extract(epoch FROM wait) * 1000, 1)::integer::text, true);
					IF (SELECT c.relkind = 'v' FROM pg_class AS c WHERE c.oid = relations[at]) THEN
						EXECUTE format('ALTER VIEW %s SET (security_invoker = %s)', relations[at], security_invoker);
					ELSE
						EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', relations[at]);
					END IF;
					at := at + 1;
				EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
					IF clock_timestamp() >= let_go_at THEN
						RAISE;
					END IF;
				END;
			END LOOP;
			PERFORM set_config('lock_timeout', lock_timeout, true);
			RETURN;
		EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
			IF clock_timestamp() >= last_at THEN
				RAISE EXCEPTION '% is in use', relations[at]
					USING ERRCODE = '55P03', HINT = 'Readers were not disturbed. Call again when there are fewer.';
			END IF;
		END;
		relations := relations[at] || relations[:at - 1] || relations[at + 1:];
		IF NOT in_the_way THEN
			patience := least(patience * 1.5, '30 s');
		END IF;
		PERFORM pg_sleep(0.05 + 0.2 * random()
			+ extract(epoch FROM patience) * CASE WHEN at_it_for_long THEN 0.6 ELSE 0.2 END);
	END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE lock_reporting_views(regclass[], boolean) IS
'lock views and tables against readers, who wait and never fail; for create_reporting_views alone';

-- A view whose columns are to be others goes with the functions that definition makes with
-- it, and with those of ours that read them, which are made again after it; the statements
-- that grant others what they had are added to grants.
CREATE PROCEDURE drop_reporting_view(schema name, name name, definition text, INOUT grants text[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $function$
DECLARE
	view CONSTANT regclass := to_regclass(format('%I.%I', schema, name));
	functions oid[] := ARRAY(
		SELECT to_regproc(m[1])::oid
		FROM regexp_matches(definition, 'CREATE OR REPLACE FUNCTION ([^(]+)\(', 'g') AS m
		WHERE to_regproc(m[1]) IS NOT NULL);
	ours text[];
	theirs text;
	more text[];
	one oid;
BEGIN
	EXECUTE (
		SELECT format($q$
			SELECT array_agg(s.name) FILTER (WHERE s.kind = 'view') || array_agg(m[1]) FILTER (WHERE m IS NOT NULL)
			FROM %I.reporting_source AS s
			LEFT JOIN LATERAL regexp_matches(s.body, 'CREATE OR REPLACE FUNCTION %%2\$I.(\w+)\(', 'g') AS m ON true
			WHERE s.kind IN ('view', 'choice')$q$, n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center') INTO ours;
	WITH RECURSIVE reader AS (
		SELECT 'pg_class'::regclass::oid AS class, view::oid AS id
		WHERE view IS NOT NULL
		UNION
		SELECT 'pg_proc'::regclass, f.id
		FROM unnest(functions) AS f (id)
		UNION
		SELECT CASE WHEN r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END, coalesce(r.ev_class, d.objid)
		FROM reader AS s
		JOIN pg_depend AS d ON d.refclassid = s.class AND d.refobjid = s.id AND d.deptype = 'n'
		LEFT JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
	),
	gone AS (
		SELECT coalesce(c.relnamespace, p.pronamespace)::regnamespace AS of_schema,
			coalesce(c.relname, p.proname) AS name,
			pg_describe_object(s.class, s.id, 0) AS described, coalesce(c.relacl, p.proacl) AS acl,
			coalesce(c.relowner, p.proowner) AS owner,
			CASE WHEN p.oid IS NULL THEN s.id::regclass::text ELSE 'FUNCTION ' || s.id::regprocedure END AS granted,
			p.proacl IS NOT NULL AS own_acl
		FROM reader AS s
		LEFT JOIN pg_class AS c ON s.class = 'pg_class'::regclass AND c.oid = s.id
		LEFT JOIN pg_proc AS p ON s.class = 'pg_proc'::regclass AND p.oid = s.id
	)
	SELECT (
			SELECT string_agg(g.described, ', ')
			FROM gone AS g
			WHERE g.of_schema IS DISTINCT FROM to_regnamespace(quote_ident(schema)) OR g.name <> ALL (ours)
		),
		ARRAY(SELECT format('REVOKE ALL ON %s FROM PUBLIC', g.granted) FROM gone AS g WHERE g.own_acl)
		|| ARRAY(
			SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, g.granted,
				CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END,
				CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' END)
			FROM gone AS g
			CROSS JOIN LATERAL aclexplode(g.acl) AS a
			WHERE a.grantee <> g.owner)
	INTO theirs, more;
	IF theirs IS NOT NULL THEN
		RAISE EXCEPTION 'its columns are others now, and it is read by %', theirs USING ERRCODE = '2BP01';
	END IF;
	EXECUTE format('DROP VIEW IF EXISTS %I.%I CASCADE', schema, name);
	FOREACH one IN ARRAY functions LOOP
		EXECUTE format('DROP FUNCTION %s CASCADE', one::regprocedure);
	END LOOP;
	grants := grants || more;
END
$function$;
COMMENT ON PROCEDURE drop_reporting_view(name, name, text, text[]) IS
'make way for a reporting view of other columns; for create_reporting_views alone';

-- The tables of the rows from which figures are stored, and whether their changes can be noted: not those of a view,
-- nor where Citus keeps the rows elsewhere, as no trigger would fire.
CREATE FUNCTION stored_sources(schema name)
RETURNS TABLE (stored text, relation regclass, note text, arguments text[], can_watch boolean, may_watch boolean)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	elsewhere oid[] := '{}';
BEGIN
	IF to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL THEN
		EXECUTE $q$SELECT coalesce(array_agg(logicalrelid::oid), '{}') FROM pg_catalog.pg_dist_partition$q$
			INTO elsewhere;
	END IF;
	RETURN QUERY
	SELECT v.stored, c.oid::regclass, v.note,
		CASE WHEN v.stored = 'quality_day' THEN	-- the instant of a row, and by what others belong to it
			CASE v.raw WHEN 'queue_visit' THEN '{queued_at,contact_id}'
				WHEN 'self_service_session' THEN '{started_at,session_id}' WHEN 'contact' THEN '{started_at}'
				WHEN 'agent_state' THEN '{lower(during)}' WHEN 'schedule' THEN '{lower(during)}'
				WHEN 'outbound_attempt' THEN '{dialled_at}' WHEN 'survey_response' THEN '{contact_at}'
				ELSE '{at}' END::text[] END,
		c.relkind IN ('r', 'p') AND c.oid <> ALL (elsewhere),
		pg_has_role(c.relowner, 'USAGE') OR EXISTS (
			SELECT
			FROM pg_trigger AS g
			JOIN pg_proc AS p ON p.oid = g.tgfoid
			WHERE g.tgrelid = c.oid AND p.proname = v.note)
	FROM (
		VALUES ('queue_interval', 'queue_visit', 'note_late_visits'),
			('agent_interval', 'agent_state', 'note_late_states'),
			('agent_adherence', 'agent_state', 'note_late_states'),
			('agent_adherence', 'schedule', 'note_late_schedules'),
			('shrinkage_day', 'agent_state', 'note_late_states'),
			('shrinkage_day', 'schedule', 'note_late_schedules'),
			('outbound_day', 'outbound_attempt', 'note_late_attempts'),
			('outbound_list_day', 'outbound_attempt', 'note_late_attempts'),
			('outbound_list_day', 'campaign_record', 'note_late_records'),
			('unit_day', 'queue_visit', 'note_late_visits'),
			('repeat_day', 'queue_visit', 'note_late_visits'),
			('repeat_day', 'contact', 'note_late_contacts'),
			('contact_day', 'queue_visit', 'note_late_visits'),
			('contact_day', 'contact', 'note_late_contacts'),
			('ticket_day', 'ticket_event', 'note_late_tickets'),
			('ticket_day', 'business_hours', 'note_late_terms'),
			('ticket_day', 'calendar_exception', 'note_late_terms'),
			('ticket_day', 'response_policy', 'note_late_terms'),
			('self_service_day', 'self_service_session', 'note_late_sessions'),
			('self_service_day', 'self_service_step', 'note_late_session_steps'),
			('self_service_day', 'contact', 'note_late_session_contacts'),
			('self_service_day', 'queue_visit', 'note_late_session_visits'),
			('path_day', 'self_service_session', 'note_late_path_touches'),
			('path_day', 'contact', 'note_late_path_touches'),
			('survey_day', 'survey_response', 'note_late_answers'),
			('conversation_day', 'message', 'note_late_messages'),
			('conversation_day', 'queue_visit', 'note_late_conversation_visits'),
			('quality_day', 'queue_visit', 'note_late_quality_days'),
			('quality_day', 'contact', 'note_late_quality_days'),
			('quality_day', 'agent_state', 'note_late_quality_days'),
			('quality_day', 'schedule', 'note_late_quality_days'),
			('quality_day', 'trunk_event', 'note_late_quality_days'),
			('quality_day', 'message', 'note_late_quality_days'),
			('quality_day', 'outbound_attempt', 'note_late_quality_days'),
			('quality_day', 'self_service_session', 'note_late_quality_days'),
			('quality_day', 'self_service_step', 'note_late_quality_days'),
			('quality_day', 'survey_response', 'note_late_quality_days'),
			('quality_day', 'customer_outcome', 'note_late_quality_days')
	) AS v (stored, raw, note)
	JOIN pg_class AS c ON c.oid = to_regclass(format('%I.%I', schema, v.raw));
END
$function$;
COMMENT ON FUNCTION stored_sources(name) IS
'what figures are stored from, and whether changes are noted; for create_reporting_views and the like alone';

-- Triggers on the caller's table, and on its partitions, which may be loaded by themselves;
-- refreshes take what they find without triggers for unwatched.
CREATE PROCEDURE note_late_rows(schema name, came_before boolean DEFAULT true)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	one record;
BEGIN
	FOR one IN EXECUTE format($q$
		SELECT s.stored, p.oid::regproc AS note, t.relation,
			ARRAY(SELECT quote_literal(a) FROM unnest(s.arguments) AS a) AS arguments,
			CASE WHEN s.note ~ '^note_late_[a-z]+$' THEN 'note_late' ELSE s.note END AS name
		FROM %I.stored_sources($1) AS s
		JOIN pg_proc AS p ON p.oid = to_regprocedure(format('%%I.%%I()', $1, s.note))
		CROSS JOIN LATERAL (
			SELECT s.relation
			UNION
			SELECT i.relid FROM pg_partition_tree(s.relation) AS i
		) AS t
		JOIN pg_class AS c ON c.oid = t.relation
		WHERE s.can_watch AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
			AND 4 > (SELECT count(*) FROM pg_trigger AS g WHERE g.tgrelid = t.relation AND g.tgfoid = p.oid)$q$,
		(SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
			WHERE e.extname = 'contact_center')) USING schema
	LOOP
		BEGIN
			EXECUTE format($q$
				CREATE OR REPLACE TRIGGER %3$s_insert AFTER INSERT ON %1$s
					REFERENCING NEW TABLE AS rows_new FOR EACH STATEMENT EXECUTE FUNCTION %2$s(%4$s);
				CREATE OR REPLACE TRIGGER %3$s_update AFTER UPDATE ON %1$s
					REFERENCING OLD TABLE AS rows_old NEW TABLE AS rows_new
					FOR EACH STATEMENT EXECUTE FUNCTION %2$s(%4$s);
				CREATE OR REPLACE TRIGGER %3$s_delete AFTER DELETE ON %1$s
					REFERENCING OLD TABLE AS rows_old FOR EACH STATEMENT EXECUTE FUNCTION %2$s(%4$s);
				CREATE OR REPLACE TRIGGER %3$s_truncate AFTER TRUNCATE ON %1$s
					FOR EACH STATEMENT EXECUTE FUNCTION %2$s(%4$s)$q$, one.relation, one.note, one.name,
				array_to_string(one.arguments, ', '));
		EXCEPTION WHEN feature_not_supported THEN
			CONTINUE;	-- an engine's table, such as a compressed one
		END;
		-- What came before is not noted: the next refresh reads everything.
		IF came_before THEN
			EXECUTE format('DELETE FROM %I.stored_refresh WHERE stored = $1', schema) USING one.stored;
		END IF;
	END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE note_late_rows IS
'triggers that note late rows of a reporting model; for create_reporting_views and maintain_partitions alone';

-- What a condition in the source can name: relations and indexes, constraints, what they make unique, first columns
-- of indexes, and what is stored from tables whose changes are noted; no indexes and keys of a table that Citus has
-- spread, which takes no row's look into another node.
CREATE FUNCTION reporting_at_hand(schema name)
RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	watched text[];
	spread oid[] := '{}';
BEGIN
	EXECUTE (SELECT format($q$
			SELECT ARRAY(
				SELECT format('watched %%L', stored)
				FROM %I.stored_sources($1)
				GROUP BY stored
				HAVING bool_and(can_watch AND may_watch))$q$, n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		INTO watched USING schema;
	IF to_regclass('pg_catalog.pg_dist_partition') IS NOT NULL THEN
		EXECUTE $q$
			SELECT coalesce(array_agg(logicalrelid::oid), '{}')
			FROM pg_catalog.pg_dist_partition
			WHERE partmethod <> 'n'$q$ INTO spread;
	END IF;
	RETURN watched || ARRAY(
		SELECT c.relname::text
		FROM pg_class AS c
		WHERE c.relnamespace = to_regnamespace(quote_ident(schema)) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
		UNION ALL
		SELECT conname::text
		FROM pg_constraint
		WHERE connamespace = to_regnamespace(quote_ident(schema)) AND contype IN ('p', 'u', 'x')
		UNION ALL
		SELECT format('unique %s(%s)', t.relname, (
			SELECT string_agg(a.attname, ', ' ORDER BY k.number)
			FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, number)
			JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.attnum))
		FROM pg_constraint AS c
		JOIN pg_class AS t ON t.oid = c.conrelid
		WHERE c.connamespace = to_regnamespace(quote_ident(schema)) AND c.contype IN ('p', 'u')
		UNION ALL
		SELECT format('%s %s(%s)', m.amname, t.relname, a.attname)
		FROM pg_index AS i
		JOIN pg_class AS t ON t.oid = i.indrelid
		JOIN pg_class AS x ON x.oid = i.indexrelid
		JOIN pg_am AS m ON m.oid = x.relam
		JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
		WHERE t.relnamespace = to_regnamespace(quote_ident(schema)) AND i.indpred IS NULL AND t.oid <> ALL (spread));
END
$function$;
COMMENT ON FUNCTION reporting_at_hand(name) IS
'what there is in a schema that ways to the same rows depend on; for create_reporting_views alone';

-- Of several ways to the same rows the first whose condition holds; those that others are part of come last.
CREATE FUNCTION reporting_choices(schema name, ext name, at_hand text[], OUT choices text[], OUT texts text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	useless text[];
BEGIN
	-- by itself, as it tells what it finds, once
	EXECUTE format('SELECT array_agg(u) FROM %I.reporting_useless($1, $2) AS u', ext) INTO useless USING schema, ext;
	EXECUTE format($q$
		SELECT array_agg(c.name ORDER BY c.number DESC), array_agg(c.body ORDER BY c.number DESC)
		FROM (
			SELECT DISTINCT ON (number) name, number, body
			FROM %1$I.reporting_source
			WHERE kind = 'choice' AND (condition IS NULL
				OR string_to_array(condition, ' and ') <@ $1
				AND NOT string_to_array(condition, ' and ') && coalesce($2, '{}'))
			ORDER BY number, condition IS NULL
		) AS c$q$, ext)
		INTO choices, texts USING at_hand, useless;
	EXECUTE format('SELECT $3 || names, $4 || texts FROM %I.reporting_lacks($1, $2)', ext)
		INTO choices, texts USING schema, ext, choices, texts;
END
$function$;
COMMENT ON FUNCTION reporting_choices(name, name, text[]) IS
'what stands in the texts of reporting views for what differs by what is there; for create_reporting_views and '
'verify_reporting_model alone';

-- Every view as it should be, and in what it differs (NULL: in nothing).
CREATE FUNCTION reporting_views_wanted(schema name, ext name, choices text[], texts text[], arguments text[],
	security_invoker boolean)
RETURNS TABLE (number integer, name text, needs text[], view regclass, definition text, difference text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
	RETURN QUERY EXECUTE format($q$
		SELECT w.number, w.name, w.needs, w.view, w.definition,
			CASE WHEN w.view IS NULL THEN 'is missing'
				WHEN obj_description(r.oid, 'pg_rewrite') IS NULL
				THEN 'has no mark of create_reporting_views: restored from a dump, or made otherwise'
				WHEN %1$I.reporting_mark(w.view::text, w.definition || c.comments)
					<> obj_description(r.oid, 'pg_rewrite')
				THEN 'is not as this version makes it: of another version, or changed since'
				WHEN f.lacking IS NOT NULL THEN 'lacks ' || f.lacking
				WHEN $5 <> (NOT 'security_invoker=false' = ANY (coalesce(v.reloptions, '{}')))
				THEN 'reads as ' || CASE WHEN $5 THEN 'its owner' ELSE 'who asks' END || ', the others do not' END
		FROM (
			SELECT s.*, %1$I.reporting_definition($1, s.body, s.choices, $2, $3, $4) AS definition,
				(
					SELECT c.oid::regclass
					FROM pg_class AS c
					WHERE c.oid = to_regclass(format('%%I.%%I', $1, s.name)) AND c.relkind = 'v'
				) AS view
			FROM %1$I.reporting_source AS s
			WHERE s.kind = 'view'
			OFFSET 0
		) AS w
		CROSS JOIN (
			SELECT jsonb_object_agg(s.name, s.body)::text AS comments
			FROM %1$I.reporting_source AS s
			WHERE s.kind = 'column'
		) AS c
		LEFT JOIN pg_class AS v ON v.oid = w.view
		LEFT JOIN pg_rewrite AS r ON r.ev_class = w.view
		CROSS JOIN LATERAL (
			SELECT string_agg(m[1], ', ') AS lacking
			FROM regexp_matches(w.definition, 'CREATE OR REPLACE FUNCTION ([^(]+)\(', 'g') AS m
			WHERE to_regproc(m[1]) IS NULL
		) AS f$q$, ext) USING schema, choices, texts, arguments, security_invoker;
END
$function$;
COMMENT ON FUNCTION reporting_views_wanted(name, name, text[], text[], text[], boolean) IS
'reporting views as they should be, and which are not; for create_reporting_views and verify_reporting_model alone';

-- Indexes and statistics of tables, for the views; comment and found are alike where they are as they should be.
CREATE FUNCTION reporting_indexes_wanted(schema name, ext name, at_hand text[], arguments text[])
RETURNS TABLE (number integer, name text, kind text, relation regclass, body text, comment text, found text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
	RETURN QUERY EXECUTE format($q$
		SELECT s.number, s.name, s.kind, c.oid::regclass, s.body, format(s.comment, VARIADIC $1),
			CASE s.kind WHEN 'index' THEN obj_description(to_regclass(format('%%I.%%I', $1[2], s.name)), 'pg_class')
				ELSE (
					SELECT obj_description(x.oid, 'pg_statistic_ext')
					FROM pg_statistic_ext AS x
					WHERE x.stxname = s.name AND x.stxnamespace = to_regnamespace(quote_ident($1[2]))
				) END
		FROM %I.reporting_source AS s
		JOIN pg_class AS c ON c.oid = to_regclass(format('%%I.%%I', $1[2], s.needs[1]))
		WHERE s.kind IN ('index', 'statistics') AND c.relkind IN ('r', 'p')
			AND (s.condition IS NULL OR s.condition = ANY ($2))$q$, ext) USING arguments, at_hand;
END
$function$;
COMMENT ON FUNCTION reporting_indexes_wanted(name, name, text[], text[]) IS
'indexes and statistics that reporting views are made for; for create_reporting_views and verify_reporting_model alone';

-- Stored intervals that are none of the views'.
CREATE FUNCTION reporting_misfits(schema name, ext name, stored name, width interval, zone text, day_start time)
RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	misfits bigint;
BEGIN
	EXECUTE format($q$
		SELECT count(*)
		FROM (SELECT DISTINCT bucket_start, bucket_end FROM %2$I.%3$I) AS s
		CROSS JOIN LATERAL %1$I.reporting_interval(s.bucket_start, $1, $2, $3) AS b
		WHERE %1$I.lower(b) <> s.bucket_start OR %1$I.upper(b) <> s.bucket_end$q$, ext, schema, stored)
		INTO misfits USING width, zone, day_start;
	RETURN misfits;
END
$function$;
COMMENT ON FUNCTION reporting_misfits(name, name, name, interval, text, time) IS
'how many stored intervals do not fit the views; for create_reporting_views and verify_reporting_model alone';

CREATE PROCEDURE create_reporting_views(
	schema name,
	interval_width interval DEFAULT NULL,
	zone text DEFAULT NULL,
	threshold float8 DEFAULT NULL,
	variant text DEFAULT NULL,
	short_abandon float8 DEFAULT NULL,
	day_start time DEFAULT NULL,
	service_goal float8 DEFAULT NULL,
	shrinkage float8 DEFAULT NULL,
	repeat_days float8 DEFAULT NULL,
	response_target float8 DEFAULT NULL,
	cost_per_minute float8 DEFAULT NULL,
	min_answers integer DEFAULT NULL,
	baseline daterange DEFAULT NULL,
	security_invoker boolean DEFAULT NULL,
	loyalty_days float8 DEFAULT NULL,
	containment_days float8 DEFAULT NULL,
	defaults boolean DEFAULT false,
	discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
SET intervalstyle = postgres
AS $procedure$
DECLARE
	days CONSTANT text := 'a positive number of days, at most 36500';
	ext name;
	present jsonb := '{}';
	arguments text[];
	one record;
	at_hand text[];
	old_indexes text[] := '{}';
	choices text[];
	texts text[];
	definitions jsonb := '{}';
	changing text[] := '{}';
	grants text[] := '{}';
	list record;
	comments jsonb;
	missing text;
	definition text;
	made_from text;
	made_before text;
	kpis_stored boolean;
	stored bigint;
	made integer := 0;
	unchanged integer := 0;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_namespace AS n
	WHERE n.oid = (SELECT e.extnamespace FROM pg_extension AS e WHERE e.extname = 'contact_center');
	IF to_regnamespace(quote_ident(schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % does not exist', quote_ident(schema) USING ERRCODE = '3F000';
	END IF;

	-- Of a parameter that is not given the present value stays.
	IF NOT coalesce(defaults, false) AND to_regclass(format('%I.reporting_settings', schema)) IS NOT NULL THEN
		EXECUTE format('SELECT to_jsonb(s) FROM %I.reporting_settings AS s', schema) INTO present;
		present := present || jsonb_build_object('security_invoker', EXISTS (
			SELECT FROM pg_class
			WHERE oid = to_regclass(format('%I.reporting_settings', schema))
				AND NOT 'security_invoker=false' = ANY (coalesce(reloptions, '{}'))));
	END IF;
	interval_width := coalesce(interval_width, (present ->> 'interval_width')::interval, '00:30:00');
	zone := coalesce(zone, present ->> 'zone', 'UTC');
	threshold := coalesce(threshold, (present ->> 'threshold_s')::float8, 20);
	variant := coalesce(variant, present ->> 'variant', 'offered');
	short_abandon := coalesce(short_abandon, (present ->> 'short_abandon_s')::float8, 5);
	day_start := coalesce(day_start, (present ->> 'day_start')::time, '00:00:00');
	service_goal := coalesce(service_goal, (present ->> 'service_goal')::float8, 0.8);
	shrinkage := coalesce(shrinkage, (present ->> 'shrinkage')::float8, 0.3);
	repeat_days := coalesce(repeat_days, (present ->> 'repeat_days')::float8, 7);
	response_target := coalesce(response_target, (present ->> 'response_target_s')::float8, 86400);
	cost_per_minute := coalesce(cost_per_minute, (present ->> 'cost_per_minute')::float8);
	min_answers := coalesce(min_answers, (present ->> 'min_answers')::integer, 5);
	IF baseline IS NULL AND coalesce(present ->> 'baseline_from', present ->> 'baseline_to') IS NOT NULL THEN
		baseline := daterange((present ->> 'baseline_from')::date, (present ->> 'baseline_to')::date);
	END IF;
	loyalty_days := coalesce(loyalty_days, (present ->> 'loyalty_days')::float8, 90);
	containment_days := coalesce(containment_days, (present ->> 'containment_days')::float8, 1);
	security_invoker := coalesce(security_invoker, (present ->> 'security_invoker')::boolean, true);
	-- the extension's schema, the caller's, the parameters: what %N$ in a row of the source means
	arguments := ARRAY[ext::text, schema::text, :arguments];

	-- What would be refused when a view is read is refused now.
	FOR one IN
		SELECT *
		FROM (VALUES ('interval_width', interval_width::text, interval_width > '0' AND interval_width <= '1 day',
					'a positive interval of at most one day'),
				('threshold', threshold::text, threshold BETWEEN 0 AND 1e9, 'a number of seconds from 0 to 1e9'),
				('short_abandon', short_abandon::text, short_abandon BETWEEN 0 AND 1e9,
					'a number of seconds from 0 to 1e9'),
				('service_goal', service_goal::text, service_goal > 0 AND service_goal < 1,
					'a fraction between 0 and 1, both excluded'),
				('shrinkage', shrinkage::text, shrinkage >= 0 AND shrinkage < 1, 'a fraction from 0 to less than 1'),
				('repeat_days', repeat_days::text, repeat_days > 0 AND repeat_days <= 36500, days),
				('response_target', response_target::text, response_target BETWEEN 0 AND 1e9,
					'a number of seconds from 0 to 1e9'),
				('cost_per_minute', cost_per_minute::text, cost_per_minute BETWEEN 0 AND 1e9,
					'an amount from 0 to 1e9, or null'),
				('min_answers', min_answers::text, min_answers >= 1, 'a positive number'),
				('loyalty_days', loyalty_days::text, loyalty_days > 0 AND loyalty_days <= 36500, days),
				('containment_days', containment_days::text, containment_days > 0 AND containment_days <= 36500, days)
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

	-- Summaries of other intervals than the views' are of no use to them; which version of a
	-- schedule counts is by local day, which depends on the zone as well, and work of tickets is by interval.
	FOR one IN EXECUTE format($q$
		SELECT v.name || '_summary' AS name, coalesce(v.width, $2) AS width
		FROM %I.stored_kinds($1) AS v
		WHERE to_regclass(format('%%I.%%I', $1, v.name || '_summary')) IS NOT NULL
		ORDER BY v.number$q$, ext) USING schema, interval_width
	LOOP
		EXECUTE format('SELECT CASE WHEN $7 THEN (SELECT count(DISTINCT bucket_start) FROM %2$I.%3$I) '
			'ELSE %1$I.reporting_misfits($1, $2, $3, $4, $5, $6) END', ext, schema, one.name)
			INTO stored USING schema, ext, one.name, one.width, zone, day_start,
				coalesce(one.name = 'agent_adherence_summary'
					AND (present ->> 'zone' <> zone OR (present ->> 'day_start')::time <> day_start)
					OR one.name = 'ticket_day_summary' AND (present ->> 'interval_width')::interval <> interval_width,
					false);
		IF one.name IN ('self_service_day_summary', 'path_day_summary') THEN
			EXECUTE format('SELECT greatest($1, count(DISTINCT bucket_start)) FROM %I.%I WHERE containment_days <> $2',
				schema, one.name) INTO stored USING stored, containment_days;
		END IF;
		CONTINUE WHEN stored = 0;
		IF NOT discard AND one.name <> 'quality_day_summary' THEN	-- of which rows have the same to say
			RAISE EXCEPTION 'what %.% holds of % intervals does not fit views by % in %', quote_ident(schema), one.name,
				stored, one.width, zone
				USING ERRCODE = '55000',
					HINT = 'Keep interval_width, zone, day_start and containment_days, or remove what is stored with '
						'discard => true.';
		END IF;
		EXECUTE format('DELETE FROM %I.%I', schema, one.name);
		RAISE NOTICE 'removed what %.% held', quote_ident(schema), one.name;
	END LOOP;

	-- Repeats within another window are others: what is stored of them is due, all of it.
	IF (present ->> 'repeat_days')::float8 IS DISTINCT FROM repeat_days
		AND to_regclass(format('%I.repeat_day_summary', schema)) IS NOT NULL
		AND to_regclass(format('%I.stored_late', schema)) IS NOT NULL THEN
		EXECUTE format('SELECT count(DISTINCT bucket_start) FROM %I.repeat_day_summary', schema) INTO stored;
		IF stored > 0 AND discard THEN
			EXECUTE format('DELETE FROM %I.repeat_day_summary', schema);
			RAISE NOTICE 'removed % days of repeats within % days; call refresh_contact_summary', stored,
				present ->> 'repeat_days';
		ELSIF stored > 0 THEN
			EXECUTE format($q$
				INSERT INTO %1$I.stored_late (stored, from_at, to_at)
				SELECT 'repeat_day', min(bucket_start), max(bucket_end)
				FROM %1$I.repeat_day_summary$q$, schema);
			RAISE NOTICE 'kept % days of repeats within % days', stored, present ->> 'repeat_days'
				USING HINT = 'refresh_contact_summary makes them anew as far as there are rows.';
		END IF;
	END IF;

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

	EXECUTE format('SELECT %I.reporting_at_hand($1)', ext) INTO at_hand USING schema;
	at_hand := at_hand || CASE WHEN security_invoker THEN '{reads as who asks}'::text[] END;

	-- What the views are made for, as indexes and statistics of the caller's own tables.
	FOR one IN EXECUTE format($q$
		SELECT i.*
		FROM %I.reporting_indexes_wanted($1, $2, $3, $4) AS i
		JOIN pg_class AS c ON c.oid = i.relation
		WHERE pg_has_role(c.relowner, 'USAGE')
		ORDER BY i.number$q$, ext) USING schema, ext, at_hand, arguments
	LOOP
		IF one.found IS DISTINCT FROM one.comment THEN
			-- An index of other parameters goes last: that takes a lock on its table.
			IF one.kind = 'index' AND to_regclass(format('%I.%I', schema, one.name)) IS NOT NULL THEN
				IF to_regclass(format('%I.%I', schema, one.name || '_old')) IS NOT NULL THEN
					EXECUTE format('DROP INDEX %I.%I', schema, one.name || '_old');
				END IF;
				EXECUTE format('ALTER INDEX %I.%I RENAME TO %I', schema, one.name, one.name || '_old');
				old_indexes := old_indexes || (one.name || '_old');
			ELSIF EXISTS (
				SELECT FROM pg_statistic_ext AS x
				WHERE x.stxname = one.name AND x.stxnamespace = to_regnamespace(quote_ident(schema))) THEN
				EXECUTE format('DROP STATISTICS %I.%I', schema, one.name);
			END IF;
			BEGIN
				EXECUTE format(one.body, VARIADIC arguments);
			EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR datatype_mismatch
				OR invalid_object_definition OR invalid_text_representation OR datetime_field_overflow THEN
				CONTINUE;	-- a table of the caller's own, with other columns or types, or an instant that no zone has
			END;
			EXECUTE format('COMMENT ON %s %I.%I IS %L', one.kind, schema, one.name, one.comment);
		END IF;
		at_hand := at_hand || one.name;
	END LOOP;

	EXECUTE format('SELECT * FROM %I.reporting_choices($1, $2, $3)', ext) INTO choices, texts
		USING schema, ext, at_hand;
	EXECUTE format('SELECT jsonb_object_agg(name, body) FROM %I.reporting_source WHERE kind = ''column''', ext)
		INTO comments;

	-- Views that change, those that others read last; all are locked before any is changed.
	FOR one IN EXECUTE format('SELECT * FROM %I.reporting_views_wanted($1, $2, $3, $4, $5, $6) '
		'ORDER BY number DESC', ext) USING schema, ext, choices, texts, arguments, security_invoker
	LOOP
		definitions := definitions || jsonb_build_object(one.name, one.definition);
		IF one.view IS NOT NULL AND one.difference IS NOT NULL THEN
			changing := changing || one.name;
		END IF;
	END LOOP;
	EXECUTE format('CALL %I.lock_reporting_views($1, $2)', ext) USING
		ARRAY(
			SELECT to_regclass(format('%I.%I', schema, v.name))
			FROM unnest(changing) WITH ORDINALITY AS v (name, number)
			ORDER BY v.number)
		|| ARRAY(
			SELECT DISTINCT i.indrelid::regclass
			FROM unnest(old_indexes) AS o (name)
			JOIN pg_index AS i ON i.indexrelid = to_regclass(format('%I.%I', schema, o.name))), security_invoker;

	FOR one IN EXECUTE format($q$
		SELECT name, needs, body
		FROM %I.reporting_source
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
		IF (SELECT relkind <> 'v' FROM pg_class WHERE oid = to_regclass(format('%I.%I', schema, one.name))) THEN
			RAISE NOTICE 'skipped view %: there is something else of that name', format('%I.%I', schema, one.name);
			CONTINUE;
		END IF;
		definition := definitions ->> one.name;
		IF one.name = 'kpi_month_live' THEN	-- what it is made from may have come just now
			EXECUTE format('SELECT %I.reporting_definition($1, $2, NULL, $3, $4, $5)', ext) INTO definition
				USING schema, one.body, choices, texts, arguments;
		END IF;
		IF to_regclass(format('%I.%I', schema, one.name)) IS NOT NULL AND one.name <> ALL (changing)
			AND definition = definitions ->> one.name AND NOT EXISTS (
				SELECT FROM regexp_matches(definition, 'CREATE OR REPLACE FUNCTION ([^(]+)\(', 'g') AS m
				WHERE to_regproc(m[1]) IS NULL) THEN
			unchanged := unchanged + 1;
			CONTINUE;
		END IF;
		BEGIN
			BEGIN
				EXECUTE definition;
			EXCEPTION WHEN invalid_table_definition OR invalid_function_definition THEN
				EXECUTE format('CALL %I.drop_reporting_view($1, $2, $3, $4)', ext) INTO grants
					USING schema, one.name, definition, grants;
				EXECUTE definition;
			END;
		EXCEPTION WHEN undefined_column OR undefined_function OR undefined_object OR undefined_table
			OR datatype_mismatch OR invalid_table_definition OR dependent_objects_still_exist THEN
			-- A table of the caller's own, with other columns or types, or a view of his.
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
		EXECUTE format('SELECT %I.reporting_mark($1, $2)', ext) INTO definition
			USING format('%I.%I', schema, one.name), definition || comments::text;
		EXECUTE format('COMMENT ON RULE "_RETURN" ON %I.%I IS %L', schema, one.name, definition);
		made := made + 1;
	END LOOP;
	EXECUTE array_to_string(grants, ';');
	EXECUTE format('CALL %I.note_late_rows($1)', ext) USING schema;
	EXECUTE (
		SELECT coalesce(string_agg(format('DROP INDEX IF EXISTS %I.%I', schema, o.name), ';'), '')
		FROM unnest(old_indexes) AS o (name));

	IF (present ->> 'response_target_s')::float8 <> response_target
		AND to_regclass(format('%I.ticket_day_summary', schema)) IS NOT NULL
		AND to_regclass(format('%I.stored_late', schema)) IS NOT NULL THEN	-- tickets are judged otherwise
		EXECUTE format('INSERT INTO %1$I.stored_late (stored, from_at, to_at) '
			'SELECT DISTINCT ''ticket_day'', bucket_start, bucket_end FROM %1$I.ticket_day_summary', schema);
	END IF;
	IF kpis_stored THEN
		EXECUTE format('SELECT count(*) FROM %I.kpi_month_summary WHERE %L IS DISTINCT FROM (%s)',
			schema, made_before, made_from) INTO stored;
		IF stored > 0 AND to_regclass(format('%I.stored_refresh', schema)) IS NOT NULL THEN	-- they are due
			EXECUTE format('DELETE FROM %I.stored_refresh WHERE stored = ''kpi_month''', schema);
		END IF;
		IF stored > 0 AND discard THEN
			EXECUTE format('DELETE FROM %I.kpi_month_summary', schema);
			IF to_regclass(format('%I.stored_gone', schema)) IS NOT NULL THEN
				EXECUTE format('DELETE FROM %I.stored_gone WHERE stored = ''kpi_month''', schema);
			END IF;
			RAISE NOTICE 'removed % KPIs of months, which were made otherwise; call refresh_kpi_month', stored;
		ELSIF stored > 0 THEN
			RAISE NOTICE 'kept % KPIs of months, which were made otherwise', stored
				USING HINT = 'refresh_kpi_month makes them anew as far as there are rows.';
		END IF;
	END IF;
	RAISE NOTICE 'made % reporting views in schema %, % were as they should be', made, quote_ident(schema), unchanged;
END
$procedure$;
COMMENT ON PROCEDURE create_reporting_views IS
'make or refresh, in schema, every reporting view whose inputs are there as tables or views, owned by the caller, with '
'a notice about each that is skipped; what is as it should be is not touched; a parameter that is not given (null) '
'stays as it is, or with defaults => true as in a new schema; durations in seconds, shares from 0 to 1, interval_width '
'at most a day, baseline for control charts; security_invoker => false lets a reader of the views do without rights on '
'the tables; discard => true removes stored figures that do not fit';
