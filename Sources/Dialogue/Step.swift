package import Domain

/// What follows from an input: what to say, then exactly one thing to do.
package struct Step: Hashable, Sendable {
  package var says: [Utterance]
  package var next: Next

  package init(says: [Utterance], next: Next) {
    self.says = says
    self.next = next
  }
}

package enum Next: Hashable, Sendable {
  case ask(Ask)
  case perform(Request)
  case finish(Outcome)
}

/// What the conversation receives.
package enum Input: Hashable, Sendable {
  case line(String)
  case endOfInput
  /// Ctrl-C at an empty line; `insistent` where nobody can be asked whether to leave.
  case interrupted(insistent: Bool)
  /// The moment that `Ask.wake` named has come.
  case deadlinePassed
  /// What came of the request.
  case answer(Response)
}

/// A question as it is put now.
package struct Ask: Hashable, Sendable {
  /// What the question is about.
  package enum Subject: Hashable, Sendable {
    case question(Question)
    /// Whether to leave, after Ctrl-C.
    case leaving

    /// Its `campo` in JSON.
    package var id: String {
      switch self {
      case .question(let question): question.rawValue
      case .leaving: "salir"
      }
    }
  }

  /// Which wording of the question fits.
  package enum Wording: Hashable, Sendable {
    case usual
    /// The number of a document of that type.
    case document(DocumentType)
    /// The document of a person who has died.
    case deceased
    case deceasedDocument(DocumentType)
    /// Of a company.
    case company
    /// The contact of a company or an estate.
    case contact
    case challenge(Challenge)
    /// A city to be chosen; `suggested` are on the screen.
    case appointmentCity(suggested: Int)
    case day(Month)
    case time(Day)
    case proposal(Proposal)
    /// The second datum that opens data of an earlier time.
    case toSeeData
    /// Whether the new hour is accepted instead of the old one.
    case changeOfTime
    /// What else, once something is done.
    case another
    /// Whether to wait for a place there.
    case full(Municipality)
    /// Whether the place that is kept is taken.
    case offered
    /// A telephone, where an agent has nothing else to ask with it.
    case alone
    /// The telephones, where an agent knows the e-mail.
    case telephones
  }

  package var subject: Subject
  package var wording: Wording
  /// All answers that can be picked, in order.
  package var options: [Answer]
  /// How many of the options, from the first, are shown with a number.
  package var numbered: Int
  /// The short forms of those, for an agent; nil of one that has none.
  package var shortForms: [String?]
  /// When the hold ends.
  package var until: Moment?
  /// When to come back with `deadlinePassed`, if nobody answers before.
  package var wake: Moment?
  /// The question stands on the screen already; what is half typed is kept.
  package var isReminder: Bool
  /// Whether it is about the new hour of an appointment that there is.
  package var isOfChange = false
}

/// An order or a field in the short form that an agent types.
package struct ShortForm: Hashable, Sendable {
  /// `disponibilidad`
  package let name: String
  /// `dp`
  package let form: String
}

/// The terminal's stand-in for a captcha: a sum in words. Both numbers are 2 to 9.
package struct Challenge: Hashable, Sendable {
  package let first: Int
  package let second: Int

  package var sum: Int { first + second }
}

/// Answers offered instead of one that was not taken as it came; the likeliest first.
package struct Proposal: Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    case doubt(Doubt)
    /// Nearest points, for a place that has none.
    case nearestPoints
    /// The hour of a hold that ran out.
    case stillFree
    /// Cities that have free places when the wanted one has none.
    case elsewhere
    /// Offices of the same city that have free places when the wanted one has none.
    case anotherOffice
  }

  package let answers: [Answer]
  package let reason: Reason
}

