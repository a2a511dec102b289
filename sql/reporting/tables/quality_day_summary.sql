CREATE TABLE ops.quality_day_summary (
	subject text NOT NULL, -- table whose rows are counted
	counted text NOT NULL, -- all, a problem as data_quality names it, or rows of which it is one: usable, answered ...
	of_id text, -- queue of visits that can be used; contact or session of what belongs to none that is known
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	n bigint NOT NULL, -- rows
	first_at timestamptz, -- first instant of one
	last_at timestamptz, -- last instant of one, of visits that can be used
	final_at timestamptz, -- when a row is to be judged anew, as it has an instant in the future; of all
	UNIQUE NULLS NOT DISTINCT (bucket_start, subject, counted, of_id)
);

COMMENT ON TABLE ops.quality_day_summary IS
	'rows and what is wrong with them by local day; made by refresh_quality_summary, read by data_quality';
