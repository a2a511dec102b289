-- Populations apart.
--
-- unless  population
ALTER TABLE ops.survey_response
	ADD COLUMN IF NOT EXISTS population text DEFAULT 'downstream';

COMMENT ON COLUMN ops.survey_response.population IS
	'who was asked: downstream (customers), upstream (clients) or others';
