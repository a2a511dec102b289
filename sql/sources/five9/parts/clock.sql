-- Tue, 10 Mar 2026 08:59:58 as 2026-03-10 08:59:58; anything else as it is.
CASE WHEN r.timestamp ~ ('^([A-Z][a-z]{2}, )?[0-9]{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
		|| ' [0-9]{4} ')
	THEN substring(r.timestamp FROM '[a-z] ([0-9]{4}) ') || '-'
		|| lpad(((position(substring(r.timestamp FROM '[0-9] ([A-Z][a-z]{2}) ')
			IN 'JanFebMarAprMayJunJulAugSepOctNovDec') + 2) / 3)::text, 2, '0') || '-'
		|| lpad(substring(r.timestamp FROM '([0-9]{1,2}) [A-Z]'), 2, '0')
		|| substring(r.timestamp FROM '[a-z] [0-9]{4}( .*)$')
	ELSE r.timestamp END
