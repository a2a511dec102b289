#!/usr/bin/python3
"""The centre of two skills of test/pgtap/center-simulation.sql (Wallace and Whitt 2005) in
SimPy (Debian: python3-simpy): its calls a second, for the table in doc/center-simulation.md,
and its figures as a check.  SKILLS MINUTES on the command line."""
import random
import sys
import time

import simpy

skills, minutes = (int(sys.argv[1]), float(sys.argv[2])) if len(sys.argv) > 2 else (2, 20000)
rng, env = random.Random(1), simpy.Environment()
idle, lines = [15] * 6, [[] for _ in range(6)]
inside, calls, blocked, waits = 0, 0, 0, []


def call(kind):
    global inside, blocked
    if inside == 120:
        blocked += 1
        return
    inside += 1
    came = env.now
    for level in range(skills):
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
    for level in range(skills):
        line = lines[(group + level) % 6]
        if line:
            line.pop(0).succeed(group)
            return
    idle[group] += 1


def arrivals(kind):
    global calls
    while True:
        yield env.timeout(rng.expovariate(1.4))
        if env.now > minutes:
            return
        calls += 1
        env.process(call(kind))


for kind in range(6):
    env.process(arrivals(kind))
start = time.process_time()
env.run()
seconds = time.process_time() - start
print("%d calls, %.0f a second; asa %.2f s, %.3f in half a minute, %.4f blocked" % (
    calls, calls / seconds, 60 * sum(waits) / len(waits), sum(w <= 0.5 for w in waits) / len(waits), blocked / calls))
