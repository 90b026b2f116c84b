package import Domain
internal import SQLite

extension Store {
  /// Appointments that a look-up by document gives at most.
  package static let recordsMax = 5

  /// The appointment of that code.
  package func find(
    _ code: AppointmentCode, now: Moment
  ) throws(StoreError) -> LookUp<AppointmentRecord> {
    try lookUp([.code(code), .codes], now) { (connection, _) throws(DatabaseError) in
      try connection.record(code)
    }
  }

  /// The appointment of that code, if it is that document's.
  package func find(
    _ code: AppointmentCode, document: Document, now: Moment
  ) throws(StoreError) -> LookUp<AppointmentRecord> {
    try lookUp([.code(code), .document(document)], now) { (connection, _) throws(DatabaseError) in
      try connection.record(code, of: document)
    }
  }

  /// The document's appointments that were made with that second datum, at most `recordsMax`, and
  /// how it stands in the waiting list, or how that ended, if it joined with that datum; what has
  /// another can be another person's who asks for the same estate.
  package func find(
    document: Document, second: SecondDatum, now: Moment
  ) throws(StoreError) -> LookUp<DocumentRecords> {
    try settleWaiting(at: nil, now: now)
    return try lookUp([.document(document), .second(second)], now) {
      (connection, session) throws(DatabaseError) in
      let appointments = try connection.records(of: document, second)
      let waiting = try connection.tellTurn(of: document, second, by: session, now)
      let ended = waiting == nil ? try connection.endedWait(of: document, second, now) : nil
      guard !appointments.isEmpty || waiting != nil || ended != nil else { return nil }
      return DocumentRecords(appointments: appointments, waiting: waiting, ended: ended)
    }
  }

  /// Looks up with `find` unless one of `subjects` or this session has been tried too often. It is
  /// the only writer meanwhile: no two processes try at once.
  func lookUp<Found>(
    _ subjects: [Subject], _ now: Moment,
    _ find: (Connection, _ session: Int) throws(DatabaseError) -> Found?
  ) throws(StoreError) -> LookUp<Found> {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.eraseExpiredDrafts(by: session, now)
      let guarding = Guarding(
        subjects: subjects + [.session(session)], policies: try connection.policies(), now: now)
      if let until = try guarding.slowedUntil(connection) {
        return .commit(.slowDown(until: until))
      }
      if let found = try find(connection, session) { return .commit(.found(found)) }
      try guarding.miss(connection, session)
      return .commit(.notFound)
    }
  }
}

/// What somebody could guess by trying.
enum Subject {
  case code(AppointmentCode)
  case document(Document)
  case second(SecondDatum)
  /// Whatever the session tries.
  case session(Int)
  /// Any code without a document, by anybody: a program that is started anew for each guess.
  case codes

  /// As the misses name it: its kind and what it is of that kind.
  var row: (kind: String, subject: String) {
    switch self {
    case .code(let code): ("code", code.text)
    case .document(let document):
      ("document", "\(document.type.rawValue) \(document.number.text)")
    case .second(.mobile(let mobile)): ("second", mobile.national)
    case .second(.email(let email)): ("second", email.text.lowercased())
    case .session(let session): ("session", String(session))
    case .codes: ("codes", "")
    }
  }

  /// As events name it, without personal data.
  var event: String {
    switch self {
    case .code, .session, .codes: "\(row.kind) \(row.subject)"
    case .document(let document): "document \(document.type.rawValue)"
    case .second(.mobile): "second mobile"
    case .second(.email): "second email"
    }
  }

  func missesMax(_ policies: Policies) -> Int {
    switch self {
    case .code, .document, .second: policies.missesMax
    case .session: policies.missesOfSessionMax
    case .codes: policies.missesOfCodesMax
    }
  }
}

/// The count of misses on what is being looked up.
private struct Guarding {
  let subjects: [Subject]
  let policies: Policies
  let now: Moment

  private var windowSeconds: Int { policies.missMinutes * 60 }
  private var windowStart: Moment { now.advanced(bySeconds: -windowSeconds) }

  /// When all subjects can be tried again; nil when they can now.
  func slowedUntil(_ connection: Connection) throws(DatabaseError) -> Moment? {
    var latest: Moment?
    for subject in subjects {
      guard let until = try slowedUntil(subject, connection) else { continue }
      latest = max(until, latest ?? until)
    }
    return latest
  }

