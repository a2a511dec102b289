-- days of contacts, of customers, of repeats and of what contacts bring, stored and not
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(39);
CALL create_reporting_model('rcd');
CALL create_reporting_views('rcd', zone => 'Europe/Amsterdam', day_start => '03:07', repeat_days => 5);
CREATE SCHEMA rcd_raw;
CREATE VIEW rcd_raw.queue_visit AS SELECT * FROM rcd.queue_visit;
CREATE VIEW rcd_raw.contact AS SELECT * FROM rcd.contact;
CREATE VIEW rcd_raw.cost AS SELECT * FROM rcd.cost;
CREATE VIEW rcd_raw.campaign AS SELECT * FROM rcd.campaign;
CREATE VIEW rcd_raw.outbound_attempt AS SELECT * FROM rcd.outbound_attempt;
CALL create_reporting_views('rcd_raw', zone => 'Europe/Amsterdam', day_start => '03:07', repeat_days => 5);

-- Over a change of the clock: of a few customers, by several visits, some of which wait still.
CREATE FUNCTION pg_temp.put(i integer, n integer, at timestamptz) RETURNS void LANGUAGE sql AS $$
	INSERT INTO rcd.queue_visit (contact_id, visit_no, media, queue_id, customer_key, agent_id, queued_at, answered_at,
		left_at, outcome)
	SELECT 'c' || i, n, CASE WHEN i % 11 = 0 THEN 'callback' WHEN i % 3 = 0 THEN 'chat' ELSE 'voice' END,
		'q' || (i + n) % 3, 'k' || i % 23, CASE WHEN o = 'answered' THEN 'a' || i % 4 END, at,
		CASE WHEN o = 'answered' THEN at + (i % 50 + 0.123456) * '1 second'::interval END,
		CASE WHEN o NOT IN ('open', 'blocked') THEN at + (i % 50 + 0.123456) * '1 second'::interval END, o
	FROM (VALUES ((ARRAY['answered', 'abandoned', 'flowed_out', 'answered', 'blocked', 'answered', 'open'])[
		1 + i * 7919 / 3 % (6 + (i % 5 = 0)::integer)])) AS o (o)
$$;
SELECT count(pg_temp.put(i, n,
	'2025-10-22 03:00+02'::timestamptz + i * '28 minutes'::interval + (n - 1) * '3 hours'::interval))
FROM generate_series(1, 500) AS i, generate_series(1, 1 + (i % 4 = 0)::integer) AS n;
INSERT INTO rcd.contact (contact_id, customer_key, media, started_at, ended_at, first_queue_id, reason, resolved,
	direction, revenue, currency)
SELECT contact_id, min(customer_key), min(media), min(queued_at), min(queued_at)
		+ CASE WHEN min(queue_id) = 'q1' THEN '30 hours' ELSE '4 minutes' END::interval,
	min(queue_id), 'r' || extract(day FROM min(queued_at))::integer % 2, contact_id LIKE '%7',
	CASE WHEN contact_id LIKE '%3' THEN 'outbound' WHEN contact_id LIKE '%4' THEN 'inbound' END,
	CASE WHEN contact_id LIKE '%9' THEN 1e16 WHEN contact_id LIKE '%5' THEN NULL
		ELSE substr(contact_id, 2)::numeric * 1.001 END,
	CASE WHEN contact_id NOT LIKE '%2' THEN 'EUR' END
FROM rcd.queue_visit
GROUP BY contact_id;

INSERT INTO rcd.cost (month, kind, amount, currency) VALUES ('2025-10-01', 'labour', 1000, 'EUR');

SELECT pg_temp.put(3000, 1, now() - '12 days'::interval);
INSERT INTO rcd.contact (contact_id, customer_key, started_at, ended_at, reason) VALUES
	('c3000', 'k long', now() - '12 days'::interval, now() - '2 days'::interval, 'long');

