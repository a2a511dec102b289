-- Seconds of states by agent, for the intervals that start in [:from_ts, :to_ts).
-- h, a, o, u: handling, available, at other work, unavailable, which may overlap; p: paid.
-- A function is made of this, which pg_upgrade restores before the operator classes of
-- our types: it groups by none of these.
\set width ':''interval_width''::interval'
SELECT agent_id::text AS agent_id, bucket_start, bucket_end,
	cc.covered_seconds(h + a + o + u) AS logged_in_s,
	cc.covered_seconds(p) AS paid_s,
	cc.covered_seconds(h) AS handling_s,
	cc.covered_seconds(a - h) AS available_s,
	cc.covered_seconds(o - h - a) AS other_work_s,
	cc.covered_seconds(u - h - a - o) AS unavailable_s
FROM (
	SELECT s.agent_id,
		cc.lower(b) AS bucket_start,
		cc.upper(b) AS bucket_end,
		coalesce(range_agg(c.clip) FILTER (WHERE s.state_class IN ('handling', 'acw')), '{}') AS h,
		coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'available'), '{}') AS a,
		coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'other_work'), '{}') AS o,
		coalesce(range_agg(c.clip) FILTER (WHERE s.state_class = 'unavailable'), '{}') AS u,
		coalesce(range_agg(c.clip) FILTER (WHERE coalesce(s.paid, s.state_class <> 'offline')), '{}') AS p
	FROM :state_in_buckets,
	LATERAL (SELECT s.during * tstzrange(cc.lower(b), cc.upper(b)) * tstzrange(NULL, now()) AS clip) AS c
	WHERE cc.lower(b) >= :from_ts AND cc.lower(b) < :to_ts AND NOT isempty(c.clip)
	GROUP BY s.agent_id, cc.lower(b), cc.upper(b)
) AS x
