internal import Domain
internal import Wording

/// The command line, understood.
struct Arguments {
  enum Command: Equatable {
    case converse
    case replay(files: [String], updates: Bool)
    case map
    /// Writes the weights of the sentences to that file.
    case learn(to: String)
    case interpret(Question, known: [Known])
    case complete(Shell)
    case manual
    /// Of that day; nil for today.
    case calls(Day?)
    case office(OfficeCommand)
    case mail(MailCommand)
    /// Of a command, or of all.
    case help(Subcommand?)
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
    /// All that the command cannot do without and has not got.
    case missingOptions([Option])
    /// What is written so.
    case wrongForm(String, Operand)
    /// It is one of these.
    case notAChoice(String, of: Operand)
    case unknownCity(String)
    case ambiguousCity(String, [Municipality])
    case wrongValue(String, of: String)
    case unknownCommand(String)
    /// A word too many behind that command.
    case unknownWord(String, after: Subcommand)
    /// It belongs to another command.
    case misplacedOption(Option, Subcommand)
    /// They cannot be had together.
    case contradictory(Option, Option)
    /// The first is to come before the second, or be the same.
    case reversed(Option, Option)
    /// The first is at most the second.
    case tooMany(Option, of: Option)
  }

  var command = Command.converse
  private(set) var subcommand = Subcommand.converse
  var agent: String?
  var json = false
  var store: String?
  var texts: String?
  var start: Moment?
  var seed: UInt64?
  var echoes = false
  var isStrict = false
  var usesColour = true
  /// Whether the text is to be heard.
  var isReading = false

  /// `words` are the arguments without the program's name.
  init(_ words: [String]) throws(Defect) {
    let line = try Words(words)
    // Who asks for help gets it, whatever else stands there.
    if line.has(.help) {
      command = .help(line.helpedSubcommand)
      return
    }
    if line.has(.version) {
      command = .version
      return
    }
    let (subcommand, operands) = try line.subcommand()
    self.subcommand = subcommand
    for (one, other) in Self.contradictions where line.has(one) && line.has(other) {
      throw .contradictory(one, other)
    }
    json = line.has(.json)
    echoes = line.has(.echoes)
    isStrict = line.has(.isStrict)
    usesColour = !line.has(.withoutColour)
    isReading = line.has(.reading)
    texts = line.value(of: .texts)
    agent = try line.value(of: .agent) { Self.isAgentName($0) ? $0 : nil }
    store = try line.value(of: .store) { $0.isEmpty ? nil : $0 }
    start = try line.value(of: .start) { Moment(iso: $0) }
    seed = try line.value(of: .seed) { UInt64($0) }
    switch subcommand {
    case .converse: command = .converse
    case .map: command = .map
    case .calls: command = .calls(try line.value(of: .day) { Day(written: $0) })
    case .learn: command = .learn(to: operands[0])
    case .replay: command = .replay(files: operands, updates: line.has(.updates))
    case .manual: command = .manual
    case .completion:
      guard let shell = Shell(rawValue: operands[0]) else {
        throw .wrongValue(operands[0], of: subcommand.rawValue)
      }
      command = .complete(shell)
    case .interpret:
      guard let question = Question(rawValue: operands[0]) else {
        throw .wrongValue(operands[0], of: subcommand.rawValue)
      }
      command = .interpret(question, known: try line.values(of: .known) { Known($0) })
    case .schedule, .addRule, .replaceRule, .endRule, .close, .reopen, .openMonth, .points,
      .addPoint, .callSheet, .recordOutcome, .policies, .setPolicy, .backUp, .restore, .verify,
      .purge, .export, .forget, .figures, .abuse, .waitingList, .reviewWaitingList:
      command = .office(try OfficeCommand(subcommand, operands, line))
    case .outbox, .deliver, .setMail, .remind:
      command = .mail(try MailCommand(subcommand, operands, line))
    }
  }

  /// Two forms of the same output, or two spans of the same days.
  private static let contradictions: [(Option, Option)] = [
    (.csv, .json), (.reading, .json), (.day, .month),
  ]

  /// The command whose help is of use to who wrote `words`; nil when none is named.
  static func helpedSubcommand(_ words: [String]) -> Subcommand? {
    // What is wrong with the options does not matter here.
    Words.named(by: words.filter { !$0.hasPrefix("-") })?.subcommand
  }

  private static func isAgentName(_ written: String) -> Bool {
    !written.isEmpty && controlCharacters(in: written) == nil
  }
}

extension Arguments.Known {
  fileprivate init?(_ written: String) {
    guard let equals = written.firstIndex(of: "="),
      let question = Question(rawValue: String(written[..<equals]))
    else { return nil }
    self.init(question: question, value: String(written[written.index(after: equals)...]))
  }
}

/// The words of a command line, sorted into options and operands.
struct Words {
  typealias Defect = Arguments.Defect

  private static let wordsForHelp = ["ayuda", "help"]

  private var values: [(option: Option, value: String)] = []
  private var operands: [String] = []

