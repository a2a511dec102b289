-- Control charts and benchmarks: numbers and laws.
BEGIN;
SELECT plan(18);

SELECT is(sigma_level(3.4) BETWEEN 5.9998 AND 6.0, true, '3.4 defects per million are six sigma');
SELECT is(round(sigma_level(66807)::numeric, 5), 3.00000, '66,807 are three');
SELECT is(round(sigma_level(6210)::numeric, 4), 4.0000, '6,210 are four');
SELECT is((xmr_limits('{0,1}')).upper - (xmr_limits('{0,1}')).lower, 2 * 3 / (2 / sqrt(pi())),
	'the limits are 3/d2 moving ranges away');

-- Laws: shift and scale; permuting keeps the center; the baseline freezes.
SELECT is((xmr_limits(array_agg(x * 2 + 8 ORDER BY i))).upper, (xmr_limits(array_agg(x ORDER BY i))).upper * 2 + 8,
	'limits shift and scale with the data')
FROM (SELECT i, (i * 7 % 16)::float8 AS x FROM generate_series(1, 64) i) s;
SELECT is((xmr_limits(array_agg(x ORDER BY i) || 1e6::float8, baseline => 20)).lower,
	(xmr_limits((array_agg(x ORDER BY i))[:20])).lower, 'a frozen baseline ignores what comes later')
FROM (SELECT i, (i * 7 % 20)::float8 AS x FROM generate_series(1, 40) i) s;
SELECT is((xmr_limits(array_agg(x ORDER BY i))).outside, count(*) FILTER (WHERE x > u OR x < l),
	'outside counts points beyond the limits')
FROM (SELECT i, x, (xmr_limits(array_agg(x) OVER w)).upper AS u, (xmr_limits(array_agg(x) OVER w)).lower AS l
	FROM (SELECT i, CASE WHEN i = 20 THEN 99 ELSE i % 3 END::float8 AS x FROM generate_series(1, 40) i) s
	WINDOW w AS (ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) t;

-- p chart: binomial data has sigma_z near 1, a daily effect widens the limits.
SELECT ok(abs(avg(sigma_z) - 1) < 0.15, 'binomial spread needs no correction')
FROM (SELECT array_agg(d ORDER BY i) AS ds, array_agg(1000::float8) AS ns
		FROM (SELECT i,
				(SELECT count(*) FILTER (WHERE ('x' || left(md5(i || ',' || j), 8))::bit(32)::bigint % 1000 < 200)
					FROM generate_series(1, 1000) j)::float8 AS d
			FROM generate_series(1, 60) i) s) t,
	p_chart_limits(ds, ns);
SELECT ok((SELECT avg(sigma_z) > 3 AND count(*) FILTER (WHERE signal) = 0
			AND count(*) FILTER (WHERE proportion NOT BETWEEN lower AND upper) > 10
		FROM p_chart_limits(ARRAY(SELECT 20000 + CASE WHEN i % 2 = 0 THEN 1 ELSE -1 END * (i % 7) * 300
				FROM generate_series(1, 40) i)::float8[],
			array_fill(100000::float8, ARRAY[40]))),
	'over-dispersed data at big n: Laney''s limits, not the binomial ones');
SELECT ok((SELECT bool_and(lower >= 0 AND upper <= 1 AND laney_lower >= 0 AND laney_upper <= 1)
	FROM p_chart_limits('{0,1,3,0}', '{5,5,5,5}')), 'limits of a proportion stay within 0 and 1');

SELECT is(cost_of_gap(534, 384, 234000, 1), 585000::float8, 'the seed''s 585,000');
SELECT is(cost_of_gap(372, 264, 234000, 1) + cost_of_gap(162, 120, 234000, 1), cost_of_gap(534, 384, 234000, 1),
	'the components of a gap add up');
SELECT is((SELECT sum(yours - mean) FROM benchmark WHERE metric IN ('talk', 'acw')), 150::float8,
	'the gap is 2.5 minutes');

-- Reference data reads no table and fits together.
SELECT is_empty($$
	SELECT kpi FROM kpi_catalog k
	WHERE NOT EXISTS (SELECT FROM value_layers l WHERE l.value_layer = k.value_layer)
		OR NOT EXISTS (SELECT FROM icmi_modules m WHERE m.module = k.icmi_module)$$,
	'every KPI has its layer and its module');
SELECT is_empty($$
	SELECT objective FROM icmi_objectives o
	WHERE NOT EXISTS (SELECT FROM kpi_catalog k WHERE k.kpi = o.kpi)
		OR NOT EXISTS (SELECT FROM icmi_modules m WHERE m.module = o.module)$$,
	'every objective has its module and KPI');
SELECT is_empty($$
	SELECT d.framework, dimension, kpi FROM framework_dimensions d CROSS JOIN unnest(d.kpis) kpi
	WHERE kpi NOT IN (SELECT kpi FROM kpi_catalog) OR framework NOT IN (SELECT framework FROM frameworks)$$,
	'every evidence is a KPI, of a framework');
SELECT results_eq($$SELECT framework, count(DISTINCT dimension) FROM framework_dimensions GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('assessment'::text, 8::bigint), ('culture', 9), ('report', 5), ('shared_practices', 12), ('standard',
		5)$$,
	'eight aspects, nine items, twelve practices');
SELECT is_empty($$
	SELECT c.oid::regclass, a.attname
	FROM pg_depend d JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid AND c.relkind = 'v'
		JOIN pg_extension e
			ON d.refclassid = 'pg_extension'::regclass AND e.oid = d.refobjid AND e.extname = 'contact_center'
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE col_description(c.oid, a.attnum) IS NULL OR NOT has_table_privilege('public', c.oid, 'SELECT')$$,
	'every column of the reference views has a comment, and everyone may read them');

SELECT * FROM finish();
ROLLBACK;
