/// An appointment that is on disk.
package struct Appointment: Hashable, Sendable {
  package let code: AppointmentCode
  package let point: PointOfContact
  package let slot: SlotStart
  package let motive: Motive

  package init(code: AppointmentCode, point: PointOfContact, slot: SlotStart, motive: Motive) {
    self.code = code
    self.point = point
    self.slot = slot
    self.motive = motive
  }
}

/// What is asked for when a hold becomes an appointment.
package struct Booking: Hashable, Sendable {
  package let motive: Motive
  package let applicant: Applicant
  package let point: PointOfContact
  package let slot: SlotStart

  package init(motive: Motive, applicant: Applicant, point: PointOfContact, slot: SlotStart) {
    self.motive = motive
    self.applicant = applicant
    self.point = point
    self.slot = slot
  }
}

/// A place kept for one person for a short time.
package struct Hold: Hashable, Sendable {
  /// Its claim in the store.
  package let id: Int
  package let slot: SlotStart
  package let until: Moment
  /// How often it can still be extended.
  package let extensionsLeft: Int
  /// How long it lasts, and each extension.
  package let seconds: Int

  package init(id: Int, slot: SlotStart, until: Moment, extensionsLeft: Int, seconds: Int) {
    self.id = id
    self.slot = slot
    self.until = until
    self.extensionsLeft = extensionsLeft
    self.seconds = seconds
  }
}

/// The answer to the privacy notice, as it is kept (Ley 1581 de 2012, art. 9; Decreto 1377 de 2013,
/// art. 8).
package struct Consent: Hashable, Sendable {
  /// Of the notice that was shown.
  package let noticeVersion: String
  package let granted: Bool

  package init(noticeVersion: String, granted: Bool) {
    self.noticeVersion = noticeVersion
    self.granted = granted
  }
}

/// Who is at this end of the conversation, as the events record it.
package struct Actor: Hashable, Sendable {
  /// How the conversation is held.
  package enum Channel: String, Sendable {
    case terminal
    case pipe = "tuberia"
    case json
    case transcript = "transcripcion"
    /// A command of the office.
    case office = "oficina"
  }

  package let channel: Channel
  /// The agent's name; nil for a citizen.
  package let agent: String?

  package init(channel: Channel, agent: String?) {
    self.channel = channel
    self.agent = agent
  }
}
