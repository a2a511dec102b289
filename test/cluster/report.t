#!/bin/bash
# make report: the page says what the views say, of a model of any size and of names that are hostile,
# and asks for nothing.  What a browser makes of it is tested where chromium is there.
. test/tap.sh
dir=$(mktemp -d)
chmod 755 "$dir"
trap 'rm -rf "$dir"' EXIT
unset FROM TO AT WORDS WITHOUT EACH SCHEMA OUT
write() { # NAME VARIABLE=VALUE...
	out=$(env OUT="$dir/$1.html" PGURI=dbname=report "${@:2}" report/write 2>&1)
	ok $? "$1 is written"
}
# Tables of a page, a line a row: heading of the card, then the cells.
tables() {
	python3 - "$dir/$1.html" <<-'PYTHON'
		import sys
		from html.parser import HTMLParser
		class Page(HTMLParser):
		    title, row, text, inside = '', None, None, False
		    def handle_starttag(self, tag, attrs):
		        if tag in ('tr', 'td', 'th', 'h3') or tag == 'tbody': self.end(tag)
		        if tag == 'table': self.inside = 'heat' not in dict(attrs).get('class', '')
		        if tag == 'tr' and self.inside: self.row = []
		        if tag in ('h3', 'td', 'th'): self.text = ''
		    def handle_endtag(self, tag):
		        if tag == 'h3': self.title, self.text = self.text, None
		        if tag == 'table': self.end('tr'); self.inside = False
		    def end(self, tag):
		        if self.row is not None and self.text is not None: self.row.append(self.text)
		        self.text = None
		        if tag in ('tr', 'tbody') and self.row: print(self.title, *self.row, sep='|')
		        if tag in ('tr', 'tbody'): self.row = None
		    def handle_data(self, data):
		        if self.text is not None: self.text += data
		Page().feed(open(sys.argv[1], encoding='utf-8').read())
	PYTHON
}
# What is not as it should be: elements left open, charts without marks, marks nowhere.
marks() {
	python3 - "$1" <<-'PYTHON'
		import re, sys
		from html.parser import HTMLParser
		text = open(sys.argv[1], encoding='utf-8').read()
		class Page(HTMLParser):
		    open = []
		    def handle_starttag(self, tag, attrs):
		        if tag in ('div', 'figure', 'svg', 'table', 'details', 'section', 'main', 'h3', 'h4', 'p', 'span', 'nav', 'footer'): self.open.append(tag)
		    def handle_endtag(self, tag):
		        if tag in ('div', 'figure', 'svg', 'table', 'details', 'section', 'main', 'h3', 'h4', 'p', 'span', 'nav', 'footer') and (not self.open or self.open.pop() != tag): print('closed in vain:', tag, self.getpos())
		page = Page()
		page.feed(text)
		if page.open: print('open at the end:', page.open)
		charts = re.findall(r'<svg.*?</svg>', text)
		if len(charts) < 15: print('charts:', len(charts))
		for chart in charts:
		    if not re.search(r'class="?(bar|line|dot)', chart): print('no marks:', chart[:200])
		    for d in re.findall(r' d="([^"]*)"', chart):
		        if not re.fullmatch(r'M-?[\d.]+ -?[\d.]+([HVLh]?-?[\d.]+| -?[\d.]+|Z)*', d) or max(map(abs, map(float, re.findall(r'-?\d+\.?\d*', d)))) > 2000: print('nowhere:', d[:200])
		for rows in re.findall(r'<div class=ranges.*?</div></div>', text):
		    if not re.search(r'class=(dot|bar)', rows): print('no marks:', rows[:200])
		for place in re.findall(r'style="(?:left|top):([^%"]*)%', text):
		    if not -5 <= float(place) <= 105: print('out of sight:', place)
	PYTHON
}
# Rows of the card whose heading begins so, without the names of the columns.
card() { grep -F -- "$1" "$dir/tables" | cut -d '|' -f 2- | sed 1d; }
get() { query report "SET search_path = public, ops; SET timezone = 'Europe/Amsterdam'; $1"; }

createdb report
psql -X -q -d report -c 'CREATE EXTENSION contact_center' -c 'SET client_min_messages = warning' -c "CALL create_reporting_model('ops')" \
	-c "CALL create_reporting_views('ops', zone => 'Europe/Amsterdam', threshold => 20)" >/dev/null

