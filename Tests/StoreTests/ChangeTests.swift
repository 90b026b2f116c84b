import Domain
import SQLite
import Testing

@testable import Store

extension Store {
  func modify(
    _ code: AppointmentCode, _ number: String, hold: Hold, now: Moment = now, seed: UInt64 = 9
  ) throws -> ModifyResult {
    var generator = Seeded(state: seed)
    return try modify(
      code, document: try document(number), hold: hold, now: now, using: &generator)
  }

  func mustModify(
    _ code: AppointmentCode, _ number: String, to slot: SlotStart, at point: PointOfContact,
    seed: UInt64 = 9
  ) throws -> Appointment {
    let hold = try mustHold(slot, at: point)
    guard case .modified(let new) = try modify(code, number, hold: hold, seed: seed) else {
      throw Unexpected()
    }
    return new
  }

  func mustFind(_ code: AppointmentCode, now: Moment = now) throws -> AppointmentRecord {
    guard case .found(let record) = try find(code, now: now) else { throw Unexpected() }
    return record
  }
}

/// What must hold of a store at any time, as a query that counts what breaks it.
let invariants: [StaticString] = [
  // A booked appointment and its claim name each other.
  """
  SELECT count(*) FROM appointment LEFT JOIN claim USING (point, day, minute, place)
  WHERE state = 'booked' AND claim.code IS NOT appointment.code
  """,
  """
  SELECT count(*) FROM claim LEFT JOIN appointment USING (code)
  WHERE claim.code IS NOT NULL AND state IS NOT 'booked'
  """,
  // What was replaced has one that replaces it, of the same document and point.
  """
  SELECT count(*) FROM appointment AS old
  LEFT JOIN appointment AS new ON new.replaces = old.code
    AND new.document_number = old.document_number AND new.point = old.point
  WHERE (old.state = 'replaced') <> (new.code IS NOT NULL)
  """,
  // One appointment a document: all of them are to come.
  """
  SELECT count(*) FROM (
    SELECT 1 FROM appointment WHERE state = 'booked' GROUP BY document_number HAVING count(*) > 1
  )
  """,
]

func expectSound(_ path: String) throws {
  let database = try Database(path: path)
  for query in invariants {
    #expect(try Statement(database, query).integer() == 0, "\(query)")
  }
}

