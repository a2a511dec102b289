-- Seconds of schedule and of states by agent, for the intervals that start in [:from_ts, :to_ts).
-- q, o, b: scheduled on the queue, off it, on a break; aq, ao, aw: there in fact, off it, at other work.
-- A function is made of this, which pg_upgrade restores before the operator classes of
-- our types: it groups by none of these.
\set width ':''interval_width''::interval'
SELECT agent_id::text AS agent_id, bucket_start, bucket_end,
	cc.covered_seconds(q + o + b) AS scheduled_s,
	cc.covered_seconds(q * aq) + cc.covered_seconds(o * (ao - aq)) + cc.covered_seconds(b - aq - aw) AS adherent_s,
	cc.covered_seconds((q + o) * (aq + ao)) + cc.covered_seconds(b) AS present_s,
	cc.covered_seconds(q) AS on_queue_scheduled_s,
	cc.covered_seconds(aq) AS on_queue_actual_s
FROM (
	SELECT agent_id,
		cc.lower(bucket) AS bucket_start,
		cc.upper(bucket) AS bucket_end,
		coalesce(range_agg(clip) FILTER (WHERE class = 'on_queue'), '{}') AS q,
		coalesce(range_agg(clip) FILTER (WHERE class = 'off_queue_paid'), '{}') AS o,
		coalesce(range_agg(clip) FILTER (WHERE class = 'break_unpaid'), '{}') AS b,
		coalesce(range_agg(clip) FILTER (WHERE class IN ('available', 'handling', 'acw')), '{}') AS aq,
		coalesce(range_agg(clip) FILTER (WHERE class IN ('other_work', 'unavailable')), '{}') AS ao,
		coalesce(range_agg(clip) FILTER (WHERE class = 'other_work'), '{}') AS aw
	FROM (
		SELECT s.agent_id, s.class, b AS bucket, s.during
		FROM :schedule_in_buckets
		WHERE s.class <> 'absence' AND :newest_version
		UNION ALL
		SELECT s.agent_id, s.state_class, b, s.during
		FROM :state_in_buckets
		WHERE s.state_class <> 'offline'
	) AS s,
	LATERAL (SELECT during * tstzrange(cc.lower(bucket), cc.upper(bucket)) * tstzrange(NULL, now()) AS clip) AS c
	WHERE cc.lower(bucket) >= :from_ts AND cc.lower(bucket) < :to_ts AND NOT isempty(clip)
	GROUP BY agent_id, cc.lower(bucket), cc.upper(bucket)
) AS x
