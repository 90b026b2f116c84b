internal import Domain

/// A number for the document type that was given; without one, a cédula, or a company's NIT.
func documentNumber(_ line: Line, in context: Context) -> Reading {
  unlessUnknown(unlessOthers(anyDocumentNumber(line, in: context), line, at: .documentNumber), line)
}

/// The number as it is heard, whosever document it is of.
private func anyDocumentNumber(_ line: Line, in context: Context) -> Reading {
  let type =
    context.documentType ?? (context.personType == .juridica ? .nit : .cedulaDeCiudadania)
  if type.takesLetters { return letteredDocumentNumber(line, type: type) }
  let written = writtenDocumentNumber(line.text, type: type)
  // «52I23456» is no «52 y 23456»: the letter stands where a digit was meant.
  if hasJointBetweenDigits(line.text) { return written }
  let reading = orDictated(written) { dictatedDocumentNumber(line, type: type) }
  if type == .nit, context.personType == .natural, case .value(let answer) = reading,
    isOfCompany(answer.value)
  {
    return .confirm(answer, .companyNumber)
  }
  guard let answer = reading.onlyAnswer,
    isCutShort(line) || isBadlyGrouped(answer.value, in: line.text)
  else { return reading }
  return .ambiguous([answer], .twoReadings)
}

/// `43.520.11`, `12/05/1980`: a digit is missing in the thousands, or it is a date.
private func isBadlyGrouped(_ number: String, in text: String) -> Bool {
  for sign: Character in [".", "/"] where text.utf8.count(where: { $0 == sign.asciiValue }) > 1 {
    let pieces = text.split { $0 != sign && $0.utf8.first.map(isDigit) != true }
    let groups = pieces.first { $0.filter { $0 != sign } == number }?.split(separator: sign) ?? []
    if groups.count > 2,
      sign == "/" || groups.dropFirst().contains(where: { $0.utf8.count < thousandsLength })
    {
      return true
    }
  }
  return false
}

/// Digits between two dots of a number.
private let thousandsLength = 3

/// Whether an «i» or «y» stands between two digits, without a blank.
private func hasJointBetweenDigits(_ text: String) -> Bool {
  let joints: [UInt8] = [UInt8(ascii: "i"), UInt8(ascii: "y")]
  var (beforeLast, last): (UInt8, UInt8) = (0, 0)
  for byte in text.utf8 {
    if isDigit(beforeLast), joints.contains(last | 0x20), isDigit(byte) { return true }
    (beforeLast, last) = (last, byte)
  }
  return false
}

/// Whether a NIT has nine digits before its check digit and begins with 8 or 9, as companies' do.
private func isOfCompany(_ nit: String) -> Bool {
  let number = nit.utf8.prefix { $0 != UInt8(ascii: "-") }
  return number.count == 9
    && (number.first == UInt8(ascii: "8") || number.first == UInt8(ascii: "9"))
}

/// A number for that document type, as written.
func writtenDocumentNumber(_ text: String, type: DocumentType) -> Reading {
  do {
    let number = try DocumentNumber(parsing: text, type: type)
    let answer = Answer.documentNumber(number)
    return number.isUnusual ? .confirm(answer, .unusual) : .value(answer)
  } catch {
    return .invalid(error)
  }
}

/// A fixed line, its seven digits of before 2021, or that there is none.
func landline(_ line: Line, _ words: ArraySlice<String>, in context: Context) -> Reading {
  let reading = unlessOthers(anyLandline(line, words, in: context), line, at: .landline)
  // «¿Y si no tengo fijo?»
  if reading == .value(.landline(.none)), line.hasQuestionMark {
    return .ambiguous([.landline(.none)], .twoReadings)
  }
  // «No, sí tengo»
  if reading.onlyAnswer == .landline(.none), !Vocabulary.hasIt.found(in: line.phrase).isEmpty {
    return .invalid(.format)
  }
  return unlessUnknown(reading, line)
}

/// The fixed line as it is heard, whosever it is.
private func anyLandline(
  _ line: Line, _ words: ArraySlice<String>, in context: Context
) -> Reading {
  if Vocabulary.none.contains(words) || Vocabulary.no.contains(words)
    || line.text.allSatisfy({ "-–—".contains($0) })
  {
    return .value(.landline(.none))
  }
  if isWithoutLandline(words) { return .value(.landline(.none)) }
  if let reading = landlineWithExtension(line, in: context) { return reading }
  return orDictated(writtenLandline(line.text, in: context.department)) {
    dictatedLandline(line, in: context)
  }
}

