internal import Domain

/// `reading`, unless it is a yes or a no about an appointment that is carried out at once and something
/// beside it makes it doubtful: «cancele la otra», «si acepto me cobran», «no, así está bien».
func withoutHaste(
  _ reading: Reading, of line: Line, at question: Question, in context: Context
) -> Reading {
  if question == .acceptance, tellsDatum(line) {
    if let correction = correctionBehindYes(line, in: context) { return correction }
    guard reading.accepts else { return reading }
    return Vocabulary.fields.found(in: line.phrase).first.map { .order(.correct($0)) }
      ?? .ambiguous([.acceptance(.accept), .acceptance(.cancel)], .twoReadings)
  }
  guard case .value(let given) = reading, let answer = question.agreementAnswer,
    let doubts = Vocabulary.doubts(of: given)
  else { return reading }
  let words = line.phrase
  // «¿Sí?»
  let isAsked = line.hasQuestionMark && words.count <= 2
  // «No cancele»; but «no, cancele» and «no cancele, acepto» are plain.
  let isUnheardBreak =
    question == .acceptance && line.breaks.isEmpty
    && Vocabulary.doubtsAlone.contains(trimmed(words))
  // No data are asked for then, whoever says so.
  if given == .consent(false) {
    return isDoubted(line, by: doubts, at: question) || tellsDatum(line) || deniesThing(line)
      ? .ambiguous([answer(true), answer(false)], .twoReadings) : reading
  }
  guard
    isAsked || isUnheardBreak || beginsWithCondition(line)
      || tellsCondition(line, at: question)
      || isDoubted(line, by: doubts, at: question) || asksAtEnd(line, at: question)
      || !context.isAgent && (saysForOthers(line, at: question) || reports(line, at: question))
  else { return reading }
  return .ambiguous([answer(true), answer(false)], .twoReadings)
}

extension Reading {
  /// Whether the appointment is accepted, with or without anything else.
  fileprivate var accepts: Bool {
    switch self {
    case .value(let answer), .confirm(let answer, _): answer == .acceptance(.accept)
    case .several(let answers): answers.contains(.acceptance(.accept))
    case .part(let reading, _): reading.accepts
    default: false
    }
  }
}

/// «Acepto, pero el celular bueno es 3112223344»
private func tellsDatum(_ line: Line) -> Bool {
  line.text.utf8.contains(UInt8(ascii: "@"))
    || line.text.utf8.count(where: isDigit) >= datumDigitsMin
}

/// What «sí, pero el correo es ana@gmail.com» puts right: nothing is accepted before it is shown.
private func correctionBehindYes(_ line: Line, in context: Context) -> Reading? {
  let words = line.phrase
  guard
    let turn = words.indices.dropFirst().first(where: {
      line.hasBreak(before: $0) || Vocabulary.butYes.contains(words[$0...$0])
    }), Agreement(Line(line.typed(0..<turn)), to: .acceptance).plain == true,
    case let start = Vocabulary.butYes.contains(words[turn...turn]) ? turn + 1 : turn,
    start < words.endIndex
  else { return nil }
  let reading = interpret(line.typedToEnd(from: start), as: .acceptance, in: context)
  switch reading {
  case .several(let answers): return answers.contains { $0.question == .acceptance } ? nil : reading
  case .order(.correct): return reading
  default: return nil
  }
}

/// «La placa no»: what is denied is that thing.
private func deniesThing(_ line: Line) -> Bool {
  Vocabulary.articles.contains(line.phrase.prefix(1)) && line.breaks.isEmpty
    && Vocabulary.no.contains(line.phrase.suffix(1)) && line.agreement(to: .consent).hasMore
}

/// An hour and a day have fewer digits than any datum.
private let datumDigitsMin = 6

/// «Si llueve no voy a ir»; but «si, ya no puedo ir»
func beginsWithCondition(_ line: Line) -> Bool {
  let words = line.phrase
  guard words.count > 3, Vocabulary.conditionals.contains(words.prefix(1)),
    !line.hasBreak(before: 1)
  else { return false }
  // «Sí» has its accent.
  return line.typed(0..<1).lowercased() == words[0]
    && !Vocabulary.no.found(in: words.dropFirst(2)).isEmpty
}

