-- Holds for a visit that can be: the constraint of the table, and a rule of visit_problem.
wrap_ended_at >= ended_at
