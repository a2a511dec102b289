-- Repeats by local day: all made from the contacts.
\set repeat_span true
:repeat_sums
