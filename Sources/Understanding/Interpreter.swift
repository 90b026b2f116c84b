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
  let reading = reading(of: line, as: question, in: context)
  return context.isAgent ? agentReading(of: line, asWhole: reading, question, context) : reading
}

/// How a whole line is understood as the answer to one question.
private func reading(
  of line: Line, as question: Question, in context: Context
) -> Reading {
  let words = trimmed(line.phrase)
  if context.isAgent, let answer = shortAnswer(words, to: question) { return .value(answer) }
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
  if let reading = agreementReading(words, to: question) { return reading }
  // Digits or an at sign are a new value, which «corregir» alone would swallow.
  let hasValue = line.text.utf8.contains {
    $0 == UInt8(ascii: "@") || isDigit($0)
  }
  if hasValue, let reading = correction(line, words, at: question, in: context) { return reading }
  if let order = order(in: line, at: question, isAgent: context.isAgent),
    // «corregir una declaración» tells a matter.
    order != .correct(nil) || question != .motive || !tellsMatter(line, words)
  {
    // At the menu there is nothing to correct but an appointment of before.
    if question == .menuOption, order == .correct(.time) || order == .correct(.day) {
      return .order(.begin(.modify))
    }
    return Answer(order, to: question).map(Reading.value) ?? .order(order)
  }
  if !hasValue, let reading = correction(line, words, at: question, in: context) { return reading }
  if let reading = pick(words, as: question, in: context) { return reading }
  // Nearly anything is a name or an address: what else it could be comes first.
  if question.takesFreeText, let answers = several(line, asked: question, in: context) {
    return .several(answers)
  }
  switch answer(line, words, to: question, in: context) {
  case .invalid(let rejection):
    // One kind of telephone where the other is asked is told so; there may be none of the other.
    if ![.mobileAsLandline, .landlineAsMobile].contains(rejection),
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

private func tellsMatter(_ line: Line, _ words: ArraySlice<String>) -> Bool {
  if case .invalid = motive(line, words) { return false }
  return true
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
  if question.takesFreeText, isTalk(words) || isWithoutDatum(words) {
    return talk(line, to: question)
  }
  switch question {
  case .menuOption, .consent, .personType, .acceptance, .handling, .change, .cancellation,
    .knownData:
    return closedChoice(line, words, of: question)
  case .motive: return motive(line, words)
  case .documentType: return documentType(line, words, in: context)
  case .documentNumber: return documentNumber(line, in: context)
  case .businessName: return businessName(line, words)
  case .givenNames: return personName(line, words, as: Answer.givenNames)
  case .surnames: return personName(line, words, as: Answer.surnames)
  case .landline: return landline(line, words, in: context)
  case .mobile: return mobile(line.text)
  case .email: return emailAnswer(line, words)
  case .address: return address(line)
  case .department: return spokenDepartment(line, words)
  case .city:
    return spokenCity(line, words, in: context.department, as: Answer.city) {
      city($0, $1, in: context)
    }
  case .verification: return verification(words)
  case .appointmentCity:
    return spokenCity(line, words, in: nil, as: Answer.appointmentCity) {
      appointmentCity($0, $1, in: context)
    }
  case .pointOfContact: return pointOfContact(words, in: context)
  case .code: return code(line.text, words)
  case .secondDatum: return secondDatum(line.text, words)
  case .day: return day(words, of: line, in: context)
  case .time: return time(words, of: line, in: context)
  }
}

/// The value that is parsed, or why not.
func value(of parse: () throws(Rejection) -> Answer) -> Reading {
  do {
    return .value(try parse())
  } catch {
    return .invalid(error)
  }
}
