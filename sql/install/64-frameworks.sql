
-- What a centre may be assessed by, as functions that read no table and as views

CREATE FUNCTION frameworks()
RETURNS TABLE (framework text, name text, source text)
AS 'MODULE_PATHNAME', 'cc_pg_frameworks'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION frameworks() IS 'what a centre may be assessed by, and where it comes from';
CREATE VIEW frameworks WITH (security_invoker) AS
SELECT framework, name, source FROM frameworks();
GRANT SELECT ON frameworks TO PUBLIC;
COMMENT ON VIEW frameworks IS 'what a centre may be assessed by, and where it comes from';
COMMENT ON COLUMN frameworks.framework IS 'name that maturity_check refers to';
COMMENT ON COLUMN frameworks.name IS 'what it is';
COMMENT ON COLUMN frameworks.source IS 'where it comes from';

CREATE FUNCTION framework_dimensions()
RETURNS TABLE (framework text, line_no integer, dimension text, name_zh text, name text, kpis text[])
AS 'MODULE_PATHNAME', 'cc_pg_framework_dimensions'
LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 39;
COMMENT ON FUNCTION framework_dimensions() IS
'the dimensions, practices, items and aspects of frameworks(), and the KPIs that are evidence for each';
CREATE VIEW framework_dimensions WITH (security_invoker) AS
SELECT framework, line_no, dimension, name_zh, name, kpis FROM framework_dimensions();
GRANT SELECT ON framework_dimensions TO PUBLIC;
COMMENT ON VIEW framework_dimensions IS
'the dimensions, practices, items and aspects of frameworks, and the KPIs that are evidence for each';
COMMENT ON COLUMN framework_dimensions.framework IS 'as in frameworks';
COMMENT ON COLUMN framework_dimensions.line_no IS 'order';
COMMENT ON COLUMN framework_dimensions.dimension IS 'name that maturity_check refers to';
COMMENT ON COLUMN framework_dimensions.name_zh IS 'name as printed; NULL: none printed';
COMMENT ON COLUMN framework_dimensions.name IS 'name in English';
COMMENT ON COLUMN framework_dimensions.kpis IS
'the KPIs of kpi_catalog that are evidence for it, our choice; empty: none measures it';
