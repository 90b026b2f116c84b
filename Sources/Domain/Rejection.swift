/// Why an answer is not taken: one case for each thing the person can do about it, with the
/// offending parts and no prose.
package enum Rejection: Error, Hashable, Sendable {
  // Any answer.
  case empty
  case tooShort(minimum: Int)
  case tooLong(maximum: Int)
  /// The characters that do not belong, as typed; control characters made visible.
  case characters(String)
  case format
  case notAnOption
  /// None of what there is: other ways are told.
  case noneSuits

  // Documents.
  /// Nine digits as a cédula: almost certainly a NIT without its check digit.
  case nineDigits
  case wrongCheckDigit
  case missingCheckDigit
  case onlyZeros
  case impossibleLength(digits: Int)

  // Telephones.
  case landlineAsMobile
  case mobileAsLandline
  /// The digit after 60 that no region has.
  case unknownArea(digit: String)
  /// 123, 01 8000 and their like.
  case serviceNumber

  // E-mail.
  case withoutAt
  case severalAts
  case withoutDomain
  case domainEnding

  // Places.
  case unknownPlace
  /// A place of another department than the one just given.
  case placeElsewhere
  /// The name of a department where a municipality is asked.
  case department

  // Days and hours.
  case impossibleDate
  case past
  case beyondOpenDays(last: Day)
  case holiday(Holiday)
  /// The point does not attend on that day of the week.
  case notAWorkingDay(Weekday)
  case closed(reason: String)
  case full
  /// What is free is for agents to give.
  case onlyForAgents
  /// Full, but a hold ends then.
  case held(until: Moment)
  case notASlot
  /// The hour of the appointment that is to get another.
  case ownTime

  // Rules of the booking.
  case alreadyBooked
  case wrongVerification
  case taken
  /// No appointment has these data together; which of them differs is not told.
  case notFound

  /// The name of a cause in the texts (`[correo.formato.sin_arroba]`). What stands before a dot is the
  /// `motivo` of JSON.
  package enum Cause: String, CaseIterable, Sendable {
    case empty = "vacio"
    case tooShort = "corto"
    case tooLong = "largo"
    case characters = "caracteres"
    case format = "formato"
    case notAnOption = "opcion"
    case noneSuits = "ninguna"
    case nineDigits = "nueve_digitos"
    case wrongCheckDigit = "digito_verificacion"
    case missingCheckDigit = "sin_digito_verificacion"
    case onlyZeros = "ceros"
    case impossibleLength = "cantidad_digitos"
    case landlineAsMobile = "fijo_como_celular"
    case mobileAsLandline = "celular_como_fijo"
    case unknownArea = "indicativo"
    case serviceNumber = "linea_de_servicio"
    case withoutAt = "formato.sin_arroba"
    case severalAts = "formato.varias_arrobas"
    case withoutDomain = "formato.sin_dominio"
    case domainEnding = "formato.terminacion"
    case unknownPlace = "desconocido"
    case placeElsewhere = "otro_departamento"
    case department = "departamento"
    case impossibleDate = "fecha_imposible"
    case past = "pasada"
    case beyondOpenDays = "fuera_de_mes"
    case holiday = "festivo"
    case notAWorkingDay = "sin_atencion"
    case closed = "cerrado"
    case full = "lleno"
    case onlyForAgents = "solo_agentes"
    case held = "retenida"
    case notASlot = "fuera_de_horario"
    case ownTime = "propia"
    case alreadyBooked = "limite"
    case wrongVerification = "incorrecta"
    case taken = "ocupada"
    case notFound = "no_encontrada"
  }

  package var cause: Cause {
    switch self {
    case .empty: .empty
    case .tooShort: .tooShort
    case .tooLong: .tooLong
    case .characters: .characters
    case .format: .format
    case .notAnOption: .notAnOption
    case .noneSuits: .noneSuits
    case .nineDigits: .nineDigits
    case .wrongCheckDigit: .wrongCheckDigit
    case .missingCheckDigit: .missingCheckDigit
    case .onlyZeros: .onlyZeros
    case .impossibleLength: .impossibleLength
    case .landlineAsMobile: .landlineAsMobile
    case .mobileAsLandline: .mobileAsLandline
    case .unknownArea: .unknownArea
    case .serviceNumber: .serviceNumber
    case .withoutAt: .withoutAt
    case .severalAts: .severalAts
    case .withoutDomain: .withoutDomain
    case .domainEnding: .domainEnding
    case .unknownPlace: .unknownPlace
    case .placeElsewhere: .placeElsewhere
    case .department: .department
    case .impossibleDate: .impossibleDate
    case .past: .past
    case .beyondOpenDays: .beyondOpenDays
    case .holiday: .holiday
    case .notAWorkingDay: .notAWorkingDay
    case .closed: .closed
    case .full: .full
    case .onlyForAgents: .onlyForAgents
    case .held: .held
    case .notASlot: .notASlot
    case .ownTime: .ownTime
    case .alreadyBooked: .alreadyBooked
    case .wrongVerification: .wrongVerification
    case .taken: .taken
    case .notFound: .notFound
    }
  }
}

/// Why an answer that can be right is asked back before it is taken.
package enum Doubt: String, CaseIterable, Hashable, Sendable {
  /// It is written almost like these.
  case misspelt = "parecido"
  /// Several places bear the name.
  case homonym = "homonimo"
  /// Possible, but rare: a cédula that begins with zero, a mobile prefix nobody was given.
  case unusual = "inusual"
  /// A landline of before September 2021, completed with its region.
  case completed = "completado"
  /// A landline without the extension that was said: the form has none.
  case withoutExtension = "sin_extension"
  /// A usual slip of the fingers, put right: `gmial.com`.
  case slip = "desliz"
  /// Two readings are plausible.
  case twoReadings = "dos_lecturas"
  /// Where the given names end and the surnames begin.
  case nameBorder = "nombre_y_apellidos"
  /// The number of a NIT as companies have it, for a person.
  case companyNumber = "nit_de_empresa"
}
