-- Summaries of what is not stored: of all visits.
\set interval v.b
\set condition true
:visit_summaries