  private func slowedUntil(
    _ subject: Subject, _ connection: Connection
  ) throws(DatabaseError) -> Moment? {
    let row = subject.row
    return try connection.requests.nthMiss.first(
      row.kind, row.subject, windowStart.secondsSinceEpoch, max(1, subject.missesMax(policies))
    ) { (row) throws(DatabaseError) in
      try row.moment(0).advanced(bySeconds: windowSeconds)
    }
  }

  /// Counts a miss for every subject, and erases those that no longer count.
  func miss(_ connection: Connection, _ session: Int) throws(DatabaseError) {
    try connection.requests.eraseMisses.run(windowStart.secondsSinceEpoch)
    for subject in subjects {
      let row = subject.row
      try connection.requests.insertMiss.run(row.kind, row.subject, now.secondsSinceEpoch)
      if try slowedUntil(subject, connection) != nil {
        try connection.log(.slowDown, subject.event, session: session, now)
      }
    }
  }
}

extension Connection {
  func record(
    _ code: AppointmentCode, of document: Document
  ) throws(DatabaseError) -> AppointmentRecord? {
    guard let record = try record(code), record.applicant.document == document else { return nil }
    return record
  }

  func record(_ code: AppointmentCode) throws(DatabaseError) -> AppointmentRecord? {
    try requests.record.first(code.text) { (row) throws(DatabaseError) in
      guard let state = AppointmentRecord.State(rawValue: try row.text(10)) else {
        throw row.mismatch(10)
      }
      return AppointmentRecord(
        appointment: try appointment(row), state: state, applicant: try applicant(row, from: 11),
        replaces: try self.code(row, 22), replacedBy: try self.code(row, 23),
        isDisplaced: try row.integer(24) == 1)
    }
  }

  /// The record of the document's latest appointment, and when it was made.
  func latestRecord(
    of document: Document
  ) throws(DatabaseError) -> (record: AppointmentRecord, created: Moment)? {
    let latest = try requests.latestOfDocument.first(
      document.number.text, document.type.rawValue
    ) { (row) throws(DatabaseError) in (try code(row, 0), try row.moment(1)) }
    guard let latest, let code = latest.0, let record = try record(code) else { return nil }
    return (record, latest.1)
  }

  fileprivate func records(
    of document: Document, _ second: SecondDatum
  ) throws(DatabaseError) -> [AppointmentRecord] {
    let (mobile, email): (String?, String?) =
      switch second {
      case .mobile(let mobile): (mobile.national, nil)
      case .email(let email): (nil, email.text)
      }
    var codes: [AppointmentCode] = []
    try requests.codesOfDocument.forEach(
      document.number.text, document.type.rawValue, mobile, email, Store.recordsMax
    ) { (row) throws(DatabaseError) in
      if let code = try code(row, 0) { codes.append(code) }
    }
    var records: [AppointmentRecord] = []
    for code in codes {
      if let record = try record(code) { records.append(record) }
    }
    return records
  }

  private func code(
    _ row: borrowing Row, _ column: Int32
  ) throws(DatabaseError) -> AppointmentCode? {
    guard let text = try row.textOrNull(column) else { return nil }
    guard let code = AppointmentCode(parsing: text) else { throw row.mismatch(column) }
    return code
  }
}

/// The applicant in the eleven columns of a row from `first` on.
func applicant(_ row: borrowing Row, from first: Int32) throws(DatabaseError) -> Applicant {
  guard let type = DocumentType(rawValue: try row.text(first + 2)) else {
    throw row.mismatch(first + 2)
  }
  guard let city = Municipality(code: try row.text(first + 10)) else {
    throw row.mismatch(first + 10)
  }
  return Applicant(
    party: try party(row, from: first),
    document: Document(type: type, number: DocumentNumber(stored: try row.text(first + 3))),
    givenNames: PersonName(stored: try row.text(first + 4)),
    surnames: PersonName(stored: try row.text(first + 5)),
    landline: try row.textOrNull(first + 6).map { Landline(stored: $0) },
    mobile: Mobile(stored: try row.text(first + 7)),
    email: Email(stored: try row.text(first + 8)),
    address: Address(stored: try row.text(first + 9)), city: city)
}

private func party(
  _ row: borrowing Row, from first: Int32
) throws(DatabaseError) -> Applicant.Party {
  switch (PersonType(rawValue: try row.text(first)), try row.textOrNull(first + 1)) {
  case (.natural, nil): return .natural
  case (.juridica, let businessName?):
    return .juridica(businessName: PersonName(stored: businessName))
  default: throw row.mismatch(first)
  }
}
