#!/usr/bin/python3
"""Vectors of logistic.tsv: maximum likelihood in 60 digits, by mpmath.

The likelihood is written as its definition, ln(F(zeta_k - eta) - F(zeta_(k-1) -
eta)); second derivatives are differences of the first, and so are the
gradients of marginal effects.  Lines, tab separated:
    row     a b c y o g weight
    value   case  quantity  term  number
"""
from itertools import combinations

from mpmath import exp, inverse, log, matrix, mp, mpf, sqrt

mp.dps = 60
STEP = mpf(10) ** -20

ITEMS = "a b c y o g".split()
ROWS = []
for i in range(150):
    a, b, c, g = i * 7 % 11, i * i % 3 % 2, mpf(i * 13 % 17) / 4, i * i % 9
    noise = i * 31 % 23
    y = int(a - 4 * b + c + noise > 16)
    o = 1 + int(a + c + noise > 9) + int(a + c + noise > 17) + int(a + c + 2 * b + noise > 26)
    ROWS.append(dict(zip(ITEMS, (a, b, c, y, o, g)), w=mpf(1 + i % 5) / 2))
for r in ROWS:
    print("row", *(mp.nstr(mpf(r[k]), 17) for k in ITEMS + ["w"]), sep="\t")


def F(t):
    return 1 / (1 + exp(-t))


def f(t):
    return F(t) * F(-t)


def term(driver, row):
    value = mpf(1)
    for item in driver.split(":"):
        value *= row[item]
    return value


class Model:
    def __init__(self, outcome, drivers, weighted):
        self.outcome, self.drivers = outcome, drivers
        self.levels = sorted({r[outcome] for r in ROWS})
        self.w = [r["w"] if weighted else mpf(1) for r in ROWS]
        self.x = [[term(d, r) for d in drivers] for r in ROWS]
        self.k = [self.levels.index(r[outcome]) for r in ROWS]
        self.p, self.q = len(drivers), len(drivers) + len(self.levels) - 1
        share = [sum(w for w, k in zip(self.w, self.k) if k <= j) / sum(self.w) for j in range(len(self.levels) - 1)]
        self.theta = [mpf(0)] * self.p + [log(s / (1 - s)) for s in share]
        for self.iterations in range(60):
            g = self.gradient(self.theta)
            step = -inverse(self.hessian(self.theta)) * matrix(g)
            self.theta = [t + s for t, s in zip(self.theta, step)]
            if max(abs(s) for s in step) < mpf(10) ** -40:
                break
        self.bread = inverse(-self.hessian(self.theta))

    def chance(self, i, theta):
        """P(Y = its level) and what it is made of."""
        eta = sum(t * x for t, x in zip(theta, self.x[i]))
        k, zeta = self.k[i], theta[self.p:]
        upper = zeta[k] - eta if k < len(zeta) else None
        lower = zeta[k - 1] - eta if k > 0 else None
        return (F(upper) if upper is not None else 1) - (F(lower) if lower is not None else 0), upper, lower

    def row_score(self, i, theta):
        chance, upper, lower = self.chance(i, theta)
        fu = f(upper) if upper is not None else mpf(0)
        fl = f(lower) if lower is not None else mpf(0)
        score = [-(fu - fl) / chance * x for x in self.x[i]] + [mpf(0)] * (self.q - self.p)
        if upper is not None:
            score[self.p + self.k[i]] += fu / chance
        if lower is not None:
            score[self.p + self.k[i] - 1] -= fl / chance
        return score

    def gradient(self, theta):
        total = [mpf(0)] * self.q
        for i, w in enumerate(self.w):
            total = [t + w * s for t, s in zip(total, self.row_score(i, theta))]
        return total

    def hessian(self, theta):
        h = matrix(self.q)
        for j in range(self.q):
            up, down = list(theta), list(theta)
            up[j] += STEP
            down[j] -= STEP
            for i, (u, d) in enumerate(zip(self.gradient(up), self.gradient(down))):
                h[i, j] = (u - d) / (2 * STEP)
        return h

    def deviance(self):
        return -2 * sum(w * log(self.chance(i, self.theta)[0]) for i, w in enumerate(self.w))

    def null_deviance(self):
        n = [sum(w for w, k in zip(self.w, self.k) if k == j) for j in range(len(self.levels))]
        return -2 * sum(v * log(v / sum(n)) for v in n)

    def covariance(self, key):
        """key: None for the model's own, else what rows of a cluster share."""
        if key is None:
            return self.bread
        clusters = {}
        for i, w in enumerate(self.w):
            sums = clusters.setdefault(key(i), [mpf(0)] * self.q)
            clusters[key(i)] = [a + w * s for a, s in zip(sums, self.row_score(i, self.theta))]
        middle = matrix(self.q)
        for s in clusters.values():
            middle += matrix(s) * matrix(s).T
        return self.bread * middle * self.bread, len(clusters)

    def auc(self):
        eta = [sum(t * x for t, x in zip(self.theta, x)) for x in self.x]
        larger = pairs = mpf(0)
        for i, a in enumerate(eta):
            for j, b in enumerate(eta):
                if self.k[i] == 1 and self.k[j] == 0:
                    w = self.w[i] * self.w[j]
                    pairs += w
                    larger += w * (mpf(1) / 2 if abs(a - b) < mpf(10) ** -30 else int(a > b))
        return larger / pairs

    def effect(self, item, theta):
        """The mean of dP/ditem, or of P(1) - P(0) of an item that is 0 or 1."""
        def p(row, value):
            row = dict(row, **{item: value})
            return F(sum(t * term(d, row) for t, d in zip(theta, self.drivers)) - theta[self.p])
        if {r[item] for r in ROWS} <= {0, 1}:
            each = (p(r, mpf(1)) - p(r, mpf(0)) for r in ROWS)
        else:
            each = ((p(r, r[item] + STEP) - p(r, r[item] - STEP)) / (2 * STEP) for r in ROWS)
        return sum(w * e for w, e in zip(self.w, each)) / sum(self.w)


