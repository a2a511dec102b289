-- Scales differ: mean and stddev are on the question's own, if it had one only, mean_100 on 0 to 100, and the top box
-- is its upper quarter.
--
-- key  item, queue_id, month
-- role  response_rate | ratio answers / invited
-- role  mean | ratio sum_value / answers; points
\set enough 'answers >= :''min_answers''::integer'

CREATE VIEW ops.survey_item AS
SELECT item, queue_id, month, invited, answers,
	answers::float8 / nullif(invited, 0) AS response_rate,
	answers < :'min_answers'::integer AS suppressed,
	CASE WHEN :enough THEN mean END AS mean,
	CASE WHEN :enough THEN stddev END AS stddev,
	CASE WHEN :enough THEN mean_100 END AS mean_100,
	CASE WHEN :enough THEN top_box END AS top_box,
	CASE WHEN :enough THEN top_box::float8 / answers END AS top_box_share,
	CASE WHEN :enough THEN sum_value END AS sum_value,
	CASE WHEN :enough THEN sum_100 END AS sum_100,
	queue_name
FROM (
	SELECT item, queue_id, month, invited, answers, mean_100, sum_100, top_box,
		CASE WHEN one_scale THEN mean END AS mean,
		CASE WHEN one_scale THEN sum_value END AS sum_value,
		CASE WHEN one_scale THEN stddev END AS stddev
	FROM (
		SELECT item, queue_id,
			date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
			count(*) FILTER (WHERE invited OR value IS NOT NULL) AS invited,
			count(value) AS answers,
			avg(value)::float8 AS mean,
			sum(value)::float8 AS sum_value,
			sum(100 * above / width)::float8 AS sum_100,
			sqrt(var_samp(value)::float8) AS stddev,
			avg(100 * above / width)::float8 AS mean_100,
			count(*) FILTER (WHERE 4 * above >= 3 * width) AS top_box,
			min(scale_min) FILTER (WHERE value IS NOT NULL) = max(scale_min) FILTER (WHERE value IS NOT NULL)
				AND min(scale_max) FILTER (WHERE value IS NOT NULL) = max(scale_max) FILTER (WHERE value IS NOT NULL)
				AS one_scale
		FROM (:survey_answers) AS r
		GROUP BY item, queue_id, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
	) AS x
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.survey_item IS
	'answers by question, queue and local month of the contact; with fewer than min_answers nothing but the count '
	'is shown';
COMMENT ON COLUMN ops.survey_item.mean IS
	'mean answer on the question''s own scale; NULL: too few answers, or of different scales';
COMMENT ON COLUMN ops.survey_item.stddev IS
	'sample standard deviation of the answers on that scale; NULL: too few answers, or of different scales';
