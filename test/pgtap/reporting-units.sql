-- service levels by a visit's own threshold, and per visit, contact and customer.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';	-- a session zone that no view may use
SELECT plan(19);

CALL create_reporting_model('ru');
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', defaults => true);
CREATE FUNCTION ru.put(contact text, no int, at timestamptz, queue text, outcome text, wait float8,
	customer text DEFAULT NULL, own float8 DEFAULT NULL, media text DEFAULT 'voice')
RETURNS void LANGUAGE sql AS $$
	INSERT INTO ru.queue_visit (contact_id, visit_no, media, queue_id, customer_key,
			queued_at, answered_at, left_at, outcome, sl_threshold_s) VALUES
		(contact, no, media, queue, customer, at,
			CASE outcome WHEN 'answered' THEN at + wait * interval '1 s' END,
			CASE WHEN outcome NOT IN ('open', 'blocked') THEN at + wait * interval '1 s' END, outcome, own)$$;

-- Own thresholds, in a queue of several, one of one and one of none.
SELECT ru.put('t' || row_number() OVER (), 1, '2024-05-06 10:00+02', q, o, w, NULL, own)
FROM (VALUES
	('several', 'answered', 15, NULL),
	('several', 'answered', 25, 30),
	('several', 'answered', 15, 10),
	('several', 'abandoned', 8, 10),
	('several', 'abandoned', 8, 5),
	('several', 'flowed_out', 1, 60),
	('several', 'open', 0, 30),
	('several', 'answered', 10, 10),
	('several', 'answered', 10.000001, 10),
	('one', 'answered', 25, 30),
	('one', 'answered', 31, 30),
	('one', 'flowed_out', 1, 60),
	('none', 'answered', 20, NULL),
	('none', 'answered', 21, NULL),
	('none', 'abandoned', 2, NULL),
	('undecided', 'flowed_out', 1, NULL)) AS v (q, o, w, own);
SELECT results_eq($$
	SELECT queue_id, threshold_s, lowest_threshold_s, highest_threshold_s, mixed_thresholds, offered, answered,
		answered_within, abandoned, abandoned_within, service_judged, service_met, service_level
	FROM ru.queue_own_threshold_day WHERE day = '2024-05-06' ORDER BY 1$$,
	$$VALUES
		('none'::text, 20::float8, 20::float8, 20::float8, false, 3::bigint, 2::bigint, 1::bigint, 1::bigint, 1::bigint,
			3::bigint, 1::bigint, 1 / 3::float8),
		('one', 30, 30, 30, false, 3, 2, 1, 0, 0, 2, 1, 0.5),
		('several', NULL, 5, 30, true, 9, 5, 3, 2, 1, 8, 3, 0.375),
		('undecided', NULL, NULL, NULL, NULL, 1, 0, 0, 0, 0, 0, 0, NULL)$$,
	'each visit by its own threshold, the mix flagged');
SELECT results_eq($$
	SELECT service_judged, service_met, service_level FROM ru.queue_own_threshold_day WHERE queue_id = 'none'$$,
	$$SELECT service_judged, service_met, service_level FROM ru.queue_day WHERE queue_id = 'none'$$,
	'without thresholds of their own: as in queue_day');
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', variant => 'ignore_in_threshold');
SELECT results_eq($$SELECT service_judged, service_met FROM ru.queue_own_threshold_day WHERE queue_id = 'several'$$,
	'VALUES (7::bigint, 3::bigint)', 'another variant: who abandoned within the own threshold is not judged');
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', variant => 'offered_all');
SELECT results_eq($$
	SELECT service_judged, service_met, highest_threshold_s
	FROM ru.queue_own_threshold_day WHERE queue_id = 'several'$$,
	'VALUES (9::bigint, 3::bigint, 60::float8)', 'and one that judges who flowed out');
CREATE SCHEMA ru_mapped;
CREATE VIEW ru_mapped.queue_visit AS
SELECT contact_id, visit_no, media, direction, site_id, queue_id, agent_id, customer_key, reason, entered_at, queued_at,
	answered_at, left_at, ended_at, wrap_ended_at, ring_s, talk_s, hold_s, acw_s, outcome, abandon_stage, transfer_in,
	transfer_out, origin_contact_id, CASE WHEN contact_id = 't1' THEN 'NaN'::float8 ELSE -1 END AS sl_threshold_s,
	source, source_updated_at, is_test
