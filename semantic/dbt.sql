-- Sources, semantic models and metrics for dbt (models/NAME.sql, each a SELECT from its source, stand beside).
-- Names of days and months are MetricFlow's own, and it totals nothing that has no time.
\set columns `cat semantic/columns.sql`
SELECT format(E'version: 2\nsources:\n  - name: contact_center\n    schema: %s\n    tables:', to_json(:'schema'::text));

WITH c AS MATERIALIZED (:columns)
SELECT format(E'      - name: %s\n        description: %s\n        columns:\n', view_name, to_json(view_meaning))
	|| string_agg(format(E'          - name: %s\n            description: %s\n            data_type: %s',
		column_name, to_json(coalesce(meaning, label)), type), E'\n' ORDER BY column_no)
FROM c
GROUP BY view_name, view_meaning
ORDER BY view_name;

\set names 'view_name || ''_'' || column_name AS metric, CASE WHEN column_name IN (''day'', ''week'', ''month'', ''quarter'', ''year'') THEN ''local_'' ELSE '''' END || column_name AS dimension'
SELECT E'semantic_models:';

WITH c AS MATERIALIZED (
	SELECT *, :names, to_json(coalesce(meaning, label)) AS description
	FROM (:columns) AS c
	WHERE time_column IS NOT NULL
), measure AS (
	SELECT view_name, column_no, 0 AS half, metric AS name, description,
		CASE kind WHEN 'max' THEN 'max' ELSE 'sum' END AS agg, column_name AS expr
	FROM c
	WHERE kind IN ('sum', 'max')
	UNION ALL
	SELECT view_name, column_no, h.half, metric || h.suffix, description,
		CASE WHEN h.of ~ '^count' THEN 'count_distinct' ELSE 'sum' END,
		CASE WHEN h.of ~ '^count' THEN time_column
			ELSE regexp_replace(h.of, 'sum\((\w+)\)', 'coalesce(\1, 0)', 'g') END
	FROM c
	CROSS JOIN LATERAL (VALUES (1, '_upper', numerator), (2, '_lower', denominator)) AS h (half, suffix, of)
	WHERE kind IN ('ratio', 'mean')
), line AS (
	SELECT view_name, 1 AS part, NULL AS heading, 0 AS column_no, 0 AS half,
		format(E'  - name: %1$s\n    description: %2$s\n    model: ref(\'%1$s\')\n    defaults:\n'
			'      agg_time_dimension: %3$s\n    primary_entity: %1$s_row',
			view_name, to_json(view_meaning), max(dimension) FILTER (WHERE column_name = time_column)) AS text
	FROM c
	GROUP BY view_name, view_meaning
	UNION ALL
	SELECT view_name, 2, 'entities', column_no, 0,
		format(E'      - name: %s\n        type: foreign\n        expr: %s', replace(column_name, '_id', ''), column_name)
	FROM c
	WHERE column_name IN ('queue_id', 'agent_id')
	UNION ALL
	SELECT view_name, 3, 'dimensions', column_no, 0,
		format(E'      - name: %s\n        description: %s\n        type: %s\n        expr: %s', dimension, description,
			CASE kind WHEN 'time' THEN 'time' ELSE 'categorical' END, column_name)
			|| CASE WHEN kind <> 'time' THEN '' ELSE format(E'\n        type_params:\n          time_granularity: %s',
				CASE WHEN column_name IN ('week', 'month', 'quarter', 'year') THEN column_name
					WHEN type = 'date' THEN 'day' ELSE 'second' END) END
	FROM c
	WHERE role IN ('key', 'time', 'dimension') AND column_name NOT IN ('queue_id', 'agent_id')
	UNION ALL
	SELECT view_name, 4, 'measures', column_no, half,
		format(E'      - name: %s\n        description: %s\n        agg: %s\n        expr: %s\n        create_metric: true',
			name, description, agg, expr)
	FROM measure
), headed AS (
	SELECT view_name, part, column_no, half,
		CASE WHEN heading <> '' AND row_number() OVER (PARTITION BY view_name, part ORDER BY column_no, half) = 1
			THEN format(E'    %s:\n', heading) ELSE '' END || text AS text
	FROM line
)
SELECT string_agg(text, E'\n' ORDER BY part, column_no, half)
FROM headed
GROUP BY view_name
HAVING bool_or(part = 4)
ORDER BY view_name;

SELECT E'metrics:';

WITH c AS MATERIALIZED (:columns)
SELECT format(E'  - name: %1$s\n    label: %2$s\n    description: %3$s\n    type: ratio\n    type_params:\n'
	'      numerator: %1$s_upper\n      denominator: %1$s_lower', metric, to_json(label), to_json(coalesce(meaning, label)))
FROM (SELECT *, :names FROM c) AS c
WHERE kind IN ('ratio', 'mean') AND time_column IS NOT NULL
ORDER BY view_name, column_no;
