/// The rules that are rows of the store, by the name that they have there.
package struct Policies: Hashable, Sendable {
  package enum Name: String, CaseIterable, Sendable {
    case holdSeconds = "retencion_segundos"
    case holdExtensions = "retencion_prorrogas"
    case activeAppointments = "citas_activas_por_documento"
    case silenceSeconds = "silencio_segundos"
    case draftHours = "borrador_horas"
    case missesMax = "fallos_por_dato"
    case missesOfSessionMax = "fallos_por_sesion"
    case missesOfCodesMax = "fallos_de_codigos"
    case missMinutes = "fallos_minutos"
    case offerHours = "oferta_horas"
    case offerMarginHours = "oferta_margen_horas"
    case unansweredOffersMax = "ofertas_sin_respuesta"
    case dataDays = "datos_dias"
    case mailAttempts = "correo_intentos"
    case mailRetryMinutes = "correo_reintento_minutos"
    case mailSeconds = "correo_segundos"
  }

  /// In the order of the names.
  private let values: [Int]

  /// The policies of those values; nil when one is missing.
  package init?(_ values: [(name: Name, value: Int)]) {
    self.values = Name.allCases.compactMap { name in
      values.first { $0.name == name }?.value
    }
    guard self.values.count == Name.allCases.count else { return nil }
  }

  package subscript(name: Name) -> Int {
    guard let place = Name.allCases.firstIndex(of: name) else {
      preconditionFailure("every policy has a value")
    }
    return values[place]
  }

  /// How long a place is held, and what each extension adds.
  package var holdSeconds: Int { self[.holdSeconds] }
  package var holdExtensions: Int { self[.holdExtensions] }
  /// Appointments to come that a document can have.
  package var activeAppointments: Int { self[.activeAppointments] }
  /// Silence on a terminal after which the person is asked whether they are there.
  package var silenceSeconds: Int { self[.silenceSeconds] }
  /// How long a draft can be taken up again.
  package var draftHours: Int { self[.draftHours] }
  /// Misses in `missMinutes` that slow down the look-ups of a code, a document or a second datum.
  package var missesMax: Int { self[.missesMax] }
  /// The same for all that one session looks up.
  package var missesOfSessionMax: Int { self[.missesOfSessionMax] }
  /// The same for the look-ups by code alone, whoever makes them.
  package var missesOfCodesMax: Int { self[.missesOfCodesMax] }
  package var missMinutes: Int { self[.missMinutes] }
  /// Personal data is erased that many days after the appointment.
  package var dataDays: Int { self[.dataDays] }
  /// How often a message is handed over before it is given up.
  package var mailAttempts: Int { self[.mailAttempts] }
  /// The wait before the second time; each later one is twice as long.
  package var mailRetryMinutes: Int { self[.mailRetryMinutes] }
  /// How long the command that takes a message may think.
  package var mailSeconds: Int { self[.mailSeconds] }
}
