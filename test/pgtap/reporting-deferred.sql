-- Work that waits: clocks that stand still against a count of minutes; replies, resolution, backlog and calendars by
-- hand.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(22);
CALL create_reporting_model('rd');
CALL create_reporting_views('rd', zone => 'Europe/Amsterdam', response_target => 5 * 3600);
SELECT is_empty('SELECT ticket_id FROM rd.ticket_clock UNION ALL SELECT queue_id FROM rd.backlog_age UNION ALL
	SELECT queue_id FROM rd.deferred_workload UNION ALL SELECT calendar_id FROM rd.calendar_in_force',
	'nothing comes of nothing');

-- Random tickets around clock changes and holidays, nights included, of whole minutes.
INSERT INTO rd.business_hours (calendar_id, tz, weekday, open, close)
SELECT c, z, d, o, e
FROM (VALUES ('ams', 'Europe/Amsterdam', time '08:00', time '18:00'), ('nyc', 'America/New_York', '09:30', '13:00'),
	('nyc', 'America/New_York', '22:00', '03:30')) AS c (c, z, o, e), generate_series(1, 6) AS d;
INSERT INTO rd.calendar_exception VALUES ('ams', '2024-03-29', NULL, NULL), ('ams', '2024-03-31', '01:00', '04:00'),
	('nyc', '2024-11-02', '21:00', '24:00'), ('nyc', '2024-11-03', '00:30', '02:30'), ('nyc', '2024-03-08', NULL, NULL);
INSERT INTO rd.response_policy (queue_id, valid, pause_status, first_reply_s, next_reply_s, resolution_s) VALUES
	('ams', '(,2024-06-01)', '{pending,hold}', 3600, 7200, 28800),
	('ams', '[2024-06-01,)', '{pending}', NULL, 1800, 14400),
	(NULL, '(,)', '{hold}', 7200, NULL, 36000);
\set long ''
\getenv long CC_LONG
SELECT CASE WHEN :'long' = '' THEN 150 ELSE 1000 END AS tickets \gset
CREATE FUNCTION pg_temp.u(key text) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
	SELECT (hashtextextended(key, 19) & 1048575)::float8 / 1048576 $$;
INSERT INTO rd.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id,
	agent_id)
SELECT id, n, at, event, actor,
	NOT (actor = 'agent' AND pg_temp.u(id || n || 'note') < 0.2), CASE WHEN n = 1 OR pg_temp.u(id || n || 'known') < 0.9
		THEN (ARRAY['new', 'pending', 'pending', 'hold', 'pending',
			'open'])[1 + floor(6 * pg_temp.u(id || n || 'status'))::int]
		END,
	calendar, calendar, CASE WHEN actor = 'agent' THEN 'a' || floor(3 * pg_temp.u(id || n || 'who')) END
FROM (SELECT 'r' || i AS id, (ARRAY['ams', 'nyc'])[1 + i % 2] AS calendar,
		((ARRAY['2024-03-28 12:00', '2024-03-08 12:00', '2024-10-25 12:00', '2024-11-01 12:00'])[1 + i % 4]
			|| ' UTC')::timestamptz + floor(3000 * pg_temp.u('start' || i)) * interval '1 min' AS start
	FROM generate_series(1, :tickets) AS i) AS t,
	generate_series(1, 8) AS n,
	LATERAL (SELECT start + (n - 1) * interval '1 min'
		+ (SELECT sum(floor(600 * pg_temp.u(id || m || 'gap') ^ 2)) FROM generate_series(2,
			n) AS m) * interval '1 min' AS at,
		pg_temp.u(id || n || 'event') AS e) AS x (later, e),
	LATERAL (SELECT coalesce(later, start) AS at,
		CASE WHEN n = 1 THEN 'created' WHEN e < 0.6 THEN 'comment' WHEN e < 0.7 THEN 'status' WHEN e < 0.85
			THEN 'solved'
			ELSE 'reopened' END AS event,
		CASE WHEN n = 1 OR e < 0.25 THEN 'customer' ELSE 'agent' END AS actor) AS y
WHERE n <= 3 + 6 * pg_temp.u(id || 'length');

