package import Domain
internal import Embedded

/// The words of `prompts/vocabulario_siglas.txt` and `prompts/vocabulario_nombres.txt`, read when
/// an agent's line is first read.
extension Vocabulary {
  /// The short forms of the answers to all questions.
  fileprivate static let shortAnswers = Phrases<Answer>(
    shortened.flatMap { $0.answers }.map { (key(of: $0), $0) })

  private static let shortened: [(question: Question, answers: [Answer])] = [
    (.menuOption, MenuOption.allCases.map { .menuOption($0) }),
    (.motive, Motive.allCases.map { .motive($0) }),
    (.consent, [.consent(true), .consent(false)]),
    (.personType, PersonType.allCases.map { .personType($0) }),
    (.documentType, DocumentType.allCases.map { .documentType($0) }),
    (.landline, [.landline(.none)]),
    (.acceptance, Acceptance.allCases.map { .acceptance($0) }),
    (.handling, Handling.allCases.map { .handling($0) }),
    (.code, [.code(nil)]),
    (.secondDatum, [.secondDatum(nil)]),
    (.change, Change.allCases.map { .change($0) }),
    (.cancellation, [.cancellation(true), .cancellation(false)]),
    (.knownData, [.knownData(true), .knownData(false)]),
    (.waitingWanted, WaitingChoice.allCases.map { .waitingWanted($0) }),
    (.waitingCity, [.waitingCity(nil)]),
    (.waitingPart, PartOfDay.allCases.map { .waitingPart($0) }),
    (.waitingPreference, [.waitingPreference(true), .waitingPreference(false)]),
    (.turn, TurnChoice.allCases.map { .turn($0) }),
  ]

  private static func key(of answer: Answer) -> String {
    "sigla.\(answer.question.rawValue).\(answer.value)"
  }

  /// Fields by their short names.
  static let shortFields = Phrases(
    namedFields.map { ("sigla.campo." + $0.rawValue, $0) })

  static let shortOrders = Phrases<Order>(
    shownOrders.compactMap { name, order in order.map { ("sigla.orden." + name, $0) } })

  static let shortCorrecting = Phrases("sigla.orden.corregir")
  static let shortAvailability = Phrases("sigla.orden.disponibilidad")
  static let spelling = Phrases("sigla.orden.deletrear")
  static let noting = Phrases("sigla.orden.nota")

  /// The orders in the order in which they are shown; nil for one that takes something after it.
  fileprivate static let shownOrders: [(name: String, order: Order?)] = [
    ("ayuda", .help), ("repetir", .again), ("volver", .back), ("corregir", nil),
    ("resumen", .summary), ("disponibilidad", nil), ("deletrear", nil), ("nota", nil),
    ("llamada", .nextCall), ("lista", .list), ("servicios", .services), ("menu", .menu),
    ("asesor", .human), ("agendar", .begin(.book)), ("consultar", .begin(.consult)),
    ("cancelar", .begin(.cancel)), ("modificar", .begin(.modify)),
    ("continuar", .begin(.resume)), ("espera", .begin(.wait)), ("turno", .begin(.turn)),
    ("salir", .leave),
  ]

  static let givenNames = Phrases("nombre_de_pila")
  static let surnames = Phrases("apellido")

  static var agentTables: [any VocabularyTable] {
    [
      shortAnswers, shortFields, shortOrders, shortCorrecting, shortAvailability, spelling, noting,
      givenNames, surnames,
    ]
  }

  /// What others than the tables read.
  static var agentKeysRead: [String] { shownOrders.map { "sigla.orden." + $0.name } }

  /// The form that is shown; nil when there is no such section.
  fileprivate static func first(under key: String) -> String? {
    var first: String?
    let isThere = agentSections.withBody(under: key) { section in
      var start = 0
      while start < section.count, first == nil {
        let end = firstPlace(of: UInt8(ascii: "\n"), in: section, from: start)
        if end > start, section[start] != UInt8(ascii: "#") {
          var line: [UInt8] = []
          line.reserveCapacity(end - start)
          for place in start..<end where section[place] != UInt8(ascii: "\r") {
            line.append(section[place])
          }
          first = String(decoding: line, as: UTF8.self)
        }
        start = end + 1
      }
    }
    return isThere ? first : nil
  }

  fileprivate static func shown(_ answer: Answer) -> String? {
    first(under: key(of: answer))
  }
}

/// The short form in which an agent types `answer`; nil when it has none.
package func shortForm(of answer: Answer) -> String? { Vocabulary.shown(answer) }

/// The names of the orders and their short forms, in the order in which they are shown.
package func shortOrders() -> [(name: String, form: String)] {
  Vocabulary.shownOrders.map { ($0.name, Vocabulary.first(under: "sigla.orden." + $0.name) ?? "") }
}

/// The short name of the field that `question` asks; nil when it is no field.
package func shortForm(of question: Question) -> String? {
  guard Vocabulary.namedFields.contains(question) else { return nil }
  return Vocabulary.first(under: "sigla.campo." + question.rawValue)
}

/// The answer to `question` of which `words` are a short form.
func shortAnswer(_ words: ArraySlice<String>, to question: Question) -> Answer? {
  Vocabulary.shortAnswers.whole(words) { $0.question == question }
}
