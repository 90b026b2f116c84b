import Domain
import Testing

@testable import Understanding

/// What is put right in words comes with its value; what is asked about the appointment, with what it
/// is about.
@Suite struct NewValueTests {
  private static func values(of reading: Reading) -> String? {
    guard case .several(let answers) = reading else { return nil }
    return answers.map { "\($0.question.rawValue)=\($0.value)" }.joined(separator: " ")
  }

  @Test(arguments: [
    ("el nombre es Juana", "nombre=Juana"), ("mi nombre es juana maría", "nombre=Juana María"),
    ("corregir nombre Juana", "nombre=Juana"), ("cambie el nombre por Juana", "nombre=Juana"),
    ("el nombre no es Juan, es Juana", "nombre=Juana"), ("me llamo Juana no Juan", "nombre=Juana"),
    ("mi apellido no es Peres es Pérez", "apellidos=Pérez"),
    ("los apellidos son Pérez Gómez", "apellidos=Pérez Gómez"),
    ("la cédula es 52345678", "tipo_documento=13 numero_documento=52345678"),
    ("el celular es 3104567890", "telefono_celular=+573104567890"),
    ("mejor a las 10", "hora=10:00"), ("cambie la hora para las 3", "hora=15:00"),
    ("a las 10 no, a las 11", "hora=11:00"), ("no a las 10 sino a las 11", "hora=11:00"),
    ("corregir hora 10:00", "hora=10:00"), ("póngame el lunes mejor", "fecha=2021-09-13"),
    ("cámbiela para el 17", "fecha=2021-09-17"), ("pásela para el lunes", "fecha=2021-09-13"),
    ("el jueves no, el viernes", "fecha=2021-09-10"), ("corregir día lunes", "fecha=2021-09-13"),
    ("mejor en Cali", "ciudad_cita=76001"), ("en Cali no, en Medellín", "ciudad_cita=05001"),
    ("no en Cali sino en Medellín", "ciudad_cita=05001"),
    ("la cita es en Cali", "ciudad_cita=76001"),
  ])
  func `what is to be accepted is put right with its value`(line: String, expected: String) throws {
    let reading = interpret(line, as: .acceptance, in: try context())
    #expect(Self.values(of: reading) == expected, "\(line)")
  }

  @Test(arguments: [
    (Question.email, "el nombre es Juana", "nombre=Juana"),
    (.email, "mi apellido no es Peres es Pérez", "apellidos=Pérez"),
    (.mobile, "el nombre es Juana", "nombre=Juana"),
    (.day, "corregir apellidos Pérez Gómez", "apellidos=Pérez Gómez"),
    (.address, "el apellido es Pérez", "apellidos=Pérez"),
    (.time, "mejor en Cali", "ciudad_cita=76001"),
    (.landline, "la ciudad es Envigado", "ciudad=05266"),
  ])
  func `an earlier answer is put right where another is asked`(
    question: Question, line: String, expected: String
  ) throws {
    let reading = interpret(line, as: question, in: try context())
    #expect(Self.values(of: reading) == expected, "\(line)")
  }

  @Test(arguments: [
    "el nombre es incorrecto", "el nombre es otro", "el apellido es con zeta", "el nombre es largo",
    "corregir nombre", "el nombre está mal", "la hora está mal", "otra hora", "mejor otro día",
    "mejor en la tarde", "¿mejor a las 10?", "sí, a las 10", "sí, en Cali", "y en Cali",
    "no alcanzo a llegar a las ocho", "no puedo el viernes", "resérvela a las 10",
  ])
  func `what is no new value is none`(line: String) throws {
    let reading = interpret(line, as: .acceptance, in: try context())
    #expect(Self.values(of: reading) == nil, "\(line) → \(reading)")
    #expect(reading != .value(.acceptance(.accept)), "\(line)")
  }

  @Test(arguments: [
    ("¿cuánto cuesta?", FrequentQuestion.cost), ("es gratis?", .cost),
    ("¿tengo que ir?", .attendance),
    ("¿es presencial?", .attendance), ("¿quién me llama?", .caller),
    ("¿a qué número me llaman?", .caller), ("¿qué llevo?", .preparation),
    ("cuánto dura", .duration),
    ("¿y si no contesto?", .missed), ("¿después la puedo cambiar?", .laterChange),
    ("¿puede ir mi hijo por mí?", .otherPerson), ("¿me mandan correo?", .confirmation),
    ("¿esto es una estafa?", .trust), ("¿para qué son mis datos?", .dataUse),
  ])
  func `a question about the appointment is understood at every question`(
    line: String, expected: FrequentQuestion
  ) throws {
    for question in [
      Question.acceptance, .cancellation, .givenNames, .mobile, .email, .day, .time, .address,
    ] {
      let reading = interpret(line, as: question, in: try context())
      #expect(reading == .order(.explain(expected)), "\(line) at \(question.rawValue)")
    }
  }

  @Test(arguments: [
    "sí, si es gratis", "acepto si no me cobran", "quiero saber cuánto debo",
    "muéstreme lo que llevo",
    "qué llevo hasta ahora",
  ])
  func `what only sounds like such a question is none`(line: String) throws {
    for question in [Question.acceptance, .day, .motive] {
      let reading = interpret(line, as: question, in: try context())
      if case .order(.explain) = reading { Issue.record("\(line) at \(question.rawValue)") }
    }
  }

  @Test func `a sign answers where it says one thing`() throws {
    let context = try context()
    for (line, isYes) in [("👍", true), ("👍🏽", true), ("✅", true), ("👎", false), ("❌", false)] {
      #expect(interpret(line, as: .cancellation, in: context) == .value(.cancellation(isYes)))
      #expect(
        interpret(line, as: .acceptance, in: context)
          == .value(.acceptance(isYes ? .accept : .cancel)))
    }
    for line in ["👍👎", "👍?", "🤔", "👍🤔", "sí 👎", "no 👍"] {
      for question in [Question.cancellation, .acceptance, .consent] {
        guard case .value = interpret(line, as: question, in: context) else { continue }
        Issue.record("\(line) at \(question.rawValue)")
      }
    }
    #expect(interpret("⏳", as: .acceptance, in: context) == .value(.acceptance(.moreTime)))
  }
}