-- The clocks again, by a walk through the events of each ticket.
CREATE TABLE rd.walk (ticket_id text, clock text, started_at timestamptz, stopped_at timestamptz, ends_at timestamptz,
	still tstzmultirange, calendar text);
CREATE FUNCTION pg_temp.walk() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	e record;
	ticket text;
	calendar text;
	opened boolean;
	first_at timestamptz;
	next_at timestamptz;
	created_at timestamptz;
	resolved_at timestamptz;
	side text;
	paused_at timestamptz;
	still tstzmultirange;
	pausing boolean;
BEGIN
	FOR e IN
		SELECT * FROM rd.ticket_event WHERE ticket_id LIKE 'r%'
		UNION ALL
		SELECT 'z', 0, 'infinity', 'end', NULL, NULL, NULL, NULL, NULL, NULL
		ORDER BY ticket_id, at
	LOOP
		IF e.ticket_id IS DISTINCT FROM ticket THEN
			IF ticket IS NOT NULL THEN
				IF paused_at IS NOT NULL THEN
					still := still + tstzmultirange(tstzrange(paused_at, NULL));
				END IF;
				INSERT INTO rd.walk SELECT ticket, c, a, NULL, now(), NULL, calendar
				FROM (VALUES ('first reply', first_at), ('next reply', next_at)) AS v (c, a) WHERE a IS NOT NULL;
				INSERT INTO rd.walk VALUES (ticket, 'resolution', created_at, resolved_at, coalesce(resolved_at,
					now()), NULL,
					calendar);
				UPDATE rd.walk AS w SET still = walk.still FROM (SELECT still) AS walk WHERE ticket_id = ticket;
			END IF;
			ticket := e.ticket_id;
			calendar := e.calendar_id;
			opened := false;
			first_at := NULL;
			next_at := NULL;
			resolved_at := NULL;
			side := NULL;
			paused_at := NULL;
			still := '{}';
			created_at := e.at;
		END IF;
		CONTINUE WHEN ticket = 'z';
		IF e.event IN ('created', 'reopened') THEN
			IF NOT opened THEN
				first_at := e.at;
			END IF;
			opened := true;
			resolved_at := NULL;
			side := NULL;
		ELSIF e.event = 'solved' THEN
			INSERT INTO rd.walk SELECT ticket, c, a, NULL, e.at, NULL, calendar
			FROM (VALUES ('first reply', first_at), ('next reply', next_at)) AS v (c, a) WHERE a IS NOT NULL;
			first_at := NULL;
			next_at := NULL;
			resolved_at := coalesce(resolved_at, e.at);
			opened := false;
			side := NULL;
		ELSIF e.event = 'comment' AND e.public AND e.actor_kind = 'agent' THEN
			INSERT INTO rd.walk SELECT ticket, c, a, e.at, e.at, NULL, calendar
			FROM (VALUES ('first reply', first_at), ('next reply', next_at)) AS v (c, a) WHERE a IS NOT NULL;
			first_at := NULL;
			next_at := NULL;
			side := 'agent';
		ELSIF e.event = 'comment' AND e.public AND e.actor_kind = 'customer' THEN
			IF side = 'agent' AND opened THEN
				next_at := e.at;
			END IF;
			side := 'customer';
		END IF;
		-- hold is one of each policy but that of Amsterdam from June on, pending of Amsterdam's alone
		pausing := CASE WHEN e.status IS NOT NULL
				THEN e.status = 'pending' AND calendar = 'ams' OR e.status = 'hold'
					AND (calendar = 'nyc' OR e.at < '2024-06-01')
			WHEN e.event = 'comment' AND e.actor_kind = 'customer' THEN false END;
		IF pausing THEN
			paused_at := coalesce(paused_at, e.at);
		ELSIF NOT pausing AND paused_at IS NOT NULL THEN
			still := still + tstzmultirange(tstzrange(paused_at, e.at));
			paused_at := NULL;
		END IF;
	END LOOP;
END $$;
SELECT pg_temp.walk();
SELECT set_eq($$SELECT ticket_id, clock, started_at, stopped_at FROM rd.ticket_clock WHERE ticket_id LIKE 'r%'$$,
	'SELECT ticket_id, clock, started_at, stopped_at FROM rd.walk', 'each clock starts and stops where a walk has it');
