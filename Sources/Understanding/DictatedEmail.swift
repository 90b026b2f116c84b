internal import Domain

/// Whether «arroba» is said.
func hasSpokenAt(_ words: ArraySlice<String>) -> Bool {
  words.contains { Vocabulary.emailSigns.whole([$0]) == "@" }
}

/// The address of «Ana Ruiz <ana.ruiz@gmail.com>»; nil for another form.
func addressInBrackets(_ text: String) -> String? {
  guard let open = text.firstIndex(of: "<"), open > text.startIndex,
    let close = text[open...].firstIndex(of: ">"), !text[..<open].contains("@"),
    text[text.index(after: close)...].allSatisfy({ " .,;".contains($0) })
  else { return nil }
  let address = text[text.index(after: open)..<close]
  return address.contains("@") ? String(address) : nil
}

/// An e-mail with something put right behind it, asked back: «pedro arroba gmail, no, perdón, arroba
/// hotmail punto com»; one that is typed whole is taken: «ana@gmail.com, no, ana1@gmail.com». Nil
/// without such a thing.
func correctedEmail(_ text: String) -> Reading? {
  let line = Line(text)
  let words = line.phrase
  guard
    let no = words.indices.dropFirst().first(where: {
      Vocabulary.numberParts.leading(words[$0...])?.meaning.takesBack == true
        && (line.hasBreak(before: $0) || words[$0] == "perdon" || words[$0] == "mentiras"
          || words[$0] == "no" && $0 + 1 < words.endIndex && line.hasBreak(before: $0 + 1))
        || words[$0] == "mejor" && line.hasBreak(before: $0)
    }), hasAt(line.typed(words.startIndex..<no))
  else { return nil }
  var rest = words[no...]
  var isSure = words[no] == "mejor"
  if isSure { rest = rest.dropFirst() }
  while let (part, after) = Vocabulary.numberParts.leading(rest), part.takesBack || part == .pause {
    if part == .correction { isSure = true }
    rest = after
  }
  guard !rest.isEmpty else { return nil }
  let old = line.typed(words.startIndex..<no)
  let new = line.typedToEnd(from: rest.startIndex)
  // The sign before the first word is none of its letters.
  // «ana@gmail.com no, ana1@gmail.com»
  if words[no] == "no", line.hasBreak(before: no + 1), old.contains("@"), new.contains("@") {
    isSure = true
  }
  let gap = line.gap(before: rest.startIndex)
  let domain = gap.hasSuffix("@") ? "@" + new : new
  var readings: [Reading] = []
  if domain.hasPrefix("@") || Vocabulary.emailSigns.whole(rest.prefix(1)) == "@" {
    let name = beforeAt(old)
    readings.append(plainEmail(name + " " + domain))
  } else if hasAt(new) {
    // «mejor al del trabajo: rosa@…»
    let typed = new.split(separator: " ").filter { $0.dropFirst().contains("@") }
    readings.append(plainEmail(typed.count == 1 ? String(typed[0]) : new))
  }
  if isSure, case .value(let answer)? = readings.first { return .value(answer) }
  readings.append(plainEmail(old))
  var answers: [Answer] = []
  for answer in readings.flatMap(\.candidates) where !answers.contains(answer) {
    answers.append(answer)
  }
  return answers.isEmpty ? nil : .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

extension Reading {
  /// What it may be, whether it is asked back or not.
  fileprivate var candidates: [Answer] {
    switch self {
    case .value(let answer), .confirm(let answer, _): [answer]
    case .ambiguous(let answers, _): answers
    default: []
    }
  }
}

/// The one e-mail that is typed in a sentence: «me escribe a ana@gmail.com con todo gusto»; of «era
/// ana@gmail.com pero ya no lo abro, ahora es ana2@gmail.com» the last. Nil where the words may be
/// part of it, tell how it is written or deny it.
func writtenEmailAmongTalk(_ text: String) -> Reading? {
  guard text.utf8.contains(UInt8(ascii: "@")), text.utf8.contains(UInt8(ascii: " ")),
    !text.utf8.contains(UInt8(ascii: "?"))
  else { return nil }
  let pieces = text.split(separator: " ")
  let typed = pieces.indices.filter { pieces[$0].dropFirst().contains("@") }
  guard let last = typed.last, typed.count <= 2,
    text.utf8.count(where: { $0 == UInt8(ascii: "@") }) == typed.count,
    case .value(let answer) = writtenEmail(plain(pieces[last]))
  else { return nil }
  let before = pieces[..<last].joined(separator: " ")
  let after = foldedWords(pieces[(last + 1)...].joined(separator: " ")).map(\.text)[...]
  let said = foldedWords(before).map(\.text)[...]
  // What follows without a comma may be a part that was parted.
  let isEnded =
    after.isEmpty || pieces[last].last.map { ",;.".contains($0) } == true
    || after.first.map { $0.utf8.count > 2 && Vocabulary.emailSigns.whole([$0]) == nil } == true
      && spellingHint(after) == nil
    || Vocabulary.fillerAfter.leading(after) != nil
  let isLed =
    said.isEmpty || before.last.map { ",;.:".contains($0) } == true
    || Vocabulary.toEmail.whole(said) != nil
    || Vocabulary.leadsToEmail.trailing(said) != nil
  guard isEnded, isLed, isIdle(after) else { return nil }
  let lead = Vocabulary.leadsToEmail.trailing(said)?.rest ?? said
  if typed.count == 1 { return isIdle(lead) ? .value(answer) : nil }
  return Vocabulary.formerNumber.found(in: said).isEmpty
    || Vocabulary.numberParts.found(in: said).contains(.or) ? nil : .value(answer)
}

/// What may go on with a domain.
let domainEndings = ["co", "com", "net", "org", "edu", "gov", "es"]

/// Without the sign of the sentence around it.
private func plain(_ piece: Substring) -> String {
  var piece = piece
  while let last = piece.last, ".,;:)".contains(last) { piece = piece.dropLast() }
  while let first = piece.first, "(:".contains(first) { piece = piece.dropFirst() }
  return String(piece)
}

/// Whether the words beside an e-mail neither deny it nor tell how it is written.
private func isIdle(_ words: ArraySlice<String>) -> Bool {
  Vocabulary.denials.found(in: words).isEmpty && Vocabulary.unsure.found(in: words).isEmpty
    && Vocabulary.contrasts.found(in: words).isEmpty && !hasSpokenAt(words)
    && Vocabulary.formerNumber.found(in: words).isEmpty
    && Vocabulary.formerDatum.found(in: words).isEmpty
    && Vocabulary.emailFiller.found(in: words).isEmpty
    && Vocabulary.numberParts.found(in: words).allSatisfy {
      [.pause, .separator, .again].contains($0)
    }
    && words.allSatisfy { Vocabulary.numberWord($0) == nil || $0 == "y" || $0 == "un" }
    && !words.contains { $0.utf8.contains(where: isDigit) }
    && !words.indices.contains { spellingHint(words[$0...]) != nil }
}

/// Without the clause that tells whose it is: «es el de la oficina, notificaciones arroba…».
func emailWithoutOwner(_ text: String) -> String {
  guard let comma = text.firstIndex(of: ",") else { return text }
  // «mi correo es el de la oficina, ventas arroba…»
  let clause = withoutLead(foldedWords(String(text[..<comma])).map(\.text)[...])
  let rest = String(text[text.index(after: comma)...])
  let words = foldedWords(rest).map(\.text)[...]
  guard let (_, owner) = Vocabulary.ownerOfEmail.leading(clause), !owner.isEmpty,
    !hasSpokenAt(clause), !text[..<comma].contains("@"), hasAt(rest),
    let first = words.first, Vocabulary.emailSigns.leading(words) == nil,
    Vocabulary.emailFiller.leading(words) == nil, first != "y", spellingHint(words) == nil
  else { return text }
  return rest
}

private func withoutLead(_ clause: ArraySlice<String>) -> ArraySlice<String> {
  guard Vocabulary.ownerOfEmail.leading(clause) == nil else { return clause }
  return Vocabulary.beforeEmail.leading(clause)?.rest ?? clause
}

private func hasAt(_ text: String) -> Bool {
  text.contains("@") || hasSpokenAt(Line(text).phrase)
}

/// What stands before the at sign, typed or said.
private func beforeAt(_ text: String) -> String {
  if let sign = text.firstIndex(of: "@") { return String(text[..<sign]) }
  let line = Line(text)
  guard
    let sign = line.phrase.indices.first(where: {
      Vocabulary.emailSigns.whole(line.phrase[$0...$0]) == "@"
    }), sign > line.phrase.startIndex
  else { return text }
  return line.typed(line.phrase.startIndex..<sign)
}

/// The e-mail without the clause behind it that tells how it is written, and the letters that are
/// told: «…, pérez con zeta», «…, todo en minúscula». Nil when there is none.
func emailWithoutHints(_ text: String) -> (text: String, letters: [String])? {
  // «…, pérez con zeta», «… punto com. Pérez con zeta.»
  let stop = text.indices.dropLast().last {
    text[$0] == "." && text[text.index(after: $0)] == " " && text[..<$0].contains(" ")
  }
  guard let comma = text.lastIndex(of: ",") ?? stop, hasAt(String(text[..<comma])) else {
    return nil
  }
  let said = foldedWords(String(text[..<comma])).map(\.text)
  let clause = foldedWords(String(text[text.index(after: comma)...])).map(\.text)[...]
  guard !hasSpokenAt(clause), !clause.isEmpty, !text[comma...].contains("@") else { return nil }
  // «…, eme i ele a ge erre o ese»
  if let spelled = spelledWhole(clause) { return (String(text[..<comma]), [spelled]) }
  // Of a word that was typed together with others, too.
  let known = said + clause.filter { word in said.contains { $0.contains(word) } }
  return lettersToldOf(known, in: clause).map { (String(text[..<comma]), $0) }
}

/// An e-mail whose at sign is not said, but who has the mailbox: «rosa punto perez 87 en gmail»,
/// «gmail: rosita.perez87». Asked back; nil without a digit or a sign in its name.
func emailAtProvider(_ line: Line) -> Reading? {
  let words = line.phrase
  let parted: (name: String, provider: String)?
  if let (provider, before) = Vocabulary.providers.trailing(words),
    let (_, name) = Vocabulary.beforeProvider.trailing(before), !name.isEmpty
  {
    parted = (line.typed(name.startIndex..<name.endIndex), provider)
  } else if let colon = line.text.firstIndex(of: ":"),
    let provider = Vocabulary.providers.whole(Line(String(line.text[..<colon])).phrase)
  {
    parted = (String(line.text[line.text.index(after: colon)...]), provider)
  } else {
    parted = nil
  }
  guard let (name, provider) = parted else { return nil }
  let said = Line(name).phrase
  guard said.count <= wordsMax, Vocabulary.denials.found(in: said).isEmpty,
    name.utf8.contains(where: { isDigit($0) || "._-".utf8.contains($0) })
      || !Vocabulary.emailSigns.found(in: said).isEmpty
  else { return nil }
  guard let reading = dictatedEmail(name + " @" + provider) else { return nil }
  switch reading {
  case .value(let answer), .confirm(let answer, _): return .ambiguous([answer], .twoReadings)
  case .ambiguous: return reading
  default: return nil
  }
}

/// The letters that the clause spells, one by one; nil for anything else.
private func spelledWhole(_ clause: ArraySlice<String>) -> String? {
  var letters = ""
  var rest = clause
  while !rest.isEmpty {
    guard let letter = spelledLetter(rest, isInRun: true) else { return nil }
    letters += letter.text
    rest = rest.dropFirst(letter.count)
  }
  return letters.utf8.count > 2 ? letters : nil
}

/// The e-mail without the clauses before its at sign that only tell how it is written, «leo 21, con
/// números el veintiuno, arroba…», «yuli con ye, yuli2010 arroba…», and the letters that they tell.
func emailWithoutAsides(_ text: String) -> (text: String, letters: [String]) {
  guard text.utf8.contains(UInt8(ascii: ",")) else { return (text, []) }
  let clauses = text.split(separator: ",")
  var kept: [Substring] = []
  var said: [String] = []
  var letters: [String] = []
  for (index, clause) in clauses.enumerated() {
    let words = foldedWords(String(clause)).map(\.text)
    if !hasSpokenAt(words[...]), !clause.contains("@"), clause.contains(where: { $0 != " " }) {
      if index > 0, let told = lettersToldOf(said, in: words[...]) {
        letters += told
        continue
      }
      // «es luz dary, luzdary45 arroba…»: the name is said again.
      if index + 1 < clauses.count, case let name = Vocabulary.beforeEmail.dropping(words[...]),
        name.joined().utf8.count >= nameRestatedMin,
        let next = foldedWords(String(clauses[index + 1])).first?.text,
        next.utf8.count > name.joined().utf8.count, next.hasPrefix(name.joined())
      {
        continue
      }
      // «yuli con ye, yuli2010»
      if index + 1 < clauses.count, words.count > 1, let hint = spellingHint(words.dropFirst()),
        hint.rest.isEmpty, let next = foldedWords(String(clauses[index + 1])).first?.text,
        next.hasPrefix(words[0])
      {
        letters += hint.letters
        continue
      }
    }
    kept.append(clause)
    said += words
  }
  return kept.count == clauses.count ? (text, []) : (kept.joined(separator: ","), letters)
}

/// The letters in what says only how words are written that were said before; nil for anything else.
private func lettersToldOf(_ said: [String], in clause: ArraySlice<String>) -> [String]? {
  var letters: [String] = []
  var isHint = false
  var rest = clause
  while let word = rest.first {
    if let hint = spellingHint(rest) {
      letters += hint.letters
      isHint = true
      rest = hint.rest
    } else if let (_, after) = Vocabulary.emailFiller.leading(rest) {
      isHint = true
      rest = after
    } else if word == "sin", let letter = spelledLetter(rest.dropFirst(), isInRun: true) {
      let after = rest.dropFirst(1 + letter.count)
      let place = Vocabulary.placeOfLetter.leading(after)
      let sign = (place?.meaning == .first ? "^" : "", place?.meaning == .last ? "$" : "")
      letters.append("!" + sign.0 + letter.text + sign.1)
      isHint = true
      rest = place?.rest ?? after
    } else if word == "no", let hint = spellingHint(rest.dropFirst()) {
      rest = hint.rest
    } else if Vocabulary.betweenHints.contains([word]) || said.contains(word) {
      rest = rest.dropFirst()
    } else {
      return nil
    }
  }
  return isHint ? letters : nil
}

/// Letters of a name that is said before its mailbox; fewer are spelled.
private let nameRestatedMin = 3

/// More words than these in a row are talk, not the name of a mailbox.
private let wordsMax = 6

/// An e-mail as it is said: «ventas punto norte guion bajo ochenta y dos arroba gmail». Small
/// letters without accents; nil without an at sign.
func dictatedEmail(_ text: String) -> Reading? {
  // What stands before a colon announces it, or tells whose it is: «sospechoso: pagos@…».
  if let colon = text.lastIndex(of: ":"),
    case let said = foldedWords(String(text[..<colon])).map(\.text)[...],
    !Vocabulary.formerDatum.found(in: said).isEmpty
      || !Vocabulary.formerNumber.found(in: said).isEmpty
  {
    return plainEmail(String(text[text.index(after: colon)...])).onlyAnswer
      .map { .ambiguous([$0], .twoReadings) } ?? .invalid(.format)
  }
  let text = text.lastIndex(of: ":").map { String(text[text.index(after: $0)...]) } ?? text
  let pieces = emailPieces(text)
  guard pieces.contains("@") || hasSpokenAt(pieces[...]) else { return nil }
  var words = pieces[...]
  while let rest = Vocabulary.beforeEmail.leading(words)?.rest ?? afterPause(words), !rest.isEmpty {
    words = rest
  }
  while let rest = Vocabulary.fillerAfter.trailing(words)?.rest
    ?? Vocabulary.afterEmail.trailing(words)?.rest, !rest.isEmpty
  {
    words = rest
  }
  var spoken = SpokenEmail(words: words, hasTypedAt: text.contains("@"))
  guard spoken.read() else { return amongTalk(text) ?? withinSentence(words) ?? .invalid(.format) }
  let readings = spoken.candidates.map(writtenEmail)
  if readings.count == 1 {
    guard case .value(let answer) = readings[0] else {
      // «ana@gmail.com, me lo hackearon»: no word of the talk is part of it.
      if case .invalid = readings[0], let written = writtenEmails(text, atLeast: 1) {
        return written
      }
      return readings[0]
    }
    let isDoubtful = spoken.isDoubtful || hasEnye(text) || hasAccentInDomain(text)
    return isDoubtful ? .ambiguous([answer], .twoReadings) : .value(answer)
  }
  let answers = readings.compactMap(\.onlyAnswer)
  return answers.isEmpty ? readings.first : .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

/// Whether an «ñ», which an e-mail hardly has, is said of it: not in «ene de Nariño».
private func hasEnye(_ text: String) -> Bool {
  guard text.contains(where: { $0 == "ñ" || $0 == "Ñ" }) else { return false }
  let words = text.split(separator: " ")
  return words.indices.contains { index in
    words[index].contains { $0 == "ñ" || $0 == "Ñ" }
      // «ve pequeña», «…, señorita»
      && !folded(String(words[index])).hasPrefix("pequen")
      && Vocabulary.afterEmail.whole([phraseText(String(words[index]))]) == nil
      && (index == 0 || !Vocabulary.ofLetter.contains([folded(String(words[index - 1]))]))
  }
}

/// Whether a domain is typed with an accent, `café.co`: there are some, and another has none.
private func hasAccentInDomain(_ text: String) -> Bool {
  guard let sign = text.lastIndex(of: "@") else { return false }
  let domain = text[text.index(after: sign)...].prefix { !$0.isWhitespace && $0 != "," }
  return domain.contains { $0.isLetter && !$0.isASCII }
}

/// The e-mail behind talk: «le doy el de mi hija: carolina arroba…».
private func amongTalk(_ text: String) -> Reading? {
  if let reading = writtenEmails(text, atLeast: 1) ?? twoSpokenEmails(text) { return reading }
  guard let sign = text.firstIndex(where: { ",:;".contains($0) }),
    case let rest = String(text[text.index(after: sign)...]),
    let answers = dictatedEmail(rest)?.candidates, !answers.isEmpty
  else { return nil }
  return .ambiguous(answers, .twoReadings)
}

/// The e-mail around the only at sign, as far as its words can be parts of one. Asked back.
private func withinSentence(_ words: ArraySlice<String>) -> Reading? {
  func isAt(_ index: Int) -> Bool {
    words[index] == "@" || Vocabulary.emailSigns.whole([words[index]]) == "@"
  }
  func isStranger(_ index: Int) -> Bool { Vocabulary.notInEmail.contains([words[index]]) }
  let signs = words.indices.filter(isAt)
  guard signs.count == 1 else { return nil }
  let start = words[..<signs[0]].indices.last(where: isStranger).map { $0 + 1 } ?? words.startIndex
  let end = words[signs[0]...].indices.first(where: isStranger) ?? words.endIndex
  guard end - start < words.count else { return nil }
  var spoken = SpokenEmail(words: words[start..<end], hasTypedAt: false)
  guard spoken.read() else { return nil }
  let answers = spoken.candidates.map(writtenEmail).compactMap(\.onlyAnswer)
  return answers.isEmpty ? nil : .ambiguous(Array(answers.prefix(4)), .twoReadings)
}

/// The addresses that stand without blanks in a line, to be asked back.
func writtenEmails(_ text: String, atLeast count: Int) -> Reading? {
  let written = text.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) })
    .filter { $0.contains("@") }
  guard written.count >= count else { return nil }
  let answers = written.compactMap { writtenEmail(String($0)).onlyAnswer }
  return answers.count == written.count
    ? .ambiguous(Array(answers.prefix(4)), .twoReadings) : nil
}

