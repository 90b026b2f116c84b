internal import Domain
internal import Embedded

/// The table of weights that the sentences of `prompts/ejemplos_servicios.txt` give, the same
/// wherever it is made. It takes seconds, so it is made when sentences are edited.
package func trainedServiceWeights() -> [UInt8] {
  var training = ServiceTraining(ServiceSentence.all())
  training.run()
  return training.table
}

/// The table of weights that the program has.
package func embeddedServiceWeights() -> [UInt8] { Folder.data.bytes(ServiceModel.file) ?? [] }

/// A description and what it asks for.
struct ServiceSentence {
  let line: Line
  /// One matter, or the two that it asks for together.
  let scopes: [Scope]

  /// The section of sentences that ask for two matters, which stand before a colon:
  /// «estado_cuenta + desembargo: …».
  static let twoKey = "servicios.dos"

  /// All sentences, in their order.
  static func all() -> [Self] {
    var all: [Self] = []
    let sections = Folder.prompts.sections("ejemplos_servicios.txt")
    for scope in Scope.allCases {
      let isThere = sections.forEachLine(under: scope.key) {
        all.append(Self(line: Line(String(decoding: $0, as: UTF8.self)), scopes: [scope]))
      }
      precondition(isThere, "the sentences have no section \(scope.key)")
    }
    let isThere = sections.forEachLine(under: twoKey) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let parts = text.split(separator: ":", maxSplits: 1)
      let names = parts.first?.split(whereSeparator: { " +".contains($0) }) ?? []
      let scopes = names.compactMap { name in
        Scope.allCases.first { $0.key.split(separator: ".").last == name }
      }
      precondition(
        parts.count == 2 && names.count == 2 && scopes.count == 2, "two matters are named: \(text)")
      all.append(Self(line: Line(String(parts[1])), scopes: scopes))
    }
    precondition(isThere, "the sentences have no section \(twoKey)")
    return all
  }
}

/// The training; a test trains on some of the sentences to see how the others are understood.
struct ServiceTraining {
  /// A part of words that fewer sentences have tells nothing of others.
  private static let partsMin = 4
  /// A word that fewer sentences have may be misspelt itself.
  private static let knownMin = 3
  /// A feature whose weights are all smaller is left out of the table.
  private static let weightMin = 5
  private static let groupsMax = 64
  /// How often each sentence is told anew, and what that counts for beside the sentence.
  private static let variants = 2
  private static let variantWeight: Float = 0.5
  /// How many sentences are put together of two, and what each counts for.
  private static let joined = 2_500
  private static let joinedWeight: Float = 0.4

  private var regression = Regression(
    classes: Scope.allCases.count,
    setting: Regression.Setting(epochs: 14, partValue: ServiceModel.partValue))
  /// Rows of the table that say something else of a word: its first weight, the others are 0.
  private var marks: [UInt32: Int8] = [:]

  init(_ sentences: [ServiceSentence]) {
    readMarks()
    let told = sentences.map { sentence in
      ServiceVariants.Told(
        tokens: affirmed(trimmed(sentence.line.phrase), of: sentence.line),
        scopes: sentence.scopes.map { scope in Scope.allCases.firstIndex(of: scope) ?? 0 })
    }
    markKnown(sentences)
    var variants = ServiceVariants(seed: 7)
    var all = told.map { ($0, Float(1)) }
    for _ in 0..<Self.variants {
      all += told.map { (variants.retold($0), Self.variantWeight) }
    }
    all += variants.joined(told, count: Self.joined).map { ($0, Self.joinedWeight) }
    learn(all)
  }

  /// Makes examples of what was told.
  private mutating func learn(_ told: [(ServiceVariants.Told, weight: Float)]) {
    var counts: [UInt32: Int] = [:]
    let described = told.map { told, _ in
      var features = ServiceFeatures()
      let sounds = ServiceFeatures.sounds(of: told.tokens) { marks[$0] }
      features.append(sounds[...]) { marks[$0] }
      for key in features.parts { counts[key, default: 0] += 1 }
      return features
    }
    for (features, (told, weight)) in zip(described, told) {
      guard let first = told.scopes.first, let last = told.scopes.last else { continue }
      regression.add(
        features.words, parts: features.parts.filter { counts[$0, default: 0] >= Self.partsMin },
        expected: (first, last), weight: weight)
    }
  }

  private mutating func readMarks() {
    Vocabulary.forEachLine(under: "servicios.sin_peso") { line in
      for word in foldedWords(String(decoding: line, as: UTF8.self)) {
        marks[ServiceFeatures.weightless(sound(of: word.text.utf8))] = 0
      }
    }
    var group: Int8 = 0
    Vocabulary.forEachLine(under: "servicios.grupos") { line in
      precondition(group < Self.groupsMax, "there are more groups of words than \(Self.groupsMax)")
      for word in foldedWords(String(decoding: line, as: UTF8.self)) {
        let key = ServiceFeatures.member(ServiceFeatures.stem(of: sound(of: word.text.utf8)))
        // A word is in one group.
        if marks[key] == nil { marks[key] = group }
      }
      group += 1
    }
  }

  /// In how many sentences each word is.
  private mutating func markKnown(_ sentences: [ServiceSentence]) {
    var counts: [UInt32: Int] = [:]
    for sentence in sentences {
      let sounds = Set(sentence.line.phrase.map { sound(of: $0.utf8) })
      for sound in sounds where !sound.isEmpty {
        counts[ServiceFeatures.known(sound), default: 0] += 1
      }
    }
    for (key, count) in counts where count >= Self.knownMin {
      marks[key] = Int8(min(count, Int(Int8.max)))
    }
  }

  mutating func run() { regression.run() }

  /// The bytes of the table.
  var table: [UInt8] {
    let scopes = Scope.allCases.count
    let rows = regression.rows(
      bias: ServiceFeatures.bias, quantum: ServiceModel.quantum, weightMin: Self.weightMin)
    return WeightTable.bytes(
      of: rows + marks.map { (key: $0, weights: [$1] + Array(repeating: 0, count: scopes - 1)) })
  }
}
