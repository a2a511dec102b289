-- One refresh of what is stored: what was stored with refresh_queue_summary and the like
-- in the spans (a multirange) becomes what the query "fresh" gives.  Rows that are as
-- they were are not written; of those that are no longer given, kept ones stay.

CREATE FUNCTION refresh_statement(stored text, fresh text, at_column name, spans text, kept text)
RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	columns text;
	keys text;
	changes text;
	same_keys text;
BEGIN
	SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
		string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE a.attnum = ANY (i.indkey)),
		string_agg(format('%1$I = excluded.%1$I', a.attname), ', ' ORDER BY a.attnum)
			FILTER (WHERE a.attnum <> ALL (i.indkey)),
		string_agg(format('s.%1$I IS NOT DISTINCT FROM g.%1$I', a.attname), ' AND ' ORDER BY a.attnum)
			FILTER (WHERE a.attnum = ANY (i.indkey))
	INTO columns, keys, changes, same_keys
	FROM pg_index AS i
	JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE i.indrelid = to_regclass(stored) AND i.indisunique;
	RETURN format($q$
		WITH fresh AS MATERIALIZED (
			SELECT %2$s
			FROM (%3$s) AS f
		),
		stored AS (
			SELECT s.*
			FROM unnest(%5$s) AS r,
			LATERAL (SELECT %2$s FROM %1$s WHERE %4$I >= lower(r) AND %4$I < upper(r)) AS s
		),
		gone AS MATERIALIZED (
			SELECT *, %6$s AS kept
			FROM (SELECT %7$s FROM stored EXCEPT SELECT %7$s FROM fresh) AS s
		),
		deleted AS (
			DELETE FROM %1$s AS s
			USING gone AS g
			WHERE s.%4$I = g.%4$I AND %8$s AND NOT g.kept
			RETURNING s.%4$I AS at
		),
		written AS (
			INSERT INTO %1$s AS s (%2$s)
			SELECT %2$s
			FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) AS f
			ORDER BY %4$I
			ON CONFLICT (%7$s) DO UPDATE SET %9$s
			RETURNING %4$I AS at, xmax = 0 AS added
		)
		SELECT (SELECT min(%4$I) FROM fresh)::text AS first_at,
			(SELECT count(*) FROM written WHERE written.added) AS added,
			(SELECT count(*) FROM written WHERE NOT written.added) AS changed,
			(SELECT count(*) FROM deleted) AS removed,
			(
				SELECT array_agg(DISTINCT w.at)
				FROM (SELECT at FROM written UNION ALL SELECT at FROM deleted) AS w
			)::text[] AS changed_at,
			(SELECT count(*) FROM gone WHERE gone.kept) AS kept_rows,
			(SELECT array_agg(DISTINCT g.%4$I) FROM gone AS g WHERE g.kept)::text[] AS kept_at$q$,
		stored, columns, fresh, at_column, spans, kept, keys, same_keys, changes);
END
$function$;
COMMENT ON FUNCTION refresh_statement(text, text, name, text, text) IS
'the statement that refreshes a table of stored figures; for refresh_queue_summary and the like alone';

-- Loads that ran during a refresh were not seen by it, and may not have seen how far figures
-- are stored now: what it stored is read again until they are over.
CREATE PROCEDURE keep_refresh_state(schema name, refreshed text, everything boolean,
	stored_to timestamptz, at_start pg_snapshot)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	state record;
	nobody CONSTANT boolean := pg_snapshot_xmin(at_start) = pg_snapshot_xmax(at_start);
BEGIN
	EXECUTE format($q$
		INSERT INTO %I.stored_refresh AS r (stored, refreshed_at, again_from)
		VALUES ($1, now(), '-infinity')
		ON CONFLICT (stored) DO UPDATE SET refreshed_at = excluded.refreshed_at
		RETURNING *$q$, schema)
		INTO state USING refreshed;
	IF everything AND stored_to IS NOT NULL THEN
		IF state.running <= pg_snapshot_xmin(at_start) OR state.running > pg_snapshot_xmax(at_start) THEN
			state.again_from := state.next_from;
			state.next_from := NULL;
		END IF;
		IF nobody THEN
			state.again_from := stored_to;
			state.next_from := NULL;
		ELSIF state.next_from IS NULL THEN
			state.next_from := stored_to;
			state.running := pg_snapshot_xmax(at_start);
		END IF;
		EXECUTE format($q$
			UPDATE %I.stored_refresh
			SET again_from = $2, next_from = $3, running = CASE WHEN $3 IS NOT NULL THEN $4 END
			WHERE stored = $1$q$, schema)
			USING refreshed, state.again_from, state.next_from, state.running;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE keep_refresh_state(name, text, boolean, timestamptz, pg_snapshot) IS
'what the next refresh must know of this one; for refresh_queue_summary and the like alone';

