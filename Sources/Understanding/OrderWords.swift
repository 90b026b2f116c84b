package import Domain

/// What asks for something at any question, in the wording that is offered to who types.
package enum OrderWords {
  /// Those that stand alone.
  package static let alone = lines(under: "ofrecer.sola")

  /// What the name of a datum follows, and a city.
  package static let correct = lines(under: "ofrecer.corregir").joined()
  package static let availability = lines(under: "ofrecer.disponibilidad").joined()

  static let keys = ["ofrecer.sola", "ofrecer.corregir", "ofrecer.disponibilidad"]

  /// A datum as it is named after `correct`; nil of what cannot be corrected.
  package static func name(of question: Question) -> String? {
    let key = "campo." + question.rawValue
    return Vocabulary.fields.keys.contains(key) ? lines(under: key).first : nil
  }

  private static func lines(under key: String) -> [String] {
    Vocabulary.text(under: key).split(separator: "\n").map { String($0) }
  }
}
