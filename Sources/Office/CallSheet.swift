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
  package struct Call: Hashable, Sendable {
    package let record: AppointmentRecord
    /// Nil before it was told.
    package let outcome: CallOutcome?

    package init(record: AppointmentRecord, outcome: CallOutcome?) {
      self.record = record
      self.outcome = outcome
    }
  }

  /// A point's calls in the order of their hours.
  package struct Part: Hashable, Sendable {
    package let point: PointOfContact
    package let calls: [Call]
  }

  package let day: Day
  /// By city without regard to accents; points without calls are not among them.
  package let parts: [Part]
  /// Who lost an hour to a change of the schedule and has no other yet; to be called first.
  package let displaced: [Part]

  /// `calls` and `displaced` in any order.
  package init(day: Day, calls: [Call], displaced: [Call]) {
    self.day = day
    parts = Self.parts(calls)
    self.displaced = Self.parts(displaced)
  }

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
