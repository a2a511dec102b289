-- Self-service by hand: what is contained, where customers leave, what escalations lose, paths from channel to channel.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(46);
CALL create_reporting_model('ss');
CALL create_reporting_views('ss', zone => 'Europe/Amsterdam', containment_days => 2);
SELECT is_empty('SELECT FROM ss.channel_path UNION ALL SELECT FROM ss.self_service_saving', 'nothing comes of nothing');
SELECT throws_ok($$CALL create_reporting_views('ss', containment_days => 0)$$, '22023',
	'invalid value for argument "containment_days": 0', 'a window of nothing is none');

INSERT INTO ss.self_service_session (session_id, channel, customer_key, task, started_at, ended_at, outcome, contact_id,
	context_kept) VALUES
	-- contained: the next contact is 2 days after the end and a second
	('s1', 'ivr', 'a', 'balance', '2024-05-06 09:00+02', '2024-05-06 09:01+02', 'completed', NULL, NULL),
	-- not contained: comes within the window, to the second, by chat
	('s2', 'ivr', 'b', 'balance', '2024-05-06 09:00+02', '2024-05-06 09:02+02', 'completed', NULL, NULL),
	-- not contained: the contact begins before the session ends
	('s3', 'web', 'c', 'address', '2024-05-06 10:00+02', '2024-05-06 10:10+02', 'abandoned', NULL, NULL),
	-- contained: the only contact is one that we made
	('s4', 'web', 'd', 'address', '2024-05-06 10:00+02', '2024-05-06 10:05+02', 'abandoned', NULL, NULL),
	-- escalated: misrouted, and everything told again
	('s5', 'bot', 'e', 'address', '2024-05-06 11:00+02', '2024-05-06 11:03+02', 'escalated', 'e1', false),
	-- escalated, by the contact alone: transferred after a minute and a second
	('s6', 'bot', NULL, 'address', '2024-05-06 11:00+02', '2024-05-06 11:05+02', NULL, 'e2', true),
	-- escalated, to nobody who answered
	('s7', 'bot', NULL, 'address', '2024-05-06 11:00+02', '2024-05-06 11:01+02', 'escalated', NULL, NULL),
	-- not known: nobody knows who it was
	('s8', 'app', NULL, NULL, '2024-05-06 12:00+02', '2024-05-06 12:01+02', 'completed', NULL, NULL),
	-- still open, and too early to know
	('s9', 'app', 'f', NULL, now() - interval '1 hour', NULL, NULL, NULL, NULL),
	('s10', 'app', 'g', NULL, now() - interval '1 hour', now() - interval '50 min', 'completed', NULL, NULL);
INSERT INTO ss.contact (contact_id, customer_key, media, direction, started_at, ended_at, resolved) VALUES
	('a1', 'a', 'voice', 'inbound', '2024-05-08 09:01:01+02', '2024-05-08 09:05+02', true),
	('b1', 'b', 'chat', 'inbound', '2024-05-08 09:02:00+02', '2024-05-08 09:10+02', false),
	('c1', 'c', 'voice', 'inbound', '2024-05-06 10:09+02', '2024-05-06 10:20+02', NULL),
	('d1', 'd', 'voice', 'outbound', '2024-05-06 15:00+02', '2024-05-06 15:20+02', NULL),
	('e1', 'e', 'voice', 'inbound', '2024-05-06 11:03+02', '2024-05-06 11:20+02', true);
INSERT INTO ss.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome,
	transfer_out) VALUES
	('e1', 1, 'voice', 'cards', '2024-05-06 11:03+02', '2024-05-06 11:04+02', '2024-05-06 11:04+02',
		'2024-05-06 11:05+02', 'answered', 'blind'),
	('e1', 2, 'voice', 'loans', '2024-05-06 11:05+02', '2024-05-06 11:06+02', '2024-05-06 11:06+02',
		'2024-05-06 11:20+02', 'answered', 'none'),
	('e2', 1, 'voice', 'cards', '2024-05-06 11:05+02', '2024-05-06 11:06+02', '2024-05-06 11:06+02',
		'2024-05-06 11:07:01+02', 'answered', 'attended');
