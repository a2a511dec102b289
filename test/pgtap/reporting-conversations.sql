-- Conversations in writing by hand: who waited how long, what an agent had at a time, how it ended.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(29);
CALL create_reporting_model('rm');
CALL create_reporting_views('rm', zone => 'Europe/Amsterdam');
SELECT is_empty('SELECT contact_id FROM rm.conversation UNION ALL SELECT agent_id FROM rm.conversation_concurrency',
	'nothing comes of nothing');
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at,
	outcome, ended_by)
SELECT c, n, 'chat', q, a, '2024-05-06 10:00+02'::timestamptz + f * interval '1 min',
	'2024-05-06 10:00+02'::timestamptz + f * interval '1 min',
		'2024-05-06 10:00+02'::timestamptz + f * interval '1 min',
	'2024-05-06 10:00+02'::timestamptz + t * interval '1 min', 'answered', e
FROM (VALUES ('c1', 1, 'web', 'ann', 0, 10, 'customer'), ('c2', 1, 'web', 'ann', 4, 20, 'system'),
	('c3', 1, 'web', 'bob', 4, 8, NULL), ('c3', 2, 'web 2', 'ann', 8, 12, 'agent'), ('c4', 1, 'web', 'bob', 4, 5, NULL),
	('none', 1, 'web', 'bob', 4, 6, 'agent')) AS v (c, n, q, a, f, t, e);
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, queued_at) VALUES
	('now', 1, 'chat', 'web', now() - interval '10 min');
INSERT INTO rm.message (contact_id, message_no, at, actor_kind, agent_id)
SELECT c, n, '2024-05-06 10:00+02'::timestamptz + f * interval '1 min', w, a
FROM (VALUES
	-- greeted, asked twice in a row, answered after 2 minutes; then after 1; the customer left without a word
	('c1', 1, 0, 'agent', 'ann'), ('c1', 2, 1, 'customer', NULL), ('c1', 3, 2, 'customer', NULL),
	('c1', 4, 2, 'bot', NULL),
	('c1', 5, 3, 'agent', 'ann'), ('c1', 6, 3, 'agent', 'ann'), ('c1', 7, 5, 'customer', NULL),
	('c1', 8, 6, 'agent', 'ann'),
	-- answered after 3, then the customer fell silent
	('c2', 1, 4, 'customer', NULL), ('c2', 2, 7, 'agent', 'ann'), ('c2', 3, 20, 'system', NULL),
	-- of two agents; left waiting for 2 minutes
	('c3', 1, 4, 'customer', NULL), ('c3', 2, 6, 'agent', 'bob'), ('c3', 3, 7, 'customer', NULL),
	('c3', 4, 9, 'agent', 'ann'),
	('c3', 5, 10, 'customer', NULL),
	-- a bot alone
	('c4', 1, 4, 'bot', NULL)) AS v (c, n, f, w, a);
INSERT INTO rm.message (contact_id, message_no, at, actor_kind) VALUES ('now', 1, now() - interval '5 min', 'customer');
SELECT results_eq($$
	SELECT contact_id, queue_id, customer_messages, agent_messages, first_response_s, responses, response_s,
		customer_wait_s, left_waiting, idle_closed
	FROM rm.conversation ORDER BY 1$$,
	$$VALUES
		('c1'::text, 'web'::text, 3::bigint, 4::bigint, 120::float8, 2::bigint, 180::float8, 180::float8, false, false),
		('c2', 'web', 1, 1, 180, 1, 180, 180, false, true),
		('c3', 'web', 3, 2, 120, 2, 240, 360, true, false),
		('now', 'web', 1, 0, NULL, 0, NULL, 300, true, NULL)$$, 'each conversation, one that goes on as well');
