-- When a visit v of the past is to be judged anew: an instant comes that is in the future, or what has no end has taken
-- too long.
\set ends 'greatest(answered_at, left_at, ended_at, wrap_ended_at)'
\set too_long '''277777:46:40''::interval'
least(
	CASE WHEN greatest(entered_at, :ends) > now() + '24 hours'::interval
		THEN greatest(entered_at, :ends) - '24 hours'::interval END,
	CASE WHEN :ends IS NULL AND least(entered_at, queued_at) BETWEEN now() - :too_long AND now()
		THEN least(entered_at, queued_at) + :too_long END)
