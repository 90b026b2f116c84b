/// A table of text in columns.
struct Table {
  enum Alignment {
    case left
    case right
  }

  private static let gap = 3

  /// Without spaces at their ends; a rule stands under the header.
  let lines: [String]

  /// Each row has as many cells as `alignments`.
  init(header: [String]? = nil, rows: [[String]], alignments: [Alignment]) {
    let all = (header.map { [$0] } ?? []) + rows
    let widths = alignments.indices.map { column in all.map { columns(of: $0[column]) }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        if column > 0 { line += spaces(Self.gap) }
        let padding = spaces(widths[column] - columns(of: cell))
        line += alignments[column] == .left ? cell + padding : padding + cell
      }
      return withoutTrailingSpaces(line)
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    lines = (header.map { [line($0), line(rule)] } ?? []) + rows.map(line)
  }
}