FROM ru.queue_visit;
CALL create_reporting_views('ru_mapped', zone => 'Europe/Amsterdam');
SELECT results_eq($$SELECT DISTINCT threshold_s FROM ru_mapped.queue_own_threshold_day WHERE service_judged > 0$$,
	'VALUES (20::float8)', 'a threshold that cannot be is none');
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', defaults => true);

-- Units.
DELETE FROM ru.queue_visit;
SELECT ru.put(c, n, at::timestamptz, q, o, w, k, NULL, m)
FROM (VALUES
	('A', 1, '2024-05-06 10:00+02', 'q1', 'abandoned', 30, 'k1', 'voice'),
	('B', 1, '2024-05-06 10:05+02', 'q1', 'answered', 10, 'k1', 'voice'),	-- a redial
	('C', 1, '2024-05-06 11:00+02', 'q1', 'flowed_out', 12, 'k2', 'voice'),
	('C', 2, '2024-05-06 11:01+02', 'q2', 'answered', 6, 'k2', 'voice'),
	('D', 1, '2024-05-06 15:00+02', 'q2', 'abandoned', 50, 'k2', 'voice'),	-- after an answer
	('E', 1, '2024-05-06 12:00+02', 'q1', 'abandoned', 25, NULL, 'voice'),
	('F', 1, '2024-05-06 12:01+02', 'q1', 'answered', 5, NULL, 'voice'),	-- who knows
	('G', 1, '2024-05-06 12:10+02', 'q1', 'abandoned', 9, 'k3', 'voice'),
	('H', 1, '2024-05-06 12:09+02', 'q3', 'answered', 3, 'k3', 'chat'),	-- by other means
	('I', 1, '2024-05-06 23:59:50+02', 'q1', 'flowed_out', 5, 'k4', 'voice'),
	('I', 2, '2024-05-07 00:00+02', 'q2', 'answered', 10, 'k4', 'voice'),	-- over midnight
	('J', 1, '2024-05-07 09:00+02', 'q1', 'abandoned', 30, 'k4', 'voice'),	-- the next day
	('K', 1, '2024-05-06 13:00+02', 'q1', 'blocked', 0, 'k5', 'voice'),
	('L', 1, '2024-05-06 13:01+02', 'q1', 'answered', 2, 'k5', 'voice'),
	('M', 1, '2024-05-06 13:02+02', 'q1', 'abandoned', 40, 'k6', 'voice'),
	('N', 1, '2024-05-06 13:04+02', 'q1', 'blocked', 0, 'k6', 'voice'),
	('O', 1, '2024-05-06 14:00+02', 'q1', 'answered', 4, 'k7', 'voice'),
	('O', 2, '2024-05-06 14:10+02', 'q2', 'answered', 60, 'k7', 'voice'),	-- transferred
	('P', 1, '2024-05-06 14:30+02', 'q1', 'callback_requested', 7, 'k8', 'voice'),
	('P', 2, '2024-05-06 14:40+02', 'q1', 'answered', 21, 'k8', 'callback')) AS v (c, n, at, q, o, w, k, m);
INSERT INTO ru.queue_visit (contact_id, visit_no, media, queue_id, customer_key,
		queued_at, left_at, outcome, is_test) VALUES
	('I', 0, 'voice', 'q9', 'k4', '2024-05-05', '2024-05-05', 'abandoned', true);
CREATE TEMP TABLE unit AS
SELECT per, day, queue_id, media, offered, answered, answered_within, abandoned, flowed_out, callbacks, blocked,
	service_judged, service_met, wait_s
FROM ru.service_level_unit;
SELECT results_eq($$
	SELECT queue_id, offered, answered, answered_within, abandoned, flowed_out, callbacks, blocked, service_judged,
		service_met, wait_s
	FROM unit WHERE per = 'visit' AND media = 'voice' AND day = '2024-05-06' ORDER BY 1$$,
	$$VALUES
		('q1'::text, 11::bigint, 4::bigint, 4::bigint, 4::bigint, 2::bigint, 1::bigint, 2::bigint, 8::bigint,
			4::bigint, 149::float8),
		('q2', 3, 2, 1, 1, 0, 0, 0, 3, 1, 116)$$,
	'per visit');
