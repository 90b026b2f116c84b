import Domain
import Foundation
import Office
import SQLite
import Testing

@testable import Store

/// The waiting list on disk: offers, their ends, and that nothing stays free for which somebody
/// waits.
@Suite struct WaitingListTests {
  private let folder: TemporaryFolder
  private let store: Store
  private let arauca: PointOfContact

  init() throws {
    folder = try TemporaryFolder()
    store = Store(.file(folder.database), actor: citizen)
    arauca = try store.point("Arauca")
    try store.authorise()
  }

  private static let days = now.day...now.day.month.last
  private func wish(
    _ city: String? = "81001", part: PartOfDay = .any, preference: Bool = false
  ) -> Wish {
    Wish(cityCode: city, days: Self.days, part: part, hasPreference: preference)
  }

  private func join(
    _ number: String, _ wish: Wish? = nil, now: Moment = now
  ) throws -> WaitingStatus {
    let result = try store.join(
      wish ?? self.wish(), motive: .accountStatement, applicant: try applicant(number), now: now)
    guard case .joined(let status) = result else { throw Unexpected() }
    return status
  }

  /// Arauca has one place in a slot: closed but for one hour, which somebody books.
  private func fill(_ hours: ClosedRange<String> = "08:00"..."08:00") throws -> [Appointment] {
    var random = Seeded(state: 7)
    let from = try #require(TimeOfDay(iso: hours.lowerBound))
    let through = try #require(TimeOfDay(iso: hours.upperBound))
    for rule in try store.connection(now).rules(of: arauca.id, from: now.day) {
      _ = try store.apply(
        .endRule(rule.id, after: now.day), now: now, using: &random)
    }
    _ = try store.apply(
      .addRule(
        Rule.Terms(
          schedule: ScheduleRule(
            weekdays: [.thursday], from: from, through: through, stepMinutes: 20, places: 1,
            valid: thursday.day...thursday.day), keptForAgents: 0), at: arauca.id),
      now: now, using: &random)
    // The rest of today is gone too.
    _ = try store.apply(
      .close(
        Closure(day: now.day, times: Closure.wholeDay, reason: "prueba"), at: arauca.id),
      now: now, using: &random)
    var booked: [Appointment] = []
    for minutes in stride(from: from.minutes, through: through.minutes, by: 20) {
      booked.append(
        try store.mustBook(
          String(1_020_300_000 + booked.count),
          SlotStart(day: thursday.day, time: TimeOfDay(minutes: minutes)), at: arauca,
          seed: UInt64(booked.count + 50)))
    }
    return booked
  }

  private func document(_ number: String) throws -> Document { try applicant(number).document }

  private func cancel(_ appointment: Appointment, _ number: String, now: Moment = now) throws {
    guard
      case .cancelled = try store.cancel(
        appointment.code, document: try document(number), now: now)
    else { throw Unexpected() }
  }

  private func offer(_ number: String, now: Moment = now) throws -> Offer? {
    try store.waitingStatus(of: try document(number), now: now)?.offer
  }

  private func freeSlots(now: Moment = now) throws -> [SlotStart] {
    let record = try store.agenda(of: arauca.id, days: Self.days, now: now)
    let places = FreePlaces(record, now: now)
    return places.freeDays.flatMap { day in
      places.freeSlots(on: day).map { SlotStart(day: day, time: $0.time) }
    }
  }

  @Test func `a cancelled place is offered in the same transaction, and nobody else gets it`()
    throws
  {
    let booked = try fill()
    #expect(try join("52123456").offer == nil)
    try cancel(booked[0], "1020300000")
    let offer = try #require(try offer("52123456"))
    #expect(offer.slot == booked[0].slot)
    #expect(offer.until == now.advanced(bySeconds: 24 * 3600))
    let other = Store(.file(folder.database), actor: citizen)
    #expect(try other.hold(booked[0].slot, at: arauca.id, now: now) == .taken)
    #expect(try freeSlots() == [])
    #expect(try store.verify(now: now) == [])
    #expect(try store.outbox(now: now).last?.kind == .offer)
  }

  // MARK: A turn that ended

  private func found(_ number: String, _ now: Moment) throws -> LookUp<DocumentRecords> {
    try store.find(
      document: try document(number), second: .mobile(try applicant(number).mobile), now: now)
  }

  private func ended(_ number: String, _ now: Moment) throws -> EndedWait? {
    guard case .found(let records) = try found(number, now) else { return nil }
    #expect(records.waiting == nil)
    return records.ended
  }

