internal import Domain
internal import Glibc
internal import Proof

/// A piece of work for the program, and the store that it is done on.
struct Work {
  /// How the store is found.
  enum Start {
    /// There is none.
    case nothing
    /// With appointments, cancelled and changed ones too, a draft, mail that waits; and the log that
    /// the program left beside it.
    case lived
    /// The same, with a log that is so long that the next to write moves it into the file.
    case grown
    /// With two people in the waiting list, for whom places are kept.
    case waiting
    /// What an early version of the program made.
    case version1
  }

  let name: String
  var start = Start.lived
  /// After the program's name and `--base`.
  let words: [String]
  var lines: [String] = []
  /// Stands in what the program says if and only if the work is done; nil when only its exit status
  /// tells so.
  var acknowledgement: String?
  /// Whether it can be done again on the same store.
  var repeats = false
  /// Whether another store comes in the place of the one that it finds, which says itself what was done
  /// with it.
  var replaces = false
  /// When `verificar` looks at what it left.
  var later = Work.now
  /// A file that it makes.
  var makes: String?

  var verifies: Bool { ["backup", "restore"].contains(name) }
  var isJSON: Bool { words.contains("--json") }
  var isNew: Bool { start == .nothing || makes != nil || name == "restore" }
  var input: String { lines.map { $0 + "\n" }.joined() }

  static let names = [
    "creation", "booking", "moving", "text-booking", "change", "update", "cancellation", "closure",
    "reopening", "rule", "month", "purge", "forgetting", "policy", "migration", "backup", "restore",
    "joining", "taking", "passing", "leaving", "review",
  ]

  /// Friday 10 September 2021, nine in the morning.
  static let nowWritten = "2021-09-10T09:00"
  static let now = Moment(iso: nowWritten) ?? Moment(secondsSinceEpoch: 0)
  /// When what is kept from then on is kept no longer.
  static let nextWritten = "2021-09-11T10:00"
  static let clock = ["--ahora", nowWritten]
  static let seeded = clock + ["--semilla", "7"]
  static let agent = ["--json", "--agente", "Ana"] + seeded

  /// What an agent types for a booking.
  static func booking(
    _ document: String, in city: String, on day: String, at hour: String
  ) -> [String] {
    [
      "1", "2", "sí", "natural", "cédula", document, "Ana María", "Gómez Ruiz", "no tengo",
      "3001234567", "ventas@example.com", "Calle 26 # 68C-61", "Cundinamarca", "Soacha", city, day,
      hour, "aceptar",
    ]
  }

  static func change(
    _ code: String, of document: String, to day: String, at hour: String
  ) -> [String] {
    ["3", "2", code, "1", document, "1", day, hour, "aceptar"]
  }

  static func update(_ code: String, of document: String, email: String) -> [String] {
    ["3", "2", code, "1", document, "correo", email]
  }

  static func cancellation(_ code: String, of document: String) -> [String] {
    ["3", "1", code, "1", document, "sí"]
  }

  /// Into the waiting list, where a place is kept at once.
  static func joining(_ document: String, in city: String) -> [String] {
    [
      "lista de espera", "2", "sí", "natural", "cédula", document, "Ana María", "Gómez Ruiz",
      "no tengo", "3001234567", "ventas@example.com", "Calle 26 # 68C-61", "Cundinamarca", "Soacha",
      city, "la otra semana", "1", "no", "seguir",
    ]
  }

  static func turn(of document: String, _ choice: String...) -> [String] {
    ["mi turno", "cédula", document, "3001234567"] + choice
  }

