-- views over events, trunks, forecasts and tickets, against plain SQL
-- over data with visits and tickets of every kind: over several intervals, ending
-- on a boundary, still open, without a queue, of no length; and what they read.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(36);

CALL create_reporting_model('ev');
CALL create_reporting_views('ev', zone => 'Europe/Amsterdam', response_target => 3600);
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
	entered_at, queued_at, answered_at, left_at, ended_at, wrap_ended_at, outcome, is_test)
SELECT i, 1, (ARRAY['voice', 'voice', 'chat', NULL])[1 + i % 4], CASE WHEN i % 9 > 0 THEN 'q' || i % 2 END,
	CASE WHEN o = 'answered' THEN 'a' || i % 5 END, CASE WHEN i % 3 > 0 THEN q - w / 2 END, q,
	CASE WHEN o = 'answered' THEN q + w END,
	CASE WHEN o NOT IN ('open', 'blocked') AND i % 10 < 8 OR o IN ('abandoned', 'flowed_out') THEN q + w END,
	CASE WHEN o = 'answered' THEN q + w + h END, CASE WHEN o = 'answered' AND i % 2 = 0 THEN q + w + h + w END,
	nullif(o, 'open'), i % 97 = 0
FROM (SELECT i, (ARRAY['answered', 'answered', 'answered', 'abandoned', 'flowed_out', 'blocked'])[1 + i % 6] AS o,
		'2024-10-26 20:00+00'::timestamptz + CASE WHEN i % 5 = 0 THEN i / 40 * interval '30 min'
			ELSE i * 7919 % 86400 * interval '1.000001 s' END AS q,
		(ARRAY['0 s', '40 s', '15 min', '30 min', '11.5 s', '3 h'])[1 + i / 6 % 6]::interval AS w,
		(ARRAY['5 min', '0 s', '1 h', '30 min', '200.25 s'])[1 + i / 3 % 5]::interval AS h
	FROM generate_series(1, 1200) AS i) g;
-- the last event of all, on a boundary
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, ended_at, outcome) VALUES
	('last', 1, 'voice', 'q0', 'a', '2024-10-28 20:10+00', '2024-10-28 20:10+00', '2024-10-28 20:10+00',
		'2024-10-28 23:00+00', 'answered');
ANALYZE ev.queue_visit;

-- The same by every visit against every interval of UTC, which Amsterdam shares.
CREATE TEMP TABLE half_hour AS
SELECT b AS bucket_start, b + interval '30 min' AS bucket_end
FROM (SELECT generate_series('2024-10-26 12:00+00'::timestamptz, '2024-10-29 12:00+00', '30 min')
	UNION ALL SELECT generate_series(date_trunc('hour', now() - interval '3 hours', 'UTC'), now(), '30 min')) AS g (b);
CREATE TEMP VIEW visit AS
SELECT *, coalesce(answered_at, left_at, now()) AS waited,
	CASE WHEN outcome = 'answered' THEN coalesce(wrap_ended_at, ended_at, now()) END AS done,
	coalesce(wrap_ended_at, ended_at) AS over
FROM ev.queue_visit WHERE outcome IS DISTINCT FROM 'blocked' AND NOT is_test;
CREATE TEMP VIEW events AS
SELECT *, local_start::date AS day, NULL::text AS queue_name
FROM (SELECT queue_id, media, bucket_start, bucket_end, bucket_start AT TIME ZONE 'Europe/Amsterdam' AS local_start,
		count(*) FILTER (WHERE queued_at >= bucket_start AND queued_at < bucket_end) AS offered,
		count(*) FILTER (WHERE answered_at >= bucket_start AND answered_at < bucket_end) AS answered,
		count(*) FILTER (WHERE outcome = 'abandoned' AND left_at >= bucket_start AND left_at < bucket_end) AS abandoned,
		count(*) FILTER (WHERE outcome = 'answered' AND over >= bucket_start AND over < bucket_end) AS ended,
		coalesce(sum(extract(epoch FROM over - answered_at))
			FILTER (WHERE outcome = 'answered' AND over >= bucket_start AND over < bucket_end), 0)::float8
			AS ended_handle_s,
		coalesce(sum(extract(epoch FROM least(waited, bucket_end) - greatest(queued_at, bucket_start)))
			FILTER (WHERE waited > bucket_start AND queued_at < bucket_end), 0)::float8 AS wait_s,
		coalesce(sum(extract(epoch FROM least(done, bucket_end) - greatest(answered_at, bucket_start)))
			FILTER (WHERE done > bucket_start AND answered_at < bucket_end), 0)::float8 AS handle_s
	FROM half_hour, visit GROUP BY queue_id, media, bucket_start, bucket_end) x
