/// How a piece of text stands out, by what it means.
package enum Style: CaseIterable, Sendable {
  case heading
  case question
  case confirmed
  case refused
  /// Less important than what stands around it.
  case quiet
  /// What to look for, or to write down.
  case strong

  /// SGR parameters (ECMA-48, 8.3.117). Bold and the first colours only: they follow the reader's
  /// own palette, and none is needed to understand the text.
  private var parameters: String {
    switch self {
    case .heading: "1"
    case .question: "1;36"
    case .confirmed: "32"
    case .refused: "31"
    case .quiet: "2"
    case .strong: "1"
    }
  }

  /// The text between the escapes of the style. The reset goes before spaces at the end: an escape
  /// may not be the last thing of a prompt.
  func marking(_ text: String) -> String {
    guard let last = text.lastIndex(where: { $0 != " " }) else { return text }
    let end = text.index(after: last)
    return "\u{1B}[\(parameters)m\(text[..<end])\u{1B}[0m\(text[end...])"
  }
}
