import Testing

@testable import Domain

@Suite struct PhoneTests {
  static func outcome(_ parse: () throws(Rejection) -> String) -> String {
    do { return try parse() } catch { return error.cause.rawValue }
  }

  @Test(arguments: [
    ("3001234567", "3001234567"), ("300 123 4567", "3001234567"), ("(300) 123-4567", "3001234567"),
    ("300.123.4567", "3001234567"), ("+57 300 1234567", "3001234567"),
    ("573001234567", "3001234567"), ("0057 300 1234567", "3001234567"),
    ("033001234567", "3001234567"), ("300123456", "corto"), ("30012345678", "largo"),
    ("6014899000", "fijo_como_celular"), ("4899000", "fijo_como_celular"),
    ("14899000", "fijo_como_celular"), ("+1 305 123 4567", "formato"),
    ("018000123456", "linea_de_servicio"), ("01 8000 12 34 56", "linea_de_servicio"),
    ("123", "linea_de_servicio"), ("12", "corto"), ("9001234567", "formato"), ("", "vacio"),
    ("()", "formato"), ("tres cero cero", "caracteres"), ("3OO1234567", "caracteres"),
  ])
  func `a mobile is 3 and nine more digits`(written: String, result: String) {
    #expect(
      Self.outcome { () throws(Rejection) in try Mobile(parsing: written).national } == result)
  }

  @Test(arguments: [
    ("3001234567", false), ("3241234567", false), ("3501234567", false), ("3991234567", true),
    ("3333333333", true),
  ])
  func `a prefix that nobody was given is unusual`(written: String, isUnusual: Bool) throws {
    #expect(try Mobile(parsing: written).isUnusual == isUnusual)
  }

  @Test(arguments: [
    ("6014899000", "6014899000"), ("(601) 489-9000", "6014899000"),
    ("+57 601 4899000", "6014899000"), ("14899000", "6014899000"), ("1 489 9000", "6014899000"),
    ("0314899000", "6014899000"), ("+57 1 4899000", "6014899000"), ("5714899000", "6014899000"),
    ("6034899000", "indicativo"), ("6094899000", "indicativo"), ("94899000", "indicativo"),
    ("3001234567", "celular_como_fijo"), ("4899000", "corto"), ("60148990001", "largo"),
    ("6014899000 ext 12", "caracteres"), ("018000123456", "linea_de_servicio"), ("", "vacio"),
  ])
  func `a fixed line is 60, the area and seven more digits`(written: String, result: String) {
    #expect(
      Self.outcome { () throws(Rejection) in try Landline(parsing: written).national } == result)
  }

  @Test(
    arguments: zip(
      Department.all.map(\.code),
      [
        "4", "5", "1", "5", "8", "6", "8", "2", "5", "4", "1", "4", "8", "5", "5", "8", "2", "7",
        "6",
        "6", "7", "5", "8", "2", "7", "8", "8", "8", "8", "8", "8", "8", "8",
      ]))
  func `every department has its area digit`(code: String, area: String) throws {
    let department = try #require(Department(code: code))
    let line = try #require(Landline.completed(sevenDigits: "4899000", department: department))
    #expect(line.e164 == "+5760" + area + "4899000")
    #expect(Landline.completed(sevenDigits: "489900", department: department) == nil)
  }

  @Test func `seven digits wait for their area`() throws {
    #expect(try LandlineAnswer(parsing: "489 90 00") == .withoutArea("4899000"))
    let complete = try Landline(parsing: "6014899000")
    #expect(try LandlineAnswer(parsing: "14899000") == .number(complete))
  }
}
