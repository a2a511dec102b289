-- What must outlive an update of the extension and of the server: tables that
-- hold a value of every type of ours, in arrays, composites, domains, partition
-- bounds and generated columns too; indexes, extended statistics and views on
-- them; a reporting model with views and rolled summaries.  The extension is in
-- schema public.  test/kept-contents.sql prints all of it.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
SET timezone = 'UTC';

CREATE SCHEMA ops;
CALL create_reporting_model('ops');
CALL create_reporting_views('ops', zone => 'Europe/Amsterdam', threshold => 20);
INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
SELECT call_no, 1, 'voice', 'q' || call_no % 3, CASE WHEN outcome = 'answered' THEN 'a' || call_no % 9 END, queued_at, answered_at, left_at, ended_at, outcome,
	CASE WHEN outcome = 'answered' THEN extract(epoch FROM ended_at - answered_at) END
FROM simulate_queue('2026-03-28 08:00+00', array_fill(20.0::float8, ARRAY[80]), 1800, 180, array_fill(3, ARRAY[80]), patience => 120, seed => 1);
INSERT INTO ops.agent_state (agent_id, during, state, state_class)
SELECT 'a' || a, tstzrange(t, t + interval '20 min'), 'as the source says', CASE WHEN extract(minute FROM t) < 20 THEN 'available' ELSE 'handling' END
FROM generate_series(0, 8) a, generate_series('2026-03-28 08:00+00'::timestamptz, '2026-03-29 23:40+00', '20 min') t;
INSERT INTO ops.forecast (queue_id, interval_start, interval_len, made_at, horizon, volume, aht_s)
SELECT 'q' || q, t, '30 min', '2026-03-20', 'week ahead', 7, 180
FROM generate_series(0, 2) q, generate_series('2026-03-28 08:00+00'::timestamptz, '2026-03-29 23:30+00', '30 min') t;
INSERT INTO ops.survey_response (response_id, contact_id, agent_id, queue_id, contact_at, answered_at, item, scale_min, scale_max, value)
SELECT contact_id, contact_id, agent_id, queue_id, queued_at, ended_at, item, low, high, low + talk_s::integer % (high - low + 1)
FROM ops.queue_visit, (VALUES ('nps', 0, 10), ('csat', 1, 5)) v (item, low, high) WHERE outcome = 'answered';
CALL refresh_queue_summary('ops', '2026-03-28', '2026-03-29 12:00+00');

CREATE SCHEMA kept;
CREATE TABLE kept.value AS
SELECT b AS bucket, queue_id, queue_summary(outcome, wait_s, talk_s) AS summary, concurrency(tstzrange(queued_at, ended_at)) AS busy,
	interval_profile(tstzrange(queued_at, ended_at), '15 min', 'Europe/Amsterdam') AS profile,
	comoments(ARRAY['a', 'b', 'c'], ARRAY[wait_s, coalesce(talk_s, 0), sqrt(wait_s)]) AS moments,
	comoments_pairwise(ARRAY['a', 'b'], ARRAY[wait_s, talk_s]) AS pairs,
	comoment_groups(ARRAY['a', 'b', 'c'], ARRAY[wait_s, coalesce(talk_s, 0), sqrt(wait_s)], hashtext(contact_id)) AS groups,
	NULL::path_model AS model,
	format('Mo-Fr 08:00-%s:00; 2026-12-25 off; zone Europe/Amsterdam', 9 + extract(hour FROM lower(b))::integer / 2)::business_hours AS hours
FROM ops.valid_visit, reporting_interval(queued_at, '30 min', 'Europe/Amsterdam') b
GROUP BY b, queue_id;
INSERT INTO kept.value (model, groups, summary)
SELECT path_model(comoments(ARRAY['a', 'b', 'c', 'd'], ARRAY[i % 10, (i * 3 + i % 7) % 11, i * i % 7, i % 9]::float8[]), E'X =~ a + b\nY =~ c + d\nY ~ X'),
	comoment_groups(ARRAY['a', 'b', 'c'], ARRAY[i % 10, i * i % 7, i % 9]::float8[], i),
	queue_summary('answered', i * 0.37, 60 + i, 0, 5)
