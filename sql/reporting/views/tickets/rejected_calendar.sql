-- One calendar for each row, as the text of a value, which the problem counts its columns in.
--
-- uses  calendar_exception
-- key  calendar_id

CREATE VIEW ops.rejected_calendar AS
SELECT calendar_id, problem, hours_text
FROM (:calendars) AS c
WHERE problem IS NOT NULL;

COMMENT ON VIEW ops.rejected_calendar IS
	'calendars that no view can use, and why: hours that overlap, a zone that is not known or not the only one';
