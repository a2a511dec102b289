-- What is stored of tickets says the same as their events, whatever comes, changes or goes; random tickets around a
-- clock change and now.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(32);
CALL create_reporting_model('rts');
CALL create_reporting_views('rts', zone => 'Europe/Amsterdam', day_start => '05:30', response_target => 3600);
INSERT INTO rts.business_hours (calendar_id, tz, weekday, open, close)
SELECT c, 'Europe/Amsterdam', d, '08:00', '18:00' FROM generate_series(1, 7) AS d, unnest('{c0,c1}'::text[]) AS c;
INSERT INTO rts.calendar_exception VALUES ('c0', '2024-03-31', '01:00', '04:00');
INSERT INTO rts.response_policy (queue_id, pause_status, first_reply_s, next_reply_s, resolution_s, work_s) VALUES
	('q0', '{pending}', 3600, 7200, 28800, 300), (NULL, NULL, NULL, 1800, NULL, 120);

CREATE FUNCTION pg_temp.u(key text) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT (hashtextextended(key, 7) & 1048575)::float8 / 1048576 $$;
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id,
	agent_id)
SELECT id, n, start + (sum(floor(900 * pg_temp.u(id || n || 'gap') ^ 2)) OVER (PARTITION BY id ORDER BY n))
		* interval '1 min',
	CASE WHEN n = 1 THEN 'created' WHEN e < 0.6 THEN 'comment' WHEN e < 0.7 THEN 'status' WHEN e < 0.85 THEN 'solved'
		ELSE 'reopened' END,
	CASE WHEN n = 1 OR e < 0.25 THEN 'customer' ELSE 'agent' END, pg_temp.u(id || n || 'note') < 0.9,
	(ARRAY['new', 'pending', 'open', NULL])[1 + floor(4 * pg_temp.u(id || n || 'status'))::int],
	'q' || i % 3, CASE WHEN i % 11 > 0 THEN 'c' || i % 2 END,
	CASE WHEN n > 1 AND e >= 0.25 THEN 'a' || floor(3 * pg_temp.u(id || n || 'who')) END
FROM (SELECT i, 'r' || i AS id, CASE WHEN i % 2 = 0 THEN '2024-03-29 20:00+00' ELSE now() - interval '4 days' END
		+ floor(2800 * pg_temp.u('start' || i)) * interval '1 min' AS start
	FROM generate_series(1, 120) AS i) AS t,
	generate_series(1, 9) AS n,
	LATERAL (SELECT pg_temp.u(id || n || 'event') AS e) AS x
WHERE n <= 3 + 6 * pg_temp.u(id || 'length');

-- The same rows in a schema that stores nothing.
CREATE SCHEMA rts_raw;
CREATE VIEW rts_raw.ticket_event AS SELECT * FROM rts.ticket_event;
CREATE VIEW rts_raw.business_hours AS SELECT * FROM rts.business_hours;
CREATE VIEW rts_raw.calendar_exception AS SELECT * FROM rts.calendar_exception;
CREATE VIEW rts_raw.response_policy AS SELECT * FROM rts.response_policy;
CREATE FUNCTION pg_temp.as_raw() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CALL create_reporting_views('rts_raw', zone => 'Europe/Amsterdam', day_start => '05:30', response_target => 3600);
END $$;
SELECT pg_temp.as_raw();
CREATE FUNCTION pg_temp.shown(schema text) RETURNS TABLE (view text, day date, shown jsonb) LANGUAGE plpgsql AS $$
BEGIN
	FOREACH view IN ARRAY '{response_time,reply_day,resolution_day,deferred_workload}'::text[] LOOP
		RETURN QUERY EXECUTE format('SELECT %L, (v ->> ''day'')::date, v '
			'FROM (SELECT to_jsonb(v) - ''{is_stale,queue_name,agent_name}''::text[] AS v FROM %I.%I AS v) AS v',
			view, schema, view);
	END LOOP;
