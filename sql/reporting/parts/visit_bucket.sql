-- The interval of a visit's entry into the queue; none where there cannot be one, whatever a filter comes to see first.
CASE WHEN queued_at >= :first_instant AND queued_at < :last_instant
	THEN cc.reporting_interval(queued_at, :'interval_width'::interval, :'zone'::text, :'day_start'::time) END
