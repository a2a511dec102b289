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

# Loyalty metrics: base R prop.test, survey::svymean, mpmath; there in percent
load("callcenter_training")
psql("""CREATE TABLE answers AS
        SELECT "CUSL3"::int AS nps, "CUSA1"::int AS csat, "CUSCO"::int AS ces,
               0.5 + ((row_number * 37) % 11) / 10.0::float8 AS w FROM mobi""")


def counted(counts):
    return "(SELECT score FROM (VALUES %s) v (score, times), generate_series(1, times)) s" % ", ".join(
        f"({score}, {times})" for score, times in counts if times > 0)


ESTIMATES = {
    "mobi_CUSL3": ("nps_estimate(nps)", "answers"),
    "mobi_CUSA1_ge8": ("csat_estimate(csat, 8)", "answers"),
    "mobi_CUSCO": ("ces_estimate(ces)", "answers"),
    "counts_70_20_10": ("nps_estimate(score)", counted([(10, 70), (7, 20), (0, 10)])),
    "counts_3_0_0": ("nps_estimate(score)", counted([(9, 3)])),
    "counts_9_of_10": ("csat_estimate(score)", counted([(5, 9), (3, 1)])),
    "counts_0_of_12": ("csat_estimate(score)", counted([(1, 12)])),
    "counts_12_of_12": ("csat_estimate(score)", counted([(4, 12)])),
    "weighted_mobi_x": ("nps_estimate(nps, w)", "answers"),
    "weighted_mobi_t2": ("csat_estimate(csat, 8, w)", "answers"),
    "weighted_mobi_CUSA1": ("ces_estimate(csat, w)", "answers"),
}
header = open(os.path.join(SURVEYS, "callcenter_training.csv")).readline().strip().split(",")
rating = [c for c in header if "sat" in c.lower()][0]
ESTIMATES["cc_top2_all"] = (f'csat_estimate("{rating}"::int)', "callcenter_training")
PERCENT = {"nps": "value", "se_wald": "std_error", "adjwald_lo": "lower", "adjwald_hi": "upper",
           "csat": "value", "wilson_lo": "lower", "wilson_hi": "upper"}
PLAIN = {"n": "n", "ces_mean": "value", "ces_lo": "lower", "ces_hi": "upper", "svymean": "value", "svyse": "std_error"}
estimates = {case: rows(f"SELECT (e).* FROM (SELECT {call} AS e FROM {source}) x")[0]
             for case, (call, source) in ESTIMATES.items()}
untested = set()
for row in reference("loyalty_metrics"):
    case, quantity, value = row["case"], row["quantity"], float(row["value"])
    if case == "prca_mobi":
        continue
    if quantity in PERCENT:
        close(estimates[case][PERCENT[quantity]] * 100, value, 1e-11, f"{case}: {quantity}", relative=True)
    elif quantity in PLAIN:
        close(estimates[case][PLAIN[quantity]], value, 1e-12, f"{case}: {quantity}", relative=True)
    else:
        untested.add(quantity)
print("# not computed here:", ", ".join(sorted(untested)))

# Penalty and reward of the quality items: base R lm
items = ["PERQ%d" % i for i in range(1, 8)]
dummies = ", ".join(f'"{i}"::int <= 6 AS "{i}_low", "{i}"::int >= 9 AS "{i}_high"' for i in items)
psql(f"""CREATE TABLE prca AS SELECT comoments(r) AS c
         FROM (SELECT "CUSA1"::int AS "CUSA1", {dummies} FROM mobi) r""")
array = "ARRAY['%s']" % "','".join(items)
contrast = {r["attribute"]: r for r in rows(f"SELECT p.* FROM prca, penalty_reward(c, 'CUSA1', {array}) p")}
names = "ARRAY[%s]" % ",".join(f"'{i}_low','{i}_high'" for i in items)
intercept = rows(f"SELECT r.* FROM prca, regression(c, 'CUSA1', {names}) r LIMIT 1")[0]
r_squared = float(psql(f"SELECT r_squared FROM prca, regression_fit(c, 'CUSA1', {names})"))
for row in reference("loyalty_metrics"):
    if row["case"] != "prca_mobi":
        continue
    quantity, value = row["quantity"], float(row["value"])
    kind, _, name = quantity.partition(":")
    if quantity == "r2":
        got = r_squared
    elif name == "(Intercept)":
        got = intercept["estimate" if kind == "coef" else "std_error"]
    else:
        item, side = name.split("_")
        got = contrast[item][("penalty" if side == "low" else "reward") + ("" if kind == "coef" else "_error")]
    close(got, value, 1e-11, "penalty and reward: " + quantity)

# SERVQUAL gaps: paired t tests, psych::alpha
gaps = ", ".join(f"qual{i}::int - expe{i}::int AS gap{i}, qual{i}::int AS qual{i}" for i in range(1, 6))
psql(f"CREATE TABLE gaps AS SELECT comoments(r) AS c FROM (SELECT {gaps} FROM satisfaction) r")
gap = {}
for i in range(1, 6):
    gap[f"item{i}"] = rows(f"""SELECT (e).*, (e).value / (e).std_error AS t, servqual_gap, perception, expectation
        FROM (SELECT servqual_gap_estimate(expe{i}::int, qual{i}::int) AS e,
                     servqual_gap(expe{i}::int, qual{i}::int),
                     avg(qual{i}::int)::float8 AS perception, avg(expe{i}::int)::float8 AS expectation
              FROM satisfaction) x""")[0]
    gap[f"item{i}"]["sd"] = gap[f"item{i}"]["std_error"] * gap[f"item{i}"]["n"] ** 0.5
gap_items, qual_items = (["%s%d" % (stem, i) for i in range(1, 6)] for stem in ("gap", "qual"))
scale = {}
for name, members in (("gap", gap_items), ("perception", qual_items)):
    scale[name] = rows("SELECT r.* FROM gaps, rater_index(c, ARRAY['%s'], array_fill('%s'::text, ARRAY[5]), 0, 100) r"
                       % ("','".join(members), name))[0]
untested = set()
for row in reference("servqual_gap"):
    quantity, a, value = row["quantity"], row["a"], float(row["value"])
    column = {"gap_mean": "value", "gap_sd": "sd", "gap_se": "std_error", "gap_t": "t", "gap_lo": "lower",
              "gap_hi": "upper", "perception_mean": "perception", "expectation_mean": "expectation"}.get(quantity)
    if a == "dimension" and quantity in ("gap_mean", "gap_sd"):
        close(scale["gap"]["mean" if quantity == "gap_mean" else "stddev"], value, 1e-12, "dimension: " + quantity)
    elif quantity == "alpha_raw":
        close(scale[a]["cronbach_alpha"], value, 1e-12, f"alpha of {a}")
    elif a in gap and column:
        close(gap[a][column], value, 1e-12, f"{a}: {quantity}", relative=True)
    else:
        untested.add(quantity)
print("# not computed here:", ", ".join(sorted(untested)))

print(f"1..{tests}")
