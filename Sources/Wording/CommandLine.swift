internal import Domain
internal import Office

/// What can stand after an option or a command.
package enum Operand: String, Sendable {
  case agent = "NOMBRE"
  case store = "RUTA"
  case folder = "CARPETA"
  case file = "ARCHIVO"
  case moment = "AAAA-MM-DDTHH:MM"
  case day = "AAAA-MM-DD"
  case number = "N"
  /// A question's id.
  case question = "CAMPO"
  case known = "CAMPO=VALOR"
  case month = "AAAA-MM"
  case time = "HH:MM"
  /// Days of the week: `lunes-viernes`, `lunes,jueves`.
  case weekdays = "DÍAS"
  /// A city with one point, a point's name or its number.
  case point = "PUNTO"
  case city = "CIUDAD"
  case departments = "DEPARTAMENTOS"
  case text = "TEXTO"
  /// The number of a rule of the schedule.
  case rule = "REGLA"
  case code = "CÓDIGO"
  /// Of an appointment, or the number of an entry of the waiting list.
  case callSubject = "CÓDIGO|TURNO"
  case outcome = "RESULTADO"
  /// Of a message.
  case state = "ESTADO"
  /// Of the figures.
  case table = "TABLA"
  case policy = "POLÍTICA"
  /// The DIAN's code of it: 13.
  case documentType = "TIPO"
  case documentNumber = "NÚMERO"
  /// Names what was shown.
  case plan = "PLAN"
  case setting = "AJUSTE"
  case value = "VALOR"
  case shell = "bash|zsh|fish"

  /// What it can be, where that is known.
  package var choices: [String] {
    switch self {
    case .question: Question.allCases.map(\.rawValue)
    case .shell: Shell.allCases.map(\.rawValue)
    case .outcome: CallOutcome.allCases.map(\.rawValue)
    case .state: QueuedNotice.State.allCases.map(\.rawValue)
    case .table: FigureTable.allCases.map(\.rawValue)
    case .setting: MailSettings.Name.allCases.map(\.rawValue)
    default: []
    }
  }
}

/// A program whose command lines a Tab completes.
package enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish
}

/// An option of the command line.
package enum Option: String, CaseIterable, Sendable {
  case agent = "--agente"
  case json = "--json"
  case store = "--base"
  case texts = "--textos"
  case start = "--ahora"
  case seed = "--semilla"
  case echoes = "--eco"
  case isStrict = "--estricto"
  case reading = "--lector"
  case withoutColour = "--sin-color"
  case updates = "--actualizar"
  case toFolder = "--a-carpeta"
  case known = "--con"
  // The office.
  case point = "--punto"
  case weekdays = "--dias"
  case from = "--desde"
  case through = "--hasta"
  case step = "--cada"
  case places = "--cupos"
  case keptForAgents = "--para-agentes"
  case validFrom = "--vigente-desde"
  case validThrough = "--vigente-hasta"
  case reason = "--motivo"
  case city = "--ciudad"
  case name = "--nombre"
  case inPerson = "--presencial"
  case alsoServes = "--tambien"
  case rulesOf = "--horario-de"
  case day = "--dia"
  case month = "--mes"
  case table = "--tabla"
  case state = "--estado"
  case code = "--codigo"
  case reveals = "--datos"
  case csv = "--csv"
  case applies = "--aplicar"
  case plan = "--plan"
  case help = "--ayuda"
  case version = "--version"

  /// What stands after it; nil for a switch.
  package var operand: Operand? {
    switch self {
    case .agent: .agent
    case .store: .store
    case .texts, .toFolder: .folder
    case .start: .moment
    case .seed: .number
    case .known: .known
    case .point, .rulesOf: .point
    case .weekdays: .weekdays
    case .from, .through: .time
    case .step, .places, .keptForAgents: .number
    case .validFrom, .validThrough, .day: .day
    case .reason, .name: .text
    case .city: .city
    case .alsoServes: .departments
    case .plan: .plan
    case .month: .month
    case .table: .table
    case .state: .state
    case .code: .code
    case .json, .echoes, .isStrict, .reading, .withoutColour, .updates, .inPerson, .csv, .applies,
      .reveals, .help, .version:
      nil
    }
  }

  /// Of use to whoever edits texts or tests, not to whoever books.
  package var isForTrials: Bool {
    [.texts, .start, .seed, .echoes, .isStrict].contains(self)
  }

  /// Those that every command takes.
  package static let common: [Option] = [
    .store, .texts, .start, .withoutColour, .help, .version,
  ]

  /// The option of that word; `--help` and `-h` are what other programs call it.
  package init?(word: String) {
    switch word {
    case "--help", "-h": self = .help
    // By its raw value it is found in a table that is made first, for one look.
    default:
      guard let option = Self.allCases.first(where: { $0.rawValue == word }) else { return nil }
      self = option
    }
  }
}

