internal import Domain
internal import Embedded

/// A multinomial logistic regression over examples, each the keys of its features and the places of
/// its classes; the same from the same examples wherever it is made.
struct Regression {
  /// How it is trained; by cross-validation on the sentences.
  struct Setting {
    var epochs = 12
    var rate: Float = 0.7
    var rateDecay: Float = 0.1
    var biasRate: Float = 0.3
    var regularization: Float = 0.001
    /// What a part of a word counts for beside a word.
    var partValue: Float = 1
  }

  private struct Example {
    /// Those of words, then those of parts of words.
    let features: [Int]
    let words: Int
    /// Twice the same when there is one.
    let expected: (Int, Int)
    let weight: Float
    /// What speaks for each class already, if anything does.
    let scores: [Float]
  }

  private let setting: Setting
  /// Classes.
  private let columns: Int
  private var examples: [Example] = []
  private var keys: [UInt32] = []
  private var places: [UInt32: Int] = [:]
  /// For each of `keys`, a weight for each class.
  private var weights: [Float] = []
  private var biases: [Float]

  init(classes: Int, setting: Setting = Setting()) {
    columns = classes
    self.setting = setting
    biases = Array(repeating: 0, count: classes)
  }

  /// A long line has more features than a short one, but is not that much surer: what each counts
  /// for where there are so many.
  static func scale(of features: Int) -> Float {
    1 / Float(features).squareRoot().squareRoot()
  }

  /// Takes an example of those classes, half of each; one without features teaches nothing.
  mutating func add(
    _ words: [UInt32], parts: [UInt32] = [], expected: (Int, Int), weight: Float = 1,
    scores: [Float] = []
  ) {
    guard !words.isEmpty || !parts.isEmpty else { return }
    examples.append(
      Example(
        features: (words + parts).map { place(of: $0) }, words: words.count, expected: expected,
        weight: weight, scores: scores))
  }

  private mutating func place(of key: UInt32) -> Int {
    if let place = places[key] { return place }
    places[key] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  /// Stochastic gradient descent. What counts is the mean over the ends of the later half of the
  /// epochs: where one of them happens to stop tells less.
  mutating func run() {
    weights = Array(repeating: 0, count: keys.count * columns)
    var mean = weights
    var meanBiases = biases
    var random = SplitMix64(seed: 1)
    var order = Array(examples.indices)
    for epoch in 0..<setting.epochs {
      let rate = setting.rate / (1 + Float(epoch) * setting.rateDecay)
      for last in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(last, Int(random.next() % UInt64(last + 1)))
      }
      for index in order { learn(examples[index], rate) }
      let counted = epoch - setting.epochs / 2 + 1
      guard counted > 0 else { continue }
      let share = 1 / Float(counted)
      for place in mean.indices { mean[place] += (weights[place] - mean[place]) * share }
      for column in 0..<columns {
        meanBiases[column] += (biases[column] - meanBiases[column]) * share
      }
    }
    (weights, biases) = (mean, meanBiases)
  }

  private mutating func learn(_ example: Example, _ rate: Float) {
    let scale = Self.scale(of: example.features.count)
    var scores = [Float](repeating: 0, count: columns)
    for (place, feature) in example.features.enumerated() {
      let value = place < example.words ? 1 : setting.partValue
      for column in 0..<columns { scores[column] += value * weights[feature * columns + column] }
    }
    for column in 0..<columns { scores[column] = scores[column] * scale + biases[column] }
    for (column, score) in example.scores.enumerated() { scores[column] += score }
    var errors = probabilities(scores).map { -$0 }
    errors[example.expected.0] += 0.5
    errors[example.expected.1] += 0.5
    let step = rate * example.weight
    let kept = 1 - rate * setting.regularization
    for (place, feature) in example.features.enumerated() {
      let value = step * scale * (place < example.words ? 1 : setting.partValue)
      for column in 0..<columns {
        let weight = feature * columns + column
        weights[weight] = weights[weight] * kept + value * errors[column]
      }
    }
    for column in 0..<columns { biases[column] += step * setting.biasRate * errors[column] }
  }

  /// The rows of a table of weights, with the biases under `bias`: a weight of `quantum` is 1 there.
  /// A feature whose weights are all smaller than `weightMin` there is left out.
  func rows(
    bias: UInt32? = nil, quantum: Float, weightMin: Int
  ) -> [(key: UInt32, weights: [Int8])] {
    func quantized(_ weight: Float) -> Int8 {
      Int8(max(-127, min(127, (weight / quantum).rounded())))
    }
    var rows = bias.map { [(key: $0, weights: biases.map(quantized))] } ?? []
    for (index, key) in keys.enumerated() {
      let row = weights[(index * columns)..<((index + 1) * columns)].map(quantized)
      if row.contains(where: { abs(Int($0)) >= weightMin }) { rows.append((key, row)) }
    }
    return rows
  }
}
