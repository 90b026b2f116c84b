import Testing

@testable import Domain

/// A value that is written as it is kept is the value that it is when something has to be put right:
/// here a blank at the end.
@Suite struct PlainFormTests {
  private static let numbers = {
    var random = SplitMix64(seed: 5)
    let lengths = (0..<12).flatMap { Array(repeating: $0, count: 40) }
    return lengths.map { length in
      (0..<length).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    } + ["3000000000", "3333333333", "0000000000", "0312345678"]
  }()

  @Test(arguments: numbers)
  func `a number`(written: String) {
    #expect(mobile(written) == mobile(written + " "))
    #expect(mobile("3" + written) == mobile("3" + written + " "))
    #expect(cedula(written) == cedula(written + " "))
  }

  private func mobile(_ written: String) -> Result<Mobile, Rejection> {
    Result { () throws(Rejection) in try Mobile(parsing: written) }
  }

  private func cedula(_ written: String) -> String {
    let parsed = Result { () throws(Rejection) in
      try DocumentNumber(parsing: written, type: .cedulaDeCiudadania)
    }
    return "\(parsed)"
  }

  @Test(arguments: [
    "ventas@example.com", "Ana.Ruiz@gmail.com", "ana@Gmail.com", "ana@gmail", "ana@gmail.c",
    "ana@gmail.c0", "ana@1.co", "ana..ruiz@gmail.com", ".ana@gmail.com", "ana.@gmail.com",
    "ana@.com", "ana@gmail..com", "ana@gmail.com.co", "@gmail.com", "ana@@gmail.com", "ana@",
    "ana-ruiz@gmail.com", "a@b.co", "52123456@empresa.com", "ana@gmail.com.", "ana",
    "unnombrelarguisimoquenocabeentresesentaycuatroletrasdeunbuzonnormal@gmail.com",
  ])
  func `an e-mail`(written: String) {
    let parsed = Result { () throws(Rejection) in try Email(parsing: written) }
    #expect(parsed == Result { () throws(Rejection) in try Email(parsing: written + " ") })
  }

  private static let addresses = {
    let ways = [
      "Calle", "calle", "CL", "carrera", "kr", "Cra", "diagonal", "transversal", "Avenida",
      "circular",
      "n", "no", "casa", "manzana", "avenida calle", "k", "c", "autopista", "Cúcuta", "",
    ]
    let numbers = ["26", "7", "100", "26b", "7C", "0", "07", "1234", "26bis", "a", ""]
    let plates = [
      "68C-61", "12-1", "3-104", "3-1045", "68-61a", "68 61", "6861", "0-1", "-", "A-B",
    ]
    return ways.flatMap { way in
      numbers.flatMap { number in plates.map { "\(way) \(number) # \($0)" } }
    }
  }()

  @Test func `an address`() {
    var plain = 0
    for written in Self.addresses {
      if Address(ofPlate: written) != nil { plain += 1 }
      let parsed = Result { () throws(Rejection) in try Address(parsing: written) }
      let tidied = Result { () throws(Rejection) in try Address(parsing: written + " ") }
      #expect(parsed == tidied, "\(written)")
    }
    #expect(plain > 100)
  }
}
