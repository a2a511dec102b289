-- Visits that came after the last stored day of conversations; by day too, whose index finds none; bounded on both
-- sides, so that the planner expects few.
\set stored_to '(SELECT bucket_end FROM ops.conversation_day_summary ORDER BY bucket_start DESC LIMIT 1)'
v.queued_at >= coalesce(:stored_to, 'infinity'::timestamptz)
	AND (v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date
		>= coalesce((:stored_to AT TIME ZONE :'zone'::text)::date - 1, 'infinity')
	AND v.queued_at < 'infinity'::timestamptz
