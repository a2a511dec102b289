-- The page: one HTML file from the views of a reporting model, on standard output.
--
--   psql -XqAt -v schema=ops -f report/page.sql > report.html
--
-- schema     the model's; its search path need not have it
-- language   en or zh
-- from, to   first and last local day; without them the seven days that end with the last that has visits
-- at         the instant that is "now"; without it now, or where visits end before yesterday, their end
-- each       seconds that a card may take, 0 for any; a dearer one is left out
-- without    names of cards to leave out, with blanks between
\set ON_ERROR_STOP on
\if :{?schema}
\else
\set schema ops
\endif
\if :{?language}
\else
\set language en
\endif
\if :{?from}
\else
\set from ''
\endif
\if :{?to}
\else
\set to ''
\endif
\if :{?at}
\else
\set at ''
\endif
\if :{?without}
\else
\set without ''
\endif
\if :{?each}
\else
\set each 20
\endif
\if :{?here}
\else
\set here report
\endif
\pset tuples_only on
\pset format unaligned
SET client_min_messages = error;
-- One instant for all figures, and nothing left behind.
BEGIN ISOLATION LEVEL REPEATABLE READ;
SET LOCAL jit = off;
SET LOCAL DateStyle = ISO;
SELECT set_config('work_mem', '64MB', true) WHERE pg_size_bytes(current_setting('work_mem')) < 64 * 1024 * 1024 \g /dev/null
SELECT set_config('search_path', concat_ws(', ', quote_ident(:'schema'), current_setting('search_path')), true) \g /dev/null
SELECT set_config('report.language', :'language', true) \g /dev/null
\ir said.sql
\ir charts.sql
CREATE TEMP TABLE absent (why integer, name text);
CREATE TEMP TABLE score (no bigint, month date, kpi text, actual float8, target float8, unit text, status text, name text, better text);
CREATE TEMP TABLE loyalty AS SELECT NULL::text AS model, NULL::text[] AS drivers, NULL::model_rows AS m WHERE false;
CREATE TEMP TABLE voc (queue_id text, month date, csat float8, csat_lower float8, csat_upper float8, csat_answers bigint, nps float8, nps_lower float8, nps_upper float8, nps_answers bigint);
CREATE TEMP TABLE half (queue_id text, day date, local_start timestamp, met float8, judged float8);
CREATE TEMP TABLE gap (pool_id text, media text, bucket_start timestamptz, local_start timestamp, day date, hours float8, scheduled float8, required float8, volume float8);
-- A pool without a plan is not short of all its agents: what is scheduled is held against what these same pools
-- require, and the others are named.  Where nobody has a plan, all that is required is shown.
CREATE TEMP VIEW compared AS
SELECT bucket_start, local_start, day, hours, sum(scheduled) AS scheduled, sum(required) AS required, sum(volume) AS volume
FROM pg_temp.gap WHERE required IS NOT NULL AND (scheduled IS NOT NULL OR NOT EXISTS (SELECT FROM pg_temp.gap WHERE scheduled IS NOT NULL))
GROUP BY bucket_start, local_start, day, hours;

SELECT zone, threshold_s, variant, service_goal, interval_width, min_answers, loyalty_days, coalesce((60 * cost_per_minute)::text, '') AS agent_hour_cost, zone IS NOT NULL AS made FROM reporting_settings \gset
SELECT coalesce(nullif(:'at', '')::timestamptz, CASE WHEN newest_at < now() - interval '1 day' THEN newest_at ELSE now() END) AS at, newest_at IS NULL AS empty, coalesce(newest_at::text, '') AS newest_at
FROM (SELECT max(newest_at) AS newest_at FROM source_freshness WHERE subject = 'queue_visit') AS f \gset
SELECT d1, coalesce(nullif(:'from', '')::date, (SELECT min(day) FROM queue_day WHERE day BETWEEN d1 - 6 AND d1), d1 - 6) AS d0
FROM (SELECT coalesce(nullif(:'to', '')::date, (least(:'at'::timestamptz, coalesce(nullif(:'newest_at', '')::timestamptz, now())) AT TIME ZONE :'zone')::date) AS d1) AS d \gset
SELECT :'d0'::timestamp AT TIME ZONE :'zone' AS t0, (:'d1'::date + 1)::timestamp AT TIME ZONE :'zone' AS t1, greatest(:'d0'::date, :'d1'::date - 6) AS w0,
	greatest(:'d0'::date, :'d1'::date - 6)::timestamp AT TIME ZONE :'zone' AS wt0 \gset
