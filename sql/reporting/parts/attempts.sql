-- Usable attempts of :attempt_span.  An agent waits from the end of one call's work to the next call of the same day,
-- up to ten minutes: what is longer was a break.  He has a call from the connection on, or from the dialling where he
-- dials himself.  What no agent had is not sorted by agents.
\set usable 'CASE WHEN (:attempt_problem) IS NULL THEN true END AND :attempt_span'
\set dials 'dial_mode IN (''preview'', ''manual'')'
SELECT :attempt_columns,
	NULL::interval AS wait
FROM ops.outbound_attempt
WHERE agent_id IS NULL AND :usable
UNION ALL
SELECT attempt_id, campaign_id, list_id, record_id, agent_id, day, month, hour, answered_by, right_party, sale, value,
	currency, live, connected, abandoned, dropped, unanswered, short_ring, dial, talk, acw,
	CASE WHEN wait BETWEEN '0'::interval AND '10 minutes'::interval THEN wait END
FROM (
	SELECT *,
		begins - max(ends) OVER (PARTITION BY day, month, agent_id ORDER BY begins, attempt_id
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS wait
	FROM (
		SELECT :attempt_columns,
			CASE WHEN :dials THEN dialled_at ELSE connected_at END AS begins,
			coalesce(wrap_ended_at, ended_at) AS ends
		FROM ops.outbound_attempt
		WHERE agent_id IS NOT NULL AND :usable
	) AS a
) AS a
