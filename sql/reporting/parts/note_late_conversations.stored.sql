-- Which days of conversations a statement touches.
--
-- uses  queue_visit, message
-- when  conversation_day_summary
-- A message is of the days on which visits of its contact came and were answered.
CREATE FUNCTION ops.note_late_messages()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	ids text[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.conversation_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		ids := ARRAY(SELECT DISTINCT contact_id FROM rows_new);
	ELSIF TG_OP = 'UPDATE' THEN
		ids := ARRAY(SELECT contact_id FROM rows_old UNION SELECT contact_id FROM rows_new);
	ELSIF TG_OP = 'DELETE' THEN
		ids := ARRAY(SELECT DISTINCT contact_id FROM rows_old);
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'conversation_day', min(bucket_start), max(bucket_end)
		FROM ops.conversation_day_summary AS s
		HAVING count(*) > 0;
		RETURN NULL;
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT DISTINCT 'conversation_day', b, b + '15 min'::interval
	FROM unnest(ids) AS i (contact_id)
	CROSS JOIN LATERAL (
		SELECT queued_at, answered_at FROM ops.queue_visit AS v WHERE v.contact_id = i.contact_id OFFSET 0) AS v
	CROSS JOIN LATERAL (VALUES (v.queued_at), (v.answered_at)) AS t (at)
	CROSS JOIN LATERAL date_bin('15 min', t.at, '2000-01-01 00:00+00') AS b
	WHERE t.at < stored_to AND t.at > '-infinity';
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on conversation_day_summary and queue_visit to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_messages() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on message';

-- A visit says something of its own days, and of those of the other visits of its contact, where there are messages.
-- One numbered 1 that comes in time is taken to begin its contact, which spares a look for each.
CREATE FUNCTION ops.note_late_conversation_visits()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	touched text[] := '{}';
	rows text;
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		stored_to := (SELECT bucket_end FROM ops.conversation_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	END IF;
	IF TG_OP IN ('INSERT', 'UPDATE') THEN
		touched := ARRAY(
			SELECT 'rows_new' FROM rows_new WHERE queued_at < stored_to OR visit_no IS DISTINCT FROM 1 LIMIT 1);
	END IF;
	IF TG_OP IN ('UPDATE', 'DELETE') THEN
		touched := touched || ARRAY(
			SELECT 'rows_old' FROM rows_old WHERE queued_at < stored_to OR visit_no IS DISTINCT FROM 1 LIMIT 1);
	END IF;
	FOREACH rows IN ARRAY touched LOOP
		EXECUTE replace($s$
			INSERT INTO ops.stored_late (stored, from_at, to_at)
			SELECT DISTINCT 'conversation_day', b, b + '15 min'::interval
			FROM touched_rows AS r
			CROSS JOIN LATERAL (
				SELECT contact_id FROM ops.message AS m WHERE m.contact_id = r.contact_id LIMIT 1) AS m
			CROSS JOIN LATERAL (
				SELECT r.queued_at, r.answered_at
				UNION ALL
				SELECT v.queued_at, v.answered_at FROM ops.queue_visit AS v WHERE v.contact_id = r.contact_id
			) AS v
			CROSS JOIN LATERAL (VALUES (v.queued_at), (v.answered_at)) AS t (at)
			CROSS JOIN LATERAL date_bin('15 min', t.at, '2000-01-01 00:00+00') AS b
			WHERE (r.queued_at < $1 OR r.visit_no IS DISTINCT FROM 1) AND t.at < $1 AND t.at > '-infinity'$s$,
			'touched_rows', rows) USING stored_to;
	END LOOP;
	IF TG_OP = 'TRUNCATE' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'conversation_day', min(bucket_start), max(bucket_end)
		FROM ops.conversation_day_summary AS s
		HAVING count(*) > 0;
	END IF;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on conversation_day_summary and message to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_conversation_visits() IS
	'notes in stored_late which days of conversations a statement touched; for triggers on queue_visit';
