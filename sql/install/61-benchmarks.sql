
-- Benchmarks: the gap to one and its price, maturity, repeated contacts

CREATE FUNCTION cost_of_gap(own float8, target float8, contacts float8, cost_per_minute float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_cost_of_gap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION cost_of_gap(float8, float8, float8, float8) IS
'money that (own - target) seconds per contact cost over contacts, at cost_per_minute of handling; '
'negative where own is better';

CREATE FUNCTION fte_of_gap(own float8, target float8, contacts float8, paid_hours float8, occupancy float8,
	shrinkage float8)
RETURNS float8
AS 'MODULE_PATHNAME', 'cc_pg_fte_of_gap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION fte_of_gap(float8, float8, float8, float8, float8, float8) IS
'full-time equivalents that (own - target) seconds per contact tie up: '
'hours of the gap / (paid_hours of one person in the same time * occupancy * (1 - shrinkage))';

CREATE FUNCTION maturity_level(scores float8[], threshold float8 DEFAULT 0.8)
RETURNS integer
AS 'MODULE_PATHNAME', 'cc_pg_maturity_level'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION maturity_level(float8[], float8) IS
'staged maturity level 1 to 5 from the scores (0 to 1) of levels 2 to 5, of one dimension or, as rows of a matrix, '
'of several: the highest level whose own and all lower scores reach threshold, the lowest over dimensions; '
'NULL once it depends on a score that is NULL';

CREATE FUNCTION repeat_contact(ended_at timestamptz, next_at timestamptz, days float8 DEFAULT 7,
	as_of timestamptz DEFAULT 'infinity')
RETURNS boolean
AS 'MODULE_PATHNAME', 'cc_pg_repeat_contact'
LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION repeat_contact(timestamptz, timestamptz, float8, timestamptz) IS
'true when the same customer''s next contact (NULL: none) starts in (ended_at, ended_at + days of 24 hours] and by '
'as_of; NULL while as_of is within the window and none has come; else false';

CREATE FUNCTION benchmark_gap(INOUT metric text, INOUT value float8,
	OUT median float8, OUT mean float8, OUT sd float8, OUT gap float8, OUT gap_to_median float8,
	OUT ratio_to_median float8, OUT z float8, OUT status text)
AS 'MODULE_PATHNAME', 'cc_pg_benchmark_gap'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION benchmark_gap(text, float8) IS
'a value in seconds, fraction or contacts against a metric of the benchmark (or aht = talk + acw): '
'gap to the mean and to the median, ratio to the median, z (weak where sd exceeds the mean), '
'better or worse than the mean (NULL: neither direction is)';
