package import Domain

/// What a line asks about the appointment that was understood as no answer; nil for any other.
func frequentQuestion(
  in line: Line, insteadOf reading: Reading, at question: Question
) -> FrequentQuestion? {
  // At the menu and of a matter nearly all is asked for in questions.
  let isOpen = question != .menuOption && question != .motive
  switch reading {
  case .order(.help): guard !beginsWithCondition(line) else { return nil }
  case .invalid, .ambiguous: guard isQuestion(line) else { return nil }
  // «Qué llevo hasta ahora»
  case .order(.summary):
    guard isOpen, let (asked, rest) = Vocabulary.frequentQuestions.trailing(trimmed(line.phrase)),
      rest.isEmpty || line.asks
    else { return nil }
    return asked
  case .order(.human), .order(.services), .order(.availability), .order(.list),
    .order(.begin), .order(.again), .likely, .order(.leave), .order(.back), .order(.menu):
    guard isOpen, isQuestion(line) else { return nil }
  // «¿Después la puedo cambiar?»
  case .order(.correct): guard isOpen, line.hasQuestionMark else { return nil }
  default: return nil
  }
  return Vocabulary.frequentQuestions.found(in: line.phrase).first
}

/// What is told rather than asked in a line that was understood as `reading`, which answers nothing:
/// «espere un momento», «vivo en Miami».
package func matterTold(
  _ line: String, insteadOf reading: Reading, at question: Question
) -> FrequentQuestion? {
  switch reading {
  case .invalid, .ambiguous, .likely, .value(.menuOption(.cancelOrModify)), .order(.begin(.cancel)),
    .order(.begin(.modify)), .order(.begin(.manage)), .order(.correct(nil)):
    break
  default: return nil
  }
  guard line.utf8.count <= lineLengthMax else { return nil }
  let words = trimmed(Line(line).phrase)
  let isUnread = if case .invalid = reading { true } else { false }
  if reading == .invalid(.unknownPlace), question == .department || question == .city,
    isForeign(words) || !Vocabulary.foreignPlaces.found(in: words).isEmpty
      || Vocabulary.countries.trailing(words) != nil
  {
    return .abroad
  }
  if isUnread, let whole = Vocabulary.toldMatters.whole(words), whole.isHeardAlone(at: question) {
    return whole
  }
  return Vocabulary.toldMatters.found(in: words).first {
    isUnread ? $0.isHeard(at: question) : $0 == .erasure && question != .consent
  }
}

/// What a line that is out of scope is about, so far as something more can be said of it.
package func matterElsewhere(_ line: String) -> FrequentQuestion? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  return Vocabulary.toldMatters.found(in: Line(line).phrase).first {
    $0 == .complaint || $0 == .otherAuthority
  }
}

extension FrequentQuestion {
  /// Whether what is told among other words is heard where `question` is asked.
  fileprivate func isHeard(at question: Question) -> Bool {
    switch self {
    case .erasure: true
    case .complaint, .otherAuthority: question == .menuOption
    case .abroad: question == .department || question == .city
    case .noDocument: question == .documentType
    default: false
    }
  }

  /// Whether it is heard where nothing else is said.
  fileprivate func isHeardAlone(at question: Question) -> Bool {
    self == .pause || self == .oneName && question == .surnames
  }
}

/// Whether it has a question mark, or an interrogative with its accent or without it, behind a
/// preposition too: «a qué número».
private func isQuestion(_ line: Line) -> Bool {
  line.asks || line.phrase.prefix(2).contains { Vocabulary.interrogatives.contains([$0]) }
}