/// A fixed line as written; seven digits are completed with the area of that department.
func writtenLandline(_ text: String, in department: Department?) -> Reading {
  do {
    let answer = try LandlineAnswer(parsing: text)
    switch answer {
    case .withoutArea(let sevenDigits):
      guard let department,
        let completed = Landline.completed(sevenDigits: sevenDigits, department: department)
      else { return .value(.landline(answer)) }
      if completed.isUnusual { return .confirm(.landline(.number(completed)), .unusual) }
      return .confirm(.landline(.number(completed)), .completed)
    case .number(let number) where number.isUnusual:
      return .confirm(.landline(answer), .unusual)
    case .number, .none:
      return .value(.landline(answer))
    }
  } catch {
    return .invalid(error)
  }
}

/// The code of an appointment however it is grouped, or that they do not have it.
func code(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  if isWithout(words) { return .value(.code(nil)) }
  let reading = orDictated(writtenCode(line.text)) { dictatedCode(line.text) }
  return unlessOthers(reading, line, at: .code)
}

/// The code of an appointment as written.
func writtenCode(_ text: String) -> Reading {
  if let code = AppointmentCode(parsing: text) {
    let month = wholeNumber(code.text.dropFirst().prefix(2).utf8) ?? 0
    // As no code is made: 0, month, year.
    guard code.text.hasPrefix("0"), (1...12).contains(month), code.text.dropFirst(3).hasPrefix("20")
    else { return .invalid(.format) }
    return .value(.code(code))
  }
  let digits = text.utf8.filter { isDigit($0) }.count
  if digits > 0, digits < AppointmentCode.length, !text.contains(where: \.isLetter) {
    return .invalid(.tooShort(minimum: AppointmentCode.length))
  }
  return .invalid(
    digits > AppointmentCode.length && !text.contains(where: \.isLetter)
      ? .tooLong(maximum: AppointmentCode.length) : .format)
}

/// Whether they say that they do not have it, or not at hand.
private func isWithout(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.none.contains(words) || Vocabulary.no.contains(words)
    || Vocabulary.withoutIt.contains(words) || isWithoutDatum(words)
}

/// The mobile or the e-mail of an earlier time, or that they would rather not.
func secondDatum(_ text: String, _ words: ArraySlice<String>) -> Reading {
  if isWithout(words) { return .value(.secondDatum(nil)) }
  switch text.contains("@") || hasSpokenAt(words) ? email(text) : mobile(text) {
  // As it was given, slips and all.
  case .ambiguous(let answers, .slip): return answers.last.map(asSecondDatum) ?? .invalid(.format)
  case .ambiguous(let answers, let doubt):
    let data = answers.compactMap(\.asSecondDatum)
    return data.isEmpty ? .invalid(.format) : .ambiguous(data, doubt)
  case .value(let answer), .confirm(let answer, _): return asSecondDatum(answer)
  case let reading: return reading
  }
}

private func asSecondDatum(_ answer: Answer) -> Reading {
  answer.asSecondDatum.map(Reading.value) ?? .invalid(.format)
}

extension Answer {
  /// A mobile or e-mail as the datum that proves who asks.
  fileprivate var asSecondDatum: Answer? {
    switch self {
    case .mobile(let mobile): .secondDatum(.mobile(mobile))
    case .email(let email): .secondDatum(.email(email))
    default: nil
    }
  }
}

/// A mobile, unless it is something else's or of another country: «305 456 7890 de Miami».
func mobile(_ line: Line) -> Reading {
  let reading = unlessOthers(mobile(line.text), line, at: .mobile)
  guard case .value(let answer) = reading,
    !Vocabulary.foreignPlaces.found(in: line.phrase).isEmpty
  else { return unlessUnknown(reading, line) }
  return .ambiguous([answer], .twoReadings)
}

