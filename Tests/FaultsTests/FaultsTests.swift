import CSQLite
import Faults
import Foundation
import Testing

/// What the file system that fails does to a database, before anything is concluded from it. One test
/// at a time: it is one for the process.
@Suite(.serialized) final class FaultsTests {
  private let folder: String
  private var path: String { folder + "/a.db" }

  init() throws {
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "faults-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    try #require(faults_register(false))
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static let lasting: [faults_class] = [
    faults_write, faults_sync, faults_truncate, faults_delete,
  ]

  private func mask(_ classes: [faults_class]) -> UInt32 {
    classes.reduce(0) { $0 | 1 << $1.rawValue }
  }

  private func plan(
    _ kind: faults_kind, _ classes: [faults_class], at call: Int, stays: Bool = false,
    lies: Bool = false, seed: UInt64 = 1
  ) -> faults_plan {
    faults_plan(
      kind: kind, classes: mask(classes), at: Int64(call), stays: stays, lies: lies, seed: seed)
  }

  private func remove() {
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }

  /// Commits the numbers from 1 one by one; those that SQLite said are committed, and the first code
  /// that was none.
  private func commit(
    _ count: Int, journal: String, plan: faults_plan
  ) -> (committed: [Int], code: Int32) {
    faults_set(plan)
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE
    var code = sqlite3_open_v2(path, &handle, flags, faults_name())
    func run(_ sql: String) -> Bool {
      guard code == SQLITE_OK else { return false }
      code = sqlite3_exec(handle, sql, nil, nil, nil)
      return code == SQLITE_OK
    }
    var committed: [Int] = []
    _ = run("PRAGMA journal_mode = \(journal); PRAGMA synchronous = FULL")
    _ = run("CREATE TABLE number (n INTEGER PRIMARY KEY, filling TEXT)")
    for number in 1...count where run("INSERT INTO number VALUES (\(number), hex(zeroblob(900)))") {
      committed.append(number)
    }
    return (committed, code)
  }

  /// The numbers that are there, read without the file system that fails; nil when it is no sound
  /// database.
  private func found() -> [Int]? {
    // Nobody was told that it was made.
    guard access(path, F_OK) == 0 else { return [] }
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
      return nil
    }
    func column(_ sql: String) -> [String]? {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else { return nil }
      var texts: [String] = []
      while true {
        switch sqlite3_step(statement) {
        case SQLITE_ROW:
          texts.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
        case SQLITE_DONE: return texts
        default: return nil
        }
      }
    }
    guard column("PRAGMA integrity_check") == ["ok"] else { return nil }
    guard column("SELECT name FROM sqlite_schema") == ["number"] else { return [] }
    return column("SELECT n FROM number ORDER BY n")?.compactMap { Int($0) }
  }

  @Test(arguments: ["WAL", "DELETE"])
  func `what was committed outlives a power loss at any call`(journal: String) throws {
    // A journal that is deleted and comes back takes the last commit back; only EXTRA has it stay.
    let mayLose = journal == "DELETE" ? 1 : 0
    var call = 1
    while true {
      for seed in 1...2 as ClosedRange<UInt64> {
        remove()
        let (committed, code) = commit(
          4, journal: journal, plan: plan(faults_power, Self.lasting, at: call, seed: seed))
        let left = try #require(found(), "call \(call), seed \(seed)")
        let expected = Array(committed.dropLast(mayLose))
        #expect(left.starts(with: expected), "call \(call), seed \(seed)")
        #expect(left.count <= committed.count + 1)
        if faults_struck() { #expect(code != SQLITE_OK || committed.count == 4) }
      }
      if !faults_struck() { break }
      call += 1
    }
    #expect(call > 20)
  }

  @Test func `a disk that lies loses what was committed`() throws {
    var losses = 0
    for call in 10...30 {
      remove()
      let (committed, _) = commit(
        6, journal: "WAL", plan: plan(faults_power, Self.lasting, at: call, lies: true))
      if !(found()?.starts(with: committed) ?? false) { losses += 1 }
    }
    #expect(losses > 5)
  }

  @Test func `the same seed leaves the same bytes, and others leave others`() throws {
    // Before one of these syncs the pages of the database are written.
    func left(_ seed: UInt64) throws -> [Data?] {
      (5...8).map { call in
        remove()
        _ = commit(
          3, journal: "DELETE", plan: plan(faults_power, [faults_sync], at: call, seed: seed))
        return try? Data(contentsOf: URL(filePath: path))
      }
    }
    for seed in 1...3 as ClosedRange<UInt64> { #expect(try left(seed) == left(seed)) }
    #expect(try Set((1...6 as ClosedRange<UInt64>).map(left)).count > 1)
  }

  static let faults: [(kind: faults_kind, of: faults_class, code: Int32)] = [
    (faults_device, faults_open, SQLITE_CANTOPEN),
    (faults_device, faults_write, SQLITE_IOERR | 3 << 8),
    (faults_device_halfway, faults_write, SQLITE_IOERR | 3 << 8),
    (faults_device, faults_sync, SQLITE_IOERR | 4 << 8),
    (faults_device, faults_map, SQLITE_IOERR | 21 << 8),
    (faults_full, faults_write, SQLITE_FULL),
    (faults_full_halfway, faults_write, SQLITE_FULL),
    (faults_full, faults_map, SQLITE_IOERR | 19 << 8),
    (faults_busy, faults_lock, SQLITE_BUSY),
  ]

  @Test(arguments: faults.indices)
  func `a call that fails is answered by its code`(row: Int) {
    let fault = Self.faults[row]
    let (committed, code) = commit(
      1, journal: "WAL", plan: plan(fault.kind, [fault.of], at: 1, stays: true))
    #expect(code == fault.code)
    #expect(faults_struck())
    #expect(committed == [])
  }

  @Test func `a call that fails once leaves the next ones alone`() {
    let (committed, code) = commit(
      3, journal: "WAL", plan: plan(faults_full, [faults_write], at: 8))
    #expect(code == SQLITE_FULL)
    #expect(found()?.starts(with: committed) == true)
    #expect(commit(3, journal: "WAL", plan: plan(faults_none, [], at: 0)).code != SQLITE_FULL)
  }

  @Test func `what is written by half is half as long`() {
    // Nor can what is left of it be cleared away.
    let classes = [faults_write, faults_truncate, faults_delete]
    let sizes = (1...12).map { call in
      remove()
      _ = commit(
        1, journal: "WAL", plan: plan(faults_device_halfway, classes, at: call, stays: true))
      return (try? Data(contentsOf: URL(filePath: path + "-wal")).count) ?? 0
    }
    // The header of a log has 32 bytes.
    #expect(sizes.contains(16), "\(sizes)")
  }

  @Test func `calls are counted by their class`() {
    _ = commit(3, journal: "WAL", plan: plan(faults_none, [], at: 0))
    #expect(faults_count(mask([faults_sync])) > 3)
    #expect(faults_count(mask([faults_write])) > 6)
    #expect(faults_count(mask(Self.lasting)) >= faults_count(mask([faults_write, faults_sync])))
    #expect(!faults_struck())
  }
}