-- B 10, C 18, F 5, I 15, L 2, O 4 answered; A 30, E 25, G 9, M 40 abandoned; P 7; K, N blocked; D 50 in q2
SELECT results_eq($$
	SELECT queue_id, offered, answered, answered_within, abandoned, flowed_out, callbacks, blocked, service_judged,
		service_met, wait_s
	FROM unit WHERE per = 'contact' AND media = 'voice' AND day = '2024-05-06' ORDER BY 1$$,
	$$VALUES
		('q1'::text, 11::bigint, 6::bigint, 6::bigint, 4::bigint, 0::bigint, 1::bigint, 2::bigint, 10::bigint,
			6::bigint, 165::float8),
		('q2', 1, 0, 0, 1, 0, 0, 0, 1, 0, 50)$$,
	'per contact: by its first visit, answered if any visit was, the waits up to there');
-- k1 40, k2 18, F 5, k4 15, k5 2, k7 4 answered; E 25, k3 9, k6 40 abandoned; k8 7
SELECT results_eq($$
	SELECT queue_id, offered, answered, answered_within, abandoned, flowed_out, callbacks, blocked, service_judged,
		service_met, wait_s
	FROM unit WHERE per = 'customer' AND media = 'voice' AND day = '2024-05-06' ORDER BY 1$$,
	$$VALUES ('q1'::text, 10::bigint, 6::bigint, 5::bigint, 3::bigint, 0::bigint, 1::bigint, 0::bigint, 9::bigint,
		5::bigint, 165::float8)$$,
	'per customer: redials merged, unknown customers apart');
SELECT results_eq($$
	SELECT per, queue_id, offered, answered, abandoned, wait_s FROM unit WHERE day = '2024-05-07' ORDER BY 1, 2$$,
	$$VALUES
		('contact'::text, 'q1'::text, 1::bigint, 0::bigint, 1::bigint, 30::float8),
		('customer', 'q1', 1, 0, 1, 30),
		('visit', 'q1', 1, 0, 1, 30),
		('visit', 'q2', 1, 1, 0, 10)$$,
	'over midnight: visits by their own day, contacts and customers by that of the first');
SELECT results_eq($$SELECT per, answered, wait_s FROM unit WHERE media = 'chat' ORDER BY 1$$,
	$$VALUES ('contact'::text, 1::bigint, 3::float8), ('customer', 1, 3), ('visit', 1, 3)$$,
	'a chat is no redial of a call');
SELECT is_empty($$SELECT FROM unit WHERE media = 'callback' OR queue_id = 'q9'$$,
	'callbacks and test visits are left out');
SELECT results_eq($$
	SELECT queue_id, sum(service_met), sum(service_judged) FROM unit WHERE per = 'visit' GROUP BY 1 ORDER BY 1$$, $$
	SELECT queue_id, sum(service_met), sum(service_judged)
	FROM ru.queue_day WHERE media <> 'callback' GROUP BY 1 ORDER BY 1$$,
	'per visit it is that of queue_day');

-- Every variant takes the units.
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', variant => 'abandon_met');
SELECT results_eq($$
	SELECT per, sum(service_met), sum(service_judged)
	FROM ru.service_level_unit WHERE day = '2024-05-06' AND media = 'voice' GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('contact'::text, 7::numeric, 11::numeric), ('customer', 6, 9), ('visit', 6, 11)$$,
	'who abandoned within the threshold met it');
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', variant => 'dequeued');
SELECT results_eq($$
	SELECT per, sum(service_met), sum(service_judged)
	FROM ru.service_level_unit WHERE day = '2024-05-06' AND media = 'voice' GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('contact'::text, 8::numeric, 12::numeric), ('customer', 7, 10), ('visit', 7, 14)$$,
	'and who asked for a callback');
CALL create_reporting_views('ru', zone => 'Europe/Amsterdam', defaults => true);

-- Any number of visits and contacts, in any order, against a fold one at a time.
DELETE FROM ru.queue_visit;
SELECT ru.put('c' || c, n,
	'2024-05-06 08:00+02'::timestamptz + (c * 7919 % 400) * interval '1 min' + n * interval '10 s', 'q' || c % 3,
	(ARRAY['answered', 'abandoned', 'flowed_out', 'blocked', 'abandoned', 'open',
		'callback_requested'])[1 + (c * 31 + n * 17) % 7],
	(c * 13 + n * 5) % 40, CASE WHEN c % 5 > 0 THEN 'k' || c % 60 END)
