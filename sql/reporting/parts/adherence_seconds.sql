-- Seconds of schedule and of states by agent and interval: all computed.
\set from_ts '''-infinity''::timestamptz'
\set to_ts '''infinity''::timestamptz'
:adherence_seconds_between
