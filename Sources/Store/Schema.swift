/// The tables, and what they refuse whatever the program does.
///
/// Days are counted from 1 January 1970 (`date(day * 86400, 'unixepoch')`), minutes from midnight,
/// moments in seconds from 1970-01-01T00:00:00Z. The schema leaves to the program: public holidays,
/// which days are open, and the time of day.
enum Schema {
  /// Marks a file as ours: "cita" in ASCII. In `migrations`, it stands as a number.
  static let applicationID = 0x6369_7461

  /// Each entry brings a file from the version of its index to the next. A published entry is never
  /// edited.
  static let migrations: [StaticString] = [
    first, office, care, mail, calls, waiting, account, telling, returning,
    taking, lean,
  ]

  private static let first: StaticString = """
    PRAGMA application_id = 1667855457;

    CREATE TABLE point (
      id INTEGER PRIMARY KEY,
      city_code TEXT NOT NULL CHECK (city_code GLOB '[0-9][0-9][0-9][0-9][0-9]'),
      city TEXT NOT NULL CHECK (city <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      attendance TEXT NOT NULL CHECK (attendance IN ('virtual', 'presencial'))
    ) STRICT;

    -- The departments without a nearer office that a point also serves.
    CREATE TABLE point_department (
      point INTEGER NOT NULL REFERENCES point,
      department TEXT NOT NULL CHECK (department GLOB '[0-9][0-9]'),
      PRIMARY KEY (point, department)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE schedule_rule (
      id INTEGER PRIMARY KEY,
      point INTEGER NOT NULL REFERENCES point,
      first_day INTEGER NOT NULL CHECK (first_day >= 0),
      last_day INTEGER NOT NULL CHECK (last_day >= first_day),
      -- 1 is Sunday, 2 Monday, 4 Tuesday … 64 Saturday, added.
      weekdays INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),
      from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
      -- The last start, included.
      through_minute INTEGER NOT NULL CHECK (through_minute BETWEEN from_minute AND 1439),
      step_minutes INTEGER NOT NULL CHECK (step_minutes BETWEEN 1 AND 1440),
      places INTEGER NOT NULL CHECK (places >= 1)
    ) STRICT;
    CREATE INDEX schedule_rule_point ON schedule_rule (point);

    CREATE TABLE closure (
      day INTEGER NOT NULL CHECK (day >= 0),
      -- Null for the whole country.
      point INTEGER REFERENCES point,
      from_minute INTEGER NOT NULL DEFAULT 0 CHECK (from_minute BETWEEN 0 AND 1439),
      -- The last start that it closes, included.
      through_minute INTEGER NOT NULL DEFAULT 1439
        CHECK (through_minute BETWEEN from_minute AND 1439),
      reason TEXT NOT NULL CHECK (reason <> '')
    ) STRICT;
    CREATE INDEX closure_day ON closure (day);

    -- Months after the current one that can be booked: '2021-10'.
    CREATE TABLE opened_month (
      month TEXT PRIMARY KEY CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]')
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE policy (
      name TEXT PRIMARY KEY CHECK (name <> ''),
      value INTEGER NOT NULL CHECK (value >= 0),
      unit TEXT NOT NULL,
      explanation TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- A run of the program: who spoke with it, and how.
    CREATE TABLE session (
      id INTEGER PRIMARY KEY CHECK (id >= 1),
      started INTEGER NOT NULL,
      channel TEXT NOT NULL CHECK (channel <> ''),
      -- Null for a citizen.
      agent TEXT CHECK (agent <> '')
    ) STRICT;

    -- What was changed, without personal data.
    CREATE TABLE event (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind <> ''),
      subject TEXT NOT NULL
    ) STRICT;

    CREATE TABLE consent (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session,
      at INTEGER NOT NULL,
      notice_version TEXT NOT NULL CHECK (notice_version <> ''),
      granted INTEGER NOT NULL CHECK (granted IN (0, 1))
    ) STRICT;
    CREATE INDEX consent_session ON consent (session);

    -- A place of a slot that is an appointment's or is held.
    CREATE TABLE claim (
      point INTEGER NOT NULL REFERENCES point,
      day INTEGER NOT NULL CHECK (day >= 0),
      minute INTEGER NOT NULL CHECK (minute BETWEEN 0 AND 1439),
      place INTEGER NOT NULL CHECK (place >= 1),
      -- The appointment's.
      code TEXT,
      -- The hold's: its session, the event that began it, its end, how often it can be extended.
      holder INTEGER REFERENCES session,
      hold INTEGER REFERENCES event,
      held_until INTEGER,
      extensions_left INTEGER CHECK (extensions_left >= 0),
      PRIMARY KEY (point, day, minute, place),
      CHECK (
        iif(
          code IS NULL,
          holder IS NOT NULL AND hold IS NOT NULL AND held_until IS NOT NULL
            AND extensions_left IS NOT NULL,
          holder IS NULL AND hold IS NULL AND held_until IS NULL AND extensions_left IS NULL
        )
      )
    ) STRICT, WITHOUT ROWID;
    -- One hold a session.
    CREATE UNIQUE INDEX claim_holder ON claim (holder) WHERE holder IS NOT NULL;

    CREATE TABLE appointment (
      -- 0, the month and year of the day, a serial.
      code TEXT PRIMARY KEY CHECK (
        length(code) = 13 AND code NOT GLOB '*[^0-9]*'
        AND substr(code, 1, 7) = '0' || strftime('%m%Y', day * 86400, 'unixepoch')
      ),
      state TEXT NOT NULL DEFAULT 'booked' CHECK (state IN ('booked', 'cancelled', 'replaced')),
      point INTEGER NOT NULL REFERENCES point,
      day INTEGER NOT NULL,
      minute INTEGER NOT NULL,
      -- Null once it was given up.
      place INTEGER,
      -- The moment of its start; Colombia is at UTC-05:00.
      starts INTEGER GENERATED ALWAYS AS (day * 86400 + minute * 60 + 18000) VIRTUAL,
      motive TEXT NOT NULL CHECK (motive <> ''),
      person_type TEXT NOT NULL CHECK (person_type IN ('natural', 'juridica')),
      business_name TEXT CHECK (business_name <> ''),
      document_type TEXT NOT NULL CHECK (document_type GLOB '[0-9][0-9]'),
      document_number TEXT NOT NULL CHECK (document_number <> ''),
      given_names TEXT NOT NULL CHECK (given_names <> ''),
      surnames TEXT NOT NULL CHECK (surnames <> ''),
      landline TEXT CHECK (landline <> ''),
      mobile TEXT NOT NULL CHECK (mobile <> ''),
      email TEXT NOT NULL CHECK (email <> ''),
      address TEXT NOT NULL CHECK (address <> ''),
      residence TEXT NOT NULL CHECK (residence GLOB '[0-9][0-9][0-9][0-9][0-9]'),
      session INTEGER NOT NULL REFERENCES session,
      created INTEGER NOT NULL,
      -- The appointment that this one was made instead of.
      replaces TEXT REFERENCES appointment,
      FOREIGN KEY (point, day, minute, place) REFERENCES claim,
      CHECK ((state = 'booked') = (place IS NOT NULL)),
      CHECK ((person_type = 'juridica') = (business_name IS NOT NULL)),
      CHECK (
        coalesce(business_name, '') || document_number || given_names || surnames
          || coalesce(landline, '') || mobile || email || address
          NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*'
      ),
      CHECK (
        instr(
          coalesce(business_name, '') || document_number || given_names || surnames
            || coalesce(landline, '') || mobile || email || address, char(0)
        ) = 0
      )
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX appointment_place ON appointment (point, day, minute, place)
      WHERE place IS NOT NULL;
    CREATE UNIQUE INDEX appointment_replaces ON appointment (replaces) WHERE replaces IS NOT NULL;
    CREATE INDEX appointment_document ON appointment (document_number, document_type);

    -- Never more claims than places, only on the grid, only where it is open.
    CREATE TRIGGER claim_has_a_place BEFORE INSERT ON claim
    WHEN NOT EXISTS (
      SELECT 1 FROM schedule_rule AS rule
      WHERE rule.point = NEW.point
        AND NEW.day BETWEEN rule.first_day AND rule.last_day
        -- 1 January 1970 was a Thursday.
        AND rule.weekdays >> (NEW.day + 4) % 7 & 1
        AND NEW.minute BETWEEN rule.from_minute AND rule.through_minute
        AND (NEW.minute - rule.from_minute) % rule.step_minutes = 0
        AND NEW.place <= rule.places
        AND rule.places > (
          SELECT count(*) FROM claim
          WHERE (point, day, minute) = (NEW.point, NEW.day, NEW.minute)
        )
    ) OR EXISTS (
      SELECT 1 FROM closure
      WHERE day = NEW.day AND (point IS NULL OR point = NEW.point)
        AND NEW.minute BETWEEN from_minute AND through_minute
    ) OR EXISTS (
      -- INSERT OR REPLACE would delete it unseen.
      SELECT 1 FROM claim
      WHERE (point, day, minute, place) = (NEW.point, NEW.day, NEW.minute, NEW.place)
    )
    BEGIN SELECT RAISE(ABORT, 'the slot has no such place'); END;

    CREATE TRIGGER claim_begins_as_a_hold BEFORE INSERT ON claim WHEN NEW.code IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a claim begins as a hold'); END;

    CREATE TRIGGER claim_stays BEFORE UPDATE ON claim
    WHEN OLD.code IS NOT NULL
      OR (OLD.point, OLD.day, OLD.minute, OLD.place)
        <> (NEW.point, NEW.day, NEW.minute, NEW.place)
      OR NEW.code IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM appointment
        WHERE code = NEW.code
          AND (point, day, minute, place) = (NEW.point, NEW.day, NEW.minute, NEW.place)
      )
    BEGIN SELECT RAISE(ABORT, 'a claim neither moves nor leaves its appointment'); END;

    CREATE TRIGGER appointment_within_limit BEFORE INSERT ON appointment
    WHEN NEW.replaces IS NULL AND (
      SELECT count(*) FROM appointment
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type
        AND state = 'booked' AND starts > NEW.created
    ) >= (SELECT value FROM policy WHERE name = 'citas_activas_por_documento')
    BEGIN SELECT RAISE(ABORT, 'the document has its appointments'); END;

    CREATE TRIGGER appointment_begins_booked BEFORE INSERT ON appointment
    WHEN NEW.state <> 'booked'
    BEGIN SELECT RAISE(ABORT, 'an appointment begins booked'); END;

    -- The session's hold becomes the appointment's claim.
    CREATE TRIGGER appointment_takes_its_claim AFTER INSERT ON appointment
    BEGIN
      UPDATE claim
      SET code = NEW.code, holder = NULL, hold = NULL, held_until = NULL, extensions_left = NULL
      WHERE (point, day, minute, place) = (NEW.point, NEW.day, NEW.minute, NEW.place)
        AND holder = NEW.session;
      SELECT RAISE(ABORT, 'the place is not held by this session') WHERE changes() = 0;
    END;

    -- The appointment that it is made instead of is given up in the same statement, so that the
    -- document never has two or none.
    CREATE TRIGGER appointment_gives_up_another AFTER INSERT ON appointment
    WHEN NEW.replaces IS NOT NULL
    BEGIN
      UPDATE appointment SET state = 'replaced', place = NULL
      WHERE code = NEW.replaces AND state = 'booked' AND starts > NEW.created
        AND (document_number, document_type) = (NEW.document_number, NEW.document_type);
      SELECT RAISE(ABORT, 'what it replaces is not the document''s to give up')
      WHERE changes() = 0;
    END;

    CREATE TRIGGER appointment_stays_given_up BEFORE UPDATE ON appointment
    WHEN OLD.code <> NEW.code
      OR (OLD.point, OLD.day, OLD.minute) <> (NEW.point, NEW.day, NEW.minute)
      OR (OLD.document_number, OLD.document_type) <> (NEW.document_number, NEW.document_type)
      OR OLD.replaces IS NOT NEW.replaces
      OR NEW.place IS NOT NULL AND NEW.place IS NOT OLD.place
      OR NEW.state <> OLD.state AND OLD.state <> 'booked'
      OR NEW.state = 'replaced'
        AND NOT EXISTS (SELECT 1 FROM appointment WHERE replaces = NEW.code)
    BEGIN SELECT RAISE(ABORT, 'an appointment keeps its code, slot, document and end'); END;

    CREATE TRIGGER appointment_erased_frees_its_claim AFTER DELETE ON appointment
    WHEN OLD.place IS NOT NULL
    BEGIN
      DELETE FROM claim
      WHERE (point, day, minute, place) = (OLD.point, OLD.day, OLD.minute, OLD.place);
    END;

    CREATE TRIGGER appointment_frees_its_claim AFTER UPDATE ON appointment
    WHEN OLD.place IS NOT NULL AND NEW.place IS NULL
    BEGIN
      DELETE FROM claim
      WHERE (point, day, minute, place) = (OLD.point, OLD.day, OLD.minute, OLD.place);
    END;

    -- A booking that was not finished, one for a document.
    CREATE TABLE draft (
      id INTEGER PRIMARY KEY,
      document_type TEXT NOT NULL CHECK (document_type GLOB '[0-9][0-9]'),
      document_number TEXT NOT NULL CHECK (document_number <> ''),
      session INTEGER NOT NULL REFERENCES session,
      saved INTEGER NOT NULL,
      expires INTEGER NOT NULL CHECK (expires >= saved),
      -- A line for each, in their order: question, tab, value.
      answers TEXT NOT NULL CHECK (
        document_number || answers
          NOT GLOB '*[' || char(1) || '-' || char(8) || char(11) || '-' || char(31) || char(127)
            || '-' || char(159) || ']*'
        AND instr(document_number || answers, char(0)) = 0
      ),
      UNIQUE (document_number, document_type)
    ) STRICT;
    CREATE INDEX draft_expires ON draft (expires);

    -- An upsert fires it too.
    CREATE TRIGGER draft_is_authorised BEFORE INSERT ON draft
    WHEN (SELECT granted FROM consent WHERE session = NEW.session ORDER BY id DESC LIMIT 1)
      IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'the session has no authorisation'); END;

    CREATE TRIGGER draft_stays_authorised BEFORE UPDATE ON draft
    WHEN (SELECT granted FROM consent WHERE session = NEW.session ORDER BY id DESC LIMIT 1)
      IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'the session has no authorisation'); END;

    CREATE TRIGGER appointment_ends_its_draft AFTER INSERT ON appointment
    BEGIN
      DELETE FROM draft
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
    END;

    -- A look-up that found nothing; it goes when it no longer counts.
    CREATE TABLE miss (
      id INTEGER PRIMARY KEY,
      -- What was tried: a code, a document, a second datum, a session, or codes at large.
      kind TEXT NOT NULL CHECK (kind IN ('code', 'document', 'second', 'session', 'codes')),
      subject TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX miss_subject ON miss (kind, subject, at);
    CREATE INDEX miss_at ON miss (at);

    CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END;
    CREATE TRIGGER event_is_not_edited BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END;
    CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END;
    CREATE TRIGGER session_is_not_replaced BEFORE INSERT ON session
    WHEN EXISTS (SELECT 1 FROM session WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'sessions stay as they are'); END;
    CREATE TRIGGER session_is_not_edited BEFORE UPDATE ON session
    BEGIN SELECT RAISE(ABORT, 'sessions stay as they are'); END;
    CREATE TRIGGER session_is_not_deleted BEFORE DELETE ON session
    BEGIN SELECT RAISE(ABORT, 'sessions stay as they are'); END;
    CREATE TRIGGER consent_is_not_edited BEFORE UPDATE ON consent
    BEGIN SELECT RAISE(ABORT, 'consents stay as they are'); END;

    PRAGMA user_version = 1;
    """
}
