import Domain
import Testing

@testable import Understanding

@Suite struct FieldTests {
  @Test(arguments: [
    (Question.documentNumber, "1.020.304.050", "valor 1020304050"),
    (.documentNumber, "0000001", "confirmar 0000001 inusual"),
    (.documentNumber, "800197268", "invalido nueve_digitos"),
    (.givenNames, "MARÍA DEL PILAR", "valor María del Pilar"),
    (.givenNames, "María2", "invalido caracteres 2"),
    (.surnames, "de la cruz o'neill", "valor de la Cruz O'Neill"),
    (.businessName, "Construcciones 3A & Hijos S.A.S.", "valor Construcciones 3A & Hijos S.A.S."),
    (.mobile, "300 123 4567", "valor +573001234567"),
    (.mobile, "+57 (310) 555-12-34", "valor +573105551234"),
    (.mobile, "399 123 4567", "confirmar +573991234567 inusual"),
    (.mobile, "601 489 9000", "invalido fijo_como_celular"),
    (.mobile, "123", "invalido linea_de_servicio"),
    (.landline, "no tengo", "valor ninguna"), (.landline, "-", "valor ninguna"),
    (.landline, "No", "valor ninguna"), (.landline, "ninguno", "valor ninguna"),
    (.landline, "6014899000", "valor +576014899000"), (.landline, "4899000", "valor 4899000"),
    (.landline, "3001234567", "invalido celular_como_fijo"),
    (.landline, "6034899000", "invalido indicativo"),
    (.landline, "6015551234 extensión 22", "confirmar +576015551234 sin_extension"),
    (.landline, "601 555 1234 ext. 22", "confirmar +576015551234 sin_extension"),
    (
      .landline, "6015551234 y 3001234567",
      "varios telefono_fijo=+576015551234|telefono_celular=+573001234567"
    ),
    (.landline, "fijo no, eso ya nadie usa", "valor ninguna"),
    (.mobile, "3001234567 y 3109876543", "ambiguo +573109876543|+573001234567 dos_lecturas"),
    (.mobile, "3001234567, no, 3109876543", "valor +573109876543"),
    (.mobile, "3001234567 no 3109876543", "ambiguo +573109876543|+573001234567 dos_lecturas"),
    (.mobile, "el de mi hija, que yo no oigo bien: 300 123 45 67", "valor +573001234567"),
    (.mobile, "no sé si es este: 300 123 45 67", "ambiguo +573001234567 dos_lecturas"),
    (.mobile, "300 123 45 67 pero solo me timbran de noche", "valor +573001234567"),
    (.mobile, "300 123 45 67 pero ya no sirve", "ambiguo +573001234567 dos_lecturas"),
    (.email, "me escribe a ana@example.com con todo gusto", "valor ana@example.com"),
    (.email, "ana@example.com con doble ene", "ambiguo ana@example.com dos_lecturas"),
    (.email, "ANA.RUIZ@EXAMPLE.COM", "valor ana.ruiz@example.com"),
    (
      .email, "era ana@example.com pero ese ya no lo abro, ahora es ana2@example.com",
      "valor ana2@example.com"
    ),
    (.email, "es el de la oficina, ventas arroba ejemplo punto co", "valor ventas@ejemplo.co"),
    (
      .email, "maría lópez todo pegado y sin tildes arroba gmail punto com",
      "valor marialopez@gmail.com"
    ),
    (.email, "marta y pegada la pe de papá arroba gmail punto com", "valor martap@gmail.com"),
    (.email, "banessa con ve pequeña arroba gmail", "ambiguo banessa@gmail.com dos_lecturas"),
    (
      .businessName, "Cuásar, con cu de queso, Ingeniería", "ambiguo Cuásar Ingeniería dos_lecturas"
    ),
    (.address, "vivo donde mi cuñada: calle 26 # 68-61", "valor CL 26 # 68-61"),
    (.address, "circular cuarta no. 70 - 115", "valor CIR 4 # 70-115"),
    (.givenNames, "para mi mamá, ella se llama Rosalba", "valor Rosalba"),
    (.department, "uno de los dos Santanderes", "ambiguo 68|54 homonimo"),
    (.appointmentCity, "ni Pasto ni Ipiales, Popayán", "valor 19001"),
    (.mobile, "3001234567, perdón, 3109876543", "valor +573109876543"),
    (.mobile, "el 300 123 45 67, pero después de las 5", "valor +573001234567"),
    (.mobile, "mi celular termina en 4567", "invalido formato"),
    (.givenNames, "ok", "invalido formato"), (.givenNames, "hola", "invalido formato"),
    (.givenNames, "sí", "invalido formato"), (.surnames, "listo", "invalido formato"),
    (.surnames, "Bueno", "valor Bueno"), (.givenNames, "bueno", "ambiguo Bueno dos_lecturas"),
    (.givenNames, "claro que sí, Rosalba", "valor Rosalba"),
    (.givenNames, "Antonio, pero me dicen Toño", "valor Antonio"),
    (
      .surnames, "Gómez por parte de mamá y Pérez por parte de papá",
      "ambiguo Pérez Gómez|Gómez Pérez dos_lecturas"
    ),
    (.surnames, "García márquez", "valor García Márquez"),
    (.businessName, "900123456-8", "invalido formato"),
    (.businessName, "es la Cooperativa del Huila", "valor Cooperativa del Huila"),
    (.address, "no sé", "invalido formato"), (.address, "ok", "invalido formato"),
    (.email, "es ventas@example.com", "valor ventas@example.com"),
    (.email, "no manejo correo", "ninguna"),
    (
      .email, "ana@example.com y luz@example.com",
      "ambiguo ana@example.com|luz@example.com dos_lecturas"
    ),
    (.email, "jota pe mora arroba gmail punto com", "valor jpmora@gmail.com"),
    (.code, "0132021123456", "invalido formato"),
    (.department, "Bogotá Cundinamarca", "ambiguo 11|25 dos_lecturas"),
    (.city, "Bogotá Cundinamarca", "valor 11001"), (.city, "la guajira", "invalido departamento"),
    (.city, "en Tunja, por el centro", "valor 15001"),
    (.appointmentCity, "Cartago o Pereira", "ambiguo 76147|66001 dos_lecturas"),
    (.personType, "como persona, no como empresa", "valor natural"),
    (.documentType, "pasaporte no tengo, cédula sí", "valor 13"),
    (.documentType, "cedula de extrangeria", "valor 22"),
    (.motive, "fima electronica", "fuera_de_alcance firma_electronica"),
    (.motive, "a mí no me han embargado", "invalido formato"),
    (.email, " Ana.Ruiz@GMAIL.com ", "valor Ana.Ruiz@gmail.com"),
    (.email, "ana@gmial.com", "ambiguo ana@gmail.com|ana@gmial.com desliz"),
    (.email, "ana@hotmail.con", "ambiguo ana@hotmail.com|ana@hotmail.con desliz"),
    (.email, "ana.gmail.com", "invalido formato.sin_arroba"),
    (.address, "Calle 26 No. 68C-61 apto 301", "valor CL 26 # 68C-61 AP 301"),
  ])
  func `a field is read by its value's rules`(
    question: Question, line: String, reading: String
  ) throws {
    #expect(written(interpret(line, as: question, in: try context())) == reading)
  }

  @Test func `the document number follows its type`() throws {
    let nit = try context { $0.documentType = .nit }
    #expect(written(interpret("800197268 4", as: .documentNumber, in: nit)) == "valor 800197268-4")
    #expect(
      written(interpret("800197268-5", as: .documentNumber, in: nit))
        == "invalido digito_verificacion")
  }

  @Test func `seven digits are completed once the department is known`() throws {
    let context = try context { $0.department = Department.named("Antioquia") }
    #expect(
      written(interpret("489 9000", as: .landline, in: context))
        == "confirmar +576044899000 completado")
  }
}
