CREATE TABLE ops.queue (
	queue_id text NOT NULL, -- queue
	valid tstzrange NOT NULL DEFAULT '(,)', -- when this row applies
	name text NOT NULL, -- name
	business_unit text, -- business unit
	calendar_id text, -- business hours of the queue
	PRIMARY KEY (queue_id, valid),
	-- GiST has no text of its own: a range of one stands for it, at half its hash, so that one more always fits
	CONSTRAINT queue_one_at_a_time EXCLUDE USING gist (
		int8range(hashtextextended(queue_id, 0) >> 1,
			(hashtextextended(queue_id, 0) >> 1) + 1) WITH &&,
		valid WITH &&)
);

COMMENT ON TABLE ops.queue IS
	'queues, by validity: names and owners change';
