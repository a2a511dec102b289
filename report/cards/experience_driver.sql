SELECT pg_temp.card(pg_temp.w('What moves satisfaction'), pg_temp.w('Points of 100 for one more of each, all else equal, with the 95 % interval; weighted for who answers. An interval across the zero line: no effect shown.'),
	pg_temp.ranges(json_agg(r), 'Points', '{from,to}'), json_agg(r))
FROM (SELECT pg_temp.w(driver) AS "One more", points_per_unit AS "Points|+", lower AS "from|+", upper AS "to|+", share AS "Share of what is explained|%", answers AS "Answers|n"
	FROM experience_driver_between(:'ct0', :'t1') WHERE segment IS NULL AND outcome = 'csat' AND weighting = 'inverse response' AND points_per_unit IS NOT NULL ORDER BY rank) AS r HAVING count(*) > 0;
