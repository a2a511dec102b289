-- As staffing_gap, for the queues of a pool together: one queue of their contacts, whose agents serve them all.
--
-- key  pool_id, media, bucket_start, bucket_end
-- role  aht | ratio forecast_handle_s / volume; seconds
-- role  actual | sum; contacts
-- role  actual_answered | sum
-- role  actual_handle_s | sum; seconds
-- role  queues | figure
-- role  required_erlang_a | stock; agents
-- role  required_erlang_c | stock; agents
-- role  required_with_shrinkage | stock; agents
-- role  net | stock; agents

CREATE VIEW ops.staffing_gap_pool AS
SELECT pool_id, media, bucket_start, bucket_end, local_start, day, queues, volume, forecast_handle_s, aht,
	nullif(patience_s, 'infinity') AS patience_s,
	required_erlang_c, required_erlang_a,
	cc.with_shrinkage(required_erlang_a::float8, :'shrinkage'::float8) AS required_with_shrinkage,
	scheduled,
	scheduled - required_erlang_a AS net,
	CASE WHEN volume > 0 AND scheduled > 0 THEN cc.erlang_a_service_level(volume, seconds, aht, patience_s, scheduled,
			:'threshold'::float8, :erlang_variant, :'short_abandon'::float8)
		WHEN volume > 0 AND scheduled = 0 THEN 0 END AS predicted_service_level,
	actual, actual_answered, actual_handle_s,
	actual_handle_s / nullif(actual_answered, 0) AS actual_aht
FROM (
	SELECT g.*, p.patience_s,
		CASE WHEN g.volume > 0 THEN cc.erlang_c_agents(g.volume, g.seconds, g.aht,
				:'service_goal'::float8, :'threshold'::float8)
			WHEN g.volume = 0 THEN 0 END AS required_erlang_c,
		CASE WHEN g.volume > 0 THEN cc.erlang_a_agents(g.volume, g.seconds, g.aht, p.patience_s,
				:'service_goal'::float8, :'threshold'::float8, :erlang_variant, :'short_abandon'::float8)
			WHEN g.volume = 0 THEN 0 END AS required_erlang_a
	FROM (
		SELECT *,
			extract(epoch FROM bucket_end - bucket_start)::float8 AS seconds,
			forecast_handle_s / nullif(volume, 0) AS aht
		FROM (
			SELECT coalesce(p.pool_id, s.queue_id) AS pool_id, s.media, s.bucket_start, s.bucket_end,
				s.local_start, s.day,
				count(*) AS queues,
				sum(s.volume::numeric)::float8 AS volume,
				CASE WHEN count(s.forecast_handle_s) = count(*) THEN sum(s.forecast_handle_s::numeric)::float8 END
					AS forecast_handle_s,
				CASE WHEN count(s.scheduled) = count(*) THEN sum(s.scheduled::numeric)::float8 END AS scheduled,
				CASE WHEN count(s.actual) = count(*) THEN sum(s.actual::numeric)::float8 END AS actual,
				sum(s.actual_answered)::bigint AS actual_answered,
				sum(s.actual_handle_s::numeric)::float8 AS actual_handle_s
			FROM ops.staffing_gap AS s
			LEFT JOIN ops.queue_pool AS p USING (queue_id)
			GROUP BY coalesce(p.pool_id, s.queue_id), s.media, s.bucket_start, s.bucket_end, s.local_start, s.day
		) AS s
	) AS g
	LEFT JOIN (
		SELECT coalesce(p.pool_id, b.queue_id) AS pool_id, b.media,
			cc.mean_patience(cc.rollup(b.summary)) AS patience_s
		FROM (:summaries) AS b
		LEFT JOIN ops.queue_pool AS p USING (queue_id)
		GROUP BY coalesce(p.pool_id, b.queue_id), b.media
	) AS h USING (pool_id, media)
	CROSS JOIN LATERAL (
		SELECT CASE WHEN h.patience_s > 0 THEN h.patience_s ELSE 'infinity'::float8 END AS patience_s
	) AS p
) AS x;

COMMENT ON VIEW ops.staffing_gap_pool IS
	'staffing_gap for queues that share agents, as queue_pool has them: agents required and scheduled add over pools';
COMMENT ON COLUMN ops.staffing_gap_pool.aht IS
	'average handle time forecast, seconds';
COMMENT ON COLUMN ops.staffing_gap_pool.patience_s IS
	'mean patience of the pool''s customers so far, seconds; NULL: nobody has abandoned';
COMMENT ON COLUMN ops.staffing_gap_pool.scheduled IS
	'agents scheduled, on average over the interval; NULL: not planned for all queues of it';
