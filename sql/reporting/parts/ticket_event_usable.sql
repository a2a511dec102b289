-- As bare comparisons, whose rows the planner can estimate.
ticket_id IS NOT NULL AND at BETWEEN '1900-01-01 00:00+00' AND '9999-12-31 00:00+00'
