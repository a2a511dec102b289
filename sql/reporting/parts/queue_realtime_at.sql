-- Queues at :as_of: the visits of the local day, and of those that came before it, by the index on their span, the ones
-- that are there yet.  Their span has both the start of the day and :as_of, which leaves out those of the day and tells
-- PostgreSQL that they are few: for many it would start workers, which takes longer than all of this.
\set as_of_day 'cc.lower(cc.reporting_interval(:as_of, ''1 day''::interval, :''zone''::text, :''day_start''::time))'
\set outcome 'coalesce(outcome, ''open'')'
SELECT queue_id, media, waiting, longest_waiting_s, in_service,
	coalesce(cc.offered(s), 0) AS offered_today,
	coalesce(cc.answered(s), 0) AS answered_today,
	coalesce(cc.answered_within(s, :'threshold'::float8), 0) AS answered_within_today,
	coalesce(cc.abandoned(s), 0) AS abandoned_today,
	cc.service_level(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_level_today,
	cc.asa(s) AS asa_today,
	coalesce(cc.service_met(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8), 0)
		AS service_met_today,
	coalesce(cc.service_judged(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8), 0)
		AS service_judged_today,
	coalesce(round(cc.asa(s) * cc.answered(s) * 1e6) / 1e6, 0) AS answer_wait_today_s
FROM (
	SELECT queue_id, media,
		count(*) FILTER (WHERE waiting) AS waiting,
		extract(epoch FROM max(wait) FILTER (WHERE waiting))::float8 AS longest_waiting_s,
		count(*) FILTER (WHERE answered_at <= :as_of AND (ended_at IS NULL OR ended_at > :as_of)) AS in_service,
		cc.queue_summary(CASE WHEN waiting THEN 'open'::text ELSE outcome END, wait) FILTER (WHERE today) AS s
	FROM (
		SELECT *,
			least(coalesce(answered_at, left_at, :as_of), :as_of) - queued_at AS wait,
			outcome IS DISTINCT FROM 'blocked'
				AND (coalesce(answered_at, left_at) IS NULL OR coalesce(answered_at, left_at) > :as_of) AS waiting,
			queued_at >= :as_of_day AS today
		FROM (
			SELECT *
			FROM ops.queue_visit
			WHERE queued_at <= :as_of AND queued_at >= :as_of_day
			UNION ALL
			SELECT *
			FROM ops.queue_visit
			WHERE queued_at < :as_of_day AND :event_crosses
				AND :event_span @> :as_of_day AND :event_span @> :as_of
		) AS v
		WHERE is_test IS NOT TRUE AND CASE WHEN (:visit_problem) IS NULL THEN true END
	) AS v
	GROUP BY queue_id, media
) AS q
