-- Not a card: tiles above the cards.
SELECT '</div><div class=tiles>' || concat(
	pg_temp.tile(pg_temp.w('Offered'), pg_temp.number(sum(offered)::float8, 0), pg_temp.w('%s days', count(DISTINCT day)::text)),
	pg_temp.tile(pg_temp.w('Service level'), pg_temp.written((sum(service_met) / nullif(sum(service_judged), 0)::float8)::text, '%'), pg_temp.w('goal %s', pg_temp.number(100 * :'service_goal'::float8, 0) || ' %'),
		CASE WHEN sum(service_met) >= :'service_goal'::float8 * sum(service_judged) THEN 'met' WHEN sum(service_judged) > 0 THEN 'missed' END),
	pg_temp.tile(pg_temp.w('Abandoned'), pg_temp.written((sum(abandoned) / nullif(sum(offered), 0)::float8)::text, '%'), pg_temp.w('goal %s', pg_temp.number(100 * pg_temp.goal('abandonment'), 0) || ' %'),
		CASE WHEN sum(abandoned) <= pg_temp.goal('abandonment') * sum(offered) THEN 'met' WHEN sum(abandoned) > pg_temp.goal('abandonment') * sum(offered) THEN 'missed' END),
	pg_temp.tile(pg_temp.w('Speed of answer'), pg_temp.duration(sum(answer_wait_s) / nullif(sum(answered), 0)::float8), pg_temp.w('mean of the answered')),
	pg_temp.tile(pg_temp.w('Longest wait'), pg_temp.duration(max(longest_wait))),
	pg_temp.tile(pg_temp.w('Handle time'), pg_temp.duration(sum(handle_s) / nullif(sum(answered) FILTER (WHERE handle_s IS NOT NULL), 0)::float8), pg_temp.w('talk, hold and wrap-up'))) || '</div><div class=cards>'
FROM queue_day WHERE day BETWEEN :'d0' AND :'d1' AND media <> 'callback' HAVING count(*) > 0;
