internal import Domain

/// What `words` take of the answers on the screen: one by its place or contract value, the proposed
/// one, or none of them; nil when they are about something else.
func pick(
  _ line: Line, _ words: ArraySlice<String>, as question: Question, in context: Context
) -> Reading? {
  switch question {
  case .consent, .acceptance, .verification, .cancellation, .knownData, .handling, .change,
    .waitingWanted, .waitingPart, .waitingPreference, .turn:
    break
  case .appointmentCity where saysAnyPlace(line): return .any
  case .appointmentCity where Vocabulary.none.contains(words),
    .documentType where Vocabulary.none.contains(words):
    return Reading.none
  case .waitingCity where saysAnyPlace(line): return .value(.waitingCity(nil))
  case .day, .time:
    if let extreme = Vocabulary.extremes.whole(words) { return extreme }
    if Vocabulary.none.contains(words) { return Reading.none }
    fallthrough
  default:
    if context.proposed != nil || !context.listed.isEmpty {
      if line.plainAnswer == false || Vocabulary.none.contains(words) {
        return Reading.none
      }
    }
  }
  if let proposed = context.proposed, line.plainAnswer == true {
    return .value(proposed)
  }
  let options = context.listed.isEmpty ? usualOptions(of: question, in: context) : context.listed
  // «¿1?»
  if let answer = question.agreementAnswer, line.hasQuestionMark, placeInList(words) != nil {
    return .ambiguous([answer(true), answer(false)], .twoReadings)
  }
  // «La tercera de la lista», where none was read out.
  if options.isEmpty, question == .day || question == .time, words.last == "lista",
    placeInList(words) != nil
  {
    return .invalid(.format)
  }
  guard question != .verification, !options.isEmpty else { return nil }
  // «Segundo», where a name of the list is that.
  if !isNumber(words), let named = namedInList(words, in: context) { return .value(named) }
  if let place = placeInList(words) {
    guard options.indices.contains(place - 1) else { return nil }
    let picked = options[place - 1]
    if let other = otherReading(words, of: question, in: context), other != picked {
      return .ambiguous([picked, other], .twoReadings)
    }
    return .value(picked)
  }
  // «La uno no, la dos»; but «la 1, no la 2» may be either.
  if let no = words.firstIndex(of: "no"), no > words.startIndex, no + 1 < words.endIndex,
    !line.hasBreak(before: no), line.hasBreak(before: no + 1), placeInList(words[..<no]) != nil,
    let place = placeInList(words[(no + 1)...]), options.indices.contains(place - 1)
  {
    return .value(options[place - 1])
  }
  if let (old, new, isSure) = restated(words), let place = placeInList(new),
    options.indices.contains(place - 1),
    let reading = putRight(
      placeInList(old).flatMap { options.indices.contains($0 - 1) ? options[$0 - 1] : nil }
        .map(Reading.value) ?? .invalid(.format), .value(options[place - 1]), isSure)
  {
    return reading
  }
  if !options.count.isMultiple(of: 2), Vocabulary.middle.contains(words) {
    return .value(options[options.count / 2])
  }
  if question != .day, question != .time,
    case let ordinal = Vocabulary.beforeOrdinal.dropping(words),
    Vocabulary.marks.whole(Vocabulary.afterOrdinal.trailing(ordinal)?.rest ?? ordinal)
      == .ordinal(-1),
    let last = options.last
  {
    // «La última» of the menu may be another appointment: nobody is sent away for it.
    return last == .menuOption(.leave) ? .confirm(last, .twoReadings) : .value(last)
  }
  if let places = placesInList(words), places.allSatisfy({ options.indices.contains($0 - 1) }) {
    return .ambiguous(places.map { options[$0 - 1] }, .twoReadings)
  }
  return nil
}

/// The one answer on the screen that bears that name.
private func namedInList(_ words: ArraySlice<String>, in context: Context) -> Answer? {
  guard !context.listed.isEmpty else { return nil }
  let phrase = words.joined(separator: " ")
  return context.listed.filter { answer in
    names(of: answer).contains { mayBegin($0, as: phrase) && phraseText($0) == phrase }
  }.onlyElement
}

/// Whether `name` can be `phrase` once it is folded, as its first letter tells: few are folded then.
func mayBegin(_ name: String, as phrase: String) -> Bool {
  guard let first = name.utf8.first, let wanted = phrase.utf8.first else { return true }
  let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
  return !isLetter || first | 0x20 == wanted
}

