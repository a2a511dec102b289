-- Rows of :table that begin before another of the same :key has ended, and the first instant of one.
SELECT count(*) AS rows_affected, min(from_at) AS first_at
FROM (
	SELECT coalesce(lower(r.:range), '-infinity') AS from_at,
		max(coalesce(upper(r.:range), 'infinity')) OVER (PARTITION BY :key ORDER BY lower(r.:range) NULLS FIRST
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS others_end
	FROM (SELECT * FROM :table) AS r
	WHERE NOT isempty(r.:range)
) AS r
WHERE from_at < others_end
