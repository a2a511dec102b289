-- What answers of customers count, whatever their scales: satisfied is from three quarters of the scale up, promoters
-- and detractors are so on 0 to 10, as of nps(); satisfaction is added up on 1 to 5 and effort on 1 to 7.
count(DISTINCT response_id) AS invited,
count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL) AS responses,
count(value) FILTER (WHERE item = 'csat') AS csat_answers,
count(*) FILTER (WHERE item = 'csat' AND 4 * above >= 3 * width) AS csat_top,
sum(1 + 4 * above / width) FILTER (WHERE item = 'csat') AS csat_sum,
count(value) FILTER (WHERE item = 'nps') AS nps_answers,
count(*) FILTER (WHERE item = 'nps' AND 10 * above >= 9 * width) AS promoters,
count(*) FILTER (WHERE item = 'nps' AND 10 * above <= 6 * width) AS detractors,
count(value) FILTER (WHERE item = 'ces') AS ces_answers,
sum(1 + 6 * above / width) FILTER (WHERE item = 'ces') AS ces_sum
