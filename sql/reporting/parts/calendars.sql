-- Calendars as texts of a value: an entry for each weekday and the days on which it holds, and one for each exception;
-- of two that hold on the same day the later one counts.  What is no text of a calendar is a problem of that one alone.
-- Known are the days on which any row of the week holds.
--
-- uses  calendar_exception
\set from_to 'coalesce(open::text, ''?'') || ''-'' || coalesce(close::text, ''?'')'
\set some_hours 'num_nonnulls(open, close) > 0'
\set openings 'coalesce(string_agg(:from_to, '','' ORDER BY open, close) FILTER (WHERE :some_hours), ''off'')'
SELECT calendar_id, tz, known, hours_text,
	coalesce(problem, cc.business_hours_error(hours_text)) AS problem
FROM (
	SELECT calendar_id,
		min(tz) AS tz,
		range_agg(daterange(first_day, last_day, '[]')) FILTER (WHERE tz IS NOT NULL) AS known,
		CASE WHEN count(tz) = 0 THEN 'no time zone'
			WHEN min(tz) <> max(tz) THEN 'several time zones'
			WHEN min(tz) LIKE '%;%' THEN 'no time zone is written with a semicolon' END AS problem,
		concat_ws('; ',
			string_agg(entry, '; ' ORDER BY first_day, last_day DESC, entry),
			'zone ' || min(tz)) AS hours_text
	FROM (
		SELECT calendar_id, first_day, last_day,
			min(tz) AS tz,
			to_char(first_day::timestamp, 'YYYY-MM-DD') || '/' || to_char(last_day::timestamp, 'YYYY-MM-DD')
				|| ' ' || coalesce((ARRAY['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'])[weekday], weekday::text, '?')
				|| ' ' || :openings AS entry
		FROM (
			SELECT calendar_id, tz, weekday, open, close,
				lower(days) AS first_day,
				upper(days) - 1 AS last_day
			FROM (
				SELECT *,
					coalesce(valid, '(,)'::daterange) * '[0001-01-01,10000-01-01)'::daterange AS days
				FROM ops.business_hours
			) AS w
			WHERE NOT isempty(days)
		) AS w
		GROUP BY calendar_id, tz, first_day, last_day, weekday
		UNION ALL
		SELECT calendar_id, day, day, NULL,
			CASE WHEN day BETWEEN '0001-01-01' AND '9999-12-31' THEN to_char(day::timestamp, 'YYYY-MM-DD')
				ELSE coalesce(day::text, '?') END
				|| ' ' || :openings
		FROM ops.calendar_exception
		GROUP BY calendar_id, day
	) AS e
	GROUP BY calendar_id
) AS c
