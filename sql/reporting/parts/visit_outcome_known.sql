-- Holds for a visit that can be: the constraint of the table, and a rule of visit_problem.
outcome IN ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'blocked', 'system_error', 'open')
