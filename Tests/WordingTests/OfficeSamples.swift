import Office

@testable import Domain
@testable import Wording

/// One of everything that the office is told.
enum OfficeSamples {
  private static let today = Samples.now.day
  private static let endless = today...Month(year: 9999, number: 12).last

  private static func terms(
    _ weekdays: Weekdays = [.monday, .tuesday, .wednesday], valid: ClosedRange<Day> = endless
  ) -> Rule.Terms {
    Rule.Terms(
      schedule: ScheduleRule(
        weekdays: weekdays, from: TimeOfDay(minutes: 480), through: TimeOfDay(minutes: 720),
        stepMinutes: 20, places: 4, valid: valid),
      keptForAgents: 1)
  }

  private static let rule = Rule(
    id: 7, point: Samples.virtual.id,
    terms: terms([.monday], valid: today.advanced(by: 1)...today.advanced(by: 40)))
  private static let ruleFromTomorrow = Rule(
    id: 8, point: Samples.virtual.id,
    terms: terms(valid: today.advanced(by: 9)...endless.upperBound))

  private static let everyMinute = Rule.Terms(
    schedule: ScheduleRule(
      weekdays: [.monday], from: TimeOfDay(minutes: 480), through: TimeOfDay(minutes: 489),
      stepMinutes: 1, places: 1, valid: today...today), keptForAgents: 0)

  private static func closure(_ times: ClosedRange<TimeOfDay>) -> Closure {
    Closure(day: today, times: times, reason: "lluvias")
  }
  private static let someHours = closure(TimeOfDay(minutes: 480)...TimeOfDay(minutes: 500))

  private static let schedules = [
    PointSchedule(
      point: Samples.virtual, rules: [rule, ruleFromTomorrow],
      closures: [
        .init(closure: closure(Closure.wholeDay), isNational: true),
        .init(closure: someHours, isNational: false),
      ])
  ]

  /// Of three appointments and a hold on a slot that closes: two move, one is called.
  private static func plan(places: Int) -> Plan {
    let slot = SlotStart(day: today.advanced(by: 3), time: TimeOfDay(minutes: 480))
    let booked = (0..<3).map {
      StandingAppointment(
        code: AppointmentCode(month: slot.day.month, serial: $0), point: Samples.virtual,
        slot: slot,
        created: Samples.now.advanced(bySeconds: $0), name: "Ana Ruiz",
        mobile: Mobile(stored: "3001234567"))
    }
    let claims = SlotClaims(
      appointments: 3, heldUntil: [Samples.now.advanced(bySeconds: 45)],
      offeredUntil: [Samples.now.advanced(bySeconds: 3600)])
    let free = Rule.Terms(
      schedule: ScheduleRule(
        weekdays: [slot.day.advanced(by: 1).weekday], from: slot.time, through: slot.time,
        stepMinutes: 20, places: places, valid: endless),
      keptForAgents: 0)
    var relocation = Relocation(
      of: booked, on: slot.day...slot.day, claims: [slot: claims],
      schedule: Schedule(rules: [Rule(id: 1, point: 1, terms: free)], closures: []),
      openThrough: slot.day.advanced(by: 1), now: Samples.now)
    for index in relocation.moves.indices.prefix(places) {
      relocation.moves[index].code = AppointmentCode(month: slot.day.month, serial: 100 + index)
    }
    return Plan(
      parts: [Plan.Part(point: Samples.virtual, relocation: relocation)],
      overlapped: [rule, ruleFromTomorrow])
  }

  /// Of two who lost an hour of one place, one has it again; `isApplied` under a new code.
  private static func reopened(isApplied: Bool) -> Plan {
    let slot = SlotStart(day: today.advanced(by: 3), time: TimeOfDay(minutes: 480))
    let displaced = (0..<2).map { serial in
      Reopening.Displaced(
        appointment: StandingAppointment(
          code: AppointmentCode(month: slot.day.month, serial: serial), point: Samples.virtual,
          slot: slot, created: Samples.now, name: "Ana Ruiz", mobile: Mobile(stored: "3001234567")),
        document: Document(
          type: .cedulaDeCiudadania, number: DocumentNumber(stored: "1000000\(serial)")),
        hasNoOther: true)
    }
    let rule = ScheduleRule(
      weekdays: [slot.day.weekday], from: slot.time, through: slot.time, stepMinutes: 20,
      places: 1, valid: endless)
    var reopening = Reopening()
    reopening.add(
      displaced, keptMoves: 1, on: slot.day,
      agenda: AgendaRecord(
        rules: [rule], closures: [], claims: [:], openThrough: slot.day), now: Samples.now)
    reopening.removed = [closure(Closure.wholeDay), someHours]
    reopening.remaining = [
      Reopening.Remaining(closure: someHours, point: nil),
      Reopening.Remaining(closure: someHours, point: Samples.virtual),
    ]
    if isApplied {
      for index in reopening.returns.indices {
        reopening.returns[index].code = AppointmentCode(month: slot.day.month, serial: 100)
      }
    }
    return Plan(parts: [], reopening: reopening, of: .reopen(slot.day, at: nil))
  }

  /// With the numbers of what it made.
  private static func made(rules: [Rule.ID], point: PointOfContact.ID?) -> Plan {
    var plan = Plan(parts: [])
    (plan.newRules, plan.newPoint) = (rules, point)
    return plan
  }

  private static let point = ScheduleChange.NewPoint(
    city: Samples.medellin, name: "Medellín - Oficina Virtual", attendance: .virtual, alsoServes: []
  )

