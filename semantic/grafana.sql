-- A dashboard over the views for Grafana's PostgreSQL data source.  Quotients are of sums, so that they are right for
-- any span, any choice of queues and any interval that Grafana groups by.
\set figures 'FROM @.queue_interval WHERE $__timeFilter(bucket_start) AND queue_id IN ($queue)'
\set series 'SELECT $__timeGroupAlias(bucket_start, $__interval), '
\set by_time 'FROM @.queue_interval WHERE $__timeFilter(bucket_start) AND queue_id IN ($queue) GROUP BY 1 ORDER BY 1'
WITH panel (x, y, w, h, kind, unit, title, query) AS (VALUES
	(0, 0, 4, 4, 'stat', 'short', 'Offered', 'SELECT sum(offered)::float8 ' || :'figures'),
	(4, 0, 5, 4, 'stat', 'percentunit', 'Service level',
		'SELECT sum(service_met)::float8 / nullif(sum(service_judged), 0) ' || :'figures'),
	(9, 0, 5, 4, 'stat', 'percentunit', 'Abandonment rate',
		'SELECT sum(abandoned)::float8 / nullif(sum(offered), 0) ' || :'figures'),
	(14, 0, 5, 4, 'stat', 's', 'Average speed of answer',
		'SELECT sum(answer_wait_s) / nullif(sum(answered), 0) ' || :'figures'),
	(19, 0, 5, 4, 'stat', 's', 'Average handle time', 'SELECT sum(handle_s) / nullif(sum(answered), 0) ' || :'figures'),
	(0, 4, 12, 8, 'timeseries', 'short', 'Offered, answered, abandoned',
		:'series' || 'sum(offered)::float8 AS offered, sum(answered)::float8 AS answered, '
		'sum(abandoned)::float8 AS abandoned ' || :'by_time'),
	(12, 4, 12, 8, 'timeseries', 'percentunit', 'Service level and abandonment',
		:'series' || 'sum(service_met)::float8 / nullif(sum(service_judged), 0) AS "service level", '
		'sum(abandoned)::float8 / nullif(sum(offered), 0) AS abandoned ' || :'by_time'),
	(0, 12, 12, 8, 'timeseries', 's', 'Waiting and handling',
		:'series' || 'sum(answer_wait_s) / nullif(sum(answered), 0) AS "speed of answer", '
		'sum(handle_s) / nullif(sum(answered), 0) AS "handle time" ' || :'by_time'),
	(12, 12, 12, 8, 'timeseries', 'short', 'Agents required and scheduled, all pools',
		'SELECT bucket_start AS "time", sum(required_erlang_a)::float8 AS required, '
		'sum(required_with_shrinkage) AS "with shrinkage", sum(scheduled) AS scheduled '
		'FROM @.staffing_gap_pool WHERE $__timeFilter(bucket_start) GROUP BY 1 ORDER BY 1'),
	(0, 20, 12, 8, 'timeseries', 'short', 'Today: what came, was forecast and is expected',
		'SELECT interval_start AS "time", sum(actual) AS came, sum(original) AS forecast, sum(updated) AS expected '
		'FROM @.forecast_today_interval WHERE queue_id IN ($queue) GROUP BY 1 ORDER BY 1'),
	(12, 20, 12, 8, 'timeseries', 'percentunit', 'Occupancy and adherence',
		'SELECT $__timeGroupAlias(bucket_start, $__interval), '
		'sum(handling_s) / nullif(sum(handling_s) + sum(available_s), 0) AS occupancy, NULL::float8 AS adherence '
		'FROM @.agent_interval WHERE $__timeFilter(bucket_start) GROUP BY 1 UNION ALL '
		'SELECT $__timeGroup(bucket_start, $__interval), NULL, sum(adherent_s) / nullif(sum(scheduled_s), 0) '
		'FROM @.agent_adherence WHERE $__timeFilter(bucket_start) GROUP BY 1 ORDER BY 1'),
	(0, 28, 12, 8, 'table', 'short', 'Now, by queue',
		'SELECT coalesce(queue_name, queue_id) AS queue, media, waiting, longest_waiting_s, in_service, '
		'offered_today, service_level_today FROM @.queue_realtime WHERE queue_id IN ($queue) ORDER BY waiting DESC'),
	(12, 28, 12, 8, 'table', 'short', 'KPIs of the month against their targets',
		'SELECT name AS "KPI", unit, target, actual, gap, status FROM @.scorecard '
		'WHERE month = (SELECT max(month) FROM @.scorecard WHERE month <= $__timeTo()::date) ORDER BY name'),
	(0, 36, 12, 8, 'timeseries', 'percentunit', 'Satisfied customers, net promoters',
		'SELECT month::timestamp AS "time", csat, nps FROM @.voc_month '
		'WHERE month BETWEEN date_trunc(''month'', $__timeFrom()::timestamp) AND $__timeTo()::timestamp ORDER BY 1'),
	(12, 36, 12, 8, 'table', 'short', 'How fresh and how sound the data are',
		'SELECT subject, ''newest row'' AS what, newest_at::text AS value FROM @.source_freshness '
		'WHERE newest_at IS NOT NULL UNION ALL '
		'SELECT subject, problem, rows_affected::text FROM @.data_quality WHERE rows_affected > 0 ORDER BY 1, 2')
), source (source) AS (
	VALUES ('{"type": "grafana-postgresql-datasource", "uid": "${datasource}"}'::jsonb)
)
SELECT jsonb_pretty(jsonb_build_object('uid', 'contact-center', 'title', 'Contact centre', 'schemaVersion', 39,
	'tags', '["contact_center"]'::jsonb, 'timezone', zone, 'refresh', '1m', 'editable', true, 'graphTooltip', 1,
	'time', '{"from": "now-7d", "to": "now"}'::jsonb, 'annotations', '{"list": []}'::jsonb, 'links', '[]'::jsonb,
	'templating', jsonb_build_object('list', jsonb_build_array(
		'{"name": "datasource", "type": "datasource", "query": "grafana-postgresql-datasource", "label": "Data source"}'::jsonb,
		jsonb_build_object('name', 'queue', 'type', 'query', 'label', 'Queue', 'multi', true, 'includeAll', true,
			'refresh', 1, 'datasource', source, 'current', '{"text": ["All"], "value": ["$__all"]}'::jsonb,
			'query', replace('SELECT DISTINCT coalesce(queue_name, queue_id) AS __text, queue_id AS __value '
				'FROM @.queue_day WHERE queue_id IS NOT NULL ORDER BY 1', '@', quote_ident(:'schema'))))),
	'panels', (
		SELECT jsonb_agg(jsonb_build_object('id', no, 'type', kind, 'title', title, 'datasource', source,
			'gridPos', jsonb_build_object('x', x, 'y', y, 'w', w, 'h', h),
			'fieldConfig', jsonb_build_object('defaults', jsonb_build_object('unit', unit), 'overrides', '[]'::jsonb),
			'options', '{}'::jsonb,
			'targets', jsonb_build_array(jsonb_build_object('refId', 'A', 'datasource', source, 'rawQuery', true,
				'editorMode', 'code', 'format', CASE kind WHEN 'timeseries' THEN 'time_series' ELSE 'table' END,
				'rawSql', replace(query, '@', quote_ident(:'schema'))))) ORDER BY no)
		FROM (SELECT *, row_number() OVER (ORDER BY y, x) AS no FROM panel) AS p)))
FROM :"schema".reporting_settings, source;
