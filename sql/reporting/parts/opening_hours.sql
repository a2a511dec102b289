-- A calendar's week and its exceptions, as one value.
--
-- uses  calendar_exception
\set from_to 'to_char(open, ''HH24:MI'') || ''-'' || to_char(close, ''HH24:MI'')'
hours AS (
	SELECT h.calendar_id, h.valid,
		(string_agg(h.line, '; ' ORDER BY h.weekday)
			|| coalesce('; ' || x.lines, '')
			|| '; zone ' || min(h.tz))::cc.business_hours AS hours
	FROM (
		SELECT calendar_id, valid, weekday,
			min(tz) AS tz,
			(ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'])[weekday]
				|| ' ' || string_agg(:from_to, ',' ORDER BY open) AS line
		FROM ops.business_hours
		GROUP BY calendar_id, valid, weekday
	) AS h
	LEFT JOIN (
		SELECT calendar_id, string_agg(line, '; ' ORDER BY day) AS lines
		FROM (
			SELECT calendar_id, day,
				to_char(day, 'YYYY-MM-DD')
					|| ' ' || coalesce(string_agg(:from_to, ',' ORDER BY open), 'off') AS line
			FROM ops.calendar_exception
			GROUP BY calendar_id, day
		) AS e
		GROUP BY calendar_id
	) AS x USING (calendar_id)
	GROUP BY h.calendar_id, h.valid, x.lines
)
