-- States s in the intervals b that they overlap, from :from_ts to :to_ts: from the intervals
-- a filter on time reaches the index.
--
-- when  gist agent_state(during)
(
	SELECT greatest(x.first_at, :from_ts) AS from_at,
		least(:to_ts, now(), (
			SELECT max(coalesce(upper(during), 'infinity'))
			FROM ops.agent_state
			WHERE during && tstzrange(x.last_at, NULL))) AS to_at
	FROM (
		SELECT coalesce(min(lower(during)), 'infinity') AS first_at,
			max(lower(during)) AS last_at
		FROM ops.agent_state
		WHERE lower(during) >= :first_instant AND lower(during) < 'infinity'
	) AS x
) AS e,
LATERAL cc.reporting_intervals(least(e.from_at, e.to_at), e.to_at, :width, :'zone'::text, :'day_start'::time) AS b
JOIN ops.agent_state AS s ON s.during && tstzrange(cc.lower(b), cc.upper(b))
	AND CASE WHEN (:state_problem) IS NULL THEN true END
