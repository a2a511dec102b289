SELECT pg_temp.card(pg_temp.w('Over- and understaffed: %s agent hours too many, %s too few', max(r.".over"), max(r.".under")), pg_temp.w('Agents scheduled less those required, by day and time of day: + more, − fewer.') || pg_temp.unplanned(:'wt0', :'t1'),
	pg_temp.heat(json_agg(r), 0, '+', 'fewer than required', 'as many or more'), json_agg(r), 'wide')
FROM (SELECT pg_temp.day(day) AS "Day", to_char(local_start, 'HH24:MI') AS "Time", scheduled - required AS "More than required|+", scheduled AS "Scheduled|n1", required AS "Required|n1",
		pg_temp.number(sum(greatest(scheduled - required, 0) * hours) OVER (), 0) AS ".over", pg_temp.number(sum(greatest(required - scheduled, 0) * hours) OVER (), 0) AS ".under"
	FROM pg_temp.compared WHERE bucket_start < :'t1' AND scheduled + required > 0 ORDER BY bucket_start) AS r HAVING count(*) > 0;
