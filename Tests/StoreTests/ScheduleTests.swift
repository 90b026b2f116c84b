import Domain
import Office
import SQLite
import Testing

@testable import Store

private let office = Actor(channel: .office, agent: nil)
private let workingDays: Weekdays = [.monday, .tuesday, .wednesday, .thursday, .friday]

private func day(_ iso: String) -> Day { slot(iso + "T00:00").day }

private func terms(
  _ from: String = "08:00", _ through: String = "12:00", places: Int, kept: Int = 0, step: Int = 20,
  valid first: String = "2021-09-10", _ last: String = "2021-12-31"
) -> Rule.Terms {
  Rule.Terms(
    schedule: ScheduleRule(
      weekdays: workingDays, from: slot("2021-09-10T" + from).time,
      through: slot("2021-09-10T" + through).time, stepMinutes: step, places: places,
      valid: day(first)...day(last)),
    keptForAgents: kept)
}

private func civicDay(_ iso: String = "2021-09-16") -> Closure {
  Closure(
    day: day(iso), times: TimeOfDay(minutes: 0)...TimeOfDay(minutes: 1439), reason: "día cívico")
}

extension Store {
  fileprivate func mustApply(_ change: ScheduleChange, now: Moment = now) throws -> Plan {
    var random = Seeded(state: 7)
    guard case .plan(let plan, _) = try apply(change, now: now, using: &random) else {
      throw Unexpected()
    }
    return plan
  }

  fileprivate func mustPlan(_ change: ScheduleChange, now: Moment = now) throws -> Plan {
    guard case .plan(let plan, _) = try plan(change, now: now) else { throw Unexpected() }
    return plan
  }

  /// The first rule of the point.
  fileprivate func firstRule(_ point: PointOfContact) throws -> Rule {
    try #require(try schedules(now: now).first { $0.point == point }?.rules.first)
  }

  fileprivate func texts(_ sql: StaticString) throws -> [String] {
    var texts: [String] = []
    try Statement(try connection(now).database, sql).forEach { (row) throws(DatabaseError) in
      texts.append(try row.text(0))
    }
    return texts
  }

  /// Every slot has as many claims as places at most, and no closed one any.
  fileprivate func expectNoOverfullSlot() throws {
    let database = try connection(now).database
    #expect(try Statement(database, "SELECT count(*) FROM overfull_slot").integer() == 0)
    #expect(
      try Statement(
        database,
        """
        SELECT count(*) FROM claim JOIN closure USING (day)
        WHERE closure.point IS NULL OR closure.point = claim.point
          AND minute BETWEEN from_minute AND through_minute
        """
      ).integer() == 0)
  }
}

@Suite struct ScheduleTests {
  private let store = Store(.memory, actor: office)

  // MARK: A closure

