day >= m.month AND day < (m.month + '1 month'::interval)::date
