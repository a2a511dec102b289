-- Rows of survey_day_summary for the days that begin in [from_ts, to_ts).
\set survey_span 'contact_at >= from_ts AND contact_at < to_ts'
SELECT x.grain, x.population::text AS population, x.queue_id::text AS queue_id, x.month, x.names::text[] AS names,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.moments, x.invited, x.responses, x.csat_answers, x.csat_top, x.csat_sum, x.nps_answers, x.promoters, x.detractors,
	x.ces_answers, x.ces_sum
FROM (
	SELECT 'answers' AS grain, NULL AS population, NULL AS queue_id, NULL::date AS month, names, day, moments,
		NULL::bigint AS invited, responses, NULL::bigint AS csat_answers, NULL::bigint AS csat_top,
		NULL::numeric AS csat_sum, NULL::bigint AS nps_answers, NULL::bigint AS promoters, NULL::bigint AS detractors,
		NULL::bigint AS ces_answers, NULL::numeric AS ces_sum
	FROM (:survey_driver_days) AS d
	UNION ALL
\set voc_by population
\set voc_asked true
	SELECT 'population', population, NULL, month, NULL, day, NULL,
		invited, responses, csat_answers, csat_top, csat_sum, nps_answers, promoters, detractors, ces_answers, ces_sum
	FROM (:voc_days) AS v
	UNION ALL
\set voc_by queue_id
\set voc_asked 'population = ''downstream'''
	SELECT 'queue', NULL, queue_id, month, NULL, day, NULL,
		invited, responses, csat_answers, csat_top, csat_sum, nps_answers, promoters, detractors, ces_answers, ces_sum
	FROM (:voc_days) AS v
) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
