-- The newest columns of queue_visit are looked up by name: a table or view without them will do.  Citus wants a FROM
-- around what is not immutable.
--
-- key  queue_id, media, direction, day, outcome, flow_out_reason, ended_by
-- role  holds | sum

CREATE VIEW ops.queue_end_day AS
SELECT v.*, queue_name
FROM (
	SELECT queue_id, media, direction,
		(queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		coalesce(outcome, 'open') AS outcome, flow_out_reason, ended_by,
		count(*) AS visits,
		count(*) FILTER (WHERE holds > 0 OR hold_s > 0) AS held,
		sum(holds)::bigint AS holds,
		sum(hold_s::numeric)::float8 AS hold_s
	FROM (
		SELECT v.queue_id, v.media, v.direction, v.queued_at, v.outcome, v.hold_s,
			x.visit ->> 'flow_out_reason' AS flow_out_reason,
			x.visit ->> 'ended_by' AS ended_by,
			CASE WHEN x.visit ->> 'holds' ~ '^[0-9]{1,9}$' THEN (x.visit ->> 'holds')::integer END AS holds
		FROM ops.queue_visit AS v
		CROSS JOIN LATERAL (SELECT to_jsonb(v) AS visit FROM (VALUES (1)) AS one OFFSET 0) AS x
		WHERE is_test IS NOT TRUE AND CASE WHEN (:visit_problem) IS NULL THEN true END
	) AS v
	GROUP BY queue_id, media, direction, (queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date,
		coalesce(outcome, 'open'), flow_out_reason, ended_by
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.queue_end_day IS
	'how visits ended, by queue, direction and local day of the entry: outcome, why they flowed out, who ended the '
	'conversation, how often they were on hold';
