/// A message that tells a person about an appointment.
package struct Notice: Hashable, Sendable {
  /// The raw values stand in the store, in the texts' keys and in JSON.
  package enum Kind: String, CaseIterable, Sendable {
    case confirmation = "confirmacion"
    case change = "cambio"
    case cancellation = "cancelacion"
    /// On the working day before.
    case reminder = "recordatorio"
    /// A place for the first in the waiting list.
    case offer = "oferta"
  }

  /// What it tells, as the store knows it when the message goes.
  package enum Content: Hashable, Sendable {
    case confirmation(CalendarEntry)
    case change(CalendarEntry, from: SlotStart)
    case cancellation(CalendarEntry)
    case reminder(CalendarEntry)
    case offer(Offer)
  }

  /// Its row in the store.
  package let id: Int
  package let recipient: Email
  package let content: Content

  package init(id: Int, recipient: Email, content: Content) {
    self.id = id
    self.recipient = recipient
    self.content = content
  }

  /// The appointment's; nil for an offer.
  package var code: AppointmentCode? {
    switch content {
    case .confirmation(let entry), .change(let entry, _), .cancellation(let entry),
      .reminder(let entry):
      entry.appointment.code
    case .offer: nil
    }
  }

  package var kind: Kind {
    switch content {
    case .confirmation: .confirmation
    case .change: .change
    case .cancellation: .cancellation
    case .reminder: .reminder
    case .offer: .offer
    }
  }
}

/// An appointment as the calendars of people follow it: what is changed stays the same entry.
package struct CalendarEntry: Hashable, Sendable {
  package let appointment: Appointment
  /// The telephone that is called.
  package let mobile: Mobile
  /// The first of the codes that it has had.
  package let origin: AppointmentCode
  /// When it was first booked.
  package let created: Moment
  /// Grows with each change, from 0.
  package let sequence: Int
  package let minutes: Int
  /// The office took the hour away, by a change of its schedule; of a confirmation: and gave it back.
  package let isDisplaced: Bool
  /// Why it does not attend then; nil when there is nothing to tell.
  package let closure: String?

  package init(
    appointment: Appointment, mobile: Mobile, origin: AppointmentCode, created: Moment,
    sequence: Int, minutes: Int, isDisplaced: Bool, closure: String?
  ) {
    self.appointment = appointment
    self.mobile = mobile
    self.origin = origin
    self.created = created
    self.sequence = sequence
    self.minutes = minutes
    self.isDisplaced = isDisplaced
    self.closure = closure
  }
}

/// A place that is kept for somebody until they answer.
package struct Offer: Hashable, Sendable {
  package let point: PointOfContact
  package let slot: SlotStart
  package let until: Moment

  package init(point: PointOfContact, slot: SlotStart, until: Moment) {
    self.point = point
    self.slot = slot
    self.until = until
  }
}

/// A message as it waits, or as it went.
package struct QueuedNotice: Hashable, Sendable {
  /// The raw values stand in the store, in the texts' keys and in JSON.
  package enum State: String, CaseIterable, Sendable {
    case pending = "pendiente"
    /// Some process hands it over now.
    case delivering = "en_entrega"
    case delivered = "entregado"
    /// Given up.
    case failed = "fallido"
  }

  package let id: Int
  package let kind: Notice.Kind
  package let state: State
  /// Nil when it was erased.
  package let recipient: Email?
  /// Of the appointment that it tells of; nil for an offer.
  package let code: AppointmentCode?
  /// The entry of the waiting list that an offer is for.
  package let waiting: Waiting.ID?
  package let city: String
  package let slot: SlotStart
  /// Those that came to nothing.
  package let attempts: Int
  /// What the last of them ended with.
  package let status: Int?
  /// Not before.
  package let due: Moment

  package init(
    id: Int, kind: Notice.Kind, state: State, recipient: Email?, code: AppointmentCode?,
    waiting: Waiting.ID?, city: String, slot: SlotStart, attempts: Int, status: Int?, due: Moment
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.recipient = recipient
    self.code = code
    self.waiting = waiting
    self.city = city
    self.slot = slot
    self.attempts = attempts
    self.status = status
    self.due = due
  }
}

/// Which messages are looked at; what is nil does not matter.
package struct OutboxFilter: Hashable, Sendable {
  package let state: QueuedNotice.State?
  package let code: AppointmentCode?
  /// Of the appointments that they tell of.
  package let days: ClosedRange<Day>?

  package init(
    state: QueuedNotice.State? = nil, code: AppointmentCode? = nil, days: ClosedRange<Day>? = nil
  ) {
    self.state = state
    self.code = code
    self.days = days
  }

  package var isEmpty: Bool { self == OutboxFilter() }
}

/// How messages leave.
package struct MailSettings: Hashable, Sendable {
  /// The raw values are what is typed and stand in the store.
  package enum Name: String, CaseIterable, Sendable {
    /// The address that they come from.
    case sender = "remitente"
    /// The path of the command that takes them.
    case program = "sendmail"
    /// The folder that they are written to instead.
    case folder = "carpeta"
  }

  private let values: [Name: String]

  package init(_ values: [Name: String]) {
    self.values = values
  }

  package subscript(name: Name) -> String? { values[name] }

  /// The value that `written` gives for `name`; nil when it can be none.
  package static func value(_ written: String, for name: Name) -> String? {
    guard controlCharacters(in: written) == nil else { return nil }
    switch name {
    case .sender: return (try? Email(parsing: written))?.text
    case .program, .folder: return written.hasPrefix("/") ? written : nil
    }
  }
}
