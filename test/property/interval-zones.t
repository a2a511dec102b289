#!/usr/bin/python3
"""Buckets in every time zone that the server knows, against python's zoneinfo.

A bucket starts at the earliest instant at which the local clock shows its start
or later.  Here that instant is looked for among all candidates (the changes of
the zone and local time minus every offset in force nearby), with offsets that
come from zoneinfo.  A few changes of each zone; all of them when CC_LONG is set.
"""
import bisect
import datetime
import hashlib
import os
import random
import subprocess
import zoneinfo

UTC = datetime.timezone.utc
DAY = 86400
LONG = bool(os.environ.get("CC_LONG"))
FIRST, LAST = (int(datetime.datetime(y, 1, 1, tzinfo=UTC).timestamp()) for y in (1990, 2038))
STEP = DAY // 2 if LONG else 5 * DAY
rng = random.Random(2026)

# width: days of the zone's clock that a test looks at on either side of a change
WIDTHS = {"5 min": 1, "10 min": 1, "15 min": 2, "20 min": 2, "30 min": 3, "1 hour": 3, "4 hours": 3, "7 hours": 3,
          "1 day": 5, "7 days": 20, "1 month": 70}
# midnights that are skipped or come twice, lost days, half hours, changes a month apart
HARD = {"America/St_Johns", "Asia/Amman", "Asia/Beirut", "America/Havana", "America/Sao_Paulo", "Pacific/Apia",
        "Australia/Lord_Howe", "Africa/Casablanca"}
SECONDS = {"min": 60, "hour": 3600, "hours": 3600}


def psql(*statements):
    command = ["psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", "pgtap"]
    done = subprocess.run(command, input="\n".join(statements), text=True, stdout=subprocess.PIPE, check=True)
    return [line.split("\t") for line in done.stdout.splitlines()]


class Clock:
    """Offsets of a zone as zoneinfo has them."""

    def __init__(self, name):
        zone = zoneinfo.ZoneInfo(name)
        self.offset = lambda t: int(datetime.datetime.fromtimestamp(t, zone).utcoffset().total_seconds())
        self.changes = []
        start, end = FIRST - 200 * DAY, LAST + 200 * DAY
        before = self.offset(start)
        while start < end:
            stop = start + STEP
            if self.offset(stop) == before:
                start = stop
                continue
            low, high = start, stop  # the first change in it
            while high - low > 1:
                middle = (low + high) // 2
                if self.offset(middle) == before:
                    low = middle
                else:
                    high = middle
            self.changes.append(high)
            start, before = high, self.offset(high)

    def earliest(self, local):
        near = [c for c in self.changes[max(0, bisect.bisect(self.changes, local - 30 * DAY) - 1):]
                if c < local + 30 * DAY]
        offsets = {self.offset(t) for c in near for t in (c - 1, c)} | {self.offset(local - 2 * DAY)}
        # only changes within a day and a half may put the clock past local
        candidates = [c for c in near if abs(c - local) < 3 * DAY] + [local - o for o in offsets]
        return min(t for t in candidates if t + self.offset(t) >= local)


def day_number(year, month, day):
    return (datetime.date(year, month, day) - datetime.date(1970, 1, 1)).days


MONDAY = day_number(2001, 1, 1)
MONTHS = [day_number(y, m, 1) * DAY for y in range(1988, 2041) for m in range(1, 13)]


def lines(width, first, last):
    """Local times at which days, weeks or months start, around two instants."""
    if width == "1 month":
        return MONTHS[bisect.bisect(MONTHS, first - 2 * DAY) - 1:bisect.bisect(MONTHS, last + 2 * DAY) + 1]
    days = 7 if width == "7 days" else 1
    step = days * DAY
    start = MONDAY * DAY + (first - 2 * DAY - MONDAY * DAY) // step * step
    return range(start, last + 2 * DAY + 2 * step, step)


def buckets(clock, width, first, last):
    """(start, length) of the buckets that [first, last) touches."""
    count, unit = width.split()
    found = []
    marks = [clock.earliest(local) for local in lines(width, first, last)]
    for start, end in zip(marks, marks[1:]):
        step = int(count) * SECONDS[unit] if unit in SECONDS else max(end - start, 1)
        found += [(s, min(s + step, end) - s) for s in range(start, end, step)]
    return [(s, n) for s, n in found if s < last and s + n > first]


names = sorted(n for (n,) in psql("SELECT name FROM pg_timezone_names WHERE name !~ '^(posix|right)/'")
               if n in zoneinfo.available_timezones())
clocks = {}
by_name = {}
for name in names:
    for root in zoneinfo.TZPATH:
        path = os.path.join(root, name)
        if os.path.exists(path):
            with open(path, "rb") as f:
                content = hashlib.sha1(f.read()).digest()
            if content not in clocks:
                clocks[content] = Clock(name)
            by_name[name] = clocks[content]
            break

