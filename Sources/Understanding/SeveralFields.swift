internal import Domain

/// What the parts of a line tell, each of its own.
struct ToldFields {
  /// The parts at the beginning that may answer the question that was asked.
  var own = ""
  var answers: [Answer] = []
  /// All parts but those of `own`, as typed.
  var others: [String] = []
  /// Those of them that answer a later question, and are to be asked back there.
  var doubtful: [String] = []

  /// Takes a part that belongs to the address before it, «calle 26 # 68C-61, apto 301»; false when
  /// it does not.
  fileprivate mutating func goOn(with part: Line) -> Bool {
    guard answers.last?.hasPlate == true, let before = others.popLast() else { return false }
    let whole = before + ", " + part.text
    let reading = address(Line(whole))
    guard case .value(let answer) = reading, answer.hasPlate else {
      others.append(before)
      return false
    }
    answers[answers.count - 1] = answer
    others.append(whole)
    return true
  }

  /// The answers with what answers the question in front; nil when one question has two.
  func answers(beginningWith own: [Answer]) -> [Answer]? {
    let all = own + answers
    return Set(all.map(\.question)).count == all.count ? all : nil
  }
}

/// The answers in a line that holds several of them, or one of another question than was asked:
/// «cédula 52123456, celular 300 123 4567, correo ventas@example.com». Nil unless every part is
/// unmistakable: it bears the name of its field, or can be nothing else. Only the beginning may be
/// the answer to `question` itself.
func several(_ line: Line, asked question: Question, in context: Context) -> [Answer]? {
  guard let told = toldFields(line, asked: question, partsKinds: false, in: context),
    told.doubtful.isEmpty, !told.answers.isEmpty
  else { return nil }
  var own: [Answer] = []
  if !told.own.isEmpty {
    let line = Line(told.own)
    guard case .value(let answer) = answer(line, trimmed(line.phrase), to: question, in: context)
    else { return nil }
    own = [answer]
  }
  guard let answers = told.answers(beginningWith: own) else { return nil }
  return answers.count == 1 && answers[0].question == question ? nil : answers
}

/// The parts of a line; nil unless each of them is understood, or may be the answer to `question`.
/// `partsKinds` also where another kind of datum begins or ends without a comma.
func toldFields(
  _ line: Line, asked question: Question, partsKinds: Bool, in context: Context
) -> ToldFields? {
  var context = context
  var told = ToldFields()
  var parts = clauses(of: line, asked: question, partsKinds: partsKinds)[...]
  // There is nothing beside it; a document's number tells its type too.
  if partsKinds, parts.count == 1, question != .documentType { return nil }
  while let part = parts.popFirst() {
    if part.text.isEmpty { continue }
    let isFirst = told.own.isEmpty && told.others.isEmpty
    // «En Tunja, carrera 7 # 12-30»
    if partsKinds, isFirst, question == .address, let next = parts.first, hasPlate(next),
      let place = certainPlace(part)
    {
      told.answers += [.department(place.department), .city(place)]
      told.others.append(part.text)
      continue
    }
    if partsKinds, let (places, count) = placeBehindAddress(told, part, parts, asked: question) {
      told.answers += places
      told.others.append(([part.text] + parts.prefix(count).map(\.text)).joined(separator: ", "))
      parts = parts.dropFirst(count)
      continue
    }
    switch toldField(
      by: part, asked: question, isFirst: isFirst, takesKinds: partsKinds, in: context)
    {
    case .answers(let named):
      for answer in named {
        guard !told.answers.contains(where: { $0.question == answer.question }) else { return nil }
        told.answers.append(answer)
        if case .documentType(let type) = answer { context.documentType = type }
        if case .department(let department) = answer { context.department = department }
      }
      told.others.append(part.text)
    case .doubtful:
      told.others.append(part.text)
      told.doubtful.append(part.text)
    case nil:
      if told.goOn(with: part) { continue }
      guard told.others.isEmpty || question.takesFreeText || question == .menuOption,
        told.own.isEmpty || question.takesFreeText || question.isOfSentences
      else { return nil }
      told.own += told.own.isEmpty ? part.text : ", " + part.text
    }
  }
  return told
}

