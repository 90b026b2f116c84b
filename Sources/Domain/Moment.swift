/// A time of the day to the minute, as Colombian clocks show it.
package struct TimeOfDay: Hashable, Comparable, Sendable {
  /// Minutes since midnight, 0 to 1439.
  package let minutes: Int

  /// `minutes` since midnight, 0 to 1439.
  package init(minutes: Int) {
    precondition((0..<1440).contains(minutes), "a day has 1440 minutes")
    self.minutes = minutes
  }

  /// `hour` 0 to 23, `minute` 0 to 59; nil outside.
  package init?(hour: Int, minute: Int) {
    guard (0..<24).contains(hour), (0..<60).contains(minute) else { return nil }
    self.minutes = hour * 60 + minute
  }

  package var hour: Int { minutes / 60 }
  package var minute: Int { minutes % 60 }

  /// `14:20`.
  package var iso: String {
    digits(hour, 2) + ":" + digits(minute, 2)
  }

  /// Appends `14:20`.
  package func appendISO(to text: inout [UInt8]) {
    text.append(addingCapacity: 5) { iso in
      iso.append(twoDigits: hour)
      iso.append(UInt8(ascii: ":"))
      iso.append(twoDigits: minute)
    }
  }

  /// The time that `14:20` names; nil for another shape.
  package init?(iso: some StringProtocol) {
    self.init(iso: Array(iso.utf8)[...])
  }

  fileprivate init?(iso bytes: ArraySlice<UInt8>) {
    guard let numbers = wholeNumbers(in: bytes, between: UInt8(ascii: ":"), digits: [2, 2]) else {
      return nil
    }
    self.init(hour: numbers[0], minute: numbers[1])
  }

  package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.minutes < right.minutes
  }
}

/// A moment to the second. Colombia keeps UTC−05:00 without daylight saving since 1993, so its day
/// and hour follow by arithmetic. Source: tz database, America/Bogota.
package struct Moment: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  package let secondsSinceEpoch: Int

  private static let bogotaOffsetSeconds = -5 * 3600
  private static let daySeconds = 86_400

  /// `secondsSinceEpoch` counts from 1970-01-01T00:00:00Z.
  package init(secondsSinceEpoch: Int) {
    self.secondsSinceEpoch = secondsSinceEpoch
  }

  /// That time of that day in Colombia.
  package init(_ day: Day, _ time: TimeOfDay, second: Int = 0) {
    secondsSinceEpoch =
      day.number * Self.daySeconds + time.minutes * 60 + second - Self.bogotaOffsetSeconds
  }

  /// `2021-09-10T09:00`, or with seconds, in Colombian time; nil for another shape.
  package init?(iso: some StringProtocol) {
    let bytes = Array(iso.utf8)
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "T")), let day = Day(iso: bytes[..<sign]),
      let time = TimeOfDay(iso: bytes[(sign + 1)...].prefix(5))
    else { return nil }
    let rest = bytes[(sign + 1)...].dropFirst(5)
    guard !rest.isEmpty else {
      self.init(day, time)
      return
    }
    guard rest.count == 3, rest.first == UInt8(ascii: ":"),
      let second = wholeNumber(rest.dropFirst()), second < 60
    else { return nil }
    self.init(day, time, second: second)
  }

  private var localSeconds: Int { secondsSinceEpoch + Self.bogotaOffsetSeconds }

  private var secondOfDay: Int {
    let remainder = localSeconds % Self.daySeconds
    return remainder < 0 ? remainder + Self.daySeconds : remainder
  }

  /// The day in Colombia.
  package var day: Day {
    Day(number: (localSeconds - secondOfDay) / Self.daySeconds)
  }

  /// The time in Colombia, its seconds dropped.
  package var time: TimeOfDay {
    TimeOfDay(minutes: secondOfDay / 60)
  }

  /// 0 to 59.
  package var second: Int { secondOfDay % 60 }

  package func advanced(bySeconds seconds: Int) -> Moment {
    Moment(secondsSinceEpoch: secondsSinceEpoch + seconds)
  }

  /// Seconds from this moment to `other`; negative when it is past.
  package func seconds(to other: Moment) -> Int {
    other.secondsSinceEpoch - secondsSinceEpoch
  }

  /// `2021-09-16T08:20:00-05:00`.
  package var iso: String {
    "\(day.iso)T\(time.iso):\(digits(second, 2))-05:00"
  }

  package static func < (left: Moment, right: Moment) -> Bool {
    left.secondsSinceEpoch < right.secondsSinceEpoch
  }
}
