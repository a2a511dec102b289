-- Check points to levels, levels to dimensions, dimensions to the centre.  A level without check points that apply is
-- reached; one with a check point not scored has no score.  What blocks a dimension: a check point not scored up to
-- the next level, or else the worst of that.  What has no usable score is not scored.
--
-- key  framework, assessed_on, dimension

CREATE VIEW ops.maturity AS
WITH checked AS (
	SELECT framework, assessed_on, dimension, level, check_point, applicable,
		CASE WHEN score BETWEEN 0 AND 1 THEN score END AS score
	FROM ops.maturity_check
	WHERE assessed_on >= '1900-01-01' AND assessed_on < '2100-01-01' AND level BETWEEN 2 AND 5
),
level AS (
	SELECT framework, assessed_on, dimension, level,
		CASE WHEN count(*) FILTER (WHERE applicable) = 0 THEN 1
			WHEN bool_or(applicable AND score IS NULL) THEN NULL
			ELSE (avg(score::numeric) FILTER (WHERE applicable))::float8 END AS score
	FROM checked
	GROUP BY framework, assessed_on, dimension, level
),
dimension AS (
	SELECT framework, assessed_on, dimension,
		max(score) FILTER (WHERE level = 2) AS score_2,
		max(score) FILTER (WHERE level = 3) AS score_3,
		max(score) FILTER (WHERE level = 4) AS score_4,
		max(score) FILTER (WHERE level = 5) AS score_5,
		avg(score::numeric)::float8 AS mean_score
	FROM level
	GROUP BY framework, assessed_on, dimension
),
graded AS (
	SELECT *,
		cc.maturity_level(ARRAY[score_2, score_3, score_4, score_5], 0.8::float8) AS level
	FROM dimension
),
overall AS (
	SELECT g.framework, g.assessed_on,
		CASE WHEN count(g.level) = count(*) AND count(*) >= (
				SELECT count(*) FROM cc.framework_dimensions() AS d WHERE d.framework = g.framework)
			THEN min(g.level) END AS overall_level,
		avg(g.level)::float8 AS mean_level,
		min(g.level) AS weakest_level
	FROM graded AS g
	GROUP BY g.framework, g.assessed_on
)
SELECT g.framework, g.assessed_on, g.dimension,
	g.score_2, g.score_3, g.score_4, g.score_5, g.mean_score, g.level,
	o.overall_level, o.mean_level,
	g.level = o.weakest_level AS is_weakest,
	b.check_point AS blocking_check_point,
	b.score AS blocking_score
FROM graded AS g
JOIN overall AS o USING (framework, assessed_on)
LEFT JOIN LATERAL (
	SELECT c.check_point, c.score
	FROM checked AS c
	WHERE c.framework = g.framework AND c.assessed_on = g.assessed_on AND c.dimension = g.dimension
		AND c.applicable
		AND c.level <= coalesce(g.level, 5) + 1
		AND (c.score IS NULL OR c.level = g.level + 1)
	ORDER BY c.level, c.score NULLS FIRST, c.check_point
	LIMIT 1
) AS b ON g.level IS DISTINCT FROM 5;

COMMENT ON VIEW ops.maturity IS
	'maturity by dimension (CC-CMM, or another of frameworks()): the level is the highest whose own and all lower '
	'check points reach 0.8 on average, the centre''s that of its weakest dimension';
