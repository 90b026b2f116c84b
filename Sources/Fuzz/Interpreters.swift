internal import Domain
internal import Driver
internal import Embedded
internal import Glibc
internal import Proof

/// Lines for the interpreters of all fields.
struct Interpreters {
  private let seed: UInt64
  private let makers: [Maker]
  private let interpreters: [(field: String, read: (String) -> String)]
  /// Lines and words that people type, and what stands in the vocabularies.
  private let lines: [String]
  private let words: [String]

  /// A class of lines.
  enum Maker: String, CaseIterable {
    case altered, mixed, numbers, signs, letters, bytes, marks, long
  }

  private static let classes: Set<Substring> = [
    "valor", "rango", "primera", "ultima", "cualquiera", "ninguna", "orden", "fuera_de_alcance",
    "ambiguo", "invalido", "varios",
  ]

  init(seed: UInt64) throws {
    self.seed = seed
    makers = Maker.allCases
    lines = ["dictado", "fecha", "hora", "motivo", "motivo_ajuste", "pedidos"].flatMap { name in
      String(
        decoding: contents(of: "Tests/UnderstandingTests/casos/\(name).tsv") ?? [], as: UTF8.self
      ).split(separator: "\n").compactMap { row in
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
        return cells.count > 3 ? String(cells[3]) : nil
      }
    }
    guard !lines.isEmpty else { throw Failure("there are no case files here") }
    let vocabulary = Folder.prompts.names.filter {
      $0.hasPrefix("vocabulario") || $0 == "ordenes.txt"
    }.flatMap { (Folder.prompts.text($0) ?? "").split(separator: "\n") }
    words = (lines.flatMap { $0.split(separator: " ") } + vocabulary).map { String($0) }
    // Ends of months and years, a leap day, a bridge; with and without what is known.
    let moments = ["2021-09-09T10:00", "2021-12-31T17:00", "2024-02-29T08:00", "2026-07-12T12:00"]
    let known: [String: [[String]]] = [
      "numero_documento": DocumentType.allCases.map { ["--con", "tipo_documento=" + $0.rawValue] },
      "tipo_documento": [["--con", "tipo_persona=juridica"]],
      "telefono_fijo": [["--con", "departamento=05"], ["--con", "ciudad=76001"]],
      "ciudad": [["--con", "departamento=68"]],
      "hora": [["--con", "fecha=2021-09-16"]],
    ]
    interpreters = try Question.allCases.flatMap { question in
      try (known[question.rawValue, default: []] + [[]]).flatMap { context in
        try moments.prefix(question == .day || question == .time ? 4 : 1).map { moment in
          let words = ["interpretar", question.rawValue, "--ahora", moment] + context
          return (question.rawValue, try Program.interpreter(words))
        }
      }
    }
  }

  struct Tally {
    var lines = 0
    var nanoseconds: Int64 = 0
    var slowest: (nanoseconds: Int64, field: String, line: String) = (0, "", "")
  }

  func isClean(from: Int, count: Int) throws -> Bool {
    let readsWords = from > 0 || readsEveryWord()
    return try run(from: from, count: count) && readsWords
  }

  /// Whether every word that is known, alone, was read as the contract says, whatever was asked: chance
  /// brings few lines of one word. Their cases count from -1 downwards.
  private func readsEveryWord() -> Bool {
    var isClean = true
    for (index, word) in Set(words).sorted().enumerated() {
      runningCase = -1 - index
      for (field, read) in interpreters {
        let result = read(word)
        guard let wrong = defect(in: result) else { continue }
        print("\(runningCase) \(field) «\(shown(word))»: \(wrong): \(shown(result))")
        isClean = false
      }
    }
    return isClean
  }

  /// Whether every line was read as the contract says.
  private func run(from: Int, count: Int) throws -> Bool {
    var tallies = makers.map { _ in Tally() }
    var isClean = true
    let begin = nanoseconds()
    for number in from..<(from + count) {
      runningCase = number
      var chance = Chance(seed: seed, case: number)
      let kind = chance.below(makers.count)
      let line = line(of: makers[kind], &chance)
      let (field, read) = chance.pick(interpreters)
      let start = nanoseconds()
      let result = read(line)
      var time = nanoseconds() - start
      if let wrong = defect(in: result) {
        print("\(number) \(field) «\(shown(line))»: \(wrong): \(shown(result))")
        isClean = false
      }
      if time > tallies[kind].slowest.nanoseconds {
        // Another process may have run meanwhile: the quickest of some counts.
        for _ in 0..<5 {
          let again = nanoseconds()
          _ = read(line)
          time = min(time, nanoseconds() - again)
        }
        if time > tallies[kind].slowest.nanoseconds {
          tallies[kind].slowest = (time, "\(number) \(field)", line)
        }
      }
      tallies[kind].lines += 1
      tallies[kind].nanoseconds += time
      if count == 1 { print("\(field) «\(shown(line))»: \(result)") }
    }
    let seconds = Double(nanoseconds() - begin) / 1e9
    print(
      "seed \(seed): \(count) lines, \(Int(Double(count) / seconds)) a second, no crash"
        + (isClean ? "" : ", with defects"))
    for (maker, tally) in zip(makers, tallies) where tally.lines > 0 {
      let slowest = tally.slowest
      print(
        "  \(maker.rawValue): \(tally.lines) lines, mean \(tally.nanoseconds / 1000 / Int64(tally.lines)) µs, "
          + "slowest \(slowest.nanoseconds / 1000) µs: \(slowest.field) «\(shown(String(slowest.line.prefix(120))))»"
      )
    }
    return isClean
  }

