import Foundation
import SQLite
import Testing

@Suite struct DatabaseTests {
  private let database: Database

  init() throws {
    database = try Database(inMemory: ())
    try database.run(script: "CREATE TABLE thing (number INTEGER, text TEXT NOT NULL) STRICT")
  }

  private func count() throws -> Int? {
    try Statement(database, "SELECT count(*) FROM thing").integer()
  }

  @Test(arguments: ["", "plain", "Inírida", "a\0b", "'; DROP TABLE thing; --", "👩‍👩‍👧"])
  func `text comes back as it went in`(text: String) throws {
    try Statement(database, "INSERT INTO thing VALUES (NULL, ?1)").run(text)
    let read = try Statement(database, "SELECT number, text FROM thing").first {
      (row) throws(DatabaseError) in
      (try row.integerOrNull(0), try row.text(1))
    }
    #expect(read?.0 == nil)
    #expect(read?.1.utf8.elementsEqual(text.utf8) == true)
  }

  @Test func `a column of another type is refused by number`() throws {
    let error = #expect(throws: DatabaseError.self) {
      try Statement(database, "SELECT 'one'").integer()
    }
    #expect(error?.code == .mismatch)
    #expect(error?.statement == "SELECT 'one'")
  }

  @Test func `a statement that is wrong says so when it first runs`() throws {
    let statement = Statement(database, "SELECT 1 FROM nowhere")
    let error = #expect(throws: DatabaseError.self) { try statement.run() }
    #expect(error?.code.rawValue == 1)
    #expect(error?.message == "no such table: nowhere")
  }

  @Test func `a statement runs again with other values`() throws {
    let insert = Statement(database, "INSERT INTO thing VALUES (?1, 'x') RETURNING number")
    #expect(try insert.integer(1) == 1)
    #expect(try insert.integer(Int.min) == Int.min)
    #expect(try count() == 2)
  }

  @Test func `writers that meet wait for each other, and nothing is lost`() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/citas-\(UUID().uuidString).db"
    try Data().write(to: URL(filePath: path))
    defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
    try Database(path: path).run(
      script:
        "PRAGMA journal_mode = WAL; CREATE TABLE count (number INTEGER); INSERT INTO count VALUES (0)"
    )
    // Writers that meet at every step, each with its own connection: none is refused or lost.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let database = try Database(path: path)
          database.leaveLog()
          database.wait(atMostMilliseconds: 60_000)
          let add = Statement(database, "UPDATE count SET number = number + 1")
          for _ in 0..<50 {
            try database.transaction(.process) { () throws(DatabaseError) in .commit(try add.run())
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let database = try Database(path: path)
    #expect(try Statement(database, "SELECT number FROM count").integer() == 400)
  }

  @Test func `a transaction ends as its body says`() throws {
    let insert = Statement(database, "INSERT INTO thing VALUES (1, ?1)")
    try database.transaction(.process) { () throws(DatabaseError) in
      .commit(try insert.run("kept"))
    }
    try database.transaction(.powerLoss) { () throws(DatabaseError) in
      .rollback(try insert.run("dropped"))
    }
    let error = #expect(throws: DatabaseError.self) {
      try database.transaction(.process) { () throws(DatabaseError) in
        try insert.run("dropped too")
        return .commit(try insert.run(nil as String?))
      }
    }
    #expect(error?.code.primary == .constraint)
    #expect(try count() == 1)
  }
}
