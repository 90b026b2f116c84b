import Testing

@testable import Domain

@Suite struct StoredAnswerTests {
  static let roundTrips: [Answer] =
    MenuOption.allCases.map { .menuOption($0) }
    + Motive.allCases.map { .motive($0) }
    + [.consent(true), .consent(false)]
    + PersonType.allCases.map { .personType($0) }
    + DocumentType.allCases.map { .documentType($0) }
    + Department.all.map { .department($0) }
    + ["11001", "05001", "99773"].compactMap { Municipality(code: $0) }
    .flatMap { [.city($0), .appointmentCity($0)] }
    + Acceptance.allCases.map { .acceptance($0) }
    + [
      .documentNumber(DocumentNumber(stored: "052123456")),
      .documentNumber(DocumentNumber(stored: "800197268-4")),
      .businessName(PersonName(stored: "Café & Cía. «1»")),
      .givenNames(PersonName(stored: "María José")), .surnames(PersonName(stored: "Peña")),
      .landline(.none), .landline(.number(Landline(stored: "6014567890"))),
      .landline(.withoutArea("4567890")),
      .mobile(Mobile(stored: "3001234567")), .email(Email(stored: "O'Neil+x@example.com.co")),
      .address(Address(stored: "CL 26 # 68C-61 AP 301")), .verification(12),
      .day(Day(number: 18_886)), .time(TimeOfDay(minutes: 860)),
    ]

  @Test(arguments: roundTrips)
  func `an answer is made anew from what was kept`(answer: Answer) {
    #expect(Answer(StoredAnswer(answer)) == answer)
  }

  @Test(arguments: [
    (Question.pointOfContact, "Punto de Contacto Cobranzas"),
    (.motive, "otro"), (.motive, ""), (.consent, "sí"), (.documentType, "99"),
    (.documentNumber, ""), (.surnames, "a\u{1b}[2J"), (.address, "CL 26\n"),
    (.landline, "123"), (.mobile, "6014567890"), (.email, "sin arroba"), (.city, "00000"),
    (.department, "1"), (.verification, "doce"), (.day, "2021-09-31"), (.time, "24:00"),
    (.acceptance, "si"),
  ])
  func `what was never an answer is none`(question: Question, value: String) {
    #expect(Answer(question: question, value: value) == nil)
  }

  @Test(arguments: [
    (SecondDatum.mobile(Mobile(stored: "3001234567")), true),
    (.mobile(Mobile(stored: "+573001234567")), true),
    (.mobile(Mobile(stored: "3001234568")), false),
    (.email(Email(stored: "VENTAS@Example.com")), true),
    (.email(Email(stored: "ventas@example.co")), false),
  ])
  func `a second datum is the mobile or the e-mail`(second: SecondDatum, proves: Bool) {
    let known = KnownApplicant(
      answers: [
        StoredAnswer(question: .mobile, value: "+573001234567"),
        StoredAnswer(question: .email, value: "ventas@example.com"),
      ], source: .draft)
    #expect(known.proves(second) == proves)
    #expect(!KnownApplicant(answers: [], source: .draft).proves(second))
  }
}
