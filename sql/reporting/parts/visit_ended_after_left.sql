-- Holds for a visit that can be: the constraint of the table, and a rule of visit_problem.
ended_at >= left_at AND ended_at >= answered_at AND ended_at >= queued_at
