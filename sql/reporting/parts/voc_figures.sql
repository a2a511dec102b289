-- The columns of a row of voc_counts: with fewer than min_answers nothing but the count is shown.  Limits are of the
-- states csat_estimate() and nps_estimate() make of these answers: counts, sums and squares of 0 and 1, of -1 to 1.
\set enough_csat 'csat_answers >= :''min_answers''::integer'
\set enough_nps 'nps_answers >= :''min_answers''::integer'
\set enough_ces 'ces_answers >= :''min_answers''::integer'
\set net '(promoters - detractors)::float8 / nps_answers'
\set csat_state 'csat_answers, csat_answers, csat_answers, 0, csat_top, csat_top, csat_top, csat_top'
\set csat_limits '(cc.answers_share_estimate(ARRAY[:csat_state]::float8[]))'
\set nps_sums 'promoters - detractors, promoters + detractors, promoters - detractors, promoters + detractors'
\set nps_limits '(cc.answers_nps_estimate(ARRAY[nps_answers, nps_answers, nps_answers, 0, :nps_sums]::float8[]))'
invited, responses,
responses::float8 / nullif(invited, 0) AS response_rate,
csat_answers,
CASE WHEN :enough_csat THEN csat_top END AS csat_top,
CASE WHEN :enough_csat THEN csat_top::float8 / csat_answers END AS csat,
CASE WHEN :enough_csat THEN csat_sum::float8 / csat_answers END AS csat_mean,
nps_answers,
CASE WHEN :enough_nps THEN promoters END AS promoters,
CASE WHEN :enough_nps THEN detractors END AS detractors,
CASE WHEN :enough_nps THEN :net END AS nps,
CASE WHEN :enough_nps THEN
	sqrt(greatest((promoters + detractors)::float8 / nps_answers - (:net) ^ 2, 0) / nps_answers) END AS nps_std_error,
ces_answers,
CASE WHEN :enough_ces THEN ces_sum::float8 END AS ces_sum,
CASE WHEN :enough_ces THEN ces_sum::float8 / ces_answers END AS ces,
CASE WHEN :enough_csat THEN csat_sum::float8 END AS csat_sum,
CASE WHEN :enough_csat THEN :csat_limits.lower END AS csat_lower,
CASE WHEN :enough_csat THEN :csat_limits.upper END AS csat_upper,
CASE WHEN :enough_nps THEN :nps_limits.lower END AS nps_lower,
CASE WHEN :enough_nps THEN :nps_limits.upper END AS nps_upper
