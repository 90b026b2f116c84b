internal import Domain
internal import Embedded

/// What a line can be, whatever was asked: a request, a yes or no, or what is neither.
enum RequestKind: String, CaseIterable {
  case help = "ayuda"
  case again = "repetir"
  case back = "volver"
  case correct = "corregir"
  case summary = "resumen"
  case availability = "disponibilidad"
  case services = "servicios"
  case menu
  case leave = "salir"
  case human = "humano"
  case list = "lista"
  case book = "agendar"
  case consult = "consultar"
  case cancel = "cancelar"
  case modify = "modificar"
  case wait = "espera"
  case turn = "turno"
  case yes = "si"
  case no
  case moreTime = "mas_tiempo"
  /// What was asked for they do not have.
  case none = "ninguna"
  /// Doubt, conditions, mockery, anything that answers nothing.
  case chatter = "charla"
  /// A plain answer: no request.
  case datum = "dato"

  /// Its section of `prompts/ejemplos_pedidos.txt`.
  var key: String { "ejemplo." + rawValue }
}

/// What of a line speaks for a request, each as a key of the table of weights. Unlike in the
/// description of a matter the small words count, and where they stand.
struct RequestFeatures {
  private(set) var words: [UInt32] = []
  /// How many of `words`, the last, are about the line as a whole.
  private(set) var marks = 0
  private(set) var neighbours: [UInt32] = []
  /// Runs of three and four letters.
  private(set) var parts: [UInt32] = []

  private enum Kind: UInt8 {
    case stem, neighbours, part, first, last, length, asks, bias, answer
  }

  /// That of the keys of `AnswerModel`.
  static let answerKind = Kind.answer.rawValue

  static let bias = featureKey(Kind.bias.rawValue, [])

  private static let lengthMax = 8

  init(_ line: Line) {
    var previous: [UInt8]?
    var first: [UInt8]?
    var last: [UInt8]?
    var count: UInt8 = 0
    for (index, word) in line.phrase.enumerated() {
      if index > 0, line.hasBreak(before: index) { previous = nil }
      // What number it is says nothing.
      let isNumber = word.utf8.allSatisfy(isDigit)
      let sound = isNumber ? [UInt8(ascii: "0")] : sound(of: word.utf8)
      guard !sound.isEmpty else { continue }
      let stem = ServiceFeatures.stem(of: sound)
      if let previous {
        neighbours.append(featureKey(Kind.neighbours.rawValue, previous, stem))
      }
      append(.stem, stem, to: &words)
      appendParts(of: sound, kind: Kind.part.rawValue, to: &parts)
      if first == nil { first = stem }
      previous = stem
      if count < Self.lengthMax { count += 1 }
      last = stem
    }
    let stems = words.count
    if let previous = last { append(.last, previous, to: &words) }
    if let first { append(.first, first, to: &words) }
    append(.length, [count], to: &words)
    if line.text.utf8.contains(UInt8(ascii: "?")) { append(.asks, [], to: &words) }
    marks = words.count - stems
  }

  private func append(_ kind: Kind, _ letters: [UInt8], to keys: inout [UInt32]) {
    keys.append(featureKey(kind.rawValue, letters))
  }
}

/// How much each feature of a line speaks for each kind of request: a logistic regression over the
/// sentences of `prompts/ejemplos_pedidos.txt`, trained by `citas aprender`.
struct RequestModel: Sendable {
  static let shared = RequestModel()

  /// The table of the weights among the embedded ones.
  static let file = "pedidos.pesos"
  /// What a weight of 1 in the table is worth in scores.
  static let quantum: Float = 1 / 16
  /// The columns of the table.
  fileprivate static let kinds = RequestKind.allCases

  private let table: WeightTable

  private init() {
    guard let table = Folder.data.weights(Self.file, columns: RequestKind.allCases.count) else {
      preconditionFailure("\(Self.file) is not in the binary")
    }
    self.table = table
  }

  /// What the line most likely is where `question` is asked, or anywhere; nil when nothing of it is
  /// known.
  func guess(_ line: Line, at question: Question? = nil) -> RequestGuess? {
    let features = RequestFeatures(line)
    guard var scores = scores(features, at: question) else { return nil }
    if let question { AnswerModel.shared.add(line, features, at: question, to: &scores) }
    return RequestGuess(probabilities: probabilities(scores))
  }

  /// Whether each word of the line is in some sentence at `question`.
  func knowsEveryWord(of line: Line, at question: Question) -> Bool {
    let features = RequestFeatures(line)
    return features.words.dropLast(features.marks).allSatisfy {
      AnswerModel.shared.knows($0, at: question)
    }
  }

  /// What speaks for each kind; nil when too few words are known, here or to the answers to `question`.
  func scores(_ features: RequestFeatures, at question: Question? = nil) -> [Float]? {
    // Of words that nobody taught their letters alone tell little.
    let stems = features.words.dropLast(features.marks)
    let known = stems.count { stem in
      table.row(of: stem) != nil
        || question.map { AnswerModel.shared.knows(stem, at: $0) } == true
    }
    return known * 5 >= stems.count * 3 ? allScores(features) : nil
  }

  /// What speaks for each kind, however few words are known; nil when nothing is.
  func allScores(_ features: RequestFeatures) -> [Float]? {
    var sums = [Int32](repeating: 0, count: Self.kinds.count)
    var known = 0
    func add(_ keys: some Sequence<UInt32>) {
      for key in keys {
        guard let row = table.row(of: key) else { continue }
        known += 1
        table.add(row, to: &sums)
      }
    }
    add(features.words)
    add(features.neighbours)
    add(features.parts)
    guard known > 0 else { return nil }
    let bias = table.row(of: RequestFeatures.bias)
    let scale = Regression.scale(of: known)
    return sums.indices.map { column in
      let bias = bias.map { Int(table.weight($0, column)) } ?? 0
      return (Float(sums[column]) * scale + Float(bias)) * Self.quantum
    }
  }
}

/// How likely a line is of each kind.
struct RequestGuess {
  /// In the order of `RequestKind.allCases`.
  let probabilities: [Float]

  var likeliest: (kind: RequestKind, probability: Float) {
    zip(RequestModel.kinds, probabilities).max { $0.1 < $1.1 }.map { ($0.0, $0.1) } ?? (.datum, 0)
  }

  func probability(_ kind: RequestKind) -> Float {
    zip(RequestModel.kinds, probabilities).first { $0.0 == kind }?.1 ?? 0
  }
}
