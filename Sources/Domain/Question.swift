/// A question of the conversation. The raw value is its id in the contract: the name in JSON, in
/// corrections and in the texts.
///
/// Public, and nothing else is: questions are compared thousands of times in a booking, and those of a
/// package type by another module through the witness of the protocol (Swift 6.3).
public enum Question: String, CaseIterable, Sendable {
  case menuOption = "opcion"
  case motive = "motivo"
  case consent = "autorizacion"
  case personType = "tipo_persona"
  case documentType = "tipo_documento"
  case documentNumber = "numero_documento"
  case businessName = "razon_social"
  case givenNames = "nombre"
  case surnames = "apellidos"
  case landline = "telefono_fijo"
  case mobile = "telefono_celular"
  case email = "correo"
  case address = "direccion"
  case department = "departamento"
  case city = "ciudad"
  case verification = "verificacion"
  case appointmentCity = "ciudad_cita"
  case pointOfContact = "punto_de_contacto"
  case day = "fecha"
  case time = "hora"
  case acceptance = "aceptar"
  // Asked where an appointment is looked up or changed.
  case handling = "gestion"
  case code = "codigo"
  case secondDatum = "segundo_dato"
  case change = "cambio"
  case cancellation = "cancelacion"
  /// Whether the data of an earlier time still hold.
  case knownData = "datos_conocidos"
  // The waiting list.
  /// Whether to wait for a place where none is free.
  case waitingWanted = "lista_espera"
  case waitingCity = "lista_ciudad"
  case waitingDays = "lista_dias"
  case waitingPart = "lista_franja"
  case waitingPreference = "lista_preferencia"
  /// What is to be done with one's turn in the list, and with the place that is kept.
  case turn = "lista_gestion"
}

/// What a conversation is for at a time.
package enum Goal: String, CaseIterable, Sendable {
  case book = "agendar"
  case consult = "consultar"
  /// To cancel or to modify: not said yet.
  case manage = "cancelar_o_modificar"
  case cancel = "cancelar"
  case modify = "modificar"
  /// To take up a booking that ended in the middle.
  case resume = "continuar"
  /// To wait for a place.
  case wait = "lista_de_espera"
  /// To see one's turn in the waiting list, and to take the place that is kept.
  case turn = "turno"

  /// Whether it asks for the authorisation and all data of the form.
  package var takesForm: Bool { self == .book || self == .wait }
}

/// What leads away from the question that is asked.
package enum Departure: String, CaseIterable, Sendable {
  case back = "volver"
  case menu
  case leave = "salir"
  case book = "agendar"
  case consult = "consultar"
  case cancel = "cancelar"
  case modify = "modificar"
  /// To wait for a place.
  case wait = "espera"
  /// To look after one's turn among those who wait.
  case turn = "turno"
}

/// What people ask about the appointment, whatever question is open.
package enum FrequentQuestion: String, CaseIterable, Sendable {
  case cost = "costo"
  /// Whether one has to go there.
  case attendance = "asistencia"
  case caller = "quien_llama"
  /// What one needs to have at hand.
  case preparation = "que_tener"
  case duration = "duracion"
  /// What happens to who is not there.
  case missed = "no_contesta"
  case laterChange = "cambiar_despues"
  /// Whether somebody else can attend to it.
  case otherPerson = "otra_persona"
  case confirmation = "comprobante"
  case trust = "confianza"
  case dataUse = "datos"
  // What is told rather than asked.
  /// To wait a moment.
  case pause = "espere"
  /// Who lives in another country.
  case abroad = "exterior"
  /// Whose document has one name only.
  case oneName = "un_nombre"
  case complaint = "queja"
  /// Other taxes and fines than those of the DIAN.
  case otherAuthority = "otra_entidad"
  /// That data be erased.
  case erasure = "borrar_datos"
  /// Who has no document.
  case noDocument = "sin_documento"
  /// Who would wait for single days.
  case spanOfWait = "dias_sueltos"
  /// Who cannot hear or speak.
  case deafness = "sordera"

  /// Those that are told.
  package static let told: [FrequentQuestion] = [
    .pause, .abroad, .oneName, .complaint, .otherAuthority, .erasure, .noDocument, .spanOfWait,
    .deafness,
  ]
}

/// What is to be done with an appointment.
package enum Handling: String, CaseIterable, Sendable {
  case cancel = "cancelar"
  case modify = "modificar"
}

/// What is to be changed of an appointment.
package enum Change: String, CaseIterable, Sendable {
  case time = "hora"
  case landline = "telefono_fijo"
  case mobile = "telefono_celular"
  case email = "correo"
  case address = "direccion"
  case city = "ciudad"

  /// The questions that the change asks again.
  package var questions: [Question] {
    switch self {
    case .time: [.day, .time]
    case .landline: [.landline]
    case .mobile: [.mobile]
    case .email: [.email]
    case .address: [.address]
    case .city: [.department, .city]
    }
  }
}

/// What the person came for.
package enum MenuOption: String, CaseIterable, Sendable {
  case book = "agendar"
  case consult = "consultar"
  case cancelOrModify = "cancelar_o_modificar"
  case services = "servicios"
  case leave = "salir"
}

/// Whether somebody waits for a place, and where: in the city that is full, or in any.
package enum WaitingChoice: String, CaseIterable, Sendable {
  case here = "si"
  case anywhere = "cualquiera"
  case no
}

/// What somebody in the waiting list does about it.
package enum TurnChoice: String, CaseIterable, Sendable {
  /// Takes the place that is kept.
  case take = "tomar"
  /// Lets it pass to another, and keeps the turn.
  case decline = "pasar"
  /// Leaves all as it is.
  case stay = "seguir"
  /// Leaves the list.
  case leave = "retirarse"
}

/// One of the five services of Información Cobranzas.
package enum Motive: String, CaseIterable, Sendable {
  case processStatus = "estado_proceso"
  case accountStatement = "estado_cuenta"
  case paymentAgreement = "facilidad_pago"
  case liftEmbargo = "desembargo"
  case estates = "sucesiones"
}

/// What Información Cobranzas does not attend, each with a channel of its own.
package enum OutOfScope: String, CaseIterable, Sendable {
  case rut
  case electronicSignature = "firma_electronica"
  case refunds = "devoluciones"
  case accountingBooks = "libros_contabilidad"
  case other = "otro"
}
