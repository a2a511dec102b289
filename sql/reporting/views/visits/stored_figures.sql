-- What is stored, how fresh it is, and what it is the only record of; and the functions of
-- the triggers that note rows which come, change or go where figures of them are stored.
-- They only add rows, so that loaders and refreshes never wait for one another.  Under
-- another isolation level than READ COMMITTED one may not see how far figures are stored.
--
-- uses  outbound_day_summary, outbound_list_day_summary
-- uses  queue_visit, contact, unit_day_summary, repeat_day_summary, contact_day_summary
-- uses  ticket_day_summary
-- uses  self_service_day_summary
-- uses  survey_day_summary, shrinkage_day_summary
-- uses  conversation_day_summary, path_day_summary
-- uses  quality_day_summary
-- key  stored
-- role  intervals | figure
-- role  late_spans | figure
-- role  gone_days | figure

-- Contacts by themselves, so that who may not read these is not kept from noting intervals.  A visit says something of
-- the day of its contact's first, and of that on which the contact began; one numbered 1 that comes in time is taken to
-- begin its contact, which spares a look for each.  A contact can begin on the last day that is stored and come to a
-- queue on the next.
CREATE FUNCTION ops.note_late_visits()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := 'infinity';
	unit_to timestamptz := 'infinity';
	repeat_to timestamptz := 'infinity';
	contact_to timestamptz := 'infinity';
	touched text[] := '{}';
	rows text;
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		SELECT max(bucket_end) INTO stored_to FROM ops.queue_interval_summary;
	END IF;
	IF TG_OP = 'INSERT' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'queue_interval', b, b + '15 min'::interval
		FROM rows_new, date_bin('15 min', queued_at, '2000-01-01 00:00+00') AS b
		WHERE queued_at < stored_to AND queued_at > '-infinity';
	ELSIF TG_OP = 'UPDATE' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'queue_interval', b, b + '15 min'::interval
		FROM (
			SELECT queued_at FROM rows_old UNION ALL SELECT queued_at FROM rows_new
		) AS v, date_bin('15 min', queued_at, '2000-01-01 00:00+00') AS b
		WHERE queued_at < stored_to AND queued_at > '-infinity';
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'queue_interval', b, b + '15 min'::interval
		FROM rows_old, date_bin('15 min', queued_at, '2000-01-01 00:00+00') AS b
		WHERE queued_at < stored_to AND queued_at > '-infinity';
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT 'queue_interval', min(bucket_start), max(bucket_end) FROM ops.queue_interval_summary HAVING count(*) > 0;
	END IF;

	BEGIN
		IF current_setting('transaction_isolation') = 'read committed' THEN
			unit_to := (SELECT bucket_end FROM ops.unit_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
			repeat_to := (SELECT bucket_end FROM ops.repeat_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
			contact_to := (SELECT bucket_end FROM ops.contact_day_summary AS s ORDER BY bucket_start DESC LIMIT 1);
		END IF;
		stored_to := greatest(unit_to, repeat_to + '1 day'::interval, contact_to + '1 day'::interval);
		IF TG_OP IN ('INSERT', 'UPDATE') THEN
			touched := ARRAY(SELECT 'rows_new' FROM rows_new
				WHERE stored_to IS NOT NULL AND (queued_at < stored_to OR visit_no IS DISTINCT FROM 1) LIMIT 1);
		END IF;
		IF TG_OP IN ('UPDATE', 'DELETE') THEN
			touched := touched || ARRAY(SELECT 'rows_old' FROM rows_old
				WHERE stored_to IS NOT NULL AND (queued_at < stored_to OR visit_no IS DISTINCT FROM 1) LIMIT 1);
		END IF;
		FOREACH rows IN ARRAY touched LOOP
			EXECUTE replace($s$
				INSERT INTO ops.stored_late (stored, from_at, to_at)
				SELECT DISTINCT t.stored, b, b + '15 min'::interval
				FROM touched_rows AS r
				CROSS JOIN LATERAL (
					SELECT 'unit_day' AS stored, r.queued_at AS at, $1 AS stored_to, $1 AS queued_to
					UNION ALL
					SELECT 'unit_day', v.queued_at, $1, $1 FROM ops.queue_visit AS v WHERE v.contact_id = r.contact_id
					UNION ALL
					SELECT s.stored, c.started_at, s.stored_to, s.stored_to + '1 day'::interval
					FROM ops.contact AS c, (VALUES ('repeat_day', $2), ('contact_day', $3)) AS s (stored, stored_to)
					WHERE c.contact_id = r.contact_id
				) AS t
				CROSS JOIN LATERAL date_bin('15 min', t.at, '2000-01-01 00:00+00') AS b
				WHERE (r.queued_at < $4 OR r.visit_no IS DISTINCT FROM 1)	-- before any look
					AND (r.queued_at < t.queued_to OR r.visit_no IS DISTINCT FROM 1)
					AND t.at < t.stored_to AND t.at > '-infinity'$s$, 'touched_rows', rows)
				USING unit_to, repeat_to, contact_to, stored_to;
		END LOOP;
		IF TG_OP = 'TRUNCATE' THEN
			INSERT INTO ops.stored_late (stored, from_at, to_at)
			SELECT 'unit_day', min(bucket_start), max(bucket_end) FROM ops.unit_day_summary HAVING count(*) > 0
			UNION ALL
			SELECT 'repeat_day', min(bucket_start), max(bucket_end) FROM ops.repeat_day_summary HAVING count(*) > 0
			UNION ALL
			SELECT 'contact_day', min(bucket_start), max(bucket_end) FROM ops.contact_day_summary HAVING count(*) > 0;
		END IF;
	EXCEPTION WHEN insufficient_privilege THEN
		RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
			USING HINT = 'Grant INSERT on stored_late, SELECT on unit_day_summary, repeat_day_summary and '
				'contact_day_summary to who loads.';
	END;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late and SELECT on queue_interval_summary to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_visits() IS
	'notes in stored_late which quarter hours of what is stored a statement touched; for triggers on queue_visit';

-- A state that goes on and ends is no other before its end: of an update counts what it changed.
CREATE FUNCTION ops.note_late_states()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored tstzrange := tstzrange(NULL, now());
	shrinkage_to timestamptz := now();
	touched tstzmultirange;
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		shrinkage_to := (SELECT max(bucket_end) FROM ops.shrinkage_day_summary AS s);
		stored := tstzrange(NULL, coalesce(greatest((SELECT max(bucket_end) FROM ops.agent_interval_summary),
			(SELECT max(bucket_end) FROM ops.agent_adherence_summary), shrinkage_to), '-infinity'));
	END IF;
	IF TG_OP = 'INSERT' THEN
		touched := (SELECT range_agg(during * stored) FROM rows_new WHERE during && stored);
	ELSIF TG_OP = 'UPDATE' THEN
		touched := (
			SELECT range_agg(d)
			FROM (
				SELECT coalesce(range_agg(during) FILTER (WHERE is_new), '{}') AS later,
					coalesce(range_agg(during) FILTER (WHERE NOT is_new), '{}') AS before
				FROM (
					SELECT true AS is_new, to_jsonb(n) - 'during' AS other, during FROM rows_new AS n
					UNION ALL
					SELECT false, to_jsonb(o) - 'during', during FROM rows_old AS o
				) AS r
				WHERE during && stored
				GROUP BY other
			) AS r, unnest((later + before - later * before) * tstzmultirange(stored)) AS d);
	ELSIF TG_OP = 'DELETE' THEN
		touched := (SELECT range_agg(during * stored) FROM rows_old WHERE during && stored);
	ELSE
		touched := (
			SELECT range_agg(tstzrange(bucket_start, bucket_end))
			FROM (
				SELECT bucket_start, bucket_end FROM ops.agent_interval_summary
				UNION SELECT bucket_start, bucket_end FROM ops.agent_adherence_summary
				UNION SELECT bucket_start, bucket_end FROM ops.shrinkage_day_summary AS s
			) AS s);
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT s.name, lower(t), least(upper(t), s.stored_to)
	FROM unnest(touched) AS t, (VALUES ('agent_interval', 'infinity'::timestamptz), ('agent_adherence', 'infinity'),
		('shrinkage_day', shrinkage_to)) AS s (name, stored_to)
	WHERE lower(t) < s.stored_to;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late and SELECT on the summaries of agents to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_states() IS
	'notes in stored_late which spans of what is stored a statement touched; for triggers on agent_state';

-- A version of a schedule counts for what begins on its local day, wherever that is: it is
-- touched, and the next, into which its shifts go.
CREATE FUNCTION ops.note_late_schedules()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	adherence_to timestamptz := now();
	shrinkage_to timestamptz := now();
	stored_to timestamptz;
	touched tstzmultirange;
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		SELECT max(bucket_end) INTO adherence_to FROM ops.agent_adherence_summary;
		shrinkage_to := (SELECT max(bucket_end) FROM ops.shrinkage_day_summary AS s);
	END IF;
	stored_to := greatest(adherence_to, shrinkage_to);
	IF TG_OP = 'INSERT' THEN
		touched := (SELECT range_agg(during) FROM rows_new WHERE lower(during) < stored_to);
	ELSIF TG_OP = 'UPDATE' THEN
		touched := (
			SELECT range_agg(during)
			FROM (SELECT during FROM rows_old UNION ALL SELECT during FROM rows_new) AS r
			WHERE lower(during) < stored_to);
	ELSIF TG_OP = 'DELETE' THEN
		touched := (SELECT range_agg(during) FROM rows_old WHERE lower(during) < stored_to);
	ELSE
		touched := (
			SELECT range_agg(tstzrange(bucket_start, bucket_end))
			FROM (
				SELECT bucket_start, bucket_end FROM ops.agent_adherence_summary
				UNION SELECT bucket_start, bucket_end FROM ops.shrinkage_day_summary AS s
			) AS s);
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT s.name, lower(t) - '25 hours'::interval, least(upper(t) + '2 days'::interval, s.stored_to)
	FROM unnest(touched) AS t, (VALUES ('agent_adherence', adherence_to), ('shrinkage_day', shrinkage_to))
		AS s (name, stored_to)
	WHERE lower(t) - '25 hours'::interval < s.stored_to;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late and SELECT on the summaries of agents to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_schedules() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on schedule';

:note_late_self_service

:note_late_attempts

:note_late_answers

:note_late_conversations

:note_late_paths

:note_late_contacts

:note_late_quality

CREATE VIEW ops.stored_figures AS
SELECT s.stored, s.from_at, s.to_at, s.intervals, r.refreshed_at,
	l.late_spans, l.late_from, l.late_to, l.late_since,
	g.gone_days, g.gone_from, g.gone_to, g.gone_since
FROM (
	SELECT 'queue_interval'::text AS stored, min(bucket_start) AS from_at, max(bucket_end) AS to_at,
		count(DISTINCT bucket_start) AS intervals
	FROM ops.queue_interval_summary
	UNION ALL
	SELECT 'agent_interval', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.agent_interval_summary
	UNION ALL
	SELECT 'agent_adherence', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.agent_adherence_summary
	UNION ALL
	SELECT 'shrinkage_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.shrinkage_day_summary AS s
	UNION ALL
	SELECT 'self_service_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.self_service_day_summary AS s
	UNION ALL
	SELECT 'survey_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.survey_day_summary AS s
	UNION ALL
	SELECT 'path_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start) FROM ops.path_day_summary AS s
	UNION ALL
	SELECT 'conversation_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.conversation_day_summary AS s
	UNION ALL
	SELECT 'outbound_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.outbound_day_summary AS s
	UNION ALL
	SELECT 'outbound_list_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.outbound_list_day_summary AS s
	UNION ALL
	SELECT 'unit_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start) FROM ops.unit_day_summary AS s
	UNION ALL
	SELECT 'repeat_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.repeat_day_summary AS s
	UNION ALL
	SELECT 'contact_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.contact_day_summary AS s
	UNION ALL
	SELECT 'ticket_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.ticket_day_summary AS s
	UNION ALL
	SELECT 'quality_day', min(bucket_start), max(bucket_end), count(DISTINCT bucket_start)
	FROM ops.quality_day_summary AS s
) AS s
LEFT JOIN ops.stored_refresh AS r USING (stored)
CROSS JOIN LATERAL (
	SELECT count(DISTINCT from_at) AS late_spans, min(from_at) AS late_from, max(to_at) AS late_to,
		min(noted_at) AS late_since
	FROM ops.stored_late AS l
	WHERE l.stored = s.stored
) AS l
CROSS JOIN LATERAL (
	SELECT count(*) AS gone_days, min(day) AS gone_from, max(day) AS gone_to, min(since) AS gone_since
	FROM ops.stored_gone AS g
	WHERE g.stored = s.stored
) AS g
WHERE s.intervals > 0;

COMMENT ON VIEW ops.stored_figures IS
	'what refreshes have stored, how fresh it is, which rows changed since, and of which days it is the only record';
COMMENT ON COLUMN ops.stored_figures.stored IS
	'what is stored: the view that reads it';
COMMENT ON COLUMN ops.stored_figures.from_at IS
	'start of the first stored interval';
COMMENT ON COLUMN ops.stored_figures.to_at IS
	'end of the last stored interval';
COMMENT ON COLUMN ops.stored_figures.intervals IS
	'intervals stored';
COMMENT ON COLUMN ops.stored_figures.refreshed_at IS
	'last refresh';
COMMENT ON COLUMN ops.stored_figures.late_spans IS
	'spans, quarter hours mostly, whose rows changed since they were stored: the next refresh takes them';
COMMENT ON COLUMN ops.stored_figures.late_from IS
	'start of the first such span';
COMMENT ON COLUMN ops.stored_figures.late_to IS
	'end of the last such span';
COMMENT ON COLUMN ops.stored_figures.late_since IS
	'when the first of these changes was made';
COMMENT ON COLUMN ops.stored_figures.gone_days IS
	'local days whose rows are gone: what is stored is the only record';
COMMENT ON COLUMN ops.stored_figures.gone_from IS
	'first such day';
COMMENT ON COLUMN ops.stored_figures.gone_to IS
	'last such day';
COMMENT ON COLUMN ops.stored_figures.gone_since IS
	'when a refresh first found rows gone';
