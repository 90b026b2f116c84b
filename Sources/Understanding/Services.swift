internal import Domain
internal import Embedded

/// What a phrase about the matter points to.
enum Scope: Hashable, Sendable {
  case motive(Motive)
  case outOfScope(OutOfScope)
  /// Chatter, and what could be said of any matter.
  case noTopic

  static let allCases: [Scope] =
    Motive.allCases.map(Scope.motive) + OutOfScope.allCases.map(Scope.outOfScope) + [.noTopic]

  /// Its section of `prompts/vocabulario_servicios.txt`.
  var key: String {
    switch self {
    case .motive(let motive): "motivo." + motive.rawValue
    case .outOfScope(let other): "fuera_de_alcance." + other.rawValue
    case .noTopic: "servicios.sin_tema"
    }
  }
}

/// The motive that a description points to; asked back when it points to two, or faintly.
func motive(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let evidence = Evidence(line, words)
  let motives = evidence.ranked(among: Motive.allCases.map(Scope.motive))
  let others = evidence.ranked(among: OutOfScope.allCases.map(Scope.outOfScope))
  let best = motives.first
  let elsewhere = others.first
  func asked(_ scopes: ArraySlice<(scope: Scope, weight: Float)>) -> Reading {
    // Of equals the one that was said first.
    let said = scopes.sorted { evidence.position(of: $0.scope) < evidence.position(of: $1.scope) }
    let answers = said.compactMap { item -> Answer? in
      if case .motive(let motive) = item.scope { .motive(motive) } else { nil }
    }
    return .ambiguous(answers, .twoReadings)
  }
  // Every matter here is about a debt: beside another service, «deuda» or «debo» only say why.
  let statement = motives.first { $0.scope == .motive(.accountStatement) }?.weight ?? 0
  let more = motives.first { $0.scope != .motive(.accountStatement) }
  let isAboutMore =
    more.map {
      $0.weight >= Evidence.leastTaken && $0.weight >= statement * Evidence.leastOfStatement
    } ?? false
  let isOfEstate = more?.scope == .motive(.estates) && (more?.weight ?? 0) >= 0.85
  let rivals = motives.filter { item in
    guard isAboutMore, item.scope == .motive(.accountStatement) else {
      return item.weight >= Evidence.leastRival
    }
    return !isOfEstate && item.weight >= Evidence.leastRivalStatement
  }
  if let elsewhere, elsewhere.weight >= (best?.weight ?? 0) {
    guard elsewhere.weight >= Evidence.leastTaken, evidence.isNoChatter(elsewhere) else {
      return .invalid(.notAnOption)
    }
    return rivals.isEmpty ? reading(of: elsewhere.scope) : asked(rivals.prefix(2))
  }
  guard let best = isAboutMore ? rivals.first ?? best : best, best.weight >= Evidence.leastAsked,
    evidence.isNoChatter(best)
  else {
    return .invalid(.notAnOption)
  }
  if best.weight < Evidence.leastTaken || rivals.count > 1
    || (elsewhere?.weight ?? 0) >= Evidence.leastRival
  {
    return asked(rivals.isEmpty ? motives.prefix(1) : rivals.prefix(2))
  }
  return reading(of: best.scope)
}

private func reading(of scope: Scope) -> Reading {
  switch scope {
  case .motive(let motive): .value(.motive(motive))
  case .outOfScope(let other): .outOfScope(other)
  case .noTopic: .invalid(.notAnOption)
  }
}

/// How surely the words of a description speak for each matter, 0 to 1. Each stem, and each pair of
/// neighbours, speaks for the one matter in whose examples it is most usual, by how much more usual
/// it is there than in the next; what speaks for the same adds up as independent proofs do.
private struct Evidence {
  /// In the order of `Scope.allCases`.
  private var weights = [Float](repeating: 0, count: Scope.allCases.count)

  private var positions = [Int](repeating: .max, count: Scope.allCases.count)

  /// What a matter needs to be taken.
  static let leastTaken: Float = 0.6
  /// What a matter needs to be asked about.
  static let leastAsked: Float = 0.35
  /// What makes a second reading beside a better one.
  static let leastRival: Float = 0.5
  /// The same for the statement of account.
  static let leastRivalStatement: Float = 0.7
  /// Another service with this part of its weight says why the debt is named.
  static let leastOfStatement: Float = 0.85
  /// What a description weighs that is an example.
  private static let exampleWeight: Float = 0.9
  /// The typo-tolerant search is for so many words of a line at most.
  private static let guessesMax = 6
  /// What a word that was typed with a slip weighs.
  private static let guessWeight: Float = 0.8
  /// What a stem weighs beside a pair that contains it and says something else.
  private static let overruledWeight: Float = 0.2

