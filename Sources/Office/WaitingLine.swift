package import Domain

/// Who is offered which place.
///
/// Whoever is first in line is offered the earliest place that fits, then whoever is next. So no
/// place stays free that somebody in line would take, and nobody is passed over.
package struct WaitingLine: Hashable, Sendable {
  /// How long an offer stands.
  package struct Terms: Hashable, Sendable {
    package let hours: Int
    /// An offer ends at least that long before the appointment; what begins earlier is not offered.
    package let marginHours: Int

    package init(hours: Int, marginHours: Int) {
      self.hours = hours
      self.marginHours = marginHours
    }

    /// When an offer of that slot ends; nil when it is too late to make one.
    package func end(of slot: SlotStart, at now: Moment) -> Moment? {
      let last = slot.moment.advanced(bySeconds: -marginHours * 3600)
      guard now < last else { return nil }
      return min(last, now.advanced(bySeconds: hours * 3600))
    }
  }

  package struct Match: Hashable, Sendable {
    package let waiting: Waiting.ID
    package let slot: SlotStart
    package let until: Moment

    package init(waiting: Waiting.ID, slot: SlotStart, until: Moment) {
      self.waiting = waiting
      self.slot = slot
      self.until = until
    }
  }

  /// Those without an offer, in no order.
  package let waiting: [Waiting]
  /// The slots that each was offered before and did not take.
  package let declined: [Waiting.ID: Set<SlotStart>]
  package let terms: Terms

  package init(waiting: [Waiting], declined: [Waiting.ID: Set<SlotStart>], terms: Terms) {
    self.waiting = waiting
    self.declined = declined
    self.terms = terms
  }

  /// The offers that the free places of a point of that city make now, in the order of the line.
  package func matches(with places: FreePlaces, inCity code: String) -> [Match] {
    var free = places.allFree
    var matches: [Match] = []
    for waiting in waiting.sorted(by: { $0.isBefore($1) }) {
      let index = free.firstIndex {
        waiting.wish.fits($0.slot, inCity: code)
          && declined[waiting.id]?.contains($0.slot) != true
          && terms.end(of: $0.slot, at: places.now) != nil
      }
      guard let index, let until = terms.end(of: free[index].slot, at: places.now) else { continue }
      matches.append(Match(waiting: waiting.id, slot: free[index].slot, until: until))
      free[index].places -= 1
      if free[index].places == 0 { free.remove(at: index) }
    }
    return matches
  }
}

/// How fast places are offered to whoever waits.
package struct WaitingPace: Hashable, Sendable {
  /// Offers made in the last `daysSeen` days.
  package let offers: Int
  /// Since the first of those joined who waited in that time, at most all of it.
  package let seconds: Int

  package static let daysSeen = 30
  /// Fewer offers, or a list of fewer days, tell nothing of those to come.
  package static let offersMin = 3
  package static let daysMin = 7

  package init(offers: Int, seconds: Int) {
    self.offers = offers
    self.seconds = seconds
  }

  package enum Estimate: Hashable, Sendable {
    /// Too little is known.
    case unknown
    case days(Int)
    /// After the latest day that they can.
    case tooLate

    package var days: Int? { if case .days(let days) = self { days } else { nil } }
  }

  /// How long whoever is at that place of the line may wait, rounded up.
  package func estimate(untilPosition position: Int, latest: Day, today: Day) -> Estimate {
    let day = 86_400
    guard offers >= Self.offersMin, seconds >= Self.daysMin * day else { return .unknown }
    let days = (position * seconds + offers * day - 1) / (offers * day)
    return today.advanced(by: days) <= latest ? .days(max(1, days)) : .tooLate
  }
}

/// An entry as the office sees it.
package struct WaitingRow: Hashable, Sendable {
  package let status: WaitingStatus
  /// The city's everyday name; nil for any.
  package let city: String?

  package init(status: WaitingStatus, city: String?) {
    self.status = status
    self.city = city
  }

  /// Whether a place of that point is kept for them, or may be.
  package func concerns(_ point: PointOfContact) -> Bool {
    status.offer.map { $0.point.id == point.id }
      ?? status.waiting.wish.cityCode.map { $0 == point.cityCode } ?? true
  }
}

/// What a review of the waiting list has done.
package struct WaitingReview: Hashable, Sendable {
  /// Offers that nobody answered in time.
  package var expired = 0
  /// Offers made.
  package var offered = 0
  /// Entries that left the list: their latest date is past, or their offers found no answer.
  package var left = 0
  /// Who waits still.
  package var waiting = 0

  package init() {}
}

extension FreePlaces {
  /// The free starts of the bookable days, ordered, with their places.
  fileprivate var allFree: [(slot: SlotStart, places: Int)] {
    (days.lowerBound.number...days.upperBound.number).flatMap { number in
      let day = Day(number: number)
      return freeSlots(on: day).map { (SlotStart(day: day, time: $0.time), $0.free) }
    }
  }
}
