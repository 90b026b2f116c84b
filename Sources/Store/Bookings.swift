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
      var own = try connection.ownHold(of: session)
      if let other = own, other.slot != booking.slot || other.point != booking.point.id {
        try connection.delete(other, as: .release, by: session, now)
        own = nil
      }
      guard
        let claim = try own
          ?? connection.claim(booking.slot, at: booking.point.id, by: session, now)
      else { return .rollback(.taken) }
      do {
        let code = try connection.insert(
          booking, on: claim, by: session, now, using: &generator)
        try connection.log(.book, code.text, session: session, now)
        return .commit(
          .booked(
            Appointment(
              code: code, point: booking.point, slot: booking.slot, motive: booking.motive)))
      } catch  where error.code == .triggerConstraint {
        guard
          let active = try connection.activeAppointment(of: booking.applicant.document, now)
        else { throw error }
        return .rollback(.alreadyBooked(active))
      }
    }
  }
}

extension Connection {
  fileprivate func activeAppointment(
    of document: Document, _ now: Moment
  ) throws(DatabaseError) -> Appointment? {
    try statements.activeAppointment.first(
      document.number.text, document.type.rawValue, now.secondsSinceEpoch
    ) { (row) throws(DatabaseError) in
      guard let code = AppointmentCode(parsing: try row.text(6)) else { throw row.mismatch(6) }
      guard let motive = Motive(rawValue: try row.text(9)) else { throw row.mismatch(9) }
      return Appointment(
        code: code, point: try point(row),
        slot: SlotStart(day: try row.day(7), time: try row.time(8)), motive: motive)
    }
  }

  /// The code under which the appointment now stands.
  fileprivate func insert(
    _ booking: Booking, on claim: HeldClaim, by session: Int, _ now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(DatabaseError) -> AppointmentCode {
    let applicant = booking.applicant
    let businessName: String? =
      switch applicant.party {
      case .natural: nil
      case .juridica(let businessName): businessName.text
      }
    // With nine tenths of a month's codes given, one booking in 37,000 needs more.
    let attemptsMax = 100
    for attempt in 1... {
      let serial = Int.random(in: 0..<AppointmentCode.serialCount, using: &generator)
      let code = AppointmentCode(month: claim.slot.day.month, serial: serial)
      do {
        try statements.insertAppointment.run(
          code.text, claim.point, claim.slot.day.number, claim.slot.time.minutes, claim.place,
          booking.motive.rawValue, applicant.personType.rawValue, businessName,
          applicant.document.type.rawValue, applicant.document.number.text,
          applicant.givenNames.text, applicant.surnames.text, applicant.landline?.national,
          applicant.mobile.national, applicant.email.text, applicant.address.text,
          applicant.city.code, session, now.secondsSinceEpoch)
        return code
      } catch  where error.code == .primaryKeyConstraint && attempt < attemptsMax {
        continue
      }
    }
  }
}
