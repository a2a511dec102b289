-- Where the day ends: limits of 80 %, of counts that vary one by one and of rates that err together.  Added up in
-- order, so that no plan matters.
\set z 1.2815515655446004
\set variance '((updated_upper - updated_lower) / (2 * :z)) ^ 2 - 1.5 * updated'
SELECT queue_id, media, as_of, day, actual, expected, original, actual + rest AS projected,
	actual + greatest(0, rest - spread) AS projected_lower,
	actual + rest + spread AS projected_upper,
	reason
FROM (
	SELECT queue_id, media, as_of, reason,
		min(local_start)::date AS day,
		coalesce(sum(actual ORDER BY interval_start), 0) AS actual,
		coalesce(sum(original ORDER BY interval_start) FILTER (WHERE actual IS NOT NULL), 0) AS expected,
		sum(original ORDER BY interval_start) AS original,
		coalesce(sum(updated ORDER BY interval_start) FILTER (WHERE actual IS NULL), 0) AS rest,
		:z * sqrt(coalesce(sum(1.5 * updated ORDER BY interval_start) FILTER (WHERE actual IS NULL)
			+ sum(sqrt(greatest(0, :variance)) ORDER BY interval_start) FILTER (WHERE actual IS NULL) ^ 2, 0)) AS spread
	FROM :intervals AS i
	GROUP BY queue_id, media, as_of, reason
) AS x
