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

/// The motive that a description points to; asked back when two are asked for, or none is sure.
func motive(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  let model = ServiceModel.shared
  let features = model.features(of: affirmed(words, of: line))
  guard !features.isEmpty else { return .invalid(isNumber(words) ? .notAnOption : .format) }
  let scores = model.scores(of: features)
  if asksForTwo(words), let answers = joined(scores) { return .ambiguous(answers, .twoReadings) }
  let ranked = zip(Scope.allCases, probabilities(scores)).sorted { $0.1 > $1.1 }
  guard let (best, probability) = ranked.first, best != .noTopic else { return .invalid(.format) }
  let isMotive = best.answer != nil
  if probability >= (isMotive ? ServiceModel.leastTaken : ServiceModel.leastExplained) {
    return reading(of: best)
  }
  let near = ranked.filter { $0.1 >= ServiceModel.leastAsked }.compactMap { $0.0.answer }
  return near.isEmpty ? .invalid(.format) : .ambiguous(Array(near.prefix(2)), .twoReadings)
}

/// Whether two requests are joined: «y además», «y quiero un acuerdo»; in a few words an «y» will do.
private func asksForTwo(_ words: ArraySlice<String>) -> Bool {
  !Vocabulary.additions.found(in: words).isEmpty || words.count <= 6 && words.contains("y")
}

/// The motives among the matters that the words speak for, when those are two.
private func joined(_ scores: [Float]) -> [Answer]? {
  let chatter = scores.last ?? 0
  let meant = zip(Scope.allCases, scores).filter {
    $0.0 != .noTopic && $0.1 > chatter + ServiceModel.leastJoined
  }
  .sorted { $0.1 > $1.1 }.prefix(2).map(\.0)
  // In the order in which they stand on the screen.
  let answers = Motive.allCases.filter { meant.contains(.motive($0)) }.map(Answer.motive)
  return meant.count == 2 && !answers.isEmpty ? answers : nil
}

extension Scope {
  fileprivate var answer: Answer? {
    if case .motive(let motive) = self { .motive(motive) } else { nil }
  }
}

