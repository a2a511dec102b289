-- Conversations at a time: all made from visits and messages.
\set conversation_span true
\set answer_span true
:concurrency
