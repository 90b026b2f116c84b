internal import Domain

/// A datum put right with its new value: «el celular es 300…, no 310…», «me equivoqué en el
/// correo, es…». Nil when the line is none, or not unmistakable.
func correction(_ saying: Saying, at question: Question, in context: Context) -> Reading? {
  guard let said = Correction(saying), let value = said.value else { return nil }
  let line = saying.line
  // The mobile or the e-mail is what is asked.
  if question == .secondDatum, said.field == .mobile || said.field == .email { return nil }
  if said.isAnnounced, isInfinitive(value.phrase.first ?? ""), line.phrase.contains("al") {
    return nil
  }
  let isUnlikeText = value.text.utf8.contains { $0 == UInt8(ascii: "@") || isDigit($0) }
  guard said.isError || said.replaces || said.field != nil && isUnlikeText else { return nil }
  // «Me robaron el 310…» puts nothing in its place.
  if isUnlikeText, said.isFormer { return nil }
  if !said.isError, !said.replaces {
    if said.field == question { return nil }
    // A name or an address in front of it would be the politeness that is passed over here.
    if let answers = several(line, asked: question, in: context),
      !question.takesFreeText || answers.first?.question != question
    {
      return nil
    }
  }
  // «La cédula termina en 431»
  guard
    !isUnlikeText
      || Vocabulary.partOfNumber.found(in: line.phrase).isEmpty
        && !(question.isNumbered && !Vocabulary.endOfNumber.found(in: line.phrase).isEmpty)
  else { return nil }
  let valueWords = trimmed(value.phrase)
  if let named = said.field {
    // The place of the appointment is chosen with the day; where one lives was asked before.
    let field: Question =
      named == .city && question.isOfAgenda && question != .acceptance ? .appointmentCity : named
    if case .value(let new) = answer(value, valueWords, to: field, in: context),
      isUnlikeText || said.isAnnounced && valueWords.count <= Correction.wordsMax
    {
      return field == question ? .value(new) : .several([new])
    }
    return nil
  }
  guard isUnlikeText, !question.takesFreeText || value.text.contains("@"),
    // Days and hours are denied and put right by their own grammar.
    question != .day, question != .time
  else { return nil }
  if case .value(let new) = answer(value, valueWords, to: question, in: context) {
    return .value(new)
  }
  return unmistakable(value).map(Reading.several)
}

/// Whether the line says that something is wrong or is to be changed: «era el 17, no el 16».
package func putsRight(_ line: String) -> Bool {
  guard line.utf8.count <= lineLengthMax else { return false }
  let saying = Saying(Line(line))
  return saying.says([.wrong, .isNot, .change, .rather]) || saying.words.contains("no")
}

/// «al casarme» is no new name.
private func isInfinitive(_ word: String) -> Bool {
  ["arme", "erme", "irme", "arse", "erse", "irse", "arnos", "ernos", "irnos"].contains {
    word.hasSuffix($0)
  }
}

extension Saying {
  /// The field that is said to be wrong: «el apellido es con zeta», «quiero otro día», «todo bien
  /// menos el correo».
  func fieldToCorrect(at question: Question) -> Question? {
    if says(.moved) {
      // «Ya no vivo en Quibdó sino en Istmina»
      let asksPlace = [.city, .department, .address, .appointmentCity].contains(question)
      return asksPlace || wantedPlace == nil ? .address : .city
    }
    // «No es empresa, soy persona natural»
    if question == .businessName, Vocabulary.personTypes.found(in: words).contains(.natural),
      words.contains("no") || words.contains("soy")
    {
      return .personType
    }
    // «No, la cita es para la empresa, no para mí»
    if question != .personType, question != .businessName, !question.isOfAgenda,
      words.contains("no"), !says(.change),
      // «Ese» is no E.S.E.
      case let types = Vocabulary.personTypes.found(in: words.filter { $0 != "ese" }[...]),
      types.contains(.juridica),
      types.contains(.natural) || words.contains("mi") || words.contains("yo")
        || words.contains("persona")
    {
      return .personType
    }
    if says(.otherNumber), question != .mobile, question != .landline { return .mobile }
    // «Me pusieron cédula y es NIT»
    if says([.wrong, .isNot])
      || words.contains(where: {
        Vocabulary.denials.contains([$0]) || Vocabulary.is.contains([$0])
      }),
      Set(Vocabulary.documentTypes.found(in: words)).count > 1
    {
      return .documentType
    }
    if let (field, isOther) = nearestField(at: question) {
      // The place of the appointment is chosen with the day; where one lives was asked before.
      guard field == .city, question.isOfAgenda, isOther || question != .acceptance else {
        return field
      }
      return .appointmentCity
    }
    if let field = contrastedField(at: question) { return field }
    // «No vivo en Bello, vivo en Itagüí»
    if question == .acceptance, Vocabulary.residence.found(in: words).contains(true) {
      return .city
    }
    // «Toca cancelar, no puedo ese día» gives the reason.
    let givesUp = question == .acceptance && says(.cancel)
    if question == .time || question == .acceptance, says(.otherDay), !givesUp { return .day }
    return question == .acceptance && says(.otherHour) ? .time : nil
  }

