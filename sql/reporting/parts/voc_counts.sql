-- What answers of customers count, whatever their scales: satisfied is from three quarters of the scale up, promoters
-- and detractors are so on 0 to 10, as of nps(); satisfaction is added up on 1 to 5 and effort on 1 to 7.
count(DISTINCT response_id) AS invited,
count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL) AS responses,
count(value) FILTER (WHERE item = 'csat') AS csat_answers,
count(*) FILTER (WHERE item = 'csat' AND 4 * above >= 3 * width) AS csat_top,
sum(1 + 4 * above / width) FILTER (WHERE item = 'csat')::float8 AS csat_sum,
cc.csat_estimate((4 * above >= 3 * width)::integer::float8, 1::float8)
	FILTER (WHERE item = 'csat' AND value IS NOT NULL) AS csat_limits,
count(value) FILTER (WHERE item = 'nps') AS nps_answers,
count(*) FILTER (WHERE item = 'nps' AND 10 * above >= 9 * width) AS promoters,
count(*) FILTER (WHERE item = 'nps' AND 10 * above <= 6 * width) AS detractors,
cc.nps_estimate(CASE WHEN 10 * above >= 9 * width THEN 10 WHEN 10 * above <= 6 * width THEN 0 ELSE 8 END::float8)
	FILTER (WHERE item = 'nps' AND value IS NOT NULL) AS nps_limits,
count(value) FILTER (WHERE item = 'ces') AS ces_answers,
sum(1 + 6 * above / width) FILTER (WHERE item = 'ces')::float8 AS ces_sum
