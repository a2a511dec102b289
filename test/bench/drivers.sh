# Drivers: 24 answers of a million respondents, as of the ECSI questionnaire.
items=24
columns=$(for ((i = 1; i <= items; i++)); do echo "q$i"; done)
sql "CREATE TABLE answer AS SELECT i AS id, $(for c in $columns; do
		echo "least(10, greatest(1, round(mood + 2 * random()))) :: int AS $c,"; done | sed '$ s/,$//')
	FROM (SELECT i, 4 + 4 * random() AS mood FROM generate_series(1, $(rows 1000000)) i OFFSET 0) AS r"
sql "VACUUM ANALYZE answer"
list=$(echo $columns | tr ' ' ',')
pairs=$(for a in $columns; do for b in $columns; do
	if [ "${a#q}" -lt "${b#q}" ]; then echo "corr($a,$b),"; fi; done; done | sed '$ s/,$//')
session="SET max_parallel_workers_per_gather = 0;"
scan="SELECT comoments(r) FROM (SELECT $list FROM answer) AS r"

ratio "276 corr() : one comoments scan (24 items, 1 million rows)" ">= 12" \
	"SELECT $pairs FROM answer" "$scan"

sql "CREATE TABLE only_answer AS SELECT $list FROM answer"
sql "VACUUM ANALYZE only_answer"
ratio "276 corr() : comoments of whole rows" ">= 12" \
	"SELECT $pairs FROM only_answer" "SELECT comoments(a) FROM only_answer AS a"
lateral="FROM answer AS a, LATERAL (SELECT $(echo $columns | sed 's/q/a.q/g; s/ /,/g')) AS r"
ratio "comoment_groups : comoments, one scan each" "<= 1.3" \
	"SELECT comoment_groups(r, a.id) $lateral" "SELECT comoments(r) $lateral"

sql "CREATE TABLE moments (c) AS $scan"
drivers="ARRAY['q2','q3','q4','q5','q6','q7','q8','q9','q10','q11']"
ratio "LMG of 10 drivers from the state : count(*) of the rows" "<= 0.01" \
	"SELECT max(importance) FROM moments, driver_importance(c, 'q1', $drivers)" \
	"SELECT count(*) FROM answer"