  init(_ line: Line, _ words: ArraySlice<String>) {
    let examples = ServiceExamples.shared
    var stems: [Stem] = []
    var factors: [Float] = []
    var guesses = 0
    for token in affirmed(words, of: line) {
      guard let token else {
        // Nothing goes across a break.
        stems.append(Stem.none)
        factors.append(0)
        continue
      }
      let sound = sound(of: Array(token.utf8)[...])
      var stem = Stem(sound)
      if examples.isWeightless(stem, sound) { continue }
      var factor: Float = 1
      if examples.find(stem) == nil, guesses < Self.guessesMax,
        sound.count >= ServiceExamples.guessedLengthMin
      {
        guesses += 1
        if let guess = examples.guess(sound) {
          stem = guess
          factor = Self.guessWeight
        }
      }
      stems.append(stem)
      factors.append(factor)
    }
    add(stems, factors, by: examples)
    if let scope = examples.findWhole(stems) { add(Self.exampleWeight, to: scope) }
  }

  private mutating func add(_ stems: [Stem], _ factors: [Float], by examples: ServiceExamples) {
    var pairs = [ServiceExamples.Vote?](repeating: nil, count: stems.count)
    for index in stems.indices.dropFirst() {
      guard stems[index - 1] != .none, stems[index] != .none else { continue }
      pairs[index] = examples.find(Stem(stems[index - 1], stems[index]))
    }
    var seen: [Stem] = []
    for index in stems.indices where stems[index] != .none && !seen.contains(stems[index]) {
      seen.append(stems[index])
      if let pair = pairs[index] {
        add(pair.weight * min(factors[index - 1], factors[index]), to: pair.scope)
      }
      guard let vote = examples.find(stems[index]) else { continue }
      positions[vote.scope] = min(positions[vote.scope], index)
      let around = [pairs[index], index + 1 < pairs.count ? pairs[index + 1] : nil]
      let isOverruled = around.contains { pair in
        pair.map { $0.scope != vote.scope && $0.weight > vote.weight * 0.6 } ?? false
      }
      add(
        vote.weight * factors[index] * (isOverruled ? Self.overruledWeight : 1), to: vote.scope)
    }
  }

  /// Where the first word that speaks for it stands among those that count.
  func position(of scope: Scope) -> Int {
    Scope.allCases.firstIndex(of: scope).map { positions[$0] } ?? .max
  }

  private mutating func add(_ weight: Float, to scope: Int) {
    weights[scope] += weight * (1 - weights[scope])
  }

  /// Those of `scopes` that anything speaks for, the strongest first.
  func ranked(among scopes: [Scope]) -> [(scope: Scope, weight: Float)] {
    scopes.compactMap { scope in
      guard let index = Scope.allCases.firstIndex(of: scope), weights[index] > 0 else { return nil }
      return (scope, weights[index])
    }
    .sorted { $0.weight > $1.weight }
  }

  /// Whether more speaks for it than for mere chatter.
  func isNoChatter(_ candidate: (scope: Scope, weight: Float)) -> Bool {
    candidate.weight >= min(weights.last ?? 0, 0.95) * 0.7
  }
}

/// The words of a description without what it says it is not about; nil at each break.
private func affirmed(_ words: ArraySlice<String>, of line: Line) -> [String?] {
  var tokens: [String?] = []
  var isNegated = false
  var clauseStart = 0
  var index = words.startIndex
  while index < words.endIndex {
    if index > words.startIndex, line.hasBreak(before: index) {
      tokens.append(nil)
      isNegated = false
      clauseStart = tokens.count
    }
    let rest = words[index...]
    if let (_, after) = Vocabulary.setPhrases.leading(rest) {
      tokens.append(nil)
      index = after.startIndex
    } else if let (_, after) = Vocabulary.negations.leading(rest) {
      isNegated = true
      index = after.startIndex
    } else {
      if isNegated, Vocabulary.contrasts.leading(rest) != nil { isNegated = false }
      let next = index + 1
      // «lo del acuerdo no, lo del embargo»
      if words[index] == "no", next == words.endIndex || line.hasBreak(before: next) {
        tokens.removeSubrange(clauseStart...)
      } else if !isNegated {
        tokens.append(words[index])
      }
      index = next
    }
  }
  return tokens
}

/// The beginning of a word by its sound, without its ending, or a pair of them.
private struct Stem: Hashable {
  let bits: UInt64

