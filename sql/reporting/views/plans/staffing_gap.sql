-- Base forecasts, the newest for each interval.  How long customers wait before they give up is what the visits of
-- the queue and medium showed over all time; where they showed nothing, they wait for ever and Erlang A is C.
-- What came is joined by a key, so that who does not ask for it does not pay for it.
--
-- uses  staff_plan
-- key  queue_id, media, interval_start
-- role  aht | ratio forecast_handle_s / volume; seconds
-- role  actual | sum; contacts
-- role  actual_answered | sum
-- role  actual_handle_s | sum; seconds

CREATE VIEW ops.staffing_gap AS
SELECT queue_id, media, interval_start, interval_end, volume, aht,
	nullif(patience_s, 'infinity') AS patience_s,
	required_erlang_c, required_erlang_a,
	cc.with_shrinkage(required_erlang_a::float8, :'shrinkage'::float8) AS required_with_shrinkage,
	scheduled,
	scheduled - required_erlang_a AS net,
	CASE WHEN volume > 0 AND scheduled > 0 THEN cc.erlang_a_service_level(volume, seconds, aht, patience_s, scheduled,
			:'threshold'::float8, :erlang_variant, :'short_abandon'::float8)
		WHEN volume > 0 AND scheduled = 0 THEN 0 END AS predicted_service_level,
	interval_start AS bucket_start,
	interval_end AS bucket_end,
	interval_start AT TIME ZONE :'zone'::text AS local_start,
	(interval_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	volume * aht AS forecast_handle_s,
	e.actual, e.actual_answered, e.actual_handle_s,
	e.actual_handle_s / nullif(e.actual_answered, 0) AS actual_aht
FROM (
	SELECT f.queue_id, f.media, f.interval_start, f.interval_end, f.seconds, f.volume, f.aht, p.patience_s,
		sp.scheduled AS scheduled,
		CASE WHEN f.volume > 0 THEN cc.erlang_c_agents(f.volume, f.seconds, f.aht,
				:'service_goal'::float8, :'threshold'::float8)
			WHEN f.volume = 0 THEN 0 END AS required_erlang_c,
		CASE WHEN f.volume > 0 THEN cc.erlang_a_agents(f.volume, f.seconds, f.aht, p.patience_s,
				:'service_goal'::float8, :'threshold'::float8, :erlang_variant, :'short_abandon'::float8)
			WHEN f.volume = 0 THEN 0 END AS required_erlang_a
	FROM (:newest_forecasts) AS f
	LEFT JOIN (
		SELECT queue_id, media,
			coalesce(cc.mean_patience(cc.rollup(summary)), 'infinity'::float8) AS patience_s
		FROM (:summaries) AS b
		GROUP BY queue_id, media
	) AS h USING (queue_id, media)
	CROSS JOIN LATERAL (
		SELECT CASE WHEN h.patience_s > 0 THEN h.patience_s ELSE 'infinity'::float8 END AS patience_s
	) AS p
	CROSS JOIN (:longest_plans) AS l
	CROSS JOIN LATERAL (:planned_agents) AS sp
) AS x
LEFT JOIN (
	SELECT DISTINCT ON (queue_id, media, interval_start) queue_id, media, interval_start,
		actual, actual_answered, actual_handle_s
	FROM ops.forecast_error
	WHERE scenario = 'base' AND is_newest
	ORDER BY queue_id, media, interval_start
) AS e USING (queue_id, media, interval_start);

COMMENT ON VIEW ops.staffing_gap IS
	'the newest forecast against the agents scheduled: required by Erlang C and A for the service goal, and the '
	'service level to expect; do not add agents over queues that share them: staffing_gap_pool';
COMMENT ON COLUMN ops.staffing_gap.aht IS
	'average handle time forecast, seconds';
COMMENT ON COLUMN ops.staffing_gap.scheduled IS
	'agents scheduled for these contacts, on average over the interval; of a plan without a medium their part by the '
	'work forecast; NULL: not planned for all of it';
