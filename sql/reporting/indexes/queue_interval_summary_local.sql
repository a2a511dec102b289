-- by local day, week and month in :zone from :day_start
CREATE INDEX queue_interval_summary_local ON ops.queue_interval_summary USING brin (
	((bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date),
	(date_trunc('week', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date),
	(date_trunc('month', bucket_start AT TIME ZONE :'zone'::text - :'day_start'::time)::date))
	WITH (pages_per_range = 16, autosummarize = on);
