internal import Dialogue
internal import Domain
package import Store
internal import Terminal
internal import Wording

/// The program: from the words of the command line to an exit status.
package struct Program {
  package static let version = "0.1.0"

  private static let wrongUsage: Int32 = 64
  private static let unexpectedFailure: Int32 = 1

  private let arguments: Arguments
  private let catalogue: Catalogue
  private let endsProcess: Bool
  var speaker: Speaker {
    Speaker(
      catalogue, isAgent: arguments.agent != nil,
      isReading: arguments.isReading && !arguments.json)
  }

  /// To be called first by a process that runs nothing beside the program.
  package static func useOneThread() {
    Store.useOneThread()
  }

  /// Runs with `words`, the arguments without the program's name; returns the exit status. Where it
  /// `endsProcess`, the system takes back at once what a conversation holds.
  package static func run(_ words: [String], endsProcess: Bool = false) -> Int32 {
    let builtIn = Catalogue.builtIn()
    let arguments: Arguments
    do {
      arguments = try Arguments(words)
    } catch {
      complain(
        Speaker(builtIn, isAgent: false).words(
          for: error, of: Arguments.helpedSubcommand(words)))
      return wrongUsage
    }
    var catalogue = builtIn
    if let folder = arguments.texts {
      catalogue = Catalogue { readFile(folder + "/" + $0) }
      let defects = catalogue.defects()
      guard defects.isEmpty else {
        let speaker = Speaker(builtIn, isAgent: false)
        guard defects.contains(where: { $0.kind != .missingFile }) else {
          complain(speaker.text(.cannotRead, ["ruta": visible(folder)]))
          return wrongUsage
        }
        for defect in defects { complain(speaker.words(for: defect, in: folder)) }
        return wrongUsage
      }
    }
    return Program(arguments: arguments, catalogue: catalogue, endsProcess: endsProcess).run()
  }

  private func run() -> Int32 {
    switch arguments.command {
    case .converse: converse()
    case .replay(let files, let updates): replay(files, updates: updates)
    case .interpret(let question, let known): interpretLines(as: question, known: known)
    case .map: show(Map().mermaid)
    case .calls(let day):
      runOnStore { surface, store throws(StoreError) in
        try showCalls(on: day, from: store, on: surface)
        return 0
      }
    case .learn(let file): learn(to: file)
    case .office(let command):
      runOnStore { surface, store throws(StoreError) in
        var desk = makeDesk(on: surface, store: store, seed: seed)
        return try desk.run(command)
      }
    case .mail(let command):
      runOnStore { surface, store throws(StoreError) in
        try makeMailDesk(on: surface, store: store).run(command)
      }
    case .complete(let shell): show(speaker.completion(for: shell))
    case .manual: show(speaker.manual(version: Self.version))
    case .help(let subcommand):
      show(speaker.usage(of: subcommand, width: Console(colour: false).width))
    case .version: show("citas \(Self.version)")
    }
  }

  // MARK: The conversation

  private func converse() -> Int32 {
    let console = Console(
      colour: arguments.usesColour && !arguments.json && !arguments.isReading, fold: folded,
      arrange: { arranged($0, width: $1) })
    guard let path = storePath else {
      Self.complain(speaker.text(.storeCannotCreate, ["ruta": "citas.db"]))
      return StoreError.cannotCreate.exitStatus
    }
    let channel: Actor.Channel =
      if arguments.json { .json } else if console.isTerminal { .terminal } else { .pipe }
    let store = Store(.file(path), actor: Actor(channel: channel, agent: arguments.agent))
    if endsProcess {
      _ = Unmanaged.passRetained(store)
      _ = Unmanaged.passRetained(catalogue)
    }
    let surface = ConsoleSurface(console, start: arguments.start)
    let failureSpeaker = speaker
    var runner = makeRunner(on: surface, store: store, seed: seed)
    do {
      return try runner.run()
    } catch {
      switch error {
      case .output:
        Self.complain(failureSpeaker.text(.outputClosed))
        return Self.unexpectedFailure
      case .store(let error):
        Self.complain(failureSpeaker.words(for: error, path: path))
        runner.presenter.presentEnd(
          status: "falla", exitStatus: error.exitStatus, on: surface)
        // The standard error has said it already.
        try? surface.flush()
        return error.exitStatus
      }
    }
  }

  // MARK: The office

  /// Runs a command of the office.
  private func runOnStore(
    _ body: (ConsoleSurface, Store) throws(StoreError) -> Int32
  ) -> Int32 {
    guard let path = storePath else {
      Self.complain(speaker.text(.storeCannotCreate, ["ruta": "citas.db"]))
      return StoreError.cannotCreate.exitStatus
    }
    let surface = ConsoleSurface(
      Console(colour: arguments.usesColour && !arguments.json), start: arguments.start)
    let store = Store(.file(path), actor: Actor(channel: .office, agent: officer))
    if store.isMissing {
      guard arguments.subcommand.makesStore else {
        Self.complain(speaker.text(.storeMissing, ["ruta": visible(path)]))
        presenter.presentEnd(
          status: "falla", exitStatus: StoreError.cannotOpen.exitStatus, on: surface)
        try? surface.flush()
        return StoreError.cannotOpen.exitStatus
      }
    }
    let isNew = store.isMissing
    do {
      let exitStatus = try body(surface, store)
      if isNew, !store.isMissing {
        Self.complain(speaker.text(.storeIsNew, ["ruta": visible(path)]))
      }
      try surface.flush()
      return exitStatus
    } catch let error as StoreError {
      Self.complain(speaker.words(for: error, path: path))
      presenter.presentEnd(status: "falla", exitStatus: error.exitStatus, on: surface)
      // The standard error has said it already.
      try? surface.flush()
      return error.exitStatus
    } catch {
      Self.complain(speaker.text(.outputClosed))
      return Self.unexpectedFailure
    }
  }

  /// Who gives the command: `--agente`, or who is logged in, as cron too has it.
  private var officer: String? {
    arguments.agent
      ?? Console.processEnvironment("LOGNAME").flatMap {
        $0.isEmpty || controlCharacters(in: $0) != nil ? nil : $0
      }
  }

  private func makeDesk<Place: Surface>(
    on surface: Place, store: Store, seed: UInt64
  ) -> Desk<Place> {
    Desk(
      surface: surface, presenter: presenter, speaker: speaker, store: store,
      random: SplitMix64(seed: seed))
  }

  private func showCalls(
    on day: Day?, from store: Store, on surface: some Surface
  ) throws(StoreError) {
    let figures = try store.calls(on: day ?? surface.now.day, now: surface.now)
    presenter.present(report: speaker.report(of: figures), on: surface)
    presenter.presentEnd(status: "hecho", exitStatus: 0, on: surface)
  }

  private func makeMailDesk<Place: Surface>(on surface: Place, store: Store) -> MailDesk<Place> {
    MailDesk(surface: surface, presenter: presenter, speaker: speaker, store: store)
  }

  private var presenter: Presenter { arguments.json ? .json(speaker) : .text(speaker) }

  private var seed: UInt64 {
    if let seed = arguments.seed { return seed }
    var random = SystemRandomNumberGenerator()
    return random.next()
  }

  /// `--base`, `$CITAS_BASE`, or the place that the XDG base directory specification gives.
  private var storePath: String? {
    if let path = arguments.store { return Self.plainPath(path) }
    func variable(_ name: String) -> String? {
      Console.processEnvironment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let path = variable("CITAS_BASE") { return Self.plainPath(path) }
    // A relative path in $XDG_DATA_HOME is to be ignored, says the specification.
    if let folder = variable("XDG_DATA_HOME"), folder.hasPrefix("/") {
      return folder + "/citas/citas.db"
    }
    return variable("HOME").map { $0 + "/.local/share/citas/citas.db" }
  }

  /// SQLite takes `:memory:` and its like for something else than a file.
  private static func plainPath(_ path: String) -> String {
    path.hasPrefix(":") || path.hasPrefix("file:") ? "./" + path : path
  }

  func makeRunner<Place: Surface>(
    on surface: Place, store: Store, seed: UInt64
  ) -> Runner<Place> {
    var random = SplitMix64(seed: seed)
    let conversation = Conversation(
      isAgent: arguments.agent != nil, noticeVersion: catalogue.text(.noticeVersion),
      seed: random.next(),
      // An agent sits there also while nobody calls.
      mindsSilence: surface.isTerminal && arguments.agent == nil,
      staysOpen: surface.isTerminal && arguments.agent != nil && !arguments.json)
    return Runner(
      surface: surface, presenter: presenter,
      store: store, conversation: conversation, random: random, echoes: arguments.echoes,
      isStrict: arguments.isStrict)
  }

  /// The program as `words` of a command line want it, for conversations held elsewhere than at the
  /// process's own input and output: for measurements.
  package init(_ words: [String]) throws {
    self.init(arguments: try Arguments(words), catalogue: Catalogue.builtIn())
  }

  /// Holds a conversation; others can follow on the same store. The exit status.
  package func converse(
    at surface: some Surface, with store: Store, seed: UInt64
  ) throws -> Int32 {
    var runner = makeRunner(on: surface, store: store, seed: seed)
    return try runner.run()
  }

  /// What `interpretar` makes of a line, with `words` after the program's name. For measurements.
  package static func interpreter(_ words: [String]) throws -> (String) -> String {
    let arguments = try Arguments(words)
    guard case .interpret(let question, let known) = arguments.command else {
      throw Arguments.Defect.unknownCommand(words.first ?? "")
    }
    let now = arguments.start ?? Rehearsal.defaultStart
    let context = try Interpretation.context(of: question, known: known, now: now)
    return { Interpretation.line(of: $0, as: question, in: context) }
  }

  // MARK: Transcripts

  private func replay(_ files: [String], updates: Bool) -> Int32 {
    var report = ""
    var same = 0
    for file in files {
      switch Rehearsal.replay(file: file, updates: updates) {
      case .same:
        same += 1
        report += speaker.text(.replayPassed, ["archivo": file]) + "\n"
      case .different(let lines):
        report += speaker.text(.replayDiffers, ["archivo": file]) + "\n"
        report += lines.map { "    " + $0 + "\n" }.joined()
      case .updated:
        same += 1
        report += speaker.text(.replayUpdated, ["archivo": file]) + "\n"
      case .malformed(let line):
        report +=
          speaker.text(.replayMalformed, ["archivo": file, "linea": String(line)]) + "\n"
      case .unreadable:
        report += speaker.text(.cannotRead, ["ruta": file]) + "\n"
      case .unwritable:
        report += speaker.text(.cannotWrite, ["ruta": file]) + "\n"
      }
    }
    report += speaker.text(
      .replayTotal, ["iguales": String(same), "distintos": String(files.count - same)])
    let shown = show(report)
    return same == files.count ? shown : Self.unexpectedFailure
  }

  /// The transcript's whole output: what its conversations say when they are held again, and its
  /// commands when they are given again.
  func rehearse(_ transcript: Transcript) throws(Rehearsal.Failure) -> String {
    let start = arguments.start ?? Rehearsal.defaultStart
    let surface = TranscriptSurface(transcript, start: start)
    let store = Store(.memory, actor: Actor(channel: .transcript, agent: arguments.agent))
    let prepared = try Rehearsal.prepare(store, transcript, now: start)
    var seed = arguments.seed ?? Rehearsal.defaultSeed
    try rehearse(on: surface, store: store, seed: seed)
    while let next = surface.beginNext() {
      seed += 1
      switch next {
      case .conversation: try rehearse(on: surface, store: store, seed: seed)
      case .cancellation(let city, let slot):
        try Rehearsal.cancel(prepared, city, slot, in: store, now: surface.now)
      case .command(let words):
        do {
          let program = Program(arguments: try Arguments(words), catalogue: catalogue)
          try program.rehearse(on: surface, store: store, seed: seed)
        } catch let error as Rehearsal.Failure {
          throw error
        } catch {
          throw .run(error)
        }
      }
    }
    return surface.output
  }

  private func rehearse(
    on surface: TranscriptSurface, store: Store, seed: UInt64
  ) throws(Rehearsal.Failure) {
    do {
      switch arguments.command {
      case .office(let command):
        var desk = makeDesk(on: surface, store: store, seed: arguments.seed ?? seed)
        end(try desk.run(command), on: surface)
      case .mail(let command):
        end(try makeMailDesk(on: surface, store: store).run(command), on: surface)
      case .calls(let day): try showCalls(on: day, from: store, on: surface)
      case .converse, .replay, .map, .learn, .interpret, .complete, .manual, .help, .version:
        var runner = makeRunner(on: surface, store: store, seed: seed)
        _ = try runner.run()
      }
    } catch {
      throw .run(error)
    }
  }

  /// What a command ended with, where it is not 0.
  private func end(_ exitStatus: Int32, on surface: TranscriptSurface) {
    if exitStatus != 0 { surface.write("[\(exitStatus)]\n") }
  }

  init(arguments: Arguments, catalogue: Catalogue, endsProcess: Bool = false) {
    self.endsProcess = endsProcess
    self.arguments = arguments
    self.catalogue = catalogue
  }

  // MARK: Interpretation

  private func interpretLines(as question: Question, known: [Arguments.Known]) -> Int32 {
    let console = Console(colour: false)
    let surface = ConsoleSurface(console, start: arguments.start)
    do {
      let context = try Interpretation.context(of: question, known: known, now: surface.now)
      while true {
        let line = try console.readLine()
        guard case .text(let text) = line else { break }
        console.write(Interpretation.line(of: text, as: question, in: context))
      }
      try console.flush()
      return 0
    } catch let error as Arguments.Defect {
      Self.complain(speaker.words(for: error, of: .interpret))
      return Self.wrongUsage
    } catch {
      return Self.unexpectedFailure
    }
  }

  // MARK: Output

  func show(_ text: String) -> Int32 {
    let console = Console(colour: false)
    console.write(text + "\n")
    do {
      try console.flush()
      return 0
    } catch {
      return Self.unexpectedFailure
    }
  }

  static func complain(_ text: String) {
    writeError(text + "\n")
  }
}

extension Speaker {
  fileprivate func words(
    for defect: Arguments.Defect, of subcommand: Subcommand?
  ) -> String {
    let help = (["citas", subcommand?.rawValue ?? "", "--ayuda"].filter { !$0.isEmpty })
      .joined(separator: " ")
    switch defect {
    case .unknownOption(let option):
      if let similar = nearest(to: option, among: Option.allCases.map(\.rawValue)) {
        return text(
          .similarOption, ["opcion": visible(option), "parecida": similar, "ayuda": help])
      } else {
        return text(.unknownOption, ["opcion": visible(option), "ayuda": help])
      }
    case .missingValue(let option):
      return text(.missingValue, ["opcion": option, "ayuda": help])
    case .missingOptions(let options):
      return text(
        .missingOptions,
        ["opciones": options.map(\.synopsis).joined(separator: ", "), "ayuda": help])
    case .wrongForm(let value, let operand):
      return text(
        .wrongForm, ["valor": visible(value), "forma": operand.rawValue, "ayuda": help])
    case .notAChoice(let value, let operand):
      return text(
        .notAChoice,
        ["valor": visible(value), "lista": choices(of: operand).joined(separator: ", ")])
    case .unknownCity(let city): return text(.unknownCity, ["valor": visible(city)])
    case .ambiguousCity(let city, let cities):
      return text(
        .ambiguousCity,
        [
          "valor": visible(city),
          "lista": cities.map { "\($0.name) (\($0.department.name))" }.joined(separator: ", "),
        ])
    case .wrongValue(let value, let option):
      if let choices = Subcommand(rawValue: option)?.choices,
        let similar = nearest(to: value, among: choices)
      {
        return text(
          .similarValue, ["opcion": option, "valor": visible(value), "parecida": similar])
      } else {
        return text(
          .wrongValue, ["opcion": option, "valor": visible(value), "ayuda": help])
      }
    case .unknownCommand(let word):
      if let similar = nearest(to: word, among: Subcommand.allCases.map(\.rawValue)) {
        return text(.similarCommand, ["orden": visible(word), "parecida": similar])
      } else {
        return text(.unknownCommand, ["orden": visible(word)])
      }
    case .unknownWord(let word, let subcommand):
      let order = "citas " + subcommand.rawValue
      let longer = Subcommand.allCases.filter { $0.rawValue.hasPrefix(subcommand.rawValue + " ") }
      let next = longer.map { String($0.rawValue.dropFirst(subcommand.rawValue.count + 1)) }
      if let similar = nearest(to: word, among: next) {
        return text(
          .similarWord, ["palabra": visible(word), "orden": order, "parecida": similar])
      } else {
        return text(.unknownWord, ["palabra": visible(word), "orden": order, "ayuda": help])
      }
    case .contradictory(let one, let other):
      return text(.contradictoryOptions, ["una": one.rawValue, "otra": other.rawValue])
    case .reversed(let one, let other):
      return text(
        .reversedOptions, ["una": one.rawValue, "otra": other.rawValue, "ayuda": help])
    case .tooMany(let one, let other):
      return text(
        .exceededOption, ["una": one.rawValue, "otra": other.rawValue, "ayuda": help])
    case .misplacedOption(let option, let subcommand):
      return text(
        .misplacedOption,
        [
          "opcion": option.rawValue,
          "orden": (["citas", subcommand.rawValue].filter { !$0.isEmpty }).joined(separator: " "),
          "ayuda": help,
        ])
    }
  }

  fileprivate func words(for error: StoreError, path: String) -> String {
    let key: Key? =
      switch error {
      case .cannotOpen: .storeCannotOpen
      case .damaged: .storeDamaged
      case .newerVersion: .storeNewer
      case .cannotCreate: .storeCannotCreate
      case .readOnly: .storeReadOnly
      case .full: .storeFull
      case .deviceFails: .storeDeviceFails
      case .busy: .busy
      case .unexpected: nil
      }
    guard let key else { return text(.unexpected, ["detalle": "\(error)"]) }
    return text(key, key == .busy ? [:] : ["ruta": visible(path)])
  }

  /// `correo.txt:12: …`
  fileprivate func words(for defect: Catalogue.Defect, in folder: String) -> String {
    let place = "\(folder)/\(defect.file):\(defect.line): "
    return place
      + {
        switch defect.kind {
        case .missingFile: text(.textsMissingFile)
        case .missingKey(let key): text(.textsMissingKey, ["clave": key])
        case .unknownKey(let key): text(.textsUnknownKey, ["clave": key])
        case .repeatedKey(let key): text(.textsRepeatedKey, ["clave": key])
        case .unknownPlaceholder(let name, let key):
          text(.textsUnknownPlaceholder, ["clave": key, "marcador": name])
        case .emptyText(let key): text(.textsEmpty, ["clave": key])
        case .malformedLine: text(.textsMalformedLine)
        }
      }()
  }
}
