-- Who stays: of the outcomes of a time, or as it was gathered before.
SELECT * FROM ops.loyalty_model_between(outcomes_from, outcomes_to, outcomes_one_in) WHERE staying IS NULL
UNION ALL
SELECT NULL, 'experience', items, f.events, f.n, staying
FROM cc.logistic_fit(staying, 'stayed'::text, items) AS f
WHERE staying IS NOT NULL
