package import Domain
package import Office
internal import SQLite

extension Store {
  /// Copies the store to a new file at `path` while others go on, and reads the copy back. A copy
  /// that is broken off leaves nothing under that name.
  package func backUp(to path: String, now: Moment) throws(StoreError) -> BackUpResult {
    guard case .file = location else { return .cannotWrite }
    guard !FileSystem.exists(path) else { return .exists }
    guard let copy = try Copy(of: try connection(now).database, at: path + ".parte", now) else {
      return .cannotWrite
    }
    let findings = try copy.findings(now)
    guard findings.isEmpty else { return .unsound(findings) }
    let count = try copy.appointmentCount()
    guard copy.move(to: path) else { return .cannotWrite }
    try log(.backUp, String(count), now)
    return .written(appointments: count)
  }

  /// What would come back from the backup at `path`; with `applies` it comes back, in one
  /// transaction. Of the store of until now a copy is kept beside it; one that is damaged is put
  /// aside as it is. Nobody else may have the store open: `.busy`. The backup is only read.
  package func restore(
    from path: String, applies: Bool, now: Moment
  ) throws(StoreError) -> RestoreResult {
    guard case .file(let place) = location else { return .cannotWrite(":memory:") }
    let source = try translating { () throws(DatabaseError) in try Database(reading: path) }
    guard FileSystem.makeFolder(FileSystem.folder(of: place)),
      let copy = try Copy(of: source, at: place + "-restauracion", now)
    else { return .cannotWrite(place) }
    let findings = try copy.findings(now)
    guard findings.isEmpty else { return .unsound(findings) }
    let current = try codesToCome(at: place, now)
    let restored = try copy.codesToCome(now)
    let restoration = Restoration(
      appointments: try copy.appointmentCount(),
      lost: (current ?? []).subtracting(restored).sorted { $0.text < $1.text },
      kept: FileSystem.exists(place) ? keptName(of: place, now) : nil
    )
    guard applies else { return .planned(restoration) }
    if current != nil, let kept = restoration.kept {
      // It need not be sound: that may be why another is to come in its place.
      guard let old = try Copy(of: try connection(now).database, at: kept + ".parte", now),
        old.move(to: kept)
      else { return .cannotWrite(kept) }
      close()
      try copy.replaceContents(of: place)
    } else {
      close()
      for step in Exchange.steps(at: place, keepingAs: restoration.kept) where !step.perform() {
        return .cannotWrite(restoration.kept ?? place)
      }
      guard copy.move(to: place) else { return .cannotWrite(place) }
    }
    try log(.restore, String(restoration.appointments), now)
    return .restored(restoration)
  }

  /// The name for what stood at `place` until that minute. One that was kept then already, by a run
  /// that did not come to its end, stays.
  private func keptName(of place: String, _ now: Moment) -> String {
    let name = place + "-" + now.iso.filter { $0.isNumber }.prefix(12)
    guard FileSystem.exists(name) else { return name }
    var number = 2
    while FileSystem.exists("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }

  /// Those of the store; nil when there is none, or none that can be read.
  private func codesToCome(
    at path: String, _ now: Moment
  ) throws(StoreError) -> Set<AppointmentCode>? {
    guard FileSystem.exists(path) else { return nil }
    do throws(StoreError) {
      let connection = try connection(now)
      return try translating { () throws(DatabaseError) in try connection.codesToCome(now) }
    } catch .damaged {
      return nil
    } catch {
      throw error
    }
  }

  /// Writes down what the office did with the store as a whole.
  func log(_ kind: EventKind, _ subject: String, _ now: Moment) throws(StoreError) {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      try connection.log(kind, subject, session: session, now)
      return .commit(())
    }
  }
}

/// What is done before another file takes the place of a store that cannot be read. At no moment is
/// there none: whoever came then would make a new one and book in it.
package enum Exchange {
  package enum Step: Hashable, Sendable {
    case rename(String, to: String)
    /// The file keeps its name too, until another takes it.
    case link(String, as: String)
    case remove(String)

    package func perform() -> Bool {
      switch self {
      case .rename(let path, let new): FileSystem.rename(path, to: new)
      // Some file systems have no second names.
      case .link(let path, let new):
        FileSystem.link(path, as: new) || FileSystem.rename(path, to: new)
      case .remove(let path):
        FileSystem.remove(path) || !FileSystem.exists(path)
      }
    }
  }

  /// The log goes first: beside another file it would be taken for its own.
  package static func steps(at place: String, keepingAs kept: String?) -> [Step] {
    let beside = ["-wal", "-shm"].filter { FileSystem.exists(place + $0) }
    guard let kept else { return beside.map { .remove(place + $0) } }
    return beside.map { .rename(place + $0, to: kept + $0) } + [.link(place, as: kept)]
  }
}

/// A copy of a store under a name of its own, in our version; gone with this value unless it was
/// given another name.
private final class Copy {
  private let path: String
  private var connection: Connection?