/// What a part of a line tells by itself.
enum ToldField {
  case answers([Answer])
  /// It answers that question, and is to be asked back.
  case doubtful(Question, Reading)
}

/// What a part is by the name of its field or by its look; nil when it may be anything. With
/// `takesKinds` also an address, a name or a code without its name, but not at the beginning.
func toldField(
  by part: Line, asked question: Question, isFirst: Bool, takesKinds: Bool, in context: Context
) -> ToldField? {
  if let answers = namedAnswers(part, asked: question, in: context) ?? unmistakable(part) {
    return .answers(answers)
  }
  guard takesKinds else { return nil }
  if let doubtful = doubtfulField(part, in: context) { return doubtful }
  if question == .menuOption, part.text.utf8.count(where: isDigit) >= AppointmentCode.length,
    case .value(let code) = code(part, trimmed(part.phrase))
  {
    return .answers([code])
  }
  if isFirst { return nil }
  if part.phrase.count > 1, Vocabulary.fields.found(in: part.phrase).contains(.landline),
    isWithoutLandline(trimmed(part.phrase))
  {
    return .answers([.landline(.none)])
  }
  return toldAddress(part, asked: question) ?? toldName(part, asked: question, in: context)
    ?? toldPlace(part, asked: question)
}

/// A telephone or an e-mail by its name or look that is to be asked back: «correo ana@gmial.com».
private func doubtfulField(_ part: Line, in context: Context) -> ToldField? {
  let words = Vocabulary.articles.dropping(
    Vocabulary.beforeField.dropping(trimmed(part.phrase)))
  let named = Vocabulary.fields.leading(words)
  let isEmail = part.text.utf8.contains(UInt8(ascii: "@"))
  guard let field = named?.meaning ?? (isEmail ? .email : nil),
    [.email, .mobile, .landline].contains(field),
    case let value = named.map({ Vocabulary.is.dropping($0.rest) }) ?? words, !value.isEmpty
  else { return nil }
  let line = Line(part.typedToEnd(from: value.startIndex))
  switch answer(line, trimmed(line.phrase), to: field, in: context) {
  case let reading where reading.isAskedBack: return .doubtful(field, reading)
  default: return nil
  }
}

/// «Vivo en la calle 26 # 68C-61»
private func toldAddress(_ part: Line, asked question: Question) -> ToldField? {
  guard question != .address, question != .businessName,
    part.phrase.contains(where: { Vocabulary.addressBeginnings.contains([$0]) })
  else { return nil }
  switch address(part) {
  case .value(.address(let address)) where address.hasPlate: return .answers([.address(address)])
  case .ambiguous(let answers, let doubt) where answers.contains(where: \.hasPlate):
    return .doubtful(.address, .ambiguous(answers, doubt))
  default: return nil
  }
}

/// A whole name, of which a given name and a surname are known, or one that is introduced: «me llamo
/// Ana María».
private func toldName(_ part: Line, asked question: Question, in context: Context) -> ToldField? {
  let words = trimmed(part.phrase)
  let introduced = Vocabulary.introductions.leading(words)?.rest
  guard question != .givenNames, question != .surnames, question != .businessName,
    introduced != nil || question != .address
  else { return nil }
  let name = introduced ?? words
  guard !name.isEmpty, name.count <= nameWordsMax,
    name.allSatisfy({ !$0.utf8.contains(where: isDigit) })
  else { return nil }
  let isGiven = Vocabulary.givenNames.leading(name) != nil
  let isWhole =
    name.dropFirst().contains { Vocabulary.surnames.contains([$0]) }
    && (isGiven || part.isWrittenAsName(name))
  guard isWhole || introduced != nil && (isGiven || part.isWrittenAsName(name)) else { return nil }
  let line = Line(part.typed(name.startIndex..<name.endIndex))
  switch answer(line, line.phrase, to: .givenNames, in: context) {
  case .several(let answers): return .answers(answers)
  case .value(let answer) where introduced != nil:
    // Of names that nobody knows the surnames may be among them: «Peter Schmidt».
    let isKnown = name.allSatisfy { Vocabulary.givenNames.contains([$0]) }
    guard name.count > 1, !isKnown, let first = answer.firstGivenName else {
      return .answers([answer])
    }
    return .doubtful(.givenNames, .ambiguous([first, answer], .nameBorder))
  case .ambiguous(let answers, .nameBorder) where answers.count > 1:
    return .doubtful(.givenNames, .ambiguous(answers, .nameBorder))
  default: return nil
  }
}

