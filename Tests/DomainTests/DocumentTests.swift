import Testing

@testable import Domain

@Suite struct DocumentTests {
  /// The number, or the cause of the refusal.
  static func parsed(_ written: String, _ type: DocumentType) -> String {
    do {
      let number = try DocumentNumber(parsing: written, type: type)
      return number.isUnusual ? number.text + " inusual" : number.text
    } catch .characters(let characters) {
      return "caracteres " + characters
    } catch {
      return error.cause.rawValue
    }
  }

  @Test(arguments: [
    "830095213-0", "899999068-1", "899999090-2", "899999063-3", "800197268-4", "890903939-5",
    "890100577-6", "860034313-7", "890903938-8", "890900608-9", "890904996-1", "899999115-8",
    "860002964-4", "900336004-7", "899999061-9", "890905211-1", "890399011-3", "899999034-1",
    "899999239-2", "800037800-8", "860005216-7", "860066942-7", "890100251-0", "860005224-6",
    "860069804-2", "900373923-8", "213123432-1",
  ])
  func `a published NIT passes, and no other check digit does`(nit: String) throws {
    #expect(Self.parsed(nit, .nit) == nit)
    #expect(Self.parsed(nit.filter { $0 != "-" }, .nit) == nit)
    for digit in "0123456789" where digit != nit.last {
      #expect(Self.parsed(nit.dropLast() + String(digit), .nit) == "digito_verificacion")
    }
  }

  @Test(arguments: [
    ("800.197.268-4", "800197268-4"), ("800197268 4", "800197268-4"),
    ("800 197 268 – 4", "800197268-4"), ("800197268", "sin_digito_verificacion"),
    ("800197268-", "sin_digito_verificacion"), ("52123456", "sin_digito_verificacion"),
    ("1020304050", "sin_digito_verificacion"), ("79123456-0", "79123456-0"),
    ("1020304050-8", "1020304050-8"), ("10203040508", "1020304050-8"),
    ("12", "corto"), ("123456789012", "largo"), ("80019726845", "largo"),
    ("000000000-0", "ceros"), ("0000000000", "ceros"), ("800197268-X", "caracteres X"),
    ("", "vacio"), ("--", "formato"),
  ])
  func `a NIT is number and check digit`(written: String, result: String) {
    #expect(Self.parsed(written, .nit) == result)
  }

  @Test(arguments: [
    (DocumentType.cedulaDeCiudadania, "1020304050", "1020304050"),
    (.cedulaDeCiudadania, " 1.020.304.050 ", "1020304050"),
    (.cedulaDeCiudadania, "79'123.456", "79123456"), (.cedulaDeCiudadania, "123", "123"),
    (.cedulaDeCiudadania, "12", "corto"), (.cedulaDeCiudadania, "800197268", "nueve_digitos"),
    (.cedulaDeCiudadania, "10203040501", "largo"),
    (.cedulaDeCiudadania, "0000001", "0000001 inusual"), (.cedulaDeCiudadania, "0000000", "ceros"),
    (.cedulaDeCiudadania, "3001234567", "3001234567 inusual"),
    (.cedulaDeCiudadania, "AB12345", "caracteres AB"),
    (.cedulaDeCiudadania, "١٢٣٤٥", "caracteres ١٢٣٤٥"),
    (.cedulaDeExtranjeria, "123456", "123456"), (.cedulaDeExtranjeria, "1234", "corto"),
    (.cedulaDeExtranjeria, "12345678", "12345678 inusual"),
    (.permisoPorProteccionTemporal, "1234567", "1234567"),
    (.permisoPorProteccionTemporal, "123456789", "largo"),
    (.pasaporte, "ab 123456", "AB123456"), (.pasaporte, "AB12", "corto"),
    (.pasaporte, "ABCDEF", "formato"), (.pasaporte, "Ñ123456", "caracteres Ñ"),
    (.tarjetaDeIdentidad, "1020304050", "1020304050"),
    (.tarjetaDeIdentidad, "99051512345", "99051512345"),
    (.tarjetaDeIdentidad, "99991512345", "99991512345 inusual"),
    (.tarjetaDeIdentidad, "123456789", "corto"), (.registroCivil, "A1234567", "A1234567"),
    (.registroCivil, "1234567", "corto"), (.tarjetaDeExtranjeria, "E12345", "E12345"),
    (.documentoExtranjero, "X-123.456-Z", "X123456Z"),
    (.documentoExtranjero, "123456789012345678901", "largo"),
    (.permisoEspecialDePermanencia, "123456789012345", "123456789012345"),
    (.permisoEspecialDePermanencia, "12345678901234", "corto"),
    (.nuip, "1020304050", "1020304050"), (.nuip, "102030405", "corto"),
    (.nitDeOtroPais, "US-12-3456789", "US123456789"),
    (.pasaporte, "AB\u{1B}123456", "caracteres ␛"),
  ])
  func `each type has its shape`(type: DocumentType, written: String, result: String) {
    #expect(Self.parsed(written, type) == result)
  }

  @Test(arguments: DocumentType.allCases)
  func `normalising again changes nothing, seed 41`(type: DocumentType) {
    var generator = Generator(seed: 41)
    let parts = (0...9).map(String.init) + [" ", ".", "-", "8", "1", "A", "b"]
    for _ in 0..<500 {
      let written = generator.text(of: parts, count: 3...20)
      guard let number = try? DocumentNumber(parsing: written, type: type) else { continue }
      #expect((try? DocumentNumber(parsing: number.text, type: type)) == number)
    }
  }
}
