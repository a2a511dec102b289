-- What is before this is no instant of a contact centre, but the zero of some clock.
'1971-01-01 00:00+00'::timestamptz
