-- Seconds of s in its interval b so far, exactly.
extract(epoch FROM least(upper(s.during), cc.upper(b), now()) - greatest(lower(s.during), cc.lower(b)))