# ---- Nothing, and next to nothing.
write empty
like "$(cat "$dir/empty.html")" 'This model has no contacts yet\.' "an empty model: it says so"
write leer WORDS=zh
like "$(cat "$dir/leer.html")" '<html lang=zh-CN>.*此模型中还没有联络|此模型中还没有联络' "and in Chinese"
query report "INSERT INTO ops.queue_visit (contact_id, visit_no, media, queue_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
	VALUES ('1', 1, 'voice', '<script>alert(\"1\")</script>', '2026-03-02 09:00+01', '2026-03-02 09:00:05+01', '2026-03-02 09:00:05+01', '2026-03-02 09:03:05+01', 'answered', 180)"
write one
is "$(grep -c '<script>alert\|alert("' "$dir/one.html")" 0 "a queue named as a script is text"
like "$(cat "$dir/one.html")" '&lt;script&gt;alert\(&quot;1&quot;\)' "that is shown"
tables one >"$dir/tables"
is "$(card 'Service level by queue and time')" '<script>alert("1")</script>|09:00|100.0 %|1' "one call of one queue"
is "$(grep -c 'as they failed' "$dir/one.html")" 0 "and no card fails"

# ---- Days with everything.
psql -X -q -v ON_ERROR_STOP=1 -d report <<'SQL'
SET client_min_messages = warning;
SET search_path = public, ops;
INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
SELECT 'c' || call_no, 1, 'voice', (ARRAY['billing & more', 'it''s "care"'])[queue_no], 'agent ' || agent_no, queued_at, answered_at, left_at, ended_at, outcome, extract(epoch FROM ended_at - answered_at)
FROM simulate_queue('2026-03-03 08:00+01', ARRAY[array_fill(25::float8, ARRAY[16]), array_fill(15::float8, ARRAY[16])], 1800, ARRAY[240, 300]::float8[], array_fill(6, ARRAY[16]),
	patience => ARRAY[200, 200]::float8[], seed => 5);
INSERT INTO queue (queue_id, name) SELECT DISTINCT queue_id, initcap(queue_id) FROM queue_visit WHERE queue_id LIKE 'bill%';
INSERT INTO agent_state (agent_id, during, state_class, paid)
SELECT 'agent ' || a, tstzrange('2026-03-03 08:00+01', '2026-03-03 16:00+01') , CASE WHEN a % 3 = 0 THEN 'available' ELSE 'handling' END, true FROM generate_series(1, 6) AS a;
INSERT INTO schedule (agent_id, during, class) SELECT 'agent ' || a, tstzrange('2026-03-03 08:00+01', '2026-03-03 16:30+01'), 'on_queue' FROM generate_series(1, 6) AS a;
INSERT INTO forecast (queue_id, interval_start, interval_len, made_at, volume, lo, hi, aht_s)
SELECT q, t, '30 min', t - interval '1 day', 20 + 3 * sin(i), 15, 27, 260
FROM generate_series(0, 15) AS i, generate_series(0, 1) AS day, unnest(ARRAY['billing & more', 'it''s "care"']) AS q, LATERAL (SELECT '2026-03-03 08:00+01'::timestamptz + day * interval '1 day' + i * interval '30 min' AS t) AS x;
INSERT INTO staff_plan (queue_id, interval_start, interval_len, scheduled) SELECT queue_id, interval_start, interval_len, 1.5 + extract(minute FROM interval_start) / 30 FROM forecast;
-- of chats nobody made a plan
INSERT INTO forecast (queue_id, media, interval_start, interval_len, made_at, volume, aht_s) SELECT 'typing', 'chat', interval_start, interval_len, made_at, 12, 600 FROM forecast WHERE queue_id LIKE 'bill%';
INSERT INTO feed_gap (source, during) VALUES ('recorder & co', '[2026-03-03 09:00+01, 2026-03-03 09:20+01)');
INSERT INTO survey_response (response_id, contact_id, queue_id, contact_at, item, scale_min, scale_max, value)
SELECT contact_id, contact_id, queue_id, queued_at, item, lo, hi, lo + abs(hashtext(contact_id || item) % (1 + hi - lo)) FROM queue_visit, (VALUES ('csat', 1, 5), ('nps', 0, 10)) AS i (item, lo, hi) WHERE outcome = 'answered';
INSERT INTO contact (contact_id, customer_key, media, started_at, ended_at) SELECT contact_id, 'k' || abs(hashtext(contact_id)) % 300, media, queued_at, coalesce(ended_at, left_at) FROM queue_visit WHERE contact_id LIKE 'c%';
INSERT INTO customer_outcome (customer_key, at, kind, value, currency)
SELECT c.customer_key, '2026-03-10', CASE WHEN abs(hashtext('stays' || c.customer_key)) % 10 < 4 + 4 * bool_and(answered_at IS NOT NULL)::integer THEN 'renewed' ELSE 'churned' END, 120, 'EUR' FROM contact AS c JOIN queue_visit USING (contact_id) GROUP BY c.customer_key;
INSERT INTO target (kpi, goal) VALUES ('abandonment', 0.05), ('adherence', 0.9), ('service_level', 0.8);
INSERT INTO outbound_attempt (attempt_id, campaign_id, agent_id, dialled_at, answered_by, answered_at, greeted_at, connected_at, right_party, result, ended_at, sale)
SELECT 'd' || i, 'spring', 'agent 1', t, CASE WHEN i % 3 = 0 THEN 'nobody' ELSE 'person' END, CASE WHEN i % 3 > 0 THEN t + interval '9 s' END, CASE WHEN i % 3 > 0 THEN t + interval '10 s' END,
	CASE WHEN i % 3 > 0 AND i <> 7 THEN t + interval '11 s' END, CASE WHEN i % 3 > 0 AND i <> 7 THEN i % 2 = 0 END, NULL, t + interval '60 s', i % 6 = 2
