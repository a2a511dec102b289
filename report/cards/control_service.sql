WITH d AS (
	SELECT pg_temp.q(queue_id) || CASE WHEN media = 'voice' THEN '' ELSE format(' (%s)', pg_temp.w(media)) END AS queue, sum(service_judged) AS n, count(*) FILTER (WHERE signal) AS signals,
		json_agg(json_build_object('Day', pg_temp.day(day), 'Service level|%', service_level, 'Mean|%', center, 'lower limit|%', lower, 'upper limit|%', upper, 'Contacts|n', service_judged, 'Signal', CASE WHEN signal THEN pg_temp.w('outside the limits') END) ORDER BY day) AS d
	FROM control_chart_service_level WHERE day BETWEEN :'d0' AND :'d1' AND media <> 'callback' GROUP BY queue_id, media HAVING sum(service_judged) > 0 ORDER BY sum(service_judged) DESC, queue_id LIMIT 12
)
SELECT pg_temp.card(pg_temp.w('Service level by queue and day: %s of %s outside the limits', sum(signals)::text, sum(json_array_length(d))::text), pg_temp.w('Service level of each day; limits of 3 sigma from the baseline, wider on days with few contacts. The level line is the baseline mean.'),
	pg_temp.multi(json_agg(json_build_object('title', queue, 'chart', pg_temp.plot(d, lines => '{Service level}', levels => '{Mean}', band => '{lower limit,upper limit}', flag => 'Signal', dots => json_array_length(d) <= 70, zero => false, band_name => 'limits')))),
	(SELECT json_agg(r) FROM (SELECT queue AS "Queue", v ->> 'Day' AS "Day", v ->> 'Service level|%' AS "Service level|%", v ->> 'Mean|%' AS "Mean|%", v ->> 'lower limit|%' AS "lower limit|%", v ->> 'upper limit|%' AS "upper limit|%",
		v ->> 'Contacts|n' AS "Contacts|n", v ->> 'Signal' AS "Signal" FROM d, json_array_elements(d) AS v ORDER BY queue, d.n) AS r), 'wide')
FROM d HAVING count(*) > 0;
