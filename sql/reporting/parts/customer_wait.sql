-- All that the customer of a row of conversation_waits waited: for responses, and since the last until the end or now.
coalesce(response_s, 0) + coalesce(extract(epoch FROM
	greatest(coalesce(ended_at, now()), waiting_since) - waiting_since)::float8, 0)