INSERT INTO ss.self_service_step (session_id, step_no, step, at)
SELECT s, n, step, '2024-05-06 09:00+02'::timestamptz + n * interval '10 s'
FROM (VALUES ('s1', '{menu,balance}'::text[]), ('s2', '{menu,menu,balance}'), ('s3', '{form}'),
		('s4', '{form,check,form}'), ('s5', '{hello,form}'), ('s6', '{hello}'), ('s7', '{hello}')) AS v (s, steps),
	unnest(steps) WITH ORDINALITY AS u (step, n);
INSERT INTO ss.cost (scope, month, kind, amount, currency) VALUES ('all', '2024-05-01', 'labour', 30, 'EUR'),
	('ivr', '2024-05-01', 'technology', 4, 'EUR');

SELECT results_eq($$
	SELECT session_id, outcome, self_service_s, steps, contained, context_kept, queue_id, misrouted
	FROM ss.self_service_result ORDER BY substr(session_id, 2)::int$$,
	$$VALUES
		('s1'::text, 'completed'::text, 60::float8, 2::bigint, true, NULL::boolean, NULL::text, NULL::boolean),
		('s2', 'completed', 120, 3, false, NULL, NULL, NULL),
		('s3', 'abandoned', 600, 1, false, NULL, NULL, NULL),
		('s4', 'abandoned', 300, 3, true, NULL, NULL, NULL),
		('s5', 'escalated', 180, 2, false, false, 'cards', true),
		('s6', 'escalated', 300, 1, false, true, 'cards', false),
		('s7', 'escalated', 60, 1, false, NULL, NULL, NULL),
		('s8', 'completed', 60, 0, NULL, NULL, NULL, NULL),
		('s9', NULL, NULL, 0, NULL, NULL, NULL, NULL),
		('s10', 'completed', 600, 0, NULL, NULL, NULL, NULL)$$, 'what became of each session');
SELECT results_eq($$
	SELECT channel, task, sessions, completed, abandoned, escalated, containment_judged, contained, served,
		containment_early, self_service_s, mean_session
	FROM ss.self_service_day WHERE day = '2024-05-06' ORDER BY 1, 2$$,
	$$VALUES
		('app'::text, NULL::text, 1::bigint, 1::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint,
			1::bigint,
			60::float8, 60::float8),
		('bot', 'address', 3, 0, 0, 3, 3, 0, 0, 0, 540, 180),
		('ivr', 'balance', 2, 2, 0, 0, 2, 1, 1, 0, 180, 90),
		('web', 'address', 2, 0, 2, 0, 2, 1, 0, 0, 900, 450)$$, 'by channel, task and day');
SELECT results_eq($$
	SELECT channel, completion_rate, containment_rate, escalation_rate, escalated_s, context_known, context_lost,
		context_loss_rate, routed, misrouted, misroute_rate
	FROM ss.self_service_day WHERE day = '2024-05-06' AND channel IN ('app', 'bot') ORDER BY 1$$,
	$$VALUES
		('app'::text, 1::float8, NULL::float8, 0::float8, NULL::float8, 0::bigint, 0::bigint, NULL::float8, 0::bigint,
			0::bigint, NULL::float8),
		('bot', 0, 0, 1, 540, 2, 1, 0.5, 2, 1, 0.5)$$, 'a quotient of nothing is nothing');
SELECT results_eq($$
	SELECT channel, step, came_there, mean_place, ended_here, completed, abandoned, escalated, drop_off_rate,
		escalation_rate
	FROM ss.self_service_funnel WHERE day = '2024-05-06' ORDER BY 1, 4, 2$$,
	$$VALUES
		('bot'::text, 'hello'::text, 3::bigint, 1::float8, 2::bigint, 0::bigint, 0::bigint, 2::bigint, 0::float8,
			2 / 3::float8),
		('bot', 'form', 1, 2, 1, 0, 0, 1, 0, 1),
		('ivr', 'menu', 2, 1, 0, 0, 0, 0, 0, 0),
		('ivr', 'balance', 2, 2.5, 2, 2, 0, 0, 0, 0),
		('web', 'form', 2, 1, 2, 0, 2, 0, 1, 0),
		('web', 'check', 1, 2, 0, 0, 0, 0, 0, 0)$$, 'where customers leave');