  static func all(_ lived: LivedStore, in folder: String) -> [Work] {
    let copy = folder + "/copy.db"
    let document = LivedStore.document(0)
    return [
      Work(
        name: "creation", start: .nothing, words: agent,
        lines: booking("52123456", in: "Arauca", on: "16", at: "11:20"),
        acknowledgement: "\"estado\":\"agendada\",\"codigo\""),
      Work(
        name: "booking", words: agent,
        lines: booking("52123456", in: "Arauca", on: "16", at: "11:20"),
        acknowledgement: "\"estado\":\"agendada\",\"codigo\""),
      Work(
        name: "moving", start: .grown, words: agent,
        lines: booking("52123456", in: "Arauca", on: "16", at: "11:20"),
        acknowledgement: "\"estado\":\"agendada\",\"codigo\""),
      Work(
        name: "text-booking", words: ["--agente", "Ana"] + seeded,
        lines: booking("52123456", in: "Arauca", on: "16", at: "11:20"),
        acknowledgement: "Su cita quedó agendada"),
      Work(
        name: "change", words: agent,
        lines: change(lived.codes[0], of: document, to: "17", at: "11:20"),
        acknowledgement: "\"estado\":\"modificada\""),
      Work(
        name: "update", words: agent,
        lines: update(lived.codes[0], of: document, email: "otra@example.com"),
        acknowledgement: "\"estado\":\"modificada\""),
      Work(
        name: "cancellation", words: agent, lines: cancellation(lived.codes[0], of: document),
        acknowledgement: "\"estado\":\"cancelada\""),
      Work(
        name: "closure",
        words: ["cierre", "2021-09-16", "--motivo", "día cívico", "--aplicar"] + seeded,
        acknowledgement: "Hecho."),
      Work(
        name: "reopening", words: ["reabrir", "2021-09-20", "--aplicar"] + seeded,
        acknowledgement: "Hecho."),
      Work(
        name: "rule",
        words: [
          "horario", "agregar", "--punto", "Arauca", "--desde", "17:00", "--hasta", "18:00",
          "--cupos", "2", "--aplicar",
        ] + seeded, acknowledgement: "Hecho."),
      Work(
        name: "month", words: ["abrir", "2021-10", "--aplicar"] + seeded, acknowledgement: "Hecho."),
      Work(
        name: "purge",
        words: ["depurar", "--aplicar", "--ahora", "2031-09-10T09:00"],
        repeats: true, later: Moment(iso: "2031-09-10T09:00") ?? now),
      Work(
        name: "forgetting",
        words: ["olvidar", "13", LivedStore.document(LivedStore.cancelled), "--aplicar"] + clock,
        repeats: true),
      Work(
        name: "policy", words: ["politicas", "poner", "retencion_segundos", "60"] + clock,
        repeats: true),
      Work(name: "migration", start: .version1, words: ["puntos"] + clock, repeats: true),
      Work(name: "backup", words: ["respaldo", copy] + clock, makes: copy),
      Work(
        name: "restore", words: ["restaurar", lived.backup, "--aplicar"] + clock, repeats: true,
        replaces: true),
      Work(
        name: "joining", words: agent, lines: joining("52123456", in: "Arauca"),
        acknowledgement: "espera.entrada_con_cupo"),
      Work(
        name: "taking", start: .waiting, words: agent,
        lines: turn(of: LivedStore.waiting[0], "tomar", "aceptar"),
        acknowledgement: "\"estado\":\"agendada\",\"codigo\""),
      Work(
        name: "passing", start: .waiting, words: agent,
        lines: turn(of: LivedStore.waiting[0], "pasar", "seguir"),
        acknowledgement: "espera.cupo_pasado"),
      Work(
        name: "leaving", start: .waiting, words: agent,
        lines: turn(of: LivedStore.waiting[0], "retirarse"), acknowledgement: "espera.salida"),
      // What was kept for them passes on, and another place is kept.
      Work(
        name: "review", start: .waiting, words: ["lista", "revisar", "--ahora", nextWritten],
        repeats: true, later: Moment(iso: nextWritten) ?? now),
    ]
  }
}

/// A file and the log beside it, while nobody has them open.
struct StoreFiles {
  let file: [UInt8]
  let log: [UInt8]?

  init(of path: String) throws {
    guard let file = contents(of: path) else { throw Failure("there is no \(path)") }
    self.file = file
    log = contents(of: path + "-wal")
  }

  func write(to path: String) throws {
    removeStore(path)
    try Proof.write(file, to: path)
    chmod(path, 0o600)
    if let log {
      try Proof.write(log, to: path + "-wal")
      chmod(path + "-wal", 0o600)
    }
  }
}

/// A store that was in use, made by the program itself.
struct LivedStore {
  let files: StoreFiles
  /// The same some bookings later, with a long log.
  let grown: StoreFiles
  /// The first one, and somebody waits.
  let waiting: StoreFiles
  /// Of its appointments, in the order of their documents.
  let codes: [String]
  /// An earlier state of it.
  let backup: String

  static func document(_ index: Int) -> String { String(52_000_001 + index) }
  /// Whose appointment was cancelled.
  static let cancelled = 6
  /// Who waits.
  static let waiting = [document(60), document(61)]

