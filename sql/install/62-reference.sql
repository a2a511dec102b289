
-- Reference data, as functions that read no table and as views

CREATE FUNCTION benchmark()
RETURNS TABLE (line_no integer, metric text, name_zh text, name text,
	printed_median text, printed_mean text, printed_sd text, printed_yours text,
	unit text, median float8, mean float8, sd float8, yours float8, better text)
AS 'MODULE_PATHNAME', 'cc_pg_benchmark'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION benchmark() IS 'Purdue University 1999 benchmark of inbound call centres, exactly as printed';
CREATE VIEW benchmark WITH (security_invoker) AS
SELECT line_no, metric, name_zh, name,
	printed_median, printed_mean, printed_sd, printed_yours, unit, median, mean, sd, yours, better
FROM benchmark();
GRANT SELECT ON benchmark TO PUBLIC;
COMMENT ON VIEW benchmark IS 'Purdue University 1999 benchmark of inbound call centres, exactly as printed';
COMMENT ON COLUMN benchmark.line_no IS 'line of the printed table';
COMMENT ON COLUMN benchmark.metric IS 'name for benchmark_gap';
COMMENT ON COLUMN benchmark.name_zh IS 'name as printed';
COMMENT ON COLUMN benchmark.name IS 'name in English';
COMMENT ON COLUMN benchmark.printed_median IS 'median as printed';
COMMENT ON COLUMN benchmark.printed_mean IS 'mean as printed';
COMMENT ON COLUMN benchmark.printed_sd IS 'standard deviation as printed';
COMMENT ON COLUMN benchmark.printed_yours IS 'the centre of the example, as printed; NULL: left blank';
COMMENT ON COLUMN benchmark.unit IS 'unit of the four numbers that follow: seconds, fraction or contacts';
COMMENT ON COLUMN benchmark.median IS 'median in unit';
COMMENT ON COLUMN benchmark.mean IS 'mean in unit';
COMMENT ON COLUMN benchmark.sd IS
'standard deviation in unit; above the mean where the distribution is skewed, so that z says little';
COMMENT ON COLUMN benchmark.yours IS 'the centre of the example, in unit';
COMMENT ON COLUMN benchmark.better IS 'low, high or band (neither extreme); ours, not printed';

CREATE FUNCTION icmi_modules()
RETURNS TABLE (line_no integer, module_group text, module_group_zh text, module text, name_zh text, name text,
	items integer, items_zh text)
AS 'MODULE_PATHNAME', 'cc_pg_icmi_modules'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8;
COMMENT ON FUNCTION icmi_modules() IS 'ICMI Call Center Management and Operations: the 8 modules in 3 groups';
CREATE VIEW icmi_modules WITH (security_invoker) AS
SELECT line_no, module_group, module_group_zh, module, name_zh, name, items, items_zh FROM icmi_modules();
GRANT SELECT ON icmi_modules TO PUBLIC;
COMMENT ON VIEW icmi_modules IS 'ICMI Call Center Management and Operations: the 8 modules in 3 groups';
COMMENT ON COLUMN icmi_modules.line_no IS 'order';
COMMENT ON COLUMN icmi_modules.module_group IS 'drivers, enablers or results';
COMMENT ON COLUMN icmi_modules.module_group_zh IS 'group as printed';
COMMENT ON COLUMN icmi_modules.module IS 'name that kpi_catalog refers to';
COMMENT ON COLUMN icmi_modules.name_zh IS 'name as printed; NULL: none printed';
COMMENT ON COLUMN icmi_modules.name IS 'name in English';
COMMENT ON COLUMN icmi_modules.items IS 'number of items';
COMMENT ON COLUMN icmi_modules.items_zh IS 'items as printed; NULL: only their number is';

CREATE FUNCTION icmi_objectives()
RETURNS TABLE (line_no integer, objective text, name text, module text, kpi text)
AS 'MODULE_PATHNAME', 'cc_pg_icmi_objectives'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 8;
COMMENT ON FUNCTION icmi_objectives() IS 'ICMI: the 8 key performance objectives';
CREATE VIEW icmi_objectives WITH (security_invoker) AS
SELECT line_no, objective, name, module, kpi FROM icmi_objectives();
GRANT SELECT ON icmi_objectives TO PUBLIC;
COMMENT ON VIEW icmi_objectives IS 'ICMI: the 8 key performance objectives';
COMMENT ON COLUMN icmi_objectives.line_no IS 'order';
COMMENT ON COLUMN icmi_objectives.objective IS 'name';
COMMENT ON COLUMN icmi_objectives.name IS 'name in words';
COMMENT ON COLUMN icmi_objectives.module IS 'module of icmi_modules';
COMMENT ON COLUMN icmi_objectives.kpi IS 'the KPI of kpi_catalog that measures it';

