-- Data sets for any tool: columns, and measures whose quotients are of sums.
\set columns `cat semantic/columns.sql`
WITH c AS (:columns), measure AS (
	SELECT view_name, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', column_name, 'label', label,
		'kind', kind, 'unit', unit, 'expression', total, 'description', meaning)) ORDER BY column_no) AS measures
	FROM c
	WHERE total IS NOT NULL
	GROUP BY view_name
), data_set AS (
	SELECT c.view_name, c.view_meaning, c.time_column,
		jsonb_agg(c.column_name ORDER BY c.key_no) FILTER (WHERE c.key_no > 0) AS key,
		jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', c.column_name, 'label', c.label, 'type', c.type,
			'role', c.role, 'unit', c.unit, 'description', c.meaning,
			-- what JavaScript has no number for
			'arrives_as', CASE WHEN c.type IN ('bigint', 'numeric') THEN 'string' END,
			'clock', CASE WHEN c.type = 'timestamp with time zone' THEN 'instant'
				WHEN c.role = 'time' THEN 'local to the zone of the views' END)) ORDER BY c.column_no) AS columns
	FROM c
	GROUP BY c.view_name, c.view_meaning, c.time_column
)
SELECT jsonb_pretty(jsonb_build_object('schema', :'schema', 'zone', s.zone, 'data_sets', (
	SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('name', d.view_name, 'description', d.view_meaning,
		'time', d.time_column, 'key', d.key, 'columns', d.columns, 'measures', m.measures)) ORDER BY d.view_name)
	FROM data_set AS d
	LEFT JOIN measure AS m USING (view_name))))
FROM :"schema".reporting_settings AS s;
