/// The code of an appointment: 13 digits, `0MMYYYYNNNNNN`, with the month of the appointment and a
/// random, unique rest. Text, never a number. `0092021012434` is of September 2021.
package struct AppointmentCode: Hashable, Sendable {
  /// The 13 digits.
  package let text: String

  /// Digits.
  package static let length = 13

  /// How many codes a month has.
  package static let serialCount = 1_000_000

  /// The code of that serial (0 to 999,999) in that month.
  package init(month: Month, serial: Int) {
    precondition((0..<Self.serialCount).contains(serial), "a serial has six digits")
    text = "0" + digits(month.number, 2) + digits(month.year, 4) + digits(serial, 6)
  }

  /// The code that is written so, spaces and dashes aside; nil for another shape.
  package init?(parsing written: String) {
    let kept = written.utf8.filter { ![UInt8(ascii: " "), UInt8(ascii: "-")].contains($0) }
    guard kept.count == Self.length, wholeNumber(kept) != nil,
      let text = String(validating: kept, as: UTF8.self)
    else { return nil }
    self.text = text
  }

  /// Where the groups after the first begin.
  private static let groupStarts = [3, 7, 10]

  /// Read aloud in four groups: `009-2021-012-434`.
  package var grouped: String {
    var grouped: [UInt8] = []
    for (place, digit) in text.utf8.enumerated() {
      if Self.groupStarts.contains(place) { grouped.append(UInt8(ascii: "-")) }
      grouped.append(digit)
    }
    return String(decoding: grouped, as: UTF8.self)
  }
}