/// «ana arroba gmail o ana arroba hotmail».
private func twoSpokenEmails(_ text: String) -> Reading? {
  let pieces = text.split(separator: " ")
  guard let middle = pieces.firstIndex(where: { ["o", "y"].contains(folded(String($0))) }),
    middle > 0,
    let first = dictatedEmail(pieces[..<middle].joined(separator: " "))?.candidates,
    let second = dictatedEmail(pieces[(middle + 1)...].joined(separator: " "))?.candidates,
    !first.isEmpty, !second.isEmpty
  else { return nil }
  return .ambiguous(Array((first + second).prefix(4)), .twoReadings)
}

private func afterPause(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  guard let (part, rest) = Vocabulary.numberParts.leading(words), part == .pause else { return nil }
  return rest
}

/// What stands between blanks, folded, the at sign apart; without the signs of a sentence around.
private func emailPieces(_ text: String) -> [String] {
  var pieces: [String] = []
  for piece in folded(text).split(whereSeparator: { " ()[]{}<>".contains($0) }) {
    let parts = piece.split(separator: "@", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isBeforeAt = index + 1 < parts.count
      if index > 0 { pieces.append("@") }
      var part = part
      while let last = part.last, ",;:!?".contains(last) { part = part.dropLast() }
      while let first = part.first, ",;:¿¡\"«".contains(first) { part = part.dropFirst() }
      // `ana.@gmail.com` has that dot.
      if part.count > 1, part.last == ".", !isBeforeAt { part = part.dropLast() }
      if !part.isEmpty {
        pieces += part == "e-mail" ? ["email"] : unglued(String(part), after: pieces.last)
      }
    }
  }
  return pieces
}

