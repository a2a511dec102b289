#!/usr/bin/python3
"""Regression and importance by a second route: numpy on the rows themselves."""
import itertools
import json
import math
import subprocess
import sys

try:
    import numpy as np
except ImportError:
    print("1..0 # SKIP python3-numpy is not installed")
    sys.exit(0)

DATABASE = "drivers_second_route"
tests = 0


def ok(passed, name, note=""):
    global tests
    tests += 1
    print(f"{'ok' if passed else 'not ok'} {tests} - {name}")
    if not passed:
        print("#", note)


def agree(got, want, tolerance, name):
    got, want = np.asarray(got, float), np.asarray(want, float)
    worst = np.max(np.abs(got - want) / np.maximum(1, np.abs(want)))
    ok(worst <= tolerance, name, f"worst difference {worst}: got {got}, want {want}")


def psql(sql, data=None):
    return subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-c", sql], input=data,
                          check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout


def rows(query):
    return json.loads(psql(f"SELECT coalesce(json_agg(q), '[]') FROM ({query}) q"))


def least_squares(x, y, w, frequency):
    """Coefficients, standard errors and R squared by the QR of the weighted design."""
    design = np.column_stack([np.ones(len(y)), x]) * np.sqrt(w)[:, None]
    q, r = np.linalg.qr(design)
    b = np.linalg.lstsq(design, y * np.sqrt(w), rcond=None)[0]
    residual = y - np.column_stack([np.ones(len(y)), x]) @ b
    count = w.sum() if frequency else len(y)
    scale = w if frequency else w * len(y) / w.sum()
    sigma2 = (scale * residual ** 2).sum() / (count - x.shape[1] - 1)
    inverse = np.linalg.inv(r.T @ r) * (1 if frequency else w.sum() / len(y))
    mean = (w * y).sum() / w.sum()
    return b, np.sqrt(sigma2 * np.diag(inverse)), 1 - (w * residual ** 2).sum() / (w * (y - mean) ** 2).sum()


def explained(x, y, w, subset):
    return least_squares(x[:, subset], y, w, False)[2] if subset else 0.0


def lmg(x, y, w):
    p = x.shape[1]
    r2 = {s: explained(x, y, w, list(s)) for size in range(p + 1) for s in itertools.combinations(range(p), size)}
    result = []
    for i in range(p):
        others = [j for j in range(p) if j != i]
        total = 0.0
        for size in range(p):
            share = math.factorial(size) * math.factorial(p - 1 - size) / math.factorial(p)
            for s in itertools.combinations(others, size):
                total += share * (r2[tuple(sorted(s + (i,)))] - r2[s])
        result.append(total)
    return result


subprocess.run(["dropdb", "--if-exists", DATABASE], check=True, stderr=subprocess.DEVNULL)
subprocess.run(["createdb", DATABASE], check=True)
psql("SET client_min_messages = warning; CREATE EXTENSION contact_center")
random = np.random.default_rng(20261121)

