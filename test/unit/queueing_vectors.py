#!/usr/bin/python3
"""Prints test/unit/queueing_vectors.tsv: queues solved with 50 digits; with the
argument "loss" test/unit/queueing_loss_vectors.tsv: systems without waiting;
with "functions" test/unit/erlang_function_vectors.tsv: I(x,y) by the incomplete
gamma function, Palm's sums term by term.

Two ways that know nothing of the code under test.  Small queues and those with
lines: the balance equations of the birth-death chain, state by state, and the
wait of a caller in each state as a sum of exponential stages.  The others: the
integrals of Mandelbaum & Zeltyn for M/M/n+G (Zeltyn & Mandelbaum, "Call centers
with impatient customers: many-server asymptotics of the M/M/n+G queue", 2005),
by Gauss-Legendre quadrature.  Where both serve, they must agree.
"""
import random
import sys

import mpmath as mp

mp.mp.dps = 60
mpf = mp.mpf
VARIANTS = ['offered', 'answered', 'abandon_met', 'ignore_in_threshold',
            'exclude_short', 'virtual']
NODES = [(mpf(x), mpf(w)) for x, w in
         mp.calculus.quadrature.GaussLegendre(mp.mp).calc_nodes(5, 220)]


def integrate(exponent, start, scale, factors, bend=None):
    """Integrals over [start, inf) of exp(exponent(w)) f(w), as a common
    logarithm and mantissas; exponent is concave, f bends at the scale bend."""
    slope = lambda w: exponent(w + scale * mpf(10) ** -30) - exponent(w)
    low = high = mpf(start)
    step = scale
    while slope(high) > 0:
        low, high, step = high, high + step, 2 * step
    for _ in range(200):
        middle = (low + high) / 2
        if slope(middle) > 0:
            low = middle
        else:
            high = middle
    peak = high if high - start > scale * mpf(10) ** -25 else mpf(start)
    top = exponent(peak)

    def edge(sign):
        near, far = mpf(0), scale * mpf(10) ** -12
        limit = peak - start
        while exponent(peak + sign * far) - top > -145:
            near, far = far, 2 * far
            if sign < 0 and far >= limit:
                return peak if limit == 0 else limit
        for _ in range(60):
            middle = (near + far) / 2
            if exponent(peak + sign * middle) - top > -145:
                near = middle
            else:
                far = middle
        return far

    right = peak + edge(1)
    left = mpf(start)
    if peak > start:
        left = max(left, peak - edge(-1))
    sums = [mpf(0)] * len(factors)
    ends = set()
    for a, b in ((left, peak), (peak, right)):
        ends.update(a + (b - a) * mpf(i) / 24 for i in range(25))
    if bend is not None:
        ends.update(w for w in (left + bend * mpf(2) ** k for k in range(-4, 9))
                    if w < right)
    ends = sorted(ends)
    for a, b in zip(ends, ends[1:]):
        half = (b - a) / 2
        for x, weight in NODES:
            w = a + half * (1 + x)
            e = mp.exp(exponent(w) - top) * weight * half
            for i, f in enumerate(factors):
                sums[i] += e * f(w)
    return top, sums


def idle_weight(n, a):
    """log and mantissa of the weight of all states below n against state n."""
    if n == 0:
        return mpf(0), mpf(0)
    if n == int(n) and n <= 400:
        b = mpf(1)
        for k in range(1, int(n) + 1):
            b = 1 + k / a * b
        return mpf(0), b - 1
    if n < 1:
        # e^a a^-n Gamma(n+1, a) - 1 = n e^a a^-n Gamma(n, a)
        return mpf(0), n * mp.exp(a) * a ** -n * mp.gammainc(n, a)
    # n/a times the integral of e^-s (1 + s/a)^(n-1)
    top, (e,) = integrate(lambda s: (n - 1) * mp.log1p(s / a) - s, 0,
                          a / (a + n) + a / (1 + n), [lambda w: mpf(1)])
    return top, e * n / a


def shares(served, late, waiting, unanswered, short_late, short_waiting, blocked):
    ok = served - late
    return [ok, ok / served if served else None, 1 - blocked - waiting,
            ok / (ok + waiting + blocked),
            ok / (served - short_late + short_waiting + blocked),
            1 - blocked - unanswered]


