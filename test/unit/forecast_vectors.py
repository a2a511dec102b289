#!/usr/bin/env python3
"""forecast_vectors.tsv: forecasts of made-up histories by forecast_method.py,
which knows nothing of the C.  The histories come from integers that the test
makes as well."""
import forecast_method as fm

# name, width in minutes, days, closed weekdays (Monday 0), scale, slots of the last day seen, method
CASES = [
    ('plain', 30, 75, (), 100, 0, 'factor'),
    ('naive', 30, 40, (), 100, 0, 'seasonal_naive'),
    ('weeks', 30, 40, (), 100, 0, 'mean_of_weeks'),
    ('running', 30, 130, (5, 6), 900, 20, 'factor'),
    ('evening', 60, 64, (6,), 300, 24, 'factor'),
    ('five minutes', 5, 36, (), 30, 130, 'factor'),
    ('few', 60, 90, (), 2, 11, 'factor'),
    ('none', 60, 20, (), 0, 0, 'factor'),
    ('one day', 30, 1, (), 100, 0, 'factor'),
    ('one week', 30, 7, (), 100, 10, 'factor'),
    ('saturdays', 30, 60, (0, 1, 2, 3, 4, 6), 100, 0, 'factor'),
    ('month', 15, 26, (6,), 100000, 40, 'factor'),
    ('holidays', 30, 205, (6,), 400, 0, 'factor'),
    ('named', 30, 205, (6,), 400, 0, 'factor'),
    ('gaps', 30, 70, (), 200, 22, 'factor'),
    ('wild', 30, 100, (), 200, 0, 'factor'),
    ('handled', 60, 50, (), 60, 0, 'factor'),
]
FIRST = 1500  # 2004-02-09, a Monday


def noise(day, slot, salt):
    return (day * 7919 + slot * 104729 + salt * 1299709) * 2654435761 % 4294967296 % 1000


def volume(case, day, slot):
    """Whole numbers only."""
    name, minutes, days, closed, scale, seen, method = case
    w = (day + 5) % 7
    hour = slot * minutes // 60
    if w in closed or (name in ('holidays', 'named') and day % 29 == 0 and day % 2 == 0):
        return None
    shape = 0 if hour < 7 or hour >= 21 else 40 + 12 * (7 - abs(hour - 11 - w % 3)) if abs(hour - 11 - w % 3) < 7 else 20
    level = 850 + noise(day, 0, 1) * 3 // 10 + (120 if w == 0 else 0) - (200 if w >= 5 else 0)
    value = scale * shape * level * (900 + noise(day, slot, 2) // 5) // 100000000 * minutes // 30
    if name == 'few':
        value = noise(day, slot, 3) * shape // 40000
    if name == 'wild' and day % 31 == 7:
        value = value * 3 if day % 2 else value // 10
    if name in ('holidays', 'named') and day % 29 == 0:
        value = value * 2 // 5
    return value


def known(case, day, slot):
    return not (case[0] == 'gaps' and day % 11 == 3 and 20 <= slot < 20 + day % 17)


def special(case):
    """Every 29th day, of two names where they have some."""
    if case[0] not in ('holidays', 'named'):
        return {}
    return {d: d % 2 if case[0] == 'named' else 0 for d in range(FIRST, FIRST + 400) if d % 29 == 0}


def handle(case, day, slot, v):
    return v * (150 + slot * 3) if case[0] == 'handled' and noise(day, slot, 5) > 100 else None


def main():
    print('# made by forecast_vectors.py: case, day, slot, mean, variance, 10 % and 90 % points, handle time')
    for case in CASES:
        name, minutes, days, closed, scale, seen, method = case
        n = 1440 // minutes
        model = fm.Model(n, minutes * 60, method, special(case))
        model.special_name = 1 if name == 'named' else 0  # of the special day to come, day 1711
        for day in range(FIRST, FIRST + days):
            values = [volume(case, day, i) for i in range(n)]
            if None in values:
                model.step(day, None, day >= FIRST + days - fm.SCORE_DAYS)
                continue
            e = [1 if known(case, day, i) else 0 for i in range(n)]
            values = [v * m for v, m in zip(values, e)]
            h = [handle(case, day, i, v) for i, v in enumerate(values)]
            model.step(day, fm.Day([float(v) for v in values], e, h), day >= FIRST + days - fm.SCORE_DAYS)
        today = FIRST + days
        first = [volume(case, today, i) for i in range(seen)]
        for day, slot, mean, variance in model.predict(today, [float(v) for v in first], today + 8):
            if (day * 31 + slot * 7) % 23 and slot != 22 * 60 // minutes // 2:
                continue
            aht = model.aht((day + 5) % 7, slot)
            print(name, day, slot, repr(mean), repr(variance), fm.quantile(mean, variance, .1),
                  fm.quantile(mean, variance, .9), 'nan' if aht is None else repr(aht), sep='\t')


main()
