internal import Driver
internal import Glibc
internal import Proof

/// Altered input and files for the whole program, run in this process as from the command line.
final class Files {
  private let subject: String
  private let seed: UInt64
  private let folder: String
  private let report: Int32
  /// What is wrong with the case that runs, beside its exit status.
  private var wrong: String?

  /// Of the contract; 1 is a difference of a transcript there, and a defect elsewhere.
  private static let statuses: [String: Set<Int32>] = [
    "input": [0, 65], "transcripts": [0, 1, 64], "texts": [0, 64, 65],
    "stores": [0, 65, 69, 75],
  ]

  init(_ subject: String, seed: UInt64) throws {
    self.subject = subject
    self.seed = seed
    folder = try makeFolder("citas-fuzz", in: "/tmp")
    // What the program says goes nowhere.
    report = dup(1)
    let nowhere = open("/dev/null", O_RDWR)
    dup2(nowhere, 1)
    // What it complains of is looked at.
    let complaints = open(folder + "/complaints", O_RDWR | O_CREAT | O_APPEND, 0o600)
    if getenv("FUZZ_SHOW") == nil { dup2(complaints, 2) }
    close(complaints)
    dup2(nowhere, 0)
    close(nowhere)
  }

  private func tell(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    Glibc.write(report, bytes, bytes.count)
  }

  func run(from: Int, count: Int) throws -> Bool {
    let originals = try originals()
    var statuses: [Int32: Int] = [:]
    var isClean = true
    for number in from..<(from + count) {
      runningCase = number
      var chance = Chance(seed: seed, case: number)
      wrong = nil
      let status = try hold(chance.pick(originals), &chance)
      if let wrong {
        tell("case \(number): \(wrong)")
        isClean = false
      }
      statuses[status, default: 0] += 1
      if Self.statuses[subject]?.contains(status) != true {
        tell("case \(number) ended with \(status)")
        isClean = false
      }
    }
    let told = statuses.sorted { $0.key < $1.key }.map { "\($0.value) ended with \($0.key)" }
    tell("\(subject), seed \(seed): \(count) cases, no crash; \(told.joined(separator: ", "))")
    if count > 1 { removeFolder(folder) }
    return isClean
  }

  // MARK: What is altered

  fileprivate static let booking = """
    1
    2
    sí
    natural
    cédula
    52123456
    Ana María
    Gómez Ruiz
    no tengo
    3001234567
    ventas@example.com
    Calle 26 # 68C-61
    Bogotá
    Bogotá
    1
    16
    11:20
    aceptar

    """

  private struct Original {
    let name: String
    let bytes: [UInt8]
  }

  private func originals() throws -> [Original] {
    switch subject {
    case "input": return [Original(name: "", bytes: Array(Self.booking.utf8))]
    case "transcripts", "texts":
      let folder = subject == "texts" ? "prompts" : "Tests/TranscriptTests/dialogos"
      let found = try names(in: folder).filter {
        $0.hasSuffix(".txt") || $0.hasSuffix(".dialogo")
      }.map { name in
        Original(name: name, bytes: contents(of: folder + "/" + name) ?? [])
      }
      if subject == "texts" {
        for each in found { try write(each.bytes, to: self.folder + "/" + each.name) }
      }
      return found
    default:
      // A booking, a draft and a missed look-up.
      let path = folder + "/original.db"
      for lines in [Self.booking, String(Self.booking.replacing52.dropLast(40))] {
        _ = try converse(lines, on: path)
      }
      return [Original(name: "original.db", bytes: contents(of: path) ?? [])]
    }
  }

  // MARK: Running

  private func converse(_ lines: String, on path: String) throws -> Int32 {
    try run(
      ["--json", "--agente", "Ana", "--ahora", "2021-09-10T09:00", "--base", path],
      input: Array(lines.utf8))
  }

  private func run(_ words: [String], input: [UInt8]) throws -> Int32 {
    let path = folder + "/input"
    try write(input, to: path)
    let descriptor = open(path, O_RDONLY)
    dup2(descriptor, 0)
    close(descriptor)
    return Program.run(words)
  }

  private func hold(
    _ original: Original, _ chance: inout Chance
  ) throws -> Int32 {
    let bytes = altered(original.bytes, &chance)
    switch subject {
    case "input":
      let path = folder + "/input.db"
      if chance.below(2) == 0 {
        let words =
          ["--ahora", "2021-09-10T09:00", "--base", path] + (chance.below(2) == 0 ? ["--json"] : [])
        return try run(words, input: bytes)
      }
      return try run(["interpretar", "direccion"], input: bytes)
    case "transcripts":
      let path = folder + "/altered.dialogo"
      try write(bytes, to: path)
      return try run(["ensayar", path], input: [])
    case "texts":
      try write(bytes, to: folder + "/" + original.name)
      defer { try? write(original.bytes, to: folder + "/" + original.name) }
      let path = folder + "/texts.db"
      return try run(
        ["--textos", folder, "--ahora", "2021-09-10T09:00", "--base", path],
        input: Array(Self.booking.utf8))
    default:
      return try hold(damaged(original.bytes, &chance), chance.pick(Task.all))
    }
  }

