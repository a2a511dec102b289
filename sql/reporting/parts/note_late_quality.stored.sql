-- Which days of data quality a statement touches.  The trigger says what the instant of a row is, and by what others
-- belong to it, which then belong to none: that there is one is looked up when what is stored is read.
--
-- uses  message, self_service_step
-- when  quality_day_summary
CREATE FUNCTION ops.note_late_quality_days()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched text[] := '{}';
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.quality_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'TRUNCATE' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'quality_day', min(bucket_start), max(bucket_end)
		FROM ops.quality_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	IF TG_OP <> 'DELETE' THEN
		touched := touched || format('SELECT (%s)::timestamptz AS at FROM rows_new', TG_ARGV[0]);
	END IF;
	IF TG_OP <> 'INSERT' THEN
		touched := touched || format('SELECT (%s)::timestamptz FROM rows_old', TG_ARGV[0]);
		IF TG_NARGS > 1 THEN
			touched := touched || format('SELECT r.at FROM (SELECT %1$I FROM rows_old %2$s) AS g '
				'JOIN (SELECT at, %1$I FROM %3$s) AS r USING (%1$I)',
				TG_ARGV[1], CASE TG_OP WHEN 'UPDATE' THEN format('EXCEPT SELECT %I FROM rows_new', TG_ARGV[1]) END,
				CASE TG_ARGV[1] WHEN 'contact_id' THEN $m$(SELECT * FROM ops.message) AS m$m$
					ELSE $m$(SELECT * FROM ops.self_service_step) AS p$m$ END);
		END IF;
	END IF;
	EXECUTE replace($s$
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'quality_day', b.at, b.at + '1 hour'::interval
		FROM (
			SELECT DISTINCT date_bin('1 hour', r.at, '2000-01-01 00:00+00')
			FROM (touched_rows) AS r (at)
			WHERE r.at < $1 AND r.at >= :first_instant
		) AS b (at)$s$, 'touched_rows', array_to_string(touched, ' UNION ALL ')) USING stored_to;
	RETURN NULL;
EXCEPTION WHEN undefined_column THEN	-- a table of the caller's own, of which nothing is counted either
	RETURN NULL;
WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on quality_day_summary, message and self_service_step to who '
			'loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_quality_days() IS
	'notes in stored_late which days of data_quality a statement touched; for triggers on the tables that it counts';
