-- What both sides say to each other.
event = 'comment' AND actor_kind IN ('agent', 'customer') AND public