/// «Donde sea, la que haya»: nothing else.
func saysAnyPlace(_ line: Line) -> Bool {
  var rest = trimmed(line.phrase)
  let start = rest.startIndex
  while let (_, after) = Vocabulary.anyPlace.leading(rest)
    // «donde haya cupo más rápido»
    ?? (rest.startIndex > start ? Vocabulary.afterAnyPlace.leading(rest) : nil)
  {
    rest = after
  }
  guard rest.startIndex > start, !line.hasQuestionMark else { return false }
  // «Da lo mismo, igual es por teléfono»: unless the rest names a place.
  return rest.isEmpty
    || line.hasBreak(before: rest.startIndex)
      && Saying(line).placeSpokenOf == nil
}

/// The options that a question without others has, in their order.
func usualOptions(of question: Question, in context: Context) -> [Answer] {
  switch question {
  case .menuOption: MenuOption.allCases.map(Answer.menuOption)
  case .motive: Motive.allCases.map(Answer.motive)
  case .consent: [.consent(true), .consent(false)]
  case .personType: PersonType.allCases.map(Answer.personType)
  case .documentType:
    (context.personType.map(DocumentType.offered) ?? []).map(Answer.documentType)
  case .acceptance: Acceptance.allCases.map(Answer.acceptance)
  case .handling: Handling.allCases.map(Answer.handling)
  case .change: Change.allCases.map(Answer.change)
  case .cancellation: [.cancellation(true), .cancellation(false)]
  case .knownData: [.knownData(true), .knownData(false)]
  case .waitingWanted: WaitingChoice.allCases.map(Answer.waitingWanted)
  case .waitingPart: PartOfDay.allCases.map(Answer.waitingPart)
  case .waitingPreference: [.waitingPreference(true), .waitingPreference(false)]
  default: []
  }
}

/// The place in a list, from 1: `2`, `la 2`, `opción 2`, `la segunda`, `dos`.
private func placeInList(_ words: ArraySlice<String>) -> Int? {
  var words = words.count > 1 ? Vocabulary.beforeOrdinal.dropping(words) : words
  if let (_, before) = Vocabulary.afterOrdinal.trailing(words), before.count == 1 { words = before }
  // «La más cerquita»
  guard let word = words.first, words.count == 1 else { return Vocabulary.ordinals.whole(words) }
  if let number = wholeNumber(word.utf8) { return number }
  return Vocabulary.ordinals.whole(words) ?? Vocabulary.numbers.whole(words)
}

/// What was said before and after «no», «perdón» or the like, and whether that was more than a «no»;
/// nil where nothing is put right.
func restated(
  _ words: ArraySlice<String>
) -> (old: ArraySlice<String>, new: ArraySlice<String>, isSure: Bool)? {
  guard words.count > 2,
    let turn = words.indices.dropFirst().first(where: {
      Vocabulary.numberParts.leading(words[$0...])?.meaning.takesBack == true
    })
  else { return nil }
  var rest = words[turn...]
  var isSure = false
  while let (part, after) = Vocabulary.numberParts.leading(rest), part.takesBack {
    if part == .correction { isSure = true }
    rest = after
  }
  return rest.isEmpty ? nil : (words[..<turn], rest, isSure)
}

/// The value that was put right; both where a bare «no» parts them. Nil when the new one is none.
func putRight(_ old: Reading, _ new: Reading, _ isSure: Bool) -> Reading? {
  guard case .value(let right) = new else { return nil }
  guard !isSure, case .value(let wrong) = old, wrong != right else { return isSure ? new : nil }
  return .ambiguous([right, wrong], .twoReadings)
}

/// Two places with «o» or «y» between: «la 1 o la 2», «uno y dos».
private func placesInList(_ words: ArraySlice<String>) -> [Int]? {
  guard words.count <= 12,
    let joint = words.indices.dropFirst().dropLast().first(where: {
      ["o", "u", "y"].contains(words[$0])
    }), let first = placeInList(words[..<joint])
  else { return nil }
  // «la 1 o la 2, no sé»
  for end in stride(from: words.endIndex, to: joint + 1, by: -1) {
    guard let second = placeInList(words[(joint + 1)..<end]) else { continue }
    let isAlone = end == words.endIndex || Vocabulary.unsure.leading(words[end...]) != nil
    return isAlone && second != first ? [first, second] : nil
  }
  return nil
}

