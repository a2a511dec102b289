-- uses  contact, customer_segment, survey_response
-- key  queue_id, segment, dimension, band
-- role  invited | repeated
-- role  responses | repeated
\set of_contacts ''
\set during ''
CREATE VIEW ops.experience_response AS
SELECT v.*, queue_name
FROM (
	SELECT queue_id, segment, dimension, position, band,
		count(*) FILTER (WHERE invited) AS invited,
		count(*) FILTER (WHERE invited AND responded) AS responses,
		count(*) FILTER (WHERE invited AND responded)::float8
			/ nullif(count(*) FILTER (WHERE invited), 0) AS response_rate
	FROM (:experience_bands) AS b
	GROUP BY queue_id, segment, dimension, position, band
) AS v
LEFT JOIN ops.present_queue USING (queue_id);

COMMENT ON VIEW ops.experience_response IS
	'who answers: invited contacts and answers by band of wait, transfers, repeats and handle time, of all contacts, '
	'of each queue and of each segment';
COMMENT ON COLUMN ops.experience_response.queue_id IS
	'queue; NULL: all';
COMMENT ON COLUMN ops.experience_response.dimension IS
	'wait, transfers, repeat or handle time';
COMMENT ON COLUMN ops.experience_response.invited IS
	'contacts asked';
COMMENT ON COLUMN ops.experience_response.responses IS
	'contacts that answered a question';
