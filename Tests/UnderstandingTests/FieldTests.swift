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
    (.email, " Ana.Ruiz@GMAIL.com ", "valor Ana.Ruiz@gmail.com"),
    (.email, "ana@gmial.com", "ambiguo ana@gmail.com|ana@gmial.com desliz"),
    (.email, "ana@hotmail.con", "ambiguo ana@hotmail.com|ana@hotmail.con desliz"),
    (.email, "ana.gmail.com", "invalido formato.sin_arroba"),
    (.address, "Calle 26 No. 68C-61 apto 301", "valor CL 26 # 68C - 61 AP 301"),
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