SELECT results_eq($$
	SELECT queue_id, media, conversations, first_responses, first_response_s, mean_first_response, responses,
		response_s,
		mean_response, customer_wait_s, mean_customer_wait, left_waiting, end_known, idle_closed, idle_close_rate
	FROM rm.conversation_day WHERE day = '2024-05-06'$$,
	$$VALUES ('web'::text, 'chat'::text, 3::bigint, 3::bigint, 420::float8, 140::float8, 5::bigint, 600::float8,
		120::float8, 720::float8, 240::float8, 1::bigint, 3::bigint, 1::bigint, 1 / 3::float8)$$, 'a day');
-- ann: 1 from 0, 2 from 4, 3 from 8 to 10, 2 to 12, 1 to 20; bob: two at once until 5 (c3, c4), then one to 8.
SELECT results_eq($$
	SELECT agent_id, concurrent, concurrent_s, conversation_s, responses, response_s, mean_response
	FROM rm.conversation_concurrency ORDER BY 1, 2$$,
	$$VALUES ('ann'::text, 1, 720::float8, 720::float8, 1::bigint, 120::float8, 120::float8),
		('ann', 2, 360, 720, 2, 240, 120), ('ann', 3, 120, 360, 1, 120, 120),
		('bob', 1, 180, 180, 1, 120, 120), ('bob', 2, 60, 120, 0, NULL, NULL)$$,
	'how many at a time, and how long customers waited then');
SELECT results_eq($$SELECT kpi, numerator, denominator FROM rm.kpi_month
	WHERE month = '2024-05-01' AND kpi ~ '^(chat|idle)_' ORDER BY 1$$,
	$$VALUES ('chat_concurrency'::text, 2100::float8, 1440::float8), ('chat_first_response', 420, 3),
		('chat_response', 600, 5), ('idle_close_rate', 1, 3)$$, 'KPIs');
SELECT set_eq($$SELECT kpi, sum(numerator) AS numerator, sum(denominator) AS denominator FROM rm.kpi_day
		WHERE day >= '2024-05-01' AND day < '2024-06-01' AND kpi ~ '^(chat|idle)_' GROUP BY kpi$$,
	$$SELECT kpi, numerator, denominator FROM rm.kpi_month WHERE month = '2024-05-01' AND kpi ~ '^(chat|idle)_'$$,
	'and those of its days');

CREATE TEMP TABLE before AS SELECT * FROM rm.conversation WHERE contact_id <> 'now';
ALTER TABLE rm.message DROP CONSTRAINT message_actor_kind_check;
INSERT INTO rm.message (contact_id, message_no, at, actor_kind) VALUES ('c1', 90, 'infinity', 'customer'),
	('c1', 91, '-infinity', 'customer'), ('c1', 92, '2024-05-06', 'somebody'), ('gone', 1, '2024-05-06', 'customer');
SELECT set_eq($$SELECT * FROM rm.conversation WHERE contact_id <> 'now'$$, 'TABLE before',
	'messages with a problem are in no figure');
SELECT results_eq('SELECT record, problem FROM rm.rejected_record ORDER BY 1',
	$$VALUES ('c1, 90'::text, 'in the future'::text), ('c1, 91', 'no usable instant'),
		('c1, 92', 'unknown actor_kind')$$,
	'but are listed');
SELECT results_eq($$SELECT problem, rows_affected FROM rm.data_quality WHERE subject = 'message' AND rows_affected > 0
	ORDER BY 1$$, $$VALUES ('in the future'::text, 1::bigint), ('no usable instant', 1), ('of no known contact', 1),
		('unknown actor_kind', 1)$$, 'and counted, as is what belongs to no contact');
-- Stored days say the same as visits and messages, in a zone with summer time and a day from four in the morning;
-- customers who wait in conversations without an end do so until now.
CALL create_reporting_views('rm', day_start => '04:00');
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at,
	outcome, ended_by)
SELECT 'n' || i, n, (ARRAY['chat', 'email', NULL])[1 + i % 3], nullif('q' || i % 4, 'q3'),
	nullif('a' || i * n % 5, 'a4'),
	t, t + i * '3 s'::interval, t + i * '3 s'::interval,
	CASE WHEN i % 11 > 0 OR n < 1 + i % 3 / 2 THEN t + i * '90 s'::interval END, 'answered',
	(ARRAY['customer', 'system', NULL])[1 + i % 3]
