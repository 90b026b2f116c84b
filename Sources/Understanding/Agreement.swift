internal import Domain

/// What is said to a question of yes or no.
enum Agreement: Hashable, Sendable {
  case yes
  case no
  /// Both: «sí, pero no».
  case both
}

/// Yes or no in words of either and filler, with what also means it at `question`; nil when another
/// word is among them.
func agreement(_ words: ArraySlice<String>, to question: Question? = nil) -> Agreement? {
  let own = question.flatMap { Vocabulary.ownAgreements[$0] }
  var said: Agreement?
  var rest = words
  while !rest.isEmpty {
    let common = Vocabulary.agreements.leading(rest)
    let special = own?.leading(rest)
    let longest = [special, common].compactMap { $0 }.min { $0.rest.count < $1.rest.count }
    if let longest {
      said = said == nil || said == longest.meaning ? longest.meaning : .both
      rest = longest.rest
    } else if let (_, after) = Vocabulary.agreementFiller.leading(rest) {
      rest = after
    } else {
      return nil
    }
  }
  return said
}

/// The answer to a question of yes or no; asked back when it says both.
func agreementReading(_ words: ArraySlice<String>, to question: Question) -> Reading? {
  func answer(_ agreed: Bool) -> Answer? {
    switch question {
    case .consent: .consent(agreed)
    case .cancellation: .cancellation(agreed)
    case .knownData: .knownData(agreed)
    case .acceptance: .acceptance(agreed ? .accept : .cancel)
    default: nil
    }
  }
  if question == .acceptance, asksForTime(words) { return .value(.acceptance(.moreTime)) }
  guard let said = agreement(words, to: question), let yes = answer(true), let no = answer(false)
  else { return nil }
  return switch said {
  case .yes: .value(yes)
  case .no: .value(no)
  case .both: .ambiguous([yes, no], .twoReadings)
  }
}

/// «Deme un segundito.»
private func asksForTime(_ words: ArraySlice<String>) -> Bool {
  guard !Vocabulary.moreTime.found(in: words).isEmpty else { return false }
  var rest = words
  while !rest.isEmpty {
    guard
      let (_, after) = Vocabulary.aroundMoreTime.leading(rest)
        ?? Vocabulary.agreementFiller.leading(rest)
    else { return false }
    rest = after
  }
  return true
}

/// Whether `line` asks for the rest of a list, or wants no more of it; nil when it is about
/// something else.
package func wantsToHearMore(_ line: String) -> Bool? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let words = trimmed(Line(line).phrase)
  if Vocabulary.hearingMore.contains(words) { return true }
  return switch agreement(words) {
  case .yes: true
  case .no: false
  case .both, nil: nil
  }
}
