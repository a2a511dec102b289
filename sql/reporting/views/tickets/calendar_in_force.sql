-- Each run of days in which a calendar's week is the same, and each day that differs from it; of rows that overlap the
-- one that begins later counts for its weekday, as in calendars.
--
-- uses  calendar_exception
-- key  calendar_id, kind, from_day
\set from_to 'coalesce(open::text, ''?'') || ''-'' || coalesce(close::text, ''?'')'

CREATE VIEW ops.calendar_in_force AS
WITH week AS (
	SELECT calendar_id, tz, weekday, open, close, lower(days) AS first_day, upper(days) AS next_day
	FROM (
		SELECT *, coalesce(valid, '(,)'::daterange) * '[0001-01-01,10000-01-01)'::daterange AS days
		FROM ops.business_hours
	) AS w
	WHERE NOT isempty(days)
)
SELECT r.calendar_id, 'week'::text AS kind,
	nullif(r.from_day, '0001-01-01') AS from_day,
	nullif(r.next_day, '10000-01-01') - 1 AS to_day,
	h.zone, h.hours_text
FROM (
	SELECT calendar_id, day AS from_day, lead(day) OVER (PARTITION BY calendar_id ORDER BY day) AS next_day
	FROM (
		SELECT calendar_id, first_day AS day FROM week
		UNION
		SELECT calendar_id, next_day FROM week
	) AS d
) AS r
CROSS JOIN LATERAL (
	SELECT min(d.tz) AS zone, string_agg(d.entry, '; ' ORDER BY d.weekday) AS hours_text
	FROM (
		SELECT DISTINCT ON (weekday) weekday, min(tz) AS tz,
			coalesce((ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'])[weekday], weekday::text, '?') || ' '
				|| coalesce(string_agg(:from_to, ',' ORDER BY open, close)
					FILTER (WHERE num_nonnulls(open, close) > 0), 'off') AS entry
		FROM week AS w
		WHERE w.calendar_id = r.calendar_id AND w.first_day <= r.from_day AND w.next_day > r.from_day
		GROUP BY weekday, first_day, next_day
		ORDER BY weekday, first_day DESC, next_day
	) AS d
) AS h
WHERE h.hours_text IS NOT NULL
UNION ALL
SELECT calendar_id, 'exception', day, day, NULL,
	coalesce(string_agg(:from_to, ',' ORDER BY open, close) FILTER (WHERE num_nonnulls(open, close) > 0), 'off')
FROM ops.calendar_exception
WHERE isfinite(day)
GROUP BY calendar_id, day;

COMMENT ON VIEW ops.calendar_in_force IS
	'which hours of a calendar were in force when: runs of days of one week, and the days that differ';
COMMENT ON COLUMN ops.calendar_in_force.kind IS
	'week or exception';
COMMENT ON COLUMN ops.calendar_in_force.hours_text IS
	'hours in force, as the text of a value: of weekdays, or of the day';
