-- What resolutions count beside it.
count(*) FILTER (WHERE stopped_at IS NOT NULL OR reopens > 0) AS once_resolved,
count(*) FILTER (WHERE reopens > 0) AS reopened,
count(*) FILTER (WHERE stopped_at IS NOT NULL AND replies > 0) AS replied_to,
count(*) FILTER (WHERE stopped_at IS NOT NULL AND replies = 1 AND reopens = 0) AS one_touch
