-- What goes before a visit in window w: answers, and visits at all.
count(*) FILTER (WHERE outcome = 'answered') OVER w AS answers_before,
count(*) OVER w AS position
