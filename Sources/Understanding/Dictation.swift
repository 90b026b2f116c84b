internal import Domain

/// A word or run of digits of a line, and whether punctuation parts it from the one before.
struct SpokenWord {
  /// Folded.
  let text: String
  let isAfterBreak: Bool
  /// Where it stands in the line, in UTF-8 bytes.
  let range: Range<Int>
}

/// The words of `line`; a word of letters and digits is parted between them.
func spokenWords(_ line: String) -> [SpokenWord] {
  let bytes = Array(line.utf8)
  var words: [SpokenWord] = []
  var end = 0
  for word in foldedWords(line) {
    var isAfterBreak = bytes[end..<word.range.lowerBound].contains { $0 > 0x20 }
    let text = Array(word.text.utf8)
    var start = 0
    for index in 1...max(1, text.count)
    where index >= text.count || isDigit(text[index]) != isDigit(text[index - 1]) {
      words.append(
        SpokenWord(
          text: String(decoding: text[start..<min(index, text.count)], as: UTF8.self),
          isAfterBreak: isAfterBreak, range: word.range))
      start = index
      isAfterBreak = false
    }
    end = word.range.upperBound
  }
  return words
}

func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// Part of a dictated number.
struct SpokenPart: Hashable {
  enum Kind: Hashable {
    case typed(String)
    case word(NumberWord)
    case double
    case triple
    /// A dash, a plus or a letter, as they are.
    case sign(String)
    /// «veces», after how many and before the digit.
    case times
    case no
    case correction
    case or
    case again
  }

  let kind: Kind
  /// A pause in writing or speech parts it from the one before: «dos mil, veinte».
  let isAfterBreak: Bool
  /// It is only near the word of a number: «sinquenta».
  var isMisspelt = false

  var isEnumeration: Bool { [.no, .correction, .or, .again].contains(kind) }
}

/// What the words of a dictated number can be as digits.
struct DigitReadings {
  /// By the usual grouping; each once.
  var likely: [String] = []
  /// By groups that few would make so: «trescientos uno» as 3001.
  var rare: [String] = []
}

/// Readings of more digits than any field has are dropped.
private let digitsMax = 24
/// More readings than these settle nothing.
private let readingsMax = 8

/// All ways to hear `parts` as digits, by dynamic programming from the end: linear in the parts.
/// `separator` stands between the groups.
func digitReadings(
  _ parts: ArraySlice<SpokenPart>, separator: String = ""
) -> DigitReadings {
  let lattice = NumberLattice(parts: Array(parts))
  var tails = [[(digits: String, cost: Int)]](repeating: [], count: parts.count + 1)
  tails[parts.count] = [("", 0)]
  for start in stride(from: parts.count - 1, through: 0, by: -1) {
    var found: [(digits: String, cost: Int)] = []
    for option in lattice.options(at: start) {
      for tail in tails[option.next] {
        let digits = option.digits + (tail.digits.isEmpty ? "" : separator) + tail.digits
        let cost = option.cost + tail.cost
        guard cost <= 1, digits.utf8.count <= digitsMax else { continue }
        if let same = found.firstIndex(where: { $0.digits == digits }) {
          found[same].cost = min(found[same].cost, cost)
        } else {
          found.append((digits, cost))
        }
      }
    }
    let likely = found.filter { $0.cost == 0 }
    // Too many to choose from: none of them is likely.
    if likely.count > readingsMax { return DigitReadings() }
    tails[start] = likely + found.filter { $0.cost == 1 }.prefix(readingsMax)
  }
  return DigitReadings(
    likely: tails[0].filter { $0.cost == 0 }.map(\.digits),
    rare: tails[0].filter { $0.cost == 1 }.map(\.digits))
}

/// The cardinals that can begin at each part.
struct NumberLattice {
  let parts: [SpokenPart]

  /// A number and where the parts after it begin; cost 1 for a rare grouping.
  typealias Cardinal = (value: Int, next: Int, cost: Int)

