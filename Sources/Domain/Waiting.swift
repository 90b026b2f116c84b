/// The part of the day that suits somebody. The raw values stand in the store and in JSON.
package enum PartOfDay: String, CaseIterable, Sendable {
  case any = "cualquiera"
  case morning = "manana"
  case afternoon = "tarde"

  package func contains(_ time: TimeOfDay) -> Bool {
    switch self {
    case .any: true
    // The slot at noon is the last of the morning.
    case .morning: time.minutes <= 12 * 60
    case .afternoon: time.minutes > 12 * 60
    }
  }
}

/// What somebody waits for.
package struct Wish: Hashable, Sendable {
  /// Of a city with a point of contact; nil for any.
  package let cityCode: String?
  /// The last is the latest date: nobody waits beyond it.
  package let days: ClosedRange<Day>
  package let part: PartOfDay
  /// Declared, and nobody asks for proof (Ley 1437 de 2011, art. 5, numeral 6): people with a
  /// disability, pregnant women, children, older adults, and whoever is defenceless.
  package let hasPreference: Bool

  package init(
    cityCode: String?, days: ClosedRange<Day>, part: PartOfDay, hasPreference: Bool
  ) {
    self.cityCode = cityCode
    self.days = days
    self.part = part
    self.hasPreference = hasPreference
  }

  /// The days that somebody who comes at that moment can wait for: who waits into the next month is
  /// offered its places as it opens.
  package static func days(at now: Moment) -> ClosedRange<Day> {
    now.day...now.day.month.next.last
  }

  package func fits(_ slot: SlotStart, inCity code: String) -> Bool {
    (cityCode == nil || cityCode == code) && days.contains(slot.day) && part.contains(slot.time)
  }
}

/// An entry of the waiting list.
package struct Waiting: Hashable, Sendable, Identifiable {
  /// Its row in the store.
  package let id: Int
  package let wish: Wish
  package let joined: Moment

  package init(id: Int, wish: Wish, joined: Moment) {
    self.id = id
    self.wish = wish
    self.joined = joined
  }

  /// Legal preference first, then arrival.
  package func isBefore(_ other: Waiting) -> Bool {
    if wish.hasPreference != other.wish.hasPreference { return wish.hasPreference }
    return (joined, id) < (other.joined, other.id)
  }

  /// Whether some place could be wanted by both.
  package func competes(with other: Waiting) -> Bool {
    wish.cityCode == nil || other.wish.cityCode == nil || wish.cityCode == other.wish.cityCode
  }
}

/// How it stands with an entry: all that its person is told.
package struct WaitingStatus: Hashable, Sendable {
  package let waiting: Waiting
  package let motive: Motive
  package let applicant: Applicant
  /// From 1, among those who may want the same places.
  package let position: Int
  /// How long it may take, by the offers of the last month; nil when they do not tell.
  package let estimatedDays: Int?
  /// By those offers it would be after the latest day that they can.
  package let isLikelyTooLate: Bool
  /// The place that is kept for them.
  package let offer: Offer?
  /// The last one that was kept and that they did not give up themselves.
  package let lost: LostOffer?
  /// How long a place is kept.
  package let offerHours: Int

  package init(
    waiting: Waiting, motive: Motive, applicant: Applicant, position: Int, estimatedDays: Int?,
    isLikelyTooLate: Bool = false, offer: Offer?, lost: LostOffer? = nil, offerHours: Int
  ) {
    self.waiting = waiting
    self.motive = motive
    self.applicant = applicant
    self.position = position
    self.estimatedDays = estimatedDays
    self.isLikelyTooLate = isLikelyTooLate
    self.offer = offer
    self.lost = lost
    self.offerHours = offerHours
  }
}

/// A place that was kept for somebody who waits, and is no longer.
package struct LostOffer: Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    /// Nobody answered in time.
    case lapsed
    /// A change of the schedule took it.
    case withdrawn
  }

  package let offer: Offer
  package let cause: Cause

  package init(offer: Offer, cause: Cause) {
    self.offer = offer
    self.cause = cause
  }
}

/// How an entry ended that nobody took out of the list at its person's wish.
package struct EndedWait: Hashable, Sendable {
  /// The raw values stand in the store.
  package enum Cause: String, CaseIterable, Sendable {
    /// Offers that they were told of, and that they let lapse.
    case unanswered = "silent"
    /// Its latest date is past.
    case lapsed
  }

  /// For how long it can be told.
  package static let daysKept = 30

  package let cause: Cause
  package let ended: Moment
  /// The latest date of the entry.
  package let lastDay: Day

  package init(cause: Cause, ended: Moment, lastDay: Day) {
    self.cause = cause
    self.ended = ended
    self.lastDay = lastDay
  }
}

/// All that is kept of a document, for who knows its second datum. Not all of it is empty.
package struct DocumentRecords: Hashable, Sendable {
  /// The newest first.
  package let appointments: [AppointmentRecord]
  package let waiting: WaitingStatus?
  /// Of a document that waits no more.
  package let ended: EndedWait?

  package init(
    appointments: [AppointmentRecord], waiting: WaitingStatus?, ended: EndedWait? = nil
  ) {
    self.appointments = appointments
    self.waiting = waiting
    self.ended = ended
  }
}
