-- From the visits, not from summaries, which know the mean and the spread of handle times alone.  One text twice: a
-- function for any bounds, and a view.
--
-- key  queue_id, media, day, upto_s

\set bounds bounds
CREATE FUNCTION ops.handle_distribution_at(bounds float8[])
RETURNS TABLE (queue_id text, media text, day date, upto_s float8, answered bigint, handle_s float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:handle_distribution;
END;

COMMENT ON FUNCTION ops.handle_distribution_at(float8[]) IS
	'handle_distribution between bounds of your own: seconds, in ascending order';

\set bounds '''{30,60,120,180,240,300,420,600,900,1800}''::float8[]'
CREATE VIEW ops.handle_distribution AS
SELECT v.*, queue_name
FROM (
	:handle_distribution
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.handle_distribution IS
	'how long answered visits were handled, by queue and local day of the entry; counts between bounds, none of 0; for '
	'others call handle_distribution_at';
COMMENT ON COLUMN ops.handle_distribution.upto_s IS
	'handled for up to this many seconds, above the bound before; NULL: all longer ones';