  /// The digits that begin at a part.
  func options(at start: Int) -> [(digits: String, next: Int, cost: Int)] {
    if start + 1 < parts.count, parts[start + 1].kind == .times {
      // «tres veces el cinco»
      guard let count = digit(at: start).flatMap({ Int($0) }), (2...9).contains(count) else {
        return []
      }
      if let digit = digit(at: start + 2) {
        return [(String(repeating: digit, count: count), start + 3, 0)]
      }
      // «dos veces 55»
      guard start + 2 < parts.count, count < 4 else { return [] }
      if case .typed(let digits) = parts[start + 2].kind, digits.utf8.count == 2 {
        return [(String(repeating: digits, count: count), start + 3, 0)]
      }
      return cardinals(at: start + 2).filter { (10...99).contains($0.value) }.map {
        (String(repeating: String($0.value), count: count), $0.next, $0.cost)
      }
    }
    switch parts[start].kind {
    case .sign(let sign): return [(sign, start + 1, 0)]
    case .times, .no, .correction, .or, .again: return []
    case .word(.and): return [("", start + 1, 0)]
    case .double, .triple:
      guard let digit = digit(at: start + 1) else { return [] }
      let count = parts[start].kind == .double ? 2 : 3
      return [(String(repeating: digit, count: count), start + 2, 0)]
    case .word(.unit(let count)) where (2...5).contains(count):
      if start + 1 < parts.count, case .word(.plural(let digit)) = parts[start + 1].kind {
        return [(String(repeating: String(digit), count: count), start + 2, 0)]
      }
    case .typed(let digits):
      let isCoefficient = isScale(start + 1)
      let literal = (digits: digits, next: start + 1, cost: isCoefficient ? 1 : 0)
      return isCoefficient ? [literal] + written(cardinals(at: start)) : [literal]
    case .word: break
    }
    return written(cardinals(at: start))
  }

  private func written(_ cardinals: [Cardinal]) -> [(digits: String, next: Int, cost: Int)] {
    cardinals.map { (String($0.value), $0.next, $0.cost) }
  }

  private func digit(at index: Int) -> String? {
    guard index < parts.count else { return nil }
    switch parts[index].kind {
    case .word(.unit(let value)): return String(value)
    case .typed(let digits) where digits.utf8.count == 1: return digits
    default: return nil
    }
  }

  private func word(at index: Int) -> NumberWord? {
    guard index < parts.count, !parts[index].isAfterBreak, case .word(let word) = parts[index].kind
    else { return nil }
    return word
  }

  /// «Mil» or «millones».
  private func isScale(_ index: Int) -> Bool {
    let word = word(at: index)
    return word == .thousand || word == .million
  }

  /// Up to a million millions.
  func cardinals(at start: Int) -> [Cardinal] {
    var found: [Cardinal] = []
    for group in thousands(at: start) {
      guard word(at: group.next) == .million else {
        found.append(group)
        continue
      }
      guard group.value > 0 else { continue }
      let millions = group.value * 1_000_000
      let rests = group.next + 1 < parts.count ? thousands(at: group.next + 1, isRest: true) : []
      found.append((millions, group.next + 1, rests.isEmpty ? group.cost : group.cost + 1))
      // «veinte millones, quinientos cuarenta, cero doce»: by threes.
      found.append((group.value, group.next + 1, group.cost + 1))
      for rest in rests where rest.value > 0 {
        // «Veinte millones trescientos»: hardly anything goes on without its thousands.
        let isCutShort = (100..<1000).contains(rest.value)
        found.append(
          (millions + rest.value, rest.next, group.cost + rest.cost + (isCutShort ? 1 : 0)))
      }
    }
    return found
  }

