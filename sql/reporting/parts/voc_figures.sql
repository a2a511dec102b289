-- The columns of a row of voc_counts: with fewer than min_answers nothing but the count is shown.
invited, responses, responses::float8 / nullif(invited, 0) AS response_rate,
csat_answers, CASE WHEN csat_answers >= :'min_answers'::integer THEN csat_top END AS csat_top,
CASE WHEN csat_answers >= :'min_answers'::integer THEN csat_top::float8 / csat_answers END AS csat,
CASE WHEN csat_answers >= :'min_answers'::integer THEN csat_sum / csat_answers END AS csat_mean,
nps_answers, CASE WHEN nps_answers >= :'min_answers'::integer THEN promoters END AS promoters,
CASE WHEN nps_answers >= :'min_answers'::integer THEN detractors END AS detractors,
CASE WHEN nps_answers >= :'min_answers'::integer THEN (promoters - detractors)::float8 / nps_answers END AS nps,
CASE WHEN nps_answers >= :'min_answers'::integer THEN sqrt(greatest((promoters + detractors)::float8 / nps_answers
	- ((promoters - detractors)::float8 / nps_answers) ^ 2, 0) / nps_answers) END AS nps_std_error,
ces_answers, CASE WHEN ces_answers >= :'min_answers'::integer THEN ces_sum END AS ces_sum,
CASE WHEN ces_answers >= :'min_answers'::integer THEN ces_sum / ces_answers END AS ces
