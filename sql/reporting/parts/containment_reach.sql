-- The window of containment, in hours, which are as long in any zone.
(:'containment_days'::float8 * '24:00:00'::interval)
