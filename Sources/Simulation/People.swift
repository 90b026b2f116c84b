internal import Domain

/// Somebody with an identity document; what they type is theirs alone, so that it is known whose it
/// is wherever it is shown.
struct Person {
  let number: Int
  let document: Document
  let businessName: String?
  let givenNames: String
  let surnames: String
  /// The second of each is for a change.
  let mobiles: [String]
  let emails: [String]
  /// The city of the appointments that they want.
  let city: String

  var isCompany: Bool { businessName != nil }
  /// As they type it with its type.
  var typedDocument: String { (isCompany ? "nit " : "cédula ") + document.number.text }

  init(_ number: Int, cities: [String]) throws {
    var random = SplitMix64(seed: UInt64(number) &+ 77)
    self.number = number
    let isCompany = number % 9 == 4
    if isCompany {
      let digits = String(900_100_000 + number * 137)
      let weights = [41, 37, 29, 23, 19, 17, 13, 7, 3]
      let sum = zip(digits, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
      let check = sum % 11 < 2 ? sum % 11 : 11 - sum % 11
      document = Document(
        type: .nit, number: try DocumentNumber(parsing: "\(digits)-\(check)", type: .nit))
    } else {
      document = Document(
        type: .cedulaDeCiudadania,
        number: try DocumentNumber(
          parsing: String(1_020_000_000 + number * 7919), type: .cedulaDeCiudadania))
    }
    // Letters that no word of the program has.
    let syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"]
    var rest = number
    var name = "Zux"
    for _ in 0..<4 {
      name += syllables[rest % 10]
      rest /= 10
    }
    surnames = name
    businessName = isCompany ? "Flores \(name) S.A.S." : nil
    givenNames = ["Ana María", "José", "Luz Dary", "Óscar"][number % 4]
    mobiles = [0, 1].map { String(3_001_000_000 + number * 10 + $0) }
    emails = [0, 1].map { "p\(number).\($0)@example.com" }
    city = cities[Int(random.next() % UInt64(cities.count))]
  }

  func applicant() throws -> Applicant {
    guard let residence = Municipality(code: "25754") else { throw Broken("Soacha is missing") }
    return Applicant(
      party: try businessName.map {
        .juridica(businessName: try PersonName(parsingBusiness: $0))
      } ?? .natural,
      document: document, givenNames: try PersonName(parsing: givenNames),
      surnames: try PersonName(parsing: surnames), landline: nil,
      mobile: try Mobile(parsing: mobiles[0]), email: try Email(parsing: emails[0]),
      address: try Address(parsing: "calle 26 # 68c-61"), city: residence)
  }
}

/// Whose data a text shows.
struct Privacy {
  private var owners: [Substring: Document] = [:]

  init(_ people: [Person]) {
    for person in people {
      for datum in person.mobiles + person.emails + [person.surnames] {
        owners[datum[...]] = person.document
      }
    }
  }

  /// The data in the text that are somebody's, with their owners. Telephones are written in groups.
  func data(in text: String) -> [(datum: String, owner: Document)] {
    var found: [(datum: String, owner: Document)] = []
    func look(_ word: Substring) {
      if let owner = owners[word] { found.append((String(word), owner)) }
    }
    for line in text.split(separator: "\n") {
      var digits = ""
      for word in line.split(whereSeparator: { " ,;:«»()".contains($0) }) {
        var word = word
        while word.last == "." { word = word.dropLast() }
        look(word)
        if word.allSatisfy(\.isNumber) {
          digits += word
          look(digits.suffix(10))
        } else {
          digits = ""
        }
      }
    }
    return found
  }
}
