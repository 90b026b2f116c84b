internal import Dialogue
internal import Domain
internal import Embedded

/// The name of a text, and what the program fills in. The part before the first dot is its file.
package struct Key: Hashable, Sendable {
  /// The parts of its name. Most texts are looked up once or twice: to join them would take as long.
  private let parts: (String, String, String)
  /// What a text may name in braces; it need not name all.
  package let placeholders: [String]

  init(_ name: String, _ placeholders: [String] = []) {
    self.init(name, "", "", placeholders)
  }

  init(_ first: String, _ second: String, _ third: String = "", _ placeholders: [String] = []) {
    parts = (first, second, third)
    self.placeholders = placeholders
  }

  package var name: String {
    parts.1.isEmpty ? parts.0 : concatenated(parts.0, parts.1, parts.2)
  }

  /// The `clave` of JSON: `bienvenida.texto` is `bienvenida`.
  var inJSON: String {
    let (name, end) = (name, ".texto")
    return name.hasSuffix(end) ? String(Substring(name.utf8.dropLast(end.utf8.count))) : name
  }

  func appendName(to text: inout [UInt8]) {
    text.append(parts.0)
    text.append(parts.1)
    text.append(parts.2)
  }

  /// Of no two names the same, all but certainly; one name has several by how it is parted.
  var fingerprint: UInt64 {
    var print = embeddedFingerprint(parts.0, seed: 0)
    if !parts.1.isEmpty { print = embeddedFingerprint(parts.1, seed: print) }
    if !parts.2.isEmpty { print = embeddedFingerprint(parts.2, seed: print) }
    return print
  }

  package static func == (left: Key, right: Key) -> Bool { left.name == right.name }
  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// The file of `prompts/` that holds it.
  package var file: String {
    String(Substring(name.utf8.prefix { $0 != UInt8(ascii: ".") })) + ".txt"
  }

  /// What stands behind the name of the agent's wording of the same. A question has one; another text
  /// may.
  static let endForAgents = ".agente"
  /// What stands behind the name of the wording for the ear. A text may have one.
  static let endForReading = ".lector"

  var forAgents: Key { Key(name + Self.endForAgents, placeholders) }
  var forReading: Key { Key(name + Self.endForReading, placeholders) }

  /// Every text of the program that is not an agent's wording.
  package static let all: [Key] =
    Declaration.all.flatMap(ofQuestion) + ofWelcome + ofAgenda + ofHold + ofChanges + ofTheRest

  /// The texts whose agent's wording must be there.
  package static let questions: [Key] = Declaration.all.flatMap { wordings(of: $0.question) }
}

/// A question's texts.
extension Key {
  static func label(_ question: Question) -> Key { Key(question.rawValue, ".nombre") }
  static func help(_ question: Question) -> Key { Key(question.rawValue, ".ayuda") }
  static func example(_ question: Question) -> Key { Key(question.rawValue, ".ejemplo") }

  static func option(_ question: Question, _ value: String) -> Key {
    Key(question.rawValue, ".opcion.", value)
  }

  /// What may become of an appointment that is to be changed.
  static func ofChange(_ acceptance: Acceptance) -> Key {
    Key(Question.acceptance.rawValue + ".opcion.", acceptance.rawValue, "_cambio")
  }

  static func refusal(_ question: Question, _ cause: Rejection.Cause) -> Key {
    let placeholders: [String] =
      switch cause {
      case .tooShort: ["minimo"]
      case .tooLong: ["maximo"]
      case .characters: ["caracteres"]
      case .impossibleLength: ["cantidad"]
      case .unknownArea: ["digito"]
      case .beyondOpenDays: ["ultimo"]
      case .holiday: ["festivo"]
      case .notAWorkingDay: ["semana"]
      case .closed: ["motivo"]
      case .held: ["hasta"]
      case .empty, .format, .notAnOption, .noneSuits, .nineDigits, .wrongCheckDigit,
        .missingCheckDigit,
        .onlyZeros, .landlineAsMobile, .mobileAsLandline, .serviceNumber, .withoutAt, .severalAts,
        .withoutDomain, .domainEnding, .unknownPlace, .placeElsewhere, .department, .impossibleDate,
        .past, .full, .onlyForAgents, .notASlot, .ownTime, .alreadyBooked, .wrongVerification,
        .taken,
        .notFound:
        []
      }
    return Key(question.rawValue, ".", cause.rawValue, placeholders)
  }

