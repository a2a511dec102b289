CREATE TABLE ops.customer_outcome (
	customer_key text NOT NULL, -- hashed key of the customer; never in a view
	at timestamptz NOT NULL, -- when
	kind text NOT NULL, -- renewed, repurchased, churned, downgraded or complained
	value numeric, -- what the customer is worth from then on, or would have been
	currency text, -- currency of value
	PRIMARY KEY (customer_key, at, kind),
	CHECK (kind IN ('renewed', 'repurchased', 'churned', 'downgraded', 'complained')),
	CHECK (value IS NULL OR currency IS NOT NULL)
);

COMMENT ON TABLE ops.customer_outcome IS
	'what became of customers: who stayed, who left';

CREATE INDEX ON ops.customer_outcome (at);
