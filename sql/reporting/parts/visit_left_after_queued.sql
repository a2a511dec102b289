-- Holds for a visit that can be: the constraint of the table, and a rule of visit_problem.
left_at >= queued_at AND answered_at >= queued_at
