-- Nothing to look for where the table refuses it.
--
-- when  :constraint
SELECT 0::bigint AS rows_affected, NULL::timestamptz AS first_at
