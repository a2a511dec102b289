#!/usr/bin/env python3
"""Golden values of queue_summary version 1: text and packed bytes, made from the
format as doc/summary.md writes it down, not by the code under test.

usage: summary_v1.py > summary_v1.tsv   (never changed once released: readers of
later versions must still read these bytes)
"""

OUTCOMES = ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'open', 'system_error', 'blocked')
PARTS = ('handle', 'talk', 'hold', 'acw')


def varint(n):
    out = []
    while n >= 128:
        out.append(n % 128 + 128)
        n //= 128
    return bytes(out + [n])


def tops():
    """Top of every bin in seconds, in order."""
    out = list(range(257))
    width = 2
    while len(out) < 3073:
        for _ in range(128):
            out.append(out[-1] + width)
        width *= 2
    return out


TOPS = tops()


def decimal(n, places):
    """n / 10^places, shortest"""
    whole, rest = divmod(n, 10 ** places)
    return str(whole) + ('.' + ('%0*d' % (places, rest)).rstrip('0') if rest else '')


def value(counts, waits, sums, parts=None, longest=None, bound=False):
    """counts by outcome; waits by outcome {top: count}; sums by outcome in us;
    parts by name (known, sum us[, squares us^2]); longest in us."""
    parts = parts or {}
    packed = bytes([0x51, 1, 0, 1 if bound else 0]) + varint(0 if bound or longest is None else longest)
    text = '{"version":1'
    for o in OUTCOMES:
        packed += varint(counts.get(o, 0))
        if counts.get(o):
            text += ',"%s":{"count":%d' % (o, counts[o])
            if waits.get(o):
                text += ',"seconds":%s,"waits":{%s}' % (
                    decimal(sums[o], 6), ','.join('"%d":%d' % w for w in sorted(waits[o].items())))
            text += '}'
    for o in OUTCOMES[:-1]:
        if counts.get(o):
            packed += varint(TOPS.index(max(waits[o])) + 1 if waits.get(o) else 0)
    for o in OUTCOMES[:-1]:
        if waits.get(o):
            packed += varint(sums[o])
    answered = counts.get('answered', 0)
    if answered:
        for p in PARTS:
            packed += varint(answered - (parts[p][0] if p in parts else 0))
        for p in PARTS:
            if p in parts:
                packed += varint(parts[p][1])
        if 'handle' in parts:
            packed += varint(parts['handle'][2] % 2 ** 64) + varint(parts['handle'][2] // 2 ** 64)
    for p in PARTS:
        if p in parts:
            text += ',"%s":{"count":%d,"seconds":%s' % (p, parts[p][0], decimal(parts[p][1], 6))
            text += ',"squares":%s}' % decimal(parts[p][2], 12) if p == 'handle' else '}'
    for o in OUTCOMES[:-1]:
        following = 0
        for top, count in sorted(waits.get(o, {}).items()):
            gap = TOPS.index(top) - following
            if count == 1:
                packed += varint(2 * gap)
            else:
                if gap:
                    packed += varint(4 * (gap - 1) + 3)
                packed += varint(4 * (count - 2) + 1)
            following = TOPS.index(top) + 1
    if longest is not None:
        text += ',"longest_wait":' + decimal(longest, 6)
    elif bound:
        text += ',"longest_wait_at_most":%d' % max(max(w) for w in waits.values())
    print(packed.hex() + '\t' + text + '}')


S = 10 ** 6
value({}, {}, {})
value({'blocked': 3}, {}, {})
value({'answered': 1}, {}, {})
value({'answered': 1}, {'answered': {0: 1}}, {'answered': 0}, longest=0)
# waits 0, 12.5 and 12.25 s; handle times 100, 200.5 and one unknown
value({'answered': 3}, {'answered': {0: 1, 13: 2}}, {'answered': 24750000},
      {'handle': (2, 300500000, (100 * S) ** 2 + (200500000) ** 2)}, longest=12500000)
# every outcome, a wait in each; talk, hold and acw known
value({'answered': 2, 'abandoned': 1, 'flowed_out': 1, 'callback_requested': 1, 'open': 2, 'system_error': 1, 'blocked': 4},
      {'answered': {20: 1, 256: 1}, 'abandoned': {5: 1}, 'flowed_out': {258: 1}, 'callback_requested': {60: 1},
       'open': {1: 1}, 'system_error': {516: 1}},
      {'answered': 276 * S, 'abandoned': 5 * S, 'flowed_out': 257 * S, 'callback_requested': 60 * S, 'open': 1,
       'system_error': 513 * S},
      {'handle': (2, 360 * S, 2 * (180 * S) ** 2), 'talk': (2, 300 * S), 'hold': (2, 0), 'acw': (2, 60 * S)},
      longest=513 * S)
# after taking away
value({'answered': 40, 'abandoned': 2}, {'answered': {1: 40}, 'abandoned': {7: 1, 9: 1}},
      {'answered': 40 * S, 'abandoned': 16 * S}, bound=True)
# large: a million waits in one bin, the longest duration there is
value({'answered': 10 ** 6 + 1, 'abandoned': 1}, {'answered': {30: 10 ** 6, 31: 1}, 'abandoned': {TOPS[-1] if TOPS[-1] < 10 ** 9 else next(t for t in TOPS if t >= 10 ** 9): 1}},
      {'answered': 30 * 10 ** 12 + 31 * S, 'abandoned': 10 ** 15},
      {'handle': (10 ** 6 + 1, (10 ** 6 + 1) * 300 * S, (10 ** 6 + 1) * (300 * S) ** 2)}, longest=10 ** 15)
