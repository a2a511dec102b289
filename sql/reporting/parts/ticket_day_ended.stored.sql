-- The function for what refresh_ticket_summary is to store anew, as clocks that were open have ended.
--
-- when  ticket_day_summary
\set starts (:ticket_starts_of_open)
CREATE FUNCTION ops.ticket_day_ended()
RETURNS tstzmultirange
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
WITH :opening_hours
SELECT range_agg(tstzrange(o.bucket_start, o.bucket_end))
FROM ops.ticket_day_summary AS o
WHERE o.grain = 'open' AND NOT EXISTS (
	SELECT
	FROM (:ticket_clocks) AS c
	WHERE NOT c.is_final AND c.ticket_id = o.ticket_id AND c.event_no = o.event_no AND c.clock = o.clock);
END;

COMMENT ON FUNCTION ops.ticket_day_ended() IS
	'the days of which clocks were open when they were stored, and are not now';