  /// Nil when there is no room for it at `path`.
  init?(of source: Database, at path: String, _ now: Moment) throws(StoreError) {
    self.path = path
    // What a broken-off run has left behind is nobody's; its journal least of all, which would be
    // played back into this copy.
    Self.remove(path)
    do throws(StoreError) {
      let copy = try translating { () throws(DatabaseError) in
        try Database(path: path, makingWithModeOf: source.path)
      }
      try translating { () throws(DatabaseError) in
        try source.write(to: copy)
        // A single file, without a log beside it.
        try copy.run(script: "PRAGMA journal_mode = DELETE")
      }
      connection = try Connection.adopt(copy, now: now)
    } catch .cannotOpen {
      return nil
    } catch .readOnly {
      return nil
    } catch {
      Self.remove(path)
      throw error
    }
  }

  deinit {
    connection = nil
    Self.remove(path)
  }

  private static func remove(_ path: String) {
    for ending in ["", "-journal", "-wal", "-shm"] { FileSystem.remove(path + ending) }
  }

  private func reading<Result>(
    _ body: (Connection) throws(DatabaseError) -> Result
  ) throws(StoreError) -> Result {
    guard let connection else { preconditionFailure("a copy is read before it is moved") }
    return try translating { () throws(DatabaseError) in try body(connection) }
  }

  func findings(_ now: Moment) throws(StoreError) -> [Finding] {
    try reading { (connection) throws(DatabaseError) in try connection.findings(now) }
  }

  func codesToCome(_ now: Moment) throws(StoreError) -> Set<AppointmentCode> {
    try reading { (connection) throws(DatabaseError) in try connection.codesToCome(now) }
  }

  func appointmentCount() throws(StoreError) -> Int {
    try reading { (connection) throws(DatabaseError) in
      try Statement(connection.database, "SELECT count(*) FROM appointment").integer() ?? 0
    }
  }

  /// Makes the store at `path` what this copy is.
  func replaceContents(of path: String) throws(StoreError) {
    try reading { (connection) throws(DatabaseError) in
      let store = try Database(path: path)
      // From its first read on nobody else has it open.
      try store.run(script: "PRAGMA locking_mode = EXCLUSIVE")
      _ = try Statement(store, "SELECT count(*) FROM sqlite_schema").integer()
      try connection.database.write(to: store)
      try store.run(script: "PRAGMA journal_mode = WAL")
    }
  }

  func move(to path: String) -> Bool {
    connection = nil
    return FileSystem.rename(self.path, to: path)
  }
}

extension Connection {
  fileprivate func codesToCome(_ now: Moment) throws(DatabaseError) -> Set<AppointmentCode> {
    var codes: Set<AppointmentCode> = []
    let statement = Statement(
      database, "SELECT code FROM appointment WHERE state = 'booked' AND starts > ?1")
    try statement.forEach(now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      guard let code = AppointmentCode(parsing: try row.text(0)) else { throw row.mismatch(0) }
      codes.insert(code)
    }
    return codes
  }
}
