package import Domain
internal import SQLite

/// What came of handing a message over.
package enum Delivery: Hashable, Sendable {
  case delivered
  /// `status` is the one that the command ended with; a later attempt may be of use.
  case postponed(status: Int)
  /// No later attempt is of use.
  case refused(status: Int)
}

/// What became of a message.
package enum SettledDelivery: Hashable, Sendable {
  case delivered
  case postponed
  case failed
  /// The claim had ended, and it is another's to settle.
  case lost
}

extension Store {
  /// Whether a message is due or is over. It writes nothing, so that a look now and then leaves no
  /// trace.
  package func outboxNeedsWork(now: Moment) throws(StoreError) -> Bool {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.mail.needsWork.integer(now.secondsSinceEpoch) == 1
    }
  }

  /// Erases the messages that wait to tell something that is past, or is so no longer; how many. What
  /// was handed over stays until a purge.
  package func sweepOutbox(now: Moment) throws(StoreError) -> Int {
    try writing(.process, now) { (connection, _) throws(DatabaseError) in
      try connection.mail.sweep.run(now.secondsSinceEpoch)
      return .commit(try connection.mail.changes.integer() ?? 0)
    }
  }

  /// The first message after the row `id` that is due, claimed for that long; nil when there is
  /// none.
  package func claimNotice(
    after id: Int, seconds: Int, now: Moment
  ) throws(StoreError) -> Notice? {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      var id = id
      while let due = try connection.nextDue(after: id, now) {
        id = due.id
        if let holder = due.holder, let until = due.until, until > now,
          connection.isAlive(holder)
        {
          continue
        }
        try connection.mail.claim.run(
          id, session, now.advanced(bySeconds: seconds).secondsSinceEpoch)
        return .commit(try connection.notice(due))
      }
      return .rollback(nil)
    }
  }

  /// Writes down what came of the message that this session has claimed. When it was handed over,
  /// that is on disk, power loss included.
  package func settle(
    _ notice: Notice, _ delivery: Delivery, now: Moment
  ) throws(StoreError) -> SettledDelivery {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      let mail = connection.mail
      let subject = "\(notice.code?.text ?? String(notice.id)) \(notice.kind.rawValue)"
      switch delivery {
      case .delivered:
        guard try mail.delivered.integer(notice.id, session) != nil else { return .rollback(.lost) }
        try connection.log(.mail, subject, session: session, now)
        return .commit(.delivered)
      case .postponed(let status):
        let policies = try connection.policies()
        let isPostponed = try mail.postponed.integer(
          notice.id, session, status, policies.mailRetryMinutes, now.secondsSinceEpoch,
          policies.mailAttempts)
        if isPostponed != nil { return .commit(.postponed) }
        fallthrough
      case .refused(let status):
        guard try mail.failed.integer(notice.id, session, status) != nil else {
          return .rollback(.lost)
        }
        try connection.log(.mailFail, "\(subject) \(status)", session: session, now)
        return .commit(.failed)
      }
    }
  }

  /// The messages that `filter` lets through, the oldest first.
  package func outbox(
    _ filter: OutboxFilter = OutboxFilter(), now: Moment
  ) throws(StoreError) -> [QueuedNotice] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      var queued: [QueuedNotice] = []
      try connection.mail.outbox.forEach(
        filter.state?.rawValue, filter.code?.text, filter.days?.lowerBound.number,
        filter.days?.upperBound.number
      ) { (row) throws(DatabaseError) in
        guard let kind = Notice.Kind(rawValue: try row.text(1)) else { throw row.mismatch(1) }
        guard let state = QueuedNotice.State(rawValue: try row.text(2)) else {
          throw row.mismatch(2)
        }
        queued.append(
          QueuedNotice(
            id: try row.integer(0), kind: kind, state: state,
            recipient: try row.textOrNull(3).map { Email(stored: $0) },
            code: try row.textOrNull(10).flatMap { AppointmentCode(parsing: $0) },
            waiting: try row.integerOrNull(11), city: try row.text(4), slot: try row.slot(5),
            attempts: try row.integer(7),
            status: try row.integerOrNull(8), due: try row.moment(9)))
      }
      return queued
    }
  }

  /// Leaves a reminder for each appointment from tomorrow to the next working day that has none yet;
  /// how many.
  package func enqueueReminders(now: Moment) throws(StoreError) -> Int {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      let last = now.day.nextWorkingDay
      try connection.mail.remind.run(now.day.number + 1, last.number)
      let count = try connection.mail.changes.integer() ?? 0
      guard count > 0 else { return .rollback(0) }
      try connection.log(.remind, "\(last.iso) \(count)", session: session, now)
      return .commit(count)
    }
  }

  // MARK: Settings

  package func mailSettings(now: Moment) throws(StoreError) -> MailSettings {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      var values: [MailSettings.Name: String] = [:]
      try connection.mail.settings.forEach { (row) throws(DatabaseError) in
        guard let name = MailSettings.Name(rawValue: try row.text(0)) else { throw row.mismatch(0) }
        values[name] = try row.text(1)
      }
      return MailSettings(values)
    }
  }

  /// Nil takes the value away.
  package func set(
    _ name: MailSettings.Name, to value: String?, now: Moment
  ) throws(StoreError) {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      if let value {
        try connection.mail.set.run(name.rawValue, value)
      } else {
        try connection.mail.unset.run(name.rawValue)
      }
      let subject = value.map { "\(name.rawValue) \($0)" } ?? name.rawValue
      try connection.log(.mailSetting, subject, session: session, now)
      return .commit(())
    }
  }
}

