-- The views over the model, and what they read from.  Wants the variable zone.
SET client_min_messages = warning;
CALL create_reporting_views('ops', interval_width => '30 min', zone => :'zone', threshold => 20,
                            response_target => 8 * 3600);
CALL refresh_queue_summary('ops');
