-- A cube for each view.  Texts are quoted as JSON's, which YAML reads.
\set columns `cat semantic/columns.sql`
WITH c AS MATERIALIZED (:columns), line AS (
	SELECT view_name, 0 AS part, NULL AS heading, 0 AS column_no,
		format(E'  - name: %s\n    sql_table: %s\n    description: %s', view_name,
			format('%I.%I', :'schema', view_name), to_json(view_meaning)) AS text
	FROM c
	GROUP BY view_name, view_meaning
	UNION ALL
	-- the names of queues and agents are those of the present version
	SELECT view_name, 1, 'joins', column_no,
		format(E'      - name: %2$s\n        relationship: many_to_one\n        sql: "{CUBE}.%1$s = {%2$s.%1$s}"',
			column_name, CASE column_name WHEN 'queue_id' THEN 'present_queue' ELSE 'present_agent' END)
	FROM c
	WHERE column_name IN ('queue_id', 'agent_id') AND view_name NOT IN ('present_queue', 'present_agent')
	UNION ALL
	SELECT view_name, 2, 'dimensions', column_no,
		format(E'      - name: %s\n        title: %s\n        description: %s\n        sql: "{CUBE}.%1$s"\n        type: %4$s',
			column_name, to_json(label), to_json(coalesce(meaning, label)),
			CASE WHEN kind = 'time' THEN 'time'
				WHEN type = 'boolean' THEN 'boolean'
				WHEN type IN ('bigint', 'integer', 'double precision') THEN 'number'
				ELSE 'string' END)
			|| CASE WHEN key_no > 0 THEN E'\n        primary_key: true\n        public: true' ELSE '' END
	FROM c
	WHERE total IS NULL
	UNION ALL
	SELECT view_name, 3, 'measures', column_no,
		format(E'      - name: %s\n        title: %s\n        description: %s\n        sql: "%s"\n        type: %s',
			column_name, to_json(label), to_json(coalesce(meaning, label)),
			CASE WHEN kind IN ('sum', 'max') THEN '{CUBE}.' || column_name
				ELSE regexp_replace(total, '(sum\(|DISTINCT )(\w+)', '\1{CUBE}.\2', 'g') END,
			CASE WHEN kind IN ('sum', 'max') THEN kind ELSE 'number' END)
			|| CASE WHEN unit = 'fraction' THEN E'\n        format: percent' ELSE '' END
	FROM c
	WHERE total IS NOT NULL
), headed AS (
	SELECT view_name, part, column_no,
		CASE WHEN heading <> '' AND row_number() OVER (PARTITION BY view_name, part ORDER BY column_no) = 1
			THEN format(E'    %s:\n', heading) ELSE '' END || text AS text
	FROM line
)
SELECT E'cubes:\n' || string_agg(text, E'\n' ORDER BY view_name, part, column_no)
FROM headed;
