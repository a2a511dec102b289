-- Counts of answers by :voc_by, one of the grains of survey_day_summary: all made from the answers.
\set survey_span true
:voc_days
