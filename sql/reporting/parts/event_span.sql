-- Where a visit is as an event: from the entry into the queue to the end of the work; no end: it is there yet.
\set ended 'CASE :outcome WHEN ''answered'' THEN coalesce(wrap_ended_at, ended_at) WHEN ''open'' THEN left_at ELSE coalesce(left_at, queued_at) END'
tstzrange(queued_at, CASE WHEN :ended < queued_at THEN queued_at ELSE :ended END, '[]')
