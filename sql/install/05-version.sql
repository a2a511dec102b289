
-- Which library this is

CREATE FUNCTION contact_center_version()
RETURNS text
AS 'MODULE_PATHNAME', 'cc_pg_contact_center_version'
LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION contact_center_version() IS
'version of the library that is loaded; extversion in pg_extension is that of the installed SQL, which ALTER EXTENSION '
'contact_center UPDATE brings to that of the files on disk, as a new session does with the library';
