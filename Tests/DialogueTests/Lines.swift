import Domain
import Understanding

/// A line that somebody types, and what it may touch.
struct Typed: Hashable {
  let text: String
  /// The fields that it names beside the one that was asked.
  var names: [Question] = []

  init(_ text: String, names: [Question] = []) {
    self.text = text
    self.names = names
  }
}

extension Typed {
  static let leave = Typed("salir")
  static let back = Typed("volver")

  static let few = [
    leave, back, Typed("ayuda"), Typed("xyzzy plugh"), Typed("no"),
    Typed("corregir"),
  ]

  /// What can be typed anywhere.
  static let anywhere: [Typed] =
    [
      Typed("ayuda"), Typed("repetir"),
      Typed("resumen"), Typed("servicios"),
      Typed("lista"), Typed("disponibilidad"),
      Typed("disponibilidad arauca"),
      Typed("disponibilidad soacha"),
      Typed("disponibilidad mocoa"),
      Typed("disponibilidad xyzzy"),
      Typed("corregir"), leave, back,
      Typed("menú"), Typed("agendar una cita"), Typed("consultar mi cita"),
      Typed("cancelar mi cita"), Typed("cambiar mi cita"), Typed("continuar"),
      Typed("deletrear"), Typed("deletrear correo"), Typed("nota llama la hija"), Typed("nota"),
      Typed("llamada"),
      Typed(""), Typed("\u{1B}[2J"), Typed(String(repeating: "a", count: 301)),
      Typed("xyzzy plugh"), Typed("¿?"), Typed("sí"), Typed("no"), Typed("1"), Typed("99"),
      Typed("más tiempo"), Typed("aceptar"),
      Typed(
        "cédula 52123456, celular 300 123 4567, correo ventas@example.com",
        names: [.documentType, .documentNumber, .mobile, .email]),
      Typed("correo otra@example.com", names: [.email]),
      Typed("nombre Luisa", names: [.givenNames]),
      Typed("ciudad Medellín, departamento Antioquia", names: [.city, .department]),
      Typed("ciudad Soacha", names: [.city, .department]),
      Typed("departamento Arauca", names: [.department]),
      Typed("ciudad de la cita Arauca", names: [.appointmentCity]),
      Typed("ciudad de la cita Soacha", names: [.appointmentCity]),
      Typed("fecha 2021-09-29", names: [.day]), Typed("fecha 2021-09-25", names: [.day]),
      Typed("hora 2:20 pm", names: [.time]),
      Typed("autorización sí", names: [.consent]), Typed("autorización no", names: [.consent]),
      Typed("persona jurídica", names: [.personType]),
      Typed("NIT 800197268-4", names: [.documentType, .documentNumber]),
      Typed("código 0092021012434", names: [.code]),
      Typed("lista de espera", names: [.waitingCity]), Typed("mi turno en la lista"),
      Typed("días de espera hasta el 29", names: [.waitingDays]),
    ] + corrections.map(\.typed)

  /// The orders that put a field right.
  static let corrections: [(question: Question, typed: Typed)] = [
    (.code, "código"), (.motive, "motivo"), (.consent, "autorización"),
    (.personType, "tipo de persona"), (.documentType, "tipo de documento"),
    (.documentNumber, "número de documento"), (.businessName, "razón social"),
    (.givenNames, "nombre"), (.surnames, "apellidos"), (.landline, "fijo"), (.mobile, "celular"),
    (.email, "correo"), (.address, "dirección"), (.department, "departamento"),
    (.city, "ciudad"), (.appointmentCity, "ciudad de la cita"),
    (.pointOfContact, "punto de contacto"), (.day, "día"), (.time, "hora"),
    (.waitingCity, "ciudad de espera"), (.waitingDays, "días de espera"), (.waitingPart, "franja"),
    (.waitingPreference, "preferencia"),
  ].map { ($0, Typed("corregir " + $1)) }

  /// Answers to that question: good ones, doubtful ones, and ones that its rules refuse.
  static func answers(to question: Question) -> [Typed] {
    let texts: [String] =
      switch question {
      case .menuOption: ["2", "3", "4", "5"]
      case .motive: ["2", "5", "rut", "devoluciones", "me embargaron y quiero pagar a cuotas"]
      case .consent, .cancellation, .knownData: ["2"]
      case .personType: ["jurídica"]
      case .documentType: ["6", "41", "52123456"]
      case .documentNumber:
        [
          "52123456", "800197268-4", "quiero cambiarla entonces", "0123456", "79123456",
          "123456789", "800197268-5", "000",
        ]
      case .businessName: ["Flores del Valle S.A.S."]
      case .givenNames: ["Ana María"]
      case .surnames: ["Gómez Ruiz", "Peña"]
      case .landline: ["no tengo", "6014890000", "4890000", "3001234567"]
      case .mobile: ["300 123 4567", "6014890000", "399 999 9999"]
      case .email: ["ventas@example.com", "ventas@gmial.com", "ventas"]
      case .address: ["calle 26 # 68c-61", "-"]
      case .department: ["Cundinamarca", "Putumayo", "antoquia"]
      case .city: ["Soacha", "Mocoa", "soahca", "Medellín"]
      case .verification: (4...18).map(String.init)
      case .appointmentCity: ["Bogotá", "Leticia", "Mocoa", "Soacha", "bogta", "San Juan"]
      case .pointOfContact: ["Punto de Contacto Norte", "Punto de Contacto Sur"]
      case .day:
        ["29", "hoy", "2021-09-25", "2 de octubre", "31", "el primero", "el último", "esta semana"]
      case .time: ["2:20 pm", "2:40", "3 am", "la primera", "la última", "cualquiera"]
      case .acceptance: ["2", "3", "no, esa no", "no sé", "déjela como estaba"]
      case .handling: ["2", "cancelarla"]
      case .code: ["0092021012434", "009 2021 777 777", "0092021", "no tengo"]
      case .secondDatum: ["3001234567", "otra@example.com", "no tengo", "6014890000"]
      case .change: ["quiero que sea en Bogotá", "2", "3", "4", "5", "6"]
      case .waitingWanted: ["2", "3", "lista de espera"]
      case .waitingCity: ["2", "Bogotá", "Mocoa", "bogta", "cualquiera"]
      case .waitingDays:
        [
          "no quiero", "2", "29", "hasta el 29", "cualquier tarde hasta el 30", "ayer",
          "hasta diciembre",
        ]
      case .waitingPart: ["2", "tarde", "hasta el 29 por la tarde"]
      case .waitingPreference: ["2", "estoy embarazada"]
      case .turn: ["2", "3", "4", "tomar", "no me sirve", "seguir", "salir de la lista"]
      }
    return texts.map { text in
      Typed(
        text,
        names: question == .waitingDays
          ? [.waitingPart] : question == .waitingPart ? [.waitingDays] : [])
    }
  }
}