  /// Below a million.
  private func thousands(at start: Int, isRest: Bool = false) -> [Cardinal] {
    guard start < parts.count else { return [] }
    if parts[start].kind == .word(.thousand) {
      return withRest(1000, at: start + 1, cost: 0, isRest: isRest)
    }
    var found: [Cardinal] = []
    for group in hundreds(at: start, takesTyped: isRest || isScale(start + 1)) {
      guard word(at: group.next) == .thousand else {
        found.append(group)
        continue
      }
      // «Mil», not «uno mil»: that is a digit before it.
      guard group.value > 1 else {
        found.append(group)
        continue
      }
      found += withRest(group.value * 1000, at: group.next + 1, cost: group.cost, isRest: isRest)
    }
    return found
  }

  /// `thousands` with what follows «mil».
  private func withRest(
    _ thousands: Int, at start: Int, cost: Int, isRest: Bool
  ) -> [Cardinal] {
    guard start < parts.count else { return [(thousands, start, cost)] }
    // «quinientos doce mil, cero cuarenta y uno»: by threes.
    if thousands > 1000, !isRest, parts[start].kind == .word(.unit(0)) {
      return [(thousands, start, cost), (thousands / 1000, start, cost)]
    }
    let rests = hundreds(at: start, takesTyped: true).filter {
      $0.value > 0 && word(at: $0.next) != .thousand
    }
    guard !rests.isEmpty else { return [(thousands, start, cost)] }
    // After a pause it may as well be the next group.
    let alone: Cardinal = (thousands, start, cost + (parts[start].isAfterBreak ? 0 : 1))
    return [alone] + rests.map { (thousands + $0.value, $0.next, cost + $0.cost) }
  }

  /// Below a thousand.
  private func hundreds(at start: Int, takesTyped: Bool) -> [Cardinal] {
    guard start < parts.count else { return [] }
    switch parts[start].kind {
    case .typed(let digits):
      // «1053 millones»
      let lengthMax = word(at: start + 1) == .million ? 4 : 3
      // «812 mil 044»
      let isFilled =
        digits.utf8.first != UInt8(ascii: "0")
        || digits.utf8.count == 3
          && start > 0 && isScale(start - 1)
      guard takesTyped, digits.utf8.count <= lengthMax, isFilled,
        let value = wholeNumber(digits.utf8)
      else { return [] }
      return [(value, start + 1, 0)]
    case .word(.hundreds(let value, let joins)):
      let rests = word(at: start + 1) == nil ? [] : tens(at: start + 1).filter { $0.value > 0 }
      let isSplit = !rests.isEmpty && joins
      return [(value, start + 1, isSplit ? 1 : 0)]
        + rests.map { (value + $0.value, $0.next, $0.cost) }
    default: return tens(at: start)
    }
  }

  /// Below a hundred.
  private func tens(at start: Int) -> [Cardinal] {
    guard start < parts.count, case .word(let word) = parts[start].kind else { return [] }
    switch word {
    case .unit(let value):
      if case .plural = self.word(at: start + 1) { return [] }
      return [(value, start + 1, 0)]
    case .teen(let value): return [(value, start + 1, 0)]
    case .tens(let tens):
      if self.word(at: start + 1) == .and, case .unit(let unit) = self.word(at: start + 2),
        unit > 0,
        tens > 10 || unit > 5
      {
        return [(tens + unit, start + 3, 0)]
      }
      guard tens > 10, case .unit(let unit) = self.word(at: start + 1), unit > 0 else {
        return [(tens, start + 1, 0)]
      }
      if case .plural = self.word(at: start + 2) { return [(tens, start + 1, 0)] }
      // «veinte tres»: 23 or 20 and 3; before «mil» or «millones» hardly the latter.
      return [(tens, start + 1, isScale(start + 2) ? 1 : 0), (tens + unit, start + 2, 0)]
    case .hundreds, .thousand, .million, .and, .plural: return []
    }
  }
}