CREATE FUNCTION value_layers()
RETURNS TABLE (line_no integer, value_layer text, name text, printed_share text, share_from float8, share_to float8)
AS 'MODULE_PATHNAME', 'cc_pg_value_layers'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION value_layers() IS 'pyramid of the value a centre creates, lowest layer first';
CREATE VIEW value_layers WITH (security_invoker) AS
SELECT line_no, value_layer, name, printed_share, share_from, share_to FROM value_layers();
GRANT SELECT ON value_layers TO PUBLIC;
COMMENT ON VIEW value_layers IS 'pyramid of the value a centre creates, lowest layer first';
COMMENT ON COLUMN value_layers.line_no IS '1 is the base';
COMMENT ON COLUMN value_layers.value_layer IS 'efficiency, loyalty or strategic';
COMMENT ON COLUMN value_layers.name IS 'name in words';
COMMENT ON COLUMN value_layers.printed_share IS 'share of North American centres that reach it, as printed';
COMMENT ON COLUMN value_layers.share_from IS 'the same as a fraction, lower end; NULL: no number printed';
COMMENT ON COLUMN value_layers.share_to IS 'the same, upper end';

CREATE FUNCTION cc_cmm_dimensions()
RETURNS TABLE (framework text, line_no integer, dimension text, name_zh text, name text)
AS 'MODULE_PATHNAME', 'cc_pg_cmm_dimensions'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION cc_cmm_dimensions() IS 'CC-CMM: the dimensions of the standard, and those of the earlier report';
CREATE VIEW cc_cmm_dimensions WITH (security_invoker) AS
SELECT framework, line_no, dimension, name_zh, name FROM cc_cmm_dimensions();
GRANT SELECT ON cc_cmm_dimensions TO PUBLIC;
COMMENT ON VIEW cc_cmm_dimensions IS 'CC-CMM: the dimensions of the standard, and those of the earlier report';
COMMENT ON COLUMN cc_cmm_dimensions.framework IS 'standard (default everywhere) or report';
COMMENT ON COLUMN cc_cmm_dimensions.line_no IS 'order';
COMMENT ON COLUMN cc_cmm_dimensions.dimension IS 'name that maturity_check refers to';
COMMENT ON COLUMN cc_cmm_dimensions.name_zh IS 'name as printed; NULL: none printed';
COMMENT ON COLUMN cc_cmm_dimensions.name IS 'name in English';

CREATE FUNCTION cc_cmm_levels()
RETURNS TABLE (level integer, name_zh text, name text)
AS 'MODULE_PATHNAME', 'cc_pg_cmm_levels'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION cc_cmm_levels() IS 'CC-CMM: the five levels of maturity';
CREATE VIEW cc_cmm_levels WITH (security_invoker) AS
SELECT level, name_zh, name FROM cc_cmm_levels();
GRANT SELECT ON cc_cmm_levels TO PUBLIC;
COMMENT ON VIEW cc_cmm_levels IS 'CC-CMM: the five levels of maturity';
COMMENT ON COLUMN cc_cmm_levels.level IS '1 to 5';
COMMENT ON COLUMN cc_cmm_levels.name_zh IS 'name as printed';
COMMENT ON COLUMN cc_cmm_levels.name IS 'name in English';

CREATE FUNCTION rater_dimensions()
RETURNS TABLE (line_no integer, dimension text, initial text, name text)
AS 'MODULE_PATHNAME', 'cc_pg_rater_dimensions'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION rater_dimensions() IS 'RATER: the five dimensions of service quality (SERVQUAL)';
CREATE VIEW rater_dimensions WITH (security_invoker) AS
SELECT line_no, dimension, initial, name FROM rater_dimensions();
GRANT SELECT ON rater_dimensions TO PUBLIC;
COMMENT ON VIEW rater_dimensions IS 'RATER: the five dimensions of service quality (SERVQUAL)';
COMMENT ON COLUMN rater_dimensions.line_no IS 'order';
COMMENT ON COLUMN rater_dimensions.dimension IS 'name';
COMMENT ON COLUMN rater_dimensions.initial IS 'letter in RATER';
COMMENT ON COLUMN rater_dimensions.name IS 'what it asks';

CREATE FUNCTION kpi_catalog()
RETURNS TABLE (kpi text, name_zh text, name text, unit text, better text, value_layer text, icmi_module text)
AS 'MODULE_PATHNAME', 'cc_pg_kpi_catalog'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 27;
COMMENT ON FUNCTION kpi_catalog() IS 'every KPI of the reporting views: unit, direction, value layer, ICMI module';
CREATE VIEW kpi_catalog WITH (security_invoker) AS
SELECT kpi, name_zh, name, unit, better, value_layer, icmi_module FROM kpi_catalog();
GRANT SELECT ON kpi_catalog TO PUBLIC;
COMMENT ON VIEW kpi_catalog IS 'every KPI of the reporting views: unit, direction, value layer, ICMI module';
COMMENT ON COLUMN kpi_catalog.kpi IS 'name, as in target and scorecard';
COMMENT ON COLUMN kpi_catalog.name_zh IS 'name in Chinese; NULL: none in the sources';
COMMENT ON COLUMN kpi_catalog.name IS 'what it is';
COMMENT ON COLUMN kpi_catalog.unit IS 'fraction, seconds, number, score or money';
COMMENT ON COLUMN kpi_catalog.better IS 'high, low or band (neither extreme)';
COMMENT ON COLUMN kpi_catalog.value_layer IS 'layer of value_layers';
COMMENT ON COLUMN kpi_catalog.icmi_module IS 'module of icmi_modules';
