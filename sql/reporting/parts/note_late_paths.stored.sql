-- Which days of paths a statement touches.
--
-- when  path_day_summary
-- A session or contact can be of a path that began within the window before it, and begin one, or keep one from
-- beginning, within the window after it: none that is stored, as they come in order.  Of an update counts what it
-- changed.
CREATE FUNCTION ops.note_late_path_touches()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz;
	reach interval;
	hours timestamptz[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		SELECT bucket_end, containment_days * '24:00:00'::interval INTO stored_to, reach
		FROM ops.path_day_summary
		ORDER BY bucket_start DESC
		LIMIT 1;
	ELSE
		SELECT now(), containment_days * '24:00:00'::interval INTO stored_to, reach FROM ops.reporting_settings;
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		hours := ARRAY(
			SELECT DISTINCT date_bin('1 hour', started_at, '2000-01-01 00:00+00')
			FROM rows_new AS r
			WHERE CASE WHEN started_at < stored_to + reach AND started_at > '-infinity'
				THEN to_jsonb(r) ->> 'customer_key' IS NOT NULL END);
	ELSIF TG_OP = 'UPDATE' THEN
		hours := ARRAY(
			SELECT date_bin('1 hour', started_at, '2000-01-01 00:00+00')
			FROM (
				SELECT 1 AS side, started_at, to_jsonb(r) AS r FROM rows_old AS r
				WHERE started_at < stored_to + reach AND started_at > '-infinity'
				UNION ALL
				SELECT 2, started_at, to_jsonb(r) FROM rows_new AS r
				WHERE started_at < stored_to + reach AND started_at > '-infinity'
			) AS r
			WHERE r ->> 'customer_key' IS NOT NULL
			GROUP BY started_at, r ->> 'session_id', r ->> 'channel', r ->> 'outcome', r ->> 'contact_id',
				r ->> 'media', r ->> 'direction', r ->> 'resolved', r ->> 'customer_key', r ->> 'ended_at'
			HAVING min(side) = max(side));
	ELSIF TG_OP = 'DELETE' THEN
		hours := ARRAY(
			SELECT DISTINCT date_bin('1 hour', started_at, '2000-01-01 00:00+00')
			FROM rows_old AS r
			WHERE CASE WHEN started_at < stored_to + reach AND started_at > '-infinity'
				THEN to_jsonb(r) ->> 'customer_key' IS NOT NULL END);
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'path_day', min(bucket_start), max(bucket_end)
		FROM ops.path_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	IF hours <> '{}' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'path_day', h - reach, least(h + '1 hour'::interval + reach, stored_to)
		FROM unnest(hours) AS h;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on path_day_summary and reporting_settings to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_path_touches() IS
	'notes in stored_late which days of paths a statement touched; for triggers on self_service_session and contact';
