-- Not a card: tiles above the cards.
SELECT '</div><div class=tiles>' || concat(
	pg_temp.tile(pg_temp.w('Waiting now'), pg_temp.number(sum(waiting)::float8, 0), pg_temp.w('longest %s', pg_temp.duration(max(longest_waiting_s)))),
	pg_temp.tile(pg_temp.w('In service'), pg_temp.number(sum(in_service)::float8, 0)),
	pg_temp.tile(pg_temp.w('Offered today'), pg_temp.number(sum(offered_today)::float8, 0)),
	pg_temp.tile(pg_temp.w('Answered in time today'), pg_temp.written((sum(service_met_today) / nullif(sum(service_judged_today), 0)::float8)::text, '%'), pg_temp.w('goal %s', pg_temp.number(100 * :'service_goal'::float8, 0) || ' %'),
		CASE WHEN sum(service_met_today) >= :'service_goal'::float8 * sum(service_judged_today) THEN 'met' WHEN sum(service_judged_today) > 0 THEN 'missed' END),
	pg_temp.tile(pg_temp.w('Speed of answer today'), pg_temp.duration(sum(answer_wait_today_s) / nullif(sum(answered_today), 0)::float8)),
	pg_temp.tile(pg_temp.w('Abandoned today'), pg_temp.number(sum(abandoned_today)::float8, 0))) || '</div><div class=cards>'
FROM queue_realtime_at(:'at') HAVING count(*) > 0;
