-- Chapter 1: queueing.  Text contracts: results, messages, SQLSTATEs.
\set SHOW_CONTEXT never
SELECT offered_load(calls => 100, period => 1800, aht => 180);
SELECT offered_load(NULL, 1800, 180) IS NULL AS null_in_null_out;
\set VERBOSITY sqlstate
SELECT offered_load(-1, 1800, 180);
\set VERBOSITY default
SELECT offered_load(100, 0, 180);
SELECT offered_load(100, 'NaN', 180);
