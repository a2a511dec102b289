#!/usr/bin/env python3
"""queueing_uncertain.tsv: Erlang A and C averaged over a gamma distributed rate,
by the sums of their states and adaptive quadrature at 30 digits (python3-mpmath)."""
from mpmath import mp, mpf, exp, gamma, quad, expm1, inf, factorial, linspace, sqrt

mp.dps = 30


def measures(agents, load, aht, patience, threshold):
    """Of one rate: service level, wait probability, abandonment, mean wait, busy agents."""
    n = agents
    mu, theta = 1 / mpf(aht), (1 / mpf(patience) if patience != inf else mpf(0))
    rate = load * mu
    if theta == 0:
        if load >= n:
            return mpf(0), mpf(1), mpf(0), mpf(0), mpf(n)
        b = mpf(1)
        for k in range(1, n + 1):
            b = load * b / (k + load * b)
        c = n * b / (n - load * (1 - b))
        return 1 - c * exp(-(n - load) * threshold * mu), c, mpf(0), mpf(0), load
    # states relative to state n; queue places as long as they matter
    below, p = [], mpf(1)
    for k in range(n, 0, -1):
        p = p * k / load
        below.append(p)
    above, p = [mpf(1)], mpf(1)
    while p > mpf(10) ** -32 or len(above) * theta < rate:
        p = p * rate / (n * mu + len(above) * theta)
        above.append(p)
    total = sum(below) + sum(above)
    wait = sum(above) / total
    queue = sum(j * x for j, x in enumerate(above)) / total
    lost = theta * queue / rate
    busy = load * (1 - lost)
    # answered within t: those who wait find j in line; a race of services against patience, by the
    # distribution of the offered wait: density rate/… integrated in closed form below
    # P(V > t) = sum_j P(n + j) * P(sum of j + 1 exponential stages > t), stages n mu, n mu + theta, …
    # served = those who find an agent, or whose offered wait V <= min(t, patience): integrate e^(-theta v) dF(v)
    def density(v):
        # of the offered wait at v > 0, per call: Palm's: g(v) = rate-free form  n mu P(n) e^{lambda/theta (1 - e^{-theta v}) - n mu v}
        return above[0] / total * n * mu * exp(rate / theta * -expm1(-theta * v) - n * mu * v)
    served = sum(below) / total + quad(lambda v: density(v) * exp(-theta * v), linspace(0, threshold, 3))
    return served, wait, lost, queue / rate, busy


def averaged(calls, period, aht, agents, threshold, patience, cv):
    shape = 1 / mpf(cv) ** 2
    load = mpf(calls) * aht / period
    low, high = max(mpf(0), 1 - 12 * mpf(cv)), 1 + 14 * mpf(cv) + 40 * mpf(cv) ** 2
    points = sorted({p for p in [low, mpf(1) - cv, mpf(1), 1 + cv, 1 + 3 * cv, high] +
                     ([agents / load + d * 1 / sqrt(load) for d in (-3, -1, -mpf(1) / 3, 0)] if patience == inf else []) if low <= p <= high})
    density = lambda x: shape ** shape / gamma(shape) * x ** (shape - 1) * exp(-shape * x)
    cache = {}

    def m(x, i):
        if x not in cache:
            cache[x] = measures(agents, load * x, aht, patience, threshold)
        return cache[x][i]

    mean = lambda f: quad(f, points, maxdegree=7)
    one = mean(lambda x: density(x) * x)
    return [mean(lambda x, i=i: density(x) * x * m(x, i)) / one for i in range(4)] + [mean(lambda x: density(x) * m(x, 4)) / agents]


print('# made by queueing_uncertain.py: calls, period, aht, agents, threshold, patience, rate_cv; '
      'service_level, wait_probability, abandonment, mean_wait, occupancy')
for case in [(100, 1800, 180, 13, 20, inf, '.1'), (100, 1800, 180, 10, 20, inf, '.2'), (1000, 1800, 360, 211, 20, inf, '.1'),
             (100, 1800, 180, 12, 20, 120, '.1'), (60, 1800, 300, 11, 30, 300, '.3'), (400, 1800, 240, 50, 10, 90, '.05'),
             (20, 1800, 180, 3, 20, 60, '.5')]:
    calls, period, aht, agents, threshold, patience, cv = case
    values = averaged(calls, period, aht, agents, threshold, patience, mpf(cv))
    print(*['inf' if v == inf else v for v in case], *[mp.nstr(v, 17) for v in values], sep='\t', flush=True)
