-- One step of what is due, or none of it: what depends on the hour is done at each call, by notes of what changed; what
-- reads much, once a local day (KPIs of the months of 40 days, of all once a month), or where another month is to go;
-- stored_refresh tells when that was.
CREATE PROCEDURE maintain_reporting_step(ext name, schema name, step text, retain_months integer,
	forecast_days integer, ahead integer, INOUT is_alone boolean)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	started CONSTANT timestamptz := clock_timestamp();
	kept CONSTANT text := format('%I.stored_refresh', schema);
	setting record;
	cut timestamptz;
	done_at timestamptz;
	kpis_from date;
	statement text;
	parted regclass[];
	again timestamptz;
BEGIN
	IF to_regclass(format('%I.reporting_settings', schema)) IS NULL OR to_regclass(kept) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of this version',
			coalesce(quote_ident(schema), 'null') USING ERRCODE = '42P01',
			HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	FOR setting IN
		SELECT *
		FROM (
			VALUES ('retain_months', retain_months, 1, 1200, 'a number of whole months from 1 to 1200, or null'),
				('forecast_days', forecast_days, 0, 400, 'a number of days from 0 to 400, or null'),
				('ahead', ahead, 0, 120, 'a number of months from 0 to 120')
		) AS c (name, value, least_one, last_one, allowed)
		WHERE value NOT BETWEEN least_one AND last_one OR name = 'ahead' AND value IS NULL
	LOOP
		RAISE EXCEPTION 'invalid value for argument "%": %', setting.name, coalesce(setting.value::text, 'null')
			USING ERRCODE = '22023', DETAIL = format('It must be %s.', setting.allowed);
	END LOOP;
	is_alone := pg_try_advisory_xact_lock(hashtextextended('contact_center.maintain_reporting ' || schema, 0));
	IF NOT is_alone THEN
		RAISE NOTICE 'maintain_reporting is at work in schema % already', quote_ident(schema);
		RETURN;
	END IF;

	EXECUTE format($q$
		SELECT zone, day_start::time AS day_start,
			%1$I.lower(%1$I.reporting_interval(now(), '1 day', zone, day_start::time)) AS today
		FROM %2$I.reporting_settings$q$, ext, schema) INTO setting;
	EXECUTE format('SELECT refreshed_at, again_from FROM %s WHERE stored = $1', kept) INTO done_at, again USING step;
	EXECUTE format('SELECT array_agg(relation) FROM %I.partitioned_tables($1) WHERE rest IS NOT NULL', ext)
		INTO parted USING schema;
	IF step = 'partitions' THEN
		IF parted IS NOT NULL THEN
			statement := 'CALL %1$I.maintain_partitions($1, $3)';
		END IF;
	ELSIF step = 'queue_summary' THEN
		IF to_regprocedure(format('%I.queue_interval_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.queue_interval_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_queue_summary($1)';
		END IF;
	ELSIF step = 'agent_summary' THEN
		IF to_regprocedure(format('%I.agent_interval_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.agent_interval_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_agent_summary($1)';
		END IF;
	ELSIF step = 'self_service_summary' THEN
		IF to_regprocedure(format('%I.self_service_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.self_service_day_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_self_service_summary($1)';
		END IF;
	ELSIF step = 'survey_summary' THEN
		IF to_regprocedure(format('%I.survey_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.survey_day_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_survey_summary($1)';
		END IF;
	ELSIF step = 'conversation_summary' THEN
		IF to_regprocedure(format('%I.conversation_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.conversation_day_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_conversation_summary($1)';
		END IF;
	ELSIF step = 'outbound_summary' THEN
		IF to_regprocedure(format('%I.outbound_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.outbound_day_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_outbound_summary($1)';
		END IF;
	ELSIF step = 'contact_summary' THEN
		IF to_regprocedure(format('%I.unit_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.unit_day_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_contact_summary($1)';
		END IF;
	ELSIF step = 'ticket_summary' THEN
		IF to_regprocedure(format('%I.ticket_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.ticket_day_summary', schema)) IS NOT NULL THEN
			statement := 'CALL %1$I.refresh_ticket_summary($1)';
		END IF;
	ELSIF step = 'quality_summary' THEN
		IF to_regprocedure(format('%I.quality_day_live(timestamptz, timestamptz)', schema)) IS NOT NULL
			AND to_regclass(format('%I.quality_day_summary', schema)) IS NOT NULL THEN
			EXECUTE format('SELECT CASE WHEN bool_and(can_watch) THEN ''CALL %%1$I.refresh_quality_summary($1)'' END '
				'FROM %I.stored_sources($1) WHERE stored = ''quality_day''', ext) INTO statement USING schema;
		END IF;
	ELSIF step = 'kpi_month' THEN
		IF to_regclass(format('%I.kpi_month_live', schema)) IS NOT NULL
			AND to_regclass(format('%I.kpi_month_summary', schema)) IS NOT NULL
			AND coalesce(done_at < setting.today, true) THEN
			IF date_trunc('month', done_at AT TIME ZONE setting.zone - setting.day_start)
				= date_trunc('month', now() AT TIME ZONE setting.zone - setting.day_start) THEN
				-- from the first month that refreshes of intervals have made stale
				EXECUTE format($q$
					SELECT least((now() AT TIME ZONE $1 - $2)::date - 40, min(from_at AT TIME ZONE $1 - $2)::date)
					FROM %I.stored_late
					WHERE stored = 'kpi_month'$q$, schema) INTO kpis_from USING setting.zone, setting.day_start;
			END IF;
			statement := 'CALL %1$I.refresh_kpi_month($1, $5)';
		END IF;
	ELSIF step = 'forecast' THEN
		IF forecast_days > 0 AND to_regclass(format('%I.forecast', schema)) IS NOT NULL
			AND to_regprocedure(format('%I.queue_history(timestamptz, interval)', schema)) IS NOT NULL
			AND coalesce(done_at < setting.today, true) THEN
			statement := 'CALL %1$I.refresh_forecast($1, $4)';
		END IF;
	ELSIF step = 'retention' THEN
		EXECUTE format('SELECT %1$I.lower(%1$I.reporting_interval(($1 + $2 + ''12 hours''::interval) '
			'AT TIME ZONE $3, ''1 month'', $3, $2))', ext) INTO cut
			USING date_trunc('month', now() AT TIME ZONE setting.zone - setting.day_start)
				- retain_months * '1 month'::interval, setting.day_start, setting.zone;
		IF coalesce(again < cut, cut IS NOT NULL) THEN
			statement := 'CALL %1$I.retain_raw($1, $2)';
		END IF;
	ELSIF step = 'statistics' THEN
		-- autovacuum analyses partitions, never the whole
		SELECT string_agg(format('ANALYZE %s', p.relation), ';') INTO statement
		FROM unnest(parted) AS p (relation)
		JOIN pg_class AS c ON c.oid = p.relation
		LEFT JOIN pg_stat_all_tables AS t ON t.relid = p.relation
		WHERE coalesce(t.last_analyze < setting.today - '7 days'::interval, true)
			AND pg_has_role(c.relowner, 'USAGE');
	END IF;
	IF statement IS NULL THEN
		RETURN;
	END IF;

	IF step = 'statistics' THEN
		EXECUTE statement;
	ELSE
		EXECUTE format(statement, ext) USING schema, retain_months, ahead, forecast_days, kpis_from;
	END IF;
	IF step IN ('kpi_month', 'forecast', 'retention') THEN
		EXECUTE format($q$
			INSERT INTO %s (stored, refreshed_at, again_from) VALUES ($1, now(), coalesce($2, '-infinity'))
			ON CONFLICT (stored) DO UPDATE
			SET (refreshed_at, again_from) = (excluded.refreshed_at, excluded.again_from)$q$, kept) USING step, cut;
	END IF;
	RAISE NOTICE '%: % ms', step, round(extract(epoch FROM clock_timestamp() - started) * 1000);
END
$procedure$;
COMMENT ON PROCEDURE maintain_reporting_step(name, name, text, integer, integer, integer, boolean) IS
'a step of maintain_reporting; for it alone';

-- It commits, so it cannot have a search_path of its own: what it names is qualified.
CREATE PROCEDURE maintain_reporting(schema name, retain_months integer DEFAULT NULL, forecast_days integer DEFAULT 28,
	ahead integer DEFAULT 2)
LANGUAGE plpgsql
AS $procedure$
DECLARE
	ext pg_catalog.name;
	step pg_catalog.text;
	is_alone pg_catalog.bool;
	failed pg_catalog.text;
BEGIN
	COMMIT;	-- which a transaction of the caller's refuses, before anything is done
	SELECT n.nspname INTO STRICT ext
	FROM pg_catalog.pg_extension AS e
	JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
	WHERE e.extname OPERATOR(pg_catalog.=) 'contact_center'::pg_catalog.name;
	EXECUTE pg_catalog.format('CALL %I.maintain_reporting_step($1, $2, $3, $4, $5, $6, $7)', ext) INTO is_alone
	USING ext, schema, 'check'::pg_catalog.text, retain_months, forecast_days, ahead, is_alone;
	COMMIT;
	FOREACH step IN ARRAY
		'{partitions,queue_summary,agent_summary,outbound_summary,contact_summary,ticket_summary,self_service_summary,
		survey_summary,conversation_summary,kpi_month,forecast,retention,
		quality_summary,statistics}'::pg_catalog.text[]
	LOOP
		IF NOT is_alone THEN
			RETURN;
		END IF;
		BEGIN
			EXECUTE pg_catalog.format('CALL %I.maintain_reporting_step($1, $2, $3, $4, $5, $6, $7)', ext) INTO is_alone
			USING ext, schema, step, retain_months, forecast_days, ahead, is_alone;
		EXCEPTION WHEN OTHERS THEN
			RAISE WARNING '%: %', step, sqlerrm;
			failed := pg_catalog.concat_ws('; ', failed, pg_catalog.concat_ws(': ', step, sqlerrm));
		END;
		COMMIT;
	END LOOP;
	IF failed IS NOT NULL THEN
		RAISE EXCEPTION 'not all that was due in schema % could be done', pg_catalog.quote_ident(schema)
			USING ERRCODE = '55000', DETAIL = failed, HINT = 'The other steps were tried.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE maintain_reporting IS
'all that is due in a reporting model, a transaction each: next partitions (so many months ahead), refreshes of stored '
'intervals with late rows; once a local day KPIs of the months of the last 40 days (once a month: of all) and, unless '
'forecast_days is 0, forecasts; with retain_months retain_raw as soon as another month is to go; statistics of tables '
'in partitions once a week. Notices tell what was done; a step that fails keeps no other from being done, and is an '
'error at the end. In a schema one call at a time: another says so and returns';