SELECT results_eq($$
	SELECT channel, sessions, contained, served, amount, answered, cost_per_contact, cost_avoided, own_cost, saving,
		currency
	FROM ss.self_service_saving WHERE month = '2024-05-01' ORDER BY 1$$,
	$$VALUES
		('app'::text, 1::bigint, 0::bigint, 0::bigint, 30::float8, 3::float8, 10::float8, 0::float8, NULL::float8,
			0::float8,
			'EUR'::text),
		('bot', 3, 0, 0, 30, 3, 10, 0, NULL, 0, 'EUR'),
		('ivr', 2, 1, 1, 30, 3, 10, 10, 4, 6, 'EUR'),
		('web', 2, 1, 0, 30, 3, 10, 0, NULL, 0, 'EUR')$$, 'one contact of 10 avoided, for 4');
SELECT results_eq($$
	SELECT place, path, touches, paths, completed, abandoned, resolved, unresolved, result_unknown, all_paths,
		path_share
	FROM ss.channel_path WHERE month = '2024-05-01'$$,
	$$VALUES
		(1::bigint, 'bot > voice'::text, 2::bigint, 1::bigint, 0::bigint, 0::bigint, 1::bigint, 0::bigint, 0::bigint,
			6::float8, 1 / 6::float8),
		(2, 'ivr', 1, 1, 1, 0, 0, 0, 0, 6, 1 / 6::float8),
		(3, 'ivr > chat', 2, 1, 0, 0, 0, 1, 0, 6, 1 / 6::float8),
		(4, 'voice', 1, 1, 0, 0, 1, 0, 0, 6, 1 / 6::float8),
		(5, 'web', 1, 1, 0, 1, 0, 0, 0, 6, 1 / 6::float8),
		(6, 'web > voice', 2, 1, 0, 0, 0, 0, 1, 6, 1 / 6::float8)$$, 'each path, and what it came to');
SELECT results_eq($$
	SELECT kpi, numerator, denominator, value FROM ss.kpi_month
	WHERE month = '2024-05-01' AND kpi IN ('containment', 'task_completion', 'misroute_rate') ORDER BY 1$$,
	$$VALUES ('containment'::text, 2::float8, 7::float8, 2 / 7::float8), ('misroute_rate', 1, 2, 0.5),
		('task_completion', 3, 8, 3 / 8::float8)$$, 'KPIs');
SELECT set_eq($$SELECT kpi, sum(numerator) AS numerator, sum(denominator) AS denominator FROM ss.kpi_day
		WHERE day >= '2024-05-01' AND day < '2024-06-01' AND kpi ~ '^(contain|task|misr)' GROUP BY kpi$$,
	$$SELECT kpi, numerator, denominator FROM ss.kpi_month
		WHERE month = '2024-05-01' AND kpi ~ '^(contain|task|misr)'$$,
	'and those of its days');
SELECT results_eq($$
	SELECT kpi, value_layer, icmi_module FROM ss.scorecard
	WHERE month = '2024-05-01' AND kpi IN ('containment', 'task_completion', 'misroute_rate') ORDER BY 1$$,
	$$VALUES ('containment'::text, 'efficiency'::text, 'operational_results'::text),
		('misroute_rate', 'efficiency', 'processes'),
		('task_completion', 'efficiency', 'operational_results')$$, 'and in the scorecard');
CALL create_reporting_views('ss', containment_days => 1);
SELECT is((SELECT contained FROM ss.self_service_result WHERE session_id = 's2'), true, 'another window');
SELECT is((SELECT containment_days FROM ss.reporting_settings), 1::float8, 'which is kept');
CALL create_reporting_views('ss', containment_days => 2);

-- More than twenty paths, at the turn of a month: a path counts where it began, and what came before the month is seen.
INSERT INTO ss.contact (contact_id, customer_key, media, started_at, ended_at)
SELECT 'x' || k || '-' || n, 'x' || k, 'media ' || k, at, at
FROM generate_series(1, 25) AS k, generate_series(1, 3) AS n,
	LATERAL (SELECT '2024-07-31 23:00+02'::timestamptz + (n - 1) * interval '2 days' AS at) AS a;
INSERT INTO ss.contact (contact_id, customer_key, media, started_at, ended_at) VALUES
	('y1', 'y', 'email', '2024-07-31 23:59+02', '2024-07-31 23:59:59.5+02'),
	('y2', 'y', 'email', '2024-08-03 00:00+02', '2024-08-03 00:10+02');
