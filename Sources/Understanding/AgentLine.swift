package import Domain

/// How an agent's line answers `question`: `whole` as one answer, or in parts when only its
/// beginning, or a part that can be nothing else, answers it: «sí cc 52123456», «300 123 4567, no
/// tiene fijo, ana@x.com».
func agentReading(
  of line: Line, asWhole whole: Reading, _ question: Question, _ context: Context
) -> Reading {
  switch whole {
  // The capital is a city too, and is asked.
  case .value where question == .department: return whole
  // A datum put right, which a name or an address would swallow.
  case .several(let answers) where answers.count == 1 && question.takesFreeText: return whole
  case .several where question == .change, .ambiguous where question == .change: return whole
  // «…, no tiene fijo, …, Rionegro» is no question for free places.
  case .order(.availability) where line.text.contains("@") || line.text.contains("#"): break
  case .order, .outOfScope, .first, .last, .any, .none, .range, .hours, .part: return whole
  case .several, .value, .confirm, .ambiguous, .likely, .invalid: break
  }
  if [.motive, .day, .time, .waitingDays].contains(question) { return whole }
  // One word that answers leaves nothing over.
  if whole.isValue, !question.takesFreeText, question != .personType, question != .documentType,
    !line.text.unicodeScalars.contains(where: isBlank)
  {
    return whole
  }
  var parts = AgentLine(line.text, in: context)
  parts.whole = line
  if let reading = parts.take(question), !parts.isEmpty || question.takesFreeText,
    // What a sentence puts right counts as a whole: «300 123 4567, no, 310…».
    question.takesFreeText || !whole.isValue || reading == whole
  {
    return parts.isEmpty ? reading : .part(reading, rest: parts.text)
  }
  switch whole {
  // A mobile may mean that there is no landline.
  case .invalid(let rejection) where ![.mobileAsLandline, .landlineAsMobile].contains(rejection):
    return AgentLine(line.text, in: context).elsewhere(than: question) ?? whole
  default: return whole
  }
}

/// How what is left of a line answers the next question, or of an agent's unmistakably others; nil
/// when it does not. What the caller has to say for themselves is never taken from there.
package func interpretRest(
  _ rest: String, as question: Question, in context: Context
) -> Reading? {
  guard context.isAgent else { return laterReading(rest, as: question, in: context) }
  var parts = AgentLine(rest, in: context)
  if let reading = parts.take(question) { return .part(reading, rest: parts.text) }
  return AgentLine(rest, in: context).elsewhere(than: question)
}

/// `rest` of a line that begins with a whole name, without those given names.
package func rest(_ rest: String, after givenNames: PersonName) -> String {
  var parts = AgentLine(rest, in: Context(now: Moment(secondsSinceEpoch: 0)))
  parts.drop(words: givenNames.text.split(separator: " ").count)
  return parts.text
}

private func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  scalar.isASCII
    ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
}

private func isPause(_ scalar: Unicode.Scalar) -> Bool { scalar == "," || scalar == ";" }

/// The parts of an agent's line: words between blanks, in clauses that commas end.
private struct AgentLine {
  private struct Word {
    let text: String
    var endsClause: Bool

    var isDigits: Bool { text.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") } }
    var hasDigit: Bool { text.utf8.contains(where: isDigit) }
  }

  private var words: [Word] = []
  private var context: Context
  /// The line as it came, of which much is known already.
  fileprivate var whole: Line?

  /// Words of the longest answer but an address or a company.
  private static let answerWordsMax = 12
  /// Words of the longest name of a field.
  private static let fieldWordsMax = 4

  init(_ text: String, in context: Context) {
    self.context = context
    for piece in text.unicodeScalars.split(whereSeparator: isBlank) {
      let bare = piece.drop(while: isPause)
      let end = bare.lastIndex { !isPause($0) }.map(bare.index(after:)) ?? bare.startIndex
      let word = String(bare[..<end])
      let isAfterComma = bare.startIndex > piece.startIndex
      if isAfterComma, !words.isEmpty { words[words.count - 1].endsClause = true }
      let endsClause = end < bare.endIndex
      if !word.isEmpty { words.append(Word(text: word, endsClause: endsClause)) }
    }
  }

