-- Forecasts that refresh_forecast makes.
--
-- unless  forecast_reason
ALTER TABLE ops.forecast
	ADD COLUMN IF NOT EXISTS method text,
	ADD COLUMN IF NOT EXISTS reason text,
	ADD CONSTRAINT forecast_reason CHECK (reason IS NULL OR method IS NOT NULL);

COMMENT ON COLUMN ops.forecast.scenario IS
	'scenario; of refresh_forecast: automatic';
COMMENT ON COLUMN ops.forecast.method IS
	'how refresh_forecast made it; NULL: it did not';
COMMENT ON COLUMN ops.forecast.reason IS
	'why it may be a weak one: what was missing';
