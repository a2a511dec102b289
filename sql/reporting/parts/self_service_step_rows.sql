-- Steps of sessions by channel, task and local day: all made from the steps.
\set session_span true
:self_service_steps
