package import Domain
internal import Embedded

/// What asks for something at any question, in the wording that is offered to who types.
package enum OrderWords {
  /// Those that stand alone.
  package static let alone = lines(under: "ofrecer.sola")

  /// What the name of a datum follows, and a city.
  package static let correct = lines(under: "ofrecer.corregir")[0]
  package static let availability = lines(under: "ofrecer.disponibilidad")[0]

  static let keys = ["ofrecer.sola", "ofrecer.corregir", "ofrecer.disponibilidad"]

  /// A datum as it is named after `correct`; nil of what cannot be corrected.
  package static func name(of question: Question) -> String? {
    let key = "campo." + question.rawValue
    return Vocabulary.fields.keys.contains(key) ? lines(under: key).first : nil
  }

  /// The datum that is named after `correct` as it is offered; nil of any other line.
  static func corrected(_ words: ArraySlice<String>) -> Question? {
    guard words.first == correct, words.count > 1 else { return nil }
    return namesOffered[words.dropFirst().joined(separator: " ")]
  }

  private static let namesOffered: [String: Question] = Dictionary(
    Question.allCases.compactMap { question in
      name(of: question).map { (phraseText($0), question) }
    }, uniquingKeysWith: { first, _ in first })

  private static func lines(under key: String) -> [String] {
    guard let text = Folder.prompts.text(under: key, in: "ordenes.txt") else {
      preconditionFailure("the orders have no section \(key)")
    }
    return text.split(separator: "\n").map { String($0) }
  }
}