FROM generate_series(1, 150) AS i, generate_series(1, 1 + i % 3 / 2) AS n,
	LATERAL (SELECT '2026-03-27 02:10+01'::timestamptz + i * '41 min'::interval
		+ (n - 1) * '7 hours'::interval) AS x (t);
INSERT INTO rm.message (contact_id, message_no, at, actor_kind, agent_id)
SELECT 'n' || i, m, '2026-03-27 02:10+01'::timestamptz + i * '41 min'::interval + m * i * '17.123457 s'::interval,
	CASE WHEN i * m % 5 < 2 THEN 'agent' ELSE 'customer' END, CASE WHEN i * m % 5 < 2 THEN 'a' || m % 4 END
FROM generate_series(1, 150) AS i, generate_series(1, i % 8) AS m;
CREATE SCHEMA rm_raw;
CREATE VIEW rm_raw.queue_visit AS SELECT * FROM rm.queue_visit;
CREATE VIEW rm_raw.message AS SELECT * FROM rm.message;
CALL create_reporting_views('rm_raw', zone => 'Europe/Amsterdam', day_start => '04:00');
CREATE FUNCTION pg_temp.shown(schema text) RETURNS TABLE (day date, shown text) LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{conversation_day,conversation_concurrency}'::text[] LOOP
		RETURN QUERY EXECUTE format('SELECT day, (to_jsonb(v) - ''{is_stale,queue_name,agent_name}''::text[])::text '
			'FROM %I.%I AS v', schema, view);
	END LOOP;
END $$;
CREATE FUNCTION pg_temp.alike(text) RETURNS text LANGUAGE sql AS $$
	SELECT bag_eq('SELECT * FROM pg_temp.shown(''rm'')', 'SELECT * FROM pg_temp.shown(''rm_raw'')', $1) $$;
CREATE FUNCTION pg_temp.stale() RETURNS SETOF date LANGUAGE sql AS $$
	SELECT day FROM rm.conversation_day WHERE is_stale UNION
	SELECT day FROM rm.conversation_concurrency WHERE is_stale $$;
-- as loads of transactions before this one are over
CREATE FUNCTION pg_temp.refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	CALL refresh_conversation_summary('rm');
	UPDATE rm.stored_refresh SET again_from = (SELECT max(bucket_end) FROM rm.conversation_day_summary),
		next_from = NULL, running = NULL WHERE stored = 'conversation_day';
END $$;
SELECT pg_temp.alike('before anything is stored');
SELECT pg_temp.refresh();
SELECT pg_temp.alike('stored days');
SELECT ok(count(*) FILTER (WHERE grain = 'queue') > 40 AND count(*) FILTER (WHERE waiting_since IS NOT NULL) > 5
	AND count(*) FILTER (WHERE grain = 'agent' AND concurrent > 1) > 5, 'of many, and of some who wait')
FROM rm.conversation_day_summary;
SELECT bag_eq('TABLE rm.conversation_day_summary', format('SELECT * FROM rm.conversation_day_live(to_ts => %L)',
	(SELECT to_at FROM rm.stored_figures WHERE stored = 'conversation_day')), 'as the function has them');
SELECT results_eq($$SELECT from_at, to_at, late_spans FROM rm.stored_figures WHERE stored = 'conversation_day'$$,
	$$VALUES ('2024-05-06 04:00+02'::timestamptz, '2026-04-01 04:00+02'::timestamptz, 0::bigint)$$, 'but for today');
