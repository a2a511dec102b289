-- Counts of a span d, from its first instant to its last; those without an instant are in that which ends nowhere.
\set counted_day NULL::date
\set counted_for_good false
\set counted_look 'OFFSET 0'
\set counted_span '(:counted_at BETWEEN d.from_at AND d.last_at OR d.last_at = ''infinity'' AND :counted_at IS NULL)'
:all_counts
