-- Path models: laws of path models, on surveys made here.
BEGIN;
SELECT plan(32);
SELECT setseed(0.25);

-- Answers on 1..10 that hang together, a count per row, and a key.
CREATE TEMP TABLE survey AS
SELECT i AS response, i % 3 AS times, 1 + i % 7 AS agent,
	least(10, greatest(1, round(5.5 + 2 * q + random() * 4 - 2)))::int AS q1,
	least(10, greatest(1, round(5.5 + 2 * q + random() * 6 - 3)))::int AS q2,
	least(10, greatest(1, round(5.5 - 2 * q + random() * 4 - 2)))::int AS q3,
	least(10, greatest(1, round(5.5 + e + random() * 2 - 1)))::int AS e1,
	least(10, greatest(1, round(5.5 + 2 * e + random() * 4 - 2)))::int AS e2,
	least(10, greatest(1, round(5.5 + 1.5 * s + random() * 2 - 1)))::int AS s1,
	least(10, greatest(1, round(5.5 + 1.5 * s + random() * 4 - 2)))::int AS s2,
	least(10, greatest(1, round(5.5 + s + q + random() * 4 - 2)))::int AS l1
FROM (SELECT i, q, e, 0.5 * q - 0.4 * e + (random() - 0.5) * 2 AS s
	FROM (SELECT i, (random() - 0.5) * 3 AS q, (random() - 0.5) * 3 AS e
		FROM generate_series(1, 400) i OFFSET 0) x OFFSET 0) y;

CREATE TEMP TABLE option AS
SELECT row_number() OVER () AS id, * FROM unnest(ARRAY['path', 'factorial', 'centroid']) scheme,
	(VALUES ('correlation', false), ('raw', false), ('correlation', true)) v (metric, consistent);
CREATE TEMP TABLE model_text AS SELECT
	'Quality =~ q1 + q2 + q3; Effort <~ e1 + e2; Satisfaction =~ s1 + s2; Loyalty =~ l1
	Satisfaction ~ Quality + Effort; Loyalty ~ Satisfaction + Quality'::text AS model;
CREATE TEMP TABLE fitted AS
SELECT option.*, path_model(c, model, scheme, metric, consistent => consistent) AS m
FROM (SELECT comoments(survey) AS c FROM survey) s, option, model_text;
SELECT is((SELECT count(*) FROM fitted, path_model_summary(m) s WHERE s.iterations > 0 AND s.reason IS NULL), 9::bigint,
	'every scheme and metric gives an estimate');

-- The second route: scores of the respondents, correlated and regressed by PostgreSQL itself.
CREATE TEMP TABLE score AS
SELECT id, response, construct_score(m, 'Quality', ARRAY[q1, q2, q3]) AS quality,
	construct_score(m, 'Effort', ARRAY[e1, e2]) AS effort,
	construct_score(m, 'Satisfaction', ARRAY[s1, s2]) AS satisfaction,
	construct_score(m, 'Loyalty', ARRAY[l1]) AS loyalty,
	construct_score(m, 'Quality', ARRAY[q1, q2, q3], 1, 10) AS quality_index,
	construct_score(m, 'Satisfaction', ARRAY[s1, s2], 1, 10) AS satisfaction_index,
	construct_score(m, 'Loyalty', ARRAY[l1], 1, 10) AS loyalty_index
FROM fitted, survey WHERE NOT consistent;
SELECT is_empty($$ SELECT id FROM score GROUP BY id HAVING abs(avg(quality)) > 1e-12 OR abs(stddev(quality) - 1) > 1e-12
	OR abs(avg(effort)) > 1e-12 OR abs(stddev(effort) - 1) > 1e-12 OR abs(stddev(loyalty) - 1) > 1e-12 $$,
	'scores have mean 0 and standard deviation 1');
