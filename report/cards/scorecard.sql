SELECT pg_temp.card(pg_temp.w('%s of %s targets are met', count(*) FILTER (WHERE r.".status" = 'met')::text, count(r.".status")::text), pg_temp.w('KPIs of %s; month to date where it is running.', to_char(max(r.".month"), 'YYYY-MM')), pg_temp.grid(json_agg(r)), class => 'two')
FROM (SELECT pg_temp.kpi(kpi) AS "KPI", pg_temp.by_unit(actual, unit) AS "Actual|r", pg_temp.by_unit(target, unit) AS "Target|r", CASE status WHEN 'met' THEN '✓ ' ELSE '✗ ' END || pg_temp.w(status) AS "Status", name AS "What it is", status AS ".status", month AS ".month"
	FROM (SELECT *, row_number() OVER () AS no FROM scorecard WHERE month = (SELECT max(month) FROM scorecard WHERE month <= :'d1' AND kpi = 'service_level')) AS s
	WHERE actual IS NOT NULL ORDER BY no) AS r HAVING count(*) > 0;
