import Domain
import Testing

@testable import Understanding

@Suite struct PlaceReadingTests {
  static func points(_ codes: [String]) -> [PointOfContact] {
    codes.enumerated().map { index, code in
      let city = Municipality(code: code)?.name ?? ""
      return PointOfContact(
        id: index, cityCode: code, city: city, name: city + " - Oficina Virtual",
        attendance: .virtual, alsoServes: [])
    }
  }

  @Test(arguments: [
    ("05", "valor 05"), ("antioquia", "valor 05"), ("Bogotá", "valor 11"),
    ("Bogotá D.C.", "valor 11"), ("Valle", "valor 76"), ("la guajira", "valor 44"),
    ("Guajira", "valor 44"), ("norte de santander", "valor 54"), ("Santander", "valor 68"),
    ("San Andrés", "valor 88"), ("narinño", "valor 52"),
    ("antiokia", "valor 05"), ("99", "valor 99"), ("98", "invalido desconocido"),
    ("Atlántida del Norte", "invalido desconocido"),
  ])
  func `a department is known by code, name, alias and nearly`(row: Row) throws {
    #expect(written(interpret(row.line, as: .department, in: try context())) == row.reading)
  }

  @Test(arguments: [
    ("05", "Medellín", "valor 05001"), ("05", "medelin", "ambiguo 05001 parecido"),
    ("05", "Cali", "invalido otro_departamento"), ("05", "05615", "valor 05615"),
    ("05", "76001", "invalido otro_departamento"), ("05", "00000", "invalido desconocido"),
    ("18", "Cartagena", "valor 18150"), ("13", "Cartagena", "valor 13001"),
    ("68", "San Andrés", "valor 68669"), ("88", "San Andrés", "valor 88001"),
    ("11", "Bogotá", "valor 11001"), ("13", "mompox", "valor 13468"),
    ("05", "Rionegro, Antioquia", "valor 05615"), ("27", "27086", "valor 27493"),
  ])
  func `the city of residence is of the department`(
    code: String, line: String, reading: String
  ) throws {
    let context = try context { $0.department = Department(code: code) }
    #expect(written(interpret(line, as: .city, in: context)) == reading)
  }

  @Test(arguments: [
    ("Armenia", "valor 63001"), ("armenia quindio", "valor 63001"),
    ("Armenia, Antioquia", "valor 05059"), ("Cali", "valor 76001"),
    ("San Andrés", "valor 88001"), ("Soacha", "valor 25754"), ("11001", "valor 11001"),
    ("barramquilla", "ambiguo 08001 parecido"), ("Narnia", "invalido desconocido"),
    ("San Carlos", "ambiguo 05649|23678 homonimo"),
  ])
  func `of namesakes the one with a point of contact is meant`(row: Row) throws {
    let context = try context {
      $0.points = Self.points(["63001", "76001", "88001", "11001", "08001"])
    }
    #expect(written(interpret(row.line, as: .appointmentCity, in: context)) == row.reading)
  }

  @Test func `a namesake is picked by its department`() throws {
    let places = ["05649", "23678"].compactMap { Municipality(code: $0) }
    let context = try context { $0.listed = places.map(Answer.appointmentCity) }
    #expect(written(interpret("Córdoba", as: .appointmentCity, in: context)) == "valor 23678")
    #expect(written(interpret("1", as: .appointmentCity, in: context)) == "valor 05649")
  }
}