SELECT is_empty($$
	SELECT *
	FROM fitted JOIN (SELECT id, corr(quality, satisfaction) AS r FROM score GROUP BY id) s USING (id),
		construct_correlations(m) c
	WHERE a = 'Quality' AND b = 'Satisfaction' AND abs(correlation - r) > 1e-12 $$,
	'correlations of scores are those of the constructs');
CREATE TEMP TABLE by_rows AS
SELECT id, target, source, estimate, std_error
FROM (SELECT id, comoments(s) AS c FROM score, LATERAL (SELECT quality, effort, satisfaction, loyalty) s GROUP BY id) x,
	(VALUES
		('Satisfaction', ARRAY['quality', 'effort']),
		('Loyalty', ARRAY['satisfaction', 'quality'])) t (target, sources),
	LATERAL (SELECT initcap(term) AS source, estimate, std_error FROM regression(c, lower(target), sources)) r;
SELECT is_empty($$ SELECT * FROM fitted JOIN by_rows r USING (id), path_coefficients(m) p
	WHERE p.target = r.target AND p.source = r.source
		AND (abs(p.estimate - r.estimate) > 1e-12 OR abs(p.std_error - r.std_error) > 1e-12) $$,
	'path coefficients are regressions of scores, standard errors too');
SELECT is((SELECT count(*) FROM fitted JOIN by_rows r USING (id), path_coefficients(m) p
	WHERE p.target = r.target AND p.source = r.source), 24::bigint, 'and none was left out');
SELECT is_empty($$
	SELECT *
	FROM fitted
		JOIN (SELECT id, avg(quality_index) AS a, stddev(quality_index) AS s FROM score GROUP BY id) x USING (id),
		construct_index(m, 1, 10) c
	WHERE construct = 'Quality' AND (abs(mean - a) > 1e-10 OR abs(stddev - s) > 1e-10) $$,
	'the index is the mean of the respondents');
SELECT is_empty($$
	SELECT *
	FROM fitted JOIN (SELECT id, regr_slope(loyalty_index, satisfaction_index) AS b FROM score GROUP BY id) x USING (id)
	WHERE abs(impact(m, 'Satisfaction', 'Loyalty', 1) - (SELECT estimate * s2.stddev / s1.stddev
		FROM path_coefficients(m) p, construct_index(m, 1, 10) s1, construct_index(m, 1, 10) s2
		WHERE p.target = 'Loyalty' AND p.source = 'Satisfaction' AND s1.construct = 'Satisfaction'
			AND s2.construct = 'Loyalty')) > 1e-12 $$,
	'impact is the coefficient in points of the index');

-- Laws.
SELECT is_empty($$
	SELECT * FROM fitted, total_effects(m) t
	WHERE source = 'Quality' AND t.target = 'Loyalty'
		AND abs(total - (
			(SELECT estimate FROM path_coefficients(m) p WHERE p.target = 'Loyalty' AND p.source = 'Quality')
			+ (SELECT estimate FROM path_coefficients(m) p WHERE p.target = 'Loyalty' AND p.source = 'Satisfaction')
			* (SELECT estimate FROM path_coefficients(m) p WHERE p.target = 'Satisfaction' AND p.source = 'Quality')
			)) > 1e-14 $$,
	'a total effect adds up the ways');
SELECT is_empty($$
	SELECT *
	FROM fitted, LATERAL (SELECT construct FROM loadings(m) l GROUP BY construct HAVING sum(loading) <= 0) x $$,
	'loadings of a construct sum to more than 0');
SELECT is_empty($$
	SELECT *
	FROM fitted,
		LATERAL (SELECT construct FROM index_weights(m) GROUP BY construct HAVING abs(sum(weight) - 1) > 1e-14) x $$,
	'index weights sum to 1');
SELECT is_empty($$ SELECT * FROM fitted, importance_performance(m, 'Loyalty', 1, 10) i
	WHERE abs(i.impact - impact(m, i.source, 'Loyalty')) > 1e-14 OR abs(i.impact - 5 * i.importance) > 1e-14 $$,
	'impact is five points');

