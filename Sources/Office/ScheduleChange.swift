package import Domain

/// What the office does to the schedule.
package enum ScheduleChange: Hashable, Sendable {
  case addRule(Rule.Terms, at: PointOfContact.ID)
  /// The rule ends the day before the terms begin, and they follow.
  case replaceRule(Rule.ID, by: Rule.Terms)
  /// Its last day; a rule that would begin later goes.
  case endRule(Rule.ID, after: Day)
  /// Nil is the whole country.
  case close(Closure, at: PointOfContact.ID?)
  /// Takes back the closures of that day that were made for the point, nil being the whole country:
  /// all, or the one that begins `from` then.
  case reopen(Day, at: PointOfContact.ID?, from: TimeOfDay? = nil)
  case openMonth(Month)
  /// With the rules of another, from tomorrow on, if one is named.
  case addPoint(NewPoint, rulesOf: PointOfContact.ID?)

  package struct NewPoint: Hashable, Sendable {
    package let city: Municipality
    package let name: String
    package let attendance: Attendance
    /// Departments without a nearer office that it also serves.
    package let alsoServes: [Department]

    package init(
      city: Municipality, name: String, attendance: Attendance, alsoServes: [Department]
    ) {
      self.city = city
      self.name = name
      self.attendance = attendance
      self.alsoServes = alsoServes
    }
  }

  /// Why a change is not made. Nothing was done.
  package enum Refusal: Hashable, Sendable {
    case noSuchRule(Rule.ID)
    /// A rule changes from tomorrow on: today has been promised.
    case beginsTooSoon(first: Day)
    /// The rule has ended before.
    case ruleIsOver(Rule.ID, last: Day)
    /// A rule that says so stands already.
    case sameRule(Rule.ID)
    /// A day before today, or one whose hours are over.
    case dayIsPast(Day)
    case alreadyClosed(Day, reason: String)
    case notClosed(Day)
    case monthIsOpen(Month)
    case monthIsPast(Month)
    /// A month opens after the one before it.
    case monthBeforeIsShut(Month)
    case nameIsTaken(String)
  }
}

extension ScheduleChange {
  /// The days on which it can take a place from somebody; nil when it takes none.
  package func takes(from rules: [Rule]) -> ClosedRange<Day>? {
    switch self {
    case .addRule, .reopen, .openMonth, .addPoint: return nil
    case .close(let closure, _): return closure.day...closure.day
    case .replaceRule(let id, let terms):
      guard let rule = rules.first(where: { $0.id == id }) else { return nil }
      return Self.days(of: rule, after: terms.schedule.valid.lowerBound.advanced(by: -1))
    case .endRule(let id, let last):
      guard let rule = rules.first(where: { $0.id == id }) else { return nil }
      return Self.days(of: rule, after: last)
    }
  }

  /// The terms of the rule that it makes, and the rule in whose place that comes.
  private var newRule: (terms: Rule.Terms, insteadOf: Rule.ID?)? {
    switch self {
    case .addRule(let terms, _): (terms, nil)
    case .replaceRule(let id, let terms): (terms, id)
    case .endRule, .close, .reopen, .openMonth, .addPoint: nil
    }
  }

  /// Those of the point's `rules` that it makes another stand beside at the same hours.
  package func overlapped(of rules: [Rule]) -> [Rule] {
    guard let (terms, replaced) = newRule else { return [] }
    return rules.filter { $0.id != replaced && $0.terms.overlaps(terms) }.sorted { $0.id < $1.id }
  }

  /// The rule that says already all that a new one would say; nil when there is none.
  package func standing(among rules: [Rule]) -> Rule? {
    guard let (terms, replaced) = newRule, replaced == nil else { return nil }
    return rules.first { $0.terms.covers(terms) }
  }

  private static func days(of rule: Rule, after last: Day) -> ClosedRange<Day>? {
    let valid = rule.terms.schedule.valid
    let first = max(valid.lowerBound, last.advanced(by: 1))
    return first <= valid.upperBound ? first...valid.upperBound : nil
  }

