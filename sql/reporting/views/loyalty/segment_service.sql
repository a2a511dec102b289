-- uses  contact, customer_segment
-- key  segment, queue_id, month

CREATE VIEW ops.segment_service AS
SELECT segment, queue_id, month,
	cc.offered(s) AS offered,
	cc.answered(s) AS answered,
	cc.abandoned(s) AS abandoned,
	cc.service_judged(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_judged,
	cc.service_met(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_met,
	cc.service_level(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_level,
	cc.abandonment_rate(s, 'offered'::text, :'short_abandon'::float8) AS abandonment_rate,
	cc.asa(s) AS asa,
	cc.mean_wait(s) AS mean_wait,
	cc.wait_quantile(s, 0.9::float8, 'answered'::text) AS wait_p90,
	cc.aht(s) AS aht,
	round(cc.asa(s) * cc.answered(s) * 1e6) / 1e6 AS answer_wait_s,
	round(cc.mean_wait(s) * cc.offered(s) * 1e6) / 1e6 AS wait_s,
	round(cc.aht(s) * cc.answered(s) * 1e6) / 1e6 AS handle_s,
	queue_name
FROM (
	SELECT g.segment, v.queue_id,
		date_trunc('month', v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
		cc.queue_summary(v.outcome, v.wait_s, v.talk_s, v.hold_s, v.acw_s) AS s
	FROM ops.valid_visit AS v
	LEFT JOIN :usable_contacts AS c ON c.contact_id = v.contact_id
	LEFT JOIN :segments AS g ON g.customer_key = c.customer_key
	WHERE v.media IS DISTINCT FROM 'callback'
	GROUP BY g.segment, v.queue_id, date_trunc('month', v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)
) AS x
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.segment_service IS
	'the service that each segment of customers got, by queue and local month: are the best customers served best?';
COMMENT ON COLUMN ops.segment_service.segment IS
	'segment of customers; NULL: customer not known, or in none';
