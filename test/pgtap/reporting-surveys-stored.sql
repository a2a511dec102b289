-- days of answers, stored and not: drivers and the voice of the customer
BEGIN;
SET LOCAL client_min_messages = warning;
SET LOCAL timezone = 'Asia/Kathmandu';
SET LOCAL jit = off;
SELECT plan(25);
CALL create_reporting_model('svd');
CALL create_reporting_views('svd', zone => 'Europe/Amsterdam', day_start => '04:00');
CREATE SCHEMA svd_raw;
CREATE VIEW svd_raw.survey_response AS SELECT * FROM svd.survey_response;
CALL create_reporting_views('svd_raw', zone => 'Europe/Amsterdam', day_start => '04:00');

-- Over a change of the clock and of the month, which begins at midnight and not at four; fractions whose sums go by
-- their order; questions that some do not answer, and that others than customers are asked.
CREATE FUNCTION pg_temp.put(n integer, at timestamptz) RETURNS void LANGUAGE sql AS $$
	INSERT INTO svd.survey_response (response_id, agent_id, queue_id, contact_at, item, scale_min, scale_max, value,
		population)
	SELECT 'r' || n, 'a' || n % 5, nullif('q' || n % 3, 'q0'), at, item, lo, hi,
		CASE WHEN n % 7 > 0 AND NOT (n % 5 = 0 AND item = 'tone')
			THEN lo + (hi - lo) * (n * k % 1009 * 0.9 + n % 11) / 1020.0 END,
		CASE n % 9 WHEN 0 THEN 'upstream' WHEN 1 THEN NULL ELSE 'downstream' END
	FROM (VALUES ('csat', 1, 5, 7919), ('nps', 0, 10, 611), ('ces', 1, 7, 13), ('tone', 0, 3, 577), ('pace', 0, 9, 401),
		('Éclat', 1, 7, 97)) AS i (item, lo, hi, k)
$$;
SELECT count(pg_temp.put(n, '2026-03-26 12:00+01'::timestamptz + n * '17 minutes 3.3 s'::interval))
FROM generate_series(1, 700) AS n;
CREATE FUNCTION pg_temp.differences() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
	view text;
BEGIN
	FOREACH view IN ARRAY '{survey_driver,voc_month,voc_queue,voc_population}'::text[] LOOP
		RETURN QUERY EXECUTE format('SELECT %1$L || coalesce(a.a, b.a)::text FROM '
			'(SELECT to_jsonb(v) - ''is_stale'' AS a, count(*) AS n FROM svd.%1$I AS v GROUP BY 1) AS a FULL JOIN '
			'(SELECT to_jsonb(v) - ''is_stale'' AS a, count(*) AS n FROM svd_raw.%1$I AS v GROUP BY 1) AS b '
			'ON a.a = b.a AND a.n = b.n WHERE a.a IS NULL OR b.a IS NULL', view);
	END LOOP;
END $$;
CREATE FUNCTION pg_temp.stale() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(DISTINCT to_char(from_at AT TIME ZONE 'Europe/Amsterdam' - '04:00'::interval, 'MM-DD'), ' ')
	FROM svd.stored_late WHERE stored = 'survey_day' $$;

-- What is computed is what the answers say.
SELECT results_eq(
	'SELECT month, invited, responses, nps_answers, promoters, detractors FROM svd.voc_month ORDER BY month', $$
	SELECT date_trunc('month', contact_at AT TIME ZONE 'Europe/Amsterdam')::date, count(DISTINCT response_id),
		count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL), count(value) FILTER (WHERE item = 'nps'),
		count(*) FILTER (WHERE item = 'nps' AND value >= 9), count(*) FILTER (WHERE item = 'nps' AND value <= 6)
	FROM svd.survey_response
	WHERE population IS DISTINCT FROM 'upstream' GROUP BY 1 ORDER BY 1$$, 'of a month that begins at midnight');
SELECT results_eq('SELECT month, csat_lower, csat_upper, nps_lower, nps_upper FROM svd.voc_month ORDER BY 1', $$
	SELECT month, (c).lower, (c).upper, (n).lower, (n).upper
	FROM (
		SELECT date_trunc('month', contact_at AT TIME ZONE 'Europe/Amsterdam')::date AS month,
			csat_estimate(value) FILTER (WHERE item = 'csat') AS c, nps_estimate(value) FILTER (WHERE item = 'nps') AS n
		FROM svd.survey_response
		WHERE population IS DISTINCT FROM 'upstream' GROUP BY 1) AS v
	ORDER BY 1$$, 'limits are those of the answers one by one');
SELECT results_eq('SELECT outcome, count(*), min(answers) FROM svd.survey_driver GROUP BY 1 ORDER BY 1',
	$$SELECT o, 3::bigint, (SELECT count(*) FROM generate_series(1, 700) AS n WHERE n % 7 > 0 AND n % 5 > 0)
	FROM unnest('{csat,nps}'::text[]) AS o ORDER BY 1$$, 'drivers of those who answered everything');
