internal import Domain
internal import Office
internal import SQLite

/// Reads the tables past the product, and compares them with the model.
final class Ledger {
  private let database: Database
  private let version: Statement
  private let newEvents: Statement
  private let claims: Statement
  private let entries: Statement
  private let offers: Statement
  private let outbox: Statement
  private let appointment: Statement
  private let counts: Statement
  private let codes: Statement
  private let sessions: Statement
  private var seenVersion = -1
  private(set) var lastEvent = 0
  /// Has the only lock of a writer, so that the store is busy.
  private let blocking: Database

  init(path: String) throws(DatabaseError) {
    database = try Database(path: path)
    blocking = try Database(path: path)
    version = Statement(database, "PRAGMA data_version")
    newEvents = Statement(
      database, "SELECT id, session, at, kind, subject FROM event WHERE id > ?1 ORDER BY id")
    claims = Statement(
      database,
      """
      SELECT point, day, minute, place, code, holder, hold, held_until, extensions_left,
        (SELECT waiting FROM offer WHERE id = offer), offered_until
      FROM claim WHERE day >= ?1
      """)
    entries = Statement(
      database,
      """
      SELECT id, city_code, first_day, last_day, part, preference, joined, document_type,
        document_number
      FROM waiting LEFT JOIN waiting_applicant ON waiting = id WHERE state = 'waiting'
      """)
    offers = Statement(
      database,
      "SELECT waiting, id, point, day, minute, until, told FROM offer WHERE state = 'open'")
    outbox = Statement(
      database,
      """
      SELECT id, kind, code, point, day, minute, expires, state, attempts, due, holder, held_until,
        offer
      FROM outbox
      """)
    appointment = Statement(
      database,
      """
      SELECT state, point, day, minute, motive, document_type, document_number, given_names,
        surnames, landline, mobile, email, address, residence, replaces, created,
        erased IS NOT NULL, (SELECT outcome FROM call_outcome WHERE call_outcome.code = a.code),
        EXISTS (SELECT 1 FROM displacement WHERE displacement.code = a.code)
      FROM appointment AS a WHERE code = ?1
      """)
    counts = Statement(
      database,
      """
      SELECT state, count(*), total(day * 1440 + minute) FROM appointment GROUP BY state
      """)
    codes = Statement(database, "SELECT code FROM appointment")
    sessions = Statement(database, "SELECT id, agent IS NOT NULL FROM session WHERE id = ?1")
  }

  /// Whether somebody has written since this was last asked.
  func hasChanged() throws(DatabaseError) -> Bool {
    let now = try version.integer() ?? 0
    defer { seenVersion = now }
    return now != seenVersion
  }

  /// Those that were not read before.
  func takeEvents() throws(DatabaseError) -> [Event] {
    var events: [Event] = []
    try newEvents.forEach(lastEvent) { (row) throws(DatabaseError) in
      events.append(
        Event(
          id: try row.integer(0), session: try row.integer(1),
          at: Moment(secondsSinceEpoch: try row.integer(2)), kind: try row.text(3),
          subject: try row.text(4)))
    }
    lastEvent = events.last?.id ?? lastEvent
    return events
  }

  /// Nil when there is no such session.
  func isAgent(_ session: Int) throws(DatabaseError) -> Bool? {
    try sessions.first(session) { (row) throws(DatabaseError) in try row.integer(1) == 1 }
  }