  /// The name of a service, without its explanation.
  static func brief(_ motive: Motive) -> Key { Key("motivo.breve.", motive.rawValue) }

  /// The wordings of a question, by the situation in which it is asked.
  static func question(_ question: Question, _ variant: String = "pregunta") -> Key {
    let placeholders: [String] =
      switch question {
      case .documentNumber: ["documento"]
      case .verification: ["primero", "segundo"]
      case .day: ["mes"]
      case .time: ["dia"]
      case .waitingWanted: ["ciudad"]
      default: []
      }
    return Key(question.rawValue, ".", variant, placeholders)
  }

  private static func wordings(of question: Question) -> [Key] {
    let variants: [String] =
      switch question {
      case .documentType: ["pregunta", "pregunta_difunto", "pregunta_empresa"]
      case .personType, .documentNumber: ["pregunta", "pregunta_difunto"]
      case .department, .city: ["pregunta", "pregunta_empresa"]
      case .givenNames, .surnames: ["pregunta", "pregunta_contacto"]
      case .secondDatum: ["pregunta", "pregunta_conocido"]
      case .menuOption: ["pregunta", "pregunta_otra"]
      case .acceptance: ["pregunta", "pregunta_cambio"]
      case .turn: ["pregunta", "pregunta_cupo"]
      case .landline: ["pregunta", "pregunta_sola", "pregunta_telefonos"]
      case .mobile: ["pregunta", "pregunta_sola"]
      case .appointmentCity: ["pregunta", "pregunta_sugerida", "pregunta_cercanas"]
      default: ["pregunta"]
      }
    return variants.map { Key.question(question, $0) }
  }

  private static func ofQuestion(_ declaration: Declaration) -> [Key] {
    let question = declaration.question
    let options: [String] =
      switch question {
      case .menuOption: MenuOption.allCases.map(\.rawValue)
      case .motive: Motive.allCases.map(\.rawValue)
      case .consent: ["si", "no"]
      case .personType: PersonType.allCases.map(\.rawValue)
      case .documentType: DocumentType.allCases.map(\.rawValue)
      case .acceptance: Acceptance.allCases.flatMap { [$0.rawValue, $0.rawValue + "_cambio"] }
      case .landline, .code, .secondDatum: ["ninguna"]
      case .handling: Handling.allCases.map(\.rawValue)
      case .change: Change.allCases.map(\.rawValue)
      case .cancellation, .knownData, .waitingPreference: ["si", "no"]
      case .waitingWanted: WaitingChoice.allCases.map(\.rawValue)
      case .waitingCity: [PartOfDay.any.rawValue]
      case .waitingPart: PartOfDay.allCases.map(\.rawValue)
      case .turn: TurnChoice.allCases.map(\.rawValue)
      default: []
      }
    return [label(question), help(question), example(question)] + wordings(of: question)
      + options.map { option(question, $0) }
      + declaration.refusals.map { refusal(question, $0) }
  }
}

/// The texts that are no question's.
extension Key {
  static let welcome = Key("bienvenida.texto")
  static let services = Key("servicios.texto")
  static let privacyNotice = Key("autorizacion.aviso")
  /// Names the notice in the store; to be changed with it.
  package static let noticeVersion = Key("autorizacion.version")
  static let declined = Key("autorizacion.negada")
  static let farewell = Key("despedida.texto")
  static let farewellWithDraft = Key("despedida.con_borrador")
  static let incomplete = Key("despedida.incompleta")
  static let incompleteWithDraft = Key("despedida.incompleta_con_borrador")
  static let stillThere = Key("despedida.sigue_ahi")
  static let leftInSilence = Key("despedida.silencio")
  static let brokenOff = Key("despedida.sin_terminar")
  static let leavingYes = Key("despedida.opcion.si")
  static let leavingNo = Key("despedida.opcion.no")
  static let leaving = Key("despedida.pregunta")

  static func outOfScope(_ subject: OutOfScope) -> Key {
    Key("fuera_de_alcance." + subject.rawValue)
  }

