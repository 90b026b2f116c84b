internal import Driver
internal import Glibc

/// Altered input and files for the whole program, run in this process as from the command line.
final class Files {
  private let subject: String
  private let seed: UInt64
  private let folder: String
  private let report: Int32

  /// Of the contract; 1 is a difference of a transcript there, and a defect elsewhere.
  private static let statuses: [String: Set<Int32>] = [
    "input": [0, 65], "transcripts": [0, 1, 64], "texts": [0, 64, 65],
    "stores": [0, 65, 69, 75],
  ]

  init(_ subject: String, seed: UInt64) throws {
    self.subject = subject
    self.seed = seed
    var template = Array("/tmp/citas-fuzz-XXXXXX".utf8CString)
    guard let folder = mkdtemp(&template) else { throw Failure("cannot make a folder") }
    self.folder = String(cString: folder)
    // What the program says goes nowhere.
    report = dup(1)
    let nowhere = open("/dev/null", O_RDWR)
    dup2(nowhere, 1)
    if getenv("FUZZ_SHOW") == nil { dup2(nowhere, 2) }
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
      let status = try hold(chance.pick(originals), &chance)
      statuses[status, default: 0] += 1
      if Self.statuses[subject]?.contains(status) != true {
        tell("case \(number) ended with \(status)")
        isClean = false
      }
    }
    let told = statuses.sorted { $0.key < $1.key }.map { "\($0.value) ended with \($0.key)" }
    tell("\(subject), seed \(seed): \(count) cases, no crash; \(told.joined(separator: ", "))")
    if count > 1 { Self.remove(folder) }
    return isClean
  }

  /// The folder and what is in it.
  private static func remove(_ folder: String) {
    for name in (try? names(in: folder) { _ in true }) ?? [] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  // MARK: What is altered

  private static let booking = """
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
      let found = try Self.names(in: folder) {
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

  private static func names(
    in folder: String, where isWanted: (String) -> Bool
  ) throws -> [String] {
    guard let directory = opendir(folder) else { throw Failure("there is no \(folder) here") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if isWanted(name) { names.append(name) }
    }
    return names.sorted()
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
      let path = folder + "/altered.db"
      for suffix in ["-wal", "-shm", "-turnos"] { unlink(path + suffix) }
      try write(bytes, to: path)
      return try converse(Self.booking.replacing52, on: path)
    }
  }

  /// A few bytes other, lost, doubled, or the end cut off.
  private func altered(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = bytes
    for _ in 0...chance.below(subject == "stores" ? 20 : 6) {
      guard !bytes.isEmpty else { break }
      let place = chance.below(bytes.count)
      switch chance.below(subject == "stores" ? 12 : 6) {
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

extension String {
  /// The booking of another document.
  fileprivate var replacing52: String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == "52123456" ? "52123457" : $0 }.joined(separator: "\n")
  }
}
