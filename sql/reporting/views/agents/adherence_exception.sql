-- Day by day d: the newest schedule of each agent, and the states that can meet it, so that a filter on day leaves the
-- other days out.  A gap is what a scheduled activity has over what the agent did in it; of a break, what it has in
-- common with work.  h, w, a, o, u: handling, acw, available, other work, unavailable.
--
-- key  agent_id, from_at, scheduled_class
-- role  seconds | sum

CREATE VIEW ops.adherence_exception AS
SELECT e.agent_id,
	lower(e.gap) AS from_at,
	upper(e.gap) AS to_at,
	extract(epoch FROM upper(e.gap) - lower(e.gap))::float8 AS seconds,
	e.class AS scheduled_class,
	e.activity,
	CASE WHEN e.h @> lower(e.gap) THEN 'handling'
		WHEN e.w @> lower(e.gap) THEN 'acw'
		WHEN e.a @> lower(e.gap) THEN 'available'
		WHEN e.o @> lower(e.gap) THEN 'other_work'
		WHEN e.u @> lower(e.gap) THEN 'unavailable'
		ELSE 'offline' END AS actual_class,
	d.day,
	CASE WHEN e.class = 'break_unpaid' THEN 1 ELSE -1 END AS sign,
	agent_name
FROM (
	:schedule_spans
) AS d,
LATERAL (
	SELECT *,
		unnest(CASE class
			WHEN 'on_queue' THEN during - h - w - a
			WHEN 'off_queue_paid' THEN during - (o + u - h - w - a)
			ELSE during * (h + w + a + o) END) AS gap
	FROM (
		SELECT s.agent_id, s.class, s.activity,
			tstzmultirange(s.during * d.span) AS during,
			coalesce(a.h, '{}') AS h,
			coalesce(a.w, '{}') AS w,
			coalesce(a.a, '{}') AS a,
			coalesce(a.o, '{}') AS o,
			coalesce(a.u, '{}') AS u
		FROM (
			SELECT agent_id, class, activity, during
			FROM ops.schedule AS s
			WHERE (lower(during) AT TIME ZONE :'zone'::text - :'day_start'::time)::date = d.day
				AND CASE WHEN (:schedule_problem) IS NULL THEN true END AND :newest_version
		) AS s
		LEFT JOIN (
			SELECT agent_id,
				range_agg(during) FILTER (WHERE state_class = 'handling') AS h,
				range_agg(during) FILTER (WHERE state_class = 'acw') AS w,
				range_agg(during) FILTER (WHERE state_class = 'available') AS a,
				range_agg(during) FILTER (WHERE state_class = 'other_work') AS o,
				range_agg(during) FILTER (WHERE state_class = 'unavailable') AS u
			FROM ops.agent_state
			WHERE during && d.span AND CASE WHEN (:state_problem) IS NULL THEN true END
			GROUP BY agent_id
		) AS a ON a.agent_id = s.agent_id
		WHERE s.class <> 'absence'
	) AS x
) AS e
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.adherence_exception IS
	'stretches of a schedule in which the agent did something else, up to now; filter by day, that of the start '
	'of the scheduled activity';
COMMENT ON COLUMN ops.adherence_exception.day IS
	'local day on which the scheduled activity starts: the column to filter by';
