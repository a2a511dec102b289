-- Customers, whom their key has once.
--
-- when  unique customer_segment(customer_key)
(SELECT customer_key, segment FROM ops.customer_segment)
