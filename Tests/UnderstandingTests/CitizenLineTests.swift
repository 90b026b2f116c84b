import Domain
import Testing

@testable import Understanding

/// Lines of a citizen that tell more than was asked.
struct CitizenLineTests {
  static func read(_ line: String, as question: Question) throws -> String {
    written(
      interpret(
        line, as: question,
        in: try context {
          $0.personType = [.documentType, .documentNumber].contains(question) ? .natural : nil
          $0.documentType = question == .documentNumber ? .cedulaDeCiudadania : nil
        }))
  }

  @Test(arguments: [
    (
      Question.documentType,
      "mi cédula es la cincuenta y dos millones trescientos cuarenta y cinco mil seiscientos setenta y ocho",
      "varios tipo_documento=13|numero_documento=52345678"
    ),
    (
      .documentType, "cc 52123456 a nombre de Ana María Gómez Ruiz",
      "varios tipo_documento=13|numero_documento=52123456|nombre=Ana María|apellidos=Gómez Ruiz"
    ),
    (
      .personType, "natural cc 52123456",
      "varios tipo_persona=natural|tipo_documento=13|numero_documento=52123456"
    ),
    (
      .personType, "para mi empresa NIT 800197268-4",
      "varios tipo_persona=juridica|tipo_documento=31|numero_documento=800197268-4"
    ),
    (
      .documentNumber, "52123456 Ana María Gómez Ruiz",
      "varios numero_documento=52123456|nombre=Ana María|apellidos=Gómez Ruiz"
    ),
    (
      .givenNames, "Ana María 310 456 7890",
      "varios nombre=Ana María|telefono_celular=+573104567890"
    ),
    (
      .givenNames, "Ana María Gómez Ruiz, ana@gmail.com",
      "varios nombre=Ana María|apellidos=Gómez Ruiz|correo=ana@gmail.com"
    ),
    (.surnames, "Gómez Ruiz ana@gmail.com", "varios apellidos=Gómez Ruiz|correo=ana@gmail.com"),
    (
      .landline, "no, solo celular 310 456 7890",
      "varios telefono_fijo=ninguna|telefono_celular=+573104567890"
    ),
    (
      .landline, "6013456789 3104567890",
      "varios telefono_fijo=+576013456789|telefono_celular=+573104567890"
    ),
    (
      .mobile, "al 301 456 7890 o al fijo 601 234 5678",
      "varios telefono_celular=+573014567890|telefono_fijo=+576012345678"
    ),
    (
      .mobile,
      "tres diez cuatro cincuenta y seis setenta y ocho noventa y mi correo es ana arroba gmail punto com",
      "varios telefono_celular=+573104567890|correo=ana@gmail.com"
    ),
    (
      .email, "ana@gmail.com calle 26 # 68C-61, apto 301",
      "varios correo=ana@gmail.com|direccion=CL 26 # 68C-61 AP 301"
    ),
    (
      .email, "ana arroba gmail punto com y vivo en la calle 26 # 68C-61, Bogotá",
      "varios correo=ana@gmail.com|direccion=CL 26 # 68C-61|departamento=11|ciudad=11001"
    ),
    (
      .email, "ana@gmail.com y el celular es 311 222 3344",
      "varios correo=ana@gmail.com|telefono_celular=+573112223344"
    ),
    (
      .address, "calle 26 # 68C-61 sur, Bogotá",
      "varios direccion=CL 26 # 68C-61 SUR|departamento=11|ciudad=11001"
    ),
    (
      .address, "calle 13 # 5-20 en Soacha, Cundinamarca",
      "varios direccion=CL 13 # 5-20|departamento=25|ciudad=25754"
    ),
    (
      .address, "vereda El Hato, municipio de Ubaté, Cundinamarca",
      "varios direccion=VRD EL HATO|departamento=25|ciudad=25843"
    ),
    (
      .address, "carrera 7 # 12-30, barrio Centro, Tunja, Boyacá",
      "varios direccion=KR 7 # 12-30 BRR CENTRO|departamento=15|ciudad=15001"
    ),
    (
      .address, "en Tunja, carrera siete número doce guion treinta",
      "varios direccion=KR 7 # 12-30|departamento=15|ciudad=15001"
    ),
    (
      .address, "calle 10 # 5-20, correo otro@gmail.com, Pasto",
      "varios direccion=CL 10 # 5-20|correo=otro@gmail.com|departamento=52|ciudad=52001"
    ),
    (
      .givenNames, "me llamo Pedro Luis Rojas Mora y vivo en la carrera 7 # 12-30 de Tunja",
      "varios nombre=Pedro Luis|apellidos=Rojas Mora|direccion=KR 7 # 12-30|departamento=15|ciudad=15001"
    ),
    (
      .documentType, "cédula, la 79.456.123", "varios tipo_documento=13|numero_documento=79456123"
    ),
    (
      .documentType,
      "cédula de ciudadanía setenta y nueve, cuatrocientos cincuenta y seis, ciento veintitrés",
      "varios tipo_documento=13|numero_documento=79456123"
    ),
    (
      .documentType, "pasaporte número AB123456 y me llamo Peter Schmidt",
      "varios tipo_documento=41|numero_documento=AB123456 … me llamo Peter Schmidt"
    ),
    (
      .surnames, "Rojas Mora y no tengo teléfono fijo",
      "varios apellidos=Rojas Mora|telefono_fijo=ninguna"
    ),
    (.city, "Soacha, otro@gmail.com", "varios ciudad=25754|correo=otro@gmail.com"),
    (.department, "Antioquia, municipio de Bello", "varios departamento=05|ciudad=05088"),
    (.department, "Valle del Cauca y vivo en Palmira", "varios departamento=76|ciudad=76520"),
    (.department, "Quindío, Armenia", "varios departamento=63|ciudad=63001"),
  ])
  func `what can be nothing else is taken with the answer`(
    question: Question, line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: question) == expected)
  }

  @Test(arguments: [
    (
      Question.menuOption, "cancelar 0092021012434",
      "orden begin(Domain.Goal.cancel) … 0092021012434"
    ),
    (.menuOption, "consultar 0092021012434", "valor consultar … 0092021012434"),
    (.consent, "sí, cédula 52123456", "valor si … cédula 52123456"),
    (.motive, "desembargo, cédula 52123456", "valor desembargo … cédula 52123456"),
    (.givenNames, "Ana Gómez", "ambiguo Ana|Ana Gómez nombre_y_apellidos … Ana Gómez"),
    (
      .givenNames, "Ana Gómez, 310 456 7890",
      "ambiguo Ana|Ana Gómez nombre_y_apellidos … Ana Gómez, 310 456 7890"
    ),
    (.documentNumber, "52123456, me llamo Ana Gómez", "valor 52123456 … me llamo Ana Gómez"),
    (
      .email, "ana@gmial.com, calle 26 # 68C-61",
      "varios direccion=CL 26 # 68C-61 … ana@gmial.com"
    ),
  ])
  func `what waits for its own question is what is left`(
    question: Question, line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: question) == expected)
  }

  @Test(arguments: [
    ("Ana Gómez, 310 456 7890", Question.mobile, "valor +573104567890 … Ana Gómez"),
    (
      "me llamo Ana Gómez, 310 456 7890", .givenNames,
      "ambiguo Ana|Ana Gómez nombre_y_apellidos … Ana Gómez, 310 456 7890"
    ),
    (
      "me llamo Peter Schmidt", .givenNames,
      "ambiguo Peter|Peter Schmidt nombre_y_apellidos … Peter Schmidt"
    ),
    ("Gómez, 310 456 7890", .surnames, "valor Gómez … 310 456 7890"),
    (
      "cédula 52123456", .documentType, "varios tipo_documento=13|numero_documento=52123456 … "
    ),
    ("ana@gmial.com", .email, "ambiguo ana@gmail.com|ana@gmial.com desliz … "),
    ("0092021012434, cédula 52123456", .code, "valor 0092021012434 … cédula 52123456"),
  ])
  func `what was left answers its own question`(
    rest: String, question: Question, expected: String
  ) throws {
    let reading = interpretRest(rest, as: question, in: try context { $0.personType = .natural })
    #expect(reading.map(written) == expected)
  }

  @Test(arguments: [("Ana Gómez", Question.address), ("cédula 52123456", .email)])
  func `what was left answers no other question`(rest: String, question: Question) throws {
    #expect(interpretRest(rest, as: question, in: try context()) == nil)
  }

  /// What looks like another datum and is none.
  @Test(arguments: [
    (Question.email, "ana3104567890@gmail.com", "valor ana3104567890@gmail.com"),
    (.address, "calle 39 # 20-30, Palermo", "valor CL 39 # 20-30 PALERMO"),
    (.address, "carrera 15 # 8-20 barrio Florencia", "valor KR 15 # 8-20 BRR FLORENCIA"),
    (.address, "avenida Bogotá # 5-20", "valor AV BOGOTÁ # 5-20"),
    (
      .address, "barrio Soacha, calle 5 # 3-2", "valor BRR SOACHA CL 5 # 3-2"
    ),
    (.city, "Soacha, barrio Compartir", "valor 25754"),
    (
      .mobile, "310 456 7890 o 311 222 3344",
      "ambiguo +573104567890|+573112223344 dos_lecturas"
    ),
    (.documentNumber, "Jorge Andrés Ríos", "invalido formato"),
    (.personType, "una empresa de servicios temporales", "valor juridica"),
    (.department, "Antioquia, Antioquia", "valor 05"),
    (.time, "Carrera 8 # 20-15", "invalido formato"),
  ])
  func `what may be part of the answer stays in it`(
    question: Question, line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: question) == expected)
  }

  @Test(arguments: [
    (Question.mobile, "３１０ ４５６ ７８９０", "valor +573104567890"),
    (.mobile, "٣١٠٤٥٦٧٨٩٠", "valor +573104567890"),
    (.documentNumber, "५२३४५६७८", "valor 52345678"),
    (.code, "００９-２０２１-０１２-４３４", "valor 0092021012434"),
    (.day, "el １６", "valor 2021-09-16"), (.day, "١٦/٠٩/٢٠٢١", "valor 2021-09-16"),
    (.email, "ａｎａ＠ｇｍａｉｌ．ｃｏｍ", "valor ana@gmail.com"),
    (.address, "ＣＬ ２６ ＃ ６８Ｃ-６１", "valor CL 26 # 68C-61"),
  ])
  func `digits of any script are digits`(
    question: Question, line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: question) == expected)
  }

  @Test func `an hour in full width is an hour`() throws {
    let context = try context { $0.times = [TimeOfDay(minutes: 860)] }
    #expect(written(interpret("２:２０", as: .time, in: context)) == "valor 14:20")
  }

  @Test(arguments: [
    ("la misma", "valor 05001"), ("en la misma ciudad", "valor 05001"),
    ("donde vivo", "valor 05001"),
    ("otra", "orden list"), ("otro", "orden list"), ("otra ciudad", "orden list"),
  ])
  func `the city of an appointment can be that of residence, or one of the list`(
    line: String, expected: String
  ) throws {
    let context = try context { $0.home = Municipality(code: "05001") }
    #expect(written(interpret(line, as: .appointmentCity, in: context)) == expected)
  }

  @Test func `without a residence the same city is none`() throws {
    let reading = interpret("la misma", as: .appointmentCity, in: try context())
    #expect(written(reading) == "invalido desconocido")
  }

  @Test(arguments: [
    ("no es para mí, es para mi empresa", "valor juridica"),
    ("no es para mi empresa, es para mí", "valor natural"),
    ("una persona", "valor natural"), ("quiero hablar con una persona", "orden human"),
    ("no, empresa", "valor juridica"), ("no soy empresa", "valor natural"),
  ])
  func `who is denied is not meant`(line: String, expected: String) throws {
    #expect(try Self.read(line, as: .personType) == expected)
  }

  @Test(arguments: [
    (Question.mobile, "me falta un número", "invalido corto"),
    (.documentNumber, "me comí un número", "invalido formato"),
    (.email, "sospechoso: pagos@dian.co", "ambiguo pagos@dian.co dos_lecturas"),
    (.email, "es luz dary, luzdary45 arroba yahoo punto es", "valor luzdary45@yahoo.es"),
    (.email, "rosa punto perez 87 en gmail", "ambiguo rosa.perez87@gmail.com dos_lecturas"),
    (.email, "no tengo gmail", "ninguna"),
    (.surnames, "Castro Caycedo, Caycedo con ye", "valor Castro Caycedo"),
    (.surnames, "GONZALES PEÑA el gonzales con ese al final", "valor Gonzales Peña"),
    (
      .email, "d punto valencia más dian arroba gmail punto com",
      "ambiguo d.valencia+dian@gmail.com|d.valenciamasdian@gmail.com dos_lecturas"
    ),
    (.documentType, "pasaporte, es que la cédula se me perdió", "valor 41"),
    (.surnames, "Ruiz, Ruiz con zeta", "ambiguo Ruiz dos_lecturas"),
  ])
  func `what is said about a datum is no part of it`(
    question: Question, line: String, expected: String
  ) throws {
    #expect(try Self.read(line, as: question) == expected)
  }
}
