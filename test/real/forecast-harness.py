#!/usr/bin/env python3
"""The forecasts of test/real/forecast.t by test/unit/forecast_method.py, day
by day and each from scratch.  Prints, per column and method, the sums of
absolute errors and of what came, and how often limits of 80 and 95 % held.

    forecast-harness.py FOLDER us|il"""
import csv
import os
import sys
from datetime import date, datetime, timedelta

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'unit'))
sys.dont_write_bytecode = True
import forecast_method as fm

EPOCH = date(2000, 1, 1)
N = 48


def load(path):
    days, begins = {}, {}
    for row in csv.DictReader(open(path)):
        t = datetime.fromisoformat(row['interval_start'])
        day = days.setdefault((t.date() - EPOCH).days, [0.] * N)
        slot = (t.hour * 60 + t.minute) // 30
        day[slot] += float(row['calls'])
        begins[(t.date() - EPOCH).days] = min(slot, begins.get((t.date() - EPOCH).days, N))
    return days, begins


def main(folder, name):
    days, begins = load(f'{folder}/{name}_bank_30min.csv')
    first = min(days)
    special = set()
    if name == 'il':
        special = {(date.fromisoformat(row['day']) - EPOCH).days
                   for row in csv.DictReader(open(f'{folder}/il_bank_special_days.csv'))}
    a, b = {'us': ((2003, 8, 11), (2003, 10, 3)), 'il': ((1999, 10, 16), (1999, 12, 10))}[name]
    a, b = (date(*a) - EPOCH).days, (date(*b) - EPOCH).days
    sums = {}

    def add(key, day, slot, volume, variance):
        if day not in days:
            return
        s = sums.setdefault(key, [0., 0., 0, 0, 0])
        y = days[day][slot]
        s[0] += abs(y - volume)
        s[1] += y
        s[2] += 1
        for i, p in ((3, .1), (4, .025)):
            if volume > 0 and key in ('next day', 'rest of day'):
                s[i] += fm.quantile(volume, variance, p) <= y <= fm.quantile(volume, variance, 1 - p)

    for method in ('factor', 'seasonal_naive'):
        for today in range(a, b + 1):
            model = fm.Model(N, 1800, method, special)
            for d in range(first, today):
                model.step(d, fm.Day(days[d]) if d in days else None, d >= today - fm.SCORE_DAYS)
            at = lambda key: key if method == 'factor' else 'naive ' + key
            rows = model.predict(today, [], today + 6)
            for day, slot, mean, variance in rows:
                if day <= b:
                    add(at('week'), day, slot, mean, variance)
                if day == today:
                    add(at('next day'), day, slot, mean, variance)
            if today not in days:
                continue
            F = model.day_forecast(today, 1)
            for seen in range(N):
                came = days[today][:seen]
                rest = [(f, model.day_variance(today, 1)) for f in F[seen:]]
                if method == 'factor' and seen > begins[today]:
                    rest = model.running(F, came, [1] * seen)
                add(at('next 30 min'), today, seen, rest[0][0], 0)
                if seen in (18, 22, 26):
                    for j, (f, v) in enumerate(rest):
                        add(at('rest of day'), today, seen + j, f, fm.DISPERSION * f + F[seen + j] ** 2 * v)
    for key, s in sorted(sums.items()):
        print(key, *map(repr, s), sep='|')


main(*sys.argv[1:])
