package import Domain

/// How the call at the hour of an appointment went. The raw values are typed and stand in the store.
package enum CallOutcome: String, CaseIterable, Sendable {
  case attended = "atendida"
  case noAnswer = "no_contesta"
  /// Nobody answered, and it is tried once more.
  case secondTry = "segundo_intento"
  case wrongNumber = "numero_equivocado"
}

/// What came of telling an outcome.
package enum OutcomeResult: Hashable, Sendable {
  /// Instead of `before`, if something was told before.
  case recorded(CallOutcome, before: CallOutcome?)
  case noSuchCode
  /// It was cancelled or replaced, and not by a change of the schedule.
  case notToBeCalled(AppointmentRecord.State)
  /// Its day is to come.
  case tooSoon(Day)
}

/// The calls of a day, with the personal data that they need.
package struct CallSheet: Hashable, Sendable {
  /// Why somebody is called. The raw values stand in the sheet, which has them in this order.
  package enum Group: String, CaseIterable, Sendable {
    /// They lost an hour to a change of the schedule and have no other yet.
    case withoutHour = "sin_hora"
    case ofTheDay = "del_dia"
    /// They had an hour of this day and were given another, and may still expect the call.
    case moved = "movida"
  }

  package struct Call: Hashable, Sendable {
    package let group: Group
    package let record: AppointmentRecord
    /// Nil before it was told.
    package let outcome: CallOutcome?
    /// Where somebody was moved.
    package let movedTo: SlotStart?

    package init(
      group: Group, record: AppointmentRecord, outcome: CallOutcome?, movedTo: SlotStart? = nil
    ) {
      self.group = group
      self.record = record
      self.outcome = outcome
      self.movedTo = movedTo
    }
  }

  /// A point's calls of a group in the order of their hours.
  package struct Part: Hashable, Sendable {
    package let point: PointOfContact
    package let calls: [Call]
  }

  package let day: Day
  private let groups: [Group: [Part]]

  /// `calls` in any order.
  package init(day: Day, calls: [Call]) {
    self.day = day
    groups = Dictionary(grouping: calls, by: \.group).mapValues(Self.parts)
  }

  /// By city without regard to accents; points without calls are not among them.
  package func parts(_ group: Group) -> [Part] { groups[group] ?? [] }

  private static func parts(_ calls: [Call]) -> [Part] {
    Dictionary(grouping: calls, by: \.record.appointment.point)
      .map { point, calls in
        (order: (folded(point.city), point.name), part: Part(point: point, calls: sorted(calls)))
      }
      .sorted { $0.order < $1.order }
      .map(\.part)
  }

  private static func sorted(_ calls: [Call]) -> [Call] {
    calls.sorted {
      let (left, right) = ($0.record.appointment, $1.record.appointment)
      return (left.slot, left.code.text) < (right.slot, right.code.text)
    }
  }
}
