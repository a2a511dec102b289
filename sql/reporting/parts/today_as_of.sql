-- Today, or where nothing came for a week the last day on which something did.
CASE WHEN :data_end > now() - '7 days'::interval THEN now() ELSE :data_end - '1 microsecond'::interval END
