/// Names with a number each. Many rows stand in several columns beside each other, so that a day's
/// hours fit a screen.
struct NumberTable: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    let name: String
    let number: String
    fileprivate let nameColumns: Int
    fileprivate let numberColumns: Int

    init(name: String, number: String) {
      self.name = name
      self.number = number
      nameColumns = columns(of: name)
      numberColumns = columns(of: number)
    }

    /// Two spaces part a name from its number.
    fileprivate var width: Int { nameColumns + 2 + numberColumns }
  }

  /// More rows go on in the next column where there is room.
  private static let rowsMax = 8
  private static let gap = 3

  let header: Row
  let rows: [Row]

  /// Of one column.
  var widthMin: Int { rows.reduce(header.width) { max($0, $1.width) } }

  /// In so many columns of the page, each line indented.
  func append(to text: inout PageText, width: Int, indent: Int) {
    let cell = widthMin
    let fitting = max(1, (width - indent + Self.gap) / (cell + Self.gap))
    let count = max(1, min(fitting, (rows.count + Self.rowsMax - 1) / Self.rowsMax))
    let height = (rows.count + count - 1) / count
    func append(_ row: Row, _ role: PageText.Role) {
      text.append(row.name, role)
      text.append(
        spaces: cell - row.nameColumns - row.numberColumns, role)
      text.append(row.number, role)
    }
    text.append(spaces: indent)
    for column in 0..<count {
      if column > 0 { text.append(spaces: Self.gap, .quiet) }
      append(header, .quiet)
    }
    text.endLine()
    for line in 0..<height {
      text.append(spaces: indent)
      for index in stride(from: line, to: rows.count, by: height) {
        if index > line { text.append(spaces: Self.gap) }
        append(rows[index], .plain)
      }
      text.endLine()
    }
  }
}
