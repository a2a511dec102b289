#!/usr/bin/env python3
"""offered_load.tsv: load over time by its differential equation's solution, and
deadline capacities by trying every window, at 50 digits (python3-mpmath)."""
import random
from mpmath import mp, mpf, exp

mp.dps = 50
random.seed(11)


def s(x):
    return mp.nstr(x, 20)


print('# made by offered_load.py: load, calls, period, aht, start; start, mean, end, max')
for calls, period, aht, start in [(10, 1800, 180, 0), (10, 1800, 180, 5), (0, 1800, 3600, 12), (250, 900, 2700, 30), (3, 300, 7200, 0.25),
                                  (1e6, 60, 1, 0), (7, 86400, 240, 3), (1, 1, 1e9, 1), (40, 1800, 1800, 40)]:
    calls, period, aht, start = map(mpf, (calls, period, aht, start))
    steady = calls * aht / period
    end = steady + (start - steady) * exp(-period / aht)
    mean = steady + (start - steady) * aht / period * (1 - exp(-period / aht))
    print('load', *map(s, (calls, period, aht, start, start, mean, end, max(start, end))), sep='\t')
print('# deadline, limit, work; capacity')
for n, limit in [(1, 0), (1, 3), (5, 0), (5, 1), (20, 4), (48, 8), (48, 0), (96, 30), (7, 1000)]:
    work = [random.choice([0, random.randint(0, 50), random.randint(0, 400) / 8]) for i in range(n)]
    most = max(sum(map(mpf, work[i:j + 1])) / (j - i + 1 + limit) for i in range(n) for j in range(i, n))
    print('deadline', limit, ','.join(map(repr, work)), s(most), sep='\t')
