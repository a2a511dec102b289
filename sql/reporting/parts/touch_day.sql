-- The local day of a touch.
(at AT TIME ZONE :'zone'::text - :'day_start'::time)::date