/// What `citas` is told to do; the raw value is what is typed, of one word or several.
package enum Subcommand: String, CaseIterable, Sendable {
  case converse = ""
  case replay = "ensayar"
  case interpret = "interpretar"
  case map = "mapa"
  case learn = "aprender"
  case completion = "completar"
  case manual = "manual"
  case calls = "llamadas"
  // The office.
  case schedule = "horario"
  case addRule = "horario agregar"
  case replaceRule = "horario cambiar"
  case endRule = "horario quitar"
  case close = "cierre"
  case reopen = "reabrir"
  case openMonth = "abrir"
  case points = "puntos"
  case addPoint = "puntos agregar"
  case callSheet = "hoja"
  case recordOutcome = "resultado"
  // The care of the data.
  case policies = "politicas"
  case setPolicy = "politicas poner"
  case backUp = "respaldo"
  case restore = "restaurar"
  case verify = "verificar"
  case purge = "depurar"
  case export = "exportar"
  case forget = "olvidar"
  case waitingList = "lista"
  case reviewWaitingList = "lista revisar"
  case figures = "cifras"
  case abuse = "abusos"
  case outbox = "correo"
  case deliver = "correo enviar"
  case setMail = "correo ajustar"
  case remind = "recordatorios"

  /// What stands after it, in order.
  package struct Operands: Sendable {
    package var required: [Operand] = []
    /// The last of the required ones may be repeated.
    package var repeats = false
    package var optional: [Operand] = []

    package var countMax: Int { repeats ? .max : required.count + optional.count }
  }

  package var operands: Operands {
    switch self {
    case .converse, .map, .manual, .schedule, .addRule, .points, .addPoint, .callSheet, .calls,
      .outbox,
      .deliver,
      .remind:
      Operands()
    case .setMail: Operands(required: [.setting], optional: [.value])
    case .replaceRule, .endRule: Operands(required: [.rule])
    case .close, .reopen: Operands(required: [.day])
    case .openMonth: Operands(required: [.month])
    case .recordOutcome: Operands(required: [.callSubject, .outcome])
    case .policies, .verify, .purge, .figures, .abuse, .waitingList, .reviewWaitingList: Operands()
    case .setPolicy: Operands(required: [.policy, .number])
    case .backUp, .restore: Operands(required: [.file])
    case .export, .forget: Operands(required: [.documentType, .documentNumber])
    case .replay: Operands(required: [.file], repeats: true)
    case .learn: Operands(required: [.file])
    case .interpret: Operands(required: [.question])
    case .completion: Operands(required: [.shell])
    }
  }

  /// Those it takes besides `Option.common`, in the order of the help.
  package var ownOptions: [Option] {
    switch self {
    case .converse: [.agent, .json, .reading, .seed, .echoes, .isStrict]
    case .replay: [.updates]
    case .interpret: [.known]
    case .map, .learn, .completion, .manual: []
    case .calls: [.day, .agent, .json]
    case .schedule: [.point, .agent, .json]
    case .addRule: [.point] + Self.terms + Self.changing
    case .replaceRule: Self.terms + Self.changing
    case .endRule: [.validThrough] + Self.changing
    case .close: [.reason, .point, .from, .through] + Self.changing
    case .reopen: [.point, .from] + Self.changing
    case .openMonth: Self.changing
    case .points: [.agent, .json]
    case .addPoint: [.city, .name, .inPerson, .alsoServes, .rulesOf] + Self.changing
    case .callSheet: [.day, .point, .csv, .agent, .json]
    case .recordOutcome: [.agent, .json]
    case .policies, .verify, .reviewWaitingList, .setPolicy, .backUp, .export:
      [.agent, .json]
    case .abuse: [.reveals, .agent, .json]
    case .waitingList: [.point, .csv, .agent, .json]
    case .figures: [.month, .point, .table, .csv, .agent, .json]
    case .restore, .purge, .forget: [.applies, .agent, .json]
    case .outbox: [.state, .code, .day, .month, .agent, .json]
    case .remind, .setMail: [.agent, .json]
    case .deliver: [.toFolder, .agent, .json]
    }
  }

  private static let terms: [Option] = [
    .weekdays, .from, .through, .step, .places, .keptForAgents, .validFrom, .validThrough,
  ]
  /// Of every command that changes the schedule.
  private static let changing: [Option] = [.applies, .plan, .agent, .seed, .json]

  /// Whether it may be the first to use a store, which is made then. A mistyped path would have any
  /// other tell of a store that nobody has.
  package var makesStore: Bool {
    switch self {
    case .converse, .addRule, .replaceRule, .endRule, .openMonth, .addPoint, .setPolicy, .setMail,
      .restore:
      true
    case .replay, .interpret, .map, .learn, .completion, .manual, .calls, .schedule, .close,
      .reopen, .points, .callSheet, .recordOutcome, .policies, .backUp, .verify, .purge, .export,
      .forget, .waitingList, .reviewWaitingList, .figures, .abuse, .outbox, .deliver, .remind:
      false
    }
  }

  /// Its words, and what stands after them: `citas interpretar CAMPO`.
  package var synopsis: String {
    let required = operands.required.map(\.rawValue)
    let last = operands.repeats ? "…" : ""
    let optional = operands.optional.map { "[\($0.rawValue)]" }
    let words = [rawValue.isEmpty ? "citas" : "citas " + rawValue]
    return (words + required + optional).joined(separator: " ") + last
  }

  package var options: [Option] { ownOptions + Option.common }
}

extension Key {
  /// What the option does, in a few words.
  package static func option(_ option: Option) -> Key {
    Key("linea.opcion." + option.rawValue.dropFirst(2))
  }

  /// The same for that command, where it is something else there.
  static func option(_ option: Option, of subcommand: Subcommand) -> Key {
    switch (option, subcommand) {
    case (.agent, .converse): self.option(option)
    case (.agent, _): Key("linea.opcion.agente.oficina")
    case (.day, .outbox), (.month, .outbox):
      Key("linea.opcion.\(option.rawValue.dropFirst(2)).correo")
    default: self.option(option)
    }
  }

  private static let ofOptionsElsewhere = [
    option(.agent, of: .schedule), option(.day, of: .outbox), option(.month, of: .outbox),
  ]

  /// What the command does, in a few words.
  package static func subcommand(_ subcommand: Subcommand) -> Key {
    Key("linea.orden" + subcommand.rawValue.split(separator: " ").map { "." + $0 }.joined())
  }

  static let ofCommandLine =
    Option.allCases.map(option) + ofOptionsElsewhere + Subcommand.allCases.map(subcommand)
}
