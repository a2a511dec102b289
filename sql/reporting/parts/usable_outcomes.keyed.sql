-- Outcomes of customers without a problem, which their key has once.
--
-- when  customer_outcome_pkey
(SELECT * FROM ops.customer_outcome WHERE CASE WHEN (:outcome_problem) IS NULL THEN true END)
