package import Domain

/// The longest line that is read, in Unicode scalars: a character has no end to its marks.
package let lineLengthMax = 300

/// How `line` is understood as an answer to `question`: an order, a pick among what is on the
/// screen, or what the question's own interpreter makes of it.
package func interpret(_ line: String, as question: Question, in context: Context) -> Reading {
  interpretPlain(line, as: question, in: context)
    ?? interpretInFull(line, as: question, in: context)
}

/// What `interpret` makes of a line that is typed as its question shows it; nil for any other. Of what is
/// open beside the question nothing has to be known.
package func interpretPlain(
  _ line: String, as question: Question, in context: Context
) -> Reading? {
  plainAnswer(line, to: question, in: context).map(Reading.value)
}

/// As `interpret`, also of a line that is plain.
package func interpretInFull(
  _ line: String, as question: Question, in context: Context
) -> Reading {
  let written = withPlainDigits(line)
  let typed =
    written.utf8.last == UInt8(ascii: "\r") ? String(written.unicodeScalars.dropLast()) : written
  if typed.utf8.count > lineLengthMax, typed.unicodeScalars.count > lineLengthMax {
    return .invalid(.tooLong(maximum: lineLengthMax))
  }
  if let controls = controlCharacters(in: typed) { return .invalid(.characters(controls)) }
  let line = Line(typed)
  if line.text.isEmpty { return .invalid(.empty) }
  // An agent says what the caller says, and so may whoever types for somebody.
  let own: Line =
    if context.isAgent {
      behindReport(line) ?? line
    } else if question.isYesNo || question.takesFreeText {
      saidByCaller(line) ?? line
    } else {
      line
    }
  let reading = interpret(own, as: question, in: context)
  if question.takesFreeText, case .value = reading {
    return refusedInFull(own, question, context) ?? reading
  }
  guard reading.isInDoubt else { return reading }
  return asTold(own, insteadOf: reading, question, context)
    ?? asWrittenInFull(own, question, context) ?? reading
}

/// How the line is understood as the words of somebody else that are told, where it was not understood
/// as it stands.
private func asTold(
  _ line: Line, insteadOf reading: Reading, _ question: Question, _ context: Context
) -> Reading? {
  // Whether somebody agrees is not taken from another's mouth.
  guard !question.isYesNo, question != .menuOption, question != .motive else { return nil }
  let told = behindReport(line)
  let heard = told.map { interpret($0, as: question, in: context) }
  if let heard, heard.answersPlainly { return heard }
  // «Mi hijo tiene pasaporte» tells of nobody who answers.
  if !(question.isOfOneself && (told ?? line).hasOtherOwner(at: question)),
    let own = inFirstPerson(told ?? line)
  {
    let heard = interpret(own, as: question, in: context)
    if heard.answersPlainly {
      if question == .givenNames || question == .surnames {
        return unlessOfOther(heard, named: line, in: context)
      }
      if question == .appointmentCity { return unlessRemark(heard, line, atHome: false) }
      return question.asksHome ? unlessElsewhere(heard, line, in: context) : heard
    }
  }
  if case .ambiguous? = heard, case .invalid = reading { return heard }
  return nil
}

/// `line` without the doubt at either end of it: «creo que 310…», «310…, si no estoy mal». Nil without
/// any.
private func withoutDoubt(_ line: Line) -> Line? {
  let words = line.phrase
  let start = Vocabulary.doubtsOfDatum.leading(words)?.rest.startIndex ?? words.startIndex
  let end = Vocabulary.doubtsOfDatum.trailing(words)?.rest.endIndex ?? words.endIndex
  guard start < end, end - start < words.count else { return nil }
  return Line(end < words.endIndex ? line.typed(start..<end) : line.typedToEnd(from: start))
}

