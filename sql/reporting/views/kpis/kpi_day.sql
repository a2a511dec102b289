-- What a day has of the KPIs of kpi_month, of the same sums: of queues, callbacks left out, and of agents, schedules,
-- contacts and outbound calls where there are such tables.
--
-- key  day, kpi
-- after  agent_day, agent_adherence, repeat_contact, outbound_day

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
) AS k;

COMMENT ON VIEW ops.kpi_day IS
	'the KPIs that a day has, by local day, with the two sums each is the quotient of';
