-- Chapter 1: queueing

CREATE FUNCTION offered_load(calls float8, period float8, aht float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_offered_load'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION offered_load(float8, float8, float8) IS
'offered load in Erlang of calls in period seconds with a mean handle time of aht seconds';

