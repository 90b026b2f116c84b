package import Domain

/// Whether `line` says yes and nothing else: of several options that picks none.
package func isBareYes(_ line: String, at question: Question) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let whole = Line(line)
  // «Dice que sí»
  let line = behindReport(whole) ?? whole
  // «Sí, acepto» names its option.
  guard !line.phrase.contains(where: { choice([$0][...], of: question) != nil }) else {
    return false
  }
  if line.plainAnswer == true { return true }
  let said = line.agreement(to: nil)
  return said.isYes && !said.isNo && !said.hasMore
}

/// Whether `line` says no and nothing else: «no», «no quiero», «no, gracias».
package func isBareNo(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let line = Line(line)
  if line.plainAnswer == false { return true }
  let words = trimmed(line.phrase)
  return words.count > 1 && words.first == "no"
    && words.indices.dropFirst().allSatisfy { Vocabulary.besideNo.contains(words[$0...$0]) }
}

/// The command of the acceptance that a line is while a datum is put right: such words are no datum.
/// `takesYes`: also a plain yes, where nothing is proposed that it could answer.
package func acceptanceCommand(_ line: String, takesYes: Bool) -> Acceptance? {
  guard line.utf8.count <= lineLengthMax, !line.utf8.allSatisfy(isDigit) else { return nil }
  let line = Line(line)
  let words = trimmed(line.phrase)
  guard !line.hasQuestionMark, !words.isEmpty || takesYes else { return nil }
  if case .acceptance(let acceptance)? = choice(words, of: .acceptance) {
    return acceptance == .cancel ? nil : acceptance
  }
  // «Justo», «Clara»
  guard takesYes, !Vocabulary.givenNames.contains(words), !Vocabulary.surnames.contains(words),
    case let isNamed = words.contains(where: {
      choice([$0][...], of: .acceptance) == .acceptance(.accept)
    }),
    line.agreement(to: isNamed ? .acceptance : nil).plain == true
  else { return nil }
  return .accept
}

/// Whether a no at the acceptance is to its hour: «no, esa no», «no me sirve», «no puedo».
package func refusesHour(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let words = Line(line).phrase
  return !Vocabulary.refusingHour.found(in: words).isEmpty
    && !words.contains { $0.hasPrefix("cancel") }
}

/// What `line` says behind the day or hour that it refuses, as typed: of «ese día no puedo el lunes a
/// las 10» that Monday. Nil when nothing is refused, or nothing follows.
package func behindRefusal(_ line: String) -> String? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let typed = Line(line)
  let words = typed.phrase
  guard let refused = words.lastIndex(of: "no") else { return nil }
  // After its verb and whatever else refuses: «no me sirve», «no puedo ese día».
  let start = words.indices.first { index in
    index > refused + 1 && Vocabulary.refusingHour.found(in: words[index...]).isEmpty
  }
  guard let start, !Vocabulary.refusedNouns.found(in: words[..<start]).isEmpty else { return nil }
  let rest = words[start...].drop {
    Vocabulary.refusedNouns.contains([$0]) || Vocabulary.turningBack.contains([$0])
  }
  return rest.isEmpty ? nil : typed.typedToEnd(from: rest.startIndex)
}

/// Whether `line` asks for a cancellation, and of no debt.
package func asksToCancel(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let line = Line(line)
  return line.speaksOfCancelling && !line.speaksOfDebt && !line.phrase.contains("no")
}

/// Which of the two `line` names, to cancel an appointment or to change it; nil where it is both or
/// neither, or may be.
package func handlingTold(_ line: String) -> Handling? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let line = Line(line)
  guard !line.hasQuestionMark, Vocabulary.denials.found(in: line.phrase).isEmpty else { return nil }
  if let handling = Vocabulary.handlings.whole(trimmed(line.phrase)) { return handling }
  let saying = Saying(line)
  let cancels = saying.says(.cancel)
  guard cancels != saying.says([.move, .change]) else { return nil }
  return cancels ? .cancel : .modify
}

/// Whether `line` wants the day that an appointment has already: «el mismo día pero a las 3».
package func saysSameDay(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  return !Vocabulary.sameDay.found(in: Line(line).phrase).isEmpty
}

/// Whether `line` names the datum of `question`: «cambie el servicio a sucesión».
package func namesField(_ question: Question, _ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  return Vocabulary.fields.found(in: Line(line).phrase).contains(question)
}

/// Whether `line` names a relative and no company: «mi papá», «es la de mi mamá».
package func isOfKin(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let words = Line(line).phrase
  return !Vocabulary.kin.found(in: words).isEmpty && Vocabulary.personTypes.found(in: words).isEmpty
    && Vocabulary.denials.found(in: words).isEmpty
}

/// What a line wants otherwise behind a plain yes, as a wish: of «bueno, pero que sea a las 3», «mejor a
/// las 3». Nil when it says no yes, or nothing more.
package func wishBehindYes(_ line: String) -> String? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let typed = Line(line)
  let words = typed.phrase
  guard !typed.hasQuestionMark, let turn = words.firstIndex(of: "pero"), turn > words.startIndex,
    Agreement(Line(typed.typed(words.startIndex..<turn)), to: .acceptance).plain == true
  else { return nil }
  let rest = Vocabulary.beforeWish.dropping(words[(turn + 1)...])
  guard !rest.isEmpty else { return nil }
  return "mejor " + typed.typedToEnd(from: rest.startIndex)
}

/// The check digit that `line` is and nothing else: «4», «guion cuatro», «el dígito es el 4».
package func checkDigitTold(_ line: String) -> Int? {
  guard line.utf8.count <= lineLengthMax else { return nil }
  let words = Vocabulary.beforeCheckDigit.dropping(trimmed(Line(withPlainDigits(line)).phrase))
  guard words.count == 1,
    let digit = wholeNumber(words[words.startIndex].utf8)
      ?? Vocabulary.numbers.whole(words), (0...9).contains(digit)
  else { return nil }
  return digit
}

/// Whether `line` has only words that lead to an answer, and none: «el», «es».
package func leadsToNothing(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let words = trimmed(Line(line).phrase)
  return words.allSatisfy {
    Vocabulary.is.contains([$0]) || Vocabulary.articles.contains([$0])
      || Vocabulary.fillerBefore.contains([$0])
  }
}

/// Whether `line` has more letters than digits: it is no number that lacks some.
package func isMostlyLetters(_ line: String) -> Bool {
  line.unicodeScalars.count(where: { $0.properties.isAlphabetic })
    > line.utf8.count(where: isDigit)
}

/// Whether `line` leaves an appointment as it was: «mejor déjela como estaba».
package func leavesAsItWas(_ line: String, in context: Context) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let typed = Line(line)
  let start = typed.phrase.first == "mejor" && typed.phrase.count > 1 ? 1 : 0
  guard typed.phrase.count > start else { return false }
  return interpret(typed.typedToEnd(from: start), as: .cancellation, in: context)
    == .value(.cancellation(false))
}

/// Whether `line` is only a number that is too long to pick from a list, and may be a document's.
package func isOnlyLongNumber(_ line: String) -> Bool {
  let digits = line.utf8.count(where: isDigit)
  return (documentDigitsMin...lineLengthMax).contains(digits)
    && line.utf8.allSatisfy {
      isDigit($0) || [UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-")].contains($0)
    }
}

private let documentDigitsMin = 5
