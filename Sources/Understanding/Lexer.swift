internal import Domain

/// The pieces of `words` without filler.
func pieces(of words: ArraySlice<String>, in line: Line?) -> [Piece] {
  var lexer = Lexer(words, in: line)
  return lexer.pieces()
}

/// Makes pieces of words.
private struct Lexer {
  /// The words, parted where digits meet letters and put right where they are misspelt; nil for a
  /// strange one.
  private var words: [String] = []
  /// What stands before each: a blank for blanks, nil where nothing is between.
  private var signs: [Character?] = []
  private var found: [Piece] = []
  private let isQuestion: Bool
  /// What the clause has said so far of somebody else.
  private var others: Set<Mark> = []

  init(_ typed: ArraySlice<String>, in line: Line?) {
    isQuestion = line?.hasQuestionMark ?? false
    var index = typed.startIndex
    while index < typed.endIndex {
      var word = typed[index]
      var sign: Character = line.map { Understanding.sign($0.gap(before: index)) } ?? " "
      // «El lunes no. El martes…»; but «jue. 17», «3 p. m.»
      if sign == " ", index > typed.startIndex,
        line?.gap(before: index).utf8.first == UInt8(ascii: "."),
        Self.endsSentence(typed[index - 1], before: word)
      {
        sign = ","
      }
      index += 1
      // «veinti uno», «dieci seis»
      if index < typed.endIndex, !Self.isReadable(word),
        Misspelling.isKnown(word + typed[index]) || Self.isTwenty(word, typed[index])
      {
        word += typed[index]
        index += 1
      }
      let parts = partedAtDigits(word)
      // «2021-09-22T09:00:00-05:00», ISO 8601: what follows is the zone.
      if parts.count == 3, parts[1] == "t" {
        words += [parts[0], parts[2]]
        signs += [sign, " "]
        var isZone = false
        while index < typed.endIndex,
          let joint = line.map({ Understanding.sign($0.gap(before: index)) }), ":-+".contains(joint)
        {
          isZone = isZone || joint != ":"
          if !isZone {
            words.append(partedAtDigits(typed[index])[0])
            signs.append(joint)
          }
          index += 1
        }
        continue
      }
      for (place, part) in parts.enumerated() {
        let corrected =
          Self.isReadable(part) && !Self.isOfOtherThings(part, after: words.last)
          ? [part]
          : Misspelling.withoutJoint(part)
            ?? Misspelling.expected(part, after: words.suffix(2)).map { [$0] }
            ?? (Self.isReadable(part) ? nil : Misspelling.corrected(part))
            ?? Misspelling.expected(part, between: words.suffix(1), and: typed[index...]).map {
              [$0]
            }
            ?? [part]
        for (number, part) in corrected.enumerated() {
          words.append(part)
          signs.append(place == 0 && number == 0 ? sign : nil)
        }
      }
    }
  }

  /// Whether a full stop behind that word is none of an abbreviation.
  private static func endsSentence(_ word: String, before next: String) -> Bool {
    if word == "no" || word == "si" { return true }
    // «La reunión es el 16. El 17 por favor.»
    if next == "el" || next == "a" || next == "las" { return !abbreviations.contains(word) }
    guard word.utf8.count > 2, word.allSatisfy(\.isLetter), !abbreviations.contains(word) else {
      return false
    }
    switch word.utf8.count < 5 ? Vocabulary.marks.whole([word]) : nil {
    case .weekday?, .month?: return false
    default: return true
    }
  }

  /// Besides those of weekdays and months.
  private static let abbreviations: Set<String> = [
    "aprox", "prox", "mier", "juev", "vier", "hrs", "min", "mins", "dra", "sra", "srta", "ing",
    "lic", "tel", "cel", "num",
  ]

  /// «vinti siete»
  private static func isTwenty(_ word: String, _ unit: String) -> Bool {
    guard word.hasSuffix("ti"), let number = Vocabulary.numbers.whole([unit]),
      (1...9).contains(number)
    else { return false }
    return Misspelling.corrected(word + unit)?.count == 1
  }

