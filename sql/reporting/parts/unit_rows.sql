-- Summaries of contacts and customers by local day: all made from the visits.
\set unit_span true
:unit_sums
