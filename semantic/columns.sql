-- How a tool is to total each column of the views, from their catalogue.  kind: time; dimension, which groups; sum, max,
-- ratio and mean (of what adds over all but time: its total, of each day or interval, on average), which are measures.
-- total is the measure in SQL, numerator and denominator its halves; a ratio of what stands in several rows has none.
WITH catalog AS MATERIALIZED (
	SELECT * FROM :"schema".reporting_catalog
)
SELECT c.view_name, obj_description(format('%I.%I', :'schema', c.view_name)::regclass) AS view_meaning,
	c.column_no, c.column_name, c.key_no, c.type, c.role, c.label, c.unit, c.meaning, t.time_column,
	k.kind, s.numerator, s.denominator,
	CASE k.kind WHEN 'sum' THEN s.numerator
		WHEN 'max' THEN format('max(%I)', c.column_name)
		WHEN 'ratio' THEN format('(%s)::float8 / nullif(%s, 0)', s.numerator, s.denominator)
		WHEN 'mean' THEN format('%s::float8 / nullif(%s, 0)', s.numerator, s.denominator) END AS total
FROM catalog AS c
LEFT JOIN LATERAL (
	SELECT x.column_name AS time_column
	FROM catalog AS x
	WHERE x.view_name = c.view_name AND x.role = 'time' AND x.type <> 'timestamp without time zone'
	ORDER BY x.key_no, x.column_no LIMIT 1
) AS t ON true
CROSS JOIN LATERAL (
	SELECT CASE WHEN c.role IN ('sum', 'max', 'time') THEN c.role
		WHEN c.role = 'stock' THEN CASE WHEN t.time_column IS NULL THEN 'sum' ELSE 'mean' END
		WHEN c.role = 'ratio' AND NOT EXISTS (
			SELECT FROM catalog AS x
			WHERE x.view_name = c.view_name AND x.role NOT IN ('sum', 'stock')
				AND c.numerator || ' ' || c.denominator ~ ('\m' || x.column_name || '\M')) THEN 'ratio'
		ELSE 'dimension' END AS kind
) AS k
CROSS JOIN LATERAL (
	SELECT CASE k.kind WHEN 'ratio' THEN regexp_replace(c.numerator, '[a-z]\w*', 'sum(\&)', 'g')
			WHEN 'sum' THEN format('sum(%I)', c.column_name)
			WHEN 'mean' THEN format('sum(%I)', c.column_name) END AS numerator,
		CASE k.kind WHEN 'ratio' THEN regexp_replace(c.denominator, '[a-z]\w*', 'sum(\&)', 'g')
			WHEN 'mean' THEN format('count(DISTINCT %I)', t.time_column) END AS denominator
) AS s
