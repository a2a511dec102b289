-- KPIs of outbound calls by day: no such table.
SELECT NULL::date AS day, NULL::text AS kpi, NULL::float8 AS numerator, NULL::float8 AS denominator
WHERE false