WHERE offered + answered + abandoned + ended > 0 OR wait_s + handle_s > 0;
CREATE TEMP VIEW trunks AS
SELECT bucket_start, bucket_end, count(*) AS calls,
	sum(extract(epoch FROM least(until, bucket_end) - greatest(since, bucket_start)))::float8 / 1800 AS load_erlang,
	max((SELECT count(*) FROM visit o
		WHERE o.media = 'voice' AND coalesce(o.entered_at, o.queued_at) <= greatest(since, bucket_start)
			AND coalesce(o.ended_at, o.left_at, now()) > greatest(since, bucket_start))) AS peak_calls
FROM half_hour,
	(SELECT coalesce(entered_at, queued_at) AS since, coalesce(ended_at, left_at, now()) AS until
		FROM visit WHERE media = 'voice') v
WHERE since < until AND since < bucket_end AND until > bucket_start GROUP BY bucket_start, bucket_end;
SELECT cmp_ok(count(*), '>', 300::bigint, 'events in many intervals') FROM events;
SELECT set_eq('TABLE ev.queue_event_interval', 'TABLE events', 'each event in its own interval, as plain SQL has it');
SELECT set_eq('SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang FROM ev.trunk_interval',
	'SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang FROM trunks', 'simultaneous calls too');
SELECT is_empty('SELECT 1 FROM ev.trunk_interval WHERE lines_for_1_percent <> erlang_b_lines(load_erlang, 0.01)',
	'and the lines for their load');
SELECT set_eq($$
	SELECT * FROM ev.queue_event_interval
	WHERE local_start >= '2024-10-27 01:00' AND local_start < '2024-10-27 04:00'$$,
	$$SELECT * FROM events WHERE bucket_start >= '2024-10-26 23:00+00' AND bucket_start < '2024-10-27 03:00+00'$$,
	'a filter finds what reaches into it, in the hour that comes twice too');
SELECT set_eq($$SELECT * FROM ev.queue_event_interval WHERE bucket_start = '2024-10-27 08:00+00'$$,
	$$SELECT * FROM events WHERE bucket_start = '2024-10-27 08:00+00'$$, 'one interval');

-- Over views of one's own there is no index of ours: each visit is split.
CREATE SCHEMA mapped;
CREATE VIEW mapped.queue_visit AS
SELECT * FROM ev.queue_visit
UNION ALL SELECT 'skew' || contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason,
	entered_at, queued_at, answered_at, queued_at - interval '1 s', ended_at, wrap_ended_at, ring_s, talk_s, hold_s,
	acw_s, outcome, abandon_stage, transfer_in, transfer_out, origin_contact_id, sl_threshold_s, source,
	source_updated_at, is_test, flow_out_reason, ended_by, holds
FROM ev.queue_visit;
CALL create_reporting_views('mapped', zone => 'Europe/Amsterdam');
SELECT set_eq('TABLE mapped.queue_event_interval', 'TABLE events', 'events over a view, with rows that are rejected');
SELECT set_eq('SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang FROM mapped.trunk_interval',
	'SELECT bucket_start, bucket_end, calls, peak_calls, load_erlang FROM trunks', 'calls over a view');
-- Rows that are rejected may be in a table too.
DROP SCHEMA mapped CASCADE;
CREATE SCHEMA mapped;
CREATE TABLE mapped.queue_visit (LIKE ev.queue_visit INCLUDING DEFAULTS);
CALL create_reporting_views('mapped', zone => 'Europe/Amsterdam');
SELECT is(to_regclass('mapped.queue_visit_event_span'), NULL,
	'no index of ours where there is none on the entry into the queue');