/// How the line is understood with what was written in haste in full: «el dia q sea». A name or an
/// e-mail may have such letters of its own.
private func asWrittenInFull(_ line: Line, _ question: Question, _ context: Context) -> Reading? {
  guard let full = line.rewritten(by: Vocabulary.writtenShort) else { return nil }
  let reading = interpret(full, as: question, in: context)
  if case .order(let order) = reading, order != .help, order != .again { return reading }
  return !question.takesLetters && reading.answersPlainly ? reading : nil
}

/// Why a sentence that is written in haste is no name: «el dia q sea». Nil where it may be one.
private func refusedInFull(_ line: Line, _ question: Question, _ context: Context) -> Reading? {
  guard line.phrase.count >= wordsOfSentence,
    let full = line.rewritten(by: Vocabulary.writtenShort),
    case let reading = interpret(full, as: question, in: context), case .invalid = reading
  else { return nil }
  return reading
}

private let wordsOfSentence = 3

extension Question {
  /// A slip in a number, an e-mail or an address makes it somebody else's.
  fileprivate var isTypedExactly: Bool {
    isNumbered || [.email, .address, .secondDatum].contains(self)
  }

  /// What somebody else has is no answer to it.
  fileprivate var isOfOneself: Bool {
    isTypedExactly || self == .personType || self == .documentType
  }

  fileprivate var asksHome: Bool { [.department, .city, .address].contains(self) }

  /// What is typed or spelled there is kept as it is.
  fileprivate var takesLetters: Bool {
    takesFreeText || [.email, .documentNumber, .code, .secondDatum].contains(self)
  }
}

private func interpret(_ line: Line, as question: Question, in context: Context) -> Reading {
  if question.isTypedExactly, let sure = withoutDoubt(line) {
    switch interpret(sure, as: question, in: context) {
    case .value(let answer) where !answer.isNothing, .confirm(let answer, _):
      return .ambiguous([answer], .twoReadings)
    // «No sé si 435… o 436…»
    case .ambiguous(let answers, let doubt): return .ambiguous(answers, doubt)
    default: break
    }
  }
  var reading = reading(of: line, as: question, in: context)
  if question == .menuOption {
    reading = unlessToldOfOther(menuReading(reading, of: line, in: context), line, question)
  }
  reading = withoutHaste(reading, of: line, at: question, in: context)
  reading = orDeclined(reading, of: line, at: question)
  if question == .acceptance, let time = timeWished(line, insteadOf: reading, in: context) {
    reading = .several([time])
  }
  if let city = placeInstead(of: reading, line, at: question, in: context) {
    reading = .several([city])
  }
  if case .order(.availability(let place)) = reading {
    reading = .order(.availability(withDay(place, of: line, in: context)))
  }
  if let asked = frequentQuestion(in: line, insteadOf: reading, at: question) {
    reading = .order(.explain(asked))
  }
  // «¿Qué asuntos atienden?» is an option of the menu too.
  if question == .menuOption, reading == .order(.services) {
    reading = .value(.menuOption(.services))
  }
  // «Cancelar la cita 0092021012434»
  if question == .menuOption, case .order(.begin) = reading {
    return citizenReading(of: line, asWhole: reading, question, context)
  }
  return context.isAgent
    ? agentReading(of: line, asWhole: reading, question, context)
    : citizenReading(of: line, asWhole: reading, question, context)
}

