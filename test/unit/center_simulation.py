#!/usr/bin/env python3
"""The N-model with priorities, exactly: numbers of test/pgtap/center-simulation.sql.

Calls of class 1 go to group A, else to group B; calls of class 2 to B alone; an agent
of B who is free takes class 2 first.  All times exponential, one mean handle time, one
mean patience.  The Markov chain of (busy in A, busy in B, waiting 1, waiting 2), with
up to MOST waiting in each class, solved by Gauss-Seidel on its balance equations.
Prints, by class, the share that abandons, the mean time in queue of all calls (seconds)
and the share that waits, then the occupancy of A and B.
"""
A, B = 4, 3
RATE = (3.5 / 180, 2.2 / 180)  # calls a second: 3.5 and 2.2 Erlang
MU, THETA = 1 / 180, 1 / 150
MOST = 40


def moves(s):
    a, b, q1, q2 = s
    if a < A:
        yield (a + 1, b, q1, q2), RATE[0]
    elif b < B:
        yield (a, b + 1, q1, q2), RATE[0]
    elif q1 < MOST:
        yield (a, b, q1 + 1, q2), RATE[0]
    if b < B:
        yield (a, b + 1, q1, q2), RATE[1]
    elif q2 < MOST:
        yield (a, b, q1, q2 + 1), RATE[1]
    if a:
        yield ((a, b, q1 - 1, q2) if q1 else (a - 1, b, q1, q2)), a * MU
    if b:
        yield ((a, b, q1, q2 - 1) if q2 else (a, b, q1 - 1, q2) if q1 else (a, b - 1, q1, q2)), b * MU
    if q1:
        yield (a, b, q1 - 1, q2), q1 * THETA
    if q2:
        yield (a, b, q1, q2 - 1), q2 * THETA


states, todo = {(0, 0, 0, 0)}, [(0, 0, 0, 0)]
while todo:
    for t, _ in moves(todo.pop()):
        if t not in states:
            states.add(t)
            todo.append(t)
states = sorted(states)
into = {s: [] for s in states}
out = {}
for s in states:
    out[s] = 0
    for t, r in moves(s):
        into[t].append((s, r))
        out[s] += r
p = {s: 1 / len(states) for s in states}
for sweep in range(5000):
    change = 0
    for s in states:
        new = sum(p[t] * r for t, r in into[s]) / out[s]
        change = max(change, abs(new - p[s]))
        p[s] = new
    total = sum(p.values())
    for s in states:
        p[s] /= total
    if change < 1e-15:
        break
q = [sum(v * s[2 + i] for s, v in p.items()) for i in (0, 1)]
waits = [sum(v for s, v in p.items() if s[1] == B and (i or s[0] == A)) for i in (0, 1)]
for i in (0, 1):
    print("class %d: abandonment %.6f mean wait %.4f waits %.6f" % (i + 1, THETA * q[i] / RATE[i], q[i] / RATE[i], waits[i]))
print("occupancy %.6f %.6f" % (sum(v * s[0] for s, v in p.items()) / A, sum(v * s[1] for s, v in p.items()) / B))
