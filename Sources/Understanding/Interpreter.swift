package import Domain

/// The longest line that is read, in Unicode scalars: a character has no end to its marks.
package let lineLengthMax = 300

/// More signs that do not belong than these are not a slip.
private let charactersNamedMax = 3

/// How `line` is understood as an answer to `question`: an order, a pick among what is on the
/// screen, or what the question's own interpreter makes of it.
package func interpret(_ line: String, as question: Question, in context: Context) -> Reading {
  let typed = line.utf8.last == UInt8(ascii: "\r") ? String(line.unicodeScalars.dropLast()) : line
  if typed.utf8.count > lineLengthMax, typed.unicodeScalars.count > lineLengthMax {
    return .invalid(.tooLong(maximum: lineLengthMax))
  }
  if let controls = controlCharacters(in: typed) { return .invalid(.characters(controls)) }
  let line = Line(typed)
  if line.text.isEmpty { return .invalid(.empty) }
  let words = trimmed(line.phrase)
  // There «servicios», «salir» and «cancelar» are answers.
  if [.menuOption, .acceptance, .handling, .change].contains(question),
    let answer = choice(words, of: question)
  {
    return .value(answer)
  }
  // To give up what one is doing, or the appointment?
  if question == .cancellation, Vocabulary.handlings.whole(words) == .cancel {
    return .ambiguous([.cancellation(true), .cancellation(false)], .twoReadings)
  }
  if let order = order(in: line, at: question) { return .order(order) }
  if let reading = pick(words, as: question, in: context) { return reading }
  // Nearly anything is a name or an address: what else it could be comes first.
  if question.takesFreeText, let answers = several(line, asked: question, in: context) {
    return .several(answers)
  }
  switch answer(line, words, to: question, in: context) {
  case .invalid(let rejection):
    // A mobile where a landline is asked may mean that there is none.
    if rejection != .mobileAsLandline,
      let answers = several(line, asked: question, in: context)
    {
      return .several(answers)
    }
    // Another kind of answer altogether: to name all its letters would not help.
    if case .characters(let offending) = rejection, offending.count > charactersNamedMax {
      return .invalid(.format)
    }
    return .invalid(rejection)
  case .confirm(let answer, _) where context.isOnScreen(answer):
    // Typed again as it was asked back: meant so.
    return .value(answer)
  case .ambiguous(let answers, .slip) where answers.last.map(context.isOnScreen) == true:
    return answers.last.map(Reading.value) ?? .invalid(.format)
  case let reading:
    return reading
  }
}

extension Context {
  fileprivate func isOnScreen(_ answer: Answer) -> Bool {
    proposed == answer || listed.contains(answer)
  }
}

/// What the question's own interpreter makes of a line that is no order and no pick.
func answer(
  _ line: Line, _ words: ArraySlice<String>, to question: Question, in context: Context
) -> Reading {
  switch question {
  case .menuOption, .consent, .personType, .acceptance, .handling, .change, .cancellation,
    .knownData:
    return choice(words, of: question).map(Reading.value) ?? .invalid(.notAnOption)
  case .motive: return motive(words)
  case .documentType: return documentType(words, in: context)
  case .documentNumber: return documentNumber(line.text, in: context)
  case .businessName:
    return value(of: { () throws(Rejection) in
      .businessName(try PersonName(parsingBusiness: line.text))
    })
  case .givenNames where isNoName(words), .surnames where isNoName(words):
    return .invalid(.format)
  case .givenNames:
    return value(of: { () throws(Rejection) in .givenNames(try PersonName(parsing: line.text)) })
  case .surnames:
    return value(of: { () throws(Rejection) in .surnames(try PersonName(parsing: line.text)) })
  case .landline: return landline(line, words, in: context)
  case .mobile: return mobile(line.text)
  case .email: return email(line.text)
  case .address:
    return value(of: { () throws(Rejection) in .address(try Address(parsing: line.text)) })
  case .department: return department(line.text, words)
  case .city: return city(line.text, words, in: context)
  case .verification: return verification(words)
  case .appointmentCity: return appointmentCity(line.text, words, in: context)
  case .pointOfContact: return pointOfContact(words, in: context)
  case .code: return code(line.text, words)
  case .secondDatum: return secondDatum(line.text, words)
  case .day: return day(words, of: line, in: context)
  case .time: return time(words, of: line, in: context)
  }
}

/// «No tengo» where a name is asked.
private func isNoName(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.none.contains(words)
}

/// The value that is parsed, or why not.
func value(of parse: () throws(Rejection) -> Answer) -> Reading {
  do {
    return .value(try parse())
  } catch {
    return .invalid(error)
  }
}