CREATE INDEX ON mapped.queue_visit (queued_at);
INSERT INTO mapped.queue_visit SELECT * FROM ev.queue_visit;
INSERT INTO mapped.queue_visit (contact_id, visit_no, media, queue_id,
		queued_at, answered_at, left_at, ended_at, outcome) VALUES
	('backwards', 1, 'voice', 'q0', '2024-10-27 10:00+00', '2024-10-27 09:00+00', '2024-10-27 09:00+00',
		'2024-10-27 08:00+00', 'answered'),
	('endless', 1, 'voice', 'q0', '2024-10-26 10:00+00', NULL, NULL, NULL, 'abandoned');
CALL create_reporting_views('mapped', zone => 'Europe/Amsterdam');
SELECT set_eq('TABLE mapped.queue_event_interval', 'TABLE events', 'over a table without checks as well');
SELECT isnt(to_regclass('mapped.queue_visit_event_span'), NULL, 'which has the index now');
CREATE TABLE mapped.survey_response (response_id text, contact_at date);
CREATE TABLE mapped.contact AS
SELECT '1'::text AS contact_id, 'k'::text AS customer_key, 'voice'::text AS media, 'inbound'::text AS direction,
	'2024-10-27 10:00+00'::timestamptz AS started_at, '2024-10-27 09:00+00'::timestamptz AS ended_at,
	'q1'::text AS first_queue_id, NULL::text AS reason, true AS resolved, NULL::numeric AS revenue,
	NULL::text AS currency;
SELECT lives_ok($$CALL create_reporting_views('mapped', zone => 'Asia/Kolkata', interval_width => '1 hour')$$,
	'a table for which an index cannot be made is none the less read');
SELECT is(obj_description('mapped.queue_visit_event_span'::regclass, 'pg_class'),
	'across the intervals of 01:00:00 in Asia/Kolkata from 00:00:00', 'the index follows the intervals');
SELECT is(sum(offered), (SELECT sum(offered) FROM events), 'and so do the events') FROM mapped.queue_event_interval;
SELECT results_eq('SELECT record, (SELECT count(*) FROM mapped.repeat_contact) FROM mapped.rejected_record',
	$$VALUES ('1'::text, 0::bigint)$$, 'a contact that ended before it began is rejected');

-- Waiting and talking until now.
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id, agent_id,
		queued_at, answered_at, left_at, outcome) VALUES
	('waits', 1, 'voice', 'now', NULL, now() - interval '70 min', NULL, NULL, NULL),
	('talks', 1, 'voice', 'now', 'a', now() - interval '70 min', now() - interval '60 min',
		now() - interval '60 min', 'answered'),
	('blocked', 1, 'voice', 'now', NULL, now() - interval '3 days', NULL, NULL, 'blocked');
SELECT set_eq($$SELECT * FROM ev.queue_event_interval WHERE bucket_start > '2026-01-01'$$,
	$$SELECT * FROM events WHERE bucket_start > '2026-01-01'$$,
	'what is still going on is in every interval until now');
SELECT set_eq($$SELECT bucket_start, calls, load_erlang FROM ev.trunk_interval WHERE bucket_start > '2026-01-01'$$,
	$$SELECT bucket_start, calls, load_erlang FROM trunks WHERE bucket_start > '2026-01-01'$$, 'on the trunks too');

-- Forecasts: the same before the roll-up, with part of it, and after it.
INSERT INTO ev.forecast (queue_id, media, interval_start, interval_len, made_at, volume, aht_s)
SELECT 'q' || i / 3 % 3, (ARRAY['voice', 'chat'])[1 + i % 2],
	'2024-10-26 20:00+00'::timestamptz + i % 500 * interval '30 min',
	(ARRAY['30 min', '30 min', '1 h'])[1 + i % 3]::interval, '2024-10-20', i % 7, 200
