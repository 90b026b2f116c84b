extension Schema {
  /// What the schema refuses, in fewer triggers: every opening of the file reads all of them, and
  /// every statement compiles those of its tables. A condition after `WHERE` is read in two thirds
  /// of the time of one after `WHEN`, which SQLite copies (3.40).
  static let lean: StaticString = """
    DROP TRIGGER appointment_begins_booked;
    DROP TRIGGER appointment_within_limit;
    DROP TRIGGER appointment_ends_its_wait;
    CREATE TRIGGER appointment_begins BEFORE INSERT ON appointment
    BEGIN
      SELECT RAISE(ABORT, 'an appointment begins booked') WHERE NEW.state <> 'booked';
      SELECT RAISE(ABORT, 'the document has its appointments')
      WHERE NEW.replaces IS NULL AND (
        SELECT count(*) FROM appointment
        WHERE document_number = NEW.document_number AND document_type = NEW.document_type
          AND state = 'booked' AND starts > NEW.created
      ) >= (SELECT value FROM policy WHERE name = 'citas_activas_por_documento');
      -- Its entry ends before, in the same transaction.
      SELECT RAISE(ABORT, 'the document waits')
      FROM waiting_applicant
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
    END;

    -- The session's hold becomes the appointment's claim, the draft has done its duty, and a message
    -- is due.
    DROP TRIGGER appointment_takes_its_claim;
    DROP TRIGGER appointment_ends_its_draft;
    DROP TRIGGER appointment_is_confirmed;
    CREATE TRIGGER appointment_is_made AFTER INSERT ON appointment
    BEGIN
      UPDATE claim
      SET code = NEW.code, holder = NULL, hold = NULL, held_until = NULL, extensions_left = NULL,
        offer = NULL, offered_until = NULL
      WHERE point = NEW.point AND day = NEW.day AND minute = NEW.minute AND place = NEW.place
        AND holder = NEW.session;
      SELECT RAISE(ABORT, 'the place is not held by this session') WHERE changes() = 0;
      DELETE FROM draft
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
      INSERT INTO outbox (kind, code)
      VALUES (iif(NEW.replaces IS NULL, 'confirmacion', 'cambio'), NEW.code);
    END;

    DROP TRIGGER appointment_stays_given_up;
    CREATE TRIGGER appointment_stays_given_up BEFORE UPDATE ON appointment
    BEGIN
      SELECT RAISE(ABORT, 'an appointment keeps its code, slot, document and end')
      WHERE OLD.erased IS NOT NULL
        OR (OLD.code, OLD.point, OLD.day, OLD.minute) <> (NEW.code, NEW.point, NEW.day, NEW.minute)
        OR NEW.erased IS NULL
          AND (OLD.document_number, OLD.document_type) <> (NEW.document_number, NEW.document_type)
        OR OLD.replaces IS NOT NEW.replaces
        OR NEW.place IS NOT NULL AND NEW.place IS NOT OLD.place
        OR NEW.state <> OLD.state AND OLD.state <> 'booked'
        OR NEW.state = 'replaced'
          AND NOT EXISTS (SELECT 1 FROM appointment WHERE replaces = NEW.code);
    END;

    -- Nobody is left to be told; the preference of who waited for it goes too.
    DROP TRIGGER appointment_is_erased;
    DROP TRIGGER appointment_erased_loses_its_notes;
    DROP TRIGGER appointment_erased_loses_its_wait;
    CREATE TRIGGER appointment_is_erased AFTER UPDATE OF erased ON appointment
    WHEN NEW.erased IS NOT NULL
    BEGIN
      DELETE FROM outbox WHERE code = NEW.code;
      DELETE FROM note WHERE appointment = NEW.code;
      UPDATE waiting SET preference = 0, code = NULL WHERE code = NEW.code;
    END;

    DROP TRIGGER claim_has_a_place;
    DROP TRIGGER claim_begins_as_a_hold;
    DROP TRIGGER claim_has_its_offer;
    CREATE TRIGGER claim_begins BEFORE INSERT ON claim
    BEGIN
      SELECT RAISE(ABORT, 'a claim begins as a hold or an offer') WHERE NEW.code IS NOT NULL;
      SELECT RAISE(ABORT, 'the place is not the offer''s')
      WHERE NEW.offer IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM offer
        WHERE id = NEW.offer AND state = 'open' AND until = NEW.offered_until
          AND (point, day, minute) = (NEW.point, NEW.day, NEW.minute)
      );
      -- Never more claims than places, only on the grid, only where it is open; the last places are
      -- refused to whoever is no agent.
      SELECT RAISE(ABORT, 'the slot has no such place')
      WHERE NOT EXISTS (
        SELECT 1 FROM schedule_rule
        WHERE point = NEW.point
          AND NEW.day BETWEEN first_day AND last_day
          -- 1 January 1970 was a Thursday.
          AND weekdays >> (NEW.day + 4) % 7 & 1
          AND NEW.minute BETWEEN from_minute AND through_minute
          AND (NEW.minute - from_minute) % step_minutes = 0
          AND NEW.place <= places
          AND places - iif(
            (SELECT agent FROM session WHERE id = NEW.holder) IS NULL, kept_for_agents, 0
          ) > (
            SELECT count(*) FROM claim
            WHERE point = NEW.point AND day = NEW.day AND minute = NEW.minute
          )
      ) OR EXISTS (
        SELECT 1 FROM closure
        WHERE day = NEW.day AND (point IS NULL OR point = NEW.point)
          AND NEW.minute BETWEEN from_minute AND through_minute
      ) OR EXISTS (
        -- INSERT OR REPLACE would delete it unseen.
        SELECT 1 FROM claim
        WHERE point = NEW.point AND day = NEW.day AND minute = NEW.minute AND place = NEW.place
      );
    END;

    DROP TRIGGER claim_stays;
    CREATE TRIGGER claim_stays BEFORE UPDATE ON claim
    BEGIN
      SELECT RAISE(ABORT, 'a claim neither moves nor leaves its appointment')
      WHERE OLD.code IS NOT NULL
        OR (OLD.point, OLD.day, OLD.minute, OLD.place)
          <> (NEW.point, NEW.day, NEW.minute, NEW.place)
        OR NEW.offer IS NOT NULL AND NEW.offer IS NOT OLD.offer
        OR NEW.code IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM appointment
          WHERE code = NEW.code AND point = NEW.point AND day = NEW.day AND minute = NEW.minute
            AND place = NEW.place
        );
    END;

    DROP TRIGGER claim_leaves_its_offer;
    CREATE TRIGGER claim_leaves_its_offer BEFORE DELETE ON claim
    BEGIN
      SELECT RAISE(ABORT, 'the offer stands') FROM offer WHERE id = OLD.offer AND state = 'open';
    END;

    DROP TRIGGER closure_begins_without_claims;
    CREATE TRIGGER closure_begins_without_claims BEFORE INSERT ON closure
    BEGIN
      -- The claims are found by their points: the country has few of them.
      SELECT RAISE(ABORT, 'the closure has claims')
      FROM point CROSS JOIN claim ON claim.point = point.id
      WHERE (NEW.point IS NULL OR point.id = NEW.point) AND claim.day = NEW.day
        AND claim.minute BETWEEN NEW.from_minute AND NEW.through_minute;
    END;

    -- An upsert fires it too.
    DROP TRIGGER draft_is_authorised;
    CREATE TRIGGER draft_is_authorised BEFORE INSERT ON draft
    BEGIN
      SELECT RAISE(ABORT, 'the session has no authorisation')
      WHERE (SELECT granted FROM consent WHERE session = NEW.session ORDER BY id DESC LIMIT 1)
        IS NOT 1;
    END;
    DROP TRIGGER draft_stays_authorised;
    CREATE TRIGGER draft_stays_authorised BEFORE UPDATE ON draft
    BEGIN
      SELECT RAISE(ABORT, 'the session has no authorisation')
      WHERE (SELECT granted FROM consent WHERE session = NEW.session ORDER BY id DESC LIMIT 1)
        IS NOT 1;
    END;
    DROP TRIGGER waiting_is_authorised;
    CREATE TRIGGER waiting_is_authorised BEFORE INSERT ON waiting
    BEGIN
      SELECT RAISE(ABORT, 'the session has no authorisation')
      WHERE (SELECT granted FROM consent WHERE session = NEW.session ORDER BY id DESC LIMIT 1)
        IS NOT 1;
    END;

    DROP TRIGGER event_is_not_replaced;
    CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
    BEGIN SELECT RAISE(ABORT, 'events stay as they are') FROM event WHERE id = NEW.id; END;
    DROP TRIGGER session_is_not_replaced;
    CREATE TRIGGER session_is_not_replaced BEFORE INSERT ON session
    BEGIN SELECT RAISE(ABORT, 'sessions stay as they are') FROM session WHERE id = NEW.id; END;
    DROP TRIGGER rule_is_not_replaced;
    CREATE TRIGGER rule_is_not_replaced BEFORE INSERT ON schedule_rule
    BEGIN
      SELECT RAISE(ABORT, 'only the end of a rule changes') FROM schedule_rule WHERE id = NEW.id;
    END;

    DROP TRIGGER rule_only_ends;
    DROP TRIGGER rule_ends_without_claims;
    CREATE TRIGGER rule_only_ends AFTER UPDATE ON schedule_rule
    BEGIN
      SELECT RAISE(ABORT, 'only the end of a rule changes')
      WHERE (
        OLD.id, OLD.point, OLD.first_day, OLD.weekdays, OLD.from_minute, OLD.through_minute,
        OLD.step_minutes, OLD.places, OLD.kept_for_agents
      ) <> (
        NEW.id, NEW.point, NEW.first_day, NEW.weekdays, NEW.from_minute, NEW.through_minute,
        NEW.step_minutes, NEW.places, NEW.kept_for_agents
      );
      SELECT RAISE(ABORT, 'the rule has claims') FROM overfull_slot
      WHERE point = OLD.point AND day BETWEEN NEW.last_day + 1 AND OLD.last_day;
    END;
    DROP TRIGGER rule_goes_without_claims;
    CREATE TRIGGER rule_goes_without_claims AFTER DELETE ON schedule_rule
    BEGIN
      SELECT RAISE(ABORT, 'the rule has claims') FROM overfull_slot
      WHERE point = OLD.point AND day BETWEEN OLD.first_day AND OLD.last_day;
    END;

    -- The place is free again, or whoever takes it up has it as any other hold; nobody is told of it
    -- any more.
    DROP TRIGGER offer_ends;
    DROP TRIGGER offer_that_ended_is_not_told;
    CREATE TRIGGER offer_ends AFTER UPDATE OF state ON offer WHEN NEW.state <> 'open'
    BEGIN
      UPDATE claim SET offer = NULL, offered_until = NULL
      WHERE offer = NEW.id AND holder IS NOT NULL;
      DELETE FROM claim WHERE offer = NEW.id;
      DELETE FROM outbox WHERE offer = NEW.id AND state = 'pendiente';
    END;

    DROP TRIGGER offer_stays;
    CREATE TRIGGER offer_stays BEFORE UPDATE ON offer
    BEGIN
      SELECT RAISE(ABORT, 'an offer stays as it was made')
      WHERE OLD.state <> 'open' AND OLD.state <> NEW.state OR NEW.told < OLD.told
        OR (OLD.id, OLD.waiting, OLD.point, OLD.day, OLD.minute, OLD.made, OLD.until)
          <> (NEW.id, NEW.waiting, NEW.point, NEW.day, NEW.minute, NEW.made, NEW.until);
    END;

    DROP TRIGGER outbox_delivers_once;
    CREATE TRIGGER outbox_delivers_once BEFORE UPDATE ON outbox
    BEGIN
      SELECT RAISE(ABORT, 'a message that was handed over stays so')
      WHERE OLD.state = 'entregado' OR OLD.id <> NEW.id OR OLD.kind <> NEW.kind
        OR OLD.code IS NOT NEW.code;
    END;

    DROP TRIGGER waiting_keeps_its_place;
    DROP TRIGGER waiting_is_not_struck_off_untold;
    CREATE TRIGGER waiting_keeps_its_place BEFORE UPDATE ON waiting
    BEGIN
      SELECT RAISE(ABORT, 'an entry keeps its place in line and its end')
      WHERE OLD.id <> NEW.id OR OLD.joined <> NEW.joined
        OR OLD.state <> 'waiting' AND OLD.state <> NEW.state;
      SELECT RAISE(ABORT, 'nobody has told them')
      WHERE OLD.state = 'waiting' AND NEW.state = 'silent' AND (
        SELECT count(*) FROM offer WHERE waiting = NEW.id AND state = 'expired' AND told > 0
      ) < (SELECT value FROM policy WHERE name = 'ofertas_sin_respuesta');
    END;

    -- The preference of who has an appointment goes with its data, whose code is entered when it is
    -- made.
    DROP TRIGGER waiting_ends;
    CREATE TRIGGER waiting_ends AFTER UPDATE OF state ON waiting WHEN NEW.state <> 'waiting'
    BEGIN
      UPDATE offer SET state = 'ended' WHERE waiting = NEW.id AND state = 'open';
      INSERT INTO waiting_end (waiting, document_type, document_number, mobile, email)
      SELECT waiting, document_type, document_number, mobile, email FROM waiting_applicant
      WHERE waiting = NEW.id AND NEW.state IN ('silent', 'lapsed');
      DELETE FROM waiting_applicant WHERE waiting = NEW.id;
      UPDATE waiting SET preference = 0 WHERE id = NEW.id AND NEW.state <> 'booked';
    END;

    DROP TRIGGER waiting_begins_anew;
    DROP TRIGGER waiting_ends_its_draft;
    CREATE TRIGGER waiting_begins AFTER INSERT ON waiting_applicant
    BEGIN
      UPDATE waiting_end SET is_old = 1
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
      DELETE FROM draft
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
    END;
    """
}
