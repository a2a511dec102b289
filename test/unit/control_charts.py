#!/usr/bin/python3
"""Vectors of control_charts.tsv: mpmath at 50 digits, formulas written anew.

Each line: function, arguments (lists as a,b,c), expected values; tab separated.
"""
from mpmath import mp, mpf, sqrt, pi, erfinv, findroot, ncdf, fsum

mp.dps = 50


def quantile(p):
    return sqrt(2) * erfinv(2 * p - 1)


def out(name, arguments, *expected):
    print(name, *arguments, *[mp.nstr(mpf(x), 20) for x in expected], sep="\t")


def xmr(name, xs):
    x = [mpf(v) for v in xs]
    center = fsum(x) / len(x)
    ranges = sorted(abs(b - a) for a, b in zip(x, x[1:]))
    mean = fsum(ranges) / len(ranges)
    k = len(ranges)
    median = (ranges[(k - 1) // 2] + ranges[k // 2]) / 2
    d2 = 2 / sqrt(pi)
    d4 = sqrt(2) * quantile(mpf(3) / 4)
    text = ",".join(xs)
    out("xmr", [text], center, mean, center - 3 * mean / d2, center + 3 * mean / d2,
        (1 + 3 * sqrt(2 - 4 / pi) / d2) * mean)
    out("xmr_median", [text], center, median, center - 3 * median / d4, center + 3 * median / d4,
        (d2 + 3 * sqrt(2 - 4 / pi)) * median / d4)
    s = sqrt(fsum((v - center) ** 2 for v in x) / (len(x) - 1))
    lower, upper = mpf("150"), mpf("290")
    out("capability", [text, "150", "290"],
        (upper - lower) / (6 * mean / d2), min(center - lower, upper - center) / (3 * mean / d2),
        (upper - lower) / (6 * s), min(center - lower, upper - center) / (3 * s))


def p_chart(ds, ns):
    d, n = [mpf(v) for v in ds], [mpf(v) for v in ns]
    center = fsum(d) / fsum(n)
    z = [(a / b - center) / sqrt(center * (1 - center) / b) for a, b in zip(d, n)]
    sigma_z = fsum(abs(b - a) for a, b in zip(z, z[1:])) / (len(z) - 1) / (2 / sqrt(pi))
    out("p_chart", [",".join(ds), ",".join(ns)], center, sigma_z, 3 * sqrt(center * (1 - center) / n[0]))


for p in ("1e-300", "1e-12", "3.4e-6", "0.001", "0.00621", "0.066807", "0.3", "0.49999", "0.5", "0.77", "0.999999"):
    # a root of the upper tail, not erfinv, which has no digits left at 1e-300
    x = findroot(lambda t: mp.log(mp.erfc(t / sqrt(2)) / 2) - mp.log(mpf(float(p))),
                 sqrt(-2 * mp.log(mpf(p))) if mpf(p) < 0.1 else mpf(0))
    out("quantile", [p], x)
xmr("one", "224.5 231.25 198 240.125 260 221.5 205.75 233".split())
xmr("two", "1000000000.5 1000000001.25 1000000000 1000000002".split())
p_chart("12 15 8 22 30 17".split(), "100 140 95 160 155 128".split())