-- A count per row is the row that often.
CREATE TEMP TABLE weighted AS
SELECT path_model(c, model, metric => 'raw') AS m,
	path_model(c, model, metric => 'raw', weight_kind => 'analytic') AS analytic,
	path_model(d, model, metric => 'raw') AS repeated
FROM model_text, (SELECT comoments(s, times) AS c FROM survey, LATERAL (SELECT q1, q2, q3, e1, e2, s1, s2, l1) s) x,
	(SELECT comoments(s) AS d
		FROM survey, generate_series(1, times), LATERAL (SELECT q1, q2, q3, e1, e2, s1, s2, l1) s) y;
SELECT is((SELECT m::text FROM weighted), (SELECT repeated::text FROM weighted), 'frequency weights repeat rows');
SELECT is((SELECT array_agg(p::text ORDER BY p::text) FROM weighted, path_coefficients(m) p),
	(SELECT array_agg(p::text ORDER BY p::text) FROM weighted, path_coefficients(repeated) p),
	'and give its standard errors');
SELECT is((SELECT array_agg(round(estimate::numeric, 12) ORDER BY target, source) FROM weighted, path_coefficients(m)),
	(SELECT array_agg(round(estimate::numeric, 12) ORDER BY target, source) FROM weighted, path_coefficients(analytic)),
	'analytic weights give the same coefficients');
SELECT is((SELECT s.n FROM weighted, path_model_summary(analytic) s),
	(SELECT count(*)::float8 FROM survey WHERE times > 0), 'but count rows');

-- Any plan, the same bits.
SELECT is((SELECT path_model(rollup(c), model)::text
		FROM (SELECT comoments(survey) AS c FROM survey GROUP BY agent) x, model_text GROUP BY model),
	(SELECT m::text FROM fitted WHERE scheme = 'path' AND metric = 'correlation' AND NOT consistent),
	'parts rolled up are the whole');
SELECT is((SELECT path_model(comoments(x), model)::text
		FROM model_text, (SELECT * FROM survey ORDER BY q1, response DESC) x GROUP BY model),
	(SELECT m::text FROM fitted WHERE scheme = 'path' AND metric = 'correlation' AND NOT consistent),
	'the order of rows does not matter');

-- Scales: the correlation metric does not care, the raw one does when they differ.
CREATE TEMP TABLE scaled AS
SELECT path_model(comoments(s), model) AS m
FROM model_text,
	(SELECT 3 * q1 - 7 AS q1, q2, 0.5 * q3 + 1e9 AS q3, e1, 100 * e2 AS e2, s1, s2 * 0.25 AS s2, l1 FROM survey) s
GROUP BY model;
SELECT is_empty($$
	SELECT * FROM scaled s, fitted f, path_coefficients(s.m) a JOIN path_coefficients(f.m) b USING (target, source)
	WHERE f.scheme = 'path' AND f.metric = 'correlation' AND NOT f.consistent
		AND abs(a.estimate - b.estimate) > 1e-9 $$,
	'units and offsets of 1e9 do not matter');

-- A formative and a reflective block of one item are the same thing.
SELECT is_empty($$
	SELECT *
	FROM (SELECT comoments(survey) AS c FROM survey) s,
		path_coefficients(path_model(c, 'Q =~ q1; S =~ s1 + s2; S ~ Q')) a,
		path_coefficients(path_model(c, 'Q <~ q1; S =~ s1 + s2; S ~ Q')) b
	WHERE abs(a.estimate - b.estimate) > 1e-13 $$,
	'one item, whatever the mode');
-- Two formative blocks are canonical correlation: no weights correlate better.
SELECT ok((SELECT max(corr(e1 * cos(k) + e2 * sin(k), s1 * cos(j) + s2 * sin(j))) OVER ()
		FROM survey, generate_series(0, 314, 12) a, generate_series(0, 628, 12) b,
			LATERAL (SELECT a / 100.0 AS k, b / 100.0 AS j) t
		GROUP BY a, b LIMIT 1) BETWEEN 0.99 * r AND r,
	'mode B on both sides is canonical correlation')
