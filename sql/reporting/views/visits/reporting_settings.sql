-- For readers, and for the next call of create_reporting_views: a parameter it is not given stays as it is here.
--
-- key  one row
-- role  shrinkage | figure

CREATE VIEW ops.reporting_settings AS
SELECT :'interval_width'::text AS interval_width,
	:'zone'::text AS zone,
	:'threshold'::float8 AS threshold_s,
	:'variant'::text AS variant,
	:'short_abandon'::float8 AS short_abandon_s,
	:'day_start'::time::text AS day_start,
	:'service_goal'::float8 AS service_goal,
	:'shrinkage'::float8 AS shrinkage,
	:'repeat_days'::float8 AS repeat_days,
	:'response_target'::float8 AS response_target_s,
	:'cost_per_minute'::float8 AS cost_per_minute,
	:'min_answers'::integer AS min_answers,
	lower(:'baseline'::daterange) AS baseline_from,
	upper(:'baseline'::daterange) AS baseline_to,
	:'loyalty_days'::float8 AS loyalty_days,
	:'containment_days'::float8 AS containment_days;

COMMENT ON VIEW ops.reporting_settings IS
	'the parameters with which these views were made';
COMMENT ON COLUMN ops.reporting_settings.shrinkage IS
	'paid time lost, for the agents to schedule';
