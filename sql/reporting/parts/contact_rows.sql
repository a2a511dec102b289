-- Answered contacts and their revenue by local day: all made from the contacts.
\set contact_span true
:contact_sums