# a winter and a summer of each year, by AT TIME ZONE and by zoneinfo
seasons = [int(datetime.datetime(y, m, 1, tzinfo=UTC).timestamp()) for y in range(1971, 2038) for m in (1, 7)]
clocks_told = psql(
    "SET timezone = 'UTC';", "CREATE TEMP TABLE names (name text);", "COPY names FROM stdin;", *by_name, "\\.",
    "SELECT name, string_agg((extract(epoch FROM (to_timestamp(s) AT TIME ZONE name)::timestamptz) - s)::int8::text,"
    f" ',' ORDER BY s) FROM names, unnest('{{{','.join(map(str, seasons))}}}'::int8[]) s GROUP BY name;")
ambiguous = {name for name, told in clocks_told
             if told != ",".join(str(by_name[name].offset(s)) for s in seasons)}
refused = psql(
    "CREATE TEMP TABLE names (name text);", "COPY names FROM stdin;", *ambiguous, "\\.",
    "CREATE FUNCTION pg_temp.refused(zone text) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
    " PERFORM reporting_interval('2026-03-02 09:00+00', '30 min', zone); RETURN false;"
    " EXCEPTION WHEN invalid_parameter_value THEN RETURN true; END $$;",
    "SELECT name, pg_temp.refused(name) FROM names;")
for name in ambiguous:
    del by_name[name]

asked, expected = [], []
points, homes = [], []
day_lengths = set()
for name, clock in by_name.items():
    inside = [c for c in clock.changes if FIRST <= c < LAST] or [rng.randrange(FIRST, LAST)]
    if not LONG:
        inside = rng.sample(inside, min(8 if name in HARD else 1, len(inside)))
    for change in inside:
        for width, days in WIDTHS.items():
            first, last = change - days * DAY, change + days * DAY
            want = buckets(clock, width, first, last)
            asked.append(f"{name}\t{first}\t{last}\t{width}")
            expected.append(hashlib.md5(",".join(f"{s}+{n}" for s, n in want).encode()).hexdigest())
            if width == "1 day":
                day_lengths |= {n for _, n in want}
            # an instant near the change, and the first, the last or another of some bucket
            near = change + rng.randrange(-7200, 7200)
            start, length = rng.choice(want)
            inside_it = rng.choice([0, length * 1000000 - 1, rng.randrange(length * 1000000)])
            for at, microsecond in (near, rng.randrange(1000000)), (start, inside_it):
                home = want[bisect.bisect(want, (at, float("inf"))) - 1]
                points.append(f"{name}\t{at}\t{microsecond}\t{width}")
                homes.append([str(n) for n in home])

print("1..6")


def report(number, ok, what, notes=()):
    print(f"{'ok' if ok else 'not ok'} {number} - {what}")
    for note in list(notes)[:10]:
        print(f"# {note}")


got = psql(
    "CREATE TEMP TABLE asked (n serial, zone text, first int8, last int8, width interval);",
    "COPY asked (zone, first, last, width) FROM stdin;", *asked, "\\.",
    """SELECT (SELECT md5(string_agg(extract(epoch FROM lower(b))::int8 || '+' || duration(b)::int8, ',' ORDER BY b))
            FROM reporting_intervals(to_timestamp(first), to_timestamp(last), width, zone) b)
       FROM asked ORDER BY n;""")
wrong = [f"{a}: {g[0]} instead of {e}" for a, g, e in zip(asked, got, expected) if g[0] != e]
report(1, len(got) == len(asked) and not wrong,
       f"{len(asked)} stretches around clock changes of {len(names)} zones are tiled as zoneinfo says", wrong)

got = psql(
    "CREATE TEMP TABLE points (n serial, zone text, start int8, microsecond int8, width interval);",
    "COPY points (zone, start, microsecond, width) FROM stdin;", *points, "\\.",
    """SELECT extract(epoch FROM lower(b))::int8, duration(b)::int8, at <@ b
       FROM (SELECT n, at, reporting_interval(at, width, zone) AS b
             FROM (SELECT *, to_timestamp(start) + microsecond * interval '1 microsecond' AS at FROM points) p) p
       ORDER BY n;""")
wrong = [f"{p}: {g} instead of {h}" for p, g, h in zip(points, got, homes) if g[:2] != h]
report(2, len(got) == len(points) and not wrong, f"{len(points)} instants are in their buckets", wrong)
report(3, all(g[2] == "t" for g in got), "which contain them")
report(4, {82800, 84600, 86400, 88200, 90000} <= day_lengths,
       "days of 46, 47, 48, 49 and 50 half hours were among them", [sorted(day_lengths)])
report(5, len(names) > 400, f"the server and zoneinfo share {len(names)} zones")
kept = sorted(name for name, answer in refused if answer != "t")
# those of Debian 13 are in a package of their own, tzdata-legacy
report(6, (len(ambiguous) >= 4 or "CET" not in names) and len(refused) == len(ambiguous) and not kept,
       f"{' '.join(sorted(ambiguous))} are refused: AT TIME ZONE takes them for another clock", kept)
