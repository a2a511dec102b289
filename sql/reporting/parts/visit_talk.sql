-- Seconds that a visit v was talked to: those of the source, or else from the instants.
coalesce(v.talk_s, CASE WHEN isfinite(v.answered_at) AND isfinite(v.ended_at) AND v.ended_at >= v.answered_at
	THEN greatest(extract(epoch FROM v.ended_at - v.answered_at)::float8 - coalesce(v.hold_s, 0), 0) END)
