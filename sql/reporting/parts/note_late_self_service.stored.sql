-- Which days of self-service a statement touches.
--
-- uses  self_service_session
-- when  self_service_day_summary
CREATE FUNCTION ops.note_late_sessions()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched timestamptz[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.self_service_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF TG_OP = 'INSERT' THEN
		touched := ARRAY(SELECT started_at FROM rows_new WHERE started_at < stored_to AND started_at > '-infinity');
	ELSIF TG_OP = 'UPDATE' THEN
		touched := ARRAY(
			SELECT started_at
			FROM (SELECT started_at FROM rows_old UNION ALL SELECT started_at FROM rows_new) AS r
			WHERE started_at < stored_to AND started_at > '-infinity');
	ELSIF TG_OP = 'DELETE' THEN
		touched := ARRAY(SELECT started_at FROM rows_old WHERE started_at < stored_to AND started_at > '-infinity');
	ELSE
		touched := ARRAY(SELECT DISTINCT bucket_start FROM ops.self_service_day_summary AS s);
	END IF;
	IF touched <> '{}' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'self_service_day', b, b + '15 min'::interval
		FROM unnest(touched) AS t, date_bin('15 min', t, '2000-01-01 00:00+00') AS b;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late and SELECT on self_service_day_summary to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_sessions() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on self_service_session';

-- A step counts on the day of its session.
CREATE FUNCTION ops.note_late_session_steps()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched timestamptz[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.self_service_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		touched := ARRAY(
			SELECT s.started_at
			FROM (SELECT DISTINCT session_id FROM rows_new) AS i
			CROSS JOIN LATERAL (
				SELECT started_at FROM ops.self_service_session AS s WHERE session_id = i.session_id OFFSET 0) AS s
			WHERE s.started_at < stored_to AND s.started_at > '-infinity');
	ELSIF TG_OP = 'UPDATE' THEN
		touched := ARRAY(
			SELECT s.started_at
			FROM (SELECT session_id FROM rows_old UNION SELECT session_id FROM rows_new) AS i
			CROSS JOIN LATERAL (
				SELECT started_at FROM ops.self_service_session AS s WHERE session_id = i.session_id OFFSET 0) AS s
			WHERE s.started_at < stored_to AND s.started_at > '-infinity');
	ELSIF TG_OP = 'DELETE' THEN
		touched := ARRAY(
			SELECT s.started_at
			FROM (SELECT DISTINCT session_id FROM rows_old) AS i
			CROSS JOIN LATERAL (
				SELECT started_at FROM ops.self_service_session AS s WHERE session_id = i.session_id OFFSET 0) AS s
			WHERE s.started_at < stored_to AND s.started_at > '-infinity');
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'self_service_day', min(bucket_start), max(bucket_end)
		FROM ops.self_service_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	IF touched <> '{}' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'self_service_day', b, b + '15 min'::interval
		FROM unnest(touched) AS t, date_bin('15 min', t, '2000-01-01 00:00+00') AS b;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on self_service_day_summary and self_service_session '
			'to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_session_steps() IS
	'notes in stored_late which days of self-service a statement touched; for triggers on self_service_step';

-- A visit tells how the session was routed that was escalated to its contact.
CREATE FUNCTION ops.note_late_session_visits()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched timestamptz[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.self_service_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		touched := ARRAY(
			SELECT s.started_at
			FROM (SELECT DISTINCT contact_id FROM rows_new) AS i
			CROSS JOIN LATERAL (
				SELECT started_at FROM ops.self_service_session AS s WHERE contact_id = i.contact_id OFFSET 0) AS s
			WHERE s.started_at < stored_to AND s.started_at > '-infinity');
	ELSIF TG_OP = 'UPDATE' THEN
		touched := ARRAY(
			SELECT s.started_at
			FROM (SELECT contact_id FROM rows_old UNION SELECT contact_id FROM rows_new) AS i
			CROSS JOIN LATERAL (
				SELECT started_at FROM ops.self_service_session AS s WHERE contact_id = i.contact_id OFFSET 0) AS s
			WHERE s.started_at < stored_to AND s.started_at > '-infinity');
	ELSIF TG_OP = 'DELETE' THEN
		touched := ARRAY(
			SELECT s.started_at
			FROM (SELECT DISTINCT contact_id FROM rows_old) AS i
			CROSS JOIN LATERAL (
				SELECT started_at FROM ops.self_service_session AS s WHERE contact_id = i.contact_id OFFSET 0) AS s
			WHERE s.started_at < stored_to AND s.started_at > '-infinity');
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'self_service_day', min(bucket_start), max(bucket_end)
		FROM ops.self_service_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	IF touched <> '{}' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'self_service_day', b, b + '15 min'::interval
		FROM unnest(touched) AS t, date_bin('15 min', t, '2000-01-01 00:00+00') AS b;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on self_service_day_summary and self_service_session '
			'to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_session_visits() IS
	'notes in stored_late which days of self-service a statement touched; for triggers on queue_visit';

-- A contact counts for sessions before it, up to the days of containment: as contacts come in order, for none
-- that is stored.  Of an update counts what it changed.  A table of the caller's own need not have all columns.
CREATE FUNCTION ops.note_late_session_contacts()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	is_seen CONSTANT boolean := current_setting('transaction_isolation') = 'read committed';
	until timestamptz := now();
	hours timestamptz[];
BEGIN
	IF is_seen THEN
		until := (SELECT max(contacts_until) FROM ops.self_service_day_summary AS s);
	END IF;
	IF until IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		hours := ARRAY(
			SELECT DISTINCT date_bin('1 hour', started_at, '2000-01-01 00:00+00')
			FROM rows_new AS r
			WHERE CASE WHEN started_at <= until AND started_at > '-infinity'
				THEN to_jsonb(r) ->> 'customer_key' IS NOT NULL END);
	ELSIF TG_OP = 'UPDATE' THEN
		hours := ARRAY(
			SELECT date_bin('1 hour', started_at, '2000-01-01 00:00+00')
			FROM (
				SELECT 1 AS side, started_at, to_jsonb(r) AS r FROM rows_old AS r
				WHERE started_at <= until AND started_at > '-infinity'
				UNION ALL
				SELECT 2, started_at, to_jsonb(r) FROM rows_new AS r
				WHERE started_at <= until AND started_at > '-infinity'
			) AS r
			WHERE r ->> 'customer_key' IS NOT NULL
			GROUP BY started_at, r ->> 'contact_id', r ->> 'customer_key', r ->> 'direction', r ->> 'ended_at'
			HAVING min(side) = max(side));
	ELSIF TG_OP = 'DELETE' THEN
		hours := ARRAY(
			SELECT DISTINCT date_bin('1 hour', started_at, '2000-01-01 00:00+00')
			FROM rows_old AS r
			WHERE CASE WHEN started_at <= until AND started_at > '-infinity'
				THEN to_jsonb(r) ->> 'customer_key' IS NOT NULL END);
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'self_service_day', min(bucket_start), max(bucket_end)
		FROM ops.self_service_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	IF hours = '{}' THEN
		RETURN NULL;
	ELSIF is_seen THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'self_service_day', d.bucket_start, d.bucket_end
		FROM (
			SELECT bucket_start, bucket_end, max(contacts_until) AS until
			FROM ops.self_service_day_summary AS s
			WHERE contacts_until >= (SELECT min(h) FROM unnest(hours) AS h)
			GROUP BY bucket_start, bucket_end
		) AS d
		WHERE EXISTS (
			SELECT FROM unnest(hours) AS h WHERE h + '1 hour'::interval > d.bucket_start AND h <= d.until);
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'self_service_day', min(h) - (s.containment_days + 1) * '24:00:00'::interval, max(h)
		FROM unnest(hours) AS h, ops.reporting_settings AS s
		GROUP BY s.containment_days;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on self_service_day_summary and reporting_settings to who '
			'loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_session_contacts() IS
	'notes in stored_late which days of self-service a statement touched; for triggers on contact';
