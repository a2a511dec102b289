-- The functions of the triggers that note what changes stored days of tickets.
--
-- when  ticket_day_summary

-- An event can change clocks that start with it or later, those that run when it comes, and the resolution of its
-- ticket.  Of these, clocks that were open are open in what is stored as well, and computed: what comes last to a
-- ticket, as nearly all events do, is no change of what is stored, but for its reopening, and a reply to what is
-- resolved.
CREATE FUNCTION ops.note_late_tickets()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	stored_to timestamptz := now();
	ids text[];
	numbers integer[];
	ats timestamptz[];
	acts text[];
	signs integer[];
BEGIN
	IF current_setting('transaction_isolation') = 'read committed' THEN
		SELECT bucket_end INTO stored_to FROM ops.ticket_day_summary AS s ORDER BY bucket_start DESC LIMIT 1;
	END IF;
	IF stored_to IS NULL THEN
		RETURN NULL;
	ELSIF TG_OP = 'INSERT' THEN
		SELECT array_agg(ticket_id), array_agg(event_no), array_agg(at),
			array_agg(CASE WHEN event <> 'comment' THEN event WHEN public THEN actor_kind END), array_agg(1)
		INTO ids, numbers, ats, acts, signs
		FROM rows_new;
	ELSIF TG_OP = 'UPDATE' THEN
		SELECT array_agg(ticket_id), array_agg(event_no), array_agg(at),
			array_agg(CASE WHEN event <> 'comment' THEN event WHEN public THEN actor_kind END), array_agg(sign)
		INTO ids, numbers, ats, acts, signs
		FROM (
			SELECT ticket_id, event_no, at, event, public, actor_kind, -1 AS sign FROM rows_old
			UNION ALL
			SELECT ticket_id, event_no, at, event, public, actor_kind, 1 FROM rows_new
		) AS r;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT array_agg(ticket_id), array_agg(event_no), array_agg(at),
			array_agg(CASE WHEN event <> 'comment' THEN event WHEN public THEN actor_kind END), array_agg(-1)
		INTO ids, numbers, ats, acts, signs
		FROM rows_old;
	ELSE
		INSERT INTO ops.stored_late (stored, from_at, to_at)
		SELECT DISTINCT 'ticket_day', bucket_start, bucket_end FROM ops.ticket_day_summary AS s;
		RETURN NULL;
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT 'ticket_day', min(t.at), max(t.at) + '1 microsecond'::interval
	FROM (
		SELECT e.at
		FROM (
			SELECT ticket_id, min(at) AS first_at, (array_agg(event_no ORDER BY at, event_no))[1] AS first_no,
				coalesce(sum(sign) FILTER (WHERE act IN ('agent', 'solved', 'closed')), 0) AS stops,
				coalesce(sum(sign) FILTER (WHERE act IN ('reopened', 'solved', 'closed')), 0) AS turns,
				coalesce(bool_or(act IN ('created', 'reopened', 'agent')), false) AS matters
			FROM unnest(ids, numbers, ats, acts, signs) AS c (ticket_id, event_no, at, act, sign)
			WHERE at BETWEEN '1900-01-01 00:00+00' AND '9999-12-31 00:00+00'
			GROUP BY ticket_id
		) AS c
		CROSS JOIN LATERAL (
			-- as it was before: without what came, with what went
			SELECT count(*) FILTER (WHERE is_stop
					AND (at > first_at OR at = first_at AND (is_end OR event_no >= first_no))) > stops AS stopped_later,
				count(*) FILTER (WHERE (is_end OR event = 'reopened') AND at >= first_at) > turns AS turned_later,
				max(at) FILTER (WHERE is_stop AND at < first_at) AS last_stop,
				max(at) FILTER (WHERE is_end AND at < first_at) AS last_end,
				max(at) FILTER (WHERE event = 'reopened' AND at < first_at) AS last_reopened
			FROM (
				SELECT at, event_no, event,
					event IN ('solved', 'closed') AS is_end,
					event IN ('solved', 'closed') OR event = 'comment' AND actor_kind = 'agent' AND public AS is_stop
				FROM ops.ticket_event AS e
				WHERE e.ticket_id = c.ticket_id
			) AS e
		) AS s
		CROSS JOIN LATERAL (
			SELECT turned_later OR matters AND last_end >= coalesce(last_reopened, '-infinity') AS ended
		) AS x
		JOIN ops.ticket_event AS e ON e.ticket_id = c.ticket_id
		WHERE (c.first_at < stored_to OR s.stopped_later OR x.ended)
			AND e.at BETWEEN '1900-01-01 00:00+00' AND stored_to
			AND (e.event IN ('created', 'reopened') OR e.event = 'comment' AND e.actor_kind = 'customer' AND e.public)
			AND (e.at >= c.first_at OR x.ended AND e.event = 'created'
				OR s.stopped_later AND e.at >= coalesce(s.last_stop, '-infinity'))
		UNION ALL
		SELECT at
		FROM unnest(ats, acts, signs) AS c (at, act, sign)
		WHERE sign < 0 AND act IN ('created', 'reopened', 'customer')
			AND at BETWEEN '1900-01-01 00:00+00' AND stored_to
	) AS t, ops.reporting_settings AS s
	WHERE t.at < stored_to
	GROUP BY (t.at AT TIME ZONE s.zone - s.day_start::time)::date;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late, SELECT on ticket_event, ticket_day_summary and reporting_settings '
			'to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_tickets() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on ticket_event';

-- Hours can be of every clock that runs over them, and promises of those that start from their first day on; what
-- begins after tomorrow is of open clocks alone.
CREATE FUNCTION ops.note_late_terms()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $note$
DECLARE
	first_day date := '-infinity';
BEGIN
	IF TG_OP = 'INSERT' THEN
		SELECT min(coalesce((r ->> 'day')::date, lower((r ->> 'valid')::daterange), '-infinity')) INTO first_day
		FROM (SELECT to_jsonb(n) AS r FROM rows_new AS n) AS r;
	ELSIF TG_OP = 'UPDATE' THEN
		SELECT min(coalesce((r ->> 'day')::date, lower((r ->> 'valid')::daterange), '-infinity')) INTO first_day
		FROM (SELECT to_jsonb(o) AS r FROM rows_old AS o UNION ALL SELECT to_jsonb(n) FROM rows_new AS n) AS r;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT min(coalesce((r ->> 'day')::date, lower((r ->> 'valid')::daterange), '-infinity')) INTO first_day
		FROM (SELECT to_jsonb(o) AS r FROM rows_old AS o) AS r;
	END IF;
	INSERT INTO ops.stored_late (stored, from_at, to_at)
	SELECT DISTINCT 'ticket_day', bucket_start, bucket_end
	FROM ops.ticket_day_summary AS s
	WHERE first_day < bucket_end + '2 days'::interval
		OR TG_TABLE_NAME <> 'response_policy' AND first_day < now() + '2 days'::interval;
	RETURN NULL;
EXCEPTION WHEN insufficient_privilege THEN
	RAISE NOTICE 'late rows of % are not noted: %', TG_TABLE_NAME, sqlerrm
		USING HINT = 'Grant INSERT on stored_late and SELECT on ticket_day_summary to who loads.';
	RETURN NULL;
END
$note$;

COMMENT ON FUNCTION ops.note_late_terms() IS
	'notes in stored_late which days of what is stored a statement touched; for triggers on business_hours, '
	'calendar_exception and response_policy';
