internal import Domain
internal import Embedded

/// A multinomial logistic regression over examples, each the keys of its features and the place of
/// its class; the same from the same examples wherever it is made.
struct Regression {
  /// How it is trained; by cross-validation on the sentences.
  struct Setting {
    var epochs = 12
    var rate: Float = 0.7
    var rateDecay: Float = 0.1
    var biasRate: Float = 0.3
    var regularization: Float = 0.001
  }

  private let setting: Setting
  /// Classes.
  private let columns: Int
  private var examples: [(features: [Int], expected: Int)] = []
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

  /// Takes an example of that class; one without features teaches nothing.
  mutating func add(_ features: [UInt32], expected: Int) {
    guard !features.isEmpty else { return }
    let indices = features.map { key in
      if let place = places[key] { return place }
      places[key] = keys.count
      keys.append(key)
      return keys.count - 1
    }
    examples.append((indices, expected))
  }

  /// Stochastic gradient descent.
  mutating func run() {
    weights = Array(repeating: 0, count: keys.count * columns)
    var random = SplitMix64(seed: 1)
    var order = Array(examples.indices)
    for epoch in 0..<setting.epochs {
      let rate = setting.rate / (1 + Float(epoch) * setting.rateDecay)
      for last in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(last, Int(random.next() % UInt64(last + 1)))
      }
      for index in order { learn(examples[index].features, examples[index].expected, rate) }
    }
  }

  private mutating func learn(_ features: [Int], _ expected: Int, _ rate: Float) {
    let scale = Self.scale(of: features.count)
    var scores = [Float](repeating: 0, count: columns)
    for feature in features {
      for column in 0..<columns { scores[column] += weights[feature * columns + column] }
    }
    for column in 0..<columns { scores[column] = scores[column] * scale + biases[column] }
    var errors = probabilities(scores).map { -$0 }
    errors[expected] += 1
    let kept = 1 - rate * setting.regularization
    for feature in features {
      for column in 0..<columns {
        let place = feature * columns + column
        weights[place] = weights[place] * kept + rate * scale * errors[column]
      }
    }
    for column in 0..<columns { biases[column] += rate * setting.biasRate * errors[column] }
  }

  /// The rows of a table of weights, with the biases under `bias`: a weight of `quantum` is 1 there.
  /// A feature whose weights are all smaller than `weightMin` there is left out.
  func rows(bias: UInt32, quantum: Float, weightMin: Int) -> [(key: UInt32, weights: [Int8])] {
    func quantized(_ weight: Float) -> Int8 {
      Int8(max(-127, min(127, (weight / quantum).rounded())))
    }
    var rows = [(key: bias, weights: biases.map(quantized))]
    for (index, key) in keys.enumerated() {
      let row = weights[(index * columns)..<((index + 1) * columns)].map(quantized)
      if row.contains(where: { abs(Int($0)) >= weightMin }) { rows.append((key, row)) }
    }
    return rows
  }
}
