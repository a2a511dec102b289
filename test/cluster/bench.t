#!/bin/bash
# Chapters of the benchmarks get to their end, on a thousandth of their rows: three, and
# all of them when CC_LONG is set.
. test/tap.sh
trap 'dropdb --if-exists bench' EXIT
for file in test/bench/*.sh; do
	chapter=$(basename "$file" .sh)
	[ -n "${CC_LONG:-}" ] || [[ $chapter =~ ^(partitions|queueing|sources)$ ]] || continue
	out=$(SCALE=1000 RUNS=1 test/bench/run "$chapter" 2>&1)
	ok $? "$chapter runs"
	like "$out" '\(aim ' "$chapter: with ratios"
	[[ $out != *ERROR* ]] || printf '%s\n' "$out" | grep -B1 -A2 ERROR | sed 's/^/# /'
done
done_testing
