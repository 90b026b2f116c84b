extension Schema {
  /// Messages on their way.
  ///
  /// Every change of an appointment leaves its message by itself, in the same transaction, whoever
  /// makes it. A row names what happened; the message is composed when it goes.
  static let mail: StaticString = """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (
        kind IN ('confirmacion', 'cambio', 'cancelacion', 'recordatorio', 'oferta')
      ),
      -- Null for an offer. It goes with the appointment.
      code TEXT REFERENCES appointment ON DELETE CASCADE,
      -- An offer's. The address is erased when the message is handed over or given up.
      recipient TEXT CHECK (recipient <> ''),
      point INTEGER REFERENCES point,
      day INTEGER,
      minute INTEGER,
      expires INTEGER,
      state TEXT NOT NULL DEFAULT 'pendiente' CHECK (
        state IN ('pendiente', 'en_entrega', 'entregado', 'fallido')
      ),
      -- Of those that came to nothing: how many, and what the last one ended with.
      attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
      status INTEGER,
      -- Not before; 0 is at once.
      due INTEGER NOT NULL DEFAULT 0,
      -- Who hands it over now. The claim ends at its time, or when that session is gone.
      holder INTEGER REFERENCES session,
      held_until INTEGER,
      CHECK ((kind = 'oferta') = (code IS NULL)),
      CHECK (
        iif(
          code IS NULL,
          point IS NOT NULL AND day IS NOT NULL AND minute IS NOT NULL AND expires IS NOT NULL
            AND (recipient IS NOT NULL) = (state IN ('pendiente', 'en_entrega')),
          recipient IS NULL AND point IS NULL AND day IS NULL AND minute IS NULL
            AND expires IS NULL
        )
      ),
      CHECK (
        iif(
          state = 'en_entrega', holder IS NOT NULL AND held_until IS NOT NULL,
          holder IS NULL AND held_until IS NULL
        )
      )
    ) STRICT;
    CREATE INDEX outbox_code ON outbox (code);
    -- An appointment is reminded of once.
    CREATE UNIQUE INDEX outbox_reminder ON outbox (code) WHERE kind = 'recordatorio';

    CREATE TRIGGER outbox_delivers_once BEFORE UPDATE ON outbox
    WHEN OLD.state = 'entregado' OR OLD.id <> NEW.id OR OLD.kind <> NEW.kind
      OR OLD.code IS NOT NEW.code
    BEGIN SELECT RAISE(ABORT, 'a message that was handed over stays so'); END;

    CREATE TRIGGER appointment_is_confirmed AFTER INSERT ON appointment
    BEGIN
      INSERT INTO outbox (kind, code)
      VALUES (iif(NEW.replaces IS NULL, 'confirmacion', 'cambio'), NEW.code);
    END;

    CREATE TRIGGER appointment_is_called_off AFTER UPDATE OF state ON appointment
    WHEN OLD.state = 'booked' AND NEW.state = 'cancelled'
    BEGIN INSERT INTO outbox (kind, code) VALUES ('cancelacion', NEW.code); END;

    -- The new address has not been told yet.
    CREATE TRIGGER appointment_has_another_address AFTER UPDATE OF email ON appointment
    WHEN OLD.email <> NEW.email AND NEW.erased IS NULL AND NEW.state = 'booked' AND NOT EXISTS (
      SELECT 1 FROM outbox
      WHERE code = NEW.code AND kind IN ('confirmacion', 'cambio') AND state = 'pendiente'
    )
    BEGIN INSERT INTO outbox (kind, code) VALUES ('confirmacion', NEW.code); END;

    -- Nobody is left to be told.
    CREATE TRIGGER appointment_is_erased AFTER UPDATE OF erased ON appointment
    WHEN NEW.erased IS NOT NULL
    BEGIN DELETE FROM outbox WHERE code = NEW.code; END;

    -- How messages leave.
    CREATE TABLE mail_setting (
      name TEXT PRIMARY KEY CHECK (name IN ('remitente', 'sendmail', 'carpeta')),
      value TEXT NOT NULL CHECK (
        value <> '' AND instr(value, char(0)) = 0
        AND value NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*'
      )
    ) STRICT, WITHOUT ROWID;
    """
}
