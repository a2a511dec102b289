-- Contacts that nobody answered and whose customer gave up, by their month; n is the same customer's next contact
-- within repeat_days, which is not lost.  A contact brings what answered ones of the queue brought that month.
--
-- key  month, queue_id
-- role  revenue_per_contact | ratio revenue / answered_contacts; money
-- role  cost | sum; money
-- role  revenue | sum; money

CREATE VIEW ops.abandon_cost AS
SELECT month, queue_id, abandoned_contacts, known, returned,
	returned::float8 / nullif(known, 0) AS return_rate,
	answered_contacts, revenue,
	revenue / nullif(answered_contacts, 0) AS revenue_per_contact,
	abandoned_contacts * (1 - coalesce(returned::float8 / nullif(known, 0), 0))
		* revenue / nullif(answered_contacts, 0) AS cost,
	queue_name
FROM (
	SELECT month, queue_id,
		count(*) FILTER (WHERE NOT is_answered) AS abandoned_contacts,
		count(*) FILTER (WHERE NOT is_answered AND customer_key IS NOT NULL) AS known,
		count(*) FILTER (WHERE NOT is_answered AND has_next) AS returned,
		count(*) FILTER (WHERE is_answered) AS answered_contacts,
		CASE WHEN min(currency) FILTER (WHERE is_answered) = max(currency) FILTER (WHERE is_answered)
			THEN sum(revenue) FILTER (WHERE is_answered)::float8 END AS revenue
	FROM (
		SELECT c.first_queue_id AS queue_id, c.customer_key, c.currency,
			CASE WHEN (:revenue_problem) IS NULL THEN c.revenue END AS revenue, v.is_answered,
			date_trunc('month', c.started_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
			NOT v.is_answered AND EXISTS (
				SELECT FROM ops.contact AS n
				WHERE n.customer_key = c.customer_key AND n.contact_id <> c.contact_id
					AND n.started_at > c.started_at
					AND n.started_at <= c.started_at + :'repeat_days'::float8 * '1 day'::interval
					AND CASE WHEN (:contact_problem) IS NULL THEN true END) AS has_next
		FROM :usable_contacts AS c
		CROSS JOIN LATERAL (
			SELECT bool_or(outcome = 'answered') AS is_answered
			FROM ops.valid_visit AS v
			WHERE v.contact_id = c.contact_id AND outcome IN ('answered', 'abandoned')
		) AS v
		WHERE v.is_answered IS NOT NULL
	) AS c
	GROUP BY month, queue_id
) AS c
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.abandon_cost IS
	'what contacts that were abandoned may have cost, by queue and local month: as many as did not come back within '
	'repeat_days would have brought what those answered did';
COMMENT ON COLUMN ops.abandon_cost.cost IS
	'revenue that did not come; money';
