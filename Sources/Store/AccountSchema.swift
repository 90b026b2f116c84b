extension Schema {
  /// What the waiting list owes to who waits, and what is counted of it: the authorisation, when an
  /// entry ended, which offer a message tells of; and in which city a conversation ended.
  static let account: StaticString = """
    -- As for a draft.
    CREATE TRIGGER waiting_is_authorised BEFORE INSERT ON waiting
    WHEN (SELECT granted FROM consent WHERE session = NEW.session ORDER BY id DESC LIMIT 1)
      IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'the session has no authorisation'); END;

    -- What was answered is the entry's.
    CREATE TRIGGER waiting_ends_its_draft AFTER INSERT ON waiting_applicant
    BEGIN
      DELETE FROM draft
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
    END;

    ALTER TABLE waiting ADD COLUMN ended INTEGER;
    UPDATE waiting SET ended = (
      SELECT max(at) FROM event WHERE kind = 'wait_end' AND subject GLOB waiting.id || ' *'
    ) WHERE state <> 'waiting';

    -- As before, and its end is told.
    DROP TRIGGER appointment_ends_its_wait;
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
      UPDATE waiting SET state = 'booked', ended = max(joined, NEW.created)
      WHERE id = (
        SELECT waiting FROM waiting_applicant
        WHERE document_number = NEW.document_number AND document_type = NEW.document_type
      );
    END;

    ALTER TABLE outbox ADD COLUMN offer INTEGER REFERENCES offer;
    CREATE UNIQUE INDEX outbox_offer ON outbox (offer) WHERE offer IS NOT NULL;

    -- Nobody is told of a place that is no longer kept.
    CREATE TRIGGER offer_that_ended_is_not_told AFTER UPDATE OF state ON offer
    WHEN NEW.state <> 'open'
    BEGIN DELETE FROM outbox WHERE offer = NEW.id AND state = 'pendiente'; END;
    DELETE FROM outbox
    WHERE kind = 'oferta' AND state = 'pendiente' AND NOT EXISTS (
      SELECT 1 FROM offer
      WHERE offer.state = 'open'
        AND (offer.point, offer.day, offer.minute, offer.until)
          = (outbox.point, outbox.day, outbox.minute, outbox.expires)
    );

    -- The city whose office was chosen, if one was.
    ALTER TABLE conversation ADD COLUMN city_code TEXT
      CHECK (city_code GLOB '[0-9][0-9][0-9][0-9][0-9]');
    """
}
