package import Domain
package import Office
internal import SQLite

package enum ScheduleResult: Hashable, Sendable {
  /// What it would do, or has done: on disk then, power loss included, and moves have their codes.
  /// The change is the one that was asked for, without what of it is past.
  case plan(Plan, ScheduleChange)
  case refused(ScheduleChange.Refusal)
  /// It would do something else now than what was shown; nothing was done.
  case changedMeanwhile(Plan, ScheduleChange)
}

extension Store {
  /// The schedule of each point from today on, in the order of `points`.
  package func schedules(now: Moment) throws(StoreError) -> [PointSchedule] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        var schedules: [PointSchedule] = []
        for point in try connection.points() {
          schedules.append(
            PointSchedule(
              point: point, rules: try connection.rules(of: point.id, from: now.day),
              closures: try connection.closures(of: point.id, from: now.day)))
        }
        return schedules
      }
    }
  }

  /// The last day that can be booked.
  package func openThrough(now: Moment) throws(StoreError) -> Day {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in try connection.openThrough(now) }
  }

  package func rule(_ id: Rule.ID, now: Moment) throws(StoreError) -> Rule? {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in try connection.rule(id) }
  }

  /// What the change would do now.
  package func plan(_ change: ScheduleChange, now: Moment) throws(StoreError) -> ScheduleResult {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        try connection.plan(change, now)
      }
    }
  }

  /// Makes the change and moves who loses their place, all in one transaction. With `shown`, the
  /// fingerprint of a plan, only if it still does what that plan says. The serials of the new codes
  /// come from `generator`.
  package func apply(
    _ change: ScheduleChange, ifStill shown: String? = nil, now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(StoreError) -> ScheduleResult {
    return try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      if try connection.somebodyWaits() { try connection.endWhatIsOver(by: session, now) }
      let planned = try connection.plan(change, now)
      guard case .plan(let plan, let change) = planned else { return .rollback(planned) }
      guard shown == nil || shown == plan.fingerprint else {
        return .rollback(.changedMeanwhile(plan, change))
      }
      let applied = try connection.apply(change, plan, by: session, now, using: &generator)
      // Places come and go anywhere.
      connection.freed.formUnion(try connection.points().map(\.id))
      return .commit(.plan(applied, change))
    }
  }
}

// MARK: Planning

extension Connection {
  func rules(of point: Int, from first: Day) throws(DatabaseError) -> [Rule] {
    var rules: [Rule] = []
    try office.rules.forEach(point, first.number) { (row) throws(DatabaseError) in
      rules.append(try keptRule(row))
    }
    return rules
  }

  fileprivate func rule(_ id: Rule.ID) throws(DatabaseError) -> Rule? {
    try office.rule.first(id) { (row) throws(DatabaseError) in try keptRule(row) }
  }

  func closures(
    of point: Int, from first: Day
  ) throws(DatabaseError) -> [PointSchedule.PointClosure] {
    var closures: [PointSchedule.PointClosure] = []
    try office.closures.forEach(point, first.number) { (row) throws(DatabaseError) in
      closures.append(
        PointSchedule.PointClosure(
          closure: try closure(row), isNational: try row.integer(4) == 1))
    }
    return closures
  }

  fileprivate func plan(
    _ asked: ScheduleChange, _ now: Moment
  ) throws(DatabaseError) -> ScheduleResult {
    let points = try points()
    var change = asked
    if case .close(let closure, let point) = asked {
      guard let remaining = closure.remaining(at: now) else {
        return .refused(.dayIsPast(closure.day))
      }
      change = .close(remaining, at: point)
    }
    if let refusal = try refusal(of: change, points, now) { return .refused(refusal) }
    let openThrough = try openThrough(now)
    if case .reopen(let day, let point, let from) = change {
      let reopening = try reopening(
        of: day, at: point, from: from, points, through: openThrough, now)
      return .plan(Plan(parts: [], reopening: reopening, of: asked), change)
    }
    var parts: [Plan.Part] = []
    for point in try concerned(by: change, points) {
      let rules = try rules(of: point.id, from: now.day)
      guard let days = change.takes(from: rules) else { continue }
      let standing = Schedule(
        rules: rules, closures: try closures(of: point.id, from: now.day).map(\.closure))
      let relocation = Relocation(
        of: try booked(at: point, on: days, now), on: days,
        claims: try claims(
          of: point.id, first: now.day.number, last: farthestDay.number,
          except: sessionOrNone, now),
        schedule: change.applied(to: standing, of: point.id), openThrough: openThrough, now: now)
      if !relocation.isEmpty { parts.append(Plan.Part(point: point, relocation: relocation)) }
    }
    // As it was asked for: what is left of a closure of today changes by the minute.
    return .plan(
      Plan(parts: parts, overlapped: try overlapped(by: change, now), of: asked), change)
  }

