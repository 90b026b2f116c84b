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
