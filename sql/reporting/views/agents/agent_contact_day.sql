-- From the visits that an agent answered, to the end of the work after them.  Seconds add up as whole microseconds, so
-- that sums do not depend on their order.
--
-- key  agent_id, media, day
-- role  aht | ratio handle_s / handled_known; seconds
-- role  transfer_rate | ratio transfers / handled

CREATE VIEW ops.agent_contact_day AS
SELECT agent_id, media, day, handled, handle_s,
	handle_s / nullif(handled_known, 0) AS aht,
	talk_s, hold_s, acw_s, transfers,
	transfers::float8 / nullif(handled, 0) AS transfer_rate,
	session_s, busy_s,
	session_s / nullif(busy_s, 0) AS mean_concurrency,
	handled_known,
	agent_name
FROM (
	SELECT agent_id, media,
		(answered_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
		count(*) AS handled,
		count(handle_s) AS handled_known,
		sum((handle_s * 1e6)::bigint)::float8 / 1e6 AS handle_s,
		sum((talk_s * 1e6)::bigint)::float8 / 1e6 AS talk_s,
		sum((hold_s * 1e6)::bigint)::float8 / 1e6 AS hold_s,
		sum((acw_s * 1e6)::bigint)::float8 / 1e6 AS acw_s,
		count(*) FILTER (WHERE transfer_out IN ('blind', 'attended')) AS transfers,
		sum(extract(epoch FROM coalesce(wrap_ended_at, ended_at) - answered_at))::float8 AS session_s,
		cc.covered_seconds(range_agg(tstzrange(answered_at, coalesce(wrap_ended_at, ended_at)))
			FILTER (WHERE coalesce(wrap_ended_at, ended_at) > answered_at)) AS busy_s
	FROM ops.valid_visit
	WHERE outcome = 'answered' AND agent_id IS NOT NULL
	GROUP BY agent_id, media, day
) AS a
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.agent_contact_day IS
	'contacts of agents by local day of the answer; several at a time count once in busy_s';
