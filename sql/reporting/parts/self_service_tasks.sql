-- Sums of the sessions of :session_span by channel, task and local day.
SELECT day, channel, task, NULL::timestamptz AS final_at,
	:self_service_sums
FROM ops.self_service_result
WHERE :session_span
GROUP BY day, channel, task
