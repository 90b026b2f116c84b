internal import Domain
internal import Embedded

/// What a phrase about the matter points to.
enum Scope: Hashable, Sendable {
  case motive(Motive)
  case outOfScope(OutOfScope)
  /// Something about debts, but it is not said what is wanted: «es por una carta».
  case vague
  /// Chatter, and answers to other questions.
  case noTopic

  static let allCases: [Scope] =
    Motive.allCases.map(Scope.motive) + OutOfScope.allCases.map(Scope.outOfScope)
    + [.vague, .noTopic]

  /// Its section of `prompts/ejemplos_servicios.txt`.
  var key: String {
    switch self {
    case .motive(let motive): "motivo." + motive.rawValue
    case .outOfScope(let other): "fuera_de_alcance." + other.rawValue
    case .vague: "servicios.vago"
    case .noTopic: "servicios.sin_tema"
    }
  }
}

/// «Estado de cuenta, no, mentiras, lo del embargo»: what stands behind the last taking back.
private func wordsInstead(_ words: ArraySlice<String>) -> ArraySlice<String>? {
  for index in words.indices.dropFirst().reversed() {
    if let (_, rest) = Vocabulary.takingBack.leading(words[index...]), !rest.isEmpty { return rest }
  }
  return nil
}

/// The motive that a description points to; asked back when two are asked for, or none is sure.
func motive(_ line: Line, _ words: ArraySlice<String>) -> Reading {
  if let instead = wordsInstead(words), case .value(let answer) = motive(line, instead) {
    return .value(answer)
  }
  let model = ServiceModel.shared
  let sounds = model.sounds(of: affirmed(words, of: line))
  guard !isOtherDatum(words, of: line), let scores = model.scores(of: sounds[...]) else {
    return .invalid(isNumber(words) ? .notAnOption : .format)
  }
  let ranked = zip(Scope.allCases, probabilities(scores)).sorted { $0.1 > $1.1 }
  guard let (best, probability) = ranked.first else { return .invalid(.format) }
  if probability < ServiceModel.leastAlone, let answers = joined(sounds) {
    return .ambiguous(answers, .twoReadings)
  }
  let motives = ranked.filter { $0.0.answer != nil }
  let near = motives.filter { $0.1 >= ServiceModel.leastAsked }.compactMap { $0.0.answer }
  switch best {
  case .motive where probability >= ServiceModel.leastSure: return reading(of: best)
  case .motive where probability >= ServiceModel.leastTaken && near.count < 2:
    return reading(of: best)
  case .outOfScope:
    let explained = ranked.reduce(Float(0)) { sum, other in
      if case .outOfScope = other.0 { sum + other.1 } else { sum }
    }
    if probability >= ServiceModel.leastExplained || explained >= ServiceModel.leastExplainedInAll {
      return reading(of: best)
    }
  case .noTopic where probability >= ServiceModel.leastIgnored || near.isEmpty:
    return .invalid(.format)
  // Too little was said: the likeliest.
  case .vague: return .ambiguous(motives.prefix(3).compactMap { $0.0.answer }, .twoReadings)
  case .motive, .noTopic: break
  }
  let asked = near.isEmpty ? motives.compactMap { $0.0.answer } : near
  return .ambiguous(Array(asked.prefix(2)), .twoReadings)
}

/// What a line at the menu is, with the matter that it tells: «me embargaron la cuenta» begins a
/// booking about it, «necesito el RUT» is explained away.
func withMatter(_ reading: Reading, of line: Line) -> Reading {
  switch reading {
  case .value(.menuOption(.book)) where line.phrase.count > 2, .order(.begin(.book)), .invalid,
    // «¿Cómo saco el RUT?»
    .order(.help) where line.phrase.count > 2,
    // «Firma electrónica»
    .order(.services) where !line.asks && !line.asksForServices:
    switch motive(line, trimmed(line.phrase)) {
    case .value(let matter)
    where reading != .order(.help) && reading != .order(.services)
      // «Quiero saber qué debo»
      || Vocabulary.asksDebt.trailing(trimmed(line.phrase)) != nil:
      return .several([.menuOption(.book), matter])
    case .outOfScope(let subject) where subject != .other: return .outOfScope(subject)
    // Which of the two is asked where the matter is.
    case .ambiguous(let matters, _)
    where reading.isRefused && !line.speaksOfCancelling
      && (matters.count == 2 || line.speaksOfDebt):
      return .part(.value(.menuOption(.book)), rest: line.text)
    default: return reading
    }
  case .value(.menuOption(.cancelOrModify)), .order(.begin(.cancel)), .order(.begin(.modify)),
    .order(.correct):
    return withoutAppointment(.cancelOrModify, line) ?? reading
  case .value(.menuOption(.consult)), .order(.begin(.consult)):
    return withoutAppointment(.consult, line) ?? reading
  default: return reading
  }
}

extension Line {
  /// «Información», «qué es lo que atienden»: the services are asked for, and none is named.
  fileprivate var asksForServices: Bool {
    let saying = Saying(self)
    return saying.says(.services) || saying.asksForServices
  }
}

extension Reading {
  fileprivate var isRefused: Bool { if case .invalid = self { true } else { false } }
}

/// «Actualizar el RUT», «anular una sanción»: what is asked of a matter, and not of an appointment, is
/// explained away or asked back. Nil where no matter is named: the words that are of no request
/// have to tell the same as the whole line.
private func withoutAppointment(_ option: MenuOption, _ line: Line) -> Reading? {
  guard line.phrase.count > 1, !line.speaksOfAppointment else { return nil }
  if line.speaksOfDebt {
    return .ambiguous([.menuOption(.book), .menuOption(option)], .twoReadings)
  }
  let named = Saying(line).spans.filter { $0.isUnknown }.flatMap { line.phrase[$0.words] }
  guard !named.isEmpty else { return nil }
  let told = motive(line, trimmed(line.phrase))
  guard told == motive(line, named[...]) else { return nil }
  switch told {
  case .outOfScope(let subject): return subject == .other ? nil : told
  case .value: return .ambiguous([.menuOption(.book), .menuOption(option)], .twoReadings)
  default: return nil
  }
}

