internal import Domain

/// What can stand after an option or a command.
package enum Operand: String, Sendable {
  case agent = "NOMBRE"
  case store = "RUTA"
  case folder = "CARPETA"
  case file = "ARCHIVO"
  case moment = "AAAA-MM-DDTHH:MM"
  case number = "N"
  /// A question's id.
  case question = "CAMPO"
  case known = "CAMPO=VALOR"
  case shell = "bash|zsh|fish"

  /// What it can be, where that is known.
  package var choices: [String] {
    switch self {
    case .question: Question.allCases.map(\.rawValue)
    case .shell: Shell.allCases.map(\.rawValue)
    case .agent, .store, .folder, .file, .moment, .number, .known: []
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
  case known = "--con"
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
    case .json, .echoes, .isStrict, .reading, .withoutColour, .updates, .help, .version: nil
    }
  }

  /// Of use to whoever edits texts or tests, not to whoever books.
  package var isForTrials: Bool {
    switch self {
    case .texts, .start, .seed, .echoes, .isStrict: true
    case .agent, .json, .store, .reading, .withoutColour, .updates, .known, .help, .version: false
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
  case completion = "completar"
  case manual = "manual"

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
    case .converse, .map, .manual: Operands()
    case .replay: Operands(required: [.file], repeats: true)
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
    case .map, .completion, .manual: []
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

  /// What the command does, in a few words.
  package static func subcommand(_ subcommand: Subcommand) -> Key {
    Key("linea.orden" + subcommand.rawValue.split(separator: " ").map { "." + $0 }.joined())
  }

  static let ofCommandLine = Option.allCases.map(option) + Subcommand.allCases.map(subcommand)
}
