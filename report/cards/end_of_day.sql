SELECT pg_temp.card(pg_temp.w('Where today ends: %s contacts', pg_temp.number(sum(r.".p"), 0)), pg_temp.w('Contacts by queue at the end of the day: projected from what came, against the forecast from before.'),
	pg_temp.ranges(json_agg(r), 'Projected', '{from,to}', 'Forecast before', bars => true, interval_name => '80 % interval'), json_agg(r))
FROM (SELECT pg_temp.q(queue_id) || CASE WHEN media = 'voice' THEN '' ELSE format(' (%s)', pg_temp.w(media)) END AS "Queue", actual AS "Came so far|n", projected AS "Projected|n",
		projected_lower AS "from|n", projected_upper AS "to|n", original AS "Forecast before|n", projected AS ".p"
	FROM forecast_today_at(:'at') WHERE greatest(projected, actual) >= 0.5 ORDER BY projected DESC, queue_id, media) AS r HAVING count(*) > 0;
