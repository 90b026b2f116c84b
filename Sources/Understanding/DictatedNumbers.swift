internal import Domain

/// What is written; what is dictated when the writing has signs or a form that do not belong.
func orDictated(_ written: Reading, _ dictated: () -> Reading?) -> Reading {
  switch written {
  case .invalid(.characters), .invalid(.format), .invalid(.withoutAt), .invalid(.domainEnding),
    .invalid(.withoutDomain):
    dictated() ?? written
  default: written
  }
}

/// The one reading of `text` in digits that `parse` takes. Several are asked back, also a rare
/// grouping and a correction («310…, no, 311…»); nil when `text` is no dictated number.
private func chosen(
  _ text: String, takesLetters: Bool = false, _ parse: (String) -> Reading
) -> Reading? {
  let text = withNumberSign(withoutAsides(text))
  if let colon = text.lastIndex(of: ":"), !text[..<colon].utf8.contains(where: isDigit),
    case let before = Line(String(text[..<colon])).phrase,
    // «el de mi hija, que yo no oigo bien: 312…»
    Vocabulary.partOrDoubt.found(in: before).isEmpty
      && Vocabulary.formerNumber.found(in: before).isEmpty
      || Vocabulary.hasIt.trailing(before) != nil,
    case let rest = String(text[text.index(after: colon)...]),
    // «con rayita: 43.555.120-4»
    let reading = valued(parse(withoutBlanks(rest)))
      ?? chosen(rest, takesLetters: takesLetters, parse), reading.onlyAnswer != nil
  {
    // «son diez números: 301…»
    return reading
  }
  if !takesLetters, let reading = withCorrectedEnd(text, parse) { return reading }
  guard let parts = spokenParts(text, takesLetters: takesLetters) else {
    return takesLetters ? nil : beforeBut(text, parse) ?? amongTalk(text, parse)
  }
  let sides = parts.split(whereSeparator: \.isEnumeration)
  guard let last = sides.last else { return nil }
  if parts.last?.isEnumeration == true { return .invalid(.format) }
  if parts.contains(where: \.isMisspelt) {
    return chosen(last, parse).onlyAnswer.map { .ambiguous([$0], .twoReadings) }
      ?? .invalid(.format)
  }
  if sides.count == 1 {
    let whole = chosen(last, parse)
    guard case .invalid = whole else { return whole }
    return oneOfTwo(parts, parse) ?? whole
  }
  if let reading = oneOf(sides, parse) {
    // «310…, repito, 310…»
    if case .ambiguous(let answers, _) = reading, answers.count == 1,
      parts.allSatisfy({ !$0.isEnumeration || $0.kind == .again })
    {
      return .value(answers[0])
    }
    return corrected(parts, parse) ?? reading
  }
  if let reading = corrected(parts, parse) { return reading }
  // Begun again: «tres uno tres, no, tres uno cuatro…».
  let begun = chosen(last, parse)
  if case .ambiguous = begun { return begun }
  return begun.onlyAnswer.map { .ambiguous([$0], .twoReadings) } ?? .invalid(.format)
}

private func withoutBlanks(_ text: String) -> String { text.filter { $0 != " " } }

/// The reading if it is a value.
private func valued(_ reading: Reading) -> Reading? {
  if case .value = reading { reading } else { nil }
}

/// One of «300… y 310…», «tengo dos: 300… y 310…»; nil for anything else.
private func oneOfTwo(_ parts: [SpokenPart], _ parse: (String) -> Reading) -> Reading? {
  let isCounted = parts.count > 2 && [.word(.unit(2)), .word(.unit(3))].contains(parts[0].kind)
  for counted in [0] + (isCounted ? [1] : []) {
    let sides = parts.dropFirst(counted).split { $0.kind == .word(.and) }
    if sides.count == 2, let reading = oneOf(sides, parse) { return reading }
  }
  return nil
}

/// What comes after «perdón» or «digo», said whole: «310…, perdón, 311…». What may be only the rest
/// of it is not taken.
private func corrected(_ parts: [SpokenPart], _ parse: (String) -> Reading) -> Reading? {
  guard let end = parts.lastIndex(where: \.isEnumeration) else { return nil }
  let start = parts[..<end].lastIndex { !$0.isEnumeration } ?? end
  // «52118904, no, 52118940» puts it right; in «…, no 52118940» that one is denied, and of what is
  // said in words it may be the beginning.
  let isTyped = parts.allSatisfy {
    switch $0.kind {
    case .typed, .no, .sign: true
    default: false
    }
  }
  let isPutRight =
    parts[start...end].contains { $0.kind == .correction }
    || isTyped && parts[end].kind == .no && parts[end + 1].isAfterBreak
  guard isPutRight, !parts.contains(where: { $0.kind == .or }) else { return nil }
  let old = parts[...start].split(whereSeparator: \.isEnumeration).last ?? []
  let reading = chosen(parts[(end + 1)...], parse)
  switch reading.onlyAnswer {
  case .mobile?, .code?, .secondDatum?: return reading
  case .documentNumber?, .landline?: break
  default: return nil
  }
  // Of a number of any length the end may be told alone.
  let oldLengths = digitReadings(old).likely.map { (digits: $0, count: $0.utf8.count) }
  let isWhole = digitReadings(parts[(end + 1)...]).likely.contains { new in
    oldLengths.contains {
      $0.count == new.utf8.count
        || $0.count < new.utf8.count && $0.digits.prefix(2) == new.prefix(2)
    }
  }
  return isWhole ? reading : nil
}

