-- Read once for two cards.
INSERT INTO pg_temp.score SELECT row_number() OVER (), month, kpi, actual, target, unit, status, name, better
FROM scorecard WHERE month = :'month';
SELECT pg_temp.card(pg_temp.w('%s of %s targets are met', count(*) FILTER (WHERE r.".status" = 'met')::text, count(*)::text), pg_temp.w('KPIs of %s; month to date where it is running.', to_char(max(r.".month"), 'YYYY-MM')), pg_temp.grid(json_agg(r)), class => 'two')
FROM (SELECT pg_temp.kpi(kpi) AS "KPI", pg_temp.by_unit(actual, unit, kpi) AS "Actual|r", CASE WHEN better IN ('high', 'low') THEN pg_temp.by_unit(target, unit, kpi) ELSE pg_temp.w('%s ± 5 points', pg_temp.by_unit(target, unit, kpi)) END AS "Target|r", CASE status WHEN 'met' THEN '✓ ' ELSE '✗ ' END || pg_temp.w(status) AS "Status", name AS "What it is", status AS ".status", month AS ".month"
	FROM pg_temp.score
	WHERE actual IS NOT NULL AND status IS NOT NULL ORDER BY status = 'met', no) AS r HAVING count(*) > 0;
