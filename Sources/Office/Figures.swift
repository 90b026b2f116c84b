package import Domain

/// What became of a month at a point.
package struct MonthFigures: Hashable, Sendable {
  /// What the store counts of it.
  package struct Counts: Hashable, Sendable {
    /// That stand, or stood at their hour.
    package var appointments = 0
    /// By whom they were for.
    package var cancelled = 0
    /// Given up for another hour.
    package var changed = 0
    /// That a change of the schedule moved or took away.
    package var displaced = 0
    /// Days from the booking to the hour, each with how many appointments; in no order.
    package var leadDays: [Int: Int] = [:]
    /// Calls of which the outcome was told.
    package var calls = 0
    /// Of these, those that reached nobody and are not tried again.
    package var noShows = 0

    package init() {}
  }

  package let point: PointOfContact
  package let month: Month
  /// Places of all its slots.
  package let places: Int
  package let counts: Counts

  package init(point: PointOfContact, month: Month, schedule: Schedule, counts: Counts) {
    self.point = point
    self.month = month
    self.counts = counts
    places = schedule.places(in: month)
  }

  /// Of the places, in whole per cent; nil without places.
  package var occupancyPercent: Int? {
    places == 0 ? nil : (counts.appointments * 100 + places / 2) / places
  }

  /// The median, the lower of two; nil without appointments.
  package var medianLeadDays: Int? {
    let total = counts.leadDays.values.reduce(0, +)
    var seen = 0
    for (days, count) in counts.leadDays.sorted(by: { $0.key < $1.key }) {
      seen += count
      if seen * 2 >= total { return days }
    }
    return nil
  }
}

extension Schedule {
  /// Places of the month's working days; public holidays have none.
  package func places(in month: Month) -> Int {
    (0..<month.length).reduce(0) { places, offset in
      let day = month.first.advanced(by: offset)
      guard Holiday(on: day) == nil else { return places }
      let minutes = Set(
        rules.filter {
          $0.terms.schedule.valid.contains(day)
            && $0.terms.schedule.weekdays.contains(day.weekday)
        }.flatMap { $0.terms.schedule.minutes })
      return minutes.reduce(places) {
        $0 + self.places(at: SlotStart(day: day, time: TimeOfDay(minutes: $1)))
      }
    }
  }
}

/// How the waiting list went in a month, in one city.
package struct WaitingFigures: Hashable, Sendable {
  /// Offers that were made in the month, by what became of them.
  package struct Offers: Hashable, Sendable {
    package var made = 0
    package var accepted = 0
    package var declined = 0
    /// Nobody answered in time.
    package var expired = 0
    /// Their place or their entry went.
    package var withdrawn = 0
    /// They stand.
    package var open = 0

    package init() {}
  }

  /// The city's code; nil of those who wait in any.
  package let city: String?
  package let month: Month
  /// Hours that each waited who joined in the month, those who still wait among them; in no order.
  package var hours: [Int]
  /// Of these, how many got an appointment, and how many still wait.
  package var booked: Int
  package var stillWaiting: Int
  package var offers: Offers

  package init(city: String?, month: Month) {
    self.city = city
    self.month = month
    hours = []
    booked = 0
    stillWaiting = 0
    offers = Offers()
  }

  /// The median, the lower of two; nil when nobody joined.
  package var medianHours: Int? { hours.isEmpty ? nil : hours.sorted()[(hours.count - 1) / 2] }
  package var longestHours: Int? { hours.max() }
}

/// Where people left off what they had begun, in a month.
package struct DropOuts: Hashable, Sendable {
  /// The city whose office was chosen; nil when none was yet.
  package let city: String?
  package let month: Month
  /// The question that was asked last.
  package let question: String
  package let count: Int

  package init(city: String?, month: Month, question: String, count: Int) {
    self.city = city
    self.month = month
    self.question = question
    self.count = count
  }
}

/// Something that deserves a second look, with the limit that it passes.
package struct Suspicion: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Of how many documents, a mobile or an e-mail.
    case sharedMobile(Mobile)
    case sharedEmail(Email)
    /// Of how many places held and not accepted, a session.
    case holdsWithoutBooking(Session)
    /// Of how many look-ups slowed down, a session.
    case slowedLookUps(Session)

    /// As programs know it.
    package var id: String {
      switch self {
      case .sharedMobile: "celular_compartido"
      case .sharedEmail: "correo_compartido"
      case .holdsWithoutBooking: "retenciones_sin_cita"
      case .slowedLookUps: "busquedas_frenadas"
      }
    }
  }

  /// Who spoke with the program, and how.
  package struct Session: Hashable, Sendable {
    package let id: Int
    package let channel: String
    package let agent: String?

    package init(id: Int, channel: String, agent: String?) {
      self.id = id
      self.channel = channel
      self.agent = agent
    }
  }

  package let kind: Kind
  package let count: Int
  package let limit: Int
  package let last: Moment
  /// Those to come that have the mobile or the e-mail, by their hours; none unless they were asked
  /// for.
  package let appointments: [AppointmentRecord]

  package init(
    kind: Kind, count: Int, limit: Int, last: Moment, appointments: [AppointmentRecord] = []
  ) {
    self.kind = kind
    self.count = count
    self.limit = limit
    self.last = last
    self.appointments = appointments
  }
}