  private static let ofWelcome: [Key] =
    [
      welcome, services, privacyNotice, noticeVersion, declined, farewell, farewellWithDraft,
      incomplete,
      incompleteWithDraft, stillThere, leftInSilence, brokenOff, leavingYes,
      leavingNo, leaving,
    ] + OutOfScope.allCases.map(outOfScope) + Motive.allCases.map(brief)

  static let howItGoes = Key("como_funciona.texto", ["mes"])
  static let pointAnnounced = Key("punto_de_contacto.anuncio", ["punto", "ciudad"])
  static let inPerson = Key("punto_de_contacto.presencial", ["punto", "ciudad"])
  static let noPoint = Key("punto_de_contacto.no_hay", ["ciudad"])
  static let calendarTitle = Key("calendario.titulo", ["mes", "ano"])
  static let calendarLegend = Key("calendario.leyenda")
  static let hoursHeading = Key("horas.encabezado", ["citas", "horas", "dia"])
  static let hoursColumnTime = Key("horas.columna_hora")
  static let hoursColumnPlaces = Key("horas.columna_citas")
  static let hoursOfPart = Key("horas.de_la_parte")
  static let partIsFull = Key("horas.parte_llena")
  static let alternatives = Key("horas.alternativas", ["lista"])
  static let dayAlternatives = Key("fecha.alternativas", ["lista"])
  static let freeDays = Key("fecha.libres", ["desde", "hasta", "lista"])
  static let freeDaysWithout = Key("fecha.libres_sin", ["desde", "hasta", "sin", "lista"])
  static let noFreeDaysWithout = Key("fecha.sin_libres_sin", ["desde", "hasta", "sin"])
  static let noFreeDays = Key("fecha.sin_libres", ["desde", "hasta"])
  static let availability = Key("disponibilidad.texto", ["ciudad", "punto", "primera", "dias"])
  static let noAvailability = Key("disponibilidad.ninguna", ["ciudad", "punto"])
  static let availabilityOfWhere = Key("disponibilidad.donde")
  static let availabilityOn = Key("disponibilidad.dia", ["ciudad", "dia"])
  static let noAvailabilityOn = Key(
    "disponibilidad.dia_sin_cupo", ["ciudad", "dia", "causa"])
  static let availabilityForAgents = Key("disponibilidad.solo_agentes", ["ciudad"])
  static let fullThisMonth = Key("disponibilidad.mes_lleno", ["ciudad"])
  static let otherOffices = Key("disponibilidad.otras_oficinas", ["lista"])
  static let elsewhere = Key("disponibilidad.otras_ciudades", ["lista"])
  static let monthIsOver = Key("disponibilidad.mes_terminado", ["mes", "dia"])
  static let monthIsOverForChange = Key("disponibilidad.mes_terminado_cambio", ["mes", "dia"])
  static let nothingElsewhere = Key("disponibilidad.nada")

  // What is heard instead of a table.
  static let heardFreeDays = Key("lector.dias", ["mes"])
  static let heardNoFreeDays = Key("lector.sin_dias", ["mes"])
  static let heardTime = Key("lector.hora", ["hora", "citas"])
  static let heardTimeOfOne = Key("lector.hora_una", ["hora", "citas"])
  static let heardNoon = Key("lector.mediodia")
  static let numberSign = Key("lector.numero")
  /// Whether the rest of a long list is wanted.
  package static let hearMore = Key("lector.mas")

  private static let ofReading: [Key] = [
    heardFreeDays, heardNoFreeDays, heardTime, heardTimeOfOne, heardNoon, numberSign,
    hearMore, field, documentRow,
  ]

  /// `numeral` counts from 1, January.
  // Every date has one of each.
  static func month(_ numeral: Int) -> Key { Key(months[numeral - 1]) }
  static func weekday(_ weekday: Weekday) -> Key { Key(weekdays[weekday.rawValue]) }
  private static let months = [
    "calendario.mes.1", "calendario.mes.2", "calendario.mes.3", "calendario.mes.4",
    "calendario.mes.5", "calendario.mes.6", "calendario.mes.7", "calendario.mes.8",
    "calendario.mes.9", "calendario.mes.10", "calendario.mes.11", "calendario.mes.12",
  ]
  private static let weekdays = [
    "calendario.dia.0", "calendario.dia.1", "calendario.dia.2", "calendario.dia.3",
    "calendario.dia.4", "calendario.dia.5", "calendario.dia.6",
  ]
  static func shortWeekday(_ weekday: Weekday) -> Key {
    Key("calendario.dia_corto.", String(weekday.rawValue))
  }
  static let dayOfMonth = Key("calendario.fecha_corta", ["semana", "dia", "mes"])
  static let fullDate = Key("calendario.fecha", ["semana", "dia", "mes", "ano"])
  static let dayAndTime = Key("calendario.fecha_y_hora", ["fecha", "hora"])
  static let morning = Key("calendario.am")
  static let afternoon = Key("calendario.pm")
  static func holiday(_ holiday: Holiday) -> Key { Key("festivos." + holiday.rawValue) }
  /// The sums of the human check are of 2 to 9.
  static func numeral(_ number: Int) -> Key { Key("verificacion.numero.\(number)") }

