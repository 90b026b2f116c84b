import Domain
import Foundation
import Office
import SQLite
import Testing

@testable import Store

/// Backups, verification, erasure and policies.
@Suite struct CareTests {
  private let folder: TemporaryFolder
  private let store: Store
  private let later = moment("2021-10-20T09:00")

  init() throws {
    folder = try TemporaryFolder()
    store = Store(.file(folder.database), actor: citizen)
  }

  private func database() throws -> Database { try Database(path: folder.database) }

  private var backup: String { folder.path + "/respaldo.db" }

  private func codes(_ store: Store) throws -> [String] {
    var codes: [String] = []
    try Statement(
      store.connection(now).database, "SELECT code FROM appointment ORDER BY code"
    ).forEach { (row) throws(DatabaseError) in codes.append(try row.text(0)) }
    return codes
  }

  // MARK: Verification

  @Test func `a store that was used is sound`() throws {
    let bogotá = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: bogotá)
    _ = try store.mustBook("79123456", thursday, at: bogotá, seed: 2)
    _ = try store.mustHold(slot("2021-09-16T08:40"), at: bogotá)
    _ = try store.cancel(first.code, document: try applicant("52123456").document, now: now)
    #expect(try store.verify(now: now) == [])
  }

  /// What somebody does to the file behind the program's back, and what is found.
  static let damages: [(script: StaticString, check: Check)] = [
    (
      "PRAGMA foreign_keys = OFF; DELETE FROM point WHERE city = 'Bogotá'", .references
    ),
    ("DROP TRIGGER claim_begins", .schema),
    ("CREATE TABLE extra (a)", .schema),
    (
      """
      DROP TRIGGER claim_begins;
      INSERT INTO claim (point, day, minute, place, holder, hold, held_until, extensions_left)
      SELECT point, day, minute, place + n, 1, 1, 1, 1 FROM claim,
        (SELECT 2 AS n UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) LIMIT 1;
      UPDATE schedule_rule SET last_day = 1 WHERE places = 4
      """, .places
    ),
    (
      "DROP TRIGGER claim_stays; UPDATE claim SET code = '0092021000000' WHERE code IS NOT NULL",
      .appointments
    ),
    ("UPDATE policy SET value = 0 WHERE name = 'citas_activas_por_documento'", .limit),
    (
      """
      DROP TRIGGER event_is_not_deleted; DELETE FROM event WHERE kind = 'book'
      """, .events
    ),
    ("DELETE FROM outbox", .outbox),
    (
      """
      DROP TRIGGER outbox_delivers_once;
      INSERT INTO outbox (kind, code) SELECT kind, code FROM outbox
      """, .outbox
    ),
    (
      "INSERT INTO outbox (kind, code) SELECT 'cancelacion', code FROM appointment", .outbox
    ),
    ("INSERT INTO outbox (kind, code) SELECT 'cambio', code FROM appointment", .outbox),
    ("INSERT INTO outbox (kind, code) SELECT 'recordatorio', code FROM appointment", .outbox),
    (
      """
      PRAGMA ignore_check_constraints = ON;
      UPDATE appointment SET surnames = 'a' || char(27) || 'b'
      """, .integrity
    ),
  ]

  @Test(arguments: damages.indices)
  func `what was done behind the store's back is found`(row: Int) throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let damaged = try database()
    // The rules refuse what the test does, so they go first where it must.
    try damaged.run(script: "DROP TRIGGER IF EXISTS rule_only_ends")
    try damaged.run(script: Self.damages[row].script)
    let checks = Set(try store.verify(now: now).map(\.check))
    #expect(checks.contains(Self.damages[row].check))
  }

  // MARK: Backup

  @Test func `a backup is a sound store of one file for the owner alone`() throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    #expect(try store.backUp(to: backup, now: now) == .written(appointments: 1))
    #expect(try folder.names(in: folder.path) == ["citas", "respaldo.db"])
    #expect(try folder.mode(backup) == 0o600)
    let copy = Store(.file(backup), actor: citizen)
    #expect(try copy.verify(now: now) == [])
    #expect(try codes(copy) == codes(store))
  }

  @Test func `a backup overwrites nothing`() throws {
    _ = try store.points(now: now)
    try Data("mine".utf8).write(to: URL(filePath: backup))
    #expect(try store.backUp(to: backup, now: now) == .exists)
    #expect(try folder.bytes(backup) == Data("mine".utf8))
    #expect(try store.backUp(to: folder.path + "/no/hay/a.db", now: now) == .cannotWrite)
  }

  @Test func `a store that is not sound makes no backup`() throws {
    _ = try store.points(now: now)
    try database().run(script: "DROP TRIGGER claim_begins")
    guard case .unsound(let findings) = try store.backUp(to: backup, now: now) else {
      throw Unexpected()
    }
    #expect(findings.map(\.check) == [.schema])
    #expect(try folder.names(in: folder.path) == ["citas"])
  }

  @Test func `restoring tells what it would lose, then brings the backup back`() throws {
    let bogotá = try store.point("Bogotá")
    let kept = try store.mustBook("52123456", thursday, at: bogotá)
    _ = try store.backUp(to: backup, now: now)
    let lost = try store.mustBook("79123456", thursday, at: bogotá, seed: 2)
    let before = try folder.bytes(backup)

    guard case .planned(let plan) = try store.restore(from: backup, applies: false, now: now)
    else { throw Unexpected() }
    #expect(plan.lost.map(\.code) == [lost.code] && plan.appointments == 1)
    #expect(plan.lost.map(\.mobile.national) == ["3001234567"])
    #expect(plan.until == now && plan.isComparable)
    #expect(try codes(store).count == 2)

    guard case .restored(let done) = try store.restore(from: backup, applies: true, now: now)
    else { throw Unexpected() }
    #expect(done == plan)
    #expect(try codes(store) == [kept.code.text])
    #expect(try store.verify(now: now) == [])
    let old = Store(.file(try #require(done.kept)), actor: citizen)
    #expect(try codes(old).count == 2)
    #expect(try folder.bytes(backup) == before)
    #expect(
      !(try folder.names(in: folder.path + "/citas")).contains { $0.contains("restauracion") })
  }

  @Test func `a backup comes back in the place of a store that is not sound`() throws {
    let kept = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    _ = try store.backUp(to: backup, now: now)
    try database().run(script: "DROP TRIGGER claim_begins")
    guard case .restored(let done) = try store.restore(from: backup, applies: true, now: now)
    else { throw Unexpected() }
    #expect(try store.verify(now: now) == [])
    #expect(try codes(store) == [kept.code.text])
    let old = Store(.file(try #require(done.kept)), actor: citizen)
    #expect(try old.verify(now: now).map(\.check) == [.schema])
  }

  @Test func `restoring again in the same minute keeps both stores of before`() throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    _ = try store.backUp(to: backup, now: now)
    var kept: [String] = []
    for _ in 0..<2 {
      guard case .restored(let done) = try store.restore(from: backup, applies: true, now: now)
      else { throw Unexpected() }
      kept.append(try #require(done.kept))
    }
    #expect(kept[1] == kept[0] + "-2")
    for path in kept { #expect(try codes(Store(.file(path), actor: citizen)).count == 1) }
  }

  @Test func `a store that somebody has open is not replaced`() throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    _ = try store.backUp(to: backup, now: now)
    let other = Store(.file(folder.database), actor: citizen)
    let hold = try other.mustHold(thursday, at: try other.point("Bogotá"))
    let restoring = Store(.file(folder.database), actor: citizen)
    #expect(
      try restoring.restore(from: backup, applies: true, now: now) == .refused(.inUse))
    #expect(
      try folder.names(in: folder.path + "/citas").filter { $0.hasPrefix("citas.db-2") } == [])
    #expect(try other.extend(hold, now: now) != .gone)
  }

  @Test func `a damaged store is put aside as it is`() throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    _ = try store.backUp(to: backup, now: now)
    let other = folder.path + "/otra.db"
    try Data(repeating: 7, count: 8192).write(to: URL(filePath: other))
    let damaged = Store(.file(other), actor: citizen)
    guard case .restored(let done) = try damaged.restore(from: backup, applies: true, now: now)
    else { throw Unexpected() }
    #expect(try folder.bytes(try #require(done.kept)) == Data(repeating: 7, count: 8192))
    #expect(try codes(damaged).count == 1)
  }

  /// A run can end between any two of them, and others come meanwhile.
  @Test(arguments: 0...3)
  func `there is a store at every moment while another takes its place`(done: Int) throws {
    let place = folder.path + "/otra.db"
    let kept = place + "-1"
    for (ending, byte) in [("", UInt8(7)), ("-wal", 8), ("-shm", 9)] {
      try Data(repeating: byte, count: 64).write(to: URL(filePath: place + ending))
    }
    let steps = Exchange.steps(at: place, keepingAs: kept)
    #expect(steps.count == 3)
    for step in steps.prefix(done) { #expect(step.perform()) }
    #expect(try folder.bytes(place) == Data(repeating: 7, count: 64))
    if done == steps.count {
      #expect(try folder.bytes(kept) == Data(repeating: 7, count: 64))
      #expect(try folder.bytes(kept + "-wal") == Data(repeating: 8, count: 64))
      #expect(try !folder.names(in: folder.path).contains("otra.db-wal"))
    }
  }

  @Test func `a missing store is made from the backup`() throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    _ = try store.backUp(to: backup, now: now)
    let new = Store(.file(folder.path + "/nueva/citas.db"), actor: citizen)
    guard case .restored(let done) = try new.restore(from: backup, applies: true, now: now)
    else { throw Unexpected() }
    #expect(done.kept == nil && done.lost.isEmpty)
    #expect(try codes(new).count == 1)
  }

  @Test func `what is no backup is refused by its name and nothing changes`() throws {
    _ = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let whole = folder.path + "/otro.db"
    #expect(try store.backUp(to: whole, now: now) == .written(appointments: 1))
    var torn = try folder.bytes(whole)
    for page in stride(from: 4096, to: torn.count - 4096, by: 8192) {
      torn.replaceSubrange(page..<page + 4096, with: Data(repeating: 7, count: 4096))
    }
    let foreign = folder.path + "/ajeno.db"
    let model = folder.path + "/modelo"
    try Data().write(to: URL(filePath: model))
    let other = try Database(path: foreign, makingWithModeOf: model)
    try other.run(script: "CREATE TABLE theirs (a)")
    let files: [(content: Data?, refusal: RestoreResult.Refusal)] = [
      (Data(repeating: 7, count: 8192), .notABackup), (Data(), .notABackup), (nil, .missing),
      (torn, .damaged),
    ]
    for (content, refusal) in files {
      let path = folder.path + "/prueba.db"
      try? FileManager.default.removeItem(atPath: path)
      try content?.write(to: URL(filePath: path))
      let result = try store.restore(from: path, applies: true, now: now)
      if refusal == .damaged, case .unsound = result { continue }
      #expect(result == .refused(refusal))
    }
    #expect(
      try store.restore(from: foreign, applies: true, now: now) == .refused(.notABackup))
    #expect(
      try store.restore(from: folder.path, applies: true, now: now) == .refused(.notABackup))
    #expect(
      try store.restore(from: folder.database, applies: true, now: now) == .refused(.sameFile))
    #expect(try codes(store).count == 1)
    #expect(try store.verify(now: now) == [])
  }

  @Test func `who was forgotten after their turn had ended is forgotten by a restoration too`()
    throws
  {
    try store.authorise()
    for number in ["52123456", "79123456"] {
      guard
        case .joined = try store.join(
          Wish(
            cityCode: "11001", days: now.day...thursday.day, part: .any, hasPreference: false),
          motive: .accountStatement, applicant: try applicant(number), now: now)
      else { throw Unexpected() }
    }
    _ = try store.backUp(to: backup, now: now)
    let late = moment("2021-09-17T09:00")
    #expect(
      try store.waitingStatus(of: try applicant("52123456").document, now: late) == nil)
    guard
      case .forgotten(let erasure) = try store.forget(
        try applicant("52123456").document, applies: true, now: late)
    else { throw Unexpected() }
    #expect(erasure.waiting == 0 && erasure.endedWaits == 1)
    guard case .restored(let done) = try store.restore(from: backup, applies: true, now: late)
    else { throw Unexpected() }
    #expect(done.erasures == 1)
    #expect(try !holds("52123456"))
    #expect(try holds("79123456"))
    #expect(try store.verify(now: late) == [])
  }

  @Test func `who waited when the backup was made, booked, and was forgotten stays forgotten`()
    throws
  {
    try store.authorise()
    guard
      case .joined = try store.join(
        Wish(cityCode: "11001", days: now.day...thursday.day, part: .any, hasPreference: false),
        motive: .accountStatement, applicant: try applicant("52123456"), now: now)
    else { throw Unexpected() }
    _ = try store.backUp(to: backup, now: now)
    _ = try store.mustBook(
      "52123456", slot("2021-09-10T09:00"), at: try store.point("Bogotá"))
    let late = moment("2021-09-17T09:00")
    guard
      case .forgotten = try store.forget(
        try applicant("52123456").document, applies: true, now: late)
    else { throw Unexpected() }
    guard case .restored(let done) = try store.restore(from: backup, applies: true, now: late)
    else { throw Unexpected() }
    #expect(done.erasures == 1)
    #expect(try !holds("52123456"))
    #expect(try store.verify(now: late) == [])
  }

  @Test func `a restoration tells what stands again, erases again and sends nothing twice`()
    throws
  {
    let bogotá = try store.point("Bogotá")
    let revived = try store.mustBook("52123456", thursday, at: bogotá)
    let erased = try store.mustBook("79123456", slot("2021-09-10T09:00"), at: bogotá, seed: 2)
    let kept = try store.mustBook("80123456", thursday, at: bogotá, seed: 3)
    _ = try store.backUp(to: backup, now: now)
    _ = try store.cancel(revived.code, document: try applicant("52123456").document, now: now)
    let after = moment("2021-09-11T09:00")
    var last = 0
    while let notice = try store.claimNotice(after: last, seconds: 60, now: now) {
      last = notice.id
      _ = try store.settle(notice, .delivered, now: now)
    }
    guard
      case .forgotten = try store.forget(
        try applicant("79123456").document, applies: true, now: after)
    else { throw Unexpected() }
    guard case .restored(let done) = try store.restore(from: backup, applies: true, now: after)
    else { throw Unexpected() }
    #expect(done.lost.isEmpty)
    #expect(done.revived.map(\.code) == [revived.code])
    #expect(done.erasures == 1)
    #expect(done.delivered == 1)
    #expect(
      try codes(store) == [revived.code.text, erased.code.text, kept.code.text].sorted())
    #expect(try store.export(try applicant("79123456").document, now: after) == [])
    #expect(try store.verify(now: after) == [])
  }

  @Test func `requests keep their numbers when a backup comes back, and none is given twice`()
    throws
  {
    let bogotá = try store.point("Bogotá")
    let document = try applicant("52123456").document
    let appointment = try store.mustBook("52123456", thursday, at: bogotá)
    _ = try store.cancel(appointment.code, document: document, now: now)
    _ = try store.backUp(to: backup, now: now)
    guard case .forgotten = try store.forget(document, applies: true, now: now) else {
      throw Unexpected()
    }
    let erasure = try #require(try store.requestNumber(now: now))
    func last() throws -> Int? {
      try Statement(database(), "SELECT max(id) FROM event").integer()
    }
    // What is written down after the request has a number too.
    _ = try store.mustBook("79123456", thursday, at: bogotá, seed: 2)
    var highest = try #require(try last())
    var kept: [String] = []
    for source in [backup, backup] {
      guard case .restored(let done) = try store.restore(from: source, applies: true, now: now)
      else { throw Unexpected() }
      kept.append(try #require(done.kept))
      #expect(
        try Statement(database(), "SELECT kind FROM event WHERE id = ?1").first(erasure) {
          (row) throws(DatabaseError) in try row.text(0)
        } == "forget")
      _ = try store.export(document, now: now)
      let next = try #require(try store.requestNumber(now: now))
      #expect(next > highest)
      highest = try #require(try last())
      #expect(try store.verify(now: now) == [])
    }
    // The store of before, with everything that was booked in it, takes the later requests up.
    let requests: StaticString = "SELECT count(*) FROM event WHERE kind IN ('export', 'forget')"
    let count = try Statement(database(), requests).integer()
    guard case .restored = try store.restore(from: kept[0], applies: true, now: now) else {
      throw Unexpected()
    }
    #expect(try Statement(database(), requests).integer() == count)
    #expect(try store.verify(now: now) == [])
  }

  // MARK: Erasure

  /// Whether the bytes of the store and its log hold the text.
  private func holds(_ text: String) throws -> Bool {
    for name in ["citas.db", "citas.db-wal"] {
      let path = folder.path + "/citas/" + name
      guard FileManager.default.fileExists(atPath: path) else { continue }
      if try folder.bytes(path).range(of: Data(text.utf8)) != nil { return true }
    }
    return false
  }

  @Test func `past its term no byte of the personal data is left, and the figures stay`() throws {
    let bogotá = try store.point("Bogotá")
    _ = try store.mustBook("52123456", thursday, at: bogotá)
    let late = moment("2023-09-17T09:00")
    #expect(try store.purge(applies: true, now: moment("2023-09-16T09:00")).appointments == 0)
    #expect(try store.purge(applies: false, now: late).appointments == 1)
    #expect(try holds("52123456"))
    #expect(try store.purge(applies: true, now: late).appointments == 1)
    for text in ["52123456", "3001234567", "ventas@example.com", "Peña"] {
      #expect(try !holds(text), "\(text)")
    }
    #expect(try codes(store).count == 1)
    #expect(try store.verify(now: late) == [])
    #expect(try store.purge(applies: true, now: late).appointments == 0)
  }

  @Test func `a document with an appointment to come is not forgotten before it is cancelled`()
    throws
  {
    let appointment = try store.mustBook("52123456", thursday, at: try store.point("Bogotá"))
    let document = try applicant("52123456").document
    #expect(
      try store.forget(document, applies: true, now: now) == .hasAppointments([appointment.code]))
    _ = try store.cancel(appointment.code, document: document, now: now)
    guard case .forgotten(let erasure) = try store.forget(document, applies: true, now: now) else {
      throw Unexpected()
    }
    #expect(erasure.appointments == 1)
    #expect(try !holds("52123456") && !holds("3001234567"))
    #expect(try store.forget(document, applies: true, now: now) == .nothingKept)
    #expect(try store.find(appointment.code, now: now) == .notFound)
  }

  @Test func `a citizen gets all that is kept of their document and of no other`() throws {
    let bogotá = try store.point("Bogotá")
    _ = try store.record(
      Consent(noticeVersion: "1", granted: true), erasingDraftOf: nil, now: now)
    let own = try store.mustBook("52123456", thursday, at: bogotá)
    let other = try store.mustBook("79123456", thursday, at: bogotá, seed: 2)
    let exported = try store.export(try applicant("52123456").document, now: now)
    let objects = try exported.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(
      objects.compactMap { $0["tipo"] as? String } == [
        "cita", "evento", "mensaje_de_correo", "autorizacion",
      ])
    #expect(objects[0]["codigo"] as? String == own.code.text)
    #expect(objects[0]["inicio"] as? String == "2021-09-16T08:20:00-05:00")
    #expect(objects[3]["respuesta"] as? String == "si")
    #expect(!exported.joined().contains(other.code.text))
  }

  @Test func `no note stays without its appointment, and none of a call that goes on is lost`()
    throws
  {
    let bogotá = try store.point("Bogotá")
    func kept() throws -> [String] {
      var kept: [String] = []
      try Statement(database(), "SELECT text FROM note ORDER BY text").forEach {
        (row) throws(DatabaseError) in kept.append(try row.text(0))
      }
      return kept
    }
    store.beginConversation(now: now)
    try store.note("Llama la hija.", on: nil, now: now)
    try store.end(ConversationTests.record("salida"), now: now)
    let appointment = try store.mustBook("52123456", thursday, at: bogotá)
    try store.note("Habla despacio.", on: appointment.code, now: now)
    store.beginConversation(now: now)
    try store.note("Todavía habla.", on: nil, now: now)
    _ = try store.purge(applies: false, now: now)
    #expect(try kept().count == 3)
    _ = try store.purge(applies: true, now: now)
    #expect(try kept() == ["Habla despacio.", "Todavía habla."])
    // A call that was broken off a day ago does not go on.
    _ = try store.purge(applies: true, now: now.advanced(bySeconds: 86_400))
    #expect(try kept() == ["Habla despacio."])
    _ = try store.purge(applies: true, now: moment("2023-09-17T09:00"))
    #expect(try kept() == [])
  }

  /// What it takes to tell them how it ended stays for some weeks.
  @Test func `of who waited hardly anything is left past their latest date, and then nothing`()
    throws
  {
    try store.authorise()
    let wish = Wish(
      cityCode: "11001", days: now.day...thursday.day, part: .any, hasPreference: true)
    guard
      case .joined(let status) = try store.join(
        wish, motive: .accountStatement, applicant: try applicant("52123456"), now: now)
    else { throw Unexpected() }
    #expect(status.offer != nil)
    // Nobody delivers mail here, and nobody has come since.
    let late = moment("2021-09-17T00:00")
    #expect(try holds("52123456") && holds("ventas@example.com"))
    #expect(try store.purge(applies: true, now: late).waiting == 1)
    for text in ["Peña", "CL 26 # 68C-61"] { #expect(try !holds(text), "\(text)") }
    #expect(try holds("52123456"))
    #expect(try store.verify(now: late) == [])
    let later = late.advanced(bySeconds: EndedWait.daysKept * 86_400)
    #expect(try store.purge(applies: true, now: later).endedWaits == 1)
    for text in ["52123456", "3001234567", "ventas@example.com"] {
      #expect(try !holds(text), "\(text)")
    }
  }

  // MARK: Policies

  @Test func `a policy is set within its bounds and leaves an event`() throws {
    guard
      case .set(let row, before: 45) = try store.setPolicy("retencion_segundos", to: 60, now: now)
    else { throw Unexpected() }
    #expect(row.value == 60 && row.unit == "segundos")
    #expect(try store.policies(now: now).holdSeconds == 60)
    guard case .outOfRange = try store.setPolicy("retencion_segundos", to: 5, now: now) else {
      throw Unexpected()
    }
    #expect(try store.setPolicy("color", to: 5, now: now) == .unknown)
    #expect(try store.policies(now: now).holdSeconds == 60)
    #expect(
      try Statement(
        database(), "SELECT count(*) FROM event WHERE subject = 'retencion_segundos 45 60'"
      ).integer() == 1)
  }

  @Test func `every policy that the program reads is in the table`() throws {
    let names = Set(try store.policyRows(now: now).map(\.name))
    #expect(names.isSuperset(of: Policies.Name.allCases.map(\.rawValue)))
  }
}
