internal import Domain

/// `reading`, unless it is a yes or a no about an appointment that is carried out at once and something
/// beside it makes it doubtful: «cancele la otra», «si acepto me cobran», «no, así está bien».
func withoutHaste(
  _ reading: Reading, of line: Line, at question: Question, in context: Context
) -> Reading {
  guard case .value(let given) = reading, let answer = question.agreementAnswer,
    let doubts = Vocabulary.doubts(of: given)
  else { return reading }
  let words = line.phrase
  // «¿Sí?»
  let isAsked = line.hasQuestionMark && words.count <= 2
  guard
    isAsked || beginsWithCondition(line) || isDoubted(line, by: doubts, at: question)
      || asksAtEnd(line)
      || !context.isAgent && saysForOthers(line, at: question)
  else { return reading }
  return .ambiguous([answer(true), answer(false)], .twoReadings)
}

/// «Si llueve no voy a ir»; but «si, ya no puedo ir»
private func beginsWithCondition(_ line: Line) -> Bool {
  let words = line.phrase
  guard words.count > 3, Vocabulary.conditionals.contains(words.prefix(1)),
    !line.hasBreak(before: 1)
  else { return false }
  // «Sí» has its accent.
  return line.typed(0..<1).lowercased() == words[0]
    && !Vocabulary.no.found(in: words.dropFirst(2)).isEmpty
}

/// Whether one of `doubts` is said, and not only within a longer yes: «otra», but not «désela a otra
/// persona».
private func isDoubted(_ line: Line, by doubts: Phrases<Bool>, at question: Question) -> Bool {
  var words = line.phrase
  let answers = line.agreementSpans(to: question).filter { $0.means([.yes, .yesVerb]) }
  while !words.isEmpty {
    guard let (_, rest) = doubts.leading(words) else {
      words = words.dropFirst()
      continue
    }
    let doubt = words.startIndex..<rest.startIndex
    let isWithin = answers.contains {
      $0.words.count > doubt.count && $0.words.lowerBound <= doubt.lowerBound
        && doubt.upperBound <= $0.words.upperBound
    }
    if !isWithin { return true }
    words = rest
  }
  return false
}

/// «Autorizo qué», «sí, cómo así»
private func asksAtEnd(_ line: Line) -> Bool {
  guard let (_, said) = Vocabulary.questionsAtEnd.trailing(line.phrase) else { return false }
  return !said.isEmpty
}

/// «Mi hijo dice que sí», «él autoriza», «la doctora acepta», «acepta él»: an agent says so of the
/// caller, whoever answers for themselves says it of somebody else.
private func saysForOthers(_ line: Line, at question: Question) -> Bool {
  let words = line.phrase
  if !Vocabulary.saidByOthers.found(in: words).isEmpty { return true }
  // «Mi hijo que sí», «para mi mamá»
  if words.indices.contains(where: { index in
    guard let (_, rest) = Vocabulary.kin.leading(words[index...]) else { return false }
    return Vocabulary.saysOrDecides.leading(rest) != nil
      || index > words.startIndex && Vocabulary.beforeKin.contains([words[index - 1]])
  }) {
    return true
  }
  return line.agreementSpans(to: question).contains { span in
    let verb = span.words.lowerBound
    // In the third person, which is also the familiar imperative.
    guard span.words.count == 1, span.means(.yesVerb),
      words[verb].hasSuffix("a") || words[verb].hasSuffix("an")
    else { return false }
    // «Aceptan»
    if words.count == 1, words[verb].hasSuffix("an") { return true }
    let after = words[(verb + 1)...]
    if let (subject, rest) = Vocabulary.otherSubjects.leading(after), subject == .pronoun,
      rest.isEmpty || line.hasBreak(before: rest.startIndex)
    {
      return true
    }
    let start = line.breaks.last { $0 <= verb } ?? words.startIndex
    // «Él sí la cancela»
    var subject = words[start..<verb]
    while let last = subject.last, Vocabulary.beforeVerb.contains([last]) {
      subject = subject.dropLast()
    }
    guard let last = subject.last else { return false }
    return Vocabulary.otherSubjects.whole([last]) == .pronoun
      || !Vocabulary.otherSubjects.found(in: subject.dropLast()).isEmpty
  }
}
