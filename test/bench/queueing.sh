# Queueing over a million different half hours, against one expression of
# built-in functions over the same rows, on one core.
session="SET max_parallel_workers_per_gather = 0;"
for erlang in 5 50 500 50000; do
	sql "CREATE TABLE erlang_$erlang AS
		SELECT $erlang * 10 * (0.9 + 0.2 * i / 1000000.0)::float8 AS calls,
			i / 1e6::float8 AS x, i + 0.5::float8 AS y, i + 0.25::float8 AS z
		FROM generate_series(1, $(rows 1000000)) i"
	sql "VACUUM ANALYZE erlang_$erlang"
done
for erlang in 5 50 500 50000; do
	builtin="SELECT sum(exp(x) + ln(y) + sqrt(z)) FROM erlang_$erlang"
	ratio "erlang_c_agents, $erlang Erlang : exp + ln + sqrt" "<= 5" \
		"SELECT sum(erlang_c_agents(calls, 1800, 180, 0.8, 20)) FROM erlang_$erlang" "$builtin"
	ratio "queue_performance, Erlang A, $erlang Erlang : exp + ln + sqrt" "<= 12" \
		"SELECT sum((queue_performance(calls, 1800, 180, ceil($erlang + sqrt($erlang)), 20, 180)).service_level)
		 FROM erlang_$erlang" "$builtin"
done
ratio "every column by LATERAL queue_performance, 500 Erlang" "<= 12" \
	"SELECT sum(p.service_level + p.asa + p.occupancy) FROM erlang_500,
		LATERAL queue_performance(calls, 1800, 180, 523, 20, 180) p" \
	"SELECT sum(exp(x) + ln(y) + sqrt(z)) FROM erlang_500"
ratio "offered_load : the same arithmetic" "<= 2" \
	"SELECT sum(offered_load(calls, 1800, 180)) FROM erlang_50" \
	"SELECT sum(calls * 180 / 1800) FROM erlang_50"

# The loop that is found on the web.
sql "CREATE FUNCTION pasted_erlang_c(agents int, load float8) RETURNS float8 IMMUTABLE LANGUAGE plpgsql AS \$\$
DECLARE b float8 := 1;
BEGIN
	FOR k IN 1..agents LOOP
		b := load * b / (k + load * b);
	END LOOP;
	RETURN agents * b / (agents - load * (1 - b));
END \$\$"
sql "CREATE FUNCTION pasted_agents(calls float8, period float8, aht float8, target float8, seconds float8)
RETURNS int IMMUTABLE LANGUAGE plpgsql AS \$\$
DECLARE
	load float8 := calls * aht / period;
	n int := floor(load) + 1;
BEGIN
	WHILE 1 - pasted_erlang_c(n, load) * exp(-(n - load) * seconds / aht) < target LOOP
		n := n + 1;
	END LOOP;
	RETURN n;
END \$\$"
sql "CREATE TABLE sample AS SELECT * FROM erlang_500 TABLESAMPLE system (0.1) LIMIT 1000"
sql "CREATE TABLE sample_often AS SELECT s.* FROM sample s, generate_series(1, $(rows 1000))"
ratio "PL/pgSQL loops on 1/1000 of the rows : erlang_c_agents, 500 Erlang" ">= 0.5" \
	"SELECT sum(pasted_agents(calls, 1800, 180, 0.8, 20)) FROM sample" \
	"SELECT sum(erlang_c_agents(calls, 1800, 180, 0.8, 20)) FROM sample_often"
