WITH d AS (
	SELECT pg_temp.q(queue_id) || CASE WHEN media = 'voice' THEN '' ELSE format(' (%s)', pg_temp.w(media)) END AS queue, sum(answered) AS n, count(*) FILTER (WHERE signal <> '') AS signals,
		json_agg(json_build_object('Day', pg_temp.day(day), 'Handle time|t', aht, 'Mean|t', center, 'lower limit|t', lower, 'upper limit|t', upper, 'Contacts|n', answered, 'Signal', signal) ORDER BY day) AS d
	FROM control_chart_aht WHERE day BETWEEN :'d0' AND :'d1' AND media <> 'callback' GROUP BY queue_id, media HAVING sum(answered) > 0 ORDER BY sum(answered) DESC, queue_id LIMIT 12
)
SELECT pg_temp.card(pg_temp.w('Handle time by queue and day: %s of %s outside the limits', sum(signals)::text, sum(json_array_length(d))::text), pg_temp.w('Mean handle time of each day; limits of 3 sigma from the baseline. The level line is the baseline mean.'),
	pg_temp.multi(json_agg(json_build_object('title', queue, 'chart', pg_temp.plot(d, lines => '{Handle time}', levels => '{Mean}', band => '{lower limit,upper limit}', flag => 'Signal', dots => json_array_length(d) <= 70, zero => false, band_name => 'limits')))),
	(SELECT json_agg(r) FROM (SELECT queue AS "Queue", v ->> 'Day' AS "Day", v ->> 'Handle time|t' AS "Handle time|t", v ->> 'Mean|t' AS "Mean|t", v ->> 'lower limit|t' AS "lower limit|t", v ->> 'upper limit|t' AS "upper limit|t",
		v ->> 'Contacts|n' AS "Contacts|n", v ->> 'Signal' AS "Signal" FROM d, json_array_elements(d) AS v ORDER BY queue, d.n) AS r), 'wide')
FROM d HAVING count(*) > 0;
