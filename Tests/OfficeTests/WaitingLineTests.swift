import Domain
import Testing

@testable import Office

/// Who is offered which place, without a store.
@Suite struct WaitingLineTests {
  /// Thursday 9 September 2021, nine in the morning.
  private static let now = moment("2021-09-09T09:00")
  private static let september = day("2021-09-01")...day("2021-09-30")
  private static let terms = WaitingLine.Terms(hours: 24, marginHours: 2)

  private static func moment(_ iso: String) -> Moment {
    guard let moment = Moment(iso: iso) else { preconditionFailure("«\(iso)» is a moment") }
    return moment
  }

  private static func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("«\(iso)» is a day") }
    return day
  }

  private static func slot(_ iso: String) -> SlotStart {
    SlotStart(day: moment(iso).day, time: moment(iso).time)
  }

  private static func waiting(
    _ id: Int, city: String? = "11001", days: ClosedRange<Day> = september,
    part: PartOfDay = .any, preference: Bool = false, joined: Int = 0
  ) -> Waiting {
    Waiting(
      id: id,
      wish: Wish(cityCode: city, days: days, part: part, hasPreference: preference),
      joined: now.advanced(bySeconds: joined - 86_400))
  }

  /// On Thursdays at 08:00 and 14:00, a place each.
  private static let thursdays = AgendaRecord(
    rules: [
      ScheduleRule(
        weekdays: [.thursday], from: TimeOfDay(minutes: 480), through: TimeOfDay(minutes: 840),
        stepMinutes: 360, places: 1, valid: september)
    ], closures: [], claims: [:], openThrough: day("2021-09-30"))

  struct Row: CustomTestStringConvertible, Sendable {
    let fact: String
    let waiting: [Waiting]
    var declined: [Waiting.ID: Set<SlotStart>] = [:]
    let expected: [String]

    var testDescription: String { fact }
  }

  static let rows: [Row] = [
    Row(
      fact: "who came first has the earliest place",
      waiting: [waiting(2, joined: 2), waiting(1, joined: 1)],
      expected: ["1 2021-09-09T14:00", "2 2021-09-16T08:00"]),
    Row(
      fact: "legal preference comes before arrival",
      waiting: [waiting(1), waiting(2, preference: true, joined: 9)],
      expected: ["2 2021-09-09T14:00", "1 2021-09-16T08:00"]),
    Row(
      fact: "of the same second, the first entry", waiting: [waiting(8), waiting(7)],
      expected: ["7 2021-09-09T14:00", "8 2021-09-16T08:00"]),
    Row(
      fact: "another city does not fit", waiting: [waiting(1, city: "05001"), waiting(2)],
      expected: ["2 2021-09-09T14:00"]),
    Row(
      fact: "any city fits", waiting: [waiting(1, city: nil)], expected: ["1 2021-09-09T14:00"]),
    Row(
      fact: "the part of the day fits",
      waiting: [waiting(1, part: .morning), waiting(2, part: .afternoon)],
      expected: ["1 2021-09-16T08:00", "2 2021-09-09T14:00"]),
    Row(
      fact: "the days fit", waiting: [waiting(1, days: day("2021-09-20")...day("2021-09-25"))],
      expected: ["1 2021-09-23T08:00"]),
    Row(
      fact: "days without places leave nobody else waiting",
      waiting: [waiting(1, days: day("2021-09-24")...day("2021-09-25")), waiting(2)],
      expected: ["2 2021-09-09T14:00"]),
    Row(
      fact: "what was declined is not offered again", waiting: [waiting(1)],
      declined: [1: [slot("2021-09-09T14:00")]], expected: ["1 2021-09-16T08:00"]),
  ]

  @Test(arguments: rows) func `offers go by the line`(row: Row) {
    let line = WaitingLine(waiting: row.waiting, declined: row.declined, terms: Self.terms)
    let matches = line.matches(
      with: FreePlaces(Self.thursdays, now: Self.now), inCity: "11001")
    #expect(
      matches.map { "\($0.waiting) \($0.slot.day.iso)T\($0.slot.time.iso)" } == row.expected)
  }

  static let paces:
    [(
      offers: Int, days: Int, position: Int, latest: String, expected: WaitingPace.Estimate
    )] = [
      (3, 10, 1, "2021-09-30", .days(4)), (3, 9, 1, "2021-09-30", .days(3)),
      (30, 30, 2, "2021-09-30", .days(2)), (100, 30, 1, "2021-09-30", .days(1)),
      // Too few offers, too young a list.
      (2, 10, 1, "2021-09-30", .unknown), (30, 6, 1, "2021-09-30", .unknown),
      (0, 30, 1, "2021-09-30", .unknown),
      // On the latest date, and past it.
      (10, 10, 7, "2021-09-16", .days(7)), (10, 10, 8, "2021-09-16", .tooLate),
    ]

  @Test(arguments: paces)
  func `how long it takes is told when it is known and in time`(
    offers: Int, days: Int, position: Int, latest: String, expected: WaitingPace.Estimate
  ) {
    let pace = WaitingPace(offers: offers, seconds: days * 86_400)
    let last = Self.moment(latest + "T00:00").day
    #expect(
      pace.estimate(untilPosition: position, latest: last, today: Self.now.day) == expected)
  }

  static let ends: [(slot: String, end: String?)] = [
    ("2021-09-16T08:00", "2021-09-10T09:00"),
    ("2021-09-10T11:00", "2021-09-10T09:00"),
    ("2021-09-10T10:40", "2021-09-10T08:40"),
    ("2021-09-09T11:20", "2021-09-09T09:20"),
    ("2021-09-09T11:00", nil),
    ("2021-09-09T09:20", nil),
  ]

  @Test(arguments: ends)
  func `an offer ends after its hours, and two before the appointment`(
    slot: String, end: String?
  ) {
    #expect(
      Self.terms.end(of: Self.slot(slot), at: Self.now) == end.map { Self.moment($0) })
  }
}