  /// The whole order in words that no other order has.
  var order: String {
    switch self {
    case .addRule(let terms, let point): "add \(point) \(terms.order)"
    case .replaceRule(let rule, let terms): "replace \(rule) \(terms.order)"
    case .endRule(let rule, let last): "end \(rule) \(last.iso)"
    case .close(let closure, let point):
      "close \(point ?? 0) \(closure.day.iso) \(closure.times.lowerBound.iso) "
        + "\(closure.times.upperBound.iso) \(closure.reason)"
    case .reopen(let day, let point, let from):
      "reopen \(point ?? 0) \(day.iso) \(from?.iso ?? "")"
    case .openMonth(let month): "open \(month.iso)"
    case .addPoint(let point, let model):
      "point \(point.city.code) \(point.attendance.rawValue) \(model ?? 0) "
        + "\(point.alsoServes.map(\.code)) \(point.name)"
    }
  }

  /// What the schedule of `point` is after it.
  package func applied(to schedule: Schedule, of point: PointOfContact.ID) -> Schedule {
    var schedule = schedule
    // A rule that is only planned has no number yet.
    let planned = 0
    switch self {
    case .addRule(let terms, let at):
      if at == point { schedule.rules.append(Rule(id: planned, point: at, terms: terms)) }
    case .replaceRule(let id, let terms):
      guard schedule.rules.contains(where: { $0.id == id }) else { break }
      schedule.end(id, after: terms.schedule.valid.lowerBound.advanced(by: -1))
      schedule.rules.append(Rule(id: planned, point: point, terms: terms))
    case .endRule(let id, let last):
      schedule.end(id, after: last)
    case .close(let closure, let at):
      if at == nil || at == point { schedule.closures.append(closure) }
    case .reopen, .openMonth, .addPoint: break
    }
    schedule.rules.sort { $0.terms.schedule.from < $1.terms.schedule.from }
    return schedule
  }
}

extension Closure {
  /// What of it is still to come; nil when its hours are over. What has begun cannot be closed.
  package func remaining(at now: Moment) -> Closure? {
    guard day == now.day else { return day > now.day ? self : nil }
    guard now.time < times.upperBound else { return nil }
    let next = TimeOfDay(minutes: now.time.minutes + 1)
    return Closure(day: day, times: max(next, times.lowerBound)...times.upperBound, reason: reason)
  }

  /// Whether it closes all that `other` closes.
  package func covers(_ other: Closure) -> Bool {
    day == other.day && times.contains(other.times.lowerBound)
      && times.contains(other.times.upperBound)
  }
}

extension Schedule {
  fileprivate mutating func end(_ id: Rule.ID, after last: Day) {
    guard let index = rules.firstIndex(where: { $0.id == id }) else { return }
    let rule = rules[index]
    let valid = rule.terms.schedule.valid
    if last < valid.lowerBound {
      rules.remove(at: index)
    } else if last < valid.upperBound {
      rules[index] = Rule(
        id: id, point: rule.point, terms: rule.terms.valid(valid.lowerBound...last))
    }
  }
}

extension Rule.Terms {
  /// Whether an appointment of one goes on while one of the other does, on some day.
  fileprivate func overlaps(_ other: Rule.Terms) -> Bool {
    let (mine, its) = (schedule, other.schedule)
    return mine.valid.overlaps(its.valid) && mine.weekdays.bits & its.weekdays.bits != 0
      && mine.from.minutes < its.through.minutes + its.stepMinutes
      && its.from.minutes < mine.through.minutes + mine.stepMinutes
  }

  /// Whether it is the same, and in force for as long at least.
  fileprivate func covers(_ other: Rule.Terms) -> Bool {
    let (mine, its) = (schedule.valid, other.schedule.valid)
    return mine.lowerBound <= its.lowerBound && mine.upperBound >= its.upperBound
      && valid(its) == other
  }

  fileprivate var order: String {
    let (rule, valid) = (schedule, schedule.valid)
    return "\(rule.weekdays.bits) \(rule.from.iso) \(rule.through.iso) \(rule.stepMinutes) "
      + "\(rule.places) \(keptForAgents) \(valid.lowerBound.iso) \(valid.upperBound.iso)"
  }
}