  private func overlapped(
    by change: ScheduleChange, _ now: Moment
  ) throws(DatabaseError) -> [Rule] {
    guard let point = try point(of: change) else { return [] }
    return change.overlapped(of: try rules(of: point, from: now.day))
  }

  /// Where a rule is added or changed.
  private func point(of change: ScheduleChange) throws(DatabaseError) -> PointOfContact.ID? {
    switch change {
    case .addRule(_, let point): point
    case .replaceRule(let id, _): try rule(id)?.point
    case .endRule, .close, .reopen, .openMonth, .addPoint: nil
    }
  }

  /// What comes back when the closures of `day` go that were made for the point, or for the country:
  /// all, or the one that begins `from` then.
  private func reopening(
    of day: Day, at closed: PointOfContact.ID?, from: TimeOfDay?, _ points: [PointOfContact],
    through openThrough: Day, _ now: Moment
  ) throws(DatabaseError) -> Reopening {
    var reopening = Reopening()
    func goes(_ each: PointSchedule.PointClosure) -> Bool {
      each.closure.day == day && each.isNational == (closed == nil)
        && (from == nil || each.closure.times.lowerBound == from)
    }
    for (index, point) in points.filter({ closed == nil || $0.id == closed }).enumerated() {
      for each in try closures(of: point.id, from: day) where each.closure.day == day {
        // Those of the country stand with every point.
        if each.isNational, index > 0 { continue }
        if goes(each) {
          reopening.removed.append(each.closure)
        } else {
          reopening.remaining.append(
            Reopening.Remaining(closure: each.closure, point: each.isNational ? nil : point))
        }
      }
      let (displaced, moves) = try displaced(on: day, at: point, now)
      guard !displaced.isEmpty || moves > 0 else { continue }
      let closures = try closures(of: point.id, from: day)
        .filter { !goes($0) }.map(\.closure)
      let agenda = AgendaRecord(
        rules: try rules(of: point.id, from: day).map(\.terms.forEverybody), closures: closures,
        claims: try claims(
          of: point.id, first: day.number, last: day.number, except: sessionOrNone, now),
        openThrough: openThrough)
      reopening.add(displaced, keptMoves: moves, on: day, agenda: agenda, now: now)
    }
    return reopening
  }

  /// Who lost an hour of that day that is still to come and has no other, and how many were moved.
  private func displaced(
    on day: Day, at point: PointOfContact, _ now: Moment
  ) throws(DatabaseError) -> ([Reopening.Displaced], moves: Int) {
    var displaced: [Reopening.Displaced] = []
    try office.displacedOn.forEach(point.id, day.number, now.secondsSinceEpoch) {
      (row) throws(DatabaseError) in
      guard let type = DocumentType(rawValue: try row.text(6)) else { throw row.mismatch(6) }
      displaced.append(
        Reopening.Displaced(
          appointment: try standingAppointment(row, at: point),
          document: Document(type: type, number: DocumentNumber(stored: try row.text(7))),
          hasNoOther: try row.integer(8) == 0))
    }
    let moves = try office.movesOn.integer(point.id, day.number, now.secondsSinceEpoch) ?? 0
    return (displaced, moves)
  }

  /// The points at which the change can take places.
  private func concerned(
    by change: ScheduleChange, _ points: [PointOfContact]
  ) throws(DatabaseError) -> [PointOfContact] {
    switch change {
    case .addRule, .reopen, .openMonth, .addPoint: return []
    case .close(_, let point): return points.filter { point == nil || $0.id == point }
    case .replaceRule(let id, _), .endRule(let id, _):
      let rule = try rule(id)
      return points.filter { $0.id == rule?.point }
    }
  }

  private func booked(
    at point: PointOfContact, on days: ClosedRange<Day>, _ now: Moment
  ) throws(DatabaseError) -> [StandingAppointment] {
    var booked: [StandingAppointment] = []
    try office.booked.forEach(
      point.id, days.lowerBound.number, days.upperBound.number, now.secondsSinceEpoch
    ) { (row) throws(DatabaseError) in
      booked.append(try standingAppointment(row, at: point))
    }
    return booked
  }

