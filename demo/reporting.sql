-- The views over the model, and what they read from.  Wants the variable zone.
SET client_min_messages = warning;
CALL create_reporting_views('ops', interval_width => '30 min', zone => :'zone', threshold => 20,
                            response_target => 8 * 3600);
CALL refresh_queue_summary('ops');
CALL refresh_forecast('ops', days => 14);

-- A now of the demo's own: this weekday and time of day, in the last week that has visits; so the views of now have rows.
CREATE FUNCTION ops.demo_now() RETURNS timestamptz LANGUAGE sql STABLE
RETURN (SELECT (date_trunc('week', max(v.queued_at) AT TIME ZONE s.zone)
    + (now() AT TIME ZONE s.zone - date_trunc('week', now() AT TIME ZONE s.zone))) AT TIME ZONE s.zone
    FROM ops.valid_visit AS v, ops.reporting_settings AS s GROUP BY s.zone);
COMMENT ON FUNCTION ops.demo_now() IS 'now, moved into the last week of the demo';
CREATE VIEW ops.demo_queue_now AS SELECT * FROM ops.queue_realtime_at((SELECT ops.demo_now()));
COMMENT ON VIEW ops.demo_queue_now IS 'queue_realtime as of demo_now()';
CREATE VIEW ops.demo_agent_now AS SELECT * FROM ops.agent_realtime_at((SELECT ops.demo_now()));
COMMENT ON VIEW ops.demo_agent_now IS 'agent_realtime as of demo_now()';
RESET client_min_messages;
