import Foundation
import PseudoTerminal
import SQLite
import Testing

/// The commands that care for the data, on real files.
@Suite struct CareCommandTests {
  private let office: Office

  init() throws {
    office = try Office()
    let run = try office.run(Conversation.json, lines: Conversation.answers)
    try #require(run.exit == .status(0), "\(run.errors)")
  }

  private var backup: String { office.folder + "/respaldo.db" }

  private func run(_ words: String...) throws -> Run {
    try office.run(words + ["--ahora", Office.start], input: [])
  }

  private func codes() throws -> [String] { try office.rows("SELECT code FROM appointment") }

  @Test func `what was booked after a backup is named before it is lost`() throws {
    let kept = try codes()
    #expect(try run("respaldo", backup).exit == .status(0))
    #expect(try run("respaldo", backup).exit == .status(73))
    let another = try office.run(
      Conversation.json, lines: Conversation.booking(document: "52123457").map(\.answer))
    try #require(another.exit == .status(0))
    let lost = try #require(try codes().first { !kept.contains($0) })

    let shown = try run("restaurar", backup, "--json")
    #expect(shown.exit == .status(0) && shown.text.contains(lost))
    #expect(try codes().count == 2)
    let done = try run("restaurar", backup, "--aplicar")
    #expect(done.exit == .status(0), "\(done.errors)")
    #expect(try codes() == kept)
    #expect(try run("verificar").exit == .status(0))
  }

  @Test func `what is kept of a person is told in words, or to a program in JSON alone`() throws {
    let told = try run("exportar", "cc", "52123456")
    #expect(!told.text.contains("{") && told.text.contains("numero documento: 52123456"))
    #expect(told.text.contains("Solicitud"))
    for number in ["52123456", "99999"] {
      let run = try run("exportar", "cc", number, "--json")
      #expect(try run.turns().count { $0.type == "fin" } == 1, "\(run.text)")
      #expect(try run.turns().count { $0.type == "solicitud" } == 1)
    }
  }

  @Test func `a plan of a restoration makes no store, and does not say so`() throws {
    #expect(try run("respaldo", backup).exit == .status(0))
    let nowhere = office.folder + "/otra.db"
    let plan = try office.run(
      ["restaurar", backup, "--base", nowhere, "--ahora", Office.start], input: [],
      isOnStore: false)
    #expect(plan.exit == .status(0), "\(plan.errors)")
    #expect(plan.errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: nowhere))
  }

  @Test func `a report in a pipe is as wide as COLUMNS says`() throws {
    let words = ["horario", "--ahora", Office.start]
    let narrow = try office.run(words, input: [], environment: ["COLUMNS": "40"])
    #expect(narrow.text.split(separator: "\n").allSatisfy { $0.count <= 40 })
    // It is a table where nobody says.
    let wide = try office.run(words, input: [])
    #expect(wide.text.split(separator: "\n").contains { $0.count > 80 })
  }

  @Test func `a store that a conversation has open is not replaced`() throws {
    #expect(try run("respaldo", backup).exit == .status(0))
    let child = try office.start(Conversation.json)
    for line in Conversation.booking(document: "52123458").dropLast().map(\.answer) {
      child.type(Array((line + "\n").utf8))
    }
    try child.wait(for: "\"campo\":\"aceptar\"")
    #expect(try run("restaurar", backup, "--aplicar").exit == .status(75))
    child.closeInput()
    _ = try child.wait()
  }

  @Test func `a store that is not sound is told by the exit status`() throws {
    try office.database().run(script: "DROP TRIGGER claim_begins")
    let found = try run("verificar")
    #expect(found.exit == .status(69) && found.text.contains("claim_begins"))
    #expect(try run("respaldo", backup).exit == .status(69))
    #expect(!FileManager.default.fileExists(atPath: backup))
  }

  @Test func `a mistyped path is no new store`() throws {
    let nowhere = office.folder + "/otra.db"
    let commands = [
      ["verificar"], ["hoja"], ["lista"], ["cifras"], ["exportar", "cc", "52123456"],
      ["respaldo", backup], ["cierre", "2021-09-16", "--motivo", "x", "--aplicar"], ["correo"],
      ["correo", "enviar"], ["llamadas"], ["depurar", "--aplicar"],
    ]
    for words in commands {
      let run = try office.run(
        words + ["--base", nowhere, "--ahora", Office.start], input: [])
      #expect(run.exit == .status(69), "\(words)")
      #expect(run.errors.contains(nowhere), "\(words)")
    }
    #expect(!FileManager.default.fileExists(atPath: nowhere))
    let new = try office.run(
      ["abrir", "2021-10", "--aplicar", "--base", nowhere, "--ahora", Office.start], input: [])
    #expect(new.exit == .status(0) && new.errors.contains(nowhere))
  }

  @Test func `a store whose head is damaged is what a backup comes in the place of`() throws {
    let kept = try codes()
    #expect(try run("respaldo", backup).exit == .status(0))
    for ending in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: office.store + ending)
    }
    let file = try FileHandle(forUpdating: URL(filePath: office.store))
    try file.write(contentsOf: Data(repeating: UInt8(ascii: "X"), count: 20))
    try file.close()
    #expect(try run("verificar").exit == .status(69))
    let shown = try run("restaurar", backup)
    #expect(shown.exit == .status(0) && shown.text.contains("no se puede leer"))
    #expect(try run("restaurar", backup, "--aplicar").exit == .status(0))
    #expect(try codes() == kept)
    #expect(try run("verificar").exit == .status(0))
  }

  @Test func `what is no backup is left alone`() throws {
    try Data("no es un respaldo".utf8).write(to: URL(filePath: backup))
    #expect(try run("restaurar", backup, "--aplicar").exit == .status(69))
    #expect(try run("restaurar", office.folder + "/nada.db").exit == .status(69))
    #expect(try codes().count == 1)
  }
}
