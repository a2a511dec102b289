-- What conversations count.
count(*) AS conversations,
count(first_response_s) AS first_responses,
sum(first_response_s::numeric) AS first_response_s,
sum(responses)::bigint AS responses,
sum(response_s::numeric) AS response_s,
sum((:customer_wait)::numeric) AS customer_wait_s,
count(waiting_since) AS left_waiting,
count(idle_closed) AS end_known,
count(*) FILTER (WHERE idle_closed) AS idle_closed
