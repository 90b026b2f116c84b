package import Domain
internal import SQLite

package enum BookResult: Hashable, Sendable {
  /// On disk, power loss included.
  case booked(Appointment)
  /// The hold is gone and no place of the slot is free.
  case taken
  /// The document has as many appointments as the policy allows; this is the next of them.
  case alreadyBooked(Appointment)
}

extension Store {
  /// The document's next appointment; nil when it has none to come.
  package func activeAppointment(
    of document: Document, now: Moment
  ) throws(StoreError) -> Appointment? {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.activeAppointment(of: document, now)
    }
  }

  /// Makes the held place an appointment. When the hold is gone it takes another place of the slot,
  /// if one is free. The serial of the code comes from `generator`.
  package func book(
    _ booking: Booking, hold: Hold, now: Moment, using generator: inout some RandomNumberGenerator
  ) throws(StoreError) -> BookResult {
    precondition(hold.slot == booking.slot, "what is booked is what was held")
    return try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      guard
        let claim = try connection.ownClaim(
          on: booking.slot, at: booking.point.id, by: session, now)
      else { return .rollback(.taken) }
      do throws(DatabaseError) {
        let code = try connection.endingWait(
          of: booking.applicant.document, with: booking.slot, at: booking.point.id, by: session, now
        ) { () throws(DatabaseError) in
          try connection.insert(booking, on: claim, by: session, now, using: &generator)
        }
        try connection.log(.book, code.text, session: session, now)
        return .commit(
          .booked(
            Appointment(
              code: code, point: booking.point, slot: booking.slot, motive: booking.motive)))
      } catch {
        guard error.code == .triggerConstraint,
          let active = try connection.activeAppointment(of: booking.applicant.document, now)
        else { throw error }
        return .rollback(.alreadyBooked(active))
      }
    }
  }
}

extension Connection {
  /// The session's hold on that slot, or else another place of it; nil when none is free. A hold on
  /// another slot is given up.
  func ownClaim(
    on slot: SlotStart, at point: Int, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> HeldClaim? {
    if let own = try ownHold(of: session) {
      if own.slot == slot, own.point == point {
        if own.until > now { return own }
        // Whoever waits comes before a hold that has ended.
        try settle(at: [point], by: session, now)
        if let own = try ownHold(of: session) { return own }
        return try claim(slot, at: point, by: session, now)
      }
      try delete(own, as: .release, by: session, now)
    }
    try settle(at: [point], by: session, now)
    return try claim(slot, at: point, by: session, now)
  }

  func activeAppointment(
    of document: Document, _ now: Moment
  ) throws(DatabaseError) -> Appointment? {
    try statements.activeAppointment.first(
      document.number.text, document.type.rawValue, now.secondsSinceEpoch
    ) { (row) throws(DatabaseError) in
      try appointment(row)
    }
  }

  /// The code under which the appointment now stands.
  fileprivate func insert(
    _ booking: Booking, on claim: HeldClaim, by session: Int, _ now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(DatabaseError) -> AppointmentCode {
    let applicant = booking.applicant
    return try insert(in: claim.slot.day.month, using: &generator) {
      (code) throws(DatabaseError) in
      try statements.insertAppointment.run(
        code.text, claim.point, claim.slot.day.number, claim.slot.time.minutes, claim.place,
        booking.motive.rawValue, applicant.personType.rawValue, applicant.businessName,
        applicant.document.type.rawValue, applicant.document.number.text,
        applicant.givenNames.text, applicant.surnames.text, applicant.landline?.national,
        applicant.mobile.national, applicant.email.text, applicant.address.text,
        applicant.city.code, session, now.secondsSinceEpoch)
    }
  }

  /// Runs `insertion` with codes of the month until it meets one that nobody has.
  func insert(
    in month: Month, using generator: inout some RandomNumberGenerator,
    _ insertion: (AppointmentCode) throws(DatabaseError) -> Void
  ) throws(DatabaseError) -> AppointmentCode {
    // With nine tenths of a month's codes given, one booking in 37,000 needs more.
    var attemptsLeft = 100
    while true {
      let serial = Int.random(in: 0..<AppointmentCode.serialCount, using: &generator)
      let code = AppointmentCode(month: month, serial: serial)
      do throws(DatabaseError) {
        try insertion(code)
        return code
      } catch {
        attemptsLeft -= 1
        guard error.code == .primaryKeyConstraint, attemptsLeft > 0 else { throw error }
      }
    }
  }
}

/// The appointment in the first ten columns of a row.
func appointment(_ row: borrowing Row) throws(DatabaseError) -> Appointment {
  guard let code = AppointmentCode(parsing: try row.text(6)) else { throw row.mismatch(6) }
  guard let motive = Motive(rawValue: try row.text(9)) else { throw row.mismatch(9) }
  return Appointment(
    code: code, point: try point(row),
    slot: try row.slot(7), motive: motive)
}

extension Applicant {
  /// As the store keeps it; nil of a person.
  var businessName: String? {
    switch party {
    case .natural: nil
    case .juridica(let businessName): businessName.text
    }
  }
}
