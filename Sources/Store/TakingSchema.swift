extension Schema {
  /// Which appointment somebody took who waited: their turn, authorisation, offers and declared
  /// preference are kept as long as its data, and are told with them.
  static let taking: StaticString = """
    -- The appointment that ended the wait; null when another thing did, or once that is erased.
    ALTER TABLE waiting ADD COLUMN code TEXT REFERENCES appointment ON DELETE SET NULL;
    -- Both were written down at once. All events are read once.
    CREATE INDEX made_at ON appointment (session, created);
    UPDATE waiting SET code = made.code
    FROM (
      SELECT CAST(event.subject AS INTEGER) AS id, min(appointment.code) AS code
      FROM event CROSS JOIN appointment
        ON appointment.session = event.session AND appointment.created = event.at
      WHERE event.kind = 'wait_end' AND event.subject GLOB '* booked'
        AND appointment.erased IS NULL
      GROUP BY event.id HAVING count(*) = 1
    ) AS made
    WHERE waiting.id = made.id AND waiting.state = 'booked';
    DROP INDEX made_at;
    CREATE INDEX waiting_code ON waiting (code) WHERE code IS NOT NULL;
    CREATE INDEX waiting_ended ON waiting (ended) WHERE ended IS NOT NULL;

    -- As before, and it is named.
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
      UPDATE waiting SET state = 'booked', ended = max(joined, NEW.created), code = NEW.code
      WHERE id = (
        SELECT waiting FROM waiting_applicant
        WHERE document_number = NEW.document_number AND document_type = NEW.document_type
      );
    END;

    -- As before, and the preference of who has an appointment goes with its data.
    DROP TRIGGER waiting_ends;
    CREATE TRIGGER waiting_ends AFTER UPDATE OF state ON waiting WHEN NEW.state <> 'waiting'
    BEGIN
      UPDATE offer SET state = 'ended' WHERE waiting = NEW.id AND state = 'open';
      INSERT INTO waiting_end (waiting, document_type, document_number, mobile, email)
      SELECT waiting, document_type, document_number, mobile, email FROM waiting_applicant
      WHERE waiting = NEW.id AND NEW.state IN ('silent', 'lapsed');
      DELETE FROM waiting_applicant WHERE waiting = NEW.id;
      UPDATE waiting SET preference = 0 WHERE id = NEW.id AND code IS NULL;
    END;
    CREATE TRIGGER appointment_erased_loses_its_wait AFTER UPDATE OF erased ON appointment
    WHEN NEW.erased IS NOT NULL
    BEGIN UPDATE waiting SET preference = 0, code = NULL WHERE code = NEW.code; END;
    """
}
