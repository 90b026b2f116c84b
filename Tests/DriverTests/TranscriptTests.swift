import Testing

@testable import Domain
@testable import Driver

struct TranscriptTests {
  static let events: [(line: String, event: Transcript.Event)] = [
    (">", .line("")), ("> ", .line("")), ("> hola", .line("hola")), (">  a ", .line(" a ")),
    ("> @ +3s", .line("@ +3s")), ("@ +46s", .wait(seconds: 46)), ("@ ctrl-c", .interrupt),
    ("@ columnas 40", .columns(40)),
    (
      "@ cupos Bogotá 2021-09-16 11:20=2 14:00=4",
      .places(
        city: "Bogotá", day: Day(number: 18_886),
        free: [TimeOfDay(minutes: 680): 2, TimeOfDay(minutes: 840): 4])
    ),
    ("@ citas hoja --dia 2021-09-10", .command(["hoja", "--dia", "2021-09-10"])),
    (
      "@ citas cierre 2021-09-10 --motivo \"día cívico\" --punto 5",
      .command(["cierre", "2021-09-10", "--motivo", "día cívico", "--punto", "5"])
    ),
    ("@ cupos Arauca 2021-09-10", .places(city: "Arauca", day: Day(number: 18_880), free: [:])),
  ]

  @Test(arguments: events.indices)
  func `a line is an event`(row: Int) throws {
    let transcript = try Transcript("#! citas\n" + Self.events[row].line + "\n")
    #expect(transcript.events.map(\.event) == [Self.events[row].event])
    #expect(transcript.events.map(\.line) == [Self.events[row].line])
  }

  @Test func `its options are the words of the first line, and other lines are no events`() throws {
    let transcript = try Transcript("#! citas --agente Ana --eco\n\n>hola\n@nada\n# texto\n...\n")
    #expect(transcript.options == ["--agente", "Ana", "--eco"])
    #expect(try Transcript("#! citas --agente \"Ana Ruiz\"").options == ["--agente", "Ana Ruiz"])
    #expect(transcript.events.isEmpty)
    #expect(transcript.lines.count == 6)
  }

  static let malformed: [(text: String, line: Int)] = [
    ("", 1), ("citas\n", 1), ("#! otra\n", 1), ("\n#! citas\n", 1),
    ("#! citas\n@ mañana\n", 2), ("#! citas\n> a\n@ +s\n", 3), ("#! citas\n@ +46\n", 2),
    ("#! citas\n@ columnas\n", 2), ("#! citas\n@ columnas 0\n", 2),
    ("#! citas\n@ 46s\n", 2), ("#! citas\n@ ctrl-c dos\n", 2), ("#! citas\n@ \n", 2),
    ("#! citas\n@ cupos Bogotá 2021-02-30\n", 2), ("#! citas\n@ cupos Bogotá\n", 2),
    ("#! citas\n@ cupos Bogotá 2021-09-16 11:20\n", 2),
    ("#! citas\n@ cupos Bogotá 2021-09-16 11:20=dos\n", 2),
    ("#! citas\n@ +46s +46s\n", 2), ("#! citas\n@ citas cierre --motivo \"día\n", 2),
    ("#! citas \"\n", 1),
  ]

  @Test(arguments: malformed.indices)
  func `a line that is no direction is named`(row: Int) {
    #expect(throws: Transcript.Malformed(line: Self.malformed[row].line)) {
      try Transcript(Self.malformed[row].text)
    }
  }

  static let matches: [(pattern: [String], output: [String], matches: Bool)] = [
    (["a", "b"], ["a", "b"], true), (["a"], ["a", "b"], false), (["a", "b"], ["a"], false),
    ([], [], true), ([], ["a"], false),
    (["..."], [], true), (["..."], ["a", "b"], true), (["a", "..."], ["a"], true),
    (["a", "...", "c"], ["a", "b", "b", "c"], true), (["a", "...", "c"], ["a", "c"], true),
    (["a", "...", "c"], ["a", "c", "d"], false),
    (["...", "x", "...", "x"], ["x", "a", "x"], true), (["...", "x", "...", "x"], ["x"], false),
    (["...", "a", "b"], ["a", "a", "b"], true), (["...", "..."], ["a"], true),
    // Only a line of its own stands for others.
    (["a..."], ["a..."], true), (["a..."], ["abc"], false), (["..."], ["..."], true),
  ]

  @Test(arguments: matches.indices)
  func `three dots stand for any lines`(row: Int) throws {
    let (pattern, output, matches) = Self.matches[row]
    let first = "#! citas"
    let transcript = try Transcript(([first] + pattern).joined(separator: "\n") + "\n")
    #expect(transcript.matches(([first] + output).map { $0[...] }) == matches)
  }

  @Test func `an event after a line of a CSV is one`() throws {
    let transcript = try Transcript("#! citas\na,b\r\n> hola\r\n\n@ citas lista\n")
    #expect(transcript.events.map(\.event) == [.line("hola\r"), .command(["lista"])])
  }

  @Test func `a difference has its lines and two around them`() throws {
    let transcript = try Transcript("#! citas\n1\n2\n3\nviejo\n5\n6\n7\n")
    let output = ["#! citas", "1", "2", "3", "nuevo", "5", "6", "7"].map { $0[...] }
    #expect(
      transcript.differences(from: output) == ["  2", "  3", "- viejo", "+ nuevo", "  5", "  6"])
    #expect(transcript.differences(from: transcript.lines) == [])
  }

  @Test func `lines that only one side has are told`() throws {
    let transcript = try Transcript("#! citas\na\nb\n")
    #expect(transcript.differences(from: ["#! citas", "a"]) == ["  #! citas", "  a", "- b"])
    #expect(
      transcript.differences(from: ["#! citas", "a", "b", "c"]) == ["  a", "  b", "+ c"])
  }
}

