-- What follows the event, whichever columns it is in: the last of them takes what is left, with its pipes.
CASE WHEN r.data IS NOT NULL AND r.data1 IS NULL AND r.data2 IS NULL THEN r.data
	ELSE coalesce(r.data1, '') || '|' || coalesce(r.data2, '') || '|' || coalesce(r.data3, '') || '|'
		|| coalesce(r.data4, '') || '|' || coalesce(r.data5, '') END
