SELECT pg_temp.card(pg_temp.w('Queues now'), pg_temp.w('Who waits, who is served, and the local day so far.'), pg_temp.grid(d), class => 'wide')
FROM (SELECT json_agg(r) AS d FROM (
	SELECT pg_temp.q(queue_id) AS "Queue", waiting AS "Waiting|n", longest_waiting_s AS "Longest wait|t", in_service AS "In service|n", offered_today AS "Offered|n", abandoned_today AS "Abandoned|n",
		service_level_today AS "Service level|%", asa_today AS "ASA|t"
	FROM queue_realtime_at(:'at') ORDER BY offered_today DESC, queue_id, media) AS r) AS x WHERE d IS NOT NULL;
