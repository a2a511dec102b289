-- The interval of a visit, to group by.
v.b