FROM generate_series(1, 900) i
ON CONFLICT DO NOTHING;
INSERT INTO ev.forecast (queue_id, interval_start, interval_len, made_at, volume) VALUES
	('q0', date_trunc('hour', now(), 'UTC') + interval '1 day', '30 min', now(), 5);
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT 'next ' || i, 1, 'voice', 'q0', '2024-11-02 20:00+00'::timestamptz + i * interval '7 min',
	'2024-11-02 20:00+00'::timestamptz + i * interval '7 min', CASE WHEN i % 9 > 0 THEN 'abandoned' END
FROM generate_series(1, 300) i;
CREATE TEMP TABLE came AS
SELECT queue_id, media, queued_at, outcome IS DISTINCT FROM 'blocked' AS offered FROM ev.queue_visit WHERE NOT is_test;
CREATE TEMP TABLE unrolled AS SELECT * FROM ev.forecast_error;
SELECT set_eq('SELECT queue_id, media, interval_start, interval_end, actual, naive FROM unrolled', $$
	SELECT queue_id, media, interval_start, interval_start + interval_len AS interval_end,
		CASE WHEN interval_len = '30 min' AND interval_start + interval_len <= (SELECT max(queued_at) FROM came)
			THEN (SELECT count(*) FROM came c
				WHERE offered AND c.queue_id = f.queue_id AND c.media = f.media
					AND queued_at >= interval_start AND queued_at < interval_start + interval_len)::float8
			END AS actual,
		CASE WHEN interval_len = '30 min' AND week_before + interval '30 min' <= (SELECT max(queued_at) FROM came)
				AND EXISTS (SELECT FROM came c WHERE (queued_at AT TIME ZONE 'Europe/Amsterdam')::date
					= (week_before AT TIME ZONE 'Europe/Amsterdam')::date)
			THEN (SELECT count(*) FROM came c
				WHERE offered AND c.queue_id = f.queue_id AND c.media = f.media
					AND queued_at >= week_before AND queued_at < week_before + interval '30 min')::float8
			END AS naive
	FROM ev.forecast f, LATERAL (SELECT (interval_start AT TIME ZONE 'Europe/Amsterdam' - interval '7 days')
		AT TIME ZONE 'Europe/Amsterdam' AS week_before) AS w$$,
	'what came, and what had come a week before');
SELECT results_eq($$
	SELECT queue_id, media, lead_days, month, n, n_missing, n_skipped, n_scaled, sum_actual, sum_error,
		sum_absolute_error, sum_absolute_error_scaled, sum_naive_error
	FROM ev.forecast_accuracy ORDER BY 1, 2, 3, 4$$, $$
	SELECT queue_id, media, lead_days, date_trunc('month', interval_start AT TIME ZONE 'Europe/Amsterdam')::date,
		count(actual), count(*) FILTER (WHERE actual IS NULL), count(*) FILTER (WHERE actual = 0),
		count(*) FILTER (WHERE actual >= 0 AND naive >= 0), sum(actual), sum(forecast - actual),
		sum(abs(forecast - actual)), sum(abs(forecast - actual)) FILTER (WHERE naive >= 0), sum(abs(actual - naive))
	FROM unrolled GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4$$,
	'accuracy adds up errors');
CALL refresh_queue_summary('ev', '2024-10-27 03:05+00', '2024-10-28 00:00+00');
SELECT set_eq('TABLE ev.forecast_error', 'TABLE unrolled', 'the same where some of it is rolled up');
CALL refresh_queue_summary('ev');
SELECT set_eq('TABLE ev.forecast_error', 'TABLE unrolled', 'and where all is');
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id, queued_at) VALUES
	('late', 1, 'voice', 'q0', '2024-10-26 23:05+00');
SELECT is(e.actual, before.actual + 1, 'and what is still open beside it')
FROM ev.forecast_error e JOIN unrolled before USING (queue_id, media, interval_start, interval_end)
WHERE queue_id = 'q0' AND media = 'voice' AND interval_start = '2024-10-26 23:00+00';

-- Backlog: every ticket on every day from its opening until it is closed.
INSERT INTO ev.ticket_event (ticket_id, event_no, at, event, queue_id)
SELECT i, n,
	'2024-10-20 22:00+00'::timestamptz + i * interval '71 min'
		+ CASE WHEN i % 4 = 0 THEN n / 2 * interval '1 day' - i * interval '71 min'
			ELSE n * n * i % 50 * interval '83 min' END,
	(ARRAY['created', 'comment', 'solved', 'reopened', 'closed', 'reopened', 'solved', 'closed'])
		[1 + (n - 1 + CASE WHEN i % 11 = 0 THEN i ELSE 0 END) % 8],
	CASE WHEN i % 8 > 0 THEN 'm' || i % 2 END
