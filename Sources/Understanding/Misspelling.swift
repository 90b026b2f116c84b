internal import Domain

/// How words that the vocabulary of days and hours does not know may stand for some that it does.
enum Misspelling {
  private static let known = Vocabulary.marks.words.union(Vocabulary.numbers.words)

  /// What may be written together with a number, a weekday or a month: `demayo`, `ellunes`.
  private static let gluing: Set<String> = Vocabulary.marks.words { mark in
    [.of, .in, .at, .and, .atHours, .toHours, .article, .for].contains(mark)
  }

  /// Numbers, weekdays and months.
  static let glued: Set<String> = Vocabulary.numbers.words.union(
    Vocabulary.marks.words {
      switch $0 {
      case .weekday, .month, .relative: true
      default: false
      }
    })

  static func isKnown(_ word: String) -> Bool { known.contains(word) }

  private static let wishes = Vocabulary.marks.words { $0 == .wish }

  private static let pronouns = ["me", "nos", "le", "les", "se", "lo", "la", "los", "las"]

  /// Whether it is a word of wishes with at most two pronouns behind it: `anótemela`.
  static func isWish(_ word: String) -> Bool {
    var stem = Substring(word)
    for _ in 0..<2 {
      guard let pronoun = pronouns.first(where: stem.hasSuffix) else { return false }
      stem = stem.dropLast(pronoun.utf8.count)
      if wishes.contains(String(stem)) { return true }
    }
    return false
  }

  /// «tresy veinte», «dosde la tarde»: a number, a weekday or a month, and what follows it.
  static func withoutJoint(_ word: String) -> [String]? {
    for joint in ["y", "de"] where word.hasSuffix(joint) {
      let head = String(word.dropLast(joint.utf8.count))
      if glued.contains(head), head.utf8.count > 2 { return [head, joint] }
    }
    return nil
  }

  /// The known words that `word` stands for, cheapest supposition first; nil when it is strange.
  static func corrected(_ word: String) -> [String]? {
    if let single = withoutRepeats(word) ?? undiminished(word) ?? unabridged(word) {
      return [single]
    }
    if word.utf8.count > 5, word.hasSuffix("s"), known.contains(String(word.dropLast())) {
      return [String(word.dropLast())]
    }
    return near(word).map { [$0] } ?? parted(word[...], depth: 3)
  }

  private static let dayParts = ["manana", "tarde", "noche"]
  private static let hours = numbers(through: 12)
  private static let days =
    numbers(through: 31)
    + Vocabulary.marks.words { if case .weekday = $0 { true } else { false } }
    .filter { $0.hasSuffix("s") || $0.hasSuffix("o") }.sorted()

  private static func numbers(through last: Int) -> [String] {
    Vocabulary.numbers.words.sorted().filter {
      $0.utf8.count > 2 && Vocabulary.numbers.whole([$0]).map { (1...last).contains($0) } == true
    }
  }

  /// «d la tade», «a las nuve»: the one word that is expected behind what stands before it and a slip
  /// away, however short; nil where another or none is.
  static func expected(_ word: String, after before: ArraySlice<String>) -> String? {
    switch before.last {
    case "las"?: one(of: hours, near: word)
    case "la"? where before.count > 1 && leading.contains(before[before.startIndex]):
      one(of: dayParts, near: word)
    default: nil
    }
  }

  /// The same of what nothing else is known of, by the words on either side of it: «el catorc»,
  /// «ochp de la mañana», «la orta semana», «padado mañana».
  static func expected(
    _ word: String, between before: ArraySlice<String>, and after: ArraySlice<String>
  ) -> String? {
    switch (before.last, after.first) {
    case (_, "semana"?): one(of: ["otra", "proxima"], near: word)
    case (_, "manana"?): one(of: ["pasado"], near: word)
    case ("otra"?, _), ("proxima"?, _): one(of: ["semana"], near: word)
    case ("pasado"?, _): one(of: ["manana"], near: word)
    case (let last?, _) where last == "el" || last == "dia" || names.contains(last):
      word.utf8.count > 3 ? one(of: days, near: word) : nil
    case (nil, "y"?), (nil, "de"?):
      after.dropFirst().first.map { $0 == "la" || glued.contains($0) } == true
        ? one(of: hours, near: word) : nil
    default: nil
    }
  }

