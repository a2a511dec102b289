-- What forecast_today_interval shows.
:today_of_now
