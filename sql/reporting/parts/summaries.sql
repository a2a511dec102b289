-- Summaries by queue and interval: all made from the visits.
:live_summaries
