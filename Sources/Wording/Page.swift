internal import Domain

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

  private var textWidth: Int { Self.textWidth(on: width) }

  /// What is said in a turn, with the blank lines that part it. What was understood follows the
  /// line that was typed. All of it is the first piece, but for long lists that are heard.
  package func pieces(of turn: [Spoken]) -> [PageText] {
    var pieces = [PageText()]
    var follows = true
    var rest = turn[...]
    while let spoken = rest.popFirst() {
      let followed = follows
      if case .understood = spoken { follows = true } else { follows = false }
      if !follows || !followed { pieces[pieces.count - 1].endLine() }
      guard case .table(_, _, _, let block) = spoken else {
        append(spoken, to: &pieces[pieces.count - 1])
        continue
      }
      if case .table(_, _, _, let next)? = rest.first, let both = sideBySide(block, next) {
        rest.removeFirst()
        pieces[pieces.count - 1].append(both)
      } else {
        let parts = block.parts(ofSentences: Self.sentencesAtOnce)
        pieces[pieces.count - 1].append(parts[0].text(width: width))
        pieces += parts.dropFirst().map { $0.text(width: width) }
      }
    }
    return pieces
  }

  /// The question, and the first options with their numbers and short forms.
  package func text(of question: String, options: [SpokenOption]) -> PageText {
    let shortMax = options.map { $0.short?.count ?? 0 }.max() ?? 0
    var text = PageText()
    text.endLine()
    text.append(lines: question, to: textWidth, .question)
    for (index, option) in options.enumerated() {
      let short = option.short ?? ""
      let gap = spaces(shortMax == 0 ? 0 : shortMax - short.count + 2)
      text.append(
        lines: concatenated(
          isReading ? "" : "  ", String(index + 1), ". ", short, gap, option.text),
        to: textWidth)
    }
    return text
  }

  private func append(_ spoken: Spoken, to page: inout PageText) {
    switch spoken {
    case .message(_, let text): page.append(lines: text, to: textWidth)
    case .table(_, _, _, let block): page.append(block.text(width: width))
    case .understood(_, _, let text): page.append(lines: text, to: textWidth, .confirmed)
    case .refusal(_, _, let text): page.append(lines: text, to: textWidth, .refused)
    case .appointment(let appointment, _, _, _, let text):
      let codes = [appointment.code.text, appointment.code.grouped]
      page.append(lines: text, to: textWidth) { number, line in
        number == 0 ? .confirmed : codes.contains { holds(line, $0.utf8) } ? .strong : .plain
      }
    }
  }

  /// Two tables beside each other where that takes fewer lines than one below the other.
  private func sideBySide(_ left: Block, _ right: Block) -> PageText? {
    let leftText = left.text(width: width)
    let rightStart = leftText.width + Self.gap
    guard right.widthMin <= width - rightStart else { return nil }
    let rightText = right.text(width: width - rightStart)
    let (leftLines, rightLines) = (leftText.lines, rightText.lines)
    let height = max(leftLines.count, rightLines.count)
    guard height < leftLines.count + 1 + right.text(width: width).lines.count else { return nil }
    var both = PageText()
    for index in 0..<height {
      var column = 0
      if index < leftLines.count {
        both.append(leftLines[index], of: leftText)
        column = columns(of: leftText.bytes[leftLines[index]])
      }
      if index < rightLines.count, !rightLines[index].isEmpty {
        both.append(spaces: rightStart - column)
        both.append(rightLines[index], of: rightText)
      }
      both.endLine()
    }
    return both
  }
}
