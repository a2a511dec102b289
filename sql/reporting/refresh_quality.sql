-- Counts of data_quality by local day.  They say what the rows say and nothing more: no day is kept whose rows are
-- gone, and nothing is stored where changes are not noted.
CREATE PROCEDURE refresh_quality_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	noted CONSTANT boolean := from_ts IS NULL AND to_ts IS NULL;
	setting record;
	watched boolean;
	stored record;
	state record;
	at_start pg_snapshot;
	first_day timestamptz;
	last_day timestamptz;
	late tstzmultirange;
	spans tstzmultirange;
	statement text;
	done record;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regclass(format('%I.quality_day_summary', schema)) IS NULL
		OR to_regclass(format('%I.reporting_settings', schema)) IS NULL
		OR to_regprocedure(format('%I.quality_day_live(timestamptz, timestamptz)', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of data quality', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	EXECUTE format('SELECT zone, day_start::time FROM %I.reporting_settings', schema) INTO setting;

	-- One refresh at a time; readers go on.
	EXECUTE format('LOCK TABLE %I.quality_day_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	at_start := pg_current_snapshot();
	EXECUTE format('SELECT min(bucket_start) AS from_at, max(bucket_end) AS to_at FROM %I.quality_day_summary', schema)
		INTO stored;
	EXECUTE format('SELECT * FROM %I.stored_refresh WHERE stored = ''quality_day''', schema) INTO state;
	EXECUTE format($q$
		SELECT bool_and(4 = (
			SELECT count(*)
			FROM pg_trigger AS t
			JOIN pg_proc AS p ON p.oid = t.tgfoid AND p.proname = s.note
			WHERE t.tgrelid = s.relation AND t.tgenabled IN ('O', 'A')))
		FROM %I.stored_sources($1) AS s
		WHERE s.stored = 'quality_day'$q$, ext) INTO watched USING schema;
	IF watched IS NOT TRUE THEN
		EXECUTE format('DELETE FROM %I.quality_day_summary', schema);
		RAISE NOTICE 'nothing is stored of data quality, as not all changes of its tables are noted';
		RETURN;
	END IF;

	-- Days that are over by a day: an open visit of such a day is open for more than one.
	EXECUTE format($q$
		SELECT CASE WHEN $1 > '-infinity' THEN %1$I.lower(%1$I.reporting_interval($1, '1 day', $3, $4))
				ELSE '-infinity' END,
			least(%1$I.upper(%1$I.reporting_interval($2 - '1 microsecond'::interval, '1 day', $3, $4)),
				%1$I.lower(%1$I.reporting_interval(now() - '24 hours'::interval, '1 day', $3, $4)))$q$, ext)
		INTO first_day, last_day USING from_ts, least(to_ts, now()), setting.zone, setting.day_start;
	-- what is stored is one stretch
	first_day := least(first_day, stored.to_at);
	last_day := greatest(last_day, stored.from_at);
	spans := CASE WHEN first_day < last_day THEN tstzmultirange(tstzrange(first_day, last_day)) ELSE '{}' END;

	EXECUTE format($q$
		WITH done AS (
			DELETE FROM %2$I.stored_late
			WHERE stored = 'quality_day' AND tstzrange(from_at, to_at) <@ $1
			RETURNING from_at, to_at
		)
		SELECT range_agg(tstzrange(%1$I.lower(%1$I.reporting_interval(l.from_at, '1 day', $2, $3)),
			%1$I.upper(%1$I.reporting_interval(l.to_at - '1 microsecond'::interval, '1 day', $2, $3))))
		FROM (
			SELECT from_at, to_at FROM done
			UNION
			SELECT bucket_start, bucket_end FROM %2$I.quality_day_summary WHERE final_at <= now()
		) AS l$q$, ext, schema)
		INTO late USING CASE WHEN noted THEN tstzrange(NULL, NULL) ELSE tstzrange(first_day, last_day) END,
			setting.zone, setting.day_start;
	IF noted AND state.again_from IS NOT NULL AND stored.to_at IS NOT NULL THEN
		late := coalesce(late, '{}') + tstzmultirange(tstzrange(least(state.again_from, stored.to_at), NULL));
		IF lower(late) < stored.from_at THEN
			late := late + tstzmultirange(tstzrange(lower(late), stored.from_at));
		END IF;
		spans := spans * late;
	END IF;
	IF NOT isempty(spans) THEN
		EXECUTE format('SELECT %I.refresh_statement($1, $2, ''bucket_start'', $3, ''false'')', ext)
			INTO statement USING format('%I.quality_day_summary', schema),
				CASE WHEN range_merge(spans)::tstzmultirange = spans
					THEN format('SELECT * FROM %I.quality_day_live(%L, %L)', schema, lower(spans), upper(spans))
					ELSE format('SELECT f.* FROM unnest(%L::tstzmultirange) AS r, '
						'%I.quality_day_live(lower(r), upper(r)) AS f', spans, schema) END,
				format('%L::tstzmultirange', spans);
		EXECUTE statement INTO done;
		RAISE NOTICE 'refreshed quality_day from % to %: % counts added, % changed, % removed',
			coalesce(greatest(lower(spans), least(stored.from_at, done.first_at::timestamptz)), lower(spans)),
			upper(spans), done.added, done.changed, done.removed;
	ELSE
		RAISE NOTICE 'nothing to refresh in quality_day';
	END IF;
	EXECUTE format('CALL %I.keep_refresh_state($1, $2, $3, $4, $5)', ext)
		USING schema, 'quality_day', noted, stored.to_at, at_start;
END
$procedure$;
COMMENT ON PROCEDURE refresh_quality_summary IS
'bring quality_day_summary up to date for rows of [from_ts, to_ts) (NULL: from the first, until a day ago), widened to '
'whole local days and to what is stored already; days that late, corrected or removed rows touch change, the others '
'are not written; nothing is stored where not all tables that data_quality counts by day are watched by triggers, nor '
'kept of days whose rows are gone';
