SELECT pg_temp.card(pg_temp.w('Contacts today: what came and what is expected'), pg_temp.w('Contacts by interval, all queues; the forecast from before, and the one in the light of what came. The line is now.'),
	pg_temp.plot(d, bars => '{Came}', lines => '{"Forecast before","Forecast now"}', now_at => n), d)
FROM (SELECT json_agg(r) AS d, count(*) FILTER (WHERE r."Came|n" IS NOT NULL) AS n FROM (
	SELECT to_char(local_start, 'HH24:MI') AS "Time", sum(actual) AS "Came|n", sum(original) AS "Forecast before|n1", CASE WHEN count(actual) = 0 THEN sum(updated) END AS "Forecast now|n1"
	FROM (SELECT *, sum(greatest(actual, original, updated)) OVER (ORDER BY interval_start) AS before, sum(greatest(actual, original, updated)) OVER (ORDER BY interval_start DESC) AS after
		FROM (SELECT * FROM forecast_today_interval_at(:'at')) AS f) AS f
	WHERE before >= 0.5 AND after >= 0.5
	GROUP BY interval_start, local_start ORDER BY interval_start) AS r) AS x WHERE d IS NOT NULL;
