-- The universal call id; a callid alone is of its day and ACD only.
coalesce(CASE WHEN r.ucid ~ '[1-9]' THEN r.ucid END, r.acd || '.' || r.row_date || '.' || r.callid)
