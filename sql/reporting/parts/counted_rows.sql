-- Counts of data_quality: all made from the rows.
\set counted_day NULL::date
\set counted_for_good false
\set counted_span true
\set counted_look ''
SELECT subject, counted, of_id, n, first_at, last_at
FROM (:all_counts) AS c
