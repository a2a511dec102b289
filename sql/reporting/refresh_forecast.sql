-- Forecasts of every queue and medium, one statement each; all of them are there at once.
CREATE PROCEDURE refresh_forecast(
	schema name,
	days integer DEFAULT 28,
	as_of timestamptz DEFAULT NULL,
	scenario text DEFAULT 'automatic',
	method text DEFAULT 'factor',
	level float8 DEFAULT 0.8,
	reach interval DEFAULT '400 days',
	keep_leads integer[] DEFAULT '{0,1,7,14,28}')
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $procedure$
DECLARE
	ext name;
	setting record;
	one record;
	statement text;
	day_start timestamptz;
	to_ts timestamptz;
	added bigint;
	intervals bigint := 0;
	queues integer := 0;
	weak integer := 0;
	tenth integer := 0;
BEGIN
	SELECT n.nspname INTO STRICT ext
	FROM pg_extension AS e
	JOIN pg_namespace AS n ON n.oid = e.extnamespace
	WHERE e.extname = 'contact_center';
	IF to_regprocedure(format('%I.queue_history(timestamptz, interval)', schema)) IS NULL
		OR to_regclass(format('%I.reporting_settings', schema)) IS NULL
		OR NOT EXISTS (
			SELECT FROM pg_attribute AS a
			WHERE a.attrelid = to_regclass(format('%I.forecast', schema)) AND a.attname = 'reason') THEN
		RAISE EXCEPTION 'schema % has no reporting model and views of this version', quote_ident(schema)
			USING ERRCODE = '42P01', HINT = 'Call create_reporting_model and create_reporting_views first.';
	END IF;
	FOR one IN
		SELECT *
		FROM (
			VALUES ('days', days::text, days BETWEEN 1 AND 400, 'a number of days from 1 to 400'),
				('as_of', as_of::text, as_of IS NULL OR isfinite(as_of), 'an instant, or null for the end of the data'),
				('scenario', scenario, scenario <> '', 'the name of a scenario'),
				('level', level::text, level > 0 AND level < 1, 'a fraction between 0 and 1, both excluded'),
				('reach', reach::text, reach >= '1 day' AND reach <= '100 years', 'an interval of at least a day')
		) AS c (name, value, fits, allowed)
		WHERE fits IS NOT TRUE
	LOOP
		RAISE EXCEPTION 'invalid value for argument "%": %', one.name, coalesce(one.value, 'null')
			USING ERRCODE = '22023', DETAIL = format('It must be %s.', one.allowed);
	END LOOP;
	-- What a queue's forecast would refuse is refused now, be there queues or none.
	EXECUTE format($q$
		SELECT count(*)
		FROM (
			SELECT %1$I.volume_history(b, 1::float8, NULL::float8, 'UTC'::text) AS history
			FROM %1$I.reporting_interval('2026-01-05 00:00+00'::timestamptz, '1 hour'::interval, 'UTC'::text) AS b
		) AS v
		CROSS JOIN LATERAL %1$I.forecast(v.history, method => $1)$q$, ext) USING method;
	EXECUTE format($q$
		SELECT zone, threshold_s, service_goal, short_abandon_s,
			CASE WHEN variant IN ('answered', 'abandon_met', 'ignore_in_threshold', 'exclude_short') THEN variant
				ELSE 'offered' END AS variant,
			mod(extract(epoch FROM day_start::time), extract(epoch FROM interval_width::interval)) = 0 AS from_midnight
		FROM %I.reporting_settings$q$, schema)
		INTO setting;
	IF NOT setting.from_midnight THEN
		RAISE EXCEPTION 'intervals of the views in schema % do not begin at local midnight', quote_ident(schema)
			USING ERRCODE = '55000', HINT = 'Make them with another interval_width or day_start.';
	END IF;

	-- One refresh at a time; what others load and read goes on.
	EXECUTE format('LOCK TABLE %I.forecast IN SHARE UPDATE EXCLUSIVE MODE', schema);
	-- A newer forecast takes the place of one of the same day, and of those whose lead nobody asks for.
	statement := format($q$
		WITH gone AS (
			DELETE FROM %2$I.forecast AS f
			WHERE f.scenario = $1 AND f.method IS NOT NULL AND f.queue_id = $2 AND f.media = $3
				AND f.interval_start >= $4 AND f.interval_start < $5 AND f.made_at < $4
				AND (f.made_at > $6
					OR floor(extract(epoch FROM f.interval_start - f.made_at) / 86400) <> ALL ($7))
		),
		fresh AS MATERIALIZED (
			SELECT %1$I.lower(r.bucket) AS interval_start, x.seconds, r.volume, x.aht, r.lower, r.upper,
				CASE WHEN r.volume = 0 THEN 0
					WHEN r.volume * x.aht <= 1e9 * x.seconds
					THEN %1$I.erlang_a_agents(r.volume, x.seconds, x.aht, $8, $9, $10, $11, $12) END AS required
			FROM %1$I.forecast($15, $4, $5, $4, $13, $16, $17, $18, $19) AS r
			CROSS JOIN LATERAL (
				SELECT extract(epoch FROM %1$I.upper(r.bucket) - %1$I.lower(r.bucket))::float8 AS seconds,
					CASE WHEN r.aht BETWEEN 1e-9 AND 1e9 THEN r.aht END AS aht
			) AS x
			WHERE r.volume IS NOT NULL AND %1$I.lower(r.bucket) >= $4
		),
		written AS (
			INSERT INTO %2$I.forecast AS f (queue_id, media, interval_start, interval_len, made_at, volume, aht_s,
				lo, hi, required, scenario, method, reason)
			SELECT $2, $3, interval_start, make_interval(secs => seconds), $4, volume, aht, lower, upper,
				required, $1, $13, $14
			FROM fresh
			ON CONFLICT (queue_id, media, interval_start, made_at, scenario) DO UPDATE
			SET (interval_len, volume, aht_s, lo, hi, required, method, reason)
				= (excluded.interval_len, excluded.volume, excluded.aht_s, excluded.lo, excluded.hi,
					excluded.required, excluded.method, excluded.reason)
			WHERE f.method IS NOT NULL
				AND (f.interval_len, f.volume, f.aht_s, f.lo, f.hi, f.required, f.method, f.reason)
				IS DISTINCT FROM (excluded.interval_len, excluded.volume, excluded.aht_s, excluded.lo, excluded.hi,
					excluded.required, excluded.method, excluded.reason)
		)
		SELECT count(*) FROM fresh$q$, ext, schema);
	FOR one IN EXECUTE format($q$
		SELECT h.*, count(*) OVER () AS total
		FROM %I.queue_history($1, $2) AS h
		ORDER BY h.queue_id, h.media$q$, schema) USING as_of, reach
	LOOP
		day_start := date_trunc('day', one.as_of AT TIME ZONE setting.zone) AT TIME ZONE setting.zone;
		to_ts := (date_trunc('day', one.as_of AT TIME ZONE setting.zone) + make_interval(days => days + 1))
			AT TIME ZONE setting.zone;
		EXECUTE statement USING scenario, one.queue_id, one.media, one.as_of, to_ts, day_start, keep_leads,
			one.patience_s, setting.service_goal, setting.threshold_s, setting.variant, setting.short_abandon_s,
			method, one.reason, one.history, level, one.special_days, one.hours, one.special_names
			INTO added;
		queues := queues + 1;
		intervals := intervals + added;
		weak := weak + (one.reason IS NOT NULL)::integer;
		IF added = 0 THEN
			RAISE NOTICE 'no forecast of queue %, %: no volume is known', one.queue_id, one.media;
		END IF;
		IF queues * 10 / one.total > tenth AND queues < one.total THEN
			tenth := queues * 10 / one.total;
			RAISE NOTICE 'forecast % of %: queue %, %', queues, one.total, one.queue_id, one.media;
		END IF;
	END LOOP;
	IF queues = 0 THEN
		RAISE NOTICE 'nothing to forecast from in schema %', quote_ident(schema);
	ELSE
		RAISE NOTICE 'forecast % intervals of % queues and media from % to %, of % with a reason why it may be weak',
			intervals, queues, one.as_of, to_ts, weak;
	END IF;
END
$procedure$;
COMMENT ON PROCEDURE refresh_forecast IS
'forecast every queue and medium from what came in the time reach up to as_of (NULL: the end of the data), for the '
'rest of that local day and days more, into table forecast under a scenario of its own: volume, limits that hold the '
'share level, handle time, agents required; with a reason where history is short. No other scenario, and nothing that '
'was loaded, is touched. Of its own forecasts a newer one replaces those of the same local day, and those of earlier '
'days with a lead, in whole days, that is not in keep_leads (NULL: all are kept)';
