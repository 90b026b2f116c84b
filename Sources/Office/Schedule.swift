package import Domain

/// A rule of a point's schedule as the office keeps it.
package struct Rule: Hashable, Sendable, Identifiable {
  package let id: Int
  package let point: PointOfContact.ID
  package let terms: Terms

  package init(id: Int, point: PointOfContact.ID, terms: Terms) {
    self.id = id
    self.point = point
    self.terms = terms
  }

  /// What a rule says.
  package struct Terms: Hashable, Sendable {
    /// With all its places.
    package var schedule: ScheduleRule
    /// Of its places, those that only agents give.
    package var keptForAgents: Int

    package init(schedule: ScheduleRule, keptForAgents: Int) {
      self.schedule = schedule
      self.keptForAgents = keptForAgents
    }

    /// With the places that anybody can take.
    package var forEverybody: ScheduleRule {
      schedule.with(places: schedule.places - keptForAgents)
    }

    /// The same in force on those days.
    package func valid(_ days: ClosedRange<Day>) -> Terms {
      var terms = self
      terms.schedule = ScheduleRule(
        weekdays: schedule.weekdays, from: schedule.from, through: schedule.through,
        stepMinutes: schedule.stepMinutes, places: schedule.places, valid: days)
      return terms
    }

    /// Its places in that slot; 0 when it is none of its starts.
    func places(at slot: SlotStart) -> Int {
      let (minutes, rule) = (slot.time.minutes - schedule.from.minutes, schedule)
      guard rule.valid.contains(slot.day), rule.weekdays.contains(slot.day.weekday),
        slot.time >= rule.from, slot.time <= rule.through, minutes % rule.stepMinutes == 0
      else { return 0 }
      return rule.places
    }
  }
}

/// The rules and closures of a point.
package struct Schedule: Hashable, Sendable {
  /// In order of their hours.
  package var rules: [Rule]
  /// Its own and those of the whole country.
  package var closures: [Closure]

  package init(rules: [Rule], closures: [Closure]) {
    self.rules = rules
    self.closures = closures
  }

  /// All places of that slot, those kept for agents among them; where rules overlap the larger
  /// counts.
  package func places(at slot: SlotStart) -> Int {
    let isClosed = closures.contains { $0.day == slot.day && $0.times.contains(slot.time) }
    return isClosed ? 0 : rules.map { $0.terms.places(at: slot) }.max() ?? 0
  }
}

/// What a point's schedule is from now on.
package struct PointSchedule: Hashable, Sendable {
  package let point: PointOfContact
  /// In order of their hours.
  package let rules: [Rule]
  package let closures: [PointClosure]

  package init(point: PointOfContact, rules: [Rule], closures: [PointClosure]) {
    self.point = point
    self.rules = rules
    self.closures = closures
  }

  package struct PointClosure: Hashable, Sendable {
    package let closure: Closure
    /// The whole country's, and not the point's own.
    package let isNational: Bool

    package init(closure: Closure, isNational: Bool) {
      self.closure = closure
      self.isNational = isNational
    }
  }
}
