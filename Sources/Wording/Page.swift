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
    var index = 0
    /// What was laid out of the table at `index` already.
    var laid: PageText?
    while index < turn.count {
      let spoken = turn[index]
      let followed = follows
      if case .understood = spoken { follows = true } else { follows = false }
      if !follows || !followed { pieces[pieces.count - 1].endLine() }
      index += 1
      guard let block = spoken.block else {
        append(spoken, to: &pieces[pieces.count - 1])
        continue
      }
      let text = laid ?? block.text(width: width)
      laid = nil
      if index < turn.count, let next = turn[index].block {
        switch beside(text, next) {
        case .both(let both):
          index += 1
          pieces[pieces.count - 1].append(both)
          continue
        case .below(let below): laid = below
        case .tooWide: break
        }
      }
      let parts = block.parts(ofSentences: Self.sentencesAtOnce)
      pieces[pieces.count - 1].append(parts.count == 1 ? text : parts[0].text(width: width))
      pieces += parts.dropFirst().map { $0.text(width: width) }
    }
    return pieces
  }

  /// The question, and the first options with their numbers and short forms.
  package func text(
    of question: String, options: SpokenOptions, atMost limit: Int = .max
  ) -> PageText {
    let count = min(options.count, limit)
    let shortMax = (0..<count).reduce(0) { max($0, columns(of: options.short($1) ?? "")) }
    var text = PageText()
    text.endLine()
    text.append(lines: question, to: textWidth, .question)
    for index in 0..<count {
      text.appendLines(to: textWidth) { line in
        if !isReading { line.append(spaces: 2) }
        line.append(decimal: index + 1)
        line.append(". ")
        if shortMax > 0 {
          let short = options.short(index) ?? ""
          line.append(short)
          line.append(spaces: shortMax - columns(of: short) + 2)
        }
        line.append(contentsOf: options.text(index))
      }
    }
    return text
  }

  private func append(_ spoken: Spoken, to page: inout PageText) {
    switch spoken {
    case .message(_, let text): page.append(lines: text, to: textWidth)
    case .table(_, _, _, let block), .calendar(_, let block), .hours(_, let block),
      .summary(_, let block):
      page.append(block.text(width: width))
    case .understood(_, _, let text): page.append(lines: text, to: textWidth, .confirmed)
    case .refusal(_, _, let text): page.append(lines: text, to: textWidth, .refused)
    case .appointment(let appointment, _, _, _, let text):
      let codes = [appointment.code.text, appointment.code.grouped]
      page.append(lines: text, to: textWidth) { number, line in
        number == 0 ? .confirmed : codes.contains { holds(line, $0.utf8) } ? .strong : .plain
      }
    }
  }

  private enum Placing {
    case both(PageText)
    /// One below the other is as short; so the right one looks there.
    case below(PageText)
    case tooWide
  }

  /// Two tables beside each other where that takes fewer lines than one below the other.
  private func beside(_ left: PageText, _ right: Block) -> Placing {
    let rightStart = left.width + Self.gap
    guard right.widthMin <= width - rightStart else { return .tooWide }
    let rightText = right.text(width: width - rightStart)
    let (leftLines, rightLines) = (left.lines, rightText.lines)
    let height = max(leftLines.count, rightLines.count)
    let below = right.text(width: width)
    guard height < leftLines.count + 1 + below.lines.count else { return .below(below) }
    var both = PageText()
    for index in 0..<height {
      var column = 0
      if index < leftLines.count {
        both.append(leftLines[index], of: left)
        column = columns(of: left.bytes[leftLines[index]])
      }
      if index < rightLines.count, !rightLines[index].isEmpty {
        both.append(spaces: rightStart - column)
        both.append(rightLines[index], of: rightText)
      }
      both.endLine()
    }
    return .both(both)
  }
}
