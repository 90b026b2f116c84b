import Foundation
import PseudoTerminal
import SQLite
import Testing

/// The commands of the office as people and cron give them.
@Suite struct OfficeCommandTests {
  private let office: Office
  private let clock = ["--ahora", Office.start]

  init() throws {
    office = try Office()
    let run = try office.run(Conversation.json, lines: Conversation.answers)
    try #require(run.exit == .status(0), "\(run.errors)")
  }

  private func run(_ words: [String], environment: [String: String] = [:]) throws -> Run {
    try office.run(words + clock, input: [], environment: environment)
  }

  private func fingerprint(_ run: Run) throws -> String {
    let words = run.text.split { $0 == " " || $0 == "\n" }
    let index = try #require(words.firstIndex(of: "--plan"), "\(run.text)")
    return String(words[index + 1])
  }

  private let close = ["cierre", "2021-09-16", "--motivo", "día cívico"]

  @Test func `a closure is shown in one process and done in another`() throws {
    let shown = try run(close)
    #expect(shown.exit == .status(0))
    #expect(shown.text.contains("Citas que pierden su hora: 1"))
    #expect(shown.text.contains("300 123 4567"), "no mail tells who is moved")
    #expect(try office.rows("SELECT reason FROM closure").isEmpty)
    let done = try run(close + ["--aplicar", "--plan", fingerprint(shown)])
    #expect(done.exit == .status(0))
    #expect(done.text.contains("Hecho."))
    #expect(try office.rows("SELECT reason FROM closure") == ["día cívico"])
    #expect(try office.rows("SELECT kind FROM event WHERE kind IN ('close', 'move')").count == 2)
  }

  @Test func `what changed after it was shown is not done`() throws {
    let shown = try run(close)
    let another = try office.run(
      Conversation.json, lines: Conversation.booking(document: "52123457").map(\.answer))
    try #require(another.exit == .status(0))
    let refused = try run(close + ["--aplicar", "--plan", fingerprint(shown)])
    #expect(refused.exit == .status(75))
    #expect(refused.text.contains("Citas que pierden su hora: 2"))
    #expect(try office.rows("SELECT reason FROM closure").isEmpty)
  }

  @Test func `the events name who gave the command`() throws {
    _ = try run(close + ["--aplicar"], environment: ["LOGNAME": "cron"])
    _ = try run(["abrir", "2021-10", "--aplicar", "--agente", "Inés"])
    #expect(
      try office.rows(
        """
        SELECT kind || ' ' || channel || ' ' || agent FROM event
        JOIN session ON session.id = event.session
        WHERE kind IN ('close', 'open_month') ORDER BY event.id
        """) == ["close oficina cron", "open_month oficina Inés"])
  }

  @Test func `the sheet is a file that a spreadsheet opens, with nobody else in it`() throws {
    let run = try run(["hoja", "--dia", "2021-09-16", "--csv"])
    #expect(run.exit == .status(0))
    #expect(run.output.starts(with: [0xEF, 0xBB, 0xBF]))
    let rows = String(decoding: run.output.dropFirst(3), as: UTF8.self)
      .components(separatedBy: "\r\n")
    #expect(rows.count == 3)
    #expect(rows.last == "")
    #expect(rows[0].hasPrefix("Grupo,Ciudad,Punto,Día,Hora,Persona,"))
    #expect(rows[1].contains("María José Peña Núñez,,300 123 4567,"))
    #expect(rows[1].contains("Cédula de ciudadanía 52.123.456"))
    let other = try self.run(["hoja", "--dia", "2021-09-17", "--csv"])
    #expect(other.text.split(separator: "\r\n").count == 1)
  }

  @Test func `a program reads the sheet and tells an outcome`() throws {
    let turns = try run(["hoja", "--dia", "2021-09-16", "--json"]).turns()
    #expect(turns.map(\.type) == ["mensaje", "tabla", "fin"])
    let code = try #require(try office.rows("SELECT code FROM appointment").first)
    let told = try office.run(
      ["resultado", code, "atendida", "--json", "--ahora", "2021-09-16T11:30"], input: [])
    #expect(try told.turns().map(\.type) == ["mensaje", "fin"])
    #expect(
      try office.rows("SELECT subject FROM event WHERE kind = 'outcome'") == ["\(code) atendida"])
    let early = try run(["resultado", code, "atendida"])
    #expect(early.exit == .status(65))
  }

  @Test func `a store that cannot be used is told, and nothing is written`() throws {
    do { try office.database().run(script: "PRAGMA user_version = 99") }
    let run = try run(close + ["--aplicar"])
    #expect(run.exit == .status(69))
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("versión más nueva"))
  }

  @Test func `a hold that a closure takes ends in other hours, not in an appointment`() throws {
    let caller = try office.start(Conversation.json)
    caller.enter(Conversation.answers(before: "aceptar", document: "52123457"))
    try caller.wait(forQuestion: "aceptar")
    let done = try run(close + ["--aplicar"])
    #expect(done.exit == .status(0))
    #expect(done.text.contains("se liberan: 1"))
    caller.enter(["aceptar"])
    caller.closeInput()
    _ = try caller.wait()
    #expect(
      try office.rows("SELECT code FROM appointment WHERE document_number = '52123457'").isEmpty)
    #expect(!String(decoding: caller.transcript, as: UTF8.self).contains("\"tipo\":\"cita\""))
  }

  @Test func `a closure while others book leaves everybody with one place or told`() throws {
    let callers = try (0..<4).map { _ in try office.start(Conversation.json) }
    for (index, caller) in callers.enumerated() {
      caller.enter(Conversation.booking(document: "7912345\(index)").map(\.answer))
      caller.closeInput()
    }
    let done = try run(close + ["--aplicar"])
    #expect(done.exit == .status(0), "\(done.errors)")
    for caller in callers { _ = try caller.wait() }
    #expect(
      try office.rows("SELECT code FROM appointment WHERE place IS NOT NULL AND day = 18886")
        .isEmpty)
    #expect(try office.rows("SELECT CAST(point AS TEXT) FROM overfull_slot").isEmpty)
    // Whoever was told a code has an appointment under it or under the one that it led to.
    let shown = callers.flatMap { caller in
      String(decoding: caller.transcript, as: UTF8.self).split(separator: "\n")
        .filter { $0.contains("\"tipo\":\"cita\"") }
    }
    let booked = try office.rows("SELECT subject FROM event WHERE kind = 'book'")
    #expect(shown.count == booked.count - 1, "the first was booked before")
    #expect(
      try office.rows("SELECT code FROM appointment WHERE state = 'booked'").count == booked.count)
  }
}
