#!/usr/bin/python3
"""Regression, importance, loyalty metrics and gaps against published packages.

Needs the survey data and reference results in $CC_DATA (default ../shared);
without them there is nothing to test.
"""
import csv
import json
import os
import subprocess
import sys

DATA = os.environ.get("CC_DATA", "../shared")
SURVEYS = os.path.join(DATA, "data/surveys")
REFERENCE = os.path.join(DATA, "reference/drivers")
DATABASE = "drivers_reference"

if not os.path.isdir(REFERENCE):
    print("1..0 # SKIP no reference data in", DATA)
    sys.exit(0)

tests = 0


def ok(passed, name, note=""):
    global tests
    tests += 1
    print(f"{'ok' if passed else 'not ok'} {tests} - {name}")
    if not passed:
        print("#", note)


def close(got, want, tolerance, name, relative=False):
    scale = max(1, abs(want)) if relative else 1
    ok(got is not None and abs(got - want) <= tolerance * scale, name, f"got {got}, want {want}")


def psql(*commands):
    arguments = [x for c in commands for x in ("-c", c)]
    return subprocess.run(["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, *arguments],
                          check=True, stdout=subprocess.PIPE, universal_newlines=True).stdout


def rows(query):
    out = psql(f"SELECT coalesce(json_agg(q), '[]') FROM ({query}) q")
    return json.loads(out)


def load(name):
    path = os.path.join(SURVEYS, name + ".csv")
    with open(path) as f:
        header = next(csv.reader(f))
    psql("CREATE TABLE %s (row_number int GENERATED ALWAYS AS IDENTITY, %s)"
         % (name, ", ".join(f'"{c}" text' for c in header)))
    with open(path) as f:
        subprocess.run(["psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-c",
                        "\\copy %s (%s) from stdin csv header" % (name, ", ".join(f'"{c}"' for c in header))],
                       stdin=f, check=True)
    return header


def reference(name):
    with open(os.path.join(REFERENCE, name + ".csv")) as f:
        return list(csv.DictReader(f))


def integers(columns):
    return ", ".join(f'"{c}"::int AS "{c}"' for c in columns)


subprocess.run(["dropdb", "--if-exists", DATABASE], check=True, stderr=subprocess.DEVNULL)
subprocess.run(["createdb", DATABASE], check=True)
psql("CREATE EXTENSION contact_center")
mobi = load("mobi")
satisfaction = load("satisfaction")
psql("CREATE TABLE c AS SELECT comoments(r) AS c FROM (SELECT %s FROM mobi) r" % integers(mobi))

# Moments: exact rational arithmetic
moments = rows("SELECT name, n, mean, stddev FROM c, item_summary(c)")
by_name = {m["name"]: m for m in moments}
correlations = {(r["a"], r["b"]): r for r in rows(
    """SELECT a.name AS a, b.name AS b, correlation(c, a.name, b.name) AS r,
              covariance(c, a.name, b.name) * (a.n - 1) AS m2
       FROM c, item_summary(c) a, item_summary(c) b""")}
worst = {}
for row in reference("mobi_moments"):
    quantity, a, b, value = row["quantity"], row["a"], row["b"], float(row["value"])
    if quantity == "n":
        got = by_name[a]["n"] if a in by_name else by_name["IMAG1"]["n"]
    elif quantity in ("mean", "sd"):
        got = by_name[a]["mean" if quantity == "mean" else "stddev"]
    elif quantity == "m2":
        got = correlations[a, b]["m2"]
    elif quantity.startswith("cor"):
        got = correlations[a, b]["r"]
    else:
        ok(False, "unknown quantity " + quantity)
        continue
    worst[quantity] = max(worst.get(quantity, 0), abs(got - value) / max(1, abs(value)))
for quantity, difference in worst.items():
    ok(difference <= 1e-14, f"mobi_moments: {quantity}", f"worst difference {difference}")

# Regression and importance: lm, relaimpo, rwa, domir
MODELS = {
    "mobi10": ("CUSA1", ["PERQ%d" % i for i in range(1, 8)] + ["PERV1", "PERV2", "CUSCO"]),
    "mobi4": ("CUSL3", ["CUSA1", "CUSA2", "CUSA3", "CUSCO"]),
}
METHOD = {"lmg": "lmg", "last": "last", "first": "first", "betasq": "betasq", "pratt": "pratt",
          "genizi": "relative_weights", "relweight_raw": "relative_weights", "general_dominance": "lmg"}
REGRESSION = {"coef": "estimate", "se": "std_error", "t": "t", "p": "p", "beta": "beta", "vif": "vif",
              "ci_lo": "lower", "ci_hi": "upper", "ci95_lo": "lower", "ci95_hi": "upper"}
FIT = {"r2": "r_squared", "r2_adj": "adjusted_r_squared", "sigma": "sigma", "f": "f", "f_p": "p",
       "df_resid": "df", "n": "observations"}
worst = {}
untested = set()
for model, (outcome, drivers) in MODELS.items():
    array = "ARRAY['%s']" % "','".join(drivers)
    fitted = {r["term"]: r for r in rows(f"SELECT r.* FROM c, regression(c, '{outcome}', {array}) r")}
    fit = rows(f"SELECT r.* FROM c, regression_fit(c, '{outcome}', {array}) r")[0]
    importance = {m: {r["driver"]: r for r in rows(
        f"SELECT d.* FROM c, driver_importance(c, '{outcome}', {array}, '{m}') d")} for m in set(METHOD.values())}
    for row in reference("mobi_relimp"):
        if row["model"] != model:
            continue
        quantity, a, value = row["quantity"], row["a"], float(row["value"])
        if quantity in METHOD:
            got = importance[METHOD[quantity]][a]["importance"]
        elif quantity == "relweight_pct":
            got = importance["relative_weights"][a]["share"] * 100
        elif quantity in REGRESSION:
            got = fitted["(Intercept)" if a == "_intercept" else a][REGRESSION[quantity]]
        elif quantity in FIT:
            got = fit[FIT[quantity]]
        else:
            untested.add(quantity)
            continue
        key = (model, quantity)
        worst[key] = max(worst.get(key, 0), abs(got - value) / max(1, abs(value)))
for (model, quantity), difference in sorted(worst.items()):
    ok(difference <= 1e-10, f"{model}: {quantity}", f"worst difference {difference}")
print("# not computed here:", ", ".join(sorted(untested)))

print(f"1..{tests}")
