CREATE TABLE ops.forecast (
	queue_id text NOT NULL, -- queue
	media text NOT NULL DEFAULT 'voice', -- medium
	interval_start timestamptz NOT NULL, -- start of the interval forecast
	interval_len interval NOT NULL, -- its length
	made_at timestamptz NOT NULL, -- when the forecast was made
	horizon text, -- name of the lead: day ahead, week ahead ...
	volume float8 NOT NULL CHECK (volume >= 0), -- contacts offered
	aht_s float8 CHECK (aht_s > 0), -- average handle time, seconds
	lo float8, -- lower end of the volume
	hi float8, -- upper end of the volume
	required float8 CHECK (required >= 0), -- agents required, as the source computed it; kept, no view reads it
	scenario text NOT NULL DEFAULT 'base', -- scenario; of refresh_forecast: automatic
	method text, -- how refresh_forecast made it; NULL: it did not
	reason text, -- why it may be a weak one: what was missing
	CONSTRAINT forecast_reason CHECK (reason IS NULL OR method IS NOT NULL),
	PRIMARY KEY (queue_id, media, interval_start, made_at, scenario)
);

COMMENT ON TABLE ops.forecast IS
	'forecasts as they were made: accuracy needs the lead';

CREATE INDEX ON ops.forecast (interval_start);
