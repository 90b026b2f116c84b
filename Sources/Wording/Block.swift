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

  /// As JSON has it: for the width of a text, and without the end of its last line.
  package var textInJSON: ArraySlice<UInt8> { text(width: Page.textWidthMax).bytes.dropLast() }

  func text(width: Int) -> PageText {
    let textWidth = Page.textWidth(on: width)
    var text = PageText()
    if case .month(let grid) = body {
      for title in heading {
        text.append(grid.centred(title, in: width), .heading)
        text.endLine()
      }
      grid.append(to: &text, width: width)
      text.append(lines: spaces(Self.indent) + legend, to: textWidth, .quiet)
      return text
    }
    for title in heading { text.append(lines: title, to: textWidth, .heading) }
    switch body {
    case .month: break
    case .numbers(let table):
      text.endLine()
      table.append(to: &text, width: width, indent: Self.indent)
    case .rows(let table):
      for line in table.lines(width: width - Self.indent) {
        if !line.isEmpty { text.append(spaces: Self.indent) }
        text.append(line)
        text.endLine()
      }
    case .bars(let bars):
      Self.append(bars, to: &text, width: textWidth)
    case .pairs(let pairs):
      text.append(Self.text(of: pairs, width: textWidth))
    case .list(let items):
      for row in arranged(items, width: width - Self.indent, rowsMax: Self.listRowsMax) {
        text.append(lines: spaces(Self.indent) + row, to: width)
      }
    case .sentences(let sentences, _):
      for sentence in sentences { text.append(lines: sentence, to: textWidth) }
    }
    return text
  }

  /// Beside their names where that fits, else below them.
  private static func append(_ bars: [Bar], to text: inout PageText, width: Int) {
    let names = bars.map { columns(of: $0.name) }.max() ?? 0
    let beside = bars.map { bar in
      spaces(indent) + bar.name + spaces(names - columns(of: bar.name) + 2) + bar.drawn
    }
    if !beside.contains(where: { columns(of: $0) > width }) {
      for line in beside { text.append(lines: line, to: .max) }
      return
    }
    for bar in bars {
      text.append(lines: spaces(indent) + bar.name, to: width)
      text.append(lines: spaces(2 * indent) + bar.drawn, to: .max)
    }
  }

  /// The texts in a column of their own; where a line each is not enough, each right after its name
  /// if that takes fewer lines: the page is narrow.
  private static func text(of pairs: [Pair], width: Int) -> PageText {
    let aligned = aligned(pairs, width: width)
    guard aligned.lines.count > pairs.count else { return aligned }
    let running = running(pairs, width: width)
    return running.lines.count < aligned.lines.count ? running : aligned
  }

  private static func aligned(_ pairs: [Pair], width: Int) -> PageText {
    let names = pairs.map { columns(of: $0.name) }.max() ?? 0
    let start = indent + names + 2
    var text = PageText()
    for pair in pairs {
      text.append(
        concatenated(spaces(indent), pair.name, spaces(names - columns(of: pair.name) + 2)), .quiet)
      text.append(hanging: pair.text, to: width - start, from: start)
    }
    return text
  }

  private static func running(_ pairs: [Pair], width: Int) -> PageText {
    var text = PageText()
    for pair in pairs {
      let name = pair.name + ":"
      for (index, part) in wrappedLines(name + " " + pair.text, to: width - 2 * indent).enumerated()
      {
        text.append(spaces: index == 0 ? indent : 2 * indent, index == 0 ? .quiet : .plain)
        if index == 0 { text.append(name, .quiet) }
        text.append(index == 0 ? String(part.dropFirst(name.count)) : part)
        text.endLine()
      }
    }
    return text
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
