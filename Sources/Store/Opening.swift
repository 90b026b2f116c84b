internal import Domain
internal import SQLite

extension Connection {
  /// The store at `location`, made or brought to our version when it needs to be.
  static func open(
    _ location: Store.Location, actor: Actor, waitMilliseconds: Int, now: Moment
  ) throws(StoreError) -> Connection {
    switch location {
    case .memory:
      return try translating { () throws(DatabaseError) in
        let connection = Connection(try Database(inMemory: ()), actor: actor)
        try connection.migrate(now)
        return connection
      }
    case .file(let path):
      return try open(path, actor: actor, waitMilliseconds, now)
    }
  }

  private static func open(
    _ path: String, actor: Actor, _ waitMilliseconds: Int, _ now: Moment
  ) throws(StoreError) -> Connection {
    guard FileSystem.exists(path) else {
      return try make(path, actor: actor, waitMilliseconds, now)
    }
    do throws(StoreError) {
      let database = try translating { () throws(DatabaseError) in try Database(path: path) }
      guard !database.isReadOnly else { throw StoreError.readOnly }
      let connection = Connection(database, actor: actor)
      database.wait(atMostMilliseconds: Int32(waitMilliseconds))
      database.leaveLog()
      if try connection.isCurrent() {
        // What another has left there may be from before the file was shared.
        for suffix in ["-wal", "-shm"] {
          FileSystem.share(database.path + suffix, as: database.path)
        }
        return connection
      }
    } catch {
      // The log beside the file cannot be made.
      let folder = FileSystem.folder(of: path)
      throw error == .cannotOpen && FileSystem.isWritable(path) && !FileSystem.isWritable(folder)
        ? .readOnly : error
    }
    return try make(path, actor: actor, waitMilliseconds, now)
  }

  /// Makes the store at `path` or brings it to our version, alone among the processes that want to.
  private static func make(
    _ path: String, actor: Actor, _ waitMilliseconds: Int, _ now: Moment
  ) throws(StoreError) -> Connection {
    let folder = FileSystem.folder(of: path)
    guard FileSystem.makeFolder(folder),
      let lock = LockFile(path: lockPath(of: path), following: path)
    else { throw FileSystem.exists(path) ? .readOnly : .cannotCreate }
    guard lock.lock(0, waitingAtMostMilliseconds: waitMilliseconds) else { throw .busy }
    let isNew = !FileSystem.exists(path)
    do throws(StoreError) {
      let connection = Connection(
        try translating { () throws(DatabaseError) in
          try Database(path: path, makingWithModeOf: lockPath(of: path))
        }, actor: actor)
      connection.database.wait(atMostMilliseconds: Int32(waitMilliseconds))
      if try !connection.isCurrent() {
        try translating { () throws(DatabaseError) in
          // For good: the file itself remembers it.
          try connection.database.run(script: "PRAGMA journal_mode = WAL")
          try connection.migrate(now)
        }
      }
      if isNew { FileSystem.sync(folder) }
      return connection
    } catch {
      throw isNew && error == .cannotOpen ? .cannotCreate : error
    }
  }

  /// The database as a store of our version.
  static func adopt(_ database: Database, now: Moment) throws(StoreError) -> Connection {
    let connection = Connection(database, actor: Actor(channel: .office, agent: nil))
    if try !connection.isCurrent() {
      try translating { () throws(DatabaseError) in try connection.migrate(now) }
    }
    return connection
  }

  /// Whether the file has our version; false when it is older or empty.
  private func isCurrent() throws(StoreError) -> Bool {
    let known = Schema.migrations.count
    let (found, isOurs) = try translating { () throws(DatabaseError) in
      try database.snapshot { () throws(DatabaseError) in
        let found = try version()
        let application = try Statement(database, "PRAGMA application_id").integer()
        if application == Schema.applicationID { return (found, true) }
        // An empty file may become ours; another program's may not.
        let tables = try Statement(database, "SELECT count(*) FROM sqlite_schema").integer()
        return (found, found == 0 && tables == 0)
      }
    }
    guard isOurs else { throw .cannotOpen }
    guard found <= known else { throw .newerVersion(found: found, known: known) }
    if found == known { database.enforceForeignKeys() }
    return found == known
  }

  private func version() throws(DatabaseError) -> Int {
    try Statement(database, "PRAGMA user_version").integer() ?? 0
  }

  /// Runs what is pending, in one transaction.
  private func migrate(_ now: Moment) throws(DatabaseError) {
    try database.transaction(.powerLoss) { () throws(DatabaseError) in
      // Read again: another may have come first.
      let found = try version()
      for migration in Schema.migrations.dropFirst(found) {
        try database.run(script: migration)
      }
      try database.setUserVersion(Schema.migrations.count)
      let seed = Seed(database)
      if found == 0 { try seed.plant() } else { try seed.plantNewPolicies() }
      if found < Schema.migrations.count { try logMigration(from: found, now) }
      return .commit(())
    }
    // Only now: a table that is rebuilt must not be checked halfway.
    database.enforceForeignKeys()
  }
}