/// What a bare number can also mean where a code, day or hour is asked.
private func otherReading(
  _ words: ArraySlice<String>, of question: Question, in context: Context
) -> Answer? {
  switch question {
  case .documentType:
    words.first.flatMap(DocumentType.init).map(Answer.documentType)
  case .department:
    words.first.flatMap { Department(code: $0) }.map(Answer.department)
  case .day:
    if case .value(.day(let day)) = day(words, in: context), context.days?.contains(day) == true {
      .day(day)
    } else {
      nil
    }
  case .time:
    if case .value(.time(let time)) = time(words, in: context), context.times.contains(time) {
      .time(time)
    } else {
      nil
    }
  default: nil
  }
}

/// A yes or a no with its number, «sí, la 1»; asked back where they differ. Nil for any other line.
func numberedAgreement(_ line: Line, to question: Question, in context: Context) -> Reading? {
  let words = line.phrase
  guard let answer = question.agreementAnswer, (2...5).contains(words.count),
    let number = words.indices.first(where: { wholeNumber(words[$0].utf8) != nil }),
    !words[(number + 1)...].contains(where: { $0.utf8.contains(where: isDigit) })
  else { return nil }
  let before = words[..<number]
  let start =
    (before.indices.first { Vocabulary.beforeOrdinal.dropping(before[$0...]).isEmpty })
    ?? number
  let rest = start == words.startIndex ? words[(number + 1)...] : words[..<start]
  guard !rest.isEmpty, rest.count + (number + 1 - start) == words.count,
    let isYes = Line(line.typed(rest.startIndex..<rest.endIndex)).agreement(to: question).plain,
    let place = placeInList(words[number...number])
  else { return nil }
  let options = usualOptions(of: question, in: context)
  guard options.indices.contains(place - 1) else { return nil }
  return options[place - 1] == answer(isYes) && !line.hasQuestionMark
    ? .value(answer(isYes)) : .ambiguous([answer(true), answer(false)], .twoReadings)
}

/// By what a listed answer can be named, beside its own interpreter's ways.
private func names(of answer: Answer) -> [String] {
  switch answer {
  case .city(let place), .appointmentCity(let place), .waitingCity(.some(let place)):
    [place.code, place.department.name]
  case .pointOfContact(let point): [point.name, point.city]
  default: [answer.value]
  }
}

/// The answer to a closed question by its words.
func choice(_ words: ArraySlice<String>, of question: Question) -> Answer? {
  switch question {
  case .menuOption: Vocabulary.menuOptions.whole(words).map(Answer.menuOption)
  case .personType:
    Vocabulary.personTypes.whole(Vocabulary.articles.dropping(words)).map(Answer.personType)
  case .handling: Vocabulary.handlings.whole(words).map(Answer.handling)
  case .change: Vocabulary.changes.whole(Vocabulary.articles.dropping(words)).map(Answer.change)
  case .acceptance:
    Vocabulary.acceptances.whole(words).map(Answer.acceptance)
      // «Sí, más tiempo»
      ?? (Vocabulary.conditionals.contains(words.prefix(1))
        && Vocabulary.acceptances.whole(words.dropFirst()) == .moreTime
        ? .acceptance(.moreTime) : nil)
  case .waitingWanted: Vocabulary.waitingAnywhere.contains(words) ? .waitingWanted(.anywhere) : nil
  case .waitingPart: Vocabulary.waitingParts.whole(words).map(Answer.waitingPart)
  case .turn: Vocabulary.turnChoices.whole(words).map(Answer.turn)
  default: nil
  }
}

