-- Of these the questions to customers.
:survey_answers_of_all
	AND coalesce(population, 'downstream') = 'downstream'