private func reading(of scope: Scope) -> Reading {
  switch scope {
  case .motive(let motive): .value(.motive(motive))
  case .outOfScope(let other): .outOfScope(other)
  case .noTopic: .invalid(.format)
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
}

/// Softmax: what `scores` are worth as probabilities.
private func probabilities(_ scores: [Float]) -> [Float] {
  let most = scores.max() ?? 0
  let powers = scores.map { exponential($0 - most) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}

/// e to the power of `exponent`, which is not above 0: (1 + x/1024)¹⁰²⁴, near enough here.
private func exponential(_ exponent: Float) -> Float {
  var power = max(0, 1 + exponent / 1024)
  for _ in 0..<10 { power *= power }
  return power
}

/// How much each stem, and each pair of neighbours, speaks for each matter: a multinomial logistic
/// regression over the example sentences, trained when the first description comes. The same
/// examples give the same weights.
private struct ServiceModel: Sendable {
  static let shared = ServiceModel()

  /// The probability that a motive needs to be taken: a wrong one books the wrong appointment.
  static let leastTaken: Float = 0.65
  /// And what is out of scope, which is only explained.
  static let leastExplained: Float = 0.5
  /// And to be asked about.
  static let leastAsked: Float = 0.15
  /// How far above mere chatter each of two matters scores that are asked for together.
  static let leastJoined: Float = 0.5

  // Found by trying on the cases of the tests.
  private static let epochs = 15
  private static let rate: Float = 0.3
  private static let rateDecay: Float = 0.2
  private static let biasRate: Float = 0.02
  private static let regularization: Float = 0.01
  /// A smaller error teaches nothing.
  private static let errorMin: Float = 0.001

  /// Shorter words are too like others to be guessed.
  private static let guessedLengthMin = 4
  /// The typo-tolerant search is for so many words of a line at most.
  private static let guessesMax = 6

  /// The place of each stem and pair among the weights.
  private var places: [Stem: Int] = [:]
  /// For each place, a weight for each of `Scope.allCases`.
  private var weights: [Float] = []
  private var biases = [Float](repeating: 0, count: Scope.allCases.count)
  private var weightless: Set<[UInt8]> = []
  /// Every word of the examples that is long enough to be guessed, once, by its first letter.
  private var sounds: [UInt8: [[UInt8]]] = [:]

  private init() {
    forEachFoldedWord(in: Array(Vocabulary.text(under: "servicios.sin_peso").utf8)[...]) {
      word, _ in
      weightless.insert(sound(of: word))
    }
    var examples: [(features: [Int], scope: Int)] = []
    var known: Set<[UInt8]> = []
    for (scope, key) in Scope.allCases.map(\.key).enumerated() {
      let text = Array(Vocabulary.text(under: key).utf8)
      for line in text.split(separator: UInt8(ascii: "\n")) {
        var stems: [Stem] = []
        forEachFoldedWord(in: line) { word, _ in
          let sound = sound(of: word)
          guard !weightless.contains(sound) else { return }
          stems.append(Stem(sound))
          if let initial = sound.first, sound.count > Self.guessedLengthMin,
            known.insert(sound).inserted
          {
            sounds[initial, default: []].append(sound)
          }
        }
        let features = withPairs(stems).map { place(of: $0) }
        if !features.isEmpty { examples.append((features, scope)) }
      }
    }
    weights = Array(repeating: 0, count: places.count * Scope.allCases.count)
    train(on: examples)
  }

  private mutating func place(of stem: Stem) -> Int {
    if let place = places[stem] { return place }
    places[stem] = places.count
    return places.count - 1
  }

  /// Stochastic gradient descent.
  private mutating func train(on examples: [(features: [Int], scope: Int)]) {
    let scopes = Scope.allCases.count
    for epoch in 0..<Self.epochs {
      let rate = Self.rate / (1 + Float(epoch) * Self.rateDecay)
      // A stride that has no divisor in common with the count mixes the matters.
      var index = epoch
      for _ in examples.indices {
        index = (index + Self.stride) % examples.count
        let example = examples[index]
        let expected = probabilities(scores(of: example.features))
        for scope in 0..<scopes {
          let error = (scope == example.scope ? 1 : 0) - expected[scope]
          guard abs(error) >= Self.errorMin else { continue }
          biases[scope] += rate * Self.biasRate * error
          for feature in example.features {
            let place = feature * scopes + scope
            weights[place] += rate * (error - Self.regularization * weights[place])
          }
        }
      }
    }
  }

  /// A prime.
  private static let stride = 7919

  /// The stems, and each pair of neighbours that no break parts.
  private func withPairs(_ stems: [Stem]) -> [Stem] {
    var features: [Stem] = []
    func add(_ stem: Stem) { if !features.contains(stem) { features.append(stem) } }
    for (index, stem) in stems.enumerated() where stem != .none {
      add(stem)
      if index > 0, stems[index - 1] != .none { add(Stem(stems[index - 1], stem)) }
    }
    return features
  }

  /// The places of what is known of a description; nil stands for a break.
  func features(of words: [String?]) -> [Int] {
    var guesses = 0
    let stems = words.compactMap { word -> Stem? in
      guard let word else { return Stem.none }
      let sound = sound(of: word.utf8)
      guard !weightless.contains(sound) else { return nil }
      let stem = Stem(sound)
      guard places[stem] == nil, guesses < Self.guessesMax, sound.count >= Self.guessedLengthMin
      else { return stem }
      guesses += 1
      return guess(sound) ?? stem
    }
    return withPairs(Array(stems.prefix(Self.stemsMax))).compactMap { places[$0] }
  }

  /// A longer description is told by its beginning.
  private static let stemsMax = 60

  /// The stem of the one known word that is a slip away; nil when none or several are.
  private func guess(_ sound: [UInt8]) -> Stem? {
    var guess: Stem?
    for known in sounds[sound[0]] ?? [] where isOneSlipAway(sound, known) {
      // «fima» is «firma»; a short word with another letter is another word.
      guard sound.count > Self.guessedLengthMin || known.count > sound.count else { continue }
      let stem = Stem(known)
      if let guess, guess != stem { return nil }
      guess = stem
    }
    return guess
  }

  /// In the order of `Scope.allCases`.
  func scores(of features: [Int]) -> [Float] {
    var scores = biases
    for feature in features {
      let start = feature * scores.count
      for scope in scores.indices { scores[scope] += weights[start + scope] }
    }
    return scores
  }
}