  @Test func `a plan changes nothing, and what is applied is the plan`() throws {
    let bogota = try store.point("Bogotá")
    let first = try store.mustBook("52123456", thursday, at: bogota, seed: 1)
    let second = try store.mustBook("52123457", thursday, at: bogota, seed: 2)
    let events = try store.texts("SELECT kind FROM event")
    let plan = try store.mustPlan(.close(civicDay(), at: nil))
    #expect(try store.texts("SELECT kind FROM event") == events)
    #expect(try store.claims(thursday, at: bogota) == SlotClaims(appointments: 2))
    let moves = try #require(plan.parts.first?.relocation.moves)
    #expect(moves.map(\.booked.code) == [first.code, second.code].sorted { $0.text < $1.text })
    #expect(moves.map(\.slot) == [slot("2021-09-17T08:20"), slot("2021-09-17T08:20")])
    #expect(moves.map(\.code) == [nil, nil])
    let applied = try store.mustApply(.close(civicDay(), at: nil))
    #expect(applied.fingerprint == plan.fingerprint)
    for move in try #require(applied.parts.first?.relocation.moves) {
      let new = try #require(move.code)
      guard case .found(let old) = try store.find(move.booked.code, now: now),
        case .found(let record) = try store.find(new, now: now)
      else { throw Unexpected() }
      #expect(old.state == .replaced)
      #expect(old.replacedBy == new)
      #expect(record.state == .booked)
      #expect(record.replaces == move.booked.code)
      #expect(record.appointment.slot == move.slot)
      #expect(record.applicant == old.applicant)
    }
    #expect(try store.claims(thursday, at: bogota) == nil)
    #expect(try store.hold(thursday, at: bogota.id, now: now) == .taken)
    try store.expectNoOverfullSlot()
  }

  @Test func `who finds no other place is cancelled, and told apart to be called`() throws {
    let arauca = try store.point("Arauca")
    let appointment = try store.mustBook("52123456", slot("2021-09-30T08:00"), at: arauca)
    for number in 10...29 {
      _ = try store.mustApply(.close(civicDay("2021-09-\(number)"), at: arauca.id))
    }
    let applied = try store.mustApply(.close(civicDay("2021-09-30"), at: nil))
    #expect(applied.moveCount == 0)
    let calls = applied.parts.flatMap(\.relocation.calls)
    #expect(calls.map(\.code) == [appointment.code])
    #expect(calls.map(\.mobile.national) == ["3001234567"])
    guard case .found(let record) = try store.find(appointment.code, now: now) else {
      throw Unexpected()
    }
    #expect(record.state == .cancelled)
    let sheet = try store.callSheet(of: day("2021-09-10"), at: nil, now: now)
    #expect(
      sheet.parts(.withoutHour).flatMap(\.calls).map(\.subject) == [
        .appointment(appointment.code)
      ])
    #expect(
      try store.texts("SELECT kind || ' ' || subject FROM event ORDER BY id DESC LIMIT 2") == [
        "displace \(appointment.code.text)", "close * 2021-09-30 00:00 23:59 día cívico",
      ])
  }

  /// Arauca is closed from today to the 30th, whose appointment at 08:00 is lost.
  private func displacedAtArauca() throws -> (PointOfContact, Appointment) {
    let arauca = try store.point("Arauca")
    let appointment = try store.mustBook("52123456", slot("2021-09-30T08:00"), at: arauca)
    for number in 10...29 {
      _ = try store.mustApply(.close(civicDay("2021-09-\(number)"), at: arauca.id))
    }
    _ = try store.mustApply(.close(civicDay("2021-09-09"), at: arauca.id))
    let applied = try store.mustApply(.close(civicDay("2021-09-30"), at: nil))
    #expect(applied.callCount == 1)
    return (arauca, appointment)
  }

  private func called(_ group: CallSheet.Group) throws -> [CallSheet.Call] {
    try store.callSheet(of: now.day, at: nil, now: now).parts(group).flatMap(\.calls)
  }

  @Test func `a reopened day gives the lost hour back before the waiting list has it`() throws {
    let (arauca, lost) = try displacedAtArauca()
    try store.authorise()
    let joined = try store.join(
      Wish(
        cityCode: arauca.cityCode, days: now.day...day("2021-09-30"), part: .any,
        hasPreference: true),
      motive: .accountStatement, applicant: try applicant("52123499"), now: now)
    guard case .joined(let status) = joined else { throw Unexpected() }
    #expect(status.offer == nil)

    let change = ScheduleChange.reopen(day("2021-09-30"), at: nil)
    let plan = try store.mustPlan(change)
    #expect(plan.reopening.returns.map(\.appointment.code) == [lost.code])
    #expect(plan.reopening.returns.map(\.code) == [nil])
    let applied = try store.mustApply(change)
    #expect(applied.fingerprint == plan.fingerprint)
    let new = try #require(applied.reopening.returns.first?.code)
    guard case .found(let old) = try store.find(lost.code, now: now),
      case .found(let record) = try store.find(new, now: now)
    else { throw Unexpected() }
    #expect(old.state == .cancelled)
    #expect(old.replacedBy == new)
    #expect(record.state == .booked)
    #expect(record.appointment.slot == lost.slot)
    #expect(record.applicant == old.applicant)
    let offer = try store.waitingStatus(of: try applicant("52123499").document, now: now)?.offer
    #expect(offer?.slot == slot("2021-09-30T08:20"))
    #expect(
      try store.texts("SELECT subject FROM event WHERE kind = 'give_back'")
        == ["\(lost.code.text) \(new.text)"])
    #expect(try store.verify(now: now) == [])
    try store.expectNoOverfullSlot()
  }

  @Test func `who has an hour back is called until they know`() throws {
    let (_, lost) = try displacedAtArauca()
    #expect(try called(.withoutHour).map(\.code) == [lost.code])
    let applied = try store.mustApply(.reopen(day("2021-09-30"), at: nil))
    let new = try #require(applied.reopening.returns.first?.code)
    #expect(try called(.withoutHour) == [])
    #expect(try called(.returned).map(\.code) == [lost.code])
    #expect(try called(.returned).map(\.newCode) == [new])
    #expect(
      try store.record(.noAnswer, of: lost.code, now: now) == .recorded(.noAnswer, before: nil))
    #expect(try called(.returned).map(\.outcome) == [.noAnswer])
    // By the new code too: its day is to come.
    #expect(
      try store.record(.attended, of: new, now: now) == .recorded(.attended, before: .noAnswer))
    #expect(try called(.returned) == [])
    let later = moment("2021-09-30T09:00")
    #expect(
      try store.record(.attended, of: new, now: later) == .recorded(.attended, before: nil))
  }

  /// On its day a call is written down under the new code, before its hour too.
  @Test func `who was reached on the day itself is called about no hour any more`() throws {
    let (_, lost) = try displacedAtArauca()
    let moved = try store.mustBook("52123470", thursday, at: try store.point("Bogotá"), seed: 7)
    _ = try store.mustApply(.close(civicDay(), at: nil))
    _ = try store.mustApply(.reopen(day("2021-09-30"), at: nil))
    for (group, old) in [(CallSheet.Group.returned, lost.code), (.moved, moved.code)] {
      func calls(_ now: Moment) throws -> [CallSheet.Call] {
        try store.callSheet(of: now.day, at: nil, now: now).parts(group).flatMap(\.calls)
          .filter { $0.code == old }
      }
      let new = try #require(try calls(now).first?.newCode)
      guard case .found(let record) = try store.find(new, now: now) else { throw Unexpected() }
      let early = record.appointment.slot.moment.advanced(bySeconds: -1800)
      #expect(try calls(early).map(\.newCode) == [new])
      #expect(try store.record(.attended, of: new, now: early) == .recorded(.attended, before: nil))
      #expect(try calls(early) == [])
    }
  }

  @Test func `one of the closures of a day goes alone, and what stays closed is told`() throws {
    let bogota = try store.point("Bogotá")
    func closure(_ hours: ClosedRange<Int>, _ reason: String) -> Closure {
      Closure(
        day: thursday.day,
        times: TimeOfDay(
          minutes: hours.lowerBound * 60)...TimeOfDay(minutes: hours.upperBound * 60),
        reason: reason)
    }
    let (morning, afternoon) = (closure(8...9, "aseo"), closure(14...15, "reunión"))
    for each in [morning, afternoon] { _ = try store.mustApply(.close(each, at: bogota.id)) }
    _ = try store.mustApply(.close(civicDay(), at: nil))
    let all = try store.mustPlan(.reopen(thursday.day, at: bogota.id)).reopening
    #expect(all.removed == [morning, afternoon])
    #expect(all.remaining == [Reopening.Remaining(closure: civicDay(), point: nil)])
    let one = ScheduleChange.reopen(
      thursday.day, at: bogota.id, from: afternoon.times.lowerBound)
    let applied = try store.mustApply(one).reopening
    #expect(applied.removed == [afternoon])
    #expect(
      Set(applied.remaining) == [
        Reopening.Remaining(closure: civicDay(), point: nil),
        Reopening.Remaining(closure: morning, point: bogota),
      ])
    #expect(
      try store.texts("SELECT reason FROM closure WHERE point IS NOT NULL") == ["aseo"])
    guard
      case .refused(.notClosed) = try store.plan(
        .reopen(thursday.day, at: bogota.id, from: TimeOfDay(minutes: 600)), now: now)
    else { throw Unexpected() }
  }

  @Test func `who was told that the hour is lost has it back too, and is called again`() throws {
    let (_, lost) = try displacedAtArauca()
    _ = try store.record(.attended, of: lost.code, now: now)
    #expect(try called(.withoutHour) == [])
    let applied = try store.mustApply(.reopen(day("2021-09-30"), at: nil))
    #expect(applied.reopening.returns.map(\.appointment.code) == [lost.code])
    #expect(try called(.returned).map(\.code) == [lost.code])
    #expect(try called(.returned).map(\.outcome) == [nil])
  }

  @Test func `who was told, and whose hour is not free again, is called again`() throws {
    let (arauca, lost) = try displacedAtArauca()
    _ = try store.record(.attended, of: lost.code, now: now)
    // The country opens, and nobody attends at that hour any more.
    let schedule = try #require(try store.schedules(now: now).first { $0.point == arauca })
    for rule in schedule.rules {
      _ = try store.mustApply(.endRule(rule.id, after: day("2021-09-29")))
    }
    let applied = try store.mustApply(.reopen(day("2021-09-30"), at: nil))
    #expect(applied.reopening.calls.map(\.code) == [lost.code])
    #expect(try called(.withoutHour).map(\.code) == [lost.code])
  }

  @Test func `who was moved, or has booked since, is left as they are by a reopening`() throws {
    let bogota = try store.point("Bogotá")
    let moved = try store.mustBook("52123457", slot("2021-09-29T08:00"), at: bogota, seed: 3)
    _ = try store.mustApply(.close(civicDay("2021-09-29"), at: bogota.id))
    let plan = try store.mustPlan(.reopen(day("2021-09-29"), at: bogota.id))
    #expect(plan.reopening.keptMoves == 1)
    #expect(plan.reopening.returns.isEmpty && plan.reopening.calls.isEmpty)
    guard case .found(let record) = try store.find(moved.code, now: now) else {
      throw Unexpected()
    }
    #expect(record.state == .replaced)
  }

  @Test func `who has another appointment is called, not booked twice`() throws {
    let (_, lost) = try displacedAtArauca()
    let bogota = try store.point("Bogotá")
    let other = try store.mustBook("52123456", slot("2021-09-29T10:00"), at: bogota, seed: 9)
    #expect(try store.mustPlan(.reopen(day("2021-09-30"), at: nil)).reopening.isEmpty)
    guard
      case .cancelled = try store.cancel(
        other.code, document: try applicant("52123456").document, now: now)
    else { throw Unexpected() }
    let applied = try store.mustApply(.reopen(day("2021-09-30"), at: nil))
    #expect(applied.reopening.returns.map(\.appointment.code) == [lost.code])
    #expect(try store.verify(now: now) == [])
  }

  @Test func `a new rule and a new point have numbers, and a rule that stands is not made twice`()
    throws
  {
    let bogota = try store.point("Bogotá")
    let standing = try store.firstRule(bogota)
    let evening = terms("17:00", "18:00", places: 1, valid: "2021-09-13")
    let planned = try store.mustPlan(.addRule(evening, at: bogota.id))
    #expect(planned.newRules.isEmpty && planned.overlapped.isEmpty)
    let made = try store.mustApply(.addRule(evening, at: bogota.id))
    let number = try #require(made.newRules.first)
    #expect(try store.rule(number, now: now)?.terms == evening)
    guard
      case .refused(.sameRule(number)) = try store.plan(
        .addRule(evening, at: bogota.id), now: now)
    else { throw Unexpected() }
    let more = terms("08:00", "12:00", places: 9, valid: "2021-09-13")
    #expect(
      try store.mustPlan(.addRule(more, at: bogota.id)).overlapped.map(\.id) == [standing.id])
    let soacha = try #require(Municipality(code: "25754"))
    let point = try store.mustApply(
      .addPoint(
        .init(city: soacha, name: "Soacha", attendance: .virtual, alsoServes: []),
        rulesOf: bogota.id))
    #expect(try store.points(now: now).contains { $0.id == point.newPoint && $0.name == "Soacha" })
    // Those of Bogotá, the evening among them.
    #expect(point.newRules.count == 3)
  }

  @Test func `an open month gives room to the last days of the one before`() throws {
    let arauca = try store.point("Arauca")
    _ = try store.mustBook("52123456", slot("2021-09-30T08:00"), at: arauca)
    for number in 10...29 {
      _ = try store.mustApply(.close(civicDay("2021-09-\(number)"), at: arauca.id))
    }
    _ = try store.mustApply(.openMonth(Month(year: 2021, number: 10)))
    let applied = try store.mustApply(.close(civicDay("2021-09-30"), at: nil))
    let move = try #require(applied.parts.first?.relocation.moves.first)
    #expect(move.slot == slot("2021-10-01T08:00"))
    #expect(move.code?.text.hasPrefix("0102021") == true)
  }

  @Test func `a hold on a closed slot is lost, and its booking is refused`() throws {
    let folder = try TemporaryFolder()
    let caller = Store(.file(folder.database), actor: citizen)
    let bogota = try caller.point("Bogotá")
    let hold = try caller.mustHold(thursday, at: bogota)
    let desk = Store(.file(folder.database), actor: office)
    let applied = try desk.mustApply(.close(civicDay(), at: nil))
    #expect(applied.appointmentCount == 0)
    #expect(applied.lostHoldCount == 1)
    #expect(try caller.book("52123456", thursday, at: bogota, hold: hold) == .taken)
  }

  @Test func `an ended hold is in nobody's way`() throws {
    let folder = try TemporaryFolder()
    let caller = Store(.file(folder.database), actor: citizen)
    let bogota = try caller.point("Bogotá")
    _ = try caller.mustHold(thursday, at: bogota)
    let desk = Store(.file(folder.database), actor: office)
    let later = now.advanced(bySeconds: 46)
    let applied = try desk.mustApply(.close(civicDay(), at: nil), now: later)
    #expect(applied.lostHoldCount == 0)
    #expect(try desk.hold(thursday, at: bogota.id, now: later) == .taken)
  }

  @Test func `what was shown is applied, or it is said that things changed`() throws {
    let bogota = try store.point("Bogotá")
    _ = try store.mustBook("52123456", thursday, at: bogota, seed: 1)
    let shown = try store.mustPlan(.close(civicDay(), at: nil)).fingerprint
    _ = try store.mustBook("52123457", thursday, at: bogota, seed: 2)
    var random = Seeded(state: 7)
    let close = ScheduleChange.close(civicDay(), at: nil)
    guard
      case .changedMeanwhile(let plan, _) = try store.apply(
        close, ifStill: shown, now: now, using: &random)
    else { throw Unexpected() }
    #expect(plan.moveCount == 2)
    #expect(try store.claims(thursday, at: bogota) == SlotClaims(appointments: 2))
    guard
      case .plan(let applied, _) = try store.apply(
        close, ifStill: plan.fingerprint, now: now, using: &random)
    else { throw Unexpected() }
    #expect(applied.fingerprint == plan.fingerprint)
  }

  @Test func `a closure that is taken back opens the day again`() throws {
    let bogota = try store.point("Bogotá")
    _ = try store.mustApply(.close(civicDay(), at: nil))
    _ = try store.mustApply(.reopen(thursday.day, at: nil))
    _ = try store.mustHold(thursday, at: bogota)
  }

  // MARK: Rules

  @Test func `fewer places move the last who booked, and past days keep theirs`() throws {
    let bogota = try store.point("Bogotá")
    let appointments = try (0..<4).map {
      try store.mustBook(
        "5212345\($0)", thursday, at: bogota, now: now.advanced(bySeconds: $0), seed: UInt64($0))
    }
    let later = now.advanced(bySeconds: 60)
    let rule = try store.firstRule(bogota)
    let change = ScheduleChange.replaceRule(rule.id, by: terms(places: 2))
    let applied = try store.mustApply(change, now: later)
    let moves = applied.parts.flatMap(\.relocation.moves)
    #expect(moves.map(\.booked.code) == [appointments[2].code, appointments[3].code])
    #expect(moves.map(\.slot) == [slot("2021-09-16T08:00"), slot("2021-09-16T08:00")])
    // Who booked first goes on being first after a move.
    #expect(
      try store.texts(
        """
        SELECT new.surnames FROM appointment AS new JOIN appointment AS old
        ON old.code = new.replaces AND old.created = new.created
        """
      ).count == 2)
    #expect(try store.claims(thursday, at: bogota) == SlotClaims(appointments: 2))
    #expect(try store.hold(thursday, at: bogota.id, now: later) == .taken)
    #expect(
      try store.texts(
        """
        SELECT places || ' ' || from_minute FROM schedule_rule
        WHERE last_day = 18879 AND point = (SELECT id FROM point WHERE city = 'Bogotá')
        """) == ["4 480"])
    try store.expectNoOverfullSlot()
  }

  @Test func `another grid moves everybody to it`() throws {
    let arauca = try store.point("Arauca")
    _ = try store.mustBook("52123456", slot("2021-09-16T08:20"), at: arauca, seed: 1)
    _ = try store.mustBook("52123457", slot("2021-09-16T09:00"), at: arauca, seed: 2)
    let change = ScheduleChange.replaceRule(
      try store.firstRule(arauca).id, by: terms(places: 1, step: 30))
    let moves = try store.mustApply(change).parts.flatMap(\.relocation.moves)
    #expect(moves.map(\.slot) == [slot("2021-09-16T08:30")])
    #expect(try store.hold(slot("2021-09-16T08:20"), at: arauca.id, now: now) == .taken)
    _ = try store.mustHold(slot("2021-09-16T09:30"), at: arauca)
    try store.expectNoOverfullSlot()
  }

  @Test func `a rule that ends moves who came after it`() throws {
    let arauca = try store.point("Arauca")
    _ = try store.mustBook("52123456", slot("2021-09-16T14:20"), at: arauca, seed: 1)
    _ = try store.mustBook("52123457", slot("2021-09-15T14:20"), at: arauca, seed: 2)
    let afternoon = try #require(
      try store.schedules(now: now).first { $0.point == arauca }?.rules.last)
    let moves = try store.mustApply(.endRule(afternoon.id, after: day("2021-09-15")))
      .parts.flatMap(\.relocation.moves)
    #expect(moves.map(\.slot) == [slot("2021-09-16T12:00")])
    // A rule that has not begun goes altogether.
    let rules = try store.texts("SELECT cast(id AS TEXT) FROM schedule_rule").count
    _ = try store.mustApply(.addRule(terms("17:00", "18:00", places: 1), at: arauca.id))
    let evening = try #require(
      try store.schedules(now: now).first { $0.point == arauca }?.rules.last)
    _ = try store.mustApply(.endRule(evening.id, after: now.day))
    #expect(try store.texts("SELECT cast(id AS TEXT) FROM schedule_rule").count == rules)
  }

  @Test func `a new point has the rules of another, and its places can be taken`() throws {
    let bogota = try store.point("Bogotá")
    let soacha = ScheduleChange.NewPoint(
      city: try #require(Municipality(code: "25754")), name: "Soacha - Oficina Virtual",
      attendance: .virtual, alsoServes: [try #require(Department(code: "25"))])
    _ = try store.mustApply(.addPoint(soacha, rulesOf: bogota.id))
    let point = try store.point("Soacha")
    #expect(point.alsoServes == ["25"])
    #expect(try store.hold(slot("2021-09-09T11:00"), at: point.id, now: now) == .taken)
    _ = try store.mustBook("52123456", thursday, at: point)
  }

  @Test func `a point that another process adds is seen at once, and one that was not added never`()
    throws
  {
    let folder = try TemporaryFolder()
    let desk = Store(.file(folder.database), actor: office)
    let bogota = try desk.point("Bogotá")
    let other = Store(.file(folder.database), actor: citizen)
    #expect(try other.points(now: now).count == 44)
    func adding(_ name: String) throws -> ScheduleChange {
      .addPoint(
        .init(
          city: try #require(Municipality(code: "25754")), name: name, attendance: .virtual,
          alsoServes: []), rulesOf: bogota.id)
    }
    _ = try other.plan(try adding("Soacha, de prueba"), now: now)
    _ = try desk.mustApply(try adding("Soacha"))
    #expect(try other.points(now: now).filter { $0.city == "Soacha" }.map(\.name) == ["Soacha"])
    #expect(try other.bookablePoints(now: now).count == 45)
  }

  @Test func `places kept for agents are refused to citizens by the schema`() throws {
    let folder = try TemporaryFolder()
    let desk = Store(.file(folder.database), actor: office)
    let bogota = try desk.point("Bogotá")
    _ = try desk.mustApply(
      .replaceRule(try desk.firstRule(bogota).id, by: terms(places: 3, kept: 2)))
    let (first, second) = (
      Store(.file(folder.database), actor: citizen), Store(.file(folder.database), actor: citizen)
    )
    #expect(
      try first.agenda(of: bogota.id, days: thursday.day...thursday.day, now: now).rules
        .first { $0.from.iso == "08:00" && $0.valid.contains(thursday.day) }?.places == 1)
    _ = try first.mustHold(thursday, at: bogota)
    #expect(try second.hold(thursday, at: bogota.id, now: now) == .taken)
    for (agent, isTaken) in [("Ana", false), ("Inés", false), ("Luz", true)] {
      let store = Store(.file(folder.database), actor: Actor(channel: .terminal, agent: agent))
      defer { withExtendedLifetime(store) {} }
      #expect(
        try store.agenda(of: bogota.id, days: thursday.day...thursday.day, now: now).rules
          .first { $0.from.iso == "08:00" && $0.valid.contains(thursday.day) }?.places == 3)
      if isTaken {
        #expect(try store.hold(thursday, at: bogota.id, now: now) == .taken)
      } else {
        _ = try store.mustBook(
          "5212345\(agent.utf8.count)", thursday, at: bogota, seed: UInt64(agent.utf8.count))
      }
    }
    withExtendedLifetime((first, second)) {}
  }

  // MARK: Refusals

  @Test func `what cannot be done is told, and nothing is done`() throws {
    let bogota = try store.point("Bogotá")
    let rule = try store.firstRule(bogota)
    _ = try store.mustApply(.close(civicDay("2021-09-20"), at: nil))
    var same = rule.terms
    same = same.valid(day("2021-09-13")...same.schedule.valid.upperBound)
    let october = Month(year: 2021, number: 10)
    let soacha = try #require(Municipality(code: "25754"))
    let cases: [(ScheduleChange, ScheduleChange.Refusal)] = [
      (.replaceRule(999, by: terms(places: 1)), .noSuchRule(999)),
      (.endRule(999, after: thursday.day), .noSuchRule(999)),
      (
        .replaceRule(rule.id, by: terms(places: 1, valid: "2021-09-09")),
        .beginsTooSoon(first: day("2021-09-10"))
      ),
      (.endRule(rule.id, after: day("2021-09-08")), .beginsTooSoon(first: day("2021-09-10"))),
      (
        .endRule(rule.id, after: rule.terms.schedule.valid.upperBound),
        .ruleIsOver(rule.id, last: rule.terms.schedule.valid.upperBound)
      ),
      (.replaceRule(rule.id, by: same), .sameRule(rule.id)),
      (
        .addRule(terms(places: 1, valid: "2021-09-08"), at: bogota.id),
        .dayIsPast(day("2021-09-08"))
      ),
      (.close(civicDay("2021-09-08"), at: nil), .dayIsPast(day("2021-09-08"))),
      (
        .close(civicDay("2021-09-20"), at: bogota.id),
        .alreadyClosed(day("2021-09-20"), reason: "día cívico")
      ),
      (.reopen(day("2021-09-20"), at: bogota.id), .notClosed(day("2021-09-20"))),
      (.reopen(day("2021-09-08"), at: nil), .dayIsPast(day("2021-09-08"))),
      (.openMonth(Month(year: 2021, number: 9)), .monthIsOpen(Month(year: 2021, number: 9))),
      (.openMonth(Month(year: 2021, number: 8)), .monthIsPast(Month(year: 2021, number: 8))),
      (.openMonth(october.next), .monthBeforeIsShut(october)),
      (
        .addPoint(
          .init(
            city: soacha, name: "arauca - oficina virtual", attendance: .virtual, alsoServes: []),
          rulesOf: nil), .nameIsTaken("arauca - oficina virtual")
      ),
    ]
    let events = try store.texts("SELECT kind FROM event")
    var random = Seeded(state: 7)
    for (change, refusal) in cases {
      #expect(try store.plan(change, now: now) == .refused(refusal))
      #expect(try store.apply(change, now: now, using: &random) == .refused(refusal))
    }
    #expect(try store.texts("SELECT kind FROM event") == events)
  }

  // MARK: Many

  /// A closure of the country decreed on the second day of the month, with 5,000 appointments on its
  /// day, 126 at a point; at Arauca no other day is open.
  @Test func `5,000 appointments are moved or called, and every one is accounted for`() throws {
    let start = moment("2021-09-02T09:00")
    let store = Store(.memory, actor: office)
    let points = try store.points(now: start)
    for point in points {
      for (from, through) in [("08:00", "12:00"), ("14:00", "16:20")] {
        _ = try store.mustApply(
          .addRule(terms(from, through, places: 6, valid: "2021-09-03"), at: point.id), now: start)
      }
    }
    let arauca = try store.point("Arauca")
    for number in 2...30 where number != 16 {
      _ = try store.mustApply(
        .close(civicDay("2021-09-" + (number < 10 ? "0\(number)" : "\(number)")), at: arauca.id),
        now: start)
    }
    try fill(store, count: 5_000, start)
    let before = try store.texts("SELECT code FROM appointment WHERE state = 'booked'")
    try #require(before.count == 5_000)

    let close = ScheduleChange.close(civicDay(), at: nil)
    let plan = try store.mustPlan(close, now: start)
    let applied = try store.mustApply(close, now: start)
    #expect(applied.fingerprint == plan.fingerprint)

    // Each is in the report once.
    let moves = applied.parts.flatMap(\.relocation.moves)
    let calls = applied.parts.flatMap(\.relocation.calls)
    #expect(moves.count == 4_874)
    #expect(calls.count == 126)
    let told = moves.map(\.booked.code.text) + calls.map(\.code.text)
    #expect(told.sorted() == before.sorted())
    // Each has one event, and one row that names the closure.
    let event = try store.texts("SELECT cast(max(id) AS TEXT) FROM event WHERE kind = 'close'")
    #expect(
      try store.texts("SELECT code FROM displacement ORDER BY code") == before.sorted())
    #expect(
      try store.texts("SELECT DISTINCT cast(event AS TEXT) FROM displacement") == event)
    let events = try store.texts("SELECT subject FROM event WHERE kind IN ('move', 'displace')")
    #expect(
      events.sorted()
        == (moves.map { "\($0.booked.code.text) \($0.code?.text ?? "")" } + calls.map(\.code.text))
        .sorted())
    // Each stands in the store as it was told.
    #expect(
      try store.texts(
        """
        SELECT replaces || ' ' || code || ' ' || day || ' ' || minute FROM appointment
        WHERE state = 'booked' ORDER BY 1
        """)
        == moves.map {
          "\($0.booked.code.text) \($0.code?.text ?? "") \($0.slot.day.number) "
            + "\($0.slot.time.minutes)"
        }.sorted())
    #expect(
      try store.texts("SELECT code FROM appointment WHERE state = 'cancelled' ORDER BY code")
        == calls.map(\.code.text).sorted())
    #expect(
      try store.texts("SELECT cast(count(*) AS TEXT) FROM appointment WHERE state = 'replaced'")
        == ["4874"])
    #expect(try store.texts("SELECT cast(count(*) AS TEXT) FROM claim") == ["4874"])
    try store.expectNoOverfullSlot()
  }

  /// Appointments on 16 September, 126 at each point in the order of their numbers, the schema's
  /// triggers with them.
  private func fill(_ store: Store, count: Int, _ start: Moment) throws {
    let database = try store.connection(start).database
    let (now, day) = (start.secondsSinceEpoch, thursday.day.number)
    try Statement(
      database,
      """
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
      INSERT INTO session (id, started, channel, agent) SELECT 1000 + i, ?2, 'json', 'x' FROM n
      """
    ).run(count, now)
    try Statement(
      database,
      "INSERT INTO event (id, session, at, kind, subject) VALUES (9000, 1000, ?1, 'hold', '')"
    ).run(now)
    try Statement(
      database,
      """
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?1)
      INSERT INTO claim (point, day, minute, place, holder, hold, held_until, extensions_left)
      SELECT i / 126 + 1, ?3, iif(i % 126 / 6 < 13, 480, 840 - 260) + i % 126 / 6 * 20,
        i % 6 + 1, 1000 + i, 9000, ?2 + 45, 0
      FROM n
      """
    ).run(count, now, day)
    try Statement(
      database,
      """
      INSERT INTO appointment (
        code, point, day, minute, place, motive, person_type, document_type, document_number,
        given_names, surnames, mobile, email, address, residence, session, created)
      SELECT '0092021' || (100000 + holder), point, day, minute, place, 'estado_cuenta', 'natural',
        '13', 10000000 + holder, 'Otra', 'Persona', '3001234567', 'otra@example.com', 'CL 1',
        '11001', holder, ?1
      FROM claim WHERE holder >= 1000
      """
    ).run(now)
  }
}

