-- Forecasts over clock changes, plans of other widths and media, and rows that cannot be used.
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SELECT plan(22);
CALL create_reporting_model('rp');
CALL create_reporting_views('rp', zone => 'Europe/Amsterdam');

-- Two weeks around each clock change: one call at 08:05, ten at 09:05, on the wall clock; none on 5 and 6 November.
INSERT INTO rp.queue_visit (contact_id, visit_no, media, queue_id, queued_at, left_at, outcome)
SELECT concat(d::date, ' ', h, ' ', i), 1, 'voice', 'q', t, t, 'abandoned'
FROM (SELECT generate_series('2026-03-16'::date, '2026-04-06', '1 day')
		UNION SELECT generate_series('2025-10-13'::date, '2025-11-10', '1 day')) AS d (d),
	(VALUES (8, 1), (9, 10)) AS v (h, n), generate_series(1, n) AS i,
	LATERAL (SELECT (d::date + make_time(h, 5, 0)) AT TIME ZONE 'Europe/Amsterdam') AS x (t)
WHERE d NOT IN ('2025-11-05', '2025-11-06');
INSERT INTO rp.forecast (queue_id, interval_start, interval_len, made_at, volume)
SELECT q, s::timestamp AT TIME ZONE 'Europe/Amsterdam', len::interval, '2025-10-01', 10
FROM (VALUES
	('q', '2026-03-30 09:00', '30 min'), ('q', '2026-03-30 08:00', '30 min'), ('q', '2026-03-30 10:00', '30 min'),
	('q', '2026-03-23 09:00', '30 min'), ('q', '2025-10-27 09:00', '30 min'), ('q', '2025-11-12 09:00', '30 min'),
	('q', '2025-11-13 09:00', '30 min'), ('q', '2025-11-17 09:00', '30 min'), ('q', '2025-11-18 09:00', '30 min'),
	('other', '2026-03-30 09:00', '30 min'), ('q', '2026-03-31 09:00', '1 h'), ('q', '2026-04-05 02:30', '30 min'),
	('q', '2026-04-13 09:00', '30 min')) AS v (q, s, len);
CREATE TEMP VIEW error AS SELECT queue_id, local_start, actual, naive FROM rp.forecast_error;
CREATE TEMP TABLE expected AS
SELECT q AS queue_id, s::timestamp AS local_start, actual::float8, naive::float8
FROM (VALUES
	('q', '2026-03-30 09:00', 10, 10), ('q', '2026-03-30 08:00', 1, 1), ('q', '2026-03-30 10:00', 0, 0),
	('q', '2026-03-23 09:00', 10, 10), ('q', '2025-10-27 09:00', 10, 10), ('q', '2025-11-12 09:00', 0, NULL),
	('q', '2025-11-13 09:00', 0, NULL), ('q', '2025-11-17 09:00', 0, 10), ('q', '2025-11-18 09:00', 0, NULL),
	('other', '2026-03-30 09:00', 0, 0), ('q', '2026-03-31 09:00', NULL, NULL), ('q', '2026-04-05 02:30', 0, NULL),
	('q', '2026-04-13 09:00', NULL, NULL)) AS v (q, s, actual, naive);
SELECT set_eq('TABLE error', 'TABLE expected', 'a week before is the same local slot');
CALL refresh_queue_summary('rp', '2026-03-20', '2026-03-25');
SELECT set_eq('TABLE error', 'TABLE expected', 'where a part of it is rolled up');
CALL refresh_queue_summary('rp');
SELECT set_eq('TABLE error', 'TABLE expected', 'and where all is');
INSERT INTO rp.feed_gap (source, during) VALUES ('acd', '[2026-03-23 09:10+01,2026-03-23 09:11+01)');
SELECT is(naive, NULL, 'a gap a week before is no volume') FROM error WHERE local_start = '2026-03-30 09:00';
DELETE FROM rp.forecast;

-- Plans of other widths than forecasts'; media that share one.
INSERT INTO rp.forecast (queue_id, media, interval_start, interval_len, made_at, volume, aht_s)
SELECT q, media, '2026-04-10 00:00+02'::timestamptz + at::interval, len::interval, '2026-04-09', volume, 180
FROM (VALUES
	('hour', 'voice', '9:00', '30 min', 100), ('hour', 'voice', '9:30', '30 min', 100),
	('half', 'voice', '9:00', '1 h', 100), ('half', 'voice', '10:00', '1 h', 100),
	('half', 'voice', '11:00', '1 h', 100),
	('share', 'voice', '9:00', '30 min', 100), ('share', 'voice', '9:30', '30 min', 100),
	('share', 'chat', '9:00', '30 min', 300), ('share', 'email', '9:30', '30 min', 0),
	('own', 'voice', '9:00', '30 min', 100), ('own', 'chat', '9:00', '30 min', 100),
	('own', 'email', '9:00', '30 min', 100),
	('mixed', 'voice', '9:00', '30 min', 100), ('mixed', 'voice', '9:30', '30 min', 300),
	('mixed', 'chat', '9:00', '1 h', 200),
	('idle', 'voice', '9:00', '30 min', 0), ('idle', 'chat', '9:00', '30 min', 0),
	('lap', 'voice', '9:00', '30 min', 100), ('lap', 'voice', '9:30', '30 min', 100),
	('none', 'voice', '9:00', '30 min', 100)) AS v (q, media, at, len, volume);