extension Line {
  /// «Yusmary González»
  fileprivate func isWrittenAsName(_ words: ArraySlice<String>) -> Bool {
    words.indices.allSatisfy { index in
      Vocabulary.nameParticles.contains(words[index...index])
        || typed(index..<(index + 1)).unicodeScalars.first?.properties.isUppercase == true
    }
  }
}

/// Words of a whole name with its particles.
private let nameWordsMax = 8

/// The department and the city that follow an address, and how many of the parts behind `part` belong
/// to them. Only a capital or a place with its department: many a quarter bears a town's name.
private func placeBehindAddress(
  _ told: ToldFields, _ part: Line, _ next: ArraySlice<Line>, asked question: Question
) -> (answers: [Answer], count: Int)? {
  guard !part.text.utf8.contains(where: isDigit) else { return nil }
  let isOwn = question == .address && !told.own.isEmpty
  guard isOwn || told.answers.last?.hasPlate == true else { return nil }
  let place: Municipality
  var count = 0
  if let after = next.first, let department = Department.named(after.text),
    let city = city(part, in: department)
  {
    (place, count) = (city, 1)
  } else if let certain = certainPlace(part),
    // «Vereda El Prado, Neiva»: a quarter of another city may be called so.
    !isOwn || told.own.utf8.contains(where: isDigit) || hasPlate(Line(told.own))
  {
    place = certain
  } else {
    return nil
  }
  if isOwn, address(Line(told.own)).onlyAnswer == nil { return nil }
  return ([.department(place.department), .city(place)], count)
}

private func hasPlate(_ part: Line) -> Bool {
  address(part).onlyAnswer?.hasPlate == true
}

/// The capital that is named, or the place with its department behind it.
func certainPlace(_ part: Line) -> Municipality? {
  let words = Vocabulary.beforePlace.dropping(part.phrase)
  guard !words.isEmpty, words.count <= placeWordsMax else { return nil }
  if case .one(let place) = Municipality.search(part.typed(words.startIndex..<words.endIndex)),
    place.isCapital || Municipality.named(words.joined(separator: " ")).isEmpty
  {
    return place
  }
  return nil
}

/// A capital beside a telephone or an e-mail: «ana@gmail.com, Bogotá».
private func toldPlace(_ part: Line, asked question: Question) -> ToldField? {
  guard [.mobile, .landline, .email].contains(question) else { return nil }
  return certainPlace(part).map { .answers([.department($0.department), .city($0)]) }
}

/// The municipality of that name in the department.
private func city(_ part: Line, in department: Department) -> Municipality? {
  let words = Vocabulary.beforePlace.dropping(part.phrase)
  guard !words.isEmpty else { return nil }
  let found = Municipality.named(words.joined(separator: " "), in: department)
  return found.count == 1 ? found[0] : nil
}

/// «San José del Guaviare, Guaviare» is among the longest.
private let placeWordsMax = 8

/// The line parted at commas, and at an «y» before the name of a field or a typed number; with
/// `partsKinds` also where another kind of datum begins or ends.
private func clauses(of line: Line, asked question: Question, partsKinds: Bool) -> [Line] {
  let parts = partsKinds ? joinedNumbers(commaParts(line)) : commaParts(line)
  return parts.indices.flatMap { place in
    let words = parts[place].phrase
    var cuts = Cuts(of: parts[place], at: question)
    for index in words.indices where index > 0 && ["y", "o", "pero"].contains(words[index]) {
      // «No tengo fijo pero mi celular es 310…»
      guard words[index] != "pero" || partsKinds else { continue }
      let after = Vocabulary.articles.dropping(words[(index + 1)...])
      guard !after.isEmpty else { continue }
      let field = Vocabulary.fields.leading(after)?.meaning
      let isOther =
        words[index] != "o"
        ? field != nil || after.first?.utf8.first.map(isDigit) == true
          || partsKinds && introducesField(words[(index + 1)...])
        : partsKinds && field != nil && field != question
      if isOther { cuts.add(at: index, dropping: 1) }
    }
    if partsKinds {
      cuts.addKinds()
      cuts.addPlaceBehindNumber(
        in: place + 1 < parts.count ? Department.named(parts[place + 1].text) : nil)
    }
    return cuts.parts
  }
}

