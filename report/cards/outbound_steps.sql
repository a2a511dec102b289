WITH s AS (SELECT sum(attempts) AS attempts, sum(persons) AS persons, sum(live_contacts) AS live, sum(right_parties) AS right_parties, sum(sales) AS sales FROM outbound_day WHERE day BETWEEN :'d0' AND :'d1')
SELECT pg_temp.card(pg_temp.w('From attempt to sale'), pg_temp.w('Outbound calls of all campaigns; shares are of the attempts.'), pg_temp.ranges(json_agg(r), 'Calls', bars => true), json_agg(r))
FROM (SELECT pg_temp.w(step) AS "Step", n AS "Calls|n", n / attempts::float8 AS "Share|%"
	FROM s, LATERAL (VALUES (1, 'attempts', attempts), (2, 'a person answered', persons), (3, 'an agent spoke to a person', live), (4, 'it was the one wanted', right_parties), (5, 'a sale', sales)) AS v (no, step, n)
	WHERE attempts > 0 ORDER BY no) AS r HAVING count(*) > 0;
