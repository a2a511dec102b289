-- Which days of contacts a statement touches.
--
-- uses  contact
-- when  repeat_day_summary and contact_day_summary
-- A contact says something of its day, and of those of the same customer within the window before it, which are looked
-- for where it comes late: what can still be repeated now is on days that are not settled.
CREATE FUNCTION ops.note_late_contacts()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	repeat_to timestamptz := 'infinity';
	contact_to timestamptz := 'infinity';
	stored_to timestamptz;
	looked_to CONSTANT timestamptz := now() - '20 hours'::interval;
	touched text[] := '{}';
	rows text;
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		repeat_to := (SELECT bucket_end FROM ops.repeat_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
		contact_to := (SELECT bucket_end FROM ops.contact_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	stored_to := greatest(repeat_to, contact_to);
	IF TG_OP IN ('INSERT', 'UPDATE') THEN
		touched := ARRAY(
			SELECT 'rows_new' FROM rows_new WHERE stored_to IS NOT NULL AND started_at < looked_to LIMIT 1);
	END IF;
	IF TG_OP IN ('UPDATE', 'DELETE') THEN
		touched := touched || ARRAY(
			SELECT 'rows_old' FROM rows_old WHERE stored_to IS NOT NULL AND started_at < looked_to LIMIT 1);
	END IF;
	FOREACH rows IN ARRAY touched LOOP
		EXECUTE replace($s$
			INSERT INTO ops.stored_late (stored, from_at, to_at)
			SELECT DISTINCT t.stored, b, b + '15 min'::interval
			FROM touched_rows AS r
			CROSS JOIN (SELECT (repeat_days + 0.001) * '24 hours'::interval AS within FROM ops.reporting_settings) AS s
			CROSS JOIN LATERAL (
				SELECT s.stored, r.started_at AS at, s.stored_to
				FROM (VALUES ('repeat_day', $1), ('contact_day', $3)) AS s (stored, stored_to)
				UNION ALL
				SELECT 'repeat_day', c.started_at, $1
				FROM ops.contact AS c
				WHERE c.customer_key = r.customer_key AND c.started_at < least($1, r.started_at)
					AND c.ended_at >= r.started_at - within AND c.ended_at < r.started_at
			) AS t
			CROSS JOIN LATERAL date_bin('15 min', t.at, '2000-01-01 00:00+00') AS b
			WHERE r.started_at < $2 AND t.at < t.stored_to AND t.at > '-infinity'$s$, 'touched_rows', rows)
			USING repeat_to, looked_to, contact_to;
	END LOOP;
	IF TG_OP = 'TRUNCATE' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'repeat_day', min(bucket_start), max(bucket_end) FROM ops.repeat_day_summary AS s HAVING count(*) > 0
		UNION ALL
		SELECT 'contact_day', min(bucket_start), max(bucket_end) FROM ops.contact_day_summary AS s HAVING count(*) > 0;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on repeat_day_summary, contact_day_summary and '
			'reporting_settings to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_contacts() IS
	'notes in stored_late which quarter hours of what is stored a statement touched; for triggers on contact';