/// The answer to a closed question: by its name, also misspelt, or described in a sentence. A number
/// that is none of the list's is told from what is not understood.
func closedChoice(_ line: Line, _ words: ArraySlice<String>, of question: Question) -> Reading {
  if let answer = choice(words, of: question) { return .value(answer) }
  let corrected = respelled(words)
  if let answer = choice(corrected, of: question),
    // What is carried out at once is not heard in another word: «acento».
    question != .acceptance || zip(words, corrected).allSatisfy(isKeySlip)
  {
    return .value(answer)
  }
  if isNumber(words) { return .invalid(.notAnOption) }
  if question == .personType {
    if Vocabulary.both.leading(words) != nil || Vocabulary.both.trailing(words) != nil
      || !Vocabulary.alsoOther.found(in: words).isEmpty
        && !named(by: Vocabulary.personTypes, in: line).isEmpty
    {
      return .ambiguous(PersonType.allCases.map(Answer.personType), .twoReadings)
    }
    if denies(.juridica, line) || deniesCompanyAtEnd(line) { return .value(.personType(.natural)) }
    if denies(.natural, line) { return .value(.personType(.juridica)) }
    // «Represento a mi mamá»
    if !Vocabulary.kin.found(in: line.phrase).isEmpty {
      let named = named(by: Vocabulary.personTypes, in: line)
      // «A nombre de la empresa de mi patrón» is for the company, whosever it is.
      if named == [.juridica], isForCompanyOfKin(words) { return .value(.personType(.juridica)) }
      // «Mi mamá es persona natural»
      if named == [.natural], words.contains(PersonType.natural.rawValue) {
        return .value(.personType(.natural))
      }
      return named.isEmpty
        ? .invalid(.format)
        : .ambiguous(named.map(Answer.personType), .twoReadings)
    }
    let types = named(by: Vocabulary.personTypes, in: line)
    // «Represento a una limitada pero la cita es para lo mío»
    if types.count > 1,
      let matter = line.phrase.indices.dropFirst().last(where: {
        Vocabulary.onBehalf.leading(line.phrase[$0...]) != nil
      }), let type = Vocabulary.personTypes.found(in: line.phrase[matter...]).onlyElement
    {
      return .value(.personType(type))
    }
    // «La empresa me embargó»: another company than the one that is asked for.
    if types == [.juridica], isOfOtherCompany(line.phrase) {
      return .ambiguous(PersonType.allCases.map(Answer.personType), .twoReadings)
    }
    // «Trabajo en una empresa pero es para mí»
    if types.isEmpty, let but = line.phrase.lastIndex(of: "pero"),
      let type = Vocabulary.personTypes.whole(trimmed(line.phrase[(but + 1)...]))
    {
      return .value(.personType(type))
    }
    return reading(of: types, as: Answer.personType)
  }
  return .invalid(.format)
}

/// Whether a company is spoken of that is not the one whose matter it is: «la empresa me despidió».
private func isOfOtherCompany(_ words: ArraySlice<String>) -> Bool {
  if !Vocabulary.companyOfOthers.found(in: words).isEmpty { return true }
  return words.indices.contains { index in
    guard let (type, rest) = Vocabulary.personTypes.leading(words[index...]), type == .juridica
    else { return false }
    return (["no", "ya"].contains(rest.first) ? rest.dropFirst() : rest).first == "me"
  }
}

/// The kind that stands before the other, which is denied: «es para mi empresa, no para mí». Nil for
/// any other line.
func personTypeBeforeDenied(_ line: Line) -> PersonType? {
  let words = line.phrase
  guard !line.hasQuestionMark,
    let no = words.indices.dropFirst().first(where: { words[$0] == "no" }),
    let type = Vocabulary.personTypes.found(in: words[..<no]).onlyElement,
    let denied = Vocabulary.personTypes.found(in: words[(no + 1)...]).onlyElement, denied != type,
    // «Natural no, empresa» denies the first.
    !line.hasBreak(before: no + 1), Vocabulary.forCompany.leading(words[(no + 1)...]) != nil,
    isMadeOfKinds(words[..<no]), isMadeOfKinds(words[(no + 1)...])
  else { return nil }
  return type
}

/// Nothing but a kind of person and what stands around it: «es para mi empresa».
private func isMadeOfKinds(_ words: ArraySlice<String>) -> Bool {
  var rest = trimmed(words)
  while !rest.isEmpty {
    guard
      let after =
        (Vocabulary.personTypes.leading(rest)?.rest ?? Vocabulary.betweenDenial.leading(rest)?.rest)
    else { return false }
    rest = after
  }
  return true
}

