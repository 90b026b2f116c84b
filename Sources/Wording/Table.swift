/// A table of text in columns; where these do not fit, its rows one after the other.
struct Table: Hashable, Sendable {
  enum Alignment: Hashable, Sendable {
    case left
    case right
  }

  private static let gap = 3

  private let header: [String]?
  private let rows: [[String]]
  private let alignments: [Alignment]

  /// Each row has as many cells as `alignments`.
  init(header: [String]? = nil, rows: [[String]], alignments: [Alignment]) {
    self.header = header
    self.rows = rows
    self.alignments = alignments
  }

  /// Without spaces at their ends; a rule stands under the header.
  var lines: [String] {
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
    return (header.map { [line($0), line(rule)] } ?? []) + rows.map(line)
  }

  /// Its lines where they fit, else a line for each cell that says something, under its header.
  func lines(width: Int) -> [String] {
    let lines = lines
    guard let header, lines.contains(where: { columns(of: $0) > width }) else { return lines }
    return rows.enumerated().flatMap { index, row in
      (index > 0 ? [""] : [])
        + zip(header, row).filter { !$1.isEmpty }.flatMap {
          wrappedLines($0.isEmpty ? $1 : $0 + ": " + $1, to: width)
        }
    }
  }
}
