package import Domain

/// Whether `line` asks for something and answers nothing: such a line holds no personal datum.
package func isOrder(_ line: String, at question: Question) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let line = Line(line)
  let words = trimmed(line.phrase)
  if wholeOrder(line, words, at: question) != nil { return true }
  return request(Saying(line, words), at: question)?.isCertain == true
}

/// The order that the whole line is.
func wholeOrder(_ line: Line, _ words: ArraySlice<String>, at question: Question) -> Order? {
  if line.phrase.isEmpty { return line.text.contains("?") ? .help : nil }
  if let order = Vocabulary.orders.whole(words) ?? Vocabulary.orders.whole(line.phrase) {
    return order
  }
  // «Chao, señorita» is no surname.
  let isName = question.takesFreeText && words.count == line.phrase.count
  return !isName && Vocabulary.leaving.contains(words) ? .leave : nil
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
      .time, .acceptance, .handling, .code, .secondDatum, .change, .cancellation, .knownData:
      false
    }
  }

  /// Asked when the appointment is being chosen: «la ciudad» is that of the appointment.
  var isOfAgenda: Bool {
    [.pointOfContact, .day, .time, .acceptance].contains(self)
  }
}
