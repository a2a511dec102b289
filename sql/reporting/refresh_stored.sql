-- One refresh of what is stored: what was stored with refresh_queue_summary and the like
-- becomes what the query "fresh" gives from from_at to to_at.  Rows that are as they were
-- are not written; of those that are no longer given, kept ones stay.

CREATE FUNCTION refresh_statement(stored text, fresh text, at_column name, from_at text, to_at text, kept text)
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
			SELECT %2$s
			FROM %1$s
			WHERE %4$I >= %5$L AND %4$I < %6$L
		),
		gone AS MATERIALIZED (
			SELECT *, %7$s AS kept
			FROM (SELECT %8$s FROM stored EXCEPT SELECT %8$s FROM fresh) AS s
		),
		deleted AS (
			DELETE FROM %1$s AS s
			USING gone AS g
			WHERE s.%4$I = g.%4$I AND %9$s AND NOT g.kept
			RETURNING 1
		),
		written AS (
			INSERT INTO %1$s AS s (%2$s)
			SELECT %2$s
			FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) AS f
			ORDER BY %4$I
			ON CONFLICT (%8$s) DO UPDATE SET %10$s
			RETURNING xmax = 0 AS added
		)
		SELECT (SELECT min(%4$I) FROM fresh)::text AS first_at,
			(SELECT count(*) FROM written WHERE written.added) AS added,
			(SELECT count(*) FROM written WHERE NOT written.added) AS changed,
			(SELECT count(*) FROM deleted) AS removed,
			(SELECT count(*) FROM gone WHERE gone.kept) AS kept_rows$q$,
		stored, columns, fresh, at_column, from_at, to_at, kept, keys, same_keys, changes);
