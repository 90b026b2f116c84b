extension Schema {
  /// Whether whoever waits has been told of an offer. Only an offer that was told counts against
  /// its entry; the others are on the call sheet.
  static let telling: StaticString = """
    -- 1 once its person knows of it, 2 once they also know that it ended.
    ALTER TABLE offer ADD COLUMN told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1, 2));

    -- As before, and what was told stays told.
    DROP TRIGGER offer_stays;
    UPDATE offer SET told = 1
    WHERE state IN ('accepted', 'declined')
      OR id IN (SELECT offer FROM outbox WHERE state = 'entregado');
    CREATE TRIGGER offer_stays BEFORE UPDATE ON offer
    WHEN OLD.state <> 'open' AND OLD.state <> NEW.state OR NEW.told < OLD.told
      OR (OLD.id, OLD.waiting, OLD.point, OLD.day, OLD.minute, OLD.made, OLD.until)
        <> (NEW.id, NEW.waiting, NEW.point, NEW.day, NEW.minute, NEW.made, NEW.until)
    BEGIN SELECT RAISE(ABORT, 'an offer stays as it was made'); END;

    CREATE TRIGGER offer_is_told_by_mail AFTER UPDATE OF state ON outbox
    WHEN NEW.state = 'entregado' AND NEW.offer IS NOT NULL
    BEGIN
      -- What comes after its time tells nobody in time.
      UPDATE offer SET told = 1
      WHERE id = NEW.offer AND told = 0 AND state IN ('open', 'ended');
    END;

    CREATE TRIGGER waiting_is_not_struck_off_untold BEFORE UPDATE OF state ON waiting
    WHEN NEW.state = 'silent' AND (
      SELECT count(*) FROM offer WHERE waiting = NEW.id AND state = 'expired' AND told > 0
    ) < (SELECT value FROM policy WHERE name = 'ofertas_sin_respuesta')
    BEGIN SELECT RAISE(ABORT, 'nobody has told them'); END;

    -- How the call about an offer went, as it was last told.
    CREATE TABLE offer_call (
      offer INTEGER PRIMARY KEY REFERENCES offer,
      outcome TEXT NOT NULL CHECK (
        outcome IN ('atendida', 'no_contesta', 'segundo_intento', 'numero_equivocado')
      ),
      session INTEGER NOT NULL REFERENCES session,
      at INTEGER NOT NULL
    ) STRICT;
    """
}
