internal import Domain
internal import Embedded

/// The table of weights that the sentences of `prompts/ejemplos_servicios.txt` give, the same
/// wherever it is made. It takes seconds, so it is made when sentences are edited.
package func trainedServiceWeights() -> [UInt8] {
  var training = ServiceTraining()
  training.run()
  return training.table
}

/// The table of weights that the program has.
package func embeddedServiceWeights() -> [UInt8] { Folder.data.bytes(ServiceModel.file) ?? [] }

private struct ServiceTraining {
  // By cross-validation on the sentences.
  private static let epochs = 12
  private static let rate: Float = 0.7
  private static let rateDecay: Float = 0.1
  private static let biasRate: Float = 0.3
  private static let regularization: Float = 0.001
  /// A part of words that one sentence has tells nothing of others.
  private static let partsMin = 2
  /// A feature whose weights are all smaller is left out of the table.
  private static let weightMin = 3
  private static let groupsMax = 64

  private var examples: [(features: [Int], scope: Int)] = []
  private var keys: [UInt32] = []
  /// For each of `keys`, a weight for each of `Scope.allCases`.
  private var weights: [Float] = []
  private var biases = [Float](repeating: 0, count: Scope.allCases.count)
  /// Rows of the table that say something else of a word: its first weight, the others are 0.
  private var marks: [UInt32: Int8] = [:]

  init() {
    readMarks()
    var described: [(features: ServiceFeatures, scope: Int)] = []
    var counts: [UInt32: Int] = [:]
    let sections = Folder.prompts.sections("ejemplos_servicios.txt")
    for (scope, key) in Scope.allCases.map(\.key).enumerated() {
      let isThere = sections.forEachLine(under: key) { sentence in
        let line = Line(String(decoding: sentence, as: UTF8.self))
        var features = ServiceFeatures()
        features.append(
          affirmed(trimmed(line.phrase), of: line), isWeightless: { marks[$0] != nil },
          group: { marks[$0].map(Int.init) })
        described.append((features, scope))
        for key in features.parts { counts[key, default: 0] += 1 }
      }
      precondition(isThere, "the sentences have no section \(key)")
    }
    var places: [UInt32: Int] = [:]
    for (features, scope) in described {
      let known = features.words + features.parts.filter { counts[$0, default: 0] >= Self.partsMin }
      let indices = known.map { key in
        if let place = places[key] { return place }
        places[key] = keys.count
        keys.append(key)
        return keys.count - 1
      }
      if !indices.isEmpty { examples.append((indices, scope)) }
    }
    weights = Array(repeating: 0, count: keys.count * Scope.allCases.count)
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

  /// Stochastic gradient descent.
  mutating func run() {
    let scopes = Scope.allCases.count
    var random = SplitMix64(seed: 1)
    var order = Array(examples.indices)
    for epoch in 0..<Self.epochs {
      let rate = Self.rate / (1 + Float(epoch) * Self.rateDecay)
      for last in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(last, Int(random.next() % UInt64(last + 1)))
      }
      for index in order {
        let (features, expected) = examples[index]
        let scale = ServiceModel.scale(of: features.count)
        var scores = [Float](repeating: 0, count: scopes)
        for feature in features {
          for scope in 0..<scopes { scores[scope] += weights[feature * scopes + scope] }
        }
        for scope in 0..<scopes { scores[scope] = scores[scope] * scale + biases[scope] }
        var errors = probabilities(scores).map { -$0 }
        errors[expected] += 1
        let kept = 1 - rate * Self.regularization
        for feature in features {
          for scope in 0..<scopes {
            let place = feature * scopes + scope
            weights[place] = weights[place] * kept + rate * scale * errors[scope]
          }
        }
        for scope in 0..<scopes { biases[scope] += rate * Self.biasRate * errors[scope] }
      }
    }
  }

  /// The bytes of the table.
  var table: [UInt8] {
    let scopes = Scope.allCases.count
    func quantized(_ weight: Float) -> Int8 {
      Int8(max(-127, min(127, (weight / ServiceModel.quantum).rounded())))
    }
    var rows = marks.map { (key: $0, weights: [$1] + Array(repeating: 0, count: scopes - 1)) }
    rows.append((ServiceFeatures.bias, biases.map(quantized)))
    for (index, key) in keys.enumerated() {
      let row = weights[(index * scopes)..<((index + 1) * scopes)].map(quantized)
      if row.contains(where: { abs(Int($0)) >= Self.weightMin }) { rows.append((key, row)) }
    }
    return WeightTable.bytes(of: rows)
  }
}
