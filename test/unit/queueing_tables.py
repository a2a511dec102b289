#!/usr/bin/python3
"""Prints src/core/queueing_tables.h: the two tables behind the Erlang functions.

Temme's coefficients come from exact rational arithmetic (DLMF 8.12.9-8.12.12:
mu is expanded in eta from eta^2/2 = mu - ln(1 + mu), and
c_k(eta) = c_{k-1}'(eta)/eta + (-1)^k g_k/mu, where g_k is what keeps c_k finite
at 0).  erfcx comes from a Chebyshev fit with 60 digits.
"""
from fractions import Fraction as F
import mpmath as mp

mp.mp.dps = 60
TERMS, SMALLEST_X, NEGLIGIBLE = 80, 16, mp.mpf('4e-18')
# how many terms are needed from each x on, and up to each eta
X_STEPS = [16, 32, 64, 128, 512, 4096]
ETA_STEPS = [mp.mpf(1) / 16, mp.mpf(1) / 8, mp.mpf(1) / 4, mp.mpf(1) / 2, mp.mpf(1)]

alpha = [F(0), F(1)]
for n in range(2, TERMS + 2):
    known = sum(alpha[i] * (n + 1 - i) * alpha[n + 1 - i] for i in range(2, n))
    alpha.append((alpha[n - 1] - known) / (n + 1))
inverse = [F(1)]
for n in range(1, TERMS + 1):
    inverse.append(-sum(alpha[k + 1] * inverse[n - k] for k in range(1, n + 1)))
c = [inverse[1:]]
while len(c) < 16:
    p = c[-1]
    c.append([(n + 2) * p[n + 2] - p[1] * c[0][n] for n in range(len(p) - 2)])
c = [[mp.mpf(q.numerator) / q.denominator for q in row] for row in c]


def wanted(k, x, eta):
    """Number of terms of c_k that count."""
    return max([n + 1 for n in range(len(c[k]))
                if abs(c[k][n]) * eta ** n * mp.mpf(x) ** -k > NEGLIGIBLE], default=0)


rows = [c[k][:wanted(k, SMALLEST_X, 1)] for k in range(16)]
rows = [r for r in rows if r]

K = mp.mpf('3.5')
NODES = 60


def scaled(t):
    z = K * (1 + t) / (1 - t)
    return (1 + 2 * z) * mp.exp(z * z) * mp.erfc(z)


angle = [mp.pi * (2 * i + 1) / (2 * NODES) for i in range(NODES)]
value = [scaled(mp.cos(a)) for a in angle]
chebyshev = [2 * sum(v * mp.cos(j * a) for v, a in zip(value, angle)) / NODES
             for j in range(NODES)]
chebyshev[0] /= 2
degree = max(j for j in range(NODES) if abs(chebyshev[j]) > 1e-18)
basis = [[mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]]
for j in range(2, degree + 1):
    t = [mp.mpf(0)] + [2 * q for q in basis[-1]]
    for i, q in enumerate(basis[-2]):
        t[i] -= q
    basis.append(t)
monomial = [sum(chebyshev[j] * basis[j][i] for j in range(i, degree + 1))
            for i in range(degree + 1)]
while len(monomial) % 4:
    monomial.append(mp.mpf(0))


def print_array(numbers):
    for q in numbers:
        print('\t%s,' % mp.nstr(q, 17, min_fixed=0, max_fixed=0))


print('''/*
 * queueing_tables.h
 *		Printed by test/unit/queueing_tables.py; do not edit.
 */
#ifndef CC_QUEUEING_TABLES_H
#define CC_QUEUEING_TABLES_H

/* clang-format off */

/* Temme's c_k(eta), row after row, lowest power first. */''')
print('#define CC_TEMME_ROWS %d' % len(rows))
print('#define CC_TEMME_SIZE %d' % sum(map(len, rows)))
starts = [sum(map(len, rows[:k])) for k in range(len(rows))]
print('static const unsigned char cc_temme_start[CC_TEMME_ROWS] = {%s};'
      % ', '.join(map(str, starts)))
print('#define CC_TEMME_X_STEPS %d' % len(X_STEPS))
print('static const double cc_temme_x[CC_TEMME_X_STEPS] = {%s};' % ', '.join(map(str, X_STEPS)))
print('#define CC_TEMME_ETA_STEPS %d' % len(ETA_STEPS))
print('static const double cc_temme_eta[CC_TEMME_ETA_STEPS] = {%s};'
      % ', '.join(mp.nstr(e, 6) for e in ETA_STEPS))
print('/* how many terms of each row count, from an x on and up to an eta */')
print('static const unsigned char\n'
      '\tcc_temme_terms[CC_TEMME_X_STEPS][CC_TEMME_ETA_STEPS][CC_TEMME_ROWS] = {')
for x in X_STEPS:
    print('\t\t{%s},' % ',\n\t\t '.join(
        '{%s}' % ', '.join(str(wanted(k, x, e)) for k in range(len(rows))) for e in ETA_STEPS))
print('};')
print('static const double cc_temme_table[CC_TEMME_SIZE] = {')
for r in rows:
    print_array(r)
print('''};

/* (1 + 2z) erfcx(z) as a polynomial in t = (z - 3.5)/(z + 3.5), z >= 0. */''')
print('#define CC_ERFCX_TERMS %d' % len(monomial))
print('static const double cc_erfcx_table[CC_ERFCX_TERMS] = {')
print_array(monomial)
print('''};

/* clang-format on */

#endif''')
