import Domain
import Foundation
import SQLite
import Testing

@testable import Store

/// Files that earlier versions of the program made, each brought to the present one.
@Suite struct MigrationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The file of that name in `archivos/`, copied.
  private func copied(_ name: String) throws -> String {
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "archivos/" + name)
    let path = folder.path + "/citas.db"
    try FileManager.default.copyItem(at: source, to: URL(filePath: path))
    return path
  }

  private func rows(_ path: String, _ sql: StaticString) throws -> [String] {
    var rows: [String] = []
    try Statement(try Database(path: path), sql).forEach { (row) throws(DatabaseError) in
      rows.append(try row.text(0))
    }
    return rows
  }

  /// Two appointments that stand, one that was replaced, one that was cancelled, and a draft.
  @Test func `version 1 keeps what it has`() throws {
    let path = try copied("version1.db")
    let listing: StaticString = """
      SELECT code || ' ' || state || ' ' || day || ' ' || minute || ' ' || coalesce(place, '-')
        || ' ' || coalesce(replaces, '-') || ' ' || surnames FROM appointment
      UNION ALL SELECT document_number || ' ' || answers FROM draft
      UNION ALL SELECT point || ' ' || day || ' ' || minute || ' ' || place FROM claim
      UNION ALL SELECT kind || ' ' || subject FROM event WHERE kind <> 'migrate'
      UNION ALL SELECT point || ' ' || from_minute || ' ' || places FROM schedule_rule
      """
    let before = try rows(path, listing)
    #expect(before.count > 100)
    let start = moment("2021-09-10T09:00")
    let store = Store(.file(path), actor: citizen)
    #expect(try store.points(now: start).count == 44)
    #expect(try rows(path, listing) == before)
    #expect(
      try Statement(try Database(path: path), "PRAGMA user_version").integer()
        == Schema.migrations.count)
    #expect(try rows(path, "PRAGMA integrity_check") == ["ok"])
    #expect(
      try rows(path, "SELECT subject FROM event WHERE kind = 'migrate'")
        == ["0 1", "1 \(Schema.migrations.count)"])
  }

  @Test func `version 1 has the same schema as a new file after its migration`() throws {
    let path = try copied("version1.db")
    _ = try Store(.file(path), actor: citizen).points(now: now)
    _ = try Store(.file(folder.database), actor: citizen).points(now: now)
    let schema: StaticString = """
      SELECT coalesce(sql, name) FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name
      """
    #expect(try rows(path, schema) == rows(folder.database, schema))
  }

  /// The table of the claims is made anew for the waiting list.
  @Test(arguments: 1..<Schema.migrations.count)
  func `claims and what guards them are the same from every version`(version: Int) throws {
    let path = try copied("version1.db")
    let listing: StaticString = """
      SELECT point || ' ' || day || ' ' || minute || ' ' || place || ' ' || coalesce(code, '-')
        || ' ' || coalesce(holder, '-') || ' ' || coalesce(held_until, '-')
      FROM claim ORDER BY 1
      """
    let before = try rows(path, listing)
    #expect(before.count > 1)
    let database = try Database(path: path)
    for migration in Schema.migrations[1..<version] { try database.run(script: migration) }
    try database.setUserVersion(version)
    let store = Store(.file(path), actor: citizen)
    #expect(try store.verify(now: moment("2021-09-10T09:00")) == [])
    #expect(try rows(path, listing) == before)
    database.enforceForeignKeys()
    #expect(throws: DatabaseError.self) {
      try database.run(script: "DELETE FROM claim WHERE code IS NOT NULL")
    }
  }

  /// Version 9 did not say which appointment ended a wait.
  @Test func `who took a place of the waiting list before has their turn tied to it`() throws {
    let path = try copied("version1.db")
    let database = try Database(path: path)
    for migration in Schema.migrations[1..<9] { try database.run(script: migration) }
    try database.setUserVersion(9)
    let taken = try #require(
      try rows(
        path, "SELECT code FROM appointment WHERE state = 'booked' ORDER BY code"
      ).first)
    let insert: [StaticString] = [
      """
      INSERT INTO waiting (id, state, first_day, last_day, part, preference, joined, session, ended)
      SELECT n, 'booked', day, day, 'manana', 0, created, session, created
      FROM appointment, (SELECT 1 AS n UNION SELECT 2) WHERE code = ?1
      """,
      """
      INSERT INTO event (session, at, kind, subject)
      SELECT session, created, 'wait', n FROM appointment, (SELECT 1 AS n UNION SELECT 2)
      WHERE code = ?1
      """,
      // Of the second nothing tells which it took.
      """
      INSERT INTO event (session, at, kind, subject)
      SELECT session, created, 'wait_end', '1 booked' FROM appointment WHERE code = ?1
      """,
    ]
    for sql in insert { try Statement(database, sql).run(taken) }
    let start = moment("2021-09-10T09:00")
    #expect(try Store(.file(path), actor: citizen).verify(now: start) == [])
    #expect(
      try rows(path, "SELECT coalesce(code, '-') FROM waiting ORDER BY id") == [taken, "-"])
  }

  @Test func `an appointment of version 1 can be changed and booked beside`() throws {
    let path = try copied("version1.db")
    let start = moment("2021-09-10T09:00")
    let store = Store(.file(path), actor: citizen)
    let bogota = try store.point("Bogotá")
    let document = try applicant("52123456").document
    let standing = try #require(try store.activeAppointment(of: document, now: start))
    let hold = try store.mustHold(thursday, at: bogota, now: start)
    var random = Seeded(state: 3)
    guard
      case .modified = try store.modify(
        standing.code, document: document, hold: hold, now: start, using: &random)
    else { throw Unexpected() }
    _ = try store.mustBook("52123460", thursday, at: bogota, now: start, seed: 9)
    #expect(
      try store.claims(thursday, at: bogota, now: start) == SlotClaims(appointments: 2))
  }
}
