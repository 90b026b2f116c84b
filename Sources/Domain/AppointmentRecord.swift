/// An appointment as it stands in the store. Whether it is past is told by its slot and now.
package struct AppointmentRecord: Hashable, Sendable {
  /// The raw values stand in the store.
  package enum State: String, CaseIterable, Sendable {
    case booked
    case cancelled
    /// Given up for another, which `replacedBy` names.
    case replaced
  }

  package let appointment: Appointment
  package let state: State
  package let applicant: Applicant
  /// The appointment that this one was made instead of.
  package let replaces: AppointmentCode?
  /// Also the one by which a reopened day gave a lost hour back.
  package let replacedBy: AppointmentCode?
  /// It lost its place to a change of the schedule.
  package let isDisplaced: Bool

  package init(
    appointment: Appointment, state: State, applicant: Applicant, replaces: AppointmentCode?,
    replacedBy: AppointmentCode?, isDisplaced: Bool = false
  ) {
    self.appointment = appointment
    self.state = state
    self.applicant = applicant
    self.replaces = replaces
    self.replacedBy = replacedBy
    self.isDisplaced = isDisplaced
  }

  /// It can still be changed or cancelled: booked, and not begun.
  package func isActive(at now: Moment) -> Bool {
    state == .booked && now < appointment.slot.moment
  }
}

/// What a look-up found. A miss does not tell which part of what was asked did not match.
package enum LookUp<Found: Hashable & Sendable>: Hashable, Sendable {
  case found(Found)
  case notFound
  /// Too much was tried in vain; from that moment on it is looked up again.
  case slowDown(until: Moment)
}

/// What proves that somebody may see a document's data.
package enum SecondDatum: Hashable, Sendable {
  case mobile(Mobile)
  /// Compared without case.
  case email(Email)

  /// Whether it is that mobile or that e-mail.
  package func matches(mobile: Mobile?, email: Email?) -> Bool {
    switch self {
    case .mobile(let own): own == mobile
    case .email(let own): own.text.lowercased() == email?.text.lowercased()
    }
  }
}

/// Another way to reach who has an appointment.
package enum ContactChange: Hashable, Sendable {
  /// Nil when they have none.
  case landline(Landline?)
  case mobile(Mobile)
  case email(Email)
  case address(Address)
  case city(Municipality)

  package var question: Question {
    switch self {
    case .landline: .landline
    case .mobile: .mobile
    case .email: .email
    case .address: .address
    case .city: .city
    }
  }
}
