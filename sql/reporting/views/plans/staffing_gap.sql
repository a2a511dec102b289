-- Base forecasts, or else those of refresh_forecast, the newest for each interval.  How long customers wait before they
-- give up is what the visits of the queue and medium showed over all time; where they showed nothing, they wait for
-- ever and Erlang A is C.
-- Load over time: what is left of the contacts of up to a day before, as far as handle times reach; what is not
-- forecast is none.  The rate's uncertainty is what the limits (of 80 %) hold beyond counts.
-- What came is joined by a key, so that who does not ask for it does not pay for it.
--
-- uses  staff_plan
-- key  queue_id, media, interval_start
-- role  aht | ratio forecast_handle_s / volume; seconds
-- role  actual | sum; contacts
-- role  actual_answered | sum
-- role  actual_handle_s | sum; seconds
\set judged ':erlang_variant, :''short_abandon''::float8'
\set agents_for 'f.seconds, f.aht, p.patience_s, :''service_goal''::float8, :''threshold''::float8, :judged'
\set spread '((f.hi - f.lo) / (2 * 1.2815515655446004))'

CREATE VIEW ops.staffing_gap AS
SELECT queue_id, media, interval_start, interval_end, volume, aht,
	nullif(patience_s, 'infinity') AS patience_s,
	required_erlang_c, required_erlang_a,
	required_mol, required_with_uncertainty,
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
	e.actual_handle_s / nullif(e.actual_answered, 0) AS actual_aht,
	queue_name
FROM (
	SELECT f.queue_id, f.media, f.interval_start, f.interval_end, f.seconds, f.volume, f.aht, p.patience_s,
		sp.scheduled AS scheduled,
		CASE WHEN f.volume > 0 THEN cc.erlang_c_agents(f.volume, f.seconds, f.aht,
				:'service_goal'::float8, :'threshold'::float8)
			WHEN f.volume = 0 THEN 0 END AS required_erlang_c,
		CASE WHEN f.volume > 0 THEN cc.erlang_a_agents(f.volume, :agents_for)
			WHEN f.volume = 0 THEN 0 END AS required_erlang_a,
		(
			SELECT CASE WHEN o.load_mean > 0 THEN cc.erlang_a_agents(o.load_mean * f.seconds / f.aht, :agents_for)
				ELSE 0 END
			FROM (
				SELECT array_agg(coalesce(e.volume, 0) ORDER BY k DESC) AS volumes,
					array_agg(coalesce(e.aht, f.aht) ORDER BY k DESC) AS ahts
				FROM generate_series(0, least(ceil(least(10 * f.aht, 86400) / f.seconds), 288)::integer) AS k
				LEFT JOIN (
					SELECT *
					FROM (:newest_forecasts) AS e
					WHERE e.queue_id = f.queue_id AND e.media = f.media AND e.interval_start <= f.interval_start
						AND e.interval_start >= f.interval_start - '25 hours'::interval
				) AS e ON e.seconds = f.seconds
					AND e.interval_start = f.interval_start - k * f.seconds * '1 s'::interval
				WHERE f.aht > 0
			) AS v
			CROSS JOIN LATERAL cc.offered_load_over_time(v.volumes, f.seconds, v.ahts) AS o
			WHERE f.aht > 0
			ORDER BY o.n DESC
			LIMIT 1
		) AS required_mol,
		CASE WHEN f.volume > 0 AND f.hi - f.lo BETWEEN 0 AND 1e9 THEN cc.required_agents(f.volume, f.seconds, f.aht,
				:'threshold'::float8, :'service_goal'::float8, patience => p.patience_s, variant => :erlang_variant,
				short_abandon => :'short_abandon'::float8,
				rate_cv => least(1, sqrt(greatest(0, :spread ^ 2 - 1.5 * f.volume)) / f.volume))
			WHEN f.volume = 0 THEN 0 END AS required_with_uncertainty
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
	WHERE scenario IN ('base', 'automatic') AND is_newest
	ORDER BY queue_id, media, interval_start
) AS e USING (queue_id, media, interval_start)
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.staffing_gap IS
	'the newest forecast against the agents scheduled: required by Erlang C and A for the service goal, and the '
	'service level to expect; do not add agents over queues that share them: staffing_gap_pool';
COMMENT ON COLUMN ops.staffing_gap.aht IS
	'average handle time forecast, seconds';
COMMENT ON COLUMN ops.staffing_gap.scheduled IS
	'agents scheduled for these contacts, on average over the interval; of a plan without a medium their part by the '
	'work forecast; NULL: not planned for all of it';
