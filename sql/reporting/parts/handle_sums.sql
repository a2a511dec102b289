-- The seconds that the means of talk, hold and after-contact work are made of: whole microseconds, which add exactly.
round(mean_talk * answered * 1e6) / 1e6 AS talk_s,
round(mean_hold * answered * 1e6) / 1e6 AS hold_s,
round(mean_acw * answered * 1e6) / 1e6 AS acw_s
