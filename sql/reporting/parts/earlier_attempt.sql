-- An attempt e to the same entry as a, before it.
e.campaign_id = a.campaign_id AND e.record_id = a.record_id AND e.dialled_at <= a.dialled_at
AND (e.dialled_at, e.attempt_id) < (a.dialled_at, a.attempt_id)
