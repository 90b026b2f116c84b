extension Schema {
  /// How conversations went, and what agents noted in them.
  static let calls: StaticString = """
    -- A conversation that came to its end, an agent's call or a citizen's: how it went, never what
    -- was answered. A session without one goes on, or was broken off.
    CREATE TABLE conversation (
      session INTEGER PRIMARY KEY REFERENCES session,
      ended INTEGER NOT NULL,
      -- Words of the contract: estado, a goal, a question.
      outcome TEXT NOT NULL CHECK (outcome <> ''),
      goal TEXT CHECK (goal <> ''),
      last_question TEXT NOT NULL CHECK (last_question <> ''),
      -- Lines that were typed.
      turns INTEGER NOT NULL CHECK (turns >= 1),
      -- The code of what it was about, which may be erased since.
      appointment TEXT
    ) STRICT;

    -- How often answers to a question were not taken in it, by cause.
    CREATE TABLE refusal (
      session INTEGER NOT NULL REFERENCES conversation,
      question TEXT NOT NULL CHECK (question <> ''),
      cause TEXT NOT NULL CHECK (cause <> ''),
      times INTEGER NOT NULL CHECK (times >= 1),
      PRIMARY KEY (session, question, cause)
    ) STRICT, WITHOUT ROWID;

    -- What an agent noted in a call; erased with the appointment that it is about.
    CREATE TABLE note (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session,
      at INTEGER NOT NULL,
      appointment TEXT REFERENCES appointment ON DELETE CASCADE,
      text TEXT NOT NULL CHECK (
        text <> '' AND length(text) <= 200 AND instr(text, char(0)) = 0
        AND text NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || ']*'
      )
    ) STRICT;
    CREATE INDEX note_session ON note (session);
    CREATE INDEX note_appointment ON note (appointment);

    CREATE TRIGGER appointment_erased_loses_its_notes AFTER UPDATE OF erased ON appointment
    WHEN NEW.erased IS NOT NULL
    BEGIN DELETE FROM note WHERE appointment = NEW.code; END;

    CREATE INDEX session_started ON session (started);
    CREATE INDEX event_migrate ON event (session) WHERE kind = 'migrate';
    """
}
