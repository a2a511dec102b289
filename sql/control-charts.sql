-- Control charts, benchmark, money.  Text contracts: results, messages, SQLSTATEs.
\set SHOW_CONTEXT never
SELECT * FROM xmr_limits(ARRAY[220, 224, 218, 226, NULL, 260], baseline => 4);
SELECT * FROM xmr_limits('{}');
SELECT * FROM xmr_limits('{5}');
SELECT * FROM xmr_limits(NULL);
SELECT xmr_limits('{1,2}', method => 'mode');
SELECT xmr_limits('{1,2}', 0);
SELECT xmr_limits('{1,Infinity}');
SELECT item, proportion, center, round(sigma_z::numeric, 6) AS sigma_z, signal
FROM p_chart_limits(ARRAY[5, 7, 0, 30, 3], ARRAY[100, 100, 0, 100, NULL], baseline => 2);
SELECT count(*) FROM p_chart_limits(NULL, '{1}');
SELECT p_chart_limits('{1}', '{1,2}');
SELECT p_chart_limits('{3}', '{2}');
SELECT p_chart_limits('{-1}', '{2}');
SELECT * FROM control_signals('{10,13.5,NULL,9}', center => 10, sigma => 1);
SELECT process_capability('{1,2,3}', NULL, NULL);
SELECT process_capability('{1,2,3}', 4, 3);
SELECT dpmo(0, 0) AS no_units, dpmo(3, 1000, 5), sigma_level(0) AS perfect, sigma_level(1e6) AS hopeless;
SELECT dpmo(3, 2);
SELECT sigma_level(1000001);
SELECT cost_of_gap(own => 534, target => 384, contacts => 234000, cost_per_minute => 1);
SELECT cost_of_gap(1e308, 0, 1e308, 1e308);
SELECT fte_of_gap(534, 384, 234000, 1760, 0, 0.3);
SELECT * FROM benchmark_gap('talk', 372);
SELECT * FROM benchmark_gap('occupancy', 0.9);
SELECT benchmark_gap('speed', 1);
SELECT maturity_level('{0.9,0.85,0.5,1}') AS gated, maturity_level('{0.9,NULL,0.5,1}') AS unknown,
	maturity_level('{}') AS nothing, maturity_level('{{1,1,1,1},{1,0.7,1,1}}') AS weakest;
SELECT maturity_level('{0.9,0.85}');
SELECT maturity_level('{0.9,0.85,80,1}');
SELECT repeat_contact('2026-03-01 10:00+00', '2026-03-08 10:00+00') AS last_instant,
	repeat_contact('2026-03-01 10:00+00', '2026-03-08 10:00:00.000001+00') AS too_late,
	repeat_contact('2026-03-01 10:00+00', '2026-03-01 10:00+00') AS at_the_end,
	repeat_contact('2026-03-01 10:00+00', NULL, as_of => '2026-03-05 00:00+00') AS immature,
	repeat_contact('2026-03-01 10:00+00', '2026-03-04 00:00+00', as_of => '2026-03-05 00:00+00') AS already,
	repeat_contact('2026-03-01 10:00+00', '2026-03-07 00:00+00', as_of => '2026-03-05 00:00+00') AS not_seen_yet,
	repeat_contact(NULL, NULL) AS nothing;
SELECT repeat_contact('2026-03-01', NULL, days => 0);
-- the printed table, as printed
SELECT line_no, name_zh, printed_median, printed_mean, printed_sd, printed_yours FROM benchmark ORDER BY line_no;
SELECT metric, unit, median, mean, sd, yours, better FROM benchmark ORDER BY line_no;
SELECT module_group, module_group_zh, module, name_zh, items, items_zh FROM icmi_modules ORDER BY line_no;
SELECT line_no, objective, module, kpi FROM icmi_objectives ORDER BY line_no;
SELECT * FROM value_layers ORDER BY line_no;
SELECT * FROM cc_cmm_dimensions ORDER BY framework DESC, line_no;
SELECT * FROM cc_cmm_levels ORDER BY level;
SELECT * FROM rater_dimensions ORDER BY line_no;
SELECT * FROM frameworks;
SELECT * FROM framework_dimensions WHERE framework NOT IN ('standard', 'report');
SELECT * FROM kpi_catalog ORDER BY kpi COLLATE "C";
