WITH d AS (
	SELECT dimension, min(coalesce(lower, mean)) AS low, max(coalesce(upper, mean)) AS high, json_agg(json_build_object('Band', pg_temp.w(band), 'Satisfaction|*', mean, 'from|*', lower, 'to|*', upper, 'Answers|n', answers) ORDER BY position) AS d
	FROM experience_curve_between(:'ct0', :'t1') WHERE queue_id IS NULL AND segment IS NULL AND outcome = 'csat' AND mean IS NOT NULL GROUP BY dimension
)
SELECT pg_temp.card(pg_temp.w('Satisfaction by what the customer lived through'), pg_temp.w('Mean answer on 0 to 100 with its 95 %% interval, by band; bands with fewer than %s answers are left out.', :'min_answers'),
	pg_temp.multi(json_agg(json_build_object('title', pg_temp.w(n.title), 'chart', pg_temp.plot(d, lines => '{Satisfaction}', whiskers => '{from,to}', dots => true, zero => false, reach => ARRAY[lows, highs])) ORDER BY n.no)),
	(SELECT json_agg(r) FROM (SELECT pg_temp.w(n.title) AS "By", v ->> 'Band' AS "Band", v ->> 'Satisfaction|*' AS "Satisfaction|*", v ->> 'from|*' AS "from|*", v ->> 'to|*' AS "to|*", v ->> 'Answers|n' AS "Answers|n"
		FROM d, LATERAL (SELECT initcap(left(dimension, 1)) || substr(dimension, 2) AS title) AS n, json_array_elements(d) AS v) AS r), 'wide')
FROM (SELECT *, min(low) OVER () AS lows, max(high) OVER () AS highs FROM d) AS d JOIN (VALUES (1, 'wait', 'Wait'), (2, 'transfers', 'Transfers'), (3, 'repeat', 'Repeat'), (4, 'handle time', 'Handle time')) AS n (no, dimension, title) USING (dimension) HAVING count(*) > 0;
