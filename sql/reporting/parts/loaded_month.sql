-- The local month in which an entry was loaded.
date_trunc('month', loaded_at AT TIME ZONE :'zone'::text - :'day_start'::time)::date