  /// `CLASS<TAB>VALUE`, in one line, without what a terminal may obey.
  private func defect(in result: String) -> String? {
    guard result.utf8.last == UInt8(ascii: "\n") else { return "no line end" }
    let parts = result.dropLast().split(
      separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, Self.classes.contains(parts[0]) else { return "no class" }
    guard controlCharacters(in: String(parts[1])) == nil, !parts[1].utf8.contains(9) else {
      return "a control character"
    }
    switch parts[0] {
    case "ambiguo", "rango", "varios", "orden", "fuera_de_alcance", "invalido":
      return parts[1].isEmpty ? "no value" : nil
    default: return nil
    }
  }

  // MARK: Lines

  private static let separators = [" ", "  ", ", ", "-", "/", ":", ".", "", " y ", " de ", "\t"]
  private static let signs = [
    "@", ".", "-", "_", "#", "+", "(", ")", "/", "°", "º", "no.", "n°", ".com", "gmail", "arroba",
    "punto", "calle", "cra", "cl", "kr", "bis", "sur", "este", "int", "apto", "57", "601", "300",
    "CC",
    "nit", ",", ";", "«", "»", "¿", "?", "…",
  ]
  private static let marks = [
    "\u{301}", "\u{303}", "\u{308}", "\u{200B}", "\u{202E}", "\u{FEFF}",
    "\u{1F468}\u{200D}\u{1F469}",
    "\u{1F1E8}\u{1F1F4}", "e\u{301}", "ñ", "n\u{303}", "Ç", "ß", "ĳ", "İ", "ſ", "ﬁ", "٣", "３", "ا",
    "あ",
    "\u{0}", "\u{1B}[2J", "\r", "\u{7F}", "\u{85}", "\u{2028}", "\u{E000}", "\u{10FFFF}", "\u{A0}",
  ]

  private func line(of maker: Maker, _ chance: inout Chance) -> String {
    switch maker {
    case .altered: return altered(chance.pick(lines), &chance)
    case .mixed: return joined(1...12, &chance) { $0.pick(words) }
    case .numbers:
      return joined(1...10, &chance) { chance in
        chance.below(4) == 0
          ? chance.pick(words)
          : String(chance.next() % [10, 100, 1000, 100_000, UInt64(Int64.max)][chance.below(5)])
      }
    case .signs:
      return joined(1...16, &chance) { $0.below(3) == 0 ? $0.pick(words) : $0.pick(Self.signs) }
    case .letters:
      let count = 1 + chance.below(40)
      return String(
        String.UnicodeScalarView(
          (0..<count).map { _ in
            let bound: UInt64 = [0x80, 0x250, 0x3000, 0x11_0000][chance.below(4)]
            return Unicode.Scalar(UInt32(chance.next() % bound)) ?? "ñ"
          }))
    case .bytes:
      let count = chance.below(80)
      return String(decoding: (0..<count).map { _ in UInt8(chance.below(256)) }, as: UTF8.self)
    case .marks:
      return joined(1...20, &chance) { $0.below(2) == 0 ? $0.pick(words) : $0.pick(Self.marks) }
    case .long: return joined(20...90, &chance) { $0.pick(words) }
    }
  }

  private func joined(
    _ counts: ClosedRange<Int>, _ chance: inout Chance, _ word: (inout Chance) -> String
  ) -> String {
    var line = ""
    let separator = chance.below(2) == 0 ? nil : chance.pick(Self.separators)
    for _ in 0..<(counts.lowerBound + chance.below(counts.count)) {
      line += word(&chance)
      line += separator ?? (chance.below(5) == 0 ? chance.pick(Self.separators) : " ")
    }
    return line
  }

  /// With some slips: letters lost, doubled, exchanged or replaced, words moved, lines joined.
  private func altered(_ line: String, _ chance: inout Chance) -> String {
    var scalars = Array(line.unicodeScalars)
    for _ in 0...chance.below(4) {
      let place = chance.below(scalars.count)
      switch chance.below(7) {
      case 0 where !scalars.isEmpty: scalars.remove(at: place)
      case 1 where !scalars.isEmpty: scalars.insert(scalars[place], at: place)
      case 2 where place + 1 < scalars.count: scalars.swapAt(place, place + 1)
      case 3 where !scalars.isEmpty:
        scalars[place] = chance.pick(Array("aeiousbvzcñ0123456789 -".unicodeScalars))
      case 4: scalars.insert(contentsOf: (chance.pick(words) + " ").unicodeScalars, at: place)
      case 5: scalars += (" " + chance.pick(lines)).unicodeScalars
      default:
        let words = String(String.UnicodeScalarView(scalars)).split(separator: " ").shuffled(
          using: &chance)
        scalars = Array(words.joined(separator: " ").unicodeScalars)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
