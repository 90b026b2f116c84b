internal import Domain

// Beside a number or an e-mail stands what makes it something else than was asked: an amount of money,
// a bill, somebody else's or a former one. It is asked back.

/// What was heard in `line` as the number or e-mail that is asked; asked back where the line tells that
/// it may be something else.
func unlessOthers(_ reading: Reading, _ line: Line, at question: Question) -> Reading {
  guard let answer = reading.onlyAnswer, !answer.isNothing,
    line.isOfSomethingElse(at: question) || line.hasOtherOwner(at: question)
  else { return reading }
  return .ambiguous([answer], .twoReadings)
}

/// Not refused for its shape where they say that they do not know it: they are told what else would do.
func unlessUnknown(_ reading: Reading, _ line: Line) -> Reading {
  guard case .invalid = reading, Vocabulary.notKnown.leading(trimmed(line.phrase)) != nil,
    !line.text.utf8.contains(where: isDigit), !line.text.utf8.contains(UInt8(ascii: "@"))
  else { return reading }
  return .invalid(.notAnOption)
}

extension Answer {
  /// That there is none of the kind.
  var isNothing: Bool {
    self == .landline(.none) || self == .code(nil) || self == .secondDatum(nil)
  }
}

extension Line {
  /// «Pagué 1.200.000», «la factura es 1020304050», «vence en 2025».
  fileprivate func isOfSomethingElse(at question: Question) -> Bool {
    if Vocabulary.formerDatum.leading(trimmed(phrase)) != nil,
      Vocabulary.newDatum.found(in: phrase).isEmpty
    {
      return true
    }
    guard question != .email else { return false }
    if text.utf8.contains(UInt8(ascii: "$")) { return true }
    var others = Vocabulary.otherFigures.found(in: phrase).count
    if question == .documentNumber { others += Vocabulary.otherNumbers.found(in: phrase).count }
    // «Mi celular es el 300…, de la factura no sé»
    if others > 0, !Vocabulary.fields.found(in: phrase).contains(question),
      question != .documentNumber || Vocabulary.documentTypes.found(in: phrase).isEmpty
    {
      return true
    }
    return question.isTelephone && !Vocabulary.documentTypes.found(in: phrase).isEmpty
  }

  /// Whether somebody else is told to have it: «mi hijo tiene el 300…», «la del contador es 435…».
  /// Relatives' telephones are taken where they are given as such: «el de mi hija es el 300…».
  func hasOtherOwner(at question: Question) -> Bool {
    phrase.indices.contains { index in
      guard let owner = owner(at: index) else { return false }
      if owner.isBehindOf {
        return owner.isOffice
          || [.documentNumber, .code].contains(question)
            // «La de mi señora no, la mía…»
            && !phrase.contains { $0 == "mia" || $0 == "mio" }
            && Vocabulary.deceased.found(in: phrase).isEmpty
            // «La tarjeta del niño»
            && !Vocabulary.documentTypes.found(in: phrase).contains(where: \.isOfMinors)
      }
      return Vocabulary.hasOrIs.leading(phrase[owner.end...]) != nil
    }
  }

  /// Whether what is named next is told to be somebody else's: «mi esposo tiene».
  func hasOtherOwner(in range: Range<Int>) -> Bool {
    range.contains { index in
      guard let owner = owner(at: index), !owner.isBehindOf else { return false }
      return Vocabulary.hasOrIs.leading(phrase[min(owner.end, range.upperBound)..<range.upperBound])
        != nil
    }
  }

  /// The person or office that is named there, behind «mi», «el» or the like, and is not who calls.
  private func owner(at index: Int) -> (end: Int, isOffice: Bool, isBehindOf: Bool)? {
    let isBehindOf =
      phrase[index] == "del"
      || index > phrase.startIndex && Vocabulary.ofLetter.contains(phrase[(index - 1)..<index])
    guard
      phrase[index] == "del"
        || Vocabulary.otherSubjects.leading(phrase[index...]) != nil
    else { return nil }
    let named = phrase[(index + 1)...]
    if let (_, rest) = Vocabulary.offices.leading(named) {
      return (rest.startIndex, true, isBehindOf)
    }
    // «La señora tiene…» is who is attended, «mi señora» is not.
    guard Vocabulary.persons.contains(named.prefix(1)),
      phrase[index] == "mi" || !Vocabulary.callers.contains(named.prefix(1))
    else { return nil }
    return (index + 2, false, isBehindOf)
  }
}

extension Question {
  fileprivate var isTelephone: Bool { self == .mobile || self == .landline }
}

extension DocumentType {
  /// Somebody grown answers for who has it.
  fileprivate var isOfMinors: Bool {
    [.tarjetaDeIdentidad, .registroCivil, .nuip].contains(self)
  }
}
