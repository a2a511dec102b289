-- What is from here on is no instant of a plan, but the end of some clock.
'2100-01-01 00:00+00'::timestamptz
