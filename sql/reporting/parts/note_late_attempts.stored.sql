-- Which days of outbound calls a statement touches.
--
-- uses  outbound_attempt, campaign_record, outbound_list_day_summary
-- when  outbound_day_summary
-- An attempt can be the first to its entry in a month instead of a later one: the rest of the month is touched; or the
-- first of all: the days of the others to that entry are.
CREATE FUNCTION ops.note_late_attempts()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	list_to timestamptz := now();
	touched timestamptz[];
	rows text;
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.outbound_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
		list_to := (SELECT bucket_end FROM ops.outbound_list_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
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
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'outbound_list_day', min(bucket_start), max(bucket_end)
		FROM ops.outbound_list_day_summary AS s
		HAVING count(*) > 0;
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT 'outbound_day', min(t), least(
		(date_trunc('month', min(t) AT TIME ZONE s.zone - s.day_start::time) + '1 month'::interval
			+ s.day_start::time) AT TIME ZONE s.zone, stored_to)
	FROM unnest(touched) AS t, ops.reporting_settings AS s
	GROUP BY s.zone, s.day_start, date_trunc('month', t AT TIME ZONE s.zone - s.day_start::time);
	FOREACH rows IN ARRAY CASE WHEN touched = '{}' THEN '{}' WHEN TG_OP = 'INSERT' THEN '{rows_new}'
		WHEN TG_OP = 'UPDATE' THEN '{rows_new,rows_old}' WHEN TG_OP = 'DELETE' THEN '{rows_old}' ELSE '{}' END::text[]
	LOOP
		EXECUTE replace($s$
			INSERT INTO ops.stored_late (stored, from_at, to_at)
			SELECT DISTINCT 'outbound_list_day', b, b + '15 min'::interval
			FROM touched_rows AS r
			CROSS JOIN LATERAL (
				SELECT r.dialled_at
				UNION ALL
				SELECT a.dialled_at
				FROM ops.outbound_attempt AS a
				WHERE a.campaign_id = r.campaign_id AND a.record_id = r.record_id
			) AS t (at)
			CROSS JOIN LATERAL date_bin('15 min', t.at, '2000-01-01 00:00+00') AS b
			WHERE r.dialled_at < $1 AND r.record_id IS NOT NULL AND t.at < $1 AND t.at > '-infinity'$s$,
			'touched_rows', rows) USING list_to;
	END LOOP;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on the summaries of outbound calls and reporting_settings to '
			'who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_attempts() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on outbound_attempt';

-- An entry tells of which list and month the attempts to it are; that it was closed is no change of them.
CREATE FUNCTION ops.note_late_records()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	campaigns text[];
	records text[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.outbound_list_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		SELECT array_agg(campaign_id), array_agg(record_id) INTO campaigns, records FROM rows_new;
	ELSIF TG_OP = 'UPDATE' THEN
		SELECT array_agg(campaign_id), array_agg(record_id) INTO campaigns, records
		FROM (
			SELECT campaign_id, record_id
			FROM (
				SELECT campaign_id, record_id, loaded_at, to_jsonb(o) ->> 'list_id' AS list_id, 1 AS side
				FROM rows_old AS o
				UNION ALL
				SELECT campaign_id, record_id, loaded_at, to_jsonb(n) ->> 'list_id', 2 FROM rows_new AS n
			) AS r
			GROUP BY campaign_id, record_id, loaded_at, list_id
			HAVING min(side) = max(side)
		) AS r;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT array_agg(campaign_id), array_agg(record_id) INTO campaigns, records FROM rows_old;
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'outbound_list_day', min(bucket_start), max(bucket_end)
		FROM ops.outbound_list_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT DISTINCT 'outbound_list_day', b, b + '15 min'::interval
	FROM unnest(campaigns, records) AS r (campaign_id, record_id)
	CROSS JOIN LATERAL (
		SELECT dialled_at
		FROM ops.outbound_attempt AS a
		WHERE a.campaign_id = r.campaign_id AND a.record_id = r.record_id
		OFFSET 0
	) AS a
	CROSS JOIN LATERAL date_bin('15 min', a.dialled_at, '2000-01-01 00:00+00') AS b
	WHERE a.dialled_at < stored_to AND a.dialled_at > '-infinity';
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on outbound_list_day_summary and outbound_attempt to who '
			'loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_records() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on campaign_record';
