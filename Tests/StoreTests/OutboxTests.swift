import Foundation
import Office
import SQLite
import Testing

@testable import Domain
@testable import Store

@Suite struct OutboxTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func store() -> Store { Store(.file(folder.database), actor: citizen) }

  private func database() throws -> Database { try Database(path: folder.database) }

  private func kinds(_ store: Store) throws -> [String] {
    try store.outbox(now: now).map { "\($0.kind.rawValue) \($0.state.rawValue)" }
  }

  private func claim(_ store: Store, after id: Int = 0, now: Moment = now) throws -> Notice {
    try #require(try store.claimNotice(after: id, seconds: 120, now: now))
  }

  private func entry(_ notice: Notice) throws -> CalendarEntry {
    switch notice.content {
    case .confirmation(let entry), .change(let entry, _), .cancellation(let entry),
      .reminder(let entry):
      return entry
    case .offer: throw Unexpected()
    }
  }

  // MARK: What leaves a message

  @Test func `messages are looked at by state, code and day`() throws {
    let store = store()
    let bogota = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: bogota, seed: 1)
    let friday = SlotStart(day: thursday.day.advanced(by: 1), time: thursday.time)
    let second = try store.mustBook("52123457", friday, at: bogota, seed: 2)
    func codes(_ filter: OutboxFilter) throws -> [AppointmentCode?] {
      try store.outbox(filter, now: now).map(\.code)
    }
    #expect(try codes(OutboxFilter()) == [first.code, second.code])
    #expect(try codes(OutboxFilter(code: second.code)) == [second.code])
    #expect(try codes(OutboxFilter(days: thursday.day...thursday.day)) == [first.code])
    #expect(try codes(OutboxFilter(days: thursday.day...friday.day)).count == 2)
    #expect(try codes(OutboxFilter(state: .failed)) == [])
    #expect(try codes(OutboxFilter(state: .pending, code: first.code)) == [first.code])
  }

  @Test func `a booking, a change and a cancellation each leave theirs`() throws {
    let store = store()
    let point = try store.point("Arauca")
    let first = try store.mustBook("52123456", thursday, at: point)
    #expect(try kinds(store) == ["confirmacion pendiente"])
    let second = try store.mustModify(
      first.code, "52123456", to: slot("2021-09-16T09:00"), at: point)
    #expect(try kinds(store) == ["confirmacion pendiente", "cambio pendiente"])
    _ = try store.cancel(second.code, document: try document("52123456"), now: now)
    #expect(
      try kinds(store) == ["confirmacion pendiente", "cambio pendiente", "cancelacion pendiente"])
  }

  @Test func `a refused booking leaves none`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    _ = try store.mustBook("52123456", thursday, at: point)
    let hold = try store.mustHold(slot("2021-09-16T09:00"), at: point)
    guard
      case .alreadyBooked = try store.book(
        "52123456", slot("2021-09-16T09:00"), at: point, hold: hold)
    else { throw Unexpected() }
    #expect(try kinds(store).count == 1)
  }

  @Test func `another address is confirmed to, once it is another`() throws {
    let store = store()
    let booked = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    func update(_ address: String) throws {
      _ = try store.update(
        booked.code, document: try document("52123456"), .email(try Email(parsing: address)),
        now: now)
    }
    try update("otra@example.com")
    // What has not gone yet goes there.
    #expect(try kinds(store) == ["confirmacion pendiente"])
    let notice = try claim(store)
    #expect(notice.recipient.text == "otra@example.com")
    #expect(try store.settle(notice, .delivered, now: now) == .delivered)
    try update("otra@example.com")
    #expect(try kinds(store) == ["confirmacion entregado"])
    try update("ventas@example.com")
    #expect(try kinds(store) == ["confirmacion entregado", "confirmacion pendiente"])
  }

  @Test func `what is erased takes its messages along`() throws {
    let store = store()
    _ = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    let database = try database()
    database.enforceForeignKeys()
    try database.run(script: "DELETE FROM appointment")
    #expect(try kinds(store) == [])
  }

  @Test func `who is forgotten is told nothing any more`() throws {
    let store = store()
    let booked = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    _ = try store.cancel(booked.code, document: try document("52123456"), now: now)
    guard
      case .forgotten = try store.forget(try document("52123456"), applies: true, now: now)
    else { throw Unexpected() }
    #expect(try kinds(store) == [])
    #expect(try store.claimNotice(after: 0, seconds: 1, now: now) == nil)
  }

  @Test func `what was erased after its term leaves no message`() throws {
    let store = store()
    _ = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    let later = thursday.moment.advanced(bySeconds: 86_400 * 800)
    #expect(try store.purge(applies: true, now: later).appointments == 1)
    #expect(try kinds(store) == [])
  }

  // MARK: What it tells

  @Test func `an entry keeps its first code over changes, and its number grows`() throws {
    let store = store()
    let point = try store.point("Arauca")
    let first = try store.mustBook("52123456", thursday, at: point)
    let confirmation = try entry(try claim(store))
    #expect(confirmation.sequence == 0 && confirmation.origin == first.code)
    #expect(confirmation.minutes == 20 && confirmation.created == now)
    let second = try store.mustModify(
      first.code, "52123456", to: slot("2021-09-16T09:00"), at: point, seed: 9)
    let third = try store.mustModify(
      second.code, "52123456", to: slot("2021-09-17T10:00"), at: point, seed: 10)
    let change = try claim(store, after: 1)
    #expect(try entry(change).sequence == 2 && entry(change).origin == first.code)
    #expect(try entry(change).appointment.code == third.code)
    guard case .change(let changed, let old) = change.content else { throw Unexpected() }
    #expect(old == second.slot && !changed.isDisplaced)
    _ = try store.cancel(third.code, document: try document("52123456"), now: now)
    let cancellation = try entry(try claim(store, after: change.id))
    #expect(cancellation.sequence == 3 && cancellation.origin == first.code)
    #expect(cancellation.created == now)
  }

  @Test func `who is moved by a closure is told its reason, and so is who loses the hour`() throws {
    let store = store()
    let point = try store.point("Arauca")
    let moved = try store.mustBook("52123456", thursday, at: point, seed: 1)
    var random = Seeded(state: 3)
    let closure = Closure(day: thursday.day, times: Closure.wholeDay, reason: "día cívico")
    guard
      case .plan = try store.apply(.close(closure, at: nil), now: now, using: &random)
    else { throw Unexpected() }
    let change = try claim(store)
    guard case .change(let entry, let old) = change.content else { throw Unexpected() }
    #expect(entry.isDisplaced && entry.closure == "día cívico" && old == moved.slot)
    #expect(entry.origin == moved.code && entry.sequence == 1)

    // On the last open day nothing is near.
    let last = slot("2021-09-30T16:20")
    _ = try store.mustBook("79123456", last, at: point, seed: 2)
    let evening = moment("2021-09-30T07:00")
    let end = Closure(day: last.day, times: Closure.wholeDay, reason: "sin luz")
    _ = try store.apply(.close(end, at: point.id), now: evening, using: &random)
    let cancellation = try claim(store, after: change.id, now: evening)
    guard case .cancellation(let lost) = cancellation.content else { throw Unexpected() }
    #expect(lost.isDisplaced && lost.closure == "sin luz" && lost.sequence == 1)
  }

  @Test func `who cancels alone is not told of the office`() throws {
    let store = store()
    let booked = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    _ = try store.cancel(booked.code, document: try document("52123456"), now: now)
    let entry = try entry(try claim(store))
    #expect(!entry.isDisplaced && entry.closure == nil)
  }

  @Test func `what is so no longer is not told`() throws {
    let store = store()
    let point = try store.point("Arauca")
    let first = try store.mustBook("52123456", thursday, at: point)
    let second = try store.mustModify(
      first.code, "52123456", to: slot("2021-09-17T09:00"), at: point)
    _ = try store.cancel(second.code, document: try document("52123456"), now: now)
    #expect(try store.sweepOutbox(now: now) == 2)
    #expect(try kinds(store) == ["cancelacion pendiente"])
    #expect(try claim(store).kind == .cancellation)
  }

  @Test func `there is something to do while a message is due, or a row is over`() throws {
    let store = store()
    #expect(try !store.outboxNeedsWork(now: now))
    let booked = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    #expect(try store.outboxNeedsWork(now: now))
    _ = try store.settle(try claim(store), .postponed(status: 75), now: now)
    #expect(try !store.outboxNeedsWork(now: now))
    let later = now.advanced(bySeconds: 300)
    #expect(try store.outboxNeedsWork(now: later))
    _ = try store.settle(try claim(store, now: later), .delivered, now: later)
    #expect(try !store.outboxNeedsWork(now: later))
    #expect(try !store.outboxNeedsWork(now: booked.slot.moment))
    _ = try store.mustBook("79123456", thursday, at: try store.point("Bogotá"), seed: 2)
    _ = try store.settle(try claim(store), .postponed(status: 75), now: now)
    #expect(try store.outboxNeedsWork(now: booked.slot.moment))
  }

  @Test func `a message ends with its hour, and what was handed over is listed until a purge`()
    throws
  {
    let store = store()
    let booked = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    let notice = try claim(store)
    _ = try store.settle(notice, .delivered, now: now)
    _ = try store.mustBook("79123456", thursday, at: try store.point("Bogotá"), seed: 2)
    let before = booked.slot.moment.advanced(bySeconds: -1)
    #expect(try store.sweepOutbox(now: before) == 0)
    #expect(try store.sweepOutbox(now: booked.slot.moment) == 1)
    #expect(try kinds(store) == ["confirmacion entregado"])
    _ = try store.purge(applies: true, now: before)
    #expect(try kinds(store) == ["confirmacion entregado"])
    _ = try store.purge(applies: true, now: booked.slot.moment)
    #expect(try kinds(store) == [])
  }

  // MARK: Offers

  private func offer(_ store: Store, until: Moment) throws {
    let point = try store.point("Arauca")
    try store.writing(.process, now) { (connection, _) throws(DatabaseError) in
      try connection.enqueue(
        Offer(point: point, slot: thursday, until: until), number: nil,
        to: Email(stored: "ventas@example.com"))
      return .commit(())
    }
  }

  @Test func `an offer is told until it ends, and its address is erased when it has gone`() throws {
    let store = store()
    let until = now.advanced(bySeconds: 3_600)
    try offer(store, until: until)
    #expect(try store.outbox(now: now).first?.recipient?.text == "ventas@example.com")
    let notice = try claim(store)
    guard case .offer(let read) = notice.content else { throw Unexpected() }
    #expect(read.slot == thursday && read.until == until && read.point.city == "Arauca")
    _ = try store.settle(notice, .delivered, now: now)
    #expect(try store.outbox(now: now).first?.recipient == nil)
    try offer(store, until: until)
    #expect(try store.claimNotice(after: 0, seconds: 1, now: until) == nil)
    #expect(try store.sweepOutbox(now: until) == 1)
    #expect(try kinds(store) == ["oferta entregado"])
    _ = try store.purge(applies: true, now: until)
    #expect(try kinds(store) == [])
  }

  // MARK: Handing over

  @Test func `a claimed message is nobody else's while its process lives`() throws {
    let (mine, other) = (store(), store())
    _ = try mine.mustBook("52123456", thursday, at: try mine.point("Arauca"))
    let notice = try claim(mine)
    #expect(try other.claimNotice(after: 0, seconds: 120, now: now) == nil)
    #expect(try mine.settle(notice, .delivered, now: now) == .delivered)
    #expect(try other.claimNotice(after: 0, seconds: 120, now: now) == nil)
    #expect(try mine.settle(notice, .delivered, now: now) == .lost)
  }

  @Test func `a claim ends at its time, and then it is not the first one's to settle`() throws {
    let (mine, other) = (store(), store())
    _ = try mine.mustBook("52123456", thursday, at: try mine.point("Arauca"))
    let notice = try claim(mine)
    let later = now.advanced(bySeconds: 120)
    let again = try claim(other, now: later)
    #expect(again == notice)
    #expect(try mine.settle(notice, .delivered, now: later) == .lost)
    #expect(try other.settle(again, .delivered, now: later) == .delivered)
  }

  @Test func `a claim ends with its process`() throws {
    let other = store()
    do {
      let mine = store()
      _ = try mine.mustBook("52123456", thursday, at: try mine.point("Arauca"))
      _ = try claim(mine)
    }
    #expect(try claim(other).id == 1)
  }

  @Test
  func `an attempt that came to nothing is repeated later, each time later, and then no more`()
    throws
  {
    let store = store()
    let late = slot("2021-09-30T16:00")
    _ = try store.mustBook("52123456", late, at: try store.point("Arauca"))
    var moment = now
    // Minutes: doubled each time, up to six hours.
    for minutes in [5, 10, 20, 40, 80, 160, 320] {
      let notice = try claim(store, now: moment)
      #expect(try store.settle(notice, .postponed(status: 75), now: moment) == .postponed)
      let due = moment.advanced(bySeconds: 60 * minutes)
      #expect(try store.outbox(now: moment).first?.due == due)
      #expect(
        try store.claimNotice(after: 0, seconds: 1, now: due.advanced(bySeconds: -1)) == nil)
      moment = due
    }
    let last = try claim(store, now: moment)
    #expect(try store.settle(last, .postponed(status: 75), now: moment) == .failed)
    let row = try #require(try store.outbox(now: moment).first)
    #expect(row.state == .failed && row.attempts == 8 && row.status == 75)
    #expect(try store.claimNotice(after: 0, seconds: 1, now: late.moment) == nil)
  }

  @Test func `what no attempt can mend is given up at once`() throws {
    let store = store()
    _ = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    #expect(try store.settle(try claim(store), .refused(status: 67), now: now) == .failed)
    #expect(try kinds(store) == ["confirmacion fallido"])
  }

  @Test func `the schema hands a message over once`() throws {
    let store = store()
    _ = try store.mustBook("52123456", thursday, at: try store.point("Arauca"))
    _ = try store.settle(try claim(store), .delivered, now: now)
    let statement = Statement(try database(), "UPDATE outbox SET state = 'pendiente'")
    #expect { try statement.run() } throws: {
      ($0 as? DatabaseError)?.code == .triggerConstraint
    }
  }

  @Test func `two that deliver at once hand each message over once`() async throws {
    let location = Store.Location.file(folder.database)
    do {
      let store = store()
      let point = try store.point("Bogotá")
      for (index, minute) in [480, 500, 520, 540, 560, 580].enumerated() {
        let start = SlotStart(day: thursday.day, time: TimeOfDay(minutes: minute))
        for place in 0..<4 {
          _ = try store.mustBook(
            "5\(index)1234\(place)6", start, at: point, seed: UInt64(index * 4 + place))
        }
      }
    }
    let delivered = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let store = Store(location, actor: citizen)
          var ids: [Int] = []
          var last = 0
          while let notice = try store.claimNotice(after: last, seconds: 120, now: now) {
            last = notice.id
            if try store.settle(notice, .delivered, now: now) == .delivered { ids.append(last) }
          }
          return ids
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(delivered.sorted() == Array(1...24))
  }

  // MARK: Reminders

  /// Friday reminds of Monday; the day before a holiday, of the day after it.
  static let reminders: [(today: String, appointment: String, count: Int)] = [
    ("2021-09-15T07:00", "2021-09-16T08:20", 1), ("2021-09-15T07:00", "2021-09-17T08:20", 0),
    ("2021-09-16T07:00", "2021-09-16T08:20", 0), ("2021-09-17T07:00", "2021-09-20T08:20", 1),
    ("2021-09-18T07:00", "2021-09-20T08:20", 1), ("2021-09-17T07:00", "2021-09-21T08:20", 0),
    // Monday 18 October 2021 is a holiday.
    ("2021-10-15T07:00", "2021-10-19T08:20", 1),
  ]

  @Test(arguments: reminders)
  func `a reminder comes on the working day before, once`(
    today: String, appointment: String, count: Int
  ) throws {
    let store = store()
    let point = try store.point("Arauca")
    let start = slot(appointment)
    if start.day.month != now.day.month {
      try database().run(script: "INSERT INTO opened_month (month) VALUES ('2021-10')")
    }
    _ = try store.mustBook("52123456", start, at: point)
    #expect(try store.enqueueReminders(now: moment(today)) == count)
    #expect(try store.enqueueReminders(now: moment(today)) == 0)
    let reminders = try store.outbox(now: now).filter { $0.kind == .reminder }
    #expect(reminders.count == count)
  }

  @Test func `what was cancelled is not reminded of, neither before nor after`() throws {
    let store = store()
    let point = try store.point("Bogotá")
    let eve = moment("2021-09-15T07:00")
    let (one, other) = (
      try store.mustBook("52123456", thursday, at: point, seed: 1),
      try store.mustBook("79123456", thursday, at: point, seed: 2)
    )
    _ = try store.cancel(one.code, document: try document("52123456"), now: now)
    #expect(try store.enqueueReminders(now: eve) == 1)
    _ = try store.cancel(other.code, document: try document("79123456"), now: eve)
    _ = try store.sweepOutbox(now: eve)
    #expect(try store.outbox(now: eve).map(\.kind) == [.cancellation, .cancellation])
  }

  // MARK: Settings

  @Test func `a setting is kept, replaced and taken away`() throws {
    let store = store()
    #expect(try store.mailSettings(now: now) == MailSettings([:]))
    try store.set(.sender, to: "citas@example.com", now: now)
    try store.set(.sender, to: "otra@example.com", now: now)
    try store.set(.folder, to: "/tmp/x", now: now)
    #expect(
      try store.mailSettings(now: now)
        == MailSettings([.sender: "otra@example.com", .folder: "/tmp/x"]))
    try store.set(.folder, to: nil, now: now)
    #expect(try store.mailSettings(now: now) == MailSettings([.sender: "otra@example.com"]))
  }

  static let settings: [(name: MailSettings.Name, written: String, value: String?)] = [
    (.sender, "citas@example.com", "citas@example.com"),
    (.sender, "<citas@EXAMPLE.com>", "citas@example.com"), (.sender, "citas", nil),
    (.sender, "citas@example.com\r\nBcc: x@y.co", nil), (.sender, "Citas <c@d.co>", nil),
    (.sender, "a@b.co, c@d.co", nil), (.program, "/usr/sbin/sendmail", "/usr/sbin/sendmail"),
    (.program, "sendmail", nil), (.program, "/a\nb", nil), (.folder, "/var/citas", "/var/citas"),
    (.folder, "", nil), (.folder, "salida", nil),
  ]

  @Test(arguments: settings)
  func `a setting has the form that its use wants`(
    name: MailSettings.Name, written: String, value: String?
  ) {
    #expect(MailSettings.value(written, for: name) == value)
  }

  // MARK: From the version before

  @Test(arguments: 1..<Schema.migrations.count)
  func `a file of an earlier version gets an outbox and the policies, and keeps the rest`(
    version: Int
  ) throws {
    let database = try Database(path: folder.path + "/citas.db", makingWithModeOf: folder.path)
    for migration in Schema.migrations.prefix(version) { try database.run(script: migration) }
    try database.setUserVersion(version)
    try database.run(
      script: """
        INSERT INTO policy (name, value, unit, explanation)
        VALUES ('retencion_segundos', 30, 's', 'e');
        INSERT INTO point (id, city_code, city, name, attendance)
        VALUES (1, '81001', 'Arauca', 'Arauca - Oficina Virtual', 'virtual');
        """)
    let store = Store(.file(folder.path + "/citas.db"), actor: citizen)
    #expect(try store.outbox(now: now) == [])
    #expect(try store.policies(now: now).mailAttempts == 8)
    #expect(try store.policies(now: now).holdSeconds == 30)
    #expect(try store.points(now: now).map(\.city) == ["Arauca"])
    #expect(
      try Statement(database, "PRAGMA user_version").integer() == Schema.migrations.count)
  }
}
