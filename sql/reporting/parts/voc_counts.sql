-- What answers of customers count.
count(DISTINCT response_id) AS invited,
count(DISTINCT response_id) FILTER (WHERE value IS NOT NULL) AS responses,
count(value) FILTER (WHERE item = 'csat') AS csat_answers,
count(*) FILTER (WHERE item = 'csat' AND (value - scale_min) / (scale_max - scale_min) >= 0.75) AS csat_top,
sum(value) FILTER (WHERE item = 'csat') AS csat_sum,
count(value) FILTER (WHERE item = 'nps') AS nps_answers,
count(*) FILTER (WHERE item = 'nps' AND value >= 9) AS promoters,
count(*) FILTER (WHERE item = 'nps' AND value <= 6) AS detractors,
count(value) FILTER (WHERE item = 'ces') AS ces_answers,
sum(value) FILTER (WHERE item = 'ces') AS ces_sum
