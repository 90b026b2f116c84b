import Testing

@testable import Domain
@testable import Office

/// Wednesday 1 September 2021, nine in the morning.
private let now = moment("2021-09-01T09:00")

private let point = PointOfContact(
  id: 1, cityCode: "81001", city: "Arauca", name: "Arauca - Oficina Virtual",
  attendance: .virtual, alsoServes: [])

private func moment(_ iso: String) -> Moment {
  guard let moment = Moment(iso: iso) else { preconditionFailure("«\(iso)» is a moment") }
  return moment
}

private func slot(_ iso: String) -> SlotStart {
  SlotStart(day: moment(iso).day, time: moment(iso).time)
}

/// Working days from eight to nine every twenty minutes.
private func terms(places: Int, kept: Int = 0, from first: Int = 480) -> Rule.Terms {
  Rule.Terms(
    schedule: ScheduleRule(
      weekdays: [.monday, .tuesday, .wednesday, .thursday, .friday],
      from: TimeOfDay(minutes: first), through: TimeOfDay(minutes: first + 60), stepMinutes: 20,
      places: places, valid: Day(number: 0)...Month(year: 9999, number: 12).last),
    keptForAgents: kept)
}

private func closure(_ day: String, _ from: Int = 0, _ through: Int = 1439) -> Closure {
  Closure(
    day: moment(day + "T00:00").day,
    times: TimeOfDay(minutes: from)...TimeOfDay(minutes: through), reason: "día cívico")
}

/// What comes of appointments at those hours, in the order in which they were made. Serials are
/// 1, 2, 3 …
private func relocation(
  _ booked: [String], rules: [Rule.Terms], closures: [Closure] = [], held: [String: Int] = [:],
  on days: ClosedRange<Day>? = nil, now: Moment = now
) -> Relocation {
  var claims: [SlotStart: SlotClaims] = [:]
  for iso in booked { claims[slot(iso), default: SlotClaims()].appointments += 1 }
  for (iso, count) in held {
    claims[slot(iso), default: SlotClaims()].heldUntil = Array(
      repeating: now.advanced(bySeconds: 45), count: count)
  }
  return Relocation(
    of: booked.enumerated().map { index, iso in
      StandingAppointment(
        code: AppointmentCode(month: slot(iso).day.month, serial: index + 1), point: point,
        slot: slot(iso),
        created: now.advanced(bySeconds: index - 1000), name: "Ana",
        mobile: Mobile(stored: "3001234567"))
    },
    on: days ?? now.day...now.day.month.last, claims: claims,
    schedule: Schedule(
      rules: rules.enumerated().map { Rule(id: $0 + 1, point: 1, terms: $1) }, closures: closures),
    openThrough: now.day.month.last, now: now)
}

/// `SERIAL TO`, or `SERIAL -` for a call, in order of the serials.
private func fates(_ relocation: Relocation) -> [String] {
  func serial(_ booked: StandingAppointment) -> Int { Int(booked.code.text.suffix(6)) ?? 0 }
  let moved = relocation.moves.map {
    (serial($0.booked), "\(serial($0.booked)) \($0.slot.day.iso) \($0.slot.time.iso)")
  }
  let called = relocation.calls.map { (serial($0), "\(serial($0)) -") }
  return (moved + called).sorted { $0.0 < $1.0 }.map(\.1)
}

