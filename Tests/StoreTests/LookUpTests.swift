import Domain
import SQLite
import Testing

@testable import Store

func document(_ number: String) throws -> Document {
  try applicant(number).document
}

let mobile = SecondDatum.mobile(Mobile(stored: "3001234567"))
let email = SecondDatum.email(Email(stored: "Ventas@EXAMPLE.com"))
let wrongMobile = SecondDatum.mobile(Mobile(stored: "3009999999"))
let friday = slot("2021-09-17T10:00")
/// A code that no test gives.
let unknown = AppointmentCode(month: now.day.month, serial: 999_999)

@Suite struct LookUpTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store() -> Store { Store(.file(folder.database), actor: citizen) }

  @Test func `a code finds its appointment whole`() throws {
    let store = store()
    let appointment = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    #expect(
      try store.find(appointment.code, now: now)
        == .found(
          AppointmentRecord(
            appointment: appointment, state: .booked, applicant: try applicant("52123456"),
            replaces: nil, replacedBy: nil)))
    #expect(try store.find(unknown, now: now) == .notFound)
  }

  @Test func `a code and a document find it only together`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: point, seed: 1)
    let second = try store.mustBook("52123457", thursday, at: point, seed: 2)
    let found = try store.find(first.code, document: try document("52123456"), now: now)
    guard case .found(let record) = found else { throw Unexpected() }
    #expect(record.appointment == first)
    #expect(
      try store.find(second.code, document: try document("52123456"), now: now) == .notFound)
    #expect(try store.find(first.code, document: try document("52123499"), now: now) == .notFound)
    #expect(try store.find(unknown, document: try document("52123456"), now: now) == .notFound)
    let nit = Document(type: .nit, number: try document("52123456").number)
    #expect(try store.find(first.code, document: nit, now: now) == .notFound)
  }

  @Test(arguments: [(mobile, true), (email, true), (wrongMobile, false)])
  func `a document needs its second datum`(second: SecondDatum, isFound: Bool) throws {
    let store = store()
    let appointment = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let result = try store.find(document: try document("52123456"), second: second, now: now)
    if case .found(let records) = result {
      #expect(isFound)
      #expect(records.appointments.map(\.appointment) == [appointment])
    } else {
      #expect(!isFound && result == .notFound)
    }
  }

  @Test func `a document gives its five newest appointments`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let document = try document("52123456")
    var codes: [AppointmentCode] = []
    for number in 0..<7 {
      let then = now.advanced(bySeconds: number)
      let appointment = try store.mustBook(
        "52123456", thursday, at: point, now: then, seed: UInt64(number))
      codes.append(appointment.code)
      _ = try store.cancel(appointment.code, document: document, now: then)
    }
    guard case .found(let records) = try store.find(document: document, second: email, now: now)
    else { throw Unexpected() }
    #expect(records.appointments.map(\.appointment.code) == codes.suffix(5).reversed())
    #expect(records.appointments.allSatisfy { $0.state == .cancelled })
  }

  @Test func `who asked for the same document with another datum is not shown`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let document = try document("52123456")
    let first = try store.mustBook("52123456", thursday, at: point, seed: 1)
    _ = try store.cancel(first.code, document: document, now: now)
    let second = try store.mustBook("52123456", friday, at: point, seed: 2)
    _ = try store.update(
      second.code, document: document, .mobile(Mobile(stored: "3009999999")), now: now)
    _ = try store.update(
      second.code, document: document, .email(Email(stored: "otra@example.com")), now: now)
    guard
      case .found(let records) = try store.find(document: document, second: mobile, now: now)
    else { throw Unexpected() }
    #expect(records.appointments.map(\.appointment) == [first])
  }

  // MARK: Misses

  /// How each kind of subject is missed once; the last two are another subject each time.
  enum Guess: CaseIterable {
    case code, codeOfDocument, documentOfCode, documentOfSecond, secondOfDocument, draft, known
  }

  /// Tries to find what is not there: the `attempt`th of its guess.
  private func miss(_ guess: Guess, _ attempt: Int, _ store: Store, _ now: Moment) throws -> Moment?
  {
    let code = AppointmentCode(month: now.day.month, serial: 900_000 + attempt)
    let number = try document(String(60_000_000 + attempt))
    let datum = SecondDatum.mobile(Mobile(stored: String(3_200_000_000 + attempt)))
    let fixed = try document("52123456")
    return switch guess {
    case .code: until(try store.find(unknown, now: now))
    case .codeOfDocument: until(try store.find(code, document: fixed, now: now))
    case .documentOfCode: until(try store.find(unknown, document: number, now: now))
    case .documentOfSecond: until(try store.find(document: fixed, second: datum, now: now))
    case .secondOfDocument: until(try store.find(document: number, second: wrongMobile, now: now))
    case .draft: until(try store.draft(of: fixed, second: datum, now: now))
    case .known: until(try store.known(of: fixed, second: datum, now: now))
    }
  }

  private func until<Found>(_ result: LookUp<Found>) -> Moment? {
    if case .slowDown(let until) = result { until } else { nil }
  }

  @Test(arguments: Guess.allCases)
  func `after five misses one waits until the window has passed`(guess: Guess) throws {
    let end = now.advanced(bySeconds: 15 * 60)
    for attempt in 0..<5 {
      // Every attempt in another session, the first of them a minute early.
      let then = attempt == 0 ? now : now.advanced(bySeconds: 60)
      #expect(try miss(guess, attempt, store(), then) == nil)
    }
    let then = now.advanced(bySeconds: 120)
    #expect(try miss(guess, 5, store(), then) == end)
    #expect(try miss(guess, 6, store(), end.advanced(bySeconds: -1)) == end)
    // One more try for the one that no longer counts.
    #expect(try miss(guess, 7, store(), end) == nil)
    #expect(try miss(guess, 8, store(), end) == end.advanced(bySeconds: 60))
  }

  @Test func `what is slowed down is not found either, and a hit clears nothing`() throws {
    let store = store()
    let appointment = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let document = try document("52123456")
    for _ in 0..<4 {
      #expect(try store.find(unknown, document: document, now: now) == .notFound)
    }
    guard case .found = try store.find(appointment.code, document: document, now: now) else {
      throw Unexpected()
    }
    #expect(try store.find(document: document, second: wrongMobile, now: now) == .notFound)
    let end = now.advanced(bySeconds: 15 * 60)
    #expect(
      try store.find(appointment.code, document: document, now: now) == .slowDown(until: end))
    #expect(try store.find(document: document, second: mobile, now: now) == .slowDown(until: end))
    // The code itself was never missed.
    guard case .found = try store.find(appointment.code, now: now) else { throw Unexpected() }
    guard case .found = try store.find(appointment.code, document: document, now: end) else {
      throw Unexpected()
    }
  }

  @Test func `a session that tries one after another is slowed down`() throws {
    let store = store()
    for attempt in 0..<15 {
      let code = AppointmentCode(month: now.day.month, serial: attempt)
      let other = try document(String(60_000_000 + attempt))
      #expect(try store.find(code, document: other, now: now) == .notFound)
    }
    let end = now.advanced(bySeconds: 15 * 60)
    #expect(try store.find(unknown, now: now) == .slowDown(until: end))
    #expect(try self.store().find(unknown, now: now) == .notFound)
  }

  @Test func `codes at large are slowed down over all sessions, with a document not`() throws {
    for session in 0..<10 {
      let store = store()
      for attempt in 0..<10 {
        let code = AppointmentCode(month: now.day.month, serial: session * 10 + attempt)
        #expect(try store.find(code, now: now) == .notFound)
      }
    }
    let store = store()
    #expect(
      try store.find(unknown, now: now) == .slowDown(until: now.advanced(bySeconds: 15 * 60)))
    #expect(try store.find(unknown, document: try document("52123456"), now: now) == .notFound)
  }

  @Test func `reaching the limit leaves an event without personal data`() throws {
    let (one, other) = (store(), store())
    let document = try document("52123456")
    for attempt in 0..<7 {
      _ = try (attempt % 2 == 0 ? one : other).find(unknown, document: document, now: now)
      _ = try (attempt % 2 == 0 ? one : other).find(
        document: try applicant("60000000").document, second: wrongMobile, now: now)
    }
    var events: [String] = []
    try Statement(
      try Database(path: folder.database),
      "SELECT subject FROM event WHERE kind = 'slow_down' ORDER BY id"
    ).forEach { (row) throws(DatabaseError) in events.append(try row.text(0)) }
    #expect(
      events == ["code \(unknown.text)", "document 13", "document 13", "second mobile"])
  }

  @Test func `misses that no longer count are erased as new ones come`() throws {
    let store = store()
    _ = try store.find(unknown, document: try document("52123456"), now: now)
    let later = now.advanced(bySeconds: 15 * 60)
    _ = try store.find(unknown, now: later)
    let database = try Database(path: folder.database)
    #expect(
      try Statement(database, "SELECT min(at) FROM miss").integer() == later.secondsSinceEpoch)
    #expect(try Statement(database, "SELECT count(*) FROM miss").integer() == 3)
  }

  @Test func `stores that guess at once have five guesses together`() async throws {
    let location = Store.Location.file(folder.database)
    _ = try store().points(now: now)
    let results = try await withThrowingTaskGroup(of: LookUp<AppointmentRecord>.self) { group in
      for _ in 0..<12 {
        group.addTask { try Store(location, actor: citizen).find(unknown, now: now) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count { $0 == .notFound } == 5)
    #expect(results.count { if case .slowDown = $0 { true } else { false } } == 7)
  }

  @Test func `policies are read from their rows`() throws {
    let store = store()
    let policies = try store.policies(now: now)
    #expect(
      Policies.Name.allCases.map { policies[$0] } == [
        45, 10, 1, 180, 24, 5, 15, 100, 15, 24, 2, 2, 730, 8, 5, 60,
      ])
    let database = try Database(path: folder.database)
    try database.run(
      script: """
        UPDATE policy SET value = 2 WHERE name = 'fallos_por_dato';
        UPDATE policy SET value = 1 WHERE name = 'fallos_minutos';
        INSERT INTO policy VALUES ('de_la_oficina', 1, '', '');
        """)
    for _ in 0..<2 { #expect(try store.find(unknown, now: now) == .notFound) }
    #expect(try store.find(unknown, now: now) == .slowDown(until: now.advanced(bySeconds: 60)))
    try database.run(script: "DELETE FROM policy WHERE name = 'borrador_horas'")
    #expect(throws: StoreError.damaged) { try store.policies(now: now) }
  }
}
