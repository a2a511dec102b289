-- What data_quality counts of the tables whose counts are stored by local day.
--
-- uses  outbound_attempt
:visit_counts
UNION ALL
:attempt_counts
UNION ALL
:row_counts
UNION ALL
:stray_counts