  private static let ofAgenda: [Key] =
    [
      howItGoes, pointAnnounced, inPerson, noPoint, calendarTitle, calendarLegend, hoursHeading,
      hoursColumnTime, hoursColumnPlaces, hoursOfPart, partIsFull, alternatives, dayAlternatives,
      freeDays, noFreeDays,
      freeDaysWithout, noFreeDaysWithout,
      availability, noAvailability, availabilityOfWhere, availabilityOn, noAvailabilityOn,
      availabilityForAgents, fullThisMonth, monthIsOver, monthIsOverForChange, elsewhere,
      otherOffices,
      nothingElsewhere, dayOfMonth, fullDate, dayAndTime, morning, afternoon,
    ] + (1...12).map(month) + Weekday.allCases.flatMap { [weekday($0), shortWeekday($0)] }
    + Holiday.allCases.map(holiday) + (2...9).map(numeral)

  static let held = Key("retencion.inicio", ["tiempo", "dia", "hora", "ciudad"])
  static let heldInPerson = Key(
    "retencion.inicio_presencial", ["tiempo", "dia", "hora", "ciudad"])
  static let heldForChange = Key("retencion.inicio_cambio", ["tiempo", "dia", "hora", "ciudad"])
  static let holdEnds = Key("retencion.aviso", ["segundos"])
  static let countdown = Key("retencion.cuenta", ["segundos"])
  static let countdownOfOne = Key("retencion.cuenta_una", ["segundos"])
  static let holdExpired = Key("retencion.vencida")
  static let changeExpired = Key("retencion.vencida_cambio")
  static let holdExtended = Key("retencion.ampliada", ["segundos", "restantes"])
  static let holdExtendedButOnce = Key("retencion.ampliada_una", ["segundos"])
  static let holdExtendedForTheLastTime = Key("retencion.ultima_ampliacion", ["segundos"])
  static func extended(timesLeft: Int) -> Key {
    switch timesLeft {
    case 0: holdExtendedForTheLastTime
    case 1: holdExtendedButOnce
    default: holdExtended
    }
  }
  static let noExtensionsLeft = Key("retencion.sin_ampliaciones")
  static let released = Key("retencion.liberada")
  static let changeReleased = Key("retencion.liberada_cambio")
  static let booked = Key("cita.agendada", ["codigo", "grupos", "dia", "hora", "ciudad", "punto"])
  static let mailed = Key("cita.correo", ["correo"])
  static let requirements = Key("cita.requisitos", ["celular"])
  static let requirementsInPerson = Key("cita.requisitos_presencial", ["punto", "ciudad"])

  private static let ofHold: [Key] = [
    held, heldInPerson, heldForChange, holdEnds, countdown, countdownOfOne, holdExpired,
    changeExpired, holdExtended,
    holdExtendedButOnce, holdExtendedForTheLastTime, noExtensionsLeft, released,
    changeReleased, booked, mailed,
    requirements, requirementsInPerson,
  ]