FROM generate_series(1, 160) i, generate_series(1, 8) n WHERE n <= 1 + i * 31 % 8;
INSERT INTO ev.ticket_event (ticket_id, event_no, at, event, queue_id) VALUES
	('tomorrow', 1, now() + interval '1 hour', 'created', 'm0'),
	('today', 1, now() - interval '1 minute', 'created', 'm0'),
	('today', 2, now() + interval '1 hour', 'solved', 'm0');
-- Event by event: a ticket is open or not, and created once.
CREATE FUNCTION pg_temp.stretches() RETURNS TABLE (queue_id text, opened_at timestamptz, closed_at timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
	e record;
	ticket text;
	created boolean;
	is_open boolean;
BEGIN
	FOR e IN SELECT * FROM ev.ticket_event t WHERE event IN ('created', 'reopened', 'solved', 'closed')
		ORDER BY t.ticket_id, t.at, t.event_no
	LOOP
		IF e.ticket_id IS DISTINCT FROM ticket THEN
			IF is_open THEN
				closed_at := NULL;
				RETURN NEXT;
			END IF;
			ticket := e.ticket_id;
			created := false;
			is_open := false;
		END IF;
		CONTINUE WHEN e.event = 'created' AND created;
		created := created OR e.event = 'created';
		IF e.event IN ('created', 'reopened') AND NOT is_open THEN
			is_open := true;
			queue_id := e.queue_id;
			opened_at := e.at;
		ELSIF e.event IN ('solved', 'closed') AND is_open THEN
			is_open := false;
			closed_at := e.at;
			RETURN NEXT;
		END IF;
	END LOOP;
	IF is_open THEN
		closed_at := NULL;
		RETURN NEXT;
	END IF;
END $$;
CREATE TEMP TABLE backlog AS
SELECT day, queue_id, count(*) FILTER (WHERE opened_at >= day_start) AS opened,
	count(*) FILTER (WHERE closed_at < day_end) AS closed, count(*) FILTER (WHERE still) AS open_tickets,
	percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM day_end - opened_at)::float8)
		FILTER (WHERE still) AS median_age_s,
	max(extract(epoch FROM day_end - opened_at)::float8) FILTER (WHERE still) AS oldest_age_s, NULL::text AS queue_name
FROM (SELECT d::date AS day, d AT TIME ZONE 'Europe/Amsterdam' AS day_start,
			least((d + interval '1 day') AT TIME ZONE 'Europe/Amsterdam', now()) AS day_end
		FROM generate_series('2024-10-21'::timestamp, (now() AT TIME ZONE 'Europe/Amsterdam')::date, '1 day') AS d) d
	JOIN pg_temp.stretches() AS s
		ON opened_at < day_end AND (closed_at IS NULL OR closed_at >= day_start),
	LATERAL (SELECT closed_at IS NULL OR closed_at >= day_end AS still) l
GROUP BY day, queue_id;
SELECT set_eq('TABLE ev.backlog', 'TABLE backlog', 'the backlog, a short day and a long one included');
SELECT set_eq($$SELECT * FROM ev.backlog WHERE day >= '2024-10-27' AND day < '2024-10-29'$$,
	$$SELECT * FROM backlog WHERE day >= '2024-10-27' AND day < '2024-10-29'$$, 'and of two days');

-- First replies, of people and in public, from the opening or reopening, in business hours.
INSERT INTO ev.business_hours (calendar_id, tz, weekday, open, close, valid)
SELECT c, 'Europe/Amsterdam', d, '09:00', '17:00', v::daterange
FROM (VALUES ('nine', '(,)'), ('before', '(,2024-09-01)')) AS c (c, v), generate_series(1, 5) AS d;
INSERT INTO ev.ticket_event (ticket_id, event_no, at, event, actor_kind, public, queue_id, calendar_id)
SELECT t, n, '2024-09-02 09:00 Europe/Amsterdam'::timestamptz + after::interval, e, a, p, 'replies',
	CASE WHEN t IN ('s7', 's8') THEN 'before' ELSE 'nine' END
