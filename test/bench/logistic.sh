# Logistic regression: 15 ratings of a million customers, who stay or go.
items=15
columns=$(for ((i = 1; i <= items; i++)); do echo "q$i"; done)
list=$(echo $columns | tr ' ' ',')
sql "CREATE TABLE rating AS SELECT $(for c in $columns; do
		echo "least(5, greatest(1, round(mood + 1.5 * random()))) :: int AS $c,"; done) (random() < 1 / (1 + exp(mood - 3))) :: int AS left_us
	FROM (SELECT i, 1 + 4 * random() AS mood FROM generate_series(1, $(rows 1000000)) i OFFSET 0) AS r"
sql "CREATE TABLE only_rating AS SELECT $list FROM rating"
sql "VACUUM ANALYZE rating"
sql "VACUUM ANALYZE only_rating"
session="SET max_parallel_workers_per_gather = 0;"

ratio "model_rows : count(DISTINCT record) (15 ratings, 1 million rows)" "<= 3" \
	"SELECT rows_distinct(model_rows(r)) FROM only_rating AS r" "SELECT count(DISTINCT r) FROM only_rating AS r"
ratio "model_rows : comoments, one scan each" "<= 10" \
	"SELECT rows_distinct(model_rows(r)) FROM only_rating AS r" "SELECT comoments(r) FROM only_rating AS r"

sql "CREATE TABLE fitted AS SELECT model_rows(d) AS m FROM (SELECT DISTINCT * FROM rating LIMIT $(rows 100000)) AS d"
drivers="ARRAY['$(echo $columns | sed "s/ /','/g")']"
ratio "a fit of 15 drivers on 100,000 distinct rows : a second" "<= 1" \
	"SELECT f.* FROM fitted, logistic_fit(m, 'left_us', $drivers) AS f" "SELECT pg_sleep(1)"
ratio "its coefficients with robust errors : a second" "<= 1" \
	"SELECT f.* FROM fitted, logistic_regression(m, 'left_us', $drivers, robust => true) AS f" "SELECT pg_sleep(1)"
ratio "five ordered answers on 14 drivers : a second" "<= 1.5" \
	"SELECT f.* FROM fitted, ordinal_fit(m, 'q1', ($drivers)[2:]) AS f" "SELECT pg_sleep(1)"