  var isEmpty: Bool { words.isEmpty }
  var text: String { text(words.indices) }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    for index in range {
      text += words[index].text
      if index + 1 < range.upperBound { text += words[index].endsClause ? ", " : " " }
    }
    return text
  }

  private func phrase(_ range: Range<Int>) -> ArraySlice<String> { Line(text(range)).phrase }

  /// The end of the clause in which that word stands.
  private func clauseEnd(_ index: Int) -> Int {
    (words[index...].firstIndex { $0.endsClause } ?? words.count - 1) + 1
  }

  private var clauseStarts: [Int] {
    words.indices.filter { $0 == 0 || words[$0 - 1].endsClause }
  }

  private mutating func drop(_ range: Range<Int>) {
    if let last = range.last, words[last].endsClause, range.lowerBound > 0 {
      words[range.lowerBound - 1].endsClause = true
    }
    words.removeSubrange(range)
  }

  mutating func drop(words count: Int) { words.removeFirst(min(count, words.count)) }

  // MARK: What answers a question

  /// Takes what answers `question` out of the line; nil when nothing does.
  mutating func take(_ question: Question) -> Reading? {
    guard !words.isEmpty else { return nil }
    if let found = named(question) ?? shaped(question) { return take(found) }
    switch question {
    case .acceptance, .cancellation, .verification, .turn: return nil
    case .consent, .knownData: return take(atStart: question)
    case .givenNames: return takeGivenNames()
    case .surnames: return takeSurnames()
    case .address: return takeAddress()
    case .department: return takeDepartment()
    case .motive: return takeMotive()
    case .personType:
      if let reading = take(atStart: question) { return reading }
      return impliedPersonType
    case .documentType: return takeDocumentType()
    case .businessName: return take((read(0..<clauseEnd(0), as: question), 0..<clauseEnd(0)))
    case .menuOption, .documentNumber, .landline, .mobile, .email, .city, .appointmentCity,
      .pointOfContact, .day, .time, .handling, .code, .secondDatum, .change, .waitingWanted,
      .waitingCity, .waitingDays, .waitingPart, .waitingPreference:
      return take(atStart: question)
    }
  }

  /// Answers to other questions that can be nothing else: by their look to the open ones, by their
  /// name also to those that were answered.
  func elsewhere(than question: Question) -> Reading? {
    guard let open = context.open, !open.isEmpty else { return nil }
    var line = self
    var answers: [Answer] = []
    for other in Question.allCases where other != question && other.isTakenAnywhere {
      guard let found = line.named(other) ?? (open.contains(other) ? line.shaped(other) : nil),
        case .value(let answer) = found.0,
        answer != .landline(.none) || line.namesLandline(found.1)
      else { continue }
      if other == .documentNumber, let (type, _) = line.document { answers.append(type) }
      answers.append(answer)
      line.drop(found.1)
      // «Calle 26 # 68C-61, Bogotá»
      if other == .address, found.1.lowerBound < line.words.count {
        let clause = found.1.lowerBound..<line.clauseEnd(found.1.lowerBound)
        if case .one(let city) = Municipality.search(line.text(clause)) {
          answers += [.department(city.department), .city(city)]
          line.drop(clause)
        }
      }
    }
    guard !answers.isEmpty else { return nil }
    return .part(.several(answers), rest: line.text)
  }

  private typealias Found = (Reading, Range<Int>)

  private mutating func take(_ found: Found) -> Reading {
    drop(found.1)
    return found.0
  }

  private mutating func take(atStart question: Question) -> Reading? {
    if let found = longest(from: 0, as: question) { return take(found) }
    // Digits that are wrong for it are told so, and the rest is kept.
    let clause = 0..<clauseEnd(0)
    guard question.isOfDigits, words[clause].allSatisfy(\.isDigits) || question == .email,
      case .invalid(let rejection) = read(clause, as: question), clause.upperBound < words.count
    else { return nil }
    return take((.invalid(rejection), clause))
  }

