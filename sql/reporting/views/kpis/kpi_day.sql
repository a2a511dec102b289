-- What a day has of the KPIs of kpi_month, of the same sums: of queues, callbacks left out, and of agents, schedules,
-- contacts, outbound calls, self-service, tickets and chats where there are such tables.
--
-- key  day, kpi
-- after  agent_day, agent_adherence, repeat_contact, outbound_day, outbound_callback, self_service_day, reply_day
-- after  resolution_day, conversation_day, conversation_concurrency

CREATE VIEW ops.kpi_day AS
SELECT day, kpi, numerator, denominator, numerator / nullif(denominator, 0) AS value
FROM (
	SELECT q.day, v.kpi, v.numerator, v.denominator
	FROM (
		SELECT day,
			:queue_sums
		FROM ops.queue_day
		WHERE media IS DISTINCT FROM 'callback'
		GROUP BY day
	) AS q,
	LATERAL (VALUES :queue_kpis) AS v (kpi, numerator, denominator)
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:agent_kpi_days) AS a
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:adherence_kpi_days) AS a
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:contact_kpi_days) AS c
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:outbound_kpi_days) AS o
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:self_service_kpi_days) AS s
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:ticket_kpi_days) AS t
	UNION ALL
	SELECT day, kpi, numerator, denominator
	FROM (:conversation_kpi_days) AS m
) AS k;

COMMENT ON VIEW ops.kpi_day IS
	'the KPIs that a day has, by local day, with the two sums each is the quotient of';
