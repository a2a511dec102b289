
-- What an agent is in follows from tracks: each queue's membership, presence, calls.  At
-- any instant the strongest of what the tracks say holds: handling, acw, busy (handling as a
-- status tells it, acw and all), paused (unavailable whatever else), available and the rest.
-- touched_agent says from when on whose states are to be made anew; the last state that
-- reaches there is made with them.
CREATE PROCEDURE source_agent_states(schema name, name text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $procedure$
BEGIN
	EXECUTE format($q$
		INSERT INTO touched_agent
		SELECT DISTINCT e.agent_id, t.since
		FROM (SELECT min(since) AS since FROM touched_agent WHERE agent_id = '*') AS t
		JOIN %1$I.source_agent_event AS e ON e.source = $1 AND e.agent_id <> '*'
		WHERE t.since IS NOT NULL$q$, schema) USING name;
	EXECUTE format($q$
		WITH gone AS (
			DELETE FROM %1$I.agent_state AS s
			USING (SELECT agent_id, min(since) AS since FROM touched_agent GROUP BY agent_id) AS t
			WHERE s.agent_id = t.agent_id AND coalesce(upper(s.during), 'infinity') >= t.since
			RETURNING s.agent_id, lower(s.during) AS since
		)
		INSERT INTO touched_agent SELECT agent_id, min(since) FROM gone GROUP BY agent_id$q$, schema);
	EXECUTE format($q$
		WITH RECURSIVE span AS (
			SELECT agent_id, min(since) AS since FROM touched_agent WHERE agent_id <> '*' GROUP BY agent_id
		),
		track AS (
			SELECT s.agent_id, s.since, (
				SELECT min(e.track) FROM %1$I.source_agent_event AS e
				WHERE e.source = $1 AND e.agent_id = s.agent_id AND e.track < '~') AS track
			FROM span AS s
			UNION ALL
			SELECT t.agent_id, t.since, (
				SELECT min(e.track) FROM %1$I.source_agent_event AS e
				WHERE e.source = $1 AND e.agent_id = t.agent_id AND e.track > t.track AND e.track < '~')
			FROM track AS t
			WHERE t.track IS NOT NULL
		),
		event AS (
			SELECT t.agent_id, t.track, e.at, e.state_class, e.state, e.aux_code
			FROM track AS t
			CROSS JOIN LATERAL (
				SELECT *
				FROM %1$I.source_agent_event AS e
				WHERE e.source = $1 AND e.agent_id = t.agent_id AND e.track = t.track AND e.at < t.since
				ORDER BY at DESC, (state_class = 'none'), (state_class IN ('unavailable', 'offline')),
					state_class DESC
				LIMIT 1
			) AS e
			UNION ALL
			SELECT e.agent_id, e.track, e.at, e.state_class, e.state, e.aux_code
			FROM span AS s
			JOIN %1$I.source_agent_event AS e ON e.source = $1 AND e.agent_id = s.agent_id
				AND e.at >= s.since - '2 days'::interval
			WHERE e.at >= s.since OR e.track >= '~'
		),
		-- A restart of the source ends what was.
		all_events AS (
			SELECT agent_id, track, at, state_class, state, aux_code FROM event
			UNION ALL
			SELECT t.agent_id, t.track, r.at, 'none', NULL, NULL
			FROM (
				SELECT agent_id, track, min(at) AS first_at FROM event WHERE track < '~' GROUP BY agent_id, track
			) AS t
			JOIN %1$I.source_agent_event AS r ON r.source = $1 AND r.agent_id = '*' AND r.at >= t.first_at
		),
		numbered AS (
			SELECT *, row_number() OVER (PARTITION BY agent_id ORDER BY at, place, track, state_class) AS n,
				coalesce(lag(state_class) OVER (PARTITION BY agent_id, track ORDER BY at, place, state_class),
					'none') AS before
			FROM (
				SELECT *, CASE state_class WHEN 'none' THEN 0 WHEN 'unavailable' THEN 1 WHEN 'offline' THEN 1
					ELSE 2 END AS place
				FROM all_events
			) AS e
		),
		counted AS (
			SELECT agent_id, at,
				sum((state_class = 'handling')::integer - (before = 'handling')::integer) OVER w AS handling,
				sum((state_class = 'acw')::integer - (before = 'acw')::integer) OVER w AS acw,
				sum((state_class = 'busy')::integer - (before = 'busy')::integer) OVER w AS busy,
				sum((state_class = 'paused')::integer - (before = 'paused')::integer) OVER w AS paused,
				sum((state_class = 'available')::integer - (before = 'available')::integer) OVER w AS available,
				sum((state_class = 'other_work')::integer - (before = 'other_work')::integer) OVER w AS other_work,
				sum((state_class = 'unavailable')::integer - (before = 'unavailable')::integer) OVER w AS unavailable,
				sum((state_class = 'offline')::integer - (before = 'offline')::integer) OVER w AS offline,
				max(n) FILTER (WHERE state_class = 'handling') OVER w AS handling_n,
				max(n) FILTER (WHERE state_class = 'acw') OVER w AS acw_n,
				max(n) FILTER (WHERE state_class = 'busy') OVER w AS busy_n,
				max(n) FILTER (WHERE state_class = 'paused') OVER w AS paused_n,
				max(n) FILTER (WHERE state_class = 'available') OVER w AS available_n,
				max(n) FILTER (WHERE state_class = 'other_work') OVER w AS other_work_n,
				max(n) FILTER (WHERE state_class = 'unavailable') OVER w AS unavailable_n,
				max(n) FILTER (WHERE state_class = 'offline') OVER w AS offline_n
			FROM numbered
			WINDOW w AS (PARTITION BY agent_id ORDER BY at)
		),
		effective AS (
			SELECT DISTINCT agent_id, at,
				CASE WHEN handling > 0 THEN handling_n WHEN acw > 0 THEN acw_n WHEN busy > 0 THEN busy_n
					WHEN paused > 0 THEN paused_n WHEN available > 0 THEN available_n
					WHEN other_work > 0 THEN other_work_n
					WHEN unavailable > 0 THEN unavailable_n WHEN offline > 0 THEN offline_n END AS n
			FROM counted
		),
		named AS (
			SELECT e.agent_id, e.at, CASE n.state_class WHEN 'paused' THEN 'unavailable' WHEN 'busy' THEN 'handling'
				ELSE n.state_class END AS state_class, n.state, n.aux_code
			FROM effective AS e
			JOIN span AS s ON s.agent_id = e.agent_id
			LEFT JOIN numbered AS n ON n.agent_id = e.agent_id AND n.n = e.n
			WHERE e.at >= s.since
		),
		changed AS (
			SELECT *, row_number() OVER (PARTITION BY agent_id ORDER BY at) = 1
				OR (state_class, state, aux_code) IS DISTINCT FROM lag((state_class, state, aux_code))
					OVER (PARTITION BY agent_id ORDER BY at) AS new
			FROM named
		)
		INSERT INTO %1$I.agent_state (agent_id, during, state, state_class, aux_code)
		SELECT agent_id, during, state, state_class, aux_code
		FROM (
			SELECT *, tstzrange(at, lead(at) OVER (PARTITION BY agent_id ORDER BY at)) AS during
			FROM changed
			WHERE new
		) AS c
		WHERE state_class IS NOT NULL
		ORDER BY lower(during), agent_id$q$, schema) USING name;
END
$procedure$;
COMMENT ON PROCEDURE source_agent_states(name, text) IS
'agent_state from the events of agents, for those a batch has touched; for load_source alone';
