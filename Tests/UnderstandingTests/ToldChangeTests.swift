import Domain
import Testing

@testable import Understanding

/// What is wanted otherwise than it stands at the acceptance, in lines that accept nothing.
@Suite struct ToldChangeTests {
  private static func values(_ told: ToldChange?) -> String? {
    switch told {
    case .answers(let answers):
      answers.map { "\($0.question.rawValue)=\($0.value)" }.joined(separator: " ")
    case .document(let type, let number): "tipo_documento=\(type.rawValue) " + written(number)
    case .doubtful(let question, let reading): "\(question.rawValue): " + written(reading)
    case nil: nil
    }
  }

  @Test(arguments: [
    ("10:20", "hora=10:20"), ("el lunes", "fecha=2021-09-13"),
    ("quiero el viernes 17 a las 10", "fecha=2021-09-17 hora=10:00"),
    ("no espere dice que el viernes 17 a las 10", "fecha=2021-09-17 hora=10:00"),
    ("vivo en bello", "departamento=05 ciudad=05088"),
    ("soy Ana Ruiz Pérez", "nombre=Ana apellidos=Ruiz Pérez"),
    ("el celular es 3109998877 no ese", "telefono_celular=+573109998877"),
    ("no es facilidad es desembargo", "motivo=desembargo"),
    ("mi papá murió, es sucesión", "motivo=sucesiones"),
    ("es desembargo no facilidad de pago", "motivo=desembargo"),
    ("me equivoqué, es cédula de extranjería 345678", "tipo_documento=22 valor 345678"),
    ("sí, pero a las tres", "hora=15:00"), ("para el 17", "fecha=2021-09-17"),
    ("mañana", "fecha=2021-09-10"), ("la quiero en Cali", "ciudad_cita=76001"),
    ("es NIT no cédula", "tipo_documento=31"), ("la cita la quiero en bogotá", "ciudad_cita=11001"),
  ])
  func `what is wanted is told with its value`(line: String, expected: String) throws {
    let told = changeTold(line, in: try context { $0.personType = .natural })
    #expect(Self.values(told) == expected, "\(line)")
  }

  @Test(arguments: [
    "5", "¿el lunes?", "no puedo el lunes", "el lunes no puedo", "el lunes no",
    "tengo clase a las 10", "soy pensionado", "es que no tengo plata", "a la orden",
    "está bien", "no", "quiero", "gracias", "mi mamá está en bogotá", "no es nit",
    "el segundo nombre sobra", "eso no es un sí", "sí 2", "confirmo mañana", "listo y ahora",
    "vamos viendo", "quítenme de ahí",
  ])
  func `what may be meant otherwise changes nothing`(line: String) throws {
    let told = changeTold(line, in: try context { $0.personType = .natural })
    #expect(told == nil, "\(line) → \(Self.values(told) ?? "")")
  }

  @Test(arguments: [
    ("me equivoqué, es NIT", "tipo_documento=31"),
    ("no tengo cédula, tengo pasaporte AB123456", "tipo_documento=41 numero_documento=AB123456"),
    ("es cédula 79123456", "tipo_documento=13 valor 79123456"),
    ("sí, es un NIT", "tipo_documento=31"),
  ])
  func `a document of another type is told`(line: String, expected: String) throws {
    let told = documentTold(line, in: try context { $0.personType = .natural })
    #expect(Self.values(told) == expected, "\(line)")
  }

  @Test(arguments: ["no es NIT", "no tengo pasaporte", "¿es NIT?", "martes a las 3"])
  func `a document that is denied or not named is none`(line: String) throws {
    let told = documentTold(line, in: try context { $0.personType = .natural })
    #expect(told == nil, "\(line) → \(Self.values(told) ?? "")")
  }

  @Test(arguments: [
    ("cancelar", Handling.cancel), ("quiero cancelar mi cita", .cancel),
    ("cambiar mi cita", .modify),
    ("cambiar", .modify), ("mover la cita", .modify),
  ])
  func `which of the two is wanted of an appointment is heard`(line: String, expected: Handling) {
    #expect(handlingTold(line) == expected, "\(line)")
  }

  @Test(arguments: ["cancelar o modificar una cita", "3", "no quiero cancelar", "una cita"])
  func `both or neither is asked`(line: String) {
    #expect(handlingTold(line) == nil, "\(line)")
  }
}