def show(case, quantity, name, number):
    print("value", case, quantity, name, mp.nstr(number, 17), sep="\t")


for case, outcome, drivers, weighted in (
        ("plain", "y", "a b c", False), ("weighted", "y", "a b c", True),
        ("interaction", "y", "a b c a:b a:a", False), ("ordinal", "o", "a b c", False),
        ("ordinal weighted", "o", "a b c b:c", True)):
    m = Model(outcome, drivers.split(), weighted)
    names = m.drivers + ["%d|%d" % pair for pair in zip(m.levels, m.levels[1:])]
    robust, _ = m.covariance(lambda i: i)
    clustered, count = m.covariance(lambda i: ROWS[i]["g"])
    for j, name in enumerate(names):
        show(case, "estimate", name, m.theta[j])
        show(case, "model", name, sqrt(m.bread[j, j]))
        show(case, "robust", name, sqrt(robust[j, j]))
        show(case, "clustered", name, sqrt(clustered[j, j] * count / (count - 1)))
    show(case, "deviance", "", m.deviance())
    show(case, "null_deviance", "", m.null_deviance())
    if outcome == "y":
        show(case, "auc", "", m.auc())
        slopes = {}
        for item in dict.fromkeys(":".join(m.drivers).split(":")):
            slope = []
            for j in range(m.q):
                up, down = list(m.theta), list(m.theta)
                up[j] += mpf(10) ** -15
                down[j] -= mpf(10) ** -15
                slope.append((m.effect(item, up) - m.effect(item, down)) / (2 * mpf(10) ** -15))
            slopes[item] = slope = matrix(slope)
            show(case, "effect", item, m.effect(item, m.theta))
            show(case, "effect model", item, sqrt((slope.T * m.bread * slope)[0]))
            show(case, "effect robust", item, sqrt((slope.T * robust * slope)[0]))
        for a, b in combinations(slopes, 2):
            show(case, "covariance", a + "|" + b, (slopes[a].T * robust * slopes[b])[0])
