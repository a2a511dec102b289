-- Nobody answered, and it was given up before it had rung for fifteen seconds.
answered_by = 'nobody' AND ringing_at IS NOT NULL AND ended_at < ringing_at + '15 seconds'::interval
