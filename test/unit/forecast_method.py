"""The method 'factor' of doc/forecasting.md and the two baselines in plain
Python, written from their description: forecasts to hold the extension's
against.  Days are numbered from Monday 2000-01-03 less two: 0 is Saturday,
2000-01-01, as in PostgreSQL."""
import math
from datetime import date, timedelta

COMMON_GAIN, BIAS_GAIN, BIASED = .5, .1, .9
LEVEL_DECAY, PERSISTENCE, GAIN, WINSOR = .95, .75, .6, 2.5
SD_START, SD_GAIN = .1, .05
MEMORIES = .8, .97
SCORE_DECAY, SCORE_DAYS, SCORE_TEMPER = .97, 91, .5
DISPERSION, DIFFERENCE = 1.5, 8.
DRIFT_MIN, DRIFT_MAX, DRIFT_GAIN, DRIFT_KEPT = .004, .05, .05, .9
MONTH_WIDTH, MONTH_SHRINK, AFTER_SHRINK = 1., 3., 2.
LEVEL_SHARE, CLIP = .5, 3.
WILD, WILD_SD = math.log(2), 6.
UNSEEN, SPECIAL = .09, .0625
LEAST_SHARE, CLOSED_AFTER = .25, 4
AHT_DECAY, AHT_SHRINK = .9, 30.


def total_of(level):
    """The mean of a Poisson count whose ln(count + 1/2) has this mean."""
    m = math.exp(level)
    rough = max(m - .5, 0.)
    total = m * math.exp(rough / (2 * (rough + .5) ** 2)) - .5
    return total if total > 1e-9 else 0.


def month_position(day):
    d = date(2000, 1, 1) + timedelta(day)
    length = ((d.replace(day=1) + timedelta(32)).replace(day=1) - timedelta(1)).day
    return d.day - 1 if d.day <= 20 else 31 - (length - d.day) - 1


class Day:
    """volume, handle: by slot; exposure: how many known intervals a slot has"""
    def __init__(self, volume, exposure=None, handle=None, unknown=False):
        self.volume, self.handle, self.unknown = volume, handle, unknown
        self.exposure = exposure or [1] * len(volume)


