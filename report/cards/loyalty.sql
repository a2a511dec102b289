-- Who stays is gathered once for two cards, of some 30,000 outcomes: where there are more, of a part of the customers.
SELECT greatest(1, ceil(count(*) / 30000.0))::integer AS one_in FROM customer_outcome WHERE at >= :'ct0' AND at < :'ot1' AND kind <> 'complained' \gset
INSERT INTO pg_temp.loyalty SELECT model, drivers, m FROM loyalty_model_between(:'ct0', :'ot1', :one_in) WHERE segment IS NULL;
SELECT pg_temp.card(pg_temp.w('What goes with customers who stay'), pg_temp.w('Odds ratios with their 95 %% interval: what one more of each multiplies the odds to stay by. At the line, 1, nothing. With a star: the model that has the answers as well. Of outcomes from %s on, and the contacts in %s days before.', pg_temp.day(:'c0'), :'loyalty_days') || pg_temp.one_in(:one_in),
	pg_temp.ranges(json_agg(r), 'Odds ratio', '{from,to}', 'No effect', zero => false), json_agg(r))
FROM (SELECT pg_temp.w(term) || CASE model WHEN 'experience' THEN '' ELSE ' *' END AS "One more", odds_ratio AS "Odds ratio|n2", odds_lower AS "from|n2", odds_upper AS "to|n2", 1.0 AS "No effect|n", pg_temp.w(model) AS "Model", outcomes AS "Outcomes|n"
	FROM (SELECT model, r.*, f.n AS outcomes FROM pg_temp.loyalty AS l, logistic_fit(l.m, 'stayed', l.drivers) AS f, logistic_regression(l.m, 'stayed', l.drivers, cluster => 'customer') AS r) AS l
	WHERE term <> '(intercept)' AND odds_ratio IS NOT NULL AND odds_upper < 1e3 ORDER BY model, term) AS r HAVING count(*) > 0;
