-- What a contact costs is what kpi_month says: the month's cost of the centre by its answered contacts.  Month by
-- month, so that one month reads one; in an array, which the planner takes for short.
--
-- uses  cost
-- key  month, channel
-- role  amount | repeated; money
-- role  answered | repeated

CREATE VIEW ops.self_service_saving AS
SELECT m.month, s.channel, s.sessions, s.containment_judged, s.contained, s.served,
	a.amount, q.answered,
	a.amount / nullif(q.answered, 0) AS cost_per_contact,
	s.served * a.amount / nullif(q.answered, 0) AS cost_avoided,
	o.own_cost,
	s.served * a.amount / nullif(q.answered, 0) - coalesce(o.own_cost, 0) AS saving,
	a.currency
FROM (
	SELECT month
	FROM unnest(ARRAY(
		SELECT t::date
		FROM (
			SELECT min(started_at) AS first, max(started_at) AS last
			FROM ops.self_service_session
			WHERE started_at >= :first_instant AND started_at <= now()
		) AS e,
		generate_series(
			date_trunc('month', first AT TIME ZONE :'zone'::text - :'day_start'::time),
			last AT TIME ZONE :'zone'::text - :'day_start'::time, '1 month'::interval) AS t
	)) AS t (month)
) AS m
LEFT JOIN LATERAL (
	SELECT sum(answered)::float8 AS answered
	FROM ops.queue_month
	WHERE month = m.month
) AS q ON true
LEFT JOIN LATERAL (
	SELECT CASE WHEN min(currency) = max(currency) THEN sum(amount)::float8 END AS amount,
		CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency
	FROM ops.cost
	WHERE scope = 'all' AND month = m.month AND CASE WHEN (:cost_problem) IS NULL THEN true END
) AS a ON true
CROSS JOIN LATERAL (
	SELECT channel, sum(sessions)::bigint AS sessions, sum(containment_judged)::bigint AS containment_judged,
		sum(contained)::bigint AS contained, sum(served)::bigint AS served
	FROM ops.self_service_day
	WHERE :days_of_month
	GROUP BY channel
) AS s
LEFT JOIN LATERAL (
	SELECT sum(amount)::float8 AS own_cost
	FROM ops.cost AS c
	WHERE c.scope = s.channel AND c.month = m.month AND c.currency = a.currency
		AND CASE WHEN (:cost_problem) IS NULL THEN true END
) AS o ON true;

COMMENT ON VIEW ops.self_service_saving IS
	'what contacts would have cost that self-service served, by channel and local month: completed, and the customer '
	'did not come by any channel; at most that, as not each of them would have called';
COMMENT ON COLUMN ops.self_service_saving.amount IS
	'cost of the centre in the month (scope all)';
COMMENT ON COLUMN ops.self_service_saving.answered IS
	'visits answered in the month';
