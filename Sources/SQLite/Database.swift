internal import CSQLite
internal import CSQLiteMemory

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A connection, for one thread at a time. Its statements keep it open, so it is a class.
package final class Database {
  /// What a commit waits for.
  package enum Durability: Sendable {
    /// The transaction outlives a killed process.
    case process
    /// The transaction outlives a power loss: the log is synced.
    case powerLoss
  }

  /// How a transaction ends when nothing failed.
  package enum End<Result> {
    case commit(Result)
    case rollback(Result)
  }

  /// For a process that has one thread, before it opens anything: SQLite then locks nothing within
  /// it, and takes its memory from a pool; in a debug build not, so that memory that is lost is found.
  /// The corresponding C function is `sqlite3_config`.
  package static func useOneThread() {
    _ = citas_use_one_thread()
    _ = citas_ask_for_no_pages_ahead()
    #if !DEBUG
      _ = sqlite_memory_use_pool()
    #endif
  }

  let handle: Handle
  private let beginImmediate: Statement
  private let beginDeferred: Statement
  private let commit: Statement
  private let rollback: Statement
  /// A new connection syncs every commit: SQLite's default.
  private var durability = Durability.powerLoss

  /// A database of its own in memory.
  package convenience init(inMemory: Void) throws(DatabaseError) {
    try self.init(name: ":memory:", flags: 0)
  }

  /// The file at `path`, which must be there. Nothing of it is read yet; without the right to
  /// write, it opens as `isReadOnly`.
  package convenience init(path: String) throws(DatabaseError) {
    try self.init(name: path, flags: 0)
  }

  /// The file at `path`, made when there is none with the mode of the file at `model`.
  package convenience init(path: String, makingWithModeOf model: String) throws(DatabaseError) {
    try self.init(
      name: "file:\(uri(path))?modeof=\(uri(model))", flags: SQLITE_OPEN_CREATE | SQLITE_OPEN_URI)
  }

  /// The file at `path`, which must be there, to be read only.
  package convenience init(reading path: String) throws(DatabaseError) {
    try self.init(name: path, flags: SQLITE_OPEN_READONLY)
  }

  /// The corresponding C function is `sqlite3_open_v2`.
  private init(name: String, flags: Int32) throws(DatabaseError) {
    let handle = try Handle(name: name, flags: flags)
    beginImmediate = Statement(handle, "BEGIN IMMEDIATE")
    beginDeferred = Statement(handle, "BEGIN DEFERRED")
    commit = Statement(handle, "COMMIT")
    rollback = Statement(handle, "ROLLBACK")
    self.handle = handle
  }

  /// Whether the file or its medium refuses writing. The corresponding C function is
  /// `sqlite3_db_readonly`.
  package var isReadOnly: Bool {
    unsafe sqlite3_db_readonly(handle.pointer, "main") == 1
  }

  /// The file without symbolic links; empty in memory. The corresponding C function is
  /// `sqlite3_db_filename`.
  package var path: String {
    guard let name = unsafe sqlite3_db_filename(handle.pointer, "main") else { return "" }
    return unsafe String(cString: name)
  }

  /// How long a statement waits for other processes before it is refused as busy. The corresponding
  /// C function is `sqlite3_busy_handler`.
  package func wait(atMostMilliseconds milliseconds: Int32) {
    handle.wait(atMostMilliseconds: Int(milliseconds))
  }

  /// Has the log stay beside the file when this connection closes, even as the last one: to move it
  /// into the file, to remove it and to make it anew would take more syncs than what was written. The
  /// next connection reads a log that was left as a whole, so whoever writes first to one of
  /// `logPagesLeft` pages or more moves it; it then begins anew. The corresponding C functions are
  /// `sqlite3_db_config` and `sqlite3_wal_hook`.
  package func leaveLog() {
    handle.leaveLog()
  }

  /// What the first to write moves into the file: a log of a megabyte, read in half a millisecond.
  package static var logPagesLeft: Int32 { 256 }
  /// What any later one moves: SQLite's default.
  fileprivate static var logPagesMax: Int32 { 1000 }

  /// Has foreign keys enforced. The corresponding C function is `sqlite3_db_config`.
  package func enforceForeignKeys() {
    unsafe citas_enforce_foreign_keys(handle.pointer)
  }

  /// Runs every statement of `script`, which takes no parameters. The corresponding C function is
  /// `sqlite3_exec`.
  package func run(script: StaticString) throws(DatabaseError) {
    let code = script.withUTF8Buffer { text in
      unsafe sqlite3_exec(handle.pointer, text.baseAddress, nil, nil, nil)
    }
    guard code == SQLITE_OK else { throw handle.error(code, in: "\(script)") }
  }

  /// Writes the number that a program keeps in the file's header: `PRAGMA user_version`.
  package func setUserVersion(_ version: Int) throws(DatabaseError) {
    let sql = "PRAGMA user_version = \(version)"
    let code = unsafe sqlite3_exec(handle.pointer, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw handle.error(code, in: sql) }
  }

  /// Runs `body` as the only writer. It is rolled back when `body` says so or throws.
  package func transaction<Result>(
    _ durability: Durability, _ body: () throws(DatabaseError) -> End<Result>
  ) throws(DatabaseError) -> Result {
    if durability != self.durability {
      // It acts while it is prepared, so it cannot be kept, and never inside a transaction.
      switch durability {
      case .process: try run(script: "PRAGMA synchronous = NORMAL")
      case .powerLoss: try run(script: "PRAGMA synchronous = FULL")
      }
      self.durability = durability
    }
    try beginImmediate.run()
    do {
      switch try body() {
      case .commit(let result):
        try commit.run()
        return result
      case .rollback(let result):
        try rollback.run()
        return result
      }
    } catch {
      abandon()
      throw error
    }
  }

  /// Makes `copy` what this database is now, in one transaction there, while others go on here. The
  /// corresponding C functions are `sqlite3_backup_init` and its like.
  package func write(to copy: Database) throws(DatabaseError) {
    guard
      let backup = unsafe sqlite3_backup_init(copy.handle.pointer, "main", handle.pointer, "main")
    else { throw copy.handle.error(unsafe sqlite3_errcode(copy.handle.pointer), in: "backup") }
    let code = unsafe sqlite3_backup_step(backup, -1)
    unsafe sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw copy.handle.error(code, in: "backup") }
  }

  /// Runs `body` on one state of the database, whatever other processes write.
  package func snapshot<Result>(
    _ body: () throws(DatabaseError) -> Result
  ) throws(DatabaseError) -> Result {
    try beginDeferred.run()
    do {
      let result = try body()
      try commit.run()
      return result
    } catch {
      abandon()
      throw error
    }
  }

  /// Some failures, disk full among them, have rolled back already.
  private func abandon() {
    if unsafe sqlite3_get_autocommit(handle.pointer) == 0 {
      // What failed first is what is told.
      try? rollback.run()
    }
  }
}