/// `gmailpuntocom` and `anaarrobagmail` as the words that were said.
private func unglued(_ piece: String, after last: String?) -> [String] {
  if let at = piece.range(ofGlued: "arroba") {
    return unglued(String(piece[..<at.lowerBound]), after: last) + ["arroba"]
      + unglued(String(piece[at.upperBound...]), after: "arroba")
  }
  let isDomain = last == "@" || last.map { Vocabulary.emailSigns.whole([$0]) == "@" } == true
  guard isDomain, let dot = piece.range(ofGlued: "punto"),
    domainEndings.contains(
      where: piece[dot.upperBound...].hasPrefix)
  else { return [piece] }
  return [String(piece[..<dot.lowerBound]), "punto"]
    + unglued(String(piece[dot.upperBound...]), after: last)
}

extension String {
  /// Where that word stands between other letters.
  fileprivate func range(ofGlued word: String) -> Range<Index>? {
    guard !isEmpty else { return nil }
    var start = self.index(after: startIndex)
    while start < endIndex {
      if self[start...].hasPrefix(word) {
        let end = self.index(start, offsetBy: word.count)
        return end < endIndex ? start..<end : nil
      }
      start = self.index(after: start)
    }
    return nil
  }
}

/// The pieces of an e-mail, put together.
private struct SpokenEmail {
  let words: ArraySlice<String>
  /// The at sign was typed, so that blanks before it are more than breath.
  let hasTypedAt: Bool
  /// What it can be; only numbers have several readings.
  private(set) var candidates = [""]
  private(set) var isDoubtful = false

