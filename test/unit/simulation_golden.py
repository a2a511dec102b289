#!/usr/bin/python3
"""A second simulate_queue, written apart from the first: PostgreSQL's generator
from its published definition (xoroshiro128**, seeded by splitmix64), libm, lists
that are scanned for the next event.  Prints the number of records and the md5
that test/pgtap/simulation.sql expects.
"""
import hashlib
import math

MASK = (1 << 64) - 1


class Generator:
    def __init__(self, seed):
        self.seed = seed & MASK
        self.s0 = self.splitmix()
        self.s1 = self.splitmix()

    def splitmix(self):
        self.seed = (self.seed + 0x9E3779B97F4A7C15) & MASK
        v = self.seed
        v = ((v ^ (v >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        v = ((v ^ (v >> 27)) * 0x94D049BB133111EB) & MASK
        return v ^ (v >> 31)

    def next64(self):
        def rotate(x, bits):
            return ((x << bits) | (x >> (64 - bits))) & MASK

        s0, s1 = self.s0, self.s1
        both = s0 ^ s1
        self.s0 = rotate(s0, 24) ^ both ^ ((both << 16) & MASK)
        self.s1 = rotate(both, 37)
        return (rotate((s0 * 5) & MASK, 7) * 9) & MASK

    def uniform(self):
        return (self.next64() >> 11) * 2.0 ** -53

    def exponential(self):
        return -math.log(1 - self.uniform())

    def normal(self):
        while True:
            u = 2 * self.uniform() - 1
            v = 2 * self.uniform() - 1
            square = u * u + v * v
            if 0 < square < 1:
                return u * math.sqrt(-2 * math.log(square) / square)


def microseconds(seconds):
    return math.floor(seconds * 1e6 + 0.5)


def simulate(calls, period, aht, agents, patience, lines, redial_abandoned, redial_blocked, redial_delay, cv, seed):
    master = Generator(seed)
    arrivals, _, handles, patiences, redials = [Generator(master.next64()) for _ in range(5)]
    sigma = math.sqrt(math.log1p(cv * cv))

    def handle(source):
        return microseconds(aht * math.exp(sigma * source.normal() - sigma * sigma / 2))

    def endurance(source):
        return microseconds(patience * source.exponential())

    due = []  # [time, call, attempt, handle, endurance]
    interval, offset, credit = 0, 0.0, arrivals.exponential()
    while interval < len(calls):
        rate = calls[interval] / period
        if rate > 0 and credit < rate * (period - offset):
            offset += credit / rate
            due.append([microseconds(period * interval + offset), len(due) + 1, 1, handle(handles), endurance(patiences)])
            credit = arrivals.exponential()
        else:
            credit -= rate * (period - offset)
            interval, offset = interval + 1, 0.0
    closes = microseconds(period * len(calls))

    records, line, idle, busy, on_hand, shift = [], [], [], {}, 0, 0
    while True:
        while line and idle:
            time, call, attempt, length, _ = line.pop(0)
            agent = idle.pop(0)
            busy[agent] = now + length
            records.append((call, attempt, time, now, now + length, "answered", agent))
        events = [(until, 1, agent) for agent, until in busy.items()]
        events += [(c[0] + c[4], 2, i) for i, c in enumerate(line)]
        events += [(c[0], 3 if c[2] > 1 else 4, i) for i, c in enumerate(due)]
        if shift < len(agents):
            events.append((microseconds(period * shift), 0, 0))
        if not events:
            return sorted(records)
        now, kind, which = min(events)

        turned_away = None
        if kind == 0:
            idle += [a for a in range(on_hand + 1, agents[shift] + 1) if a not in busy]
            on_hand = agents[shift]
            idle = [a for a in idle if a <= on_hand]
            shift += 1
        elif kind == 1:
            del busy[which]
            if which <= on_hand:
                idle.append(which)
        elif kind == 2:
            turned_away = line.pop(which), "abandoned", redial_abandoned
        else:
            call = due.pop(which)
            if call[2] > 1:
                call[3:] = handle(redials), endurance(redials)
            if len(line) + len(busy) + 1 > lines:
                turned_away = call, "blocked", redial_blocked
            else:
                line.append(call)
        if turned_away:
            (time, call, attempt, _, _), outcome, share = turned_away
            records.append((call, attempt, time, now, now, outcome, ""))
            if redials.uniform() < share:
                again = now + microseconds(redial_delay * redials.exponential())
                if again < closes:
                    due.append([again, call, attempt + 1, None, None])


records = simulate(calls=[300, 500, 100, 40], period=3600, aht=180, agents=[14, 24, 3, 1], patience=100, lines=30,
                   redial_abandoned=0.4, redial_blocked=0.5, redial_delay=200, cv=0.7, seed=-99)
text = "\n".join("|".join(map(str, r)) for r in records)
print(len(records), hashlib.md5(text.encode()).hexdigest())