/// The parts of a dictated number in `line`, without what names it or only passes time; nil when
/// something else is in it.
func spokenParts(_ line: String, takesLetters: Bool = false) -> [SpokenPart]? {
  let spoken = spokenWords(line)
  let words = spoken.map(\.text)[...]
  var parts: [SpokenPart] = []
  var isAfterBreak = false
  var isClosed = false
  var index = 0
  func isLabel(after index: Int) -> Bool {
    index + 1 < words.count && Vocabulary.numberWord(words[index + 1]) == nil
      && Vocabulary.numberLabels.contains(words[(index + 1)...(index + 1)])
  }
  func isAfterPause(_ index: Int) -> Bool { spoken[index].isAfterBreak || isAfterBreak }
  func add(_ kind: SpokenPart.Kind, words count: Int) -> Bool {
    // «Prefijo 301, número 234…»: only its beginning was said.
    if isClosed, kind != .sign("-"), !isBeginning(parts) { return false }
    isClosed = false
    parts.append(SpokenPart(kind: kind, isAfterBreak: isAfterPause(index)))
    isAfterBreak = false
    index += count
    return true
  }
  if line.utf8.first == UInt8(ascii: "+") {
    parts.append(SpokenPart(kind: .sign("+"), isAfterBreak: false))
  }
  while index < words.count {
    let rest = words[index...]
    let word = words[index]
    if word.utf8.first.map(isDigit) == true {
      guard add(.typed(word), words: 1) else { return nil }
      continue
    }
    if takesLetters, let letter = spelledLetter(rest, isInRun: true),
      letter.count > 1 || Vocabulary.numberWord(word) == nil,
      letter.text.utf8.count == 1, index > 0 || letter.count < rest.count
    {
      guard add(.sign(letter.text.uppercased()), words: letter.count) else { return nil }
      continue
    }
    // «AV cero ochenta y cinco…»
    if takesLetters, word.utf8.count == 2, parts.isEmpty, !Vocabulary.numberLabels.contains([word]),
      Vocabulary.letters.whole([word]) == nil, word.allSatisfy(\.isLetter), rest.count > 1,
      isCapital(spoken[index], in: line)
    {
      guard add(.sign(word.uppercased()), words: 1) else { return nil }
      continue
    }
    if let number = Vocabulary.numberWord(word), number != .and || !isPause(rest),
      !isArticle(word, before: index + 1 < words.count ? words[index + 1] : "", after: parts.last)
    {
      // «310 456 7890 y es whatsapp»
      if number == .and, parts.isEmpty || parts.last?.isTyped == true && isLabel(after: index) {
        index += 1
        continue
      }
      // «tres cientos»
      if case .unit(let count) = number, count > 1, index + 1 < words.count,
        words[index + 1] == "cientos"
      {
        guard add(.word(.hundreds(count * 100, joins: true)), words: 2) else { return nil }
        continue
      }
      guard add(.word(number), words: 1) else { return nil }
      continue
    }
    if let (_, after) = Vocabulary.times.leading(rest), !parts.isEmpty {
      guard add(.times, words: after.startIndex - index) else { return nil }
      continue
    }
    // «un mil» is «mil».
    if word == "un", index + 1 < words.count, Vocabulary.numberWord(words[index + 1]) == .thousand {
      if spoken[index].isAfterBreak { isAfterBreak = true }
      index += 1
      continue
    }
    if let (part, after) = Vocabulary.numberParts.leading(rest) {
      let count = after.startIndex - index
      switch part {
      case .pause: if spoken[index].isAfterBreak { isAfterBreak = true }
      case .separator: isAfterBreak = true
      case .dash:
        guard add(.sign("-"), words: count) else { return nil }
        continue
      case .plus:
        guard add(.sign("+"), words: count) else { return nil }
        continue
      case .double, .triple:
        guard add(part == .double ? .double : .triple, words: count) else { return nil }
        continue
      case .no, .correction, .or, .again:
        // «no es 310»: not that one.
        if part == .no, !parts.contains(where: { !$0.isEnumeration }),
          index + count < words.count, !spoken[index + count].isAfterBreak
        {
          return nil
        }
        // «o sea, 310»: before anything is said it repeats nothing.
        let isBegun = parts.contains { !$0.isEnumeration }
        let kind: SpokenPart.Kind =
          switch part {
          case .no: .no
          case .correction: .correction
          case .or: .or
          default: .again
          }
        if isBegun || part == .no || part == .or {
          parts.append(SpokenPart(kind: kind, isAfterBreak: true))
        }
        isClosed = false
      }
      index += count
      continue
    }
    guard Vocabulary.numberLabels.contains(rest.prefix(1)) else {
      guard let number = Vocabulary.nearNumberWord(word), add(.word(number), words: 1) else {
        return nil
      }
      parts[parts.count - 1].isMisspelt = true
      continue
    }
    // Behind the digits it ends them: «310 456 7890 es el celular».
    if let last = parts.last, !last.isEnumeration, ![.sign("+"), .sign("-")].contains(last.kind),
      word != "es"
    {
      isClosed = true
    }
    if spoken[index].isAfterBreak { isAfterBreak = true }
    index += 1
  }
  return parts.isEmpty ? nil : parts
}