END
$function$;
COMMENT ON FUNCTION refresh_statement(text, text, name, text, text, text) IS
'the statement that refreshes a table of stored figures; for refresh_queue_summary and the like alone';

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
	statement text;
	done record;
	any_found boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	to_ts := least(to_ts, now());
	FOR one IN
		SELECT v.name, format(v.rows, schema) AS rows, v.on_day, s.stored, p.oid::regproc AS live
		FROM (
			VALUES (1, 'queue_interval', '%1$I.valid_visit', 'queued_at >= %s AND queued_at < %s'),
				(2, 'agent_interval', '%1$I.agent_state', 'during && tstzrange(%s, %s)'),
				(3, 'agent_adherence',
					'(SELECT during FROM %1$I.agent_state UNION ALL SELECT during FROM %1$I.schedule)',
					'during && tstzrange(%s, %s)')
		) AS v (number, name, rows, on_day)
		CROSS JOIN LATERAL (SELECT to_regclass(format('%I.%I', schema, v.name || '_summary')) AS stored) AS s
		JOIN pg_proc AS p
			ON p.oid = to_regprocedure(format('%I.%I(timestamptz, timestamptz)', schema, v.name || '_live'))
		WHERE v.name = ANY (names) AND s.stored IS NOT NULL
			AND to_regclass(format('%I.reporting_settings', schema)) IS NOT NULL
		ORDER BY v.number
	LOOP
		any_found := true;
		EXECUTE format('SELECT interval_width::interval AS width, zone, day_start::time FROM %I.reporting_settings',
			schema) INTO setting;

		-- One refresh at a time; readers go on.  What another one has committed while we
		-- waited is seen by the statements that follow.
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.stored);
		EXECUTE format($q$
			SELECT min(bucket_start) AS from_ts,
				(SELECT bucket_end FROM %1$s ORDER BY bucket_start DESC LIMIT 1) AS to_ts
			FROM %1$s$q$, one.stored)
			INTO rolled;
		EXECUTE format($q$
			SELECT CASE WHEN $1 > '-infinity'
					THEN %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5))
					ELSE '-infinity' END,
				CASE WHEN $2 < now()
					THEN %1$I.upper(%1$I.reporting_interval($2 - '1 microsecond'::interval, $3, $4, $5))
					ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END$q$, ext)
			INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
		IF first_bucket < last_bucket THEN
			first_bucket := least(first_bucket, rolled.to_ts);
			last_bucket := greatest(last_bucket, rolled.from_ts);
			-- Up to where a table begins now, what is stored of it tells more than its rows do.
			cut := NULL;
			FOR raw IN
				SELECT v.rows, v.at, v.told
				FROM (
					VALUES ('queue_interval', 'valid_visit', 'queued_at', 'true'),
						('agent_interval', 'agent_state', 'lower(during)', 'true'),
						('agent_adherence', 'agent_state', 'lower(during)', 'present_s > 0 OR on_queue_actual_s > 0'),
						('agent_adherence', 'schedule', 'lower(during)', 'scheduled_s > 0')
				) AS v (name, rows, at, told)
				WHERE v.name = one.name AND NOT discard
			LOOP
				EXECUTE format($q$
					SELECT greatest($4, CASE WHEN r.first_at IS NULL THEN s.to_ts
						WHEN %1$I.lower(b) > s.from_ts THEN %1$I.upper(b) END)
					FROM (SELECT min(%2$s) AS first_at FROM %3$I.%4$I WHERE isfinite(%2$s)) AS r,
					(SELECT min(bucket_start) AS from_ts, max(bucket_end) AS to_ts FROM %5$s WHERE %6$s) AS s,
					LATERAL %1$I.reporting_interval(coalesce(r.first_at, now()), $1, $2, $3) AS b$q$,
					ext, raw.at, schema, raw.rows, one.stored, raw.told)
					INTO cut USING setting.width, setting.zone, setting.day_start, cut;
			END LOOP;
			IF cut > first_bucket THEN
				first_bucket := cut;
				RAISE NOTICE 'kept what is stored of % before %, of which there are no rows any more',
					one.name, cut USING HINT = 'To remove it, refresh with discard => true.';
			END IF;
		END IF;
		IF first_bucket < last_bucket THEN
			EXECUTE format('SELECT %I.refresh_statement($1, $2, ''bucket_start'', $3, $4, $5)', ext)
				INTO statement USING one.stored::text,
					format('SELECT * FROM %s(%L, %L)', one.live, first_bucket, last_bucket),
					first_bucket::text, last_bucket::text,
					CASE WHEN discard THEN 'false' ELSE format($q$
						NOT EXISTS (
							SELECT FROM %1$I.reporting_interval(s.bucket_start, '1 day', %2$L, %3$L) AS b,
							%4$s AS r
							WHERE %5$s)$q$,
						ext, setting.zone, setting.day_start, one.rows,
						format(one.on_day, format('%I.lower(b)', ext), format('%I.upper(b)', ext))) END;
			EXECUTE statement INTO done;
			IF from_ts IS NULL THEN
				first_bucket := coalesce(least(greatest(rolled.from_ts, CASE WHEN rolled.from_ts IS NOT NULL
					THEN first_bucket END), done.first_at::timestamptz), last_bucket);
			END IF;
		END IF;
		IF first_bucket < last_bucket THEN
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
			CASE WHEN 'queue_interval' = ANY (names) THEN 'queues' ELSE 'agents' END
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_intervals(name, text[], timestamptz, timestamptz, boolean) IS
'the refresh of what is stored by interval; for refresh_queue_summary and refresh_agent_summary alone';

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
	EXECUTE (SELECT format('CALL %I.refresh_intervals($1, ''{agent_interval,agent_adherence}'', $2, $3, $4)', n.nspname)
		FROM pg_extension AS e
		JOIN pg_namespace AS n ON n.oid = e.extnamespace
		WHERE e.extname = 'contact_center')
		USING schema, from_ts, to_ts, discard;
END
$procedure$;
COMMENT ON PROCEDURE refresh_agent_summary IS
'bring agent_interval_summary and agent_adherence_summary up to date for the states and schedules of [from_ts, to_ts) '
'(NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, '
'corrected or removed rows change, the others are not written; the interval that is running is left out; what is '
'stored of days of which there are no rows any more is kept, but for discard => true';

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
	EXECUTE format('SELECT %I.refresh_statement($1, $2, ''month'', $3, $4, $5)', ext)
		INTO statement USING format('%I.kpi_month_summary', schema),
			format($q$
				SELECT month, kpi, numerator, denominator
				FROM %I.kpi_month_live
				WHERE month >= %L AND month < %L$q$, schema, first_month, end_month),
			first_month::text, end_month::text, (NOT discard)::text;
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