def by_integrals(rate, h, patience, n, t, s):
    a = rate * h
    theta = 0 if mp.isinf(patience) else 1 / patience
    y = rate * patience

    def exponent(w):
        if theta == 0:
            return (rate - n / h) * w
        return -y * mp.expm1(-theta * w) - n / h * w

    one = lambda w: mpf(1)
    answered = lambda w: mp.exp(-theta * w)
    abandoned = lambda w: -mp.expm1(-theta * w)
    delay = lambda w: w * mp.exp(-theta * w)
    scale = h / (a + n)
    log_idle, idle = idle_weight(n, a)
    top, (j, j_answered, j_abandoned, j_delay) = integrate(
        exponent, 0, scale,
        [one, answered, abandoned, delay],
        patience if theta else None)
    shift = max(log_idle, top)
    # the weight of state n is 1: all busy weigh n/h times the integral J
    idle *= mp.exp(log_idle - shift)
    unit = n / h * mp.exp(top - shift)
    busy = unit * j
    total = idle + busy

    def tail(at):
        top_t, (v, v_answered) = integrate(exponent, at, scale, [one, answered],
                                          patience if theta else None)
        unit_t = n / h * mp.exp(top_t - shift)
        return unit_t * v / total, unit_t * v_answered / total

    served = (idle + unit * j_answered) / total
    wait = busy / total
    unanswered, late = tail(t)
    short_unanswered, short_late = tail(s)
    mean_wait = unit * (j_abandoned * patience if theta else j_delay) / total
    return dict(wait=wait, ab=unit * j_abandoned / total, bl=mpf(0),
                queue=rate * mean_wait, asa=unit * j_delay / total / served,
                mean=mean_wait, occ=a * served / n,
                sl=shares(served, late, unanswered * mp.exp(-theta * t),
                          unanswered, short_late,
                          short_unanswered * mp.exp(-theta * s), 0))


def by_states(rate, h, patience, n, lines, t, s):
    """lines None: as many as matter"""
    a = rate * h
    r = 0 if mp.isinf(patience) else h / patience
    log_idle, idle = idle_weight(n, a)
    idle *= mp.exp(log_idle)
    whole = None if lines is None else int(mp.floor(lines - n))
    part = 0 if lines is None else lines - n - whole

    class Tail:
        """P(sum of j+1 stages with rates (n + (i + extra) r)/h > t)"""

        def __init__(self, t, extra):
            self.lost = -mp.expm1(-t * r / h)
            self.drift = n * t / h if r == 0 else n / r * self.lost
            self.extra, self.i, self.sum = extra, 0, mpf(0)
            self.term = mp.exp(-(n + extra * r) * t / h)

        def next(self):
            self.sum += self.term
            self.term *= (self.drift + (self.i + self.extra) * self.lost) / (self.i + 1)
            self.i += 1
            return self.sum

    tails = [Tail(t, 0), Tail(t, 1), Tail(s, 0), Tail(s, 1)]
    w = busy = mpf(1)
    let_in = helped = delay = clock = callers = blocked = mpf(0)
    sums = [mpf(0)] * 4
    j = 0
    while True:
        out = n + (j + 1) * r
        e = w if whole is None or j < whole else part * w
        blocked += w - e
        good = e * n / out
        clock += h / out
        let_in += e
        helped += good
        delay += good * clock
        for i in range(4):
            sums[i] += tails[i].next() * (good if i % 2 else e)
        w = e * a / out
        busy += w
        callers += (j + 1) * w
        if whole is not None and j >= whole:
            blocked += w
            break
        if whole is None and a < out and (j + 1) * w / (1 - a / out) < mpf(10) ** -58 * callers:
            break
        j += 1
    total = idle + busy
    theta = r / h
    v, late, sv, sl = [x / total for x in sums]
    served = (idle + helped) / total
    return dict(wait=let_in / total, ab=callers * r / a / total, bl=blocked / total,
                queue=callers / total, asa=delay / (idle + helped),
                mean=callers / total / rate, occ=a * served / n,
                sl=shares(served, late, v * mp.exp(-theta * t), v, sl,
                          sv * mp.exp(-theta * s), blocked / total))


def show(x):
    return 'NULL' if x is None else mp.nstr(x, 20, min_fixed=-3, max_fixed=6)


