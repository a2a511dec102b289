SELECT pg_temp.card(pg_temp.w('%s of %s checks found something', count(*) FILTER (WHERE rows_affected > 0)::text, count(*)::text), pg_temp.w('Rows that views leave out or that figures should be read with care for, of the rows looked at.'),
	coalesce(pg_temp.grid(json_agg(json_build_object('Table', subject, 'Problem', problem, 'Rows|n', rows_affected, 'Looked at|n', rows_checked, 'Share|%', share) ORDER BY share DESC NULLS LAST, subject, problem) FILTER (WHERE rows_affected > 0)),
		'<p>' || pg_temp.esc(pg_temp.w('None of them.')) || '</p>'))
FROM data_quality HAVING count(*) > 0;
