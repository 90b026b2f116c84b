internal import Domain

/// Fewer letters than these in a row are initials, or a word: «de», «o».
private let spelledMin = 3

/// What is said of a name in more words is a story.
private let sentenceWordsMax = 20

/// A spelled name has as many words as letters, and a word of an example for some.
private let nameWordsMax = 60

/// A given name or surname: typed, after «me llamo», spelled, or with a hint («con ye»). No letter
/// is changed: what does not agree is asked back.
func personName(
  _ line: Line, _ words: ArraySlice<String>, as answer: (PersonName) -> Answer
) -> Reading {
  if let contrasted = contrastedName(line, as: answer) { return contrasted }
  var words = line.phrase
  // «ana@gmail,com» is another datum.
  if line.text.utf8.contains(UInt8(ascii: "@")) { return .invalid(.format) }
  if let (_, rest) = Vocabulary.fillerBefore.leading(words),
    Vocabulary.beforeName.leading(rest) != nil
  {
    words = rest
  }
  // «Perdón, Mejía Soto»
  if let (part, rest) = Vocabulary.numberParts.leading(words), part.takesBack, !rest.isEmpty,
    part == .correction || line.hasBreak(before: rest.startIndex)
  {
    words = rest
  }
  var isTitled = false
  while let rest = behindTitle(words) ?? Vocabulary.beforeName.leading(words)?.rest, !rest.isEmpty {
    isTitled = isTitled || behindTitle(words) != nil
    words = rest
  }
  while Vocabulary.saidTwice.trailing(words) == nil,
    let rest = Vocabulary.endOfName.trailing(words)?.rest
      ?? Vocabulary.fillerAfter.trailing(words)?.rest, !rest.isEmpty
  {
    words = rest
  }
  func reading(_ text: String) -> Reading {
    // «NN», «xx» stand for a name that is not told; «la» only begins one.
    if isOneLetter(text) || isOnlyParticles(text) { return .invalid(.format) }
    do {
      return .value(answer(try PersonName(parsing: text)))
    } catch {
      return .invalid(error)
    }
  }
  // More words are no name, also spelled: what follows looks at each beginning of them.
  guard !words.isEmpty, words.count <= nameWordsMax else { return reading(line.text) }
  // «El representante legal», «www.aceros.com»
  if behindTitle(words)?.isEmpty == true || words.count == 1 && isWebAddress(line.text) {
    return .invalid(.format)
  }
  if let spelled = spelled(words, in: line) { return reading(spelled) }
  if let (spelled, rest) = spelledBeginning(words, in: line), let said = reading(spelled).onlyAnswer
  {
    let named = personName(Line(line.typedToEnd(from: rest)), [], as: answer)
    let isSame = named.onlyAnswer.map { folded($0.value) == folded(said.value) } ?? false
    return isSame
      ? named : .ambiguous([said] + [named.onlyAnswer].compactMap { $0 }, .twoReadings)
  }
  if let corrected = correctedName(words, in: line, as: answer) { return corrected }
  let told = Vocabulary.nickname.leading(line.phrase) == nil ? words : line.phrase
  if let called = nameBesideNickname(told, in: line, as: answer) { return called }
  if let joined = joinedNames(words, in: line), let name = reading(joined.name).onlyAnswer {
    if joined.isSure { return .value(name) }
    let turned = joined.turned.flatMap { reading($0).onlyAnswer }
    return .ambiguous([turned, name].compactMap { $0 }, .twoReadings)
  }
  let typed = words == line.phrase ? line.text : line.typed(words.startIndex..<words.endIndex)
  for index in words.indices.dropFirst() where isName(words[..<index], in: line) {
    // «Luz y no uso el segundo»
    let isJoined = index - words.startIndex > 1 && ["y", "e"].contains(words[index - 1])
    let name = line.typed(words.startIndex..<(isJoined ? index - 1 : index))
    if let (_, behind) = Vocabulary.afterName.leading(words[index...]),
      !behind.indices.contains(where: { isTakenBack($0, in: line) })
    {
      return reading(name)
    }
    if Vocabulary.saidTwice.contains(words[index...]) {
      return repeated(words[..<index], in: line, as: reading)
    }
    // «Mercedes, como la marca»
    if line.hasBreak(before: index), Vocabulary.likenessOfName.leading(words[index...]) != nil,
      words.count - (index - words.startIndex) <= likenessWordsMax,
      isLikeness(words[index...])
    {
      return reading(name)
    }
    if let letters = spellingHints(words[index...], isAfterBreak: line.hasBreak(before: index)) {
      let read = reading(name)
      guard let answer = read.onlyAnswer, !letters.allSatisfy({ isSpelled(folded(name), with: $0) })
      else {
        return read
      }
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
  if !isTitled && beginsUnlikeName(line.phrase) || !isName(words, in: line) || isHalfSpelled(words)
    || typed.contains(":") || typed.contains("/") || introducesAnother(words, in: line)
    || words.indices.contains(where: {
      isTalk(after: $0, of: words, in: line) || isTakenBack($0, in: line)
    })
  {
    let found = namesAmongTalk(words, in: line)
    let names = found.names.compactMap { reading($0).onlyAnswer }
    let isCorrected = words.indices.contains { isTakenBack($0, in: line) }
    let isPlain = !beginsUnlikeName(line.phrase) || introducedName(words, in: line) != nil
    if names.count == 1, found.restIsTalk, !isCorrected, isPlain, !namesOther(words, in: line) {
      return .value(names[0])
    }
    return names.isEmpty ? .invalid(.format) : .ambiguous(Array(names.prefix(4)), .twoReadings)
  }
  // «Juan Pablo II»
  if words.count > 1, Vocabulary.romanNumerals.contains(words.suffix(1)) {
    let names = [line.typed(words.startIndex..<(words.endIndex - 1)), typed]
    return .ambiguous(names.compactMap { reading($0).onlyAnswer }, .twoReadings)
  }
  // «Jairo y…»
  if words.count > 1, let last = words.last, ["y", "e", "o", "u", "de", "del"].contains(last),
    line.typed((words.endIndex - 1)..<words.endIndex) == last
  {
    return .invalid(.format)
  }
  // «Rosa… Rosaura»: begun again.
  let tries = typed.split { ".…".contains($0) }.map { $0.trimmingBlanks }
  if typed.contains("..") || typed.contains("…"), tries.count > 1 {
    let answers = tries.reversed().compactMap { reading($0).onlyAnswer }
    return answers.isEmpty ? .invalid(.format) : .ambiguous(answers, .twoReadings)
  }
  if let name = capitalizedAmongTalk(words, in: line), let answer = reading(name).onlyAnswer {
    return .ambiguous([answer], .twoReadings)
  }
  if let whole = begunAgain(words, in: line), let answer = reading(whole).onlyAnswer {
    return .ambiguous([answer], .twoReadings)
  }
  return reading(typed.contains(",") ? String(typed.map { $0 == "," ? " " : $0 }) : typed)
}

/// «ce u e erre vo, Cuervo»: letters are told, and one of them is not heard.
private func isHalfSpelled(_ words: ArraySlice<String>) -> Bool {
  words.count > halfSpelledMin
    && words.prefix(halfSpelledMin).allSatisfy { Vocabulary.letters.whole([$0]) != nil }
}

/// So many letters in a row begin no name.
private let halfSpelledMin = 3

/// What stands behind «la contadora», «ing.»: empty behind a title alone, nil without one. A title that
/// is also a surname, «Alcalde», is one behind an article only.
func behindTitle(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  let bare = Vocabulary.beforeTitle.leading(words)?.rest ?? words
  guard let (isAlsoSurname, rest) = Vocabulary.titlesBeforeName.leading(bare),
    !isAlsoSurname || bare.count < words.count
  else { return nil }
  // «la gerente comercial Diana»
  return Vocabulary.behindTitle.dropping(rest)
}

/// «El», «de la»: the beginning of a name.
private func isOnlyParticles(_ text: String) -> Bool {
  guard text.utf8.count <= particlesLengthMax else { return false }
  return foldedWords(text).allSatisfy {
    Vocabulary.nameLinks.contains([$0.text]) || Vocabulary.articles.contains([$0.text])
  }
}

/// Letters of «de las».
private let particlesLengthMax = 6

/// «www.aceros.com», «hotmail.com»: one word, that ends as a domain does.
func isWebAddress(_ text: String) -> Bool {
  guard let dot = text.lastIndex(of: "."), !text.utf8.contains(UInt8(ascii: " ")) else {
    return false
  }
  return folded(text).hasPrefix("www.")
    || domainEndings.contains(folded(String(text[text.index(after: dot)...])))
      && text[..<dot].utf8.count > 2
}

/// «N. N.»: the same letter and no other.
private func isOneLetter(_ text: String) -> Bool {
  let letters = text.lazy.filter(\.isLetter)
  guard let first = letters.first else { return false }
  return letters.allSatisfy { $0 == first }
}

/// «Gómez Gómez, repetido»; of one word it is not plain whether it was said twice already.
private func repeated(
  _ words: ArraySlice<String>, in line: Line, as reading: (String) -> Reading
) -> Reading {
  let name = line.typed(words.startIndex..<words.endIndex)
  guard Set(words).count > 1 || words.count == 1 else { return reading(name) }
  let names = words.count == 1 ? [name + " " + name, name] : [name]
  let answers = names.compactMap { reading($0).onlyAnswer }
  return answers.isEmpty ? reading(name) : .ambiguous(answers, .twoReadings)
}

/// Words of «como la marca de los carros».
private let likenessWordsMax = 7

/// Whether nothing is told of the letters of a name, nor of another one.
private func isLikeness(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.contrasts.found(in: words).isEmpty && Vocabulary.denials.found(in: words).isEmpty
    && !words.contains("con") && !words.contains { $0.utf8.contains(where: isDigit) }
    && !words.indices.contains { Vocabulary.nickname.leading(words[$0...]) != nil }
}

/// Whether nothing is in `words` that is in no name.
private func isName(_ words: ArraySlice<String>, in line: Line) -> Bool {
  Vocabulary.noName.leading(words) == nil
    && !words.indices.contains {
      Vocabulary.notInName.contains(words[$0...$0]) && !isSegundo($0, in: line)
        || isOr($0, in: line)
    }
}

/// «Segundo Fidencio», «me llamo Segundo»: a given name, not a number.
private func isSegundo(_ index: Int, in line: Line) -> Bool {
  guard line.phrase[index] == "segundo", line.typed(index..<(index + 1)) == "Segundo" else {
    return false
  }
  let next = index + 1
  return next == line.phrase.endIndex
    || !line.hasBreak(before: next) && line.typed(next..<(next + 1)).first?.isUppercase == true
}

/// «soy la contadora», but not «soy la señora Rosalba».
private func beginsUnlikeName(_ words: ArraySlice<String>) -> Bool {
  guard let (_, rest) = Vocabulary.noName.leading(words) else { return false }
  return (Vocabulary.beforeName.leading(words)?.rest.count ?? .max) >= rest.count
}

/// «o» between two names, or «u» before one with «o»; in «O'Neill» no blank stands behind it.
private func isOr(_ index: Int, in line: Line) -> Bool {
  let words = line.phrase
  guard index > words.startIndex, index + 1 < words.endIndex,
    line.gap(before: index + 1) == " "
  else { return false }
  let next = words[index + 1]
  return words[index] == "o"
    || words[index] == "u" && (next.hasPrefix("o") || next.hasPrefix("ho"))
}

/// The letters in what says only how a name is written: «con zeta y sin tilde», «be de burro»,
/// «con ce, no con ese»; nil for anything else.
func spellingHints(_ words: ArraySlice<String>, isAfterBreak: Bool) -> [String]? {
  var letters: [String] = []
  var isHint = false
  var rest = words
  if isAfterBreak, let letter = spelledLetter(rest, isInRun: true) {
    let after = rest.dropFirst(letter.count)
    // «Velez, ve de vaca», «Cortez, zeta al final»
    if let place = Vocabulary.placeOfLetter.leading(after) {
      letters.append(place.meaning == .last ? letter.text + "$" : letter.text)
      isHint = true
      rest = place.rest
    } else if letter.count > 1 {
      letters.append(letter.text)
      isHint = true
      rest = after
    }
  }
  while let word = rest.first {
    if let hint = spellingHint(rest) {
      letters += hint.letters
      isHint = true
      rest = hint.rest
    } else if let (_, after) = Vocabulary.afterName.leading(rest) {
      rest = after
    } else if word == "no", let hint = spellingHint(rest.dropFirst()) {
      rest = hint.rest
    } else if word == "sin", let letter = spelledLetter(rest.dropFirst(), isInRun: true) {
      isHint = true
      rest = rest.dropFirst(1 + letter.count)
      let place = Vocabulary.placeOfLetter.leading(rest)
      let sign = (place?.meaning == .first ? "^" : "", place?.meaning == .last ? "$" : "")
      letters.append("!" + sign.0 + letter.text + sign.1)
      rest = place?.rest ?? rest
    } else if isHint, let letter = spelledLetter(rest, isInRun: true),
      case let after = rest.dropFirst(letter.count),
      case let place = Vocabulary.placeOfLetter.leading(after),
      place != nil || letter.count > 1
        || word.utf8.count > 1 && !Vocabulary.commonLetterNames.contains([word])
    {
      // «be larga y zeta al final», «… y doble erre»
      let sign = (place?.meaning == .first ? "^" : "", place?.meaning == .last ? "$" : "")
      letters.append(sign.0 + letter.text + sign.1)
      rest = place?.rest ?? after
    } else if word == "y" || word == "e", rest.count > 1 {
      rest = rest.dropFirst()
    } else {
      return nil
    }
  }
  return isHint ? letters : nil
}

/// «pero» and what goes on like it: «y me dicen Chelo».
private func isClauseStart(_ index: Int, of words: ArraySlice<String>) -> Bool {
  words[index] == "pero"
    || words[index] == "y" && index + 1 < words.endIndex
      && Vocabulary.notInName.contains([words[index + 1]])
}

/// «Carlos, perdón, Camilo»
private func isTakenBack(_ index: Int, in line: Line) -> Bool {
  line.phrase.indices.dropFirst().contains(index) && line.hasBreak(before: index)
    && Vocabulary.numberParts.leading(line.phrase[index...])?.meaning.takesBack == true
}

/// Whether talk alone stands between the break before `index` and the next one.
private func isTalk(after index: Int, of words: ArraySlice<String>, in line: Line) -> Bool {
  guard index == words.startIndex || line.hasBreak(before: index) else { return false }
  let end = words[(index + 1)...].indices.first { line.hasBreak(before: $0) } ?? words.endIndex
  return words[index..<end].count < words.count && isTalk(words[index..<end])
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return String(self[start..<end])
  }
}

/// The only clause with capitals beside some in small letters: «de los de Pasto, Jorge Benavides».
private func capitalizedAmongTalk(_ words: ArraySlice<String>, in line: Line) -> String? {
  guard !line.breaks.isEmpty else { return nil }
  var capitalized: [Range<Int>] = []
  var hasTalk = false
  var start = words.startIndex
  for end in words.indices.dropFirst() + [words.endIndex] {
    guard end == words.endIndex || line.hasBreak(before: end) else { continue }
    let letters = (start..<end).map { line.typed($0..<($0 + 1)) }
    if letters.contains(where: { $0.first?.isUppercase == true }) {
      capitalized.append(start..<end)
    } else if end - start > 1 {
      hasTalk = true
    }
    start = end
  }
  return hasTalk && capitalized.count == 1 ? line.typed(capitalized[0]) : nil
}

/// The last of clauses that each begin with all that the one before said: «Rosa, Rosa Elvira».
private func begunAgain(_ words: ArraySlice<String>, in line: Line) -> String? {
  var start = words.startIndex
  for index in words.indices.dropFirst() where line.hasBreak(before: index) {
    let said = words[start..<index]
    guard words[index...].starts(with: said) else { return nil }
    start = index
  }
  return start > words.startIndex ? line.typed(start..<words.endIndex) : nil
}

/// The name of «María del Pilar, pero todo el mundo me dice Pili», «todos me dicen Pacho pero me llamo
/// Francisco»; nil without a nickname.
private func nameBesideNickname(
  _ words: ArraySlice<String>, in line: Line, as answer: (PersonName) -> Answer
) -> Reading? {
  guard words.count <= sentenceWordsMax,
    let turn = words.indices.dropFirst().first(where: {
      Vocabulary.contrasts.contains(words[$0...$0])
    }), turn + 1 < words.endIndex
  else { return nil }
  func isNickname(_ words: ArraySlice<String>) -> Bool {
    words.indices.contains { Vocabulary.nickname.leading(words[$0...]) != nil }
  }
  let (before, after) = (words[..<turn], words[(turn + 1)...])
  let isBefore = isNickname(before)
  guard isBefore != isNickname(after) else { return nil }
  if isBefore {
    guard Vocabulary.beforeName.leading(after) != nil else { return nil }
    let reading = personName(Line(line.typedToEnd(from: turn + 1)), [], as: answer)
    return reading.onlyAnswer == nil ? nil : reading
  }
  guard isShortName(before, in: line) else { return nil }
  let reading = personName(Line(line.typed(before.startIndex..<turn)), [], as: answer)
  return reading.onlyAnswer == nil ? nil : reading
}

/// Whether somebody tells a nickname beside the name.
func tellsNickname(_ words: ArraySlice<String>) -> Bool {
  words.indices.contains { Vocabulary.nickname.leading(words[$0...]) != nil }
    && words.contains { Vocabulary.contrasts.contains([$0]) }
}

/// Names that are told one by one.
private struct JoinedNames {
  let name: String
  /// In the other order; nil when theirs is plain.
  let turned: String?
  /// Whether each is written as it was said to be, and in their order.
  let isSure: Bool
}

/// The names of «Vargas con ve pequeña, y el segundo Ibarra», «Pérez por parte de papá y Gómez por
/// parte de mamá», without what stands between; nil when there is more, or none of it.
private func joinedNames(_ words: ArraySlice<String>, in line: Line) -> JoinedNames? {
  var names: [[String]] = []
  var roles: [Vocabulary.NameRole] = []
  var isTold = false
  // «primer apellido Mina segundo Balanta»
  let isFirstTold = Vocabulary.beforeFirst.trailing(line.phrase[..<words.startIndex]) != nil
  var isSaidAgain = false
  var isSure = true
  var isOpen = false
  /// Whether another name may begin: behind «con zeta» nothing does without a pause.
  var mayBegin = true
  var rest = words
  while let word = rest.first {
    let index = rest.startIndex
    let isAfterBreak = index > words.startIndex && line.hasBreak(before: index)
    if isAfterBreak { (isOpen, mayBegin) = (false, true) }
    if !names.isEmpty, let hint = spellingHint(rest) {
      let name = folded(names[names.count - 1].joined(separator: " "))
      if !hint.letters.allSatisfy({ isSpelled(name, with: $0) }) { isSure = false }
      (isTold, isOpen, mayBegin) = (true, false, false)
      rest = hint.rest
    } else if !names.isEmpty, isAfterBreak, let letter = spelledLetter(rest, isInRun: true),
      let (place, after) = Vocabulary.placeOfLetter.leading(rest.dropFirst(letter.count))
    {
      // «Pérez, zeta al final, y Vargas»
      let name = folded(names[names.count - 1].joined(separator: " "))
      let sign = (place == .first ? "^" : "", place == .last ? "$" : "")
      if !isSpelled(name, with: sign.0 + letter.text + sign.1) { isSure = false }
      (isTold, isOpen, mayBegin) = (true, false, false)
      rest = after
    } else if isTold, !names.isEmpty, word.utf8.count > 1,
      !Vocabulary.commonLetterNames.contains([word]),
      line.typed(index..<(index + 1)).first?.isUppercase == false,
      let letter = spelledLetter(rest, isInRun: true), letter.text.utf8.count == 1
    {
      // «Muñoz, zeta al final y eñe»
      let name = folded(names[names.count - 1].joined(separator: " "))
      if !isSpelled(name, with: letter.text) { isSure = false }
      (isOpen, mayBegin) = (false, false)
      rest = rest.dropFirst(letter.count)
    } else if !names.isEmpty, word == "no", let hint = spellingHint(rest.dropFirst()) {
      // «con ese, no con zeta»
      (isOpen, mayBegin) = (false, false)
      rest = hint.rest
    } else if !names.isEmpty, word == "sin",
      let letter = spelledLetter(rest.dropFirst(), isInRun: true)
    {
      let name = folded(names[names.count - 1].joined(separator: " "))
      if !isSpelled(name, with: "!" + letter.text) { isSure = false }
      (isTold, isOpen, mayBegin) = (true, false, false)
      rest = rest.dropFirst(1 + letter.count)
    } else if let (role, after) = Vocabulary.betweenNames.leading(rest),
      // «Juan Segundo», but not «Cano, segundo Mesa»
      rest.count - after.count > 1 || isAfterBreak || role == .father || role == .mother
        || role == .first && names.isEmpty || role == .second && isFirstTold
    {
      roles.append(role)
      (isTold, isOpen, mayBegin) = (true, false, true)
      rest = after
    } else if !names.isEmpty, let (_, after) = Vocabulary.afterName.leading(rest) {
      (isTold, isOpen, mayBegin) = (true, false, false)
      rest = after
    } else if word == "y" || word == "e", !names.isEmpty, rest.count > 1 {
      (isOpen, mayBegin) = (false, true)
      rest = rest.dropFirst()
    } else if !names.isEmpty, isAfterBreak || Vocabulary.articles.contains(rest.prefix(1)),
      case let said = Vocabulary.articles.dropping(rest),
      case let again = said.prefix(while: names.joined().map(folded).contains), !again.isEmpty,
      spellingHint(said.dropFirst(again.count)) != nil
    {
      // «Castro Caycedo, Caycedo con ye», «González Peña el González con zeta»; «Ruiz, Ruiz con zeta»
      // may be both of them.
      isSaidAgain = true
      if names.joined().count == again.count { isSure = false }
      rest = said.dropFirst(again.count)
    } else {
      guard isOpen || mayBegin, isName(rest.prefix(1), in: line),
        Vocabulary.numberParts.leading(rest)?.meaning.takesBack != true
      else { return nil }
      let name = line.typed(index..<(index + 1))
      if isOpen { names[names.count - 1].append(name) } else { names.append([name]) }
      isOpen = true
      rest = rest.dropFirst()
    }
  }
  guard isTold, names.count > 1 || isSaidAgain, names.count <= 4 else { return nil }
  func isBefore(_ second: Vocabulary.NameRole, _ first: Vocabulary.NameRole) -> Bool {
    guard let late = roles.firstIndex(of: second), let early = roles.firstIndex(of: first) else {
      return false
    }
    return late < early
  }
  // «Gómez Ruiz, el segundo es Rúiz»: it is put right.
  if roles.contains(.second), names[0].count > 1 { isSure = false }
  let isTurned = isBefore(.mother, .father) || isBefore(.second, .first)
  func joined(_ names: some Sequence<[String]>) -> String {
    names.map { $0.joined(separator: " ") }.joined(separator: " ")
  }
  return JoinedNames(
    name: joined(names), turned: isTurned ? joined(names.reversed()) : nil,
    isSure: isSure && !isTurned)
}

/// What a name is and what it is not: «no es Sandra, es Zandra, con zeta», «es Yamile, no Jamile».
/// Nil for a line that does not say so.
func contrastedName(_ line: Line, as answer: (PersonName) -> Answer) -> Reading? {
  let words = line.phrase
  guard words.count <= sentenceWordsMax, words.contains("no") else { return nil }
  func read(_ line: Line) -> Reading? {
    let reading = personName(line, [], as: answer)
    return reading.onlyAnswer == nil ? nil : reading
  }
  // «Mi nombre no es Ana, es Anna»
  let denied = Vocabulary.beforeName.dropping(words)
  if denied.first == "no" {
    let old = Vocabulary.beforeName.dropping(denied.dropFirst())
    guard
      let turn = old.indices.dropFirst().first(where: {
        Vocabulary.butThis.contains([old[$0]])
          || line.hasBreak(before: $0) && Vocabulary.beforeName.leading(old[$0...]) != nil
      }),
      isShortName(old[..<turn], in: line), turn + 1 < old.endIndex
    else { return nil }
    return read(Line(line.typedToEnd(from: old[turn] == "sino" ? turn + 1 : turn)))
  }
  // «Ana no, Anna»
  if let denial = words.dropFirst().firstIndex(of: "no"), denial + 1 < words.endIndex,
    line.breaks.last == denial + 1, !line.hasBreak(before: denial),
    Vocabulary.exclamations.leading(words) == nil,
    isShortName(Vocabulary.beforeName.dropping(words[..<denial]), in: line),
    let read = read(Line(line.typedToEnd(from: denial + 1)))
  {
    return read
  }
  guard let denial = words.lastIndex(of: "no"), denial > words.startIndex,
    denial + 1 < words.endIndex, line.hasBreak(before: denial), !line.hasBreak(before: denial + 1),
    isShortName(words[(denial + 1)...], in: line)
  else { return nil }
  let head = words[..<denial]
  let isTold =
    Vocabulary.beforeName.leading(head) != nil
    || head.indices.dropFirst().contains {
      spellingHint(head[$0...]) != nil || head[$0] == "sin"
        // «Ossa, doble ese, no Osa»
        || line.hasBreak(before: $0) && spellingHints(head[$0...], isAfterBreak: true) != nil
    }
  // Without a word of it «Jorge, no Jaime» may as well put it right.
  return isTold ? read(Line(line.typed(words.startIndex..<denial))) : nil
}

private func isShortName(_ words: ArraySlice<String>, in line: Line) -> Bool {
  (1...4).contains(words.count) && isName(words, in: line)
}

/// The name behind «perdón» or «digo»; asked back when it may be only the end of it. Nil when
/// nothing is put right.
private func correctedName(
  _ words: ArraySlice<String>, in line: Line, as answer: (PersonName) -> Answer
) -> Reading? {
  guard words.count <= sentenceWordsMax,
    let turn = words.indices.dropFirst().first(where: {
      Vocabulary.numberParts.leading(words[$0...])?.meaning == .correction
        // «Ruiz Gómez, no, Ruiz Gámez»
        || words[$0] == "no" && $0 + 1 < words.endIndex && line.hasBreak(before: $0)
          && line.breaks.last == $0 + 1
    }), let rest = Vocabulary.numberParts.leading(words[turn...])?.rest, !rest.isEmpty
  else { return nil }
  var old = words[turn - 1] == "no" ? words[..<(turn - 1)] : words[..<turn]
  // «Catalina con ce, digo, Katalina con ka»
  if let hint = old.indices.dropFirst().first(where: { spellingHint(old[$0...]) != nil }) {
    old = old[..<hint]
  }
  guard isShortName(old, in: line) else { return nil }
  let reading = personName(Line(line.typedToEnd(from: rest.startIndex)), [], as: answer)
  guard let new = reading.onlyAnswer else { return nil }
  let newWords = new.value.split(separator: " ")
  guard newWords.count < old.count else { return reading }
  let whole =
    old.dropLast(newWords.count).indices.map { line.typed($0..<($0 + 1)) }
    + newWords.map(String.init)
  let names = [whole.joined(separator: " "), new.value].compactMap {
    (try? PersonName(parsing: $0)).map(answer)
  }
  return names.isEmpty ? nil : .ambiguous(names, .twoReadings)
}

/// «De soltera Mora, de casada Mora de Paz»: behind a pause another name is introduced.
private func introducesAnother(_ words: ArraySlice<String>, in line: Line) -> Bool {
  line.breaks.contains { index in
    guard index > words.startIndex, index < words.endIndex,
      let (_, rest) = Vocabulary.beforeName.leading(words[index...])
    else { return false }
    return rest.startIndex > index + 1 && !rest.isEmpty
  }
}

/// What can be a name between the breaks of a sentence: «Antonio, pero todos me dicen Toño»,
/// «Rodrigues o Rodríguez».
private func namesAmongTalk(
  _ words: ArraySlice<String>, in line: Line
) -> (names: [String], restIsTalk: Bool) {
  if let name = introducedName(words, in: line) { return ([name], true) }
  var names: [String] = []
  var restIsTalk = true
  var start = words.startIndex
  for end in words.indices.dropFirst() + [words.endIndex] {
    let isAtOr = end < words.endIndex && (isOr(end, in: line) || isClauseStart(end, of: words))
    guard end == words.endIndex || isAtOr || line.hasBreak(before: end) else { continue }
    let said = line.phrase[start..<end]
    var clause = Vocabulary.beforeName.dropping(said)
    var isCorrected = false
    if said.startIndex > words.startIndex, isTakenBack(said.startIndex, in: line),
      let (_, corrected) = Vocabulary.numberParts.leading(said)
    {
      clause = Vocabulary.beforeName.dropping(corrected)
      isCorrected = true
    }
    start = isAtOr ? end + 1 : end
    if isTalk(clause) { continue }
    if isName(clause, in: line), !beginsUnlikeName(said) {
      let name = line.typed(clause.startIndex..<clause.endIndex)
      // What is left is offered first.
      names.insert(name, at: isCorrected ? 0 : names.count)
    } else {
      restIsTalk = false
    }
  }
  return (names, restIsTalk)
}

/// The name behind «para mi mamá, ella se llama», «el niño se llama», where nothing but whose it is
/// stands before; nil for any other line.
private func introducedName(_ words: ArraySlice<String>, in line: Line) -> String? {
  guard
    let start = words.indices.dropFirst().first(where: { index in
      Vocabulary.beforeName.leading(words[index...]).map { index + 1 < $0.rest.startIndex } == true
        && words[index...].prefix(3).contains("llama")
    }), let (_, name) = Vocabulary.beforeName.leading(words[start...]),
    isShortName(name, in: line), !name.contains("llama"),
    words[..<start].count <= ownerWordsMax, !words[..<start].contains("no")
  else { return nil }
  return line.typed(name.startIndex..<name.endIndex)
}

/// Whose name it is takes no more words.
private let ownerWordsMax = 5

/// Whether somebody or something else is named: «mi perro se llama», «yo soy Ana, mi mamá se llama»;
/// but not for whom it is: «para mi mamá, se llama».
private func namesOther(_ words: ArraySlice<String>, in line: Line) -> Bool {
  words.indices.contains { index in
    guard Vocabulary.isCalled.leading(words[index...]) != nil else { return false }
    let start = max(words.startIndex, line.breaks.last { $0 <= index } ?? words.startIndex)
    return Vocabulary.otherSubjects.found(in: words[start..<index]).contains(.determiner)
      && Vocabulary.onBehalf.found(in: words[..<index]).isEmpty
  }
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
  guard words.count >= spelledMin, let found = spelledPrefix(words, in: line), found.rest.isEmpty
  else { return nil }
  return found.name
}

/// The name that is spelled before it is said, «hache, o, ye, o, ese: Hoyos», and where it is said.
func spelledBeginning(
  _ words: ArraySlice<String>, in line: Line
) -> (name: String, rest: Int)? {
  guard words.count > spelledMin, let (name, rest) = spelledPrefix(words, in: line),
    let first = rest.first, rest.startIndex > words.startIndex
  else { return nil }
  // «o sea Kalle»
  if let (part, after) = Vocabulary.numberParts.leading(rest), part == .again, !after.isEmpty {
    return (name, after.startIndex)
  }
  guard line.hasBreak(before: rest.startIndex), isName([first], in: line) else { return nil }
  return (name, rest.startIndex)
}

/// The name that is spelled at the beginning of `words`, and what comes after it; nil when its
/// letters are too few.
private func spelledPrefix(
  _ words: ArraySlice<String>, in line: Line
) -> (name: String, rest: ArraySlice<String>)? {
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
    guard let letter = spelledLetter(rest, isInRun: true) else { break }
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
  return count < spelledMin ? nil : (name, rest)
}

/// The name of a company: typed, after «se llama», its kind spelled: «ese a ese».
func businessName(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  if let several = businessesAmongTalk(line) { return several }
  if let said = businessSaidOf(line) { return said }
  if isOfAnotherDatum(line) { return .invalid(.format) }
  let rest = Vocabulary.beforeBusiness.dropping(line.phrase)
  var start = rest.isEmpty ? line.phrase.startIndex : rest.startIndex
  // «es la Cooperativa…»: an article in small letters is the sentence's.
  if start > line.phrase.startIndex, start + 1 < line.phrase.endIndex,
    Vocabulary.articles.contains(line.phrase[start...start]),
    // «se llama el sol sas»
    Vocabulary.isCalled.trailing(line.phrase[..<start]) == nil
      || Vocabulary.businessNouns.leading(line.phrase[(start + 1)...]) != nil,
    line.typed(start..<(start + 1)) == line.phrase[start]
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
  // «Droguería La Salud, punto» ends what is dictated.
  if end > start + 1, Vocabulary.endOfDictation.contains([line.phrase[end - 1]]),
    line.hasBreak(before: end - 1)
  {
    end -= 1
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
  // «Textiles del Sur, con equis, SA»
  if let (_, before) = Vocabulary.companyKinds.trailing(line.phrase[start..<end]),
    before.endIndex > start, line.hasBreak(before: before.endIndex),
    let hint = spellingHintOfBusiness(line, start..<before.endIndex)
  {
    let name = line.typed(start..<hint.start) + " " + line.typed(before.endIndex..<end)
    return businessName(Line(name), [])
  }
  if let inner = businessWithHintInside(line, start..<end) { return inner }
  let hint = spellingHintOfBusiness(line, start..<end)
  let text = businessText(
    line, start..<(hint?.start ?? end), isWhole: hint == nil && end == line.phrase.endIndex)
  let reading = value(of: { () throws(Rejection) in
    .businessName(try PersonName(parsingBusiness: text))
  })
  // A letter is told of the word before it.
  let last = hint.flatMap { line.phrase[..<$0.start].last } ?? ""
  let hinted = foldedWords(text).contains { $0.text == last } ? last : folded(text)
  guard let hint, let answer = reading.onlyAnswer,
    !hint.letters.allSatisfy({
      // «Kumbia Producciones, con ka»: of no other word.
      isSpelled(hinted, with: $0) || rareLetters.contains($0) && isSpelled(folded(text), with: $0)
    })
  else { return reading }
  return .ambiguous([answer], .twoReadings)
}

/// Nobody tells of them that another word has none.
private let rareLetters = ["k", "w"]

/// «La empresa de mi cuñado» says whose it is, and «una empresa de transportes» what kind of; nil
/// for what may be a name.
private func businessSaidOf(_ line: Line) -> Reading? {
  guard !line.text.contains(where: \.isUppercase), !line.text.utf8.contains(where: isDigit) else {
    return nil
  }
  let named = Vocabulary.articles.dropping(Vocabulary.beforeBusiness.dropping(line.phrase))
  // «Es la de mi cuñado»
  let owner = Vocabulary.beforeBusiness.dropping(line.phrase).drop {
    ["el", "la", "lo", "de"].contains($0)
  }
  if Vocabulary.kin.leading(owner)?.rest.isEmpty == true { return .invalid(.format) }
  // «Vendí la empresa»; but «restaurante la tienda»
  if let (_, before) = Vocabulary.businessNouns.trailing(line.phrase), before.count > 1,
    let article = before.last, Vocabulary.articles.contains([article]),
    Vocabulary.businessNouns.leading(line.phrase) == nil,
    Vocabulary.leadingCompanyKinds.leading(line.phrase) == nil
  {
    return (try? PersonName(parsingBusiness: line.text)).map {
      .ambiguous([.businessName($0)], .twoReadings)
    }
  }
  guard let rest = Vocabulary.businessNouns.leading(named)?.rest,
    Vocabulary.companyKinds.trailing(line.phrase) == nil
  else { return nil }
  let which = Vocabulary.whichBusiness.leading(rest)?.rest
  // «Tienda donde Marina»
  let isOwners = which.map { Vocabulary.givenNames.contains($0) } == true
  if !Vocabulary.kin.found(in: rest).isEmpty || which != nil && !isOwners {
    return .invalid(.format)
  }
  guard line.phrase.first == "un" || line.phrase.first == "una" || rest.isEmpty else { return nil }
  guard !rest.isEmpty, let name = try? PersonName(parsingBusiness: line.text) else {
    return .invalid(.format)
  }
  return .ambiguous([.businessName(name)], .twoReadings)
}

/// «El NIT quedó con los números trocados», «www.aceros.com», «hotmail»: whatever it is, no company is
/// called so.
private func isOfAnotherDatum(_ line: Line) -> Bool {
  if line.phrase.count == 1 {
    if isWebAddress(line.text), let first = folded(line.text).split(separator: ".").first {
      return first == "www" || Vocabulary.providers.whole([String(first)]) != nil
    }
    return Vocabulary.providers.whole(line.phrase) != nil
  }
  // «El Correo del Sur», «el Nit» have capitals of a name.
  func isCapital(_ index: Int) -> Bool {
    let typed = line.typed(index..<(index + 1))
    return typed.first?.isUppercase == true && typed.contains(where: \.isLowercase)
  }
  guard Vocabulary.beforeTitle.contains(line.phrase.prefix(1)), line.phrase.count > 2,
    let (field, rest) = Vocabulary.fields.leading(line.phrase.dropFirst()),
    field.isNumbered || field == .email || field == .surnames
  else { return false }
  return !(0...rest.startIndex).contains { $0 < line.phrase.endIndex && isCapital($0) }
}

/// The names of «Sol SAS pero el nombre comercial es El Sol», «Sol, no, Luna», «la del letrero: Sol»,
/// the first before the last; nil for one name alone.
private func businessesAmongTalk(_ line: Line) -> Reading? {
  let words = line.phrase
  if let denied = businessAfterDenial(line) ?? businessInstead(line) { return denied }
  if let doubted = businessInDoubt(line) { return doubted }
  // «antes era Luna Ltda, ahora Sol SAS»
  if Vocabulary.notInBusiness.leading(words) != nil, line.typed(0..<1) == words.first,
    let turn = line.breaks.last, turn < words.endIndex
  {
    let new = Vocabulary.beforeBusiness.dropping(words[turn...])
    guard let answer = businessName(Line(line.typedToEnd(from: new.startIndex)), []).onlyAnswer
    else { return .invalid(.format) }
    return .ambiguous([answer], .twoReadings)
  }
  if let colon = line.text.lastIndex(of: ":"),
    !line.text[..<colon].contains(where: \.isUppercase),
    let answer = businessName(Line(String(line.text[line.text.index(after: colon)...])), [])
      .onlyAnswer
  {
    // «Razón social: Sol Ltda.» is an answer's label.
    let label = Vocabulary.articles.dropping(
      Vocabulary.beforeBusiness.dropping(
        Vocabulary.fillerBefore.dropping(
          foldedWords(String(line.text[..<colon])).map(\.text)[...])))
    return label.isEmpty || Vocabulary.formalName.contains(label)
      ? .value(answer) : .ambiguous([answer], .twoReadings)
  }
  for index in words.indices.dropFirst() {
    let isNo =
      line.hasBreak(before: index)
      && Vocabulary.numberParts.leading(words[index...])?.meaning.takesBack == true
    guard isNo || Vocabulary.notInBusiness.leading(words[index...]) != nil else { continue }
    // «Sol SAS, perdón, Luna SAS»
    if isNo, words.count <= sentenceWordsMax,
      let (part, rest) = Vocabulary.numberParts.leading(words[index...]),
      part == .correction,
      !rest.isEmpty,
      case .value(let new) = businessName(Line(line.typedToEnd(from: rest.startIndex)), [])
    {
      return .value(new)
    }
    let answers = [line.typed(words.startIndex..<index)].compactMap {
      businessName(Line($0), []).onlyAnswer
    }
    return answers.isEmpty ? nil : .ambiguous(answers, .twoReadings)
  }
  return nil
}

/// The company of «el local es El Sol pero la sociedad es Luna SAS»: of two names the formal one. Nil
/// without both.
func businessBesideSign(_ line: Line) -> Reading? {
  let words = line.phrase
  guard words.count <= sentenceWordsMax, let (_, rest) = Vocabulary.tradeName.leading(words),
    // «El Local y la Empresa SAS» is a name.
    !line.typed((rest.startIndex - 1)..<rest.startIndex).contains(where: \.isUppercase)
  else { return nil }
  for index in rest.indices.dropFirst() {
    guard
      line.hasBreak(before: index) || Vocabulary.contrasts.contains([words[index - 1]])
        || words[index - 1] == "y",
      let (_, name) = Vocabulary.formalName.leading(
        Vocabulary.articles.dropping(words[index...])),
      let first = name.first
    else { continue }
    let isTold = Vocabulary.is.contains([first]) || Vocabulary.isCalled.leading(name) != nil
    let start =
      Vocabulary.isCalled.leading(name)?.rest.startIndex ?? name.startIndex + (isTold ? 1 : 0)
    guard start < words.endIndex,
      isTold || line.typed(start..<(start + 1)).first?.isUppercase == true
    else { continue }
    return businessName(Line(line.typedToEnd(from: start)), [])
  }
  return nil
}

/// The name in «creo que Sol SAS», «el banco es Luna SA»: behind talk in small letters. Nil for a line
/// that does not speak so.
private func businessInDoubt(_ line: Line) -> Reading? {
  let words = line.phrase
  func isSmall(_ range: Range<Int>) -> Bool {
    !line.typed(range).contains(where: \.isUppercase)
  }
  func name(from start: Int) -> Reading? {
    guard start < words.endIndex,
      let name = businessName(Line(line.typedToEnd(from: start)), []).onlyAnswer
    else { return nil }
    return .ambiguous([name], .twoReadings)
  }
  for index in words.indices {
    if let (_, rest) = Vocabulary.doubtOfBusiness.leading(words[index...]), !rest.isEmpty,
      isSmall(0..<rest.startIndex)
    {
      return name(from: rest.startIndex) ?? .invalid(.format)
    }
    if index > 1, Vocabulary.is.contains([words[index]]), index + 1 < words.endIndex,
      Vocabulary.articles.contains(words.prefix(1)), isSmall(0..<(index + 1)),
      line.typed((index + 1)..<(index + 2)).first?.isUppercase == true,
      Vocabulary.beforeBusiness.dropping(words).startIndex <= index
    {
      return name(from: index + 1)
    }
  }
  return nil
}

/// The name of «El Sol no, La Luna»; nil for any other line.
private func businessInstead(_ line: Line) -> Reading? {
  let words = line.phrase
  guard words.count <= sentenceWordsMax,
    let denial = words.dropFirst().firstIndex(of: "no"), denial + 1 < words.endIndex,
    line.typed(denial..<(denial + 1)) == "no", !line.hasBreak(before: denial),
    line.hasBreak(before: denial + 1), !isTalk(words[(denial + 1)...]),
    case .value(let name) = businessName(Line(line.typedToEnd(from: denial + 1)), [])
  else { return nil }
  return .value(name)
}

/// The name of «no, Aceros no, es Aseos del Caribe», «no es Luna, es Lunas SAS»; nil for a line that
/// does not begin so.
private func businessAfterDenial(_ line: Line) -> Reading? {
  let words = line.phrase
  guard words.first == "no", words.count > 2, words.count <= sentenceWordsMax else { return nil }
  let turn = words.indices.dropFirst(2).last { index in
    Vocabulary.butThis.contains([words[index]]) && index + 1 < words.endIndex
      && (line.hasBreak(before: index) || words[index] != "es")
  }
  let named = words.firstIndex { $0 != "no" } ?? words.endIndex
  guard named < words.endIndex,
    let start = turn.map({ $0 + 1 }) ?? (line.hasBreak(before: named) ? named : nil),
    case .value(let name) = businessName(Line(line.typedToEnd(from: start)), [])
  else { return nil }
  return .value(name)
}

/// «Cuásar, con cu de queso, Ingeniería»: the name without the clause that tells how a word of it is
/// written, asked back when it is written otherwise. Nil without one.
private func businessWithHintInside(_ line: Line, _ words: Range<Int>) -> Reading? {
  let breaks = words.dropFirst().filter { line.hasBreak(before: $0) }
  for (start, end) in zip(breaks, breaks.dropFirst()) {
    guard let letters = spellingHints(line.phrase[start..<end], isAfterBreak: true),
      end < words.upperBound
    else { continue }
    let head = line.typed(words.lowerBound..<start)
    let reading = businessName(Line(head + " " + line.typed(end..<words.upperBound)), [])
    guard let answer = reading.onlyAnswer, let last = line.phrase[..<start].last else { return nil }
    return letters.allSatisfy { isSpelled(last, with: $0) }
      ? reading : .ambiguous([answer], .twoReadings)
  }
  return nil
}

/// Where it is told how the name is written, if that is the end: «…, yireh con ye».
private func spellingHintOfBusiness(
  _ line: Line, _ words: Range<Int>
) -> (start: Int, letters: [String])? {
  let name = line.phrase[words]
  for index in name.indices.dropFirst() {
    // «…, yireh es ye, i, ere, e, hache»
    let spelledStart = name[index...].firstIndex { $0 != "es" && !name[..<index].contains($0) }
    if line.hasBreak(before: index), let spelledStart, spelledStart > index,
      let spelled = spelled(name[spelledStart...], in: line)
    {
      return (index, [folded(spelled)])
    }
    guard line.hasBreak(before: index) || Vocabulary.withLetter.leading(name[index...]) != nil,
      let hint = name[index...].indices.first(where: { spellingHint(name[$0...]) != nil }),
      // The word that is spelled is said again.
      name[index..<hint].allSatisfy(name[..<index].contains),
      let letters = spellingHints(name[hint...], isAfterBreak: false)
    else { continue }
    return (index, letters)
  }
  return nil
}

/// What was typed there, the letters of its kind and of short names put together: «jota eme ese a
/// ese» as `JM SAS`.
private func businessText(_ line: Line, _ words: Range<Int>, isWhole: Bool) -> String {
  let phrase = line.phrase[words]
  let typed = isWhole ? line.typedToEnd(from: words.lowerBound) : line.typed(words)
  let isDictated = !typed.contains(where: \.isUppercase)
  var start = phrase.endIndex
  var letters = ""
  // From the end on, whatever is the name of a letter.
  while start > phrase.startIndex + 1,
    let letter = spelledLetter(phrase[(start - 1)..<start], isInRun: true), letter.text.count == 1
  {
    letters = letter.text.uppercased() + letters
    start -= 1
  }
  guard phrase[start...].contains(where: { $0.utf8.count > 1 }) else {
    return withKindJoined(line, words, letters: letters, isDictated: isDictated) ?? typed
  }
  let kind = kindsSpelled.first { letters.hasSuffix($0) } ?? ""
  var initials = letters.dropLast(kind.count)
  var initialsStart = start
  // «de», «la» and «a» before them are words; «jota» is none.
  while !initials.isEmpty, Vocabulary.commonLetterNames.contains([phrase[initialsStart]]) {
    initials = initials.dropFirst()
    initialsStart += 1
  }
  if initials.count < 2 {
    initials = ""
    initialsStart = phrase.endIndex - kind.count
  }
  guard !kind.isEmpty || !initials.isEmpty else { return typed }
  let name = line.typed(phrase.startIndex..<initialsStart)
  return ([isDictated ? PersonName.businessCase(name) : name] + [String(initials), kind])
    .filter { !$0.isEmpty }.joined(separator: " ")
}

/// «bancolombia s a», «Aceros S A S» with the letters of the kind in one; nil where they are no kind, or
/// more than a blank parts them: «C&A».
private func withKindJoined(
  _ line: Line, _ words: Range<Int>, letters: String, isDictated: Bool
) -> String? {
  guard let kind = kindsSpelled.first(where: letters.hasSuffix),
    case let start = words.upperBound - kind.count, start > words.lowerBound,
    (start + 1..<words.upperBound).allSatisfy({ line.gap(before: $0) == " " })
  else { return nil }
  // «comercializadora j m s a s»
  let initials = letters.dropLast(kind.count)
  let areInitials =
    initials.count > 1 && start - initials.count > words.lowerBound && !initials.contains("Y")
  let end = areInitials ? start - initials.count : start
  let name = line.typed(words.lowerBound..<end)
  return [
    isDictated ? PersonName.businessCase(name) : name, areInitials ? String(initials) : "", kind,
  ]
  .filter { !$0.isEmpty }.joined(separator: " ")
}

/// Kinds of companies by their letters, the longest first.
private let kindsSpelled = [
  "ESAL", "LTDA", "SAS", "ESP", "ESE", "SCA", "IPS", "EPS", "EAT", "BIC", "SA", "EU", "PH", "CI",
]