  // What was found, changed or cancelled.
  private static let recordPlaceholders = [
    "codigo", "grupos", "dia", "hora", "ciudad", "punto", "servicio",
  ]
  static let foundActive = Key("consulta.vigente", recordPlaceholders)
  static let foundActiveByCode = Key("consulta.vigente_por_codigo", recordPlaceholders)
  static let foundPast = Key("consulta.pasada", recordPlaceholders)
  static let foundCancelled = Key("consulta.cancelada", recordPlaceholders)
  static let foundDisplaced = Key("consulta.desplazada", recordPlaceholders)
  static let foundReturned = Key(
    "consulta.recuperada", recordPlaceholders + ["nuevo", "nuevo_grupos"])
  static let foundReplaced = Key(
    "consulta.reemplazada", recordPlaceholders + ["nuevo", "nuevo_grupos"])
  static let alreadyBooked = Key("consulta.ya_tiene")
  static let codeNeeded = Key("consulta.falta_codigo")
  static let cannotShow = Key("consulta.sin_comprobar")
  static let notActive = Key("consulta.no_se_cambia")
  static let notActiveButReplaced = Key("consulta.no_se_cambia_esta")
  static let gone = Key("consulta.ya_no_esta")
  static let slowDown = Key("consulta.espere", ["hasta"])
  static let noDraft = Key("consulta.sin_borrador")
  static let known = Key("consulta.datos_conocidos", ["lista"])
  static let changeOfTime = Key("cambio.antes_y_ahora", ["antes", "ahora"])
  static let modified = Key("cambio.hecho", recordPlaceholders + ["anterior", "celular"])
  static let updated = Key("cambio.dato_hecho", ["campo", "valor", "codigo"])
  static let cancelled = Key("cancelacion.hecha", recordPlaceholders)
  static let keptAsItIs = Key("cancelacion.sin_cambios")

  private static let ofChanges: [Key] = [
    foundActive, foundActiveByCode, foundPast, foundCancelled, foundDisplaced, foundReturned,
    foundReplaced,
    alreadyBooked,
    codeNeeded, cannotShow,
    notActive, notActiveButReplaced,
    gone, slowDown, noDraft, known, changeOfTime, modified, updated, cancelled, keptAsItIs,
  ]

  static let summaryTitle = Key("resumen.titulo")
  static let documentRow = Key("resumen.documento")
  static let field = Key("resumen.campo", ["campo", "valor"])
  static let nothingYet = Key("resumen.vacio")
  static let dataKept = Key("resumen.conservado")
  static let understood = Key("resumen.entendido", ["campo", "valor"])
  static let understoodOnly = Key("resumen.entendido_sin_tomar", ["campo", "valor"])
  static let nothingBefore = Key("correccion.nada_antes")
  static func departure(_ departure: Departure) -> Key {
    Key("correccion.tal_vez." + departure.rawValue)
  }
  static let cannotCorrect = Key("correccion.todavia_no", ["campo"])
  static let cannotChange = Key("cambio.no_se_cambia", ["campo"])
  static let numberBeforeType = Key("tipo_documento.es_numero")
  static let numberKept = Key("numero_documento.guardado", ["numero"])
  static let whichField = Key("correccion.cual", ["lista"])
  static let whichTelephone = Key("correccion.cual_telefono")
  static let correcting = Key("correccion.actual", ["campo", "valor"])
  static let optionsTitle = Key("opciones.titulo")
  static let nothingToList = Key("opciones.ninguna")
  static let sayYesOrNo = Key("confirmacion.responda")
  static let pickOne = Key("confirmacion.responda_numero")
  /// Where a yes would be to either of two.
  static let pickOption = Key("confirmacion.responda_opcion")
  static let deceasedRow = Key("resumen.documento_difunto")
  static let contactRow = Key("resumen.contacto")
  static let notJoined = Key("lista_dias.no_entra")
  static let landlineToComplete = Key("telefono_fijo.por_completar")
  static let wayOut = Key("opciones.salida")
  static let adviser = Key("opciones.asesor")
  static func explained(_ asked: FrequentQuestion, isInPerson: Bool) -> Key {
    let differs = [.attendance, .caller, .preparation, .missed, .deafness].contains(asked)
    return Key("preguntas." + asked.rawValue + (isInPerson && differs ? "_presencial" : ""))
  }
  package static let busy = Key("fallas.ocupada")

  /// A proposal of one answer, and of several.
  static func proposal(_ reason: String, several: Bool) -> Key {
    Key("confirmacion.\(reason)" + (several ? ".varias" : ""), ["valor"])
  }

