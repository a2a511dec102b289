-- A request is followed to its callback: a visit of another contact that names it as its origin, or a later visit of
-- the same contact.  Two arms, as each has an index of its own.
--
-- key  day, queue_id

CREATE VIEW ops.callback AS
SELECT day, queue_id, requested, attempted, reached,
	reached::float8 / nullif(requested, 0) AS reach_rate,
	delay_s, delay_s / nullif(reached, 0) AS mean_delay,
	callback_wait_s, callback_wait_s / nullif(reached, 0) AS mean_callback_wait,
	queue_name
FROM (
	SELECT (v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, v.queue_id,
		count(*) AS requested,
		count(c.queued_at) AS attempted,
		count(c.answered_at) AS reached,
		sum(extract(epoch FROM c.answered_at - v.left_at))::float8 AS delay_s,
		(sum(c.wait_s::numeric) FILTER (WHERE c.answered_at IS NOT NULL))::float8 AS callback_wait_s
	FROM ops.valid_visit AS v
	LEFT JOIN LATERAL (
		SELECT *
		FROM (
			SELECT o.queued_at, o.answered_at, o.wait_s
			FROM ops.valid_visit AS o
			WHERE o.origin_contact_id IN (v.contact_id, v.origin_contact_id) AND o.contact_id <> v.contact_id
				AND o.media = 'callback' AND o.queued_at >= v.queued_at
			UNION ALL
			SELECT o.queued_at, o.answered_at, o.wait_s
			FROM ops.valid_visit AS o
			WHERE o.contact_id = v.contact_id AND o.visit_no > v.visit_no AND o.media = 'callback'
		) AS o
		ORDER BY o.answered_at, o.queued_at
		LIMIT 1
	) AS c ON true
	WHERE v.outcome = 'callback_requested'
	GROUP BY day, v.queue_id
) AS c
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.callback IS
	'requests for a callback and what became of them, by local day of the request';
