#!/bin/bash
# Samples of real sources against their expected results.  Skipped where they are not at hand (CC_DATA).
. test/tap.sh
data=${CC_DATA:-../shared}/sources/samples
[ -d "$data" ] || skip_all "no samples of sources in ${CC_DATA:-../shared} (CC_DATA)"
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
export PGOPTIONS='-c client_min_messages=warning -c timezone=UTC'
createdb real_sources
query real_sources "CREATE EXTENSION contact_center"

# load SOURCE ZONE FILE...: into a model of its own, twice and in batches of 3.
load() {
	local source=$1 zone=$2
	shift 2
	schema=${schema_name:-$source}
	query real_sources "DROP SCHEMA IF EXISTS raw CASCADE; CALL create_source('raw', '$source'); CALL create_reporting_model('$schema')"
	demo/read-source "$source" "$work" "$@"
	psql -X -q -v ON_ERROR_STOP=1 -d real_sources -f "$work/landing.sql"
	query real_sources "CALL load_source('$schema', '$source', 'raw', zone => '$zone', batch => 3)"
	is "$(query real_sources "SELECT count(*) - count(*) FILTER (WHERE outcome IN ('answered', 'abandoned', 'flowed_out', 'callback_requested', 'open'))
		- count(*) FILTER (WHERE outcome IN ('blocked', 'system_error')) FROM $schema.queue_visit")" 0 \
		"$schema: offered = answered + abandoned + flowed out + callbacks + open + errors"
}
sql() { query real_sources "SET search_path = $schema, public; $1"; }
outcomes() { sql "SELECT string_agg(concat(outcome, ' ', n), ', ' ORDER BY outcome) FROM (SELECT outcome, count(*) AS n FROM queue_visit GROUP BY 1) AS v"; }
visits() { sql "SELECT string_agg(concat_ws(' ', queue_id, outcome, extract(epoch FROM left_at - queued_at)::float8, 'ring ' || ring_s, 'talk ' || talk_s,
	'hold ' || hold_s, 'acw ' || acw_s), '; ' ORDER BY queued_at) FROM queue_visit WHERE contact_id LIKE '%$1'"; }

# ---- Asterisk
load asterisk UTC "$data/asterisk/queue_log.file.txt"
is "$(outcomes)" "abandoned 3, answered 9, flowed_out 4, open 1, system_error 1" "asterisk: 18 visits by their outcome"
is "$(visits .20)" "support answered 23 ring 7 talk 180" "asterisk: a call after two declines"
is "$(sql "SELECT count(*) FROM segment WHERE contact_id LIKE '%.20' AND kind = 'ring' AND agent_id <> 'Agent One'")" 2 "asterisk: two declines"
is "$(visits .33)" "support flowed_out 60; sales answered 12 ring 11 talk 60; support answered 8 ring 7 talk 60" "asterisk: one call, three visits"
is "$(visits .42)" "sales answered 6 ring 5 talk 20" "asterisk: ATTENDEDTRANSFER LINK"
is "$(visits .50)" "support answered 30 ring 16 talk 60" "asterisk: AGENTDUMP"
is "$(visits .60)" "support system_error 9" "asterisk: SYSCOMPAT"
is "$(visits .31)" "support abandoned 0" "asterisk: abandoned at once"
is "$(sql "SELECT agent_id, ended_at FROM queue_visit WHERE contact_id LIKE '%.72'")" "Agent One|" "asterisk: a restart, the end not known"
is "$(sql "SELECT sum(extract(epoch FROM upper(during) - lower(during)))::int FROM agent_state WHERE agent_id = 'Agent One' AND aux_code = 'coffee'")" 60 \
	"asterisk: one pause of 60 s"
