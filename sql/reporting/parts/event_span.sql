-- Where a visit is as an event: from the entry into the queue to the end of the work; no end: it is there yet.
\set wrapped 'coalesce(wrap_ended_at, ended_at)'
\set gone 'coalesce(left_at, queued_at)'
\set ended 'CASE :outcome WHEN ''answered'' THEN :wrapped WHEN ''open'' THEN left_at ELSE :gone END'
tstzrange(queued_at, CASE WHEN :ended < queued_at THEN queued_at ELSE :ended END, '[]')
