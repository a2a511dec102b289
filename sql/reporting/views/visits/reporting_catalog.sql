-- Roles come from columns.txt and from the headings of the views, as reporting_source has them: k a key of a view,
-- r what is said of a column.  What nothing is said of has a role by its type and comment.
--
-- key  view_name, column_name
-- role  numerator | dimension
-- role  denominator | dimension

CREATE VIEW ops.reporting_catalog AS
WITH said AS MATERIALIZED (
	SELECT s.kind, s.name, s.comment, s.body
	FROM cc.reporting_source AS s
	WHERE s.kind IN ('key', 'role', 'column')
)
SELECT c.relname::text AS view_name,
	a.attname::text AS column_name,
	a.attnum::integer AS column_no,
	array_position(string_to_array(k.comment, ', '), a.attname::text) AS key_no,
	x.role,
	CASE WHEN x.role = 'ratio' THEN split_part(x.expression, ' / ', 1) END AS numerator,
	CASE WHEN x.role = 'ratio' THEN split_part(x.expression, ' / ', 2) END AS denominator,
	CASE WHEN x.role IN ('key', 'time', 'dimension') THEN substring(x.spec FROM '; (.*)$')
		ELSE coalesce(substring(x.spec FROM '; (.*)$'),
			CASE WHEN x.role = 'ratio' THEN 'fraction'
				WHEN x.meaning ~ '\mseconds\M' THEN 'seconds'
				WHEN x.meaning ~ '\mmoney\M' THEN 'money'
				WHEN a.atttypid = 'bigint'::regtype THEN 'count' END) END AS unit,
	(
		SELECT upper(left(l.label, 1)) || substr(l.label, 2)
		FROM (
			SELECT string_agg(CASE WHEN w.word IN ('acw', 'aht', 'asa', 'ces', 'csat', 'fcr', 'icmi', 'id', 'kpi',
				'mape', 'mase', 'nps', 'p50', 'p90', 'rmse', 'vif', 'wape') THEN upper(w.word) ELSE w.word END,
				' ' ORDER BY w.no) AS label
			FROM unnest(string_to_array(regexp_replace(a.attname::text, '_s$', ''), '_'))
				WITH ORDINALITY AS w (word, no)
		) AS l
	) AS label,
	format_type(a.atttypid, a.atttypmod) AS type,
	x.meaning
FROM said AS k
JOIN pg_catalog.pg_class AS c ON c.relname::text = k.name
	AND c.relnamespace = (
		SELECT t.typnamespace FROM pg_catalog.pg_type AS t WHERE t.oid = pg_typeof(NULL::ops.valid_visit)::oid)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
LEFT JOIN said AS v ON v.kind = 'role' AND v.name = c.relname::text || '.' || a.attname::text
LEFT JOIN said AS r ON r.kind = 'column' AND r.name = a.attname::text
CROSS JOIN LATERAL (
	SELECT coalesce(v.comment, r.comment) AS spec,
		coalesce(col_description(c.oid, a.attnum), r.body) AS meaning
) AS s
CROSS JOIN LATERAL (
	SELECT s.spec, s.meaning,
		regexp_replace(substr(s.spec, strpos(s.spec, ' ') + 1), ';.*$', '') AS expression,
		CASE WHEN a.atttypid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN 'time'
			WHEN a.attname::text = ANY (string_to_array(k.comment, ', ')) THEN 'key'
			WHEN s.spec IS NOT NULL THEN regexp_replace(s.spec, '[ ;].*$', '')
			WHEN a.atttypid IN ('text'::regtype, 'boolean'::regtype) THEN 'dimension'
			WHEN a.atttypid = 'bigint'::regtype THEN 'sum'
			WHEN a.atttypid = 'float8'::regtype AND right(a.attname::text, 2) = '_s' THEN 'sum'
			ELSE 'figure' END AS role
) AS x
WHERE k.kind = 'key' AND c.relkind = 'v';

COMMENT ON VIEW ops.reporting_catalog IS
	'every column of these views: its role, what a ratio is made of, unit, label';