  private func read(_ range: Range<Int>, as question: Question) -> Reading {
    let text = text(range)
    // Of the whole line it is known what it means when asked.
    let whole = whole.flatMap { $0.text == text ? $0 : nil }
    let line = whole ?? Line(text)
    let phrase = trimmed(line.phrase)
    if let answer = shortAnswer(phrase, to: question) { return .value(answer) }
    if let reading = plainAgreement(line, to: question) { return reading }
    if question.isChosen || context.listed.first?.question == question,
      let reading = pick(line, phrase, as: question, in: context)
    {
      return reading
    }
    return whole?.answer(to: question, in: context)
      ?? answer(line, phrase, to: question, in: context)
  }

  /// The longest run of words in the clause that answers `question`; else the longest that may.
  private func longest(from start: Int, as question: Question, to end: Int? = nil) -> Found? {
    var end = min(end ?? clauseEnd(start), start + Self.answerWordsMax)
    // What names another field is not passed over as if it only named this one.
    if let other = (start..<end).dropFirst().first(where: { documentType(at: $0) != nil }) {
      end = other
    }
    // A datum is understood among other words too: what can be nothing but another is none of them.
    if let other = (start..<end).dropFirst().first(where: { isOther(words[$0], than: question) }) {
      end = other
    }
    var doubtful: Found?
    var stops = Array(stride(from: end, to: start, by: -1))
    // A place is understood also among other words: what stands behind it is the day.
    if question == .appointmentCity, stops.count > 1 { stops.append(stops.removeFirst()) }
    for stop in stops {
      let range = start..<stop
      // A run of digits is not cut, unless it is plain that it ends there.
      if stop < clauseEnd(start), words[stop - 1].isDigits, words[stop].isDigits,
        question.isOfDigits, range.count > 1 || words[start].text.utf8.count < 6
      {
        continue
      }
      // The beginning of a clause may be the beginning of many places' names.
      if stop < clauseEnd(start), !mayEnd(question, range, before: stop..<clauseEnd(start)) {
        continue
      }
      let reading = read(range, as: question)
      switch reading {
      case .value: return (reading, range)
      case .several(let answers) where question == .day || question == .time:
        if answers.allSatisfy({ [.day, .time].contains($0.question) }) { return (reading, range) }
      case .several where question == .department: return (reading, range)
      case .first, .last, .any, .range, .hours:
        if stop == end { return (reading, range) }
      case .confirm, .ambiguous:
        // What is only nearly an answer is one when it stands alone; the day stands behind a city.
        if doubtful == nil, stop == clauseEnd(start) || question == .appointmentCity {
          doubtful = (reading, range)
        }
      case .none, .order, .likely, .outOfScope, .invalid, .part, .several: break
      }
    }
    return doubtful
  }

  /// Whether the word is an address of mail, or a telephone behind one.
  private func isOther(_ word: Word, than question: Question) -> Bool {
    question == .email ? word.isDigits && word.text.utf8.count >= 7 : word.text.contains("@")
  }

  /// Whether an answer to `question` can end there, and the rest stand behind it in one clause.
  private func mayEnd(
    _ question: Question, _ answer: Range<Int>, before rest: Range<Int>
  ) -> Bool {
    switch question {
    case .department, .city: return false
    case .appointmentCity:
      if case .invalid = read(rest, as: .day) { return false }
      if answer.count == 1, words[answer.lowerBound].isDigits { return true }
      switch Municipality.search(text(answer)) {
      case .one, .several: return true
      case .near, .elsewhere, .none: return false
      }
    default: return true
    }
  }

  // MARK: By name or shape

  /// The field named there, and where its value begins.
  private func field(at index: Int) -> (field: Question, value: Int)? {
    let end = clauseEnd(index)
    for stop in stride(from: min(end - 1, index + Self.fieldWordsMax), to: index, by: -1) {
      let phrase = phrase(index..<stop)
      let bare = Vocabulary.articles.dropping(phrase)
      guard let field = Vocabulary.shortFields.whole(phrase) ?? Vocabulary.fields.whole(bare)
      else { continue }
      var value = stop
      while value < end - 1, Vocabulary.is.contains(self.phrase(value..<(value + 1))) { value += 1 }
      return (field, value)
    }
    return nil
  }

