package import Domain

/// Whether `line` asks for something and answers nothing: such a line holds no personal datum.
package func isOrder(_ line: String, at question: Question) -> Bool {
  line.utf8.count <= lineLengthMax && order(in: Line(line), at: question) != nil
}

/// The order that `line` gives; nil when it is for the question. A whole line is an order or none
/// of it is; only «corregir» and «disponibilidad» take something after them.
func order(in line: Line, at question: Question) -> Order? {
  if line.phrase.isEmpty { return line.text.contains("?") ? .help : nil }
  let words = trimmed(line.phrase)
  guard !words.isEmpty else { return nil }
  if let order = Vocabulary.orders.whole(words) { return order }
  if !question.takesFreeText, Vocabulary.leaving.contains(words) { return .leave }
  if let (_, rest) = Vocabulary.availability.leading(words) {
    let rest = Vocabulary.articles.dropping(rest)
    if rest.isEmpty { return .availability(nil) }
    let place = rest.joined(separator: " ")
    if !question.takesFreeText || Municipality.search(place) != .none {
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
