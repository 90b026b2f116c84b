import Testing

@testable import Domain

@Suite struct CalendarTests {
  @Test(arguments: [
    (
      2021,
      "01-01 01-11 03-22 04-01 04-02 05-01 05-17 06-07 06-14 07-05 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25"
    ),
    (
      2025,
      "01-01 01-06 03-24 04-17 04-18 05-01 06-02 06-23 06-30 07-20 08-07 08-18 10-13 11-03 11-17 12-08 12-25"
    ),
    (
      2026,
      "01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02 11-16 12-08 12-25"
    ),
    (
      2027,
      "01-01 01-11 03-22 03-25 03-26 05-01 05-10 05-31 06-07 07-05 07-12 07-20 08-07 08-16 10-18 11-01 11-15 12-08 12-25"
    ),
  ])
  func `the holidays of a year are those of the law`(year: Int, expected: String) {
    let days = Month(year: year, number: 1).first...Month(year: year, number: 12).last
    let holidays = (days.lowerBound.number...days.upperBound.number).map(Day.init(number:))
      .filter { Holiday(on: $0) != nil }
    #expect(holidays.map { String($0.iso.dropFirst(5)) }.joined(separator: " ") == expected)
  }

  @Test(arguments: [
    (2021, "04-04"), (2024, "03-31"), (2025, "04-20"), (2026, "04-05"), (2038, "04-25"),
    (2008, "03-23"),
  ])
  func `Easter falls where the Church puts it`(year: Int, day: String) {
    #expect(Holiday.easter(of: year).iso == "\(year)-\(day)")
  }

  @Test func `every day of four centuries goes to its date and back`() throws {
    var day = try #require(Day(year: 1800, month: 1, day: 1))
    let end = try #require(Day(year: 2200, month: 1, day: 1))
    var weekday = day.weekday.rawValue
    while day < end {
      let date = day.date
      try #require(Day(year: date.year, month: date.month, day: date.day) == day)
      try #require(day.weekday.rawValue == weekday)
      weekday = (weekday + 1) % 7
      day = day.advanced(by: 1)
    }
  }

  @Test(arguments: [
    ("2021-09-16", 4), ("2024-02-29", 4), ("1970-01-01", 4), ("2000-02-29", 2), ("1969-12-31", 3),
  ])
  func `a day reads its ISO form and knows its weekday`(iso: String, weekday: Int) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.iso == iso)
    #expect(day.weekday.rawValue == weekday)
  }

  @Test(arguments: ["2021-02-29", "2021-13-01", "2021-00-10", "2021-9-16", "21-09-16", "", "x"])
  func `no such day is read`(iso: String) {
    #expect(Day(iso: iso) == nil)
  }

  @Test(arguments: [
    "1970-01-01T00:00:00-05:00", "2021-09-16T08:20:00-05:00", "1969-12-31T23:59:59-05:00",
    "2026-12-31T23:59:59-05:00",
  ])
  func `a moment reads its ISO form in Colombian time`(iso: String) throws {
    let moment = try #require(Moment(iso: iso.dropLast(6)))
    #expect(moment.iso == iso)
    #expect(Moment(moment.day, moment.time, second: moment.second) == moment)
  }

  @Test func `Bogotá is five hours behind`() throws {
    #expect(Moment(secondsSinceEpoch: 0).iso == "1969-12-31T19:00:00-05:00")
    #expect(try #require(Moment(iso: "2021-09-16T08:20")).secondsSinceEpoch == 1_631_798_400)
  }

  @Test(arguments: ["2021-09-16", "2021-09-16T24:00", "2021-09-16T08:60", "2021-09-16T08:20:60"])
  func `no such moment is read`(iso: String) {
    #expect(Moment(iso: iso) == nil)
  }
}
