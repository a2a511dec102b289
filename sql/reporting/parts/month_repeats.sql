-- Repeats in month m.month: of contacts that are read anyway.
\set window ':''repeat_days''::float8'
SELECT count(r.repeated) AS eligible,
	count(*) FILTER (WHERE r.repeated) AS repeated
FROM answered_contact AS c
:is_repeated
HAVING count(*) > 0