  private static let ofTheRest: [Key] =
    [
      summaryTitle, nothingYet, dataKept, understood, understoodOnly, nothingBefore,
      cannotCorrect, cannotChange, numberBeforeType, numberKept, pickOption, deceasedRow,
      contactRow,
      notJoined, whichField, whichTelephone, correcting, optionsTitle, nothingToList,
      sayYesOrNo, pickOne,
      landlineToComplete, wayOut, adviser, busy,
    ]
    + Departure.allCases.map(departure)
    + Set(
      FrequentQuestion.allCases.flatMap {
        [explained($0, isInPerson: false), explained($0, isInPerson: true)]
      })
    + (Doubt.allCases.map(\.rawValue)
    + ["cercanas", "sigue_libre", "otra_ciudad", "otra_oficina", "solo_apellidos"])
    .flatMap { [proposal($0, several: false), proposal($0, several: true)] }
    + ofReading + ofManual + ofDesk + ofCallReport + ofProgram + ofCommandLine + ofOffice + ofCare
    + ofFigures + ofLetters + ofOutbox + ofWaiting + ofTurn

  static let manualDate = Key("manual.fecha")
  static let manualTitle = Key("manual.titulo")
  static let manualSummary = Key("manual.resumen")
  /// A section of the manual that is prose: its heading and its text.
  static func manual(_ section: ManualSection, heading: Bool) -> Key {
    Key("manual." + section.rawValue + (heading ? ".titulo" : ""))
  }

  private static let ofManual: [Key] =
    [manualDate, manualTitle, manualSummary]
    + ManualSection.allCases.flatMap { section in
      [manual(section, heading: true)] + (section.isTable ? [] : [manual(section, heading: false)])
    }

  // The agent's desk.
  static let unread = Key("agente.sin_usar", ["texto"])
  static let beforeConsent = Key("agente.antes_de_autorizar", ["texto"])
  static let orders = Key("agente.ordenes", ["ordenes", "datos"])
  static let spelled = Key("agente.deletreo", ["campo", "letras"])
  static let spelledInGroups = Key("agente.deletreo_numero", ["campo", "grupos"])
  static let nothingToSpell = Key("agente.sin_deletreo")
  static let noted = Key("agente.nota", ["texto"])
  static let noteEmpty = Key("agente.nota_vacia")
  static let noteTooLong = Key("agente.nota_larga", ["maximo"])
  static let nextCall = Key("agente.llamada")
  static let resumeByDocument = Key("agente.continuar")
  static let onlyForAgents = Key("agente.solo_agentes")

  /// A letter with a word for it, or the name of a sign.
  static func spelling(of sign: String) -> Key { Key("deletreo." + sign) }
  static let withAccent = Key("deletreo.tilde", ["letra"])
  static let withDiaeresis = Key("deletreo.dieresis", ["letra"])
  static let spelledSigns = [
    "espacio", "punto", "guion", "guion_bajo", "arroba", "mas", "apostrofo",
  ]
  static let spelledLetters = Array("abcdefghijklmnñopqrstuvwxyz").map(String.init)

  private static let ofDesk: [Key] =
    [
      unread, beforeConsent, orders, spelled, spelledInGroups, nothingToSpell, noted, noteEmpty,
      noteTooLong,
      nextCall, resumeByDocument, onlyForAgents, withAccent, withDiaeresis,
    ] + (spelledLetters + spelledSigns).map(spelling)

