-- KPIs of self-service by day: no such tables.
SELECT NULL::date AS day, NULL::text AS kpi, NULL::float8 AS numerator, NULL::float8 AS denominator
WHERE false