  /// «La ciudad donde vivo es Envigado, no Itagüí», «la cita es en Cali, no en Bogotá».
  private func contrastedField(at question: Question) -> Question? {
    guard words.contains("no"),
      let subject = spans.firstIndex(where: { $0.field != nil || $0.means([.appointment, .own]) })
    else { return nil }
    let named = spans[subject]
    let after = spans[(subject + 1)...]
    guard
      let verb = after.firstIndex(where: {
        Vocabulary.beforeNewValue.whole(words[$0.words]) != nil
      }),
      let denial = after[verb...].dropFirst().firstIndex(where: {
        words[$0.words].first == "no" || $0.means(.isNot)
      })
    else { return nil }
    let new = spans[(verb + 1)..<denial].filter(\.isUnknown)
    let old = spans[(denial + 1)...].drop {
      $0.senses.subtracting(.name) == .filler || $0.means(.beforePlace)
    }
    guard !new.isEmpty, old.first?.isUnknown == true else { return nil }
    guard let field = named.field else {
      // An appointment is somewhere, on a day and at an hour; only the first is unknown here.
      return old.startIndex > denial + 1 && question != .appointmentCity ? .appointmentCity : nil
    }
    guard field != question else { return nil }
    // «Calle 45 no 54» is an address.
    if field == .address, old.first.map({ isNumber($0) }) == true, !new.allSatisfy(isNumber) {
      return nil
    }
    return field == .city && question.isOfAgenda ? .appointmentCity : field
  }

  private func isNumber(_ span: Lexicon.Span) -> Bool {
    words[span.words].allSatisfy { $0.utf8.allSatisfy(isDigit) }
  }

  /// The named field that is nearest to what says that something is wrong.
  private func nearestField(at question: Question) -> (Question, isOther: Bool)? {
    guard says(.field) else { return nil }
    var nearest: (field: Question, distance: Int, isOther: Bool)?
    for (place, named) in spans.enumerated() {
      guard let field = named.field, !isOwner(place, at: question) else { continue }
      for (sign, span) in spans.enumerated() where sign != place {
        let steps = place - sign
        let distance: Int
        if span.means([.change, .except]), steps > 0 {
          distance = steps
        } else if span.means([.back, .anew]), steps > 0, !says([.tell, .again]), field != question {
          distance = steps
        } else if span.means([.wrong, .isNot]) {
          distance = abs(steps)
        } else if span.means(.spelling), steps < 0, field != question {
          distance = -steps
        } else if span.means(.other)
          // «Suéltela para otra persona»
          ? steps == 1 && field != .personType : steps == -1 && endsInNo(span)
        {
          distance = 1
        } else {
          continue
        }
        if distance < nearest?.distance ?? .max {
          nearest = (field, distance, span.senses.isDisjoint(with: [.wrong, .isNot, .change]))
        }
      }
    }
    // «Mejor con pasaporte, cambie el tipo»: whoever names a type wants that one.
    if nearest?.field == .documentNumber, question == .documentNumber, says(.change),
      words.contains("tipo")
    {
      return (.documentType, false)
    }
    return nearest.map { ($0.field, $0.isOther) }
  }
}