/// «Para la empresa de mi marido»: nothing but whose company it is.
private func isForCompanyOfKin(_ words: ArraySlice<String>) -> Bool {
  guard let (_, rest) = Vocabulary.forCompany.leading(words),
    let (type, owner) = Vocabulary.personTypes.leading(Vocabulary.articles.dropping(rest))
      ?? Vocabulary.personTypes.leading(rest),
    type == .juridica, owner.first == "de"
  else { return false }
  return Vocabulary.kin.leading(owner.dropFirst())?.rest.isEmpty == true
}

/// «No soy empresa», «empresa no»: of two kinds the other is left.
private func denies(_ denied: PersonType, _ line: Line) -> Bool {
  guard !line.hasQuestionMark, Vocabulary.unsure.found(in: line.phrase).isEmpty else {
    return false
  }
  var rest = trimmed(line.phrase)
  var denial: Int?
  var isDenied: Bool { denial != nil }
  var isNamed = false
  while !rest.isEmpty {
    // «No es para mí, es para mi empresa»: something else was denied.
    if let denial, !isNamed, rest.startIndex > denial + 1, line.hasBreak(before: rest.startIndex) {
      return false
    }
    // «No es para mí es para mi empresa»
    if isDenied, !isNamed, rest.first != "soy",
      let (type, after) = Vocabulary.personTypes.leading(rest), type != denied,
      !Vocabulary.personTypes.found(in: after).isEmpty
    {
      return false
    }
    if let (type, after) = Vocabulary.personTypes.leading(rest), type == denied {
      isNamed = true
      rest = after
    } else if isNamed, let (_, after) = Vocabulary.betweenDenial.leading(rest),
      rest.count - after.count > 1
    {
      // «no tengo empresa ni nada»
      rest = after
    } else if Vocabulary.denials.contains(rest.prefix(1)) {
      // «La empresa, no yo», «natural no comerciante»; but «jurídica no, la otra»
      let isOther = rest.count == 3 && Vocabulary.betweenDenial.contains(rest.dropFirst())
      if isNamed, rest.count > 1, !isOther { return false }
      denial = rest.startIndex
      rest = rest.dropFirst()
    } else if isDenied, isNamed, let (_, after) = Vocabulary.personTypes.leading(rest) {
      // «no es de empresa, es a mi nombre»
      rest = after
    } else if let (_, after) = Vocabulary.betweenDenial.leading(rest) {
      rest = after
    } else {
      return false
    }
  }
  // «No, empresa» says the contrary.
  let isApart =
    line.phrase.first.map { Vocabulary.denials.contains([$0]) } == true
    && line.phrase.count > 1 && line.hasBreak(before: line.phrase.startIndex + 1)
    && line.phrase.last.map { Vocabulary.denials.contains([$0]) } != true
  return isDenied && isNamed && !isApart
}

/// «Tengo un puesto, sin sociedad ni nada»: the last clause denies a company, and no other word names
/// one.
private func deniesCompanyAtEnd(_ line: Line) -> Bool {
  guard let last = line.breaks.last, last > line.phrase.startIndex, last < line.phrase.endIndex,
    Vocabulary.personTypes.found(in: line.phrase[..<last]).allSatisfy({ $0 == .natural })
  else { return false }
  return denies(.juridica, Line(line.typedToEnd(from: last)))
}

extension Array {
  var onlyElement: Element? { count == 1 ? first : nil }
}

private func respelled(_ words: ArraySlice<String>) -> ArraySlice<String> {
  words.map { Vocabulary.choiceSpelling.corrected($0) ?? $0 }[...]
}

/// A bare number.
func isNumber(_ words: ArraySlice<String>) -> Bool {
  words.count == 1 && words.first.flatMap { wholeNumber($0.utf8) } != nil
}