  /// What stands behind the name of `question`.
  private func named(_ question: Question) -> Found? {
    for index in words.indices {
      guard let (field, start) = field(at: index), field == question else { continue }
      // An address may have such a word in it: «Ciudad Bolívar».
      if index > 0, !words[index - 1].endsClause, words[..<index].last?.hasDigit == false {
        continue
      }
      // Of an e-mail «punto» is a sign.
      let end = (start..<clauseEnd(index)).dropFirst().first {
        let next = self.field(at: $0)?.field
        return next != nil && (question != .email || next != .pointOfContact)
      }
      if question == .documentNumber, documentType(at: index) != nil { continue }
      if let (reading, range) = longest(from: start, as: question, to: end) {
        return (reading, index..<range.upperBound)
      }
      let range = start..<(end ?? clauseEnd(index))
      if case .invalid(let rejection) = read(range, as: question), question.isOfDigits {
        return (.invalid(rejection), index..<range.upperBound)
      }
    }
    return nil
  }

  /// What answers `question` by its look alone.
  private func shaped(_ question: Question) -> Found? {
    switch question {
    case .mobile:
      for index in words.indices where words[index].hasDigit {
        let digits = words[index].text.utf8.filter(isDigit)
        guard digits.first == UInt8(ascii: "3") || digits.starts(with: Array("57".utf8)),
          index == 0 || words[index - 1].endsClause || !words[index - 1].isDigits,
          index == 0 || documentType(endingAt: index) == nil,
          let found = longest(from: index, as: question), case .value = found.0
        else { continue }
        return found
      }
    case .landline:
      for index in clauseStarts {
        let clause = index..<clauseEnd(index)
        if clause.count > 1, case .value(.landline(.none)) = read(clause, as: question) {
          return (.value(.landline(.none)), clause)
        }
      }
      for index in words.indices
      where words[index].text.hasPrefix("60")
        && (index == 0 || words[index - 1].endsClause || !words[index - 1].isDigits)
      {
        if index > 0, documentType(endingAt: index) != nil { continue }
        if let found = longest(from: index, as: question), case .value = found.0 { return found }
      }
    case .email:
      for index in words.indices where words[index].text.contains("@") {
        let range = index..<(index + 1)
        switch read(range, as: question) {
        case let reading where words[index].text.utf8.first == UInt8(ascii: "@"):
          // Someone parted it with blanks: the whole clause, or nothing.
          let start = clauseStarts.last { $0 <= index } ?? 0
          if case .value = self.read(start..<clauseEnd(index), as: question) {
            return (self.read(start..<clauseEnd(index), as: question), start..<clauseEnd(index))
          }
          return (reading, range)
        case let reading: return (reading, range)
        }
      }
    case .documentNumber:
      if let (_, found) = document { return found }
    case .address:
      for index in clauseStarts {
        var line = self
        line.drop(words: index)
        guard case .value(.address(let address))? = line.takeAddress(), address.hasPlate
        else { continue }
        return (.value(.address(address)), index..<(words.count - line.words.count))
      }
    default: break
    }
    return nil
  }

  /// Whether it is said of what there is none.
  private func namesLandline(_ range: Range<Int>) -> Bool {
    !Vocabulary.fields.found(in: phrase(range)).isEmpty
  }

  // MARK: Documents

  private func documentType(at index: Int) -> (type: DocumentType, number: Int)? {
    let end = clauseEnd(index)
    for stop in stride(from: min(end - 1, index + Self.fieldWordsMax), to: index, by: -1) {
      let phrase = Vocabulary.articles.dropping(phrase(index..<stop))
      var type = Vocabulary.documentTypes.whole(phrase)
      if case .documentType(let short)? = shortAnswer(phrase, to: .documentType) { type = short }
      guard let type, words[stop].hasDigit else { continue }
      return (type, stop)
    }
    return nil
  }

  private func documentType(endingAt index: Int) -> DocumentType? {
    for start in max(0, index - Self.fieldWordsMax)..<index {
      if let (type, number) = documentType(at: start), number == index { return type }
    }
    return nil
  }

