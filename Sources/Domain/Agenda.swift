/// How a point of contact attends.
package enum Attendance: String, Sendable {
  /// An official calls at the hour.
  case virtual
  /// The person goes to the office: Leticia, San José del Guaviare, Inírida.
  case inPerson = "presencial"
}

/// An office with an agenda of its own.
package struct PointOfContact: Hashable, Sendable, Identifiable {
  /// Its row in the store.
  package let id: Int
  /// The five-digit DIVIPOLA code of its city.
  package let cityCode: String
  /// The everyday name of its city: `Bogotá`.
  package let city: String
  /// `Punto de Contacto Cobranzas`, `Arauca - Oficina Virtual`.
  package let name: String
  package let attendance: Attendance
  /// DIVIPOLA codes of departments without a nearer office that it also serves.
  package let alsoServes: [String]

  package init(
    id: Int, cityCode: String, city: String, name: String, attendance: Attendance,
    alsoServes: [String]
  ) {
    self.id = id
    self.cityCode = cityCode
    self.city = city
    self.name = name
    self.attendance = attendance
    self.alsoServes = alsoServes
  }
}

/// A rule of a point's schedule: on these weekdays, every `stepMinutes`, that many places.
package struct ScheduleRule: Hashable, Sendable {
  package let weekdays: Weekdays
  package let from: TimeOfDay
  /// The last start, included.
  package let through: TimeOfDay
  package let stepMinutes: Int
  /// Places in each slot.
  package let places: Int
  /// The days on which the rule is in force.
  package let valid: ClosedRange<Day>

  package init(
    weekdays: Weekdays, from: TimeOfDay, through: TimeOfDay, stepMinutes: Int, places: Int,
    valid: ClosedRange<Day>
  ) {
    self.weekdays = weekdays
    self.from = from
    self.through = through
    self.stepMinutes = stepMinutes
    self.places = places
    self.valid = valid
  }

  /// The same with so many places in each slot.
  package func with(places: Int) -> ScheduleRule {
    ScheduleRule(
      weekdays: weekdays, from: from, through: through, stepMinutes: stepMinutes, places: places,
      valid: valid)
  }

  /// The minutes of its starts, from midnight.
  package var minutes: StrideThrough<Int> {
    stride(from: from.minutes, through: through.minutes, by: stepMinutes)
  }
}

/// A decreed closure of a point or of the whole country, for a day or some hours of it.
package struct Closure: Hashable, Sendable {
  package let day: Day
  /// The starts that it closes, both ends included.
  package let times: ClosedRange<TimeOfDay>
  /// As it is told to people: `día cívico por la Copa América`.
  package let reason: String

  /// `times` of a closure of the whole day.
  package static let wholeDay = TimeOfDay(minutes: 0)...TimeOfDay(minutes: 1439)
  package var isWholeDay: Bool { times == Self.wholeDay }

  package init(day: Day, times: ClosedRange<TimeOfDay>, reason: String) {
    self.day = day
    self.times = times
    self.reason = reason
  }
}

/// A slot: a start on a day.
package struct SlotStart: Hashable, Comparable, Sendable {
  package let day: Day
  package let time: TimeOfDay

  package init(day: Day, time: TimeOfDay) {
    self.day = day
    self.time = time
  }

  package var moment: Moment { Moment(day, time) }

  package static func < (left: SlotStart, right: SlotStart) -> Bool {
    (left.day, left.time) < (right.day, right.time)
  }
}

/// The claims on a slot's places that stand now.
package struct SlotClaims: Hashable, Sendable {
  package var appointments: Int
  /// When the holds of others end, in no order; this session's own hold is not among them.
  package var heldUntil: [Moment]
  /// When the offers to people of the waiting list end, in no order; they pass on then.
  package var offeredUntil: [Moment]

  package init(
    appointments: Int = 0, heldUntil: [Moment] = [], offeredUntil: [Moment] = []
  ) {
    self.appointments = appointments
    self.heldUntil = heldUntil
    self.offeredUntil = offeredUntil
  }
}

/// What the store knows of a point for some days: the input of every rule about free places.
package struct AgendaRecord: Hashable, Sendable {
  package var rules: [ScheduleRule]
  package var closures: [Closure]
  package var claims: [SlotStart: SlotClaims]
  /// The last bookable day: the end of the current month, or of a later one that was opened.
  package var openThrough: Day
  /// The rules of which only agents give some places, with all of them; none for an agent.
  package var rulesForAgents: [ScheduleRule]

  package init(
    rules: [ScheduleRule], closures: [Closure], claims: [SlotStart: SlotClaims],
    openThrough: Day, rulesForAgents: [ScheduleRule] = []
  ) {
    self.rulesForAgents = rulesForAgents
    self.rules = rules
    self.closures = closures
    self.claims = claims
    self.openThrough = openThrough
  }
}