/// The document type by name or code, of those that go with the kind of person.
func documentType(_ line: Line, _ words: ArraySlice<String>, in context: Context) -> Reading {
  let bare = Vocabulary.articles.dropping(words)
  let spelled = spelledDocumentType(bare).flatMap { $0.rest.isEmpty ? $0.type : nil }
  let whole =
    spelled ?? Vocabulary.documentTypes.whole(bare)
    ?? Vocabulary.documentTypes.whole(respelled(bare))
    ?? (bare.count == 1 ? bare.first.flatMap(DocumentType.init) : nil)
    // «PA», as forms have it; in a sentence «pa» is «para».
    ?? shortDocumentType(bare)
    // «El pe pe te, el que nos dieron»
    ?? spelledDocumentType(atStartOf: line)
  if whole == nil,
    let types = Vocabulary.unclearDocuments.whole(bare)?.filter(
      documentTypes(in: context).contains)
  {
    return reading(of: types, as: Answer.documentType)
  }
  let allowed = documentTypes(in: context)
  if whole == .cedulaDeCiudadania || whole == nil,
    !Vocabulary.foreign.found(in: line.phrase).isEmpty
  {
    let named = named(by: Vocabulary.documentTypes, in: line)
    if named == [.cedulaDeCiudadania] {
      // The other country's own, or the one that is given here to who comes from it?
      let types = [DocumentType.documentoExtranjero, .cedulaDeExtranjeria].filter(allowed.contains)
      return types.isEmpty
        ? .invalid(.notAnOption) : .ambiguous(types.map(Answer.documentType), .twoReadings)
    }
  }
  if let whole {
    return allowed.contains(whole) ? .value(.documentType(whole)) : .invalid(.notAnOption)
  }
  if isNumber(bare) { return .invalid(.notAnOption) }
  let types = named(by: Vocabulary.documentTypes, in: line, besides: Vocabulary.alsoPronouns)
  let fitting = types.filter(allowed.contains)
  if types.isEmpty {
    let absent = named(
      by: Vocabulary.documentTypes, in: line, besides: Vocabulary.alsoPronouns, takesAbsent: true
    ).filter(allowed.contains)
    if !absent.isEmpty { return .ambiguous(absent.map(Answer.documentType), .twoReadings) }
  }
  return fitting.isEmpty && !types.isEmpty
    ? .invalid(.notAnOption) : reading(of: fitting, as: Answer.documentType)
}

/// Those that go with the kind of person, as far as that is known.
func documentTypes(in context: Context) -> [DocumentType] {
  context.personType.map { DocumentType.offered(to: $0) + DocumentType.onRequest(by: $0) }
    ?? DocumentType.allCases
}

/// The type whose short form is spelled at the beginning, with a pause behind it, or of three letters:
/// «ce ce, la amarilla», «pe pe te de migración». Nil for another line, and where something is denied.
private func spelledDocumentType(atStartOf line: Line) -> DocumentType? {
  let words = Vocabulary.articles.dropping(trimmed(line.phrase))
  guard let (type, rest) = spelledDocumentType(words), !rest.isEmpty,
    line.hasBreak(before: rest.startIndex) || words.count - rest.count > 2,
    Vocabulary.denials.found(in: rest).isEmpty,
    Vocabulary.documentTypes.found(in: rest).allSatisfy({ $0 == type })
  else { return nil }
  return type
}

private func shortDocumentType(_ words: ArraySlice<String>) -> DocumentType? {
  guard words.count == 1, words.first?.utf8.count == 2,
    case .documentType(let type)? = shortAnswer(words, to: .documentType)
  else { return nil }
  return type
}

/// The type whose short form is spelled at the beginning: «pe pe te», «ce ce»; nil for none.
func spelledDocumentType(
  _ words: ArraySlice<String>
) -> (type: DocumentType, rest: ArraySlice<String>)? {
  var rest = words
  var letters = ""
  var found: (type: DocumentType, rest: ArraySlice<String>)?
  while letters.utf8.count < shortFormMax, let first = rest.first,
    let letter = spelledLetter(rest, isInRun: true), letter.text.utf8.count == 1,
    // «la NIT»
    first.utf8.count > 1 || letter.count == 1
  {
    letters += letter.text
    rest = rest.dropFirst(letter.count)
    if letters.utf8.count > 1, let type = Vocabulary.documentTypes.whole([letters]) {
      found = (type, rest)
    }
  }
  return found
}

/// Letters in the short form of a document.
private let shortFormMax = 4

private func reading<Value>(of values: [Value], as answer: (Value) -> Answer) -> Reading {
  switch values.count {
  case 0: .invalid(.format)
  case 1: .value(answer(values[0]))
  default: .ambiguous(values.map(answer), .twoReadings)
  }
}

