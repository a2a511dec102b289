SELECT pg_temp.card(pg_temp.w('Against the benchmark of 1999'), pg_temp.w('Standard deviations from the mean of the centres that Purdue University asked in 1999; to the right is higher, which is not always better: the table says it.'),
	pg_temp.ranges(json_agg(r) FILTER (WHERE r."z|+" IS NOT NULL), 'z'), json_agg(r))
FROM (SELECT pg_temp.kpi(kpi) AS "KPI", z AS "z|+", pg_temp.by_unit(value, unit) AS "Own|r", pg_temp.by_unit(median, unit) AS "Median 1999|r", pg_temp.by_unit(mean, unit) AS "Mean 1999|r", pg_temp.w(status) AS "Status"
	FROM (SELECT *, row_number() OVER () AS no FROM benchmark_comparison WHERE month = (SELECT max(month) FROM benchmark_comparison WHERE month <= :'d1' AND kpi IN ('asa', 'abandonment'))) AS b WHERE value IS NOT NULL ORDER BY no) AS r HAVING count(*) > 0;
