-- The local day of an event.
(at AT TIME ZONE :'zone'::text - :'day_start'::time)::date
