-- Entries dialled by the first day of their month: all made from the attempts.
\set attempt_span true
:first_attempts