private func isCapital(_ word: SpokenWord, in line: String) -> Bool {
  let bytes = Array(line.utf8)
  return bytes[word.range].allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
}

/// Whether the parts are no more than the beginning of a telephone: «301», «seis cero uno».
private func isBeginning(_ parts: [SpokenPart]) -> Bool {
  parts.count <= 3 && digitReadings(parts[...]).likely.contains { $0.utf8.count <= 3 }
}

/// «y ya», «y luego»
private func isPause(_ words: ArraySlice<String>) -> Bool {
  guard let (part, rest) = Vocabulary.numberParts.leading(words) else { return false }
  return part == .pause && words.count - rest.count > 1
}

/// «un celular», not «un millón» nor «cuarenta y un mil».
private func isArticle(_ word: String, before next: String, after last: SpokenPart?) -> Bool {
  guard word == "un" || word == "una" else { return false }
  switch Vocabulary.numberWord(next) {
  case .million: return false
  case .thousand: return last.map { !$0.takesUnit } ?? true
  // «ciento un», at the end
  default: return !next.isEmpty || last.map { !$0.takesUnit } ?? true
  }
}

extension SpokenPart {
  fileprivate var isTyped: Bool { if case .typed = kind { true } else { false } }

  /// A unit goes on with it: «cuarenta y», «ciento».
  fileprivate var takesUnit: Bool {
    switch kind {
    case .word(.and), .word(.tens): true
    case .word(.hundreds(_, let joins)): joins
    default: false
    }
  }
}

/// A letter by its name, doubled or with a word for it, and how many words that takes: `be de
/// Bogotá`, `doble ele`, `la letra ese`. `isInRun` takes also the names that are words: `de`, `te`.
func spelledLetter(_ words: ArraySlice<String>, isInRun: Bool) -> (text: String, count: Int)? {
  var rest = words
  var isNamed = isInRun
  if let (_, after) = Vocabulary.beforeLetter.leading(rest) {
    rest = after
    isNamed = true
  }
  var isDoubled = false
  guard let first = rest.first else { return nil }
  var letter: String
  if let (found, after) = Vocabulary.letters.leading(rest) {
    if after.startIndex - rest.startIndex > 1 { isNamed = true }
    if !isNamed, first.utf8.count > 1, Vocabulary.commonLetterNames.contains([first]),
      !hasWordForLetter(found, after)
    {
      return nil
    }
    letter = found
    rest = after
  } else if let (_, after) = Vocabulary.doubledLetter.leading(rest),
    let (found, behind) = Vocabulary.letters.leading(after) ?? typedLetter(after)
  {
    isDoubled = true
    letter = found
    rest = behind
  } else if first.count == 1, first.first?.isLetter == true {
    letter = first
    rest = rest.dropFirst()
  } else {
    return nil
  }
  if hasWordForLetter(letter, rest) { rest = rest.dropFirst(2) }
  if isDoubled { letter += letter }
  return (letter, rest.startIndex - words.startIndex)
}

