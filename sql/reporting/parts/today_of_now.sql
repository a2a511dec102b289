-- The intervals of today, or of the last day with data.
\set as_of :data_end
\set reach '''400 days''::interval'
\set histories (:queue_histories)
\set at :today_as_of
:forecast_today_intervals