FROM generate_series(0, 5000) i;
-- types that a release does not have yet
SELECT to_regtype('model_rows') IS NOT NULL AS has_model_rows \gset
\if :has_model_rows
ALTER TABLE kept.value ADD rows model_rows;
INSERT INTO kept.value (rows)
SELECT model_rows(ARRAY['y', 'a', 'b'], ARRAY[i * i % 5 % 2, i % 11, sqrt(i % 7)]::float8[], 1 + i % 3 / 2.0)
FROM generate_series(1, 400) i GROUP BY i % 4;
\endif
ALTER TABLE kept.value ADD level float8 GENERATED ALWAYS AS (service_level(summary, 20)) STORED,
	ADD id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, ADD CHECK (offered(summary) >= 0), ADD UNIQUE (bucket, queue_id);
CREATE INDEX ON kept.value (bucket);
CREATE INDEX ON kept.value (summary) WHERE offered(summary) < 20;
CREATE INDEX ON kept.value (wait_quantile(summary, 0.9));
CREATE INDEX ON kept.value (hours);
CREATE INDEX ON kept.value (busy);
CREATE INDEX ON kept.value USING gist (tstzrange(bucket));
CREATE STATISTICS kept.of_columns ON bucket, hours, queue_id FROM kept.value;
CREATE STATISTICS kept.of_expressions ON (lower(bucket)), (offered(summary)) FROM kept.value;

CREATE TABLE kept.by_hash AS SELECT bucket, summary, hours, busy FROM kept.value;
CREATE INDEX ON kept.by_hash USING hash (bucket);
CREATE INDEX ON kept.by_hash USING hash (summary);
CREATE INDEX ON kept.by_hash USING hash (hours);
CREATE INDEX ON kept.by_hash USING hash (busy);
CREATE TABLE kept.by_brin AS SELECT bucket FROM kept.value ORDER BY bucket;
CREATE INDEX ON kept.by_brin USING brin (bucket);
CREATE TABLE kept.by_brin_multi AS SELECT bucket FROM kept.value ORDER BY bucket;
CREATE INDEX ON kept.by_brin_multi USING brin (bucket reporting_interval_minmax_multi_ops);

CREATE TYPE kept.pair AS (bucket reporting_interval, summary queue_summary);
CREATE DOMAIN kept.busy_summary AS queue_summary CHECK (offered(VALUE) > 0);
CREATE TABLE kept.nested AS
SELECT queue_id, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(ROW(bucket, summary)::kept.pair ORDER BY bucket) AS pairs,
	rollup(summary)::kept.busy_summary AS whole, range_agg(tstzrange(bucket)) AS spans
FROM kept.value GROUP BY queue_id;
CREATE TABLE kept.part (bucket reporting_interval PRIMARY KEY, hours business_hours DEFAULT 'Mo-Su 00:00-24:00; zone UTC') PARTITION BY RANGE (bucket);
CREATE TABLE kept.part_1 PARTITION OF kept.part FOR VALUES FROM (MINVALUE) TO ('2026-03-29 00:00+00/PT30M');
CREATE TABLE kept.part_2 PARTITION OF kept.part FOR VALUES FROM ('2026-03-29 00:00+00/PT30M') TO (MAXVALUE);
INSERT INTO kept.part SELECT DISTINCT bucket FROM kept.value WHERE bucket IS NOT NULL;

CREATE VIEW kept.figures AS
SELECT bucket, queue_id, offered(summary), service_level(summary, 20), asa(summary), aht(summary), wait_quantile(summary, 0.9), longest_wait(summary),
	peak_concurrency(busy), covered_seconds(busy), is_open(hours, lower(bucket)), business_seconds(hours, lower(bucket), upper(bucket) + interval '3 days'),
	summary + summary - summary AS summary, erlang_c_agents(offered(summary), 1800, aht(summary), 0.8, 20)
FROM kept.value WHERE bucket IS NOT NULL;
CREATE VIEW kept.drivers AS
SELECT queue_id, i.* FROM (SELECT queue_id, rollup(moments) AS moments FROM kept.value GROUP BY queue_id) q, driver_importance(moments, 'a', ARRAY['b', 'c']) i;
CREATE VIEW kept.profile AS
SELECT queue_id, p.* FROM kept.value, profile_intervals(profile) p;
CREATE MATERIALIZED VIEW kept.by_queue AS
SELECT queue_id, rollup(summary) AS summary FROM kept.value GROUP BY queue_id;
CREATE FUNCTION kept.level(q text) RETURNS float8 STABLE
BEGIN ATOMIC
	SELECT service_level(rollup(summary), 20) FROM kept.value WHERE queue_id = q;
END;
ANALYZE kept.value;
