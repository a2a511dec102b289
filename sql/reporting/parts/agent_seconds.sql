-- Seconds of states by agent and interval: all computed.
\set from_ts '''-infinity''::timestamptz'
\set to_ts '''infinity''::timestamptz'
:agent_seconds_between