CREATE FUNCTION pg_temp.shown(schema text, condition text DEFAULT 'true') RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{service_level_unit,repeat_contact}'::text[] LOOP
		RETURN QUERY EXECUTE format('SELECT %L || (to_jsonb(v) - ''is_stale'')::text FROM %I.%I AS v WHERE %s',
			view, schema, view, condition);
	END LOOP;
END $$;
-- What contacts bring, of month by month.
CREATE FUNCTION pg_temp.brought(schema text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{contribution_month,contribution_agent_month,kpi_month_live}'::text[] LOOP
		RETURN QUERY EXECUTE format('SELECT %L || (to_jsonb(v) - ''is_stale'')::text FROM %I.%I AS v '
			'WHERE coalesce(to_jsonb(v) ->> ''kpi'', ''fcr'') ~ ''^(fcr|revenue|contribution)''', view, schema, view);
	END LOOP;
END $$;
-- What is said not to be stale is as the rows say.
CREATE FUNCTION pg_temp.false_rows() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{service_level_unit,repeat_contact}'::text[] LOOP
		RETURN QUERY EXECUTE format($q$
			WITH stored AS MATERIALIZED (
				SELECT day, is_stale, (to_jsonb(v) - 'is_stale')::text AS row FROM rcd.%1$I AS v
			),
			raw AS MATERIALIZED (
				SELECT day, (to_jsonb(v) - 'is_stale')::text AS row FROM rcd_raw.%1$I AS v
			)
			SELECT %1$L || ' shows ' || row
			FROM (SELECT row FROM stored WHERE NOT is_stale EXCEPT ALL SELECT row FROM raw) AS s
			UNION ALL
			SELECT %1$L || ' lacks ' || row
			FROM (
				SELECT row FROM raw
				WHERE NOT EXISTS (
					SELECT
					FROM rcd.stored_late AS l
					WHERE l.stored = CASE %1$L WHEN 'repeat_contact' THEN 'repeat_day' ELSE 'unit_day' END
						AND l.from_at < (raw.day + 1 + '03:07'::time) AT TIME ZONE 'Europe/Amsterdam'
						AND l.to_at > (raw.day + '03:07'::time) AT TIME ZONE 'Europe/Amsterdam')
				EXCEPT ALL SELECT row FROM stored
			) AS s$q$, view);
	END LOOP;
END $$;

CALL refresh_queue_summary('rcd');
SELECT bag_eq($$SELECT pg_temp.shown('rcd')$$, $$SELECT pg_temp.shown('rcd_raw')$$, 'nothing is stored of contacts');
CALL refresh_contact_summary('rcd');
SELECT bag_eq($$SELECT pg_temp.shown('rcd')$$, $$SELECT pg_temp.shown('rcd_raw')$$, 'what is stored says the same');
SELECT results_eq($$SELECT stored, from_at, to_char(to_at AT TIME ZONE 'Europe/Amsterdam', 'HH24:MI'), intervals,
			late_spans
		FROM rcd.stored_figures WHERE stored <> 'queue_interval' ORDER BY 1$$,
	$$VALUES ('contact_day', '2025-10-22 03:07+02'::timestamptz, '03:07', 11::bigint, 0::bigint),
		('repeat_day', '2025-10-22 03:07+02'::timestamptz, '03:07', 11::bigint, 0::bigint),
		('unit_day', '2025-10-22 03:07+02', '03:07', 11, 0)$$, 'by local day, over the change of the clock');
SELECT bag_eq('TABLE rcd.unit_day_summary', 'SELECT * FROM rcd.unit_day_live()', 'as the function has it');
SELECT bag_eq('TABLE rcd.repeat_day_summary', 'SELECT * FROM rcd.repeat_day_live()', 'and the other');
SELECT bag_eq('TABLE rcd.contact_day_summary', 'SELECT * FROM rcd.contact_day_live()', 'and the third');
SELECT ok((SELECT count(*) > 5 FROM rcd.unit_day_summary WHERE contact_ids IS NOT NULL)
	AND (SELECT bool_or(cardinality(contact_ids) > 1) FROM rcd.unit_day_summary), 'some wait, some with others');
SELECT bag_eq($$SELECT pg_temp.brought('rcd')$$, $$SELECT pg_temp.brought('rcd_raw')$$,
	'so do KPIs, and what is brought');
SELECT results_eq(
	$$SELECT inbound_contacts, inbound_revenue FROM rcd.contribution_month WHERE month = '2025-10-01'$$, $$
	SELECT count(*), sum(revenue)::float8
	FROM rcd.contact AS c
	WHERE direction IS DISTINCT FROM 'outbound' AND contact_id NOT LIKE '%9' AND started_at < '2026-01-01' AND EXISTS (
		SELECT FROM rcd.queue_visit AS v WHERE v.contact_id = c.contact_id AND outcome = 'answered')$$,
	'of contacts that came in and were answered');
SAVEPOINT before;
UPDATE rcd.unit_day_summary SET queue_id = 'wrong' WHERE queue_id = 'q1';
UPDATE rcd.repeat_day_summary SET queue_id = 'wrong' WHERE queue_id = 'q1';
SELECT ok((SELECT bool_or(queue_id = 'wrong') FROM rcd.service_level_unit)
	AND (SELECT bool_or(queue_id = 'wrong') FROM rcd.repeat_contact), 'the views read what is stored');
UPDATE rcd.contact_day_summary SET revenue = revenue + 1;
SELECT is((SELECT count(DISTINCT left(b, 18)) FROM (
	SELECT * FROM pg_temp.brought('rcd') AS b EXCEPT SELECT pg_temp.brought('rcd_raw')) AS d), 3::bigint,
	'all that says what contacts bring');
ROLLBACK TO before;

SELECT ok((SELECT count(*) > 0 FROM rcd.unit_day_summary WHERE 'c20' = ANY (contact_ids)), 'one who waits');
CALL erase_customer('rcd', 'k20');
SELECT bag_eq($$SELECT pg_temp.shown('rcd')$$, $$SELECT pg_temp.shown('rcd_raw')$$, 'is found when nobody knows him');

-- Rows in their order touch nothing.
SELECT count(pg_temp.put(i, 1, now() - (i - 1000) * '1 minute'::interval)) FROM generate_series(1000, 1010) AS i;
INSERT INTO rcd.contact (contact_id, customer_key, started_at, ended_at)
SELECT contact_id, customer_key, queued_at, now() FROM rcd.queue_visit WHERE queued_at > now() - '1 day'::interval;
SELECT is((SELECT count(*) FROM rcd.stored_late WHERE stored IN ('unit_day', 'repeat_day', 'contact_day')), 0::bigint,
	'rows that come in time touch nothing that is stored');
SELECT is_empty('SELECT pg_temp.false_rows()', 'and show');

-- One change after another: what it touches is stale, and nothing else; then it is read.
CREATE TEMP TABLE noted (day text);
CREATE FUNCTION pg_temp.after(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	said text;
BEGIN
	EXECUTE change;
	said := (SELECT string_agg(f, E'\n') FROM pg_temp.false_rows() AS f);
	WITH day AS (
		SELECT DISTINCT concat(stored, ' ', (from_at AT TIME ZONE 'Europe/Amsterdam' - '03:07'::time)::date) AS day
		FROM rcd.stored_late
		WHERE stored IN ('unit_day', 'repeat_day', 'contact_day')
		EXCEPT
		SELECT day FROM noted
	),
	added AS (
		INSERT INTO noted SELECT day FROM day
	)
	SELECT concat(said, string_agg(replace(day, '_day 2025-10', ''), ' ' ORDER BY day)) INTO said FROM day;
	RETURN said;
END $$;
SELECT is(pg_temp.after($$SELECT pg_temp.put(2001, 1, '2025-10-25 12:00+02')$$), 'unit-25', 'a late visit');
SELECT is(pg_temp.after($$SELECT pg_temp.put(61, 2, now() - '1 hour'::interval)$$), 'contact-23 repeat-23 unit-23',
	'a second visit of a contact a year ago');
SELECT is(pg_temp.after($$UPDATE rcd.queue_visit SET outcome = 'abandoned', left_at = queued_at + '9 s'
		WHERE outcome = 'open' AND queued_at < '2025-10-23 00:00+02'$$),
	'contact-22 repeat-22 unit-22', 'visits that waited');
SELECT is(pg_temp.after($$DELETE FROM rcd.queue_visit WHERE contact_id = 'c224' AND visit_no = 1$$),
	'contact-26 repeat-26 unit-26', 'a visit that goes');
SELECT is(pg_temp.after($$INSERT INTO rcd.contact (contact_id, customer_key, started_at, ended_at)
		VALUES ('late', 'k5', '2025-10-29 12:00+01', '2025-10-29 12:01+01')$$),
	'contact-29 repeat-24 repeat-25 repeat-27 repeat-28 repeat-29', 'a late contact, and those of five days before it');
SELECT is(pg_temp.after($$DELETE FROM rcd.contact WHERE contact_id = 'c460'$$),
	'contact-30 repeat-30', 'a contact that goes');
SELECT is(pg_temp.after($$UPDATE rcd.contact SET ended_at = started_at + '3 days'::interval
		WHERE contact_id = 'c495'$$), 'contact-31 repeat-31', 'a contact with another end');
SELECT is(pg_temp.after($$UPDATE rcd.contact SET revenue = 7, started_at = '2025-10-28 12:00+01',
		ended_at = '2025-10-28 12:05+01', resolved = NOT resolved
		WHERE contact_id = 'c400'$$), 'contact-28', 'a contact of another day');
SELECT results_eq('SELECT month, is_stale FROM rcd.contribution_month ORDER BY 1',
	$$SELECT month, month = '2025-10-01' FROM rcd_raw.contribution_month ORDER BY 1$$, 'their month is stale');
CALL refresh_queue_summary('rcd');
CALL refresh_contact_summary('rcd');
SELECT bag_eq($$SELECT pg_temp.shown('rcd', 'NOT is_stale')$$, $$SELECT pg_temp.shown('rcd_raw')$$, 'then all is read');
SELECT bag_eq($$SELECT pg_temp.brought('rcd')$$, $$SELECT pg_temp.brought('rcd_raw')$$,
	'and what is brought');
UPDATE rcd.contact SET currency = 'USD' WHERE contact_id = 'c46';
CALL refresh_contact_summary('rcd');
SELECT bag_eq($$SELECT pg_temp.brought('rcd')$$, $$SELECT pg_temp.brought('rcd_raw')$$, 'in two currencies');
TRUNCATE noted;
SELECT is(pg_temp.after($$INSERT INTO rcd.contact (contact_id, customer_key, started_at, ended_at)
		VALUES ('soon after', 'k long', now() - '1 minute'::interval, now())$$), '',
	'what a contact to come can change is not read from what is stored');
SELECT results_eq($$SELECT eligible, repeated FROM rcd.repeat_contact WHERE reason = 'long'$$,
	'VALUES (1::bigint, 1::bigint)', 'but repeats what went on till yesterday');

-- A contact of the last stored day whose visit is of the next one, which is not stored.
INSERT INTO rcd.contact (contact_id, customer_key, started_at, ended_at, revenue, currency)
SELECT 'c2500', 'k night', max(bucket_end) - '1 minute'::interval, max(bucket_end) + '1 minute'::interval, 3, 'EUR'
FROM rcd.contact_day_summary;
SELECT pg_temp.put(2500, 1, max(bucket_end) + '30 s'::interval) FROM rcd.contact_day_summary;
CALL refresh_contact_summary('rcd');
UPDATE rcd.queue_visit SET agent_id = 'late', outcome = 'answered', answered_at = left_at WHERE contact_id = 'c2500';
SELECT ok((SELECT bool_and(v.is_stale) FROM rcd.contribution_month AS v, rcd.contact AS c
	WHERE c.contact_id = 'c2500' AND v.month = date_trunc('month', c.started_at AT TIME ZONE 'Europe/Amsterdam'
		- '03:07'::time)::date), 'a visit of the day after the last that is stored');
CALL refresh_queue_summary('rcd');
CALL refresh_contact_summary('rcd');
SELECT bag_eq($$SELECT pg_temp.brought('rcd')$$, $$SELECT pg_temp.brought('rcd_raw')$$, 'is its contact''s');

-- Paid time is a part of what agents bring.
SAVEPOINT before;
INSERT INTO rcd.agent_state (agent_id, during, state_class) VALUES
	('a1', '[2025-10-25 12:00+02,2025-10-25 13:00+02)', 'available');
CALL refresh_agent_summary('rcd');
CALL refresh_outbound_summary('rcd');
DELETE FROM rcd.agent_state WHERE agent_id = 'a1';
SELECT is((SELECT bool_and(is_stale) FROM rcd.contribution_agent_month WHERE month = '2025-10-01'), true,
	'their paid time is stale');
ROLLBACK TO before;

-- Another window, and rows that go for good.
CALL create_reporting_views('rcd', repeat_days => 9);
CALL create_reporting_views('rcd_raw', repeat_days => 9);
SELECT is((SELECT string_agg(DISTINCT is_stale::text, ' ') FROM rcd.repeat_contact WHERE day < '2026-01-01'), 'true',
	'with another window all repeats are stale');
CALL refresh_contact_summary('rcd');
SELECT bag_eq($$SELECT pg_temp.shown('rcd')$$, $$SELECT pg_temp.shown('rcd_raw')$$, 'until they are made anew');
CREATE FUNCTION pg_temp.first_days() RETURNS SETOF text LANGUAGE sql AS $$
	SELECT pg_temp.shown('rcd', $q$day < '2025-10-24' AND to_jsonb(v) ->> 'per' IS DISTINCT FROM 'visit'$q$) $$;
CREATE TEMP TABLE kept AS SELECT pg_temp.first_days() AS row;
DELETE FROM rcd.contact WHERE started_at < '2025-10-24 03:07+02';
DELETE FROM rcd.queue_visit WHERE queued_at < '2025-10-24 03:07+02';
CALL refresh_contact_summary('rcd');
SELECT bag_eq('SELECT pg_temp.first_days()', 'SELECT row FROM kept', 'what is stored of days without rows is kept');
SELECT results_eq($$SELECT stored, gone_from, gone_to FROM rcd.stored_figures WHERE gone_days > 0 ORDER BY 1$$,
	$$VALUES ('contact_day', '2025-10-22'::date, '2025-10-23'::date), ('repeat_day', '2025-10-22', '2025-10-23'),
		('unit_day', '2025-10-22', '2025-10-23')$$,
	'and noted');
CALL refresh_queue_summary('rcd', discard => true);
CALL refresh_contact_summary('rcd', discard => true);
SELECT bag_eq($$SELECT pg_temp.shown('rcd')$$, $$SELECT pg_temp.shown('rcd_raw')$$, 'unless they are discarded');
SELECT bag_eq($$SELECT pg_temp.brought('rcd')$$, $$SELECT pg_temp.brought('rcd_raw')$$, 'all of them');
TRUNCATE rcd.contact;
SELECT is((SELECT bool_and(is_stale) FROM rcd.contribution_month), true, 'nothing is as it was without contacts');
SELECT * FROM finish();
ROLLBACK;