  /// Runs `body` while another writes and does not end.
  func whileBusy<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let isBlocked = (try? blocking.run(script: "BEGIN IMMEDIATE")) != nil
    precondition(isBlocked, "nobody writes between two steps")
    defer { try? blocking.run(script: "ROLLBACK") }
    return try body()
  }

  // MARK: Comparing

  /// Compares what can change, those appointments among it; with `wholly`, everything.
  func compare(_ model: Model, touched: Set<AppointmentCode>, wholly: Bool) throws {
    try compareClaims(model, from: wholly ? 0 : model.now.day.number - 1)
    try compareWaiting(model)
    try compareCounts(model)
    if wholly {
      for code in try allCodes() { try compare(code, model) }
    } else {
      for code in touched { try compare(code, model) }
    }
  }

  private struct ClaimRow: Hashable {
    let code: String?
    let session: Int?
    let until: Int?
    let extensions: Int?
    let waiting: Int?
    let offeredUntil: Int?
  }

  private func compareClaims(_ model: Model, from first: Int) throws {
    var seen = 0
    try claims.forEach(first) { (row) throws(DatabaseError) in
      seen += 1
      let place = Model.Place(
        point: try row.integer(0),
        slot: SlotStart(
          day: Day(number: try row.integer(1)), time: TimeOfDay(minutes: try row.integer(2))))
      let number = try row.integer(3)
      let found = ClaimRow(
        code: try row.textOrNull(4), session: try row.integerOrNull(5),
        until: try row.integerOrNull(7), extensions: try row.integerOrNull(8),
        waiting: try row.integerOrNull(9), offeredUntil: try row.integerOrNull(10))
      let claim = model.claims[place]?[number]
      let offer = claim?.offer.flatMap { model.offers[$0] }
      let expected = ClaimRow(
        code: claim?.code?.text, session: claim?.hold?.session,
        until: claim?.hold?.until.secondsSinceEpoch, extensions: claim?.hold?.extensionsLeft,
        waiting: offer?.waiting, offeredUntil: offer?.until.secondsSinceEpoch)
      if found != expected { throw self.wrong("claim \(place) \(number)", found, expected) }
    }
    var expected = 0
    for (place, claims) in model.claims where place.slot.day.number >= first {
      expected += claims.count
      let places = model.places(at: place, forAgents: true)
      if place.slot.moment > model.now, claims.count > places {
        throw Broken("\(place) has \(claims.count) claims and \(places) places")
      }
    }
    guard seen == expected else { throw Broken("\(seen) claims in the store, not \(expected)") }
  }

  private func wrong<Value>(_ what: String, _ found: Value, _ expected: Value) -> DatabaseError {
    DatabaseError(
      code: .mismatch, message: "\(what): in the store \(found), not \(expected)", statement: nil)
  }

  private func compareWaiting(_ model: Model) throws {
    var seen = 0
    try entries.forEach { (row) throws(DatabaseError) in
      seen += 1
      let id = try row.integer(0)
      let found = [
        try row.textOrNull(1) ?? "*", String(try row.integer(2)), String(try row.integer(3)),
        try row.text(4), String(try row.integer(5)), String(try row.integer(6)),
        try row.text(7), try row.text(8),
      ]
      let expected = model.entries[id].map { entry in
        let wish = entry.waiting.wish
        return [
          wish.cityCode ?? "*", String(wish.days.lowerBound.number),
          String(wish.days.upperBound.number), wish.part.rawValue,
          wish.hasPreference ? "1" : "0", String(entry.waiting.joined.secondsSinceEpoch),
          entry.applicant.document.type.rawValue, entry.applicant.document.number.text,
        ]
      }
      if found != expected { throw self.wrong("entry \(id)", found, expected ?? []) }
    }
    guard seen == model.entries.count else {
      throw Broken("\(seen) wait in the store, not \(model.entries.count)")
    }
    seen = 0
    try offers.forEach { (row) throws(DatabaseError) in
      seen += 1
      let id = try row.integer(0)
      let found = [
        try row.integer(1), try row.integer(2), try row.integer(3), try row.integer(4),
        try row.integer(5), try row.integer(6),
      ]
      let expected = model.entries[id]?.offer.flatMap { model.offers[$0] }.map {
        [
          $0.id, $0.place.point, $0.place.slot.day.number, $0.place.slot.time.minutes,
          $0.until.secondsSinceEpoch, model.told.contains($0.id) ? 1 : 0,
        ]
      }
      if found != expected { throw self.wrong("offer to \(id)", found, expected ?? []) }
    }
    guard seen == model.offers.count else {
      throw Broken("\(seen) offers in the store, not \(model.offers.count)")
    }
  }

  private func compareCounts(_ model: Model) throws {
    var expected: [String: Int] = [:]
    for booked in model.appointments.values {
      expected[booked.record.state.rawValue, default: 0] += 1
    }
    var found: [String: Int] = [:]
    try counts.forEach { (row) throws(DatabaseError) in
      found[try row.text(0)] = try row.integer(1)
    }
    guard found == expected else {
      throw Broken("appointments in the store \(found), not \(expected)")
    }
  }

  private func allCodes() throws(DatabaseError) -> [AppointmentCode] {
    var all: [AppointmentCode] = []
    try codes.forEach { (row) throws(DatabaseError) in
      guard let code = AppointmentCode(parsing: try row.text(0)) else { throw row.mismatch(0) }
      all.append(code)
    }
    return all
  }

  private func compare(_ code: AppointmentCode, _ model: Model) throws {
    var found: [String]?
    try appointment.forEach(code.text) { (row) throws(DatabaseError) in
      var texts: [String] = [try row.text(0)]
      for column in Int32(1)...3 { texts.append(String(try row.integer(column))) }
      for column in Int32(4)...14 { texts.append(try row.textOrNull(column) ?? "") }
      texts.append(String(try row.integer(15)))
      texts.append(String(try row.integer(16)))
      texts.append(try row.textOrNull(17) ?? "")
      texts.append(String(try row.integer(18)))
      found = texts
    }
    let expected = model.appointments[code]?.row
    guard found == expected else {
      throw Broken(
        "appointment \(code.text): in the store \(found ?? []), not \(expected ?? [])")
    }
  }

  /// No table has the document any more.
  func checkForgotten(_ document: Document) throws {
    let left = Statement(
      database,
      """
      SELECT (SELECT count(*) FROM appointment WHERE document_number = ?1)
        + (SELECT count(*) FROM waiting_applicant WHERE document_number = ?1)
        + (SELECT count(*) FROM draft WHERE instr(document_number || answers, ?1))
        + (SELECT count(*) FROM miss WHERE instr(subject, ?1))
        + (SELECT count(*) FROM event WHERE instr(subject, ?1))
      """)
    let count = try left.integer(document.number.text) ?? 0
    guard count == 0 else {
      throw Broken("forgotten, and in \(count) rows: \(document.number.text)")
    }
  }

  // MARK: Messages

  /// A message as its row has it.
  struct MessageRow {
    let id: Int
    let message: Model.Message
    let session: Int?
  }

  func messages() throws(DatabaseError) -> [MessageRow] {
    var rows: [MessageRow] = []
    try outbox.forEach { (row) throws(DatabaseError) in
      var place: Model.Place?
      if let point = try row.integerOrNull(3) {
        place = Model.Place(
          point: point,
          slot: SlotStart(
            day: Day(number: try row.integer(4)), time: TimeOfDay(minutes: try row.integer(5))))
      }
      rows.append(
        MessageRow(
          id: try row.integer(0),
          message: Model.Message(
            kind: try row.text(1), code: try row.textOrNull(2), place: place,
            until: try row.integerOrNull(6), offer: try row.integerOrNull(12),
            state: try row.text(7), attempts: try row.integer(8), due: try row.integer(9),
            heldUntil: try row.integerOrNull(11)),
          session: try row.integerOrNull(10)))
    }
    return rows
  }

  func compareMessages(_ model: Model) throws {
    var excess: [Model.Message: Int] = [:]
    for row in try messages() { excess[row.message, default: 0] += 1 }
    for message in model.outbox { excess[message, default: 0] -= 1 }
    for (message, count) in excess where count != 0 {
      throw Broken(
        "\(count) messages \(count > 0 ? "too many" : "are missing"): \(message)")
    }
  }
}

extension Model.Booked {
  /// As the columns of the table have it.
  fileprivate var row: [String] {
    let (appointment, applicant) = (record.appointment, record.applicant)
    let personal =
      isErased
      ? ["00", "-", "-", "-", "", "-", "-", "-", "00000"]
      : [
        applicant.document.type.rawValue, applicant.document.number.text,
        applicant.givenNames.text, applicant.surnames.text, applicant.landline?.national ?? "",
        applicant.mobile.national, applicant.email.text, applicant.address.text,
        applicant.city.code,
      ]
    return [
      record.state.rawValue, String(appointment.point.id), String(appointment.slot.day.number),
      String(appointment.slot.time.minutes), appointment.motive.rawValue,
    ] + personal + [
      record.replaces?.text ?? "", String(created.secondsSinceEpoch), isErased ? "1" : "0",
      outcome?.rawValue ?? "", record.isDisplaced ? "1" : "0",
    ]
  }
}
