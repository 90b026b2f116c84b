import Testing

@testable import Domain

@Suite struct ContactTests {
  @Test(arguments: [
    ("ana@example.com", "ana@example.com"),
    (" Ana.Ruiz+dian@Example.COM. ", "Ana.Ruiz+dian@example.com"),
    ("<ana@example.com>", "ana@example.com"), ("mailto:ana@example.com", "ana@example.com"),
    ("ana @ example.com", "ana@example.com"), ("o'neill@example.com.co", "o'neill@example.com.co"),
    ("a@b.co", "a@b.co"), ("ana_1-2@sub.example.com.co", "ana_1-2@sub.example.com.co"),
    ("ana@xn--bogot-yqa.co", "ana@xn--bogot-yqa.co"),
    ("", "vacio"), ("ana", "formato.sin_arroba"), ("ana@", "formato.sin_dominio"),
    ("@example.com", "formato"), ("ana@@example.com", "formato.varias_arrobas"),
    ("ana@a@b.co", "formato.varias_arrobas"), ("ana@gmail", "formato.terminacion"),
    ("ana@gmail.c", "formato.terminacion"), ("ana@192.168.0.1", "formato.terminacion"),
    ("ana..ruiz@example.com", "formato"), (".ana@example.com", "formato"),
    ("ana.@example.com", "formato"), ("ana@-example.com", "formato"),
    ("ana@example..com", "formato"), ("añá@example.com", "caracteres ñá"),
    ("ana@bogotá.co", "caracteres á"), ("ana ruiz@example.com", "caracteres ␣"),
    ("ana@exam_ple.com", "caracteres _"), ("\"ana\"@example.com", "caracteres \""),
    (String(repeating: "a", count: 64) + "@b.co", String(repeating: "a", count: 64) + "@b.co"),
    (String(repeating: "a", count: 65) + "@b.co", "largo"),
    ("a@" + String(repeating: "bcdefgh.", count: 32) + "co", "largo"),
  ])
  func `an e-mail keeps its local part and has a domain`(written: String, result: String) {
    let read: String
    do {
      read = try Email(parsing: written).text
    } catch .characters(let characters) {
      read = "caracteres " + characters
    } catch {
      read = error.cause.rawValue
    }
    #expect(read == result)
  }

  @Test(arguments: [
    ("ana@gmial.com", "ana@gmail.com"), ("ana@gmail.con", "ana@gmail.com"),
    ("ana@gmial.con", "ana@gmail.com"), ("ana@hotmial.com", "ana@hotmail.com"),
    ("ana@hotmaill.com", "ana@hotmail.com"), ("ana@outlok.com", "ana@outlook.com"),
    ("ana@yaho.com", "ana@yahoo.com"), ("ana@empresa.con", "ana@empresa.com"),
    ("Ana@gmail.co", "Ana@gmail.com"), ("ana@gmail.com", nil), ("ana@ymail.com", nil),
    ("ana@email.com", nil), ("ana@yahoo.es", nil), ("ana@empresa.com.co", nil),
    ("ana@empresa.co", nil), ("ana@dian.gov.co", nil),
  ])
  func `a usual slip in the domain is put right`(written: String, corrected: String?) throws {
    #expect(try Email(parsing: written).corrected?.text == corrected)
  }

  @Test(arguments: [
    ("Calle 26 # 68C-61 apto 301", "CL 26 # 68C-61 AP 301"),
    ("calle 26 No. 68 C - 61 Apartamento 301", "CL 26 # 68C-61 AP 301"),
    ("cll26 68c 61", "CL 26 # 68C-61"), ("CL 26 68C-61", "CL 26 # 68C-61"),
    ("Cra. 7 N° 6-54", "KR 7 # 6-54"), ("kra 7 # 6 54", "KR 7 # 6-54"),
    ("Carrera 7 Nro 6-54 piso 3", "KR 7 # 6-54 P 3"), ("c 5 # 4 - 3", "CL 5 # 4-3"),
    ("kr 8 bis a numero 152 b 30", "KR 8 BIS A # 152B-30"), ("Cra 7ma # 72-41", "KR 7 # 72-41"),
    ("tranv 93 53 32 bod 11", "TV 93 # 53-32 BG 11"), ("pje 3 12 08", "PJ 3 # 12-08"),
    ("carrera 43 A número 1 sur 100", "KR 43A # 1 SUR-100"),
    ("mz b-4 casa 5", "MZ B-4 CA 5"), ("Barrio El Prado - Cali", "BRR EL PRADO - CALI"),
    ("Avenida Calle 26 # 59-51 torre 4 of. 501", "AC 26 # 59-51 TO 4 OF 501"),
    ("Av. Cra 68 # 49a-47", "AK 68 # 49A-47"), ("Avenida Boyacá # 12-3", "AV BOYACÁ # 12-3"),
    ("Diagonal 25 bis sur # 3 este - 20", "DG 25 BIS SUR # 3 ESTE-20"),
    ("Calle 26bis # 4-5", "CL 26 BIS # 4-5"),
    ("Transversal 9 # 8-7 int 2 barrio La Unión", "TV 9 # 8-7 IN 2 BRR LA UNIÓN"),
    ("Mz A casa 5 urb. Los Almendros", "MZ A CA 5 URB LOS ALMENDROS"),
    ("Vereda El Rosal, finca La Esperanza", "VRD EL ROSAL FCA LA ESPERANZA"),
    ("Km 5.5 vía a La Calera", "KM 5.5 VÍA A LA CALERA"),
    ("Casa de la Cultura frente al parque", "CASA DE LA CULTURA FRENTE AL PARQUE"),
    ("Calle del Comercio 12", "CALLE DEL COMERCIO 12"), ("Santa-Ana 4", "SANTA-ANA 4"),
    ("Autopista Norte # 108-27", "AUT NORTE # 108-27"), ("2", "2"),
    ("Calle 26 con carrera 7", "CL 26 CON KR 7"), ("Calle 5 y carrera 3", "CL 5 Y KR 3"),
    ("Pen\u{303}a Alta", "PEÑA ALTA"),
  ])
  func `an address takes the DIAN's form where it has one`(
    written: String, normalised: String
  ) throws {
    let address = try Address(parsing: written)
    #expect(address.text == normalised)
    #expect(address.text.utf8.elementsEqual(normalised.utf8))
  }

