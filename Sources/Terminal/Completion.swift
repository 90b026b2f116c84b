/// What a Tab does to the text before the cursor.
enum Completion: Hashable {
  /// Nothing begins so.
  case none
  /// Put this in its place: the only candidate, or what several have in common.
  case replace(String)
  /// Nothing more is certain; these are possible. In the given order.
  case choices([String])

  /// `fold` says what counts as the same letter.
  init(of typed: String, among candidates: [String], fold: (String) -> String) {
    let folded = fold(typed)
    let matching = candidates.filter { fold($0).hasPrefix(folded) }
    guard let first = matching.first else {
      self = .none
      return
    }
    guard matching.count > 1 else {
      self = first == typed ? .none : .replace(first)
      return
    }
    let others = matching.dropFirst().map(fold)
    var common = Substring(first)
    while !common.isEmpty, !others.allSatisfy({ $0.hasPrefix(fold(String(common))) }) {
      common.removeLast()
    }
    let extended = fold(String(common))
    self =
      extended.count > folded.count && extended.hasPrefix(folded)
      ? .replace(String(common)) : .choices(matching)
  }
}