for p, n, offset, weighted in [(1, 30, 0, False), (3, 100, 1e9, False), (5, 400, 0, True), (8, 300, 100, False),
                               (8, 250, 0, True)]:
    name = f"{p} drivers, {n} rows, offset {offset:g}" + (", weighted" if weighted else "")
    common = random.normal(size=n)
    x = random.normal(size=(n, p)) + 0.7 * common[:, None]
    y = x @ random.normal(size=p) + random.normal(size=n)
    w = random.integers(1, 4, size=n).astype(float) if weighted else np.ones(n)
    # what the database reads is what numpy gets: the same doubles
    x += offset
    psql("SET client_min_messages = warning; DROP TABLE IF EXISTS t; CREATE TABLE t (y float8, w float8, x float8[])")
    psql("COPY t FROM stdin", "".join(
        "%r\t%r\t{%s}\n" % (float(y[i]), float(w[i]), ",".join(repr(float(v)) for v in x[i])) for i in range(n)))
    names = ["x%d" % i for i in range(1, p + 1)]
    listed = "ARRAY['%s']" % "','".join(names)
    psql(f"SET client_min_messages = warning; DROP TABLE IF EXISTS c; CREATE TABLE c AS SELECT comoments(ARRAY['y'] || {listed}, y || x"
         + (", w" if weighted else "") + ") AS c FROM t")
    centred = x - offset
    for kind in ("frequency", "analytic"):
        b, se, r2 = least_squares(centred, y, w, kind == "frequency")
        got = rows(f"SELECT r.* FROM c, regression(c, 'y', {listed}, weight_kind => '{kind}') r")
        fit = rows(f"SELECT r.* FROM c, regression_fit(c, 'y', {listed}, '{kind}') r")[0]
        agree([r["estimate"] for r in got[1:]], b[1:], 1e-9, f"{name}: coefficients")
        agree([r["std_error"] for r in got[1:]], se[1:], 1e-9, f"{name}: standard errors, {kind} weights")
        agree(fit["r_squared"], r2, 1e-9, f"{name}: R squared")
    got = [r["importance"] for r in rows(f"SELECT d.* FROM c, driver_importance(c, 'y', {listed}) d")]
    agree(got, lmg(centred, y, w), 1e-9, f"{name}: LMG as the mean over all subsets")
    agree(sum(got), r2, 1e-9, f"{name}: LMG adds up to R squared")
    got = [r["importance"] for r in rows(f"SELECT d.* FROM c, driver_importance(c, 'y', {listed}, 'relative_weights') d")]
    agree(sum(got), r2, 1e-9, f"{name}: relative weights add up to R squared")
    got = [r["importance"] for r in rows(f"SELECT d.* FROM c, driver_importance(c, 'y', {listed}, 'last') d")]
    agree(got, [r2 - explained(centred, y, w, [j for j in range(p) if j != i]) for i in range(p)], 1e-9,
          f"{name}: R squared lost without the driver")

# Standard errors of the delete-a-group jackknife, the groups by the published mix of the key.
MASK = 2 ** 64 - 1


def group_of(key):
    key = ((key ^ key >> 30) * 0xbf58476d1ce4e5b9) & MASK
    key = ((key ^ key >> 27) * 0x94d049bb133111eb) & MASK
    return (key ^ key >> 31) % 256


n = 1000
x = random.normal(size=(n, 2))
y = 3 + x @ np.array([1.0, -0.5]) + random.normal(size=n)
w = random.integers(1, 9, size=n) / 4
psql("CREATE TABLE j (id int, y float8, x1 float8, x2 float8, w float8)")
psql("COPY j FROM stdin", "".join("%d\t%r\t%r\t%r\t%r\n" % (i, float(y[i]), float(x[i, 0]), float(x[i, 1]), float(w[i]))
                                 for i in range(n)))
groups = np.array([group_of(i) for i in range(n)])
replicates = np.array([least_squares(x[groups != g], y[groups != g], w[groups != g], False)[0]
                       for g in sorted(set(groups))])
count = len(replicates)
want = np.sqrt((count - 1) / count * ((replicates - replicates.mean(axis=0)) ** 2).sum(axis=0))
got = rows("""SELECT r.* FROM (SELECT comoment_groups(r, j.w, j.id) AS g FROM j, LATERAL (SELECT j.y, j.x1, j.x2) AS r) AS s,
               regression(g, 'y', ARRAY['x1', 'x2']) AS r""")
agree([r["std_error"] for r in got], want, 1e-9, "jackknife standard errors")
agree([r["estimate"] for r in got], least_squares(x, y, w, False)[0], 1e-9, "with the estimates of the whole")

# Twenty-four drivers still are exact: independent ones explain their squared correlations.
hadamard = np.array([[1]])
while len(hadamard) < 32:
    hadamard = np.block([[hadamard, hadamard], [hadamard, -hadamard]])
x = hadamard[:, 1:25]
y = x @ np.arange(1, 25) + 5 * hadamard[:, 30]
psql("CREATE TABLE h (y int, x int[])")
psql("COPY h FROM stdin", "".join("%d\t{%s}\n" % (a, ",".join(map(str, b))) for a, b in zip(y, x)))
listed = "ARRAY(SELECT 'x' || i FROM generate_series(1, 24) i)"
got = rows(f"""SELECT d.importance FROM (SELECT comoments(ARRAY['y'] || {listed}, y::float8 || x::float8[]) AS c FROM h) c,
               driver_importance(c, 'y', {listed}) d""")
squares = np.arange(1, 25) ** 2
agree([r["importance"] for r in got], squares / (squares.sum() + 25), 1e-12, "24 orthogonal drivers")

print(f"1..{tests}")
