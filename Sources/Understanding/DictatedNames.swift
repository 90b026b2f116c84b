internal import Domain

/// Fewer letters than these in a row are initials, or a word: «de», «o».
private let spelledMin = 3

/// A spelled name has as many words as letters, and a word of an example for some.
private let nameWordsMax = 60

/// A given name or surname: typed, after «me llamo», spelled, or with a hint («con ye»). No letter
/// is changed: what does not agree is asked back.
func personName(
  _ line: Line, _ words: ArraySlice<String>, as answer: (PersonName) -> Answer
) -> Reading {
  var words = line.phrase
  if let (_, rest) = Vocabulary.fillerBefore.leading(words),
    Vocabulary.beforeName.leading(rest) != nil
  {
    words = rest
  }
  while let (_, rest) = Vocabulary.beforeName.leading(words), !rest.isEmpty { words = rest }
  while let (_, rest) = Vocabulary.fillerAfter.trailing(words), !rest.isEmpty { words = rest }
  func reading(_ text: String) -> Reading {
    do {
      return .value(answer(try PersonName(parsing: text)))
    } catch {
      return .invalid(error)
    }
  }
  // More words are no name, also spelled: what follows looks at each beginning of them.
  guard !words.isEmpty, words.count <= nameWordsMax else { return reading(line.text) }
  if let spelled = spelled(words, in: line) { return reading(spelled) }
  let typed = words == line.phrase ? line.text : line.typed(words.startIndex..<words.endIndex)
  for index in words.indices.dropFirst() where isName(words[..<index], in: line) {
    let name = line.typed(words.startIndex..<index)
    if Vocabulary.afterName.leading(words[index...]) != nil { return reading(name) }
    if let hint = spellingHint(words[index...]), hint.rest.isEmpty {
      let read = reading(name)
      guard let answer = read.onlyAnswer, !folded(name).contains(hint.letters) else { return read }
      return .ambiguous([answer], .twoReadings)
    }
    if let spelled = spelled(words[index...], in: line) {
      let read = reading(name)
      if folded(name) == folded(spelled) || folded(name).hasSuffix(" " + folded(spelled)) {
        return read
      }
      let answers = [reading(spelled), read].compactMap(\.onlyAnswer)
      return answers.isEmpty ? read : .ambiguous(answers, .twoReadings)
    }
  }
  if beginsUnlikeName(line.phrase) || !isName(words, in: line)
    || typed.contains(":")
    || words.indices.contains(where: { isTalk(after: $0, of: words, in: line) })
  {
    let found = namesAmongTalk(words, in: line)
    let names = found.names.compactMap { reading($0).onlyAnswer }
    if names.count == 1, found.restIsTalk { return .value(names[0]) }
    return names.isEmpty ? .invalid(.format) : .ambiguous(Array(names.prefix(4)), .twoReadings)
  }
  return reading(typed.contains(",") ? String(typed.map { $0 == "," ? " " : $0 }) : typed)
}

/// Whether nothing is in `words` that is in no name.
private func isName(_ words: ArraySlice<String>, in line: Line) -> Bool {
  Vocabulary.noName.leading(words) == nil
    && !words.indices.contains {
      Vocabulary.notInName.contains(words[$0...$0]) || isOr($0, in: line)
    }
}

/// «soy la contadora», but not «soy la señora Rosalba».
private func beginsUnlikeName(_ words: ArraySlice<String>) -> Bool {
  guard let (_, rest) = Vocabulary.noName.leading(words) else { return false }
  return (Vocabulary.beforeName.leading(words)?.rest.count ?? .max) >= rest.count
}

/// «o» between two names; in «O'Neill» no blank stands behind it.
private func isOr(_ index: Int, in line: Line) -> Bool {
  let words = line.phrase
  return words[index] == "o" && index > words.startIndex && index + 1 < words.endIndex
    && line.gap(before: index + 1) == " "
}

/// Whether talk alone stands between the break before `index` and the next one.
private func isTalk(after index: Int, of words: ArraySlice<String>, in line: Line) -> Bool {
  guard index == words.startIndex || line.hasBreak(before: index) else { return false }
  let end = words[(index + 1)...].indices.first { line.hasBreak(before: $0) } ?? words.endIndex
  return words[index..<end].count < words.count && isTalk(words[index..<end])
}