FROM generate_series(1, 300) c, generate_series(1, 3) n WHERE n <= 1 + c % 3;
CREATE FUNCTION pg_temp.fold(per text) RETURNS TABLE (outcome text, wait_s numeric) LANGUAGE plpgsql AS $$
DECLARE
	v record;
	unit text;
	started boolean := false;
BEGIN
	FOR v IN
		SELECT w.*, coalesce(CASE per WHEN 'customer' THEN 'k' || w.customer_key END, w.contact_id) AS key,
			extract(epoch FROM coalesce(answered_at, left_at, now()) - queued_at) AS wait
		FROM ru.queue_visit w
			JOIN (SELECT contact_id, min(queued_at) AS began FROM ru.queue_visit GROUP BY contact_id) b
				USING (contact_id)
		ORDER BY key, began, contact_id, visit_no
	LOOP
		IF unit IS DISTINCT FROM v.key THEN
			IF started THEN
				RETURN NEXT;
			END IF;
			unit := v.key;
			started := true;
			outcome := 'blocked';
			wait_s := NULL;
		END IF;
		CONTINUE WHEN outcome = 'answered' OR v.outcome = 'blocked';
		outcome := v.outcome;
		wait_s := coalesce(wait_s, 0) + v.wait;
	END LOOP;
	RETURN NEXT;
END $$;
SELECT results_eq(format($$
		SELECT sum(offered), sum(answered), sum(abandoned), sum(flowed_out), sum(callbacks), sum(blocked),
			sum(still_open), round(sum(wait_s)), sum(service_met)
		FROM ru.service_level_unit WHERE per = %L$$, per),
	format($$
		SELECT count(*) FILTER (WHERE outcome <> 'blocked')::numeric,
			count(*) FILTER (WHERE outcome = 'answered')::numeric,
			count(*) FILTER (WHERE outcome = 'abandoned')::numeric,
			count(*) FILTER (WHERE outcome = 'flowed_out')::numeric,
			count(*) FILTER (WHERE outcome = 'callback_requested')::numeric,
			count(*) FILTER (WHERE outcome = 'blocked')::numeric, count(*) FILTER (WHERE outcome = 'open')::numeric,
			round(sum(wait_s)::float8), count(*) FILTER (WHERE outcome = 'answered' AND wait_s <= 20)::numeric
		FROM pg_temp.fold(%L)$$, per),
	'one at a time: ' || per)
FROM unnest('{contact,customer}'::text[]) AS per;
SELECT bag_eq($$SELECT to_jsonb(u) - 'is_stale' FROM ru.service_level_unit AS u$$,
	$$SELECT to_jsonb(u) - 'is_stale' FROM ru_mapped.service_level_unit AS u$$, 'the same over a view');

CREATE TEMP TABLE numbered_from_1 AS SELECT * FROM ru.service_level_unit;
UPDATE ru.queue_visit SET visit_no = visit_no - 10;
UPDATE ru.queue_visit SET visit_no = visit_no + 9;
SELECT results_eq($$
	SELECT per, day, queue_id, media, offered, answered, abandoned, service_met
	FROM ru.service_level_unit ORDER BY 1, 2, 3, 4$$, $$
	SELECT per, day, queue_id, media, offered, answered, abandoned, service_met
	FROM numbered_from_1 ORDER BY 1, 2, 3, 4$$,
	'visits may be numbered from 0');

-- A week is seven days from Monday, over the turn of a year and a change of the clock.
SELECT set_eq($$SELECT queue_id, media, week, offered, service_met, service_judged, round(wait_s) FROM ru.queue_week$$,
	$$SELECT queue_id, media, day - extract(isodow FROM day)::integer + 1 AS week, sum(offered)::bigint AS offered,
		sum(service_met)::bigint AS met, sum(service_judged)::bigint AS judged, round(sum(wait_s)) AS wait_s
	FROM ru.queue_day GROUP BY 1, 2, 3$$, 'weeks are the sums of their days');

SELECT * FROM finish();
ROLLBACK;
