package import Domain

/// What becomes of those who lost their hour to a closure, once the day is open again.
///
/// - Who has no other hour gets theirs back before the waiting list gets it, while there are places:
///   of two who had the same hour, who booked first.
/// - Who was moved keeps the new hour, of which they were told.
/// - Who finds no place of their hour stays on the call sheet.
package struct Reopening: Hashable, Sendable {
  package struct Return: Hashable, Sendable {
    package let appointment: StandingAppointment
    /// Its new code; nil while it is only planned.
    package var code: AppointmentCode?
  }

  /// Somebody who lost their hour and has no other.
  package struct Displaced: Hashable, Sendable {
    package let appointment: StandingAppointment
    package let document: Document
    /// Of the document; who has another appointment to come keeps to that.
    package let hasNoOther: Bool

    package init(appointment: StandingAppointment, document: Document, hasNoOther: Bool) {
      self.appointment = appointment
      self.document = document
      self.hasNoOther = hasNoOther
    }
  }

  /// A closure of the day that stays; nil is the whole country's.
  package struct Remaining: Hashable, Sendable {
    package let closure: Closure
    package let point: PointOfContact?

    package init(closure: Closure, point: PointOfContact?) {
      self.closure = closure
      self.point = point
    }
  }

  /// The closures that go, and those of the day that stay.
  package var removed: [Closure] = []
  package var remaining: [Remaining] = []
  /// By point, and in the order of the hours.
  package var returns: [Return] = []
  /// Who stays without an hour, in the same order.
  package private(set) var calls: [StandingAppointment] = []
  /// How many were moved, and keep their new hour.
  package private(set) var keptMoves = 0

  package init() {}

  package var isEmpty: Bool { returns.isEmpty && calls.isEmpty && keptMoves == 0 }

  /// Adds a point with those who lost an hour of `day` there. `agenda` is the point's as it will be,
  /// with the places that anybody can take.
  package mutating func add(
    _ displaced: [Displaced], keptMoves: Int, on day: Day, agenda: AgendaRecord, now: Moment
  ) {
    self.keptMoves += keptMoves
    guard !displaced.isEmpty else { return }
    var free = Dictionary(
      FreePlaces(agenda, now: now).freeSlots(on: day).map { ($0.time, $0.free) },
      uniquingKeysWith: { first, _ in first })
    // A document gets one hour back.
    var served: Set<Document> = []
    for person in displaced.sorted(by: Self.precedes) {
      let time = person.appointment.slot.time
      if person.hasNoOther, let places = free[time], places > 0,
        served.insert(person.document).inserted
      {
        free[time] = places - 1
        returns.append(Return(appointment: person.appointment))
      } else {
        calls.append(person.appointment)
      }
    }
  }

  private static func precedes(_ left: Displaced, _ right: Displaced) -> Bool {
    let (left, right) = (left.appointment, right.appointment)
    return (left.slot, left.created, left.code.text) < (right.slot, right.created, right.code.text)
  }
}