/// What can be a name between the breaks of a sentence: «Antonio, pero todos me dicen Toño»,
/// «Rodrigues o Rodríguez».
private func namesAmongTalk(
  _ words: ArraySlice<String>, in line: Line
) -> (names: [String], restIsTalk: Bool) {
  var names: [String] = []
  var restIsTalk = true
  var start = words.startIndex
  for end in words.indices.dropFirst() + [words.endIndex] {
    let isAtOr = end < words.endIndex && (isOr(end, in: line) || words[end] == "pero")
    guard end == words.endIndex || isAtOr || line.hasBreak(before: end) else { continue }
    let said = line.phrase[start..<end]
    let clause = Vocabulary.beforeName.dropping(said)
    start = isAtOr ? end + 1 : end
    if isTalk(clause) { continue }
    if isName(clause, in: line), !beginsUnlikeName(said) {
      names.append(line.typed(clause.startIndex..<clause.endIndex))
    } else {
      restIsTalk = false
    }
  }
  return (names, restIsTalk)
}

/// Whether `words` only agree, deny, greet or thank, or say that one does not know.
func isTalk(_ words: ArraySlice<String>) -> Bool {
  var rest = words
  while !rest.isEmpty {
    guard let after = Vocabulary.talk.leading(rest)?.rest else { return false }
    rest = after
  }
  return true
}

/// Talk where a name or an address is asked. «Bueno» and «Claro» are also surnames.
func talk(_ line: Line, to question: Question) -> Reading {
  guard Vocabulary.alsoNames.contains(line.phrase),
    let name = try? PersonName(parsing: line.text)
  else { return .invalid(.format) }
  switch question {
  case .givenNames: return .ambiguous([.givenNames(name)], .twoReadings)
  case .surnames: return .value(.surnames(name))
  default: return .invalid(.format)
  }
}

/// The name that is spelled by all of `words`, its accents, blanks and hyphens said; nil when it is
/// not, or too short to be sure.
private func spelled(_ words: ArraySlice<String>, in line: Line) -> String? {
  guard words.count >= spelledMin else { return nil }
  var rest = words
  var name = ""
  var count = 0
  while !rest.isEmpty {
    if let (sign, after) = Vocabulary.nameSigns.leading(rest), !name.isEmpty {
      name += sign
      rest = after
      continue
    }
    if let (mark, after) = Vocabulary.letterMarks.leading(rest), let last = name.popLast() {
      name += String(last) + mark
      rest = after
      continue
    }
    guard let letter = spelledLetter(rest, isInRun: true) else { return nil }
    // Folded, «eñe» is «ene»; the word for the letter may have another.
    let named = rest.prefix(letter.count).prefix {
      $0 == rest.first || !Vocabulary.ofLetter.contains([$0])
    }
    let typed = line.typed(named.startIndex..<named.endIndex)
    let isEnye = letter.text == "n" && (typed.contains("ñ") || typed.contains("Ñ"))
    name += isEnye ? "ñ" : letter.text
    count += 1
    rest = rest.dropFirst(letter.count)
  }
  return count < spelledMin ? nil : name
}

/// The name of a company: typed, after «se llama», its kind spelled: «ese a ese».
func businessName(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let rest = Vocabulary.beforeBusiness.dropping(line.phrase)
  var start = rest.isEmpty ? line.phrase.startIndex : rest.startIndex
  // «es la Cooperativa…»: an article in small letters is the sentence's.
  if start > line.phrase.startIndex, start + 1 < line.phrase.endIndex,
    Vocabulary.articles.contains(rest.prefix(1)), line.typed(start..<(start + 1)) == rest.first
  {
    start += 1
  }
  // A number alone is another datum.
  guard line.phrase[start...].contains(where: { !$0.utf8.allSatisfy(isDigit) }) else {
    return .invalid(.format)
  }
  var end = line.phrase.endIndex
  while let (_, before) = Vocabulary.fillerAfter.trailing(line.phrase[start..<end]),
    before.endIndex > start, line.hasBreak(before: before.endIndex)
  {
    end = before.endIndex
  }
  // «Panadería La Espiga, NIT 900…»
  if let nit = line.phrase[start..<end].indices.first(where: {
    Vocabulary.documentTypes.whole(line.phrase[$0...$0]) == .nit && $0 + 1 < end
      && line.phrase[$0 + 1].utf8.allSatisfy(isDigit)
  }) {
    guard nit > start, let name = try? PersonName(parsingBusiness: line.typed(start..<nit)) else {
      return .invalid(.format)
    }
    return .ambiguous([.businessName(name)], .twoReadings)
  }
  var text =
    end < line.phrase.endIndex
    ? line.typed(start..<end)
    : start == line.phrase.startIndex ? line.text : line.typedToEnd(from: start)
  let kind = line.phrase.suffix(spelledMin)
  if kind.startIndex > start, kind.contains(where: { $0.utf8.count > 1 }),
    let letters = spelled(kind, in: line)
  {
    text = line.typed(start..<kind.startIndex) + " " + letters.uppercased()
  }
  return value(of: { () throws(Rejection) in
    .businessName(try PersonName(parsingBusiness: text))
  })
}
