-- Rows of outbound_day_summary for the days that begin in [from_ts, to_ts).
-- A function is made of this, which pg_upgrade restores before the operator classes of
-- our types: it groups by none of these.
\set attempt_span 'dialled_at >= from_ts AND dialled_at < to_ts'
SELECT x.grain, x.campaign_id::text AS campaign_id, x.list_id::text AS list_id, x.agent_id::text AS agent_id, x.hour,
	cc.lower(b) AS bucket_start, cc.upper(b) AS bucket_end,
	x.attempts, x.persons, x.machines, x.live_contacts, x.right_parties, x.right_known, x.sales,
	x.value::numeric AS value, x.first_currency::text AS first_currency, x.last_currency::text AS last_currency,
	x.calls_abandoned, x.conversations, x.talk_s, x.acw_s, x.dial_s, x.agent_waits, x.agent_wait_s, x.calls_dropped,
	x.machines_met, x.machines_dropped, x.unanswered, x.short_rings, x.record_attempts, x.records_dialled
FROM (
	SELECT CASE WHEN grouping(list_id) = 0 THEN 'list' WHEN grouping(agent_id) = 0 THEN 'agent'
			ELSE 'hour' END AS grain,
		campaign_id, list_id, agent_id, hour, day,
		:outbound_sums,
		NULL::bigint AS records_dialled
	FROM (:attempts) AS a
	GROUP BY GROUPING SETS ((day, campaign_id, list_id), (day, campaign_id, agent_id), (day, campaign_id, hour))
	UNION ALL
	SELECT 'record', campaign_id, NULL, NULL, NULL, day,
		NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
		NULL, NULL, NULL, NULL, NULL,
		records_dialled
	FROM (:first_attempts) AS f
) AS x
CROSS JOIN LATERAL cc.reporting_interval(
	(x.day + :'day_start'::time + '12:00'::interval) AT TIME ZONE :'zone'::text, '1 day'::interval, :'zone'::text,
	:'day_start'::time) AS b
WHERE cc.lower(b) >= from_ts AND cc.lower(b) < to_ts
