-- What is between the first and the last stored day is read, the rest is computed; bounded on both sides, so that the
-- planner expects few rows and takes the index.
--
-- when  outbound_day_summary
SELECT :outbound_by,
	(bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS day,
	date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date AS month,
	attempts, persons, machines, live_contacts, right_parties, right_known, sales, value, first_currency, last_currency,
	calls_abandoned, conversations, talk_s, acw_s, dial_s, agent_waits, agent_wait_s, calls_dropped, machines_met,
	machines_dropped, unanswered, short_rings, record_attempts
FROM ops.outbound_day_summary
WHERE grain = :outbound_grain
UNION ALL
\set attempt_span :outbound_before
SELECT :outbound_by, day, month,
	:outbound_sums
FROM (:attempts) AS a
GROUP BY :outbound_by, day, month
UNION ALL
\set attempt_span :outbound_after
SELECT :outbound_by, day, month,
	:outbound_sums
FROM (:attempts) AS a
GROUP BY :outbound_by, day, month