extension Saying {
  /// «El correo es el mismo de la empresa»: whose it is, and nothing of hers to put right.
  func isOwner(_ place: Int, at question: Question) -> Bool {
    let named = spans[place]
    guard named.field == .businessName, question != .businessName, named.words.count == 1,
      case let before = words[..<named.words.lowerBound],
      before.last == "de" || before.suffix(2).elementsEqual(["de", "la"])
    else { return false }
    return words.contains("mismo") || words.contains("misma")
      || spans[..<place].contains { $0.field != nil && $0.field != .businessName }
  }

  /// «Ese departamento no, …»
  private func endsInNo(_ span: Lexicon.Span) -> Bool {
    words[span.words].elementsEqual(["no"])
      && (span.words.upperBound == words.endIndex || line.hasBreak(before: span.words.upperBound))
  }
}

/// What a line puts right.
private struct Correction {
  private(set) var field: Question?
  private(set) var value: Line?
  /// Whether it says that something is wrong.
  private(set) var isError = false
  /// Whether «es», «por» or the like comes before the value.
  private(set) var isAnnounced = false
  /// Whether it names what the value was not.
  private(set) var replaces = false
  /// Whether what comes before the value in its clause says that it is theirs no longer.
  private(set) var isFormer = false

  /// A new name has no more words.
  static let wordsMax = 4

  /// Nil for a line that names two fields.
  init?(_ saying: Saying) {
    let (line, words) = (saying.line, saying.words)
    var index = 0
    while index < saying.spans.count {
      let span = saying.spans[index]
      let start = span.words.lowerBound
      if span.senses.isEmpty, line.isGlued(start) {
        guard setValue(line, from: start, to: words.endIndex, of: words) else { return nil }
        return
      } else if let (_, after) = Vocabulary.notThis.leading(words[start...]),
        let first = after.first,
        first.utf8.contains(where: { $0 < UInt8(ascii: ":") }) || line.isGlued(after.startIndex),
        // «CC. No. 52…»
        !line.gap(before: after.startIndex).contains(".")
      {
        // «no es 310 123 4567, es…»
        var word = after.startIndex + 1
        while word < words.endIndex, !line.hasBreak(before: word),
          Vocabulary.butThis.leading(words[word...]) == nil
        {
          word += 1
        }
        replaces = true
        index = saying.spans.firstIndex { $0.words.lowerBound >= word } ?? saying.spans.count
        continue
      }
      if let named = span.field {
        guard field == nil || field == named else { return nil }
        field = named
      } else if span.means([.wrong, .isNot, .change, .spelling]) {
        // «ya no es 310…»: that one.
        let end = span.words.upperBound
        if words[span.words].contains("no"), end < words.endIndex, !line.hasBreak(before: end),
          words[end].utf8.contains(where: isDigit) || line.isGlued(end)
        {
          return nil
        }
        isError = true
      } else if Vocabulary.beforeNewValue.whole(words[span.words]) != nil {
        isAnnounced = true
      } else if !span.means([.filler, .datum]) {
        guard setValue(line, from: start, to: words.endIndex, of: words) else { return nil }
        return
      }
      index += 1
    }
  }

  /// The words from there to the end, or to what the value was not; false when they name a field.
  private mutating func setValue(
    _ line: Line, from start: Int, to end: Int, of words: ArraySlice<String>
  ) -> Bool {
    var stop = start + 1
    while stop < end {
      if line.hasBreak(before: stop), let (_, rest) = Vocabulary.notThis.leading(words[stop...]) {
        // «300…, no, 310…», «300…, no perdón, 310…»: the other way round.
        if !rest.isEmpty,
          line.hasBreak(before: rest.startIndex)
            || Vocabulary.numberParts.leading(words[stop...])?.meaning == .correction
        {
          return false
        }
        replaces = true
        break
      }
      stop += 1
    }
    guard Vocabulary.fields.found(in: words[start..<stop]).isEmpty else { return false }
    value = Line(line.typed(start..<stop))
    let clause = max(words.startIndex, line.breaks.last { $0 <= start } ?? words.startIndex)
    // «Me lo robaron, era 310…»
    let isPast =
      start > words.startIndex && Vocabulary.formerNumber.contains(words[(start - 1)..<start])
    let said = isPast ? words[..<start] : words[clause..<start]
    isFormer = (!isAnnounced || isPast) && !Vocabulary.formerDatum.found(in: said).isEmpty
    return true
  }
}