/// What the question's own interpreter makes of a line that is no order and no pick.
func answer(
  _ line: Line, _ words: ArraySlice<String>, to question: Question, in context: Context
) -> Reading {
  if question.takesFreeText, isTalk(words) || isWithoutDatum(words),
    // «Segura»
    question != .surnames || !Vocabulary.surnames.contains(words)
  {
    return talk(line, to: question)
  }
  switch question {
  case .menuOption, .consent, .personType, .acceptance, .handling, .change, .cancellation,
    .knownData, .waitingWanted, .waitingPreference:
    return closedChoice(line, words, of: question)
  case .waitingCity: return waitingCity(line, words, in: context)
  case .waitingDays: return waitingDays(line, in: context)
  case .waitingPart: return waitingPart(line, words, in: context)
  case .turn: return turnChoice(line, words, in: context)
  case .motive: return unlessToldOfOther(motive(line, words), line, question)
  case .documentType: return documentType(line, words, in: context)
  case .documentNumber: return documentNumber(line, in: context)
  case .businessName: return unlessSentence(businessName(line, words), ofBusiness: line)
  case .givenNames:
    let reading = givenNames(personName(line, words, as: Answer.givenNames))
    return unlessOfOther(reading, named: line, in: context)
  case .surnames:
    let reading = surnames(personName(line, words, as: Answer.surnames))
    return unlessOfOther(reading, named: line, in: context)
  case .landline: return landline(line, words, in: context)
  case .mobile: return mobile(line)
  case .email: return emailAnswer(line, words)
  case .address:
    let reading = address(line)
    guard hasTwoPlates(line.phrase), let answer = reading.onlyAnswer else { return reading }
    return .ambiguous([answer], .twoReadings)
  case .department:
    return unlessElsewhere(spokenDepartment(line, words), line, in: context)
  case .city:
    let reading = spokenCity(
      line, words, in: context.department, isHome: true, as: Answer.city
    ) {
      city($0, $1, in: context)
    }
    return unlessElsewhere(besideOtherDepartment(reading, words), line, in: context)
  case .verification where line.text.contains("="):
    // «4+9=13»
    let sum = Line(line.text.split(separator: "=").last.map(String.init) ?? "")
    return verification(sum.phrase)
  case .verification:
    guard case .invalid(let rejection) = verification(words),
      let (old, new, isSure) = restated(words)
    else { return verification(words) }
    return putRight(verification(old), verification(new), isSure) ?? .invalid(rejection)
  case .appointmentCity:
    let reading = spokenCity(line, words, in: nil, as: Answer.appointmentCity) {
      appointmentCity($0, $1, in: context)
    }
    return unlessRemark(reading, line, atHome: false)
  case .pointOfContact: return pointOfContact(words, in: context)
  case .code: return code(line, words)
  case .secondDatum: return secondDatum(line.text, words)
  case .day:
    return readingOfSeveral(line, words, as: .day, in: context)
      ?? unlessOfOtherThing(day(words, of: line, in: context), line, words, question)
  case .time:
    return readingOfSeveral(line, words, as: .time, in: context)
      ?? unlessOfOtherThing(time(words, of: line, in: context), line, words, question)
  }
}

/// «El Rionegro de Santander», where another department was chosen: the place of that name there, or
/// the one that was heard here. The department may belong to the name: «Carmen de Bolívar».
private func besideOtherDepartment(_ reading: Reading, _ words: ArraySlice<String>) -> Reading {
  guard case .value(.city(let place)) = reading, words.count > 1, !words.contains("no") else {
    return reading
  }
  let name = folded(place.name)
  for length in (1..<words.count).prefix(departmentWordsMax).reversed() {
    let last = words.suffix(length).joined(separator: " ")
    guard let department = Department.named(last) else { continue }
    // «vivo en Soacha pero trabajo en Bogotá» tells of two places.
    let before = words.dropLast(length).last { !["de", "del", "el", "la"].contains($0) }
    guard before.map({ name.hasSuffix($0) }) == true, department != place.department,
      !name.hasSuffix(last)
    else { return reading }
    let others = Municipality.named(place.name, in: department)
    return .ambiguous((others + [place]).map(Answer.city), .homonym)
  }
  return reading
}

/// «Norte de Santander», «valle del cauca»
private let departmentWordsMax = 3

/// The value that is parsed, or why not.
func value(of parse: () throws(Rejection) -> Answer) -> Reading {
  do {
    return .value(try parse())
  } catch {
    return .invalid(error)
  }
}
