-- Within strata (segment asked for, queue, reason, hour) everything is taken less its mean, so that these three are
-- taken out of the slopes (Frisch & Waugh 1933).  The chance to answer is a logistic regression over all who were
-- asked; its inverse weights the answers.  Errors are those of the delete-a-group jackknife over customers, which
-- holds for weights.  Of the variance of an answer its stratum's mean leaves a part, 1 - 1/n without weights: errors
-- are widened by what is missing, as degrees of freedom do it in least squares.
\set of_contacts 'AND f.contact_id IN (SELECT contact_id FROM ops.survey_response)'
WITH asked AS MATERIALIZED (
	SELECT w.segment, e.contact_id, e.queue_id, e.reason, e.hour, e.responded, e.csat, e.nps, e.ces,
		100 * e.resolved::integer::float8 AS resolved,
		hashtextextended(coalesce(e.customer_key, e.contact_id), 0) AS customer,
		ARRAY[e.wait_s / 60, e.hold_s / 60, e.handle_s / 60, e.transfers, e.repeat::integer]::float8[] AS x
	FROM (:contact_experience) AS e
	CROSS JOIN LATERAL (
		VALUES (NULL::text, true), (e.segment, e.segment IS NOT NULL)
	) AS w (segment, known)
	WHERE e.invited AND w.known :during
),
-- what a centre does not know (no hold, no customers), or is always the same, is no driver there
driver AS MATERIALIZED (
	SELECT segment,
		array_agg(i ORDER BY i) AS places,
		array_agg((ARRAY['wait_min', 'hold_min', 'handle_min', 'transfers', 'repeat'])[i] ORDER BY i) AS drivers
	FROM (
		SELECT a.segment, i
		FROM asked AS a, generate_series(1, 5) AS i
		WHERE a.responded
		GROUP BY a.segment, i
		HAVING min(a.x[i]) < max(a.x[i]) AND 2 * count(a.x[i]) > count(*)
	) AS d
	GROUP BY segment
),
given AS MATERIALIZED (
	SELECT a.*, d.drivers, ARRAY(SELECT a.x[p] FROM unnest(d.places) WITH ORDINALITY AS u (p, i) ORDER BY i) AS d
	FROM asked AS a
	JOIN driver AS d ON a.segment IS NOT DISTINCT FROM d.segment
),
answering AS MATERIALIZED (
	SELECT s.segment,
		(SELECT array_agg(r.estimate ORDER BY r.term <> '(intercept)', array_position(s.drivers, r.term))
			FROM cc.logistic_regression(s.m, 'responded'::text, s.drivers, 0.95::float8, NULL::text, false) AS r) AS b
	FROM (
		SELECT segment, drivers, cc.model_rows('responded'::text || drivers, responded::integer::float8 || d) AS m
		FROM given
		GROUP BY segment, drivers
	) AS s
),
weighted AS (
	SELECT g.segment, g.contact_id, g.customer, g.queue_id, g.reason, g.hour, g.drivers,
		o.outcome, w.weighting, w.weight, o.y || g.d AS x
	FROM given AS g
	JOIN answering AS a ON a.segment IS NOT DISTINCT FROM g.segment
	CROSS JOIN LATERAL (
		VALUES ('none'::text, 1::float8),
			-- 1 where there is no fit: where all answer, say
			('inverse response', (
				SELECT coalesce(1 + exp(-sum(u.b * u.d ORDER BY u.i)), 1)
				FROM unnest(a.b, 1::float8 || g.d) WITH ORDINALITY AS u (b, d, i)))
	) AS w (weighting, weight)
	CROSS JOIN LATERAL (
		VALUES ('csat'::text, g.csat), ('nps', g.nps), ('ces', g.ces), ('resolved', g.resolved)
	) AS o (outcome, y)
	WHERE g.responded AND o.y IS NOT NULL AND array_position(g.d, NULL) IS NULL
),
-- one window for the answer and five drivers: rows are many, and sorted once
centred AS (
	SELECT segment, outcome, weighting, weight, drivers, contact_id, customer,
		(ARRAY[x[1] - s1 / w, x[2] - s2 / w, x[3] - s3 / w, x[4] - s4 / w, x[5] - s5 / w, x[6] - s6 / w]
			)[1:cardinality(x)] AS x,
		weight ^ 2 * (1 - 2 * weight / w + w2 / w ^ 2) AS left_over
	FROM (
		SELECT *, sum(weight) OVER stratum AS w, sum(weight ^ 2) OVER stratum AS w2,
			sum(weight * x[1]) OVER stratum AS s1, sum(weight * x[2]) OVER stratum AS s2,
			sum(weight * x[3]) OVER stratum AS s3, sum(weight * x[4]) OVER stratum AS s4,
			sum(weight * x[5]) OVER stratum AS s5, sum(weight * x[6]) OVER stratum AS s6
		FROM weighted
		WINDOW stratum AS (PARTITION BY segment, outcome, weighting, queue_id, reason, hour
			ORDER BY contact_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
	) AS s
),
-- who asks for one segment, outcome or weighting has no other fitted
model AS (
	SELECT segment, outcome, weighting, drivers,
		cc.comoment_groups('y'::text || drivers, x, weight, customer ORDER BY contact_id) AS g,
		count(*) AS answers,
		sum(left_over ORDER BY contact_id) / sum(weight ^ 2 ORDER BY contact_id) AS left_over
	FROM centred
	GROUP BY segment, outcome, weighting, drivers
	HAVING count(*) >= :'min_answers'::integer
		AND count(*) * sum(left_over ORDER BY contact_id)
			> 10 * cardinality(drivers) * sum(weight ^ 2 ORDER BY contact_id)
)
SELECT m.segment, m.outcome, m.weighting, d.driver, m.answers,
	d.rank, d.importance, d.share,
	r.estimate AS points_per_unit,
	f.widen * r.std_error AS std_error,
	r.estimate - f.widen * (r.estimate - r.lower) AS lower,
	r.estimate + f.widen * (r.upper - r.estimate) AS upper
FROM model AS m
CROSS JOIN LATERAL cc.driver_importance(cc.comoments(m.g), 'y'::text, m.drivers, 'lmg'::text) AS d
JOIN LATERAL cc.regression(m.g, 'y'::text, m.drivers, 0.95::float8) AS r ON r.term = d.driver
CROSS JOIN LATERAL (SELECT 1 / sqrt(m.left_over) AS widen) AS f
