-- Not a card: tiles above the cards.
SELECT '</div><div class=tiles>' || concat(
	pg_temp.tile(pg_temp.w('Sessions'), pg_temp.number(sum(sessions)::float8, 0), pg_temp.w('%s days', count(DISTINCT day)::text)),
	pg_temp.tile(pg_temp.w('Containment'), pg_temp.written((sum(contained) / nullif(sum(containment_judged), 0)::float8)::text, '%'), pg_temp.w('did not come to an agent')),
	pg_temp.tile(pg_temp.w('Completed'), pg_temp.written((sum(completed) / nullif(sum(outcomes_known), 0)::float8)::text, '%'), pg_temp.w('did what they came for')),
	pg_temp.tile(pg_temp.w('Escalated'), pg_temp.written((sum(escalated) / nullif(sum(outcomes_known), 0)::float8)::text, '%'), pg_temp.w('handed to an agent')),
	pg_temp.tile(pg_temp.w('Misrouted'), pg_temp.written((sum(misrouted) / nullif(sum(routed), 0)::float8)::text, '%'), pg_temp.w('of those routed'))) || '</div><div class=cards>'
FROM self_service_day WHERE day BETWEEN :'d0' AND :'d1' HAVING sum(sessions) > 0;