/// With «número» for the «No.» before digits, which denies nothing.
private func withNumberSign(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let words = spokenWords(text)
  for (index, word) in words.enumerated().dropLast() where word.text == "no" {
    let end = word.range.upperBound
    guard end < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] > 0x7F,
      words[index + 1].text.utf8.first.map(isDigit) == true
    else { continue }
    return String(decoding: bytes[..<word.range.lowerBound], as: UTF8.self) + "número "
      + String(decoding: bytes[words[index + 1].range.lowerBound...], as: UTF8.self)
  }
  return text
}

/// A number whose end is put right, asked back: «310…, no, termina en 91», «…, el último es 7». Nil
/// for a line that does not do so.
private func withCorrectedEnd(_ text: String, _ parse: (String) -> Reading) -> Reading? {
  let words = spokenWords(text)
  let texts = words.map(\.text)
  var middle: Range<Int>?
  var isOfEnd = false
  for index in texts.indices.dropFirst() where middle.map({ index >= $0.upperBound }) != false {
    var end = index
    if let (part, rest) = Vocabulary.numberParts.leading(texts[index...]), part.takesBack {
      end = rest.startIndex
    } else if let (_, rest) = Vocabulary.endOfNumber.leading(texts[index...]) {
      end = rest.startIndex
    }
    guard end > index else { continue }
    let isAfterNumeral = texts[(middle?.upperBound ?? 0)..<index].indices.contains {
      isNumeral(texts, at: $0)
    }
    if isAfterNumeral != (middle == nil) { continue }
    // «no, perdón, los dos últimos son»
    middle = (middle?.lowerBound ?? index)..<end
  }
  guard let middle else { return nil }
  var tail = Array(texts[middle.upperBound...])
  isOfEnd = !Vocabulary.endOfNumber.found(in: texts[middle]).isEmpty
  // «…, no, 435 al final»
  if let rest = Vocabulary.endOfNumber.trailing(tail[...])?.rest {
    tail = Array(rest)
    isOfEnd = true
  }
  let bytes = text.utf8
  let end = bytes.index(bytes.startIndex, offsetBy: words[middle.lowerBound].range.lowerBound)
  guard
    let tailParts = spokenParts(tail.joined(separator: " "))
      // «…-7, ay no, el dígito es uno»
      .map({ Array($0.drop { $0.kind == .sign("-") }) }), !tailParts.isEmpty,
    let headParts = spokenParts(String(text[..<end])),
    !headParts.contains(where: \.isEnumeration), !tailParts.contains(where: \.isEnumeration)
  else { return nil }
  var answers: [Answer] = []
  for head in digitReadings(headParts[...]).likely {
    for tail in digitReadings(tailParts[...]).likely {
      guard tail.utf8.allSatisfy(isDigit), tail.utf8.count * 2 <= head.utf8.count else { continue }
      if let answer = parse(head.dropLast(tail.utf8.count) + tail).onlyAnswer,
        !answers.contains(answer)
      {
        answers.append(answer)
      }
    }
    // Said to end otherwise, without a word that it was wrong.
    if isOfEnd, let answer = parse(head).onlyAnswer, !answers.contains(answer) {
      answers.append(answer)
    }
  }
  return answers.isEmpty ? nil : .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

/// The line without what is asked in between: «trescientos catorce, ¿me copia?, cinco tres siete».
private func withoutAsides(_ text: String) -> String {
  guard text.contains("¿") else { return text }
  var kept = ""
  for (index, part) in text.split(separator: "¿", omittingEmptySubsequences: false).enumerated() {
    guard index > 0, let end = part.firstIndex(of: "?") else {
      kept += part
      continue
    }
    let aside = spokenWords(String(part[..<end])).map(\.text)
    kept +=
      aside.indices.contains { isNumeral(aside, at: $0) }
      ? part : "," + part[part.index(after: end)...]
  }
  return kept
}

/// The number before «pero»: «300…, pero no contesto de día». Asked back.
private func beforeBut(_ text: String, _ parse: (String) -> Reading) -> Reading? {
  let words = spokenWords(text)
  guard let but = words.firstIndex(where: { Vocabulary.contrasts.contains([$0.text]) }), but > 0
  else { return nil }
  let texts = words.map(\.text)
  guard
    isOfUse(texts[but...]) || !texts[but...].indices.contains(where: { isNumeral(texts, at: $0) })
  else { return nil }
  let bytes = text.utf8
  let end = bytes.index(bytes.startIndex, offsetBy: words[but].range.lowerBound)
  guard let parts = spokenParts(String(text[..<end])) else { return nil }
  let reading = chosen(parts[...], parse)
  // «318… pero solo me timbran de noche» is that number all the same.
  switch reading {
  case .value(.mobile), .value(.landline): if isOfUse(texts[but...]) { return reading }
  default: break
  }
  return reading.onlyAnswer.map { .ambiguous([$0], .twoReadings) }
}

/// Whether it only tells how one is reached there, and names no other number.
private func isOfUse(_ words: ArraySlice<String>) -> Bool {
  !Vocabulary.useOfPhone.found(in: words).isEmpty
    && Vocabulary.formerNumber.found(in: words).isEmpty
    && words.allSatisfy { $0.utf8.count(where: isDigit) <= 2 && $0 != "no" }
    && Vocabulary.endOfNumber.found(in: words).isEmpty
}

/// The numbers that are said one after the other, the last first; nil unless all of them are.
private func oneOf(_ sides: [ArraySlice<SpokenPart>], _ parse: (String) -> Reading) -> Reading? {
  var answers: [Answer] = []
  for side in sides.reversed() {
    switch chosen(side, parse) {
    case .value(let answer), .confirm(let answer, _):
      if !answers.contains(answer) { answers.append(answer) }
    default: return nil
    }
  }
  return .ambiguous(answers, .twoReadings)
}

/// The number in a sentence about something else too: «más viejita que Matusalén: dos millones…».
/// Several are asked back; one that is denied or only a part of it is none.
private func amongTalk(_ text: String, _ parse: (String) -> Reading) -> Reading? {
  let words = spokenWords(text)
  let texts = words.map(\.text)
  let fields = Vocabulary.fields.found(in: texts[...])
  guard fields.count(where: \.isNumbered) < 2 else { return nil }
  var runs: [Range<Int>] = []
  var isDoubtful = false
  /// «Al 300…, no al 310…»: one of several.
  var deniesNumber = false
  var or: Range<Int>?
  let hasIt = texts.indices.last { Vocabulary.hasIt.leading(texts[$0...]) != nil } ?? 0
  for index in texts.indices {
    if or?.contains(index) == true { continue }
    if let (part, rest) = Vocabulary.numberParts.leading(texts[index...]), part == .or,
      !runs.isEmpty
    {
      // «310… o si no 320…»
      or = index..<rest.startIndex
      isDoubtful = true
      continue
    }
    if Vocabulary.notWholeNumber.leading(texts[index...]) != nil, index >= hasIt,
      !(runs.last.map { digitCount(texts[$0]) >= mobileLength } ?? false
        && Vocabulary.deniesOther.leading(texts[index...]) != nil)
    {
      // «No tengo otro, es el 310…», «310… porque yo no tengo»: that clause has no number.
      func isStart(_ index: Int) -> Bool {
        words[index].isAfterBreak || ["porque", "pero", "pues"].contains(texts[index])
          || texts[index] == "y" && index + 1 < texts.count && texts[index + 1] == "si"
      }
      let start = words[...index].indices.last(where: isStart) ?? 0
      let end = words[(index + 1)...].indices.first(where: isStart) ?? words.endIndex
      if (start..<end).contains(where: { isNumeral(texts, at: $0) }) {
        guard Vocabulary.partOrDoubt.leading(texts[index...]) == nil else { return nil }
        deniesNumber = true
      }
      isDoubtful = true
    }
    guard isNumeral(texts, at: index) else { continue }
    // Between the groups of a number stand only pauses and the names of signs.
    if let last = runs.last, texts[last.upperBound..<index].allSatisfy({ isBetweenNumerals($0) }) {
      runs[runs.count - 1] = last.lowerBound..<(index + 1)
    } else {
      // «… i dos 841»: what stands before it is part of it.
      if index > 0, !words[index].isAfterBreak, Vocabulary.numberWord(texts[index - 1]) == .and,
        case .unit = Vocabulary.numberWord(texts[index])
      {
        return nil
      }
      runs.append(index..<(index + 1))
    }
  }
  // «52.123.456 B»: of what the letter is, nobody knows.
  for run in runs where run.upperBound < texts.count && !words[run.upperBound].isAfterBreak {
    let letter = texts[run.upperBound]
    if letter.utf8.count == 1, !["a", "e", "o", "u", "y"].contains(letter) { isDoubtful = true }
  }
  // «… once cuarenta y… ay, se me fue»
  for run in runs where run.upperBound < texts.count && !words[run.upperBound].isAfterBreak {
    if Vocabulary.numberWord(texts[run.upperBound]) == .and,
      run.upperBound + 1 == texts.count || words[run.upperBound + 1].isAfterBreak
    {
      return nil
    }
  }
  let bytes = text.utf8
  // «… pero llamen después de las 5»
  let longest = runs.map { digitCount(texts[$0]) }.max() ?? 0
  let isAlone = runs.count == 1
  let allRuns = runs
  runs.removeAll { digitCount(texts[$0]) * 3 <= longest }
  let readings = runs.compactMap { run -> Reading? in
    let start = bytes.index(bytes.startIndex, offsetBy: words[run.lowerBound].range.lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: words[run.upperBound - 1].range.upperBound)
    return spokenParts(String(text[start..<end])).map { parts in
      let whole = chosen(parts[...], parse)
      if case .invalid = whole { return oneOfTwo(parts, parse) ?? whole }
      return whole
    }
  }
  // «310… me lo robaron», «el que tenía era 310…»
  isDoubtful =
    isDoubtful || !Vocabulary.formerNumber.found(in: texts[...]).isEmpty
    || !Vocabulary.formerDatum.found(in: texts[...]).isEmpty
  if readings.count == 1, isAlone, !isDoubtful { return readings[0] }
  if deniesNumber, readings.count < 2 { return nil }
  let answers = readings.compactMap(\.onlyAnswer)
  // «…, ah no, ese es el viejo, el nuevo es 320…»
  if let last = runs.last, let reading = readings.last, reading.onlyAnswer != nil,
    let before = allRuns.last(where: { $0.upperBound <= last.lowerBound }),
    isTakenBack(words, between: before.upperBound..<last.lowerBound)
      || isReplaced(texts, between: before.upperBound..<last.lowerBound)
  {
    switch reading.onlyAnswer {
    case .mobile?, .code?: return reading
    case .landline? where answers.count == readings.count: return reading
    default: break
    }
  }
  guard !answers.isEmpty, answers.count == readings.count else { return nil }
  return .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

/// Digits of a mobile, and of a landline with its area.
private let mobileLength = 10

/// Whether «perdón», or «no» as a clause of its own, stands between.
private func isTakenBack(_ words: [SpokenWord], between range: Range<Int>) -> Bool {
  let texts = words.map(\.text)
  return range.contains { index in
    guard let (part, rest) = Vocabulary.numberParts.leading(texts[index...]), part.takesBack,
      rest.startIndex <= range.upperBound
    else { return false }
    return part == .correction
      || words[index].isAfterBreak
        && (rest.startIndex >= words.count || words[rest.startIndex].isAfterBreak)
  }
}

/// Whether the number behind those words is the new one, and the one before them a former one: «el de
/// antes era 310…, el nuevo es 300…», «no al 310… sino al 300…».
private func isReplaced(_ texts: [String], between range: Range<Int>) -> Bool {
  if texts.first == "no", Vocabulary.butThis.leading(texts[range]) != nil { return true }
  return Vocabulary.newDatum.trailing(texts[range]) != nil
    && Vocabulary.denials.found(in: texts[range]).isEmpty
    && !Vocabulary.formerNumber.found(in: texts[..<range.lowerBound]).isEmpty
}

extension Question {
  /// Its answer is a long number.
  var isNumbered: Bool {
    switch self {
    case .documentNumber, .landline, .mobile, .code: true
    default: false
    }
  }
}

/// Digits that are typed, and words.
private func digitCount(_ words: ArraySlice<String>) -> Int {
  words.reduce(0) { $0 + ($1.utf8.first.map(isDigit) == true ? $1.utf8.count : 1) }
}

/// A number in digits or words; «un» and «y» are none by themselves.
func isNumeral(_ words: [String], at index: Int) -> Bool {
  let word = words[index]
  if word.utf8.first.map(isDigit) == true { return true }
  guard let number = Vocabulary.numberWord(word) ?? Vocabulary.nearNumberWord(word), number != .and,
    word != "un" && word != "una" || isBeforeScale(words, at: index)
  else {
    return Vocabulary.numberParts.whole(words[index...index]).map { $0 == .double || $0 == .triple }
      ?? false
  }
  return true
}

/// «un millón», «cuarenta y un mil»
private func isBeforeScale(_ words: [String], at index: Int) -> Bool {
  guard index + 1 < words.count else { return false }
  return switch Vocabulary.numberWord(words[index + 1]) {
  case .million: true
  case .thousand: index > 0 && Vocabulary.numberWord(words[index - 1]) == .and
  default: false
  }
}

private func isBetweenNumerals(_ word: String) -> Bool {
  if Vocabulary.numberWord(word) == .and { return true }
  return switch Vocabulary.numberParts.whole([word]) {
  case .pause, .separator, .dash: true
  case .plus, .double, .triple, .no, .correction, .or, .again, nil:
    Vocabulary.times.contains([word])
  }
}

private func chosen(_ parts: ArraySlice<SpokenPart>, _ parse: (String) -> Reading) -> Reading {
  // Cut short: «ciento veinte y».
  if parts.last?.kind == .word(.and) { return .invalid(.format) }
  let readings = digitReadings(parts)
  var rejection: Rejection?
  var found: [Reading] = []
  func add(_ digits: String) {
    var reading = parse(digits)
    let half = digits.utf8.count / 2
    // «310…, anótelo bien, 310…»
    if case .invalid(.tooLong) = reading, digits.utf8.count == 2 * half,
      digits.prefix(half) == digits.suffix(half)
    {
      reading = parse(String(digits.prefix(half)))
    }
    switch reading {
    case .invalid(let reason): rejection = rejection ?? reason
    case let reading: if !found.contains(reading) { found.append(reading) }
    }
  }
  readings.likely.forEach(add)
  if found.count == 1 { return found[0] }
  if found.isEmpty { readings.rare.forEach(add) }
  let answers = found.compactMap(\.onlyAnswer)
  return answers.isEmpty
    ? .invalid(rejection ?? .format) : .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

extension Reading {
  /// The answer of a reading that has one.
  var onlyAnswer: Answer? {
    switch self {
    case .value(let answer), .confirm(let answer, _): answer
    default: nil
    }
  }
}

func dictatedMobile(_ text: String) -> Reading? {
  chosen(text, writtenMobile)
}

/// «Veinticuatro millones trescientos…»: it goes on.
func isCutShort(_ line: Line) -> Bool {
  line.text.hasSuffix("...") || line.text.hasSuffix("…") || line.text.hasSuffix("-")
}

/// A letter before the digits, as of a Venezuelan cédula: `V-24.567.890`, `E 8123456`.
private func hasForeignLetter(_ line: Line) -> Bool {
  let words = spokenWords(line.text).map(\.text)
  return words.indices.dropLast().contains { index in
    ["v", "e", "j", "p"].contains(words[index]) && words[index + 1].utf8.first.map(isDigit) == true
      && (index == 0 || words[index - 1].utf8.count > 1)
  }
}

/// `E 345678`: of a cédula de extranjería the letter stands on it.
private func startsWithE(_ line: Line) -> Bool {
  spokenWords(line.text).first?.text == "e"
}

/// The number of a document of that type; the place where it was issued is dropped.
func dictatedDocumentNumber(_ line: Line, type: DocumentType) -> Reading? {
  let takesLetters = type.takesLetters
  if !takesLetters, let (named, rest) = spelledDocumentType(line.phrase), named == type,
    !rest.isEmpty
  {
    let number = Line(line.typedToEnd(from: rest.startIndex))
    return orDictated(writtenDocumentNumber(number.text, type: type)) {
      dictatedDocumentNumber(number, type: type)
    }
  }
  // «be ce 98…» spells.
  let named = Vocabulary.documentTypes.found(
    in: takesLetters ? line.phrase.filter { $0.utf8.count > 2 }[...] : line.phrase)
  // A person's NIT is the cédula and a digit.
  let isCedula =
    named == [.cedulaDeCiudadania]
    && (type == .cedulaDeExtranjeria || type == .nit && hasCheckDigit(line))
  guard named.isEmpty || named.contains(type) || isCedula else { return nil }
  if type == .nit, let known = withoutUnknownCheckDigit(line) {
    return dictatedDocumentNumber(known, type: type)
  }
  let text = takesLetters ? line.text : withoutPlaceOfIssue(line)
  let reading = chosen(text, takesLetters: takesLetters) { writtenDocumentNumber($0, type: type) }
  if !takesLetters, type != .cedulaDeExtranjeria || !startsWithE(line), hasForeignLetter(line),
    let answer = reading?.onlyAnswer
  {
    return .ambiguous([answer], .twoReadings)
  }
  // «Treinta y siete millones ochocientos mil»: hardly the end of it.
  if case .value(.documentNumber(let number)) = reading, number.text.hasSuffix("000"),
    // «Son 1.200.000»
    number.text.hasSuffix("00000")
      || line.phrase.contains(where: { [.thousand, .million].contains(Vocabulary.numberWord($0)) })
  {
    return .confirm(.documentNumber(number), .unusual)
  }
  // A cédula said in a breath is more often cut short than so old.
  if type == .cedulaDeCiudadania, case .value(.documentNumber(let number)) = reading,
    number.text.utf8.count < 6
  {
    return .confirm(.documentNumber(number), .unusual)
  }
  return reading
}

/// A dash or «dígito» before one more digit.
private func hasCheckDigit(_ line: Line) -> Bool {
  // `1.098.765.432-9`
  let end = line.text.utf8.suffix(2)
  if end.first == UInt8(ascii: "-"), end.last.map(isDigit) == true { return true }
  guard let parts = spokenParts(withoutWordsBefore(line)) else { return false }
  return parts.dropFirst().contains { $0.kind == .sign("-") }
}

/// From the first digit or number on.
private func withoutWordsBefore(_ line: Line) -> String {
  let words = Array(line.phrase)
  return words.indices.first { isNumeral(words, at: $0) }.map { line.typedToEnd(from: $0) } ?? ""
}

/// A NIT without the clause that says that its digit is not known; nil when none does.
private func withoutUnknownCheckDigit(_ line: Line) -> Line? {
  let clauses = line.text.split(separator: ",")
  let kept = clauses.filter { clause in
    let words = foldedWords(String(clause)).map(\.text)
    return words.indices.contains { isNumeral(words, at: $0) }
      || Vocabulary.denials.found(in: words[...]).isEmpty
      || !words.contains { Vocabulary.numberParts.whole([$0]) == .dash }
  }
  return kept.count == clauses.count || kept.isEmpty ? nil : Line(kept.joined(separator: ","))
}

extension DocumentType {
  /// Letters can be part of its number.
  var takesLetters: Bool {
    switch self {
    case .pasaporte, .registroCivil, .tarjetaDeExtranjeria, .documentoExtranjero, .nitDeOtroPais:
      true
    case .cedulaDeCiudadania, .nit, .cedulaDeExtranjeria, .permisoPorProteccionTemporal,
      .tarjetaDeIdentidad, .permisoEspecialDePermanencia, .nuip:
      false
    }
  }
}

/// A number of a document that takes letters: words that name letters or numbers are not its own
/// letters, and no talk is («pasaporte be ce 98…»).
func letteredDocumentNumber(_ line: Line, type: DocumentType) -> Reading {
  if let number = withoutCountry(line) ?? withoutExpiry(line) {
    return letteredDocumentNumber(number, type: type)
  }
  let written = writtenDocumentNumber(line.text, type: type)
  let lettered = line.phrase.filter { !$0.utf8.contains(where: isDigit) }
  guard lettered.contains(where: { $0.utf8.count > 1 }) else { return written }
  guard let dictated = dictatedDocumentNumber(line, type: type) else {
    if let reading = letteredNumberAmongTalk(line, type: type) { return reading }
    return lettered.contains { $0.utf8.count > 3 } ? .invalid(.format) : written
  }
  // «CE 12345»: the two letters, or the name of one.
  if lettered.count == 1, lettered[0].utf8.count == 2, let said = dictated.onlyAnswer,
    let typed = written.onlyAnswer, said != typed
  {
    return .ambiguous([typed, said], .twoReadings)
  }
  return dictated
}

/// «…, es de Venezuela» without its end; nil for a line that does not end so.
private func withoutCountry(_ line: Line) -> Line? {
  let words = line.phrase
  guard let comma = words.indices.dropFirst().last(where: line.hasBreak) else { return nil }
  var rest = words[comma...]
  var namesCountry = false
  while let first = rest.first {
    if let after = Vocabulary.countries.leading(rest)?.rest
      ?? Vocabulary.foreign.leading(rest)?.rest
    {
      namesCountry = true
      rest = after
    } else if Vocabulary.numberLabels.contains([first]) {
      rest = rest.dropFirst()
    } else {
      return nil
    }
  }
  return namesCountry ? Line(line.typed(words.startIndex..<comma)) : nil
}

/// «AB123456, vence en 2025» without its end; nil for a line that does not end so.
private func withoutExpiry(_ line: Line) -> Line? {
  let words = line.phrase
  guard
    let start = words.indices.dropFirst().first(where: {
      Vocabulary.expiry.leading(words[$0...]).map { !$0.rest.isEmpty && isDate($0.rest) } == true
    })
  else { return nil }
  return Line(line.typed(words.startIndex..<start))
}

/// The one piece with digits in it, and two letters before it, in a sentence of plain words: «el
/// pasaporte peruano es el 116543210», «AS 778120, expedido en Bogotá».
private func letteredNumberAmongTalk(_ line: Line, type: DocumentType) -> Reading? {
  let pieces = line.text.split { $0.isWhitespace || ",;:()".contains($0) }
  let numbered = pieces.indices.filter { pieces[$0].utf8.contains(where: isDigit) }
  guard numbered.count == 1, let place = numbered.first,
    Vocabulary.notWholeNumber.found(in: line.phrase).isEmpty
  else { return nil }
  var text = String(pieces[place])
  var rest = pieces[..<place] + pieces[(place + 1)...]
  if place > 0, case let letters = phraseText(String(pieces[place - 1])), letters.utf8.count == 2,
    letters.allSatisfy(\.isLetter), !Vocabulary.numberLabels.contains([letters]),
    Vocabulary.documentTypes.whole([letters]) == nil
  {
    text = letters + text
    rest.remove(at: place - 1)
  }
  // Letters by their names, or by a word for each («alfa bravo 123»), are part of it.
  let isPlain = rest.indices.allSatisfy { index in
    foldedWords(String(rest[index])).map(\.text).allSatisfy { word in
      if Vocabulary.numberLabels.contains([word]) || Vocabulary.foreign.contains([word]) {
        return true
      }
      let isBefore = index < place && !text.contains(where: \.isLetter)
      return !isBefore && word.utf8.count > 1 && Vocabulary.numberWord(word) == nil
        && (word.utf8.count == 2 || Vocabulary.letters.whole([word]) == nil)
    }
  }
  guard isPlain, case .value = writtenDocumentNumber(text, type: type) else { return nil }
  return writtenDocumentNumber(text, type: type)
}

/// `52.123.456 de Bogotá` without its end.
private func withoutPlaceOfIssue(_ line: Line) -> String {
  let words = line.phrase
  for start in words.indices.dropFirst() where start + 9 > words.endIndex {
    guard var rest = Vocabulary.issuedIn.leading(words[start...])?.rest, !rest.isEmpty else {
      continue
    }
    // «expedida el 5 de mayo de 2013»
    if words[start].hasPrefix("expedid"), isDate(rest) {
      return line.typed(words.startIndex..<start)
    }
    // «expedida en Ibagué el 12/03/2015»
    if words[start].hasPrefix("expedid"),
      let date = rest.indices.dropFirst().first(where: {
        ["el", "en", "de", "del"].contains(rest[$0]) && isDate(rest[$0...])
      })
    {
      rest = rest[..<date]
    }
    // «expedida en Bucaramanga en 2006»
    if rest.count > 2, let year = rest.last.flatMap({ wholeNumber($0.utf8) }),
      (1900...2099).contains(year),
      Vocabulary.ofLetter.contains([rest[rest.endIndex - 2]])
        || ["en", "desde", "el", "del"].contains(rest[rest.endIndex - 2])
    {
      rest = rest.dropLast(2)
    }
    switch Municipality.search(rest.joined(separator: " ")) {
    case .one, .several: return line.typed(words.startIndex..<start)
    case .near, .elsewhere, .none: break
    }
  }
  return line.text
}

/// Nothing but a day, a month or a year.
private func isDate(_ words: ArraySlice<String>) -> Bool {
  let texts = Array(words)
  return texts.indices.allSatisfy { index in
    if ["el", "en", "de", "del", "ano", "y"].contains(texts[index]) { return true }
    if case .month? = Vocabulary.marks.whole([texts[index]]) { return true }
    return isNumeral(texts, at: index)
      && (wholeNumber(texts[index].utf8).map { $0 <= 31 || (1900...2099).contains($0) } ?? true)
  }
}

/// A fixed line with an extension, which the form does not keep; nil when none is said.
func landlineWithExtension(_ line: Line, in context: Context) -> Reading? {
  let words = line.phrase
  for index in words.indices.dropFirst() {
    let parts = partedAtDigits(words[index])
    guard parts.first.map({ Vocabulary.phoneExtension.contains([$0]) }) == true,
      parts.count > 1 || index + 1 < words.endIndex
    else { continue }
    let number = Line(line.typed(words.startIndex..<index))
    let reading = landline(number, trimmed(number.phrase), in: context)
    return reading.onlyAnswer.map { .confirm($0, .withoutExtension) } ?? reading
  }
  return nil
}

/// A fixed line; a place in it tells the area: «fijo de Medellín, cuatro once veintitrés…».
func dictatedLandline(_ line: Line, in context: Context) -> Reading? {
  guard let (text, department) = placeOfLandline(line) else {
    let reading = chosen(line.text) { writtenLandline($0, in: context.department) }
    // «2 millones» is an amount.
    guard case .landline(.number(let number))? = reading?.onlyAnswer,
      number.national.hasSuffix("00000"),
      line.phrase.contains(where: { Vocabulary.numberWord($0) == .million })
    else { return reading }
    return .invalid(.format)
  }
  let reading = chosen(text) { writtenLandline($0, in: department) }
  guard case .value(.landline(.number(let number))) = reading,
    let usual = Landline.completed(
      sevenDigits: String(number.national.suffix(7)), department: department), usual != number
  else { return reading }
  // The area that was said is another place's.
  return .ambiguous([number, usual].map { .landline(.number($0)) }, .twoReadings)
}

/// The line without the place that it names, and the place's department.
private func placeOfLandline(_ line: Line) -> (text: String, department: Department)? {
  let words = line.phrase
  guard let before = words.firstIndex(where: { $0 == "de" || $0 == "en" }) else { return nil }
  for length in stride(from: 3, to: 0, by: -1) where before + length < words.endIndex {
    let name = words[(before + 1)...(before + length)].joined(separator: " ")
    let department: Department?
    switch Municipality.search(name) {
    case .one(let place): department = place.department
    case .several(let places) where places[0].isCapital: department = places[0].department
    default: department = Department.named(name)
    }
    guard let department else { continue }
    let after = before + length + 1
    let start = before > words.startIndex ? line.typed(words.startIndex..<before) : ""
    let end = after < words.endIndex ? line.typedToEnd(from: after) : ""
    return (start + " " + end, department)
  }
  return nil
}

/// A code; of several readings the one that is made as codes are: 0, month, year.
func dictatedCode(_ text: String) -> Reading? {
  chosen(text, writtenCode)
}

/// The result of a sum, 0 to 100: one number, alone or after «son», «da» or «es».
func dictatedSum(_ words: ArraySlice<String>) -> Reading {
  var start = words.startIndex
  var index = words.startIndex
  while index < words.endIndex {
    if let (_, rest) = Vocabulary.beforeSum.leading(words[index...]), !rest.isEmpty {
      start = rest.startIndex
      index = rest.startIndex
    } else {
      index += 1
    }
  }
  guard let parts = spokenParts(words[start...].joined(separator: " ")) else {
    return .invalid(.format)
  }
  if parts.count == 1, case .typed(let digits) = parts[0].kind,
    let number = wholeNumber(digits.utf8), (0...100).contains(number)
  {
    return .value(.verification(number))
  }
  let numbers = NumberLattice(parts: parts).cardinals(at: 0)
  guard numbers.count == 1, numbers[0].next == parts.count, numbers[0].value <= 100 else {
    return .invalid(.format)
  }
  return .value(.verification(numbers[0].value))
}

/// «No tengo fijo», «no, solo celular», «fijo no, eso ya nadie usa»: such words only, and among them
/// a denial; or a sentence without a number that denies it.
func isWithoutLandline(_ words: ArraySlice<String>) -> Bool {
  var said: Set<Vocabulary.WithoutLandline> = []
  for index in words.indices {
    guard let meaning = Vocabulary.withoutLandline.whole(words[index...index]) else {
      return deniesLandline(words)
    }
    said.insert(meaning)
  }
  if said.contains(.mobile) { return said.contains(.only) }
  return said.contains(.denies) && !said.contains(.only)
}

/// «Solo tengo celular: 310 555 1234»: there is no fixed line, and the mobile is told with it. Nil for
/// any other line.
func mobileInsteadOfLandline(_ line: Line) -> [Answer]? {
  guard let start = line.phrase.firstIndex(where: { $0.utf8.first.map(isDigit) == true }),
    start > 1,
    case let before = trimmed(line.phrase[..<start]),
    isWithoutLandline(before) || isNothingButMobile(before),
    case .value(let number) = mobile(line.typedToEnd(from: start))
  else { return nil }
  return [.landline(.none), number]
}

/// «Nada más el celular», «no más celular».
private func isNothingButMobile(_ words: ArraySlice<String>) -> Bool {
  guard words.count > 2, ["nada", "no"].contains(words.first), words.dropFirst().first == "mas"
  else { return false }
  let named = Vocabulary.articles.dropping(words.dropFirst(2))
  return named.count == 1 && Vocabulary.withoutLandline.whole(named) == .mobile
}

private func deniesLandline(_ words: ArraySlice<String>) -> Bool {
  // «¿Para qué piden fijo si ya nadie usa?»
  if Vocabulary.asksWhatFor.leading(words) != nil { return false }
  let texts = Array(words)
  // «hace como cinco años»
  guard
    texts.indices.allSatisfy({
      !isNumeral(texts, at: $0)
        || $0 + 1 < texts.count && Vocabulary.timeSpans.contains([texts[$0 + 1]])
    })
  else { return false }
  var isDenied = false
  var rest = words
  while !rest.isEmpty {
    // «No se usa» before «no sé».
    let doubt = Vocabulary.unsure.leading(rest)?.rest
    if let (_, after) = Vocabulary.hasNoLandline.leading(rest) {
      // «No tengo ni idea»
      if let doubt, doubt.count < after.count { return false }
      isDenied = true
      rest = after
    } else if doubt != nil {
      return false
    } else {
      rest = rest.dropFirst()
    }
  }
  return isDenied
}

/// «No lo tengo a la mano», «se me borró el mensaje».
func isWithoutDatum(_ words: ArraySlice<String>) -> Bool {
  var denies = false
  for index in words.indices {
    guard let meaning = Vocabulary.withoutDatum.whole(words[index...index]) else { return false }
    denies = denies || meaning
  }
  return denies
}
