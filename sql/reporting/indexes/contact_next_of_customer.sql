-- contacts by customer in :zone from :day_start
CREATE INDEX contact_next_of_customer ON ops.contact (customer_key, started_at)
INCLUDE (contact_id, ended_at);
