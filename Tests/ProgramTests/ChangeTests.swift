import Foundation
import PseudoTerminal
import Testing

/// Two processes that change one appointment, in a city with one place a slot.
struct ChangeTests {
  let office: Office
  /// Of 52123456, on 16 September at 11:20.
  let code: String

  init() throws {
    office = try Office()
    let run = try office.run(
      Conversation.json, lines: Conversation.booking(city: "Arauca").map(\.answer))
    try #require(run.exit == .status(0), "\(run.text)\(run.errors)")
    let appointment = try run.turns().first { $0.type == "cita" }
    code = try #require(appointment?["codigo"])
  }

  /// The answers before the question what is to be done with the appointment.
  private func identification(handling: String) -> [String] {
    ["3", handling, code, "1", "52123456"]
  }

  /// At the question whether it is to be cancelled.
  private func startCancelling() throws -> Child {
    let child = try office.start(Conversation.json)
    child.enter(identification(handling: "1"))
    try child.wait(forQuestion: "cancelacion")
    return child
  }

  /// At the question whether that hour of the same day is accepted instead.
  private func startModifying(to hour: String = "11:40") throws -> Child {
    let child = try office.start(Conversation.json)
    child.enter(identification(handling: "2") + ["1", "2021-09-16", hour])
    try child.wait(forQuestion: "aceptar")
    return child
  }

  private func turns(_ child: Child, since count: Int) throws -> [JSONLine] {
    try String(decoding: child.transcript.dropFirst(count), as: UTF8.self)
      .split(separator: "\n").map { try JSONLine(String($0)) }
  }

  /// Answers and is done.
  private func win(_ child: Child, _ answer: String, _ state: String) throws {
    let before = child.transcript.count
    child.enter([answer])
    #expect(try child.wait() == .status(0))
    let told = try turns(child, since: before)
    #expect(told.suffix(2).map(\.type) == ["cita", "fin"])
    #expect(told.last?["estado"] == state)
    #expect(told.last?.status == 0)
  }

  /// Answers, is told that the appointment is gone, and is asked what else is wanted.
  private func lose(_ child: Child, _ answer: String, at question: String) throws {
    let before = child.transcript.count
    child.enter([answer])
    try child.wait(forQuestion: "opcion")
    try expectToldGone(turns(child, since: before), at: question)
  }

  private func expectToldGone(_ told: [JSONLine], at question: String) throws {
    try #require(told.map(\.type) == ["entendido", "mensaje", "pregunta"], "\(told)")
    #expect(told[0].field == question)
    #expect(told[1]["clave"] == "consulta.ya_no_esta")
    #expect(told[1]["texto"]?.hasSuffix("No hice nada más.") == true)
    #expect(told[2].field == "opcion")
  }

  /// Of two that have answered at once, with their questions: whoever was the first.
  private func settle(_ children: [(child: Child, question: String, since: Int)]) throws -> Int {
    var winners: [Int] = []
    for (index, entry) in children.enumerated() {
      entry.child.closeInput()
      // Nothing is left unfinished at the question that the other was sent back to.
      #expect(try entry.child.wait() == .status(0))
      let told = try turns(entry.child, since: entry.since)
      #expect(told.last?.type == "fin")
      if told.contains(where: { $0.type == "cita" }) {
        winners.append(index)
        #expect(!told.contains { $0["clave"] == "consulta.ya_no_esta" })
      } else {
        try expectToldGone(Array(told.prefix(3)), at: entry.question)
        #expect(told.last?["estado"] != "cancelada" && told.last?["estado"] != "modificada")
      }
    }
    try #require(winners.count == 1)
    return winners[0]
  }

  /// Another document books that hour from the beginning to the end.
  private func book(_ hour: String, _ document: String) throws {
    let lines = Conversation.answers(before: "hora", document: document, city: "Arauca")
    let run = try office.run(Conversation.json, lines: lines + [hour, "aceptar"])
    #expect(run.exit == .status(0), "\(run.text)\(run.errors)")
    try expectAgreement()
  }

