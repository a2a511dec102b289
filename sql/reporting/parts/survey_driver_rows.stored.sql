-- What is between the first and the last stored day is read, the rest is computed.
--
-- when  survey_day_summary
SELECT (bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, names COLLATE "C" AS names,
	responses, moments
FROM ops.survey_day_summary
WHERE grain = 'answers'
UNION ALL
\set survey_span :survey_not_stored
:survey_driver_days
