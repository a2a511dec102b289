-- The visits that a service level judges, by variant.
CASE :'variant'::text
	WHEN 'answered' THEN answered
	WHEN 'ignore_in_threshold' THEN answered + abandoned - abandoned_within + open_late
	WHEN 'exclude_short' THEN answered + abandoned - abandoned_short + open_late
	WHEN 'offered_all' THEN answered + abandoned + open_late + flowed_out + blocked
	WHEN 'dequeued' THEN answered + abandoned + open_late + flowed_out + callbacks + system_errors
	ELSE answered + abandoned + open_late END
