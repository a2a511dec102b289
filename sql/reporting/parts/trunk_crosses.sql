-- The call is not all in the interval of its entry into the queue.
media = 'voice' AND :outcome <> 'blocked'
AND NOT :trunk_span <@ cc.tstzrange(:visit_bucket)