  private enum Kind {
    case sign
    case word
    case letter
    case number
  }

  private var last = Kind.sign
  /// What was read in words since the last sign.
  private var wordsInRow = 0
  private var isInDomain = false
  private var hasDot = false

  init(words: ArraySlice<String>, hasTypedAt: Bool) {
    self.words = words
    self.hasTypedAt = hasTypedAt
  }

  /// Whether every word has its place.
  mutating func read() -> Bool {
    var rest = words
    while let word = rest.first {
      if let (_, after) = Vocabulary.emailFiller.leading(rest) {
        rest = after
      } else if word == "y", rest.count > 1, last != .sign,
        Vocabulary.emailFiller.leading(rest.dropFirst()) != nil
      {
        // «… lópez, todo pegado y sin tildes»
        rest = rest.dropFirst()
      } else if word == "la" || word == "una", last != .sign,
        let letter = spelledLetter(rest.dropFirst(), isInRun: false)
      {
        // «y pegada la pe de papá»
        append(letter.text, .letter)
        rest = rest.dropFirst(1 + letter.count)
      } else if isInDomain, last == .sign, !hasDot,
        let (provider, after) = Vocabulary.providers.leading(rest)
      {
        readProvider(provider, &rest, after)
      } else if let hint = spellingHint(rest) {
        // «con ve pequeña»: so it is spelled already, or else it is asked back.
        if !hint.letters.allSatisfy({ isSpelled(candidates[0], with: $0) }) { isDoubtful = true }
        rest = hint.rest
        if rest.first == "y", Vocabulary.withLetter.leading(rest.dropFirst()) != nil {
          rest = rest.dropFirst()
        }
      } else if let letter = letterOrWord(at: rest) {
        candidates = candidates.flatMap { [$0 + letter, $0 + word] }
        last = .letter
        rest = rest.dropFirst()
      } else if let letter = letter(at: rest) {
        // «gmail.com, eme i ele…»
        append((isInDomain && hasDot && last == .word ? "␣" : "") + letter.text, .letter)
        rest = rest.dropFirst(letter.count)
      } else if last == .letter, let letter = spelledLetter(rest, isInRun: true),
        candidates.count <= 4
      {
        // «jota pe mora», «ele de la torre»: the letter, or the word that its name is.
        candidates = candidates.flatMap {
          Vocabulary.alsoWords.contains([word])
            ? [$0 + letter.text, $0 + word] : [$0 + letter.text]
        }
        last = .letter
        rest = rest.dropFirst(letter.count)
      } else if let (texts, after) = repeatedLetter(at: rest), candidates.count <= 4 {
        candidates = candidates.flatMap { candidate in texts.map { candidate + $0 } }
        last = .letter
        rest = after
      } else if !isInDomain, last != .sign, candidates.count <= 4,
        let perhaps = Vocabulary.perhapsSigns.whole([word]), rest.count > 1,
        sign(at: rest.dropFirst()) == nil
      {
        // «valencia más dian»: the sign, or the word.
        candidates = candidates.flatMap { [$0 + perhaps, $0 + word] }
        last = .letter
        rest = rest.dropFirst()
      } else if let (sign, after) = sign(at: rest) {
        guard append(sign: sign) else { return false }
        rest = after
      } else if let after = readNumber(rest) {
        rest = after
      } else {
        // After a dot in the domain they are endings: «punto es».
        guard isInDomain && last == .sign || !Vocabulary.notInEmail.contains([word]) else {
          return false
        }
        if !isInDomain,
          Vocabulary.hardlyInEmail.contains([word])
            // «guion del costado»
            || last == .sign && !candidates[0].isEmpty && ["del", "de", "al", "en"].contains(word)
        {
          isDoubtful = true
        }
        readWord(word)
        rest = rest.dropFirst()
      }
    }
    return isInDomain && wordsInRow <= wordsMax
  }