INSERT INTO rp.staff_plan
SELECT q, '2026-04-10 00:00+02'::timestamptz + at::interval, len::interval, scheduled, media
FROM (VALUES
	('hour', '9:00', '1 h', 14, NULL),
	('half', '9:00', '30 min', 10, NULL), ('half', '9:30', '30 min', 14, NULL), ('half', '9:45', '15 min', 6, 'chat'),
	('half', '9:50', '40 min', 7, 'voice'), ('half', '10:30', '30 min', 0, 'voice'),
	('half', '11:00', '30 min', 9, NULL),
	('share', '9:00', '1 h', 14, NULL),
	('own', '9:00', '30 min', 14, NULL), ('own', '9:00', '30 min', 5, 'voice'), ('own', '9:00', '30 min', 3, 'sms'),
	('mixed', '9:00', '1 h', 14, NULL), ('idle', '9:00', '30 min', 8, NULL),
	('lap', '9:00', '1 h', 14, NULL), ('lap', '9:30', '1 h', 4, NULL)) AS v (q, at, len, scheduled, media);
CREATE FUNCTION pg_temp.scheduled(queue text) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', media, to_char(interval_start AT TIME ZONE 'Europe/Amsterdam', 'FMHH24:MI'),
		coalesce(round(scheduled::numeric, 3)::float8::text, '-')), ', ' ORDER BY media DESC, interval_start)
	FROM rp.staffing_gap WHERE queue_id = queue $$;
SELECT is(pg_temp.scheduled(q), agents, what)
FROM (VALUES
	('hour', 'voice 9:00 14, voice 9:30 14', 'an hour''s plan, half hours forecast'),
	('half', 'voice 9:00 ' || round((10 * 30 + 14 * 20 + 7 * 10) / 60.0, 3)::float8
		|| ', voice 10:00 3.5, voice 11:00 -', 'half hours planned, an hour forecast'),
	('share', 'voice 9:00 3.5, voice 9:30 14, email 9:30 0, chat 9:00 10.5',
		'a plan without a medium is shared by work'),
	('own', 'voice 9:00 5, email 9:00 7, chat 9:00 7', 'by those without a plan of their own'),
	('mixed', 'voice 9:00 7, voice 9:30 10.5, chat 9:00 5.25', 'whatever the widths'),
	('idle', 'voice 9:00 4, chat 9:00 4', 'alike where there is no work'),
	('lap', 'voice 9:00 14, voice 9:30 4', 'a row holds until the next'),
	('none', 'voice 9:00 -', 'no plan is not known')) AS v (q, agents, what);
SELECT is(sum(scheduled * extract(epoch FROM interval_end - interval_start)::float8), 14 * 3600::float8, 'never twice')
FROM rp.staffing_gap WHERE queue_id = 'mixed';
SELECT throws_ok($$INSERT INTO rp.staff_plan VALUES ('own', '2026-04-10 09:00+02', '1 h', 1, NULL)$$, '23505', NULL,
	'one plan for all media');

-- Each value that the table takes, one at a time: no view fails, and no other forecast changes.
CREATE FUNCTION pg_temp.fails() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY
		'{forecast_error,forecast_accuracy,staffing_gap,rejected_forecast,rejected_plan,kpi_month}'::text[] LOOP
		EXECUTE format('SELECT count(v::text) FROM rp.%I AS v', view);
	END LOOP;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	RETURN view || ': ' || sqlerrm;
END $$;
CREATE FUNCTION pg_temp.odd(relation text, new text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	failure text;
	listed bigint;
BEGIN
	EXECUTE format('INSERT INTO rp.%I SELECT * FROM json_populate_record((SELECT f FROM rp.%1$I AS f LIMIT 1), %L)',
		relation, new);
	failure := pg_temp.fails();
	EXECUTE format('SELECT count(*) FROM rp.%I WHERE queue_id = ''odd''',
		CASE relation WHEN 'forecast' THEN 'rejected_forecast' ELSE 'rejected_plan' END) INTO listed;
	EXECUTE format('DELETE FROM rp.%I WHERE queue_id = ''odd''', relation);
	RETURN concat_ws(' ', failure, CASE WHEN listed <> 1 THEN 'not listed ' || new END);
END $$;
SELECT is(
	string_agg(pg_temp.odd('forecast', json_build_object('queue_id', 'odd', 'scenario', 'base', c, v)::text), ''),
	'', 'odd forecasts, ' || c)
FROM (VALUES ('volume', '{NaN,Infinity,1e300}'::text[]), ('aht_s', '{NaN,Infinity,1e300,1e-300}'),
	('interval_start', '{infinity,-infinity,4000-01-01 BC,294276-12-31 23:00}'),
	('made_at', '{infinity,-infinity,4000-01-01 BC,294276-12-31 23:00}'),
	('interval_len', '{0,-1 h,178000000 years,1 month -30 days}')) AS o (c, vs), unnest(vs) AS v
GROUP BY c;
SELECT is(string_agg(pg_temp.odd('staff_plan', json_build_object('queue_id', 'odd', c, v)::text), ''), '',
	'and odd plans')
FROM (VALUES ('scheduled', 'NaN'), ('scheduled', 'Infinity'), ('scheduled', '1e300'), ('interval_start', 'infinity'),
	('interval_start', '-infinity'), ('interval_len', '0'), ('interval_len', '-1 h'),
	('interval_len', '178000000 years')) AS o (c, v);
INSERT INTO rp.forecast (queue_id, interval_start, interval_len, made_at, volume, aht_s) VALUES
	('odd', '2026-04-10', '1 microsecond', '2026-04-09', 1e9, 1e9),
	('odd', '2026-04-11', '1 microsecond', '2026-04-09', 1e3, 1);
SELECT is(pg_temp.fails(), NULL, 'more work than there are agents');

SELECT * FROM finish();
ROLLBACK;