struct RelocationTests {
  @Test func `the same hour of the nearest day, a later one before an earlier as near`() {
    let plan = relocation(
      ["2021-09-16T08:20", "2021-09-16T08:20", "2021-09-16T08:20"], rules: [terms(places: 3)],
      closures: [closure("2021-09-16")])
    #expect(fates(plan) == (1...3).map { "\($0) 2021-09-17 08:20" })
    let one = relocation(
      ["2021-09-16T08:20", "2021-09-16T08:20", "2021-09-16T08:20"], rules: [terms(places: 1)],
      closures: [closure("2021-09-16")])
    #expect(
      fates(one) == ["1 2021-09-17 08:20", "2 2021-09-17 08:00", "3 2021-09-17 08:40"])
  }

  @Test func `a closure of some hours leaves the rest of the day, the nearest hour first`() {
    let plan = relocation(
      ["2021-09-16T08:00", "2021-09-16T08:20", "2021-09-16T08:40"], rules: [terms(places: 2)],
      closures: [closure("2021-09-16", 480, 510)])
    #expect(fates(plan) == ["1 2021-09-16 08:40", "2 2021-09-16 09:00"])
  }

  @Test func `the earliest hour chooses first, then who booked first`() {
    let plan = relocation(
      ["2021-09-16T08:40", "2021-09-16T08:20", "2021-09-16T08:20"],
      rules: [terms(places: 1)], closures: [closure("2021-09-16")])
    #expect(
      fates(plan) == ["1 2021-09-17 08:40", "2 2021-09-17 08:20", "3 2021-09-17 08:00"])
  }

  @Test func `fewer places move the last who booked, and the others stay`() {
    let plan = relocation(
      ["2021-09-16T08:20", "2021-09-16T08:20", "2021-09-16T08:20"], rules: [terms(places: 2)])
    #expect(fates(plan) == ["3 2021-09-16 08:00"])
  }

  @Test func `another grid moves whoever is not on it`() {
    let plan = relocation(
      ["2021-09-16T08:00", "2021-09-16T08:20"], rules: [terms(places: 1, from: 490)])
    #expect(fates(plan) == ["1 2021-09-16 08:10", "2 2021-09-16 08:30"])
  }

  @Test func `nobody is moved to today, a holiday, a closed day or beyond the open months`() {
    let last = relocation(
      ["2021-09-30T08:00"], rules: [terms(places: 1)], closures: [closure("2021-09-30")])
    #expect(fates(last) == ["1 2021-09-29 08:00"])
    let today = relocation(
      ["2021-09-01T09:20"], rules: [terms(places: 1, from: 540)],
      closures: [closure("2021-09-01", 541, 1439), closure("2021-09-02")])
    #expect(fates(today) == ["1 2021-09-03 09:20"])
    let christmas = relocation(
      ["2021-12-07T08:00"], rules: [terms(places: 1)], closures: [closure("2021-12-07")],
      now: moment("2021-12-06T09:00"))
    #expect(fates(christmas) == ["1 2021-12-09 08:00"])
  }

  @Test func `places kept for agents are given to nobody`() {
    let plan = relocation(
      ["2021-09-29T08:00", "2021-09-29T08:00"], rules: [terms(places: 2, kept: 2)],
      closures: [closure("2021-09-29")])
    #expect(fates(plan) == ["1 -", "2 -"])
    let one = relocation(
      ["2021-09-29T08:00", "2021-09-29T08:00"], rules: [terms(places: 2, kept: 1)],
      closures: [closure("2021-09-29")])
    #expect(fates(one) == ["1 2021-09-30 08:00", "2 2021-09-30 08:20"])
  }

  @Test func `a place that is held is not free, and a hold without a place is lost`() {
    let plan = relocation(
      ["2021-09-16T08:00"], rules: [terms(places: 1)], closures: [closure("2021-09-16")],
      held: ["2021-09-17T08:00": 1, "2021-09-16T08:20": 1])
    #expect(fates(plan) == ["1 2021-09-17 08:20"])
    #expect(plan.lostHolds == [.init(slot: slot("2021-09-16T08:20"), count: 1, offers: 0)])
  }

  @Test func `what is past stays, and so does what other days have`() {
    let past = relocation(
      ["2021-09-01T08:00", "2021-09-01T09:00"], rules: [terms(places: 1)],
      closures: [closure("2021-09-01")])
    #expect(past.isEmpty)
    let other = relocation(
      ["2021-09-16T08:00", "2021-09-16T08:00"], rules: [terms(places: 1)],
      on: slot("2021-09-17T08:00").day...slot("2021-09-30T08:00").day)
    #expect(other.isEmpty)
  }

  @Test(arguments: 1...20)
  func `every appointment keeps its place, moves to a free one or is called`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let days = ["13", "14", "15", "16", "17"].map { "2021-09-\($0)" }
    let booked = (0..<60).compactMap { _ in
      "\(days.randomElement(using: &random) ?? "")T08:\(["00", "20", "40"].randomElement(using: &random) ?? "")"
    }
    let rules = [terms(places: Int.random(in: 1...4, using: &random), kept: 1)]
    let closures = [closure("2021-09-15"), closure("2021-09-16", 480, 500)]
    let plan = relocation(booked, rules: rules, closures: closures)
    let schedule = Schedule(
      rules: rules.map { Rule(id: 1, point: 1, terms: $0) }, closures: closures)
    var claims: [SlotStart: Int] = [:]
    for iso in booked { claims[slot(iso), default: 0] += 1 }
    for gone in plan.moves.map(\.booked) + plan.calls { claims[gone.slot, default: 0] -= 1 }
    for move in plan.moves { claims[move.slot, default: 0] += 1 }
    for (slot, count) in claims { #expect(count <= schedule.places(at: slot)) }
    let gone = plan.moves.map(\.booked.code) + plan.calls.map(\.code)
    #expect(Set(gone).count == gone.count)
    let over = Dictionary(grouping: booked.map(slot), by: { $0 }).map {
      max(0, $1.count - schedule.places(at: $0))
    }
    #expect(gone.count == over.reduce(0, +))
    if plan.calls.isEmpty { return }
    // Whoever is called found nothing free to anybody.
    let open = FreePlaces(
      AgendaRecord(
        rules: rules.map(\.forEverybody), closures: closures,
        claims: claims.mapValues { SlotClaims(appointments: $0) },
        openThrough: now.day.month.last), now: now)
    let free = open.freeDays.filter { $0 > now.day }
    #expect(free.isEmpty)
  }
}