FROM generate_series(1, 40) AS i, LATERAL (SELECT '2026-03-03 10:00+01'::timestamptz + i * interval '3 min' AS t) AS x;
INSERT INTO self_service_session (session_id, channel, customer_key, task, started_at, ended_at, outcome)
SELECT 's' || i, CASE WHEN i < 7 THEN 'ivr' ELSE 'bot' END, 'k' || i, 'balance', t, t + interval '2 min', CASE WHEN i % 3 = 0 THEN 'abandoned' ELSE 'completed' END
FROM generate_series(1, 9) AS i, LATERAL (SELECT '2026-03-03 09:00+01'::timestamptz + i * interval '7 min' AS t) AS x;
INSERT INTO self_service_step (session_id, step_no, step, at) SELECT session_id, n, (ARRAY['welcome', '<code>'])[n], started_at FROM self_service_session, generate_series(1, 2) AS n WHERE n = 1 OR outcome = 'completed';
INSERT INTO ticket_event (ticket_id, event_no, at, event, actor_kind, public, status, queue_id, calendar_id)
SELECT 't' || i, n, '2026-03-03 08:00+01'::timestamptz + i * interval '20 min' + (n - 1) * interval '2 hours', CASE n WHEN 1 THEN 'created' ELSE 'solved' END, CASE n WHEN 1 THEN 'customer' ELSE 'agent' END, true, CASE n WHEN 1 THEN 'new' ELSE 'solved' END, 'mail', 'desk'
FROM generate_series(1, 8) AS i, generate_series(1, 2) AS n WHERE n = 1 OR i < 6;
INSERT INTO business_hours (calendar_id, tz, weekday, open, close) SELECT 'desk', 'Europe/Amsterdam', d, '08:00', '18:00' FROM generate_series(1, 5) AS d;
INSERT INTO ticket_event (ticket_id, event_no, at, event, actor_kind, public, agent_id)
SELECT 't' || i, 3 + n, '2026-03-03 08:00+01'::timestamptz + i * interval '20 min' + n * interval '31 min', 'comment', CASE n WHEN 2 THEN 'customer' ELSE 'agent' END, true, CASE WHEN n <> 2 THEN 'agent 1' END
FROM generate_series(1, 4) AS i, generate_series(1, 3) AS n WHERE i + n < 6;
INSERT INTO response_policy (first_reply_s, next_reply_s, valid) VALUES (1800, 3600, '[2026-01-01,)');
CALL create_reporting_views('ops');
CALL refresh_queue_summary('ops');
SQL
ok $? "a day is filled in"
write day AT='2026-03-03 12:10+01' TO=2026-03-03 EACH=0
is "$(printf '%s\n' "$out" | grep 'left out')$(grep 'as they failed' "$dir/day.html")" "" "nothing is left out"
is "$(marks "$dir/day.html")" "" "elements are closed, and every chart has its marks, at finite places"
tables day >"$dir/tables"
pct="round((100 * (%s))::numeric, 1) || ' %%'"
sl=$(printf "$pct" 'sum(service_met) / sum(service_judged)::float8')
name="coalesce((SELECT name FROM queue AS n WHERE n.queue_id = v.queue_id), queue_id)"
same "$(card 'Service level by queue and time')" "$(get "SELECT $name, to_char(local_start, 'HH24:MI'), $sl, sum(service_judged) FROM queue_interval AS v GROUP BY queue_id, 2 ORDER BY queue_id, 2")" "service level by queue and time of day"
same "$(card 'Service level by day and time')" "$(get "SELECT to_char(day, 'Dy FMDD Mon'), to_char(local_start, 'HH24:MI'), $sl, sum(service_judged) FROM queue_interval GROUP BY day, 2 ORDER BY day, 2")" "by day"
same "$(card 'Queues, the worst first' | cut -d '|' -f 1,2,4-6,9)" "$(get "SELECT $name, $sl, sum(offered), sum(abandoned), $(printf "$pct" 'sum(abandoned) / sum(offered)::float8'),
	coalesce((SELECT to_char(local_start, 'Dy FMDD Mon HH24:MI: ') || $(printf "$pct" 'service_met / service_judged::float8') FROM queue_interval AS i WHERE i.queue_id = v.queue_id AND service_met < 0.8 * service_judged ORDER BY 0.8 * service_judged - service_met DESC, local_start LIMIT 1), '–')
	FROM queue_day AS v GROUP BY queue_id ORDER BY sum(service_met) / sum(service_judged)::float8, queue_id")" "queues, the worst first"
