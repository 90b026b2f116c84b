package import Domain
internal import SQLite

package enum CancelResult: Hashable, Sendable {
  /// On disk, power loss included; the place is free.
  case cancelled(AppointmentRecord)
  /// It was cancelled, replaced or is past; nil when the code is not the document's.
  case gone(AppointmentRecord?)
}

package enum ModifyResult: Hashable, Sendable {
  /// On disk, power loss included, under a new code; the earlier place is free.
  case modified(Appointment)
  /// The new hour is the earlier one: it stands under its code, and the hold is given up.
  case unchanged(Appointment)
  /// The hold is gone and no place of the slot is free. The appointment stands.
  case taken
  /// It was cancelled, replaced or is past; nil when the code is not the document's.
  case gone(AppointmentRecord?)
}

package enum UpdateResult: Hashable, Sendable {
  /// On disk, power loss included.
  case updated(AppointmentRecord)
  /// It was cancelled, replaced or is past; nil when the code is not the document's.
  case gone(AppointmentRecord?)
}

// No misses are counted here: who changes an appointment has found it before.
extension Store {
  /// Gives the appointment up and frees its place.
  package func cancel(
    _ code: AppointmentCode, document: Document, now: Moment
  ) throws(StoreError) -> CancelResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      let record = try connection.record(code, of: document)
      guard let record, record.isActive(at: now) else { return .rollback(.gone(record)) }
      try connection.requests.cancel.run(code.text)
      connection.freed.insert(record.appointment.point.id)
      try connection.log(.cancel, code.text, session: session, now)
      return .commit(.cancelled(try connection.reread(code)))
    }
  }

  /// Makes the held place an appointment instead of that one, with its point, motive and applicant.
  /// When the hold is gone or is at another point, it takes another place of the slot, if one is
  /// free. The serial of the new code comes from `generator`.
  package func modify(
    _ code: AppointmentCode, document: Document, hold: Hold, now: Moment,
    using generator: inout some RandomNumberGenerator
  ) throws(StoreError) -> ModifyResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      let record = try connection.record(code, of: document)
      guard let record, record.isActive(at: now) else { return .rollback(.gone(record)) }
      let old = record.appointment
      guard hold.slot != old.slot else {
        if let own = try connection.ownHold(of: session), own.hold == hold.id {
          try connection.delete(own, as: .release, by: session, now)
        }
        return .commit(.unchanged(old))
      }
      guard
        let claim = try connection.ownClaim(on: hold.slot, at: old.point.id, by: session, now)
      else { return .rollback(.taken) }
      // The schema gives the old one up.
      let new = try connection.insert(in: claim.slot.day.month, using: &generator) {
        (new) throws(DatabaseError) in
        try connection.requests.insertReplacement.run(
          new.text, code.text, claim.slot.day.number, claim.slot.time.minutes, claim.place,
          session, now.secondsSinceEpoch)
      }
      connection.freed.insert(old.point.id)
      try connection.log(.replace, "\(code.text) \(new.text)", session: session, now)
      return .commit(
        .modified(Appointment(code: new, point: old.point, slot: claim.slot, motive: old.motive)))
    }
  }

  /// Changes how the applicant of that appointment is reached, and nothing else.
  package func update(
    _ code: AppointmentCode, document: Document, _ change: ContactChange, now: Moment
  ) throws(StoreError) -> UpdateResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      let record = try connection.record(code, of: document)
      guard let record, record.isActive(at: now) else { return .rollback(.gone(record)) }
      let requests = connection.requests
      switch change {
      case .landline(let landline):
        try requests.updateLandline.run(code.text, landline?.national)
      case .mobile(let mobile): try requests.updateMobile.run(code.text, mobile.national)
      case .email(let email): try requests.updateEmail.run(code.text, email.text)
      case .address(let address): try requests.updateAddress.run(code.text, address.text)
      case .city(let city): try requests.updateResidence.run(code.text, city.code)
      }
      try connection.log(
        .update, "\(code.text) \(change.question.rawValue)", session: session, now)
      return .commit(.updated(try connection.reread(code)))
    }
  }
}

extension Connection {
  /// The record of a code that was found in the same transaction.
  fileprivate func reread(_ code: AppointmentCode) throws(DatabaseError) -> AppointmentRecord {
    guard let record = try record(code) else {
      preconditionFailure("an appointment stays where it was found")
    }
    return record
  }
}
