-- Paid time by local day: all computed.
\set from_ts '''-infinity''::timestamptz'
\set to_ts '''infinity''::timestamptz'
:shrinkage_between