-- Days of which what is stored is the only record: those before the cut, where rows begin
-- now, and those without any row.  A late row does not make it less: that takes discard.
CREATE PROCEDURE keep_gone_days(schema name, refreshed text, rows text, on_day text, zone text, day_start time,
	cut timestamptz, kept_at timestamptz[], discarded tstzmultirange)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	any_gone boolean;
BEGIN
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.stored_gone WHERE stored = $1)', schema)
		INTO any_gone USING refreshed;
	IF any_gone THEN
		EXECUTE format($q$
			DELETE FROM %1$I.stored_gone AS g
			USING (
				SELECT d.day, (d.day + $3) AT TIME ZONE $2 AS from_at, (d.day + 1 + $3) AT TIME ZONE $2 AS to_at
				FROM %1$I.stored_gone AS d
				WHERE d.stored = $1
			) AS d
			WHERE g.stored = $1 AND g.day = d.day AND (
				NOT EXISTS (SELECT FROM %2$I.%3$I AS s WHERE s.bucket_start >= d.from_at AND s.bucket_start < d.to_at)
				OR tstzrange(d.from_at, d.to_at) && $4 AND EXISTS (SELECT FROM %4$s AS r WHERE %5$s))$q$,
			schema, schema, refreshed || '_summary', rows, format(on_day, 'd.from_at', 'd.to_at'))
			USING refreshed, zone, day_start, discarded;
	END IF;
	EXECUTE format($q$
		INSERT INTO %1$I.stored_gone (stored, day)
		SELECT DISTINCT $1, (k.at AT TIME ZONE $2 - $3)::date
		FROM (
			SELECT bucket_start AS at FROM %1$I.%2$I WHERE bucket_start < $4
			UNION ALL
			SELECT unnest($5)
		) AS k
		ON CONFLICT DO NOTHING$q$, schema, refreshed || '_summary')
		USING refreshed, zone, day_start, cut, kept_at;
END
$procedure$;
COMMENT ON PROCEDURE keep_gone_days(name, text, text, text, text, time, timestamptz, timestamptz[], tstzmultirange) IS
'note of which days rows are gone; for refresh_queue_summary and the like alone';

