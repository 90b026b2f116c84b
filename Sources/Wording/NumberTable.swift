/// Names with a number each. Many rows stand in several columns beside each other, so that a day's
/// hours fit a screen.
struct NumberTable: Hashable, Sendable {
  struct Row: Hashable, Sendable {
    let name: String
    let number: String
  }

  /// More rows go on in the next column where there is room.
  private static let rowsMax = 8
  private static let gap = 3

  let header: Row
  let rows: [Row]

  /// Of one column. Two spaces part a name from its number.
  var widthMin: Int {
    ([header] + rows).map { columns(of: $0.name) + 2 + columns(of: $0.number) }.max() ?? 0
  }

  func lines(width: Int) -> [PageLine] {
    let cell = widthMin
    let fitting = max(1, (width + Self.gap) / (cell + Self.gap))
    let count = max(1, min(fitting, (rows.count + Self.rowsMax - 1) / Self.rowsMax))
    let height = (rows.count + count - 1) / count
    func text(_ row: Row) -> String {
      row.name + spaces(cell - columns(of: row.name) - columns(of: row.number)) + row.number
    }
    var head = PageLine()
    for column in 0..<count {
      head.append((column > 0 ? spaces(Self.gap) : "") + text(header), .quiet)
    }
    return [head]
      + (0..<height).map { index in
        PageLine(
          stride(from: index, to: rows.count, by: height).map { text(rows[$0]) }
            .joined(separator: spaces(Self.gap)))
      }
  }
}
