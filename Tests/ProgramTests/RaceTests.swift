import Foundation
import PseudoTerminal
import Testing

/// Two processes on one store.
struct RaceTests {
  let office: Office

  init() throws { office = try Office() }

  /// At the question of the hour, in a city with one place a slot.
  /// `isKnown`: another process has begun with the same document, and its data are offered.
  private func start(_ document: String, isKnown: Bool = false) throws -> Child {
    let child = try office.start(Conversation.json)
    var lines = Conversation.answers(before: "hora", document: document, city: "Arauca")
    if isKnown {
      lines.insert("no", at: Conversation.answers(before: "nombre", document: document).count)
    }
    child.enter(lines)
    try child.wait(forQuestion: "hora")
    return child
  }

  private func turns(_ child: Child, since count: Int = 0) throws -> [JSONLine] {
    try String(decoding: child.transcript.dropFirst(count), as: UTF8.self)
      .split(separator: "\n").map { try JSONLine(String($0)) }
  }

  @Test func `of two that want the last place one holds it and the other is offered three`() throws
  {
    let (one, other) = (try start("52123456"), try start("79123456"))
    one.enter(["11:20"])
    try one.wait(forQuestion: "aceptar")
    let before = other.transcript.count
    other.enter(["11:20"])
    try other.wait(forQuestion: "hora")
    let told = try turns(other, since: before)
    #expect(
      told.map(\.type) == ["entendido", "rechazo", "mensaje", "pregunta"])
    #expect(told[1].field == "hora")
    #expect(told[1]["motivo"] == "retenida")
    #expect(told[1]["texto"]?.contains("9:00:45 a. m.") == true)
    #expect(told[2]["clave"] == "horas.alternativas")
    let alternatives = told[2]["texto"]?.split(separator: "\n").dropFirst() ?? []
    #expect(alternatives.count == 3)
    #expect(alternatives.allSatisfy { !$0.contains("11:20") })
    one.enter(["aceptar"])
    try one.wait(for: "\"tipo\":\"fin\"")
    #expect(try one.wait() == .status(0))

    // It is an appointment now, and the hour that was offered first is free.
    let again = other.transcript.count
    other.enter(["11:20"])
    try other.wait(forQuestion: "hora")
    #expect(try turns(other, since: again).contains { $0["motivo"] == "lleno" })
    other.enter(["11:40"])
    try other.wait(forQuestion: "aceptar")
    other.enter(["aceptar"])
    try other.wait(for: "\"tipo\":\"fin\"")
    #expect(try other.wait() == .status(0))
    #expect(
      try office.rows("SELECT document_number || ' ' || minute FROM appointment ORDER BY minute")
        == ["52123456 680", "79123456 700"])
  }

  @Test func `many at once for one place get one appointment`() throws {
    let children = try (0..<6).map { try start("5212345\($0)") }
    for child in children { child.enter(["11:20", "aceptar"]) }
    var booked = 0
    for child in children {
      child.closeInput()
      if try child.wait() == .status(0) { booked += 1 }
    }
    #expect(booked == 1)
    #expect(try office.rows("SELECT code FROM appointment").count == 1)
    #expect(try office.rows("SELECT code FROM claim WHERE code IS NOT NULL").count == 1)
  }

  @Test func `the place of a process that was killed is free at once`() throws {
    let (one, other) = (try start("52123456"), try start("79123456"))
    one.enter(["11:20"])
    try one.wait(forQuestion: "aceptar")
    one.send(SIGKILL)
    #expect(try one.wait() == .signal(SIGKILL))
    other.enter(["11:20"])
    try other.wait(forQuestion: "aceptar")
    other.enter(["aceptar"])
    #expect(try other.wait(for: "\"tipo\":\"fin\"") == ())
    #expect(try other.wait() == .status(0))
  }

  @Test func `one document in two processes gets one appointment`() throws {
    let one = try start("52123456")
    let other = try start("52123456", isKnown: true)
    one.enter(["11:20", "aceptar"])
    try one.wait(for: "\"tipo\":\"fin\"")
    let before = other.transcript.count
    other.enter(["11:40"])
    try other.wait(forQuestion: "aceptar")
    other.enter(["aceptar"])
    try other.wait(forQuestion: "numero_documento")
    #expect(
      try turns(other, since: before).contains {
        $0.type == "rechazo" && $0["motivo"] == "limite" && $0.field == "numero_documento"
      })
    // The data are kept: another document, and the place is held again.
    other.enter(["79123456"])
    try other.wait(forQuestion: "aceptar")
    other.enter(["aceptar"])
    try other.wait(for: "\"tipo\":\"fin\"")
    #expect(try other.wait() == .status(0))
    #expect(try office.rows("SELECT code FROM appointment").count == 2)
  }
}