  /// Each claim is a booked appointment's, and each of those has one.
  private func expectAgreement() throws {
    #expect(
      try office.rows(
        """
        SELECT coalesce(code, 'held') || ' ' || point || ' ' || day || ' ' || minute || ' ' || place
        FROM claim ORDER BY 1
        """)
        == office.rows(
          """
          SELECT code || ' ' || point || ' ' || day || ' ' || minute || ' ' || place
          FROM appointment WHERE state = 'booked' ORDER BY 1
          """))
    #expect(try office.rows("SELECT \"table\" FROM pragma_foreign_key_check") == [])
  }

  /// The appointment was cancelled, once, and nothing is left of anything else.
  private func expectCancelled() throws {
    #expect(
      try office.rows(
        "SELECT code || ' ' || state || ' ' || coalesce(replaces, '-') FROM appointment")
        == [code + " cancelled -"])
    #expect(try office.rows("SELECT coalesce(code, 'held') FROM claim") == [])
    #expect(
      try office.rows("SELECT kind FROM event WHERE kind IN ('cancel', 'replace')") == ["cancel"])
  }

  /// Another at 11:40 stands instead of the appointment, and knows it.
  private func expectModified() throws {
    #expect(
      try office.rows(
        """
        SELECT state || ' ' || minute || ' ' || coalesce(replaces, '-') FROM appointment
        ORDER BY minute
        """)
        == ["replaced 680 -", "booked 700 " + code])
    #expect(try office.rows("SELECT code FROM appointment WHERE code = replaces") == [])
    #expect(
      try office.rows("SELECT kind FROM event WHERE kind IN ('cancel', 'replace')") == ["replace"])
    try expectAgreement()
  }

  // MARK: Both cancel

  @Test func `of two that cancel at once one does and the other is told`() throws {
    let children = [try startCancelling(), try startCancelling()]
    let before = children.map { $0.transcript.count }
    for child in children { child.enter(["sí"]) }
    let first = try settle(zip(children, before).map { ($0, "cancelacion", $1) })
    let told = try turns(children[first], since: before[first])
    #expect(told.last?["estado"] == "cancelada")
    try expectCancelled()
    try book("11:20", "79123456")
  }

  @Test func `who cancels after another is told and can go on`() throws {
    let (one, other) = (try startCancelling(), try startCancelling())
    try win(one, "sí", "cancelada")
    try lose(other, "sí", at: "cancelacion")
    try expectCancelled()
    // The place is free while the other still stands at its question.
    try book("11:20", "79123456")
    // The code is not taken as given: it is asked again, with nothing left to cancel.
    let before = other.transcript.count
    other.enter(identification(handling: "1"))
    other.closeInput()
    #expect(try other.wait() != .status(0))
    let told = try turns(other, since: before)
    #expect(told.contains { $0.type == "pregunta" && $0.field == "codigo" })
    #expect(!told.contains { $0.type == "pregunta" && $0.field == "cancelacion" })
  }

  // MARK: One cancels, one modifies

  @Test func `a modification after a cancellation is told and leaves no hold`() throws {
    let (one, other) = (try startCancelling(), try startModifying())
    #expect(try office.rows("SELECT coalesce(code, 'held') FROM claim").count == 2)
    try win(one, "sí", "cancelada")
    try lose(other, "aceptar", at: "aceptar")
    try expectCancelled()
    try book("11:20", "79123456")
    try book("11:40", "80123456")
    // The cancelled one's document has none now.
    #expect(
      try office.rows(
        "SELECT document_number FROM appointment WHERE state = 'booked' ORDER BY minute")
        == ["79123456", "80123456"])
  }

  @Test func `a cancellation after a modification is told and leaves the new hour`() throws {
    let (one, other) = (try startCancelling(), try startModifying())
    try win(other, "aceptar", "modificada")
    try lose(one, "sí", at: "cancelacion")
    try expectModified()
    try book("11:20", "79123456")
    #expect(
      try office.rows(
        """
        SELECT document_number || ' ' || minute FROM appointment WHERE state = 'booked'
        ORDER BY minute
        """)
        == ["79123456 680", "52123456 700"])
  }

  @Test func `of a cancellation and a modification at once one is done`() throws {
    let (one, other) = (try startCancelling(), try startModifying())
    let before = (one.transcript.count, other.transcript.count)
    one.enter(["sí"])
    other.enter(["aceptar"])
    let first = try settle([(one, "cancelacion", before.0), (other, "aceptar", before.1)])
    if first == 0 { try expectCancelled() } else { try expectModified() }
    try book("11:20", "79123456")
  }

  // MARK: Both modify

  @Test func `of two modifications the second is told and its hold is given up`() throws {
    let (one, other) = (try startModifying(), try startModifying(to: "12:00"))
    try win(one, "aceptar", "modificada")
    try lose(other, "aceptar", at: "aceptar")
    try expectModified()
    try book("11:20", "79123456")
    try book("12:00", "80123456")
  }
}
