import Dialogue
import Testing

@testable import Domain
@testable import Driver
@testable import Wording

/// What is read back letter by letter and what is understood when it is dictated so.
struct SpellingTests {
  static var speaker: Speaker { Speaker(.builtIn(), isAgent: true) }

  static func name(_ text: String) throws -> PersonName { try PersonName(parsing: text) }

  static func document(_ text: String, _ type: DocumentType) throws -> Answer {
    .documentNumber(try DocumentNumber(parsing: text, type: type))
  }

  static func dictated(_ answer: Answer, _ known: [String: String] = [:]) throws -> String {
    let context = try Interpretation.context(
      of: answer.question,
      known: known.compactMap { name, value in
        Question(rawValue: name).map { .init(question: $0, value: value) }
      }, now: Rehearsal.defaultStart)
    return Interpretation.line(of: speaker.spelled(answer), as: answer.question, in: context)
  }

  @Test(arguments: [
    "Ana", "Íñigo", "María José", "Agüero", "O'Brien", "Pérez-Gómez", "Ximena", "Wendy Yaneth",
    "Nancy", "Kevin", "Llorente", "Queta",
  ])
  func `a name that is spelled is the same name`(text: String) throws {
    let answer = Answer.givenNames(try Self.name(text))
    #expect(try Self.dictated(answer) == "valor\t\(text)\n")
  }

  @Test(arguments: [
    "Peña Núñez", "Gómez de la Cruz", "Agüero", "O'Brien", "Pérez-Gómez", "Zuluaga Londoño",
    "Llorente", "Queta", "Vaca Bravo", "Hoyos Javier",
  ])
  func `a surname that is spelled is the same surname`(text: String) throws {
    let answer = Answer.surnames(try Self.name(text))
    #expect(try Self.dictated(answer) == "valor\t\(text)\n")
  }

  @Test(arguments: [
    "ana@example.com", "ventas_norte.82@example.com.co", "jose-luis@gmail.com",
    "quevedo.wx@hotmail.com", "facturas2021@correo.edu.co", "b.v.y@outlook.com",
    "a1b2c3@yahoo.com", "juan.perez@uniandes.edu.co", "cobros+dian@live.com",
  ])
  func `an e-mail that is spelled is the same e-mail`(text: String) throws {
    #expect(try Self.dictated(.email(try Email(parsing: text))) == "valor\t\(text)\n")
  }

  @Test(arguments: [
    ("52123456", DocumentType.cedulaDeCiudadania), ("1020304050", .cedulaDeCiudadania),
    ("123456", .cedulaDeCiudadania), ("800197268-4", .nit), ("AB123456", .pasaporte),
    ("1020304050", .tarjetaDeIdentidad), ("654321", .cedulaDeExtranjeria),
  ])
  func `a document in groups is the same document`(text: String, type: DocumentType) throws {
    #expect(
      try Self.dictated(Self.document(text, type), ["tipo_documento": type.rawValue])
        == "valor\t\(text)\n")
  }

  @Test func `telephones and codes in groups are the same`() throws {
    #expect(
      try Self.dictated(.mobile(Mobile(parsing: "3001234567"))) == "valor\t+573001234567\n")
    #expect(
      try Self.dictated(.landline(.number(Landline(parsing: "6014890000"))))
        == "valor\t+576014890000\n")
    #expect(
      try Self.dictated(.code(AppointmentCode(parsing: "0092021012434")))
        == "valor\t0092021012434\n")
  }

  /// The groups in which people speak: thousands; 3-3-3 and the digit; 3-3-4; 60X, 3-4; 3-4-3-3.
  @Test func `numbers come in the groups that people speak`() throws {
    let spoken: [(Answer, String)] = [
      (try Self.document("1020304050", .cedulaDeCiudadania), "1, 020, 304, 050"),
      (try Self.document("52123456", .cedulaDeCiudadania), "52, 123, 456"),
      (try Self.document("800197268-4", .nit), "800, 197, 268, guion, 4"),
      (.mobile(try Mobile(parsing: "3001234567")), "300, 123, 4567"),
      (.landline(.number(try Landline(parsing: "6014890000"))), "601, 489, 0000"),
      (.code(AppointmentCode(parsing: "0092021012434")), "009, 2021, 012, 434"),
    ]
    for (answer, groups) in spoken { #expect(Self.speaker.spelled(answer) == groups) }
    let shown: [(Answer, String)] = [
      (spoken[0].0, "1.020.304.050"), (spoken[2].0, "800.197.268-4"),
      (spoken[3].0, "300 123 4567"), (spoken[4].0, "601 489 0000"),
      (spoken[5].0, "009-2021-012-434"),
    ]
    for (answer, text) in shown { #expect(Self.speaker.display(answer) == text) }
  }

  /// A sign that has no word of its own would be read as nothing.
  @Test func `no two letters are spelled with the same word, and each begins with its letter`() {
    let spelled = Key.spelledLetters.map { Self.speaker.text(.spelling(of: $0)) }
    #expect(Set(spelled).count == Key.spelledLetters.count)
    for (letter, text) in zip(Key.spelledLetters, spelled) {
      let word = folded(String(text.split(separator: " ").last ?? ""))
      #expect(word.hasPrefix(folded(letter)), "\(text)")
    }
  }
}