-- Months whose KPIs were stored from other figures than those of now.
CREATE PROCEDURE note_late_months(schema name, changed_at timestamptz[])
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	IF to_regclass(format('%I.kpi_month_summary', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			INSERT INTO %1$I.stored_late (stored, from_at, to_at)
			SELECT 'kpi_month', (m.month + r.day_start::time) AT TIME ZONE r.zone,
				(m.month + '1 month'::interval + r.day_start::time) AT TIME ZONE r.zone
			FROM %1$I.reporting_settings AS r
			CROSS JOIN (SELECT DISTINCT month FROM %1$I.kpi_month_summary) AS m
			WHERE m.month IN (
				SELECT date_trunc('month', c AT TIME ZONE r.zone - r.day_start::time)::date FROM unnest($1) AS c)
			EXCEPT
			SELECT stored, from_at, to_at
			FROM %1$I.stored_late$q$,
			schema) USING changed_at;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE note_late_months(name, timestamptz[]) IS
'notes stored months whose intervals changed; for refresh_queue_summary and the like alone';

-- What is stored, in the order of refreshes: the tables whose changes are noted, the rows of a day and the condition
-- for them, what of it is more than nothing, and the indexes by which days are read and noted.  Some are made of
-- several tables, of which not all need be there.
CREATE FUNCTION stored_kinds(schema name)
RETURNS TABLE (number integer, name text, raw text[], rows text, on_day text, told text, width interval,
	indexes text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
BEGIN
	RETURN QUERY
	SELECT v.number, v.name, v.raw,
		CASE WHEN v.name = 'conversation_day'
			THEN format('(SELECT v.queued_at FROM %1$I.valid_visit AS v '
				'WHERE EXISTS (SELECT FROM %1$I.message AS m WHERE m.contact_id = v.contact_id))', schema)
			WHEN cardinality(v.relations) = 1 THEN format('%I.%I', schema, v.relations[1])
			ELSE (
				SELECT format('(%s)', string_agg(
					format('SELECT %s FROM %I.%I', split_part(v.on_day, ' ', 1), schema, r), ' UNION ALL '))
				FROM unnest(v.relations) AS r
				WHERE to_regclass(format('%I.%I', schema, r)) IS NOT NULL) END,
		v.on_day, v.told, v.width::interval,
		CASE v.name WHEN 'unit_day' THEN '{btree queue_visit(contact_id)}'
			WHEN 'repeat_day' THEN '{btree contact(contact_id),btree contact(customer_key)}'
			WHEN 'contact_day' THEN '{btree contact(contact_id)}'
			WHEN 'conversation_day' THEN '{btree queue_visit(contact_id),btree message(contact_id)}'
			ELSE '{}' END::text[]
	FROM (
		VALUES (1, 'queue_interval', '{queue_visit}'::text[], '{valid_visit}'::text[],
				'queued_at >= %s AND queued_at < %s', '%I.offered(summary)', NULL),
			(2, 'agent_interval', '{agent_state}', '{agent_state}', 'during && tstzrange(%s, %s)',
				'logged_in_s', NULL),
			(3, 'agent_adherence', '{agent_state,schedule}', '{agent_state,schedule}', 'during && tstzrange(%s, %s)',
				'present_s + on_queue_actual_s + scheduled_s', NULL),
			(4, 'outbound_day', '{outbound_attempt}', '{outbound_attempt}',
				'dialled_at >= %s AND dialled_at < %s', 'attempts', '1 day'),
			(5, 'unit_day', '{queue_visit}', '{valid_visit}',
				'queued_at >= %s AND queued_at < %s', '%I.offered(summary)', '1 day'),
			(6, 'repeat_day', '{queue_visit,contact}', '{contact}',
				'started_at >= %s AND started_at < %s', 'contacts', '1 day'),
			(7, 'ticket_day', '{ticket_event,business_hours,calendar_exception,response_policy}', '{ticket_event}',
				'at >= %s AND at < %s', 'clocks', '1 day'),
			(8, 'self_service_day', '{self_service_session,self_service_step,contact,queue_visit}',
				'{self_service_session}', 'started_at >= %s AND started_at < %s',
				'sessions - contained + routed', '1 day'),
			(9, 'contact_day', '{queue_visit,contact}', '{contact}',
				'started_at >= %s AND started_at < %s', 'contacts', '1 day'),
			(10, 'shrinkage_day', '{agent_state,schedule}', '{agent_state,schedule}', 'during && tstzrange(%s, %s)',
				'seconds', '1 day'),
			(11, 'survey_day', '{survey_response}', '{survey_response}',
				'contact_at >= %s AND contact_at < %s', 'responses', '1 day'),
			(12, 'conversation_day', '{message,queue_visit}', '{message}',
				'queued_at >= %s AND queued_at < %s', 'conversations', '1 day'),
			(13, 'outbound_list_day', '{outbound_attempt,campaign_record}', '{outbound_attempt}',
				'dialled_at >= %s AND dialled_at < %s', 'record_attempts', '1 day'),
			(14, 'path_day', '{self_service_session,contact}', '{self_service_session,contact}',
				'started_at >= %s AND started_at < %s', 'paths', '1 day'),
			(15, 'quality_day', NULL, NULL, NULL, NULL, '1 day')	-- has a refresh of its own
	) AS v (number, name, raw, relations, on_day, told, width);
END
$function$;
COMMENT ON FUNCTION stored_kinds(name) IS
'what is stored, and of which rows; for refresh_queue_summary and the like alone';

-- Where the rows begin that something stored is made of, and how much of it they are.
CREATE FUNCTION stored_beginnings(schema name)
RETURNS TABLE (name text, relation name, at text, told text)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $function$
DECLARE
	ext name;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	RETURN QUERY
	SELECT v.name, v.relation::name, v.at, v.told
	FROM (
		VALUES ('queue_interval', 'valid_visit', 'queued_at', format('%I.offered(summary)', ext)),
			('agent_interval', 'agent_state', 'lower(during)', 'logged_in_s'),
			('agent_adherence', 'agent_state', 'lower(during)', 'present_s + on_queue_actual_s'),
			('agent_adherence', 'schedule', 'lower(during)', 'scheduled_s'),
			('shrinkage_day', 'agent_state', 'lower(during)', 'seconds * (kind <> ''external'')::integer'),
			('shrinkage_day', 'schedule', 'lower(during)', 'seconds * (kind = ''external'')::integer'),
			('outbound_day', 'outbound_attempt', 'dialled_at', 'attempts'),
			('outbound_list_day', 'outbound_attempt', 'dialled_at', 'record_attempts'),
			('unit_day', 'valid_visit', 'queued_at', format('%I.offered(summary)', ext)),
			('repeat_day', 'contact', 'started_at', 'contacts'),
			('contact_day', 'contact', 'started_at', 'contacts'),
			('ticket_day', 'ticket_event', 'at', 'clocks'),
			('self_service_day', 'self_service_session', 'started_at', 'sessions'),
			('path_day', 'self_service_session', 'started_at', 'touches * paths - contacts'),
			('path_day', 'contact', 'started_at', 'contacts'),
			('survey_day', 'survey_response', 'contact_at', 'responses'),
			('conversation_day', 'valid_visit', 'queued_at', 'conversations')
	) AS v (name, relation, at, told)
	WHERE to_regclass(format('%I.%I', schema, v.relation)) IS NOT NULL;
END
$function$;
COMMENT ON FUNCTION stored_beginnings(name) IS
'where the rows begin of which figures are stored; for refresh_queue_summary and the like alone';

-- What is between the first and the last stored interval the views take for complete; the
-- interval that is running stays live.  Where raw rows have been deleted from the front,
-- what is stored of that time is the only record of it.
CREATE PROCEDURE refresh_intervals(schema name, names text[], from_ts timestamptz, to_ts timestamptz, discard boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	one record;
	rolled record;
	raw record;
	first_bucket timestamptz;
	last_bucket timestamptz;
	cut timestamptz;
	first_end timestamptz;
	any_before boolean;
	any_gone boolean := false;
	any_late boolean := false;
	noted CONSTANT boolean := from_ts IS NULL AND to_ts IS NULL AND NOT discard;
	state record;
	at_start pg_snapshot;
	kept_state boolean;
	kept_at timestamptz[];
	watched boolean;
	asked_from timestamptz;
	late tstzmultirange;
	ended tstzmultirange;
	spans tstzmultirange;
	gone tstzmultirange;
	unsettled tstzmultirange;
	at_hand text[];
	of_note text;
	statement text;
	done record;
	any_found boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	to_ts := least(to_ts, now());
	EXECUTE format('SELECT %I.reporting_at_hand($1)', ext) INTO at_hand USING schema;
	FOR one IN EXECUTE format($q$
		SELECT v.*, s.stored, p.oid::regproc AS live
		FROM %I.stored_kinds($1) AS v
		CROSS JOIN LATERAL (SELECT to_regclass(format('%%I.%%I', $1, v.name || '_summary')) AS stored) AS s
		JOIN pg_proc AS p
			ON p.oid = to_regprocedure(format('%%I.%%I(timestamptz, timestamptz)', $1, v.name || '_live'))
		WHERE v.name = ANY ($2) AND s.stored IS NOT NULL
			AND to_regclass(format('%%I.reporting_settings', $1)) IS NOT NULL
		ORDER BY v.number$q$, ext) USING schema, names
	LOOP
		any_found := true;
		-- A note where nothing is refreshed stays as long as there is something it may be of: of
		-- schedules without states, or states without schedules, that is not known.
		of_note := CASE WHEN one.name IN ('agent_adherence', 'shrinkage_day') THEN 'false'
			ELSE format('EXISTS (SELECT FROM %s AS r WHERE %s)', one.rows,
				format(one.on_day, 'l.from_at', 'l.to_at')) END;
		-- Repeats are known once their window is over, and what ended a day later may count; a session when the days
		-- after it are over in which a contact counts, one that takes more than a day says in final_at when; contacts
		-- are given two days to come to a queue.
		EXECUTE format('SELECT coalesce($1, interval_width::interval) AS width, zone, day_start::time, '
			'now() - CASE $2 WHEN ''repeat_day'' THEN repeat_days + 2 WHEN ''contact_day'' THEN 2 '
			'WHEN ''self_service_day'' THEN containment_days + 1 WHEN ''path_day'' THEN containment_days + 1 '
			'ELSE 0 END * ''24 hours''::interval AS until '
			'FROM %I.reporting_settings', schema) INTO setting USING one.width, one.name;
		-- Days of contacts are read and noted by index.
		IF NOT one.indexes <@ at_hand THEN
			RAISE NOTICE 'nothing is stored of %, as there is no index for it: %', one.name, one.indexes;
			CONTINUE;
		END IF;

		-- One refresh at a time; readers go on.  What another one has committed while we
		-- waited is seen by the statements that follow.
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.stored);
		EXECUTE format($q$
			SELECT min(bucket_start) AS from_ts,
				(SELECT bucket_end FROM %1$s ORDER BY bucket_start DESC LIMIT 1) AS to_ts
			FROM %1$s$q$, one.stored)
			INTO rolled;
		at_start := pg_current_snapshot();
		kept_state := to_regclass(format('%I.stored_refresh', schema)) IS NOT NULL;
		state := NULL;
		kept_at := NULL;
		IF kept_state THEN
			EXECUTE format('SELECT * FROM %I.stored_refresh WHERE stored = $1', schema) INTO state USING one.name;
		END IF;
		-- With every change noted since the last refresh, these are all there is to do.
		EXECUTE format($q$
			SELECT $1 AND 4 * (
				SELECT count(to_regclass(format('%%I.%%I', $3, r.name))) FROM unnest($2) AS r (name)
			) = (
				SELECT count(*)
				FROM unnest($2) AS r (name)
				JOIN %I.stored_sources($3) AS s ON s.stored = $4
					AND s.relation = to_regclass(format('%%I.%%I', $3, r.name))
				JOIN pg_trigger AS t ON t.tgrelid = s.relation AND t.tgenabled IN ('O', 'A')
				JOIN pg_proc AS p ON p.oid = t.tgfoid AND p.proname = s.note)$q$, ext)
			INTO watched
			USING noted AND state.again_from IS NOT NULL AND rolled.to_ts IS NOT NULL, one.raw, schema, one.name;
		EXECUTE format($q$
			SELECT CASE WHEN $1 > '-infinity'
					THEN %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5))
					ELSE '-infinity' END,
				least(%1$I.upper(%1$I.reporting_interval($2 - '1 microsecond'::interval, $3, $4, $5)),
					%1$I.lower(%1$I.reporting_interval($6, $3, $4, $5)))$q$, ext)
			INTO first_bucket, last_bucket
			USING from_ts, to_ts, setting.width, setting.zone, setting.day_start, setting.until;
		IF noted THEN	-- what is stored already, whatever the window was then
			last_bucket := greatest(last_bucket, rolled.to_ts);
		END IF;
		IF first_bucket < last_bucket THEN
			first_bucket := least(first_bucket, rolled.to_ts);
			last_bucket := greatest(last_bucket, rolled.from_ts);
			asked_from := first_bucket;
			-- Up to where a table begins now, what is stored of it tells more than its rows do; of
			-- the interval in which it begins where there is more of it.
			cut := NULL;
			FOR raw IN EXECUTE format(
				'SELECT relation AS rows, at, told FROM %I.stored_beginnings($1) WHERE name = $2 AND NOT $3', ext)
				USING schema, one.name, discard
			LOOP
				-- nothing is gone where rows begin in the first stored interval or before: one partition tells
				EXECUTE format('SELECT bucket_end AS first_end FROM %s WHERE %s > 0 ORDER BY bucket_start LIMIT 1',
					one.stored, raw.told) INTO first_end;
				EXECUTE format('SELECT EXISTS (SELECT FROM %1$I.%2$I WHERE isfinite(%3$s) AND %3$s < %4$L)',
					schema, raw.rows, raw.at, first_end) INTO any_before;
				CONTINUE WHEN any_before OR first_end IS NULL;
				EXECUTE format($q$
					SELECT greatest($4, CASE WHEN r.first_at IS NULL THEN s.to_ts
						WHEN %1$I.lower(b) > s.from_ts
							THEN CASE WHEN (SELECT sum(%6$s) FROM %7$s(%1$I.lower(b), %1$I.upper(b)))
									>= coalesce((SELECT sum(%6$s) FROM %5$s WHERE bucket_start = %1$I.lower(b)), 0)
								THEN %1$I.lower(b)
								ELSE %1$I.upper(b) END END)
					FROM (SELECT min(%2$s) AS first_at FROM %3$I.%4$I WHERE isfinite(%2$s)) AS r,
					(SELECT min(bucket_start) AS from_ts, max(bucket_end) AS to_ts FROM %5$s WHERE %6$s > 0) AS s,
					LATERAL %1$I.reporting_interval(coalesce(r.first_at, now()), $1, $2, $3) AS b$q$,
					ext, raw.at, schema, raw.rows, one.stored, raw.told, one.live)
					INTO cut USING setting.width, setting.zone, setting.day_start, cut;
			END LOOP;
			IF cut > first_bucket THEN
				first_bucket := cut;
				-- of what nothing has said so yet
				IF kept_state THEN
					EXECUTE format($q$
						SELECT EXISTS (
							SELECT FROM %I.stored_gone
							WHERE stored = $1 AND day = (
								SELECT (max(bucket_start) AT TIME ZONE $2 - $3)::date
								FROM %s
								WHERE bucket_start < $4))$q$,
						schema, one.stored) INTO any_gone USING one.name, setting.zone, setting.day_start, cut;
				END IF;
				IF NOT any_gone THEN
					RAISE NOTICE 'kept what is stored of % before %, of which there are no rows any more',
						one.name, cut USING HINT = 'To remove it, refresh with discard => true.';
				END IF;
			END IF;
		END IF;
		spans := CASE WHEN first_bucket < last_bucket THEN tstzmultirange(tstzrange(first_bucket, last_bucket))
			ELSE '{}' END;
		gone := CASE WHEN cut IS NOT NULL THEN tstzmultirange(tstzrange(NULL, cut)) ELSE '{}' END;
		IF kept_state THEN
			EXECUTE format($q$
				SELECT EXISTS (SELECT FROM %1$I.stored_gone WHERE stored = $1),
					EXISTS (SELECT FROM %1$I.stored_late WHERE stored = $1)$q$, schema)
				INTO any_gone, any_late USING one.name;
		END IF;
		IF any_gone AND NOT discard THEN
			-- days that are back, with no less than what is stored of them
			EXECUTE format($q$
				DELETE FROM %1$I.stored_gone AS g
				USING (
					SELECT d.day, (d.day + $3) AT TIME ZONE $2 AS from_at, (d.day + 1 + $3) AT TIME ZONE $2 AS to_at
					FROM %1$I.stored_gone AS d
					WHERE d.stored = $1
				) AS d
				WHERE g.stored = $1 AND g.day = d.day AND EXISTS (SELECT FROM %2$s AS r WHERE %3$s)
					AND (SELECT sum(%4$s) FROM %5$s(d.from_at, d.to_at))
						>= (SELECT sum(%4$s) FROM %6$s WHERE bucket_start >= d.from_at AND bucket_start < d.to_at)$q$,
				schema, one.rows, format(one.on_day, 'd.from_at', 'd.to_at'), format(one.told, ext), one.live,
				one.stored)
				USING one.name, setting.zone, setting.day_start;
			EXECUTE format($q$
				SELECT $1 + coalesce(range_agg(
					tstzrange((g.day + $2) AT TIME ZONE $3, (g.day + 1 + $2) AT TIME ZONE $3)), '{}')
				FROM %I.stored_gone AS g
				WHERE g.stored = $4$q$, schema)
				INTO gone USING gone, setting.day_start, setting.zone, one.name;
			spans := spans - gone;
		END IF;
		IF isempty(gone) THEN	-- no note can be of what is gone: no look for rows in every partition
			of_note := 'false';
		END IF;
		IF watched AND NOT any_late THEN
			late := '{}';
		ELSIF watched THEN
			EXECUTE format($q$
				WITH late AS (
					SELECT from_at, to_at FROM %2$I.stored_late WHERE stored = $1
				),
				done AS (
					DELETE FROM %2$I.stored_late AS l
					WHERE stored = $1 AND NOT (tstzrange(from_at, to_at) && $5 AND %3$s)
				)
				SELECT range_agg(tstzrange(%1$I.lower(%1$I.reporting_interval(l.from_at, $2, $3, $4)),
					%1$I.upper(%1$I.reporting_interval(l.to_at - '1 microsecond'::interval, $2, $3, $4))))
				FROM (SELECT DISTINCT from_at, to_at FROM late) AS l$q$,
				ext, schema, of_note)
				INTO late USING one.name, setting.width, setting.zone, setting.day_start, gone;
		ELSIF any_late THEN
			EXECUTE format($q$
				DELETE FROM %I.stored_late AS l
				WHERE stored = $1 AND from_at >= $2 AND to_at <= $3
					AND NOT (tstzrange(from_at, to_at) && $4 AND %s)$q$, schema, of_note)
				USING one.name, asked_from, last_bucket, gone;
		END IF;
		IF watched THEN
			late := coalesce(late, '{}') + tstzmultirange(tstzrange(state.again_from, NULL));
			IF one.name = 'repeat_day' THEN	-- days that were not settled
				EXECUTE format('SELECT range_agg(tstzrange(bucket_start, bucket_end)) FROM %s WHERE unsettled > 0',
					one.stored) INTO unsettled;
				late := late + coalesce(unsettled, '{}');
			END IF;
			-- once a day those whose clocks were open, and are not now
			IF rolled.to_ts < last_bucket
				AND to_regprocedure(format('%I.%I()', schema, one.name || '_ended')) IS NOT NULL THEN
				EXECUTE format('SELECT %I.%I()', schema, one.name || '_ended') INTO ended;
				late := late + coalesce(ended, '{}');
			END IF;
			IF one.name = 'self_service_day' THEN	-- what has become known since
				EXECUTE format('SELECT $1 + coalesce(range_agg(tstzrange(bucket_start, bucket_end)), ''{}'') FROM %s '
					'WHERE final_at <= now()', one.stored) INTO late USING late;
			END IF;
			IF lower(late) < rolled.from_ts THEN	-- the views take what is stored for one stretch
				late := late + tstzmultirange(tstzrange(lower(late), rolled.from_ts));
			END IF;
			spans := spans * late;
			first_bucket := lower(spans);
		END IF;
		IF NOT isempty(spans) THEN
			EXECUTE format('SELECT %I.refresh_statement($1, $2, ''bucket_start'', $3, $4)', ext)
				INTO statement USING one.stored::text,
					CASE WHEN range_merge(spans)::tstzmultirange = spans
						THEN format('SELECT * FROM %s(%L, %L)', one.live, lower(spans), upper(spans))
						ELSE format('SELECT f.* FROM unnest(%L::tstzmultirange) AS r, %s(lower(r), upper(r)) AS f',
							spans, one.live) END,
					format('%L::tstzmultirange', spans),
					CASE WHEN discard THEN 'false' ELSE format($q$
						NOT EXISTS (
							SELECT FROM %1$I.reporting_interval(s.bucket_start, '1 day', %2$L, %3$L) AS b,
							%4$s AS r
							WHERE %5$s AND %6$s)$q$,
						ext, setting.zone, setting.day_start, one.rows,
						format(one.on_day, format('%I.lower(b)', ext), format('%I.upper(b)', ext)),
						-- once more in constants, by which partitions are left out
						format(one.on_day, quote_literal(lower(spans) - '2 days'::interval),
							quote_literal(upper(spans) + '2 days'::interval))) END;
			EXECUTE statement INTO done;
			kept_at := done.kept_at;
			IF kept_state AND done.changed_at IS NOT NULL THEN
				EXECUTE format('CALL %I.note_late_months($1, $2)', ext)
					USING schema, done.changed_at::timestamptz[];
			END IF;
			IF from_ts IS NULL THEN
				first_bucket := coalesce(least(greatest(rolled.from_ts, CASE WHEN rolled.from_ts IS NOT NULL
					THEN first_bucket END), done.first_at::timestamptz), last_bucket);
			END IF;
		END IF;
		IF kept_state THEN
			EXECUTE format('CALL %I.keep_refresh_state($1, $2, $3, $4, $5)', ext)
				USING schema, one.name, noted, rolled.to_ts, at_start;
			EXECUTE format('CALL %I.keep_gone_days($1, $2, $3, $4, $5, $6, $7, $8, $9)', ext)
				USING schema, one.name, one.rows, one.on_day, setting.zone, setting.day_start, cut, kept_at,
					CASE WHEN discard THEN spans ELSE '{}' END;
		END IF;
		IF NOT isempty(spans) AND first_bucket < last_bucket THEN
			RAISE NOTICE 'refreshed % from % to %: % summaries added, % changed, % removed',
				one.name, first_bucket, last_bucket, done.added, done.changed, done.removed;
			IF done.kept_rows > 0 THEN
				RAISE NOTICE 'kept % summaries of % of days of which there are no rows any more',
					done.kept_rows, one.name
					USING HINT = 'To remove them, refresh with discard => true.';
			END IF;
		ELSE
			RAISE NOTICE 'nothing to refresh in %', one.name;
		END IF;
	END LOOP;
	IF NOT any_found THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of %', quote_ident(schema),
			CASE names[1] WHEN 'queue_interval' THEN 'queues' WHEN 'outbound_day' THEN 'outbound calls'
				WHEN 'unit_day' THEN 'contacts'
				WHEN 'ticket_day' THEN 'tickets'
				WHEN 'self_service_day' THEN 'self-service'
				WHEN 'survey_day' THEN 'surveys'
				WHEN 'conversation_day' THEN 'conversations in writing'
				ELSE 'agents' END
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_intervals(name, text[], timestamptz, timestamptz, boolean) IS
'the refresh of what is stored by interval; for refresh_queue_summary and the like alone';

