-- The answer to a question, of several the lowest.
bool_or(invited) AS invited, min(100 * above / width) AS answer
