-- Queue summaries: what their functions refuse, and NULL.
CREATE FUNCTION pg_temp.refused(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE query;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(E'\n', SQLSTATE || ': ' || SQLERRM, nullif(detail, ''));
END $$;
\t on
SELECT pg_temp.refused($$SELECT queue_summary('Answered', 1)$$);
SELECT pg_temp.refused($$SELECT queue_summary('', 1)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', -0.001)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', 'NaN'::float8)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', 'infinity'::float8)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', 1000000000.1)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', 1, -1)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', 1, 1, -1, 1)$$);
SELECT pg_temp.refused($$SELECT queue_summary('abandoned', 1, 1, 1, -1)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', '-1 second'::interval)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', '1 day -25 hours'::interval)$$);
SELECT pg_temp.refused($$SELECT queue_summary('answered', '32 years'::interval)$$);
SELECT pg_temp.refused($$SELECT service_level('answered', 1, -1)$$);
SELECT pg_temp.refused($$SELECT service_level('answered', 1, 'NaN'::float8)$$);
SELECT pg_temp.refused($$SELECT service_level('answered', 1, t) FROM (VALUES (10.5), (20)) v(t)$$);
SELECT pg_temp.refused($$SELECT asa('answered', -1)$$);
SELECT pg_temp.refused($$SELECT aht('answered', -1)$$);
SELECT pg_temp.refused($$SELECT abandonment_rate('lost'::text)$$);
SELECT pg_temp.refused($$SELECT asa_add(ARRAY[1, 2]::bigint[], 'answered', 1::float8)$$);
SELECT pg_temp.refused($$SELECT asa_add(ARRAY[9223372036854775807, 2, -1]::bigint[], 'answered', 1::float8)$$);

CREATE TEMP TABLE one AS SELECT queue_summary('answered', 10) AS s;
SELECT pg_temp.refused($$SELECT answered_within(s, -1) FROM one$$);
SELECT pg_temp.refused($$SELECT abandoned_within(s, 'NaN') FROM one$$);
SELECT pg_temp.refused($$SELECT service_level(s, -1) FROM one$$);
SELECT pg_temp.refused($$SELECT service_level(s, 20, 'best') FROM one$$);
SELECT pg_temp.refused($$SELECT service_level(s, 20, 'exclude_short', 21) FROM one$$);
SELECT pg_temp.refused($$SELECT service_level(s, 20, short_abandon => -1) FROM one$$);
SELECT pg_temp.refused($$SELECT abandonment_rate(s, 'gross') FROM one$$);
SELECT pg_temp.refused($$SELECT abandonment_rate(s, 'ex_short', 'NaN') FROM one$$);
SELECT pg_temp.refused($$SELECT wait_quantile(s, 1.1) FROM one$$);
SELECT pg_temp.refused($$SELECT wait_quantile(s, 0.5, 'open') FROM one$$);
SELECT pg_temp.refused($$SELECT * FROM one, wait_histogram(s, '{20,10}')$$);
SELECT pg_temp.refused($$SELECT * FROM one, wait_histogram(s, '{10,NULL}')$$);
SELECT pg_temp.refused($$SELECT * FROM one, wait_histogram(s, '{-1}')$$);
SELECT pg_temp.refused($$SELECT * FROM one, wait_histogram(s, '{{1,2}}')$$);
SELECT h.* FROM one, wait_histogram(s, '{}') h;
SELECT h.* FROM one, wait_histogram(s, '{5,infinity}') h;
SELECT pg_temp.refused($$SELECT s - queue_summary('answered', 11) FROM one GROUP BY s$$);
-- too much
SELECT pg_temp.refused($$WITH RECURSIVE doubled AS (
	SELECT 1 AS n, s FROM one UNION ALL SELECT n + 1, s + s FROM doubled WHERE n < 62)
SELECT max(n) FROM doubled WHERE offered(s) > 0$$);
SELECT pg_temp.refused($$
	SELECT '{"version":1,"answered":{"count":10000,"seconds":9000000000000,"waits":{"901775360":10000}},'
		'"longest_wait":900000000}'::queue_summary
	+ '{"version":1,"answered":{"count":10000,"seconds":9000000000000,"waits":{"901775360":10000}},'
		'"longest_wait":900000000}'$$);
\t off
-- NULL in, NULL out
SELECT num_nulls(offered(s), service_level(s, 20), asa(s), s + s, s - s, wait_quantile(s, 0.5))
FROM (SELECT NULL::queue_summary AS s) x;
SELECT num_nulls(service_level(s, NULL), service_level(s, 20, NULL), wait_quantile(s, NULL), answered_within(s, NULL))
FROM one;
SELECT rollup(s) IS NULL FROM (VALUES (NULL::queue_summary), (NULL)) v(s);
SELECT rollup(s) = (SELECT s FROM one) FROM (VALUES (NULL::queue_summary), ((SELECT s FROM one)), (NULL)) v(s);
SELECT service_level(o, w, t), asa(o, w), aht(o, w), abandonment_rate(o)
FROM (VALUES (NULL::text, NULL::float8, NULL::float8)) v(o, w, t);
SELECT service_level(o, w, 20), asa(o, w)
FROM (VALUES ('answered', 5.0::float8), ('answered', NULL), ('abandoned', NULL), ('open', 20), ('open', 21)) v(o, w);
SELECT service_level(queue_summary(o, w), 20), asa(queue_summary(o, w))
FROM (VALUES ('answered', 5.0::float8), ('answered', NULL), ('abandoned', NULL), ('open', 20), ('open', 21)) v(o, w);
