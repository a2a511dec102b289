SELECT pg_temp.card(pg_temp.w('How far the data reach'), pg_temp.w('The newest row of each table, and up to when it is rolled up.'), pg_temp.grid(json_agg(r)))
FROM (SELECT subject AS "Table", to_char(newest_at AT TIME ZONE :'zone', 'YYYY-MM-DD HH24:MI') AS "Newest row", to_char(stored_to AT TIME ZONE :'zone', 'YYYY-MM-DD HH24:MI') AS "Stored to"
	FROM source_freshness WHERE newest_at IS NOT NULL ORDER BY newest_at DESC, subject) AS r HAVING count(*) > 0;
