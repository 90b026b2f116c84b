import Domain
import Testing

@testable import Understanding

@Suite struct ChoiceTests {
  @Test(arguments: Question.allCases)
  func `an empty line, control characters and an endless line are refused everywhere`(
    question: Question
  ) throws {
    let context = try context()
    #expect(interpret("", as: question, in: context) == .invalid(.empty))
    #expect(interpret(" \t ", as: question, in: context) == .invalid(.empty))
    #expect(interpret("a\u{1B}[31m", as: question, in: context) == .invalid(.characters("␛")))
    #expect(
      interpret("a\u{202E}", as: question, in: context) == .invalid(.characters("U+202E")))
    let endless = String(repeating: "ñ", count: 301)
    #expect(interpret(endless, as: question, in: context) == .invalid(.tooLong(maximum: 300)))
  }

  @Test func `a name of the list is picked by its words, an ordinal by its place`() throws {
    let names = try ["Segundo", "Segundo Pérez"].map {
      Answer.givenNames(try PersonName(parsing: $0))
    }
    let listed = try context { $0.listed = names }
    for (line, place) in [
      ("Segundo", 0), ("segundo", 0), ("Segundo Pérez", 1), ("el segundo", 1), ("2", 1),
      ("el primero", 0),
    ] {
      #expect(interpret(line, as: .givenNames, in: listed) == .value(names[place]), "\(line)")
    }
  }

  @Test(arguments: [
    (Question.menuOption, "1", "valor agendar"), (.menuOption, "agendar", "valor agendar"),
    (.menuOption, "Pedir cita", "valor agendar"), (.menuOption, "la 2", "valor consultar"),
    (.menuOption, "tercera", "valor cancelar_o_modificar"),
    (.menuOption, "6", "invalido opcion"), (.menuOption, "0", "invalido opcion"),
    (.motive, "2", "valor estado_cuenta"), (.motive, "estado_cuenta", "valor estado_cuenta"),
    (.motive, "Estado de cuenta", "valor estado_cuenta"),
    (.motive, "me embargaron la nómina", "valor desembargo"),
    (.motive, "me congelaron la cuenta", "valor desembargo"),
    (.motive, "quiero pagar a cuotas", "valor facilidad_pago"),
    (.motive, "¿cuánto debo?", "valor estado_cuenta"),
    (.motive, "embargo y acuerdo de pago", "ambiguo facilidad_pago|desembargo dos_lecturas"),
    (.motive, "actualizar el RUT", "fuera_de_alcance rut"),
    (.motive, "saldo a favor", "fuera_de_alcance devoluciones"),
    (.motive, "firma electronica", "fuera_de_alcance firma_electronica"),
    (.motive, "libros de contabilidad", "fuera_de_alcance libros_contabilidad"),
    (.motive, "pagar el predial", "fuera_de_alcance otro"),
    (.motive, "la luna", "invalido formato"),
    (.consent, "sí", "valor si"), (.consent, "SI", "valor si"), (.consent, "s", "valor si"),
    (.consent, "Hágale pues", "valor si"), (.consent, "1", "valor si"), (.consent, "2", "valor no"),
    (.consent, "no acepto", "valor no"), (.consent, "No, gracias", "valor no"),
    (.consent, "tal vez", "ambiguo si|no dos_lecturas"), (.consent, "3", "invalido opcion"),
    (.personType, "1", "valor natural"), (.personType, "persona jurídica", "valor juridica"),
    (.personType, "empresa", "valor juridica"),
    (.documentType, "13", "valor 13"), (.documentType, "c.c.", "valor 13"),
    (.documentType, "Cédula", "valor 13"), (.documentType, "cedula de extranjeria", "valor 22"),
    (.documentType, "PPT", "valor 48"), (.documentType, "registro civil", "valor 11"),
    (.documentType, "99", "invalido opcion"),
    (.acceptance, "aceptar", "valor aceptar"), (.acceptance, "acepto", "valor aceptar"),
    (.acceptance, "1", "valor aceptar"), (.acceptance, "no", "valor cancelar"),
    (.acceptance, "3", "valor mas_tiempo"),
    (.verification, "12", "valor 12"), (.verification, "doce", "valor 12"),
    (.verification, "treinta y cinco", "valor 35"), (.verification, "son cien.", "valor 100"),
    (.verification, "ciento uno", "invalido formato"), (.verification, "101", "invalido formato"),
    (.verification, "dos tres", "invalido formato"),
    // Of these nobody is sent away, or refused what was advised.
    (.menuOption, "última", "confirmar salir dos_lecturas"),
    (.menuOption, "la última", "confirmar salir dos_lecturas"),
    (.menuOption, "me equivoqué", "orden correct(nil)"), (.menuOption, "salir", "valor salir"),
    (.cancellation, "cambiar mi cita", "orden begin(Domain.Goal.modify)"),
  ])
  func `a closed question takes number, id, name and common words`(
    question: Question, line: String, reading: String
  ) throws {
    #expect(written(interpret(line, as: question, in: try context())) == reading)
  }

  @Test(arguments: [
    ("no es cancelar, es consultar", "valor consultar"),
    ("no vengo a cancelar sino a consultar", "valor consultar"),
    ("agendar no, consultar", "valor consultar"),
    ("ni agendar ni cancelar, consultar", "valor consultar"),
    ("no quiero cancelar, quiero cambiarla", "valor cancelar_o_modificar"),
    ("no cancelar", "invalido formato"), ("no quiero agendar ni consultar", "invalido formato"),
    ("antes de agendar nada, ¿qué atienden?", "valor servicios"),
    ("cancelar o agendar", "ambiguo cancelar_o_modificar|agendar dos_lecturas"),
    ("2 ó 3", "ambiguo consultar|cancelar_o_modificar dos_lecturas"),
    ("la una o la dos, no sé cuál es la mía", "ambiguo agendar|consultar dos_lecturas"),
    ("opción número 1 del menú", "valor agendar"),
  ])
  func `what is denied at the menu is not chosen, and what is left is`(
    line: String, reading: String
  ) throws {
    #expect(written(interpret(line, as: .menuOption, in: try context())) == reading)
  }

  @Test func `a municipality whose name asks for help is one in its department`() throws {
    let santander = try #require(Department(code: "68"))
    let antioquia = try #require(Department(code: "05"))
    let here = try context { $0.department = santander }
    let elsewhere = try context { $0.department = antioquia }
    #expect(written(interpret("Socorro", as: .city, in: here)) == "valor 68755")
    #expect(interpret("Socorro", as: .city, in: elsewhere) == .order(.help))
  }

  @Test(arguments: [
    (PersonType.natural, "2", "valor 22"), (.natural, "13", "valor 13"),
    (.natural, "6", "valor 31"), (.natural, "50", "invalido opcion"),
    (.juridica, "1", "valor 31"), (.juridica, "nit", "valor 31"), (.juridica, "50", "valor 50"),
    (.juridica, "cédula", "invalido opcion"), (.juridica, "13", "invalido opcion"),
  ])
  func `only document types of the kind of person are taken`(
    person: PersonType, line: String, reading: String
  ) throws {
    let context = try context { $0.personType = person }
    #expect(written(interpret(line, as: .documentType, in: context)) == reading)
  }

  @Test(arguments: ["la más cerquita", "la más cercana", "la primera", "1"])
  func `the nearest city stands first`(line: String) throws {
    let cities = try ["76364", "76001"].map { try #require(Municipality(code: $0)) }
    let context = try context { $0.listed = cities.map(Answer.appointmentCity) }
    #expect(
      interpret(line, as: .appointmentCity, in: context) == .value(.appointmentCity(cities[0])))
  }

  @Test func `a yes takes what was proposed, a no declines it`() throws {
    let email = try Email(parsing: "ana@gmail.com")
    let typed = try Email(parsing: "ana@gmial.com")
    let proposing = try context { $0.proposed = .email(email) }
    #expect(interpret("sí", as: .email, in: proposing) == .value(.email(email)))
    #expect(interpret("no", as: .email, in: proposing) == .none)
    let listing = try context { $0.listed = [.email(email), .email(typed)] }
    #expect(interpret("2", as: .email, in: listing) == .value(.email(typed)))
    #expect(interpret("la primera", as: .email, in: listing) == .value(.email(email)))
    #expect(interpret("ninguno", as: .email, in: listing) == .none)
    #expect(interpret("ana@gmial.com", as: .email, in: listing) == .value(.email(typed)))
  }

  @Test func `what was asked back and is typed again is meant`() throws {
    let number = try DocumentNumber(parsing: "0000001", type: .cedulaDeCiudadania)
    let asking = try context { $0.proposed = .documentNumber(number) }
    #expect(
      interpret("0000001", as: .documentNumber, in: asking) == .value(.documentNumber(number)))
  }

  @Test func `a number that is a place in the list and a bookable day is asked back`() throws {
    let days = [16, 17, 20].compactMap { Day(year: 2021, month: 9, day: $0) }
    let context = try context {
      $0.listed = days.map(Answer.day)
      $0.now = Moment(iso: "2021-09-01T08:00") ?? $0.now
      $0.days = $0.now.day...$0.now.day.month.last
    }
    #expect(
      written(interpret("2", as: .day, in: context))
        == "ambiguo 2021-09-17|2021-09-02 dos_lecturas")
    #expect(written(interpret("la segunda", as: .day, in: context)) == "valor 2021-09-17")
    #expect(written(interpret("20", as: .day, in: context)) == "valor 2021-09-20")
  }

  @Test func `the sections of the vocabulary are those that are read`() throws {
    #expect(Set(Vocabulary.keysRead) == Set(Vocabulary.keysPresent))
  }

  /// Which is why a day or an hour in digits is read without them.
  @Test func `no phrase about days and hours begins with two numbers`() throws {
    for (key, _) in Mark.sections {
      Vocabulary.forEachLine(under: key) { line in
        let line = String(decoding: line, as: UTF8.self)
        let beginning = foldedWords(line).prefix(2)
        #expect(
          beginning.count < 2 || !beginning.allSatisfy { $0.text.utf8.allSatisfy(isDigit) },
          "\(line)")
      }
    }
  }
}
