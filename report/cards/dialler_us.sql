SELECT pg_temp.card(pg_temp.w('Abandoned by the dialler, as US law counts: %s of %s missed 3 %%', count(*) FILTER (WHERE r.".missed")::text, count(*)::text),
	pg_temp.w('Calls that a person answered and no agent took within two seconds, by campaign and period of 30 days (16 CFR 310.4): at most 3 %.'),
	pg_temp.ranges(json_agg(r), 'Abandoned', against => 'At most', bars => true, miss => 'above'), json_agg(r))
FROM (SELECT campaign_id || ' ' || to_char(period_start, 'YYYY-MM-DD') AS "Campaign and period", dialler_abandonment AS "Abandoned|%", 0.03 AS "At most|%", persons AS "Persons|n", calls_abandoned AS "Calls abandoned|n", status = 'missed' AS ".missed"
	FROM dialler_abandonment_us WHERE period_start <= :'d1' AND period_end >= :'d0' AND dialler_abandonment IS NOT NULL ORDER BY campaign_id, period_start DESC LIMIT 12) AS r HAVING count(*) > 0;