is "$(sql "SELECT count(*) FROM rejected_event")" 0 "asterisk: nothing is rejected"
schema_name=asterisk_swapped load asterisk UTC "$data/asterisk/queue_log.transfer_into_queue.txt"
is "$(visits .5026)" "1501 answered 12 ring 11 talk 120; 1509 answered 7 ring 6 talk 173" "asterisk: transfer into a queue, two visits of one customer"
is "$(sql "SELECT count(*) FILTER (WHERE ended_at IS NULL) || ' ' || (SELECT count(*) FROM rejected_event) FROM queue_visit")" "0 0" \
	"asterisk: none open, no orphan"
schema_name=asterisk_realtime load asterisk Europe/Berlin "$data/asterisk/queue_log.realtime.csv"
is "$(sql "SELECT round(extract(epoch FROM left_at - queued_at)) FROM queue_visit WHERE contact_id LIKE '%1729989010.5'")" 2110 "asterisk: over the clock change"
is "$(sql "SELECT talk_s FROM queue_visit WHERE contact_id LIKE '%1710148200.1'")" 20 "asterisk: the remainder in data5"
is "$(sql "SELECT string_agg(concat_ws(' ', state_class, aux_code), ', ' ORDER BY during) FROM agent_state WHERE agent_id = 'Agent One' AND state_class = 'unavailable'")" \
	"unavailable lunch, unavailable training" "asterisk: another reason is no return to work"

# ---- Genesys Cloud
unset schema_name
load genesys_cloud UTC "$data/genesys_cloud/conversation_details.json" "$data/genesys_cloud/user_details.json"
is "$(sql "SELECT string_agg(concat_ws(' ', outcome, extract(epoch FROM left_at - queued_at)::float8, ring_s, talk_s, acw_s), '') FROM queue_visit
	WHERE contact_id LIKE '%0001'")" "answered 12.411 2.364 374.894 3" "genesys: wait 12.411 s, one agent did not respond"
is "$(sql "SELECT string_agg(kind || ' ' || extract(epoch FROM upper(during) - lower(during))::float8, ', ' ORDER BY during) FROM segment
	WHERE contact_id LIKE '%0001' AND agent_id LIKE '%0001'")" "ring 7.421, acw 61" "genesys: who did not respond has a wrap-up of 61 s and no talk"
is "$(outcomes)" "abandoned 1, answered 5" "genesys: visits by outcome"
is "$(sql "SELECT string_agg(concat_ws(' ', transfer_in, transfer_out), ', ' ORDER BY visit_no) FROM queue_visit WHERE contact_id LIKE '%0006'")" \
	"f attended, t none" "genesys: a consult transfer to a second queue"
is "$(sql "SELECT count(*) FROM queue_visit WHERE wrap_ended_at < ended_at")|$(sql "SELECT count(*) FROM rejected_event")" "0|0" "genesys: clamped, none rejected"

# ---- Amazon Connect
load amazon_connect UTC "$data"/amazon_connect/{contact_records,agent_events}.jsonl
is "$(outcomes)" "abandoned 1, answered 6, callback_requested 1, flowed_out 1" "amazon: visits by outcome"
is "$(visits 000002)" "Appliances answered 346 talk 239 hold 221 acw 5" "amazon: a contact delivered three times"
is "$(sql "SELECT extract(epoch FROM ended_at - answered_at)::int FROM queue_visit WHERE contact_id LIKE '%000002'")" 460 "amazon: 460 s until the agent's end"
is "$(visits 000003)" "InboundQueue callback_requested 120; CallbackQueue answered 21 talk 335 hold 0 acw 20" "amazon: the callback waits 21 s"
is "$(sql "SELECT string_agg(state_class || ' ' || round(extract(epoch FROM upper(during) - lower(during))), ', ' ORDER BY during) FROM agent_state
	WHERE agent_id = 'agent.one' AND during && '[2019-05-25 18:55:16+00,2019-05-25 18:55:33+00)'")" "available 682, handling 6, acw 5, available 288" \
	"amazon: after-contact work from the snapshots"

