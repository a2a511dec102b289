-- Types comoments and comoment_groups: text forms, rows taken and left out, errors.
\set SHOW_CONTEXT never
CREATE TABLE drivers_answer (who int, a int, b smallint, c numeric, d boolean, remark text);
INSERT INTO drivers_answer VALUES
	(1, 7, 8, 6.5, true, 'good'),
	(2, 9, 9, 8, true, NULL),
	(3, 4, 6, 5.25, false, 'slow'),
	(4, NULL, 5, 5, false, NULL),
	(5, 8, 8, 7, true, NULL);

-- columns of a number or boolean type, by their names; missing answers are counted
SELECT comoments(r) FROM (SELECT a, b, d, remark FROM drivers_answer) AS r;
SELECT comoments(t) FROM drivers_answer AS t;
SELECT comoments(r, 2) FROM (SELECT a, b FROM drivers_answer) AS r;
SELECT comoments(ARRAY['a', 'b'], ARRAY[a, b]::float8[]) FROM drivers_answer;
SELECT comoments(ARRAY['a', 'b'], ARRAY[a, b]::float8[], who) FROM drivers_answer;
SELECT comoments_pairwise(r) FROM (SELECT a, b FROM drivers_answer) AS r;
SELECT comoment_groups(r, t.who) FROM drivers_answer AS t, LATERAL (SELECT t.a, t.b) AS r;
SELECT comoments(comoment_groups(r, t.who)) FROM drivers_answer AS t, LATERAL (SELECT t.a, t.b) AS r;
SELECT comoments(r) IS NULL AS no_rows FROM (SELECT a, b FROM drivers_answer WHERE false) AS r;
SELECT comoments(r) AS all_missing FROM (SELECT NULL::int AS a, b FROM drivers_answer) AS r;
SELECT comoments(r, NULL) AS no_weight FROM (SELECT b FROM drivers_answer) AS r;
SELECT comoments(r, 0) AS zero_weight FROM (SELECT b FROM drivers_answer) AS r;
SELECT * FROM item_summary((SELECT comoments_pairwise(r) FROM (SELECT a, b FROM drivers_answer) AS r));
SELECT rows_used(c), rows_dropped(c), correlation(c, 'a', 'b'), covariance(c, 'a', 'b')
FROM (SELECT comoments(r) AS c FROM (SELECT a, b FROM drivers_answer) AS r) AS s;

-- names that need escaping come back
SELECT comoments(ARRAY[E'a "quoted"\\', E'tab\there', 'ünï'], ARRAY[1, 2, 3]);
SELECT c::text::comoments::text = c::text AS round_trip
FROM (SELECT comoments(ARRAY[E'a "quoted"\\', E'tab\there', 'ünï'], ARRAY[1, 2, 3]) AS c) AS s;

-- equal data have equal text, whatever the order and the merges
SELECT (SELECT comoments(r)::text FROM (SELECT a, b, d FROM drivers_answer ORDER BY who) AS r)
	= (SELECT rollup(c)::text FROM (SELECT comoments(r) AS c
		FROM (SELECT a, b, d FROM drivers_answer ORDER BY who DESC) AS r GROUP BY d) AS s) AS canonical;

\set VERBOSITY default
-- refused rows
SELECT comoments(r) FROM (VALUES (1, 'NaN'::float8)) AS r (a, b);
SELECT comoments(r) FROM (VALUES (1, 1e76)) AS r (a, b);
SELECT comoments(r) FROM (VALUES (1, 'infinity'::numeric)) AS r (a, b);
SELECT comoments(r, -1) FROM (VALUES (1, 2)) AS r (a, b);
SELECT comoments(r) FROM (VALUES ('x', 'y')) AS r (a, b);
SELECT comoments(ARRAY['a', 'a'], ARRAY[1, 2]);
SELECT comoments(ARRAY['a', ''], ARRAY[1, 2]);
SELECT comoments(ARRAY['a', repeat('b', 64)], ARRAY[1, 2]);
SELECT comoments(ARRAY['a', NULL], ARRAY[1, 2]);
SELECT comoments(ARRAY['a'], ARRAY[1, 2]);
SELECT comoments(ARRAY[name], ARRAY[1]) FROM (VALUES ('a'), ('b')) AS v (name);
SELECT rollup(c) FROM (VALUES
	((SELECT comoments(r) FROM (VALUES (1)) AS r (a))),
	((SELECT comoments(r) FROM (VALUES (1)) AS r (b)))) AS v (c);
SELECT rollup(c) FROM (VALUES
	((SELECT comoments(r) FROM (VALUES (1)) AS r (a))),
	((SELECT comoments_pairwise(r) FROM (VALUES (1)) AS r (a)))) AS v (c);
SELECT correlation(comoments(r), 'a', 'z') FROM (VALUES (1, 2)) AS r (a, b);
SELECT covariance(comoments(r), 'a', 'b', 'sampling') FROM (VALUES (1, 2)) AS r (a, b);

-- from a published table: the inverse of what reads it
SELECT s.*, correlation(c, 'a', name) FROM comoments(ARRAY['a', 'b', 'c'], '{4.125,-2.75,1}', '{0.3,19,0}',
	'{{1,0.625,NULL},{0.625,1,0},{NULL,0,1}}', 77) AS c, item_summary(c) AS s;
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,-2}', '{{1,0.5},{0.5,1}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,NaN}', '{1,2}', '{{1,0.5},{0.5,1}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{{1,0.5},{0.6,1}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{{1,1.5},{1.5,1}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{{1,NULL},{NULL,1}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{{1,0.5},{0.5,0.9}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{{1,0.5}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{1,0.5,0.5,1}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2,3}', '{1,2}', '{{1,0.5},{0.5,1}}', 10);
SELECT comoments(ARRAY['a', 'b'], '{1,2}', '{1,2}', '{{1,0.5},{0.5,1}}', 1);
SELECT comoments(ARRAY['a', 'a'], '{1,2}', '{1,2}', '{{1,0.5},{0.5,1}}', 10);

-- refused text
SELECT ''::comoments;
SELECT '{"items":["a"],"pairwise":false,"integer":true,"n":1,"dropped":0,"weight":1,"weight_squares":1,'
	'"pivot":[1],"sum":[0],"product":[0]} x'::comoments;
SELECT '{"items":["a"],"pairwise":false,"integer":true,"n":-1,"dropped":0,"weight":1,"weight_squares":1,'
	'"pivot":[1],"sum":[0],"product":[0]}'::comoments;
SELECT '{"items":["a"],"pairwise":false,"integer":true,"n":1,"dropped":0,"weight":1,"weight_squares":1,'
	'"pivot":[1],"sum":[0.5],"product":[1]}'::comoments;
SELECT '{"items":["a"],"pairwise":false,"integer":true,"n":2,"dropped":0,"weight":2,"weight_squares":2,'
	'"pivot":[1],"sum":[9],"product":[1]}'::comoments;
SELECT '{"items":["a","a"],"pairwise":false,"integer":true,"n":0,"dropped":0,"weight":0,"weight_squares":0,'
	'"pivot":[0,0],"sum":[0,0],"product":[0,0,0]}'::comoments;
SELECT '{"items":["a"],"integer":true,"dropped":0,"used":300,"pivot":[0],"groups":[]}'::comoment_groups;
SELECT '{"items":["a"],"integer":true,"dropped":0,"used":1,"pivot":[0],'
	'"groups":[{"group":256,"n":1}]}'::comoment_groups;
SELECT '{"items":["a"],"integer":true,"dropped":3,"used":0,"pivot":[0],"groups":[]}'::comoment_groups;
DROP TABLE drivers_answer;
