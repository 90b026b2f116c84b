package import Domain

/// What a change of the schedule does to the appointments: shown first, then done.
package struct Plan: Hashable, Sendable {
  /// A point with appointments or holds that lose their place.
  package struct Part: Hashable, Sendable {
    package let point: PointOfContact
    package var relocation: Relocation

    package init(point: PointOfContact, relocation: Relocation) {
      self.point = point
      self.relocation = relocation
    }
  }

  package var parts: [Part]
  /// What a reopened day gives back.
  package var reopening: Reopening
  /// The rules beside which a new one will stand at the same hours, ordered by number.
  package let overlapped: [Rule]
  /// What was ordered.
  package let change: ScheduleChange?
  /// The numbers of what was made; none while it is only planned.
  package var newRules: [Rule.ID] = []
  package var newPoint: PointOfContact.ID?

  package init(
    parts: [Part], reopening: Reopening = Reopening(), overlapped: [Rule] = [],
    of change: ScheduleChange? = nil
  ) {
    self.parts = parts
    self.reopening = reopening
    self.overlapped = overlapped
    self.change = change
  }

  package var moveCount: Int { parts.reduce(0) { $0 + $1.relocation.moves.count } }
  package var callCount: Int { parts.reduce(0) { $0 + $1.relocation.calls.count } }
  /// Every appointment that loses its place is moved or called.
  package var appointmentCount: Int { moveCount + callCount }
  /// Places that somebody holds while they accept.
  package var lostHoldCount: Int { sum { $0.count - $0.offers } }
  /// Places that are kept for somebody who waits.
  package var lostOfferCount: Int { sum(\.offers) }

  private func sum(_ value: (Relocation.LostHolds) -> Int) -> Int {
    parts.reduce(0) { $0 + $1.relocation.lostHolds.reduce(0) { $0 + value($1) } }
  }

  /// Names the order and what it does, in eight hexadecimal digits: who goes where and who is called. Holds,
  /// which come and go, do not count. FNV-1a, folded to 32 bits.
  package var fingerprint: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
    if let change { add("\(change.order)\n") }
    for relocation in parts.map(\.relocation) {
      for move in relocation.moves {
        add("\(move.booked.code.text) \(move.slot.day.iso) \(move.slot.time.iso)\n")
      }
      for booked in relocation.calls { add("\(booked.code.text)\n") }
    }
    for returned in reopening.returns { add("\(returned.appointment.code.text) back\n") }
    for person in reopening.calls { add("\(person.code.text)\n") }
    let folded = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    let digits = String(folded, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