# ---- Twilio
load twilio UTC "$data/twilio/taskrouter_event_streams.jsonl"
is "$(visits 00000001)" "Support answered 24.35 ring 6.4 talk 299.5 acw 30" "twilio: answered by the second worker"
is "$(visits 00000002)" "Support flowed_out 60; Overflow abandoned 24.98" "twilio: moved, then hung up"
is "$(sql "SELECT count(DISTINCT key) || ' ' || count(*) FROM rejected_event")" "1 2" "twilio: a task that begins before the file"

# ---- FreeSWITCH, FusionPBX
load freeswitch UTC "$data/freeswitch/callcenter_events.jsonl" "$data/freeswitch/fusionpbx_v_xml_cdr.csv"
is "$(outcomes)" "abandoned 2, answered 2, flowed_out 2" "freeswitch: visits by outcome"
is "$(sql "SELECT round(extract(epoch FROM left_at - queued_at)) FROM queue_visit WHERE contact_id LIKE '%0003'")" 12 "freeswitch: a resumed try waits 12 s"
is "$(visits 0004)" "support@pbx.example flowed_out 30.4; overflow@pbx.example flowed_out 14.5" "freeswitch: two visits of a session"
is "$(visits 0005)" "support@pbx.example abandoned 9.2" "freeswitch: a bridge that was none"
schema_name=fusionpbx load freeswitch UTC "$data/freeswitch/fusionpbx_v_xml_cdr.csv"
is "$(outcomes)" "abandoned 2, answered 2, flowed_out 1" "fusionpbx: the records alone"