SELECT cmp_ok(count(*), '>', :tickets::bigint, 'of which there are many') FROM rd.walk WHERE stopped_at IS NOT NULL;

-- Minutes in which a wall clock shows an hour of the calendar.
CREATE TABLE rd.minute AS
WITH shown AS (
	SELECT c.calendar, d::date + h.open + m * interval '1 min' AS local
	FROM (VALUES ('ams'), ('nyc')) AS c (calendar),
		(VALUES ('2024-03-05'::timestamp), ('2024-03-26'), ('2024-10-22')) AS s (start),
		generate_series(start, start + interval '16 days', '1 day') AS d,
		LATERAL (
			SELECT open, close
			FROM rd.business_hours AS w
			WHERE w.calendar_id = c.calendar AND weekday = extract(isodow FROM d)
				AND NOT EXISTS (SELECT FROM rd.calendar_exception AS e WHERE e.calendar_id = c.calendar
					AND e.day = d::date)
			UNION ALL
			SELECT open, close FROM rd.calendar_exception AS e
			WHERE e.calendar_id = c.calendar AND e.day = d::date AND open IS NOT NULL
		) AS h,
		generate_series(0, (1439 + extract(epoch FROM close - open)::int / 60) % 1440) AS m
)
SELECT c.calendar, m.at
FROM (VALUES ('ams', 'Europe/Amsterdam'), ('nyc', 'America/New_York')) AS c (calendar, tz),
	(VALUES ('2024-03-06'::timestamptz), ('2024-03-27'), ('2024-10-23')) AS s (start),
	generate_series(start, start + interval '14 days', '1 min') AS m (at)
WHERE (c.calendar, m.at AT TIME ZONE c.tz) IN (SELECT calendar, local FROM shown);
CREATE INDEX ON rd.minute (calendar, at);
ANALYZE rd.minute;
CREATE TEMP TABLE counted AS
SELECT c.*, w.ends_at, m.*
FROM rd.ticket_clock AS c
JOIN rd.walk AS w USING (ticket_id, clock, started_at)
CROSS JOIN LATERAL (
	SELECT 60 * count(*) FILTER (WHERE NOT still) AS run, 60 * count(*) FILTER (WHERE still) AS stood,
		min(at) FILTER (WHERE NOT still AND n * 60 = c.target_s) + interval '1 min' AS due
	FROM (
		SELECT at, still, count(*) FILTER (WHERE NOT still) OVER (ORDER BY at) AS n
		FROM (
			SELECT at, at <@ w.still AS still
			FROM rd.minute AS m
			WHERE m.calendar = w.calendar AND m.at >= w.started_at AND m.at < w.ends_at
		) AS m
	) AS m
) AS m
WHERE w.ends_at < now();
SELECT is_empty('SELECT ticket_id, clock, started_at, clock_s, run FROM counted WHERE clock_s IS DISTINCT FROM run',
	'clocks as a count of minutes has them');
SELECT is_empty('SELECT ticket_id, clock, paused_s, stood FROM counted WHERE paused_s IS DISTINCT FROM stood',
	'and what they stood still');
SELECT is_empty($$
	SELECT ticket_id, clock, due_at, due FROM counted WHERE status = 'missed' AND due_at IS DISTINCT FROM due$$,
	'deadlines that were missed');
SELECT ok(count(*) FILTER (WHERE paused_s > 0) > 40 AND count(*) FILTER (WHERE status = 'missed' AND paused_s > 0) > 5,
	'of many that stood still') FROM counted;
SELECT is_empty($$SELECT ticket_id, clock FROM counted
	WHERE status = 'met' AND due_at < ends_at AND clock_s < target_s OR status = 'missed' AND due_at >= ends_at
		OR status IN ('met', 'missed') AND due_at IS NULL$$,
	'met before they were due, or as no open second went by since; missed after');