  private static func isReadable(_ word: String) -> Bool {
    word.utf8.first.map { (0x30...0x39).contains($0) } ?? false || Misspelling.isKnown(word)
      || Vocabulary.ordinalEndings.contains([word]) || Misspelling.isWish(word)
  }

  /// «a las mueve»; but «eso se mueve mucho».
  private static func isOfOtherThings(_ word: String, after before: String?) -> Bool {
    before == "las" && Vocabulary.marks.whole([word]) == .ordinary
  }

  mutating func pieces() -> [Piece] {
    var rest = words[...]
    // No phrase goes over a comma: «bueno no, más bien a las once».
    var end = rest.startIndex
    while !rest.isEmpty {
      let sign = signs[rest.startIndex]
      let isTime = rest.startIndex > 0 && wholeNumber(words[rest.startIndex - 1].utf8) != nil
      if sign == "," || sign == "¿" || sign == ":" && !isTime, !found.isEmpty, found.last != .comma
      {
        // «este…»
        if found.last == .mark(.this) { found.removeLast() }
        if !found.isEmpty { found.append(.comma) }
        others = []
      }
      if sign == "-", isSpanOfHours(rest) { found.append(.mark(.at)) }
      if rest.startIndex >= end {
        end = signs[(rest.startIndex + 1)...].firstIndex(of: ",") ?? rest.endIndex
      }
      let phrase =
        isInDigits(rest[..<end])
        ? nil
        : Vocabulary.marks.leading(rest[..<end])
          .map { (meaning: $0.meaning, rest: rest[$0.rest.startIndex...]) }
      // «El viernes, ¿no?»
      if sign == "¿" || sign == "," && isQuestion, rest.count == 1, phrase?.meaning == .no { break }
      take(&rest, phrase)
      // «las diez (10) de la mañana»
      if sign == "(", case .number(let again)? = found.last,
        case .number(let figure)? = found.dropLast().last, again.value == figure.value
      {
        found.removeLast()
      }
    }
    return joined(found)
  }

  /// «16», «11 20»: two numbers begin no phrase, and so a day or an hour in digits needs none of the
  /// vocabulary.
  private func isInDigits(_ words: ArraySlice<String>) -> Bool {
    words.prefix(2).allSatisfy { $0.utf8.allSatisfy(isDigit) }
  }

  /// «9:00-10:20», «9-10:20»: where the second of two hours begins.
  private func isSpanOfHours(_ rest: ArraySlice<String>) -> Bool {
    func isHour(_ index: Int) -> Bool {
      words.indices.contains(index)
        && wholeNumber(words[index].utf8).map { $0 < 24 } == true
    }
    let isClock = isHour(rest.startIndex) && rest.count > 1 && signs[rest.startIndex + 1] == ":"
    switch found.last {
    case .figures(_, sign: ":")?: return isHour(rest.startIndex)
    case .number(let figure)?: return figure.digits > 0 && figure.value < 24 && isClock
    default: return false
    }
  }