  /// A sign, one-character pieces as they are.
  private func sign(at words: ArraySlice<String>) -> (String, ArraySlice<String>)? {
    if let first = words.first, [".", "-", "_", "@", "+"].contains(first) {
      return (first, words.dropFirst())
    }
    return Vocabulary.emailSigns.leading(words).map { ($0.meaning, $0.rest) }
  }

  /// The letter whose name is also a word, between signs or behind a word: «punto ve arroba»,
  /// «casa de te».
  private func letterOrWord(at words: ArraySlice<String>) -> String? {
    guard let word = words.first, Vocabulary.commonLetterNames.contains([word]),
      last == .sign && !isInDomain || last == .word, candidates.count <= 4,
      let letter = spelledLetter(words, isInRun: true), letter.count == 1, letter.text != word
    else { return nil }
    let after = words.dropFirst()
    // «ce vargas»: the letter, or the beginning of a word.
    if candidates == [""], !Vocabulary.alsoWords.contains([word]), word.utf8.count == 2,
      let next = after.first, next.utf8.count > 2, sign(at: after) == nil,
      Vocabulary.emailFiller.leading(after) == nil
    {
      return letter.text
    }
    if last == .sign { return after.isEmpty || sign(at: after) != nil ? letter.text : nil }
    // «juan ka»
    if last == .word, !Vocabulary.alsoWords.contains([word]), word.utf8.count == 2,
      after.first.map({ sign(at: after) != nil && $0 != "." }) == true
    {
      return letter.text
    }
    // Behind a word it takes a second one to be spelling.
    return Vocabulary.alsoWords.contains([word]) && after.first.map { $0.utf8.count > 1 } == true
      && self.letter(at: words) != nil ? letter.text : nil
  }

