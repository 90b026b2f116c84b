package import Domain
internal import SQLite

extension Store {
  /// A conversation begins now: from here on this run is another session, which its first write
  /// brings into the store.
  package func beginConversation(now: Moment) {
    began = now
    opened?.beginSession(at: now)
  }

  /// Keeps how the conversation went, and ends its session. A session without such a record goes on
  /// or was broken off.
  package func end(_ record: ConversationRecord, now: Moment) throws(StoreError) {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.insert(record, of: session, now)
      return .commit(())
    }
    beginConversation(now: now)
  }

  /// Keeps a note of the session's, on that appointment if it is about one.
  package func note(
    _ text: String, on code: AppointmentCode?, now: Moment
  ) throws(StoreError) {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.requests.insertNote.run(session, now.secondsSinceEpoch, code?.text, text)
      connection.hasNotes = true
      return .commit(())
    }
  }

  /// How the calls went that began on that day.
  package func calls(on day: Day, now: Moment) throws(StoreError) -> CallFigures {
    let connection = try connection(now)
    func start(of day: Day) -> Int {
      SlotStart(day: day, time: TimeOfDay(minutes: 0)).moment.secondsSinceEpoch
    }
    let (first, end) = (start(of: day), start(of: day.advanced(by: 1)))
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        var calls: [CallFigures.Call] = []
        try connection.requests.calls.forEach(first, end) { (row) throws(DatabaseError) in
          calls.append(try CallFigures.Call(row))
        }
        var refusals: [CallFigures.Refusals] = []
        try connection.requests.refusals.forEach(first, end) { (row) throws(DatabaseError) in
          refusals.append(
            CallFigures.Refusals(
              question: try row.text(0), cause: try row.text(1), times: try row.integer(2)))
        }
        return CallFigures(day: day, calls: calls, refusals: refusals)
      }
    }
  }
}

extension Connection {
  fileprivate func insert(
    _ record: ConversationRecord, of session: Int, _ now: Moment
  ) throws(DatabaseError) {
    try requests.insertConversation.run(
      session, now.secondsSinceEpoch, record.outcome, record.goal?.rawValue,
      record.lastQuestion.rawValue, record.turns, record.appointment?.text, record.city)
    for (refusal, times) in record.refusals {
      try requests.insertRefusal.run(session, refusal.question.rawValue, refusal.cause, times)
    }
    if hasNotes, let appointment = record.appointment {
      try requests.assignNotes.run(session, appointment.text)
    }
  }
}

extension CallFigures.Call {
  fileprivate init(_ row: borrowing Row) throws(DatabaseError) {
    let outcome = try row.textOrNull(2)
    self.init(
      agent: try row.text(0),
      seconds: try row.integerOrNull(1), outcome: outcome,
      turns: try row.integerOrNull(3) ?? 0)
  }
}
