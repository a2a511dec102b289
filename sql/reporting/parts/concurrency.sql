-- How many conversations an agent has open is counted up and down within a day: of equal instants first what begins,
-- then what is said, then what ends.  A conversation is of the day of its answer, its responses are of that of its
-- first queue, so what goes on over the start of a day is counted short.  Visits of :answer_span, contacts of
-- :conversation_span.
SELECT day, agent_id, concurrent::integer AS concurrent,
	sum(extract(epoch FROM next_at - at)) AS concurrent_s,
	count(response_s) AS responses,
	sum(response_s::numeric) AS response_s
FROM (
	SELECT day, agent_id, at, response_s,
		sum(change) OVER w AS concurrent,
		lead(at) OVER w AS next_at
	FROM (
		SELECT (v.answered_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, v.agent_id,
			e.at, e.change, e.number, NULL::float8 AS response_s
		FROM ops.valid_visit AS v
		CROSS JOIN LATERAL (
			VALUES (v.answered_at, 1, 1), (coalesce(v.ended_at, v.answered_at), -1, 3)
		) AS e (at, change, number)
		WHERE v.outcome = 'answered' AND v.agent_id IS NOT NULL AND :answer_span
			AND EXISTS (SELECT FROM ops.message AS m WHERE m.contact_id = v.contact_id)
		UNION ALL
		SELECT v.day, m.agent_id, m.at, 0, 2, extract(epoch FROM m.at - m.asked_at)::float8
		FROM (:conversations) AS v
		CROSS JOIN LATERAL (:turns) AS m
		WHERE m.actor_kind = 'agent' AND m.before = 'customer' AND m.agent_id IS NOT NULL
	) AS e
	WINDOW w AS (PARTITION BY day, agent_id ORDER BY at, number, response_s
		ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
) AS e
WHERE concurrent > 0
GROUP BY day, agent_id, concurrent
HAVING sum(next_at - at) > '0'::interval OR count(response_s) > 0
