-- Which days of outbound calls a statement touches.
--
-- when  outbound_day_summary
-- An attempt can be the first to its entry in a month instead of a later one: the rest of the month is touched.
CREATE FUNCTION ops.note_late_attempts()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched timestamptz[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		SELECT bucket_end INTO stored_to FROM ops.outbound_day_summary ORDER BY bucket_start DESC LIMIT 1;
	END IF;
	IF TG_OP = 'INSERT' THEN
		touched := ARRAY(SELECT dialled_at FROM rows_new WHERE dialled_at < stored_to AND dialled_at > '-infinity');
	ELSIF TG_OP = 'UPDATE' THEN
		touched := ARRAY(
			SELECT dialled_at
			FROM (SELECT dialled_at FROM rows_old UNION ALL SELECT dialled_at FROM rows_new) AS r
			WHERE dialled_at < stored_to AND dialled_at > '-infinity');
	ELSIF TG_OP = 'DELETE' THEN
		touched := ARRAY(SELECT dialled_at FROM rows_old WHERE dialled_at < stored_to AND dialled_at > '-infinity');
	ELSE
		touched := ARRAY(SELECT DISTINCT bucket_start FROM ops.outbound_day_summary);
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT 'outbound_day', min(t), least(
		(date_trunc('month', min(t) AT TIME ZONE s.zone - s.day_start::time) + '1 month'::interval
			+ s.day_start::time) AT TIME ZONE s.zone, stored_to)
	FROM unnest(touched) AS t, ops.reporting_settings AS s
	GROUP BY s.zone, s.day_start, date_trunc('month', t AT TIME ZONE s.zone - s.day_start::time);
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on outbound_day_summary and reporting_settings to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_attempts() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on outbound_attempt';
