import Domain
import Testing

@testable import Understanding

@Suite struct OrderTests {
  @Test(arguments: [
    ("ayuda", Order.help), ("AYUDA", .help), ("¿Ayuda?", .help), ("?", .help), ("¿?", .help),
    ("no entiendo", .help), ("repetir", .again), ("repita, por favor", .again), ("¿cómo?", .again),
    ("volver", .back), ("Atrás.", .back), ("por favor volver", .back),
    ("volve\u{301}r", .back), ("resumen", .summary), ("servicios", .services), ("menú", .menu),
    ("MENU", .menu), ("lista", .list), ("salir", .leave), ("chao", .leave),
    ("corregir", .correct(nil)), ("corregir correo", .correct(.email)),
    ("corregir el correo electrónico", .correct(.email)), ("cambiar el correo", .correct(.email)),
    ("me equivoqué en el correo", .correct(.email)), ("el correo quedó mal", .correct(.email)),
    ("me equivoqué", .correct(nil)),
    ("corregir cédula", .correct(.documentNumber)), ("corregir apellido", .correct(.surnames)),
    ("quiero cambiar mi dirección por favor", .correct(.address)),
    ("disponibilidad", .availability(nil)), ("disponibilidad Bogotá", .availability("Bogotá")),
    ("¿Hay citas en Cali?", .availability("Cali")),
    ("disponibilidad en Puerto  Asís, por favor", .availability("Puerto  Asís")),
  ])
  func `an order is understood whatever is asked`(line: String, order: Order) throws {
    let context = try context()
    for question in [Question.documentNumber, .email, .city, .day, .consent, .motive] {
      #expect(interpret(line, as: question, in: context) == .order(order))
    }
  }

  /// At the matter it may be one: a return is corrected too.
  @Test(arguments: [Question.documentNumber, .email, .city, .day, .consent])
  func `a correction of what is no field asks which`(question: Question) throws {
    let reading = interpret("corregir la galaxia", as: question, in: try context())
    #expect(reading == .order(.correct(nil)))
  }

  @Test(arguments: [
    ("sí", true), ("Sí, por favor", true), ("más", true), ("siga", true), ("Continúe.", true),
    ("claro que sí", true), ("siguiente", true), ("no", false), ("No, gracias", false),
    ("16", nil), ("el jueves", nil), ("", nil), ("ayuda", nil), ("más tiempo", nil),
    ("sí, pero no", nil), ("Bogotá", nil), ("2:20", nil),
  ])
  func `the rest of a list is wanted, or not, or the line is about something else`(
    line: String, wants: Bool?
  ) {
    #expect(wantsToHearMore(line) == wants)
  }

  @Test func `what is offered at every question is understood there`() throws {
    let context = try context()
    for word in OrderWords.alone {
      guard case .order = interpret(word, as: .email, in: context) else {
        Issue.record("«\(word)» is no order")
        continue
      }
    }
    let names = Question.allCases.compactMap { question in
      OrderWords.name(of: question).map { (question, $0) }
    }
    #expect(names.count > 10)
    for (question, name) in names {
      let line = OrderWords.correct + " " + name
      #expect(interpret(line, as: .email, in: context) == .order(.correct(question)), "\(line)")
    }
    let line = OrderWords.availability + " Cali"
    #expect(interpret(line, as: .email, in: context) == .order(.availability("Cali")))
  }

  @Test(arguments: [
    Question.menuOption, .personType, .givenNames, .businessName, .surnames, .address,
  ])
  func `the offered words are orders also where nearly anything is an answer`(
    question: Question
  ) throws {
    let context = try context()
    for word in OrderWords.alone where question != .menuOption {
      guard case .order = interpret(word, as: question, in: context) else {
        Issue.record("«\(word)» is no order")
        continue
      }
    }
    for field in Question.allCases {
      guard let name = OrderWords.name(of: field) else { continue }
      let line = OrderWords.correct + " " + name
      // At the menu a day or an hour is that of an appointment of before.
      if question == .menuOption, field == .day || field == .time { continue }
      #expect(interpret(line, as: question, in: context) == .order(.correct(field)), "\(line)")
    }
    let line = OrderWords.availability + " Cali"
    #expect(interpret(line, as: question, in: context) == .order(.availability("Cali")))
  }

  @Test(arguments: [
    (Question.acceptance, "dele no más", "valor aceptar"),
    (.acceptance, "un minutico, que no encuentro el documento", "valor mas_tiempo"),
    (.givenNames, "Socorro", "valor Socorro"),
  ])
  func `a request is told from what surrounds it`(
    question: Question, line: String, reading: String
  ) throws {
    #expect(written(interpret(line, as: question, in: try context())) == reading)
  }

  @Test(arguments: [
    (Question.address, "La Ayuda", "valor LA AYUDA"),
    (.address, "Salida 5 carrera 3", "valor SALIDA 5 KR 3"),
    (.surnames, "Chao", "valor Chao"), (.surnames, "Bueno", "valor Bueno"),
    (.businessName, "Cambio Digital S.A.S.", "valor Cambio Digital S.A.S."),
    (.businessName, "Cupos y Créditos S.A.S.", "valor Cupos y Créditos S.A.S."),
    (.businessName, "Resumen Contable Ltda", "valor Resumen Contable Ltda"),
    (.menuOption, "servicios", "valor servicios"), (.menuOption, "salir", "valor salir"),
    (.menuOption, "cancelar", "valor cancelar_o_modificar"),
    (.acceptance, "cancelar", "valor cancelar"), (.acceptance, "más tiempo", "valor mas_tiempo"),
    (.motive, "cambiar el acuerdo de pago", "valor facilidad_pago"),
  ])
  func `an answer is not taken for an order`(
    question: Question, line: String, reading: String
  ) throws {
    #expect(written(interpret(line, as: question, in: try context())) == reading)
  }
}
