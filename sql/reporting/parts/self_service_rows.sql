-- Sums of sessions by channel, task and local day: all made from the sessions.
\set session_span true
:self_service_tasks
