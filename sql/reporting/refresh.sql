
CREATE PROCEDURE refresh_queue_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	rolled_from timestamptz;
	rolled_to timestamptz;
	first_bucket timestamptz;
	last_bucket timestamptz;
	changed record;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regclass(format('%I.queue_interval_summary', schema)) IS NULL OR to_regclass(format('%I.reporting_settings', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	EXECUTE format('SELECT interval_width::interval AS width, zone, day_start FROM %I.reporting_settings', schema) INTO setting;

	-- One refresh at a time; readers go on.  What another one has committed while
	-- we waited is seen by the statements that follow.
	EXECUTE format('LOCK TABLE %I.queue_interval_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT min(bucket_start), max(bucket_end) FROM %I.queue_interval_summary', schema) INTO rolled_from, rolled_to;
	IF from_ts IS NULL THEN
		EXECUTE format('SELECT min(queued_at) FROM %I.valid_visit', schema) INTO from_ts;
		from_ts := least(from_ts, rolled_from);
	END IF;

	-- The interval that is running stays live.
	to_ts := least(to_ts, now());
	EXECUTE format('SELECT %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5)),
			CASE WHEN $2 < now() THEN %1$I.upper(%1$I.reporting_interval($2 - ''1 microsecond''::interval, $3, $4, $5))
				ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END', ext)
		INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
	IF first_bucket < last_bucket THEN
		-- The views take what is between the first and the last summary for complete.
		first_bucket := least(first_bucket, rolled_to);
		last_bucket := greatest(last_bucket, rolled_from);

		EXECUTE format($q$
			WITH fresh AS MATERIALIZED (
				SELECT queue_id, media, site_id, %1$I.lower(b) AS bucket_start, %1$I.upper(b) AS bucket_end,
					%1$I.queue_summary(outcome, wait_s, talk_s, coalesce(hold_s, 0), coalesce(acw_s, 0)) AS summary,
					count(*) FILTER (WHERE outcome = 'answered' AND transfer_out IN ('blind', 'attended')) AS transfers
				FROM (SELECT *, %1$I.reporting_interval(queued_at, $3, $4, $5) AS b FROM %2$I.valid_visit
					WHERE outcome <> 'open' AND queued_at >= $1 AND queued_at < $2) v
				GROUP BY queue_id, media, site_id, b),
			deleted AS (
				DELETE FROM %2$I.queue_interval_summary s
				WHERE s.bucket_start >= $1 AND s.bucket_start < $2 AND NOT EXISTS (
					SELECT FROM fresh f WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
						AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id)
				RETURNING 1),
			updated AS (
				UPDATE %2$I.queue_interval_summary s SET summary = f.summary, transfers = f.transfers
				FROM fresh f
				WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
					AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id
					AND (f.summary OPERATOR(%1$I.<>) s.summary OR f.transfers <> s.transfers)
				RETURNING 1),
			inserted AS (
				INSERT INTO %2$I.queue_interval_summary (queue_id, media, site_id, bucket_start, bucket_end, summary, transfers)
				SELECT f.queue_id, f.media, f.site_id, f.bucket_start, f.bucket_end, f.summary, f.transfers
				FROM fresh f WHERE NOT EXISTS (
					SELECT FROM %2$I.queue_interval_summary s WHERE f.bucket_start = s.bucket_start AND f.queue_id IS NOT DISTINCT FROM s.queue_id
						AND f.media IS NOT DISTINCT FROM s.media AND f.site_id IS NOT DISTINCT FROM s.site_id)
				RETURNING 1)
			SELECT (SELECT count(*) FROM inserted) AS inserted, (SELECT count(*) FROM updated) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$, ext, schema)
			INTO changed USING first_bucket, last_bucket, setting.width, setting.zone, setting.day_start;
		RAISE NOTICE 'refreshed % to %: % summaries added, % changed, % removed', first_bucket, last_bucket, changed.inserted, changed.updated, changed.deleted;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_queue_summary(name, timestamptz, timestamptz) IS
'bring queue_interval_summary up to date for visits queued in [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, corrected or removed visits change, the others are not written; the interval that is running is left out';


CREATE PROCEDURE refresh_agent_summary(schema name, from_ts timestamptz DEFAULT NULL, to_ts timestamptz DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
DECLARE
	ext name;
	setting record;
	one record;
	rolled record;
	first_bucket timestamptz;
	last_bucket timestamptz;
	changed record;
	any_found boolean := false;
BEGIN
	SELECT n.nspname INTO STRICT ext FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	to_ts := least(to_ts, now());

	-- The views compute what is not stored by the query of these functions.
	FOR one IN SELECT v.name, s.summary, p.oid::regproc AS live, string_agg(quote_ident(a.name), ', ') AS columns, string_agg(format('%1$I = excluded.%1$I', a.name), ', ') AS changes
		FROM (VALUES (1, 'agent_interval'), (2, 'agent_adherence')) AS v (number, name)
		CROSS JOIN LATERAL (SELECT to_regclass(format('%I.%I', schema, v.name || '_summary')) AS summary) s
		JOIN pg_proc p ON p.oid = to_regprocedure(format('%I.%I(timestamptz, timestamptz)', schema, v.name || '_live'))
		CROSS JOIN LATERAL unnest(p.proargnames[3:]) AS a (name)
		WHERE s.summary IS NOT NULL AND to_regclass(format('%I.reporting_settings', schema)) IS NOT NULL
		GROUP BY v.number, v.name, s.summary, p.oid ORDER BY v.number
	LOOP
		any_found := true;
		EXECUTE format('SELECT interval_width::interval AS width, zone, day_start FROM %I.reporting_settings', schema) INTO setting;

		-- As in refresh_queue_summary: one at a time, and the interval that is running stays live.
		EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', one.summary);
		EXECUTE format('SELECT min(bucket_start) AS from_ts, (SELECT bucket_end FROM %1$s ORDER BY bucket_start DESC LIMIT 1) AS to_ts FROM %1$s', one.summary) INTO rolled;
		EXECUTE format('SELECT CASE WHEN $1 > ''-infinity'' THEN %1$I.lower(%1$I.reporting_interval($1, $3, $4, $5)) ELSE ''-infinity'' END,
				CASE WHEN $2 < now() THEN %1$I.upper(%1$I.reporting_interval($2 - ''1 microsecond''::interval, $3, $4, $5))
					ELSE %1$I.lower(%1$I.reporting_interval($2, $3, $4, $5)) END', ext)
			INTO first_bucket, last_bucket USING from_ts, to_ts, setting.width, setting.zone, setting.day_start;
		IF first_bucket < last_bucket THEN
			first_bucket := least(first_bucket, rolled.to_ts);
			last_bucket := greatest(last_bucket, rolled.from_ts);
			EXECUTE format($q$
				WITH fresh AS MATERIALIZED (SELECT %3$s FROM %2$s($1, $2)),
				stored AS (SELECT %3$s FROM %1$s WHERE bucket_start >= $1 AND bucket_start < $2),
				deleted AS (
					DELETE FROM %1$s s USING (SELECT agent_id, bucket_start FROM stored EXCEPT SELECT agent_id, bucket_start FROM fresh) gone
					WHERE s.bucket_start = gone.bucket_start AND s.agent_id IS NOT DISTINCT FROM gone.agent_id
					RETURNING 1),
				written AS (
					INSERT INTO %1$s AS s (%3$s)
					SELECT %3$s FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) f ORDER BY bucket_start
					ON CONFLICT (bucket_start, agent_id) DO UPDATE SET %4$s
					RETURNING xmax = 0 AS added)
				SELECT (SELECT min(bucket_start) FROM fresh) AS from_ts, (SELECT count(*) FROM written WHERE added) AS inserted,
					(SELECT count(*) FROM written WHERE NOT added) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$,
				one.summary, one.live, one.columns, one.changes)
				INTO changed USING first_bucket, last_bucket;
			IF from_ts IS NULL THEN
				first_bucket := least(rolled.from_ts, changed.from_ts);
			END IF;
		END IF;
		IF first_bucket < last_bucket THEN
			RAISE NOTICE 'refreshed % from % to %: % summaries added, % changed, % removed', one.name, first_bucket, last_bucket, changed.inserted, changed.updated, changed.deleted;
		ELSE
			RAISE NOTICE 'nothing to refresh in %', one.name;
		END IF;
	END LOOP;
	IF NOT any_found THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of agents', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_agent_summary(name, timestamptz, timestamptz) IS
'bring agent_interval_summary and agent_adherence_summary up to date for the states and schedules of [from_ts, to_ts) (NULL: from the first, until now), widened to whole intervals and to what is rolled already; intervals with late, corrected or removed rows change, the others are not written; the interval that is running is left out';

CREATE PROCEDURE refresh_kpi_month(schema name, from_day date DEFAULT NULL, to_day date DEFAULT NULL)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $procedure$
DECLARE
	first_month date := coalesce(date_trunc('month', from_day::timestamp)::date, '-infinity');
	end_month date := coalesce(date_trunc('month', to_day::timestamp + '1 month'::interval - '1 day'::interval)::date, 'infinity');
	running date;
	changed record;
BEGIN
	IF to_regclass(format('%I.kpi_month_summary', schema)) IS NULL OR to_regclass(format('%I.kpi_month_live', schema)) IS NULL THEN
		RAISE EXCEPTION 'schema % has no reporting model and views', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;

	-- One refresh at a time, as in refresh_queue_summary.
	EXECUTE format('LOCK TABLE %I.kpi_month_summary IN SHARE ROW EXCLUSIVE MODE', schema);
	EXECUTE format('SELECT date_trunc(''month'', now() AT TIME ZONE zone - day_start)::date FROM %I.reporting_settings', schema) INTO running;
	end_month := least(end_month, running);
	EXECUTE format($q$
		WITH fresh AS MATERIALIZED (SELECT month, kpi, numerator, denominator FROM %1$I.kpi_month_live WHERE month >= $1 AND month < $2),
		stored AS (SELECT month, kpi, numerator, denominator FROM %1$I.kpi_month_summary WHERE month >= $1 AND month < $2),
		deleted AS (
			DELETE FROM %1$I.kpi_month_summary s USING (SELECT month, kpi FROM stored EXCEPT SELECT month, kpi FROM fresh) gone
			WHERE s.month = gone.month AND s.kpi = gone.kpi
			RETURNING 1),
		written AS (
			INSERT INTO %1$I.kpi_month_summary AS s (month, kpi, numerator, denominator)
			SELECT month, kpi, numerator, denominator FROM (SELECT * FROM fresh EXCEPT SELECT * FROM stored) f ORDER BY month
			ON CONFLICT (month, kpi) DO UPDATE SET numerator = excluded.numerator, denominator = excluded.denominator
			RETURNING xmax = 0 AS added)
		SELECT (SELECT count(DISTINCT month) FROM fresh) AS months, (SELECT count(*) FROM written WHERE added) AS inserted,
			(SELECT count(*) FROM written WHERE NOT added) AS updated, (SELECT count(*) FROM deleted) AS deleted$q$, schema)
		INTO changed USING first_month, end_month;
	IF changed.months > 0 OR changed.deleted > 0 THEN
		RAISE NOTICE 'refreshed % months before %: % KPIs added, % changed, % removed', changed.months, end_month, changed.inserted, changed.updated, changed.deleted;
	ELSE
		RAISE NOTICE 'nothing to refresh';
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_kpi_month(name, date, date) IS
'store the KPIs of the months that [from_day, to_day) touches (NULL: from the first, until now) in kpi_month_summary, anew where they are stored already; the month that is running is left out';