class Model:
    def __init__(self, slots, width, method='factor', special=(), closed=lambda day: False):
        self.n, self.width, self.method = slots, width, method
        self.special, self.closed = dict(special) if isinstance(special, dict) else dict.fromkeys(special), closed
        self.special_name = None
        n = slots
        self.S, self.W = [0.] * 7, [0.] * 7
        self.N = [[[0.] * n for w in range(7)] for m in MEMORIES]
        self.a, self.sd, self.sd_n = 0., SD_START, 0
        self.excess = self.square = 0.
        self.month = [[0., 0.] for i in range(31)]
        self.after = [0., 0]
        self.score = [0.] * 3
        self.wild, self.wild_week = 0, [0] * 7
        self.common, self.bias, self.off, self.streak = 0., 0., 0., 0
        self.first = None
        self.last_data = None
        self.idle, self.seen = [0] * 7, [0] * 7
        self.status = {}         # day -> 'data', 'closed', 'missing', 'unknown'
        self.ratios, self.shapes = [], [0.] * n
        self.error_sd = [SD_START] * 7
        self.hs = [[0.] * n for w in range(7)]
        self.hv = [[0.] * n for w in range(7)]
        self.recent = [[[] for i in range(n)] for w in range(7)]

    # profiles
    def pooled(self, m):
        return [sum(self.N[m][w][i] for w in range(7)) for i in range(self.n)]

    def borrowed(self, m, w):
        """The shape of weekday w, other weekdays counting by how little theirs differs."""
        N, n = self.N[m], self.n
        total = [sum(N[v]) for v in range(7)]
        pool = self.pooled(m)
        all_ = sum(pool)
        if all_ <= 0:
            return [1. / n] * n
        base = [x / all_ for x in pool]
        if total[w] <= 0:
            return base
        num, den = [0.] * n, [0.] * n
        P = [x / total[w] for x in N[w]]
        for v in range(7):
            if total[v] <= 0:
                continue
            Q, d2 = [x / total[v] for x in N[v]], 0.
            if v != w:
                both = [(a + b) / (total[w] + total[v]) for a, b in zip(N[w], N[v])]
                differ = sum((a - b) ** 2 for a, b in zip(P, Q))
                chance = DISPERSION * (1 / total[w] + 1 / total[v])
                d2 = max(0., DIFFERENCE * (differ - chance) / sum(x * x for x in both))
            for i in range(n):
                weight = 1 / (base[i] * d2 + DISPERSION / total[v])
                num[i] += weight * Q[i]
                den[i] += weight
        q = [a / b for a, b in zip(num, den)]
        s = sum(q)
        return [x / s for x in q]

    def candidates(self, w):
        fast, slow = self.borrowed(0, w), self.borrowed(1, w)
        return [fast, slow, [(a + b) / 2 for a, b in zip(fast, slow)]]

    def profile(self, w, candidates=None):
        c = candidates or self.candidates(w)
        low = min(self.score)
        k = [math.exp(-SCORE_TEMPER * (s - low)) for s in self.score]
        return [sum(a * b for a, b in zip(k, x)) / sum(k) for x in zip(*c)]

    # levels
    def mean(self, w):
        if self.W[w] > 0:
            return self.common + self.S[w] / self.W[w]
        known = [self.S[v] / self.W[v] for v in range(7) if self.W[v] > 0]
        return self.common + sum(known) / len(known)

    def month_effect(self, day):
        s, k = self.month[month_position(day)]
        return s / (k + MONTH_SHRINK)

    def after_closure(self, day):
        """Whether the last usual day before was closed."""
        for back in range(1, 5):
            past = day - back
            w = (past + 5) % 7
            status = self.status.get(past)
            if status is None and self.first is not None and past >= self.first:
                status = 'closed' if past in self.special or self.closed(past) or self.never_open(w) else 'data'
            if status is None:
                return False
            if status == 'data' or status == 'unknown':
                return False
            if self.seen[w] >= 2 and self.idle[w] < CLOSED_AFTER:
                return True
        return False

    def after_effect(self, day):
        return self.after[0] / (self.after[1] + AFTER_SHRINK) if self.after_closure(day) else 0.

    def never_open(self, w):
        return self.idle[w] >= (CLOSED_AFTER if self.seen[w] else 1)

    # learning
    def step(self, number, day, score=True):
        """One day: Day, or None without data."""
        w = (number + 5) % 7
        after = self.after_closure(number)
        special = number in self.special
        if day is not None and day.unknown:
            self.status[number] = 'unknown'
            self.a *= PERSISTENCE
            return
        if day is None or special or self.closed(number):
            if self.first is not None:
                if special and not self.closed(number) and not self.never_open(w) and any(self.W):
                    self.learn_special(number, day)
                self.status[number] = 'closed' if day is None or special or self.closed(number) else 'data'
                if day is None and not special and not self.closed(number) and self.last_data is not None and self.last_data >= number - 6:
                    self.idle[w] += 1
                self.a *= PERSISTENCE
            return
        if self.first is None:
            self.first = number
        y = [v for v in day.volume]
        e = day.exposure
        week = (number - self.first) // 7
        Y = sum(v for v, m in zip(y, e) if m)
        known_shape = bool(self.status) and any(self.seen)
        c = self.candidates(w) if known_shape else None
        p = self.profile(w, c) if c else [1. / self.n] * self.n
        share = sum(a * m for a, m in zip(p, e)) if c and e != [1] * self.n else 1.
        if share < LEAST_SHARE:
            self.status[number] = 'unknown'
            self.a *= PERSISTENCE
            return
        self.learn_aht(w, day)
        self.step_baseline(w, y, e, week)
        x = math.log(Y + .5) - math.log(share)
        self.a *= PERSISTENCE
        g = 1.
        if self.W[w] > 0 and self.is_wild(number, x, after, week):
            return
        if self.W[w] == 0:
            self.S[w], self.W[w] = x - self.common, 1.
        else:
            level = self.S[w] / self.W[w] + self.a
            m, t = self.month_effect(number), self.after[0] / (self.after[1] + AFTER_SHRINK) if after else 0.
            error = x - self.common - level - m - t
            limit = WINSOR * self.sd * 2 ** min(abs(self.streak), 10)
            side = 0 if abs(error) <= WINSOR * self.sd else 1 if error > 0 else -1
            self.streak = side if side * self.streak <= 0 else self.streak + side
            clipped = max(-limit, min(limit, error)) if week >= 3 else error
            if week >= 1:
                self.sd_n += 1
                self.sd += max(SD_GAIN, 1 / (self.sd_n + 4)) * (1.25 * abs(clipped) - self.sd)
            if score:
                self.learn_score(c, y, e, Y)
            if week >= 1 and score:
                F = [Y * a * m / share for a, m in zip(p, e)]
                excess = sum((v - f) ** 2 - DISPERSION * f for v, f, m in zip(y, F, e) if m)
                square = sum(f * f for f in F)
                if self.square == 0:
                    self.excess, self.square = excess, square
                else:
                    self.excess += DRIFT_GAIN * (excess - self.excess)
                    self.square += DRIFT_GAIN * (square - self.square)
            self.S[w] = LEVEL_DECAY * self.S[w] + level + clipped
            self.W[w] = LEVEL_DECAY * self.W[w] + 1
            self.a += GAIN * clipped
            self.bias += BIAS_GAIN * (clipped - self.bias)
            self.off += BIAS_GAIN * (abs(clipped) - self.off)
            if week >= 3 and abs(self.bias) > BIASED * self.off:
                self.common += COMMON_GAIN * clipped
            g = min(1., math.exp(clipped - error))
            if after:
                self.after[0] += max(-.7, min(.7, error + t))
                self.after[1] += 1
            elif week >= 2:
                at = month_position(number)
                for d in range(-4, 5):
                    k = math.exp(-.5 * (d / MONTH_WIDTH) ** 2)
                    cell = self.month[(at + d) % 31]
                    cell[0] += k * (clipped + m)
                    cell[1] += k
        for k, decay in enumerate(MEMORIES):
            for i in range(self.n):
                new = y[i] / e[i] if e[i] else (Y / share * p[i] if c else 0.)
                self.N[k][w][i] = decay * self.N[k][w][i] + new * g
        self.seen[w] += 1
        self.idle[w] = 0
        self.last_data = number
        self.status[number] = 'data'

    def is_wild(self, number, x, after, week):
        """Neither outages nor floods are learned, unless two in a row."""
        w = (number + 5) % 7
        error = x - self.common - self.S[w] / self.W[w] - self.a - self.month_effect(number)
        if after:
            error -= self.after[0] / (self.after[1] + AFTER_SHRINK)
        before, self.wild = (self.wild, self.wild_week[w]), 0
        if week >= 1 and abs(error) > max(WILD, WILD_SD * self.sd):
            self.wild = 1 if error > 0 else -1
        self.wild_week[w] = self.wild
        if self.wild == 0 or self.wild in before:
            return False
        self.status[number] = 'data'
        self.last_data = number
        self.idle[w] = 0
        self.seen[w] += 1
        return True

    def learn_score(self, c, y, e, Y):
        for j, q in enumerate(c):
            share = sum(a * m for a, m in zip(q, e))
            miss = sum(abs(v - Y * a * m / share) for v, a, m in zip(y, q, e) if m)
            self.score[j] = SCORE_DECAY * self.score[j] + miss / math.sqrt(Y + 1)

    def learn_special(self, number, day):
        w = (number + 5) % 7
        if self.special[number] != self.special_name:
            return
        ordinary = total_of(self.mean(w) + self.a * PERSISTENCE + self.month_effect(number))
        if ordinary <= 0:
            return
        Y = sum(day.volume) if day is not None else 0.
        self.ratios.append(min(Y / ordinary, 5.))
        if Y > 0:
            self.shapes = [s + v / Y for s, v in zip(self.shapes, day.volume)]

    def step_baseline(self, w, y, e, week):
        k = 1 if self.method == 'seasonal_naive' else 4
        expected, came, known = 0., 0., False
        for i in range(self.n):
            if not e[i]:
                continue
            r = self.recent[w][i][:k]
            if r:
                expected, came, known = expected + sum(r) / len(r) * e[i], came + y[i], True
            self.recent[w][i] = [y[i] / e[i]] + self.recent[w][i][:3]
        if known and week >= 1:
            miss = 1.25 * abs(math.log(came + .5) - math.log(expected + .5))
            self.error_sd[w] += max(SD_GAIN, 1 / (self.seen[w] + 4)) * (miss - self.error_sd[w])

    def learn_aht(self, w, day):
        if day.handle is None:
            return
        for i in range(self.n):
            if day.handle[i] is not None and day.exposure[i]:
                self.hs[w][i] = AHT_DECAY * self.hs[w][i] + day.handle[i]
                self.hv[w][i] = AHT_DECAY * self.hv[w][i] + day.volume[i]

    def drift_variance(self):
        if self.square <= 0:
            return .01
        return min(max(self.excess / self.square, DRIFT_MIN), DRIFT_MAX)

    # forecasts
    def day_forecast(self, number, ahead, a=None):
        """By slot; ahead days after the one that the deviation a belongs to."""
        w = (number + 5) % 7
        a = self.a if a is None else a
        if self.never_open(w) or not any(self.W):
            return [0.] * self.n
        if self.method != 'factor':
            k = 1 if self.method == 'seasonal_naive' else 4
            means = [[sum(r[:k]) / len(r[:k]) if r else None for r in day] for day in self.recent]
            known = [[m[i] for m in means if m[i] is not None] for i in range(self.n)]
            return [means[w][i] if means[w][i] is not None else sum(known[i]) / len(known[i]) if known[i] else 0.
                    for i in range(self.n)]
        level = self.mean(w) + a * PERSISTENCE ** ahead + self.month_effect(number) + self.after_effect(number)
        p, total = self.profile(w), total_of(level)
        if number in self.special and self.ratios:
            ratio = sum(self.ratios) / len(self.ratios)
            if ratio > 0:
                seen = len(self.ratios) * math.log(ratio) ** 2
                ratio **= seen / (seen + self.sd ** 2)
            total *= ratio
            shapes = 1 + sum(1 for r in self.ratios if r > 0)
            p = [(a + s) / shapes for a, s in zip(p, self.shapes)]
        return [total * x for x in p]

    def day_variance(self, number, horizon):
        """Relative, of a day's mean."""
        w = (number + 5) % 7
        if self.method != 'factor':
            return self.error_sd[w] ** 2 + self.drift_variance() + (0 if self.W[w] else UNSEEN)
        v = self.sd ** 2 * (growth(horizon) + 1 / (self.W[w] or 1)) + self.drift_variance()
        if not self.W[w]:
            known = [self.S[u] / self.W[u] for u in range(7) if self.W[u]]
            mean = sum(known) / len(known)
            v += max(UNSEEN, sum(k * k for k in known) / len(known) - mean ** 2)
        if number in self.special and self.ratios:
            ratio = sum(self.ratios) / len(self.ratios)
            v += SPECIAL
            if len(self.ratios) > 1 and ratio > 0:
                v += max(0., sum(r * r for r in self.ratios) / len(self.ratios) / ratio ** 2 - 1)
        return v

    def running(self, F, y, e, level_variance=None):
        """The rest of a day from what came: slots after len(y); (forecast, relative variance)."""
        r = DRIFT_KEPT ** (self.width / 1800)
        va = self.drift_variance()
        b, d = 0., 0.
        C = [level_variance or LEVEL_SHARE * self.sd ** 2, 0., va]
        for i in range(len(y)):
            if i > 0:
                d *= r
                C = [C[0], C[1] * r, C[2] * r * r + va * (1 - r * r)]
            f = F[i] * e[i]
            if f <= 0:
                continue
            S = C[0] + 2 * C[1] + C[2] + DISPERSION / f
            v = y[i] / f - 1 - b - d
            v = max(-CLIP * math.sqrt(S), min(CLIP * math.sqrt(S), v))
            k0, k1 = (C[0] + C[1]) / S, (C[1] + C[2]) / S
            b, d = b + k0 * v, d + k1 * v
            C = [C[0] - k0 * k0 * S, C[1] - k0 * k1 * S, C[2] - k1 * k1 * S]
        out = []
        for j in range(len(y), self.n):
            q = r ** (j - len(y) + 1) if y else r ** j
            out.append((F[j] * max(.05, 1 + b + d * q),
                        C[0] + 2 * C[1] * q + C[2] * q * q + va * (1 - q * q)))
        return out

    def predict(self, today, seen, last):
        """Rows (day, slot, mean, variance) from today's unseen slots to the day last."""
        F, rows = self.day_forecast(today, 1), []
        relative = self.day_variance(today, 1)
        over = DISPERSION * (1 + (0 if self.method == 'factor' else 1. if self.method == 'seasonal_naive' else .25))
        a, done = PERSISTENCE * self.a, False
        rest = [(f, relative) for f in F[len(seen):]]
        if seen and self.method == 'factor':
            rest = self.running(F, seen, [1] * len(seen))
        came = sum(v for v, f in zip(seen, F) if f > 0) + sum(f for f, v in rest)
        for j, (f, v) in enumerate(rest):
            rows.append((today, len(seen) + j, f, over * f + F[len(seen) + j] ** 2 * v))
        if seen:
            if sum(f for f, v in rest) <= .005 * (sum(F[:len(seen)]) + sum(f for f, v in rest)):
                self.step(today, Day(seen + [0.] * len(rest)))
                a, done = self.a, True
            else:
                limit = WINSOR * self.sd
                miss = math.log(came + .5) - math.log(sum(F) + .5)
                a += GAIN * max(-limit, min(limit, miss))
        for day in range(today + 1, last + 1):
            v = self.day_variance(day, day - today + (0 if done else 1))
            for i, f in enumerate(self.day_forecast(day, day - today, a)):
                rows.append((day, i, f, over * f + f * f * v))
        return rows

    def aht(self, w, i):
        s, v = sum(map(sum, self.hs)), sum(map(sum, self.hv))
        if v <= 0:
            return None
        mean = (sum(self.hs[w]) + AHT_SHRINK * s / v) / (sum(self.hv[w]) + AHT_SHRINK)
        return (self.hs[w][i] + AHT_SHRINK * mean) / (self.hv[w][i] + AHT_SHRINK)


def growth(h):
    kept = PERSISTENCE ** 2
    return 1 + GAIN ** 2 * kept * (1 - kept ** (h - 1)) / (1 - kept)


def quantile(mean, variance, p):
    """The least k with P(X <= k) >= p of a negative binomial, by plain sums of logarithms."""
    if mean <= 0:
        return 0
    r = mean * mean / (variance - mean)
    x, y = math.log(r / (r + mean)), math.log(mean / (r + mean))
    sum_, k = 0., 0
    while True:
        sum_ += math.exp(math.lgamma(k + r) - math.lgamma(r) - math.lgamma(k + 1) + r * x + k * y)
        if sum_ >= p:
            return k
        k += 1
