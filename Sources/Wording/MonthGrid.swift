internal import Dialogue
internal import Domain

/// A month in weeks from Sunday. Marks tell the states without colour: `[16]` selected, `16•` free,
/// a bare number not free.
struct MonthGrid: Hashable, Sendable {
  private static let cellWidth = 5
  /// Two digits and a dot in UTF-8.
  private static let cellBytesMax = 5
  /// The marks of a day without a space before them.
  private static let cellWidthMin = 4
  static let widthMin = cellWidthMin * Weekday.allCases.count

  private let calendar: Calendar
  /// Their short names from Sunday, of four columns at most.
  private let weekdays: [String]

  init(_ calendar: Calendar, weekdays: [String]) {
    self.calendar = calendar
    self.weekdays = weekdays
  }

  private func cellWidth(in width: Int) -> Int {
    width < Self.cellWidth * weekdays.count ? Self.cellWidthMin : Self.cellWidth
  }

  func append(to text: inout PageText, width: Int) {
    let cellWidth = cellWidth(in: width)
    // The mark stands after the number: a name ends where the numbers do.
    for weekday in weekdays {
      text.append(spaces: cellWidth - columns(of: weekday), .quiet)
      text.append(weekday, .quiet)
    }
    text.endLine()
    let weekday = calendar.month.first.weekday.rawValue
    text.append(spaces: cellWidth * weekday)
    for (offset, mark) in calendar.marks.enumerated() {
      let number = offset + 1
      let hasTwoDigits = number >= 10
      let isSelected = mark == .selected
      text.append(spaces: cellWidth - (hasTwoDigits ? 2 : 1) - (isSelected ? 2 : 1))
      let endsWeek =
        (weekday + offset) % weekdays.count == Weekday.saturday.rawValue
        || offset == calendar.marks.count - 1
      text.append(mark.role) { text in
        text.append(addingCapacity: Self.cellBytesMax) { cell in
          if isSelected { cell.append(UInt8(ascii: "[")) }
          if hasTwoDigits { cell.append(UInt8(ascii: "0") + UInt8(number / 10)) }
          cell.append(UInt8(ascii: "0") + UInt8(number % 10))
          switch mark {
          case .selected: cell.append(UInt8(ascii: "]"))
          case .free: for byte in "•".utf8 { cell.append(byte) }
          case .notFree: if !endsWeek { cell.append(space) }
          }
        }
      }
      if endsWeek { text.endLine() }
    }
  }

  func centred(_ title: String, in width: Int) -> String {
    let width = cellWidth(in: width) * weekdays.count
    return spaces(max(0, (width - columns(of: title)) / 2)) + title
  }
}

extension Calendar.Mark {
  fileprivate var role: PageText.Role {
    switch self {
    case .selected: .confirmed
    case .free: .strong
    case .notFree: .quiet
    }
  }
}
