-- Paths of the month m by day: all made from sessions and contacts.
\set path_from m.starts
\set path_to m.ends
:channel_paths