FROM (SELECT abs(estimate) + 1e-12 AS r
	FROM (SELECT comoments(survey) AS c FROM survey) s,
		path_coefficients(path_model(c, 'E <~ e1 + e2; S <~ s1 + s2; S ~ E'))) m;
-- Correction for attenuation brings correlations up.
SELECT is_empty($$
	SELECT *
	FROM fitted a JOIN fitted b USING (scheme, metric), construct_correlations(a.m) p
		JOIN construct_correlations(b.m) c USING (a, b)
	WHERE b.consistent AND NOT a.consistent AND abs(p.correlation) > abs(c.correlation) $$,
	'consistent correlations are no smaller');

-- Scores: another model, another construct, another row; nothing sticks.
SELECT is_empty($$
	SELECT a.*
	FROM (SELECT f.id, response, which,
				construct_score(m, which, CASE which WHEN 'Effort' THEN ARRAY[e1, e2] ELSE ARRAY[s1, s2] END) AS score
			FROM survey, fitted f, unnest(ARRAY['Effort', 'Satisfaction']) which WHERE response < 20 AND NOT consistent
			ORDER BY random()) a
		JOIN score USING (id, response)
	WHERE a.score <> CASE which WHEN 'Effort' THEN effort ELSE satisfaction END $$,
	'scores do not depend on the row before');

-- Stored.
SELECT is_empty($$ SELECT * FROM fitted WHERE m::text::path_model::text <> m::text
	OR path_model_send(m::text::path_model) <> path_model_send(m) $$, 'text gives the same model to the last bit');
SELECT is_empty($$
	SELECT * FROM fitted, path_coefficients(m) a JOIN path_coefficients(m::text::path_model) b USING (target, source)
	WHERE a <> b $$,
	'and the same coefficients');

-- Nothing is ever NaN, whatever goes in.
CREATE TEMP TABLE odd AS
SELECT what, path_model(c, 'A =~ a + b; B =~ x; B ~ A', scheme, metric, consistent => consistent) AS m, g
FROM (SELECT what, comoments(s) AS c, comoment_groups(s, row) AS g
		FROM (SELECT *, row_number() OVER () AS row
			FROM (SELECT 'one respondent' AS what, 1::float8 AS a, 2::float8 AS b, 3::float8 AS x
				UNION ALL SELECT 'two', i, 2 * i, 7 - i FROM generate_series(1, 2) i
				UNION ALL SELECT 'constant item', i, 4, i % 3 FROM generate_series(1, 9) i
				UNION ALL SELECT 'constant outcome', i, i % 4, 1 FROM generate_series(1, 9) i
				UNION ALL SELECT 'collinear', i, -i, i % 5 FROM generate_series(1, 9) i
				UNION ALL SELECT 'perfect', i, i, i FROM generate_series(1, 9) i
				UNION ALL SELECT 'all missing', NULL, NULL, NULL FROM generate_series(1, 9) i
				UNION ALL SELECT 'some missing', i, nullif(i % 4, 2), nullif(i % 3, 1) FROM generate_series(1, 19) i
				UNION ALL SELECT 'far away', 1e9 + i, 1e9 + i % 3, 1e9 + i * i FROM generate_series(1, 9) i
				UNION ALL SELECT 'huge', 1e70 * i, 1e70 * (i % 3), 1e70 * i FROM generate_series(1, 9) i
				UNION ALL SELECT 'tiny', 1e-70 * i, 1e-70 * (i % 3), 1e-70 * i FROM generate_series(1, 9) i
				UNION ALL SELECT 'unrelated', i % 2, i % 2, (i / 2) % 2 FROM generate_series(0, 7) i) r) s
		GROUP BY what) x, option;
