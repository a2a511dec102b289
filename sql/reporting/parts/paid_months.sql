-- Paid seconds of agents by month, and of all: not known.
SELECT NULL::text AS agent_id, NULL::date AS month, NULL::float8 AS paid_s, NULL::float8 AS all_paid_s
WHERE false