  @Test(arguments: [
    ("", Rejection.empty), ("  ", .empty), ("a\u{1B}b", .characters("␛")), ("---", .format),
    (String(repeating: "a", count: 151), .tooLong(maximum: 150)),
  ])
  func `an address is refused only when nobody could read it`(
    written: String, rejection: Rejection
  ) {
    #expect(throws: rejection) { () throws(Rejection) in try Address(parsing: written) }
  }

  @Test(arguments: ["CL 26 # 68C - 61 AP 301", "CL 26 # 68C-61 AP 301"])
  func `an address of before is that of today, read and heard`(stored: String) throws {
    let address = Address(stored: stored)
    #expect(try address == Address(parsing: "calle 26 68c 61 apto 301"))
    #expect(
      address.spelledOut(numberSign: "número") == "calle 26 número 68C 61 apartamento 301")
  }

  @Test func `normalising an address again changes nothing, seed 7`() throws {
    var generator = Generator(seed: 7)
    let parts = [
      "calle", "Cra.", "kr", "avenida", "av", "n", "No.", "#", "26", "68", "c", "C", "y", "bis",
      "sur", "ESTE", "-", "–", " ", " ", " ", " ", ".", ",", "apto", "casa", "piso", "torre", "p",
      "la", "unión", "mz", "b", "5", "3.5", "km", "centro comercial", "n°", "º", "(", "e", "ca",
    ]
    for _ in 0..<5_000 {
      let written = generator.text(of: parts, count: 1...14)
      guard let once = try? Address(parsing: written) else { continue }
      let again = try Address(parsing: once.text)
      #expect(again == once, "\(written)")
    }
  }

  @Test(arguments: [
    ("ana maría", "Ana María"), ("ANA MARÍA", "Ana María"), ("Ana  María ", "Ana María"),
    ("MARÍA DEL PILAR", "María del Pilar"), ("de la cruz", "de la Cruz"),
    ("o'neill", "O'Neill"), ("D’Angelo", "D'Angelo"), ("PÉREZ-MORA", "Pérez-Mora"),
    ("yEiMy pAoLa", "Yeimy Paola"), ("JHon FReDy", "Jhon Fredy"), ("ANA María", "Ana María"),
    ("DeLuque", "DeLuque"), ("Juan Carlos III", "Juan Carlos III"), ("J. Ruiz", "J. Ruiz"),
    ("McDonald", "McDonald"), ("Yb", "Yb"), ("n\u{303}an\u{303}ez", "Ñañez"),
    ("Jr. Ruiz", "Jr. Ruiz"),
    ("", "vacio"), ("A", "corto"), (".", "corto"), ("Ana2", "caracteres 2"),
    ("Ana@b", "caracteres @"), ("Ана", "caracteres Ана"), ("-Ana", "formato"),
    ("Ana\u{7}", "caracteres ␇"), (String(repeating: "a", count: 61), "largo"),
  ])
  func `a person's name is letters in name case`(written: String, result: String) {
    #expect(Self.name { () throws(Rejection) in try PersonName(parsing: written) } == result)
  }

  @Test(arguments: [
    ("Construcciones 3A & Hijos S.A.S.", "Construcciones 3A & Hijos S.A.S."),
    ("PANADERÍA  LA 14", "PANADERÍA LA 14"), ("3M", "3M"), ("X", "corto"),
    ("panadería la espiga sas", "Panadería La Espiga SAS"),
    ("casa de la cultura", "Casa de la Cultura"), ("eSoft", "eSoft"),
    ("Hotel <b>", "caracteres <>"),
  ])
  func `a company's name stays as typed, but for one in small letters`(
    written: String, result: String
  ) {
    #expect(
      Self.name { () throws(Rejection) in try PersonName(parsingBusiness: written) } == result)
  }

  static func name(_ parse: () throws(Rejection) -> PersonName) -> String {
    do {
      return try parse().text
    } catch .characters(let characters) {
      return "caracteres " + characters
    } catch {
      return error.cause.rawValue
    }
  }
}
