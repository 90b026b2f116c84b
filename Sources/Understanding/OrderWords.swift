package import Domain

/// What asks for something at any question, in the first wording of each: for who offers it.
package enum OrderWords {
  /// Those that stand alone.
  package static let alone = [
    "orden.ayuda", "orden.repetir", "orden.volver", "orden.resumen", "orden.servicios",
    "orden.lista", "orden.menu", "orden.salir",
  ].map(first)

  /// What the name of a datum follows, and a city.
  package static let correct = first(of: "orden.corregir")
  package static let availability = first(of: "orden.disponibilidad")

  /// A datum as it is named after `correct`; nil of what cannot be corrected.
  package static func name(of question: Question) -> String? {
    let key = "campo." + question.rawValue
    return Vocabulary.fields.keys.contains(key) ? first(of: key) : nil
  }

  private static func first(of key: String) -> String {
    String(Vocabulary.text(under: key).prefix { $0 != "\n" })
  }
}