-- By hand: asked, answered, reopened; one that waits for the customer now, one whose deadline is to come.
INSERT INTO rd.business_hours (calendar_id, tz, weekday, open, close)
SELECT 'all', 'UTC', d, '00:00', '24:00' FROM generate_series(1, 7) AS d;
INSERT INTO rd.response_policy (queue_id, pause_status, first_reply_s, next_reply_s, resolution_s, work_s) VALUES
	('mail', '{pending}', 7200, 3600, 86400, 900);
INSERT INTO rd.ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id,
	agent_id)
SELECT t, n, coalesce(base, '2024-05-06 12:00+02') + h * interval '1 hour', e, a, true, s, 'mail', 'all',
	CASE a WHEN 'agent' THEN w END
FROM (VALUES
	('t1', 1, 0, 'created', 'customer', 'new', NULL, NULL::timestamptz),
	('t1', 2, 1, 'comment', 'agent', 'pending', 'ann', NULL),
	('t1', 3, 5, 'comment', 'customer', 'open', NULL, NULL),
	('t1', 4, 6, 'comment', 'customer', NULL, NULL, NULL),
	('t1', 5, 7, 'comment', 'agent', NULL, 'bob', NULL),
	('t1', 6, 8, 'solved', 'agent', 'solved', 'bob', NULL),
	('t1', 7, 20, 'reopened', 'customer', 'open', NULL, NULL),
	('t1', 8, 21, 'comment', 'agent', 'open', 'ann', NULL),
	('t1', 9, 22, 'solved', 'agent', 'solved', 'ann', NULL),
	('t1', 10, 30, 'closed', 'system', 'closed', NULL, NULL),
	('t2', 1, 0, 'created', 'customer', 'new', NULL, NULL),
	('t2', 2, 1, 'comment', 'agent', 'solved', 'bob', NULL),
	('t2', 3, 1, 'solved', 'agent', 'solved', 'bob', NULL),
	('t3', 1, -3, 'created', 'customer', 'new', NULL, now()),
	('t3', 2, -2, 'status', 'agent', 'pending', 'ann', now()),
	('t4', 1, -1, 'created', 'customer', 'new', NULL, now())) AS v (t, n, h, e, a, s, w, base);
SELECT results_eq($$
	SELECT ticket_id, clock, clock_s / 3600, paused_s / 3600, agent_id, status,
		extract(epoch FROM due_at - started_at)::float8 / 3600
	FROM rd.ticket_clock WHERE ticket_id LIKE 't%' ORDER BY ticket_id, started_at, clock$$,
	$$VALUES
		('t1'::text, 'first reply'::text, 1::float8, 0::float8, 'ann'::text, 'met'::text, 2::float8),
		('t1', 'resolution', 18, 4, NULL, 'met', 28),
		('t1', 'next reply', 2, 0, 'bob', 'missed', 1),
		('t1', 'first reply', 1, 0, 'ann', 'met', 2),
		('t2', 'first reply', 1, 0, 'bob', 'met', 2),
		('t2', 'resolution', 1, 0, NULL, 'met', 24),
		('t3', 'first reply', 1, 2, NULL, 'paused', NULL),
		('t3', 'resolution', 1, 2, NULL, 'paused', NULL),
		('t4', 'first reply', 1, 0, NULL, 'not due', 2),
		('t4', 'resolution', 1, 0, NULL, 'not due', 24)$$, 'clocks, and when they are due');
SELECT results_eq($$SELECT ticket_id, status, open_s, due_at > now() FROM rd.ticket_response
	WHERE ticket_id IN ('t3', 't4') ORDER BY 1$$,
	$$VALUES ('t3'::text, 'paused'::text, 3600::float8, NULL::boolean), ('t4', 'not due', 3600, true)$$,
	'an alert can be raised before it is late');
SELECT results_eq($$
	SELECT tickets, resolved, clock_s, mean_resolution, paused_s, met, once_resolved, reopened, reopen_rate, replied_to,
		one_touch, one_touch_rate
	FROM rd.resolution_day WHERE queue_id = 'mail' AND day = '2024-05-06'$$,
	$$VALUES (2::bigint, 2::bigint, 68400::float8, 34200::float8, 14400::float8, 2::bigint, 2::bigint, 1::bigint,
		0.5::float8, 2::bigint, 1::bigint, 0.5::float8)$$, 'resolution, reopened, one touch');