/// Whether it is an e-mail, or more digits than words: a number, an address of a house.
private func isOtherDatum(_ words: ArraySlice<String>, of line: Line) -> Bool {
  let numbers = words.count { $0.utf8.contains(where: isDigit) }
  return line.text.utf8.contains(UInt8(ascii: "@")) || numbers > 1 && numbers * 2 >= words.count
}

/// What is asked for before and after a joint, when those are two matters and one is a motive: «el
/// saldo y un acuerdo».
private func joined(_ sounds: [[UInt8]?]) -> [Answer]? {
  let joints = sounds.indices.filter { place in
    guard let sound = sounds[place] else { return true }
    return ServiceModel.joiners.contains(sound)
  }
  for joint in joints.prefix(ServiceModel.jointsMax) {
    let parts = [sounds[..<joint], sounds[(joint + 1)...]].compactMap { side -> Scope? in
      guard let scores = ServiceModel.shared.scores(of: side.drop { $0 == nil }) else { return nil }
      let best = zip(Scope.allCases, probabilities(scores)).max { $0.1 < $1.1 }
      return best.flatMap { $0.1 >= ServiceModel.leastJoined ? $0.0 : nil }
    }
    guard parts.count == 2, parts[0] != parts[1], !parts.contains(.noTopic), !parts.contains(.vague)
    else { continue }
    // In the order in which they stand on the screen.
    let answers = Motive.allCases.filter { parts.contains(.motive($0)) }.map(Answer.motive)
    if !answers.isEmpty { return answers }
  }
  return nil
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
  case .vague, .noTopic: .invalid(.format)
  }
}

/// The words of a description without what it says it is not about; nil at each break.
func affirmed(_ words: ArraySlice<String>, of line: Line) -> [String?] {
  var tokens: [String?] = []
  var isNegated = false
  var clauseStart = 0
  var index = words.startIndex
  let neither = neitherNor(words, of: line)
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
    } else if index == neither {
      isNegated = true
      index += 1
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

/// Where «ni… ni…» begins that stands before what is meant: «ni saldo ni cuotas: el embargo».
private func neitherNor(_ words: ArraySlice<String>, of line: Line) -> Int? {
  let places = words.indices.filter { words[$0] == "ni" }
  guard let first = places.first, let last = places.last, first < last,
    first == words.startIndex || line.hasBreak(before: first),
    words.indices.contains(where: { $0 > last && line.hasBreak(before: $0) })
  else { return nil }
  return first
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

  // Measured on sentences of writers whose others were not learnt from.
  /// The probability that a motive needs to be taken: a wrong one books the wrong appointment.
  static let leastTaken: Float = 0.6
  /// And where a second one may be meant too.
  static let leastSure: Float = 0.85
  /// And what is out of scope, which is only explained.
  static let leastExplained: Float = 0.5
  /// And all that is out of scope together, where one of it is likeliest.
  static let leastExplainedInAll: Float = 0.7
  /// And chatter, to be refused.
  static let leastIgnored: Float = 0.5
  /// And to be asked about.
  static let leastAsked: Float = 0.15
  /// And what stands on each side of a joint, to be asked for on its own.
  static let leastJoined: Float = 0.8
  /// A line that is surer than this as a whole asks for one thing only.
  static let leastAlone: Float = 0.99
  /// So many joints of a line are tried.
  static let jointsMax = 4

  /// What a part of a word counts for beside a word.
  static let partValue: Float = 0.7
  /// What a weight of 1 in the table is worth in scores.
  static let quantum: Float = 1 / 16

  private let table: WeightTable

  private init() {
    guard let table = Folder.data.weights(Self.file, columns: Scope.allCases.count) else {
      preconditionFailure("\(Self.file) is not in the binary")
    }
    self.table = table
  }

  private func mark(_ key: UInt32) -> Int8? { table.row(of: key).map { table.weight($0, 0) } }

  /// Of a misspelt word hundreds of keys are looked up, of which hardly one is there.
  private static let filter = WeightTable.Filter(shared.table)

  /// How the words sound, the misspelt ones mended; nil stands for a break.
  func sounds(of words: [String?]) -> [[UInt8]?] {
    ServiceFeatures.sounds(of: words) { Self.filter.mayHold($0) ? mark($0) : nil }
  }

  /// How what may join two requests sounds.
  static let joiners = Set(Vocabulary.joiners.words.map { sound(of: $0.utf8) })

  /// In the order of `Scope.allCases`; nil when nothing of the description is known.
  func scores(of sounds: ArraySlice<[UInt8]?>) -> [Float]? {
    var features = ServiceFeatures()
    features.append(sounds, mark: mark)
    var sums = [Float](repeating: 0, count: Scope.allCases.count)
    var known = 0
    func add(_ keys: [UInt32], value: Float) {
      for key in keys {
        guard let row = table.row(of: key) else { continue }
        known += 1
        table.add(row, times: value, to: &sums)
      }
    }
    add(features.words, value: 1)
    add(features.parts, value: Self.partValue)
    guard known > 0 else { return nil }
    let bias = table.row(of: ServiceFeatures.bias)
    let scale = Regression.scale(of: known)
    return sums.indices.map { scope in
      let bias = bias.map { Int(table.weight($0, scope)) } ?? 0
      return (sums[scope] * scale + Float(bias)) * Self.quantum
    }
  }
}
