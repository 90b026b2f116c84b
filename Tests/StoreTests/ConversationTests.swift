import Foundation
import SQLite
import Testing

@testable import Domain
@testable import Store

/// How calls are kept and counted.
struct ConversationTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func store(_ agent: String? = "Ana") -> Store {
    Store(.file(folder.database), actor: Actor(channel: .terminal, agent: agent))
  }

  static func record(
    _ outcome: String = "agendada", turns: Int = 7,
    refusals: [ConversationRecord.Refusal: Int] = [:], city: String? = nil
  ) -> ConversationRecord {
    ConversationRecord(
      began: now, outcome: outcome, goal: .book, lastQuestion: .acceptance, turns: turns,
      refusals: refusals, appointment: nil, city: city)
  }

  @Test func `the day's calls are counted by agent, outcome and refusal`() throws {
    let email = ConversationRecord.Refusal(question: .email, cause: "formato")
    let ana = store()
    for (seconds, record) in [
      (100, Self.record(refusals: [email: 2])), (300, Self.record(turns: 9)),
      (40, Self.record("incompleta", refusals: [email: 1])),
    ] {
      ana.beginConversation(now: now)
      try ana.end(record, now: now.advanced(bySeconds: seconds))
    }
    let luis = store("Luis")
    luis.beginConversation(now: now)
    try luis.end(Self.record("salida"), now: now.advanced(bySeconds: 20))
    let citizen = store(nil)
    citizen.beginConversation(now: now)
    try citizen.end(Self.record(refusals: [email: 5]), now: now)

    let figures = try store("Marta").calls(on: now.day, now: now)
    #expect(figures.agents.map(\.name) == ["Ana", "Luis"])
    let first = try #require(figures.agents.first)
    #expect(first.calls == 3 && first.medianSeconds == 100 && first.open == 0)
    #expect(first.bookings == 2 && first.turnsPerBooking == 7)
    #expect(
      first.outcomes.map { "\($0.name) \($0.calls)" } == ["agendada 2", "incompleta 1"])
    #expect(
      figures.refusals == [
        CallFigures.Refusals(question: "correo", cause: "formato", times: 3)
      ])
    #expect(try store().calls(on: now.day.advanced(by: 1), now: now).calls.isEmpty)
  }

  @Test func `a call that was killed is seen as begun and not ended`() throws {
    do {
      let killed = store()
      killed.beginConversation(now: now)
      try killed.record(
        Consent(noticeVersion: "1", granted: true), now: now.advanced(bySeconds: 30))
    }
    let agent = try #require(try store().calls(on: now.day, now: now).agents.first)
    #expect(agent.calls == 1 && agent.open == 1 && agent.medianSeconds == nil)
  }

  @Test func `each call is a session of its own, with an authorisation of its own`() throws {
    let ana = store()
    ana.beginConversation(now: now)
    try ana.record(Consent(noticeVersion: "1", granted: true), now: now)
    try ana.end(Self.record(), now: now)
    let document = try applicant("52123456").document
    #expect(try !ana.saveDraft(of: document, [], now: now))
    let calls = try ana.calls(on: now.day, now: now)
    #expect(calls.calls.map(\.outcome) == ["agendada", nil])
  }

  @Test func `a note goes with its call's appointment`() throws {
    let ana = store()
    ana.beginConversation(now: now)
    try ana.note("Llama la hija.", on: nil, now: now)
    try ana.end(Self.record(), now: now)
    let database = try Database(path: folder.database)
    #expect(
      try Statement(database, "SELECT count(*) FROM note WHERE text = 'Llama la hija.'").integer()
        == 1)
  }

  @Test(arguments: ["", String(repeating: "a", count: 201), "a\u{1B}[2Jb", "a\u{0}b"])
  func `the schema refuses a note that a terminal would obey, or that is too long`(
    text: String
  ) throws {
    #expect(throws: StoreError.self) { try store().note(text, on: nil, now: now) }
  }

  /// The file of the version before, as it was published, with an agent's session in it.
  @Test func `a file of version 1 is brought to the present with what is in it`() throws {
    try #require(mkdir(folder.path + "/citas", 0o700) == 0)
    try Data().write(to: URL(filePath: folder.database))
    do {
      let database = try Database(path: folder.database)
      try database.run(script: "PRAGMA journal_mode = WAL")
      try database.run(script: Schema.migrations[0])
      try Seed(database).plant()
      try database.run(
        script: """
          INSERT INTO session (started, channel, agent) VALUES (1631282400, 'terminal', 'Ana');
          INSERT INTO consent (session, at, notice_version, granted) VALUES (1, 1631282460, '1', 1);
          """)
    }
    let figures = try store("Luis").calls(on: now.day, now: now)
    let database = try Database(path: folder.database)
    #expect(
      try Statement(database, "PRAGMA user_version").integer() == Schema.migrations.count)
    #expect(try Statement(database, "SELECT count(*) FROM consent").integer() == 1)
    // Who brought it there had no caller.
    #expect(!figures.calls.contains { $0.agent == "Luis" })
  }
}
