#!/usr/bin/python3
"""Writes test/unit/distributions.h: tails of t and F from mpmath at 50 digits."""
from mpmath import mp, mpf, betainc, erfc, sqrt, nstr

mp.dps = 50


def t_two_sided(t, df):
    return betainc(df / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def f_upper(f, a, b):
    return betainc(b / 2, a / 2, 0, b / (b + a * f), regularized=True)


def critical(tail, wanted):
    low, high = mpf(0), mpf(1)
    while tail(high) > wanted:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if tail(middle) > wanted else (low, middle)
    return low


print("/* Written by distributions.py: t or f, df, df2, P. */")
print("static const double t_tails[][3] = {")
for df in ["0.5", "1", "2", "3.7", "10", "239", "10000", "1000000"]:
    for t in ["0.001", "0.5", "1", "1.7", "1.9", "2.6", "9", "25"]:
        print("\t{%s, %s, %s}," % (t, df, nstr(t_two_sided(mpf(t), mpf(df)), 17)))
print("};\nstatic const double f_tails[][4] = {")
for f, a, b in [("0.3", 4, 245), ("1", 1, 1), ("2.5", 10, 239), ("48.2", 4, 245), ("330.3", 6, 9), ("7", 3, 100000)]:
    print("\t{%s, %d, %d, %s}," % (f, a, b, nstr(f_upper(mpf(f), mpf(a), mpf(b)), 17)))
print("};\n/* level, df, t with P(|T| <= t) = level; df 0 stands for the normal */")
print("static const double critical_values[][3] = {")
for level in ["0.5", "0.8", "0.95", "0.999"]:
    for df in [1, 2, 5, 30, 249, 100000]:
        t = critical(lambda x: t_two_sided(x, mpf(df)), 1 - mpf(level))
        print("\t{%s, %d, %s}," % (level, df, nstr(t, 17)))
    z = critical(lambda x: erfc(x / sqrt(2)), 1 - mpf(level))
    print("\t{%s, 0, %s}," % (level, nstr(z, 17)))
print("};")
