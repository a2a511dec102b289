#!/bin/bash
# Every chapter of the benchmarks gets to its end, on a thousandth of its rows; the two
# that are long all the same when CC_LONG is set.
. test/tap.sh
trap 'dropdb --if-exists bench' EXIT
for file in test/bench/*.sh; do
	chapter=$(basename "$file" .sh)
	[ -n "${CC_LONG:-}" ] || [[ $chapter != reporting && $chapter != summary ]] || continue
	out=$(SCALE=1000 RUNS=1 test/bench/run "$chapter" 2>&1)
	ok $? "$chapter runs"
	like "$out" '\(aim ' "$chapter: with ratios"
	[[ $out != *ERROR* ]] || printf '%s\n' "$out" | grep -B1 -A2 ERROR | sed 's/^/# /'
done
done_testing
