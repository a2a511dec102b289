SELECT pg_temp.card(pg_temp.w('Shrinkage: %s of paid time', pg_temp.written((sum(r.".lost") / nullif(max(r.".base"), 0))::text, '%')), pg_temp.w('What paid time went into that was not work on contacts; shares of all paid time.'),
	pg_temp.ranges(json_agg(r), 'Share of paid time', bars => true), json_agg(r))
FROM (SELECT pg_temp.w(component) AS "Component", pg_temp.w(kind) AS "Kind", sum(lost_s) / nullif(base, 0) AS "Share of paid time|%", sum(lost_s) / 3600 AS "Hours|n1", sum(lost_s) AS ".lost", base AS ".base"
	FROM shrinkage, (SELECT sum(b) AS base FROM (SELECT max(base_s) AS b FROM shrinkage WHERE day BETWEEN :'d0' AND :'d1' GROUP BY day) AS d) AS base
	WHERE day BETWEEN :'d0' AND :'d1' AND lost_s > 0 GROUP BY component, kind, base ORDER BY sum(lost_s) DESC, 1) AS r HAVING count(*) > 0;