is "$(card 'checks found' | grep -F 'feed_gap')|$(grep -o 'No data from: [^<]*' "$dir/day.html")" 'feed_gap|feed gaps|1|1|100.0 %|2026-03-03 09:00|No data from: recorder &amp; co, Tue 3 Mar 09:00 to Tue 3 Mar 09:20.' "gaps by source and time"
like "$(grep -o 'Recommendation (NPS)[^<]*' "$dir/day.html" | sed 's/\xc2\xa0/ /g')" "^Recommendation .NPS.: $(get "SELECT replace(format('%s points, 95 .* interval %s to %s', to_char(100 * nps, 'FMSG990.0'), to_char(100 * nps_lower, 'FMSG990.0'), to_char(100 * nps_upper, 'FMSG990.0')), '-', '−') FROM voc_month" | sed 's/+/[+]/g')$" "NPS in points, with its interval"
like "$(cat "$dir/day.html")" 'Replayed as it was on Tue 3 Mar 12:10\. Later contacts, up to Tue 3 Mar 1[0-9:]+, are not in this part' "what is after the instant is said not to be there"
same "$(card 'Queues now' | cut -d '|' -f 1,2,4-7)" "$(get "SELECT $name, waiting, in_service, offered_today, abandoned_today, $(printf "$pct" service_level_today)
	FROM queue_realtime_at('2026-03-03 12:10+01') AS v ORDER BY offered_today DESC, queue_id")" "queues at an instant"
same "$(card 'Contacts against the forecast')" "$(get "SELECT $name, sum(actual), round((sum(forecast) FILTER (WHERE actual IS NOT NULL))::numeric), $(printf "$pct" 'sum(abs(error)) / sum(actual)'), replace(to_char(100 * sum(error) / sum(actual), 'SG990.0'), ' ', '') || ' %'
	FROM forecast_error AS v GROUP BY queue_id HAVING sum(actual) > 0 ORDER BY sum(actual) DESC" | sed 's/-/−/')" "volume and forecast"