/// A mobile, written or dictated.
func mobile(_ text: String) -> Reading {
  if text.contains("@") { return .invalid(.format) }
  let parts = text.split { ",;/".contains($0) }
  if parts.count == 2 {
    let answers = parts.compactMap { writtenMobile(String($0)).onlyAnswer }
    if answers.count == 2 { return .ambiguous(answers, .twoReadings) }
    // «310-456-7890 / 604-444-5566»
    if answers.count == 1, parts.contains(where: { isLandline(String($0)) }) {
      return .ambiguous(answers, .twoReadings)
    }
  }
  return orDictated(writtenMobile(text)) { dictatedMobile(text) }
}

private func isLandline(_ text: String) -> Bool {
  if case .value = writtenLandline(text, in: nil) { return true }
  return false
}

/// A mobile as written.
func writtenMobile(_ text: String) -> Reading {
  do {
    let mobile = try Mobile(parsing: text)
    return mobile.isUnusual ? .confirm(.mobile(mobile), .unusual) : .value(.mobile(mobile))
  } catch {
    return .invalid(error)
  }
}

/// An e-mail, written or dictated.
func email(_ text: String) -> Reading {
  if let address = addressInBrackets(text) { return writtenEmail(address) }
  if let reading = correctedEmail(text) ?? writtenEmailAmongTalk(text) { return reading }
  let (text, aside) = emailWithoutAsides(emailWithoutOwner(text))
  let (rest, behind) = emailWithoutHints(text) ?? (text, [])
  let letters = aside + behind
  let reading = plainEmail(rest)
  guard let answer = reading.onlyAnswer, !letters.allSatisfy({ isSpelled(answer.value, with: $0) })
  else {
    return reading
  }
  return .ambiguous([answer], .twoReadings)
}

/// An e-mail without anything said about it.
func plainEmail(_ text: String) -> Reading {
  let written = writtenEmail(text)
  if case .invalid = written, let several = writtenEmails(text, atLeast: 2) { return several }
  // `ana@gmail,com`
  if case .invalid(.characters(",")) = written,
    let answer = writtenEmail(String(text.map { $0 == "," ? "." : $0 })).onlyAnswer
  {
    return .ambiguous([answer], .slip)
  }
  return orDictated(written) { dictatedEmail(text) }
}

/// An e-mail, or that they have none.
func emailAnswer(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  unlessUnknown(unlessOthers(anyEmail(line, words), line, at: .email), line)
}

/// The e-mail as it is heard, whosever it is.
private func anyEmail(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let reading = email(line.text)
  // «No, el bueno es ana@…»: denied is what was heard before.
  if case .ambiguous = reading, line.phrase.first == "no", let start = line.breaks.first,
    start < line.phrase.endIndex, isTalk(line.phrase[..<start]),
    Vocabulary.beforeEmail.leading(line.phrase[start...]) != nil,
    case .value(let answer) = email(line.typedToEnd(from: start))
  {
    return .value(answer)
  }
  guard case .invalid = reading, !line.text.contains("@"), !hasSpokenAt(words) else {
    return reading
  }
  if let atProvider = emailAtProvider(line) { return atProvider }
  guard
    Vocabulary.none.contains(words) || !Vocabulary.hasNoEmail.found(in: words).isEmpty,
    Vocabulary.unsure.found(in: words).isEmpty
  else { return reading }
  return Reading.none
}

/// An e-mail as written; with a usual slip in it, the corrected one first.
func writtenEmail(_ text: String) -> Reading {
  do {
    let email = try Email(parsing: withoutCapsLock(text))
    guard let corrected = email.corrected else { return .value(.email(email)) }
    return .ambiguous([.email(corrected), .email(email)], .slip)
  } catch {
    return .invalid(error)
  }
}

/// `ANA.RUIZ@GMAIL.COM` in small letters: nobody's mailbox is told apart by them.
private func withoutCapsLock(_ text: String) -> String {
  let hasCapitals = text.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  guard hasCapitals, let sign = text.firstIndex(of: "@"),
    !text[..<sign].utf8.contains(where: { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
  else { return text }
  return text[..<sign].lowercased() + text[sign...]
}

/// A number in digits or words, 0 to 100.
func verification(_ words: ArraySlice<String>) -> Reading {
  let tokens = tokens(of: Vocabulary.beforeNumber.dropping(words))
  guard tokens.count == 1, case .number(let number, _) = tokens[0], (0...100).contains(number)
  else { return dictatedSum(words) }
  return .value(.verification(number))
}
