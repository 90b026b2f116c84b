/// A table, a calendar or a list with its heading: it is laid out for the width that there is.
package struct Block: Hashable, Sendable {
  enum Body: Hashable, Sendable {
    case month(MonthGrid)
    case numbers(NumberTable)
    case rows(Table)
    /// Shares of a hundred; a sign stands for five.
    case bars([Bar])
    /// A name and its text.
    case pairs([Pair])
    /// In as many columns as fit.
    case list([String])
    /// To be heard, a line each. A list is told in parts when it is long; the rest in one.
    case sentences([String], isList: Bool)
  }

  struct Bar: Hashable, Sendable {
    let name: String
    let percent: Int

    /// `|###                 | 15 %`
    var drawn: String {
      let signs = 20
      let count = (min(percent, 100) * signs + 99) / 100
      return "|" + String(repeating: "#", count: count) + spaces(signs - count) + "| \(percent) %"
    }
  }

  struct Pair: Hashable, Sendable {
    let name: String
    let text: String
  }

  private static let indent = 2
  /// Up to so many items stand below one another.
  private static let listRowsMax = 8

  var heading: [String]
  var body: Body
  /// What the signs in it mean.
  var legend = ""

  /// Fewer columns would break the lines of its body.
  var widthMin: Int {
    switch body {
    case .month: MonthGrid.widthMin
    case .numbers(let table): Self.indent + table.widthMin
    // Never beside another.
    case .rows, .bars: .max
    case .pairs, .list, .sentences: Page.textWidthMax / 2
    }
  }

  /// A long list that is heard, in parts of so many sentences; all else in one part.
  func parts(ofSentences count: Int) -> [Block] {
    guard case .sentences(let sentences, isList: true) = body, sentences.count > count else {
      return [self]
    }
    return stride(from: 0, to: sentences.count, by: count).map { start in
      Block(
        heading: start == 0 ? heading : [],
        body: .sentences(Array(sentences[start...].prefix(count)), isList: true))
    }
  }

  func lines(width: Int) -> [PageLine] {
    let textWidth = Page.textWidth(on: width)
    func text(_ text: String, _ role: PageLine.Role) -> [PageLine] {
      wrappedLines(text, to: textWidth).map { PageLine($0, role) }
    }
    let above = heading.flatMap { text($0, .heading) }
    switch body {
    case .month(let grid):
      let title = heading.map { PageLine(grid.centred($0, in: width), .heading) }
      return title + grid.lines(width: width) + text(spaces(Self.indent) + legend, .quiet)
    case .numbers(let table):
      return above + [PageLine()] + indented(table.lines(width: width - Self.indent))
    case .rows(let table):
      return above
        + table.lines(width: width - Self.indent).map { line in
          PageLine(line.isEmpty ? "" : spaces(Self.indent) + line)
        }
    case .bars(let bars):
      return above + Self.lines(of: bars, width: textWidth)
    case .pairs(let pairs):
      let aligned = Self.aligned(pairs, width: textWidth)
      // A line each is as few as there can be.
      guard aligned.count > pairs.count else { return above + aligned }
      let running = Self.running(pairs, width: textWidth)
      return above + (running.count < aligned.count ? running : aligned)
    case .list(let items):
      return above
        + arranged(items, width: width - Self.indent, rowsMax: Self.listRowsMax).flatMap {
          wrappedLines(spaces(Self.indent) + $0, to: width).map { PageLine($0) }
        }
    case .sentences(let sentences, _):
      return above + sentences.flatMap { text($0, .plain) }
    }
  }

  /// Beside their names where that fits, else below them.
  private static func lines(of bars: [Bar], width: Int) -> [PageLine] {
    let names = bars.map { columns(of: $0.name) }.max() ?? 0
    let beside = bars.map { bar in
      spaces(indent) + bar.name + spaces(names - columns(of: bar.name) + 2) + bar.drawn
    }
    guard beside.contains(where: { columns(of: $0) > width }) else {
      return beside.map { PageLine($0) }
    }
    return bars.flatMap { bar in
      wrappedLines(spaces(indent) + bar.name, to: width).map { PageLine($0) }
        + [PageLine(spaces(2 * indent) + bar.drawn)]
    }
  }

  /// The texts in a column of their own.
  private static func aligned(_ pairs: [Pair], width: Int) -> [PageLine] {
    let names = pairs.map { columns(of: $0.name) }.max() ?? 0
    let start = indent + names + 2
    var lines: [PageLine] = []
    lines.reserveCapacity(pairs.count + 4)
    for pair in pairs {
      var name = concatenated(
        spaces(indent), pair.name, spaces(names - columns(of: pair.name) + 2))
      for part in wrappedLines(pair.text, to: width - start) {
        var line = PageLine(name, .quiet)
        line.append(part)
        lines.append(line)
        name = spaces(start)
      }
    }
    return lines
  }

  /// Each text right after its name: fewer lines where the page is narrow.
  private static func running(_ pairs: [Pair], width: Int) -> [PageLine] {
    pairs.flatMap { pair in
      let text = pair.name + ": " + pair.text
      return wrappedLines(text, to: width - 2 * indent).enumerated().map { index, part in
        guard index == 0 else { return PageLine(spaces(2 * indent) + part) }
        var line = PageLine(spaces(indent) + pair.name + ":", .quiet)
        line.append(String(part.dropFirst(pair.name.count + 1)))
        return line
      }
    }
  }

  private func indented(_ lines: [PageLine]) -> [PageLine] {
    lines.map { line in
      var indented = PageLine(spaces(Self.indent))
      indented.append(line)
      return indented
    }
  }
}

/// Items in columns that are filled downwards: in one when `rowsMax` rows are enough, else in as few
/// as keep them to that, as far as `width` allows.
package func arranged(_ items: [String], width: Int, rowsMax: Int = 1) -> [String] {
  let gap = 2
  let widest = items.map { columns(of: $0) }.max() ?? 0
  let perRowMax = max(1, (width + gap) / (widest + gap))
  let perRow = min(perRowMax, (items.count + rowsMax - 1) / max(1, rowsMax))
  let rows = (items.count + max(1, perRow) - 1) / max(1, perRow)
  return (0..<rows).map { row in
    let cells = stride(from: row, to: items.count, by: rows).map { items[$0] }
    return cells.dropLast().map { $0 + spaces(widest - columns(of: $0) + gap) }.joined()
      + (cells.last ?? "")
  }
}