  @Test
  func `who waits no more for their date is told so for some weeks, and nothing else is kept`()
    throws
  {
    _ = try fill()
    _ = try join("52123456")
    let later = moment("2021-10-01T09:00")
    let wait = try #require(try ended("52123456", later))
    #expect(wait.cause == .lapsed)
    #expect(wait.lastDay == Self.days.upperBound)
    #expect(wait.ended.day == later.day)
    let kept = try Statement(
      try store.connection(later).database,
      "SELECT (SELECT count(*) FROM waiting_applicant) + 10 * (SELECT count(*) FROM waiting_end)"
    ).integer()
    #expect(kept == 10)
    // Who knows only the document learns nothing.
    #expect(
      try store.find(
        document: try document("52123456"), second: .mobile(try Mobile(parsing: "3009999999")),
        now: later) == .notFound)
    #expect(try ended("52123456", later.advanced(bySeconds: 31 * 86_400)) == nil)
    #expect(try store.verify(now: later) == [])
  }

  @Test func `who let told offers lapse is told that, and joins again`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    _ = try store.setPolicy("ofertas_sin_respuesta", to: 1, now: now)
    _ = try found("52123456", now)
    let later = now.advanced(bySeconds: 25 * 3600)
    #expect(try ended("52123456", later)?.cause == .unanswered)
    _ = try join("52123456", now: later)
    guard case .found(let records) = try found("52123456", later) else { throw Unexpected() }
    #expect(records.waiting != nil)
    #expect(records.ended == nil)
    #expect(try store.leaveWaitingList(try document("52123456"), now: later))
    // They left by themselves: of what was before nothing is told.
    #expect(try found("52123456", later) == .notFound)
  }

  @Test func `a turn that ended is given to its holder, forgotten at their wish and purged`() throws
  {
    _ = try fill()
    _ = try join("52123456")
    _ = try join("52123457")
    let later = moment("2021-10-01T09:00")
    #expect(try ended("52123456", later)?.cause == .lapsed)
    #expect(
      try store.export(try document("52123456"), now: later)
        .contains { $0.contains("lista_de_espera_terminada") && $0.contains("fecha_pasada") })
    guard
      case .forgotten(let erasure) = try store.forget(
        try document("52123456"), applies: true, now: later)
    else { throw Unexpected() }
    #expect(erasure.endedWaits == 1)
    #expect(try ended("52123456", later) == nil)
    #expect(try ended("52123457", later)?.cause == .lapsed)
    #expect(try store.purge(applies: true, now: later).endedWaits == 0)
    let muchLater = later.advanced(bySeconds: 30 * 86_400)
    #expect(try store.purge(applies: true, now: muchLater).endedWaits == 1)
    #expect(try ended("52123457", muchLater) == nil)
  }

  @Test func `the schema refuses a place that is offered`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    let database = try store.connection(now).database
    #expect(throws: DatabaseError.self) {
      try database.run(
        script: """
          INSERT INTO claim (point, day, minute, place, holder, hold, held_until, extensions_left)
          SELECT point, day, minute, 2, 1, 1, 9999999999, 0 FROM claim WHERE offer IS NOT NULL
          """)
    }
    #expect(throws: DatabaseError.self) {
      try database.run(script: "DELETE FROM claim WHERE offer IS NOT NULL")
    }
    #expect(throws: DatabaseError.self) {
      try database.run(
        script: """
          INSERT INTO offer (waiting, point, day, minute, made, until)
          SELECT waiting, point, day, minute + 20, made, until FROM offer
          """)
    }
  }

  @Test func `what is offered is taken up, held, and booked`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    guard case .held(let hold) = try store.takeUpOffer(to: try document("52123456"), now: now)
    else { throw Unexpected() }
    guard
      case .booked = try store.book(
        "52123456", booked[0].slot, at: arauca, hold: hold, seed: 99)
    else { throw Unexpected() }
    #expect(try store.waitingStatus(of: try document("52123456"), now: now) == nil)
    #expect(try store.waitingList(now: now) == [])
    #expect(try store.verify(now: now) == [])
  }

  @Test func `the turn, its preference and its authorisation stay with the appointment taken`()
    throws
  {
    let booked = try fill()
    _ = try join("52123456", wish(preference: true))
    try cancel(booked[0], "1020300000")
    // Days later, in another conversation.
    let later = now.advanced(bySeconds: 3_600)
    let other = Store(.file(folder.database), actor: citizen)
    _ = try store.record(.attended, ofEntry: 1, now: now)
    guard
      case .held(let hold) = try other.takeUpOffer(to: try document("52123456"), now: later),
      case .booked(let taken) = try other.book(
        "52123456", booked[0].slot, at: arauca, hold: hold, now: later, seed: 99)
    else { throw Unexpected() }
    func exported() throws -> [[String: Any]] {
      try other.export(try document("52123456"), now: later).map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }
    let objects = try exported()
    func first(_ type: String) -> [String: Any] {
      objects.first { $0["tipo"] as? String == type } ?? [:]
    }
    #expect(first("autorizacion")["respuesta"] as? String == "si")
    let turn = first("lista_de_espera_terminada")
    #expect(turn["estado"] as? String == "con_cita")
    #expect(turn["codigo"] as? String == taken.code.text)
    #expect(turn["preferencia"] as? String == "si")
    let offer = first("cupo_ofrecido")
    #expect(offer["estado"] as? String == "tomado")
    #expect(offer["llamada"] as? String == "atendida")
    // A change keeps the tie; what is erased has none.
    let own = try document("52123456")
    _ = try other.cancel(taken.code, document: own, now: later)
    guard case .forgotten = try other.forget(own, applies: true, now: later) else {
      throw Unexpected()
    }
    #expect(try exported().isEmpty)
    #expect(
      try Statement(
        try Database(path: folder.database),
        "SELECT count(*) FROM waiting WHERE code IS NOT NULL OR preference = 1"
      ).integer() == 0)
    #expect(try other.verify(now: later) == [])
  }

  @Test func `a restoration offers the place of whoever is erased again to who waits`() throws {
    let booked = try fill()
    _ = try join("52123456")
    _ = try join("79123456", now: now.advanced(bySeconds: 60))
    let later = now.advanced(bySeconds: 120)
    try cancel(booked[0], "1020300000", now: later)
    let backup = folder.path + "/respaldo.db"
    _ = try store.backUp(to: backup, now: later)
    guard
      case .forgotten = try store.forget(try document("52123456"), applies: true, now: later)
    else { throw Unexpected() }
    guard case .restored(let done) = try store.restore(from: backup, applies: true, now: later)
    else { throw Unexpected() }
    #expect(done.erasures == 1)
    // Before anybody comes who would settle it.
    #expect(try store.verify(now: later) == [])
    #expect(try offer("79123456", now: later)?.slot == booked[0].slot)
  }

  @Test func `how long it takes is told when the list tells it, and within the days asked for`()
    throws
  {
    let booked = try fill("08:00"..."08:40")
    for (index, number) in ["52123450", "52123451", "52123452"].enumerated() {
      _ = try join(number)
      try cancel(booked[index], "102030000\(index)")
    }
    // Three offers, but the list is of today.
    #expect(try join("52123453").estimatedDays == nil)
    let week = now.advanced(bySeconds: 7 * 86_400)
    let status = try #require(
      try store.waitingStatus(of: try document("52123453"), now: week))
    let days = try #require(status.estimatedDays)
    #expect(week.day.advanced(by: days) <= status.waiting.wish.days.upperBound)
  }

  @Test func `an entry concerns the point whose place is kept for it, or whose it may get`() throws
  {
    _ = try fill()
    let offered = try #require(try join("52123456", wish(nil)).offer)
    _ = try join("79123456")
    let rows = try store.waitingList(now: now)
    let points = try store.points(now: now)
    #expect(points.filter { rows[0].concerns($0) } == [offered.point])
    #expect(points.filter { rows[1].concerns($0) } == [arauca])
  }

  @Test func `a hold on what is offered ends, and the offer stands`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    _ = try store.takeUpOffer(to: try document("52123456"), now: now)
    let later = now.advanced(bySeconds: 3600)
    let other = Store(.file(folder.database), actor: citizen)
    #expect(try other.hold(booked[0].slot, at: arauca.id, now: later) == .taken)
    #expect(try offer("52123456", now: later) != nil)
    guard case .held = try store.takeUpOffer(to: try document("52123456"), now: later)
    else { throw Unexpected() }
    #expect(try store.verify(now: later) == [])
  }

  @Test func `what is declined passes on, and in the end is free`() throws {
    let booked = try fill()
    _ = try join("52123456")
    _ = try join("79123456", now: now.advanced(bySeconds: 60))
    try cancel(booked[0], "1020300000", now: now.advanced(bySeconds: 90))
    let later = now.advanced(bySeconds: 120)
    #expect(try offer("52123456", now: later) != nil)
    #expect(try offer("79123456", now: later) == nil)
    #expect(try store.declineOffer(to: try document("52123456"), now: later)?.position == 1)
    #expect(try offer("52123456", now: later) == nil)
    #expect(try offer("79123456", now: later) != nil)
    #expect(try store.declineOffer(to: try document("79123456"), now: later) != nil)
    #expect(try freeSlots(now: later) == [booked[0].slot])
    #expect(try store.verify(now: later) == [])
  }

  @Test func `an offer without an answer passes on, whoever comes next`() throws {
    let booked = try fill()
    _ = try join("52123456")
    _ = try join("79123456", now: now.advanced(bySeconds: 60))
    try cancel(booked[0], "1020300000", now: now.advanced(bySeconds: 90))
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    let other = Store(.file(folder.database), actor: citizen)
    #expect(try other.hold(booked[0].slot, at: arauca.id, now: nextDay) == .taken)
    #expect(try offer("79123456", now: nextDay)?.slot == booked[0].slot)
    #expect(try offer("52123456", now: nextDay) == nil)
    let dayAfter = nextDay.advanced(bySeconds: 25 * 3600)
    #expect(try freeSlots(now: dayAfter) == [booked[0].slot])
    #expect(try store.waitingList(now: dayAfter).count == 2)
  }

  /// Somebody asks, by the document and the second datum.
  private func ask(_ number: String, now: Moment = now) throws -> WaitingStatus {
    guard
      case .found(let found) = try store.find(
        document: try document(number), second: .mobile(Mobile(stored: "3001234567")), now: now),
      let status = found.waiting
    else { throw Unexpected() }
    return status
  }

  private func called(_ group: CallSheet.Group, now: Moment) throws -> [CallSheet.Call] {
    try store.callSheet(of: now.day, at: nil, now: now).parts(group).flatMap(\.calls)
  }

  @Test func `who was told of two offers and answers none leaves the list`() throws {
    let booked = try fill("08:00"..."08:20")
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    #expect(try ask("52123456").offer != nil)
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    _ = try store.reviewWaitingList(now: nextDay)
    try cancel(booked[1], "1020300001", now: nextDay)
    #expect(try ask("52123456", now: nextDay).offer?.slot == booked[1].slot)
    let review = try store.reviewWaitingList(now: nextDay.advanced(bySeconds: 25 * 3600))
    #expect((review.expired, review.left, review.waiting) == (1, 1, 0))
    #expect(
      try freeSlots(now: nextDay.advanced(bySeconds: 25 * 3600)) == booked.map(\.slot))
  }

  @Test func `offers that nobody told of cost nobody their turn, and are to be called about`()
    throws
  {
    let booked = try fill("08:00"..."08:20")
    let entry = try join("52123456").waiting.id
    try cancel(booked[0], "1020300000")
    let calls = try called(.offered, now: now)
    #expect(calls.map(\.subject) == [.entry(entry)])
    #expect(calls.map(\.slot) == [booked[0].slot])
    #expect(calls.map(\.keptUntil) == [now.advanced(bySeconds: 24 * 3600)])
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    _ = try store.reviewWaitingList(now: nextDay)
    #expect(try called(.offered, now: nextDay).isEmpty)
    try cancel(booked[1], "1020300001", now: nextDay)
    let review = try store.reviewWaitingList(now: nextDay.advanced(bySeconds: 25 * 3600))
    #expect((review.expired, review.left, review.waiting) == (1, 0, 1))
  }

  @Test func `the schema refuses to strike off whom nobody told`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    let database = try store.connection(now).database
    #expect(throws: DatabaseError.self) {
      try database.run(script: "UPDATE waiting SET state = 'silent'")
    }
    #expect(throws: DatabaseError.self) {
      try database.run(
        script: "UPDATE offer SET told = 1; UPDATE offer SET told = 0")
    }
  }

  @Test func `a message that was handed over tells, and so does a call that was taken`() throws {
    let booked = try fill("08:00"..."08:20")
    let entry = try join("52123456").waiting.id
    try cancel(booked[0], "1020300000")
    var last = 0
    while let notice = try store.claimNotice(after: last, seconds: 60, now: now) {
      last = notice.id
      _ = try store.settle(notice, .delivered, now: now)
    }
    #expect(try called(.offered, now: now).isEmpty)
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    _ = try store.reviewWaitingList(now: nextDay)
    try cancel(booked[1], "1020300001", now: nextDay)
    #expect(
      try store.record(.noAnswer, ofEntry: entry, now: nextDay)
        == .recorded(.noAnswer, before: nil))
    #expect(try called(.offered, now: nextDay).map(\.outcome) == [.noAnswer])
    #expect(
      try store.record(.attended, ofEntry: entry, now: nextDay)
        == .recorded(.attended, before: .noAnswer))
    #expect(try called(.offered, now: nextDay).isEmpty)
    #expect(try store.record(.attended, ofEntry: 999, now: nextDay) == .noSuchEntry)
    let review = try store.reviewWaitingList(now: nextDay.advanced(bySeconds: 25 * 3600))
    #expect((review.expired, review.left, review.waiting) == (1, 1, 0))
  }

  @Test func `a place that was missed and is free is kept once more for who asks`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    #expect(try freeSlots(now: nextDay) == [booked[0].slot])
    let status = try ask("52123456", now: nextDay)
    #expect(status.offer?.slot == booked[0].slot)
    #expect(status.offer?.until == nextDay.advanced(bySeconds: 24 * 3600))
    #expect(status.lost?.cause == .lapsed)
    #expect(try freeSlots(now: nextDay) == [])
    #expect(try store.verify(now: nextDay) == [])
    // Now they know: the second time counts, and one more ends it.
    let later = nextDay.advanced(bySeconds: 25 * 3600)
    #expect(try ask("52123456", now: later).offer != nil)
    let review = try store.reviewWaitingList(now: later.advanced(bySeconds: 25 * 3600))
    #expect((review.left, review.waiting) == (1, 0))
  }

  @Test func `a place that was missed and that another has taken is not kept again`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    _ = try store.mustBook("79123456", booked[0].slot, at: arauca, now: nextDay, seed: 88)
    let status = try ask("52123456", now: nextDay)
    #expect(status.offer == nil)
    #expect(status.lost?.offer.slot == booked[0].slot)
    #expect(status.position == 1)
  }

  @Test func `who counted on an offer that a closure takes is called, until they know`() throws {
    let booked = try fill()
    let entry = try join("52123456").waiting.id
    try cancel(booked[0], "1020300000")
    #expect(try ask("52123456").offer != nil)
    var random = Seeded(state: 4)
    let closure = Closure(day: thursday.day, times: Closure.wholeDay, reason: "día cívico")
    guard
      case .plan(let plan, _) = try store.apply(.close(closure, at: nil), now: now, using: &random)
    else { throw Unexpected() }
    #expect((plan.lostOfferCount, plan.lostHoldCount) == (1, 0))
    #expect(try called(.offerLost, now: now).map(\.subject) == [.entry(entry)])
    _ = try store.record(.noAnswer, ofEntry: entry, now: now)
    #expect(try called(.offerLost, now: now).count == 1)
    let status = try ask("52123456")
    #expect(status.lost?.cause == .withdrawn)
    #expect(try called(.offerLost, now: now).isEmpty)
    #expect(try store.verify(now: now) == [])
  }

  @Test func `who did not know of an offer that a closure takes is not called`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    var random = Seeded(state: 4)
    let closure = Closure(day: thursday.day, times: Closure.wholeDay, reason: "día cívico")
    _ = try store.apply(.close(closure, at: nil), now: now, using: &random)
    #expect(try called(.offerLost, now: now).isEmpty)
  }

  @Test func `a hold that ended is offered before somebody else takes its place`() throws {
    _ = try fill("08:00"..."08:20")
    var random = Seeded(state: 3)
    guard
      case .cancelled = try store.cancel(
        try #require(
          try store.activeAppointment(of: try document("1020300000"), now: now)
        ).code, document: try document("1020300000"), now: now)
    else { throw Unexpected() }
    let hold = try store.mustHold(thursday.at("08:00"), at: arauca)
    #expect(try join("52123456").offer == nil)
    let later = now.advanced(bySeconds: 60)
    let booking = Booking(
      motive: .accountStatement, applicant: try applicant("79123456"), point: arauca,
      slot: hold.slot)
    #expect(try store.book(booking, hold: hold, now: later, using: &random) == .taken)
    // What was rolled back is done by whoever comes next.
    #expect(try freeSlots(now: later) == [])
    #expect(try offer("52123456", now: later)?.slot == hold.slot)
  }

  @Test func `a document waits once, and not with an appointment`() throws {
    let booked = try fill()
    _ = try join("52123456")
    guard
      case .alreadyWaiting = try store.join(
        wish(), motive: .accountStatement, applicant: try applicant("52123456"), now: now)
    else { throw Unexpected() }
    #expect(
      try store.join(
        wish(), motive: .accountStatement, applicant: try applicant("1020300000"), now: now)
        == .alreadyBooked(booked[0]))
  }

  @Test func `the position counts legal preference, then arrival, and the same places`() throws {
    _ = try fill()
    // Cali and Arauca are full for them: their days are.
    #expect(try join("52123456").position == 1)
    #expect(try join("79123456", now: now.advanced(bySeconds: 1)).position == 2)
    #expect(
      try join("52123460", wish(preference: true), now: now.advanced(bySeconds: 2)).position == 1)
    #expect(
      try store.waitingStatus(of: try document("79123456"), now: now.advanced(bySeconds: 3))?
        .position == 3)
    #expect(
      try store.waitingList(now: now).map(\.status.applicant.document.number.text)
        == ["52123460", "52123456", "79123456"])
  }

  @Test func `who waits for a place that is free is offered it at once`() throws {
    let status = try join("52123456", wish("11001"))
    #expect(status.offer?.point.city == "Bogotá")
    #expect(status.offer?.until ?? now > now)
  }

  @Test func `a closure takes an offer back, and its entry keeps its place`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    var random = Seeded(state: 4)
    guard
      case .plan = try store.apply(
        .close(
          Closure(day: thursday.day, times: Closure.wholeDay, reason: "día cívico"), at: nil),
        now: now, using: &random)
    else { throw Unexpected() }
    #expect(try offer("52123456") == nil)
    #expect(try store.verify(now: now) == [])
    guard
      case .plan = try store.apply(.reopen(thursday.day, at: nil), now: now, using: &random)
    else { throw Unexpected() }
    #expect(try offer("52123456")?.slot == booked[0].slot)
  }

  @Test func `a new rule and an opened month are offered`() throws {
    _ = try fill()
    let october = Wish(
      cityCode: "81001", days: now.day...now.day.advanced(by: 60), part: .any,
      hasPreference: false)
    _ = try join("52123456", october)
    var random = Seeded(state: 4)
    _ = try store.apply(
      .addRule(
        Rule.Terms(
          schedule: ScheduleRule(
            weekdays: [.friday], from: TimeOfDay(minutes: 480), through: TimeOfDay(minutes: 480),
            stepMinutes: 20, places: 1,
            valid: now.day.month.next.first...now.day.month.next.last), keptForAgents: 0),
        at: arauca.id), now: now, using: &random)
    #expect(try offer("52123456") == nil)
    _ = try store.apply(.openMonth(now.day.month.next), now: now, using: &random)
    #expect(try offer("52123456")?.slot.day.iso == "2021-10-01")
  }

  @Test func `who leaves the list is erased from it, and an offer passes on`() throws {
    let booked = try fill()
    _ = try join("52123456")
    _ = try join("79123456", now: now.advanced(bySeconds: 1))
    let later = now.advanced(bySeconds: 2)
    try cancel(booked[0], "1020300000", now: later)
    #expect(try store.leaveWaitingList(try document("52123456"), now: later))
    #expect(try !store.leaveWaitingList(try document("52123456"), now: later))
    #expect(try offer("79123456", now: later) != nil)
    #expect(try store.export(try document("52123456"), now: later) == [])
    #expect(
      try store.export(try document("79123456"), now: later)
        .contains { $0.contains("lista_de_espera") })
    guard
      case .forgotten(let erasure) = try store.forget(
        try document("79123456"), applies: true, now: later)
    else { throw Unexpected() }
    #expect(erasure.waiting == 1)
    #expect(try freeSlots(now: later) == [booked[0].slot])
  }

  /// What somebody does behind the program's back to a store with an offer, and what is found.
  static let damages: [(script: StaticString, check: Check)] = [
    ("DROP TRIGGER claim_leaves_its_offer; DELETE FROM claim WHERE offer IS NOT NULL", .waiting),
    (
      """
      DROP INDEX offer_open;
      INSERT INTO offer (waiting, point, day, minute, made, until)
      SELECT waiting, point, day, minute + 20, made, until FROM offer
      """, .waiting
    ),
    ("DELETE FROM waiting_applicant", .waiting),
    // The place is free, and they wait.
    ("UPDATE offer SET state = 'ended'", .passedOver),
    ("DELETE FROM outbox WHERE kind = 'oferta'", .outbox),
    ("DROP TRIGGER outbox_delivers_once; UPDATE outbox SET minute = minute + 1", .outbox),
  ]

  @Test(arguments: damages.indices)
  func `what was done to the waiting list behind the store's back is found`(row: Int) throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    #expect(try store.verify(now: now) == [])
    try store.connection(now).database.run(script: Self.damages[row].script)
    let checks = Set(try store.verify(now: now).map(\.check))
    #expect(checks.contains(Self.damages[row].check), "\(checks)")
  }

  @Test func `what time alone has freed is no finding, nor a month that has opened`() throws {
    let booked = try fill()
    _ = try join("52123456")
    _ = try join("79123456", now: now.advanced(bySeconds: 60))
    try cancel(booked[0], "1020300000", now: now.advanced(bySeconds: 90))
    #expect(try store.verify(now: now.advanced(bySeconds: 30 * 3600)) == [])
    #expect(try store.verify(now: moment("2021-10-01T08:00")) == [])
  }

  @Test func `what the verification finds of offers`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    try store.connection(now).database.run(
      script: "DROP TRIGGER claim_leaves_its_offer; DELETE FROM claim WHERE offer IS NOT NULL")
    #expect(try store.verify(now: now).map(\.check) == [.schema, .waiting])
  }

  @Test func `nobody waits without an authorisation`() throws {
    let other = Store(.file(folder.database), actor: citizen)
    #expect(throws: StoreError.self) {
      try other.join(
        wish(), motive: .accountStatement, applicant: try applicant("52123456"), now: now)
    }
    #expect(try store.waitingList(now: now) == [])
    try other.record(Consent(noticeVersion: "1", granted: false), now: now)
    #expect(throws: StoreError.self) {
      try other.join(
        wish(), motive: .accountStatement, applicant: try applicant("52123456"), now: now)
    }
    try other.authorise()
    guard
      case .joined = try other.join(
        wish(), motive: .accountStatement, applicant: try applicant("52123456"), now: now)
    else { throw Unexpected() }
  }

  @Test func `who joins keeps no draft`() throws {
    let document = try document("52123456")
    try store.saveDraft(
      of: document,
      [StoredAnswer(.mobile(Mobile(stored: "3001234567")))], now: now)
    _ = try join("52123456", wish("81001"))
    let connection = try store.connection(now)
    #expect(try Statement(connection.database, "SELECT count(*) FROM draft").integer() == 0)
    // What was typed is known as that of the entry.
    #expect(try store.status(of: document, now: now).known?.source == .waitingList)
  }

  @Test func `a turn is told only to who knows its second datum`() throws {
    _ = try fill()
    _ = try join("52123456")
    let document = try document("52123456")
    guard
      case .found(let found) = try store.find(
        document: document, second: .mobile(Mobile(stored: "3001234567")), now: now)
    else { throw Unexpected() }
    #expect(found.appointments == [])
    #expect(found.waiting?.position == 1)
    #expect(found.waiting?.offerHours == 24)
    #expect(
      try store.find(
        document: document, second: .mobile(Mobile(stored: "3009999999")), now: now) == .notFound)
  }

  @Test func `a message of an offer goes with the offer`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    #expect(try store.outbox(now: now).last?.kind == .offer)
    _ = try store.declineOffer(to: try document("52123456"), now: now)
    #expect(try !store.outbox(now: now).contains { $0.kind == .offer })
  }

  @Test func `an offer that ends while its message is in delivery is told no more`() throws {
    let booked = try fill()
    _ = try join("52123456")
    try cancel(booked[0], "1020300000")
    let mailer = Store(.file(folder.database), actor: citizen)
    func claimOffer(_ now: Moment) throws -> Notice? {
      var last = 0
      while let notice = try mailer.claimNotice(after: last, seconds: 120, now: now) {
        if case .offer = notice.content { return notice }
        last = notice.id
      }
      return nil
    }
    let notice = try #require(try claimOffer(now))
    _ = try store.declineOffer(to: try document("52123456"), now: now)
    // Its claim ends, and nobody is to hand it over again.
    let later = now.advanced(bySeconds: 600)
    #expect(try claimOffer(later) == nil)
    // Nor is an attempt that came to nothing repeated.
    #expect(try mailer.settle(notice, .postponed(status: 75), now: now) == .failed)
    #expect(try store.verify(now: now) == [])
    _ = try mailer.sweepOutbox(now: later)
    #expect(
      try store.outbox(now: later).filter { $0.kind == .offer }.map(\.state) == [.failed])
  }

  @Test func `whose latest date is past is not taken to wait, whoever comes first`() throws {
    _ = try fill()
    _ = try join(
      "52123456",
      Wish(
        cityCode: "81001", days: now.day...now.day.advanced(by: 1), part: .any,
        hasPreference: false))
    let document = try document("52123456")
    #expect(try store.status(of: document, now: now).known?.source == .waitingList)
    let later = now.advanced(bySeconds: 3 * 86_400)
    #expect(try store.status(of: document, now: later).known == nil)
    #expect(
      try store.known(of: document, second: .mobile(Mobile(stored: "3001234567")), now: later)
        == .notFound)
  }

  @Test func `who proves a document whose latest date is past is not sent to the list`() throws {
    _ = try fill()
    _ = try join(
      "52123456",
      Wish(
        cityCode: "81001", days: now.day...now.day.advanced(by: 1), part: .any,
        hasPreference: false))
    #expect(
      try store.known(
        of: try document("52123456"), second: .mobile(Mobile(stored: "3001234567")),
        now: now.advanced(bySeconds: 3 * 86_400)) == .notFound)
  }

  @Test func `an offer that is over cannot be declined, and has passed on`() throws {
    let booked = try fill()
    _ = try join("52123456")
    _ = try join("79123456", now: now.advanced(bySeconds: 60))
    try cancel(booked[0], "1020300000", now: now.advanced(bySeconds: 90))
    let nextDay = now.advanced(bySeconds: 25 * 3600)
    #expect(try store.declineOffer(to: try document("52123456"), now: nextDay) == nil)
    #expect(try offer("79123456", now: nextDay)?.slot == booked[0].slot)
    let declined = try Statement(
      store.connection(now).database, "SELECT count(*) FROM offer WHERE state = 'declined'"
    ).integer()
    #expect(declined == 0)
  }

  @Test func `another margin offers what was too late before`() throws {
    let booked = try fill()
    _ = try join("52123456")
    let late = booked[0].slot.moment.advanced(bySeconds: -5400)
    try cancel(booked[0], "1020300000", now: late)
    #expect(try freeSlots(now: late) == [booked[0].slot])
    _ = try store.setPolicy("oferta_margen_horas", to: 1, now: late)
    let database = try store.connection(late).database
    #expect(
      try Statement(database, "SELECT count(*) FROM offer WHERE state = 'open'").integer() == 1)
  }

  // MARK: A month

  /// A month of people who come, book, wait, cancel, answer offers and do not.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `nothing stays free in a month for which somebody waits`(seed: UInt64) throws {
    var month = SimulatedMonth(store: Store(.memory, actor: citizen), seed: seed)
    try month.run()
    // Enough of everything has happened.
    #expect(month.offers > 20, "\(month.offers)")
    #expect(month.accepted > 3, "\(month.accepted)")
    #expect(month.declined > 1, "\(month.declined)")
    #expect(month.expired > 1, "\(month.expired)")
  }
}