SELECT results_eq($$
	SELECT clock, agent_id, clocks, replied, clock_s, mean_reply, met, missed, reply_service_level
	FROM rd.reply_day WHERE queue_id = 'mail' AND day = '2024-05-06' ORDER BY 1, 2$$,
	$$VALUES ('first reply'::text, 'ann'::text, 1::bigint, 1::bigint, 3600::float8, 3600::float8, 1::bigint, 0::bigint,
			1::float8),
		('first reply', 'bob', 1, 1, 3600, 3600, 1, 0, 1),
		('next reply', 'bob', 1, 1, 7200, 7200, 0, 1, 0)$$, 'replies, by agent');
SELECT results_eq($$SELECT kpi, numerator, denominator FROM rd.kpi_month
	WHERE month = '2024-05-01' AND kpi IN ('next_reply', 'resolution_time', 'reopen_rate',
		'one_touch_rate') ORDER BY 1$$,
	$$VALUES ('next_reply'::text, 7200::float8, 1::float8), ('one_touch_rate', 1, 2), ('reopen_rate', 1, 2),
		('resolution_time', 68400, 2)$$, 'KPIs');
SELECT set_eq($$SELECT kpi, sum(numerator) AS numerator, sum(denominator) AS denominator FROM rd.kpi_day
		WHERE day >= '2024-05-01' AND day < '2024-06-01' AND kpi ~ '^(next_reply|reso|reop|one)' GROUP BY kpi$$,
	$$SELECT kpi, numerator, denominator FROM rd.kpi_month WHERE month = '2024-05-01'
		AND kpi ~ '^(next_reply|reso|reop|one)'$$,
	'and those of its days');
