import Domain
import Testing

@testable import Understanding

/// Sentences in which somebody else answers, or in which an answer is only spoken of, in every
/// combination: where it would be carried out none of them is a yes.
@Suite struct OthersAnswerTests {
  private static let persons = [
    "la señora", "mi mamá", "el doctor", "mi jefe", "el abogado de mi hermano", "la señora Marta",
    "mi hija mayor", "don Luis", "la profe", "el cliente",
  ]

  /// What they say or do, for each question.
  @Test(arguments: [
    (
      Question.acceptance,
      [
        "sí puede", "puede ir", "acepta", "está de acuerdo", "dijo acepto", "dijo que sí",
        "quiere que acepte", "está bien", "sí quiere", "va a ir",
      ]
    ),
    (
      .cancellation,
      [
        "la cancela", "dijo cancele", "está bien", "ya está bien", "dice que sí",
        "quiere que la cancele", "va por mí",
      ]
    ),
    (
      .consent,
      ["sí autoriza", "dijo autorizo", "dice que sí", "está de acuerdo", "quiere que firme"]
    ),
    (.knownData, ["dice que sí", "dijo úselos", "quiere que los use"]),
  ])
  func `what somebody else says or does is no yes`(question: Question, deeds: [String]) throws {
    let context = try context()
    let answer = try #require(question.agreementAnswer)
    for person in Self.persons {
      for deed in deeds {
        let line = person + " " + deed
        #expect(interpret(line, as: question, in: context) != .value(answer(true)), "\(line)")
      }
    }
  }

  private static let sentences = [
    "nunca dije que {}", "no dije {}", "quién dijo {}", "no he dicho que {}", "si sigo enfermo {}",
    "{} si me dan permiso", "{} cuando me avisen", "y dale con {}", "casi digo {}", "¿{}?",
    "{} o no", "qué pasa si digo {}", "me obligan a decir {}", "después le digo {}",
    "la palabra {}", "{} por error", "a la próxima {}", "si le digo {} qué pasa", "ojalá {}",
  ]

  private static func composed(_ pattern: String, of part: String) -> String {
    pattern.split(separator: "{}", omittingEmptySubsequences: false).joined(separator: part)
  }

  @Test(arguments: [Question.acceptance, .cancellation, .consent, .knownData])
  func `what is only spoken of is no yes`(question: Question) throws {
    let context = try context()
    let answer = try #require(question.agreementAnswer)
    for sentence in Self.sentences {
      for said in ["acepto", "sí", "bueno", "listo", "hágale", "autorizo", "cancélela"] {
        let line = Self.composed(sentence, of: said)
        #expect(interpret(line, as: question, in: context) != .value(answer(true)), "\(line)")
      }
    }
  }

  private static let around = [
    "{}", "{}, por favor", "{} mami", "ay {}", "{} señorita", "{} 🙏", "hola, {}",
  ]

  @Test(arguments: [
    (Question.acceptance, true, ["sí", "acepto", "listo", "sí acepto"]),
    (.acceptance, false, ["no", "no la quiero", "ya no"]),
    (.cancellation, true, ["sí", "cancélela", "ya no puedo ir"]),
    (.cancellation, false, ["no", "no la cancele", "déjela"]),
    (.consent, true, ["sí", "autorizo", "de acuerdo"]),
    (.consent, false, ["no", "no autorizo", "para nada"]),
  ])
  func `a plain answer stays one beside a greeting or a name`(
    question: Question, isYes: Bool, answers: [String]
  ) throws {
    let context = try context()
    let answer = try #require(question.agreementAnswer)
    for pattern in Self.around {
      for said in answers {
        let line = Self.composed(pattern, of: said)
        #expect(interpret(line, as: question, in: context) == .value(answer(isYes)), "\(line)")
      }
    }
  }
}