  private mutating func take(
    _ rest: inout ArraySlice<String>, _ phrase: (meaning: Mark, rest: ArraySlice<String>)?
  ) {
    guard let word = rest.first else { return }
    // «12 m» is one phrase.
    if let phrase, phrase.rest.count < rest.count - 1, wholeNumber(word.utf8) != nil {
      found.append(.mark(phrase.meaning))
      rest = phrase.rest
    } else if let value = wholeNumber(word.utf8) {
      takeDigits(value, &rest)
    } else if ordinalEnding(rest) {
      rest = rest.dropFirst()
    } else if phrase?.meaning == .pair {
      found.append(.number(Figure(value: 2, digits: 0, isVague: true)))
      rest = phrase?.rest ?? rest.dropFirst()
    } else if phrase?.meaning == .at, rest.prefix(2).elementsEqual(["a", "la"]),
      rest.dropFirst(2).first == "1"
    {
      found.append(.mark(.atHours))
      rest = rest.dropFirst(2)
    } else if word == "mar" {
      found.append(.mark(.tuesdayOrMarch))
      rest = rest.dropFirst()
    } else if let number = Vocabulary.numbers.leading(rest),
      phrase.map({ $0.rest.count > number.rest.count }) ?? true
    {
      takeSpoken(number.meaning, &rest, after: number.rest)
    } else if let phrase {
      switch phrase.meaning {
      case .filler, .article: break
      // «de misa de diez»: of the mass, not of the appointment.
      case .atHours where found.last == .mark(.routine) && word == "de":
        found += [.mark(.of), .mark(.atHours)]
      case .ordinary: found.append(.unknown)
      // «mi hermano tiene cita el 15», «mi esposo, que la tiene a las 9»
      case .person, .has:
        others.insert(phrase.meaning)
        let subject = found.last { $0 != .mark(.that) }
        if others.count == 2 || phrase.meaning == .has && subject == .unknown {
          found.append(.mark(.busy))
          others = []
        }
      case .telling:
        let clause = found[(found.lastIndex(of: .comma) ?? 0)...]
        let next = Vocabulary.marks.leading(phrase.rest)?.meaning
        if clause.contains(where: \.isNamed) {
          found.append(.mark(.busy))
        } else if word == "no", next == .article || next == .atHours {
          // «no sé si el lunes»; but «no sé si tiene el lunes»
          found.append(.mark(.question))
        }
      // «a las 8 desayuno», «a las 9 tomo onces», «la misa es el martes»
      case .routine
      where !Self.isLed(word)
        && (phrase.rest.first == "es" || found.last { $0 != .mark(.wish) }?.endsTime == true):
        found.append(.mark(.busy))
      default: found.append(.mark(phrase.meaning))
      }
      rest = phrase.rest
    } else {
      takeStrange(word)
      rest = rest.dropFirst()
    }
  }

  /// «en el trabajo», «saliendo de clase»: a phrase that begins so only says when or where.
  private static func isLed(_ word: String) -> Bool {
    switch Vocabulary.marks.whole([word]) {
    case .article?, .routine?, nil: word == "por"
    default: true
    }
  }

  private mutating func takeStrange(_ word: String) {
    if Misspelling.isWish(word) {
      found.append(.mark(.wish))
    } else {
      // «la Virgen de las Mercedes» tells no hour.
      if found.last == .mark(.atHours) { found.removeLast() }
      // «ese día no pesco» tells what somebody does, and refuses nothing.
      if found.last == .mark(.no), word.hasSuffix("o"), word.utf8.count > 3 {
        found[found.count - 1] = .unknown
      }
      found.append(.unknown)
    }
  }

  /// «1ro», «2º»: right behind its digits.
  private func ordinalEnding(_ rest: ArraySlice<String>) -> Bool {
    guard let word = rest.first, signs[rest.startIndex] == nil, case .number? = found.last else {
      return false
    }
    return Vocabulary.ordinalEndings.contains([word])
  }

  private func isDay(_ rest: ArraySlice<String>) -> Bool {
    rest.startIndex > 0 && Vocabulary.beforeDay.contains([words[rest.startIndex - 1]])
  }

