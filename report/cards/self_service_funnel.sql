-- The six channels with most sessions, each with its eight commonest steps in the order of their places.
WITH s AS (
	SELECT channel, step, sum(came_there) AS came, sum(abandoned) AS abandoned, sum(escalated) AS escalated, sum(completed) AS completed, sum(place_sum) / nullif(sum(came_there), 0) AS place,
		row_number() OVER (PARTITION BY channel ORDER BY sum(came_there) DESC, step) AS no
	FROM self_service_funnel WHERE day BETWEEN :'d0' AND :'d1' GROUP BY channel, step HAVING sum(came_there) > 0
), d AS (
	SELECT channel, max(came) AS n, json_agg(json_build_object('Step', step, 'Came there|n', came, 'Given up there|n', abandoned, 'Escalated there|n', escalated, 'Completed there|n', completed, 'Given up, of those|%', abandoned / came::float8) ORDER BY place, step) AS d
	FROM s WHERE no <= 8 GROUP BY channel ORDER BY max(came) DESC, channel LIMIT 6
)
SELECT pg_temp.card(pg_temp.w('How far sessions get'), pg_temp.w('Sessions that came to each step, by channel, all tasks together; point at a step for those who gave up there.'),
	pg_temp.multi(json_agg(json_build_object('title', pg_temp.w(channel), 'chart', pg_temp.ranges(d, 'Came there', bars => true)) ORDER BY n DESC, channel)),
	(SELECT json_agg(r) FROM (SELECT pg_temp.w(channel) AS "Channel", v ->> 'Step' AS "Step", v ->> 'Came there|n' AS "Came there|n", v ->> 'Given up there|n' AS "Given up there|n", v ->> 'Escalated there|n' AS "Escalated there|n", v ->> 'Completed there|n' AS "Completed there|n"
		FROM d, json_array_elements(d) AS v) AS r), 'wide')
FROM d HAVING count(*) > 0;