END $$;
CREATE FUNCTION pg_temp.stale() RETURNS SETOF date LANGUAGE sql AS $$
	SELECT day FROM rts.response_time WHERE is_stale UNION SELECT day FROM rts.reply_day WHERE is_stale
	UNION SELECT day FROM rts.resolution_day WHERE is_stale $$;
CREATE FUNCTION pg_temp.alike(text) RETURNS text LANGUAGE sql AS $$
	SELECT bag_eq('SELECT * FROM pg_temp.shown(''rts'')', 'SELECT * FROM pg_temp.shown(''rts_raw'')', $1) $$;
-- as loads of transactions before this one are over
CREATE FUNCTION pg_temp.refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CALL refresh_ticket_summary('rts');
	UPDATE rts.stored_refresh SET again_from = (SELECT max(bucket_end) FROM rts.ticket_day_summary),
		next_from = NULL, running = NULL WHERE stored = 'ticket_day';
	DELETE FROM rts.stored_late WHERE stored = 'kpi_month';
END $$;
SELECT pg_temp.alike('before anything is stored');
SELECT pg_temp.refresh();
SELECT pg_temp.alike('stored days');
SELECT ok(count(*) FILTER (WHERE grain = 'agent') > 60 AND count(*) FILTER (WHERE grain = 'calendar') > 15
	AND count(*) FILTER (WHERE grain = 'open') > 10
	AND count(*) FILTER (WHERE grain = 'work') > 20, 'of many clocks, open and not') FROM rts.ticket_day_summary;
SELECT results_eq($$SELECT late_spans, to_at <= now() FROM rts.stored_figures WHERE stored = 'ticket_day'$$,
	'VALUES (0::bigint, true)', 'of days that are over');
SELECT is_empty('SELECT pg_temp.stale()', 'nothing is stale');
SELECT bag_eq('TABLE rts.ticket_day_summary', 'SELECT * FROM rts.ticket_day_live() WHERE bucket_end <= now()',
	'as the function has it');

-- What comes last to open tickets is seen at once, and is no change of what is stored.
CREATE TEMP VIEW open AS
SELECT o.ticket_id, max(e.event_no) AS last_no, max(e.at) AS last_at
FROM rts.ticket_day_summary AS o JOIN rts.ticket_event AS e USING (ticket_id)
WHERE o.grain = 'open' AND o.clock = 'resolution'
GROUP BY o.ticket_id
HAVING max(e.at) < (SELECT max(bucket_end) FROM rts.ticket_day_summary);
CREATE TEMP TABLE chosen AS SELECT * FROM open;
SELECT cmp_ok(count(*), '>', 5::bigint, 'tickets that are open') FROM chosen;
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id, agent_id)
SELECT c.ticket_id, last_no + 1, now() - interval '2 us', 'comment', 'agent', true, 'q1', 'c1', 'a1' FROM chosen AS c;
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, queue_id, calendar_id)
SELECT c.ticket_id, last_no + 2, now() - interval '1 us', 'solved', 'agent', 'q1', 'c1' FROM chosen AS c;
SELECT pg_temp.alike('a reply and the end of open tickets');
SELECT is_empty('SELECT pg_temp.stale()', 'make no day stale');
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT ticket_id, max(event_no) + 1, now(),
	(ARRAY['closed', 'comment', 'status'])[1 + length(ticket_id) % 3], 'customer', true, 'q1', 'c1'
FROM rts.ticket_event GROUP BY ticket_id
HAVING bool_or(event = 'solved') AND coalesce(max(at) FILTER (WHERE event IN ('solved', 'closed')), '-infinity')
	> coalesce(max(at) FILTER (WHERE event = 'reopened'), '-infinity');
SELECT pg_temp.alike('thanks and the closing of solved ones');
SELECT is(late_spans, 0::bigint, 'and none of those that stayed as they were') FROM rts.stored_figures
WHERE stored = 'ticket_day';

