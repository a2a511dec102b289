-- Ofcom's abandoned call rate, by day: abandoned / (abandoned + live).  Where machines are detected, the calls of
-- persons taken for one are reckoned in, by the share that tests of the equipment found; where they are not, the calls
-- that a machine would have taken are reckoned out, by what agents met.
--
-- uses  campaign
-- key  campaign_id, day

\set outbound_by 'campaign_id, list_id'
\set outbound_grain '''list'''
CREATE VIEW ops.dialler_abandonment_uk AS
SELECT campaign_id, day, live_contacts, calls_dropped, machines_met, machines_dropped, machine_error_share,
	calls_abandoned_uk,
	calls_abandoned_uk / nullif(calls_abandoned_uk + live_contacts, 0) AS abandoned_call_rate,
	unanswered, short_rings,
	short_rings::float8 / nullif(unanswered, 0) AS short_ring_rate
FROM (
	SELECT a.*, c.machine_error_share,
		CASE WHEN c.machine_error_share IS NOT NULL
			THEN calls_dropped + c.machine_error_share * machines_dropped
			ELSE calls_dropped * coalesce(live_contacts::float8 / nullif(live_contacts + machines_met, 0), 1)
			END AS calls_abandoned_uk
	FROM (
		SELECT campaign_id, day,
			sum(live_contacts)::bigint AS live_contacts,
			sum(calls_dropped)::bigint AS calls_dropped,
			sum(machines_met)::bigint AS machines_met,
			sum(machines_dropped)::bigint AS machines_dropped,
			sum(unanswered)::bigint AS unanswered,
			sum(short_rings)::bigint AS short_rings
		FROM (:outbound_rows) AS r
		GROUP BY day, campaign_id
	) AS a
	LEFT JOIN :usable_campaigns AS c USING (campaign_id)
) AS x;

COMMENT ON VIEW ops.dialler_abandonment_uk IS
	'abandoned call rate by campaign and local day as Ofcom has it: calls dropped on a person, with a reasoned '
	'estimate of those taken for machines, or without one of the machines among them, of these and the live ones';
