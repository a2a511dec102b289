-- Attempts of :attempt_span to entries of lists, by the month in which these were loaded and the day of the attempt.
-- An entry is dialled on the day of its first attempt, and reached on that of the first with a person and an agent on
-- the line, so that days add up.  Whether there is one before is looked up attempt by attempt, up to the first that is.
\set usable 'CASE WHEN (:attempt_problem) IS NULL THEN true END'
\set live 'answered_by = ''person'' AND connected_at IS NOT NULL'
SELECT r.campaign_id, r.list_id, r.month, a.day,
	count(*) AS record_attempts,
	count(*) FILTER (WHERE NOT EXISTS (
		SELECT
		FROM ops.outbound_attempt AS e
		WHERE :earlier_attempt AND :usable)) AS records_dialled,
	count(*) FILTER (WHERE CASE WHEN a.live THEN NOT EXISTS (
		SELECT
		FROM ops.outbound_attempt AS e
		WHERE :earlier_attempt AND :live AND :usable) END) AS records_reached
FROM (
	SELECT campaign_id, record_id, attempt_id, dialled_at, :attempt_local::date AS day, :live AS live
	FROM ops.outbound_attempt
	WHERE record_id IS NOT NULL AND :attempt_span AND :usable
) AS a
JOIN (
	SELECT campaign_id, record_id, list_id, :loaded_month AS month
	FROM ops.campaign_record
	WHERE CASE WHEN (:campaign_record_problem) IS NULL THEN true END
) AS r ON r.campaign_id = a.campaign_id AND r.record_id = a.record_id
GROUP BY r.campaign_id, r.list_id, r.month, a.day
