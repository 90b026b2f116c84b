package import Domain

/// Whether `line` asks for something and answers nothing: such a line holds no personal datum.
package func isOrder(_ line: String, at question: Question, isAgent: Bool) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  switch order(in: Line(line), at: question, isAgent: isAgent) {
  // Of whom or what a note tells, nobody knows.
  case nil, .note: return false
  default: return true
  }
}

/// The order that `line` gives; nil when it is for the question. A whole line is an order or none
/// of it is; only «corregir», «disponibilidad» and two of the agent's take something after them.
func order(in line: Line, at question: Question, isAgent: Bool = false) -> Order? {
  if line.phrase.isEmpty { return line.text.contains("?") ? .help : nil }
  let words = trimmed(line.phrase)
  guard !words.isEmpty else { return nil }
  if let order = agentOrder(line, words, at: question, isAgent: isAgent) { return order }
  if let order = Vocabulary.orders.whole(words) { return order }
  if !question.takesFreeText, Vocabulary.leaving.contains(words) { return .leave }
  if let (_, rest) = Vocabulary.availability.leading(words)
    ?? (isAgent ? Vocabulary.shortAvailability.leading(words) : nil)
  {
    let rest = Vocabulary.articles.dropping(rest)
    if rest.isEmpty { return .availability(nil) }
    // A day may stand behind the place.
    let namesPlace = rest.indices.contains { end in
      Municipality.search(rest[...end].joined(separator: " ")) != .none
    }
    if !question.takesFreeText || namesPlace {
      // The filler at the end is no part of the place.
      return .availability(line.typed(rest.startIndex..<rest.endIndex))
    }
  }
  if let (_, rest) = Vocabulary.correcting.leading(words) {
    if let field = field(in: rest) { return .correct(field) }
    if !question.takesFreeText { return .correct(nil) }
  }
  if let (_, rest) = Vocabulary.correctingField.leading(words), let field = field(in: rest) {
    return .correct(field)
  }
  // «el correo quedó mal»
  if let (_, rest) = Vocabulary.correctingField.trailing(words), let field = field(in: rest) {
    return .correct(field)
  }
  return request(line, words, at: question)
}

/// What only an agent orders. A citizen's words for the same are heard where they can be nothing
/// else, to be told so.
private func agentOrder(
  _ line: Line, _ words: ArraySlice<String>, at question: Question, isAgent: Bool
) -> Order? {
  if let (_, rest) = Vocabulary.spelling.leading(words) {
    if rest.isEmpty { return isAgent || !question.takesFreeText ? .spell(nil) : nil }
    if let field = isAgent ? shortField(in: rest) ?? field(in: rest) : field(in: rest) {
      return .spell(field)
    }
  }
  guard isAgent else {
    guard !question.takesFreeText, question != .motive else { return nil }
    if Vocabulary.noting.contains(words) { return .note(nil) }
    return Vocabulary.shortOrders.whole(words) == .nextCall && words != ["ll"] ? .nextCall : nil
  }
  // The note is what was typed, with its politeness.
  if let (_, rest) = Vocabulary.noting.leading(line.phrase) {
    return .note(rest.isEmpty ? nil : line.typedToEnd(from: rest.startIndex))
  }
  if let order = Vocabulary.shortOrders.whole(words) {
    // There it is one of the options.
    return shortAnswer(words, to: question) == nil ? order : nil
  }
  if let (_, rest) = Vocabulary.shortCorrecting.leading(words) {
    if rest.isEmpty { return .correct(nil) }
    if let field = shortField(in: rest) ?? field(in: rest) { return .correct(field) }
  }
  if let (_, rest) = Vocabulary.correcting.leading(words), let field = shortField(in: rest) {
    return .correct(field)
  }
  return nil
}

private func shortField(in words: ArraySlice<String>) -> Question? {
  Vocabulary.shortFields.whole(words)
}

/// `words` without what is only politeness at either end.
func trimmed(_ words: ArraySlice<String>) -> ArraySlice<String> {
  var words = words
  while let (_, rest) = Vocabulary.fillerBefore.leading(words), !rest.isEmpty { words = rest }
  while let (_, rest) = Vocabulary.fillerAfter.trailing(words), !rest.isEmpty { words = rest }
  return words
}

private func field(in words: ArraySlice<String>) -> Question? {
  Vocabulary.fields.whole(words)
    ?? Vocabulary.fields.whole(Vocabulary.articles.dropping(words))
}

extension Question {
  /// Nearly any words are an answer to it.
  var takesFreeText: Bool {
    switch self {
    case .businessName, .givenNames, .surnames, .address: true
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber, .landline,
      .mobile, .email, .department, .city, .verification, .appointmentCity, .pointOfContact, .day,
      .time, .acceptance, .handling, .code, .secondDatum, .change, .cancellation, .knownData:
      false
    }
  }
}