-- What changes clocks that are final is noted, and seen after the refresh.
CREATE FUNCTION pg_temp.changed(what text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	stale date[] := ARRAY(SELECT pg_temp.stale());
	other date[];
BEGIN
	CREATE TEMP TABLE two AS
	SELECT 1 AS n, * FROM pg_temp.shown('rts') UNION ALL SELECT 2, * FROM pg_temp.shown('rts_raw');
	other := ARRAY(SELECT DISTINCT day FROM two WHERE day IN (SELECT day FROM two WHERE n = 1)
		GROUP BY view, day, shown HAVING count(*) < 2);
	DROP TABLE two;
	RETURN NEXT ok(other <@ stale, what || ': days that differ are stale');
	PERFORM pg_temp.refresh();
	RETURN NEXT pg_temp.alike(what || ': seen after the refresh');
END $$;
CREATE TEMP VIEW final AS
SELECT ticket_id, max(event_no) AS last_no, min(at) AS first_at, max(at) AS last_at
FROM rts.ticket_event
WHERE ticket_id LIKE 'r%'
GROUP BY ticket_id
HAVING min(at) < '2024-06-01' AND NOT EXISTS (
	SELECT FROM rts.ticket_day_summary AS o WHERE o.ticket_id = ticket_event.ticket_id);
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, status, queue_id, calendar_id)
SELECT ticket_id, last_no + 1, now(), 'reopened', 'customer', 'open', 'q1', 'c1' FROM final WHERE ticket_id < 'r5';
SELECT pg_temp.changed('reopened');
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id, agent_id)
SELECT ticket_id, -i, first_at + (last_at - first_at) * i / 4, 'comment', (ARRAY['agent', 'customer', 'agent'])[i],
	true, 'q2', 'c0', CASE WHEN i <> 2 THEN 'late' END
FROM final, generate_series(1, 3) AS i;
SELECT pg_temp.changed('came late');
INSERT INTO rts.ticket_event (ticket_id, event_no, at, event, actor_kind, status, queue_id, calendar_id)
SELECT 'new' || i, 1, '2024-03-20 12:00+00'::timestamptz + i * interval '1 day', 'created', 'customer', 'new', 'q1',
	'c1'
FROM generate_series(1, 6) AS i;
SELECT pg_temp.changed('a ticket of before');
UPDATE rts.ticket_event SET at = at + interval '30 hours'
WHERE event = 'comment' AND pg_temp.u(ticket_id || event_no) < 0.2;
SELECT pg_temp.changed('moved');
DELETE FROM rts.ticket_event WHERE pg_temp.u(event_no || ticket_id) < 0.1;
SELECT pg_temp.changed('gone');
UPDATE rts.response_policy SET first_reply_s = 60 WHERE queue_id = 'q0';
SELECT pg_temp.changed('a policy');
DELETE FROM rts.business_hours WHERE calendar_id = 'c1' AND weekday = 1;
SELECT pg_temp.changed('hours');
INSERT INTO rts.calendar_exception VALUES ('c0', '2024-04-01', NULL, NULL);
SELECT pg_temp.changed('a holiday');
INSERT INTO rts.calendar_exception VALUES ('c0', (now() + interval '30 days')::date, NULL, NULL);
SELECT is_empty('SELECT pg_temp.stale()', 'a holiday to come is of open clocks alone');
SELECT pg_temp.alike('which know it');
CALL create_reporting_views('rts', response_target => 7200);
SELECT cmp_ok(count(*), '>', 10::bigint, 'another target makes them all stale') FROM pg_temp.stale();
SELECT pg_temp.refresh();
CALL create_reporting_views('rts_raw', response_target => 7200);
SELECT pg_temp.alike('until it is refreshed');
TRUNCATE rts.ticket_event;
SELECT cmp_ok(count(*), '>', 5::bigint, 'no event is left') FROM pg_temp.stale();
SELECT * FROM finish();
ROLLBACK;
