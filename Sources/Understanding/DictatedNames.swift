internal import Domain

/// Fewer letters than these in a row are initials, or a word: «de», «o».
private let spelledMin = 3

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
  guard !words.isEmpty else { return reading(line.text) }
  if Vocabulary.noName.leading(words) != nil || Vocabulary.noName.leading(line.phrase) != nil
    || words.indices.contains(where: { Vocabulary.notInName.contains(words[$0...$0]) })
  {
    return .invalid(.format)
  }
  let typed = words == line.phrase ? line.text : line.typed(words.startIndex..<words.endIndex)
  if let spelled = spelled(words, in: line) { return reading(spelled) }
  for index in words.indices.dropFirst() {
    let name = line.typed(words.startIndex..<index)
    if let (_, rest) = Vocabulary.withLetter.leading(words[index...]),
      let letter = spelledLetter(rest, isInRun: true), letter.count == rest.count
    {
      let read = reading(name)
      guard let answer = read.onlyAnswer, !folded(name).contains(letter.text) else { return read }
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
  return reading(typed.contains(",") ? String(typed.map { $0 == "," ? " " : $0 }) : typed)
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
  if isWithoutDatum(words) { return .invalid(.format) }
  let rest = Vocabulary.beforeBusiness.dropping(line.phrase)
  let start = rest.isEmpty ? line.phrase.startIndex : rest.startIndex
  var text = start == line.phrase.startIndex ? line.text : line.typedToEnd(from: start)
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