# ---- 3CX
unset schema_name
load threecx UTC "$data"/threecx/*.csv
is "$(visits 000101)" "900 flowed_out 31; 900 answered 14 ring 13 talk 294" "3cx: one contact, two visits"
is "$(sql "SELECT count(*) FROM segment WHERE contact_id LIKE '%000101' AND kind = 'ring' AND upper(during) <= '2026-03-10 08:12:40+00'")" 2 "3cx: two declines"
is "$(visits 000103)" "900 flowed_out 30" "3cx: to voicemail, over 23:00"

# ---- Zendesk
load zendesk UTC "$data/zendesk/ticket_metric_events.json" "$data"/zendesk/fivetran_ticket_{data,field_history_data,comment_data,schedule_data}.csv
is "$(sql "SELECT count(*) FROM ticket_event WHERE ticket_id = 'zendesk:102'")" 1 "zendesk: solved three times at once is solved once"
is "$(sql "SELECT string_agg(concat_ws(' ', event, to_char(at, 'HH24:MI')), ', ' ORDER BY event_no) FROM ticket_event WHERE ticket_id = 'zendesk:987' AND event <> 'status'")" \
	"created 08:00, comment 08:00, comment 08:45, comment 12:00, comment 14:10, solved 16:00" "zendesk: the documented metric events"
is "$(sql "SELECT count(*) FILTER (WHERE event = 'created') || ' ' || count(DISTINCT ticket_id) FROM ticket_event WHERE ticket_id IN ('zendesk:1595', 'zendesk:11013')")" \
	"0 0" "zendesk: deleted tickets are none"

# ---- VICIdial, Issabel
load vicidial UTC "$data"/vicidial/*.csv
is "$(outcomes)" "abandoned 1, answered 3, blocked 3, flowed_out 2, open 1" "vicidial: visits by outcome"
is "$(visits 5999.14)" "SUPPORT answered 15 talk 185; BILLING answered 25 talk 275" "vicidial: two in-groups of one call"
load issabel Europe/Madrid "$data/issabel/call_entry.csv"
is "$(outcomes)" "abandoned 1, answered 3" "issabel: visits by outcome"

# ---- Cisco UCCE
load cisco_ucce UTC "$data/cisco_ucce/termination_call_detail.csv"
is "$(outcomes)" "abandoned 2, answered 5, system_error 1" "ucce: visits by outcome"
is "$(visits 146577.29204)" "5001 answered 78 ring 3 talk 365 hold 0 acw 8" "ucce: seconds of a trace"
is "$(visits 154321.101)" "5001 answered 41 ring 6 talk 290 hold 24 acw 0; 5002 answered 22 ring 10 talk 520 hold 0 acw 40" "ucce: a blind transfer"
is "$(visits 154322.101)" "5001 answered 10 ring 5 talk 285 hold 20 acw 0" "ucce: the same key of another day"
is "$(visits 154321.103)" "5001 answered 57 ring 5 talk 340 hold 0 acw 15" "ucce: one visit over a ring without an answer"
is "$(sql "SELECT count(*) FROM rejected_event")" 0 "ucce: nothing is rejected"

# ---- Cisco UCCX
load cisco_uccx UTC "$data"/cisco_uccx/*.csv
is "$(outcomes)" "abandoned 1, answered 2, flowed_out 1, system_error 1" "uccx: visits by outcome"
is "$(sql "SELECT string_agg(concat_ws(' ', queue_id, outcome, round(extract(epoch FROM left_at - queued_at)), ring_s, talk_s, hold_s, acw_s), '; ' ORDER BY queue_id)
	FROM queue_visit WHERE contact_id LIKE '%84000001001'")" "11 flowed_out 60; 12 answered 65 5 300 15 20" "uccx: a call in two queues at once"
is "$(visits 84000001003)" "11 answered 14 ring 4 talk 200 hold 71 acw 10" "uccx: a consultation is no visit"
is "$(sql "SELECT transfer_out FROM queue_visit WHERE contact_id LIKE '%84000001003'")" attended "uccx: transferred after it"
is "$(sql "SELECT count(*) FROM segment WHERE kind = 'ring' AND agent_id = '101' AND upper(during) = '2026-03-09 14:01:20+00'")" 1 "uccx: a decline"
is "$(sql "SELECT count(*) FROM rejected_event")" 0 "uccx: nothing is rejected"

# ---- Avaya CMS
load avaya_cms UTC "$data/avaya_cms/call_rec.csv"
is "$(outcomes)" "abandoned 1, answered 4, blocked 1, flowed_out 2" "avaya: visits by outcome"
is "$(visits 1741510800)" "10 answered 25 ring 7 talk 240 hold 42 acw 25" "avaya: the length has the work after the call in it"
is "$(visits 1741511400)" "10 answered 20 ring 6 talk 190 hold 30 acw 0; 20 answered 12 ring 4 talk 300 hold 0 acw 8" "avaya: two segments of a call"
is "$(sql "SELECT string_agg(concat_ws(' ', transfer_in, transfer_out, ended_by, holds), ', ' ORDER BY visit_no) FROM queue_visit WHERE contact_id LIKE '%1741511400'")" \
	"f attended 1, t none agent 0" "avaya: an attended transfer"
is "$(visits 1741564200)" "10 answered 30 ring 8 talk 1470 hold 0 acw 60" "avaya: over midnight"
is "$(sql "SELECT count(*) FROM rejected_event")" 0 "avaya: nothing is rejected"

# ---- Talkdesk, Five9
load talkdesk UTC "$data/talkdesk/calls_report.json"
is "$(outcomes)" "abandoned 1, answered 2" "talkdesk: visits by outcome"
is "$(visits 0003)" "Product Support answered 5 talk 705 hold 70" "talkdesk: the talk has the hold in it"
is "$(visits 0001)" "Product Support answered 2 talk 10 hold 0" "talkdesk: the IVR is no wait"
load five9 America/New_York "$data/five9/call_log.csv"
is "$(outcomes)" "abandoned 1, answered 3" "five9: visits by outcome"
is "$(visits 100001)" "Support answered 28 ring 6 talk 250 hold 50 acw 31" "five9: after the IVR"
is "$(sql "SELECT ended_at FROM queue_visit WHERE contact_id LIKE '%100003'")" "2026-03-11 04:02:00+00" "five9: over midnight, local"
is "$(sql "SELECT entered_at FROM queue_visit WHERE contact_id LIKE '%100004'")" "2026-11-01 06:30:00+00" "five9: of an hour that comes twice the second"
is "$(sql "SELECT count(*) FROM rejected_event")" 0 "five9: nothing is rejected"
done_testing