  static let none = Stem(bits: 0)
  private static let lengthMax = 6

  private init(bits: UInt64) { self.bits = bits }

  init(_ sound: [UInt8]) {
    var length = min(sound.count, Self.lengthMax)
    if length == sound.count, length > 3, [0x73, 0x6E, 0x72].contains(sound[length - 1]) {
      length -= 1
    }
    while length > 3, isVowel(sound[length - 1]) { length -= 1 }
    bits = sound[..<length].reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Two neighbours; the top bit tells them from a single one.
  init(_ first: Stem, _ second: Stem) {
    let mixed = (first.bits &* 0x9E37_79B9_7F4A_7C15) ^ (second.bits &* 0xC2B2_AE3D_27D4_EB4F)
    bits = mixed | 1 << 63
  }

  /// Spread over all bits, for the table.
  var hash: Int { Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 32) }
}

private func isVowel(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
    UInt8(ascii: "u"):
    true
  default: false
  }
}

/// A folded word with one letter for each sound of Colombian Spanish: «enbargo», «herencia» and
/// «erencia», «suseción» are written as they are heard.
private func sound(of word: ArraySlice<UInt8>) -> [UInt8] {
  var sound: [UInt8] = []
  sound.reserveCapacity(word.count)
  var index = word.startIndex
  while index < word.endIndex {
    let next = index + 1 < word.endIndex ? word[index + 1] : 0
    let isSoft = next == UInt8(ascii: "e") || next == UInt8(ascii: "i")
    var letter = word[index]
    switch letter {
    case UInt8(ascii: "h"):
      index += 1
      continue
    case UInt8(ascii: "c") where next == UInt8(ascii: "h"):
      sound.append(letter)
      letter = next
      index += 1
    case UInt8(ascii: "v"), UInt8(ascii: "w"): letter = UInt8(ascii: "b")
    case UInt8(ascii: "z"), UInt8(ascii: "x"): letter = UInt8(ascii: "s")
    case UInt8(ascii: "c"): letter = isSoft ? UInt8(ascii: "s") : UInt8(ascii: "k")
    case UInt8(ascii: "q"):
      letter = UInt8(ascii: "k")
      if next == UInt8(ascii: "u") { index += 1 }
    case UInt8(ascii: "g") where isSoft: letter = UInt8(ascii: "j")
    case UInt8(ascii: "l") where next == letter:
      letter = UInt8(ascii: "y")
      index += 1
    case UInt8(ascii: "n")
    where next == UInt8(ascii: "b") || next == UInt8(ascii: "v") || next == UInt8(ascii: "p"):
      letter = UInt8(ascii: "m")
    default: break
    }
    if sound.last != letter { sound.append(letter) }
    index += 1
  }
  return sound
}

/// What the example sentences teach, counted when the first description comes.
private struct ServiceExamples: Sendable {
  /// The matter that a stem or pair speaks for, by its place in `Scope.allCases`, and how much.
  struct Vote {
    let scope: Int
    let weight: Float
  }

  static let shared = ServiceExamples()

  /// Shorter words are too like others to be guessed.
  static let guessedLengthMin = 5
  /// One example is less than proof.
  private static let doubt: Float = 1.5

  /// A matter with more examples is not one matter but many: none of them is rarer for that.
  private static let linesMax: Float = 60

  /// Open addressing by `Stem.hash`: a power of two, at most half of them taken.
  private var stems: [UInt64]
  private var counts: [UInt16]
  private var votes: [Vote]
  private var used = 0
  private let weightless: Set<UInt64>
  /// The matter of each whole example; nil for one of several matters.
  private var wholes: [Stem: Int?] = [:]
  /// Every word of the examples that is long enough to be guessed, once, by its first letter.
  private var sounds: [[[UInt8]]] = Array(repeating: [], count: 26)

  private init() {
    let scopes = Scope.allCases
    let slots = 16384
    stems = Array(repeating: 0, count: slots)
    counts = Array(repeating: 0, count: slots * scopes.count)
    votes = []
    var weightless: Set<UInt64> = []
    forEachFoldedWord(in: Array(Vocabulary.text(under: "servicios.sin_peso").utf8)[...]) {
      word, _ in
      weightless.insert(whole(sound(of: word)))
    }
    self.weightless = weightless
    var known: Set<UInt64> = []
    var lines = [Float](repeating: 0, count: scopes.count)
    for (scope, key) in scopes.map(\.key).enumerated() {
      let text = Array(Vocabulary.text(under: key).utf8)
      for line in text.split(separator: UInt8(ascii: "\n")) {
        var stems: [Stem] = []
        lines[scope] += 1
        forEachFoldedWord(in: line) { word, _ in
          let sound = sound(of: word[...])
          let identity = whole(sound)
          guard !weightless.contains(identity) else { return }
          stems.append(Stem(sound))
          guard sound.count >= Self.guessedLengthMin, let initial = Self.initial(of: sound),
            known.insert(identity).inserted
          else { return }
          sounds[initial].append(sound)
        }
        count(stems, in: scope)
        let example = Self.chained(stems)
        if let other = wholes[example], other != scope {
          wholes[example] = .some(nil)
        } else {
          wholes[example] = scope
        }
      }
    }
    weigh(lines)
  }

