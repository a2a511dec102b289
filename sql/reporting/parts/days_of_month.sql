-- The days of the month m.
day >= m.month AND day < (m.month + '1 month'::interval)::date
