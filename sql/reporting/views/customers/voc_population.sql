-- Everybody who was asked: the customers served (downstream, 下游), those who commission the centre (upstream,
-- 上游), and whom the caller else names.  The other views are of customers alone.
--
-- key  population, month

CREATE VIEW ops.voc_population AS
SELECT population, month,
	:voc_figures
FROM (
	SELECT population, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date AS month,
		:voc_counts
	FROM (:survey_answers_of_all) AS r
	WHERE item <> 'employee_satisfaction'
	GROUP BY population, date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date
) AS x;

COMMENT ON VIEW ops.voc_population IS
	'voice of each population asked, by local month: downstream the customers served, upstream the clients who '
	'commission the centre; with fewer than min_answers nothing but the count is shown';