SELECT results_eq($$SELECT count(*), min(path), max(all_paths), max(place)
	FROM ss.channel_path WHERE month = '2024-07-01'$$,
	$$VALUES (20::bigint, 'email'::text, 26::float8, 20::bigint)$$,
		'the twenty commonest of 26, from where they began');
SELECT results_eq($$SELECT path, paths FROM ss.channel_path WHERE month = '2024-08-01'$$,
	$$VALUES ('email'::text, 1::bigint)$$, 'half a second more than the window is a path of its own');
SELECT results_eq($$SELECT path FROM ss.channel_path WHERE month = '2024-07-01' AND path LIKE 'media 1 %'$$,
	$$VALUES ('media 1 > media 1'::text)$$, 'and is cut a window after its day');
-- Every path is read for the same time, whatever the day of the month; what began before the window is not looked at.
INSERT INTO ss.contact (contact_id, customer_key, media, started_at, ended_at)
SELECT 'daily' || n, 'daily', 'voice ' || n, at, at
FROM generate_series(1, 5) AS n, LATERAL (SELECT '2024-09-10 10:00+02'::timestamptz + n * '1 day'::interval) AS a (at)
UNION ALL
VALUES ('long1', 'long', 'email', '2024-10-01 10:00+02'::timestamptz, '2024-10-05 10:00+02'::timestamptz),
	('long2', 'long', 'voice', '2024-10-06 09:00+02', '2024-10-06 09:10+02');
SELECT results_eq($$SELECT path, paths, all_paths FROM ss.channel_path WHERE month IN ('2024-09-01', '2024-10-01')$$,
	$$VALUES ('voice 1 > voice 2 > voice 3'::text, 1::bigint, 1::float8), ('email', 1, 2), ('voice', 1, 2)$$,
	'of who comes every day what he does until two days after the first');

-- Rows that no figure may have.
CREATE TEMP TABLE before AS SELECT * FROM ss.self_service_day;
ALTER TABLE ss.self_service_session DROP CONSTRAINT self_service_session_channel_check,
	DROP CONSTRAINT self_service_session_outcome_check, DROP CONSTRAINT self_service_session_check;
INSERT INTO ss.self_service_session (session_id, channel, started_at, ended_at, outcome) VALUES
	('o1', 'letter', '2024-05-06', NULL, NULL), ('o2', 'ivr', '-infinity', NULL, NULL),
	('o3', 'ivr', 'infinity', NULL, NULL),
	('o4', 'ivr', '2024-05-06', '2024-05-05', NULL), ('o5', 'ivr', '2024-05-06', 'infinity', NULL),
	('o6', 'ivr', '2024-05-06', '2024-05-07', 'gone');
INSERT INTO ss.self_service_step VALUES ('s1', 9, 'later', 'infinity'), ('o9', 1, 'x', '2024-05-06');
SELECT set_eq('TABLE ss.self_service_day', 'TABLE before', 'rows with a problem are in no figure');
SELECT results_eq($$SELECT record, problem FROM ss.rejected_record ORDER BY record$$,
	$$VALUES ('o1'::text, 'unknown channel'::text), ('o2', 'no usable started_at'), ('o3', 'started in the future'),
		('o4', 'ended before it started'), ('o5', 'ended in the future'), ('o6', 'unknown outcome'),
		('s1, 9', 'in the future')$$, 'but are listed');
SELECT results_eq($$SELECT problem, rows_affected, rows_checked FROM ss.data_quality
	WHERE subject LIKE 'self%' AND rows_affected > 0 ORDER BY 1$$,
	$$VALUES ('ended before it started'::text, 1::bigint, 16::bigint), ('ended in the future', 1, 16),
		('in the future', 1, 15),
		('no customer_key', 3, 10), ('no usable started_at', 1, 16), ('of no known session', 1, 15),
		('started in the future', 1, 16), ('unknown channel', 1, 16), ('unknown outcome', 1, 16)$$, 'and counted');
-- Stored days say the same as what they are made from, in a zone with summer time and a day from four in the morning;
-- of a session of three days more is said when its days are over.
CALL create_reporting_views('ss', zone => 'Europe/Amsterdam', day_start => '04:00');
INSERT INTO ss.self_service_session (session_id, channel, customer_key, task, started_at, ended_at, outcome, contact_id,
	context_kept)
