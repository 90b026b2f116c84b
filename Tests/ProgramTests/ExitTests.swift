import Foundation
import PseudoTerminal
import SQLite
import Testing

/// How a run ends when something is wrong (contract, section 5), and what it leaves.
struct ExitTests {
  let office: Office

  init() throws { office = try Office() }

  static let usages: [(arguments: [String], names: String)] = [
    (["--jsno"], "--jsno"), (["--ahora", "ayer"], "ayer"), (["--semilla", "x"], "x"),
    (["--base"], "--base"), (["agendar"], "agendar"), (["ensayar"], "ensayar"),
    (["interpretar", "fechas"], "fechas"), (["--agente", ""], "--agente"),
    (["--con", "x=1", "interpretar", "fecha"], "x=1"),
    (["interpretar", "ciudad", "--con", "departamento=98"], "98"),
  ]

  @Test(arguments: usages.indices)
  func `wrong usage is named on standard error and ends with 64`(row: Int) throws {
    let run = try office.run(Self.usages[row].arguments, input: [], isOnStore: false)
    #expect(run.exit == .status(64))
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(Self.usages[row].names), "\(run.errors)")
    #expect(run.errors.hasSuffix("\n"))
  }

  @Test func `a wrong option is made visible`() throws {
    let run = try office.run(["--\u{1B}[2J"], input: [], isOnStore: false)
    #expect(run.exit == .status(64))
    #expect(!run.errors.utf8.contains(0x1B))
  }

  @Test(arguments: [["9"], ["1", "quiero el RUT"], ["1", "4", "azul"], ["ayuda", ""]])
  func `estricto ends with 65 at the first refusal`(lines: [String]) throws {
    let run = try office.run(Conversation.json + ["--estricto"], lines: lines + ["1", "1"])
    #expect(run.exit == .status(65))
    let turns = try run.turns()
    #expect(turns.suffix(2).map(\.type) == ["rechazo", "fin"])
    #expect(turns.last?.status == 65)
    #expect(turns.filter { $0.type == "pregunta" }.count == lines.count)
  }

  @Test func `estricto lets a booking without refusals pass`() throws {
    let run = try office.run(Conversation.json + ["--estricto"], lines: Conversation.answers)
    #expect(run.exit == .status(0))
  }

  @Test func `input that ends at any question of a booking ends with 65 and books nothing`() throws
  {
    let answers = Conversation.answers
    for count in 1..<answers.count {
      // What is kept of an unfinished booking would be asked about the next time.
      let office = try Office()
      let run = try office.run(Conversation.json, lines: Array(answers.prefix(count)))
      #expect(run.exit == .status(65), "after \(count) answers")
      let turns = try run.turns()
      #expect(turns.last?["estado"] == "incompleta")
      #expect(turns.last?.status == 65)
      #expect(try !office.exists || office.rows("SELECT code FROM appointment") == [])
    }
  }

  @Test(arguments: [[], ["4"], ["ayuda", "2", "volver"]])
  func `input that ends at the menu is no failure`(lines: [String]) throws {
    #expect(try office.run(Conversation.json, lines: lines).exit == .status(0))
  }

  @Test func `a last line without its end counts`() throws {
    let input = Conversation.answers.joined(separator: "\n")
    #expect(try office.run(Conversation.json, input: Array(input.utf8)).exit == .status(0))
    let windows =
      Conversation.answers(before: "correo", document: "79123456").joined(separator: "\r\n")
      + "\r\n"
    let run = try office.run(Conversation.json, input: Array(windows.utf8))
    #expect(try run.turns().last { $0.type == "pregunta" }?.field == "correo")
  }

  @Test(arguments: ["opcion", "correo", "fecha", "aceptar"])
  func `SIGINT in a pipe ends with 130`(question: String) throws {
    let child = try office.start(Conversation.json)
    child.enter(Conversation.answers(before: question))
    try child.wait(forQuestion: question)
    child.send(SIGINT)
    #expect(try child.wait() == .status(130))
    let last = try JSONLine(
      String(decoding: child.transcript, as: UTF8.self).split(separator: "\n").last
        .map { String($0) } ?? "")
    #expect(last.type == "fin" && last.status == 130)
    #expect(last["estado"] == "interrumpida")
  }

  // MARK: The store

  /// Up to the first thing that the store has to do.
  static let first = ["1", "4", "sí"]

  private func expectRefusal(
    _ status: Int32, _ words: String, file: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let path = file ?? office.store
    let before = try? Data(contentsOf: URL(filePath: path))
    let run = try office.run(
      ["--base", path] + Conversation.json,
      input: Array(Self.first.map { $0 + "\n" }.joined().utf8), isOnStore: false)
    #expect(run.exit == .status(status), sourceLocation: location)
    #expect(run.errors.contains(words), "\(run.errors)", sourceLocation: location)
    #expect(run.errors.contains(path) || status == 75, sourceLocation: location)
    let turns = try run.turns()
    #expect(turns.last?.type == "fin", sourceLocation: location)
    #expect(turns.last?.status == Int(status), sourceLocation: location)
    let after = try? Data(contentsOf: URL(filePath: path))
    #expect(after == before, "the file was changed", sourceLocation: location)
  }

  @Test func `a file that is no store ends with 69 and stays as it was`() throws {
    try Data("esto no es una base de datos\n".utf8).write(to: URL(filePath: office.store))
    try expectRefusal(69, "está dañado")
  }

  @Test func `a damaged store ends with 69 and stays as it was`() throws {
    try office.openForTheFirstTime()
    var bytes = try Data(contentsOf: URL(filePath: office.store))
    bytes.replaceSubrange(100..<4096, with: repeatElement(0xA5, count: 3996))
    try bytes.write(to: URL(filePath: office.store))
    try expectRefusal(69, "está dañado")
  }

  @Test func `a newer store ends with 69 and stays as it was`() throws {
    try office.openForTheFirstTime()
    do { try office.database().run(script: "PRAGMA user_version = 99") }
    try expectRefusal(69, "versión más nueva")
  }

  @Test func `another program's database ends with 69 and stays as it was`() throws {
    try Data().write(to: URL(filePath: office.store))
    do { try office.database().run(script: "CREATE TABLE bookmark (url TEXT)") }
    try expectRefusal(69, "No puedo abrir")
  }

  @Test func `a folder in its place ends with 69`() throws {
    try expectRefusal(69, "No puedo abrir", file: office.folder)
  }

  @Test(.enabled(if: geteuid() != 0, "nothing is unreadable to root"))
  func `a file without permission ends with 69`() throws {
    try office.openForTheFirstTime()
    try #require(chmod(office.store, 0) == 0)
    try expectRefusal(69, "No puedo abrir")
  }

  @Test(arguments: ["/dev/null/citas/citas.db", "/proc/citas/citas.db"])
  func `where it cannot be made ends with 73`(path: String) throws {
    try expectRefusal(73, "No puedo crear", file: path)
  }

  @Test func `a store's path with control characters is made visible`() throws {
    let run = try office.run(
      Conversation.json + ["--base", "/dev/null/\u{1B}[2J"],
      input: Array(Self.first.map { $0 + "\n" }.joined().utf8), isOnStore: false)
    #expect(run.exit == .status(73))
    #expect(!run.errors.utf8.contains(0x1B))
  }

  @Test func `a busy store ends a text pipe with 75 and says that nothing was kept`() throws {
    try office.openForTheFirstTime()
    let writer = try office.database()
    let run = try writer.transaction(.process) { () throws(DatabaseError) in
      .rollback(
        Result {
          try office.run(["--agente", "x", "--ahora", Office.start], lines: Self.first + ["1"])
        })
    }.get()
    #expect(run.exit == .status(75))
    #expect(run.text.contains("intente otra vez"))
    #expect(try office.rows("SELECT notice_version FROM consent") == [])
  }

  @Test func `a replay of what is not there ends with 1`() throws {
    let run = try office.run(["ensayar", "/nada.dialogo"], input: [], isOnStore: false)
    #expect(run.exit == .status(1))
    #expect(run.text.contains("/nada.dialogo"))
  }

  @Test func `a reader that is gone ends the program without a signal`() throws {
    let child = try office.start(Conversation.json)
    try child.wait(forQuestion: "opcion")
    child.closeOutput()
    child.enter(["1"])
    #expect(try child.wait() == .status(1))
  }

  @Test func `what was answered is kept when the reader goes while lines wait`() throws {
    let child = try office.start(Conversation.json)
    child.enter(Conversation.answers(before: "nombre"))
    try child.wait(forQuestion: "nombre")
    child.closeOutput()
    child.enter(["María José", "Peña Núñez"])
    #expect(try child.wait() == .status(1))
    #expect(
      try office.rows("SELECT document_number FROM draft WHERE answers LIKE '%María José%'")
        == ["52123456"])
  }
}
