import Testing

@testable import Domain

@Suite struct PlaceTests {
  @Test func `the table is whole`() {
    #expect(Department.all.count == 33)
    #expect(Municipality.all.count == 1_122)
    #expect(Department.all.reduce(0) { $0 + $1.municipalities.count } == 1_122)
  }

  @Test func `every municipality is found by its name in its department`() {
    for place in Municipality.all {
      #expect(Municipality.search(place.name, in: place.department) == .one(place))
      #expect(Municipality(code: place.code) == place)
    }
  }

  @Test func `every municipality is found by its name and department together`() {
    for place in Municipality.all {
      let text = "\(place.name), \(place.department.name)"
      #expect(Municipality.search(text) == .one(place), "\(text)")
    }
  }

  @Test func `every municipality is found by its name or among its namesakes`() {
    for place in Municipality.all {
      switch Municipality.search(place.name.uppercased()) {
      case .one(let found): #expect(found == place)
      case .several(let found), .near(let found):
        // Of many namesakes four are shown.
        #expect(found.contains(place) || found.count == 4)
      case .elsewhere, .none: Issue.record("\(place.name) is not found")
      }
    }
  }

  @Test func `every department is found by its name, and nearly, seed 3`() throws {
    var generator = Generator(seed: 3)
    for department in Department.all {
      #expect(Department.search(department.name) == .one(department))
      #expect(Department.named(department.name) == department)
      #expect(Department(code: department.code) == department)
      var letters = Array(folded(department.name))
      guard letters.count >= 6 else { continue }
      letters.remove(at: Int.random(in: 1..<letters.count, using: &generator))
      switch Department.search(String(letters)) {
      case .one(let found): #expect(found == department)
      case .near(let found), .several(let found): #expect(found.contains(department))
      case .elsewhere, .none: Issue.record("\(String(letters)) is not found")
      }
    }
  }

  @Test(arguments: [
    ("cali", "76001"), ("Bogotá", "11001"), ("bogota dc", "11001"), ("Bogotá D.C.", "11001"),
    ("Cartagena", "13001"), ("Cúcuta", "54001"), ("Mompox", "13468"), ("Tumaco", "52835"),
    ("Santa Fe de Bogotá", "11001"), ("pto asis", nil), ("el espinal", "73268"),
    ("Dorada", "17380"), ("Leguizamo", "86573"),
    ("rionegro antioquia", "05615"), ("Rionegro (Santander)", "68615"),
    ("san andres santander", "68669"), ("Puerto Santander", nil), ("Quito", nil), ("Cuerquia", nil),
  ])
  func `a place is known by alias, part and department`(text: String, code: String?) {
    let match = Municipality.search(text)
    if let code {
      #expect(match == Municipality(code: code).map { .one($0) })
    } else {
      if case .one = match { Issue.record("\(text) is taken for one place") }
    }
  }

  @Test(arguments: [
    ("medelin", "05001"), ("barramquilla", "08001"), ("bucaramnaga", "68001"),
    ("Cartajena", "13001"), ("bogta", "11001"), ("villavisencio", "50001"), ("pererira", "66001"),
    ("ibage", "73001"), ("quibdo", "27001"), ("monteira", "23001"), ("sinselejo", "70001"),
    ("manisales", "17001"), ("popallan", "19001"), ("rioacha", "44001"), ("cucutta", "54001"),
  ])
  func `a misspelt city is the likeliest`(text: String, code: String) throws {
    let place = try #require(Municipality(code: code))
    switch Municipality.search(text) {
    case .one(let found): #expect(found == place)
    case .near(let found):
      #expect(found.first == place)
      #expect(found.count <= 4)
    case .several, .elsewhere, .none: Issue.record("\(text) is not found")
    }
  }

  @Test func `namesakes come together, and one elsewhere is told from none`() throws {
    let antioquia = try #require(Department.named("antioquia"))
    guard case .several(let places) = Municipality.search("San Carlos") else {
      Issue.record("there are several")
      return
    }
    #expect(places.map(\.code) == ["05649", "23678"])
    #expect(
      Municipality.search("Cali", in: antioquia)
        == .elsewhere([try #require(Municipality(code: "76001"))]))
    #expect(Municipality.search("Narnia", in: antioquia) == .none)
    #expect(Municipality.search("", in: nil) == .none)
  }

  @Test func `the old code of Belén de Bajirá leads to the new one`() {
    #expect(Municipality(code: "27086")?.code == "27493")
    #expect(Municipality(code: "94663")?.code == "94343")
    #expect(Municipality(code: "00000") == nil)
  }
}