/// Nobody asks what SQLite holds. Once it runs it goes on as it is.
private let countsNoMemory = citas_count_no_memory() == SQLITE_OK

/// The connection that a database and its statements share; the last of them closes it.
@safe final class Handle {
  let pointer: OpaquePointer
  /// The log that the next commit moves into the file, in pages.
  private var logPagesMoved = Database.logPagesLeft
  private var waitLimitMilliseconds = 0
  /// When the statement that waits began to, in milliseconds of the monotonic clock.
  private var waitStart = 0
  /// State of xorshift: processes that wait for the same writer do not ask again together.
  private var chance = UInt32(truncatingIfNeeded: getpid()) &* 0x9E37_79B9 | 1

  init(name: String, flags: Int32) throws(DatabaseError) {
    _ = countsNoMemory
    var opened: OpaquePointer?
    let access = flags & SQLITE_OPEN_READONLY == 0 ? SQLITE_OPEN_READWRITE : 0
    let flags = flags | access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
    guard code == SQLITE_OK, let pointer = unsafe opened else {
      let message = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) }
      unsafe sqlite3_close_v2(opened)
      throw DatabaseError(
        code: ResultCode(rawValue: code), message: message ?? "out of memory", statement: nil)
    }
    unsafe self.pointer = unsafe pointer
  }

  deinit {
    unsafe sqlite3_close_v2(pointer)
  }

  func leaveLog() {
    unsafe citas_leave_log(pointer)
    unsafe sqlite3_wal_hook(
      pointer,
      { context, database, name, pages in
        guard let context = unsafe context else { return SQLITE_OK }
        let handle = unsafe Unmanaged<Handle>.fromOpaque(context).takeUnretainedValue()
        if pages >= handle.logPagesMoved {
          // What hinders it now, another does later.
          unsafe sqlite3_wal_checkpoint_v2(database, name, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        }
        handle.logPagesMoved = Database.logPagesMax
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func wait(atMostMilliseconds milliseconds: Int) {
    waitLimitMilliseconds = milliseconds
    unsafe sqlite3_busy_handler(
      pointer,
      { context, count in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Handle>.fromOpaque(context).takeUnretainedValue()
          .waitsAgain(after: Int(count)) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Waits for a writer, after `count` times before; false when it was long enough. Whoever has had
  /// its turn goes on meanwhile: after each commit of another process all pages are read anew, so
  /// that turns of one transaction take a third more of the processor than turns of several. At most
  /// 8 ms: with more, the processor idles while a writer syncs; SQLite's own handler goes on to 100.
  private func waitsAgain(after count: Int) -> Bool {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let now = time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    if count == 0 { waitStart = now }
    let millisecondsLeft = waitLimitMilliseconds - (now - waitStart)
    guard millisecondsLeft > 0 else { return false }
    chance ^= chance << 13
    chance ^= chance >> 17
    chance ^= chance << 5
    let most = UInt32(2_000 << min(count, 2))
    let microseconds = most / 2 + chance % (most / 2)
    usleep(useconds_t(min(Int(microseconds), millisecondsLeft * 1000)))
    return true
  }

  /// The failure that `code` stands for. The corresponding C function is `sqlite3_errmsg`.
  func error(_ code: Int32, in statement: String) -> DatabaseError {
    DatabaseError(
      code: ResultCode(rawValue: code), message: unsafe String(cString: sqlite3_errmsg(pointer)),
      statement: statement)
  }
}

/// `path` within a URI: what would end it there is escaped.
private func uri(_ path: String) -> String {
  var escaped = ""
  for character in path.unicodeScalars {
    switch character {
    case "%": escaped += "%25"
    case "?": escaped += "%3f"
    case "#": escaped += "%23"
    case "&": escaped += "%26"
    default: escaped.unicodeScalars.append(character)
    }
  }
  return escaped
}
