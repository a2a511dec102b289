-- Scales differ: mean and stddev are on the question's own, mean_100 on 0 to 100, and the top box is its upper quarter.
\set enough 'answers >= :''min_answers''::integer'

CREATE VIEW ops.survey_item AS
SELECT item, queue_id, month, invited, answers,
	answers::float8 / nullif(invited, 0) AS response_rate,
	answers < :'min_answers'::integer AS suppressed,
	CASE WHEN :enough THEN mean END AS mean,
	CASE WHEN :enough THEN stddev END AS stddev,
	CASE WHEN :enough THEN mean_100 END AS mean_100,
	CASE WHEN :enough THEN top_box END AS top_box,
	CASE WHEN :enough THEN top_box::float8 / answers END AS top_box_share
FROM (
	SELECT item, queue_id,
		date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		count(*) FILTER (WHERE invited OR value IS NOT NULL) AS invited,
		count(value) AS answers,
		avg(value) AS mean,
		stddev_samp(value) AS stddev,
		avg((value - scale_min) / (scale_max - scale_min) * 100) AS mean_100,
		count(*) FILTER (WHERE (value - scale_min) / (scale_max - scale_min) >= 0.75) AS top_box
	FROM ops.survey_response
	GROUP BY item, queue_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
) AS x;

COMMENT ON VIEW ops.survey_item IS
	'answers by question, queue and local month of the contact; with fewer than min_answers nothing but the count '
	'is shown';
