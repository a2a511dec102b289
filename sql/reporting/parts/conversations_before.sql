-- Visits that came before the first stored day of conversations; by day too, whose index finds none.
\set stored_from '(SELECT min(bucket_start) FROM ops.conversation_day_summary)'
v.queued_at < coalesce(:stored_from, 'infinity'::timestamptz)
	AND (v.queued_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date
		<= coalesce((:stored_from AT TIME ZONE :'zone'::text)::date, 'infinity')
