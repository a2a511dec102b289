#!/usr/bin/python3
"""Logistic and ordinal regression on real surveys against R: glm, clm, sandwich.

Needs the survey data in $CC_DATA (default ../shared) and Rscript with MASS,
sandwich and ordinal (r-cran-mass, r-cran-sandwich, r-cran-ordinal); without them
there is nothing to test.
"""
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile

DATA = os.environ.get("CC_DATA", "../shared")
SURVEYS = os.path.join(DATA, "data/surveys")
DATABASE = "logistic_data"

if not os.path.isdir(SURVEYS):
    print("1..0 # SKIP no survey data in", DATA)
    sys.exit(0)
if not shutil.which("Rscript") or subprocess.run(
        ["Rscript", "-e", "library(MASS); library(sandwich); library(ordinal)"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
    print("1..0 # SKIP Rscript with MASS, sandwich and ordinal is not there")
    sys.exit(0)

tests = 0


def ok(passed, name, note=""):
    global tests
    tests += 1
    print(f"{'ok' if passed else 'not ok'} {tests} - {name}")
    if not passed:
        print("#", note)


def psql(sql, **more):
    return subprocess.run(["psql", "-XqAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", DATABASE, "-c", sql],
                          check=True, stdout=subprocess.PIPE, universal_newlines=True, **more).stdout


def airline():
    """The ratings and what else may matter; a rating that is missing stays out."""
    with open(os.path.join(SURVEYS, "airline.csv")) as f:
        for r in csv.DictReader(f):
            yield {**{c: r[c] for c in r if c not in ("gender", "customer_type", "type_of_travel", "class")},
                   "business": int(r["type_of_travel"] == "Business travel"), "eco": int(r["class"] == "Eco"),
                   "loyal": int(r["customer_type"] == "Loyal Customer"), "woman": int(r["gender"] == "Female"),
                   "weight": 0.5 + int(r["id"]) % 7 / 4, "times": 1 + int(r["id"]) % 3}


def telco():
    with open(os.path.join(SURVEYS, "telco_churn.csv")) as f:
        for i, r in enumerate(csv.DictReader(f)):
            yield {"churn": int(r["Churn"] == "Yes"), "tenure": r["tenure"], "monthly": r["MonthlyCharges"],
                   "senior": r["SeniorCitizen"], "fiber": int(r["InternetService"] == "Fiber optic"),
                   "none": int(r["InternetService"] == "No"), "one_year": int(r["Contract"] == "One year"),
                   "two_year": int(r["Contract"] == "Two year"), "paperless": int(r["PaperlessBilling"] == "Yes"),
                   "echeck": int(r["PaymentMethod"] == "Electronic check"), "partner": int(r["Partner"] == "Yes"),
                   "district": i % 97, "weight": 0.25 + i % 11 / 8, "times": 1 + i % 4}


RATINGS = ["inflight_wifi_service", "departure_arrival_time_convenient", "ease_of_online_booking", "gate_location",
           "food_and_drink", "online_boarding", "seat_comfort", "inflight_entertainment", "on_board_service",
           "leg_room_service", "baggage_handling", "checkin_service", "inflight_service", "cleanliness"]
CHURN = ["tenure", "monthly", "senior", "fiber", "none", "one_year", "two_year", "paperless", "echeck", "partner"]
# name: table, kind, outcome, drivers, weight, cluster
CASES = {
    "airline ratings": ("airline", "glm", "satisfaction", RATINGS, None, "age"),
    "airline with interactions": ("airline", "glm", "satisfaction", RATINGS + [
        "business", "loyal", "age", "flight_distance", "arrival_delay_in_minutes", "online_boarding:business",
        "age:loyal", "age:age", "seat_comfort:business:eco"], None, "flight_distance"),
    "airline weighted": ("airline", "glm", "satisfaction", RATINGS + ["business", "eco:age"], "weight", "age"),
    "churn": ("telco", "glm", "churn", CHURN, None, "district"),
    "churn weighted": ("telco", "glm", "churn", CHURN, "weight", "district"),
    "churn by counts, with interactions": ("telco", "glm", "churn", CHURN + [
        "tenure:fiber", "monthly:fiber", "tenure:tenure"], "times", "district"),
    "ordinal": ("airline", "clm", "cleanliness", ["seat_comfort", "food_and_drink", "age", "business", "age:business"],
                None, "age"),
    "ordinal weighted": ("airline", "clm", "on_board_service", ["leg_room_service", "business", "eco", "woman"],
                         "weight", None),
}

R = r'''
options(warn = -1) # of weights that are no counts
suppressMessages({library(MASS); library(sandwich); library(ordinal)})
show <- function(name, quantity, term, value)
	cat(sprintf("%s\t%s\t%s\t%.17g\n", name, quantity, term, value), sep = "")
args <- commandArgs(TRUE)
cases <- read.delim(args[1], stringsAsFactors = FALSE, colClasses = "character")
for (i in seq_len(nrow(cases))) {
	case <- cases[i, ]
	d <- read.csv(file.path(args[2], paste0(case$table, ".csv")))
	drivers <- strsplit(case$drivers, ",")[[1]]
	used <- unique(c(case$outcome, unlist(strsplit(drivers, ":")), case$weight, case$cluster))
	d <- d[complete.cases(d[, used[used != ""]]), ]
	for (j in seq_along(drivers))
		d[[paste0("x", j)]] <- Reduce(`*`, lapply(strsplit(drivers[j], ":")[[1]], function(v) as.numeric(d[[v]])))
	terms <- paste0("x", seq_along(drivers))
	d$w <- if (case$weight == "") 1 else d[[case$weight]]
	if (case$kind == "glm") {
		fit <- glm(reformulate(terms, case$outcome), binomial, d, weights = w,
			control = glm.control(epsilon = 1e-14, maxit = 100))
		names <- c("(intercept)", drivers)
		order <- seq_along(names)
		y <- d[[case$outcome]]
		show(case$name, "null_deviance", "", fit$null.deviance)
		show(case$name, "deviance", "", fit$deviance)
		show(case$name, "n", "", nrow(d))
		show(case$name, "events", "", sum(y))
		if (case$weight == "") {
			r <- rank(round(fit$linear.predictors, 11))
			show(case$name, "aic", "", fit$aic)
			show(case$name, "auc", "", (sum(r[y == 1]) - sum(y) * (sum(y) + 1) / 2) / (sum(y) * (nrow(d) - sum(y))))
		}
	} else {
		d$outcome <- factor(d[[case$outcome]])
		fit <- clm(reformulate(terms, "outcome"), data = d, weights = w,
			control = clm.control(gradTol = 1e-10, maxIter = 100))
		cuts <- paste(head(levels(d$outcome), -1), tail(levels(d$outcome), -1), sep = "|")
		names <- c(cuts, drivers)
		order <- seq_along(names)
		show(case$name, "deviance", "", -2 * as.numeric(logLik(fit)))
		polr <- polr(reformulate(terms, "outcome"), data = d, weights = w, control = list(reltol = 1e-16, maxit = 1000))
		show(case$name, "polr", drivers, coef(polr))
		show(case$name, "polr", cuts, polr$zeta)
	}
	show(case$name, "estimate", names, coef(fit)[order])
	show(case$name, "model", names, sqrt(diag(vcov(fit)))[order])
	show(case$name, "robust", names, sqrt(diag(sandwich(fit)))[order])
	if (case$cluster != "")
		show(case$name, "clustered", names, sqrt(diag(vcovCL(fit, d[[case$cluster]], type = "HC0", cadjust = TRUE)))[order])
}
'''

subprocess.run(["dropdb", "--if-exists", DATABASE], check=True, stderr=subprocess.DEVNULL)
subprocess.run(["createdb", DATABASE], check=True)
psql("SET client_min_messages = warning; CREATE EXTENSION contact_center")
with tempfile.TemporaryDirectory() as folder:
    for table, rows in (("airline", list(airline())), ("telco", list(telco()))):
        path = os.path.join(folder, table + ".csv")
        with open(path, "w", newline="") as f:
            writer = csv.DictWriter(f, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        psql("CREATE TABLE %s (%s)" % (table, ", ".join(f"{c} float8" for c in rows[0])))
        with open(path) as f:
            psql(f"COPY {table} FROM STDIN (FORMAT csv, HEADER)", stdin=f)
    with open(os.path.join(folder, "cases"), "w") as f:
        print("name", "table", "kind", "outcome", "drivers", "weight", "cluster", sep="\t", file=f)
        for name, (table, kind, outcome, drivers, weight, cluster) in CASES.items():
            print(name, table, kind, outcome, ",".join(drivers), weight or "", cluster or "", sep="\t", file=f)
    with open(os.path.join(folder, "fit.R"), "w") as f:
        f.write(R)
    expected = subprocess.run(["Rscript", f.name, os.path.join(folder, "cases"), folder], check=True,
                              stdout=subprocess.PIPE, universal_newlines=True).stdout
want = {}
for line in expected.splitlines():
    name, quantity, term, value = line.split("\t")
    want.setdefault((name, quantity), {})[term] = float(value)

ARGUMENTS = {"estimate": "", "model": "", "robust": ", robust => true", "clustered": ", cluster => '%s'", "polr": ""}
for name, (table, kind, outcome, drivers, weight, cluster) in CASES.items():
    items = dict.fromkeys([outcome] + [i for d in drivers for i in d.split(":")] + ([cluster] if cluster else []))
    listed = "ARRAY['%s']" % "','".join(drivers)
    psql("SET client_min_messages = warning; DROP TABLE IF EXISTS m; "
         "CREATE TABLE m AS SELECT model_rows(r%s) AS m FROM %s AS t, LATERAL (SELECT %s) AS r"
         % (f", t.{weight}" if weight else "", table, ", ".join(f"t.{i}" for i in items)))
    function = "logistic" if kind == "glm" else "ordinal"
    tolerance = 1e-9 if kind == "glm" else 1e-6
    for quantity, arguments in ARGUMENTS.items():
        if (name, quantity) not in want:
            continue
        arguments = arguments % cluster if "%" in arguments else arguments
        column = "estimate" if quantity in ("estimate", "polr") else "std_error"
        got = dict(line.split("\t") for line in psql(
            f"SELECT r.term, r.{column} FROM m, {function}_regression(m, '{outcome}', {listed}{arguments}) r").splitlines())
        # polr's optimiser knows no more of small coefficients
        least, allowed = (1, 1e-6) if quantity == "polr" else (1e-3, tolerance)
        worst, where = max((abs(float(got[t]) - v) / max(abs(v), least), t) for t, v in want[name, quantity].items())
        ok(worst <= allowed and len(got) == len(want[name, quantity]), f"{name}: {quantity}",
           f"worst relative difference {worst} of {where}")
    fit = json.loads(psql(f"SELECT to_json(f) FROM m, {function}_fit(m, '{outcome}', {listed}) f"))
    for quantity in ("n", "events", "null_deviance", "deviance", "aic", "auc"):
        if (name, quantity) in want:
            value = want[name, quantity][""]
            ok(abs(fit[quantity] - value) <= 1e-9 * abs(value), f"{name}: {quantity}",
               f"got {fit[quantity]}, want {value}")

# Merged, permuted and in parts: the same to the bit
for name in ("airline weighted", "churn"):
    table, kind, outcome, drivers, weight, cluster = CASES[name]
    items = dict.fromkeys([outcome] + [i for d in drivers for i in d.split(":")])
    lateral = "LATERAL (SELECT %s) AS r" % ", ".join(f"t.{i}" for i in items)
    what = "model_rows(r%s)" % (f", t.{weight}" if weight else "")
    listed = "ARRAY['%s']" % "','".join(drivers)
    fitted = {}
    for way, source in (
            ("at once", f"SELECT {what} AS m FROM {table} AS t, {lateral}"),
            ("backwards", f"SELECT {what} AS m FROM (SELECT * FROM {table} ORDER BY md5({table}::text)) AS t, {lateral}"),
            ("in parts", f"SELECT rollup(m) AS m FROM (SELECT {what} AS m FROM {table} AS t, {lateral} "
                         f"GROUP BY hashtext(t::text) % 13) AS p"),
            ("through text", f"SELECT {what}::text::model_rows AS m FROM {table} AS t, {lateral}")):
        fitted[way] = psql(f"SELECT r.* FROM ({source}) m, logistic_regression(m, '{outcome}', {listed}, robust => true) r")
    for way in list(fitted)[1:]:
        ok(fitted[way] == fitted["at once"] and len(fitted[way]) > 200, f"{name}: {way} as at once, to the bit")

print(f"1..{tests}")
