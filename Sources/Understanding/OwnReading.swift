internal import Domain

/// More signs that do not belong than these are not a slip.
private let charactersNamedMax = 3

/// The line as an answer, to `question` or to several.
func ownReading(
  _ saying: Saying, to question: Question, in context: Context
) -> Reading {
  let (line, words) = (saying.line, saying.words)
  // «Siguiente», «todas»: of what is on the screen, or of what is not?
  if question == .day || question == .time, Vocabulary.paging.contains(words) {
    return .invalid(.format)
  }
  if let reading = pick(line, words, as: question, in: context) { return reading }
  if question.takesFreeText {
    if let name = personName(ofOrdersIn: saying, to: question) { return name }
    // Nearly anything is a name or an address: what else it could be comes first.
    if let answers = several(line, asked: question, in: context) { return .several(answers) }
  }
  if let alternatives = alternatives(in: line, to: question, context) { return alternatives }
  switch line.answer(to: question, in: context) {
  case .invalid(let rejection):
    // One kind of telephone where the other is asked is told so; there may be none of the other.
    if ![.mobileAsLandline, .landlineAsMobile].contains(rejection)
      || saying.spans.contains(where: { $0.field != nil && $0.field != question }),
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
  // «¿Es gratis?», «adiós»
  case .value(let answer)
  where question.takesFreeText
    && (line.hasQuestionMark
      || question == .surnames && Vocabulary.leaving.contains(words) && !saying.isCapitalized):
    return .ambiguous([answer], .twoReadings)
  case .value(let answer) where question.takesFreeText && !context.isOnScreen(answer):
    return !saying.isWrittenAsName(at: question)
      && (Saying(Line(answer.value)).isSentence(at: question)
        || question == .businessName && saying.tellsMatter)
      ? .ambiguous([answer], .twoReadings) : .value(answer)
  case let reading:
    return reading
  }
}

/// «1032456789 o 1032456798»: two values, each of which would do.
private func alternatives(in line: Line, to question: Question, _ context: Context) -> Reading? {
  guard
    [.documentNumber, .landline, .mobile, .email, .code, .department, .city, .appointmentCity]
      .contains(question),
    let or = line.phrase.firstIndex(where: { $0 == "o" || $0 == "u" }), or > 0,
    or + 1 < line.phrase.count
  else { return nil }
  let end = line.phrase.indices.first { $0 > or + 1 && line.hasBreak(before: $0) }
  let answers = [0..<or, (or + 1)..<(end ?? line.phrase.count)].compactMap { range -> Answer? in
    let part = Line(line.typed(range))
    return switch answer(part, trimmed(part.phrase), to: question, in: context) {
    case .value(.landline(.none)), .value(.code(nil)): nil
    case .value(let answer), .confirm(let answer, _): answer
    default: nil
    }
  }
  return answers.count == 2 && answers[0] != answers[1] ? .ambiguous(answers, .twoReadings) : nil
}

/// A name all of whose words also mean something else: «Bueno Claro».
private func personName(ofOrdersIn saying: Saying, to question: Question) -> Reading? {
  guard question == .givenNames || question == .surnames, saying.line.phrase.count > 1,
    // «De casada Ruiz»; «Claro Bueno» is a name.
    (Vocabulary.beforeName.leading(saying.line.phrase)?.rest.count ?? .max)
      > saying.line.phrase.count - 2,
    saying.spans.allSatisfy({ $0.means(.name) || question == .surnames && $0.isUnknown }),
    saying.spans.contains(where: { $0.means(.name) }), saying.line.breaks.isEmpty,
    // No spelling, and no hint of it.
    !saying.words.indices.contains(where: { Vocabulary.notInName.contains(saying.words[$0...$0]) }),
    saying.words.contains(where: { $0.utf8.count > 3 }),
    !saying.words.contains(where: { $0.utf8.count == 1 && $0 != "y" }),
    behindTitle(saying.line.phrase) == nil,
    // «Gómez los dos»
    Vocabulary.saidTwice.trailing(saying.line.phrase) == nil,
    !Vocabulary.romanNumerals.contains(saying.line.phrase.suffix(1)),
    let name = try? PersonName(parsing: saying.line.text)
  else { return nil }
  let answer: Answer = question == .givenNames ? .givenNames(name) : .surnames(name)
  // «Santa Marta»
  let isTown = isTown(name.text.split(separator: " ").map(String.init))
  return isTown ? .ambiguous([answer], .twoReadings) : .value(answer)
}

extension Context {
  fileprivate func isOnScreen(_ answer: Answer) -> Bool {
    proposed == answer || listed.contains(answer)
  }
}