def close(a, b):
    return a == b or abs(a - b) <= mpf(10) ** -40 * max(abs(a), abs(b))


checked = 0


def row(calls, period, aht, patience, agents, lines, t, s):
    global checked
    rate, h, n = mpf(calls) / mpf(period), mpf(aht), mpf(agents)
    p, t_, s_ = mpf(patience), mpf(t), mpf(s)
    a, x = rate * h, n * p / mpf(aht)
    if mp.isinf(p) and lines == mp.inf and a >= n:
        return
    ways = []
    if lines == mp.inf:
        ways.append(by_integrals(rate, h, p, n, t_, s_))
        places = 60 / (1 - a / n) if mp.isinf(p) else 10 * mp.sqrt(a * p / h + 100) + max(0, (a - n) * p / h)
        if n <= 400 and places < 700:
            ways.append(by_states(rate, h, p, n, None, t_, s_))
    else:
        ways.append(by_states(rate, h, p, n, mpf(lines), t_, s_))
    q = ways[0]
    for other in ways[1:]:
        checked += 1
        for k in q:
            u, v = q[k], other[k]
            for c, d in zip(u, v) if k == 'sl' else [(u, v)]:
                if not close(c, d) and max(abs(c), abs(d)) > mpf(10) ** -30:
                    sys.exit('the two ways disagree: %s %s %s %s' % (
                        (calls, period, aht, patience, agents, t, s), k, show(c), show(d)))
    values = [q[k] for k in ('occ', 'wait', 'asa', 'mean', 'ab', 'bl', 'queue')]
    if any(v != 0 and abs(v) < mpf(10) ** -290 for v in values):
        return
    print('\t'.join([repr(float(v)) for v in (calls, period, aht, patience, agents, lines, t, s)] +
                    [show(v) for v in values + q['sl']]), flush=True)


def main():
    inf = mp.inf
    random.seed(20261121)
    u = random.uniform
    print('\t'.join('calls period aht patience agents lines threshold short_abandon occupancy '
                    'wait_probability asa mean_wait abandonment blocking queue_length'.split() + VARIANTS))
    # the published examples
    row(100, 1800, 180, inf, 14, inf, 20, 0)
    row(100, 1800, 180, 300, 14, inf, 20, 5)
    row(100, 1800, 180, 180, 11, inf, 20, 5)
    row(48, 60, 60, 120, 50, inf, 20, 5)
    # the size of centres: any load, near and far from saturation
    for load in (1e-9, 1e-4, 0.1, 1, 5, 15, 17, 50, 500, 5000, 50000, 1e6):
        for k in range(7):
            aht = u(20, 900)
            period = random.choice([900, 1800, 3600])
            calls = load * period / aht
            spare = (-1.5, -0.2, 0.01, 0.5, 1.5, 3, 6)[k]
            agents = max(load + spare * load ** 0.5 * u(0.5, 1.5), u(0.1, 1))
            if k % 2 == 0 or load < 3:
                agents = max(1, round(agents))
            patience = random.choice([inf, 10 ** u(-3, 9), 10 ** u(1, 4), aht])
            t = random.choice([0, 5, 20, 60, 10 ** u(0, 4)])
            row(calls, period, aht, patience, agents, inf, t, t / 4)
    # anything
    for _ in range(90):
        aht = 10 ** u(0, 4)
        load = 10 ** u(-3, 6)
        agents = min(1e6, max(0.2, load * 10 ** u(-1.5, 0.7)))
        if random.random() < 0.7:
            agents = max(1, round(agents))
        patience = random.choice([inf, 10 ** u(-3, 9), 10 ** u(0, 5)])
        t = random.choice([0, 20, 10 ** u(-1, 4.3)])
        row(load * 1800 / aht, 1800, aht, patience, agents, inf, t, t * u(0, 1))
    # overload, judged where the wait of an endlessly patient caller sits
    for _ in range(40):
        aht = u(60, 600)
        agents = round(10 ** u(0, 5.5))
        load = agents * 10 ** u(0.002, 0.6)
        patience = 10 ** u(0.5, 4)
        t = patience * float(mp.log(load / agents)) * u(0.95, 1.05)
        row(load * 1800 / aht, 1800, aht, patience, agents, inf, t, t / 2)
    # and there to within the width of the step, at the size where it is sharp
    for _ in range(30):
        aht = u(60, 600)
        agents = round(10 ** u(3, 6))
        load = agents * 10 ** u(0.05, 0.5)
        patience = aht * 10 ** u(-0.3, 0.8)
        t = patience * (float(mp.log(load / agents)) + u(-2, 2) * (aht / agents / patience) ** 0.5)
        row(load * 1800 / aht, 1800, aht, patience, agents, inf, t, t / 2)
    # lines, up to 10,000 places to wait
    for places in (0, 1, 3, 10, 0.5, 7.25, 40, 100, 300, 1000, 10000):
        for k in range(4):
            aht = u(60, 600)
            agents = max(1, round(10 ** u(0, 3.5 if k else 5)))
            load = agents * (u(0.6, 0.98) if k < 2 else u(0.99, 1.6))
            patience = random.choice([inf, 10 ** u(1, 4), 10 ** u(-2, 8)])
            t = random.choice([0, 20, 10 ** u(0, 4)])
            if places == 10000 and k > 1:
                continue
            row(load * 1800 / aht, 1800, aht, patience, agents, agents + places, t, t * u(0, 1))
    sys.stderr.write('%d rows solved both ways\n' % checked)


