-- What the KPIs of those who commission the centre are made of, in month m.month.
SELECT csat_top,
	csat_answers
FROM ops.voc_population
WHERE month = m.month AND population = 'upstream';

-- kpi  upstream_csat | csat_top | csat_answers | upstream WHERE csat_answers > 0
