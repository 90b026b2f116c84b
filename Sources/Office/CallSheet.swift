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
  /// Nobody of that number waits, or they have no offer to be called about.
  case noSuchEntry
}

/// What a call was about, as it is typed: the code of an appointment, or the number of an entry of
/// the waiting list.
package enum CallSubject: Hashable, Sendable {
  case appointment(AppointmentCode)
  case entry(Waiting.ID)

  package init?(parsing written: String) {
    if let code = AppointmentCode(parsing: written) {
      self = .appointment(code)
      return
    }
    // Shorter than any code.
    let digitsMax = 9
    guard !written.isEmpty, written.utf8.count <= digitsMax,
      written.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int(written), number > 0
    else { return nil }
    self = .entry(number)
  }
}

/// The calls of a day, with the personal data that they need.
package struct CallSheet: Hashable, Sendable {
  /// Why somebody is called. The raw values stand in the sheet, which has them in this order.
  package enum Group: String, CaseIterable, Sendable {
    /// They lost an hour to a change of the schedule and have no other yet.
    case withoutHour = "sin_hora"
    /// They had lost an hour, and a day that opened again gave it back.
    case returned = "recuperada"
    /// They were given another hour, and no mail nor call has told them; or they had an hour of this
    /// day and no call has told them.
    case moved = "movida"
    /// A place is kept for them, and nobody has told them.
    case offered = "con_cupo"
    /// They were told of a place that a change of the schedule took.
    case offerLost = "sin_cupo"
    case ofTheDay = "del_dia"
  }

  package struct Call: Hashable, Sendable {
    package let group: Group
    package let subject: CallSubject
    /// Of the appointment; nil for an entry of the waiting list.
    package var code: AppointmentCode? {
      if case .appointment(let code) = subject { code } else { nil }
    }
    /// Nil for an appointment.
    package var entry: Waiting.ID? {
      if case .entry(let id) = subject { id } else { nil }
    }
    package let point: PointOfContact
    package let slot: SlotStart
    package let motive: Motive
    package let applicant: Applicant
    /// Nil before it was told.
    package let outcome: CallOutcome?
    /// Where somebody was moved.
    package let movedTo: SlotStart?
    /// Of what somebody has instead of what they lost.
    package let newCode: AppointmentCode?
    /// How long the place is kept.
    package let keptUntil: Moment?

    package init(
      group: Group, record: AppointmentRecord, outcome: CallOutcome?,
      movedTo: SlotStart? = nil, newCode: AppointmentCode? = nil
    ) {
      let appointment = record.appointment
      self.group = group
      subject = .appointment(appointment.code)
      (point, slot, motive) = (appointment.point, appointment.slot, appointment.motive)
      applicant = record.applicant
      self.outcome = outcome
      self.movedTo = movedTo
      self.newCode = newCode
      keptUntil = nil
    }

    /// About an offer that `stands`, or that was taken back.
    package init(
      entry: Waiting.ID, _ offer: Offer, stands: Bool, motive: Motive, applicant: Applicant,
      outcome: CallOutcome?
    ) {
      group = stands ? .offered : .offerLost
      subject = .entry(entry)
      (point, slot) = (offer.point, offer.slot)
      self.motive = motive
      self.applicant = applicant
      self.outcome = outcome
      movedTo = nil
      newCode = nil
      keptUntil = stands ? offer.until : nil
    }
  }

  /// A point's calls of a group in the order of their hours.
  package struct Part: Hashable, Sendable {
    package let point: PointOfContact
    package let calls: [Call]
  }

  package let day: Day
  private let groups: [Group: [Part]]

  /// `calls` in any order.
  package init(day: Day, calls: [Call]) {
    self.day = day
    groups = Dictionary(grouping: calls, by: \.group).mapValues(Self.parts)
  }

  /// By city without regard to accents; points without calls are not among them.
  package func parts(_ group: Group) -> [Part] { groups[group] ?? [] }

  private static func parts(_ calls: [Call]) -> [Part] {
    Dictionary(grouping: calls, by: \.point)
      .map { point, calls in
        (order: (folded(point.city), point.name), part: Part(point: point, calls: sorted(calls)))
      }
      .sorted { $0.order < $1.order }
      .map(\.part)
  }

  private static func sorted(_ calls: [Call]) -> [Call] {
    calls.sorted { ($0.slot, $0.subject.order) < ($1.slot, $1.subject.order) }
  }
}

extension CallSubject {
  fileprivate var order: String {
    switch self {
    case .appointment(let code): code.text
    case .entry(let id): String(1_000_000_000 + id)
    }
  }
}