same "$(card 'Agents required' | cut -d '|' -f 1-3)" "$(get "SELECT to_char(local_start, 'Dy FMDD Mon HH24:MI'), to_char(sum(scheduled), 'FM990.0'), to_char(sum(required_erlang_a), 'FM990.0') FROM staffing_gap_pool WHERE media = 'voice' AND day = '2026-03-03' GROUP BY local_start ORDER BY local_start")" "agents required, of the queues that have a plan"
same "$(card 'The week ahead: ' | sed 's/−/-/')" "$(get "SELECT to_char(day, 'Dy FMDD Mon'), round(sum(volume)), to_char(sum(required_erlang_a) / 2.0, 'FM990.0'), to_char(sum(scheduled) / 2, 'FM990.0'), trim(to_char((sum(scheduled) - sum(required_erlang_a)) / 2, 'S990.0')) FROM staffing_gap_pool WHERE media = 'voice' AND day = '2026-03-04' GROUP BY day" | sed -E 's/([+-]) */\1/')" "and of the week ahead"
is "$(card 'The week ahead by time' | wc -l)" 16 "by half hours"
is "$(grep -oE 'no plan: typing, [0-9.]+ agent hours required if an agent has one contact at a time' "$dir/day.html" | sort | uniq -c | awk '{ printf "%s x %s; ", $1, $5 }')" \
	"$(get "SELECT string_agg(n || ' x ' || h || '; ', '' ORDER BY h) FROM (SELECT h, 2 * count(*) AS n FROM (SELECT to_char(sum(required_erlang_a) / 2.0, 'FM990.0') AS h FROM staffing_gap_pool WHERE media = 'chat' GROUP BY day) AS d GROUP BY h) AS c")" "the others are named, with what they require"
same "$(card 'Occupancy:' | cut -d '|' -f 1,2)" "$(get "SELECT to_char(day, 'Dy FMDD Mon'), $(printf "$pct" 'sum(handling_s) / sum(handling_s + available_s)') FROM agent_day GROUP BY day")" "occupancy"
same "$(card 'Adherence:' | cut -d '|' -f 1-3)" "$(get "SELECT agent_id, $(printf "$pct" 'sum(adherent_s) / sum(scheduled_s)'), to_char(sum(scheduled_s) / 3600, 'FM990.0') FROM agent_adherence GROUP BY agent_id ORDER BY sum(adherent_s) / sum(scheduled_s), 1")" "adherence"
same "$(card 'Satisfied customers' | cut -d '|' -f 2-5)" "$(get "SELECT $(printf "$pct" csat), $(printf "$pct" csat_lower), $(printf "$pct" csat_upper), csat_answers FROM (SELECT NULL AS queue_id, csat, csat_lower, csat_upper, csat_answers FROM voc_month UNION ALL SELECT queue_id, csat, csat_lower, csat_upper, csat_answers FROM voc_queue) AS v WHERE csat IS NOT NULL ORDER BY queue_id IS NOT NULL, csat DESC, queue_id")" "CSAT with its interval"
same "$(card 'Satisfaction by what the customer' | cut -d '|' -f 1-3,6 | sort)" "$(get "SELECT upper(left(dimension, 1)) || substr(dimension, 2), band, to_char(mean, 'FM990.0'), answers FROM experience_curve WHERE queue_id IS NULL AND segment IS NULL AND outcome = 'csat' AND mean IS NOT NULL" | sort)" "satisfaction by wait, transfers and handle time"
same "$(card 'targets are met' | grep -E '^(Service level|Abandonment)')" "$(get "SELECT CASE kpi WHEN 'abandonment' THEN 'Abandonment' ELSE 'Service level' END, $(printf "$pct" actual), $(printf "$pct" target), CASE status WHEN 'met' THEN '✓ ' ELSE '✗ ' END || status, name
	FROM scorecard WHERE kpi IN ('service_level', 'abandonment') ORDER BY status = 'met', kpi DESC")" "targets"
same "$(card 'Service level by queue and day' | grep '3 Mar' | cut -d '|' -f 1-7)" "$(get "SELECT $name, to_char(day, 'Dy FMDD Mon'), $(printf "$pct" service_level), $(printf "$pct" center), coalesce($(printf "$pct" lower), '–'), coalesce($(printf "$pct" upper), '–'), service_judged
	FROM control_chart_service_level AS v WHERE day = '2026-03-03' AND service_level IS NOT NULL ORDER BY 1")" "control limits"

