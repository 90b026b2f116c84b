package import Domain
internal import SQLite

extension Store {
  /// What the store knows of the document before anybody proved who they are.
  package func status(
    of document: Document, now: Moment
  ) throws(StoreError) -> DocumentStatus {
    try endWaitsThatAreOver(now: now)
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      // Most documents are new: one look instead of four.
      guard try connection.isKnown(document) else { return DocumentStatus(active: nil, known: nil) }
      return try connection.database.snapshot { () throws(DatabaseError) in
        let known = try connection.known(document, now)
        return DocumentStatus(
          active: try connection.activeAppointment(of: document, now),
          known: known.first { $0.isProvable } ?? known.first)
      }
    }
  }

  /// What is known of the document's applicant, once the second datum proved who asks.
  package func known(
    of document: Document, second: SecondDatum, now: Moment
  ) throws(StoreError) -> LookUp<KnownApplicant> {
    try endWaitsThatAreOver(now: now)
    return try lookUp([.document(document), .second(second)], now) {
      (connection, _) throws(DatabaseError) in
      try connection.known(document, now).first { $0.proves(second) }
    }
  }

  /// Keeps what was answered of a booking, instead of what the document had before. False, and
  /// nothing is kept, unless this session's last answer to the privacy notice was a yes.
  @discardableResult
  package func saveDraft(
    of document: Document, _ answers: [StoredAnswer], now: Moment
  ) throws(StoreError) -> Bool {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      do throws(DatabaseError) {
        let isUpdated = try connection.update(document, answers, by: session, now)
        if !isUpdated { try connection.begin(document, answers, by: session, now) }
        return .commit(true)
      } catch {
        guard error.code == .triggerConstraint else { throw error }
        return .commit(false)
      }
    }
  }

  /// The document's draft, for who knows the mobile or e-mail in it.
  package func draft(
    of document: Document, second: SecondDatum, now: Moment
  ) throws(StoreError) -> LookUp<[StoredAnswer]> {
    try lookUp([.document(document), .second(second)], now) {
      (connection, _) throws(DatabaseError) in
      guard let draft = try connection.draft(of: document, now)?.known, draft.proves(second) else {
        return nil
      }
      return draft.answers
    }
  }

  /// Erases the document's draft, if it has one.
  package func eraseDraft(of document: Document, now: Moment) throws(StoreError) {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.eraseExpiredDrafts(by: session, now)
      try connection.eraseDraft(of: document, by: session, now)
      return .commit(())
    }
  }
}

extension Connection {
  /// Whether anything names the document, ended or not.
  fileprivate func isKnown(_ document: Document) throws(DatabaseError) -> Bool {
    try requests.isKnown.integer(document.number.text, document.type.rawValue) == 1
  }

  func eraseDraft(
    of document: Document, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    let id = try requests.eraseDraft.integer(document.number.text, document.type.rawValue)
    if let id { try log(.draftErase, String(id), session: session, now) }
  }

  /// Brings the session's own draft up to date; false when it has none of the document. Only its
  /// begin and its end leave events: the answer after each question would fill the file with them.
  fileprivate func update(
    _ document: Document, _ answers: [StoredAnswer], by session: Int, _ now: Moment
  ) throws(DatabaseError) -> Bool {
    try requests.updateDraft.integer(
      document.number.text, document.type.rawValue, session, now.secondsSinceEpoch,
      lines(of: answers)) != nil
  }

  fileprivate func begin(
    _ document: Document, _ answers: [StoredAnswer], by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    try eraseExpiredDrafts(by: session, now)
    let expires = now.advanced(bySeconds: try policies().draftHours * 3600)
    let id = try requests.beginDraft.integer(
      document.number.text, document.type.rawValue, session, now.secondsSinceEpoch,
      expires.secondsSinceEpoch, lines(of: answers))
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    try log(.draft, String(id), session: session, now)
  }

  /// The entry of the waiting list; the draft, if it is not older than the latest appointment; then
  /// that appointment's form.
  fileprivate func known(
    _ document: Document, _ now: Moment
  ) throws(DatabaseError) -> [KnownApplicant] {
    let entry = try waitingEntry(of: document).map {
      KnownApplicant(of: $0.applicant, source: .waitingList)
    }
    return (entry.map { [$0] } ?? []) + (try knownOfBookings(document, now))
  }

  private func knownOfBookings(
    _ document: Document, _ now: Moment
  ) throws(DatabaseError) -> [KnownApplicant] {
    let draft = try draft(of: document, now)
    guard let latest = try latestRecord(of: document) else { return draft.map { [$0.known] } ?? [] }
    let appointment = KnownApplicant(of: latest.record.applicant)
    if let draft, draft.saved >= latest.created { return [draft.known, appointment] }
    return [appointment]
  }

  fileprivate func draft(
    of document: Document, _ now: Moment
  ) throws(DatabaseError) -> (known: KnownApplicant, saved: Moment)? {
    try requests.draft.first(
      document.number.text, document.type.rawValue, now.secondsSinceEpoch
    ) { (row) throws(DatabaseError) in
      let known = KnownApplicant(answers: answers(in: try row.text(1)), source: .draft)
      return (known, try row.moment(0))
    }
  }

  func eraseExpiredDrafts(by session: Int, _ now: Moment) throws(DatabaseError) {
    var erased: [Int] = []
    try requests.eraseExpiredDrafts.forEach(now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      erased.append(try row.integer(0))
    }
    for id in erased { try log(.draftExpire, String(id), session: session, now) }
  }
}

/// A line for each answer: question, tab, value.
private func lines(of answers: [StoredAnswer]) -> String {
  var lines: [UInt8] = []
  lines.reserveCapacity(512)
  for answer in answers {
    precondition(
      !answer.value.utf8.contains { $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\n") },
      "an answer is one line without tabs")
    lines.append(answer.question.rawValue)
    lines.append(UInt8(ascii: "\t"))
    lines.append(answer.value)
    lines.append(UInt8(ascii: "\n"))
  }
  return String(decoding: lines, as: UTF8.self)
}

/// The answers to the questions that we still have.
private func answers(in lines: String) -> [StoredAnswer] {
  lines.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: "\t", maxSplits: 1)
    guard parts.count == 2, let question = Question(rawValue: String(parts[0])) else { return nil }
    return StoredAnswer(question: question, value: String(parts[1]))
  }
}
