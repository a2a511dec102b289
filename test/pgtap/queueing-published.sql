-- Queueing: every published value, to the digits it was printed with.
BEGIN;
SELECT plan(146);

CREATE FUNCTION printed(value float8, print text, description text) RETURNS text
LANGUAGE sql AS $$
	SELECT is(round(value::text::numeric, scale(print::numeric)), print::numeric, description)
$$;

-- Erlang B: the loads of the classic traffic tables.
SELECT printed(erlang_b_load(lines, blocking), load, format('%s lines at %s', lines, blocking))
FROM (VALUES
	(1, '0.001001', '0.010101', '0.0204082', '0.0526316'),
	(2, '0.0457559', '0.152593', '0.223467', '0.381316'),
	(5, '0.762115', '1.36079', '1.65714', '2.21847'),
	(7, '1.5786', '2.50094', '2.93541', '3.73782'),
	(10, '3.09204', '4.46118', '5.084', '6.21571'),
	(14, '5.44637', '7.35168', '8.20027', '9.72951'),
	(15, '6.07718', '8.10804', '9.00962', '10.6327'),
	(20, '9.41145', '12.0306', '13.1815', '15.2493'),
	(22, '10.8121', '13.6513', '14.8959', '17.132'),
	(24, '12.2432', '15.295', '16.6306', '19.0307'),
	(30, '16.6839', '20.3373', '21.9316', '24.8018'),
	(44, '27.6407', '32.543', '34.6817', '38.557'),
	(50, '32.5119', '37.9014', '40.2551', '44.5331'),
	(60, '40.795', '46.9497', '49.6441', '54.5656'),
	(100, '75.242', '84.0642', '87.972', '95.2404')) t(lines, a, b, c, d),
	LATERAL (VALUES (0.001, a), (0.01, b), (0.02, c), (0.05, d)) v(blocking, load);

SELECT printed(erlang_b_load(15, 0.01), '8.108', 'Westbay: 15 trunks at 1%');
SELECT printed(100 * erlang_b(lines, load), print, format('%s Erlang on %s channels', load, lines))
FROM (VALUES
	(8, 10, '12.1661'),
	(10, 12, '11.9739'),
	(12.5, 15, '10.0489'),
	(15, 18, '8.6169'),
	(18, 22, '6.5451')) t(load, lines, print);
SELECT is(erlang_b(1, 1), 0.5::float8, 'one Erlang on one line');
SELECT is(erlang_b(2, 1), 0.2::float8, 'one Erlang on two lines');
SELECT is(erlang_b_lines(10, 0.02), 17, 'lines for 10 Erlang at 2%');
SELECT printed(erlang_b(2, 0.5 / 0.7), '0.1295336788', 'the R package queueing, B');
SELECT printed(erlang_c(2, 0.5 / 0.7), '0.1879699248', 'the R package queueing, C');

-- Erlang C
SELECT is(required_agents(100, 1800, 180, 20, service_level => 0.8, max_occupancy => 0.85), 14::float8,
	'pyworkforce: 100 calls per half hour');
SELECT is(ceil(with_shrinkage(14, 0.3)), 20::float8, 'and shrinkage');
SELECT is(required_agents(100, 1800, 180, 0.33 * 60, service_level => 0.8, max_occupancy => 0.7), 15::float8,
	'pyworkforce: a lower occupancy');
SELECT is(ceil(with_shrinkage(15, 0.3)), 22::float8, 'and shrinkage');
SELECT unnest(ARRAY[printed(service_level, '0.941', 'its service level'), printed(occupancy, '0.667', 'its occupancy'),
	printed(wait_probability, '0.102', 'its P(wait)')])
FROM queue_performance(100, 1800, 180, 15, 0.33 * 60);
SELECT printed(occupancy, '0.7142857142857143', 'occupancy of 14') FROM queue_performance(100, 1800, 180, 14);
SELECT unnest(ARRAY[printed(erlang_c(n, 10), wait, format('P(wait) of %s', n)),
	printed(erlang_c_service_level(100, 1800, 180, n, 20), sl, format('service level of %s', n)),
	printed(erlang_c_asa(100, 1800, 180, n), asa, format('ASA of %s', n))])
FROM (VALUES
	(11, '0.6821182', '0.3896138', '122.78127684408'),
	(12, '0.4493882', '0.640158', '40.4449401868444'),
	(13, '0.2852705', '0.7955948', '17.1162271821896'),
	(14, '0.1741319335950', '0.88835001917947', '7.83593701177724')) t(n, wait, sl, asa);
SELECT printed(erlang_c_calls(25, 180, 180, 0.90, 10), '19.0565', 'load of 25 servers, 90% in 10 s');
SELECT printed(erlang_c_calls(25, 180, 180, 0.95, 10), '17.7949', 'load of 25 servers, 95% in 10 s');
SELECT printed(erlang_c_calls(25.33, 180, 180, 0.95, 10), '18.0783', 'load of 25.33 servers, 95% in 10 s');
SELECT is(required_agents(600, 3600, 120, max_wait_probability => 0.15), 26::float8, '20 Erlang, 15% delayed');
SELECT printed(100 * erlang_c(30, 20), '2.5', '20 Erlang on 30 agents');
SELECT printed(max_calls(30, 3600, 120, max_wait_probability => 0.15) * 120 / 3600, '23.6', 'load of 30 agents');
SELECT printed(offered_load(250, 3600, 330), '22.9', 'Erlang uplift: load');
SELECT is(erlang_c_agents(250, 3600, 330, 0.8, 30), 28, 'Erlang uplift: agents');
SELECT unnest(ARRAY[printed(queue_length, '0.352', 'Bronson 24.6: Lq'),
	printed(queue_length + load, '1.996', 'Bronson 24.6: L'),
	printed(mean_wait / (365 * 86400.0), '0.001175', 'Bronson 24.6: Wq in years'),
	printed(wait_probability * (1 - occupancy) * 6 / load ^ 3, '0.17754', 'Bronson 24.6: p0')])
