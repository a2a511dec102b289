-- 16 CFR 310.4(b)(4)(i): of all calls answered by a person, over each 30 days of a campaign.  Each period reads its own
-- days, so that a filter on them reads no others; in an array, which the planner takes for short.
--
-- uses  campaign
-- key  campaign_id, period_start

\set outbound_by 'campaign_id, list_id'
\set outbound_grain '''list'''
CREATE VIEW ops.dialler_abandonment_us AS
SELECT campaign_id, period_start, period_end, persons, calls_abandoned,
	calls_abandoned::float8 / nullif(persons, 0) AS dialler_abandonment,
	CASE WHEN persons > 0 THEN CASE WHEN calls_abandoned <= 0.03 * persons THEN 'met' ELSE 'missed' END END AS status,
	unanswered, short_rings,
	short_rings::float8 / nullif(unanswered, 0) AS short_ring_rate
FROM (
	SELECT p.campaign_id, p.period_start, p.period_start + 29 AS period_end, a.*
	FROM (
		SELECT d.campaign_id, s.period_start
		FROM :dialled_campaigns AS d
		LEFT JOIN :usable_campaigns AS c USING (campaign_id)
		CROSS JOIN LATERAL unnest(ARRAY(
			SELECT g::date
			FROM generate_series(
				(CASE WHEN c.starts_on <= d.first_day THEN c.starts_on ELSE d.first_day END)::timestamp,
				d.last_day, '30 days'::interval) AS g
		)) AS s (period_start)
	) AS p
	CROSS JOIN LATERAL (
		SELECT coalesce(sum(persons), 0)::bigint AS persons,
			coalesce(sum(calls_abandoned), 0)::bigint AS calls_abandoned,
			coalesce(sum(unanswered), 0)::bigint AS unanswered,
			coalesce(sum(short_rings), 0)::bigint AS short_rings
		FROM (:outbound_rows) AS r
		WHERE r.campaign_id = p.campaign_id AND r.day >= p.period_start AND r.day < p.period_start + 30
	) AS a
) AS x;

COMMENT ON VIEW ops.dialler_abandonment_us IS
	'calls a person answered and no agent took within two seconds of the greeting, of all that a person answered, by '
	'campaign and its successive periods of 30 local days (16 CFR 310.4(b)(4): at most 3 %)';
COMMENT ON COLUMN ops.dialler_abandonment_us.status IS
	'met (at most 3 %) or missed; NULL: no person answered';
