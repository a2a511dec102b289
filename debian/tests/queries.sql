CREATE ROLE shop;
CREATE DATABASE shop OWNER shop;
\c shop
SET client_min_messages = warning;
SET SESSION AUTHORIZATION shop;
CREATE EXTENSION contact_center;
SELECT (SELECT extversion FROM pg_extension WHERE extname = 'contact_center') = :'version' AS ok \gset
\if :ok
\else
    \warn 'the extension has not the version of its package'
    \quit 3
\endif

CREATE TABLE call (queue text, queued_at timestamptz, outcome text, wait float8, handle float8);
INSERT INTO call VALUES
    ('sales',   '2026-03-02 09:01:00+01', 'answered',  10, 180),
    ('sales',   '2026-03-02 09:12:10+01', 'abandoned', 40, NULL),
    ('support', '2026-03-02 09:31:00+01', 'answered',  35, 200);
CALL create_reporting_model('ops');
INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, outcome, talk_s)
SELECT row_number() OVER (ORDER BY queued_at), 1, 'voice', queue, queued_at,
       CASE WHEN outcome = 'answered' THEN queued_at + wait * interval '1 s' END,
       queued_at + wait * interval '1 s', outcome, handle
FROM call;
CALL create_reporting_views('ops', zone => 'Europe/Amsterdam', threshold => 20);

DO $$
BEGIN
    ASSERT erlang_c_agents(calls => 100, period => 1800, aht => 180, service_level => 0.80, threshold => 20) = 14;
    ASSERT (SELECT service_level(queue_summary(outcome, wait, handle), 20) FROM call) = 1 / 3::float8;
    ASSERT (SELECT array_agg((queue_id, local_start, offered, abandoned)::text ORDER BY queue_id) FROM ops.queue_interval)
        = ARRAY['(sales,"2026-03-02 09:00:00",2,1)', '(support,"2026-03-02 09:30:00",1,0)'];
END
$$;
CALL refresh_queue_summary('ops');
DROP EXTENSION contact_center CASCADE;