UPDATE rm.conversation_day_summary SET conversations = 77, concurrent_s = 77
WHERE bucket_start = '2026-03-29 04:00+02' OR bucket_start = '2026-03-28 04:00+01';
SELECT cmp_ok(count(*), '>', 5::bigint, 'it is them that are read') FROM pg_temp.shown('rm') WHERE shown ~ ': 77[,}]';
CALL refresh_conversation_summary('rm', '-infinity');
SELECT pg_temp.alike('a refresh of all sets them right');

INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, queued_at) VALUES
	('n1', 9, 'voice', 'q', now() - interval '1 min'), ('voice', 1, 'voice', 'q', '2026-03-28 12:00+01');
INSERT INTO rm.message VALUES ('today', 1, now(), 'customer');
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, outcome) VALUES
	('today', 1, 'chat', 'q', now() - interval '1 min', now(), now(), 'answered');
SELECT results_eq('SELECT pg_temp.stale()', $$VALUES ('2026-03-26'::date)$$,
	'a visit more to a conversation is of its day; what is no conversation, or of today, is of none');
CREATE FUNCTION pg_temp.changed(what text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	stale date[] := ARRAY(SELECT pg_temp.stale());
	other date[] := ARRAY(SELECT DISTINCT day
		FROM pg_temp.shown('rm') AS s FULL JOIN pg_temp.shown('rm_raw') AS r USING (day, shown)
		WHERE (s.shown IS NULL OR r.shown IS NULL) AND day IN (SELECT day FROM pg_temp.shown('rm')));
BEGIN
	RETURN NEXT ok(other <@ stale AND (other <> '{}' OR what ~ '^today'), what || ': days that differ are stale');
	PERFORM pg_temp.refresh();
	RETURN NEXT pg_temp.alike(what || ': seen after the refresh');
END $$;
SELECT pg_temp.changed('today');
INSERT INTO rm.message SELECT 'n' || i, 20, '2026-03-30', 'customer' FROM generate_series(10, 20) AS i;
INSERT INTO rm.message VALUES ('voice', 1, '2026-03-28 12:01+01', 'customer');
SELECT pg_temp.changed('messages that come late');
UPDATE rm.message SET actor_kind = 'agent', agent_id = 'a1' WHERE contact_id IN ('n12', 'n13', 'n55');
UPDATE rm.message SET contact_id = 'n64' WHERE contact_id = 'n65';
DELETE FROM rm.message WHERE contact_id IN ('n70', 'n71');
SELECT pg_temp.changed('messages that change or go');
UPDATE rm.queue_visit SET ended_at = answered_at + '20 min'::interval WHERE contact_id LIKE 'n%' AND ended_at IS NULL
	AND contact_id < 'n5' AND answered_at IS NOT NULL;
UPDATE rm.queue_visit SET queued_at = queued_at - '26 hours'::interval
WHERE contact_id IN ('n80', 'n82') AND visit_no = 1;
UPDATE rm.queue_visit SET queue_id = 'other' WHERE contact_id = 'n83';
SELECT pg_temp.changed('visits that end, and change');
DELETE FROM rm.queue_visit WHERE contact_id IN ('n90', 'n95') AND visit_no = 1;
UPDATE rm.queue_visit SET is_test = true WHERE contact_id = 'n100';
INSERT INTO rm.queue_visit (contact_id, visit_no, media, queue_id, queued_at) VALUES
	('n103', 0, 'chat', 'q', '2026-03-20 03:59+01');
SELECT pg_temp.changed('visits that go, or come before all others');
CREATE TEMP TABLE kept AS SELECT * FROM pg_temp.shown('rm') WHERE day < '2026-05-01';
CALL retain_raw('rm', 1);
CALL refresh_conversation_summary('rm');
SELECT bag_eq($$SELECT * FROM pg_temp.shown('rm') WHERE day < '2026-05-01'$$, 'TABLE kept',
	'what is stored stays when visits are gone');
TRUNCATE rm.message;
SELECT is((SELECT bool_and(is_stale) FROM rm.conversation_day WHERE day < '2026-04-09'), true,
	'and nothing is as it was without messages');
SELECT * FROM finish();
ROLLBACK;
