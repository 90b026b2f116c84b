import Domain
import Foundation
import Glibc
import SQLite
import Testing

@testable import Store

@Suite struct FileTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store(_ actor: Actor = citizen) -> Store {
    Store(.file(folder.database), actor: actor)
  }

  /// The file as the tests' own connection, to look past the program.
  private func database() throws -> Database {
    let database = try Database(path: folder.database)
    database.enforceForeignKeys()
    return database
  }

  // MARK: Making and opening

  @Test func `nothing is on disk before the first operation`() throws {
    let store = store()
    #expect(try folder.names(in: folder.path).isEmpty)
    _ = try store.points(now: now)
    #expect(
      try folder.names(in: folder.path + "/citas")
        == ["citas.db", "citas.db-shm", "citas.db-turnos", "citas.db-wal"])
  }

  @Test func `what is made is for the owner alone`() throws {
    let store = store()
    _ = try store.points(now: now)
    #expect(try folder.mode(folder.path + "/citas") == 0o700)
    for name in try folder.names(in: folder.path + "/citas") {
      #expect(try folder.mode(folder.path + "/citas/" + name) == 0o600, "\(name)")
    }
  }

  @Test func `an existing file keeps its mode and its side files follow`() throws {
    _ = try store().points(now: now)
    try #require(chmod(folder.database, 0o660) == 0)
    let store = store()
    _ = try store.mustHold(thursday, at: try store.point("Bogotá"))
    for name in try folder.names(in: folder.path + "/citas") {
      #expect(try folder.mode(folder.path + "/citas/" + name) == 0o660, "\(name)")
    }
  }

  @Test func `an empty file of another mode becomes a store and keeps the mode`() throws {
    let path = folder.path + "/vacía #1?%41.db"
    try Data().write(to: URL(filePath: path))
    try #require(chmod(path, 0o640) == 0)
    _ = try Store(.file(path), actor: citizen).points(now: now)
    #expect(try folder.mode(path) == 0o640)
    #expect(try Store(.file(path), actor: citizen).points(now: now).count == 44)
  }

  @Test func `eight stores that start at once on a new file all succeed`() async throws {
    let location = Store.Location.file(folder.database)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { try Store(location, actor: citizen).points(now: now).count }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 44, count: 8))
    #expect(
      try Statement(database(), "SELECT count(*) FROM event WHERE kind = 'migrate'").integer() == 1)
  }

  @Test func `a new file is migrated from version 0 and says who did it`() throws {
    _ = try Store(.file(folder.database), actor: Actor(channel: .json, agent: "Inés"))
      .points(now: now)
    let database = try database()
    #expect(try Statement(database, "PRAGMA user_version").integer() == Schema.migrations.count)
    #expect(
      try Statement(database, "PRAGMA integrity_check(1)").first { (row) throws(DatabaseError) in
        try row.text(0)
      } == "ok")
    let event = try Statement(
      database,
      """
      SELECT subject || ' ' || channel || ' ' || agent FROM event
      JOIN session ON session.id = event.session WHERE kind = 'migrate' AND at = started
      """
    ).first { (row) throws(DatabaseError) in try row.text(0) }
    #expect(event == "0 \(Schema.migrations.count) json Inés")
  }

  // MARK: Refusals, which leave the file as it was

  @Test(arguments: [1, 1_000])
  func `a file that is no database is left as it was`(lines: Int) throws {
    let text = String(repeating: "no es una base de datos\n", count: lines)
    let path = folder.path + "/citas.db"
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(throws: StoreError.damaged) {
      try Store(.file(path), actor: citizen).points(now: now)
    }
    #expect(try folder.bytes(path) == Data(text.utf8))
    #expect(try folder.names(in: folder.path) == ["citas.db"])
  }

  @Test func `a damaged file is left as it was`() throws {
    do { _ = try store().points(now: now) }
    var bytes = try folder.bytes(folder.database)
    bytes.replaceSubrange(100..<4096, with: repeatElement(0xa5, count: 3996))
    try bytes.write(to: URL(filePath: folder.database))
    #expect(throws: StoreError.damaged) { try store().points(now: now) }
    #expect(try folder.bytes(folder.database) == bytes)
  }

  @Test func `a newer version is left as it was`() throws {
    do { _ = try store().points(now: now) }
    do { try database().run(script: "PRAGMA user_version = 99") }
    let bytes = try folder.bytes(folder.database)
    #expect(throws: StoreError.newerVersion(found: 99, known: Schema.migrations.count)) {
      try store().points(now: now)
    }
    #expect(try folder.bytes(folder.database) == bytes)
  }

  @Test func `another program's database is left as it was`() throws {
    try #require(mkdir(folder.path + "/citas", 0o700) == 0)
    try Data().write(to: URL(filePath: folder.database))
    do { try database().run(script: "CREATE TABLE bookmark (url TEXT)") }
    let bytes = try folder.bytes(folder.database)
    #expect(throws: StoreError.cannotOpen) { try store().points(now: now) }
    #expect(try folder.bytes(folder.database) == bytes)
  }

  @Test(arguments: ["/dev/null/citas/citas.db", "/proc/citas/citas.db"])
  func `where nothing can be made it says so`(path: String) throws {
    #expect(throws: StoreError.cannotCreate) {
      try Store(.file(path), actor: citizen).points(now: now)
    }
  }

  @Test func `a folder in its place cannot be opened`() throws {
    #expect(throws: StoreError.cannotOpen) {
      try Store(.file(folder.path), actor: citizen).points(now: now)
    }
  }

  /// Runs `body` without the rights of the superuser, for whom every file can be written. Linux
  /// keeps the user of the file system by thread: setfsuid(2).
  private func unprivileged(_ body: () -> Void) throws {
    typealias Function = @convention(c) (uid_t) -> CInt
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setUser = unsafeBitCast(symbol, to: Function.self)
    let user = setUser(65_534)
    defer { _ = setUser(uid_t(user)) }
    body()
  }

  @Test(arguments: [(0o444, 0o777), (0o666, 0o555)])
  func `a file or folder that refuses writing says so`(file: Int, directory: Int) throws {
    do { _ = try store().points(now: now) }
    let bytes = try folder.bytes(folder.database)
    try #require(chmod(folder.path, 0o755) == 0)
    try #require(chmod(folder.database, mode_t(file)) == 0)
    try #require(chmod(folder.path + "/citas", mode_t(directory)) == 0)
    try unprivileged {
      #expect(throws: StoreError.readOnly) { try store().points(now: now) }
    }
    #expect(try folder.bytes(folder.database) == bytes)
  }

  @Test func `a file without permission cannot be opened`() throws {
    do { _ = try store().points(now: now) }
    try #require(chmod(folder.path, 0o755) == 0)
    try #require(chmod(folder.path + "/citas", 0o755) == 0)
    try unprivileged {
      #expect(throws: StoreError.cannotOpen) { try store().points(now: now) }
    }
  }

  @Test(arguments: [
    (ResultCode.cannotOpen, StoreError.cannotOpen, 69),
    (.corrupt, .damaged, 69), (.notADatabase, .damaged, 69), (.mismatch, .damaged, 69),
    (.readOnly, .readOnly, 69), (ResultCode(rawValue: 8 | 2 << 8), .readOnly, 69),
    (.busy, .busy, 75), (.locked, .busy, 75), (ResultCode(rawValue: 5 | 2 << 8), .busy, 75),
    (.full, .full, 75), (.noSharedMemory, .full, 75),
    (ResultCode(rawValue: 10), .deviceFails, 69),
    (ResultCode(rawValue: 10 | 12 << 8), .unexpected(code: 10 | 12 << 8, message: "m"), 1),
  ])
  func `every failure has one case and one exit status`(
    code: ResultCode, error: StoreError, status: Int
  ) {
    #expect(StoreError(DatabaseError(code: code, message: "m", statement: nil)) == error)
    #expect(error.exitStatus == Int32(status))
  }

  @Test(arguments: [
    (StoreError.newerVersion(found: 2, known: 1), 69), (.cannotCreate, 73),
  ])
  func `what SQLite does not say has its exit status too`(error: StoreError, status: Int) {
    #expect(error.exitStatus == Int32(status))
  }

  @Test func `a full medium says so and keeps what there was`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let appointment = try store.mustBook("52123456", thursday, at: point)
    // As full as it is, without a page to spare.
    try store.connection(now).database.run(script: "PRAGMA max_page_count = 1")
    #expect(throws: StoreError.full) {
      for number in 0..<1_000 {
        try store.record(Consent(noticeVersion: "version \(number)", granted: true), now: now)
      }
    }
    let document = try applicant("52123456").document
    #expect(try store.activeAppointment(of: document, now: now) == appointment)
    #expect(try store.claims(thursday, at: point) == SlotClaims(appointments: 1))
  }

  @Test func `a writer that does not end is waited out for a bounded time`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    try store.connection(now).database.wait(atMostMilliseconds: 0)
    let other = try database()
    try other.transaction(.process) { () throws(DatabaseError) in
      #expect(throws: StoreError.busy) {
        try store.hold(thursday, at: point.id, now: now)
      }
      return .rollback(())
    }
    _ = try store.mustHold(thursday, at: point)
  }

  // MARK: The log that stays

  /// The file beside the store.
  private func beside(_ suffix: String) -> String { folder.database + suffix }

  private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  @Test func `whoever makes the store leaves a file that is whole`() throws {
    do { _ = try store().points(now: now) }
    #expect(!exists(beside("-wal")) && !exists(beside("-shm")))
  }

  @Test func `what is booked stands in a log that stays, and the next one reads it`() throws {
    do { _ = try store().points(now: now) }
    let file = try folder.bytes(folder.database)
    do {
      let store = store()
      _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    }
    #expect(try folder.bytes(folder.database) == file, "nothing is moved at the end")
    #expect(try !folder.bytes(beside("-wal")).isEmpty)
    let next = store()
    #expect(
      try next.activeAppointment(of: try applicant("52123456").document, now: now)?.slot == thursday
    )
    #expect(try next.verify(now: now) == [])
  }

  @Test func `a log that was left behind does not grow for ever`() throws {
    do { _ = try store().points(now: now) }
    let pageBytes = 4096 + 24
    let limit = Int(Database.logPagesLeft)
    var longest = 0
    for number in 0..<60 {
      let store = store()
      for version in 0..<10 {
        try store.record(Consent(noticeVersion: "\(number).\(version)", granted: true), now: now)
      }
      longest = max(longest, try folder.bytes(beside("-wal")).count / pageBytes)
    }
    // It was moved into the file, more than once, and began anew in the same place.
    #expect(longest >= limit && longest < 2 * limit)
    #expect(
      try Statement(database(), "SELECT count(*) FROM consent").integer() == 600)
    #expect(try store().verify(now: now) == [])
  }

  @Test func `a log that was left behind is shared as the file is by then`() throws {
    do { _ = try store().points(now: now) }
    do { _ = try store().mustHold(thursday, at: try store().point("Arauca")) }
    #expect(try folder.mode(beside("-wal")) == 0o600)
    try #require(chmod(folder.database, 0o660) == 0)
    _ = try store().points(now: now)
    for suffix in ["-wal", "-shm"] { #expect(try folder.mode(beside(suffix)) == 0o660) }
  }

  @Test func `a newer version in a log that was left behind is left as it was`() throws {
    do { _ = try store().points(now: now) }
    do {
      let database = try database()
      database.leaveLog()
      try database.setUserVersion(99)
    }
    let files = try ["", "-wal"].map { try folder.bytes(beside($0)) }
    #expect(throws: StoreError.newerVersion(found: 99, known: Schema.migrations.count)) {
      try store().points(now: now)
    }
    #expect(try ["", "-wal"].map { try folder.bytes(beside($0)) } == files)
  }

  // MARK: Holds of others

  @Test func `a hold counts for others until it ends`() throws {
    let (mine, other) = (store(), store())
    let point = try mine.point("Arauca")
    let hold = try mine.mustHold(thursday, at: point)
    #expect(try other.claims(thursday, at: point) == SlotClaims(heldUntil: [hold.until]))
    #expect(try other.hold(thursday, at: point.id, now: now) == .taken)
    // At its end it is absent, and the next claimant has the place.
    #expect(try other.claims(thursday, at: point, now: hold.until) == nil)
    _ = try other.mustHold(thursday, at: point, now: hold.until)
    #expect(try mine.extend(hold, now: hold.until) == .gone)
    #expect(try mine.book("52123456", thursday, at: point, hold: hold, now: hold.until) == .taken)
  }

  @Test func `an ended hold that nobody needed still becomes an appointment`() throws {
    let store = store()
    let point = try store.point("Arauca")
    let hold = try store.mustHold(thursday, at: point)
    let late = hold.until.advanced(bySeconds: 600)
    guard
      case .booked = try store.book("52123456", thursday, at: point, hold: hold, now: late)
    else { throw Unexpected() }
  }

  @Test func `what is rolled back leaves no session, and its number is another's`() throws {
    let bogota = try Store(.file(folder.database), actor: citizen).point("Bogotá")
    let closed = slot("2021-09-16T13:00")
    let first = Store(.file(folder.database), actor: citizen)
    #expect(try first.hold(closed, at: bogota.id, now: now) == .taken)
    let second = Store(.file(folder.database), actor: citizen)
    _ = try second.mustHold(thursday, at: bogota)
    #expect(try second.claims(thursday, at: bogota) == nil)
    #expect(try first.claims(thursday, at: bogota)?.heldUntil.count == 1)
    _ = try first.mustHold(slot("2021-09-16T08:40"), at: bogota)
    let holders: StaticString = """
      SELECT count(DISTINCT holder) || ' ' || (SELECT count(*) FROM session) FROM claim
      """
    var found = ""
    try Statement(try database(), holders).forEach { (row) throws(DatabaseError) in
      found = try row.text(0)
    }
    // The one that made the file is the third.
    #expect(found == "2 3")
  }

  @Test func `a hold whose session is gone is free at once`() throws {
    let other = store()
    let point = try other.point("Arauca")
    do {
      let gone = store()
      _ = try gone.mustHold(thursday, at: point)
      #expect(try other.hold(thursday, at: point.id, now: now) == .taken)
    }
    #expect(try other.claims(thursday, at: point) == nil)
    _ = try other.mustHold(thursday, at: point)
    let kinds = try database()
    #expect(
      try Statement(kinds, "SELECT count(*) FROM event WHERE kind = 'expire'").integer() == 1)
  }

  @Test func `stores that race for the last place give it once`() async throws {
    let location = Store.Location.file(folder.database)
    let point = try store().point("Arauca")
    let results = try await withThrowingTaskGroup(of: BookResult?.self) { group in
      for number in 0..<8 {
        group.addTask {
          let store = Store(location, actor: citizen)
          guard case .held(let hold) = try store.hold(thursday, at: point.id, now: now) else {
            return nil
          }
          return try store.book(
            String(52_123_456 + number), thursday, at: point, hold: hold, seed: UInt64(number))
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let booked = results.filter { if case .booked = $0 { true } else { false } }
    #expect(booked.count == 1)
    #expect(try store().claims(thursday, at: point) == SlotClaims(appointments: 1))
  }

  // MARK: What the schema refuses, whatever the program does

  /// A store with one appointment in Bogotá and one hold in Arauca, and their points.
  private func filled() throws -> (store: Store, bogota: PointOfContact, arauca: PointOfContact) {
    let store = store()
    let (bogota, arauca) = (try store.point("Bogotá"), try store.point("Arauca"))
    try store.record(Consent(noticeVersion: "1", granted: true), now: now)
    _ = try store.mustBook("52123456", thursday, at: bogota)
    _ = try store.mustHold(thursday, at: arauca)
    return (store, bogota, arauca)
  }

  static let refused: [(StaticString, ResultCode)] = [
    // A second claim on the same place.
    (
      """
      INSERT INTO claim SELECT point, day, minute, place, NULL, 1, 1, 1, 1, NULL, NULL FROM claim
      WHERE code IS NOT NULL
      """, .triggerConstraint
    ),
    (
      """
      INSERT OR REPLACE INTO claim SELECT point, day, minute, place, NULL, 1, 1, 1, 1, NULL, NULL FROM claim
      WHERE code IS NOT NULL
      """, .triggerConstraint
    ),
    // A place beyond the rule; the last one is the fourth.
    (
      """
      INSERT INTO claim SELECT point, day, minute, 5, NULL, 1, 1, 1, 1, NULL, NULL FROM claim
      WHERE code IS NOT NULL
      """, .triggerConstraint
    ),
    // Off the grid; on a Saturday; after the last start.
    (
      """
      INSERT INTO claim SELECT point, day, minute + 10, 1, NULL, 1, 1, 1, 1, NULL, NULL FROM claim
      WHERE code IS NOT NULL
      """, .triggerConstraint
    ),
    (
      """
      INSERT INTO claim SELECT point, day + 2, minute, 1, NULL, 1, 1, 1, 1, NULL, NULL FROM claim
      WHERE code IS NOT NULL
      """, .triggerConstraint
    ),
    (
      """
      INSERT INTO claim SELECT point, day, 1000, 1, NULL, 1, 1, 1, 1, NULL, NULL FROM claim
      WHERE code IS NOT NULL
      """, .triggerConstraint
    ),
    // A claim of an appointment that is not there, and a claim that moves.
    ("UPDATE claim SET code = '0092021000000' WHERE holder IS NOT NULL", .triggerConstraint),
    ("UPDATE claim SET minute = minute + 20 WHERE holder IS NOT NULL", .triggerConstraint),
    ("UPDATE claim SET code = NULL WHERE code IS NOT NULL", .triggerConstraint),
    // An appointment without its claim.
    ("DELETE FROM claim WHERE code IS NOT NULL", .foreignKeyConstraint),
    ("UPDATE appointment SET place = NULL", .checkConstraint),
    ("UPDATE appointment SET state = 'cancelled'", .checkConstraint),
    ("UPDATE appointment SET minute = minute + 20", .triggerConstraint),
    ("UPDATE appointment SET code = '0092021000000'", .triggerConstraint),
    // Control characters.
    ("UPDATE appointment SET surnames = 'a' || char(27)", .checkConstraint),
    ("UPDATE appointment SET email = 'a' || char(0)", .checkConstraint),
    ("UPDATE appointment SET address = char(133) || 'a'", .checkConstraint),
    // Events, and who they name.
    ("UPDATE event SET at = 0", .triggerConstraint),
    ("DELETE FROM event", .triggerConstraint),
    ("INSERT OR REPLACE INTO event VALUES (1, 1, 0, 'x', 'x')", .triggerConstraint),
    ("UPDATE session SET agent = 'x'", .triggerConstraint),
    ("DELETE FROM session", .triggerConstraint),
    ("INSERT OR REPLACE INTO session VALUES (1, 0, 'x', 'x')", .triggerConstraint),
    ("UPDATE consent SET granted = 0", .triggerConstraint),
    // A schedule that takes the place of a claim, an appointment's or a hold's.
    ("UPDATE schedule_rule SET last_day = 18885", .triggerConstraint),
    ("DELETE FROM schedule_rule", .triggerConstraint),
    ("DELETE FROM schedule_rule WHERE point = 1", .triggerConstraint),
    ("INSERT INTO closure VALUES (18886, NULL, 0, 1439, 'x')", .triggerConstraint),
    ("INSERT INTO closure VALUES (18886, 1, 500, 500, 'x')", .triggerConstraint),
    // Rules and closures are not edited.
    ("UPDATE schedule_rule SET places = 1", .triggerConstraint),
    ("UPDATE schedule_rule SET weekdays = 127", .triggerConstraint),
    ("UPDATE schedule_rule SET kept_for_agents = 1", .triggerConstraint),
    (
      """
      INSERT OR REPLACE INTO schedule_rule
      SELECT id, point, first_day, last_day, weekdays, from_minute, through_minute, step_minutes,
        9, 0 FROM schedule_rule
      """, .triggerConstraint
    ),
    (
      """
      INSERT INTO schedule_rule
      SELECT NULL, point, first_day, last_day, weekdays, from_minute, through_minute, step_minutes,
        places, places + 1 FROM schedule_rule
      """, .checkConstraint
    ),
    (
      """
      INSERT INTO closure VALUES (18890, NULL, 0, 1439, 'x');
      UPDATE closure SET day = 18886
      """, .triggerConstraint
    ),
  ]

  @Test(arguments: refused.indices)
  func `the schema refuses`(row: Int) throws {
    let (sql, code) = Self.refused[row]
    let (store, bogota, _) = try filled()
    let error = #expect(throws: DatabaseError.self, "\(sql)") { try database().run(script: sql) }
    #expect(error?.code == code, "\(sql)")
    #expect(try store.claims(thursday, at: bogota) == SlotClaims(appointments: 1))
  }

  @Test func `an appointment that is given up frees its place`() throws {
    let (store, bogota, _) = try filled()
    try database().run(script: "UPDATE appointment SET state = 'cancelled', place = NULL")
    #expect(try store.claims(thursday, at: bogota) == nil)
    #expect(
      try store.activeAppointment(of: try applicant("52123456").document, now: now) == nil)
  }

  @Test(arguments: [true, false])
  func `a closure begins without claims and closes to new ones`(whole: Bool) throws {
    let (store, bogota, arauca) = try filled()
    let closure = Statement(
      try database(),
      """
      INSERT INTO closure (day, point, from_minute, through_minute, reason)
      VALUES (?1, ?2, ?3, 600, 'día cívico')
      """)
    let refusal = #expect(throws: DatabaseError.self) {
      try closure.run(thursday.day.number, whole ? nil : bogota.id, 480)
    }
    #expect(refusal?.code == .triggerConstraint)
    try closure.run(thursday.day.number, whole ? nil : bogota.id, 520)
    let closed = slot("2021-09-16T08:40")
    #expect(try store.hold(closed, at: bogota.id, now: now) == .taken)
    let agenda = try store.agenda(of: bogota.id, days: thursday.day...thursday.day, now: now)
    #expect(agenda.closures.map(\.reason) == ["día cívico"])
    #expect(agenda.closures.map(\.times.upperBound.iso) == ["10:00"])
    #expect(agenda.claims[thursday] == SlotClaims(appointments: 1))
    _ = try store.mustHold(slot("2021-09-16T10:20"), at: bogota)
    let elsewhere = try store.hold(closed, at: arauca.id, now: now)
    #expect((elsewhere == .taken) == whole)
  }

  @Test func `opened months count as far as they follow each other`() throws {
    let store = store()
    let point = try store.point("Arauca")
    try database().run(
      script: """
        INSERT INTO opened_month VALUES ('2021-08'), ('2021-10'), ('2021-11'), ('2022-01')
        """)
    let agenda = try store.agenda(of: point.id, days: now.day...now.day, now: now)
    #expect(agenda.openThrough == Day(iso: "2021-11-30"))
  }

  @Test func `policies are rows`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    try database().run(
      script: """
        UPDATE policy SET value = 90 WHERE name = 'retencion_segundos';
        UPDATE policy SET value = 2 WHERE name = 'citas_activas_por_documento';
        """)
    #expect(try store.mustHold(thursday, at: point).until == now.advanced(bySeconds: 90))
    let first = try store.mustBook("52123456", thursday, at: point, seed: 1)
    _ = try store.mustBook("52123456", slot("2021-09-17T08:20"), at: point, seed: 2)
    let hold = try store.mustHold(slot("2021-09-20T08:20"), at: point)
    #expect(
      try store.book("52123456", hold.slot, at: point, hold: hold) == .alreadyBooked(first))
  }

  @Test func `every change leaves an event without personal data`() throws {
    let store = store(Actor(channel: .pipe, agent: "Inés"))
    let point = try store.point("Arauca")
    try store.record(Consent(noticeVersion: "2021-09", granted: true), now: now)
    let hold = try store.mustHold(thursday, at: point)
    _ = try store.extend(hold, now: now)
    try store.release(hold, now: now)
    let appointment = try store.mustBook("52123456", thursday, at: point)
    var events: [String] = []
    try Statement(
      try database(),
      """
      SELECT kind || ': ' || subject FROM event JOIN session ON session.id = event.session
      WHERE kind <> 'migrate' AND channel = 'tuberia' AND agent = 'Inés' ORDER BY event.id
      """
    ).forEach { (row) throws(DatabaseError) in events.append(try row.text(0)) }
    let place = "\(point.id) 2021-09-16 08:20 1"
    #expect(
      events == [
        "consent: 2021-09", "hold: \(place)", "extend: \(place)", "release: \(place)",
        "hold: \(place)", "book: \(appointment.code.text)",
      ])
  }
}
