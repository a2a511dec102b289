-- Customers, each in one segment.
(SELECT customer_key, min(segment) AS segment FROM ops.customer_segment GROUP BY customer_key)
