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

  /// Its section of `prompts/ejemplos_servicios.txt`.
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
  guard let scores = model.scores(of: affirmed(words, of: line)) else {
    return .invalid(isNumber(words) ? .notAnOption : .format)
  }
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

/// What a line at the menu is, with the matter that it tells: «me embargaron la cuenta» begins a
/// booking about it, «necesito el RUT» is explained away.
func withMatter(_ reading: Reading, of line: Line) -> Reading {
  switch reading {
  case .value(.menuOption(.book)) where line.phrase.count > 2, .order(.begin(.book)), .invalid:
    switch motive(line, trimmed(line.phrase)) {
    case .value(let matter): return .several([.menuOption(.book), matter])
    case .outOfScope(let subject) where subject != .other: return .outOfScope(subject)
    default: return reading
    }
  default: return reading
  }
}

/// Whether two requests are joined: «y además», «y quiero un acuerdo»; in a few words an «y» will do.
private func asksForTwo(_ words: ArraySlice<String>) -> Bool {
  !Vocabulary.additions.found(in: words).isEmpty || words.count <= 6 && words.contains("y")
}

/// The motives among the matters that the words speak for, when those are two.
private func joined(_ scores: [Float]) -> [Answer]? {
  let chatter = scores.last ?? 0
  let most = scores.max() ?? 0
  let meant = zip(Scope.allCases, scores).filter {
    $0.0 != .noTopic && $0.1 > chatter + ServiceModel.leastJoined
      && $0.1 > most - ServiceModel.furthestJoined
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
func affirmed(_ words: ArraySlice<String>, of line: Line) -> [String?] {
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

/// Softmax: what `scores` are worth as probabilities.
func probabilities(_ scores: [Float]) -> [Float] {
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

/// How much each feature of a description speaks for each matter: a multinomial logistic regression
/// over the sentences of `prompts/ejemplos_servicios.txt`, trained by `citas aprender`. Here it is
/// only looked up.
struct ServiceModel: Sendable {
  static let shared = ServiceModel()

  /// The table of the weights among the embedded ones.
  static let file = "servicios.pesos"

  // By cross-validation on the sentences, where to take a wrong matter costs ten times what it
  // costs to ask back.
  /// The probability that a motive needs to be taken: a wrong one books the wrong appointment.
  static let leastTaken: Float = 0.8
  /// And what is out of scope, which is only explained.
  static let leastExplained: Float = 0.65
  /// And to be asked about.
  static let leastAsked: Float = 0.15
  /// How far above mere chatter each of two matters scores that are asked for together.
  static let leastJoined: Float = 2.5
  /// And how far below the best at most.
  static let furthestJoined: Float = 4

  /// What a weight of 1 in the table is worth in scores.
  static let quantum: Float = 1 / 16

  private let table: WeightTable

  private init() {
    guard let table = Folder.data.weights(Self.file, columns: Scope.allCases.count) else {
      preconditionFailure("\(Self.file) is not in the binary")
    }
    self.table = table
  }

  /// In the order of `Scope.allCases`; nil when nothing of the description is known.
  func scores(of words: [String?]) -> [Float]? {
    var features = ServiceFeatures()
    features.append(
      words, isWeightless: { table.row(of: $0) != nil },
      group: { key in table.row(of: key).map { Int(table.weight($0, 0)) } })
    var sums = [Int](repeating: 0, count: Scope.allCases.count)
    var known = 0
    for key in features.words + features.parts {
      guard let row = table.row(of: key) else { continue }
      known += 1
      for scope in sums.indices { sums[scope] += Int(table.weight(row, scope)) }
    }
    guard known > 0 else { return nil }
    let bias = table.row(of: ServiceFeatures.bias)
    let scale = Self.scale(of: known)
    return sums.indices.map { scope in
      let bias = bias.map { Int(table.weight($0, scope)) } ?? 0
      return (Float(sums[scope]) * scale + Float(bias)) * Self.quantum
    }
  }

  /// A long description has more features than a short one, but is not that much surer: what each
  /// counts for where there are so many.
  static func scale(of features: Int) -> Float {
    1 / Float(features).squareRoot().squareRoot()
  }
}
