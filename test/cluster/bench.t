#!/bin/bash
# Every chapter of the benchmarks gets to its end, on a thousandth of its rows.
. test/tap.sh
trap 'dropdb --if-exists bench' EXIT
out=$(SCALE=1000 RUNS=1 test/bench/run 2>&1)
ok $? "they run"
for file in test/bench/*.sh; do
	chapter=$(basename "$file" .sh)
	like "$(printf '%s\n' "$out" | sed -n "/^== $chapter /,/^== /p")" 'aim' "$chapter: with ratios"
done
[ "$(printf '%s' "$out" | grep -c ERROR)" = 0 ] || printf '%s\n' "$out" | grep -B1 -A2 ERROR | sed 's/^/# /'
done_testing
