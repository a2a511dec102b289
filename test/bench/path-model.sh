# A path model of 24 answers of a million respondents.
items=$(for i in {1..24}; do echo "q$i"; done | paste -s -d ,)
sql "CREATE TABLE respondent AS SELECT i AS id, $(for i in {1..24}; do
		echo "least(10, greatest(1, round(mood + 2 * random()))) :: int AS q$i,"; done | sed '$ s/,$//')
	FROM (SELECT i, 4 + 4 * random() AS mood FROM generate_series(1, $(rows 1000000)) i OFFSET 0) AS r"
sql "VACUUM ANALYZE respondent"
session="SET max_parallel_workers_per_gather = 0;"
ecsi="'Image =~ q1 + q2 + q3 + q4 + q5; Expectation =~ q6 + q7 + q8
	Quality =~ q9 + q10 + q11 + q12 + q13 + q14 + q15; Value =~ q16 + q17
	Satisfaction =~ q18 + q19 + q20; Complaints =~ q21; Loyalty =~ q22 + q23 + q24
	Expectation ~ Image; Quality ~ Expectation; Value ~ Expectation + Quality
	Satisfaction ~ Image + Expectation + Quality + Value
	Complaints ~ Satisfaction; Loyalty ~ Image + Satisfaction + Complaints'"
scan="SELECT comoments(r) FROM (SELECT $items FROM respondent) AS r"
groups="SELECT comoment_groups(r, id) AS g FROM respondent, LATERAL (SELECT $items) AS r"

ratio "ECSI model from rows : one comoments scan (24 items, 1 million rows)" "<= 1.5" \
	"SELECT path_model(comoments(r), $ecsi) FROM (SELECT $items FROM respondent) AS r" "$scan"
ratio "500 interval replicates from rows : one comoments scan" "<= 1.3" \
	"SELECT i.* FROM ($groups) AS s, path_intervals(g, $ecsi, 500) AS i" "$scan"
ratio "500 interval replicates from rows : one comoment_groups scan" "<= 1.3" \
	"SELECT i.* FROM ($groups) AS s, path_intervals(g, $ecsi, 500) AS i" "$groups"

sql "CREATE TABLE fitted AS SELECT path_model(comoments(r), $ecsi) AS m FROM (SELECT $items FROM respondent) AS r"
ratio "construct_score of a million rows : sum of the same products" "<= 5" \
	"SELECT avg(construct_score((SELECT m FROM fitted), 'Satisfaction', ARRAY[q18, q19, q20])) FROM respondent" \
	"SELECT avg(0.3::float8 * q18 + 0.4::float8 * q19 + 0.3::float8 * q20) FROM respondent"
