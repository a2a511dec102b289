-- The local time of an attempt, from the start of the day.
(dialled_at AT TIME ZONE :'zone'::text - :'day_start'::time)