  /// How often each matter's examples have it, told as one vote.
  private mutating func weigh(_ lines: [Float]) {
    let scopes = lines.count
    votes = stems.indices.map { slot in
      guard stems[slot] != 0 else { return Vote(scope: 0, weight: 0) }
      var best = 0
      var first: Float = 0
      var second: Float = 0
      var sum: Float = 0
      var total: Float = 0
      for scope in 0..<scopes {
        let count = Float(counts[slot * scopes + scope])
        let share = count / (min(lines[scope], Self.linesMax) + 20)
        total += count
        sum += share
        if share > first {
          second = first
          first = share
          best = scope
        } else if share > second {
          second = share
        }
      }
      return Vote(scope: best, weight: (first - second) / sum * total / (total + Self.doubt))
    }
  }

  /// The fewer words an example has, the more each of them says.
  private mutating func count(_ line: [Stem], in scope: Int) {
    let times: UInt16 = line.count == 1 ? 4 : line.count == 2 ? 2 : 1
    for index in line.indices {
      count(line[index], times, in: scope)
      if index > 0 { count(Stem(line[index - 1], line[index]), times, in: scope) }
    }
  }

  private mutating func count(_ stem: Stem, _ times: UInt16, in scope: Int) {
    let slot = slot(of: stem)
    if stems[slot] == 0 {
      used += 1
      precondition(used * 2 <= stems.count, "the table of examples is full: make it larger")
      stems[slot] = stem.bits
    }
    let place = slot * Scope.allCases.count + scope
    counts[place] = counts[place].addingReportingOverflow(times).partialValue
  }

  /// Where it stands, or would.
  private func slot(of stem: Stem) -> Int {
    var slot = stem.hash & (stems.count - 1)
    while stems[slot] != 0, stems[slot] != stem.bits { slot = (slot + 1) & (stems.count - 1) }
    return slot
  }

  func find(_ stem: Stem) -> Vote? {
    let slot = slot(of: stem)
    return stems[slot] == 0 ? nil : votes[slot]
  }

  /// The matter of which these words are an example; nil when they are of none or several.
  func findWhole(_ stems: [Stem]) -> Int? {
    let stems = stems.filter { $0 != .none }
    return stems.isEmpty ? nil : wholes[Self.chained(stems)] ?? nil
  }

  private static func chained(_ stems: [Stem]) -> Stem { stems.reduce(.none, Stem.init) }

  func isWeightless(_ stem: Stem, _ sound: [UInt8]) -> Bool { weightless.contains(whole(sound)) }

  /// The stem of the one known word that is a slip away from `sound`; nil when none or several are.
  func guess(_ sound: [UInt8]) -> Stem? {
    guard let initial = Self.initial(of: sound) else { return nil }
    var guess: Stem?
    for known in sounds[initial] where isOneSlipAway(sound, known) {
      let stem = Stem(known)
      if let guess, guess != stem { return nil }
      guess = stem
    }
    return guess
  }

  private static func initial(of sound: [UInt8]) -> Int? {
    guard let first = sound.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
      return nil
    }
    return Int(first - UInt8(ascii: "a"))
  }
}

/// The identity of a whole word (FNV-1a).
private func whole(_ sound: [UInt8]) -> UInt64 {
  sound.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

/// Whether one letter was left out, put in, changed or swapped with its neighbour.
private func isOneSlipAway(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard abs(left.count - right.count) <= 1 else { return false }
  let shorter = min(left.count, right.count)
  var head = 0
  while head < shorter, left[head] == right[head] { head += 1 }
  var tail = 0
  while tail < shorter - head, left[left.count - 1 - tail] == right[right.count - 1 - tail] {
    tail += 1
  }
  let middle = (left.count - head - tail, right.count - head - tail)
  if middle.0 <= 1, middle.1 <= 1 { return true }
  return middle == (2, 2) && left[head] == right[head + 1] && left[head + 1] == right[head]
}