  /// A few bytes other, lost, doubled, or the end cut off.
  private func altered(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = bytes
    for _ in 0...chance.below(6) {
      guard !bytes.isEmpty else { break }
      let place = chance.below(bytes.count)
      switch chance.below(6) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(UInt8(chance.below(256)), at: place)
      case 2:
        let end = min(bytes.count, place + chance.below(200))
        bytes.insert(contentsOf: bytes[place..<end], at: chance.below(bytes.count))
      case 3 where chance.below(4) == 0: bytes.removeSubrange(place...)
      case 4: bytes[place] = chance.pick([0, 9, 10, 13, 0x1B, 0x20, 0x5B, 0x7B, 0x80, 0xC3, 0xFF])
      default: bytes[place] = UInt8(chance.below(256))
      }
    }
    return bytes
  }
}

// MARK: Damaged stores

extension Files {
  /// What is done with a store that is damaged.
  private struct Task {
    let words: [String]
    var lines: String?
    /// Whether the store has to be afterwards as it was, byte for byte.
    let onlyReads: Bool
    /// Whether the damaged file is the backup that is named, and the store is sound.
    var isBackup = false

    static let all: [Task] =
      [
        "puntos", "horario", "hoja --dia 2021-09-16", "cifras", "abusos", "politicas", "lista",
        "llamadas --dia 2021-09-10", "correo", "verificar",
        "cierre 2021-09-16 --motivo x", "abrir 2021-10",
      ].map { Task(words: $0.split(separator: " ").map(String.init), onlyReads: true) }
      + [
        "lista revisar", "recordatorios", "exportar 13 52123456", "abrir 2021-10 --aplicar",
        "cierre 2021-09-16 --motivo x --aplicar", "politicas poner retencion_segundos 60",
        "depurar", "depurar --aplicar", "olvidar 13 52123456", "respaldo COPY",
      ].map { Task(words: $0.split(separator: " ").map(String.init), onlyReads: false) }
      + [
        Task(words: ["restaurar", "DAMAGED"], onlyReads: true, isBackup: true),
        Task(words: ["restaurar", "DAMAGED", "--aplicar"], onlyReads: true, isBackup: true),
        Task(
          words: ["--json", "--agente", "Ana"], lines: Files.booking.replacing52, onlyReads: false),
        Task(
          words: ["--agente", "Ana"], lines: Files.booking.replacing52, onlyReads: false),
      ]
  }

  private func hold(_ bytes: [UInt8], _ task: Task) throws -> Int32 {
    let (path, damaged, copy) = (folder + "/store.db", folder + "/damaged.db", folder + "/copy.db")
    for name in try names(in: folder)
    where ["store.db", "damaged.db", "copy.db"].contains(where: name.hasPrefix) {
      unlink(folder + "/" + name)
    }
    try write(bytes, to: damaged)
    if task.isBackup {
      try write(contents(of: folder + "/original.db") ?? [], to: path)
    }
    truncate(folder + "/complaints", 0)
    let words = task.words.map { $0 == "COPY" ? copy : $0 == "DAMAGED" ? damaged : $0 }
    let status = try run(
      words + ["--ahora", "2021-09-10T09:00", "--base", task.isBackup ? path : damaged],
      input: Array((task.lines ?? "").utf8))
    let name = task.words.joined(separator: " ")
    // An empty file is no store yet, and may become one.
    if task.onlyReads, !bytes.isEmpty, contents(of: damaged) != bytes {
      wrong = "«\(name)» changed the file and ended with \(status)"
    }
    // `verificar` and the commands that verify a copy say what they found.
    let tells = ["verificar", "respaldo", "restaurar"].contains(task.words.first)
    if status == 69, !tells, getenv("FUZZ_SHOW") == nil {
      let said = text(of: folder + "/complaints")
      let known = ["está dañado", "No puedo abrir", "versión más nueva", "El disco falló"]
      if !known.contains(where: said.contains) {
        wrong = "«\(name)» ended with 69 and said «\(shown(said))»"
      }
    }
    if status == 1 { wrong = "«\(name)» said «\(shown(text(of: folder + "/complaints")))»" }
    return status
  }

  /// A store with bytes other, pages zeroed or exchanged, or its end missing.
  private func damaged(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = bytes
    let page = 4096
    let pages = bytes.count / page
    for _ in 0...chance.below(6) {
      switch chance.below(8) {
      case 0 where chance.below(3) == 0: bytes.removeSubrange(chance.below(bytes.count)...)
      case 1 where chance.below(3) == 0:
        // Its end may be missing already.
        let start = chance.below(pages) * page
        if start < bytes.count { bytes.removeSubrange(start...) }
      case 2, 3:
        let start = chance.below(pages) * page
        let end = min(bytes.count, start + page)
        if start < end {
          bytes.replaceSubrange(start..<end, with: repeatElement(0, count: end - start))
        }
      case 4:
        let (one, other) = (chance.below(pages) * page, chance.below(pages) * page)
        guard max(one, other) + page <= bytes.count else { continue }
        let saved = Array(bytes[one..<one + page])
        bytes.replaceSubrange(one..<one + page, with: Array(bytes[other..<other + page]))
        bytes.replaceSubrange(other..<other + page, with: saved)
      default:
        guard !bytes.isEmpty else { return bytes }
        for _ in 0...chance.below(12) {
          bytes[chance.below(bytes.count)] = UInt8(chance.below(256))
        }
      }
      if bytes.isEmpty { break }
    }
    return bytes
  }
}

extension String {
  /// The booking of another document.
  fileprivate var replacing52: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == "52123456" ? "52123457" : $0 }.joined(separator: "\n")
  }
}