struct PlanTests {
  static let point = PointOfContact(
    id: 1, cityCode: "81001", city: "Arauca", name: "Arauca - Oficina Virtual",
    attendance: .virtual, alsoServes: [])

  static func plan(_ booked: [String]) -> Plan {
    Plan(parts: [
      Plan.Part(
        point: point,
        relocation: relocation(
          booked, rules: [terms(places: 1)], closures: [closure("2021-09-16")]))
    ])
  }

  @Test func `a fingerprint names who goes where`() {
    let plan = Self.plan(["2021-09-16T08:00"])
    #expect(plan.fingerprint == Self.plan(["2021-09-16T08:00"]).fingerprint)
    #expect(plan.fingerprint != Self.plan(["2021-09-16T08:20"]).fingerprint)
    #expect(plan.fingerprint != Self.plan([]).fingerprint)
    #expect(plan.fingerprint.count == 8)
    var named = plan
    named.parts[0].relocation.moves[0].code = AppointmentCode(
      month: Month(year: 2021, number: 9), serial: 7)
    #expect(named.fingerprint == plan.fingerprint, "the new codes are chance")
  }

  static let remainders: [(Closure, String?)] = [
    (closure("2021-08-31"), nil), (closure("2021-09-02"), "00:00 23:59"),
    (closure("2021-09-01"), "09:01 23:59"), (closure("2021-09-01", 600, 720), "10:00 12:00"),
    (closure("2021-09-01", 480, 540), nil), (closure("2021-09-01", 480, 541), "09:01 09:01"),
  ]

  @Test(arguments: remainders.indices)
  func `what has begun cannot be closed`(row: Int) {
    let (closure, expected) = Self.remainders[row]
    let remaining = closure.remaining(at: now)
    #expect(
      remaining.map { "\($0.times.lowerBound.iso) \($0.times.upperBound.iso)" } == expected)
  }
}
