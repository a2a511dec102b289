-- The day helps to fix the limits: one of the baseline, or else of the first 20.
CASE WHEN :'baseline'::daterange IS NULL THEN row_number() OVER w <= 20 ELSE day <@ :'baseline'::daterange END