  /// A letter by its name; one that is also a word only among others or before a sign.
  private func letter(at words: ArraySlice<String>) -> (text: String, count: Int)? {
    if let sure = spelledLetter(words, isInRun: false) { return sure }
    guard let letter = spelledLetter(words, isInRun: true) else { return nil }
    let after = words.dropFirst(letter.count)
    let isBeforeLetter = spelledLetter(after, isInRun: true) != nil
    let isLast = last == .letter && (after.isEmpty || sign(at: after) != nil)
    return isBeforeLetter || isLast ? letter : nil
  }

  /// «tres doble u»: the letter so many times, or the number before it.
  private func repeatedLetter(
    at words: ArraySlice<String>
  ) -> (texts: [String], rest: ArraySlice<String>)? {
    guard let first = words.first, case .unit(let count)? = Vocabulary.numberWord(first),
      (2...4).contains(count), let letter = spelledLetter(words.dropFirst(), isInRun: false),
      letter.count > 1, letter.text.utf8.count == 1
    else { return nil }
    return (
      [String(repeating: letter.text, count: count), String(count) + letter.text],
      words.dropFirst(1 + letter.count)
    )
  }

  private mutating func append(_ text: String, _ kind: Kind) {
    for index in candidates.indices { candidates[index] += text }
    last = kind
  }