def erlang_b(n, a):
    top, idle = idle_weight(n, a)
    return 1 / (1 + idle * mp.exp(top))


def loss():
    """function, arguments, value"""
    random.seed(1917)
    u = random.uniform

    def out(name, value, *args):
        if value > mpf(10) ** -290:
            print('\t'.join([name] + [repr(float(a)) for a in args] + ['0.0'] * (3 - len(args)) + [show(value)]))

    for _ in range(150):
        load = 10 ** u(-9, 6)
        lines = min(1e6, random.choice([load + u(-3, 6) * load ** 0.5, load * 10 ** u(-1, 1), 10 ** u(0, 6)]))
        lines = max(1, round(lines)) if random.random() < 0.5 else max(u(0.01, 1), lines)
        out('b', erlang_b(mpf(lines), mpf(load)), lines, load)
    for _ in range(30):
        load = 10 ** u(-2, 2.5)
        lines = max(1, round(load * u(0.7, 1.3)))
        redial = u(0, 0.95)
        total = mp.findroot(lambda x: x - mpf(redial) * x * erlang_b(mpf(lines), x) - mpf(load),
                            (mpf(load), mpf(load) / (1 - mpf(redial))), solver='anderson', tol=1e-80)
        out('extended', erlang_b(mpf(lines), total), lines, load, redial)
    for _ in range(40):
        sources = round(10 ** u(0.5, 4))
        lines = random.randrange(0, min(sources, 300))
        load = 10 ** u(-3, 1)
        weights = [mpf(1)]
        for k in range(1, lines + 1):
            weights.append(weights[-1] * (sources - k) * mpf(load) / k)
        out('engset', weights[-1] / sum(weights), lines, sources, load)


def functions():
    """x, y, d, I - 1, A, sum j w_j / A, -x dA/dx / A"""
    random.seed(1943)
    for k in range(400):
        x = random.choice([10 ** random.uniform(-3, 1.2), random.uniform(16, 40), 10 ** random.uniform(1.2, 3.3)])
        y = x * random.choice([10 ** random.uniform(-0.7, 0.7), 1 + random.uniform(-5, 5) / (x + 30) ** 0.5])
        if y <= 0:
            continue
        x_, y_ = mpf(x), mpf(y)
        w, h, j, a, queue, delay = mpf(1), mpf(0), 0, mpf(1), mpf(0), mpf(0)
        while x + j < 1.5 * y + 5 or (j + 1) * w > mpf(10) ** -30 * queue:
            j += 1
            w *= y_ / (x_ + j)
            h += 1 / (x_ + j)
            a, queue, delay = a + w, queue + j * w, delay + h * w
        i1 = mp.exp(y_ - x_ * mp.log(y_)) * mp.gammainc(x_ + 1, y_) - 1
        if max(a, i1) < mpf(10) ** 280:
            print('\t'.join([repr(x), repr(y)] + [show(v) for v in ((y_ - x_) / x_, i1, a, queue / a, x_ * delay / a)]))


if sys.argv[1:] == ['loss']:
    loss()
elif sys.argv[1:] == ['functions']:
    functions()
else:
    main()
