-- Sums of queue_month, for the centre (kpis/01-queue.sql) and each queue (scorecard_queue): a KPI of both is a
-- quotient of sums, never a mean of ratios.
sum(service_met) AS service_met,
sum(service_judged) AS service_judged,
sum(answer_wait_s::numeric)::float8 AS answer_wait_s,
sum(wait_s::numeric)::float8 AS wait_s,
sum(abandon_wait_s::numeric)::float8 AS abandon_wait_s,
sum(answered) AS answered,
sum(offered) AS offered,
sum(abandoned) AS abandoned,
sum(blocked) AS blocked,
sum(transfers) AS transfers,
sum(handle_s::numeric)::float8 AS handle_s,
sum(acw_s::numeric)::float8 AS acw_s
