internal import Domain

/// How many of the words of a whole name may be given names, the likeliest first: one number when
/// it is plain, as many as there are words when no surname is among them, none when the words are
/// too many to be a name.
func givenNameCounts(of words: [String]) -> [Int] {
  let units = units(of: words.map { phraseText($0) })
  guard (1...6).contains(units.count) else { return [] }
  guard units.count > 1 else { return [words.count] }
  var counts: [Int] = []
  for count in borders(of: units) {
    let isBroken =
      units[1..<count].contains { $0.kind == .surname }
      || units[count...].contains { $0.kind == .given }
    if !isBroken { counts.append(units[..<count].reduce(0) { $0 + $1.wordCount }) }
  }
  // Two and two is what nearly everybody has.
  if units.count == 4, let first = counts.first,
    first == units[..<2].reduce(0, { $0 + $1.wordCount })
  {
    return [first]
  }
  return counts
}

/// A reading of given names: with surnames behind them the border is plain, or is asked back.
func givenNames(_ reading: Reading) -> Reading {
  guard case .value(.givenNames(let name)) = reading else { return reading }
  let words = name.text.split(separator: " ").map(String.init)
  if isTown(words) { return .ambiguous([.givenNames(name)], .twoReadings) }
  if isOnly(.surname, words) { return .ambiguous([.givenNames(name)], .nameBorder) }
  let counts = givenNameCounts(of: words)
  guard words.count > 1, let count = counts.first, !counts.contains(words.count),
    let given = PersonName(words[..<count]), let family = PersonName(words[count...])
  else { return reading }
  if counts.count == 1, units(of: words.map { phraseText($0) }).count > 2 {
    return .several([.givenNames(given), .surnames(family)])
  }
  let names = counts.compactMap { PersonName(words[..<$0]) } + [name]
  return .ambiguous(names.map(Answer.givenNames), .nameBorder)
}

/// A reading of surnames, asked back where they begin with a given name: «Juan Pérez».
func surnames(_ reading: Reading) -> Reading {
  guard case .value(.surnames(let name)) = reading else { return reading }
  let words = name.text.split(separator: " ").map(String.init)
  if isTown(words) { return .ambiguous([.surnames(name)], .twoReadings) }
  if isOnly(.given, words) { return .ambiguous([.surnames(name)], .nameBorder) }
  if let family = familyBeforeGiven(words) {
    return .ambiguous([.surnames(family), .surnames(name)], .nameBorder)
  }
  guard words.count > 1, startsWithGivenName(words), case let counts = givenNameCounts(of: words),
    let count = counts.first, count < words.count, counts.count == 1,
    let family = PersonName(words[count...])
  else { return reading }
  return .ambiguous([.surnames(family), .surnames(name)], .nameBorder)
}

/// Whether it is the name of a town that hardly anybody bears: «Tunja», «San Andrés», «Puerto Boyacá».
/// Only a name that begins so is looked up.
func isTown(_ words: [String]) -> Bool {
  if words.count == 1 { return Vocabulary.cities.contains([phraseText(words[0])]) }
  guard let first = words.first,
    Vocabulary.townBeginnings.contains([phraseText(first)])
  else { return false }
  return !Municipality.named(words.joined(separator: " ")).isEmpty
}

/// Whether it is one word that is known as a name of that kind alone: «Rodríguez», «Carlos».
private func isOnly(_ kind: Unit.Kind, _ words: [String]) -> Bool {
  words.count == 1 && units(of: words.map { phraseText($0) }).allSatisfy { $0.kind == kind }
}

/// «Ruiz Gómez, Ana María»: the surnames come first.
private func familyBeforeGiven(_ words: [String]) -> PersonName? {
  let units = units(of: words.map { phraseText($0) })
  guard units.count > 2, units.first?.kind == .surname,
    let given = units.firstIndex(where: { $0.kind == .given })
  else { return nil }
  return PersonName(words[..<units[..<given].reduce(0) { $0 + $1.wordCount }])
}

private func startsWithGivenName(_ words: [String]) -> Bool {
  units(of: words.map { phraseText($0) }).first?.kind == .given
}

extension PersonName {
  /// Some words of a name.
  fileprivate init?(_ words: ArraySlice<String>) {
    guard let name = try? PersonName(parsing: words.joined(separator: " ")) else { return nil }
    self = name
  }
}

/// A word of a name with the particles before it.
private struct Unit {
  enum Kind {
    case given
    case surname
    case either
  }

  let wordCount: Int
  let kind: Kind
}

private func units(of words: [String]) -> [Unit] {
  var units: [Unit] = []
  var index = 0
  while index < words.count {
    let rest = words[index...]
    if let (_, after) = Vocabulary.givenNames.leading(rest) {
      let isSurname = Vocabulary.surnames.leading(rest) != nil
      units.append(
        Unit(wordCount: after.startIndex - index, kind: isSurname ? .either : .given))
      index = after.startIndex
      continue
    }
    var end = index
    while end < words.count - 1, Vocabulary.nameParticles.contains(words[end...end]) { end += 1 }
    let isGiven = Vocabulary.givenNames.contains(words[end...end])
    if end > index, isGiven, !Vocabulary.surnames.contains(words[end...end]) {
      // «Flor de María»
      units.append(Unit(wordCount: end + 1 - index, kind: .given))
      index = end + 1
      continue
    }
    let isSurname = Vocabulary.surnames.contains(words[end...end]) || end > index
    units.append(Unit(wordCount: end + 1 - index, kind: isSurname ? .surname : .either))
    index = end + 1
  }
  return units
}

/// The numbers of given names to be weighed: nobody has more than two surnames.
private func borders(of units: [Unit]) -> [Int] {
  let least = max(1, units.count - 2)
  let withSurnames = least..<units.count
  // No surname at all: only of one or two names, or of names that are nothing else.
  let isGivenOnly = units.count <= 2 || units.dropFirst().allSatisfy { $0.kind == .given }
  return Array(withSurnames) + (isGivenOnly ? [units.count] : [])
}
