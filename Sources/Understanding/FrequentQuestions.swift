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
  if tellsOfDeafness(line, insteadOf: reading) { return .deafness }
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

/// Whether `line` tells of somebody who cannot hear or speak, and asks for nothing else: «soy sordo»,
/// «mi mamá no puede hablar»; but not «no puede hablar el martes» nor «soy medio sordo, repita».
private func tellsOfDeafness(_ line: String, insteadOf reading: Reading) -> Bool {
  switch reading {
  case .invalid, .ambiguous, .outOfScope(.other), .value(.menuOption(.cancelOrModify)),
    .order(.begin), .order(.human), .order(.again):
    break
  default: return false
  }
  guard line.utf8.count <= lineLengthMax else { return false }
  let line = Line(line)
  let words = trimmed(line.phrase)
  let told = words.indices.compactMap { start in
    Vocabulary.deafness.leading(words[start...]).map { start..<$0.rest.startIndex }
  }.filter { told in !line.breaks.contains { told.dropFirst().contains($0) } }
  guard !told.isEmpty, !Vocabulary.marks.found(in: words).contains(where: \.pointsAtTime),
    Vocabulary.fields.found(in: words).allSatisfy({ $0 != .day && $0 != .time })
  else { return false }
  let other = Saying(line, words).outside(told)
  return switch reading {
  case .value, .order(.begin):
    !line.speaksOfAppointment && !line.speaksOfCancelling && !other.says([.cancel, .move, .book])
  // «No escucha», alone, wants it said again.
  case .order(.again):
    words.count > wordsOfNotHearing && request(other, at: .menuOption)?.order != .again
  case .order: request(other, at: .menuOption)?.order != .human
  default: true
  }
}

private let wordsOfNotHearing = 3

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
