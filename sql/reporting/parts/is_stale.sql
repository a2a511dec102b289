-- No trigger can tell whether rows of a view changed since they were stored.
NULL::boolean