/// The letters that a word is written with: «con ka», «con jota hache»; `y$` for «con ye al final»,
/// `^h` for «con hache al principio». Nil when that is not said.
func spellingHint(_ words: ArraySlice<String>) -> (letters: [String], rest: ArraySlice<String>)? {
  guard var rest = Vocabulary.withLetter.leading(words)?.rest else { return nil }
  // «Vanesa con una ese»
  let isOne =
    words[..<rest.startIndex].last.map { ["una", "un", "sola", "solo"].contains($0) } == true
  var letters: [String] = []
  while let letter = spelledLetter(rest, isInRun: true) {
    let after = rest.dropFirst(letter.count)
    // «con ka y te hache», «con zeta y sin tilde»: an «y» behind one is no letter.
    let isAnd = letter.text == "y" && letter.count == 1 && rest.first == "y" && !letters.isEmpty
    if isAnd, spelledLetter(after, isInRun: true) == nil { break }
    let place = Vocabulary.placeOfLetter.leading(after)
    // «con la hache después de la jota»
    if !isAnd, let (isAfter, behind) = Vocabulary.besideLetter.leading(after),
      let other = spelledLetter(behind, isInRun: true)
    {
      letters.append(isAfter ? other.text + letter.text : letter.text + other.text)
      rest = behind.dropFirst(other.count)
      continue
    }
    if !isAnd {
      switch place?.meaning {
      case .first: letters.append("^" + letter.text)
      case .last: letters.append(letter.text + "$")
      case .inside, nil: letters.append((isOne ? "1" : "") + letter.text)
      }
    }
    rest = place?.rest ?? after
  }
  return letters.isEmpty ? nil : (letters, rest)
}

/// Whether a folded name is written with that letter, as `spellingHint` gives it; `!h` stands for one
/// without, `1s` for one that is not doubled.
func isSpelled(_ name: String, with letter: String) -> Bool {
  if letter.hasPrefix("!") {
    let letter = String(letter.dropFirst())
    return letter.hasPrefix("^") || letter.hasSuffix("$")
      ? !isSpelled(name, with: letter) : !name.contains(letter)
  }
  if letter.hasPrefix("1") {
    let letter = String(letter.dropFirst())
    return isSpelled(name, with: letter) && !name.contains(letter + letter)
  }
  // «Gonzales con zeta» means the last letter, and has another.
  if letter == "z" && name.hasSuffix("es") || letter == "s" && name.hasSuffix("ez") { return false }
  if letter.hasPrefix("^") {
    return name.split(separator: " ").contains { $0.hasPrefix(letter.dropFirst()) }
  }
  if letter.hasSuffix("$") {
    return name.split(separator: " ").contains { $0.hasSuffix(letter.dropLast()) }
  }
  return name.contains(letter)
}

/// A letter as it is written, without its name.
private func typedLetter(
  _ words: ArraySlice<String>
) -> (meaning: String, rest: ArraySlice<String>)? {
  guard let word = words.first, word.count == 1, word.first?.isLetter == true else { return nil }
  return (word, words.dropFirst())
}

/// Whether `de Bogotá` stands there, for a «be».
private func hasWordForLetter(_ letter: String, _ words: ArraySlice<String>) -> Bool {
  guard words.count > 1, Vocabulary.ofLetter.contains(words.prefix(1)) else { return false }
  let word = words[words.startIndex + 1]
  // «pe e de ere o» spells «de».
  guard word.utf8.count > 1, Vocabulary.letters.whole([word]) == nil else { return false }
  // «ñ» folds to «n»; «equis» and «ve doble» stand also inside: «equis de taxi».
  let folded = letter == "ñ" ? "n" : letter
  return word.hasPrefix(folded) || "xñkw".contains(letter) && word.contains(folded)
    || letter == "i" && word.hasPrefix("h")
}
