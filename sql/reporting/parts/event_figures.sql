-- What visits did in an interval, and the seconds that fell into it.
count(*) FILTER (WHERE e.came) AS offered,
count(*) FILTER (WHERE e.answered) AS answered,
count(*) FILTER (WHERE e.abandoned) AS abandoned,
count(*) FILTER (WHERE e.ended) AS ended,
coalesce(extract(epoch FROM sum(v.done_at - v.answered_at) FILTER (WHERE e.ended))::float8, 0) AS ended_handle_s,
extract(epoch FROM sum(e.wait))::float8 AS wait_s,
coalesce(extract(epoch FROM sum(e.handle))::float8, 0) AS handle_s
