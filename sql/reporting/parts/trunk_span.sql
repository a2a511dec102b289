-- Where a visit is on a trunk: from its entry into the script to the end; no end: it is there yet.
\set began 'coalesce(entered_at, queued_at)'
\set ended 'coalesce(ended_at, left_at, CASE WHEN :outcome NOT IN (''answered'', ''open'') THEN queued_at END)'
tstzrange(:began, CASE WHEN :ended < :began THEN :began ELSE :ended END, '[]')