FROM (VALUES
	('s1', 1, '0', 'created', 'customer', true),
	('s1', 2, '0', 'comment', 'agent', true),
	('s2', 1, '0', 'created', 'customer', true),
	('s2', 2, '10 min', 'comment', 'bot', true),
	('s2', 3, '20 min', 'comment', 'agent', false),
	('s2', 4, '1 h', 'comment', 'agent', true),
	('s3', 1, '0', 'created', 'customer', true),
	('s3', 2, '1 h 1 s', 'comment', 'agent', true),
	('s3', 3, '2 h', 'comment', 'agent', true),
	('s4', 1, '0', 'created', 'customer', true),
	('s4', 2, '2 h', 'reopened', 'customer', true),
	('s4', 3, '2 h', 'comment', 'agent', true),
	('s5', 1, '4 days 7 h 30 min', 'created', 'customer', true),
	('s5', 2, '7 days 5 min', 'comment', 'agent', true),
	('s6', 1, '0', 'created', 'customer', true),
	('s6', 2, '1 h', 'reopened', 'customer', true),
	('s7', 1, '0', 'created', 'customer', true),
	('s8', 1, '0', 'created', 'customer', true),
	('s8', 2, '1 h', 'comment', 'agent', true)) AS v (t, n, after, e, a, p);
SELECT results_eq($$
	SELECT ticket_id, started_by, response_s, status, CASE WHEN open_s < 90000 THEN open_s END
	FROM ev.ticket_response WHERE queue_id = 'replies' ORDER BY 1, 2$$,
	$$VALUES
		('s1'::text, 'created'::text, 0::float8, 'met'::text, NULL::float8),
		('s2', 'created', 3600, 'met', NULL),
		('s3', 'created', 3601, 'missed', NULL),
		('s4', 'created', 7200, 'missed', NULL),
		('s5', 'created', 2100, 'met', NULL),
		('s6', 'created', NULL, 'overdue', NULL),
		('s7', 'created', NULL, NULL, NULL),
		('s8', 'created', NULL, NULL, NULL)$$,
	'first replies');
SELECT results_eq($$
	SELECT tickets, replied, met, missed, overdue, not_due, response_service_level, response_s, mean_response
	FROM ev.response_time WHERE day = '2024-09-02' ORDER BY calendar_id DESC$$,
	$$VALUES
		(5::bigint, 4::bigint, 2::bigint, 2::bigint, 1::bigint, 0::bigint, 0.4::float8, 14401::float8, 3600.25::float8),
		(2, 1, 0, 0, 0, 0, NULL, NULL, NULL)$$,
	'and their day, a calendar whose weeks are over not judged');

-- Repeats: within seven days, at the last moment of them, too late, not known yet.
INSERT INTO ev.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id, reason, resolved)
SELECT id, customer, 'voice', at, at + interval '10 min', 'r', customer, resolved
FROM (VALUES
	('r1', 'k1', '2024-09-02 10:00+00'::timestamptz, true),
	('r2', 'k1', '2024-09-04 10:00+00', false),
	('r3', 'k2', '2024-09-02 10:00+00', NULL),
	('r4', 'k2', '2024-09-09 10:10+00', true),
	('r5', 'k3', '2024-09-02 10:00+00', NULL),
	('r6', 'k3', '2024-09-09 10:10:00.000001+00', NULL),
	('r7', NULL, '2024-09-02 10:00+00', NULL),
	('r8', 'k4', now() - interval '1 day', NULL),
	('r9', 'k4', now() - interval '1 hour', NULL),
	('unanswered', 'k3', '2024-09-02 11:00+00', NULL)) AS c (id, customer, at, resolved);
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, outcome)
SELECT contact_id, n, 'voice', 'r', CASE WHEN n < 3 THEN 'a' || n END, started_at,
	CASE WHEN n < 3 AND contact_id <> 'unanswered' THEN started_at END, started_at,
	CASE WHEN n < 3 AND contact_id <> 'unanswered' THEN 'answered' ELSE 'abandoned' END
