-- What forecast_today_interval shows, by the function of today_function.asked.sql.
--
-- when  reads as who asks
SELECT * FROM ops.forecast_today_interval_now()
