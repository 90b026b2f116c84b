internal import CSQLite
internal import Proof

/// All that stands in a store, read past the program.
struct Contents: Equatable {
  var version = 0
  /// The rows of each table as texts, sorted.
  var tables: [String: [String]] = [:]

  /// Tables that tell how the program was used. They may have more after a run that did not do its
  /// work than before it, as long as a run that did it has that too.
  private static let attempts: Set<String> = [
    "session", "event", "consent", "draft", "miss", "conversation", "refusal", "hold",
  ]

  /// What people count on: it changes with the work or not at all.
  var lasting: [String: [String]] { tables.filter { !Self.attempts.contains($0.key) } }
  var attempts: [String: [String]] { tables.filter { Self.attempts.contains($0.key) } }

  /// The codes of the appointments, each with its row.
  var codes: Set<String> {
    Set((tables["appointment"] ?? []).map { String($0.prefix { $0 != "|" }) })
  }

  /// The file at `path`. Of the claims only those of appointments stand under their own name; the
  /// others, which end with their process or are offers, under `hold`.
  init(of path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil)
    guard code == SQLITE_OK, let handle else { throw Failure("it does not open: \(code)") }
    sqlite3_busy_timeout(handle, 5_000)
    func rows(_ sql: String) throws -> [[String]] {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
        throw Failure("it cannot be read: \(String(cString: sqlite3_errmsg(handle)))")
      }
      var rows: [[String]] = []
      while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW:
          rows.append(
            (0..<sqlite3_column_count(statement)).map { column in
              sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "-"
            })
        case SQLITE_DONE: return rows
        default: throw Failure("it cannot be read: \(String(cString: sqlite3_errmsg(handle)))")
        }
      }
    }
    version = try rows("PRAGMA user_version").first.flatMap { Int($0[0]) } ?? 0
    let found = try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for name in found.map({ $0[0] }) {
      func texts(_ condition: String) throws -> [String] {
        try rows("SELECT * FROM \"\(name)\" \(condition)").map { $0.joined(separator: "|") }
          .sorted()
      }
      if name == "claim" {
        tables["claim"] = try texts("WHERE code IS NOT NULL")
        tables["hold"] = try texts("WHERE code IS NULL")
      } else {
        tables[name] = try texts("")
      }
    }
  }

  /// Runs `body` while a connection reads the file at `path`, which so long nobody can begin anew.
  static func reading<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    let script = "BEGIN; SELECT count(*) FROM sqlite_schema"
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
      sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK
    else { throw Failure("\(path) cannot be read") }
    return try body()
  }

  /// Of a store that is not there yet.
  init() {}

  /// The first difference, for a report.
  func difference(from other: Contents) -> String {
    if version != other.version { return "version \(version) instead of \(other.version)" }
    for name in Set(tables.keys).union(other.tables.keys).sorted() {
      let (mine, theirs) = (tables[name] ?? [], other.tables[name] ?? [])
      if mine == theirs { continue }
      if let row = Set(mine).subtracting(theirs).min() { return "\(name) has «\(row)»" }
      if let row = Set(theirs).subtracting(mine).min() { return "\(name) has no «\(row)»" }
      return "\(name) has rows twice"
    }
    return "nothing"
  }
}
