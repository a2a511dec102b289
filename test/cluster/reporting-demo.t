#!/bin/bash
# The demo fills the whole model: no view stays empty, and what was put into the
# made-up data comes out of the views again.
. test/tap.sh
mkdir -p build

createdb reporting_demo
psql -X -q -d reporting_demo -c 'CREATE EXTENSION contact_center' -c 'ALTER DATABASE reporting_demo SET search_path = public, ops'
for file in schema simulate model reporting; do
	PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -v zone=Europe/Amsterdam -d reporting_demo -f demo/$file.sql >build/reporting-demo.log 2>&1
	ok $? "demo/$file.sql runs"
	sed 's/^/# /' build/reporting-demo.log
done
# One session: a new one would plan each view from nothing.
coproc session { psql -X -q -A -t -d reporting_demo 2>&1; }
exec {ask}>&"${session[1]}" {answer}<&"${session[0]}"
get() {
	printf '%s;\n\\echo .\n' "$1" >&"$ask"
	while read -r line <&"$answer" && [ "$line" != . ]; do echo "$line"; done
}

empty=
for table in queue_visit contact segment agent_state schedule forecast staff_plan survey_response quality_evaluation business_hours calendar_exception \
	target headcount_event cost ticket_event trunk_event site queue agent feed_gap customer_outcome customer_segment maturity_check queue_interval_summary \
	campaign campaign_record outbound_attempt self_service_session self_service_step response_policy message; do
	[ "$(get "SELECT count(*) > 0 FROM (SELECT * FROM ops.$table LIMIT 1) t")" = t ] || empty="$empty $table"
done
is "$empty" "" "no table is"
is "$(get "SELECT demo_now() BETWEEN date_trunc('week', max(queued_at)) - interval '1 day' AND max(queued_at) + interval '8 days' AND extract(isodow FROM demo_now() AT TIME ZONE 'Europe/Amsterdam') = extract(isodow FROM now() AT TIME ZONE 'Europe/Amsterdam')
	FROM ops.valid_visit")" t "now is moved into the demo's week"
is "$(get "SELECT bool_and(mean_concurrency BETWEEN 1.5 AND 3) AND count(*) = 10 FROM ops.agent_contact_day WHERE media = 'chat'")" t "two chats or three at a time"
is "$(get "SELECT string_agg(DISTINCT team, ', ') FROM ops.team_day WHERE team LIKE 'chat%'")" "chat team" "a team of their own"
is "$(get "SELECT string_agg(DISTINCT role, ' ') FROM ops.reporting_catalog WHERE column_name = 'service_level'")" ratio "the catalogue is of the demo's schema"
is "$(get "SELECT string_agg(driver, ' ' ORDER BY rank) FROM ops.survey_driver WHERE outcome = 'csat'")" "solved courtesy speed" "what moves satisfaction is found again"
is "$(get "SELECT string_agg(driver, ' ' ORDER BY rank) FROM ops.survey_driver WHERE outcome = 'nps' AND lower > 0.2")" "solved courtesy" "and recommendation"
is "$(get "SELECT count(*) || ' ' || bool_and(CASE driver WHEN 'wait_min' THEN -4 ELSE -8 END BETWEEN lower AND upper)
	FROM ops.experience_driver WHERE segment IS NULL AND outcome = 'csat' AND driver IN ('wait_min', 'transfers')")" "4 true" "what waiting and transfers cost"
is "$(get "SELECT 1.8 BETWEEN odds_lower AND odds_upper AND odds_lower > 1.3 FROM ops.loyalty_driver WHERE segment IS NULL AND term = 'csat_10'")" t "and what satisfaction is worth"
is "$(get "SELECT count(*) > 0 AND bool_and(net_lower < net AND net < net_upper) FROM ops.value_of_service_if(agent_hour_cost => 35) WHERE segment IS NULL AND NOT is_today")" t "with a net value"
is "$(get "SELECT sum(repeated) FILTER (WHERE reason = 'invoice') / sum(eligible) FILTER (WHERE reason = 'invoice') > 2 * sum(repeated) FILTER (WHERE reason <> 'invoice') / sum(eligible) FILTER (WHERE reason <> 'invoice')
	FROM ops.repeat_contact")" t "invoices bring customers back"
is "$(get "SELECT bool_and(CASE horizon WHEN 'week ahead' THEN bias BETWEEN 0.06 AND 0.10 ELSE abs(bias) < 0.02 END)
	FROM (SELECT horizon, sum(sum_error) / sum(sum_actual) AS bias FROM ops.forecast_accuracy GROUP BY horizon) h")" t "the week-ahead forecast is 8 % too high"
