-- by local month in :zone from :day_start
CREATE INDEX survey_response_contact_at_month ON ops.survey_response
	((date_trunc('month', contact_at AT TIME ZONE :'zone'::text)::date));