SELECT 'n' || i, (ARRAY['ivr', 'bot', 'web'])[1 + i % 3], 'n' || i % 40, nullif('t' || i % 3, 't0'), t,
	CASE WHEN i % 17 > 0 THEN t + i * '1.7 s'::interval END, CASE WHEN i % 4 > 1 THEN 'completed' END,
	CASE WHEN i % 4 = 0 THEN 'nc' || i END, CASE WHEN i % 4 = 0 THEN i % 8 = 0 END
FROM generate_series(1, 240) AS i,
	LATERAL (SELECT '2026-03-27 02:10+01'::timestamptz + i * '29 min'::interval AS t) AS x;
INSERT INTO ss.self_service_session (session_id, channel, customer_key, started_at, ended_at, outcome) VALUES
	('long', 'app', 'n7', now() - '5 days'::interval, now() - '1 day'::interval, 'completed');
INSERT INTO ss.self_service_step
SELECT 'n' || i, n, 'step' || (i * n) % 5, '2026-03-28'
FROM generate_series(1, 240) AS i, generate_series(1, i % 4) AS n;
INSERT INTO ss.contact (contact_id, customer_key, media, direction, started_at)
SELECT 'nc' || i, 'n' || i * 7 % 55, 'voice', CASE WHEN i % 9 = 0 THEN 'outbound' ELSE 'inbound' END,
	'2026-03-27 03:00+01'::timestamptz + i * '31 min'::interval
FROM generate_series(1, 240) AS i;
INSERT INTO ss.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome,
	transfer_out)
SELECT 'nc' || i, 1, 'voice', 'q', t, t, t, t + i * '1 s'::interval, 'answered',
	CASE i % 3 WHEN 1 THEN 'blind' ELSE 'none' END
FROM generate_series(4, 200, 4) AS i,
	LATERAL (SELECT '2026-03-27 03:00+01'::timestamptz + i * '31 min'::interval) AS x (t);
CREATE SCHEMA ss_raw;
CREATE VIEW ss_raw.self_service_session AS SELECT * FROM ss.self_service_session;
CREATE VIEW ss_raw.self_service_step AS SELECT * FROM ss.self_service_step;
CREATE VIEW ss_raw.contact AS SELECT * FROM ss.contact;
CREATE VIEW ss_raw.queue_visit AS SELECT * FROM ss.queue_visit;
CREATE VIEW ss_raw.cost AS SELECT * FROM ss.cost;
CALL create_reporting_views('ss_raw', zone => 'Europe/Amsterdam', day_start => '04:00', containment_days => 2);
CREATE FUNCTION pg_temp.differences() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{self_service_day,self_service_funnel,self_service_saving,channel_path}'::text[] LOOP
		RETURN QUERY EXECUTE format('SELECT %1$L || coalesce(a.a, b.a)::text FROM '
			'(SELECT to_jsonb(v) - ''is_stale'' AS a, count(*) AS n FROM ss.%1$I AS v GROUP BY 1) AS a FULL JOIN '
			'(SELECT to_jsonb(v) - ''is_stale'' AS a, count(*) AS n FROM ss_raw.%1$I AS v GROUP BY 1) AS b '
			'ON a.a = b.a AND a.n = b.n WHERE a.a IS NULL OR b.a IS NULL', view);
	END LOOP;
END $$;
CREATE FUNCTION pg_temp.stale() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(to_char(day, 'MM-DD'), ' ' ORDER BY day)
	FROM (SELECT day FROM ss.self_service_day WHERE is_stale GROUP BY day) AS d $$;
CALL refresh_self_service_summary('ss');
SELECT is_empty('SELECT pg_temp.differences()', 'stored days say what their rows say');
SELECT results_eq($$SELECT from_at, to_at < now() - '3 days'::interval, to_at > now() - '5 days'::interval, late_spans
	FROM ss.stored_figures WHERE stored = 'self_service_day'$$,
	$$VALUES ('2024-05-06 04:00+02'::timestamptz, true, true, 0::bigint)$$,
	'up to a day that is over, as the days after it are');
SELECT is((SELECT count(*) FROM ss.self_service_day_summary WHERE grain = 'step') > 50, true, 'and steps');
SELECT bag_eq('SELECT * FROM ss.self_service_day_summary', format('SELECT * FROM ss.self_service_day_live(to_ts => %L)',
	(SELECT to_at FROM ss.stored_figures WHERE stored = 'self_service_day')), 'as the function has them');