FROM queue_performance(300, 365 * 86400, 2 * 86400, 3);
SELECT unnest(ARRAY[printed(load, '48', 'mitan: load'), printed(occupancy, '0.872727', 'mitan: occupancy'),
	printed(wait_probability, '0.239', 'mitan: P(wait)'), printed(asa, '8.2', 'mitan: ASA'),
	printed(service_level, '0.846', 'mitan: service level')])
FROM queue_performance(360, 1800, 240, 55, 15);
SELECT printed(erlang_c_service_level(1, 60, 300, 7, 20), '0.72', 'Koole: 7 agents');
SELECT printed(erlang_c_service_level(1, 60, 300, 8, 20), '0.86', 'Koole: 8 agents');
SELECT printed(erlang_c_asa(1, 60, 300, 7), '48.62', 'Koole: ASA of 7 agents');
SELECT printed(erlang_c_asa(1, 60, 300, 8), '16.73', 'Koole: ASA of 8 agents');
SELECT is(erlang_c_asa(44.34, 1800, 646, 14.01), 'Infinity'::float8, 'overload waits for ever, never less than zero');
SELECT is(erlang_c_service_level(44.34, 1800, 646, 14.01, 20), 0::float8, 'and its service level is zero');

-- Erlang A
SELECT unnest(ARRAY[printed(wait_probability, '0.14526', 'pyworkforce Erlang A: P(wait)'),
	printed(abandonment, '0.013984', 'P(abandon)'), printed(occupancy, '0.704297', 'occupancy'),
	printed(mean_wait / 60, '0.069919', 'mean wait in minutes'), printed(service_level, '0.916792', 'service level')])
FROM queue_performance(100, 1800, 180, 14, 20, 300);
SELECT is(required_agents(100, 1800, 180, 20, service_level => 0.8, max_occupancy => 0.85,
	max_abandonment => 0.05, patience => 300), 13::float8, 'pyworkforce Erlang A: three targets');
SELECT unnest(ARRAY[printed(service_level, '0.858', 'its service level'), printed(occupancy, '0.750', 'occupancy'),
	printed(abandonment, '0.025', 'P(abandon)'), printed(wait_probability, '0.226', 'P(wait)'),
	printed(mean_wait / 60, '0.125', 'mean wait in minutes')])
FROM queue_performance(100, 1800, 180, 13, 20, 300);
SELECT unnest(ARRAY[printed(100 * abandonment, '3.1', 'Mandelbaum & Zeltyn: with abandonment, P(abandon)'),
	printed(mean_wait, '3.7', 'mean wait'), printed(queue_length, '3', 'queue'),
	printed(100 * occupancy, '93', 'utilisation')])
FROM queue_performance(48, 60, 60, 50, 20, 120);
SELECT printed(erlang_a_wait_quantile(48, 60, 60, 120, 50, 0.9), '12.44', '90th percentile of the wait');
SELECT unnest(ARRAY[printed(mean_wait, '20.8', 'Mandelbaum & Zeltyn: without, mean wait'),
	printed(queue_length, '17', 'queue'), printed(100 * occupancy, '96', 'utilisation')])
FROM queue_performance(48, 60, 60, 50);
SELECT printed(erlang_c_wait_quantile(48, 60, 60, 50, 0.9), '58.1', '90th percentile');
SELECT unnest(ARRAY[printed(mean_wait, '8.8', '3.1% fewer calls: mean wait'), printed(queue_length, '7', 'queue'),
	printed(100 * occupancy, '93', 'utilisation')])
FROM queue_performance(48 * (1 - 0.031), 60, 60, 50);
SELECT printed(erlang_c_wait_quantile(48 * (1 - 0.031), 60, 60, 50, 0.9), '28.10', '90th percentile');
SELECT printed(erlang_a_abandonment(100, 1800, 180, 180, 11), '0.083414', '11 agents, patience 180: P(abandon)');
SELECT printed(erlang_a_mean_wait(100, 1800, 180, 180, 11), '15.0145', 'mean wait');
SELECT printed(erlang_a_service_level(100, 1800, 180, 180, 11, 20, variant), print, variant)
FROM (VALUES
	('offered', '0.7054'),
	('ignore_in_threshold', '0.7325'),
	('abandon_met', '0.7424'),
	('answered', '0.7696')) t(variant, print);
SELECT is(array_agg(erlang_a_agents(100, 1800, 180, patience, 0.8, 20, variant) ORDER BY patience DESC),
	agents, variant)
FROM (VALUES ('offered', '{13,12,12}'::int[]), ('abandon_met', '{13,12,10}')) t(variant, agents),
	unnest('{300,180,60}'::float8[]) patience
GROUP BY variant, agents ORDER BY variant DESC;

SELECT * FROM finish();
ROLLBACK;