  private mutating func append(sign: String) -> Bool {
    if sign == "@" {
      guard !isInDomain, !candidates[0].isEmpty else { return false }
      isInDomain = true
      hasDot = false
    } else if sign == "." {
      hasDot = true
    }
    if wordsInRow > wordsMax { return false }
    wordsInRow = 0
    append(sign, .sign)
    return true
  }

  /// «Gmail punto com», «gmail com» have their ending said; «gmail» alone is asked back with its usual
  /// one.
  private mutating func readProvider(
    _ provider: String, _ rest: inout ArraySlice<String>, _ after: ArraySlice<String>
  ) {
    let name = provider.prefix { $0 != "." }
    let isEnded = after.first.map { $0 == "." || Vocabulary.emailSigns.whole([$0]) == "." } ?? false
    let isJoined = after.first.map { $0.hasPrefix("punto") || $0.hasPrefix(".") } ?? false
    append(isEnded || isJoined ? String(name) : provider, .word)
    hasDot = !(isEnded || isJoined)
    rest = after
    guard hasDot else { return }
    if rest.first == "com" {
      rest = rest.dropFirst()
      return
    }
    // `gmail.com` was typed, or only «gmail».
    let isTyped = rest.startIndex > words.startIndex && words[rest.startIndex - 1].contains(".")
    if !isTyped { isDoubtful = true }
  }