  /// Why the change is not made; nil when it can be.
  private func refusal(
    of change: ScheduleChange, _ points: [PointOfContact], _ now: Moment
  ) throws(DatabaseError) -> ScheduleChange.Refusal? {
    let tomorrow = now.day.advanced(by: 1)
    switch change {
    case .addRule(let terms, let point):
      let first = terms.schedule.valid.lowerBound
      if first < now.day { return .dayIsPast(first) }
      return change.standing(among: try rules(of: point, from: now.day)).map { .sameRule($0.id) }
    case .replaceRule(let id, let terms):
      guard let old = try rule(id) else { return .noSuchRule(id) }
      let (first, valid) = (terms.schedule.valid.lowerBound, old.terms.schedule.valid)
      if first < tomorrow { return .beginsTooSoon(first: tomorrow) }
      if first > valid.upperBound { return .ruleIsOver(id, last: valid.upperBound) }
      let isSame =
        valid.upperBound == terms.schedule.valid.upperBound
        && old.terms.valid(terms.schedule.valid) == terms
      return isSame ? .sameRule(id) : nil
    case .endRule(let id, let last):
      guard let old = try rule(id)?.terms.schedule.valid else { return .noSuchRule(id) }
      if last < now.day { return .beginsTooSoon(first: tomorrow) }
      return last >= old.upperBound ? .ruleIsOver(id, last: old.upperBound) : nil
    case .close(let closure, let point):
      let standing = try closures(of: point ?? 0, from: closure.day).first {
        $0.closure.covers(closure)
      }
      return standing.map { .alreadyClosed(closure.day, reason: $0.closure.reason) }
    case .reopen(let day, let point, let from):
      if day < now.day { return .dayIsPast(day) }
      let isClosed = try closures(of: point ?? 0, from: day).contains {
        $0.closure.day == day && $0.isNational == (point == nil)
          && (from == nil || $0.closure.times.lowerBound == from)
      }
      return isClosed ? nil : .notClosed(day)
    case .openMonth(let month):
      let last = try openThrough(now).month
      if month < now.day.month { return .monthIsPast(month) }
      if month <= last { return .monthIsOpen(month) }
      return month > last.next ? .monthBeforeIsShut(last.next) : nil
    case .addPoint(let point, _):
      let name = folded(point.name)
      return points.contains { folded($0.name) == name } ? .nameIsTaken(point.name) : nil
    }
  }
}

// MARK: Doing it

