/// A day of the proleptic Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970, which is 0.
  package let number: Int

  /// The day `number` days after 1 January 1970.
  package init(number: Int) {
    self.number = number
  }

  /// The day of that date; nil when the month has no such day. `month` and `day` count from 1.
  package init?(year: Int, month: Int, day: Int) {
    guard (1583...9999).contains(year), (1...12).contains(month),
      (1...Month(year: year, number: month).length).contains(day)
    else { return nil }
    self = Month(year: year, number: month).first.advanced(by: day - 1)
  }

  /// Days from civil: eras of 400 years that start on 1 March, so that the leap day comes last.
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  fileprivate static func number(year: Int, month: Int, day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of the month, the last two from 1. Same source as `number`.
  package var date: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  package var month: Month {
    let date = date
    return Month(year: date.year, number: date.month)
  }

  package var weekday: Weekday {
    // 1 January 1970 was a Thursday.
    let remainder = (number + 4) % 7
    return Weekday.allCases[remainder < 0 ? remainder + 7 : remainder]
  }

  package func advanced(by days: Int) -> Day {
    Day(number: number + days)
  }

  /// The first `weekday` on or after this day.
  package func next(_ weekday: Weekday) -> Day {
    advanced(by: (weekday.rawValue - self.weekday.rawValue + 7) % 7)
  }

  /// `2021-09-16`.
  package var iso: String {
    let date = date
    guard (0...9999).contains(date.year) else {
      return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2)
    }
    // Lists have dozens of them.
    return String(unsafeUninitializedCapacity: 10) { text in
      var end = 0
      func put(_ value: Int, _ width: Int) {
        var rest = value
        for place in (end..<end + width).reversed() {
          text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        end += width
      }
      put(date.year, 4)
      for part in [date.month, date.day] {
        text[end] = UInt8(ascii: "-")
        end += 1
        put(part, 2)
      }
      return end
    }
  }

  /// Appends `2021-09-16`.
  package func appendISO(to text: inout [UInt8]) {
    let date = date
    guard (0...9999).contains(date.year) else { return text.append(iso) }
    text.append(addingCapacity: 10) { iso in
      iso.append(twoDigits: date.year / 100)
      iso.append(twoDigits: date.year % 100)
      iso.append(UInt8(ascii: "-"))
      iso.append(twoDigits: date.month)
      iso.append(UInt8(ascii: "-"))
      iso.append(twoDigits: date.day)
    }
  }

  /// The day that `2021-09-16` names; nil for another shape or no such day.
  package init?(iso: some StringProtocol) {
    self.init(iso: Array(iso.utf8)[...])
  }

  init?(iso bytes: ArraySlice<UInt8>) {
    guard let numbers = wholeNumbers(in: bytes, between: UInt8(ascii: "-"), digits: [4, 2, 2])
    else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  package static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }
}

/// A day of the week; the raw value counts from Sunday, as the calendar on the screen does.
package enum Weekday: Int, CaseIterable, Sendable {
  case sunday, monday, tuesday, wednesday, thursday, friday, saturday

  /// As tables and commands name it, without accents: `miercoles`.
  package var id: String { Self.ids[rawValue] }

  /// The day of that id; nil for another word.
  package init?(id: some StringProtocol) {
    guard let index = Self.ids.firstIndex(where: { $0 == id }) else { return nil }
    self = Self.allCases[index]
  }

  private static let ids = [
    "domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado",
  ]
}

/// Some days of the week.
package struct Weekdays: Hashable, Sendable, ExpressibleByArrayLiteral {
  package let bits: Int

  /// A bit for each day: 1 is Sunday, 2 Monday, 4 Tuesday … 64 Saturday.
  package init(bits: Int) {
    self.bits = bits
  }

  package init(arrayLiteral days: Weekday...) {
    bits = days.reduce(0) { $0 | 1 << $1.rawValue }
  }

  /// In the order of the week.
  package var days: [Weekday] { Weekday.allCases.filter(contains) }

  package func contains(_ day: Weekday) -> Bool {
    bits >> day.rawValue & 1 == 1
  }
}

/// A month of a year.
package struct Month: Hashable, Comparable, Sendable {
  package let year: Int
  /// 1 to 12.
  package let number: Int

  /// `number` is 1 to 12.
  package init(year: Int, number: Int) {
    precondition((1...12).contains(number), "a month is numbered 1 to 12")
    self.year = year
    self.number = number
  }

  /// `2021-10`.
  package var iso: String { "\(digits(year, 4))-\(digits(number, 2))" }

  /// The month that `2021-10` names; nil for another shape or no such month.
  package init?(iso: some StringProtocol) {
    guard let first = Day(iso: "\(iso)-01") else { return nil }
    self = first.month
  }

  package var next: Month {
    number == 12 ? Month(year: year + 1, number: 1) : Month(year: year, number: number + 1)
  }

  package var first: Day {
    Day(number: Day.number(year: year, month: number, day: 1))
  }

  package var last: Day {
    next.first.advanced(by: -1)
  }

  package var days: ClosedRange<Day> {
    first...last
  }

  /// 28 to 31 days.
  package var length: Int {
    next.first.number - first.number
  }

  package static func < (left: Month, right: Month) -> Bool {
    (left.year, left.number) < (right.year, right.number)
  }
}

/// `value` with leading zeros to at least `width` digits. Not for negative numbers.
package func digits(_ value: Int, _ width: Int) -> String {
  // Most numbers of dates and hours.
  if width == 2, (0..<100).contains(value) {
    return String(unsafeUninitializedCapacity: 2) {
      $0[0] = UInt8(ascii: "0") + UInt8(value / 10)
      $0[1] = UInt8(ascii: "0") + UInt8(value % 10)
      return 2
    }
  }
  var text = String(value)
  // `String(repeating:count:)` takes ten times as long (Swift 6.3).
  while text.utf8.count < width { text = "0" + text }
  return text
}

/// The number that ASCII digits write; nil when there are none, another character, or over 18.
@inlinable
package func wholeNumber(_ text: some Collection<UInt8>) -> Int? {
  guard (1...18).contains(text.count) else { return nil }
  var value = 0
  for byte in text {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}

/// The numbers that stand between such signs, of as many digits each; nil for another shape. By
/// bytes: a moment is among the options with which the program starts.
func wholeNumbers(
  in text: ArraySlice<UInt8>, between sign: UInt8, digits: [Int]
) -> [Int]? {
  var numbers: [Int] = []
  var start = text.startIndex
  for (index, count) in digits.enumerated() {
    let end = start + count
    guard end <= text.endIndex, let number = wholeNumber(text[start..<end]) else { return nil }
    numbers.append(number)
    if index + 1 < digits.count {
      guard end < text.endIndex, text[end] == sign else { return nil }
      start = end + 1
    } else if end < text.endIndex {
      return nil
    }
  }
  return numbers
}
