-- Text rows as read from a file become queue visits; a row that cannot is kept
-- with its line number and the reason.
CREATE TABLE ops.rejected_row (line bigint, reason text);

CREATE PROCEDURE ops.load_raw_visits()
LANGUAGE plpgsql AS $$
DECLARE
    r ops.raw_visit;
    v ops.queue_visit;
    done bigint := 0;
BEGIN
    FOR r IN SELECT * FROM ops.raw_visit ORDER BY line LOOP
        done := done + 1;
        IF done % 50000 = 0 THEN
            RAISE INFO '  % rows checked', done;
        END IF;
        BEGIN
            IF r.fields_over <> 0 THEN
                RAISE EXCEPTION '% than the header', CASE WHEN r.fields_over < 0
                    THEN format('%s fields fewer', -r.fields_over)
                    ELSE format('%s fields more', r.fields_over) END;
            ELSIF r.queue_id IS NULL THEN
                RAISE EXCEPTION 'queue_id is missing';
            ELSIF r.queued_at IS NULL THEN
                RAISE EXCEPTION 'queued_at is missing';
            ELSIF r.outcome IS NULL THEN
                RAISE EXCEPTION 'outcome is missing';
            ELSIF r.left_at IS NULL AND r.outcome <> 'open' THEN
                RAISE EXCEPTION 'left_at is missing though the outcome is %', r.outcome;
            END IF;
            v.contact_id := coalesce(r.contact_id, 'line ' || r.line);
            v.visit_no := coalesce(r.visit_no::int, 1);
            v.media := coalesce(r.media, 'voice');
            v.direction := coalesce(r.direction, 'inbound');
            v.site_id := r.site_id;
            v.queue_id := r.queue_id;
            v.agent_id := r.agent_id;
            v.customer_key := r.customer_key;
            v.reason := r.reason;
            v.entered_at := r.entered_at::timestamptz;
            v.queued_at := r.queued_at::timestamptz;
            v.left_at := r.left_at::timestamptz;
            v.outcome := lower(r.outcome);
            -- an answered visit leaves the queue when it is answered
            v.answered_at := coalesce(r.answered_at::timestamptz,
                CASE WHEN v.outcome = 'answered' THEN v.left_at END);
            v.ring_s := r.ring_s::float8;
            v.talk_s := r.talk_s::float8;
            v.hold_s := r.hold_s::float8;
            v.acw_s := r.acw_s::float8;
            v.ended_at := coalesce(r.ended_at::timestamptz,
                v.answered_at + make_interval(secs => v.talk_s + coalesce(v.hold_s, 0)));
            v.wrap_ended_at := coalesce(r.wrap_ended_at::timestamptz,
                v.ended_at + make_interval(secs => v.acw_s));
            v.abandon_stage := r.abandon_stage;
            v.transfer_in := r.transfer_in::bool;
            v.transfer_out := r.transfer_out;
            v.origin_contact_id := r.origin_contact_id;
            v.sl_threshold_s := r.sl_threshold_s::float8;
            v.source := r.source;
            v.source_updated_at := r.source_updated_at::timestamptz;
            v.is_test := coalesce(r.is_test::bool, false);
            IF v.outcome NOT IN ('answered', 'abandoned', 'flowed_out', 'callback_requested',
                                 'blocked', 'system_error', 'open') THEN
                RAISE EXCEPTION 'unknown outcome "%"', r.outcome;
            ELSIF NOT isfinite(v.queued_at) OR NOT coalesce(isfinite(v.left_at), true) THEN
                RAISE EXCEPTION 'an instant is infinite';
            ELSIF v.left_at < v.queued_at THEN
                RAISE EXCEPTION 'left_at is before queued_at';
            ELSIF v.ended_at < v.left_at THEN
                RAISE EXCEPTION 'ended_at is before left_at';
            ELSIF v.wrap_ended_at < v.ended_at THEN
                RAISE EXCEPTION 'wrap_ended_at is before ended_at';
            ELSIF v.outcome <> 'answered' AND v.answered_at IS NOT NULL THEN
                RAISE EXCEPTION 'answered_at is given though the outcome is %', v.outcome;
            END IF;
            INSERT INTO ops.queue_visit SELECT v.*;
        EXCEPTION
            WHEN unique_violation THEN
                INSERT INTO ops.rejected_row VALUES (r.line,
                    format('contact_id %s, visit_no %s is there already', v.contact_id, v.visit_no));
            WHEN query_canceled OR insufficient_resources THEN
                RAISE;
            WHEN OTHERS THEN
                INSERT INTO ops.rejected_row VALUES (r.line, SQLERRM);
        END;
    END LOOP;
END
$$;