SELECT set_eq($$SELECT DISTINCT array_to_string(names, ' ') FROM svd.survey_day_live() WHERE grain = 'answers'$$,
	$$VALUES ('csat nps pace Éclat'), ('csat nps pace tone Éclat')$$, 'questions are in an order of no language');

CALL refresh_survey_summary('svd');
SELECT is_empty('SELECT pg_temp.differences()', 'stored days say what their rows say, to the bit');
SELECT results_eq($$SELECT from_at, to_at, intervals, late_spans FROM svd.stored_figures WHERE stored = 'survey_day'$$,
	$$VALUES ('2026-03-26 04:00+01'::timestamptz, '2026-04-04 04:00+02'::timestamptz, 9::bigint, 0::bigint)$$,
	'by local day, over the change of the clock');
SELECT bag_eq('TABLE svd.survey_day_summary', 'SELECT * FROM svd.survey_day_live()', 'as the function has them');
SAVEPOINT before;
UPDATE svd.survey_day_summary SET moments = NULL, csat_top = 0 WHERE bucket_start < '2026-03-30';
SELECT set_eq($$SELECT left(d, 8) FROM pg_temp.differences() AS d$$,
	$$SELECT left(unnest('{survey_driver,voc_month,voc_queue,voc_population}'::text[]), 8)$$,
	'the views read what is stored');
ROLLBACK TO before;

-- Rows in their order touch nothing; the day that runs is computed.
SELECT count(pg_temp.put(n, now() - n * '1 second'::interval)) FROM generate_series(1001, 1030) AS n;
SELECT is(pg_temp.stale(), NULL, 'what comes in time touches nothing that is stored');
SELECT is_empty('SELECT pg_temp.differences()', 'and is shown');

-- One change after another: what it touches is stale, until it is read.
SELECT pg_temp.put(2000, '2026-03-29 02:30+01');
SELECT is(pg_temp.stale(), '03-28', 'a late response, before four in the morning');
SELECT ok((SELECT bool_and(is_stale) FROM svd.survey_driver) AND (SELECT bool_and(is_stale = (month = '2026-03-01'))
	FROM svd.voc_month) AND (SELECT count(*) FROM svd.voc_queue WHERE is_stale) = 3, 'is seen where it counts');
SELECT isnt_empty('SELECT pg_temp.differences()', 'but not in the figures');
CALL refresh_survey_summary('svd');
SELECT is_empty('SELECT pg_temp.differences()', 'until the next refresh');
SELECT is((SELECT bool_or(is_stale) FROM svd.voc_population), false, 'which leaves nothing stale');
UPDATE svd.survey_response SET value = 2.5, answered_at = now() WHERE response_id = 'r14' AND item = 'csat';
UPDATE svd.survey_response SET contact_at = '2026-04-02 12:00+02' WHERE response_id = 'r16';
DELETE FROM svd.survey_response WHERE response_id = 'r300';
UPDATE svd.survey_response SET scale_max = 11 WHERE response_id = 'r500' AND item = 'nps';
SELECT is(pg_temp.stale(), '03-26 03-29 04-01 04-02', 'answers that come, move, go and change');
CALL refresh_survey_summary('svd');
SELECT is_empty('SELECT pg_temp.differences()', 'each of them');
SELECT bag_eq('SELECT * FROM svd.survey_day_summary', format('SELECT * FROM svd.survey_day_live(to_ts => %L)',
	(SELECT to_at FROM svd.stored_figures WHERE stored = 'survey_day')), 'and nothing else is another');

-- More questions than a model takes, and more than an index could hold by their names.
INSERT INTO svd.survey_response (response_id, contact_at, item, scale_min, scale_max, value)
SELECT 'r4', '2026-03-26 13:08+01', repeat(chr(97 + i % 26), 60) || i, 0, 10, 5 FROM generate_series(1, 900) AS i;
CALL refresh_survey_summary('svd');
SELECT is_empty('SELECT pg_temp.differences()', 'hinder nothing');
SELECT is_empty('SELECT FROM svd.survey_driver', 'but the model');
DELETE FROM svd.survey_response WHERE response_id = 'r4';
CALL refresh_survey_summary('svd');
SELECT isnt_empty('SELECT FROM svd.survey_driver', 'which is back without them');

-- Days of which the answers go, all of them, and another zone.
DELETE FROM svd.survey_response WHERE contact_at < '2026-03-27 04:00+01';
CALL refresh_survey_summary('svd');
SELECT results_eq($$SELECT gone_from, gone_to FROM svd.stored_figures WHERE stored = 'survey_day'$$,
	$$VALUES ('2026-03-26'::date, '2026-03-26'::date)$$, 'what is stored of them is kept');
SELECT throws_like($$CALL create_reporting_views('svd', zone => 'Asia/Tokyo')$$,
	'what svd.survey_day_summary holds of % intervals does not fit views by 1 day in Asia/Tokyo',
	'days of another zone are others');
CALL refresh_survey_summary('svd', discard => true);
SELECT is_empty('SELECT pg_temp.differences()', 'unless it is discarded');
TRUNCATE svd.survey_response;
SELECT is((SELECT bool_and(is_stale) FROM svd.voc_month), true, 'and nothing is as it was without answers');
SELECT * FROM finish();
ROLLBACK;
