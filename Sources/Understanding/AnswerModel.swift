internal import Domain
internal import Embedded

/// What a line means as an answer to some questions, beside what it means at any: «ya no voy a
/// necesitar esa cita» is a yes where it is asked whether to cancel. A logistic regression on top of
/// that of `RequestModel`, over the sentences of `prompts/ejemplos_respuestas.txt`, trained by `citas aprender`.
struct AnswerModel: Sendable {
  static let shared = AnswerModel()

  /// The table of the weights among the embedded ones.
  static let file = "respuestas.pesos"
  /// The questions with sentences of their own. Their places are in the keys of the table.
  static let questions: [Question] = [
    .menuOption, .consent, .acceptance, .cancellation, .knownData,
  ]

  private let table: WeightTable

  private init() {
    guard let table = Folder.data.weights(Self.file, columns: RequestKind.allCases.count) else {
      preconditionFailure("\(Self.file) is not in the binary")
    }
    self.table = table
  }

  /// The section of the answers of that kind to `question`.
  static func key(_ question: Question, _ kind: RequestKind) -> String {
    "respuesta.\(question.rawValue).\(kind.rawValue)"
  }

  /// Whether a sentence at `question` has that word.
  func knows(_ word: UInt32, at question: Question) -> Bool {
    guard let key = AnswerFeatures.key(ofWord: word, at: question) else { return false }
    return table.row(of: key) != nil
  }

  /// Adds what speaks for each kind at `question` to the scores of the model of requests.
  func add(
    _ line: Line, _ features: RequestFeatures, at question: Question, to scores: inout [Float]
  ) {
    guard let features = AnswerFeatures(line, features, at: question) else { return }
    var sums = [Int32](repeating: 0, count: scores.count)
    var known = 0
    for key in features.keys {
      guard let row = table.row(of: key) else { continue }
      known += 1
      table.add(row, to: &sums)
    }
    guard known > 0 else { return }
    let scale = Regression.scale(of: known) * RequestModel.quantum
    for column in scores.indices { scores[column] += Float(sums[column]) * scale }
  }
}

/// The table of weights that the sentences of `prompts/ejemplos_respuestas.txt` give on top of the
/// model of requests that the program has; the same wherever it is made.
package func trainedAnswerWeights() -> [UInt8] {
  var regression = Regression(
    classes: RequestKind.allCases.count,
    setting: Regression.Setting(epochs: 12, rate: 0.5, biasRate: 0, regularization: 0.005))
  let sections = Folder.prompts.sections("ejemplos_respuestas.txt")
  for question in AnswerModel.questions {
    for (kind, name) in RequestKind.allCases.enumerated() {
      _ = sections.forEachLine(under: AnswerModel.key(question, name)) {
        let line = Line(String(decoding: $0, as: UTF8.self))
        let words = RequestFeatures(line)
        guard let features = AnswerFeatures(line, words, at: question),
          let scores = RequestModel.shared.allScores(words)
        else { return }
        regression.add(features.keys, expected: (kind, kind), scores: scores)
      }
    }
  }
  regression.run()
  return WeightTable.bytes(of: regression.rows(quantum: RequestModel.quantum, weightMin: 4))
}

/// The table of weights that the program has.
package func embeddedAnswerWeights() -> [UInt8] { Folder.data.bytes(AnswerModel.file) ?? [] }
