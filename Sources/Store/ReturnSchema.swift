extension Schema {
  /// What a reopened day gives back, and whose entry of the waiting list ended otherwise than by
  /// themselves, so that they can be told.
  static let returning: StaticString = """
    -- The appointment that gave the lost hour back.
    ALTER TABLE displacement ADD COLUMN returned TEXT REFERENCES appointment ON DELETE SET NULL;
    CREATE UNIQUE INDEX displacement_returned ON displacement (returned)
      WHERE returned IS NOT NULL;

    -- What it takes to know who asks, and nothing else; it is erased after some weeks.
    CREATE TABLE waiting_end (
      waiting INTEGER PRIMARY KEY REFERENCES waiting,
      document_type TEXT NOT NULL CHECK (document_type GLOB '[0-9][0-9]'),
      document_number TEXT NOT NULL CHECK (document_number <> ''),
      mobile TEXT NOT NULL CHECK (mobile <> ''),
      email TEXT NOT NULL CHECK (email <> ''),
      -- Whether the document has joined again since: then it is told no more.
      is_old INTEGER NOT NULL DEFAULT 0 CHECK (is_old IN (0, 1))
    ) STRICT;
    CREATE INDEX waiting_end_document ON waiting_end (document_number, document_type);

    CREATE TRIGGER waiting_begins_anew AFTER INSERT ON waiting_applicant
    BEGIN
      UPDATE waiting_end SET is_old = 1
      WHERE document_number = NEW.document_number AND document_type = NEW.document_type;
    END;

    -- As before, and that is kept of it.
    DROP TRIGGER waiting_ends;
    CREATE TRIGGER waiting_ends AFTER UPDATE OF state ON waiting WHEN NEW.state <> 'waiting'
    BEGIN
      UPDATE offer SET state = 'ended' WHERE waiting = NEW.id AND state = 'open';
      INSERT INTO waiting_end (waiting, document_type, document_number, mobile, email)
      SELECT waiting, document_type, document_number, mobile, email FROM waiting_applicant
      WHERE waiting = NEW.id AND NEW.state IN ('silent', 'lapsed');
      DELETE FROM waiting_applicant WHERE waiting = NEW.id;
      UPDATE waiting SET preference = 0 WHERE id = NEW.id;
    END;
    """
}