  private mutating func readWord(_ word: String) {
    if isInDomain, word.hasPrefix("punto"), (2...3).contains(word.utf8.count - 5) {
      append("." + word.dropFirst(5), .word)
      hasDot = true
      return
    }
    let isPlain = word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    if last == .word {
      if isInDomain, hasDot {
        // «empresa punto com co»
        if word == "co", candidates.allSatisfy({ $0.hasSuffix(".com") }) {
          append(".co", .word)
        } else {
          append("␣" + word, .word)
        }
        return
      }
      if hasTypedAt { isDoubtful = true }
    }
    if word.contains(".") { hasDot = true }
    if isPlain { wordsInRow += 1 }
    append(word, .word)
  }

  /// A number in words or digits, all its readings; nil when there is none.
  private mutating func readNumber(_ words: ArraySlice<String>) -> ArraySlice<String>? {
    var parts: [SpokenPart] = []
    var rest = words
    loop: while let word = rest.first {
      let next = rest.dropFirst().first ?? ""
      if word.utf8.allSatisfy(isDigit) {
        parts.append(SpokenPart(kind: .typed(word), isAfterBreak: false))
      } else if let number = Vocabulary.numberWord(word) {
        if number == .and {
          guard case .word(.tens) = parts.last?.kind,
            case .unit = Vocabulary.numberWord(next)
          else { break loop }
        } else if word == "un" || word == "una" {
          break loop
        }
        parts.append(SpokenPart(kind: .word(number), isAfterBreak: false))
      } else if let part = Vocabulary.numberParts.whole([word]), [.double, .triple].contains(part),
        Vocabulary.numberWord(next) != nil || next.utf8.first.map(isDigit) == true
      {
        parts.append(SpokenPart(kind: part == .double ? .double : .triple, isAfterBreak: false))
      } else {
        break
      }
      rest = rest.dropFirst()
    }
    guard !parts.isEmpty else { return nil }
    let readings = digitReadings(parts[...]).likely
    guard !readings.isEmpty, candidates.count * readings.count <= 8 else { return nil }
    var texts = readings
    // «uno en letras»
    if Vocabulary.inLetters.leading(rest) != nil {
      let said = words[..<rest.startIndex]
      guard said.allSatisfy({ $0.utf8.first.map(isDigit) != true }) else { return nil }
      texts = [said.joined()]
    }
    // «los tres hermanos»: the digit or the word.
    if parts.count == 1, last == .word, case .word = parts[0].kind, let next = rest.first,
      let said = words.first, sign(at: rest) == nil, !Vocabulary.emailFiller.contains([next]),
      Vocabulary.emailFiller.leading(rest) == nil, next.utf8.first.map(isDigit) != true
    {
      texts.append(said)
    }
    // «tres hermanos arroba…»
    if parts.count == 1, last == .sign, candidates == [""], case .word(.unit) = parts[0].kind,
      let said = words.first, let next = rest.first, next.hasSuffix("s"),
      next.utf8.allSatisfy({ !isDigit($0) })
    {
      texts.append(said)
    }
    guard candidates.count * texts.count <= 8 else { return nil }
    candidates = candidates.flatMap { candidate in texts.map { candidate + $0 } }
    last = .number
    return rest
  }
}