/// A row of the outbox that may be claimed.
private struct DueNotice {
  let id: Int
  let kind: Notice.Kind
  let source: Source
  let holder: Int?
  let until: Moment?

  enum Source {
    case appointment(AppointmentCode)
    case offer(Email, point: Int, SlotStart, until: Moment)
  }
}

extension Connection {
  /// Leaves the message that offers a place to somebody who waits; its row. `number` is the offer's:
  /// when that ends, the message goes. For use within the transaction that holds the place. The messages of appointments come by themselves: the schema
  /// leaves them.
  @discardableResult
  func enqueue(
    _ offer: Offer, number: Int?, to recipient: Email
  ) throws(DatabaseError) -> Int {
    let id = try mail.insertOffer.integer(
      recipient.text, offer.point.id, offer.slot.day.number, offer.slot.time.minutes,
      offer.until.secondsSinceEpoch, number)
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    return id
  }

  fileprivate func nextDue(after id: Int, _ now: Moment) throws(DatabaseError) -> DueNotice? {
    try mail.nextDue.first(id, now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      guard let kind = Notice.Kind(rawValue: try row.text(1)) else { throw row.mismatch(1) }
      let source: DueNotice.Source
      if let code = try row.textOrNull(2) {
        guard let code = AppointmentCode(parsing: code) else { throw row.mismatch(2) }
        source = .appointment(code)
      } else {
        source = .offer(
          Email(stored: try row.text(3)), point: try row.integer(4), try row.slot(5),
          until: try row.moment(7))
      }
      return DueNotice(
        id: try row.integer(0), kind: kind, source: source, holder: try row.integerOrNull(8),
        until: try row.integerOrNull(9).map { Moment(secondsSinceEpoch: $0) })
    }
  }

  /// All that the message tells.
  fileprivate func notice(_ due: DueNotice) throws(DatabaseError) -> Notice {
    switch due.source {
    case .offer(let recipient, let point, let slot, let until):
      guard let point = try pointOfContact(point) else { throw inconsistent }
      let offer = Offer(point: point, slot: slot, until: until)
      return Notice(id: due.id, recipient: recipient, content: .offer(offer))
    case .appointment(let code):
      guard let record = try record(code) else { throw inconsistent }
      return Notice(
        id: due.id, recipient: record.applicant.email,
        content: try content(due.kind, record))
    }
  }

  private func content(
    _ kind: Notice.Kind, _ record: AppointmentRecord
  ) throws(DatabaseError) -> Notice.Content {
    let own = try slotFacts(record.appointment.code)
    switch kind {
    case .confirmation:
      let hasReturned = try codeBeforeReturn(of: record.appointment.code) != nil
      return .confirmation(
        try entry(record, minutes: own.minutes, isDisplaced: hasReturned))
    case .reminder: return .reminder(try entry(record, minutes: own.minutes))
    case .cancellation:
      return .cancellation(
        try entry(
          record, minutes: own.minutes, isDisplaced: record.isDisplaced, closure: own.closure))
    case .change:
      guard let code = record.replaces, let earlier = try self.record(code) else {
        throw inconsistent
      }
      return .change(
        try entry(
          record, minutes: own.minutes, isDisplaced: earlier.isDisplaced,
          closure: try slotFacts(code).closure),
        from: earlier.appointment.slot)
    case .offer: throw inconsistent
    }
  }

  private func entry(
    _ record: AppointmentRecord, minutes: Int, isDisplaced: Bool = false, closure: String? = nil
  ) throws(DatabaseError) -> CalendarEntry {
    let origin = try mail.origin.first(record.appointment.code.text) {
      (row) throws(DatabaseError) in
      (code: try row.text(0), created: try row.moment(1), changes: try row.integer(2))
    }
    guard let origin, let code = AppointmentCode(parsing: origin.code) else { throw inconsistent }
    return CalendarEntry(
      appointment: record.appointment, mobile: record.applicant.mobile, origin: code,
      created: origin.created,
      sequence: origin.changes + (record.state == .cancelled ? 1 : 0), minutes: minutes,
      isDisplaced: isDisplaced, closure: isDisplaced ? closure : nil)
  }

  private func slotFacts(
    _ code: AppointmentCode
  ) throws(DatabaseError) -> (minutes: Int, closure: String?) {
    // A rule that is gone has left no length.
    let usualMinutes = 20
    let facts = try mail.given.first(code.text) { (row) throws(DatabaseError) in
      (minutes: try row.integerOrNull(0) ?? usualMinutes, closure: try row.textOrNull(1))
    }
    guard let facts else { throw inconsistent }
    return facts
  }

  private var inconsistent: DatabaseError {
    DatabaseError(code: .mismatch, message: "a message tells of what is not there", statement: nil)
  }
}
