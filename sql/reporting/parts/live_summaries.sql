-- Summaries of what is not stored: of all visits.
\set condition true
:visit_summaries
