package import Domain

/// Whether `line` asks for something and answers nothing: such a line holds no personal datum.
package func isOrder(_ line: String, at question: Question, isAgent: Bool) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let line = Line(line)
  let words = trimmed(line.phrase)
  switch deskOrder(line, words, at: question, isAgent: isAgent) {
  case nil: break
  // Of whom or what a note tells, nobody knows.
  case .note: return false
  default: return true
  }
  if wholeOrder(line, words, at: question) != nil { return true }
  return request(Saying(line, words), at: question)?.isCertain == true
}

/// The order that the whole line is.
func wholeOrder(_ line: Line, _ words: ArraySlice<String>, at question: Question) -> Order? {
  if line.phrase.isEmpty { return line.hasQuestionMark ? .help : nil }
  if let order = Vocabulary.orders.whole(words) ?? Vocabulary.orders.whole(line.phrase) {
    return order
  }
  if let field = OrderWords.corrected(words) { return .correct(field) }
  if let order = unstretched(words).flatMap({ Vocabulary.orders.whole($0[...]) }) { return order }
  // «Chao, señorita» is no surname, and «Chao» no given name.
  let isName =
    question.takesFreeText && question != .givenNames && words.count == line.phrase.count
  return !isName && Vocabulary.leaving.contains(words) ? .leave : nil
}

/// What only an agent orders, or orders in short. A citizen's words for the former are heard where
/// they can be nothing else, to be told so.
func deskOrder(
  _ line: Line, _ words: ArraySlice<String>, at question: Question, isAgent: Bool
) -> Order? {
  if let (_, rest) = Vocabulary.spelling.leading(words) {
    if rest.isEmpty { return isAgent || !question.takesFreeText ? .spell(nil) : nil }
    if let field = field(in: rest) { return .spell(field) }
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
  if let (_, rest) = Vocabulary.shortAvailability.leading(words), words.first != "disponibilidad" {
    return .availability(
      rest.isEmpty ? nil : line.typed(rest.startIndex..<rest.endIndex))
  }
  if let (_, rest) = Vocabulary.shortCorrecting.leading(words) {
    return rest.isEmpty ? .correct(nil) : field(in: rest).map { .correct($0) }
  }
  return nil
}

/// «Disponibilidad Cali mañana»: the place and the day as typed, when both are named.
func availabilityOfDay(
  _ line: Line, _ words: ArraySlice<String>, in context: Context
) -> String? {
  guard let (_, rest) = Vocabulary.shortAvailability.leading(words), rest.count > 1,
    words.first == "disponibilidad"
  else { return nil }
  let wish = line.typed(rest.startIndex..<rest.endIndex)
  guard case (.value?, _?) = interpretPlaceAndDay(wish, in: context) else { return nil }
  return wish
}

private func field(in words: ArraySlice<String>) -> Question? {
  Vocabulary.shortFields.whole(words) ?? Vocabulary.fields.whole(words)
    ?? Vocabulary.fields.whole(Vocabulary.articles.dropping(words))
}

/// «AYUDAAAA» with its letters once each; nil when none stands three times in a row.
private func unstretched(_ words: ArraySlice<String>) -> [String]? {
  var hasStretch = false
  let short = words.map { word in
    var kept: [UInt8] = []
    var run = 0
    for letter in word.utf8 {
      run = kept.last == letter ? run + 1 : 1
      if run == 3 { hasStretch = true }
      if run == 1 { kept.append(letter) }
    }
    return String(decoding: kept, as: UTF8.self)
  }
  return hasStretch ? short : nil
}

/// `words` without what is only politeness at either end.
func trimmed(_ words: ArraySlice<String>) -> ArraySlice<String> {
  var words = words
  while let (_, rest) = Vocabulary.fillerBefore.leading(words), !rest.isEmpty { words = rest }
  while let (_, rest) = Vocabulary.fillerAfter.trailing(words), !rest.isEmpty { words = rest }
  return words
}

extension Question {
  /// Nearly any words are an answer to it.
  var takesFreeText: Bool {
    switch self {
    case .businessName, .givenNames, .surnames, .address: true
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber, .landline,
      .mobile, .email, .department, .city, .verification, .appointmentCity, .pointOfContact, .day,
      .time, .acceptance, .handling, .code, .secondDatum, .change, .cancellation, .knownData,
      .waitingWanted, .waitingCity, .waitingDays, .waitingPart, .waitingPreference, .turn:
      false
    }
  }

  /// Asked when the appointment is being chosen: «la ciudad» is that of the appointment.
  var isOfAgenda: Bool {
    [.pointOfContact, .day, .time, .acceptance].contains(self)
  }
}
