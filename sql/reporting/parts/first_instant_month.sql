-- The first month of a view from x.at on.
(
	SELECT min(month)::timestamp AT TIME ZONE :'zone'::text
	FROM ops.:months_table
	WHERE month::timestamp AT TIME ZONE :'zone'::text >= x.at
)
