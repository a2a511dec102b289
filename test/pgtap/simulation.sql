-- Chapter 8: laws every simulated call log obeys.
BEGIN;
SELECT plan(2);

PREPARE busy(bigint) AS
	SELECT * FROM simulate_queue('2026-01-05 09:00+00', ARRAY[100, 140, 50], 1800, 180, ARRAY[10, 12, 5],
		patience => 120, lines => 16, redial_abandoned => 0.3, redial_blocked => 0.5, seed => $1);
SELECT results_eq('EXECUTE busy(1)', 'EXECUTE busy(1)', 'the same seed gives the same calls');
SELECT results_ne('EXECUTE busy(1)', 'EXECUTE busy(2)', 'another seed gives other calls');

SELECT * FROM finish();
ROLLBACK;
