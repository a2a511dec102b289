-- Volumes of the intervals, and handle time and patience of the queue, through Erlang A, at one service level after
-- another; today is the level that was.  What customers feel of the change is what the model of staying says of a
-- minute and of a contact given up, drawn together with its uncertainty.
WITH volume AS MATERIALIZED (
	SELECT queue_id, extract(epoch FROM bucket_end - bucket_start)::float8 AS period_s, offered, count(*) AS buckets,
		sum(answered) AS answered, sum(abandoned) AS abandoned, sum(service_met) AS met, sum(service_judged) AS judged,
		sum(wait_s::numeric) AS wait_s, sum(handle_s::numeric) AS handle_s
	FROM ops.queue_interval
	WHERE bucket_start >= :from_ts AND bucket_start < :to_ts AND offered > 0 AND coalesce(media, 'voice') = 'voice'
	GROUP BY queue_id, bucket_end - bucket_start, offered
),
queue AS MATERIALIZED (
	SELECT queue_id, sum(offered * buckets)::float8 AS contacts,
		(sum(handle_s) / sum(answered))::float8 AS aht,
		coalesce((sum(wait_s) / nullif(sum(abandoned), 0))::float8, 'infinity'::float8) AS patience_s,
		(sum(wait_s) / sum(offered * buckets))::float8 AS mean_wait,
		sum(abandoned)::float8 / sum(offered * buckets)::float8 AS abandonment_rate,
		-- no number of agents keeps all waits short
		least(greatest(sum(met)::float8 / sum(judged), 0.01), 0.995) AS today
	FROM volume
	GROUP BY queue_id HAVING sum(handle_s) > 0 AND sum(answered) > 0 AND sum(judged) > 0 AND sum(wait_s) > 0
),
level AS MATERIALIZED (
	SELECT q.queue_id, q.contacts, l.level, l.threshold_s, l.is_today,
		sum(a.agents * i.period_s * i.buckets ORDER BY i.period_s, i.offered) / 3600 AS agent_hours,
		sum(p.abandonment * i.offered * i.buckets ORDER BY i.period_s, i.offered) / q.contacts AS abandonment_rate,
		sum(p.mean_wait * i.offered * i.buckets ORDER BY i.period_s, i.offered) / q.contacts AS mean_wait
	FROM queue AS q
	JOIN volume AS i ON i.queue_id IS NOT DISTINCT FROM q.queue_id
	CROSS JOIN LATERAL (
		SELECT u.level, u.threshold_s, false AS is_today FROM unnest(:levels, :thresholds) AS u (level, threshold_s)
		UNION ALL SELECT q.today, :'threshold'::float8, true
	) AS l
	CROSS JOIN LATERAL (SELECT CASE WHEN l.is_today THEN q.aht ELSE q.aht * :aht_factor END AS aht) AS h
	CROSS JOIN LATERAL cc.required_agents(i.offered::float8, i.period_s, h.aht, l.threshold_s, l.level, NULL::float8,
		NULL::float8, NULL::float8, NULL::float8, q.patience_s, 'infinity'::float8, 0::float8, 0::float8,
		'offered'::text, false, 0::float8, 0::float8) AS a (agents)
	CROSS JOIN LATERAL cc.queue_performance(i.offered::float8, i.period_s, h.aht, a.agents, l.threshold_s, q.patience_s,
		'infinity'::float8, 0::float8, 0::float8, 'offered'::text, 0::float8, 0::float8) AS p
	GROUP BY q.queue_id, q.contacts, l.level, l.threshold_s, l.is_today
),
-- what was measured, times what Erlang A makes of the change: intervals stay as uneven as they are
change AS (
	SELECT l.queue_id, l.level, l.threshold_s, l.is_today, l.agent_hours, l.agent_hours - t.agent_hours AS hours_change,
		r.mean_wait, r.mean_wait - q.mean_wait AS wait_change, r.abandonment_rate,
		r.abandonment_rate - q.abandonment_rate AS abandonment_change
	FROM queue AS q
	JOIN level AS l ON l.queue_id IS NOT DISTINCT FROM q.queue_id
	JOIN level AS t ON t.queue_id IS NOT DISTINCT FROM q.queue_id AND t.is_today
	CROSS JOIN LATERAL (
		SELECT q.mean_wait * (l.mean_wait / t.mean_wait) AS mean_wait,
			coalesce(least(q.abandonment_rate * (l.abandonment_rate / nullif(t.abandonment_rate, 0)), 1),
				0) AS abandonment_rate
	) AS r
),
-- whose contacts they were, and what a customer is worth
part AS MATERIALIZED (
	SELECT e.queue_id, w.segment, count(*)::float8 AS contacts
	FROM ops.contact_experience AS e
	CROSS JOIN LATERAL (VALUES (NULL::text, true), (e.segment, e.segment IS NOT NULL)) AS w (segment, known)
	WHERE w.known AND e.queued_at >= :from_ts AND e.queued_at < :to_ts
		AND CASE WHEN coalesce(e.media, 'voice') = 'voice' THEN true END
	GROUP BY e.queue_id, w.segment
),
worth AS MATERIALIZED (
	SELECT s.segment, CASE WHEN min(o.currency) = max(o.currency) THEN avg(o.value)::float8 END AS customer_value
	FROM :outcomes AS o
	LEFT JOIN :segments AS s ON s.customer_key = o.customer_key
	WHERE o.kind <> 'complained'
	GROUP BY GROUPING SETS ((), (s.segment))
	HAVING grouping(s.segment) = 1 OR s.segment IS NOT NULL
),
draw AS MATERIALIZED (
	SELECT m.segment, m.stayed / m.outcomes AS stay, d.draw,
		sum(effect) FILTER (WHERE item = 'wait_min') AS wait_min,
		sum(effect) FILTER (WHERE item = 'abandoned') AS abandoned,
		sum(effect) FILTER (WHERE item = 'transfers') AS transfers,
		sum(effect) FILTER (WHERE item = 'repeats') AS repeats
	FROM :loyalty AS m
	CROSS JOIN LATERAL (
		SELECT 0 AS draw, a.item, a.effect	-- the estimates themselves
		FROM cc.average_marginal_effects(m.m, 'stayed'::text, m.drivers, 0.95::float8, 'customer'::text, false) AS a
		WHERE a.effect IS NOT NULL
		UNION ALL
		SELECT d.draw, d.item, d.effect
		FROM cc.marginal_effect_draws(m.m, 'stayed'::text, m.drivers, :draws, 'customer'::text, false, :seed) AS d
	) AS d
	WHERE m.model = 'experience'
	GROUP BY m.segment, m.stayed, m.outcomes, d.draw
),
kept AS (
	SELECT c.queue_id, p.segment, c.level, c.threshold_s, c.is_today, c.agent_hours, c.abandonment_rate, c.mean_wait,
		p.contacts, coalesce(:customer_value, w.customer_value) AS customer_value,
		c.hours_change * :agent_hour_cost * p.contacts / a.contacts AS cost,
		(array_agg(k.kept) FILTER (WHERE d.draw = 0))[1] AS kept,
		percentile_cont(ARRAY[0.025, 0.975]) WITHIN GROUP (ORDER BY k.kept) FILTER (WHERE d.draw > 0) AS kept_limits
	FROM change AS c
	JOIN part AS p ON p.queue_id IS NOT DISTINCT FROM c.queue_id
	JOIN part AS a ON a.queue_id IS NOT DISTINCT FROM c.queue_id AND a.segment IS NULL
	LEFT JOIN worth AS w ON w.segment IS NOT DISTINCT FROM p.segment
	LEFT JOIN draw AS d ON d.segment IS NOT DISTINCT FROM p.segment
	LEFT JOIN LATERAL (
		-- no more than are lost, or than there are to lose
		SELECT p.contacts * :decisions * least(1 - d.stay, greatest(-d.stay,
			coalesce(d.wait_min, 0) * c.wait_change / 60 + coalesce(d.abandoned, 0) * c.abandonment_change
			+ CASE WHEN c.is_today THEN 0 ELSE coalesce(d.transfers, 0) * :transfers_change
				+ coalesce(d.repeats, 0) * :repeats_change END)) AS kept
		WHERE d.draw IS NOT NULL
	) AS k ON true
	GROUP BY c.queue_id, p.segment, c.level, c.threshold_s, c.is_today, c.agent_hours, c.abandonment_rate, c.mean_wait,
		c.hours_change, p.contacts, a.contacts, w.customer_value
)
SELECT queue_id, segment, level, threshold_s, is_today, contacts, agent_hours, abandonment_rate, mean_wait,
	kept AS customers_kept, kept_limits[1] AS kept_lower, kept_limits[2] AS kept_upper, customer_value,
	kept * customer_value AS gain, cost, kept * customer_value - cost AS net,
	kept_limits[1] * customer_value - cost AS net_lower, kept_limits[2] * customer_value - cost AS net_upper
FROM kept
