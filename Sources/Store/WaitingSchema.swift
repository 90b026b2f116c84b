extension Schema {
  /// The waiting list, and places that are kept for whoever is first in it.
  static let waiting: StaticString = """
    CREATE TABLE waiting (
      id INTEGER PRIMARY KEY,
      state TEXT NOT NULL DEFAULT 'waiting' CHECK (
        -- Has an appointment, gave up, did not answer, or its latest date is past.
        state IN ('waiting', 'booked', 'withdrawn', 'silent', 'lapsed')
      ),
      -- Null for any.
      city_code TEXT CHECK (city_code GLOB '[0-9][0-9][0-9][0-9][0-9]'),
      first_day INTEGER NOT NULL CHECK (first_day >= 0),
      last_day INTEGER NOT NULL CHECK (last_day >= first_day),
      part TEXT NOT NULL CHECK (part IN ('cualquiera', 'manana', 'tarde')),
      -- Legal preference, declared; erased with the personal data.
      preference INTEGER NOT NULL CHECK (preference IN (0, 1)),
      joined INTEGER NOT NULL,
      session INTEGER NOT NULL REFERENCES session
    ) STRICT;
    -- Empty when nobody waits.
    CREATE INDEX waiting_line ON waiting (last_day) WHERE state = 'waiting';

    -- Whose entry it is, and all that an appointment needs, for as long as they wait.
    CREATE TABLE waiting_applicant (
      waiting INTEGER PRIMARY KEY REFERENCES waiting,
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
      -- A document waits once.
      UNIQUE (document_number, document_type),
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
    ) STRICT;

    -- A place that is kept for somebody who waits; those that ended stay, without personal data.
    CREATE TABLE offer (
      id INTEGER PRIMARY KEY,
      waiting INTEGER NOT NULL REFERENCES waiting,
      point INTEGER NOT NULL REFERENCES point,
      day INTEGER NOT NULL,
      minute INTEGER NOT NULL,
      made INTEGER NOT NULL,
      until INTEGER NOT NULL CHECK (until > made),
      state TEXT NOT NULL DEFAULT 'open' CHECK (
        -- 'ended' is whose place or whose entry went.
        state IN ('open', 'accepted', 'declined', 'expired', 'ended')
      )
    ) STRICT;
    CREATE INDEX offer_waiting ON offer (waiting);
    CREATE INDEX offer_made ON offer (made);
    CREATE INDEX offer_until ON offer (until) WHERE state = 'open';
    -- One offer an entry.
    CREATE UNIQUE INDEX offer_open ON offer (waiting) WHERE state = 'open';

    -- As before, and an offer claims a place too: alone, or under the hold of who takes it up.
    CREATE TABLE claim_before AS SELECT * FROM claim;
    DROP TABLE claim;
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
      -- The offer's, and its end. It needs no process that lives.
      offer INTEGER REFERENCES offer,
      offered_until INTEGER,
      PRIMARY KEY (point, day, minute, place),
      CHECK (
        (holder IS NULL) = (hold IS NULL) AND (holder IS NULL) = (held_until IS NULL)
          AND (holder IS NULL) = (extensions_left IS NULL)
          AND (offer IS NULL) = (offered_until IS NULL)
          AND (code IS NULL) = (holder IS NOT NULL OR offer IS NOT NULL)
      )
    ) STRICT, WITHOUT ROWID;
    INSERT INTO claim (
      point, day, minute, place, code, holder, hold, held_until, extensions_left)
    SELECT point, day, minute, place, code, holder, hold, held_until, extensions_left
    FROM claim_before;
    DROP TABLE claim_before;
    -- One hold a session.
    CREATE UNIQUE INDEX claim_holder ON claim (holder) WHERE holder IS NOT NULL;
    CREATE UNIQUE INDEX claim_offer ON claim (offer) WHERE offer IS NOT NULL;

    -- The three of before.
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
        AND rule.places - iif(
          (SELECT agent FROM session WHERE id = NEW.holder) IS NULL, rule.kept_for_agents, 0
        ) > (
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
    BEGIN SELECT RAISE(ABORT, 'a claim begins as a hold or an offer'); END;

    CREATE TRIGGER claim_stays BEFORE UPDATE ON claim
    WHEN OLD.code IS NOT NULL
      OR (OLD.point, OLD.day, OLD.minute, OLD.place)
        <> (NEW.point, NEW.day, NEW.minute, NEW.place)
      OR NEW.offer IS NOT NULL AND NEW.offer IS NOT OLD.offer
      OR NEW.code IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM appointment
        WHERE code = NEW.code
          AND (point, day, minute, place) = (NEW.point, NEW.day, NEW.minute, NEW.place)
      )
    BEGIN SELECT RAISE(ABORT, 'a claim neither moves nor leaves its appointment'); END;

    CREATE TRIGGER claim_has_its_offer BEFORE INSERT ON claim
    WHEN NEW.offer IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM offer
      WHERE id = NEW.offer AND state = 'open' AND until = NEW.offered_until
        AND (point, day, minute) = (NEW.point, NEW.day, NEW.minute)
    )
    BEGIN SELECT RAISE(ABORT, 'the place is not the offer''s'); END;

    CREATE TRIGGER claim_leaves_its_offer BEFORE DELETE ON claim
    WHEN EXISTS (SELECT 1 FROM offer WHERE id = OLD.offer AND state = 'open')
    BEGIN SELECT RAISE(ABORT, 'the offer stands'); END;

    -- As before; what was offered is taken.
    DROP TRIGGER appointment_takes_its_claim;
    CREATE TRIGGER appointment_takes_its_claim AFTER INSERT ON appointment
    BEGIN
      UPDATE claim
      SET code = NEW.code, holder = NULL, hold = NULL, held_until = NULL, extensions_left = NULL,
        offer = NULL, offered_until = NULL
      WHERE (point, day, minute, place) = (NEW.point, NEW.day, NEW.minute, NEW.place)
        AND holder = NEW.session;
      SELECT RAISE(ABORT, 'the place is not held by this session') WHERE changes() = 0;
    END;

    -- Whoever has an appointment waits no more.
    CREATE TRIGGER appointment_ends_its_wait AFTER INSERT ON appointment
    WHEN EXISTS (
      SELECT 1 FROM waiting_applicant
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type
    )
    BEGIN
      UPDATE offer SET state = 'accepted'
      WHERE state = 'open' AND (point, day, minute) = (NEW.point, NEW.day, NEW.minute)
        AND waiting = (
          SELECT waiting FROM waiting_applicant
          WHERE document_number = NEW.document_number AND document_type = NEW.document_type
        );
      UPDATE waiting SET state = 'booked'
      WHERE id = (
        SELECT waiting FROM waiting_applicant
        WHERE document_number = NEW.document_number AND document_type = NEW.document_type
      );
    END;

    CREATE TRIGGER waiting_ends AFTER UPDATE OF state ON waiting WHEN NEW.state <> 'waiting'
    BEGIN
      UPDATE offer SET state = 'ended' WHERE waiting = NEW.id AND state = 'open';
      DELETE FROM waiting_applicant WHERE waiting = NEW.id;
      UPDATE waiting SET preference = 0 WHERE id = NEW.id;
    END;

    CREATE TRIGGER waiting_keeps_its_place BEFORE UPDATE ON waiting
    WHEN OLD.id <> NEW.id OR OLD.joined <> NEW.joined
      OR OLD.state <> 'waiting' AND OLD.state <> NEW.state
    BEGIN SELECT RAISE(ABORT, 'an entry keeps its place in line and its end'); END;

    -- Its place is free again, or whoever takes it up has it as any other hold.
    CREATE TRIGGER offer_ends AFTER UPDATE OF state ON offer WHEN NEW.state <> 'open'
    BEGIN
      UPDATE claim SET offer = NULL, offered_until = NULL
      WHERE offer = NEW.id AND holder IS NOT NULL;
      DELETE FROM claim WHERE offer = NEW.id;
    END;

    CREATE TRIGGER offer_stays BEFORE UPDATE ON offer
    WHEN OLD.state <> 'open'
      OR (OLD.id, OLD.waiting, OLD.point, OLD.day, OLD.minute, OLD.made, OLD.until)
        <> (NEW.id, NEW.waiting, NEW.point, NEW.day, NEW.minute, NEW.made, NEW.until)
    BEGIN SELECT RAISE(ABORT, 'an offer stays as it was made'); END;
    """
}
