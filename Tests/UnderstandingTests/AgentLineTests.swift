import Domain
import Testing

@testable import Understanding

/// Lines of an agent, who answers several questions at once.
struct AgentLineTests {
  /// All that a booking asks of a person and an appointment.
  static let open: [Question] = [
    .personType, .documentType, .documentNumber, .givenNames, .surnames, .landline, .mobile,
    .email, .address, .department, .city, .appointmentCity, .day, .time,
  ]

  static func read(
    _ line: String, as question: Question, _ change: (inout Context) -> Void = { _ in }
  ) throws -> String {
    var context = try context(change)
    context.open = Self.open.filter { $0 != question }
    return written(interpret(line, as: question, in: context))
  }

  @Test(arguments: [
    (Question.menuOption, "1 desembargo", "valor agendar … desembargo"),
    (.menuOption, "nc fp", "valor agendar … fp"),
    (.menuOption, "2", "valor consultar"),
    (.consent, "sí cc 52123456", "valor si … cc 52123456"),
    (.consent, "s cc 52.123.456, Ana Gómez", "valor si … cc 52.123.456, Ana Gómez"),
    (.consent, "n", "valor no"),
    (.personType, "cc 52123456", "valor natural … cc 52123456"),
    (.personType, "j 800197268-4", "valor juridica … 800197268-4"),
    (.personType, "nit 800197268-4", "varios tipo_documento=31|numero_documento=800197268-4"),
    (.documentType, "cc 52123456, Ana", "valor 13 … 52123456, Ana"),
    (.documentType, "pp AB123456", "valor 41 … AB123456"),
    (.documentNumber, "52123456, Ana Gómez", "valor 52123456 … Ana Gómez"),
    (.knownData, "sí bogotá jueves 2:20", "valor si … bogotá jueves 2:20"),
    (
      .landline, "300 123 4567, no tiene fijo, ana@x.com", "valor ninguna … 300 123 4567, ana@x.com"
    ),
    (.landline, "nf", "valor ninguna"),
    (.mobile, "300 123 456, ana@x.com", "invalido corto … ana@x.com"),
    (.mobile, "ana@x.com, 300 123 4567", "valor +573001234567 … ana@x.com"),
    (.email, "ana@gmial.com, Calle 5", "ambiguo ana@gmail.com|ana@gmial.com desliz … Calle 5"),
    (.address, "Calle 26 # 68C-61, Bogotá", "valor CL 26 # 68C-61 … Bogotá"),
    (.address, "calle 5, torre 3, apto 301", "valor CL 5 TO 3 AP 301"),
    (.address, "calle 5 torre 3 apto 301 bogotá", "valor CL 5 TO 3 AP 301 … bogotá"),
    (.address, "calle 5 torre 3 apto 301 candelaria", "valor CL 5 TO 3 AP 301 CANDELARIA"),
    (
      .address, "kr 7 # 12-30, Rionegro, Antioquia, cel 300 123 4567",
      "valor KR 7 # 12-30 … Rionegro, Antioquia, cel 300 123 4567"
    ),
    (.department, "Rionegro, Antioquia", "valor 05 … Rionegro"),
    (.appointmentCity, "bogotá jueves 2:20", "valor 11001 … jueves 2:20"),
    (.appointmentCity, "san josé del guaviare mañana", "valor 95001 … mañana"),
    (.day, "viernes 2:20", "varios fecha=2021-09-10|hora=14:20"),
    (.handling, "c 0092021012434", "valor cancelar … 0092021012434"),
    (.code, "0092021012434 cc 52123456", "valor 0092021012434 … cc 52123456"),
    (.change, "h jueves", "valor hora … jueves"),
    (.acceptance, "s", "valor aceptar"), (.acceptance, "mt", "valor mas_tiempo"),
  ])
  func `a line answers its question and leaves the rest`(
    question: Question, line: String, expected: String
  ) throws {
    let person: PersonType? = [.documentType, .documentNumber].contains(question) ? .natural : nil
    #expect(
      try Self.read(line, as: question) { context in
        context.personType = person
        if question == .documentNumber { context.documentType = .cedulaDeCiudadania }
        context.days = context.now.day...context.now.day.month.last
        context.times = [TimeOfDay(minutes: 860)]
      } == expected)
  }

  /// What stands beside a question that the line does not answer.
  @Test(arguments: [
    (
      Question.landline, "ana@x.com, Calle 26 # 68C-61, Bogotá",
      "varios correo=ana@x.com|direccion=CL 26 # 68C-61|departamento=11|ciudad=11001 … "
    ),
    (
      .givenNames, "300 123 4567, ana@x.com",
      "varios telefono_celular=+573001234567|correo=ana@x.com"
    ),
    (.givenNames, "no tengo", "invalido formato"),
    (.mobile, "6014890000", "invalido fijo_como_celular"),
    (.department, "ciudad de la cita Arauca", "varios ciudad_cita=81001"),
    (
      .department, "calle 5, celular 310 123 4567",
      "varios telefono_celular=+573101234567 … calle 5"
    ),
  ])
  func `what can be nothing else is taken at any question`(
    question: Question, line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: question) == expected)
  }

  @Test(arguments: [
    ("Ana María Gómez Ruiz", "valor Ana María … Gómez Ruiz"),
    ("ana gómez ruiz", "valor Ana … gómez ruiz"),
    ("Ana María Gómez", "valor Ana María … Gómez"),
    ("JUAN DAVID ROJAS, 300 123 4567", "valor Juan David … ROJAS, 300 123 4567"),
    ("Ana Gómez", "valor Ana … Gómez"),
    ("Ana María", "valor Ana María"),
    ("Ana", "valor Ana"),
    ("María de los Ángeles Gómez", "valor María de los Ángeles … Gómez"),
    ("Ana de la Cruz", "valor Ana … de la Cruz"),
    ("Luz Ospitina Gómez", "ambiguo Luz|Luz Ospitina nombre_y_apellidos … Luz Ospitina Gómez"),
    (
      "Carlos Martín Pérez", "ambiguo Carlos|Carlos Martín nombre_y_apellidos … Carlos Martín Pérez"
    ),
    (
      "Yirlenys Zabaleta",
      "ambiguo Yirlenys|Yirlenys Zabaleta nombre_y_apellidos … Yirlenys Zabaleta"
    ),
    ("Luisa Fernanda Xyz Ruiz", "valor Luisa Fernanda … Xyz Ruiz"),
    ("me llamo Ana Gómez", "valor Ana … Gómez"),
  ])
  func `a whole name is parted where that is plain, and else asked back`(
    line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: .givenNames) == expected)
  }

  @Test func `a citizen's line has no short forms`() throws {
    for (question, line) in [
      (Question.givenNames, "Ana María Gómez Ruiz"), (.documentType, "cc 52123456"),
      (.address, "Calle 26 # 68C-61, Bogotá"), (.acceptance, "mt"), (.motive, "fp"),
    ] {
      if case .part = interpret(line, as: question, in: try context()) {
        Issue.record("\(line) is parted")
      }
    }
  }

  @Test(arguments: [
    ("ay", "orden help"), ("vl", "orden back"), ("rm", "orden summary"), ("ls", "orden list"),
    ("cg cel", "orden correct(Optional(Domain.Question.mobile))"),
    ("corregir cor", "orden correct(Optional(Domain.Question.email))"),
    ("dp cali mañana", "orden availability(Optional(\"cali mañana\"))"),
    ("dl", "orden spell(nil)"), ("dl ape", "orden spell(Optional(Domain.Question.surnames))"),
    ("deletrear el correo", "orden spell(Optional(Domain.Question.email))"),
    ("nt llama la hija, 300 123 4567", "orden note(Optional(\"llama la hija, 300 123 4567\"))"),
    ("nota", "orden note(nil)"), ("ll", "orden nextCall"), ("otra llamada", "orden nextCall"),
  ])
  func `orders have short forms at every question`(line: String, expected: String) throws {
    for question in Question.allCases where question != .menuOption {
      #expect(try Self.read(line, as: question) == expected, "\(question)")
    }
  }

  /// Everything that has a number has letters too, and no two options of a question share them.
  @Test func `every option, order and field has a short form of its own`() {
    let answers: [[Answer]] = [
      MenuOption.allCases.map(Answer.menuOption), Motive.allCases.map(Answer.motive),
      PersonType.allCases.map(Answer.personType), DocumentType.allCases.map(Answer.documentType),
      Acceptance.allCases.map(Answer.acceptance), Handling.allCases.map(Answer.handling),
      Change.allCases.map(Answer.change), [.consent(true), .consent(false)],
      [.cancellation(true), .cancellation(false)], [.knownData(true), .knownData(false)],
      WaitingChoice.allCases.map(Answer.waitingWanted), PartOfDay.allCases.map(Answer.waitingPart),
      [.waitingPreference(true), .waitingPreference(false)], TurnChoice.allCases.map(Answer.turn),
    ]
    for answers in answers {
      let forms = answers.compactMap { shortForm(of: $0) }
      #expect(forms.count == answers.count && Set(forms).count == forms.count, "\(answers)")
    }
    let orders = shortOrders()
    #expect(Set(orders.map(\.form)).count == orders.count)
    for question in Vocabulary.namedFields { #expect(shortForm(of: question) != nil) }
  }

  @Test(arguments: [
    ("Cali mañana", "valor 76001", "valor 2021-09-10"),
    ("mañana en Cali", "valor 76001", "valor 2021-09-10"),
    ("bogotá esta semana", "valor 11001", "rango 2021-09-09..2021-09-12"),
    ("el lunes", "", "valor 2021-09-13"), ("San José del Guaviare", "valor 95001", ""),
    ("xyzzy", "invalido desconocido", ""),
  ])
  func `a place and a day are told apart`(text: String, place: String, day: String) throws {
    let read = interpretPlaceAndDay(text, in: try context())
    #expect(read.place.map(written) ?? "" == place)
    #expect(read.day.map(written) ?? "" == day)
  }

  /// Words that mean something at one question or another, and some that do not.
  static let scraps = [
    "cc", "nit", "cel", "fijo", "cor", "dir", "cu", "sí", "no", "n", "1", "2", "300", "123", "4567",
    "52123456", "800197268-4", "ana@x.com", "@", "Ana", "María", "Gómez", "de", "la", "Calle", "26",
    "#", "68C-61", "Bogotá", "Rionegro", "Antioquia", "jueves", "2:20", "mañana", ",", ";", ",,",
    "tiene", "xyzzy", "ñ", "dl", "nt", "ll", "-", "«", "0092021012434", "pp", "AB123456",
  ]

  @Test func `any line is parted without a trap, and what is left of it only shrinks`() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<200 {
      let count = Int.random(in: 1...14, using: &random)
      var line = (0..<count).map { _ in Self.scraps.randomElement(using: &random) ?? "" }
        .joined(separator: " ")
      let question = Question.allCases.randomElement(using: &random) ?? .consent
      var context = try context()
      context.open = Self.open
      _ = interpret(line, as: question, in: context)
      for next in Self.open {
        guard case .part(_, let rest)? = interpretRest(line, as: next, in: context) else {
          continue
        }
        #expect(rest.utf8.count <= line.utf8.count + 1, "\(line) → \(rest)")
        line = rest
      }
    }
  }

  /// The longest line there can be, of the words that are looked at most often.
  @Test(arguments: ["cc ", "cel 3,", "a@b,", "300 ", "Ana ", "calle 5, ", "1 "])
  func `a line of one word again and again is read`(word: String) throws {
    let line = String(repeating: word, count: lineLengthMax / word.count)
    for question in Question.allCases { _ = try Self.read(line, as: question) }
  }
}