SELECT bag_eq('TABLE ss.path_day_summary', format('SELECT * FROM ss.path_day_live(to_ts => %L)',
	(SELECT to_at FROM ss.stored_figures WHERE stored = 'path_day')), 'and the other');
SELECT bag_eq('SELECT * FROM ss.path_day_live()', $$SELECT p.*
	FROM (SELECT DISTINCT bucket_start, bucket_end FROM ss.path_day_live()) AS d,
		ss.path_day_live(d.bucket_start, d.bucket_end) AS p$$, 'a day by itself is as among others');
-- the same, touch by touch
CREATE FUNCTION pg_temp.paths() RETURNS TABLE (day date, path text) LANGUAGE plpgsql AS $$
DECLARE
	reach CONSTANT interval := '48 hours';
	t record;
	key_before text;
	at_before timestamptz;
	until_before timestamptz;
	touch_day date;
BEGIN
	FOR t IN
		SELECT customer_key, started_at AS at, coalesce(ended_at, started_at) AS until, 1 AS kind, session_id AS id,
			channel
		FROM ss.self_service_session WHERE customer_key IS NOT NULL AND isfinite(started_at) AND session_id !~ '^o'
		UNION ALL
		SELECT customer_key, started_at, coalesce(ended_at, started_at), 2, contact_id, coalesce(media, '?')
		FROM ss.contact WHERE customer_key IS NOT NULL AND direction IS DISTINCT FROM 'outbound'
		ORDER BY customer_key, at, kind, id
	LOOP
		touch_day := (t.at AT TIME ZONE 'Europe/Amsterdam' - '4 hours'::interval)::date;
		IF t.customer_key = key_before AND until_before >= t.at - reach
			AND at_before >= (touch_day + '04:00'::time) AT TIME ZONE 'Europe/Amsterdam' - reach THEN
			IF t.at < (day + 1 + '04:00'::time) AT TIME ZONE 'Europe/Amsterdam' + reach THEN
				path := path || ' > ' || t.channel;
			END IF;
		ELSE
			RETURN NEXT;
			day := touch_day;
			path := t.channel;
		END IF;
		key_before := t.customer_key;
		at_before := t.at;
		until_before := t.until;
	END LOOP;
	RETURN NEXT;
END $$;
SELECT bag_eq('SELECT (bucket_start AT TIME ZONE ''Europe/Amsterdam'')::date, path, paths FROM ss.path_day_live()',
	'SELECT day, path, count(*) FROM pg_temp.paths() WHERE path IS NOT NULL GROUP BY 1, 2',
	'as is all, touch by touch');
SELECT is((SELECT final_at - now() BETWEEN '1 day' AND '1 day 1 min' FROM ss.self_service_day_summary
	WHERE contacts_until > now()), true, 'but for a long session');

UPDATE ss.contact SET resolved = true, reason = 'new' WHERE contact_id = 'nc60';
INSERT INTO ss.contact (contact_id, customer_key, media, started_at) VALUES ('now', 'n2', 'voice', now());
INSERT INTO ss.queue_visit (contact_id, visit_no, queue_id, queued_at) VALUES ('other', 1, 'q', '2026-03-29 12:00+02');
SELECT is(pg_temp.stale(), to_char(now() AT TIME ZONE 'Europe/Amsterdam' - '5 days 04:00'::interval, 'MM-DD'),
	'what no figure is made of is no change, a contact of now one for that session at most');
INSERT INTO ss.contact (contact_id, customer_key, media, started_at) VALUES ('late', 'n2', 'voice',
	'2026-03-30 12:00+02');
SELECT matches(pg_temp.stale(), '^03-28 03-29 03-30 \d',
	'a late contact touches the days before in which it can count');
