-- Gaps of feeds are few, and are named where they may be read.
SELECT '' AS gaps \gset
SELECT coalesce(has_table_privilege(to_regclass(format('%I.feed_gap', :'schema')), 'SELECT'), false) AS gaps_told \gset
\if :gaps_told
SELECT coalesce(' ' || pg_temp.w('No data from: %s.', string_agg(said, '; ' ORDER BY during)), '') AS gaps
FROM (SELECT during, pg_temp.w('%s, %s to %s', source, coalesce(pg_temp.moment(lower(during), :'zone'), '…'), coalesce(pg_temp.moment(upper(during), :'zone'), '…')) AS said FROM feed_gap ORDER BY during DESC LIMIT 5) AS g \gset
\endif
SELECT pg_temp.card(pg_temp.w('%s of %s checks found something', count(*) FILTER (WHERE rows_affected > 0)::text, count(*)::text), pg_temp.w('Rows that views leave out or that figures should be read with care for, of the rows looked at.') || :'gaps',
	coalesce(pg_temp.grid(json_agg(json_build_object('Table', subject, 'Problem', pg_temp.w(problem), 'Rows|n', rows_affected, 'Looked at|n', rows_checked, 'Share|%', share, 'First at', to_char(first_at AT TIME ZONE :'zone', 'YYYY-MM-DD HH24:MI')) ORDER BY share DESC NULLS LAST, subject, problem) FILTER (WHERE rows_affected > 0)),
		'<p>' || pg_temp.esc(pg_temp.w('None of them.')) || '</p>'))
FROM data_quality HAVING count(*) > 0;
