import Domain
import Foundation
import Testing

@testable import Understanding

/// Requests, yes and no, corrections, and answers that look like one: `casos/pedidos.tsv`, a line
/// with every outcome that an honest reader would accept.
@Suite struct RequestCaseTests {
  struct Case {
    let question: Question
    let context: Context
    let line: String
    /// As `citas interpretar` prints them, a space for the tab.
    let outcomes: [String]
  }

  static func cases() throws -> [Case] {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "casos/pedidos.tsv")
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == 5, "\($0)")
      let question = try #require(Question(rawValue: cells[0]))
      var context = Context(now: try #require(Moment(iso: cells[2])))
      switch question {
      case .motive: context.listed = Motive.allCases.map(Answer.motive)
      case .documentNumber: context.documentType = .cedulaDeCiudadania
      default: break
      }
      return Case(
        question: question, context: context, line: cells[3],
        outcomes: cells[4].components(separatedBy: " | "))
    }
  }

  static func printed(_ reading: Reading, to question: Question) -> String {
    switch reading {
    case .value(.landline(.none)), .value(.code(nil)), .value(.secondDatum(nil)), .none: "ninguna"
    case .value(let answer), .confirm(let answer, _): "valor " + answer.value
    case .several(let answers):
      answers.first { $0.question == question }.map { "valor " + $0.value }
        ?? "orden corregir:" + (answers.first?.question.rawValue ?? "")
    case .ambiguous: "ambiguo"
    case .invalid: "invalido"
    case .order(.begin(.cancel)) where question == .menuOption,
      .order(.begin(.modify)) where question == .menuOption:
      "valor cancelar_o_modificar"
    case .order(.availability(let place)):
      "orden disponibilidad" + (place.flatMap(code).map { ":" + $0 } ?? "")
    case .order(let order): "orden " + ServiceCaseTests.name(of: order)
    case .outOfScope(let subject): "fuera_de_alcance " + subject.rawValue
    case .first: "primera"
    case .last: "ultima"
    case .any: "cualquiera"
    case .hours(let hours): hours.leftOut.isEmpty ? written(hours, \.iso) : "ambiguo"
    case .range(let days): days.leftOut.isEmpty ? written(days, \.iso) : "ambiguo"
    case .likely(let departure): printed(.order(departure.order), to: question)
    case .part(let reading, _): printed(reading, to: question)
    }
  }

  /// Of namesakes the one that is meant is known to the conversation only.
  private static func code(of place: String) -> String? {
    switch Municipality.search(place) {
    case .one(let place): place.code
    case .several(let places): places.first?.code
    case .near, .elsewhere, .none: nil
    }
  }

  @Test func `requests are understood, and hardly ever is one taken for an answer`() throws {
    let cases = try Self.cases()
    var right = 0
    var wrong: [String] = []
    for item in cases {
      let outcome = Self.printed(
        interpret(item.line, as: item.question, in: item.context), to: item.question)
      if item.outcomes.contains(outcome) {
        right += 1
      } else if outcome.hasPrefix("valor") || outcome.hasPrefix("rango") {
        wrong.append("\(item.question.rawValue): \(item.line) → \(outcome)")
      }
    }
    print("pedidos: \(right) of \(cases.count), wrong \(wrong.count)")
    #expect(Double(right) >= 0.97 * Double(cases.count))
    #expect(Double(wrong.count) <= 0.005 * Double(cases.count), "\(wrong)")
  }

  @Test(arguments: [
    "devuélvame", "devuelvame", "debuelbame", "devolveme", "devolvámonos", "devolviéndome",
    "quiero devolverme", "me devuelve", "¿me puede devolver?", "regréseme", "regresá",
    "me hace el favor y me devuelve",
  ])
  func `a stem stands for every form of its verb`(line: String) throws {
    for question in [Question.documentNumber, .email, .givenNames, .surnames, .city, .consent] {
      #expect(interpret(line, as: question, in: try context()) == .order(.back))
    }
  }

  @Test(arguments: [
    "María del Socorro", "Tomás", "Bueno Claro", "Márquez Llamas", "Sierra",
    "Niño", "Repetto", "Corredor", "Parra", "Reina", "De la Hoz", "Salgado", "Claro Vergel",
  ])
  func `a name that sounds like a request is a name`(name: String) throws {
    #expect(written(interpret(name, as: .surnames, in: try context())) == "valor \(name)")
  }

  @Test(arguments: [
    "sí, pero no", "autorizo no", "sí, pero solo para la cita", "no sé, sí", "¿sí?",
    "qué es eso, sí", "no es que no", "sí me garantizan que es seguro",
  ])
  func `what is not plainly yes is never a yes`(line: String) throws {
    for question in [Question.consent, .acceptance, .cancellation, .knownData] {
      let reading = interpret(line, as: question, in: try context())
      #expect(reading != .value(.consent(true)))
      #expect(reading != .value(.acceptance(.accept)))
      #expect(reading != .value(.cancellation(true)))
      #expect(reading != .value(.knownData(true)))
    }
  }
}
