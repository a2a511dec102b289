-- The formula of the service level that Erlang A computes.
CASE WHEN :'variant'::text IN ('answered', 'abandon_met', 'ignore_in_threshold', 'exclude_short') THEN :'variant'::text
	ELSE 'offered'::text END
