-- In two tables side by side.
SELECT pg_temp.card(pg_temp.w('KPIs without a target'), pg_temp.w('KPIs of %s; month to date where it is running.', to_char(max(month), 'YYYY-MM')),
	pg_temp.multi(json_agg(json_build_object('title', '', 'chart', pg_temp.grid(d)) ORDER BY half)), class => 'wide')
FROM (SELECT half, max(month) AS month, json_agg(json_build_object('KPI', pg_temp.kpi(kpi), 'Actual|r', pg_temp.by_unit(actual, unit, kpi), 'What it is', name) ORDER BY no) AS d
	FROM (SELECT *, ntile(2) OVER (ORDER BY no) AS half
		FROM pg_temp.score WHERE actual IS NOT NULL AND status IS NULL) AS s
	GROUP BY half) AS r HAVING count(*) > 0;
