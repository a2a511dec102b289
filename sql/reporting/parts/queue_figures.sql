-- The columns of a row of queue_counts, and the ratios made of them.
offered, answered, answered_within, abandoned, abandoned_within, abandoned_short,
flowed_out, callbacks, blocked, system_errors, still_open, transfers,
service_judged, service_met, service_level,
cc.abandonment_rate(s, 'offered'::text, :'short_abandon'::float8) AS abandonment_rate,
cc.answer_rate(s) AS answer_rate, transfers::float8 / nullif(answered, 0) AS transfer_rate,
asa, asa * answered AS answer_wait_s, mean_wait, mean_wait * offered AS wait_s,
mean_time_to_abandon, mean_time_to_abandon * abandoned AS abandon_wait_s, cc.longest_wait(s) AS longest_wait,
cc.wait_quantile(s, 0.5::float8, 'answered'::text) AS wait_p50,
cc.wait_quantile(s, 0.9::float8, 'answered'::text) AS wait_p90,
aht, aht * answered AS handle_s, mean_talk, mean_hold, mean_acw,
cc.aht_stddev(s) AS aht_stddev, cc.mean_patience(s) AS mean_patience
