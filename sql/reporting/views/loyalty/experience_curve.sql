-- One text twice: of a time, and of all of it.
--
-- uses  contact, customer_segment, survey_response
-- key  queue_id, segment, dimension, band, outcome
-- role  answers | repeated
-- role  mean | figure; points
-- role  lower | figure; points
-- role  upper | figure; points

\set during 'AND e.queued_at >= from_ts AND e.queued_at < to_ts'
CREATE FUNCTION ops.experience_curve_between(from_ts timestamptz, to_ts timestamptz)
RETURNS TABLE (queue_id text, segment text, dimension text, "position" integer, band text, outcome text, answers bigint,
	mean float8, lower float8, upper float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:experience_curve;
END;

COMMENT ON FUNCTION ops.experience_curve_between(timestamptz, timestamptz) IS
	'experience_curve of the contacts that began from one instant until before another';

\set during ''
CREATE VIEW ops.experience_curve AS
SELECT v.*, queue_name
FROM (
	:experience_curve
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.experience_curve IS
	'satisfaction, recommendation, effort and resolution (0 to 100) by band of wait, transfers, repeats and handle '
	'time, of all contacts, of each queue and of each segment; with fewer than min_answers nothing but the count is '
	'shown';
COMMENT ON COLUMN ops.experience_curve.queue_id IS
	'queue; NULL: all';
COMMENT ON COLUMN ops.experience_curve.dimension IS
	'wait, transfers, repeat or handle time';
COMMENT ON COLUMN ops.experience_curve.outcome IS
	'csat, nps, ces or resolved';
COMMENT ON COLUMN ops.experience_curve.mean IS
	'mean answer, 0 to 100; of resolved the percentage';
COMMENT ON COLUMN ops.experience_curve.lower IS
	'lower end of the 95 % interval of the mean';
COMMENT ON COLUMN ops.experience_curve.upper IS
	'upper end of the 95 % interval of the mean';