FROM ev.contact, generate_series(1, 3) n;
SELECT results_eq($$
	SELECT reason, agent_id, sum(contacts), sum(eligible), sum(repeated), sum(immature), sum(resolved_known),
		sum(resolved)
	FROM ev.repeat_contact GROUP BY reason, agent_id ORDER BY reason$$,
	$$VALUES
		('k1'::text, 'a2'::text, 2::numeric, 2::numeric, 1::numeric, 0::numeric, 2::numeric, 1::numeric),
		('k2', 'a2', 2, 2, 1, 0, 1, 1),
		('k3', 'a2', 2, 2, 1, 0, 0, 0),
		('k4', 'a2', 2, 1, 1, 1, 0, 0),
		(NULL, 'a2', 1, 0, 0, 0, 0, 0)$$,
	'repeats count against the first contact and its last agent');

-- How long an agent talks who has not hung up, or whose source does not say, is not known.
INSERT INTO ev.queue_visit (contact_id, visit_no, media, queue_id,
	queued_at, answered_at, left_at, ended_at, outcome, talk_s, hold_s)
SELECT 'talk' || n, 1, 'voice', 'talk', at, at, at, at + ended, 'answered', talk_s, hold_s
FROM (VALUES
		(1, NULL::interval, NULL::float8, NULL::float8),
		(2, '100 s', NULL, 30),
		(3, '100 s', 60, 30),
		(4, '10 s', NULL, 30)) AS v (n, ended, talk_s, hold_s),
	(SELECT '2024-12-02 10:00+00'::timestamptz AS at) t;
SELECT results_eq($$SELECT talk_s, handle_s FROM ev.valid_visit WHERE queue_id = 'talk' ORDER BY contact_id$$,
	$$VALUES (NULL::float8, NULL::float8), (70, 100), (60, 90), (0, 30)$$,
	'talk time from the instants, where they are known');
CALL refresh_queue_summary('ev', '2024-12-02 10:00+00', '2024-12-02 10:30+00');
SELECT results_eq($$SELECT answered, aht FROM ev.queue_day WHERE queue_id = 'talk'$$,
	$$VALUES (4::bigint, (220 / 3.0)::float8)$$, 'who still talks does not shorten the mean');
SELECT is(rows_affected - (SELECT count(*) FROM ev.queue_visit v
		WHERE outcome = 'answered' AND talk_s IS NULL AND ended_at IS NULL AND contact_id <> 'talk1'
			AND is_test IS NOT TRUE AND left_at >= queued_at), 1::bigint, 'but is told of')
FROM ev.data_quality WHERE problem = 'answered without handle time';

-- What a filter reads.
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
	RETURN plan;
END $$;
ANALYZE ev.queue_visit, ev.queue_interval_summary, ev.ticket_event, ev.contact, ev.forecast;
SET LOCAL enable_seqscan = off;
SELECT matches(pg_temp.plan_of(format('SELECT * FROM ev.%I WHERE %s', view, filter)), index, view || ' by ' || index)
FROM (VALUES
	('queue_event_interval', $$local_start >= '2024-10-27' AND local_start < '2024-10-28'$$, 'queue_visit_event_span'),
	('trunk_interval', $$bucket_start >= '2024-10-27' AND bucket_start < '2024-10-28'$$, 'queue_visit_trunk_span'),
	('forecast_error', $$interval_start >= '2024-10-27' AND interval_start < '2024-10-28'$$,
		'queue_interval_summary_bucket_start_queue_id_media_site_id_key'),
	('voc_month', $$month = '2024-10-01'$$, 'survey_response_contact_at_month'),
	('repeat_contact', $$day = '2024-09-02'$$, 'contact_next_of_customer')) AS v (view, filter, index);
SET LOCAL enable_sort = off;
SELECT matches(pg_temp.plan_of($$SELECT * FROM ev.backlog WHERE day = '2024-10-27'$$), 'ticket_event_open',
	'the backlog reads events in the order of an index');

SELECT * FROM finish();
ROLLBACK;
