internal import Domain

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

/// Whether it has a question mark, or an interrogative with its accent or without it, behind a
/// preposition too: «a qué número».
private func isQuestion(_ line: Line) -> Bool {
  line.asks || line.phrase.prefix(2).contains { Vocabulary.interrogatives.contains([$0]) }
}