-- What customers lived through is of the last 30,000 contacts, by whole days of thirteen weeks at most, unless the span
-- is longer: nobody waits longer for a page because there are more years, or calls.  Outcomes are those that these bear on.
SELECT least(:'d0'::date, greatest(:'d1'::date - 90, max(day) FILTER (WHERE n > 30000) + 1)) AS c0
FROM (SELECT day, sum(sum(offered)) OVER (ORDER BY day DESC) AS n FROM queue_day WHERE day BETWEEN :'d1'::date - 90 AND :'d1' GROUP BY day) AS q \gset
\set one_in 1
SELECT :'c0'::timestamp AT TIME ZONE :'zone' AS ct0, :'t1'::timestamptz + :'loyalty_days'::float8 * interval '1 day' AS ot1 \gset

-- Names of queues, where they have some.
CREATE TEMP TABLE queue_label (queue_id text PRIMARY KEY, label text);
SELECT coalesce(has_table_privilege(to_regclass(format('%I.present_queue', :'schema')), 'SELECT'), false) AS named,
	coalesce(has_table_privilege(to_regclass(format('%I.target', :'schema')), 'SELECT'), false) AS targeted \gset
\if :named
INSERT INTO pg_temp.queue_label SELECT queue_id, CASE WHEN count(*) OVER (PARTITION BY queue_name) > 1 THEN format('%s (%s)', queue_name, queue_id) ELSE queue_name END
FROM present_queue WHERE queue_name IS NOT NULL AND queue_id IS NOT NULL;
\endif
CREATE FUNCTION pg_temp.q(id text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce((SELECT label FROM pg_temp.queue_label WHERE queue_id = id), id) $$;
CREATE FUNCTION pg_temp.unplanned(from_ts timestamptz, to_ts timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT coalesce(' ' || pg_temp.w('Not in these figures, as they have no plan: %s.', string_agg(said, '; ' ORDER BY hours DESC, said)), '')
	FROM (SELECT sum(required * hours) AS hours, pg_temp.w(CASE WHEN media IN ('voice', 'callback') THEN '%s, %s agent hours required' ELSE '%s, %s agent hours required if an agent has one contact at a time' END,
			pg_temp.q(pool_id), pg_temp.number(sum(required * hours), 1)) AS said
		FROM pg_temp.gap WHERE scheduled IS NULL AND required > 0 AND bucket_start >= from_ts AND bucket_start < to_ts AND EXISTS (SELECT FROM pg_temp.gap WHERE scheduled IS NOT NULL)
		GROUP BY pool_id, media) AS u $$;
CREATE TEMP TABLE goal (kpi text, goal float8);
\if :targeted
INSERT INTO pg_temp.goal SELECT DISTINCT ON (kpi) kpi, goal FROM target WHERE scope = 'all' AND valid @> :'d1'::date ORDER BY kpi, valid DESC;
\endif
CREATE FUNCTION pg_temp.goal(id text) RETURNS float8 LANGUAGE sql STABLE AS $$ SELECT goal FROM pg_temp.goal WHERE kpi = id $$;

\pset format unaligned
\set style `cat :'here'/page.css`
\set script `cat :'here'/page.js`
SELECT format('<!doctype html><html lang=%s><meta charset=utf-8><meta name=viewport content="width=device-width, initial-scale=1"><title>%s</title><style>', CASE :'language' WHEN 'zh' THEN 'zh-CN' ELSE 'en' END,
	pg_temp.esc(pg_temp.w('Contact centre, %s to %s', pg_temp.day(:'d0'), pg_temp.day(:'d1')))) || :'style' || '</style><main>';
SELECT format('<header><h1>%s</h1><button id=tables>%s</button><button id=dark>%s</button></header><p>%s</p>',
	pg_temp.esc(pg_temp.w('Contact centre, %s to %s', pg_temp.day(:'d0'), pg_temp.day(:'d1'))), pg_temp.esc(pg_temp.w('All tables')), pg_temp.esc(pg_temp.w('Light or dark')),
	pg_temp.esc(pg_temp.w('Intervals of %s in %s. Service level: contacts answered within %s s, goal %s, formula "%s". Newest contact: %s.', extract(epoch FROM :'interval_width'::interval)::integer / 60 || ' min', :'zone', :'threshold_s',
		pg_temp.number(100 * :'service_goal'::float8, 0) || ' %', :'variant', coalesce(to_char(nullif(:'newest_at', '')::timestamptz AT TIME ZONE :'zone', 'YYYY-MM-DD HH24:MI'), '–'))));
-- The newest month of the span that has contacts; what such a month may not have yet is looked for in the one before.
SELECT count(*) > 0 AS filled, date_trunc('month', max(day))::date AS month, (date_trunc('month', max(day)) - interval '1 month')::date AS month0 FROM queue_day WHERE day BETWEEN :'d0' AND :'d1' \gset
\if :filled
SELECT '<nav>' || string_agg(format('<a href="#%s">%s</a>', id, pg_temp.esc(pg_temp.w(name))), '' ORDER BY no) || '</nav><section><div>'
FROM (VALUES (1, 'today', 'Today'), (2, 'week', 'Service and plans'), (3, 'people', 'People'), (4, 'customers', 'Customers'), (5, 'outbound', 'Outbound calls'), (6, 'self', 'Self-service'),
	(7, 'waiting', 'Work that waits'), (8, 'control', 'Control charts'), (9, 'score', 'Targets and benchmark'), (10, 'value', 'Value of service'), (11, 'quality', 'Data quality')) AS n (no, id, name);

\set part today
\set title 'Today'
SELECT CASE WHEN nullif(:'newest_at', '')::timestamptz > :'at'::timestamptz + interval '1 hour'
	THEN pg_temp.w('Replayed as it was on %s. Later contacts, up to %s, are not in this part; they are in those below, which have this day whole.', said, newest) ELSE pg_temp.w('As of %s', said) END AS note
FROM (SELECT pg_temp.moment(:'at', :'zone') AS said, pg_temp.moment(nullif(:'newest_at', '')::timestamptz, :'zone') AS newest) AS s \gset
\ir part.sql
\set card now
\set needs 'queue_realtime'
\ir card.sql
\set card agents_now
\set needs 'agent_realtime'
\ir card.sql
\set card today
\set needs 'forecast_today_interval'
\ir card.sql
\set card end_of_day
\set needs 'forecast_today'
\ir card.sql
\set card now_queues
\set needs 'queue_realtime'
\ir card.sql

\set part week
\set title 'Service and plans'
SELECT pg_temp.day(:'d0') || ' – ' || pg_temp.day(:'d1') AS note \gset
\ir part.sql
\set card service
\set needs 'queue_day'
\ir card.sql
\set card days
\set needs 'queue_day'
\ir card.sql
\set card queues
\set needs 'queue_day queue_interval'
\ir card.sql
\set card service_worst
\set needs 'queue_interval'
\ir card.sql
\set card service_queue_interval
\set needs 'queue_interval'
\ir card.sql
\set card service_day_interval
\set needs 'queue_interval'
\ir card.sql
\set card volume_forecast
\set needs 'forecast_error forecast'
\ir card.sql
\set card agents_required
\set needs 'staffing_gap_pool'
\ir card.sql
\set card agents_over
\set needs 'staffing_gap_pool'
\ir card.sql
\set card week_ahead
\set needs 'staffing_gap_pool'
\ir card.sql
\set card week_ahead_hours
\set needs 'staffing_gap_pool'
\ir card.sql

\set part people
\set title 'People'
\ir part.sql
\set card occupancy
\set needs 'agent_day'
\ir card.sql
\set card shrinkage
\set needs 'shrinkage'
\ir card.sql
\set card teams
\set needs 'team_day'
\ir card.sql
\set card adherence_teams
\set needs 'agent_adherence present_agent'
\ir card.sql
\set card adherence
\set needs 'agent_adherence'
\ir card.sql

\set part customers
\set title 'Customers'
SELECT pg_temp.w('Of contacts from %s to %s where nothing else is said, not of these days alone. Associations in the data, no proof.', pg_temp.day(:'c0'), pg_temp.day(:'d1')) AS note \gset
\ir part.sql
\set card experience
\set needs 'experience_curve'
\ir card.sql
\set card experience_driver
\set needs 'experience_driver'
\ir card.sql
\set card survey_driver
\set needs 'survey_driver'
\ir card.sql
\set card loyalty
\set needs 'loyalty_driver'
\ir card.sql
\set card nps
\set needs 'voc_queue voc_month'
\ir card.sql
\set card csat
\set needs 'voc_queue voc_month'
\ir card.sql

\set part outbound
\set title 'Outbound calls'
SELECT pg_temp.day(:'d0') || ' – ' || pg_temp.day(:'d1') AS note \gset
\ir part.sql
\set card outbound
\set needs 'outbound_day'
\ir card.sql
\set card outbound_steps
\set needs 'outbound_day'
\ir card.sql
\set card outbound_hours
\set needs 'outbound_hour'
\ir card.sql
\set card dialler_us
\set needs 'dialler_abandonment_us'
\ir card.sql
\set card dialler_uk
\set needs 'dialler_abandonment_uk'
\ir card.sql

\set part self
\set title 'Self-service'
\ir part.sql
\set card self_service
\set needs 'self_service_day'
\ir card.sql
\set card self_service_channels
\set needs 'self_service_day'
\ir card.sql
\set card channel_path
\set needs 'channel_path'
\ir card.sql
\set card self_service_funnel
\set needs 'self_service_funnel'
\ir card.sql

\set part waiting
\set title 'Work that waits'
\ir part.sql
\set card backlog
\set needs 'backlog'
\ir card.sql
\set card backlog_age
\set needs 'backlog_age'
\ir card.sql
\set card replies
\set needs 'reply_day'
\ir card.sql
\set card messages
\set needs 'conversation_day'
\ir card.sql

\set part control
\set title 'Control charts'
SELECT pg_temp.w('Signal or noise? Days within the limits differ by chance; a day with a square does not.') AS note \gset
\ir part.sql
\set card control_service
\set needs 'control_chart_service_level'
\ir card.sql
\set card control_aht
\set needs 'control_chart_aht'
\ir card.sql

\set part score
\set title 'Targets and benchmark'
\set note ''
\ir part.sql
\set card scorecard
\set needs 'scorecard'
\ir card.sql
\set card benchmark
\set needs 'benchmark_comparison'
\ir card.sql
\set card scorecard_rest
\set needs 'scorecard'
\ir card.sql

\set part value
\set title 'Value of service'
\ir part.sql
\set card abandon_cost
\set needs 'abandon_cost'
\ir card.sql
\set card value_of_service
\set needs 'value_of_service'
\ir card.sql

\set part quality
\set title 'Data quality'
\ir part.sql
\set card data_quality
\set needs 'data_quality'
\ir card.sql
\set card freshness
\set needs 'source_freshness'
\ir card.sql
\else
SELECT format('<section><div><figure class=card><h3>%s</h3><p>%s</p></figure>', pg_temp.esc(pg_temp.w('No contacts')),
	pg_temp.esc(CASE WHEN :'empty' THEN pg_temp.w('This model has no contacts yet.') ELSE pg_temp.w('There are no contacts in these days. The newest is of %s.', to_char(nullif(:'newest_at', '')::timestamptz AT TIME ZONE :'zone', 'YYYY-MM-DD')) END));
\endif
SELECT '</div></section><footer>' || coalesce(string_agg(pg_temp.esc(said), '<br>' ORDER BY why) || '<br>', '') || pg_temp.esc(pg_temp.w('Written %s.', to_char(now() AT TIME ZONE :'zone', 'YYYY-MM-DD HH24:MI')))
	|| '</footer></main><div id=tip role=status></div><script>'
FROM (SELECT why, pg_temp.w(CASE why WHEN 0 THEN 'Not shown, as there are no such views to read: %s.' WHEN 1 THEN 'Not shown, as they took too long: %s.' ELSE 'Not shown, as they failed: %s.' END, string_agg(DISTINCT name, ', ')) AS said
	FROM pg_temp.absent GROUP BY why) AS a;
SELECT :'script' || '</script></html>';
ROLLBACK;
