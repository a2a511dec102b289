-- What a summary s counts, at the threshold of the views.
CROSS JOIN LATERAL (
	SELECT cc.offered(s) AS offered,
		cc.answered(s) AS answered,
		cc.answered_within(s, :'threshold'::float8) AS answered_within,
		cc.abandoned(s) AS abandoned,
		cc.abandoned_within(s, :'threshold'::float8) AS abandoned_within,
		cc.abandoned_within(s, :'short_abandon'::float8) AS abandoned_short,
		cc.flowed_out(s) AS flowed_out,
		cc.callbacks(s) AS callbacks,
		cc.blocked(s) AS blocked,
		cc.system_errors(s) AS system_errors,
		cc.still_open(s) AS still_open,
		cc.service_met(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_met,
		cc.service_judged(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_judged,
		cc.service_level(s, :'threshold'::float8, :'variant'::text, :'short_abandon'::float8) AS service_level,
		cc.asa(s) AS asa,
		cc.mean_wait(s) AS mean_wait,
		cc.mean_time_to_abandon(s) AS mean_time_to_abandon,
		cc.aht(s) AS aht,
		cc.mean_talk(s) AS mean_talk,
		cc.mean_hold(s) AS mean_hold,
		cc.mean_acw(s) AS mean_acw
) AS c
