-- queue_summary as text: what is printed, what is read, what is not.
CREATE FUNCTION pg_temp.refused(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
	EXECUTE query;
	RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(E'\n', SQLSTATE || ': ' || SQLERRM, nullif(detail, ''));
END $$;
SELECT queue_summary(outcome, wait, talk, hold, acw)
FROM (VALUES
	('answered', 12.5::float8, 100::float8, 0::float8, 20.25::float8),
	('answered', 0, 50, 1, NULL),
	('abandoned', 300, NULL, NULL, NULL),
	('flowed_out', 7, NULL, NULL, NULL),
	('callback_requested', 7.1, NULL, NULL, NULL),
	('system_error', NULL, NULL, NULL, NULL),
	(NULL, 4, NULL, NULL, NULL),
	('open', 4, NULL, NULL, NULL),
	('blocked', 9, NULL, NULL, NULL)) v(outcome, wait, talk, hold, acw);
SELECT queue_summary('answered', '1 min 2.5 s'::interval, '3 min'::interval);
SELECT queue_summary('answered', '1 month'::interval), queue_summary('answered', '1 year'::interval);
SELECT queue_summary('answered', 1e9);
SELECT queue_summary('answered', 20) - queue_summary('abandoned', 20) FILTER (WHERE false) AS null;
SELECT (queue_summary('answered', w) - queue_summary('answered', w) FILTER (WHERE w = 3)) AS taken
FROM (VALUES (2.5::float8), (3)) v(w);

-- space is free, order is not
SELECT ' { "version" : 1 , "answered" : { "count" : 2 , "seconds" : 12.5 , "waits" : { "0" : 1 , "13" : 1 } } , '
	'"longest_wait" : 12.5 } '::queue_summary;
SELECT '{"version":1}'::queue_summary;
\t on
SELECT pg_temp.refused($$SELECT ''::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":2}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1} '::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1} x'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"answered":{"count":0}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"answered":{"count":-1}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"answered":{"count":1152921504606846977}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"Answered":{"count":1}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"abandoned":{"count":1},"answered":{"count":1}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"blocked":{"count":1,"seconds":1,"waits":{"1":1}}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":1.0000001,"waits":{"1":1}},"longest_wait":1}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":NaN,"waits":{"1":1}},"longest_wait":1}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":99999999999999999999,"waits":{"1":1}},'
	'"longest_wait":1}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":2,"seconds":2,"waits":{"1":1,"1":1}},"longest_wait":1}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":257,"waits":{"257":1}},"longest_wait":257}'::queue_summary$$);
-- figures that no visits have
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":2,"waits":{"1":2}},"longest_wait":1}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":3,"waits":{"2":1}},"longest_wait":2}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":1,"waits":{"2":1}},"longest_wait":2}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1,"seconds":2,"waits":{"2":1}},"longest_wait":1}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"answered":{"count":1,"seconds":2,"waits":{"2":1}}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"longest_wait":2}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":2},"handle":{"count":2,"seconds":20,"squares":199.99}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":2},"handle":{"count":3,"seconds":20,"squares":200}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT '{"version":1,"handle":{"count":3,"seconds":20,"squares":200}}'::queue_summary$$);
SELECT pg_temp.refused($$SELECT
	'{"version":1,"answered":{"count":1},"talk":{"count":1,"seconds":9000000000}}'::queue_summary$$);
