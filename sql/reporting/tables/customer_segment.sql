CREATE TABLE ops.customer_segment (
	customer_key text PRIMARY KEY, -- hashed key of the customer; never in a view
	segment text NOT NULL -- segment, such as a tier of value
);

COMMENT ON TABLE ops.customer_segment IS
	'segments of customers; by a rule of your own it is a view of this name';
