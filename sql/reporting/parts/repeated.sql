-- Rows of :table with the :key of another, all but one of each, and the first instant :at of one.
SELECT coalesce(sum(n - 1), 0)::bigint AS rows_affected, min(first_at) AS first_at
FROM (
	SELECT count(*) AS n, min(:at) AS first_at
	FROM (SELECT * FROM :table) AS r
	GROUP BY :key
	HAVING count(*) > 1
) AS r