  init(in folder: String) throws {
    let path = folder + "/lived.db"
    backup = folder + "/earlier.db"
    var codes: [String] = []
    let hours = ["8:00", "8:20", "8:40", "9:00", "9:20", "9:40", "10:00"]
    let store = ["--base", path]
    func run(_ words: [String], _ lines: [String] = []) throws -> Child.Outcome {
      let outcome = try Child.run(
        store + words, input: lines.map { $0 + "\n" }.joined(), in: folder)
      guard outcome.status == 0 || outcome.status == 65 else {
        throw Failure("the store cannot be prepared by \(words): \(outcome)")
      }
      return outcome
    }
    func clock(_ seed: Int) -> [String] {
      ["--json", "--agente", "Ana", "--ahora", Work.nowWritten, "--semilla", String(seed)]
    }
    _ = try run(["correo", "ajustar", "remitente", "citas@example.gov.co"])
    for (index, hour) in hours.enumerated() {
      let city = index % 2 == 0 ? "Arauca" : "Bogotá"
      let outcome = try run(
        clock(index), Work.booking(Self.document(index), in: city, on: "16", at: hour))
      guard let code = shownCodes(outcome.output).first else {
        throw Failure("nothing was booked: \(outcome)")
      }
      codes.append(code)
    }
    _ = try run(
      clock(20), Work.change(codes[5], of: Self.document(5), to: "17", at: "10:20"))
    _ = try run(
      clock(21), Work.cancellation(codes[Self.cancelled], of: Self.document(Self.cancelled)))
    _ = try run(["respaldo", backup] + Work.clock)
    // An office of one day: who loses an hour there finds no other.
    _ = try run(
      ["puntos", "agregar", "--ciudad", "Soacha", "--nombre", "Soacha - Oficina", "--aplicar"]
        + Work.clock)
    _ = try run(
      [
        "horario", "agregar", "--punto", "Soacha", "--desde", "08:00", "--hasta", "08:20",
        "--cupos", "1", "--vigente-desde", "2021-09-20", "--vigente-hasta", "2021-09-20",
        "--aplicar",
      ] + Work.clock)
    for (index, hour) in ["8:00", "8:20"].enumerated() {
      let outcome = try run(
        clock(50 + index),
        Work.booking(Self.document(50 + index), in: "Soacha", on: "20", at: hour))
      guard !shownCodes(outcome.output).isEmpty else {
        throw Failure("nothing was booked in Soacha: \(outcome)")
      }
    }
    let closed = try run(
      ["cierre", "2021-09-20", "--motivo", "día cívico", "--aplicar"] + Work.clock)
    guard closed.output.contains("Por llamar: 2") else {
      throw Failure("nobody lost their hour: \(closed)")
    }
    _ = try run(
      clock(22), Work.booking(Self.document(7), in: "Arauca", on: "17", at: "8:00"))
    // Unfinished: it leaves a draft.
    _ = try run(
      clock(23),
      Array(Work.booking(Self.document(8), in: "Arauca", on: "17", at: "9:00").prefix(14)))
    self.codes = codes
    files = try StoreFiles(of: path)
    let other = folder + "/waiting.db"
    try files.write(to: other)
    for (index, document) in Self.waiting.enumerated() {
      let outcome = try Child.run(
        ["--base", other] + clock(24 + index),
        input: Work.joining(document, in: "Arauca").map { $0 + "\n" }.joined(), in: folder)
      guard outcome.output.contains("espera.entrada_con_cupo") else {
        throw Failure("nothing was kept: \(outcome)")
      }
    }
    waiting = try StoreFiles(of: other)
    // While somebody reads, the log cannot begin anew.
    grown = try Contents.reading(path) {
      for index in 0..<12 {
        _ = try run(
          clock(30 + index),
          Work.booking(Self.document(30 + index), in: "Bogotá", on: "24", at: "9:00"))
        _ = try run(["politicas", "poner", "retencion_segundos", String(46 + index)] + Work.clock)
        if index % 4 == 3 {
          _ = try run(
            ["cierre", "2021-09-2\(index / 4 + 7)", "--motivo", "x", "--aplicar"] + Work.clock)
        }
      }
      return try StoreFiles(of: path)
    }
    guard (grown.log?.count ?? 0) > 256 * 4096 else {
      throw Failure("the log has only \(grown.log?.count ?? 0) bytes")
    }
  }
}

/// Every code of an appointment that the text shows, as it is written in JSON and in tables.
func shownCodes(_ text: String) -> [String] {
  var codes: [String] = []
  var digits = ""
  for byte in Array(text.utf8) + [0] {
    if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      digits.unicodeScalars.append(Unicode.Scalar(byte))
    } else {
      if digits.utf8.count == 13, digits.first == "0", !codes.contains(digits) {
        codes.append(digits)
      }
      digits = ""
    }
  }
  return codes
}

func removeStore(_ path: String) {
  for suffix in ["", "-wal", "-shm", "-journal", "-turnos"] { unlink(path + suffix) }
}