/// What only the world outside can do.
package enum Request: Hashable, Sendable {
  case points
  case agendas([PointOfContact.ID], days: ClosedRange<Day>)
  case status(Document)
  /// With a no, what was kept of that document's unfinished booking is erased.
  case record(Consent, erasingDraftOf: Document?)
  case saveDraft(Document, [StoredAnswer])
  case loadDraft(Document, SecondDatum)
  /// What is known of the document, for who knows the second datum.
  case known(Document, SecondDatum)
  case find(AppointmentCode)
  case findOf(Document, AppointmentCode)
  case findAll(Document, SecondDatum)
  case hold(SlotStart, at: PointOfContact.ID)
  case extend(Hold)
  case release(Hold)
  case book(Booking, Hold)
  case modify(AppointmentCode, Document, Hold)
  case update(AppointmentCode, Document, ContactChange)
  case cancel(AppointmentCode, Document)
  /// Into the waiting list.
  case join(Wish, Motive, Applicant)
  /// The place that the waiting list keeps for the document.
  case takeUp(Document)
  case decline(Document)
  /// Out of the waiting list.
  case leaveList(Document)
  /// A note of the agent's, on that appointment if it is about one.
  case note(String, on: AppointmentCode?)
  /// The call is over; another begins.
  case endCall(ConversationRecord)
}

/// What came of a request.
package enum Response: Hashable, Sendable {
  case points([PointOfContact])
  case agendas([PointOfContact.ID: AgendaRecord])
  case status(DocumentStatus)
  case done
  case recorded(Policies)
  case draft([StoredAnswer])
  case known(KnownApplicant)
  /// The newest first; empty only beside a turn in the waiting list, or one that ended.
  case found([AppointmentRecord], WaitingStatus? = nil, ended: EndedWait? = nil)
  case notFound
  /// Too many look-ups that found nothing.
  case slowDown(until: Moment)
  case held(Hold)
  /// The place, or the hold, is gone.
  case taken
  case noExtensionsLeft
  case booked(Appointment)
  case alreadyBooked(Appointment)
  case modified(Appointment)
  case joined(WaitingStatus)
  /// The document waits already: to be told to who proves whose it is.
  case alreadyWaiting
  /// What was offered passed on; nil when it was offered no longer.
  case declined(WaitingStatus?)
  /// The new hour is the old one.
  case unchanged
  case updated(AppointmentRecord)
  case cancelled(AppointmentRecord)
  /// Somebody has cancelled or changed it, or its hour has come.
  case gone(AppointmentRecord?)
  /// Try again: nothing was changed.
  case busy

  /// Whether something may be told of it by mail: of a change, or of the next place for who waits.
  package var concernsMail: Bool {
    switch self {
    case .booked, .modified, .updated, .cancelled, .joined, .found(_, .some, _), .declined(.some):
      true
    default: false
    }
  }
}

/// How a conversation ends.
package enum Outcome: Hashable, Sendable {
  case booked
  case modified
  case cancelled
  /// In the waiting list.
  case waiting
  /// The privacy notice was not accepted.
  case declined
  case left
  case endOfInput(midBooking: Bool)
  case interrupted
  /// Nobody answered for long.
  case silent(midBooking: Bool)
  /// Given up because the store stayed busy.
  case busy

  /// `estado` of the JSON `fin`.
  package var status: String {
    switch self {
    case .booked: "agendada"
    case .modified: "modificada"
    case .cancelled: "cancelada"
    case .waiting: "en_espera"
    case .declined: "sin_autorizacion"
    case .left: "salida"
    case .endOfInput(midBooking: true), .silent(midBooking: true): "incompleta"
    case .endOfInput(midBooking: false), .silent(midBooking: false): "salida"
    case .interrupted: "interrumpida"
    case .busy: "ocupada"
    }
  }

  /// The exit status (contract, section 5).
  package var exitStatus: Int32 {
    switch self {
    case .booked, .modified, .cancelled, .waiting, .declined, .left, .endOfInput(midBooking: false),
      .silent(midBooking: false):
      0
    case .endOfInput(midBooking: true), .silent(midBooking: true): 65
    case .interrupted: 130
    case .busy: 75
    }
  }
}
