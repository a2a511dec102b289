-- Chapter 1: numbers and laws.
BEGIN;
SELECT plan(1);

SELECT is(offered_load(100, 1800, 180), 10::float8, 'the load of the classic example');

SELECT * FROM finish();
ROLLBACK;