CREATE TEMP VIEW everything AS
SELECT what, p::text AS row FROM odd, path_coefficients(m) p
UNION ALL SELECT what, p::text FROM odd, path_effect_sizes(m) p
UNION ALL SELECT what, p::text FROM odd, outer_weights(m) p
UNION ALL SELECT what, p::text FROM odd, index_weights(m) p
UNION ALL SELECT what, p::text FROM odd, loadings(m) p
UNION ALL SELECT what, p::text FROM odd, cross_loadings(m) p
UNION ALL SELECT what, p::text FROM odd, construct_quality(m) p
UNION ALL SELECT what, p::text FROM odd, construct_correlations(m) p
UNION ALL SELECT what, p::text FROM odd, htmt(m) p
UNION ALL SELECT what, p::text FROM odd, total_effects(m) p
UNION ALL SELECT what, p::text FROM odd, construct_index(m, 1, 10) p
UNION ALL SELECT what, p::text FROM odd, importance_performance(m, 'B', 1, 10) p
UNION ALL SELECT what, p::text FROM odd, path_model_summary(m) p
UNION ALL SELECT what, construct_score(m, 'A', ARRAY[1, 2])::text FROM odd
UNION ALL SELECT what, construct_score(m, 'A', ARRAY[1e300, -1e300], 1, 10)::text FROM odd
UNION ALL SELECT what, impact(m, 'A', 'B')::text FROM odd
UNION ALL SELECT what, p::text FROM odd, path_intervals(g, m, 20) p;
SELECT is_empty($$ SELECT DISTINCT what, row FROM everything WHERE row ~* 'nan|inf' $$, 'never NaN, never infinite');
SELECT is_empty($$ SELECT what FROM odd WHERE m::text::path_model::text <> m::text $$, 'their text comes back');
SELECT is_empty($$
	SELECT what FROM odd, path_model_summary(m) s WHERE (s.reason IS NULL) <> (s.iterations IS NOT NULL) $$,
	'without an estimate there is a reason');
SELECT set_eq($$
	SELECT DISTINCT what FROM odd, path_model_summary(m) s
	WHERE s.scheme = 'path' AND s.metric = 'raw' AND reason IS NULL $$,
	ARRAY['perfect', 'collinear', 'some missing', 'far away', 'huge', 'tiny', 'two'], 'who has an estimate');

-- Intervals.
CREATE TEMP TABLE grouped AS
SELECT comoment_groups(survey, response) AS g, comoment_groups(survey, agent) AS by_agent FROM survey;
SELECT is_empty($$ SELECT * FROM grouped, fitted f, path_intervals(g, m, 20) i, path_coefficients(m) p
	WHERE i.target = p.target AND i.source = p.source AND abs(i.estimate - p.estimate) > 1e-12 $$,
	'intervals are around the estimate, whatever the options');
SELECT is((SELECT array_agg(i::text)
		FROM grouped, path_intervals(g, (SELECT m FROM fitted WHERE id = 5), 50, 0.9, 7) i),
	(SELECT array_agg(i::text)
		FROM grouped, model_text, option o,
			path_intervals(g, model, 50, 0.9, 7, scheme, metric, consistent => consistent) i
		WHERE o.id = 5),
	'a model or its text');
SELECT is((SELECT bool_and(wide.lower < narrow.lower AND narrow.upper < wide.upper)
		FROM grouped, model_text, path_intervals(g, model, 200, 0.99) wide
			JOIN path_intervals(g, model, 200, 0.8) narrow USING (target, source)), true,
	'more certainty, wider limits');

-- q1 and q3 run against each other, so which way round Quality is hangs by a thread.
SELECT is((SELECT lower * upper > 0 AND std_error < 0.1
		FROM grouped, path_intervals(g, 'Q =~ q1 + q3; L =~ l1; L ~ Q')), true,
	'replicates are turned like the original');
SELECT * FROM finish();
ROLLBACK;
