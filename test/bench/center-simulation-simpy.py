#!/usr/bin/python3
"""The centre of two skills of test/pgtap/center-simulation.sql (Wallace and Whitt 2005) in
SimPy (Debian: python3-simpy), in runs of 2000 minutes: its calls a second, for the table in
doc/center-simulation.md, and its figures beside those of runs on standard input, a line each:
calls, blocked, answered, mean wait in seconds, share answered in half a minute.
RUNS on the command line."""
import math
import random
import sys
import time

import simpy

SKILLS, MINUTES = 2, 2000


def run(seed):
    rng, env = random.Random(seed), simpy.Environment()
    idle, lines, waits = [15] * 6, [[] for _ in range(6)], []
    inside = calls = blocked = 0

    def call(kind):
        nonlocal inside, blocked
        if inside == 120:
            blocked += 1
            return
        inside += 1
        came = env.now
        for level in range(SKILLS):
            group = (kind - level) % 6
            if idle[group]:
                idle[group] -= 1
                break
        else:
            turn = env.event()
            lines[kind].append(turn)
            group = yield turn
        waits.append(env.now - came)
        yield env.timeout(rng.expovariate(0.1))
        inside -= 1
        for level in range(SKILLS):
            line = lines[(group + level) % 6]
            if line:
                line.pop(0).succeed(group)
                return
        idle[group] += 1

    def arrivals(kind):
        nonlocal calls
        while True:
            yield env.timeout(rng.expovariate(1.4))
            if env.now > MINUTES:
                return
            calls += 1
            env.process(call(kind))

    for kind in range(6):
        env.process(arrivals(kind))
    env.run()
    return calls, blocked, len(waits), 60 * sum(waits) / len(waits), sum(w <= 0.5 for w in waits) / len(waits)


def ratio(pairs):
    """The ratio of sums over runs and its standard error (Cochran 1977, eq. 2.46)."""
    n, y = len(pairs), sum(y for _, y in pairs)
    r = sum(x for x, _ in pairs) / y
    return r, math.sqrt(sum((x - r * y) ** 2 for x, y in pairs) * n / (n - 1)) / y


start = time.process_time()
theirs = [run(seed) for seed in range(int(sys.argv[1]))]
seconds = time.process_time() - start
ours = [tuple(map(float, line.split())) for line in sys.stdin]
print("  SimPy: %.0f calls a second" % (sum(r[0] for r in theirs) / seconds))
for name, pair in (("mean wait, s", lambda r: (r[2] * r[3], r[2])),
                   ("answered in half a minute", lambda r: (r[2] * r[4], r[2])),
                   ("blocked", lambda r: (r[1], r[0]))):
    (a, a_error), (b, b_error) = ratio([pair(r) for r in ours]), ratio([pair(r) for r in theirs])
    print("  %-26s %9.5f +- %.5f   SimPy %9.5f +- %.5f   difference in errors %5.2f  (aim <= 3)" % (
        name, a, a_error, b, b_error, abs(a - b) / math.hypot(a_error, b_error)))