  /// The one of `words` that is a slip away from `word`, as it sounds or as it is written.
  private static func one(of words: [String], near word: String) -> String? {
    guard (3...12).contains(word.utf8.count) else { return nil }
    let typed = sound(of: word.utf8)
    let near = words.filter {
      isOneSlipAway(typed, sound(of: $0.utf8)) || isOneSlipAway(Array(word.utf8), Array($0.utf8))
    }
    return near.count == 1 ? near[0] : nil
  }

  /// How people write what stands before «la tarde».
  private static let leading: Set<String> = ["de", "d", "por", "x", "en", "n", "a", "para", "pa"]

  private static let spelling = Spelling(of: known)

  /// The one word that sounds the same or is a slip away; of several the one weekday, month or
  /// number: «vierne».
  private static func near(_ word: String) -> String? {
    let near = spelling.candidates(for: word)
    if near.count == 1 { return near[0] }
    let named = near.filter(glued.contains)
    let meanings = Set(named.map { Vocabulary.marks.whole([$0]) })
    if meanings.count == 1 { return named[0] }
    // The first letter is hardly ever the slip.
    let alike = near.filter { $0.utf8.first == word.utf8.first }
    return alike.count == 1 ? alike[0] : nil
  }

  /// «pmm», «holaaa».
  private static func withoutRepeats(_ word: String) -> String? {
    var kept: [UInt8] = []
    for letter in word.utf8 where kept.last != letter { kept.append(letter) }
    guard kept.count < word.utf8.count, kept.count > 1 else { return nil }
    let single = String(decoding: kept, as: UTF8.self)
    return known.contains(single) ? single : nil
  }

  /// The longest first, so that «itos» is not taken for an «s» after «ito».
  private static let diminutives = Vocabulary.diminutives.words.sorted {
    ($1.utf8.count, $0) < ($0.utf8.count, $1)
  }

  /// «viernesito», «despuesito», «prontico», «tempranitico».
  private static func undiminished(_ word: String) -> String? {
    guard let ending = diminutives.first(where: word.hasSuffix) else { return nil }
    let stem = String(word.dropLast(ending.count))
    guard stem.utf8.count >= 3 else { return nil }
    var stems = [stem]
    // «cafecito»; «cerquita», «domiguito».
    if stem.hasSuffix("c") { stems.append(String(stem.dropLast())) }
    if stem.hasSuffix("qu") { stems.append(stem.dropLast(2) + "c") }
    // «las nuevesitas», «el catorsito»
    if stem.hasSuffix("s") { stems += [String(stem.dropLast()), stem.dropLast() + "c"] }
    if stem.hasSuffix("gu") { stems.append(stem.dropLast(2) + "g") }
    for stem in stems {
      for vowel in ["", "o", "a", "e", "s"] where known.contains(stem + vowel) {
        return stem + vowel
      }
    }
    return undiminished(stem)
  }

  private static let names = Vocabulary.marks.words {
    switch $0 {
    case .weekday, .month: true
    default: false
    }
  }.filter { $0.utf8.count > 4 }.sorted()

  /// «juev», «sept», «octu».
  private static func unabridged(_ word: String) -> String? {
    guard word.utf8.count >= 3 else { return nil }
    let full = names.filter { $0.hasPrefix(word) }
    return full.count == 1 ? full[0] : nil
  }

  /// «demayo», «ellunes», «treintaiuno».
  private static func parted(_ word: Substring, depth: Int) -> [String]? {
    guard depth > 0, word.utf8.count <= 24 else { return nil }
    for index in word.indices.dropFirst().reversed() {
      let (head, tail) = (String(word[..<index]), word[index...])
      let isContent = glued.contains(head) && head.utf8.count > 2
      guard isContent || gluing.contains(head) else { continue }
      let end = String(tail)
      if glued.contains(end) && end.utf8.count > 2 { return [head, end] }
      if let parts = parted(tail, depth: depth - 1) { return [head] + parts }
    }
    return nil
  }
}
