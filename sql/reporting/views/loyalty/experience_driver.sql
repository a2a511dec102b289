-- One text twice: of a time, and of all of it.
--
-- uses  contact, customer_segment, survey_response
-- key  segment, outcome, weighting, driver
-- role  answers | repeated

\set during 'AND e.queued_at >= from_ts AND e.queued_at < to_ts'
CREATE FUNCTION ops.experience_driver_between(from_ts timestamptz, to_ts timestamptz)
RETURNS TABLE (segment text, outcome text, weighting text, driver text, answers bigint,
	rank integer, importance float8, share float8, points_per_unit float8, std_error float8, lower float8, upper float8)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
:experience_driver;
END;

COMMENT ON FUNCTION ops.experience_driver_between(timestamptz, timestamptz) IS
	'experience_driver of the contacts that began from one instant until before another';

\set during ''
CREATE VIEW ops.experience_driver AS
:experience_driver;

COMMENT ON VIEW ops.experience_driver IS
	'what moves csat, nps, ces and resolution (0 to 100): points per minute of waiting, hold and handling, per '
	'transfer, of a repeat, for all customers and each segment; queue, reason and hour taken out; as answered, and '
	'weighted by the inverse chance to answer; an association, not a proof';
COMMENT ON COLUMN ops.experience_driver.outcome IS
	'what is to be moved: csat, nps, ces or resolved';
COMMENT ON COLUMN ops.experience_driver.driver IS
	'wait_min, hold_min, handle_min (minutes), transfers or repeat (0 or 1)';
COMMENT ON COLUMN ops.experience_driver.answers IS
	'answers that the model is made of';
COMMENT ON COLUMN ops.experience_driver.importance IS
	'part of the variance within queue, reason and hour that the driver explains (LMG)';
COMMENT ON COLUMN ops.experience_driver.share IS
	'importance as part of all drivers'' together';
COMMENT ON COLUMN ops.experience_driver.std_error IS
	'standard error of points_per_unit (jackknife over customers)';
COMMENT ON COLUMN ops.experience_driver.lower IS
	'lower end of the 95 % interval of points_per_unit';
COMMENT ON COLUMN ops.experience_driver.upper IS
	'upper end of the 95 % interval of points_per_unit';
