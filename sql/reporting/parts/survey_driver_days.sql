-- Co-moments of the responses of :survey_span by local day and the questions that they answered.  Sums of fractions
-- depend on their order: it is that of response_id, and text as it is stored, so that it says the same wherever it is.
-- A model has at most 24 drivers: of more questions it is enough that there are.
\set taken 'cardinality(names) BETWEEN 3 AND 26 AND names && ARRAY[''csat'', ''nps'']'
SELECT day, names[:27] AS names, count(*) AS responses,
	(cc.comoments(names, x ORDER BY response_id) FILTER (WHERE :taken))::text AS moments
FROM (
	SELECT day, response_id,
		array_agg(item ORDER BY item) AS names,
		array_agg(answer ORDER BY item) AS x
	FROM (
		SELECT (contact_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
			response_id COLLATE "C" AS response_id, item COLLATE "C" AS item,
			min(100 * (value::float8 - scale_min::float8) / (scale_max::float8 - scale_min::float8)) AS answer
		FROM ops.survey_response AS r
		WHERE :survey_span AND value IS NOT NULL AND CASE WHEN (:survey_problem) IS NULL THEN true END
			AND contact_at >= :first_instant AND contact_at < :last_instant
			AND item <> 'ces' AND item <> 'employee_satisfaction' AND octet_length(item) BETWEEN 1 AND 63
		GROUP BY 1, 2, 3
	) AS g
	GROUP BY day, response_id
) AS a
GROUP BY day, names[:27]
