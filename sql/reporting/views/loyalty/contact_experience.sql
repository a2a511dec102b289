-- uses  contact, customer_segment, survey_response, quality_evaluation, headcount_event, agent_state
-- key  contact_id
-- role  csat | figure; points
-- role  nps | figure; points
-- role  ces | figure; points
-- role  hour | figure
-- role  occupancy | figure
-- role  answers | dimension
\set local_day '(v.queued_at AT TIME ZONE :''zone''::text)::date'
\set of_contacts ''

CREATE VIEW ops.contact_experience AS
SELECT v.*, queue_name, agent_name
FROM (
	SELECT v.contact_id, v.queued_at,
		(v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day, v.hour,
		v.queue_id, v.media, v.reason, v.segment, v.agent_id,
		v.visits, v.wait_s, v.longest_wait_s, v.waits_over, v.hold_s, v.handle_s, v.transfers, v.agents,
		v.answered, v.abandoned, v.callback_requested,
		CASE WHEN v.callback_requested THEN EXISTS (
			SELECT FROM ops.valid_visit AS b
			WHERE b.origin_contact_id = v.contact_id AND b.media = 'callback' AND b.outcome = 'answered')
			OR EXISTS (
				SELECT FROM ops.valid_visit AS b
				WHERE b.contact_id = v.contact_id AND b.media = 'callback' AND b.outcome = 'answered')
		END AS callback_reached,
		v.repeat,
		CASE WHEN v.customer_key IS NOT NULL THEN cc.repeat_contact(v.ended_at, (
				SELECT min(n.started_at)
				FROM ops.contact AS n
				WHERE n.customer_key = v.customer_key AND n.started_at > v.ended_at AND n.contact_id <> v.contact_id
					AND CASE WHEN (:contact_problem) IS NULL THEN true END),
			:'repeat_days'::float8, now())
		END AS repeated,
		v.resolved, v.invited, v.responded, v.csat, v.nps, v.ces, v.answers,
		(
			SELECT (sum(weight::numeric * points::numeric)
				/ nullif(sum(weight::numeric * max_points::numeric), 0))::float8
			FROM ops.quality_evaluation AS e
			WHERE e.contact_id = v.contact_id AND e.applicable AND e.points IS NOT NULL
				AND CASE WHEN (:quality_problem) IS NULL THEN true END
		) AS quality_score,
		:local_day - (
			SELECT max(date)
			FROM ops.headcount_event AS e
			WHERE e.agent_id = v.agent_id AND e.kind = 'hire' AND e.date <= :local_day
				AND CASE WHEN (:headcount_problem) IS NULL THEN true END
		) AS tenure_days,
		(
			SELECT (coalesce(sum(p.seconds) FILTER (WHERE e.state_class <> 'available'), 0)
				/ nullif(sum(p.seconds), 0))::float8
			FROM cc.reporting_interval(v.queued_at, :'interval_width'::interval, :'zone'::text, :'day_start'::time) AS r
			CROSS JOIN LATERAL (SELECT tstzrange(cc.lower(r), cc.upper(r)) AS bucket) AS b
			JOIN (
				SELECT during, state_class, (:state_problem) IS NULL AS usable
				FROM ops.agent_state
			) AS e ON e.during && b.bucket
			CROSS JOIN LATERAL (
				SELECT extract(epoch FROM upper(e.during * b.bucket) - lower(e.during * b.bucket)) AS seconds
			) AS p
			WHERE e.state_class IN ('handling', 'acw', 'available') AND e.usable
		) AS occupancy
	FROM (:contact_experience) AS v
) AS v
LEFT JOIN ops.present_queue USING (queue_id)
LEFT JOIN ops.present_agent USING (agent_id);

COMMENT ON VIEW ops.contact_experience IS
	'contacts that are over, each with what the customer lived through and answered (0 to 100); single answers, so '
	'grant it to those who may read them; no customer key';
COMMENT ON COLUMN ops.contact_experience.queued_at IS
	'entry into the first queue';
COMMENT ON COLUMN ops.contact_experience.queue_id IS
	'first queue';
COMMENT ON COLUMN ops.contact_experience.segment IS
	'segment of the customer; NULL: not known';
COMMENT ON COLUMN ops.contact_experience.agent_id IS
	'agent of the last answer';
COMMENT ON COLUMN ops.contact_experience.visits IS
	'queues entered, callbacks apart';
COMMENT ON COLUMN ops.contact_experience.wait_s IS
	'seconds waited in all its queues';
COMMENT ON COLUMN ops.contact_experience.hold_s IS
	'seconds on hold; NULL: not known';
COMMENT ON COLUMN ops.contact_experience.handle_s IS
	'seconds of talk, hold and after-contact work; NULL: not known';
COMMENT ON COLUMN ops.contact_experience.transfers IS
	'times transferred';
COMMENT ON COLUMN ops.contact_experience.answered IS
	'an agent answered';
COMMENT ON COLUMN ops.contact_experience.abandoned IS
	'given up, and never answered';
COMMENT ON COLUMN ops.contact_experience.repeated IS
	'the customer came back within the window; NULL: not known, or too early to know';
COMMENT ON COLUMN ops.contact_experience.resolved IS
	'resolved by the record; NULL: not known';
COMMENT ON COLUMN ops.contact_experience.invited IS
	'the customer was asked';
COMMENT ON COLUMN ops.contact_experience.answers IS
	'every question answered, on 0 to 100, as JSON';
COMMENT ON COLUMN ops.contact_experience.csat IS
	'answer to csat, 0 to 100';
COMMENT ON COLUMN ops.contact_experience.nps IS
	'answer to nps, 0 to 100';
COMMENT ON COLUMN ops.contact_experience.ces IS
	'answer to ces, 0 to 100';
COMMENT ON COLUMN ops.contact_experience.quality_score IS
	'points given of those possible; NULL: not evaluated';
COMMENT ON COLUMN ops.contact_experience.occupancy IS
	'occupancy of the centre in the interval of the entry';
