SELECT pg_temp.card(pg_temp.w('What goes with customers who stay'), pg_temp.w('Odds ratios with their 95 % interval: what one more of each multiplies the odds to stay by. At the line, 1, nothing. With a star: the model that has the answers as well.'),
	pg_temp.ranges(json_agg(r), 'Odds ratio', '{from,to}', 'No effect', zero => false), json_agg(r))
FROM (SELECT pg_temp.w(term) || CASE model WHEN 'experience' THEN '' ELSE ' *' END AS "One more", odds_ratio AS "Odds ratio|n2", odds_lower AS "from|n2", odds_upper AS "to|n2", 1.0 AS "No effect|n", pg_temp.w(model) AS "Model", outcomes AS "Outcomes|n"
	FROM loyalty_driver WHERE segment IS NULL AND term <> '(intercept)' AND odds_ratio IS NOT NULL AND odds_upper < 1e3 ORDER BY model, term) AS r HAVING count(*) > 0;
