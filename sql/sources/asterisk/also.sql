-- A restart ends what was open when it came.
SELECT substr(v.contact_id, length(:'name') + 2)
FROM raw.queue_log AS r
CROSS JOIN LATERAL (SELECT cc.source_instant(r.time, :'zone') AS at) AS i
JOIN ops.queue_visit AS v ON v.source = :'name' AND v.queued_at < i.at AND v.queued_at > i.at - '2 days'::interval
	AND v.ended_at IS NULL AND coalesce(v.outcome, 'open') IN ('open', 'answered')
WHERE r.event = 'QUEUESTART' AND r.landed > $2 AND r.landed <= $3