/// What a sentence names of `table` and does not deny: «pasaporte no tengo, cédula sí». Nothing when
/// it asks or does not know. What `others` has is passed over where it stands alone in small letters.
/// What one has no longer or not yet, or somebody else has, is named only with `takesAbsent`.
private func named<Value: Equatable>(
  by table: Phrases<Value>, in line: Line, besides others: Phrases<Bool>? = nil,
  takesAbsent: Bool = false
) -> [Value] {
  let words = respelled(line.phrase)
  // A number is told by another interpreter: «cédula 52123456».
  guard line.text.utf8.count(where: isDigit) < 3, !line.hasQuestionMark,
    Vocabulary.unsure.found(in: words).isEmpty
  else { return [] }
  var found: [Value] = []
  var isDenied = false
  var index = words.startIndex
  /// Where what is said of the next one begins.
  var start = words.startIndex
  while index < words.endIndex {
    if index > words.startIndex, line.hasBreak(before: index) { isDenied = false }
    if index > words.startIndex,
      line.hasBreak(before: index) || Vocabulary.beginsOther.contains(words[index...index])
    {
      start = index
    }
    // «Registro mercantil»
    if let (_, rest) = Vocabulary.otherPapers.leading(line.phrase[index...]) {
      index = rest.startIndex
      continue
    }
    // «Pasaporte, perdón, cédula»
    if let (part, rest) = Vocabulary.numberParts.leading(line.phrase[index...]),
      part == .correction, !found.isEmpty, !table.found(in: words[rest.startIndex...]).isEmpty
    {
      found = []
      isDenied = false
      index = rest.startIndex
      continue
    }
    // «Te digo»; but «la te e»
    if let others, words.count > 1, others.contains(words[index...index]),
      line.typed(index..<(index + 1)) == words[index],
      index == words.startIndex || !Vocabulary.beforeTitle.contains(words[(index - 1)..<index])
    {
      index += 1
      continue
    }
    if let (value, rest) = table.leading(words[index...]) {
      // «Natural no, empresa» denies it; «natural no más», «natural no comerciante» do not.
      let isDeniedAfter =
        rest.first == "no" && !line.hasBreak(before: rest.startIndex)
        && (rest.count == 1 || line.hasBreak(before: rest.startIndex + 1)
          || Vocabulary.betweenDenial.contains(rest.dropFirst().prefix(1)))
      // «Pasaporte, es que la cédula se me perdió», «tenía pasaporte», «cédula en trámite»
      let end = words[rest.startIndex...].indices.first {
        line.hasBreak(before: $0) || Vocabulary.beginsOther.contains(words[$0...$0])
      }
      let isAbsent =
        !takesAbsent
        && (line.tellsOfAbsence(rest.startIndex..<(end ?? words.endIndex))
          || line.leadsToAbsent(start..<index) || line.hasOtherOwner(in: start..<index))
      if !isDenied, !isDeniedAfter, !isAbsent, !found.contains(value) { found.append(value) }
      index = rest.startIndex
      start = index
    } else {
      // «No es de la empresa»: what stands beside the denial counters nothing.
      isDenied =
        isDenied
        ? index > words.startIndex && Vocabulary.denials.contains(words[(index - 1)..<index])
          || !Vocabulary.contrasts.contains(words[index...index])
        : Vocabulary.denials.contains(words[index...index])
      index += 1
    }
  }
  return found
}

extension Line {
  /// Whether what stands before is told there to be gone or still to come: «se me perdió», «en trámite».
  fileprivate func tellsOfAbsence(_ range: Range<Int>) -> Bool {
    !Vocabulary.formerDatum.found(in: phrase[range]).isEmpty
      || !Vocabulary.notAtHand.found(in: phrase[range]).isEmpty
  }

  /// Likewise of what follows: «tenía», «voy a sacar»; but «ya me dieron» has it.
  fileprivate func leadsToAbsent(_ range: Range<Int>) -> Bool {
    !Vocabulary.formerNumber.found(in: phrase[range]).isEmpty
      || !Vocabulary.notAtHand.found(in: phrase[range]).isEmpty
  }
}

/// The point of contact by its name or city.
func pointOfContact(_ words: ArraySlice<String>, in context: Context) -> Reading {
  let phrase = words.joined(separator: " ")
  let named = context.points.filter { point in
    [point.name, point.city].contains { mayBegin($0, as: phrase) && phraseText($0) == phrase }
  }
  switch named.count {
  case 0: return .invalid(.notAnOption)
  case 1: return .value(.pointOfContact(named[0]))
  default: return .ambiguous(named.map(Answer.pointOfContact), .twoReadings)
  }
}
