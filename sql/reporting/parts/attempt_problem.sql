-- What makes an outbound attempt unusable; NULL: nothing.
\set last_of_it 'greatest(ringing_at, answered_at, greeted_at, connected_at, ended_at, wrap_ended_at)'
CASE
	WHEN attempt_id IS NULL THEN 'no attempt_id'
	WHEN campaign_id IS NULL THEN 'no campaign_id'
	WHEN (dialled_at >= :first_instant) IS NOT TRUE THEN 'no usable dialled_at'
	WHEN dialled_at > now() THEN 'dialled in the future'
	WHEN (answered_by IN ('person', 'machine', 'fax', 'nobody')) IS NOT TRUE THEN 'unknown answered_by'
	WHEN answered_by = 'nobody' AND connected_at IS NOT NULL THEN 'connected to nobody'
	WHEN least(ringing_at, answered_at, greeted_at, connected_at, ended_at, wrap_ended_at) < dialled_at
		OR greeted_at < answered_at OR ended_at < greatest(answered_at, connected_at)
		OR wrap_ended_at < greatest(connected_at, ended_at) THEN 'instants out of order'
	WHEN :last_of_it > now() + '24 hours'::interval THEN 'an instant in the future'
	WHEN :last_of_it > dialled_at + '277777:46:40'::interval THEN 'impossible duration'
	WHEN NOT value BETWEEN -1e15 AND 1e15 THEN 'no usable value'
	WHEN value IS NOT NULL AND currency IS NULL THEN 'no currency'
	WHEN NOT (callback_at >= :first_instant AND callback_at < :last_instant) THEN 'no usable callback_at'
END
