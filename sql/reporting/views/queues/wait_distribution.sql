-- A row for each bound; one text twice: a function for any bounds, and a view.  The function takes what is not stored
-- from that of queue_interval, which groups by no type of ours: pg_upgrade restores functions before operator classes.
--
-- uses  queue_interval_summary
-- after  queue_interval
-- key  queue_id, media, day, upto_s

\set bounds bounds
\set source :stored_and_live
CREATE FUNCTION ops.wait_distribution_at(bounds float8[])
RETURNS TABLE (queue_id text, media text, day date, upto_s float8, answered bigint, abandoned bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:wait_distribution;
END;

COMMENT ON FUNCTION ops.wait_distribution_at(float8[]) IS
	'wait_distribution between bounds of your own, in seconds, and the threshold';

\set bounds '''{8,30,60,90,120,180,300,600,1200}''::float8[]'
\set source :summaries
CREATE VIEW ops.wait_distribution AS
SELECT v.*, queue_name
FROM (
	:wait_distribution
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.wait_distribution IS
	'how long answered and abandoned visits waited, by queue and local day; counts between bounds, the threshold '
	'among them; for others call wait_distribution_at';
