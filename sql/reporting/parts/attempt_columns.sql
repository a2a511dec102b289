-- What is read of an attempt, with its local time.
\set dials 'dial_mode IN (''preview'', ''manual'')'
attempt_id, campaign_id, list_id, record_id, agent_id,
:attempt_local::date AS day,
date_trunc('month', :attempt_local)::date AS month,
extract(hour FROM dialled_at AT TIME ZONE :'zone'::text)::integer AS hour,
answered_by, right_party, sale, value, currency,
answered_by = 'person' AND connected_at IS NOT NULL AS live,
connected_at IS NOT NULL AS connected,
:attempt_abandoned AS abandoned,
answered_by = 'person' AND connected_at IS NULL AND ended_by IS DISTINCT FROM 'customer' AS dropped,
answered_by = 'nobody' AND ringing_at IS NOT NULL AS unanswered,
:short_ring AS short_ring,
CASE WHEN :dials THEN coalesce(connected_at, ended_at) - dialled_at END AS dial,
ended_at - connected_at AS talk,
wrap_ended_at - ended_at AS acw
