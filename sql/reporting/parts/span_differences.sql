-- Of :sided, days y over x of each :span, queue, medium and KPI, now or before: both quotients and their difference.
-- Days are the units: the error of a quotient is what the days differ by from it, so that days of their own make no
-- signal.  Of one day, or without a difference among days, nothing is known.
SELECT *,
	cc.t_probability((value - value_before) / nullif(std_error, 0), (days + days_before - 2)::float8) AS p
FROM (
	SELECT :span, queue_id, media, kpi,
		max(numerator) FILTER (WHERE NOT before) AS numerator,
		max(denominator) FILTER (WHERE NOT before) AS denominator,
		max(value) FILTER (WHERE NOT before) AS value,
		max(numerator) FILTER (WHERE before) AS numerator_before,
		max(denominator) FILTER (WHERE before) AS denominator_before,
		max(value) FILTER (WHERE before) AS value_before,
		max(value) FILTER (WHERE NOT before) - max(value) FILTER (WHERE before) AS difference,
		coalesce(max(days) FILTER (WHERE NOT before), 0) AS days,
		coalesce(max(days) FILTER (WHERE before), 0) AS days_before,
		sqrt(max(variance) FILTER (WHERE NOT before) + max(variance) FILTER (WHERE before)) AS std_error
	FROM (
		SELECT :span, queue_id, media, kpi, before,
			sum(y::numeric)::float8 AS numerator,
			sum(x::numeric)::float8 AS denominator,
			max(value) AS value,
			count(*) AS days,
			sum(((y - value * x) ^ 2)::numeric)::float8 * count(*) / nullif(count(*) - 1, 0)
				/ nullif(sum(x::numeric)::float8 ^ 2, 0) AS variance
		FROM (
			SELECT :span, queue_id, media, kpi, before, y, x,
				(sum(y::numeric) OVER w)::float8 / nullif((sum(x::numeric) OVER w)::float8, 0) AS value
			FROM (:sided) AS s
			WHERE x > 0
			WINDOW w AS (PARTITION BY :span, queue_id, media, kpi, before)
		) AS s
		GROUP BY :span, queue_id, media, kpi, before
	) AS s
	GROUP BY :span, queue_id, media, kpi
) AS s
