-- What a contact's visits were, together.
(array_agg(reason ORDER BY visit_no) FILTER (WHERE reason IS NOT NULL))[1] AS reason,
(array_agg(agent_id ORDER BY visit_no DESC) FILTER (WHERE outcome = 'answered'))[1] AS agent_id,
count(*)::integer AS visits,
sum(wait_s::numeric)::float8 AS wait_s,
max(wait_s) AS longest_wait_s,
count(*) FILTER (WHERE wait_s > coalesce(sl_threshold_s, :'threshold'::float8))::integer AS waits_over,
sum(hold_s::numeric)::float8 AS hold_s,
sum(handle_s::numeric)::float8 AS handle_s,
count(*) FILTER (WHERE transfer_out IN ('blind', 'attended'))::integer AS transfers,
count(DISTINCT agent_id) FILTER (WHERE outcome = 'answered')::integer AS agents,
bool_or(outcome = 'answered') AS answered,
bool_or(outcome = 'abandoned') AND NOT bool_or(outcome = 'answered') AS abandoned,
bool_or(outcome = 'callback_requested') AS callback_requested
