import Testing

@testable import Domain

struct FreePlacesTests {
  static let now = Moment(iso: "2021-09-10T09:00") ?? Moment(secondsSinceEpoch: 0)
  static let start = SlotStart(day: now.day, time: TimeOfDay(minutes: 600))

  /// Places that whoever asks can take, appointments, the ends of holds in seconds, and what is left.
  static let slots: [(places: Int, appointments: Int, holds: [Int], free: Int, held: Int?)] = [
    (4, 0, [], 4, nil), (4, 2, [45], 1, nil), (4, 4, [], 0, nil), (4, 3, [45], 0, 45),
    (4, 2, [45, 20], 0, 20),
    // Agents took more than others can: two holds must end before one of these is free.
    (2, 1, [45, 20], 0, 45), (2, 2, [20], 0, nil), (2, 3, [20, 45], 0, nil),
    (1, 0, [20, 45, 30], 0, 45),
    (0, 0, [], 0, nil), (0, 0, [20], 0, nil),
  ]

  @Test(arguments: slots.indices)
  func `a slot is held until one of its places is free`(row: Int) {
    let (places, appointments, holds, free, held) = Self.slots[row]
    let claims = SlotClaims(
      appointments: appointments, heldUntil: holds.map { Self.now.advanced(bySeconds: $0) })
    let record = AgendaRecord(
      rules: [
        ScheduleRule(
          weekdays: [Self.start.day.weekday], from: Self.start.time, through: Self.start.time,
          stepMinutes: 20, places: places, valid: Self.start.day...Self.start.day)
      ],
      closures: [], claims: [Self.start: claims], openThrough: Self.start.day)
    let slot = FreePlaces(record, now: Self.now).slots(on: Self.start.day).first
    #expect(slot?.free == free)
    #expect(slot?.heldUntil == held.map { Self.now.advanced(bySeconds: $0) })
  }

  /// Of a slot of four places, what only agents give, appointments, and why it cannot be taken.
  static let kept: [(kept: Int, appointments: Int, obstacle: Rejection?)] = [
    (0, 4, .full), (1, 2, nil), (1, 3, .onlyForAgents), (1, 4, .full), (4, 0, .onlyForAgents),
    (4, 4, .full),
  ]

  @Test(arguments: kept.indices)
  func `what is left for agents is told from what is full`(row: Int) {
    let (kept, appointments, obstacle) = Self.kept[row]
    func rule(_ places: Int) -> ScheduleRule {
      ScheduleRule(
        weekdays: [Self.start.day.weekday], from: Self.start.time, through: Self.start.time,
        stepMinutes: 20, places: places, valid: Self.start.day...Self.start.day)
    }
    let record = AgendaRecord(
      rules: [rule(4 - kept)], closures: [],
      claims: [Self.start: SlotClaims(appointments: appointments)], openThrough: Self.start.day,
      rulesForAgents: kept == 0 ? [] : [rule(4)])
    let places = FreePlaces(record, now: Self.now)
    #expect(places.obstacle(to: Self.start) == obstacle)
    #expect(places.obstacle(to: Self.start.day) == obstacle)
    #expect(places.hasPlacesForAgents == (kept > 0 && appointments < 4))
  }
}