same "$(card 'Service level by day|' | cut -d '|' -f 2,4,5)" "$(get "SELECT $sl, sum(offered), $(printf "$pct" 'sum(abandoned) / sum(offered)::float8') FROM queue_day GROUP BY day ORDER BY day")" "service level by day"
same "$(card 'Over- and understaffed' | cut -d '|' -f 2,4,5)" "$(get "SELECT to_char(local_start, 'HH24:MI'), to_char(sum(scheduled), 'FM990.0'), to_char(sum(required_erlang_a), 'FM990.0') FROM staffing_gap_pool WHERE day = '2026-03-03' AND media = 'voice' GROUP BY local_start ORDER BY local_start")" "agents over and short"
same "$(card 'From attempt to sale' | cut -d '|' -f 2)" "$(get "SELECT unnest(ARRAY[sum(attempts), sum(persons), sum(live_contacts), sum(right_parties), sum(sales)]) FROM outbound_day")" "outbound calls, from attempt to sale"
same "$(card 'Abandoned by the dialler, as US' | cut -d '|' -f 2-5)" "$(get "SELECT $(printf "$pct" dialler_abandonment), '3.0 %', persons, calls_abandoned FROM dialler_abandonment_us")" "calls abandoned against the limit"
same "$(card 'Containment by channel' | cut -d '|' -f 1-3,5 | sed s/IVR/ivr/ | sort)" "$(get "SELECT channel, $(printf "$pct" 'sum(contained) / sum(containment_judged)::float8'), $(printf "$pct" 'sum(completed) / sum(outcomes_known)::float8'), sum(sessions) FROM self_service_day GROUP BY channel ORDER BY 1")" "containment"
same "$(card 'How far sessions get' | cut -d '|' -f 2-4)" "$(get "SELECT step, sum(came_there), sum(abandoned) FROM self_service_funnel GROUP BY channel, step ORDER BY max(max(came_there)) OVER (PARTITION BY channel) DESC, channel, sum(place_sum) / sum(came_there)")" "steps of self-service"
same "$(card 'How long open tickets wait' | cut -d '|' -f 1,2)" "$(get "SELECT band, open_tickets FROM backlog_age WHERE day = '2026-03-03' ORDER BY band_no")" "open tickets by age"
same "$(card 'Replies in time' | cut -d '|' -f 2,4,5)" "$(get "SELECT $(printf "$pct" 'sum(met) / nullif(sum(met + missed + overdue), 0)::float8'), sum(clocks), sum(overdue) FROM reply_day WHERE day = '2026-03-03' GROUP BY queue_id, clock HAVING sum(met + missed + overdue) > 0 ORDER BY queue_id, clock")" "replies in time"

# Signed numbers as the page writes them.
plus() { echo "CASE WHEN round(($1)::numeric, 1) > 0 THEN '+' ELSE '' END || replace(to_char(round(($1)::numeric, 1) + 0, 'FM999,990.0'), '-', '−')"; }
same "$(card 'What goes with customers who stay' | cut -d '|' -f 2-4,7)" "$(get "SELECT to_char(odds_ratio, 'FM990.00'), to_char(odds_lower, 'FM990.00'), to_char(odds_upper, 'FM990.00'), outcomes
	FROM loyalty_driver WHERE segment IS NULL AND term <> '(intercept)' AND odds_ratio IS NOT NULL ORDER BY model, term")" "who stays"
same "$(card 'What moves satisfaction' | cut -d '|' -f 2-4,6)" "$(get "SELECT $(plus points_per_unit), $(plus lower), $(plus upper), answers
	FROM experience_driver WHERE segment IS NULL AND outcome = 'csat' AND weighting = 'inverse response' AND points_per_unit IS NOT NULL ORDER BY rank")" "what moves satisfaction"
same "$(card 'How many customers another service level' | cut -d '|' -f 3,4,6-8 | sort)" "$(get "SELECT to_char(agent_hours, 'FM999,990.0'), $(printf "$pct" abandonment_rate), $(plus customers_kept), $(plus kept_lower), $(plus kept_upper)
	FROM value_of_service WHERE segment IS NULL AND contacts > 0 AND customers_kept IS NOT NULL" | sort)" "what service is worth"

# ---- Both languages, nothing asked for, refusals.
# What is older than thirteen weeks is not read for what customers lived through.
query report "SET search_path = public, ops; INSERT INTO queue_visit (contact_id, visit_no, media, queue_id, agent_id, queued_at, answered_at, left_at, ended_at, outcome, talk_s)
	SELECT 'old' || i, 1, 'voice', 'old', 'agent 1', t, t + interval '70 s', t + interval '70 s', t + interval '5 min', 'answered', 230 FROM generate_series(1, 40) AS i, LATERAL (SELECT '2025-11-03 09:00+01'::timestamptz + i * interval '1 hour' AS t) AS t;
	INSERT INTO survey_response (response_id, contact_id, contact_at, item, scale_min, scale_max, value) SELECT contact_id, contact_id, queued_at, 'csat', 1, 5, 1 FROM queue_visit WHERE queue_id = 'old'"