CREATE PROCEDURE refresh_queue_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL,
	discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{queue_interval}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_queue_summary IS
'bring queue_interval_summary up to date for visits queued in [from_ts, to_ts) (NULL: from the first, until now), '
'widened to whole intervals and to what is rolled already; intervals with late, corrected or removed visits change, '
'the others are not written; the interval that is running is left out; what is stored of days of which there is no '
'visit any more is kept, but for discard => true';

CREATE PROCEDURE refresh_agent_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL,
	discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{agent_interval,agent_adherence,shrinkage_day}'', '
			'$2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_agent_summary IS
'bring agent_interval_summary, agent_adherence_summary and shrinkage_day_summary up to date for the states and '
'schedules of [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals (of shrinkage: local '
'days) and to what is rolled already; intervals with late, corrected or removed rows change, the others are not '
'written; the interval that is running is left out; what is stored of days of which there are no rows any more is '
'kept, but for discard => true';

CREATE PROCEDURE refresh_outbound_summary(schema name, from_ts timestamptz DEFAULT NULL,
	to_ts timestamptz DEFAULT NULL, discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{outbound_day,outbound_list_day}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_outbound_summary IS
'bring outbound_day_summary and outbound_list_day_summary up to date for attempts of [from_ts, to_ts) (NULL: from the '
'first, until now), widened to whole local days and to what is stored already; days with late, corrected or removed '
'attempts change, and those after them in their month, of lists those of the other attempts to the same entries, the '
'others are not written; the day that is running is left out; what is stored of days of which there is no attempt any '
'more is kept, but for discard => true';

CREATE PROCEDURE refresh_contact_summary(schema name, from_ts timestamptz DEFAULT NULL,
	to_ts timestamptz DEFAULT NULL, discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{unit_day,repeat_day,contact_day}'', $2, $3, $4)',
			n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_contact_summary IS
'bring unit_day_summary, repeat_day_summary and contact_day_summary up to date for visits and contacts of [from_ts, '
'to_ts) (NULL: from the first, until now), widened to whole local days and to what is stored already; days that late, '
'corrected or removed rows touch change, the others are not written; the day that is running is left out, two more of '
'answered contacts, and of repeats those whose window is not over; what is stored of days of which there are no rows '
'any more is kept, but for discard => true';

CREATE PROCEDURE refresh_ticket_summary(schema name, from_ts timestamptz DEFAULT NULL,
	to_ts timestamptz DEFAULT NULL, discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{ticket_day}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_ticket_summary IS
'bring ticket_day_summary up to date for clocks of tickets that started in [from_ts, to_ts) (NULL: from the first, '
'until now), widened to whole local days and to what is stored already; clocks that are open are noted as such and '
'computed by the views; days change whose final clocks did, and once a day those whose open clocks ended, the others '
'are not written; the day that is running is left out; what is stored of days of which there is no event any more is '
'kept, but for discard => true';

CREATE PROCEDURE refresh_self_service_summary(schema name, from_ts timestamptz DEFAULT NULL,
	to_ts timestamptz DEFAULT NULL, discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{self_service_day,path_day}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_self_service_summary IS
'bring self_service_day_summary and path_day_summary up to date for sessions, and paths that began with one or with a '
'contact, of [from_ts, to_ts) (NULL: from the first, until a day more than containment_days ago), widened to whole '
'local days and to what is stored already; days with late, corrected or removed sessions and steps change, and those '
'that contacts of their customers or visits of their contacts touch, the others are not written; what is stored of '
'days of which there are no such rows any more is kept, but for discard => true';

CREATE PROCEDURE refresh_survey_summary(schema name, from_ts timestamptz DEFAULT NULL,
	to_ts timestamptz DEFAULT NULL, discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{survey_day}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_survey_summary IS
'bring survey_day_summary up to date for answers about contacts of [from_ts, to_ts) (NULL: from the first, until now), '
'widened to whole local days and to what is stored already; days with late, corrected or removed answers change, the '
'others are not written; the day that is running is left out; what is stored of days of which there is no answer any '
'more is kept, but for discard => true';

CREATE PROCEDURE refresh_conversation_summary(schema name, from_ts timestamptz DEFAULT NULL,
	to_ts timestamptz DEFAULT NULL, discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{conversation_day}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_conversation_summary IS
'bring conversation_day_summary up to date for contacts in writing of [from_ts, to_ts) (NULL: from the first, until '
'now), widened to whole local days and to what is stored already; days with late, corrected or removed messages and '
'visits change, the others are not written; the day that is running is left out; what is stored of days of which there '
'is no conversation any more is kept, but for discard => true';

CREATE PROCEDURE refresh_kpi_month(schema name, from_day date DEFAULT NULL, to_day date DEFAULT NULL,
	discard boolean DEFAULT false)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $procedure$
DECLARE
	ext name;
	first_month date := coalesce(date_trunc('month', from_day::timestamp)::date, '-infinity');
	end_month date := coalesce(date_trunc('month', to_day::timestamp + '1 month'::interval - '1 day'::interval)::date,
		'infinity');
	running date;
	months datemultirange;
	statement text;
	done record;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regclass(format('%I.kpi_month_summary', schema)) IS NULL
		OR to_regclass(format('%I.kpi_month_live', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	EXECUTE format('LOCK TABLE %I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format($q$
		SELECT date_trunc('month', now() AT TIME ZONE zone - day_start::time)::date
		FROM %I.reporting_settings$q$, schema)
		INTO running;
	end_month := least(end_month, running);
	months := datemultirange(daterange(first_month, end_month));
	IF to_regclass(format('%I.stored_late', schema)) IS NOT NULL THEN
		EXECUTE format($q$
			DELETE FROM %1$I.stored_late AS l
			USING %1$I.reporting_settings AS r
			WHERE l.stored = 'kpi_month'
				AND (l.from_at AT TIME ZONE r.zone - r.day_start::time)::date >= $1
				AND (l.from_at AT TIME ZONE r.zone - r.day_start::time)::date < $2$q$, schema)
			USING first_month, end_month;
	END IF;
	-- Of months whose rows retain_raw has removed, what is stored is the only record.
	IF to_regclass(format('%I.stored_gone', schema)) IS NOT NULL THEN
		IF discard THEN
			EXECUTE format('DELETE FROM %I.stored_gone WHERE stored = ''kpi_month'' AND $1 @> day', schema)
				USING months;
		ELSE
			EXECUTE format($q$
				SELECT $1 - coalesce(range_agg(daterange(day, (day + '1 month'::interval)::date)), '{}')
				FROM %I.stored_gone
				WHERE stored = 'kpi_month'$q$, schema) INTO months USING months;
		END IF;
	END IF;
	EXECUTE format('SELECT %I.refresh_statement($1, $2, ''month'', $3, $4)', ext)
		INTO statement USING format('%I.kpi_month_summary', schema),
			format($q$
				SELECT month, kpi, numerator, denominator
				FROM %I.kpi_month_live
				WHERE month >= %L AND month < %L AND %L::datemultirange @> month$q$, schema,
				first_month, end_month, months),
			format('%L::datemultirange', months), (NOT discard)::text;
	EXECUTE statement INTO done;
	IF done.first_at IS NOT NULL OR done.removed > 0 THEN
		RAISE NOTICE 'refreshed months before %: % KPIs added, % changed, % removed', end_month,
			done.added, done.changed, done.removed;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
	IF done.kept_rows > 0 THEN
		RAISE NOTICE 'kept % KPIs of months of which there are no rows any more', done.kept_rows
			USING HINT = 'To remove them, refresh with discard => true.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_kpi_month IS
'store the KPIs of the months that [from_day, to_day) touches (NULL: from the first, until now) in kpi_month_summary, '
'anew where they are stored already; the month that is running is left out; a KPI of which there are no rows any more '
'is kept, but for discard => true';