@Suite struct ChangeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store() -> Store { Store(.file(folder.database), actor: citizen) }

  // MARK: Cancelling

  @Test func `a cancelled place is free at once for the other`() throws {
    let (mine, other) = (store(), store())
    let point = try mine.point("Arauca")
    let appointment = try mine.mustBook("52123456", thursday, at: point)
    #expect(try other.hold(thursday, at: point.id, now: now) == .taken)
    let result = try mine.cancel(appointment.code, document: try document("52123456"), now: now)
    guard case .cancelled(let record) = result else { throw Unexpected() }
    #expect(record.appointment == appointment)
    #expect(record.state == .cancelled)
    _ = try other.mustBook("52123457", thursday, at: point, seed: 2)
    // And the document can have another.
    _ = try mine.mustBook("52123456", friday, at: point, seed: 3)
    try expectSound(folder.database)
  }

  /// Why an appointment is no longer there to change.
  enum Gone: CaseIterable { case cancelled, replaced, begun, anothers, unknown }

  @Test(arguments: Gone.allCases)
  func `what is gone is neither cancelled, modified nor updated`(gone: Gone) throws {
    let store = store()
    let point = try store.point("Bogotá")
    let appointment = try store.mustBook("52123456", thursday, at: point)
    var (code, number, then) = (appointment.code, "52123456", now)
    var state: AppointmentRecord.State? = .booked
    switch gone {
    case .cancelled:
      _ = try store.cancel(code, document: try document(number), now: now)
      state = .cancelled
    case .replaced:
      _ = try store.mustModify(code, number, to: slot("2021-09-20T08:00"), at: point)
      state = .replaced
    case .begun: then = thursday.moment
    case .anothers: (number, state) = ("52123457", nil)
    case .unknown: (code, state) = (unknown, nil)
    }
    let hold = try store.mustHold(friday, at: point, now: then)
    let before = try store.claims(thursday, at: point)
    guard
      case .gone(let uncancelled) = try store.cancel(
        code, document: try document(number), now: then),
      case .gone(let unmodified) = try store.modify(code, number, hold: hold, now: then),
      case .gone(let unchanged) = try store.update(
        code, document: try document(number), .mobile(Mobile(stored: "3009999999")), now: then)
    else { throw Unexpected() }
    #expect([uncancelled?.state, unmodified?.state, unchanged?.state] == [state, state, state])
    #expect(try store.claims(thursday, at: point) == before)
    guard case .extended = try store.extend(hold, now: then) else { throw Unexpected() }
    try expectSound(folder.database)
  }

  // MARK: Modifying

  @Test func `a new hour has a new code, linked to the old one both ways`() throws {
    let store = store()
    let point = try store.point("Arauca")
    let old = try store.mustBook("52123456", thursday, at: point)
    let hold = try store.mustHold(friday, at: point)
    guard case .modified(let new) = try store.modify(old.code, "52123456", hold: hold) else {
      throw Unexpected()
    }
    #expect(new.code != old.code)
    #expect((new.point, new.slot, new.motive) == (point, friday, old.motive))
    #expect(
      try store.mustFind(old.code)
        == AppointmentRecord(
          appointment: old, state: .replaced, applicant: try applicant("52123456"),
          replaces: nil, replacedBy: new.code))
    #expect(
      try store.mustFind(new.code)
        == AppointmentRecord(
          appointment: new, state: .booked, applicant: try applicant("52123456"),
          replaces: old.code, replacedBy: nil))
    #expect(try store.claims(thursday, at: point) == nil)
    #expect(try store.claims(friday, at: point) == SlotClaims(appointments: 1))
    #expect(try store.activeAppointment(of: try document("52123456"), now: now) == new)
    try expectSound(folder.database)
  }

  @Test func `an appointment modified twice is a chain`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: point)
    let second = try store.mustModify(first.code, "52123456", to: friday, at: point, seed: 2)
    // Back to where it was, with the random numbers of the first.
    let third = try store.mustModify(second.code, "52123456", to: thursday, at: point, seed: 1)
    #expect(Set([first.code, second.code, third.code]).count == 3)
    let records = try [first, second, third].map { try store.mustFind($0.code) }
    #expect(records.map(\.state) == [.replaced, .replaced, .booked])
    #expect(records.map(\.replaces) == [nil, first.code, second.code])
    #expect(records.map(\.replacedBy) == [second.code, third.code, nil])
    guard
      case .found(let all) = try store.find(
        document: try document("52123456"), second: mobile, now: now)
    else { throw Unexpected() }
    #expect(all.appointments.first?.appointment == third)
    #expect(all.appointments.count == 3)
    try expectSound(folder.database)
  }

  @Test func `a company's appointment is modified with all it has`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let natural = try applicant("52123456")
    let company = Applicant(
      party: .juridica(businessName: PersonName(stored: "Café & Cía.")),
      document: Document(type: .nit, number: DocumentNumber(stored: "800197268-4")),
      givenNames: natural.givenNames, surnames: natural.surnames, landline: nil,
      mobile: natural.mobile, email: natural.email, address: natural.address, city: natural.city)
    var generator = Seeded(state: 1)
    let booked = try store.book(
      Booking(motive: .liftEmbargo, applicant: company, point: point, slot: thursday),
      hold: try store.mustHold(thursday, at: point), now: now, using: &generator)
    guard case .booked(let old) = booked,
      case .modified(let new) = try store.modify(
        old.code, document: company.document, hold: try store.mustHold(friday, at: point),
        now: now, using: &generator)
    else { throw Unexpected() }
    let record = try store.mustFind(new.code)
    #expect(record.applicant == company)
    #expect(record.appointment.motive == .liftEmbargo)
    let known = try store.status(of: company.document, now: now).known
    #expect(known?[.businessName] == .businessName(PersonName(stored: "Café & Cía.")))
    #expect(known?[.landline] == .landline(.none))
  }

  @Test func `the same hour again leaves the appointment and gives the hold up`() throws {
    let (mine, other) = (store(), store())
    let point = try mine.point("Bogotá")
    let old = try mine.mustBook("52123456", thursday, at: point)
    let hold = try mine.mustHold(thursday, at: point)
    #expect(try mine.modify(old.code, "52123456", hold: hold) == .unchanged(old))
    #expect(try other.claims(thursday, at: point) == SlotClaims(appointments: 1))
    #expect(try mine.mustFind(old.code).state == .booked)
  }

  @Test func `when the new place was lost the old one stands`() throws {
    let (mine, other) = (store(), store())
    let point = try mine.point("Arauca")
    let old = try mine.mustBook("52123456", thursday, at: point)
    let hold = try mine.mustHold(friday, at: point)
    _ = try other.mustBook("52123457", friday, at: point, now: hold.until, seed: 2)
    #expect(try mine.modify(old.code, "52123456", hold: hold, now: hold.until) == .taken)
    #expect(try mine.mustFind(old.code).state == .booked)
    #expect(try other.claims(thursday, at: point) == SlotClaims(appointments: 1))
    try expectSound(folder.database)
  }

  @Test func `a hold at another point takes a place at the appointment's`() throws {
    let (mine, other) = (store(), store())
    let (bogota, arauca) = (try mine.point("Bogotá"), try mine.point("Arauca"))
    let old = try mine.mustBook("52123456", thursday, at: bogota)
    let new = try mine.mustModify(old.code, "52123456", to: friday, at: arauca)
    #expect(new.point == bogota)
    #expect(try other.claims(friday, at: arauca) == nil)
    #expect(try other.claims(friday, at: bogota) == SlotClaims(appointments: 1))
  }

  @Test func `a lower limit refuses new appointments and no modification`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    _ = try store.points(now: now)
    let database = try Database(path: folder.database)
    try database.run(
      script: "UPDATE policy SET value = 2 WHERE name = 'citas_activas_por_documento'")
    let first = try store.mustBook("52123456", thursday, at: point, seed: 1)
    _ = try store.mustBook("52123456", slot("2021-09-20T08:00"), at: point, seed: 2)
    try database.run(
      script: "UPDATE policy SET value = 1 WHERE name = 'citas_activas_por_documento'")
    _ = try store.mustModify(first.code, "52123456", to: friday, at: point, seed: 3)
    let hold = try store.mustHold(slot("2021-09-21T08:00"), at: point)
    guard
      case .alreadyBooked = try store.book("52123456", hold.slot, at: point, hold: hold)
    else { throw Unexpected() }
  }

  // MARK: Contact data

  static let changes: [ContactChange] = [
    .landline(nil), .landline(Landline(stored: "6024567890")),
    .mobile(Mobile(stored: "3109999999")), .email(Email(stored: "otra@example.com")),
    .address(Address(stored: "KR 7 # 6-54")),
  ]

  @Test(arguments: changes.indices)
  func `one contact datum is changed and nothing else`(row: Int) throws {
    let change = Self.changes[row]
    let store = store()
    let before = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let result = try store.update(
      before.code, document: try document("52123456"), change, now: now)
    guard case .updated(let record) = result else { throw Unexpected() }
    #expect(record == (try store.mustFind(before.code)))
    #expect(record.appointment == before)
    let old = try applicant("52123456")
    var (landline, mobile, email, address) = (old.landline, old.mobile, old.email, old.address)
    switch change {
    case .landline(let new): landline = new
    case .mobile(let new): mobile = new
    case .email(let new): email = new
    case .address(let new): address = new
    case .city: throw Unexpected()
    }
    #expect(
      record.applicant
        == Applicant(
          party: old.party, document: old.document, givenNames: old.givenNames,
          surnames: old.surnames, landline: landline, mobile: mobile, email: email,
          address: address, city: old.city))
  }

  @Test func `the city of residence is changed`() throws {
    let store = store()
    let before = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let medellin = try #require(Municipality(code: "05001"))
    let result = try store.update(
      before.code, document: try document("52123456"), .city(medellin), now: now)
    guard case .updated(let record) = result else { throw Unexpected() }
    #expect(record.applicant.city == medellin)
  }

  @Test func `every change leaves an event without personal data`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: point)
    let document = try document("52123456")
    _ = try store.update(
      first.code, document: document, .email(Email(stored: "otra@example.com")), now: now)
    let second = try store.mustModify(first.code, "52123456", to: friday, at: point)
    _ = try store.cancel(second.code, document: document, now: now)
    var events: [String] = []
    try Statement(
      try Database(path: folder.database),
      "SELECT kind || ': ' || subject FROM event WHERE kind NOT IN ('migrate', 'hold') ORDER BY id"
    ).forEach { (row) throws(DatabaseError) in events.append(try row.text(0)) }
    #expect(
      events == [
        "book: \(first.code.text)", "update: \(first.code.text) correo",
        "replace: \(first.code.text) \(second.code.text)", "cancel: \(second.code.text)",
      ])
  }

  // MARK: At once

  @Test(arguments: 0..<8)
  func `of a cancellation and a modification at once exactly one wins`(seed: Int) async throws {
    let location = Store.Location.file(folder.database)
    let point = try store().point("Arauca")
    let old = try store().mustBook("52123456", thursday, at: point)
    async let cancelling = Task.detached {
      try Store(location, actor: citizen).cancel(
        old.code, document: try document("52123456"), now: now)
    }.value
    async let modifying = Task.detached {
      let store = Store(location, actor: citizen)
      let hold = try store.mustHold(friday, at: point)
      return try store.modify(old.code, "52123456", hold: hold, seed: UInt64(seed))
    }.value
    let (cancelled, modified) = (try await cancelling, try await modifying)
    switch (cancelled, modified) {
    case (.cancelled(let record), .gone(let seen?)):
      #expect(seen == record)
      #expect(try store().claims(friday, at: point) == nil)
    case (.gone(let record?), .modified(let new)):
      #expect(record.replacedBy == new.code)
      #expect(try store().claims(friday, at: point) == SlotClaims(appointments: 1))
    default: Issue.record("\(cancelled) and \(modified)")
    }
    #expect(try store().claims(thursday, at: point) == nil)
    try expectSound(folder.database)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `random changes by three stores keep the store sound`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var stores = [store(), store(), store()]
    let point = try stores[0].point("Arauca")
    let slots = ["08:00", "08:20", "08:40", "09:00"].map { slot("2021-09-16T\($0)") }
    let numbers = (0..<3).map { String(52_123_456 + $0) }
    var codes: [(code: AppointmentCode, number: String)] = []
    var changes = 0
    for _ in 0..<250 {
      let index = Int.random(in: 0..<3, using: &random)
      let number = numbers[Int.random(in: 0..<3, using: &random)]
      let slot = slots[Int.random(in: 0..<4, using: &random)]
      let picked = codes.randomElement(using: &random)
      let store = stores[index]
      switch Int.random(in: 0..<8, using: &random) {
      case 0...2:
        guard case .held(let hold) = try store.hold(slot, at: point.id, now: now) else { break }
        let result = try store.book(number, slot, at: point, hold: hold, seed: random.next())
        if case .booked(let new) = result { codes.append((new.code, number)) }
      case 3...5:
        guard let picked, case .held(let hold) = try store.hold(slot, at: point.id, now: now)
        else { break }
        let result = try store.modify(picked.code, picked.number, hold: hold, seed: random.next())
        if case .modified(let new) = result {
          codes.append((new.code, picked.number))
          changes += 1
        }
      case 6:
        guard let picked else { break }
        _ = try store.cancel(picked.code, document: try document(picked.number), now: now)
      default: stores[index] = self.store()  // as if its process was gone
      }
      try expectSound(folder.database)
    }
    #expect(changes > 0)
  }

  // MARK: What the schema refuses, whatever the program does

  /// A store with an appointment of 52123456 and one of 52123457 that was cancelled, a hold, and
  /// an authorisation that was given and taken back.
  private func filled() throws -> Store {
    let store = store()
    let point = try store.point("Bogotá")
    _ = try store.mustBook("52123456", thursday, at: point, seed: 1)
    let other = try store.mustBook("52123457", thursday, at: point, seed: 2)
    _ = try store.cancel(other.code, document: try document("52123457"), now: now)
    try store.record(Consent(noticeVersion: "1", granted: true), now: now)
    _ = try store.saveDraft(of: try document("52123458"), [], now: now)
    _ = try store.mustHold(friday, at: point)
    return store
  }

  static let refused: [(StaticString, ResultCode)] = [
    // States without what they mean.
    (
      "UPDATE appointment SET state = 'replaced', place = NULL WHERE state = 'booked'",
      .triggerConstraint
    ),
    ("UPDATE appointment SET place = NULL WHERE state = 'booked'", .checkConstraint),
    ("UPDATE appointment SET state = 'booked' WHERE state = 'cancelled'", .triggerConstraint),
    (
      "UPDATE appointment SET state = 'booked', place = 2 WHERE state = 'cancelled'",
      .triggerConstraint
    ),
    ("UPDATE appointment SET state = 'replaced' WHERE state = 'cancelled'", .triggerConstraint),
    ("UPDATE appointment SET document_number = '52123459'", .triggerConstraint),
    ("UPDATE appointment SET document_type = '22'", .triggerConstraint),
    (
      """
      UPDATE appointment SET replaces = (SELECT code FROM appointment WHERE state = 'cancelled')
      WHERE state = 'booked'
      """, .triggerConstraint
    ),
    // Drafts.
    (
      "INSERT INTO draft VALUES (9, '13', '1', 1, 0, 1, 'x')", .triggerConstraint
    ),
    (
      "INSERT INTO draft SELECT 9, '13', document_number, session, 0, 1, '' FROM draft",
      .uniqueConstraint
    ),
    ("INSERT INTO draft SELECT 9, '13', '1', session, 1, 0, '' FROM draft", .checkConstraint),
    ("UPDATE draft SET answers = 'nombre' || char(27)", .checkConstraint),
    ("UPDATE draft SET answers = 'nombre' || char(0)", .checkConstraint),
    (
      """
      INSERT INTO consent (session, at, notice_version, granted)
        SELECT session, at, notice_version, 0 FROM consent;
      UPDATE draft SET answers = ''
      """, .triggerConstraint
    ),
    (
      """
      INSERT INTO consent (session, at, notice_version, granted)
        SELECT session, at, notice_version, 0 FROM consent;
      INSERT INTO draft SELECT 9, '13', '1', session, 0, 1, '' FROM draft
      """, .triggerConstraint
    ),
    ("INSERT INTO miss VALUES (1, 'x', '', 0)", .checkConstraint),
  ]

  @Test(arguments: refused.indices)
  func `the schema refuses`(row: Int) throws {
    let (sql, code) = Self.refused[row]
    let store = try filled()
    let database = try Database(path: folder.database)
    database.enforceForeignKeys()
    let error = #expect(throws: DatabaseError.self, "\(sql)") { try database.run(script: sql) }
    #expect(error?.code == code, "\(sql)")
    _ = store
    try expectSound(folder.database)
  }

  /// The replaced appointment, its document and the moment of an insertion.
  static let replacements: [(target: StaticString, code: ResultCode?)] = [
    ("SELECT code, document_number, created FROM appointment WHERE state = 'booked'", nil),
    // Cancelled; another's; begun; none.
    (
      "SELECT code, document_number, created FROM appointment WHERE state = 'cancelled'",
      .triggerConstraint
    ),
    (
      "SELECT code, '52123459', created FROM appointment WHERE state = 'booked'",
      .triggerConstraint
    ),
    (
      "SELECT code, document_number, starts FROM appointment WHERE state = 'booked'",
      .triggerConstraint
    ),
    (
      "SELECT '0092021888888', document_number, created FROM appointment WHERE state = 'booked'",
      .triggerConstraint
    ),
    // A second one to come.
    (
      "SELECT NULL, document_number, created FROM appointment WHERE state = 'booked'",
      .triggerConstraint
    ),
  ]

  @Test(arguments: replacements.indices)
  func `the schema lets a document give up only its own`(row: Int) throws {
    let (target, code) = Self.replacements[row]
    let store = try filled()
    let database = try Database(path: folder.database)
    database.enforceForeignKeys()
    let found = try Statement(database, target).first { (row) throws(DatabaseError) in
      (try row.textOrNull(0), try row.text(1), try row.integer(2))
    }
    let (replaces, number, created) = try #require(found)
    let insertion = Statement(
      database,
      """
      INSERT INTO appointment SELECT
        '0092021999999', 'booked', claim.point, claim.day, claim.minute, claim.place, motive,
        person_type, business_name, document_type, ?2, given_names, surnames, landline, mobile,
        email, address, residence, holder, ?3, ?1, NULL
      FROM appointment JOIN claim ON holder IS NOT NULL WHERE state = 'booked'
      """)
    if let code {
      let error = #expect(throws: DatabaseError.self) {
        try insertion.run(replaces, number, created)
      }
      #expect(error?.code == code)
    } else {
      try insertion.run(replaces, number, created)
    }
    _ = store
    try expectSound(folder.database)
  }

  // MARK: Speed

  @Test func `no request scans a table that grows`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let document = try document("52123456")
    for number in 0..<20 {
      _ = try store.mustBook(
        String(60_000_000 + number), slot("2021-09-\(20 + number / 4)T08:00"), at: point,
        seed: UInt64(number))
    }
    try store.record(Consent(noticeVersion: "1", granted: true), now: now)
    for number in 0..<20 {
      _ = try store.saveDraft(of: try another(number), [], now: now)
      _ = try store.find(document: try another(number), second: wrongMobile, now: now)
      if number % 10 == 9 { _ = try self.store().find(unknown, now: now) }
    }
    let reader = self.store()
    _ = try store.saveDraft(of: document, [StoredAnswer(.email(Email(stored: "a@b.co")))], now: now)
    _ = try reader.draft(of: document, second: .email(Email(stored: "a@b.co")), now: now)
    let first = try store.mustBook("52123456", thursday, at: point, seed: 50)
    let second = try store.mustModify(first.code, "52123456", to: friday, at: point, seed: 51)
    for change in Self.changes + [.city(try applicant("52123456").city)] {
      _ = try store.update(second.code, document: document, change, now: now)
    }
    _ = try reader.find(second.code, now: now)
    _ = try reader.find(second.code, document: document, now: now)
    _ = try reader.find(document: document, second: email, now: now)
    _ = try reader.known(of: document, second: email, now: now)
    _ = try store.status(of: document, now: now)
    _ = try store.cancel(second.code, document: document, now: now)
    try store.eraseDraft(of: document, now: now)
    for store in [store, reader] {
      let requests = try store.connection(now).requests
      for (name, value) in Mirror(reflecting: requests).children {
        // The policies are read as a whole.
        guard name != "policies", let statement = value as? Statement else { continue }
        #expect(statement.fullScanSteps == 0, "\(name ?? "")")
      }
    }
    // The measure sees a scan when there is one.
    let database = try store.connection(now).database
    let scan = Statement(database, "SELECT count(*) FROM appointment WHERE surnames = 'x'")
    _ = try scan.integer()
    #expect(scan.fullScanSteps > 0)
  }

  /// The document of somebody else.
  private func another(_ number: Int) throws -> Document {
    try document(String(70_000_000 + number))
  }
}
