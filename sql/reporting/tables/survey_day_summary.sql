CREATE TABLE ops.survey_day_summary (
	grain text NOT NULL, -- what the row is of: answers (responses to the same questions), population, or queue
	population text, -- who was asked, of grain population
	queue_id text, -- queue, of grain queue
	month date, -- month of the contact, which begins at midnight; of grains population and queue
	names text[], -- questions that were answered, up to 27 of them; of grain answers
	bucket_start timestamptz NOT NULL, -- start of the local day
	bucket_end timestamptz NOT NULL, -- its end
	moments text, -- co-moments of the answers on 0 to 100, as text, of questions that a model can be of
	invited bigint, -- customers asked
	responses bigint, -- that answered something
	csat_answers bigint, -- answers to csat
	csat_top bigint, -- satisfied answers
	csat_sum numeric, -- sum of these answers on 1 to 5
	nps_answers bigint, -- answers to nps
	promoters bigint, -- answers from 9 on 0 to 10
	detractors bigint, -- answers up to 6 on 0 to 10
	ces_answers bigint, -- answers to ces
	ces_sum numeric, -- sum of these answers on 1 to 7
	UNIQUE NULLS NOT DISTINCT (bucket_start, grain, population, queue_id, month, names)
);

COMMENT ON TABLE ops.survey_day_summary IS
	'sums of answers by local day; made by refresh_survey_summary, read by survey_driver and the voice of the customer';

CREATE INDEX ON ops.survey_day_summary (grain, month);