  /// A document's type and number beside each other, where a clause or the line begins with it or
  /// a word comes before.
  private var document: (type: Answer, number: Found)? {
    for index in words.indices {
      guard let (type, start) = documentType(at: index) else { continue }
      var line = self
      line.context.documentType = type
      guard case .value(let answer) = documentType([type.rawValue], in: context),
        let (reading, range) = line.longest(from: start, as: .documentNumber)
      else { continue }
      return (answer, (reading, index..<range.upperBound))
    }
    return nil
  }

  private func documentType(_ code: [String], in context: Context) -> Reading {
    let line = Line(code.joined(separator: " "))
    return Understanding.documentType(line, line.phrase, in: context)
  }

  /// The number stays, at the beginning: it is the next answer.
  private mutating func takeDocumentType() -> Reading? {
    for index in words.indices {
      guard let (type, number) = documentType(at: index) else { continue }
      let reading = documentType([type.rawValue], in: context)
      guard case .value = reading else { return nil }
      let digits = words[number..<clauseEnd(number)].prefix { $0.hasDigit }
      var moved = Array(digits)
      moved[moved.count - 1].endsClause = true
      drop(index..<digits.endIndex)
      words.insert(contentsOf: moved, at: 0)
      return reading
    }
    // A company has nothing but a NIT.
    if context.personType == .juridica, case .value = read(0..<clauseEnd(0), as: .documentNumber) {
      return .value(.documentType(.nit))
    }
    return take(atStart: .documentType)
  }

  /// Of whom such a document can only be.
  private var impliedPersonType: Reading? {
    for index in words.indices {
      guard let (type, _) = documentType(at: index) else { continue }
      let kinds = PersonType.allCases.filter {
        (DocumentType.offered(to: $0) + DocumentType.onRequest(by: $0)).contains(type)
      }
      return kinds.count == 1 ? .value(.personType(kinds[0])) : nil
    }
    return nil
  }

  private mutating func takeMotive() -> Reading? {
    let first = 0..<1
    if case .value(let answer) = read(first, as: .motive), clauseEnd(0) > 1,
      words[0].isDigits || shortAnswer(phrase(first), to: .motive) != nil
    {
      return take((.value(answer), first))
    }
    let clause = 0..<clauseEnd(0)
    switch read(clause, as: .motive) {
    case .invalid, .first, .last, .any, .none, .order, .several, .range, .hours, .part: return nil
    case let reading: return take((reading, clause))
    }
  }

  // MARK: Names

  /// The words of a name at the beginning: up to a comma, a number, an at sign or another field.
  private var nameWords: Range<Int> {
    let end = clauseEnd(0)
    return
      0..<(words[..<end].indices.first { index in
        words[index].hasDigit || words[index].text.contains("@")
          || index > 0 && (field(at: index) != nil || documentType(at: index) != nil)
      } ?? end)
  }

  private mutating func takeGivenNames() -> Reading? {
    var range = nameWords
    // «me llamo Ana»
    while let (_, rest) = Vocabulary.beforeName.leading(phrase(range)), !rest.isEmpty,
      rest.count < range.count
    {
      drop(words: range.count - rest.count)
      range = nameWords
    }
    guard !range.isEmpty, words[range].allSatisfy({ $0.text.count > 1 }) else { return nil }
    let names = words[range].map(\.text)
    let counts = givenNameCounts(of: names)
    guard counts.count > 0, counts != [names.count] || range.count < words.count else { return nil }
    // So that «ANA MARÍA GÓMEZ» is one name and not two in capitals.
    let readings = counts.map { read(0..<$0, as: .givenNames) }
    let answers = readings.compactMap(\.onlyAnswer)
    guard answers.count == readings.count else { return nil }
    guard answers.count == 1 else { return .ambiguous(answers, .nameBorder) }
    return take((.value(answers[0]), 0..<counts[0]))
  }

  private mutating func takeSurnames() -> Reading? {
    let range = nameWords
    guard !range.isEmpty, case .value(let answer) = read(range, as: .surnames) else { return nil }
    return take((.value(answer), range))
  }

  // MARK: Places

  /// An address with its commas, up to the city or what can be no part of it.
  private mutating func takeAddress() -> Reading? {
    var end = clauseEnd(0)
    while end < words.count, !beginsSomethingElse(end) { end = clauseEnd(end) }
    let range = 0..<(placeClauses(in: 0..<end) ?? end)
    switch read(range, as: .address) {
    case .value(let answer): return take((.value(answer), range))
    case .ambiguous(let answers, let doubt): return take((.ambiguous(answers, doubt), range))
    default: return nil
    }
  }

