extension Schema {
  /// An appointment whose personal data is erased stays for the figures.
  static let care: StaticString = """
    -- When its personal data was erased; '-' stands in the place of it.
    ALTER TABLE appointment ADD COLUMN erased INTEGER CHECK (
      erased IS NULL
      OR (
        document_number, document_type, given_names, surnames, mobile, email, address, residence
      ) = ('-', '00', '-', '-', '-', '-', '-', '00000')
      AND landline IS NULL AND coalesce(business_name, '-') = '-'
      AND (state <> 'booked' OR day * 86400 + minute * 60 + 18000 <= erased)
    );
    CREATE INDEX appointment_kept ON appointment (day) WHERE erased IS NULL;

    -- As before, but for what is erased, of which nothing changes any more.
    DROP TRIGGER appointment_stays_given_up;
    CREATE TRIGGER appointment_stays_given_up BEFORE UPDATE ON appointment
    WHEN OLD.erased IS NOT NULL
      OR OLD.code <> NEW.code
      OR (OLD.point, OLD.day, OLD.minute) <> (NEW.point, NEW.day, NEW.minute)
      OR NEW.erased IS NULL
        AND (OLD.document_number, OLD.document_type) <> (NEW.document_number, NEW.document_type)
      OR OLD.replaces IS NOT NEW.replaces
      OR NEW.place IS NOT NULL AND NEW.place IS NOT OLD.place
      OR NEW.state <> OLD.state AND OLD.state <> 'booked'
      OR NEW.state = 'replaced'
        AND NOT EXISTS (SELECT 1 FROM appointment WHERE replaces = NEW.code)
    BEGIN SELECT RAISE(ABORT, 'an appointment keeps its code, slot, document and end'); END;
    """
}