private func commaParts(_ line: Line) -> [Line] {
  let isComma: (UInt8) -> Bool = { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
  // Most are one, and what is known of the line is known of its part.
  guard line.text.utf8.contains(where: isComma) else { return [line] }
  return line.text.utf8.split(whereSeparator: isComma).map { Line(String(Substring($0))) }
}

/// The parts with those together that are one number: «setenta y nueve, cuatrocientos…», «cédula, la
/// 79.456.123».
private func joinedNumbers(_ parts: [Line]) -> [Line] {
  var joined: [Line] = []
  for part in parts {
    if let last = joined.last, !part.phrase.isEmpty, goesOn(last.phrase, with: part.phrase),
      spokenParts(part.text) != nil
    {
      joined[joined.count - 1] = Line(last.text + ", " + part.text)
    } else {
      joined.append(part)
    }
  }
  return joined
}

/// Whether the words may be the rest of a number, and no telephone of their own, behind a number or
/// what one is.
private func goesOn(_ before: ArraySlice<String>, with words: ArraySlice<String>) -> Bool {
  guard words.reduce(0, { $0 + $1.utf8.count(where: isDigit) }) < telephoneLength,
    words.indices.contains(where: { isNumeral(Array(words), at: $0 - words.startIndex) }),
    let last = before.indices.last
  else { return false }
  if isNumeral(Array(before), at: last - before.startIndex) { return true }
  let name = Vocabulary.articles.dropping(Vocabulary.beforeField.dropping(before))
  return Vocabulary.documentTypes.whole(name) != nil
    || Vocabulary.fields.whole(name).map(\.isNumbered) == true
}

/// «Vivo en», «me llamo»
private func introducesField(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.introductions.leading(words) != nil || Vocabulary.residence.leading(words) != nil
    // «Y no tengo fijo»
    || Vocabulary.denials.contains(words.prefix(1))
      && Vocabulary.fields.found(in: words).contains(.landline)
}

/// Where a clause is parted without a comma.
private struct Cuts {
  private let line: Line
  private let words: ArraySlice<String>
  private let question: Question
  /// The first words of the parts behind the first one, and how many words before each belong to
  /// none.
  private var starts: [Int: Int] = [:]

  init(of line: Line, at question: Question) {
    self.line = line
    words = line.phrase
    self.question = question
  }

  mutating func add(at index: Int, dropping count: Int = 0) {
    if starts[index + count] == nil || count > 0 { starts[index + count] = count }
  }

  var parts: [Line] {
    guard !starts.isEmpty else { return [line] }
    var parts: [Line] = []
    var start = words.startIndex
    for cut in starts.keys.sorted() where cut < words.endIndex {
      let end = cut - (starts[cut] ?? 0)
      if end > start {
        // The signs before the first word and behind the last are parts of an address or an e-mail.
        parts.append(
          Line(
            start == words.startIndex
              ? String(line.text.dropLast(line.typedToEnd(from: end).count))
              : line.typed(start..<end)))
      }
      start = cut
    }
    parts.append(Line(line.typedToEnd(from: start)))
    return parts
  }

  /// Parts that are of different kinds: «Ana María 310 456 7890», «natural cc 52123456».
  mutating func addKinds() {
    let emails = line.wordsOfEmail
    if let first = emails.first, let last = emails.last, emails.count == last - first + 1 {
      begin(at: first)
      addName(before: first)
      if last + 1 < words.endIndex { add(at: last + 1) }
    }
    var index = words.startIndex
    while index < words.endIndex {
      let end = endOfDigits(from: index)
      guard end > index else {
        index += 1
        continue
      }
      let digits = words[index..<end].joined()
      if isTelephone(digits) { begin(at: index) }
      if question == .menuOption, isCode(digits) {
        begin(at: index)
        if end < words.endIndex { add(at: end) }
      }
      if digits.utf8.count >= Self.digitsOfTwo,
        let second = (index + 1..<end).first(where: {
          isTelephone(words[index..<$0].joined()) && isTelephone(words[$0..<end].joined())
        })
      {
        begin(at: index)
        add(at: second)
      }
      addName(before: index)
      if digits.utf8.count >= Self.digitsBeforeNameMin, question != .address, end < words.endIndex,
        beginsName(words[end...])
      {
        add(at: end)
      }
      index = end
    }
    // «Por un embargo, soy Juan Pérez»
    if question == .menuOption {
      for index in words.indices.dropFirst() {
        guard let (_, name) = Vocabulary.introductions.leading(words[index...]), beginsName(name)
        else { continue }
        add(at: index)
      }
    }
    // «Ana Gómez vivo en la calle 26…»
    guard question != .address,
      words.contains(where: { Vocabulary.addressBeginnings.contains([$0]) })
    else { return }
    for index in words.indices.dropFirst()
    where Vocabulary.residence.leading(words[index...])?.meaning == true {
      add(at: index)
    }
  }

  /// A part begins with the name of the field whose value stands there.
  private mutating func addName(before value: Int) {
    var before = words[..<value]
    while let (_, rest) = Vocabulary.is.trailing(before) { before = rest }
    let field = Vocabulary.fields.trailing(before)
    guard
      let start = field?.rest.endIndex ?? Vocabulary.documentTypes.trailing(before)?.rest.endIndex,
      question != .address || field?.meaning.isNumbered == true
    else { return }
    begin(at: start, isNamed: true)
  }

  /// «calle 26 # 68C-61 Bogotá», «… en Soacha, Cundinamarca», whose department is the next clause.
  mutating func addPlaceBehindNumber(in department: Department?) {
    guard
      question == .address
        || words.contains(where: { Vocabulary.addressBeginnings.contains([$0]) }),
      let number = words.indices.last(where: {
        words[$0].utf8.first.map(isDigit) == true || Vocabulary.numberWord(words[$0]) != nil
      })
    else { return }
    var start = number + 1
    while start < words.endIndex,
      Vocabulary.sides.contains([words[start]])
        || Vocabulary.betweenAddressAndPlace.contains([words[start]])
    {
      start += 1
    }
    guard start < words.endIndex, words.endIndex - start <= placeWordsMax else { return }
    let rest = Line(line.typedToEnd(from: start))
    guard certainPlace(rest) != nil || department.flatMap({ city(rest, in: $0) }) != nil else {
      return
    }
    // «… 12-30 de Tunja» is no 30 D.
    let lead = words[(number + 1)..<start].reversed().prefix {
      Vocabulary.betweenAddressAndPlace.contains([$0])
    }
    add(at: start - lead.count, dropping: lead.count)
  }

  /// A part begins there, with the words before it that name it or only lead to it.
  private mutating func begin(at index: Int, isNamed: Bool = false) {
    var start = index
    // What stands before a cut belongs to another part.
    while start > words.startIndex, starts[start] == nil {
      let word = [words[start - 1]]
      if Vocabulary.articles.contains(word[...])
        || !isNamed && Vocabulary.numberLabels.contains(word[...])
        || Vocabulary.is.contains(word[...])
        || Vocabulary.fields.whole(word[...]).map({ $0.isNumbered || $0 == .email }) == true
      {
        start -= 1
      } else if let (_, before) = Vocabulary.beforeField.trailing(words[..<start]) {
        start = before.endIndex
      } else {
        break
      }
    }
    if start > words.startIndex { add(at: start) }
  }

  private func endOfDigits(from index: Int) -> Int {
    words[index...].firstIndex { !$0.utf8.allSatisfy(isDigit) } ?? words.endIndex
  }

  private func isTelephone(_ digits: String) -> Bool {
    let national =
      digits.utf8.count == 12 && digits.hasPrefix("57") ? digits.dropFirst(2) : digits[...]
    return national.utf8.count == telephoneLength
      && (national.hasPrefix("3") || national.hasPrefix("60"))
  }

  private func isCode(_ digits: String) -> Bool {
    digits.utf8.count == AppointmentCode.length && digits.hasPrefix("0")
  }

  private func beginsName(_ words: ArraySlice<String>) -> Bool {
    if Vocabulary.introductions.leading(words) != nil { return true }
    guard let (_, rest) = Vocabulary.givenNames.leading(words) else { return false }
    return rest.contains { Vocabulary.surnames.contains([$0]) }
  }

  /// Fewer digits are a house or an age.
  private static let digitsBeforeNameMin = 6
  /// Of two telephones.
  private static let digitsOfTwo = 20
}

/// What stands after the name of its field; a document's name tells its type too.
private func namedAnswers(
  _ part: Line, asked question: Question, in context: Context
) -> [Answer]? {
  let words = Vocabulary.articles.dropping(
    Vocabulary.is.dropping(Vocabulary.beforeField.dropping(trimmed(part.phrase))))
  // «PPT 5432110»
  let named =
    Vocabulary.fields.leading(words)
    ?? Vocabulary.documentTypes.leading(words).map { (.documentNumber, $0.rest) }
  guard let (field, rest) = named else { return nil }
  // «Una empresa de servicios» says what kind of person.
  if question == .personType, field == .businessName { return nil }
  var value = Vocabulary.is.dropping(rest)
  guard !value.isEmpty else { return nil }
  // «Mi dirección la calle 26…», but «barrio El Prado, calle 5…»
  var isPartOfAddress = false
  if field == .address {
    let bare = Vocabulary.articles.dropping(value)
    let isWay = Vocabulary.addressBeginnings.contains(bare.prefix(1))
    isPartOfAddress = !isWay && Vocabulary.wordsOfAddress.contains(words.prefix(1))
    if isPartOfAddress, question == .address { return nil }
    value = isWay ? bare : isPartOfAddress ? words : value
  }
  let line = Line(part.typedToEnd(from: value.startIndex))
  var context = context
  var answers: [Answer] = []
  if field == .documentNumber,
    let type = Vocabulary.documentTypes.leading(words)?.meaning
      ?? Vocabulary.documentTypes.found(in: words.dropLast(rest.count)).first
  {
    guard case .value(let answer) = documentType(Line(type.rawValue), [type.rawValue], in: context)
    else { return nil }
    context.documentType = type
    answers.append(answer)
  }
  guard case .value(let answer) = answer(line, trimmed(line.phrase), to: field, in: context),
    // An address or a company may begin with such a word itself: «Ciudad Bolívar».
    ![.address, .businessName].contains(question) || field == question || answer.isUnlikeText,
    !isPartOfAddress || answer.hasPlate
  else { return nil }
  return answers + [answer]
}

/// An e-mail, a mobile or a complete landline, which nothing else is.
func unmistakable(_ part: Line) -> [Answer]? {
  if part.text.contains("@") {
    if case .value(let answer) = writtenEmail(part.text) { return [answer] }
  } else if part.text.utf8.contains(where: { isDigit($0) }
  ) {
    if case .value(let answer) = writtenMobile(part.text) { return [answer] }
    // Ten digits from 60 on are no other number.
    if case .value(let answer) = writtenLandline(part.text, in: nil),
      case .landline(.number) = answer, part.text.utf8.count(where: isDigit) >= 10
    {
      return [answer]
    }
  }
  return nil
}

extension Answer {
  /// Whether it is an address that nothing else can be.
  fileprivate var hasPlate: Bool {
    if case .address(let address) = self { address.hasPlate } else { false }
  }

  /// The first of several given names.
  fileprivate var firstGivenName: Answer? {
    guard case .givenNames(let names) = self, let first = names.text.split(separator: " ").first
    else { return nil }
    return (try? PersonName(parsing: String(first))).map(Answer.givenNames)
  }

  /// Made of digits or with an at sign, as no name is.
  fileprivate var isUnlikeText: Bool {
    switch self {
    case .documentNumber, .landline(.number), .landline(.withoutArea), .mobile, .email: true
    default: false
    }
  }
}

extension Question {
  /// Whether it is answered in a sentence, of which the parts are not its own.
  fileprivate var isOfSentences: Bool {
    self == .menuOption || self == .motive || self == .consent
  }
}

extension Reading {
  /// Whether it is asked back.
  var isAskedBack: Bool {
    switch self {
    case .confirm, .ambiguous: true
    default: false
    }
  }
}
