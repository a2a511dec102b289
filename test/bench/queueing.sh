# Chapter 1 against built-in arithmetic.
sql "CREATE TABLE half_hour AS
	SELECT i, 50 + (i % 1000) * 0.1 AS calls FROM generate_series(1, 1000000) i"
ratio "offered_load : one multiplication" "<= 2" \
	"SELECT sum(offered_load(calls, 1800, 180)) FROM half_hour" \
	"SELECT sum(calls * 180 / 1800) FROM half_hour"