write tag WORDS=zh AT='2026-03-03 12:10+01' TO=2026-03-03 WITHOUT='value_of_service experience_driver'
tables tag >"$dir/tables"
same "$(grep -F '服务水平:队列 × 时段' "$dir/tables" | cut -d '|' -f 2- | sed 1d)" "$(tables day | grep -F 'Service level by queue and time' | cut -d '|' -f 2- | sed 1d)" "the same figures in Chinese"
is "$(grep -ohE "pg_temp\.w\('([^']|'')*'|\\\\set title '[^']*'" report/*.sql report/cards/*.sql | sed -E "s/^[^']*'(.*)'$/\1/" | sort -u | grep -vxFf <(sed -nE "s/^\t?\('//p; s/\), \('/\n/gp" report/said.sql | sed -E "s/', (NULL|'[^']*'), .*//") | paste -s -d '#')" \
	"" "every text of the page is there in Chinese"
is "$(grep -hoE '(https?:)?//[a-z]|(src|href)=[^#]{2}|@import|url\(' "$dir"/{day,tag}.html | grep -v 'href="#' | sort -u)" "" "the page asks for nothing outside itself"
out=$(OUT=$dir/none.html TO=yesterday report/write 2>&1)
like "$? $out" '^1 report: TO is a date such as' "a date that is none"
out=$(OUT=$dir/none.html PGURI=dbname=report SCHEMA=nowhere report/write 2>&1)
like "$? $out" '^1 .*reporting_settings' "a schema without views"
[ ! -e "$dir/none.html" ] && [ ! -e "$dir/none.html.new" ]
ok $? "leaves no file"

same "$(grep -F '客户经历与满意度' "$dir/tables" | sed 1d | cut -d '|' -f 4-)" "$(tables day | grep -F 'Satisfaction by what the customer' | sed 1d | cut -d '|' -f 4-)" "and what is older than thirteen weeks moves no curve"

# ---- In a browser.
if ! command -v chromium >/dev/null; then
	echo "# chromium is not there: what a browser makes of the page is not tested"
	done_testing
	exit
fi
browse() { # what the page is at this width, as the page itself measures it: browse NAME WIDTH
	sed 's#</script></html>$##' "$dir/$1.html" >"$dir/browsed.html"
	cat >>"$dir/browsed.html" <<-'JS'
		let wrong = 0;
		const boxes = kind => [...document.querySelectorAll(kind)].filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect());
		for (const area of document.querySelectorAll('.area')) {
			const x = [...area.querySelectorAll('.x')].filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect()).sort((a, b) => a.left - b.left);
			for (let i = 1; i < x.length; i++) if (x[i].left < x[i - 1].right) wrong++;
		}
		const empty = [...document.querySelectorAll('.plot svg')].filter(s => !s.querySelector('.bar, .line, .dot')).length + [...document.querySelectorAll('.ranges')].filter(s => !s.querySelector('.dot, .bar')).length;
		const chart = document.querySelector('.plot');
		chart.focus();
		chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
		document.body.innerHTML = `RESULT charts ${document.querySelectorAll('.plot, .ranges, .heat').length > 15} empty ${empty} overlapping ${wrong} wider ${document.documentElement.scrollWidth > innerWidth} clipped ${boxes('h3, .tile b').filter(b => b.right > innerWidth).length} asked ${performance.getEntriesByType('resource').length} tip ${tip.textContent !== ''} END`;
		</script></html>
	JS
	# as a user of its own, whose files go with it
	chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$dir/profile" --window-size="$2,1200" --dump-dom "file://$dir/browsed.html" 2>/dev/null | grep -oE 'RESULT .* END'
}
good='RESULT charts true empty 0 overlapping 0 wider false clipped 0 asked 0 tip true END'
is "$(browse day 1600)" "$good" "1600 px: every chart has its marks, no label is on another, keys show values"
is "$(browse tag 500)" "$good" "as narrow as a window can be, in Chinese"
chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$dir/profile" --no-pdf-header-footer --print-to-pdf="$dir/day.pdf" "file://$dir/day.html" >/dev/null 2>&1
is "$(head -c 5 "$dir/day.pdf")" "%PDF-" "it prints"
done_testing
