-- Of one customer in :one_in, chosen by the key, so that whoever asks gets the same.
CASE WHEN hashtextextended(customer_key, 0) % greatest(:one_in, 1) = 0 THEN true END
