-- Which days of answers a statement touches.
--
-- when  survey_day_summary
CREATE FUNCTION ops.note_late_answers()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched timestamptz[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.survey_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF TG_OP = 'INSERT' THEN
		touched := ARRAY(SELECT contact_at FROM rows_new WHERE contact_at < stored_to AND contact_at > '-infinity');
	ELSIF TG_OP = 'UPDATE' THEN
		touched := ARRAY(
			SELECT contact_at
			FROM (SELECT contact_at FROM rows_old UNION ALL SELECT contact_at FROM rows_new) AS r
			WHERE contact_at < stored_to AND contact_at > '-infinity');
	ELSIF TG_OP = 'DELETE' THEN
		touched := ARRAY(SELECT contact_at FROM rows_old WHERE contact_at < stored_to AND contact_at > '-infinity');
	ELSE
		touched := ARRAY(SELECT DISTINCT bucket_start FROM ops.survey_day_summary AS s);
	END IF;
	IF touched <> '{}' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'survey_day', b, b + '15 min'::interval
		FROM unnest(touched) AS t, date_bin('15 min', t, '2000-01-01 00:00+00') AS b;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late and SELECT on survey_day_summary to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_answers() IS
	'notes in stored_late which quarter hours of what is stored a statement touched; for triggers on survey_response';