  private mutating func takeDigits(_ value: Int, _ rest: inout ArraySlice<String>) {
    let width = rest[rest.startIndex].utf8.count
    var figures = [Figure(value: value, digits: width, isDay: isDay(rest))]
    rest = rest.dropFirst()
    if width == 8, let parts = compactDate(value) {
      found.append(.figures(parts, sign: "-"))
      return
    }
    if let joint = rest.isEmpty ? nil : signs[rest.startIndex], "/-.:".contains(joint) {
      while let next = rest.first, signs[rest.startIndex] == joint,
        let value = wholeNumber(next.utf8) ?? (figures.count == 1 ? romanMonth(rest) : nil),
        // «9-10:20»
        joint != "-" || rest.count < 2 || signs[rest.startIndex + 1] != ":"
      {
        let isRoman = next.utf8.first.map(isDigit) != true
        figures.append(Figure(value: value, digits: isRoman ? 2 : next.utf8.count))
        rest = rest.dropFirst()
      }
    }
    // «30 sep 2021 - 3 pm»
    if figures.count == 2, width == 4, joint(before: rest) == "-" {
      found += figures.map(Piece.number)
      return
    }
    // «15-20» is no date.
    if figures.count == 2, joint(before: rest) == "-", (13...31).contains(figures[1].value),
      figures[0].value < figures[1].value,
      // «09-30»
      figures[0].digits == 1 || figures[0].value >= 10
    {
      found += [.number(figures[0]), .mark(.at), .number(figures[1])]
      return
    }
    found.append(
      figures.count > 1 ? .figures(figures, sign: joint(before: rest)) : .number(figures[0]))
  }

  /// The month of `16-IX-2021`; nil when no year or day in digits follows.
  private func romanMonth(_ rest: ArraySlice<String>) -> Int? {
    guard rest.count > 1, let word = rest.first,
      rest[rest.startIndex + 1].utf8.first.map(isDigit) == true,
      signs[rest.startIndex + 1] == signs[rest.startIndex]
    else { return nil }
    return Self.romanMonths.firstIndex(of: word).map { $0 + 1 }
  }

  private static let romanMonths = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
  ]

  /// The sign before the last of the figures that end at `rest`.
  private func joint(before rest: ArraySlice<String>) -> Character {
    signs[rest.startIndex - 1] ?? " "
  }

  /// `20220317`, `17032022`
  private func compactDate(_ value: Int) -> [Figure]? {
    func figures(_ year: Int, _ month: Int, _ day: Int) -> [Figure]? {
      guard (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day) else {
        return nil
      }
      return [
        Figure(value: year, digits: 4), Figure(value: month, digits: 2),
        Figure(value: day, digits: 2),
      ]
    }
    return figures(value / 10000, value / 100 % 100, value % 100)
      ?? figures(value % 10000, value / 10000 % 100, value / 1_000_000)
  }

  /// «treinta y uno», «veinti dos», «cero tres».
  private mutating func takeSpoken(
    _ value: Int, _ rest: inout ArraySlice<String>, after: ArraySlice<String>
  ) {
    let isDay = isDay(rest)
    rest = after
    var figure = Figure(value: value, digits: 0, isDay: isDay)
    if value >= 20, value % 10 == 0, let (mark, afterAnd) = Vocabulary.marks.leading(rest),
      mark == .and,
      let (unit, after) = Vocabulary.numbers.leading(afterAnd), (1...9).contains(unit)
    {
      figure = Figure(value: value + unit, digits: 0, isDay: isDay)
      rest = after
    } else if value == 0, let (unit, after) = Vocabulary.numbers.leading(rest),
      (0...9).contains(unit)
    {
      figure = Figure(value: unit, digits: 2, isDay: isDay)
      rest = after
    }
    found.append(.number(figure))
  }
}

extension Piece {
  /// Whether what is said of a day or an hour may end with it.
  fileprivate var endsTime: Bool {
    switch self {
    case .mark(.month), .mark(.half), .mark(.part), .mark(.sharp): true
    default: isNamed
    }
  }
}

/// What stands between two words as one sign.
private func sign(_ gap: Substring) -> Character {
  let signs = gap.filter { !$0.isWhitespace }
  if signs.contains("¿") { return "¿" }
  if signs.contains(where: { ",;?!¡…".contains($0) }) || signs.hasPrefix("..") { return "," }
  guard let first = signs.first, signs.count == 1 else { return signs.isEmpty ? " " : "," }
  // «jue. 17», «el martes. Gracias»
  if first == ".", gap.count > 1 { return " " }
  return ["–", "—", "‐", "−"].contains(first) ? "-" : first
}
