-- Holds for a visit that can be: the constraint of the table, and a rule of visit_problem.
(coalesce(outcome, 'open') = 'answered') = (answered_at IS NOT NULL)
