bool_or(invited) AS invited, jsonb_object_agg(item, answer::float8) FILTER (WHERE answer IS NOT NULL) AS answers
