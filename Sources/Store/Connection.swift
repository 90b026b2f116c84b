internal import Domain
internal import Office
internal import SQLite

/// The open store: a database of the schema we know, our statements on it, and this run's session.
final class Connection {
  let database: Database
  let statements: Statements
  private(set) lazy var requests = RequestStatements(database)
  private(set) lazy var erasure = ErasureStatements(database)
  private(set) lazy var figures = FigureStatements(database)
  private(set) lazy var mail = MailStatements(database)
  private(set) lazy var waiting = WaitingStatements(database)
  private(set) lazy var office = OfficeStatements(database)
  private let actor: Actor
  /// This run of the program in the store; nil until it writes something.
  private var session: Int?
  /// Has a byte for each session; nil until somebody's life matters.
  private var liveness: LockFile?
  private var isShowingLife = false
  /// The points at which places may have become free in this transaction.
  var freed: Set<Int> = []
  /// The points as they were read, up to the last of them then. They are added to, never changed.
  var knownPoints: (last: Int?, points: [PointOfContact])?
  /// What was done to the waiting list, for whoever asks.
  var review = WaitingReview()
  /// When the session began, if that was before it wrote something.
  private var began: Moment?
  /// Whether this session has noted something.
  var hasNotes = false

  init(_ database: Database, actor: Actor) {
    self.database = database
    self.actor = actor
    statements = Statements(database)
  }

  /// Whether places kept for agents are this session's to take.
  var isAgents: Bool { actor.agent != nil }

  /// This session, or 0, which none is.
  var sessionOrNone: Int { session ?? 0 }

  /// What is written from now on is another session's, which began then.
  func beginSession(at moment: Moment) {
    session = nil
    began = moment
    isShowingLife = false
    hasNotes = false
  }

  /// This session, begun when it is not yet. Not within a transaction: what is rolled back would
  /// leave a number that is another's next.
  func startedSession(_ now: Moment) throws(DatabaseError) -> Int {
    if let session { return session }
    let new = try database.transaction(.process) { () throws(DatabaseError) in
      .commit(try insertSession(began ?? now))
    }
    session = new
    return new
  }

  /// Runs `body` as the only writer, with this session, whose life shows from here on. A session that
  /// is not yet begins in the same transaction, and with it only.
  func transaction<Result>(
    _ durability: Database.Durability, _ now: Moment,
    _ body: (_ session: Int) throws(DatabaseError) -> Database.End<Result>
  ) throws(DatabaseError) -> Result {
    let known = session
    do throws(DatabaseError) {
      var isKept = true
      let result = try database.transaction(durability) { () throws(DatabaseError) in
        let session = if let known { known } else { try insertSession(began ?? now) }
        self.session = session
        try showLife(of: session)
        let end = try body(session)
        if case .rollback = end {
          isKept = known != nil
          knownPoints = nil
        }
        return end
      }
      if !isKept { forgetSession() }
      return result
    } catch {
      // One that was added in it is not.
      knownPoints = nil
      if known == nil { forgetSession() }
      throw error
    }
  }

  /// The session was not written: its number is the next one's.
  private func forgetSession() {
    if let session, isShowingLife { liveness?.unlock(session) }
    session = nil
    isShowingLife = false
  }

  /// Writes down that the file was brought from the version `from`, within the transaction that did.
  func logMigration(from version: Int, _ now: Moment) throws(DatabaseError) {
    try log(
      .migrate, "\(version) \(Schema.migrations.count)", session: try insertSession(now), now)
  }

  private func insertSession(_ now: Moment) throws(DatabaseError) -> Int {
    inserted(
      try statements.insertSession.integer(
        now.secondsSinceEpoch, actor.channel.rawValue, actor.agent))
  }

  /// Writes down what `session` changed; the event's number. No personal data in `subject`.
  @discardableResult
  func log(
    _ kind: EventKind, _ subject: String, session: Int, _ now: Moment
  ) throws(DatabaseError) -> Int {
    inserted(
      try statements.insertEvent.integer(
        session, now.secondsSinceEpoch, kind.rawValue, subject))
  }

  private func inserted(_ id: Int?) -> Int {
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    return id
  }

  /// Has others see for as long as this process runs that the session lives.
  func showLife(of session: Int) throws(DatabaseError) {
    guard !isShowingLife, !database.path.isEmpty else { return }
    openLiveness()
    // Who had the number before, and whose session was not written, is about to give it back.
    guard liveness?.lock(session, waitingAtMostMilliseconds: 100) == true else {
      throw DatabaseError(
        code: .readOnly, message: "the lock file refuses the session", statement: nil)
    }
    isShowingLife = true
  }

  /// Whether the session still runs. In memory there is no other.
  func isAlive(_ session: Int) -> Bool {
    guard session != self.session, !database.path.isEmpty else { return true }
    openLiveness()
    return liveness?.isLocked(session) ?? true
  }

  private func openLiveness() {
    if liveness == nil {
      liveness = LockFile(path: lockPath(of: database.path), following: database.path)
    }
  }
}

/// What an event tells of. The raw values stand in the store.
enum EventKind: String {
  case migrate, consent, hold, extend, release, expire, book
  case replace, cancel, update
  /// The waiting list: who joins and leaves, and what becomes of offers.
  case wait, waitEnd = "wait_end"
  case offer, offerTold = "offer_told", decline
  case offerExpire = "offer_expire", offerEnd = "offer_end"
  case draft, draftExpire = "draft_expire", draftErase = "draft_erase"
  case slowDown = "slow_down"
  case remind, mail, mailFail = "mail_fail", mailSetting = "mail_setting"
  // The office.
  case ruleAdd = "rule_add", ruleEnd = "rule_end", close, reopen
  case openMonth = "open_month", pointAdd = "point_add"
  /// An appointment that a change of the schedule moves, or leaves without a place, and one that a
  /// reopened day gives back.
  case move, displace, giveBack = "give_back"
  case outcome
  case backUp = "back_up", restore, purge, export, forget, policy
  /// A backup was brought to what was erased since. Its number is above all that were given.
  case catchUp = "catch_up"
  /// Personal data in a report.
  case reveal
}

/// The file beside the database whose bytes show which sessions live.
func lockPath(of database: String) -> String {
  database + "-turnos"
}