extension Connection {
  /// The plan, its moves with their codes.
  fileprivate func apply(
    _ change: ScheduleChange, _ plan: Plan, by session: Int, _ now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(DatabaseError) -> Plan {
    // First what gives places, then who moves there, then what takes places: the schema refuses a
    // closure or the end of a rule that would leave somebody without one.
    var applied = plan
    let event = try begin(change, &applied, by: session, now)
    if let own = try ownHold(of: session) {
      try delete(own, as: .release, by: session, now)
    }
    for index in applied.reopening.returns.indices {
      applied.reopening.returns[index].code = try giveBack(
        applied.reopening.returns[index].appointment, because: event, by: session, now,
        using: &generator)
    }
    // Who was reached before knows only that the hour was lost.
    for old in applied.reopening.returns.map(\.appointment) + applied.reopening.calls {
      try office.clearOutcome.run(old.code.text)
    }
    for index in plan.parts.indices {
      try relocate(&applied.parts[index], because: event, by: session, now, using: &generator)
    }
    switch change {
    case .replaceRule(let id, let terms):
      try end(id, after: terms.schedule.valid.lowerBound.advanced(by: -1))
    case .endRule(let id, let last): try end(id, after: last)
    case .close(let closure, let point):
      if let point {
        try clearEndedHolds(at: point, by: session, now)
      } else {
        for point in try points() { try clearEndedHolds(at: point.id, by: session, now) }
      }
      try office.insertClosure.run(
        closure.day.number, point, closure.times.lowerBound.minutes,
        closure.times.upperBound.minutes, closure.reason)
    case .addRule, .reopen, .openMonth, .addPoint: break
    }
    return applied
  }

  /// Makes the hour that a closure took an appointment again; its code.
  private func giveBack(
    _ old: StandingAppointment, because event: Int, by session: Int, _ now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(DatabaseError) -> AppointmentCode {
    guard let record = try record(old.code) else {
      preconditionFailure("it was found when planning")
    }
    try clearEndedHolds(at: old.point.id, by: session, now)
    let new = try endingWait(
      of: record.applicant.document, with: old.slot, at: old.point.id, by: session, now
    ) { () throws(DatabaseError) in
      let place = try firstFreePlace(of: old.slot, at: old.point.id)
      // It ends in the same transaction: the appointment takes it.
      try statements.insertHold.run(
        old.point.id, old.slot.day.number, old.slot.time.minutes, place, session, event,
        now.secondsSinceEpoch, 0)
      return try insert(in: old.slot.day.month, using: &generator) {
        (new) throws(DatabaseError) in
        try office.insertReturned.run(
          new.text, old.code.text, place, session, now.secondsSinceEpoch)
      }
    }
    try office.setReturned.run(old.code.text, new.text)
    try log(.giveBack, "\(old.code.text) \(new.text)", session: session, now)
    return new
  }

  /// Writes the change down, and gives the places that it gives; `plan` gets the numbers of what was
  /// made. The number of its event.
  private func begin(
    _ change: ScheduleChange, _ plan: inout Plan, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> Int {
    switch change {
    case .addRule(let terms, let point):
      return try insert(terms, at: point, &plan, by: session, now)
    case .replaceRule(let id, let terms):
      guard let old = try rule(id) else { preconditionFailure("it was found when planning") }
      let last = terms.schedule.valid.lowerBound.advanced(by: -1)
      let event = try log(.ruleEnd, "\(id) \(last.iso)", session: session, now)
      _ = try insert(terms, at: old.point, &plan, by: session, now)
      return event
    case .endRule(let id, let last):
      return try log(.ruleEnd, "\(id) \(last.iso)", session: session, now)
    case .close(let closure, let point):
      let hours = "\(closure.times.lowerBound.iso) \(closure.times.upperBound.iso)"
      return try log(
        .close, "\(subject(of: point)) \(closure.day.iso) \(hours) \(closure.reason)",
        session: session, now)
    case .reopen(let day, let point, let from):
      try office.deleteClosures.run(day.number, point, from?.minutes)
      let hour = from.map { " \($0.iso)" } ?? ""
      return try log(.reopen, "\(subject(of: point)) \(day.iso)\(hour)", session: session, now)
    case .openMonth(let month):
      try office.insertOpenedMonth.run(month.iso)
      return try log(.openMonth, month.iso, session: session, now)
    case .addPoint(let point, let model):
      return try insert(point, rulesOf: model, &plan, by: session, now)
    }
  }

  /// A point as events name it, the whole country with a star.
  private func subject(of point: Int?) -> String { point.map { String($0) } ?? "*" }

  private func relocate(
    _ part: inout Plan.Part, because event: Int, by session: Int, _ now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(DatabaseError) {
    let point = part.point.id
    try clearEndedHolds(at: point, by: session, now)
    for lost in part.relocation.lostHolds {
      let holds = try holds(at: point, from: lost.slot.day).filter { $0.claim.slot == lost.slot }
      for hold in holds.prefix(lost.count) {
        if hold.claim.offer != nil {
          try takeBack(hold.claim, by: session, now)
        } else {
          try delete(hold.claim, as: .release, by: session, now)
        }
      }
    }
    for index in part.relocation.moves.indices {
      let (old, slot) = (
        part.relocation.moves[index].booked.code, part.relocation.moves[index].slot
      )
      let place = try firstFreePlace(of: slot, at: point)
      // It ends in the same transaction: the replacement takes it.
      try statements.insertHold.run(
        point, slot.day.number, slot.time.minutes, place, session, event, now.secondsSinceEpoch, 0)
      let new = try insert(in: slot.day.month, using: &generator) { (new) throws(DatabaseError) in
        try office.insertMoved.run(
          new.text, old.text, slot.day.number, slot.time.minutes, place, session)
      }
      try displace(old, because: event)
      try log(.move, "\(old.text) \(new.text)", session: session, now)
      part.relocation.moves[index].code = new
    }
    for booked in part.relocation.calls {
      try requests.cancel.run(booked.code.text)
      try displace(booked.code, because: event)
      try log(.displace, booked.code.text, session: session, now)
    }
  }

  /// What came of a call before does not tell whether they know of this.
  private func displace(_ code: AppointmentCode, because event: Int) throws(DatabaseError) {
    try office.insertDisplacement.run(code.text, event)
    try office.clearOutcome.run(code.text)
  }

  private func firstFreePlace(of slot: SlotStart, at point: Int) throws(DatabaseError) -> Int {
    var place = 1
    try statements.claimsOfSlot.forEach(point, slot.day.number, slot.time.minutes) {
      (row) throws(DatabaseError) in
      if try row.integer(0) == place { place += 1 }
    }
    return place
  }

  /// Holds that count no more are rows still, and the schema counts rows.
  private func clearEndedHolds(
    at point: Int, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    for hold in try holds(at: point, from: now.day)
    where hold.claim.offer == nil
      && (hold.claim.until <= now || hold.holder.map { !isAlive($0) } == true)
    {
      try delete(hold.claim, as: .expire, by: session, now)
    }
  }

  /// The holds and offers of the point, those that end first before the others. An offer without a
  /// hold is told as one.
  private func holds(
    at point: Int, from first: Day
  ) throws(DatabaseError) -> [(claim: HeldClaim, holder: Int?)] {
    var holds: [(claim: HeldClaim, holder: Int?)] = []
    try office.holds.forEach(point, first.number) { (row) throws(DatabaseError) in
      holds.append((try heldClaim(row), try row.integerOrNull(8)))
    }
    return holds
  }

  /// The number of its event.
  private func insert(
    _ terms: Rule.Terms, at point: Int, _ plan: inout Plan, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> Int {
    let schedule = terms.schedule
    let id = try office.insertRule.integer(
      point, schedule.valid.lowerBound.number, schedule.valid.upperBound.number,
      schedule.weekdays.bits, schedule.from.minutes, schedule.through.minutes,
      schedule.stepMinutes, schedule.places, terms.keptForAgents)
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    plan.newRules.append(id)
    return try log(.ruleAdd, "\(id) \(point) \(terms.subject)", session: session, now)
  }

  /// A rule that never was in force goes: nothing of the past hangs on it.
  private func end(_ id: Rule.ID, after last: Day) throws(DatabaseError) {
    guard let rule = try rule(id) else { preconditionFailure("it was found when planning") }
    if last < rule.terms.schedule.valid.lowerBound {
      try office.deleteRule.run(id)
    } else {
      try office.endRule.run(id, last.number)
    }
  }

  /// The number of its event.
  private func insert(
    _ new: ScheduleChange.NewPoint, rulesOf model: Int?, _ plan: inout Plan, by session: Int,
    _ now: Moment
  ) throws(DatabaseError) -> Int {
    let id = try office.insertPoint.integer(
      new.city.code, new.city.name, new.name, new.attendance.rawValue)
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    plan.newPoint = id
    for department in new.alsoServes { try office.insertPointDepartment.run(id, department.code) }
    let event = try log(.pointAdd, "\(id) \(new.name)", session: session, now)
    guard let model else { return event }
    let tomorrow = now.day.advanced(by: 1)
    for rule in try rules(of: model, from: tomorrow) {
      let valid = rule.terms.schedule.valid
      _ = try insert(
        rule.terms.valid(max(tomorrow, valid.lowerBound)...valid.upperBound), at: id, &plan,
        by: session, now)
    }
    return event
  }
}

/// The last day that a rule can name.
private let farthestDay = Month(year: 9999, number: 12).last

/// Code, day, minute, moment of the booking, name and mobile, in the first columns of a row.
private func standingAppointment(
  _ row: borrowing Row, at point: PointOfContact
) throws(DatabaseError) -> StandingAppointment {
  guard let code = AppointmentCode(parsing: try row.text(0)) else { throw row.mismatch(0) }
  return StandingAppointment(
    code: code, point: point, slot: try row.slot(1), created: try row.moment(3),
    name: try row.text(4), mobile: Mobile(stored: try row.text(5)))
}

/// The rule in the first ten columns of a row.
private func keptRule(_ row: borrowing Row) throws(DatabaseError) -> Rule {
  Rule(
    id: try row.integer(7), point: try row.integer(8),
    terms: Rule.Terms(schedule: try scheduleRule(row), keptForAgents: try row.integer(9)))
}

extension Rule.Terms {
  /// As events name it.
  fileprivate var subject: String {
    let days = "\(schedule.valid.lowerBound.iso) \(schedule.valid.upperBound.iso)"
    let hours = "\(schedule.from.iso) \(schedule.through.iso) \(schedule.stepMinutes)"
    return "\(days) \(schedule.weekdays.bits) \(hours) \(schedule.places) \(keptForAgents)"
  }
}
