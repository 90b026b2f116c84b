/// A question of the conversation. The raw value is its id in the contract: the name in JSON, in
/// corrections and in the texts.
package enum Question: String, CaseIterable, Sendable {
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