  private func beginsSomethingElse(_ index: Int) -> Bool {
    if field(at: index) != nil || documentType(at: index) != nil { return true }
    let clause = index..<clauseEnd(index)
    if words[clause].contains(where: { $0.text.contains("@") }) { return true }
    if case .value = read(clause, as: .mobile) { return true }
    return false
  }

  /// Where the place begins with which the clauses of an address end: a city, a department, or a
  /// city and its department.
  private func placeClauses(in range: Range<Int>) -> Int? {
    let starts = clauseStarts.filter { range.contains($0) }.dropFirst()
    guard let last = starts.last else { return capitalAfterNumber(in: range) }
    let text = text(last..<range.upperBound)
    func isPlace(_ text: String) -> Bool {
      switch Municipality.search(text) {
      case .one, .several: true
      case .near, .elsewhere, .none: Department.named(text) != nil
      }
    }
    guard isPlace(text) else { return nil }
    if let department = Department.named(text), let before = starts.dropLast().last {
      switch Municipality.search(self.text(before..<last), in: department) {
      case .one, .several: return before
      case .near, .elsewhere, .none: break
      }
    }
    return last
  }

  /// Where a department's capital ends an address without commas, right behind a number:
  /// `calle 26 68c-61 bogotá`. Smaller places lend their names to quarters.
  private func capitalAfterNumber(in range: Range<Int>) -> Int? {
    guard let number = range.last(where: { words[$0].hasDigit }), number + 1 < range.upperBound
    else { return nil }
    switch Municipality.search(text(number + 1..<range.upperBound)) {
    case .one(let city) where city.isCapital: return number + 1
    case .several(let cities) where cities[0].isCapital: return number + 1
    case .one, .several, .near, .elsewhere, .none: return nil
    }
  }

  /// A department that is named by itself, or that of the city. The capital is both: it stays for
  /// the next question.
  private mutating func takeDepartment() -> Reading? {
    for start in clauseStarts where start > 0 {
      let clause = start..<clauseEnd(start)
      if let department = Department.named(text(clause)) {
        return take((.value(.department(department)), clause))
      }
    }
    guard let (reading, range) = longest(from: 0, as: .department) else { return nil }
    if case .value(.department(let department)) = reading {
      if case .one(let city) = Municipality.search(text(range)), city.department == department,
        department.municipalities.count == 1
      {
        return reading
      }
    }
    return take((reading, range))
  }
}

extension Reading {
  fileprivate var isValue: Bool { if case .value = self { true } else { false } }
}

extension Question {
  /// Whether a number in a list picks its answer.
  fileprivate var isChosen: Bool {
    switch self {
    case .menuOption, .motive, .consent, .personType, .documentType, .acceptance, .handling,
      .change, .cancellation, .knownData, .waitingWanted, .waitingCity, .waitingDays, .waitingPart,
      .waitingPreference, .turn:
      true
    case .documentNumber, .businessName, .givenNames, .surnames, .landline, .mobile, .email,
      .address, .department, .city, .verification, .appointmentCity, .pointOfContact, .day, .time,
      .code, .secondDatum:
      false
    }
  }

  /// Whether a run of digits answers it.
  fileprivate var isOfDigits: Bool {
    switch self {
    case .documentNumber, .landline, .mobile, .code, .email: true
    default: false
    }
  }

  /// Whether it is taken from anywhere in a line, and not only when it is asked.
  fileprivate var isTakenAnywhere: Bool {
    switch self {
    case .documentNumber, .businessName, .givenNames, .surnames, .landline, .mobile, .email,
      .address, .department, .city:
      true
    case .menuOption, .motive, .consent, .personType, .documentType, .verification,
      .appointmentCity, .pointOfContact, .day, .time, .acceptance, .handling, .code, .secondDatum,
      .change, .cancellation, .knownData, .waitingWanted, .waitingCity, .waitingDays, .waitingPart,
      .waitingPreference, .turn:
      false
    }
  }
}
