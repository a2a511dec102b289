-- Not a card: tiles above the cards.
SELECT '</div><div class=tiles>' || concat(
	pg_temp.tile(pg_temp.w('Attempts'), pg_temp.number(sum(attempts)::float8, 0), pg_temp.w('%s days', count(DISTINCT day)::text)),
	pg_temp.tile(pg_temp.w('Contact rate'), pg_temp.written((sum(live_contacts) / nullif(sum(attempts), 0)::float8)::text, '%'), pg_temp.w('spoke to a person')),
	pg_temp.tile(pg_temp.w('Right party'), pg_temp.written((sum(right_parties) / nullif(sum(right_known), 0)::float8)::text, '%'), pg_temp.w('of those, the one wanted')),
	pg_temp.tile(pg_temp.w('Conversion'), pg_temp.written((sum(sales) / nullif(sum(live_contacts), 0)::float8)::text, '%'), pg_temp.w('of those, a sale')),
	pg_temp.tile(pg_temp.w('Sales'), pg_temp.number(sum(sales)::float8, 0), pg_temp.w('%s a day', pg_temp.number(sum(sales) / count(DISTINCT day)::float8, 1))),
	pg_temp.tile(pg_temp.w('Sales per agent hour'), pg_temp.number((sum(sales) / nullif(sum(agent_call_hours), 0))::float8, 2))) || '</div><div class=cards>'
FROM outbound_day WHERE day BETWEEN :'d0' AND :'d1' HAVING sum(attempts) > 0;
