-- Summaries of what is not stored: of all visits.
\set interval :live_grouping
\set condition true
:visit_summaries