  init(_ words: [String]) throws(Defect) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      guard word != "--" else {
        operands += rest
        return
      }
      let (name, attached) = Self.split(word)
      guard let option = Option(word: name) else { throw .unknownOption(name) }
      guard option.operand != nil else {
        if let attached { throw .wrongValue(attached, of: name) }
        values.append((option, ""))
        continue
      }
      // What follows an option is its value, whatever it looks like.
      guard let value = attached ?? rest.popFirst() else { throw .missingValue(name) }
      values.append((option, value))
    }
    // `citas ayuda cierre`, as with other programs.
    if let first = operands.first, Self.wordsForHelp.contains(first) {
      operands.removeFirst()
      values.append((.help, ""))
    }
  }

  /// The command of the most words that begins the operands, and what stands after it.
  func subcommand() throws(Defect) -> (Subcommand, operands: [String]) {
    let (subcommand, rest) = try operands.isEmpty ? (.converse, []) : named()
    for (option, _) in values where !subcommand.options.contains(option) {
      throw .misplacedOption(option, subcommand)
    }
    return (subcommand, rest)
  }

  /// The one that help is wanted of; nil when none is named.
  var helpedSubcommand: Subcommand? {
    Self.named(by: operands).map(\.subcommand)
  }

  fileprivate static func named(by operands: [String]) -> (subcommand: Subcommand, count: Int)? {
    let candidates = Subcommand.allCases.compactMap { subcommand in
      let words = subcommand.rawValue.split(separator: " ").map(String.init)
      return operands.starts(with: words) ? (subcommand: subcommand, count: words.count) : nil
    }
    return candidates.filter { $0.count > 0 }.max { $0.count < $1.count }
  }

  private func named() throws(Defect) -> (Subcommand, operands: [String]) {
    guard let (subcommand, count) = Self.named(by: operands) else {
      throw .unknownCommand(operands[0])
    }
    let rest = Array(operands.dropFirst(count))
    guard rest.count >= subcommand.operands.required.count else {
      throw .missingValue(subcommand.rawValue)
    }
    guard rest.count <= subcommand.operands.countMax else {
      throw .unknownWord(rest[subcommand.operands.countMax], after: subcommand)
    }
    return (subcommand, rest)
  }

  /// All of those that are missing are told at once.
  func require(_ options: [Option]) throws(Defect) {
    let missing = options.filter { !has($0) }
    guard missing.isEmpty else { throw .missingOptions(missing) }
  }

  func has(_ option: Option) -> Bool {
    values.contains { $0.option == option }
  }

  /// The last one given.
  func value(of option: Option) -> String? {
    values.last { $0.option == option }?.value
  }

  /// The last one given, as `parse` makes it; nil from `parse` is a defect.
  func value<Value>(
    of option: Option, parse: (String) -> Value?
  ) throws(Defect) -> Value? {
    try values(of: option, parse: parse).last
  }

  /// The last one given, which is one of a few; another is a defect that names them.
  func choice<Value>(
    of option: Option, parse: (String) -> Value?
  ) throws(Defect) -> Value? {
    guard let written = value(of: option), let operand = option.operand else { return nil }
    guard let value = parse(written) else { throw .notAChoice(visible(written), of: operand) }
    return value
  }

  func values<Value>(
    of option: Option, parse: (String) -> Value?
  ) throws(Defect) -> [Value] {
    try values.filter { $0.option == option }.map { (_, written) throws(Defect) in
      guard let value = parse(written) else {
        guard let operand = option.operand, operand.isAForm else {
          throw .wrongValue(visible(written), of: option.rawValue)
        }
        throw .wrongForm(visible(written), operand)
      }
      return value
    }
  }

  /// `--base=RUTA` is `--base RUTA`.
  private static func split(_ word: String) -> (name: String, attached: String?) {
    guard word.hasPrefix("--"), let equals = word.firstIndex(of: "=") else { return (word, nil) }
    return (String(word[..<equals]), String(word[word.index(after: equals)...]))
  }
}

extension Operand {
  /// Whether its name shows how it is written.
  fileprivate var isAForm: Bool { [.day, .time, .month, .moment].contains(self) }
}

extension Day {
  /// `2021-09-16`, and as tables show it: `16-09-2021`. Slashes, and numbers without a zero before
  /// them, are as good.
  init?(written: String) {
    let parts = written.split(
      omittingEmptySubsequences: false, whereSeparator: { "-/".contains($0) })
    guard parts.count == 3 else { return nil }
    let ordered = parts[0].utf8.count == 4 ? parts : parts.reversed()
    guard ordered[0].utf8.count == 4, ordered[1...].allSatisfy({ (1...2).contains($0.utf8.count) })
    else { return nil }
    func padded(_ number: Substring) -> String {
      number.utf8.count == 1 ? "0" + number : "\(number)"
    }
    self.init(iso: "\(ordered[0])-\(padded(ordered[1]))-\(padded(ordered[2]))")
  }
}

extension TimeOfDay {
  /// `08:00`, `8:00`, and as people are shown it: `8:00 a. m.`, `12:00:00 p. m.`
  init?(written: String) {
    var text = String(folded(written).filter { $0 != " " && $0 != "." })
    var isAfternoon: Bool?
    for (ending, afternoon) in [("am", false), ("pm", true)] where text.hasSuffix(ending) {
      text.removeLast(ending.count)
      isAfternoon = afternoon
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { wholeNumber($0.utf8) }
    guard numbers.count == parts.count, (2...3).contains(parts.count),
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }), parts.count < 3 || numbers[2] == 0
    else { return nil }
    var hour = numbers[0]
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24, numbers[1] < 60 else { return nil }
    self.init(minutes: 60 * hour + numbers[1])
  }
}
