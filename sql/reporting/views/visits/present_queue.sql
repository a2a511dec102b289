-- Of the rows of a queue the one that holds now, or else the last that held, or else the first that will: one row an
-- id, so that a join on the id multiplies nothing, and is not planned where nobody asks for the name.
--
-- uses  queue
-- key  queue_id

CREATE VIEW ops.present_queue AS
SELECT DISTINCT ON (queue_id) queue_id,
	name AS queue_name, business_unit, calendar_id
FROM ops.queue
ORDER BY queue_id, valid @> now() DESC, lower(valid) > now() NULLS FIRST, upper(valid) DESC NULLS FIRST, lower(valid);

COMMENT ON VIEW ops.present_queue IS
	'queues with their present names, a row each: to join on queue_id';
