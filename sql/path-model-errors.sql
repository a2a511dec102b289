-- Path models: what path models refuse, and how they say it.
\set SHOW_CONTEXT never
CREATE TEMP TABLE c AS
SELECT comoments(s) AS c FROM (VALUES (1, 2, 3), (2, 2, 1), (4, 5, 6), (3, 7, 2)) s (a, b, x);
SELECT path_model(c, 'A = ~ a') FROM c;
SELECT path_model(c, 'A =~ a
  B =~ b + + x') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b; B ~~ A') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b + a; B ~ A') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b + b; B ~ A') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b; X =~ x; A ~ B; B ~ X; X ~ A') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b; X =~ x; A ~ B') FROM c;
SELECT path_model(c, 'A =~ a; A ~ B') FROM c;
SELECT path_model(c, 'A =~ a; B =~ B2; A ~ B') FROM c;
SELECT path_model(c, 'A =~ a; B =~ A; A ~ B') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b; A ~ B', scheme => 'pathways') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b; A ~ B', metric => 'covariance') FROM c;
SELECT path_model(c, 'A =~ a; B =~ b; A ~ B', weight_kind => 'importance') FROM c;
SELECT path_model(c, (SELECT 'A =~ ' || string_agg('x' || i, ' + ') FROM generate_series(1, 1000) i)) FROM c;
CREATE TEMP TABLE fitted AS SELECT path_model(c, 'A =~ a + x; B =~ b; A ~ B') AS m FROM c;
SELECT construct_score(m, 'C', ARRAY[1]) FROM fitted;
SELECT construct_score(m, 'A', ARRAY[1]) FROM fitted;
SELECT construct_score(m, 'A', '{}') FROM fitted;
SELECT construct_score(m, 'A', ARRAY[[1, 2]]) FROM fitted;
SELECT construct_score(m, 'A', '{1,NaN}') FROM fitted;
SELECT construct_score(m, 'A', ARRAY[1, 2], 5, 5) FROM fitted;
SELECT construct_index(m, 10, 1) FROM fitted;
SELECT construct_index(m, 1, 'infinity') FROM fitted;
SELECT importance_performance(m, 'C', 1, 10) FROM fitted;
SELECT impact(m, 'B', 'C') FROM fitted;
SELECT impact(m, 'B', 'A', 'NaN') FROM fitted;
CREATE TEMP TABLE g AS
SELECT comoment_groups(s, i) AS g FROM (VALUES (1, 1, 2, 3), (2, 2, 2, 1), (3, 4, 5, 6), (4, 3, 7, 2)) v (i, a, b, x),
	LATERAL (SELECT a, b, x) s;
SELECT path_intervals(g, 'A =~ a; B =~ b; A ~ B', replicates => 0) FROM g;
SELECT path_intervals(g, 'A =~ a; B =~ b; A ~ B', replicates => 1000000) FROM g;
SELECT path_intervals(g, 'A =~ a; B =~ b; A ~ B', level => 1) FROM g;
SELECT path_intervals(g, 'A =~ a; B =~ q; A ~ B') FROM g;

-- Many replicates can be cancelled.
INSERT INTO g SELECT comoment_groups(s, i)
FROM (SELECT i, i * 7 % 11 AS a, i * 5 % 13 AS b, i * 3 % 17 AS x FROM generate_series(1, 3000) i) s;
SET statement_timeout = '100ms';
SELECT count(i) FROM g, generate_series(0, 99) k,
	path_intervals(g, 'A =~ a; B =~ b; X =~ x; A ~ B; X ~ A', replicates => 100000, seed => k) i;