struct RehearsalTests {
  static let untilTheHour = """
    > 1
    > 4
    > sí
    > 1
    > 1
    > 52123456
    > María
    > Peña
    > no tengo
    > 3001234567
    > ventas@example.com
    > Calle 26 # 68C-61
    > Cundinamarca
    > Soacha
    > 1
    > 16
    > 14:20

    """

  /// What came out from the line of the first wait on.
  static func after(_ directions: String, options: String = "--agente Ana") throws -> [Substring] {
    let transcript = try Transcript("#! citas \(options)\n" + untilTheHour + directions)
    let lines = try Rehearsal.rehearse(transcript).split(separator: "\n")
    return Array(lines[(lines.lastIndex(of: "> 14:20") ?? lines.startIndex)...].dropFirst())
  }

  @Test func `one move of the clock passes both warnings and the end of the hold`() throws {
    let lines = try Self.after("@ +46s\n")
    let move = try #require(lines.firstIndex(of: "@ +46s"))
    let said = lines[move...]
    let marks = [
      "Quedan 20 segundos.", "Quedan 10 segundos.", "Se acabó el tiempo", "Diga: «La misma hora, ",
    ].map { mark in said.firstIndex { $0.hasPrefix(mark) } }
    #expect(!marks.contains(nil))
    #expect(marks.compactMap { $0 } == marks.compactMap { $0 }.sorted())
    #expect(said.filter { $0.contains("Quedan") }.count == 2)
    #expect(said.filter { $0.contains("¿Acepta") }.isEmpty, "the question stands already")
  }

  static let moves: [(directions: String, warnings: Int, hasExpired: Bool)] = [
    ("@ +24s\n", 0, false), ("@ +25s\n", 1, false), ("@ +34s\n", 1, false),
    ("@ +35s\n", 2, false), ("@ +44s\n", 2, false), ("@ +45s\n", 2, true),
    ("@ +24s\n@ +1s\n@ +9s\n@ +1s\n@ +9s\n@ +1s\n", 2, true),
    ("@ +44s\n> más tiempo\n@ +44s\n", 4, false), ("@ +44s\n> más tiempo\n@ +46s\n", 4, true),
    ("@ +3600s\n", 2, true),
  ]

  @Test(arguments: moves.indices)
  func `a warning comes at its second and not before`(row: Int) throws {
    let (directions, warnings, hasExpired) = Self.moves[row]
    let lines = try Self.after(directions)
    #expect(lines.filter { $0.hasPrefix("Quedan") }.count == warnings)
    #expect(lines.contains { $0.hasPrefix("Se acabó el tiempo") } == hasExpired)
  }

  @Test func `after the end the same hour is taken again with a yes`() throws {
    let lines = try Self.after("@ +46s\n> sí\n> aceptar\n")
    #expect(lines.contains { $0.contains("Su cita quedó agendada") })
    #expect(lines.contains { $0.contains("52.123.456") })
  }

  @Test func `an acceptance that comes too late books nothing`() throws {
    let lines = try Self.after("@ +44s\n@ +2s\n> aceptar\n")
    #expect(!lines.contains { $0.contains("quedó agendada") })
  }

  @Test func `the directions say how many places are free before it begins`() throws {
    let places = "@ cupos Bogotá 2021-09-16 11:20=2 14:20=1\n"
    let transcript = try Transcript("#! citas --agente Ana\n" + places + Self.untilTheHour)
    let output = try Rehearsal.rehearse(transcript)
    #expect(output.contains("Citas disponibles: 3"))
    #expect(output.contains("Horas disponibles: 2"))
  }

  @Test func `two rehearsals give the same, codes included`() throws {
    let transcript = try Transcript("#! citas --agente Ana\n" + Self.untilTheHour + "> aceptar\n")
    let output = try Rehearsal.rehearse(transcript)
    #expect(try Rehearsal.rehearse(transcript) == output)
    #expect(output.contains("Código: "))
    let other = try Transcript(
      "#! citas --agente Ana --semilla 2\n" + Self.untilTheHour + "> aceptar\n")
    #expect(try Rehearsal.rehearse(other) != output)
  }

  @Test func `Ctrl-C asks whether to leave, and twice leaves`() throws {
    let once = try Self.after("@ ctrl-c\n> no\n> aceptar\n")
    #expect(once.contains { $0.hasPrefix("¿Quiere salir?") })
    #expect(once.contains { $0.contains("quedó agendada") })
    let twice = try Self.after("@ ctrl-c\n@ ctrl-c\n")
    #expect(!twice.contains { $0.contains("quedó agendada") })
  }
}
