-- A KPI k of the catalogue c against its target t.
c.name, c.value_layer, c.icmi_module, c.unit, c.better,
t.goal AS target, k.value AS actual, k.value - t.goal AS gap,
CASE WHEN k.value IS NULL OR t.goal IS NULL THEN NULL
	WHEN c.better = 'high' THEN CASE WHEN k.value >= t.goal THEN 'met' ELSE 'missed' END
	WHEN c.better = 'low' THEN CASE WHEN k.value <= t.goal THEN 'met' ELSE 'missed' END
	ELSE CASE WHEN abs(k.value - t.goal) <= 0.05 THEN 'met' ELSE 'missed' END END AS status,
k.numerator, k.denominator
