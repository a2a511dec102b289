-- What the KPIs of queues are made of, in month m.month.
--
-- months  queue_visit queued_at
SELECT (media IS NOT DISTINCT FROM 'callback')::boolean AS callback,
	:queue_sums
FROM ops.queue_month
WHERE month = m.month
GROUP BY callback;

-- kpi  service_level   | service_met                   | service_judged | queue WHERE NOT callback
-- kpi  asa             | answer_wait_s                 | answered       | queue WHERE NOT callback
-- kpi  queue_time      | wait_s                        | offered        | queue WHERE NOT callback
-- kpi  abandonment     | abandoned                     | offered        | queue WHERE NOT callback
-- kpi  answer_rate     | answered                      | offered        | queue WHERE NOT callback
-- kpi  transfer_rate   | transfers                     | answered       | queue WHERE NOT callback
-- kpi  talk            | handle_s - coalesce(acw_s, 0) | answered       | queue WHERE NOT callback
-- kpi  acw             | acw_s                         | answered       | queue WHERE NOT callback
-- kpi  aht             | handle_s                      | answered       | queue WHERE NOT callback
-- kpi  time_to_abandon | abandon_wait_s                | abandoned      | queue WHERE NOT callback
