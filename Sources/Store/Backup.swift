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
  /// aside as it is. Nobody else may have the store open. The backup is only read. Personal data
  /// that was erased since is erased again, and what was delivered since is not sent again.
  package func restore(
    from path: String, applies: Bool, now: Moment
  ) throws(StoreError) -> RestoreResult {
    guard case .file(let place) = location else { return .cannotWrite(":memory:") }
    let source: Database
    switch try backup(at: path, into: place) {
    case .failure(let refusal): return .refused(refusal)
    case .success(let database): source = database
    }
    guard FileSystem.makeFolder(FileSystem.folder(of: place)) else { return .cannotWrite(place) }
    let copy: Copy
    do throws(StoreError) {
      guard let made = try Copy(of: source, at: place + "-restauracion", now) else {
        return .cannotWrite(place)
      }
      let findings = try made.findings(now)
      guard findings.isEmpty else { return .unsound(findings) }
      copy = made
    } catch .damaged {
      return .refused(.damaged)
    } catch {
      throw error
    }
    let (restoration, isReadable) = try compare(copy, withStoreAt: place, now)
    guard applies else { return .planned(restoration) }
    if isReadable, let kept = restoration.kept {
      // It need not be sound: that may be why another is to come in its place.
      guard let old = try Copy(of: try connection(now).database, at: kept + ".parte", now),
        old.move(to: kept)
      else { return .cannotWrite(kept) }
      close()
      do throws(StoreError) {
        try copy.replaceContents(of: place)
      } catch .busy {
        // It is what stands there still.
        FileSystem.remove(kept)
        return .refused(.inUse)
      } catch {
        throw error
      }
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

  /// The file as a store of ours that can come back in the place of another.
  private func backup(
    at path: String, into place: String
  ) throws(StoreError) -> Result<Database, RestoreResult.Refusal> {
    guard FileSystem.exists(path) else { return .failure(.missing) }
    // An empty file is a database without a word, and would be taken for a store that is new.
    guard let header = FileSystem.beginning(of: path, count: 16),
      header.elementsEqual("SQLite format 3\0".utf8)
    else { return .failure(.notABackup) }
    do throws(DatabaseError) {
      let source = try Database(reading: path)
      if FileSystem.exists(place), try Database(reading: place).path == source.path {
        return .failure(.sameFile)
      }
      let application = try Statement(source, "PRAGMA application_id").integer()
      guard application == Schema.applicationID else { return .failure(.notABackup) }
      let version = try Statement(source, "PRAGMA user_version").integer() ?? 0
      return version > Schema.migrations.count ? .failure(.newer) : .success(source)
    } catch {
      guard StoreError(error) == .damaged else { throw StoreError(error) }
      return .failure(.damaged)
    }
  }

  /// What would come back and what would be lost, and whether there is a store that can be read.
  /// Its connection ends with this: nobody may have it open who would replace it.
  private func compare(
    _ copy: Copy, withStoreAt place: String, _ now: Moment
  ) throws(StoreError) -> (Restoration, isReadable: Bool) {
    let current = try current(at: place, now)
    let restoration = try copy.restoration(
      comparedWith: current, now,
      kept: FileSystem.exists(place) ? keptName(of: place, now) : nil)
    return (restoration, current != nil)
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

  /// The store's connection; nil when there is none, or none that can be read.
  private func current(at path: String, _ now: Moment) throws(StoreError) -> Connection? {
    guard FileSystem.exists(path) else { return nil }
    do throws(StoreError) {
      let connection = try connection(now)
      _ = try translating { () throws(DatabaseError) in try connection.standing(now) }
      return connection
    } catch .damaged {
      close()
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

  /// What comes back and what is lost against the store of until now, if it can be read. What was
  /// erased there is erased here, and what was delivered there is marked.
  func restoration(
    comparedWith current: Connection?, _ now: Moment, kept: String?
  ) throws(StoreError) -> Restoration {
    let count = try appointmentCount()
    return try reading { (backup) throws(DatabaseError) in
      let until = try Statement(backup.database, "SELECT max(at) FROM event").integer()
      var (lost, revived): ([StandingAppointment], [StandingAppointment]) = ([], [])
      var (erasures, delivered) = (0, 0)
      if let current {
        (erasures, delivered) = try backup.catchUp(with: current, now)
        let (before, standing) = (try current.standing(now), try backup.standing(now))
        let (codes, present) = (Set(standing.map(\.code)), Set(before.map(\.code)))
        lost = before.filter { !codes.contains($0.code) }
        revived = standing.filter { !present.contains($0.code) }
      }
      return Restoration(
        appointments: count, until: until.map { Moment(secondsSinceEpoch: $0) },
        isComparable: current != nil || kept == nil, lost: lost, revived: revived,
        erasures: erasures, delivered: delivered, kept: kept)
    }
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
  /// The appointments to come, ordered by code.
  fileprivate func standing(_ now: Moment) throws(DatabaseError) -> [StandingAppointment] {
    let points = Dictionary(
      try points().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var standing: [StandingAppointment] = []
    let statement = Statement(
      database,
      """
      SELECT code, point, day, minute, given_names || ' ' || surnames, mobile, created
      FROM appointment
      WHERE state = 'booked' AND starts > ?1 ORDER BY code
      """)
    try statement.forEach(now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      guard let code = AppointmentCode(parsing: try row.text(0)) else { throw row.mismatch(0) }
      guard let point = points[try row.integer(1)] else { throw row.mismatch(1) }
      standing.append(
        StandingAppointment(
          code: code, point: point, slot: try row.slot(2), created: try row.moment(6),
          name: try row.text(4), mobile: Mobile(stored: try row.text(5))))
    }
    return standing
  }

  /// Erases here whatever personal data was erased there, and marks what was delivered there; how
  /// many people's data, and how many messages.
  fileprivate func catchUp(
    with later: Connection, _ now: Moment
  ) throws(DatabaseError) -> (erasures: Int, delivered: Int) {
    var (erased, left): ([String], [Int]) = ([], [])
    var delivered: [(id: Int, kind: String, code: String?, offer: Int?)] = []
    try Statement(later.database, "SELECT code FROM appointment WHERE erased IS NOT NULL").forEach {
      (row) throws(DatabaseError) in erased.append(try row.text(0))
    }
    // What had ended before and is kept no more was erased too.
    try Statement(
      later.database,
      """
      SELECT id FROM waiting
      WHERE state = 'withdrawn' OR state = 'booked' AND code IS NULL
        OR state IN ('silent', 'lapsed') AND id NOT IN (SELECT waiting FROM waiting_end)
      """
    ).forEach { (row) throws(DatabaseError) in left.append(try row.integer(0)) }
    try Statement(
      later.database, "SELECT id, kind, code, offer FROM outbox WHERE state = 'entregado'"
    ).forEach { (row) throws(DatabaseError) in
      delivered.append(
        (
          try row.integer(0), try row.text(1), try row.textOrNull(2), try row.integerOrNull(3)
        ))
    }
    try keepRequests(of: later, now)
    guard !erased.isEmpty || !left.isEmpty || !delivered.isEmpty else { return (0, 0) }
    let toCome = Set(try standing(now).map(\.code.text))
    let session = try startedSession(now)
    let erase = CatchingUp(database)
    return try database.transaction(.powerLoss) { () throws(DatabaseError) in
      var (erasures, marked) = (0, 0)
      for code in erased {
        try erase.drafts.run(code)
        guard try erase.appointment.integer(now.secondsSinceEpoch, code) != nil else { continue }
        try erase.messages.run(code)
        // Nobody is forgotten who has an appointment to come: it was cancelled before.
        if toCome.contains(code) { try log(.cancel, code, session: session, now) }
        erasures += 1
      }
      for id in left {
        if try erase.endedWait.integer(id) != nil { erasures += 1 }
        guard try erase.entry.integer(id, now.secondsSinceEpoch) != nil else { continue }
        try log(.waitEnd, "\(id) withdrawn", session: session, now)
        erasures += 1
      }
      for (id, kind, code, offer) in delivered {
        if try erase.mark.integer(id, kind, code, offer) != nil { marked += 1 }
      }
      // Whoever waits is offered the places of those who were erased.
      if erasures > 0 { try settle(at: nil, by: session, now) }
      return .commit((erasures, marked))
    }
  }
}

extension Connection {
  /// Writes down here, under their numbers, the requests and the care of the data that were written
  /// down there: people have the numbers in their files. What is logged here next has no number that
  /// was given there.
  private func keepRequests(of later: Connection, _ now: Moment) throws(DatabaseError) {
    var logged: [LoggedEvent] = []
    try Statement(
      later.database,
      """
      SELECT event.id, at, kind, subject, session.id, started, channel, agent
      FROM event JOIN session ON session.id = event.session
      WHERE kind IN ('export', 'forget', 'purge', 'reveal', 'back_up', 'restore')
      ORDER BY event.id
      """
    ).forEach { (row) throws(DatabaseError) in logged.append(try LoggedEvent(row)) }
    let last = try Statement(later.database, "SELECT max(id) FROM event").integer() ?? 0
    let keep = RequestKeeping(database)
    try database.transaction(.powerLoss) { () throws(DatabaseError) in
      for event in logged
      where try keep.isKept.integer(event.id, event.at, event.kind, event.subject) != 1 {
        let session = try keep.sessionNumber(of: event)
        try keep.event.run(event.id, session, event.at, event.kind, event.subject)
      }
      return .commit(())
    }
    let session = try startedSession(now)
    try database.transaction(.powerLoss) { () throws(DatabaseError) in
      try keep.mark.run(last, session, now.secondsSinceEpoch, EventKind.catchUp.rawValue)
      return .commit(())
    }
  }
}

/// What writes events of another store down in this one. A number that is another's here, as in a
/// backup of another store, is not theirs.
private struct RequestKeeping {
  let isKept: Statement
  let session: Statement
  let newSession: Statement
  let event: Statement
  let mark: Statement

  init(_ database: Database) {
    isKept = Statement(
      database,
      "SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1 AND at = ?2 AND kind = ?3 AND subject = ?4)"
    )
    session = Statement(
      database,
      """
      SELECT id FROM session
      WHERE started = ?2 AND channel = ?3 AND agent IS ?4 ORDER BY id <> ?1 LIMIT 1
      """)
    newSession = Statement(
      database,
      """
      INSERT INTO session (id, started, channel, agent)
      VALUES (iif(EXISTS (SELECT 1 FROM session WHERE id = ?1), NULL, ?1), ?2, ?3, ?4)
      RETURNING id
      """)
    event = Statement(
      database,
      """
      INSERT INTO event (id, session, at, kind, subject)
      VALUES (iif(EXISTS (SELECT 1 FROM event WHERE id = ?1), NULL, ?1), ?2, ?3, ?4, ?5)
      """)
    // ?1 is the last number that was given there.
    mark = Statement(
      database,
      """
      INSERT INTO event (id, session, at, kind, subject)
      SELECT max(?1, (SELECT max(id) FROM event)) + 1, ?2, ?3, ?4, CAST(?1 AS TEXT)
      """)
  }

  func sessionNumber(of event: LoggedEvent) throws(DatabaseError) -> Int {
    if let same = try session.integer(event.session, event.started, event.channel, event.agent) {
      return same
    }
    let new = try newSession.integer(event.session, event.started, event.channel, event.agent)
    guard let new else { preconditionFailure("an insertion returns the number of its row") }
    return new
  }
}

/// An event of another store, with its session.
private struct LoggedEvent {
  let id: Int
  let at: Int
  let kind: String
  let subject: String
  let session: Int
  let started: Int
  let channel: String
  let agent: String?

  init(_ row: borrowing Row) throws(DatabaseError) {
    id = try row.integer(0)
    at = try row.integer(1)
    kind = try row.text(2)
    subject = try row.text(3)
    session = try row.integer(4)
    started = try row.integer(5)
    channel = try row.text(6)
    agent = try row.textOrNull(7)
  }
}

/// What brings a backup to what was erased and delivered since.
private struct CatchingUp {
  let appointment: Statement
  let messages: Statement
  let drafts: Statement
  let entry: Statement
  let endedWait: Statement
  let mark: Statement

  init(_ database: Database) {
    appointment = Statement(
      database,
      """
      UPDATE appointment SET erased = ?1, document_number = '-', document_type = '00',
        given_names = '-', surnames = '-', mobile = '-', email = '-', address = '-',
        residence = '00000', landline = NULL, business_name = iif(business_name IS NULL, NULL, '-'),
        state = iif(state = 'booked' AND starts > ?1, 'cancelled', state),
        place = iif(state = 'booked' AND starts > ?1, NULL, place)
      WHERE code = ?2 AND erased IS NULL RETURNING day
      """)
    messages = Statement(database, "DELETE FROM outbox WHERE code = ?1")
    // Whatever else is kept of the document goes with it.
    drafts = Statement(
      database,
      """
      DELETE FROM draft WHERE (document_number, document_type) IN (
        SELECT document_number, document_type FROM appointment
        WHERE code = ?1 AND erased IS NULL
      )
      """)
    entry = Statement(
      database,
      """
      UPDATE waiting SET state = 'withdrawn', ended = ?2
      WHERE id = ?1 AND state = 'waiting' RETURNING id
      """)
    endedWait = Statement(
      database, "DELETE FROM waiting_end WHERE waiting = ?1 RETURNING waiting")
    mark = Statement(
      database,
      """
      UPDATE outbox SET state = 'entregado', holder = NULL, held_until = NULL, recipient = NULL
      WHERE id = ?1 AND kind = ?2 AND code IS ?3 AND offer IS ?4 AND state <> 'entregado'
      RETURNING id
      """)
  }
}