  private static let changes: [ScheduleChange] = [
    .addRule(rule.terms, at: Samples.virtual.id), .addRule(everyMinute, at: Samples.virtual.id),
    .replaceRule(rule.id, by: terms()),
    .endRule(rule.id, after: today.advanced(by: 9)), .endRule(rule.id, after: today),
    .close(closure(Closure.wholeDay), at: nil), .close(someHours, at: Samples.virtual.id),
    .reopen(today, at: nil), .openMonth(today.month.next), .addPoint(point, rulesOf: nil),
    .addPoint(point, rulesOf: Samples.virtual.id),
  ]

  private static let refusals: [ScheduleChange.Refusal] = [
    .noSuchRule(7), .beginsTooSoon(first: today), .ruleIsOver(7, last: today), .sameRule(7),
    .dayIsPast(today), .alreadyClosed(today, reason: "lluvias"), .notClosed(today),
    .monthIsOpen(today.month), .monthIsPast(today.month), .monthBeforeIsShut(today.month),
    .nameIsTaken("Oficina"),
  ]

  private static let calls = (CallOutcome.allCases.map { CallOutcome?.some($0) } + [nil]).map {
    CallSheet.Call(group: .ofTheDay, record: Samples.record(.booked), outcome: $0)
  }
  private static let others =
    [
      CallSheet.Call(
        group: .withoutHour, record: Samples.record(.cancelled, isDisplaced: true), outcome: nil),
      CallSheet.Call(
        group: .moved, record: Samples.record(.replaced, isDisplaced: true), outcome: nil,
        movedTo: Samples.slot, newCode: AppointmentCode(month: today.month, serial: 9)),
      CallSheet.Call(
        group: .returned, record: Samples.record(.cancelled, isDisplaced: true), outcome: nil,
        newCode: AppointmentCode(month: today.month, serial: 9)),
    ]
    + [true, false].map {
      CallSheet.Call(
        entry: 12,
        Offer(point: Samples.virtual, slot: Samples.slot, until: Samples.slot.moment), stands: $0,
        motive: .accountStatement, applicant: Samples.booking(at: Samples.virtual).applicant,
        outcome: .noAnswer)
    }
  private static let inPerson = CallSheet.Call(
    group: .ofTheDay,
    record: AppointmentRecord(
      appointment: Appointment(
        code: AppointmentCode(month: today.month, serial: 1), point: Samples.inPerson,
        slot: Samples.slot, motive: .accountStatement),
      state: .booked, applicant: Samples.booking(at: Samples.inPerson).applicant, replaces: nil,
      replacedBy: nil),
    outcome: nil)

  private static let outcomes: [OutcomeResult] = [
    .recorded(.attended, before: nil), .recorded(.noAnswer, before: .attended), .noSuchCode,
    .notToBeCalled(.cancelled), .notToBeCalled(.replaced), .tooSoon(today), .noSuchEntry,
  ]

  private static let waiting: [WaitingRow] = PartOfDay.allCases.map { part in
    let isAny = part == .any
    return WaitingRow(
      status: WaitingStatus(
        waiting: Waiting(
          id: 1,
          wish: Wish(
            cityCode: isAny ? nil : Samples.virtual.cityCode, days: today...today, part: part,
            hasPreference: isAny), joined: Moment(today, TimeOfDay(minutes: 540))),
        motive: .accountStatement, applicant: Samples.booking(at: Samples.virtual).applicant,
        position: 1, estimatedDays: nil,
        offer: isAny
          ? nil : Offer(point: Samples.virtual, slot: Samples.slot, until: Samples.slot.moment),
        offerHours: 24),
      city: isAny ? nil : Samples.virtual.city)
  }

  static func spoken(_ speaker: Speaker) -> [Spoken] {
    let sheets = [
      CallSheet(day: today, calls: calls + others + [inPerson]), CallSheet(day: today, calls: []),
    ]
    let stages: [Speaker.Stage] = [.planned, .applied, .changedMeanwhile]
    let code = AppointmentCode(month: today.month, serial: 1)
    return speaker.report(of: schedules, openThrough: today, today: today)
      + speaker.report(of: [], openThrough: today, today: today)
      + speaker.report(of: [Samples.virtual, Samples.inPerson])
      + changes.flatMap { change in
        stages.flatMap { stage in
          [
            plan(places: 2), Plan(parts: []), Plan(parts: [], of: .reopen(today, at: nil)),
            reopened(isApplied: stage == .applied), made(rules: [7], point: nil),
            made(rules: [7, 8], point: 45),
          ].flatMap {
            speaker.report(
              of: change, $0, stage, standing: rule, points: [Samples.virtual, Samples.inPerson])
          }
        }
      }
      + refusals.map { speaker.words(for: $0) }
      + [true, false].map { speaker.words(forUnknownPoint: "Narnia", isOneOfSeveral: $0) }
      + [
        .hours(TimeOfDay(minutes: 600), TimeOfDay(minutes: 540)), .days(today, today),
        .places(3, of: 2),
      ].map { speaker.words(for: $0 as Speaker.RuleContradiction) }
      + sheets.flatMap { speaker.report(of: $0) }
      + outcomes.flatMap { outcome in
        [CallSubject.appointment(code), .entry(12)].map { speaker.words(for: outcome, of: $0) }
      }
      + speaker.report(of: waiting) + speaker.report(of: [WaitingRow]())
      + speaker.report(of: WaitingReview())
      + sheets.map { .message(key: "csv", text: speaker.csv(of: $0)) }
  }
}