SELECT isnt_empty('SELECT pg_temp.differences()', 'which are others now');
CALL refresh_self_service_summary('ss');
SELECT is_empty('SELECT pg_temp.differences()', 'until the next refresh');
SELECT is(pg_temp.stale(), NULL, 'which leaves nothing stale');
DELETE FROM ss.contact WHERE contact_id = 'late';
UPDATE ss.self_service_session SET task = 'changed' WHERE session_id = 'n30';
UPDATE ss.queue_visit SET transfer_out = 'blind' WHERE contact_id = 'nc120';
DELETE FROM ss.self_service_step WHERE session_id = 's4' AND step_no = 3;
INSERT INTO ss.self_service_session (session_id, channel, started_at) VALUES ('late', 'ivr', '2026-03-10 03:59+01');
SELECT is(pg_temp.stale(), '05-06 03-27 03-28 03-29 03-30', 'as do sessions, steps, visits, and what goes');
CALL refresh_self_service_summary('ss');
SELECT is_empty('SELECT pg_temp.differences()', 'each of them');
-- Paths: of contacts counts more than for containment.
CREATE FUNCTION pg_temp.path_days() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(to_char(d.day, 'MM-DD'), ' ' ORDER BY d.day)
	FROM (SELECT DISTINCT (s.bucket_start AT TIME ZONE 'Europe/Amsterdam')::date AS day, bucket_start, bucket_end
		FROM ss.path_day_summary AS s) AS d
	WHERE EXISTS (SELECT FROM ss.stored_late AS l
		WHERE l.stored = 'path_day' AND l.to_at > d.bucket_start AND l.from_at < d.bucket_end) $$;
UPDATE ss.contact SET revenue = 1, currency = 'EUR', reason = 'other' WHERE contact_id = 'nc100';
INSERT INTO ss.contact (contact_id, customer_key, media, started_at) VALUES ('now2', 'n3', 'voice', now());
INSERT INTO ss.self_service_session (session_id, channel, customer_key, started_at) VALUES ('now3', 'ivr', 'n3', now());
SELECT is(pg_temp.path_days(), NULL, 'what no path is made of, or who comes now, touches none');
UPDATE ss.contact SET resolved = false WHERE contact_id = 'nc100';
SELECT is(pg_temp.path_days(), '03-27 03-28 03-29 03-30 03-31', 'what became of a contact does, of the days around');
SELECT is((SELECT bool_and(is_stale) FROM ss.channel_path WHERE month = '2026-03-01'), true, 'and of their month');
UPDATE ss.contact SET media = 'chat', ended_at = started_at + '3 hours'::interval WHERE contact_id IN ('nc20', 'nc43');
UPDATE ss.self_service_session SET outcome = 'abandoned' WHERE session_id IN ('n33', 'n34');
UPDATE ss.self_service_session SET started_at = started_at - '50 hours'::interval WHERE session_id IN ('n53', 'n57');
DELETE FROM ss.contact WHERE contact_id IN ('nc71', 'nc150');
DELETE FROM ss.self_service_session WHERE session_id = 'n203';
CALL refresh_self_service_summary('ss');
SELECT is_empty('SELECT pg_temp.differences()', 'paths are as sessions and contacts are now');
SELECT is((SELECT bool_or(is_stale) FROM ss.channel_path WHERE month <= '2026-03-01'), false, 'and not stale');
SELECT results_eq($$SELECT day, sessions FROM ss.self_service_day WHERE day BETWEEN '2026-03-01' AND '2026-03-20'$$,
	$$VALUES ('2026-03-09'::date, 1::bigint)$$, 'the hours before day_start are of the day before');
UPDATE ss.self_service_day_summary SET final_at = now() - '1 min'::interval, contained = 9 WHERE final_at > now();
SELECT is((SELECT is_stale FROM ss.self_service_day WHERE contained = 9), true, 'a long session that is over');
CALL refresh_self_service_summary('ss');
SELECT is_empty('SELECT pg_temp.differences()', 'is looked at again');
SELECT throws_ok($$CALL create_reporting_views('ss', containment_days => 1)$$, '55000',
	format('what ss.self_service_day_summary holds of %s intervals does not fit views by 1 day in Europe/Amsterdam',
		(SELECT count(DISTINCT bucket_start) FROM ss.self_service_day_summary)), 'another window is for other sums');
CREATE TEMP TABLE kept AS SELECT to_jsonb(v) - 'is_stale' FROM ss.channel_path AS v;
CALL retain_raw('ss', 1);
CALL refresh_self_service_summary('ss');
SELECT bag_eq('SELECT to_jsonb(v) - ''is_stale'' FROM ss.channel_path AS v', 'TABLE kept',
	'paths stay when contacts are gone');
TRUNCATE ss.contact CASCADE;
SELECT is((SELECT bool_and(is_stale) FROM ss.self_service_day WHERE day < '2026-04-02'), true,
	'and nothing is as it was without contacts');
SELECT * FROM finish();
ROLLBACK;
