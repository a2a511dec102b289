CREATE TABLE ops.cost (
	scope text NOT NULL DEFAULT 'all', -- all: of the centre, which is what the views read; others are the caller's own
	month date NOT NULL CHECK (extract(day FROM month) = 1), -- first day of the month
	kind text NOT NULL, -- labour, technology ...
	amount numeric NOT NULL, -- amount
	currency text NOT NULL, -- its currency
	PRIMARY KEY (scope, month, kind, currency)
);

COMMENT ON TABLE ops.cost IS
	'cost by month';