/// «Acepto si sigo enferma», «si alcanzo acepto»: a «si» without its accent beside the verb.
private func tellsCondition(_ line: Line, at question: Question) -> Bool {
  let words = line.phrase
  let spans = line.agreementSpans(to: question)
  func isWithin(_ index: Int) -> Bool {
    spans.indices.contains(index) && !line.hasBreak(before: spans[index].words.lowerBound)
  }
  return spans.indices.contains { index in
    let span = spans[index]
    guard Vocabulary.conditionals.contains(words[span.words]),
      line.typed(span.words).lowercased() == words[span.words.lowerBound],
      isWithin(index + 1), spans[index + 1].senses.isEmpty
    else { return false }
    if index > 0 { return isWithin(index) && spans[index - 1].means(.yesVerb) }
    // «Si sigo enferma acepto»; «si entiendo y autorizo» is a yes.
    var next = index + 2
    while next < index + 4, isWithin(next), spans[next].senses.isEmpty { next += 1 }
    return isWithin(next) && spans[next].means([.yes, .yesVerb, .no])
      && !spans[next].means(.filler)
  }
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
private func asksAtEnd(_ line: Line, at question: Question) -> Bool {
  guard let (_, said) = Vocabulary.questionsAtEnd.trailing(line.phrase), !said.isEmpty
  else { return false }
  // «Tal cual»
  return !line.agreementSpans(to: question).contains {
    $0.means([.yes, .yesVerb]) && $0.words.lowerBound < said.endIndex
      && said.endIndex < $0.words.upperBound
  }
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
  if leavesToOthers(line) { return true }
  // «Mi mamá puede ir»
  if words.count > 2, line.breaks.isEmpty, namesPerson(words.prefix(2)) { return true }
  return line.agreementSpans(to: question).contains { span in
    let verb = span.words.lowerBound
    // «La señora sí puede», «el niño está bien»
    if span.means([.yes, .yesVerb, .no]), verb > 1 {
      let start = line.breaks.last { $0 <= verb } ?? words.startIndex
      var subject = words[start..<verb]
      while let last = subject.last, Vocabulary.beforeVerb.contains([last]) {
        subject = subject.dropLast()
      }
      if namesPerson(subject.suffix(2)) { return true }
    }
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
    // «Él sí la cancela»; but «hágame el favor y la cancela»
    var subject = Vocabulary.fillerBefore.dropping(words[start..<verb])
    while let last = subject.last, Vocabulary.beforeVerb.contains([last]) {
      subject = subject.dropLast()
    }
    guard let last = subject.last else { return false }
    return Vocabulary.otherSubjects.whole([last]) == .pronoun
      || !Vocabulary.otherSubjects.found(in: subject.dropLast()).isEmpty
  }
}

/// «Que acepte mi hijo», «que la confirme él»: it is somebody else's to say. «Que sí, mi doctora» is not.
private func leavesToOthers(_ line: Line) -> Bool {
  let words = line.phrase
  return words.indices.contains { index in
    let isFirst = index == words.startIndex || line.hasBreak(before: index)
    guard isFirst, words[index] == "que", index + 1 < words.endIndex, words[index + 1] != "si"
    else { return false }
    let end = line.breaks.first { $0 > index } ?? words.endIndex
    let clause = words[(index + 1)..<max(index + 1, end)]
    return clause.indices.contains { namesPerson(clause[$0...].prefix(2)) }
      || clause.dropFirst().last.map { Vocabulary.otherSubjects.whole([$0]) == .pronoun } == true
  }
}

/// «La señora», «mi abogado»: these two words.
private func namesPerson(_ words: ArraySlice<String>) -> Bool {
  guard words.count == 2, let last = words.last else { return false }
  if Vocabulary.titles.contains(words.prefix(1)) { return true }
  // «El» sounds like «él».
  return Vocabulary.otherSubjects.whole(words.dropLast()) != nil
    && Vocabulary.persons.contains([last])
}

/// «La enfermera dijo acepto»: an answer behind a verb of saying.
private func reports(_ line: Line, at question: Question) -> Bool {
  let words = line.phrase
  return words.indices.contains { index in
    guard Vocabulary.sayings.contains(words[index...index]) else { return false }
    let end = line.breaks.first { $0 > index } ?? words.endIndex
    return line.agreementSpans(to: question).contains {
      $0.words.lowerBound > index && $0.words.lowerBound < end && $0.means([.yes, .yesVerb, .no])
    }
  }
}
