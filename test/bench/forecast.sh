# Forecasting: against the plainest thing that SQL has, the mean of a weekday's
# slot, over the same rows; and against R's forecast package where it is there.

# A year of half hours for 100 queues, 17,472 intervals each.
sql "CREATE UNLOGGED TABLE volume AS
	SELECT queue, reporting_interval(ts, '30 min', 'Europe/Amsterdam') AS bucket,
		round(40 * (1 + sin(extract(hour FROM ts) / 4)) * (1 + 0.1 * sin(queue + extract(doy FROM ts))) * (0.8 + 0.4 * random())) AS calls,
		180 + 10 * random() AS handle
	FROM generate_series(1, $(rows 100)) queue, generate_series(timestamptz '2025-01-06 00:00+01', '2026-01-04 23:30+01', '30 min') ts"
sql "VACUUM ANALYZE volume"
sql "CREATE UNLOGGED TABLE history AS SELECT queue, volume_history(bucket, calls, calls * handle, 'Europe/Amsterdam') AS h FROM volume GROUP BY 1"
sql "VACUUM ANALYZE history"
session="SET max_parallel_workers_per_gather = 0; SET work_mem = '1GB'; SET timezone = 'Europe/Amsterdam';"
week="forecast(h, '2026-01-05', '2026-01-12')"
mean="SELECT queue, extract(isodow FROM lower(bucket) AT TIME ZONE 'Europe/Amsterdam'), slot_of_day(bucket, 'Europe/Amsterdam'), avg(calls) FROM volume GROUP BY 1, 2, 3"
ratio "a week for 100 queues from rows : mean by queue, weekday and slot" "<= 0.6" \
	"SELECT queue, f.* FROM (SELECT queue, volume_history(bucket, calls, NULL, 'Europe/Amsterdam') AS h FROM volume GROUP BY 1) v, $week f" "$mean"
ratio "the same with handle times : mean by queue, weekday and slot" "<= 0.6" \
	"SELECT queue, f.* FROM (SELECT queue, volume_history(bucket, calls, calls * handle, 'Europe/Amsterdam') AS h FROM volume GROUP BY 1) v, $week f" "$mean"
ratio "a week for 100 queues from stored histories : the mean from rows" "<= 0.5" \
	"SELECT queue, f.* FROM history, $week f" "$mean"
one="SELECT max(volume) FROM (SELECT h FROM history WHERE queue = 1) x, $week f"
ratio "one queue, a year learned and a week made : one millisecond" "<= 1" "$one" \
	"DO \$\$ BEGIN FOR i IN 1 .. 1000000 LOOP EXIT WHEN clock_timestamp() > statement_timestamp() + interval '1 ms'; END LOOP; END \$\$"
ratio "a back-test of eight weeks, a forecast a day : 56 forecasts" "<= 1.2" \
	"SELECT sum(abs(actual - volume)) FROM history, forecast_backtest(h, '2025-11-10', '2026-01-05', '1 day') WHERE queue = 1" \
	"SELECT sum(volume) FROM history, generate_series(timestamptz '2025-11-10', '2026-01-04', '1 day') d,
		forecast(h, d, d + interval '1 day', d) WHERE queue = 1"
ratio "agents of a day at uncertain rates : at known ones" "<= 400" \
	"SELECT sum(required_agents(c, 1800, 240, 20, 0.8, rate_cv => 0.1)) FROM generate_series(50, 1000, 20) c" \
	"SELECT sum(required_agents(c, 1800, 240, 20, 0.8)) FROM generate_series(50, 1000, 20) c"

# R on the same series: seconds to learn and forecast a week, on twelve weeks of it.
if [ "${SCALE:-1}" != 1 ]; then
	echo "  R's forecast package is left out of a small run"
elif ! Rscript -e 'library(forecast)' >/dev/null 2>&1; then
	echo "  R's forecast package is not here (Debian: r-cran-forecast)"
else
	psql -X -q -A -t -d bench -c "SELECT calls + 1 FROM volume WHERE queue = 1 ORDER BY bucket DESC LIMIT 4032" | tac >build/bench-forecast.txt
	ours=$(times "$one" | tail -n +2 | median)
	for method in 'stlf(y, h = 336)' 'dshw(y, 48, 336, h = 336)' 'forecast(tbats(y, use.parallel = FALSE), h = 336)'; do
		seconds=$(timeout 60 Rscript -e 'suppressMessages(library(forecast))' \
			-e "y <- msts(scan('build/bench-forecast.txt', quiet = TRUE), c(48, 336))" \
			-e "cat(system.time($method)[['elapsed']])" 2>/dev/null) || seconds=60
		awk -v title="R's $method on twelve weeks : ours on a year" -v a="$seconds" -v b="$ours" \
			'BEGIN { printf "  %-80s %8.0f  (%s s%s : %.1f ms)\n", title, a * 1000 / b, a, a == 60 ? " and no end" : "", b }'
	done
fi
