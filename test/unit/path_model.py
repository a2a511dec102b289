#!/usr/bin/python3
"""Vectors of path_model.tsv: numpy, from the rows and not from moments.

Composites are columns of scores here, inner weights come from correlating and
regressing scores, outer weights from correlating and regressing items with
scores, total effects from inverting I - B.  Lines, tab separated:
    row     answers...
    value   model  scheme  metric  quantity  a  b  number
"""
import numpy as np

ITEMS = "a1 a2 a3 b1 b2 c1 d1 d2 d3".split()
BLOCKS = {"A": ("A", "a1 a2 a3".split()), "B": ("B", "b1 b2".split()),
          "C": ("A", ["c1"]), "D": ("A", "d1 d2 d3".split())}
PATHS = [("B", "A"), ("C", "A"), ("C", "B"), ("D", "B"), ("D", "C")]  # target, source
NAMES = list(BLOCKS)

rng = np.random.default_rng(2005)
n = 80
a, e = rng.normal(size=(2, n, 1))
# A goes with B, B with C, but C against A: no turning of signs makes that plain
latent = {"A": a, "B": 0.5 * a + 0.9 * e, "C": e - 0.8 * a, "D": 0.5 * a + 0.9 * e + 0.3 * (e - 0.8 * a)}
noise = rng.normal(size=(n, len(ITEMS)))
widths = np.array([0.8, 3, 0.8, 1, 1, 2, 1.5, 1, 2.5])
shared = np.hstack([latent[c] for c, (_, items) in BLOCKS.items() for _ in items])
rows = np.clip(np.rint(6 + widths * (shared * 0.8 + noise * 0.7)), 1, 10)
rows[:, 1] = 11 - rows[:, 1]  # the widest item runs against its block
position = {name: i for i, name in enumerate(ITEMS)}


def unit(y):
    return (y - y.mean()) / y.std(ddof=1)


def solve(x, y):
    return np.linalg.lstsq(x, y, rcond=None)[0]


def fit(scheme, metric):
    x = rows - rows.mean(axis=0)
    if metric == "correlation":
        x = x / x.std(axis=0, ddof=1)
    block = {c: x[:, [position[i] for i in items]] for c, (_, items) in BLOCKS.items()}
    w = {c: np.ones(block[c].shape[1]) for c in NAMES}
    for _ in range(2000):
        w = {c: w[c] / (block[c] @ w[c]).std(ddof=1) for c in NAMES}
        y = {c: block[c] @ w[c] for c in NAMES}
        z = {c: np.zeros(n) for c in NAMES}
        for target in NAMES:
            sources = [s for t, s in PATHS if t == target]
            if not sources:
                continue
            beta = solve(np.column_stack([y[s] for s in sources]), y[target])
            for s, b in zip(sources, beta):
                r = np.corrcoef(y[s], y[target])[0, 1]
                e = {"centroid": np.sign(r), "factorial": r, "path": r}[scheme]
                z[s] = z[s] + e * y[target]
                z[target] = z[target] + (b if scheme == "path" else e) * y[s]
        for c in NAMES:
            if BLOCKS[c][0] == "A":
                w[c] = block[c].T @ z[c] / (n - 1)
            else:
                w[c] = solve(block[c], z[c])
    w = {c: w[c] / (block[c] @ w[c]).std(ddof=1) for c in NAMES}
    for c in NAMES:
        if sum(np.corrcoef(block[c][:, i], block[c] @ w[c])[0, 1] for i in range(len(w[c]))) < 0:
            w[c] = -w[c]
    return w, {c: block[c] @ w[c] for c in NAMES}


def out(scheme, metric, quantity, a, b, number):
    print("value", scheme, metric, quantity, a, b, repr(float(number)), sep="\t")


for row in rows:
    print("row", *(int(v) for v in row), sep="\t")
for scheme in ("path", "factorial", "centroid"):
    for metric in ("correlation", "raw"):
        w, y = fit(scheme, metric)
        B = np.zeros((4, 4))
        for c in NAMES:
            for i, v in zip(BLOCKS[c][1], w[c]):
                out(scheme, metric, "weight", c, i, v)
                for d in NAMES:
                    out(scheme, metric, "cross", d, i, np.corrcoef(rows[:, position[i]], y[d])[0, 1])
            sources = [s for t, s in PATHS if t == c]
            if sources:
                x = np.column_stack([y[s] for s in sources])
                beta = solve(x, y[c])
                residual = y[c] - x @ beta
                out(scheme, metric, "r2", c, "", 1 - residual @ residual / (y[c] @ y[c]))
                cov = np.linalg.inv(x.T @ x) * (residual @ residual) / (n - len(sources) - 1)
                for k, s in enumerate(sources):
                    B[NAMES.index(c), NAMES.index(s)] = beta[k]
                    out(scheme, metric, "path", c, s, beta[k])
                    out(scheme, metric, "se", c, s, cov[k, k] ** 0.5)
            plain = np.array(w[c])
            if metric == "correlation":
                plain = plain / rows[:, [position[i] for i in BLOCKS[c][1]]].std(axis=0, ddof=1)
            omega = plain / plain.sum()
            index = (rows[:, [position[i] for i in BLOCKS[c][1]]] - 1) / 9 * 100 @ omega
            out(scheme, metric, "index_mean", c, "", index.mean())
            out(scheme, metric, "index_sd", c, "", index.std(ddof=1))
            out(scheme, metric, "score", c, "", y[c][7])
            out(scheme, metric, "index_score", c, "", index[7])
        total = np.linalg.inv(np.eye(4) - B) - np.eye(4)
        for s in NAMES:
            for t in NAMES:
                if total[NAMES.index(t), NAMES.index(s)] != 0:
                    out(scheme, metric, "total", s, t, total[NAMES.index(t), NAMES.index(s)])
