internal import Dialogue
internal import Domain

/// A month in weeks from Sunday. Marks tell the states without colour: `[16]` selected, `16•` free,
/// a bare number not free.
struct MonthGrid {
  private static let cellWidth = 5

  let lines: [String]

  /// `weekdays` are their short names from Sunday, of four columns at most.
  init(_ calendar: Calendar, weekdays: [String]) {
    func cell(_ text: String) -> String {
      spaces(max(0, Self.cellWidth - columns(of: text))) + text
    }
    // The mark stands after the number: a name ends where the numbers do.
    var lines = [weekdays.map { cell($0) }.joined()]
    var week = spaces(Self.cellWidth * calendar.month.first.weekday.rawValue)
    for (offset, mark) in calendar.marks.enumerated() {
      let day = calendar.month.first.advanced(by: offset)
      let number = String(offset + 1)
      switch mark {
      case .selected: week += cell("[\(number)]")
      case .free: week += cell(number + "•")
      case .notFree: week += cell(number + " ")
      }
      if day.weekday == .saturday || offset == calendar.marks.count - 1 {
        lines.append(withoutTrailingSpaces(week))
        week = ""
      }
    }
    self.lines = lines
  }

  func centred(_ title: String) -> String {
    let width = Self.cellWidth * Weekday.allCases.count
    return spaces(max(0, (width - columns(of: title)) / 2)) + title
  }
}
