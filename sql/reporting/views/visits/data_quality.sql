-- A row for each thing looked for, found or not: the problems of visits in general, then those of one table each.
-- What the caller has no table for is looked for in none: 0 rows of 0.
--
-- uses  contact, agent_state, feed_gap, queue, queue_interval_summary, stored_late
-- key  subject, problem
-- role  share | ratio rows_affected / rows_checked

CREATE VIEW ops.data_quality AS
SELECT subject, problem, rows_affected, rows_checked,
	rows_affected::float8 / nullif(rows_checked, 0) AS share,
	first_at
FROM (
	SELECT 'queue_visit'::text AS subject, p.problem,
		count(v.queued_at) AS rows_affected,
		(SELECT count(*) FROM ops.queue_visit) AS rows_checked,
		min(v.queued_at) AS first_at
	FROM unnest(ARRAY['left before queued', 'ended before left', 'wrap-up ended before the end',
		'answered_at contradicts outcome', 'unknown outcome', 'negative duration', 'no left_at',
		'queued in the future']) AS p (problem)
	LEFT JOIN ops.rejected_visit AS v USING (problem)
	GROUP BY p.problem
	UNION ALL
	SELECT 'queue_visit', p.problem, p.rows_affected, p.rows_checked, p.first_at
	FROM (
		SELECT count(*) AS n,
			count(*) FILTER (WHERE stale) AS stale,
			min(queued_at) FILTER (WHERE stale) AS stale_at,
			count(*) FILTER (WHERE answered) AS answered,
			count(*) FILTER (WHERE answered AND handle_s IS NULL) AS unhandled,
			min(queued_at) FILTER (WHERE answered AND handle_s IS NULL) AS unhandled_at,
			count(*) FILTER (WHERE answered AND agent_id IS NULL) AS nobody,
			min(queued_at) FILTER (WHERE answered AND agent_id IS NULL) AS nobody_at
		FROM (
			SELECT *,
				outcome = 'answered' AS answered,
				outcome = 'open' AND queued_at < now() - '24 hours'::interval AS stale
			FROM ops.valid_visit
		) AS v
	) AS v,
	LATERAL (
		VALUES ('open for more than a day', stale, n, stale_at),
			('answered without handle time', unhandled, answered, unhandled_at),
			('answered without agent', nobody, answered, nobody_at)
	) AS p (problem, rows_affected, rows_checked, first_at)
	UNION ALL
	SELECT 'contact', 'no customer_key',
		count(*) FILTER (WHERE customer_key IS NULL),
		count(*),
		min(started_at) FILTER (WHERE customer_key IS NULL)
	FROM ops.contact
	UNION ALL
	SELECT 'agent_state', 'in one state for more than a day',
		count(*) FILTER (WHERE coalesce(upper(during), now()) > lower(during) + '24 hours'::interval
			AND state_class <> 'offline'),
		count(*),
		min(lower(during)) FILTER (WHERE coalesce(upper(during), now()) > lower(during) + '24 hours'::interval
			AND state_class <> 'offline')
	FROM ops.agent_state
	UNION ALL
	SELECT 'feed_gap', 'feed gaps', count(*), count(*), min(lower(during))
	FROM ops.feed_gap
	UNION ALL
	SELECT 'queue', 'visits of unknown queues',
		count(*) FILTER (WHERE q.queue_id IS NULL),
		count(*),
		min(v.queued_at) FILTER (WHERE q.queue_id IS NULL)
	FROM ops.valid_visit AS v
	LEFT JOIN ops.queue AS q ON q.queue_id = v.queue_id AND q.valid @> v.queued_at
	UNION ALL
	SELECT 'queue_interval', 'changed since it was stored',
		count(*) FILTER (WHERE l.from_at IS NOT NULL),
		count(*),
		min(s.bucket_start) FILTER (WHERE l.from_at IS NOT NULL)
	FROM (SELECT DISTINCT bucket_start, bucket_end FROM ops.queue_interval_summary) AS s
	LEFT JOIN LATERAL (
		SELECT l.from_at
		FROM ops.stored_late AS l
		WHERE l.stored = 'queue_interval' AND l.from_at < s.bucket_end AND l.to_at > s.bucket_start
		LIMIT 1
	) AS l ON true
) AS q;

COMMENT ON VIEW ops.data_quality IS
	'what is wrong with the data, counted';
COMMENT ON COLUMN ops.data_quality.share IS
	'rows affected of rows checked';