is "$(get "SELECT blocking_check_point FROM ops.maturity WHERE framework = 'standard' AND is_weakest")" "data_and_performance 3.$(get "SELECT right(check_point, 1) FROM ops.maturity_check WHERE level = 3 AND dimension = 'data_and_performance' ORDER BY score, check_point LIMIT 1")" \
	"the check point in the way of level 3"
is "$(get "SELECT avg((CASE WHEN hour BETWEEN 17 AND 19 THEN 0.35 ELSE 0.15 END BETWEEN person_rate_lower AND person_rate_upper)::int) >= 0.9
	AND bool_and(hour BETWEEN 17 AND 19) FILTER (WHERE best_rank <= 10) FROM ops.outbound_best_hour WHERE attempts > 50")" t "when persons answer"
is "$(get "SELECT sum(live_contacts) > 900 AND sum(calls_abandoned) / sum(persons) BETWEEN 0.035 AND 0.065 AND sum(right_parties) / sum(right_known) BETWEEN 0.55 AND 0.65
	AND sum(sales) / sum(right_parties) BETWEEN 0.15 AND 0.25 AND sum(sale_value) = 120 * sum(sales) FROM ops.outbound_hour")" t "what becomes of outbound calls"
is "$(get "SELECT string_agg(concat_ws(' ', list_id, list_penetration), ', ' ORDER BY list_id) FROM ops.outbound_list")" "cold 0.4, warm 1" "how far the lists are through"
is "$(get "SELECT sum(kept) / sum(due) BETWEEN 0.65 AND 0.85 AND sum(due) > 40 FROM ops.outbound_callback")" t "promises kept"
is "$(get "SELECT status FROM ops.dialler_abandonment_us ORDER BY period_start LIMIT 1")" missed "too many abandoned"
is "$(get "SELECT csat FROM ops.voc_population WHERE population = 'upstream'")" 0.75 "clients are asked apart"
is "$(get "SELECT DISTINCT overall_level FROM ops.maturity WHERE framework = 'culture'")" 3 "culture is a framework like another"
is "$(get "SELECT abs(sum(completed) / sum(completed + abandoned) - 0.8) < 0.03 AND abs(sum(contained) / sum(containment_judged - escalated) - 0.85) < 0.03
	AND abs(sum(context_lost) / sum(context_known) - 0.4) < 0.06 FROM ops.self_service_day")" t "what self-service completes, contains and loses"
is "$(get "SELECT abs(sum(abandoned) / sum(came_there) - 0.2) < 0.03 FROM ops.self_service_funnel WHERE step = 'code' AND channel <> 'ivr'")" t "where customers leave it"
is "$(get "SELECT string_agg(format('%s %s', path, completed + abandoned = paths), ', ' ORDER BY place) FROM (SELECT * FROM ops.channel_path WHERE path IN ('app', 'app > voice') ORDER BY place LIMIT 2) AS p")" \
	"app t, app > voice f" "and what they do then"
is "$(get "SELECT bool_and(abs(clock_s / clocked / 3600 - CASE clock WHEN 'first reply' THEN 2 ELSE 3 END) < 0.3) AND count(*) = 2
	FROM (SELECT clock, sum(clock_s) AS clock_s, sum(clocked) AS clocked FROM ops.reply_day WHERE queue_id = 'messages' AND agent_id IS NOT NULL GROUP BY clock) AS c")" t "how long replies take"
is "$(get "SELECT abs(sum(paused_s) / sum(clocked) / 3600 - 10) < 1 AND abs(sum(clock_s) / sum(clocked) / 3600 - 7.1) < 0.7 AND abs(sum(reopened) / sum(once_resolved) - 0.1) < 0.03 FROM ops.resolution_day WHERE queue_id = 'messages'")" t "how long customers are asked, how often they come back"
is "$(get "SELECT abs(regr_slope(response_s / responses, concurrent) - 4) < 1 FROM ops.conversation_concurrency WHERE responses > 20")" t "what a further chat at a time takes"
PGOPTIONS='-c client_min_messages=warning' psql -X -q -v ON_ERROR_STOP=1 -d reporting_demo -f demo/views.sql >build/reporting-demo.log 2>&1
ok $? "demo/views.sql shows a row of each"
# its first table has the number of rows of each view
counts=$(awk -F'|' '$3 ~ /^ *[0-9]+ *$/ { gsub(/ /, "", $2); print $2, $3 + 0 }' build/reporting-demo.log | grep -vE 'realtime|^rejected_|^demo_')
is "$(echo "$counts" | awk '$2 == 0 { print $1 }')" "" "no view is empty"
[ "$(echo "$counts" | wc -l)" -gt 80 ]
ok $? "of all there are"
like "$(cat build/reporting-demo.log)" 'survey_driver +\| outcome' "of the drivers, for one"
done_testing