  // What the program itself says, outside the conversation.
  static let usageTitle = Key("programa.titulo")
  static let usageHeading = Key("programa.uso")
  static let usageOfCommand = Key("programa.uso_orden")
  static let commandOperand = Key("programa.nombre_de_orden")
  static let usageCommands = Key("programa.ordenes")
  static let usageOptions = Key("programa.opciones")
  static let usageForTrials = Key("programa.para_pruebas")
  static let usageAlso = Key("programa.tambien")
  static let usageExamplesHeading = Key("programa.ejemplos")
  static let usageExamples = Key("programa.lista_de_ejemplos")
  package static let similarOption = Key(
    "programa.opcion_parecida", ["opcion", "parecida", "ayuda"])
  package static let similarValue = Key("programa.valor_parecido", ["opcion", "valor", "parecida"])
  package static let similarCommand = Key("programa.orden_parecida", ["orden", "parecida"])
  package static let unknownOption = Key("programa.opcion_desconocida", ["opcion", "ayuda"])
  package static let missingValue = Key("programa.falta_valor", ["opcion", "ayuda"])
  package static let missingOptions = Key("programa.falta_opcion", ["opciones", "ayuda"])
  package static let wrongValue = Key("programa.valor", ["opcion", "valor", "ayuda"])
  package static let wrongForm = Key("programa.valor_forma", ["valor", "forma", "ayuda"])
  package static let notAChoice = Key("programa.valor_de_lista", ["valor", "lista"])
  package static let unknownCity = Key("programa.ciudad_desconocida", ["valor"])
  package static let ambiguousCity = Key("programa.ciudad_ambigua", ["valor", "lista"])
  package static let unknownCommand = Key("programa.orden_desconocida", ["orden"])
  package static let unknownWord = Key("programa.palabra_sobra", ["palabra", "orden", "ayuda"])
  package static let similarWord = Key(
    "programa.palabra_parecida", ["palabra", "orden", "parecida"])
  package static let misplacedOption = Key(
    "programa.opcion_de_otra_orden", ["opcion", "orden", "ayuda"])
  package static let contradictoryOptions = Key("programa.opciones_opuestas", ["una", "otra"])
  package static let reversedOptions = Key(
    "programa.opciones_al_reves", ["una", "otra", "ayuda"])
  package static let exceededOption = Key("programa.opcion_de_mas", ["una", "otra", "ayuda"])
  package static let cannotRead = Key("programa.no_se_lee", ["ruta"])
  package static let cannotWrite = Key("programa.no_se_escribe", ["ruta"])
  package static let outputClosed = Key("programa.salida_cerrada")
  package static let storeMissing = Key("fallas.no_hay", ["ruta"])
  package static let storeIsNew = Key("fallas.nueva", ["ruta"])
  package static let storeCannotOpen = Key("fallas.no_abre", ["ruta"])
  package static let storeDamaged = Key("fallas.danada", ["ruta"])
  package static let storeNewer = Key("fallas.mas_nueva", ["ruta"])
  package static let storeCannotCreate = Key("fallas.no_se_crea", ["ruta"])
  package static let storeReadOnly = Key("fallas.solo_lectura", ["ruta"])
  package static let storeFull = Key("fallas.sin_espacio", ["ruta"])
  package static let storeDeviceFails = Key("fallas.disco", ["ruta"])
  package static let unexpected = Key("fallas.inesperada", ["detalle"])
  package static let textsMissingFile = Key("textos.falta_archivo")
  package static let textsMissingKey = Key("textos.falta_clave", ["clave"])
  package static let textsUnknownKey = Key("textos.clave_desconocida", ["clave"])
  package static let textsRepeatedKey = Key("textos.clave_repetida", ["clave"])
  package static let textsUnknownPlaceholder = Key(
    "textos.marcador_desconocido", ["clave", "marcador"])
  package static let textsEmpty = Key("textos.vacia", ["clave"])
  package static let textsMalformedLine = Key("textos.linea_suelta")
  package static let replayPassed = Key("ensayo.igual", ["archivo"])
  package static let replayDiffers = Key("ensayo.distinto", ["archivo"])
  package static let replayUpdated = Key("ensayo.actualizado", ["archivo"])
  package static let replayMalformed = Key("ensayo.mal_formado", ["archivo", "linea"])
  package static let replayTotal = Key("ensayo.total", ["iguales", "distintos"])

  private static let ofProgram: [Key] = [
    usageTitle, usageHeading, usageOfCommand, commandOperand, usageCommands, usageOptions,
    usageForTrials, usageAlso,
    usageExamplesHeading, usageExamples, similarOption, similarValue, similarCommand, similarWord,
    unknownWord,
    unknownOption, missingValue, missingOptions, wrongValue, wrongForm, notAChoice, unknownCity,
    ambiguousCity, unknownCommand, misplacedOption, contradictoryOptions, reversedOptions,
    exceededOption, cannotRead,
    cannotWrite,
    outputClosed, storeMissing, storeIsNew, storeCannotOpen, storeDamaged, storeNewer,
    storeCannotCreate, storeReadOnly,
    storeFull, storeDeviceFails, unexpected, textsMissingFile,
    textsMissingKey, textsUnknownKey, textsRepeatedKey, textsUnknownPlaceholder, textsEmpty,
    textsMalformedLine, replayPassed, replayDiffers, replayUpdated, replayMalformed,
    replayTotal,
  ]
}
