-- A path model from a small survey; rows of every accessor.
\set SHOW_CONTEXT never
SET extra_float_digits = -3;
CREATE TEMP TABLE survey AS
SELECT i AS response,
	1 + (i * 7 % 10) AS q1, 1 + ((i * 7 + i / 10) % 10) AS q2, 1 + ((i * 7 + i % 3) % 10) AS q3,
	1 + ((i * 7 + i % 4) % 10) AS e1, 1 + (i * 3 % 10) AS e2,
	1 + ((i * 7 + i % 5) % 10) AS s1, 1 + ((i * 7 + i % 5 + i % 2) % 10) AS s2,
	1 + ((i * 7 + i % 6) % 10) AS l1
FROM generate_series(1, 60) i;
CREATE TEMP TABLE fitted AS
SELECT path_model(comoments(survey), '
	# what callers meet
	Quality =~ q1 + q2 + q3
	Effort <~ e1 + e2
	Satisfaction =~ s1 + s2; Loyalty =~ l1
	# what it leads to
	Satisfaction ~ Quality + Effort
	Loyalty ~ Satisfaction +
		Quality') AS m
FROM survey;
SELECT c.* FROM fitted, path_coefficients(m) c;
SELECT w.* FROM fitted, outer_weights(m) w;
SELECT w.* FROM fitted, index_weights(m) w;
SELECT l.* FROM fitted, loadings(m) l;
SELECT l.* FROM fitted, cross_loadings(m) l WHERE construct = 'Loyalty';
SELECT q.* FROM fitted, construct_quality(m) q;
SELECT h.* FROM fitted, htmt(m) h;
SELECT c.* FROM fitted, construct_correlations(m) c;
SELECT e.* FROM fitted, total_effects(m) e;
SELECT e.* FROM fitted, path_effect_sizes(m) e;
SELECT i.* FROM fitted, construct_index(m, 1, 10) i;
SELECT i.* FROM fitted, importance_performance(m, 'Loyalty', 1, 10) i;
SELECT impact(m, source => 'Quality', target => 'Loyalty'), impact(m, 'Quality', 'Loyalty', points => 1),
	impact(m, 'Loyalty', 'Quality') AS backwards FROM fitted;
SELECT s.* FROM fitted, path_model_summary(m) s;
SELECT construct_score(m, 'Quality', ARRAY[10, 9, 8]) AS standardised,
	construct_score(m, 'Quality', ARRAY[10, 9, 8], scale_min => 1, scale_max => 10) AS index,
	construct_score(m, 'Quality', ARRAY[10, NULL, 8]) AS incomplete,
	construct_score(m, 'Loyalty', ARRAY[1], 1, 10) AS lowest FROM fitted;

-- Without an estimate the rows are there, the numbers are not, and a reason is.
UPDATE fitted SET m = (SELECT path_model(comoments(survey), 'Quality =~ q1 + q2; Loyalty =~ l1; Loyalty ~ Quality')
	FROM survey WHERE response = 1);
SELECT c.* FROM fitted, path_coefficients(m) c;
SELECT q.* FROM fitted, construct_quality(m) q;
SELECT e.* FROM fitted, total_effects(m) e;
SELECT s.* FROM fitted, path_model_summary(m) s;
SELECT construct_score(m, 'Quality', ARRAY[10, 9]), impact(m, 'Quality', 'Loyalty') FROM fitted;
SELECT path_model(comoments(survey), 'Quality =~ q1 + q2; Loyalty =~ l1; Loyalty ~ Quality') IS NULL AS no_rows
FROM survey WHERE false;

-- No standard errors where least squares has none to give.
SELECT weight_kind, consistent, c.estimate IS NOT NULL AS estimate, c.std_error IS NOT NULL AS std_error
FROM (VALUES
		('frequency', false),
		('analytic', false),
		('sampling', false),
		('frequency', true)) v (weight_kind, consistent),
	(SELECT comoments(survey) FROM survey) s (c0),
	path_model(c0, 'Quality =~ s1 + s2; Loyalty =~ l1; Loyalty ~ Quality',
		weight_kind => v.weight_kind, consistent => v.consistent) m,
	path_coefficients(m) c;

-- Resampling: the same seed, the same result.
SELECT i.target, i.source, i.lower < i.estimate AND i.estimate < i.upper AS around, i.replicates, i.failed,
	i = j AS same, i <> k AS other
FROM (SELECT comoment_groups(survey, response) FROM survey) s (g),
	LATERAL (SELECT 'Quality =~ q1 + q3; Loyalty =~ l1; Satisfaction =~ s1 + s2
		Loyalty ~ Quality + Satisfaction; Satisfaction ~ Quality'::text) t (model),
	path_intervals(g, model, replicates => 50) i,
	path_intervals(g, model, replicates => 50, level => 0.95, seed => 0) j,
	path_intervals(g, model, replicates => 50, seed => 1) k
WHERE (i.target, i.source) = (j.target, j.source) AND (i.target, i.source) = (k.target, k.source);
SELECT i.* FROM (SELECT comoment_groups(survey, 1) FROM survey) s (g),
	path_intervals(g, 'Quality =~ q1; Loyalty =~ l1; Loyalty ~ Quality', replicates => 3) i;
