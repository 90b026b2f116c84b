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
    while end < words.count - 1, particles.contains(words[end]) { end += 1 }
    let isSurname = Vocabulary.surnames.contains(words[end...end]) || end > index
    units.append(Unit(wordCount: end + 1 - index, kind: isSurname ? .surname : .either))
    index = end + 1
  }
  return units
}

private let particles: Set<String> = ["de", "del", "la", "las", "los", "y", "san", "santa"]

/// The numbers of given names to be weighed: nobody has more than two surnames.
private func borders(of units: [Unit]) -> [Int] {
  let least = max(1, units.count - 2)
  let withSurnames = least..<units.count
  // No surname at all: only of one or two names, or of names that are nothing else.
  let isGivenOnly = units.count <= 2 || units.dropFirst().allSatisfy { $0.kind == .given }
  return Array(withSurnames) + (isGivenOnly ? [units.count] : [])
}