extension SlotStart {
  fileprivate func at(_ time: String) -> SlotStart {
    guard let time = TimeOfDay(iso: time) else { preconditionFailure("«\(time)» is a time") }
    return SlotStart(day: day, time: time)
  }
}

/// Three small points for a month, and the people who come to them.
private struct SimulatedMonth {
  let store: Store
  private var random: Seeded
  private var now = moment("2021-09-01T07:00")
  private var cities: [PointOfContact] = []
  private var people = 0
  private var booked: [(appointment: Appointment, number: String)] = []
  private var joined = 0
  /// The offers that were looked at.
  private var seen: Set<String> = []
  private(set) var offers = 0
  private(set) var accepted = 0
  private(set) var declined = 0
  private(set) var expired = 0

  init(store: Store, seed: UInt64) {
    self.store = store
    random = Seeded(state: seed)
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  mutating func run() throws {
    try store.authorise(now: now)
    cities = try ["Arauca", "Ibagué", "Neiva"].map { try store.point($0) }
    try shrink()
    var steps = 0
    while now < moment("2021-09-30T18:00") {
      now = now.advanced(bySeconds: Int.random(in: 300...5_400, using: &random))
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<6: try arrive()
      case 6: try cancel()
      case 7: try answer()
      default: try lookAround()
      }
      // By then what this session held has ended: it does not see its own hold.
      now = now.advanced(bySeconds: 60)
      try check()
      steps += 1
      if steps.isMultiple(of: 25) { #expect(try store.verify(now: now) == []) }
    }
    let counts = try Statement(
      store.connection(now).database,
      "SELECT count(*) FROM offer WHERE state = 'expired'"
    ).integer()
    expired = counts ?? 0
    offers =
      try Statement(store.connection(now).database, "SELECT count(*) FROM offer").integer() ?? 0
  }

  /// Three hours on two days of the week.
  private mutating func shrink() throws {
    // The other cities never have a place, so that «any city» is one of these.
    try store.connection(now).database.run(script: "UPDATE schedule_rule SET last_day = 0")
    for city in cities {
      _ = try store.apply(
        .addRule(
          Rule.Terms(
            schedule: ScheduleRule(
              weekdays: [.tuesday, .friday], from: TimeOfDay(minutes: 11 * 60),
              through: TimeOfDay(minutes: 13 * 60), stepMinutes: 60, places: 1,
              valid: now.day.advanced(by: 1)...now.day.month.last), keptForAgents: 0),
          at: city.id),
        now: now, using: &random)
    }
  }

  private func agenda(_ city: PointOfContact) throws -> FreePlaces {
    FreePlaces(
      try store.agenda(of: city.id, days: now.day...now.day.month.last, now: now), now: now)
  }

  /// Somebody takes the first free place of a city, lets it go, or waits where there is none.
  private mutating func arrive() throws {
    people += 1
    let number = String(1_020_400_000 + people)
    guard let city = cities.randomElement(using: &random) else { return }
    if let slot = try agenda(city).first {
      guard case .held(let hold) = try store.hold(slot, at: city.id, now: now) else { return }
      if chance(30) { return }
      if case .booked(let appointment) = try store.book(
        number, slot, at: city, hold: hold, now: now, seed: random.next())
      {
        booked.append((appointment, number))
      }
      return
    }
    let first = now.day.advanced(by: Int.random(in: 0...5, using: &random))
    let last = first.advanced(by: Int.random(in: 1...20, using: &random))
    let wish = Wish(
      cityCode: chance(25) ? nil : city.cityCode, days: first...last,
      part: PartOfDay.allCases.randomElement(using: &random) ?? .any,
      hasPreference: chance(20))
    let result = try store.join(
      wish, motive: .accountStatement, applicant: try applicant(number), now: now)
    guard case .joined = result else { throw Unexpected() }
    joined += 1
  }

  private mutating func cancel() throws {
    booked.removeAll { $0.appointment.slot.moment <= now }
    guard let index = booked.indices.randomElement(using: &random) else { return }
    let (appointment, number) = booked.remove(at: index)
    _ = try store.cancel(
      appointment.code, document: try applicant(number).document, now: now)
  }

  /// Somebody with an offer takes it, declines it, begins and stops, or leaves the list.
  private mutating func answer() throws {
    let rows = try store.waitingList(now: now).filter { $0.status.offer != nil }
    guard let row = rows.randomElement(using: &random), let offer = row.status.offer else { return }
    let applicant = row.status.applicant
    switch Int.random(in: 0..<10, using: &random) {
    case 0..<4:
      guard case .held(let hold) = try store.takeUpOffer(to: applicant.document, now: now) else {
        return
      }
      #expect(hold.slot == offer.slot)
      let number = applicant.document.number.text
      if case .booked(let appointment) = try store.book(
        number, offer.slot, at: offer.point, hold: hold, now: now, seed: random.next())
      {
        accepted += 1
        booked.append((appointment, number))
      }
    case 4..<7:
      #expect(try store.declineOffer(to: applicant.document, now: now) != nil)
      declined += 1
    case 7: _ = try store.takeUpOffer(to: applicant.document, now: now)
    case 8: _ = try store.leaveWaitingList(applicant.document, now: now)
    default: break
    }
  }

  private mutating func lookAround() throws {
    _ = try store.reviewWaitingList(now: now)
  }

  /// What must hold after whoever comes next has looked.
  private mutating func check() throws {
    let database = try store.connection(now).database
    var free: [(city: String, slots: [SlotStart])] = []
    for city in cities {
      let places = try agenda(city)
      free.append(
        (
          city.cityCode,
          places.freeDays.flatMap { day in
            places.freeSlots(on: day).map { SlotStart(day: day, time: $0.time) }
          }
        ))
    }
    let rows = try store.waitingList(now: now)
    var passedOver: [Int: Set<SlotStart>] = [:]
    try Statement(
      database,
      "SELECT waiting, day, minute FROM offer WHERE state IN ('declined', 'expired')"
    ).forEach { (row) throws(DatabaseError) in
      passedOver[try row.integer(0), default: []].insert(try row.slot(1))
    }
    // No place is free that somebody in line would take and has time to answer for.
    for row in rows where row.status.offer == nil {
      for (city, slots) in free {
        for slot in slots where now.advanced(bySeconds: 7200) < slot.moment {
          #expect(
            !row.status.waiting.wish.fits(slot, inCity: city)
              || passedOver[row.status.waiting.id]?.contains(slot) == true,
            "\(slot) is free and \(row.status.waiting) waits")
        }
      }
    }
    // Nobody is offered what somebody before them in line would take.
    for row in rows {
      guard let offer = row.status.offer,
        seen.insert("\(row.status.waiting.id) \(offer)").inserted
      else { continue }
      #expect(offer.slot.moment.advanced(bySeconds: -7200) >= offer.until)
      for ahead in rows
      where ahead.status.offer == nil && ahead.status.waiting.isBefore(row.status.waiting)
        // Who joined in this step may have come after the offer.
        && ahead.status.waiting.joined < now.advanced(bySeconds: -60)
      {
        // Who had one then, which has lapsed since, was not passed over.
        let hadOne =
          try Statement(
            database,
            """
            SELECT EXISTS (
              SELECT 1 FROM offer JOIN offer AS had ON had.waiting = ?1
              WHERE offer.waiting = ?2 AND offer.state = 'open' AND had.state = 'expired'
                AND had.made <= offer.made AND had.until > offer.made
            )
            """
          ).integer(ahead.status.waiting.id, row.status.waiting.id) == 1
        if hadOne { continue }
        #expect(
          !ahead.status.waiting.wish.fits(offer.slot, inCity: offer.point.cityCode)
            || passedOver[ahead.status.waiting.id]?.contains(offer.slot) == true,
          "\(ahead.status.waiting) comes before \(row.status.waiting)")
      }
    }
    // Everybody is accounted for: who waits is in the list, who does not has an end.
    let entries = try Statement(database, "SELECT count(*) FROM waiting").integer() ?? 0
    let ends =
      try Statement(
        database, "SELECT count(*) FROM event WHERE kind = 'wait_end'"
      ).integer() ?? 0
    let waits =
      try Statement(database, "SELECT count(*) FROM event WHERE kind = 'wait'").integer() ?? 0
    #expect(entries == waits)
    #expect(entries == joined)
    #expect(entries == rows.count + ends)
  }
}