@Suite struct CallSheetTests {
  private let store = Store(.memory, actor: office)

  @Test func `a sheet has the day's calls by point and hour, and no others`() throws {
    let (bogota, arauca) = (try store.point("Bogotá"), try store.point("Arauca"))
    let late = try store.mustBook("52123456", slot("2021-09-16T14:20"), at: bogota, seed: 1)
    let early = try store.mustBook("52123457", slot("2021-09-16T08:20"), at: bogota, seed: 2)
    let other = try store.mustBook("52123458", slot("2021-09-16T08:00"), at: arauca, seed: 3)
    _ = try store.mustBook("52123459", slot("2021-09-17T08:00"), at: arauca, seed: 4)
    let cancelled = try store.mustBook("52123450", slot("2021-09-16T08:20"), at: arauca, seed: 5)
    _ = try store.cancel(
      cancelled.code, document: try applicant("52123450").document, now: now)
    let sheet = try store.callSheet(of: thursday.day, at: nil, now: now)
    #expect(sheet.parts(.ofTheDay).map(\.point) == [arauca, bogota])
    #expect(
      sheet.parts(.ofTheDay).flatMap(\.calls).map(\.subject)
        == [other, early, late].map { .appointment($0.code) })
    #expect(sheet.parts(.withoutHour).isEmpty)
    let one = try store.callSheet(of: thursday.day, at: bogota.id, now: now)
    #expect(one.parts(.ofTheDay).map(\.point) == [bogota])
  }

  @Test func `a plan is of its order, though others move as few`() throws {
    let arauca = try store.point("Arauca")
    let other = Closure(day: civicDay().day, times: Closure.wholeDay, reason: "fuga de agua")
    let changes: [ScheduleChange] = [
      .close(civicDay(), at: nil), .close(civicDay(), at: arauca.id), .close(other, at: nil),
      .close(civicDay("2021-09-17"), at: nil), .openMonth(now.day.month.next),
    ]
    let fingerprints = try changes.map { try store.mustPlan($0).fingerprint }
    #expect(Set(fingerprints).count == changes.count)
    var random = Seeded(state: 1)
    guard
      case .changedMeanwhile = try store.apply(
        changes[0], ifStill: fingerprints[1], now: now, using: &random)
    else { throw Unexpected() }
  }

  @Test func `an outcome is an event, and the last one counts`() throws {
    let bogota = try store.point("Bogotá")
    let appointment = try store.mustBook("52123456", thursday, at: bogota)
    let hour = thursday.moment
    #expect(
      try store.record(.noAnswer, of: appointment.code, now: now)
        == .tooSoon(thursday.day))
    #expect(
      try store.record(.noAnswer, of: appointment.code, now: hour)
        == .recorded(.noAnswer, before: nil))
    #expect(
      try store.record(.attended, of: appointment.code, now: hour)
        == .recorded(.attended, before: .noAnswer))
    let sheet = try store.callSheet(of: thursday.day, at: nil, now: hour)
    #expect(sheet.parts(.ofTheDay).flatMap(\.calls).map(\.outcome) == [.attended])
    #expect(
      try store.texts("SELECT subject FROM event WHERE kind = 'outcome' ORDER BY id")
        == ["\(appointment.code.text) no_contesta", "\(appointment.code.text) atendida"])
  }

  @Test func `no outcome is written down for what is not called`() throws {
    let bogota = try store.point("Bogotá")
    let appointment = try store.mustBook("52123456", thursday, at: bogota)
    _ = try store.cancel(
      appointment.code, document: try applicant("52123456").document, now: now)
    #expect(
      try store.record(.attended, of: appointment.code, now: thursday.moment)
        == .notToBeCalled(.cancelled))
    let unknown = AppointmentCode(month: Month(year: 2021, number: 9), serial: 1)
    #expect(try store.record(.attended, of: unknown, now: now) == .noSuchCode)
  }

  @Test func `who was moved stands in the sheet of the day that they expected`() throws {
    let arauca = try store.point("Arauca")
    let appointment = try store.mustBook("52123456", thursday, at: arauca)
    let gone = try store.mustBook("52123457", slot("2021-09-16T09:00"), at: arauca, seed: 2)
    _ = try store.mustApply(.close(civicDay(), at: nil))
    _ = try store.mustApply(.close(civicDay("2021-09-17"), at: nil))
    guard case .found(let moved) = try store.find(gone.code, now: now),
      let next = moved.replacedBy, case .found(let last) = try store.find(next, now: now),
      let code = last.replacedBy
    else { throw Unexpected() }
    _ = try store.cancel(code, document: try applicant("52123457").document, now: now)
    let calls = try store.callSheet(of: thursday.day, at: nil, now: now).parts(.moved)
      .flatMap(\.calls)
    #expect(calls.map(\.subject) == [.appointment(appointment.code)])
    #expect(calls.map(\.movedTo) == [slot("2021-09-15T08:20")], "moved twice")
  }

  @Test func `who was moved is called until a mail went or a call was written down`() throws {
    let (arauca, bogota) = (try store.point("Arauca"), try store.point("Bogotá"))
    let mailed = try store.mustBook("52123456", thursday, at: arauca)
    let called = try store.mustBook("52123457", thursday, at: bogota, seed: 2)
    let changed = try store.mustBook("52123458", thursday, at: bogota, seed: 3)
    // Twice, so that nobody was told of the hour between.
    _ = try store.mustApply(.close(civicDay(), at: nil))
    _ = try store.mustApply(.close(civicDay("2021-09-17"), at: nil))
    func calls(_ day: Day = now.day) throws -> [CallSheet.Call] {
      try store.callSheet(of: day, at: nil, now: now).parts(.moved).flatMap(\.calls)
    }
    #expect(Set(try calls().map(\.code)) == [mailed.code, called.code, changed.code])
    #expect(Set(try calls().map(\.movedTo)) == [slot("2021-09-15T08:20")])
    func newCode(_ old: AppointmentCode) throws -> AppointmentCode {
      try #require(try calls().first { $0.code == old }?.newCode)
    }
    // Who changes it knows it.
    _ = try store.cancel(
      try newCode(changed.code), document: try applicant("52123458").document, now: now)
    #expect(Set(try calls().map(\.code)) == [mailed.code, called.code])
    // Either code is meant; only who was reached knows.
    let new = try newCode(called.code)
    #expect(try store.record(.noAnswer, of: new, now: now) == .recorded(.noAnswer, before: nil))
    #expect(try calls().first { $0.code == called.code }?.outcome == .noAnswer)
    #expect(
      try store.record(.attended, of: called.code, now: now)
        == .recorded(.attended, before: .noAnswer))
    #expect(try calls().map(\.code) == [mailed.code])
    #expect(try calls(thursday.day).map(\.code) == [mailed.code])
    var last = 0
    while let notice = try store.claimNotice(after: last, seconds: 60, now: now) {
      last = notice.id
      _ = try store.settle(notice, .delivered, now: now)
    }
    #expect(try calls() == [])
    // A mail may not be read: they may still come to the hour that they had.
    #expect(try calls(thursday.day).map(\.code).contains(mailed.code))
    // The call at the new hour is another one.
    let later = moment("2021-09-15T08:20")
    #expect(try store.record(.attended, of: new, now: later) == .recorded(.attended, before: nil))
  }

  @Test func `who lost an hour is called until they have another or were reached`() throws {
    let arauca = try store.point("Arauca")
    let codes = try ["08:00", "08:20", "08:40"].enumerated().map { index, time in
      try store.mustBook(
        "5212345\(index)", slot("2021-09-30T" + time), at: arauca, seed: UInt64(index)
      ).code
    }
    for number in 10...29 {
      _ = try store.mustApply(.close(civicDay("2021-09-\(number)"), at: arauca.id))
    }
    _ = try store.mustApply(.close(civicDay("2021-09-30"), at: nil))
    func toCall() throws -> [AppointmentCode] {
      try store.callSheet(of: now.day, at: nil, now: now).parts(.withoutHour).flatMap(\.calls)
        .compactMap { if case .appointment(let code) = $0.subject { code } else { nil } }
    }
    #expect(try toCall() == codes)
    for outcome in CallOutcome.allCases where outcome != .attended {
      _ = try store.record(outcome, of: codes[0], now: now)
      #expect(try toCall() == codes, "\(outcome) settles nothing")
    }
    _ = try store.record(.attended, of: codes[0], now: now)
    #expect(try toCall() == [codes[1], codes[2]])
    _ = try store.mustBook("52123451", thursday, at: try store.point("Bogotá"), seed: 9)
    #expect(try toCall() == [codes[2]])
  }
}
