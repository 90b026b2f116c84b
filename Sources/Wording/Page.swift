internal import Domain

/// A line as it is shown: pieces that stand out by what they mean.
package struct PageLine: Hashable, Sendable {
  /// How a piece stands out. None of it is needed to understand the text.
  package enum Role: Hashable, Sendable {
    case plain
    case heading
    case question
    case confirmed
    case refused
    /// Less important than what stands around it.
    case quiet
    /// What to look for, or to write down.
    case strong
  }

  package struct Piece: Hashable, Sendable {
    package var text: String
    package var role: Role
  }

  package private(set) var pieces: [Piece]

  package init(_ text: String = "", _ role: Role = .plain) {
    pieces = []
    append(text, role)
  }

  package var text: String { pieces.map(\.text).joined() }

  var width: Int { pieces.reduce(0) { $0 + columns(of: $1.text) } }

  /// No-break spaces have done their work once a text is in lines.
  mutating func append(_ text: String, _ role: Role = .plain) {
    if !text.isEmpty { pieces.append(Piece(text: withPlainSpaces(text), role: role)) }
  }

  mutating func append(_ line: PageLine) { pieces += line.pieces }

  /// With spaces up to the column `width`, for what is to stand there.
  func padded(to width: Int) -> PageLine {
    var line = self
    line.append(spaces(max(0, width - self.width)))
    return line
  }
}

/// Lays out what is said, as lines of at most so many columns.
///
/// Text is broken at 80 columns, where longer lines are hard to read; tables and lists use all the
/// width there is.
package struct Page: Sendable {
  package static let textWidthMax = 80
  /// The width of a page without an edge.
  package static let unbroken = Int.max
  private static let gap = 4
  /// Of a list that is heard, before it is asked whether to go on.
  private static let sentencesAtOnce = 6

  package let width: Int
  /// Whether it is heard.
  private let isReading: Bool

  package init(width: Int, isReading: Bool = false) {
    self.width = width
    self.isReading = isReading
  }

  /// Of text on so wide a page; on one without an edge no line is broken.
  static func textWidth(on width: Int) -> Int {
    width == unbroken ? unbroken : min(width, textWidthMax)
  }

  /// What is said in a turn, with the blank lines that part it. What was understood follows the
  /// line that was typed. All of it is the first piece, but for long lists that are heard.
  package func pieces(of turn: [Spoken]) -> [[PageLine]] {
    var pieces: [[PageLine]] = [[]]
    func add(_ lines: [PageLine]) { pieces[pieces.count - 1] += lines }
    var follows = true
    var rest = turn[...]
    while let spoken = rest.popFirst() {
      let followed = follows
      if case .understood = spoken { follows = true } else { follows = false }
      if !follows || !followed { add([PageLine()]) }
      guard case .table(_, _, _, let block) = spoken else {
        add(lines(of: spoken))
        continue
      }
      if case .table(_, _, _, let next)? = rest.first, let both = sideBySide(block, next) {
        rest.removeFirst()
        add(both)
      } else {
        let parts = block.parts(ofSentences: Self.sentencesAtOnce)
        add(parts[0].lines(width: width))
        pieces += parts.dropFirst().map { $0.lines(width: width) }
      }
    }
    return pieces
  }

  /// The question, and the first options with their numbers and short forms.
  package func lines(of question: String, options: [SpokenOption]) -> [PageLine] {
    let shortMax = options.map { $0.short?.count ?? 0 }.max() ?? 0
    return [PageLine()] + text(question).map { PageLine($0, .question) }
      + options.enumerated().flatMap { index, option in
        let short = option.short ?? ""
        let gap = spaces(shortMax == 0 ? 0 : shortMax - short.count + 2)
        return text(
          concatenated(
            isReading ? "" : "  ", String(index + 1), ". ", short, gap, option.text)
        )
        .map { PageLine($0) }
      }
  }

  private func lines(of spoken: Spoken) -> [PageLine] {
    switch spoken {
    case .message(_, let text): self.text(text).map { PageLine($0) }
    case .table(_, _, _, let block): block.lines(width: width)
    case .understood(_, _, let text): self.text(text).map { PageLine($0, .confirmed) }
    case .refusal(_, _, let text): self.text(text).map { PageLine($0, .refused) }
    case .appointment(let appointment, _, _, _, let text):
      self.text(text).enumerated().map { index, line in
        let isCode =
          holds(line, appointment.code.text) || holds(line, appointment.code.grouped)
        return PageLine(line, index == 0 ? .confirmed : isCode ? .strong : .plain)
      }
    }
  }

  private func text(_ text: String) -> [String] {
    wrappedLines(text, to: Self.textWidth(on: width))
  }

  /// Two tables beside each other where that takes fewer lines than one below the other.
  private func sideBySide(_ left: Block, _ right: Block) -> [PageLine]? {
    let leftLines = left.lines(width: width)
    let leftWidth = (leftLines.map(\.width).max() ?? 0) + Self.gap
    guard right.widthMin <= width - leftWidth else { return nil }
    let rightLines = right.lines(width: width - leftWidth)
    guard
      max(leftLines.count, rightLines.count)
        < leftLines.count + 1 + right.lines(width: width).count
    else { return nil }
    return (0..<max(leftLines.count, rightLines.count)).map { index in
      let line = index < leftLines.count ? leftLines[index] : PageLine()
      guard index < rightLines.count, !rightLines[index].pieces.isEmpty else { return line }
      var both = line.padded(to: leftWidth)
      both.append(rightLines[index])
      return both
    }
  }
}
