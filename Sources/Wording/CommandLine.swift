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
  case withoutColour = "--sin-color"
  case updates = "--actualizar"
  case known = "--con"
  case day = "--dia"
  case help = "--ayuda"
  case version = "--version"

  /// What stands after it; nil for a switch.
  package var operand: Operand? {
    switch self {
    case .agent: .agent
    case .store: .store
    case .texts: .folder
    case .start: .moment
    case .seed: .number
    case .known: .known
    case .day: .day
    case .json, .echoes, .isStrict, .withoutColour, .updates, .help, .version: nil
    }
  }

  /// Those that every command takes.
  package static let common: [Option] = [
    .store, .texts, .start, .withoutColour, .help, .version,
  ]

  /// The option of that word; `--help` and `-h` are what other programs call it.
  package init?(word: String) {
    switch word {
    case "--help", "-h": self = .help
    default: self.init(rawValue: word)
    }
  }
}

/// What `citas` is told to do; the raw value is what is typed, of one word or several.
package enum Subcommand: String, CaseIterable, Sendable {
  case converse = ""
  case replay = "ensayar"
  case interpret = "interpretar"
  case map = "mapa"
  case calls = "llamadas"

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
    case .converse, .map, .calls: Operands()
    case .replay: Operands(required: [.file], repeats: true)
    case .interpret: Operands(required: [.question])
    }
  }

  /// Those it takes besides `Option.common`, in the order of the help.
  package var ownOptions: [Option] {
    switch self {
    case .converse: [.agent, .json, .seed, .echoes, .isStrict]
    case .replay: [.updates]
    case .interpret: [.known]
    case .map: []
    case .calls: [.day, .json]
    }
  }

  package var options: [Option] { ownOptions + Option.common }
}

extension Key {
  /// What the option does, in a few words.
  package static func option(_ option: Option) -> Key {
    Key("linea.opcion." + option.rawValue.dropFirst(2))
  }

  /// What the command does, in a few words.
  package static func subcommand(_ subcommand: Subcommand) -> Key {
    Key("linea.orden" + subcommand.rawValue.split(separator: " ").map { "." + $0 }.joined())
  }

  static let ofCommandLine = Option.allCases.map(option) + Subcommand.allCases.map(subcommand)
}
