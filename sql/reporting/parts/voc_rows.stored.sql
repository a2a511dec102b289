-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  survey_day_summary
SELECT :voc_by, month, (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	invited, responses, csat_answers, csat_top, csat_sum, nps_answers, promoters, detractors, ces_answers, ces_sum
FROM ops.survey_day_summary
WHERE grain = :voc_grain
UNION ALL
\set survey_span :survey_not_stored
:voc_days
