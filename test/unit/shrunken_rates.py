#!/usr/bin/python3
"""Vectors of shrunken_rates.tsv: mpmath at 40 digits, formulas written anew.

The prior: Kleinman (1973) with weights n_i, as intraclass correlation. Each line: successes and
trials (lists as a,b,c), level, then of each cell in turn the shrunken share and its limits, as lists.
"""
from mpmath import mp, mpf, betainc, fsum

mp.dps = 40


def prior(x, n):
    N = fsum(n)
    mean = (fsum(x) + mpf(1) / 2) / (N + 1)
    cells = [(a, b) for a, b in zip(x, n) if b > 0]
    share = fsum(x) / N
    worth = max(N, 1)
    if len(cells) > 1 and 0 < share < 1:
        between = fsum(b * (a / b - share) ** 2 for a, b in cells)
        within = share * (1 - share)
        rho = (between - within * (len(cells) - 1)) / (
            within * (N - fsum(b * b for b in n) / N - (len(cells) - 1)))
        if between > within * (len(cells) - 1) and rho > 0:
            worth = max(min(1 / rho - 1, worth), 1)
    return mean * worth, (1 - mean) * worth


def quantile(a, b, p):
    low, high = mpf(0), mpf(1)
    while high - low > high * mpf(10) ** -19:
        middle = (low + high) / 2
        if betainc(a, b, 0, middle, regularized=True) < p:
            low = middle
        else:
            high = middle
    return low


def vector(x, n, level):
    xs, ns = [mpf(v) for v in x], [mpf(v) for v in n]
    a, b = prior(xs, ns)
    cells = [(a + s, b + t - s) for s, t in zip(xs, ns)]
    tail = (1 - mpf(level)) / 2
    columns = [[c / (c + d) for c, d in cells],
               [quantile(c, d, tail) for c, d in cells],
               [1 - quantile(d, c, tail) for c, d in cells]]
    print(",".join(x), ",".join(n), level,
          *[",".join(mp.nstr(v, 18) for v in column) for column in columns], sep="\t")


vector(["3", "12", "0", "30", "1"], ["10", "100", "5", "90", "1"], "0.95")
vector(["5", "5", "5", "0"], ["10", "10", "10", "0"], "0.95")      # chance explains it all
vector(["0", "0"], ["7", "40"], "0.9")                             # nobody
vector(["10", "0"], ["10", "10"], "0.5")                           # as far apart as can be
vector(["4"], ["9"], "0.99")                                       # one cell
vector(["310", "450", "505", "120"], ["2000", "1900", "2100", "2050"], "0.95")
