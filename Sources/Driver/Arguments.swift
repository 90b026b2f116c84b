internal import Domain

/// The command line, understood.
struct Arguments {
  enum Command: Equatable {
    case converse
    case replay(files: [String], updates: Bool)
    case map
    case interpret(Question, known: [Known])
    case help
    case version
  }

  /// What the conversation would know already: `--con departamento=05`.
  struct Known: Equatable {
    let question: Question
    let value: String
  }

  /// What is wrong with a command line.
  enum Defect: Error, Equatable {
    case unknownOption(String)
    case missingValue(String)
    case wrongValue(String, of: String)
    case unknownCommand(String)
  }

  var command = Command.converse
  var agent: String?
  var json = false
  var store: String?
  var texts: String?
  var start: Moment?
  var seed: UInt64?
  var echoes = false
  var isStrict = false
  var usesColour = true

  /// `words` are the arguments without the program's name.
  init(_ words: [String]) throws(Defect) {
    var operands: [String] = []
    var updates = false
    var known: [Known] = []
    var rest = words[...]
    var onlyOperands = false
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-", !onlyOperands else {
        operands.append(word)
        continue
      }
      let (name, attached) = Self.split(word)
      func value() throws(Defect) -> String {
        if let attached { return attached }
        guard let next = rest.popFirst() else { throw .missingValue(name) }
        return next
      }
      switch name {
      case "--": onlyOperands = true
      case "--agente": agent = try Self.agentName(value(), of: name)
      case "--base":
        let path = try value()
        guard !path.isEmpty else { throw .wrongValue(path, of: name) }
        store = path
      case "--textos": texts = try value()
      case "--ahora":
        let written = try value()
        guard let moment = Moment(iso: written) else { throw .wrongValue(written, of: name) }
        start = moment
      case "--semilla":
        let written = try value()
        guard let number = UInt64(written) else { throw .wrongValue(written, of: name) }
        seed = number
      case "--con": known.append(try Self.known(value(), of: name))
      case "--json", "--eco", "--estricto", "--sin-color", "--actualizar", "--version", "--ayuda",
        "--help", "-h":
        if let attached { throw .wrongValue(attached, of: name) }
        switch name {
        case "--json": json = true
        case "--eco": echoes = true
        case "--estricto": isStrict = true
        case "--sin-color": usesColour = false
        case "--actualizar": updates = true
        case "--version": command = .version
        default: command = .help
        }
      default: throw .unknownOption(name)
      }
    }
    guard command == .converse else { return }
    switch operands.first {
    case nil: break
    case "ensayar":
      guard operands.count > 1 else { throw .missingValue("ensayar") }
      command = .replay(files: Array(operands.dropFirst()), updates: updates)
    case "mapa":
      guard operands.count == 1 else { throw .unknownCommand(operands[1]) }
      command = .map
    case "interpretar":
      guard operands.count == 2 else { throw .missingValue("interpretar") }
      guard let question = Question(rawValue: operands[1]) else {
        throw .wrongValue(operands[1], of: "interpretar")
      }
      command = .interpret(question, known: known)
    case .some(let word): throw .unknownCommand(word)
    }
  }

  /// `--base=RUTA` is `--base RUTA`.
  private static func split(_ word: String) -> (name: String, attached: String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }

  private static func agentName(_ written: String, of option: String) throws(Defect) -> String {
    guard !written.isEmpty, controlCharacters(in: written) == nil else {
      throw .wrongValue(visible(written), of: option)
    }
    return written
  }

  private static func known(_ written: String, of option: String) throws(Defect) -> Known {
    guard let equals = written.firstIndex(of: "="),
      let question = Question(rawValue: String(written[..<equals]))
    else { throw .wrongValue(written, of: option) }
    return Known(
      question: question, value: String(written[written.index(after: equals)...]))
  }
}