CREATE FUNCTION pg_temp.plan() RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	plan jsonb;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) SELECT * FROM rd.kpi_day WHERE kpi = ''asa''' INTO plan;
	RETURN plan;
END $$;
SELECT is(jsonb_path_query_array(pg_temp.plan(), '$.**."Relation Name"') @> '["ticket_event"]', false,
	'who asks for others reads no ticket');
-- 15 minutes each at 12:00 (two), 17:00 and 08:00; the least that is never more than an hour behind: 30 min in 1 + 2.
SELECT results_eq($$SELECT week, replies, work_s, target_s, open_s, agents_mean, round(agents_by_deadline::numeric, 6),
		agents_at_once
	FROM rd.deferred_workload WHERE queue_id = 'mail' AND week = '2024-05-06'$$,
	$$VALUES ('2024-05-06'::date, 4::bigint, 3600::float8, 3600::float8, 604800::float8, 3600 / 604800::float8,
		round(1 / 3.0, 6), 1::float8)$$, 'work over time');

-- Bands of age; none, one, open and at the very bounds.
INSERT INTO rd.ticket_event (ticket_id, event_no, at, event, queue_id)
SELECT 'b' || n, 1, '2024-07-11 00:00+02'::timestamptz - age::interval, 'created', 'bands'
FROM unnest('{1 h,4 h,24 h,72 h,7 days,30 days,3:59:59.9}'::text[]) WITH ORDINALITY AS a (age, n);
INSERT INTO rd.ticket_event (ticket_id, event_no, at, event, queue_id)
SELECT 'b' || n, 2, '2024-07-11 00:00+02', 'closed', 'bands' FROM generate_series(1, 7) AS n WHERE n <> 6;
SELECT results_eq($$SELECT day, band_no, open_tickets, open_in_queue, band_share FROM rd.backlog_age
	WHERE queue_id = 'bands' AND day IN ('2024-07-10', '2024-07-11') ORDER BY 1, 2$$,
	$$VALUES ('2024-07-10'::date, 1, 2::bigint, 7::bigint, 2 / 7::float8), ('2024-07-10', 2, 1, 7, 1 / 7::float8),
		('2024-07-10', 3, 1, 7, 1 / 7::float8), ('2024-07-10', 4, 1, 7, 1 / 7::float8),
		('2024-07-10', 5, 1, 7, 1 / 7::float8), ('2024-07-10', 6, 1, 7, 1 / 7::float8),
		('2024-07-11', 1, 0, 1, 0), ('2024-07-11', 2, 0, 1, 0), ('2024-07-11', 3, 0, 1, 0), ('2024-07-11', 4, 0, 1, 0),
		('2024-07-11', 5, 0, 1, 0), ('2024-07-11', 6, 1, 1, 1)$$, 'bands of age, empty ones as well');
SELECT results_eq($$SELECT day, sum(open_tickets) FROM rd.backlog_age WHERE queue_id <> 'bands' GROUP BY 1 ORDER BY 1$$,
	$$SELECT day, sum(open_tickets) FROM rd.backlog WHERE queue_id <> 'bands' GROUP BY 1 ORDER BY 1$$,
	'which add up to the backlog');

INSERT INTO rd.business_hours VALUES ('turn', 'UTC', 1, '09:00', '12:00', '(,2024-06-01)'),
	('turn', 'UTC', 1, '13:00', '17:00', '(,2024-06-01)'), ('turn', 'UTC', 2, '09:00', '17:00', '(,)'),
	('turn', 'UTC', 1, '10:00', '16:00', '[2024-06-01,2024-07-01)');
INSERT INTO rd.calendar_exception VALUES ('turn', '2024-06-03', NULL, NULL), ('turn', '2024-06-04', '09:00', '10:00');
SELECT results_eq($$SELECT kind, from_day, to_day, zone, hours_text FROM rd.calendar_in_force WHERE calendar_id = 'turn'
	ORDER BY kind DESC, from_day NULLS FIRST$$,
	$$VALUES ('week'::text, NULL::date, '2024-05-31'::date, 'UTC'::text,
		'Mo 09:00:00-12:00:00,13:00:00-17:00:00; Tu 09:00:00-17:00:00'::text),
		('week', '2024-06-01', '2024-06-30', 'UTC', 'Mo 10:00:00-16:00:00; Tu 09:00:00-17:00:00'),
		('week', '2024-07-01', NULL, 'UTC', 'Tu 09:00:00-17:00:00'),
		('exception', '2024-06-03', '2024-06-03', NULL, 'off'),
		('exception', '2024-06-04', '2024-06-04', NULL, '09:00:00-10:00:00')$$, 'which hours were in force when');

-- Without a policy no clock stands still; one with a problem is none.
CREATE TEMP TABLE before AS SELECT ticket_id, started_at, status, clock_s FROM rd.ticket_clock
	WHERE clock = 'first reply' AND stopped_at IS NOT NULL AND ticket_id LIKE 't%';
ALTER TABLE rd.response_policy DROP CONSTRAINT response_policy_first_reply_s_check;
INSERT INTO rd.response_policy (queue_id, valid, first_reply_s) VALUES ('mail', '[2024-05-01,)', 'NaN'),
	('mail', '[2024-05-02,)', -1), ('mail', 'empty', 1);
SELECT set_eq($$SELECT ticket_id, started_at, status, clock_s FROM rd.ticket_clock
	WHERE clock = 'first reply' AND stopped_at IS NOT NULL AND ticket_id LIKE 't%'$$, 'TABLE before',
	'a policy with a problem is none');
SELECT results_eq($$SELECT problem, rows_affected FROM rd.data_quality WHERE subject = 'response_policy'
	AND rows_affected > 0 ORDER BY 1$$, $$VALUES ('no days'::text, 1::bigint), ('no usable number of seconds', 2)$$,
	'and is counted');
DELETE FROM rd.response_policy;
SELECT results_eq($$SELECT clock, clock_s / 3600, paused_s, target_s, status FROM rd.ticket_clock
	WHERE ticket_id = 't1' ORDER BY started_at, clock$$,
	$$VALUES ('first reply'::text, 1::float8, 0::float8, 18000::float8, 'met'::text),
		('resolution', 22, 0, NULL, NULL), ('next reply', 2, 0, NULL, NULL), ('first reply', 1, 0, 18000, 'met')$$,
	'without a policy no clock stands still, and the first reply alone has a target');
SELECT * FROM finish();
ROLLBACK;
