-- Co-moments by local day: all made from the answers.
\set survey_span true
:survey_driver_days
