package import Domain
internal import SQLite

package enum HoldResult: Hashable, Sendable {
  case held(Hold)
  /// No place of the slot is free, or it is closed or none. An earlier hold stands.
  case taken
}

package enum ExtendResult: Hashable, Sendable {
  case extended(Hold)
  /// It ended, was released or was replaced.
  case gone
  case noExtensionsLeft
}

extension Store {
  /// Holds a free place of the slot for this session. A hold that it had is given up for it.
  package func hold(
    _ slot: SlotStart, at point: PointOfContact.ID, now: Moment
  ) throws(StoreError) -> HoldResult {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      // Whoever waits comes first.
      try connection.settle(at: [point], by: session, now)
      if let old = try connection.ownHold(of: session) {
        try connection.delete(old, as: .release, by: session, now)
      }
      guard let claim = try connection.claim(slot, at: point, by: session, now) else {
        return .rollback(.taken)
      }
      return .commit(.held(claim.asHold(begun: now)))
    }
  }

  /// Lets the hold end later by the time that it began with.
  package func extend(_ hold: Hold, now: Moment) throws(StoreError) -> ExtendResult {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      guard let claim = try connection.ownHold(of: session), claim.hold == hold.id,
        now < claim.until
      else { return .commit(.gone) }
      guard claim.extensionsLeft > 0 else { return .commit(.noExtensionsLeft) }
      let until = claim.until.advanced(bySeconds: hold.seconds)
      try connection.statements.extendHold.run(session, until.secondsSinceEpoch)
      try connection.log(.extend, claim.subject, session: session, now)
      return .commit(
        .extended(
          Hold(
            id: hold.id, slot: hold.slot, until: until, extensionsLeft: claim.extensionsLeft - 1,
            seconds: hold.seconds)))
    }
  }

  /// Gives the place back; nothing happens when the hold is gone.
  package func release(_ hold: Hold, now: Moment) throws(StoreError) {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      if let claim = try connection.ownHold(of: session), claim.hold == hold.id {
        try connection.delete(claim, as: .release, by: session, now)
      }
      return .commit(())
    }
  }

  /// Keeps the answer to the privacy notice, and erases that document's draft with it.
  package func record(
    _ consent: Consent, erasingDraftOf document: Document? = nil, now: Moment
  ) throws(StoreError) {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      if let document { try connection.eraseDraft(of: document, by: session, now) }
      try connection.statements.insertConsent.run(
        session, now.secondsSinceEpoch, consent.noticeVersion, consent.granted ? 1 : 0)
      try connection.log(.consent, consent.noticeVersion, session: session, now)
      return .commit(())
    }
  }

  /// Runs `body` as the only writer, with the session, whose life shows from here on. The places
  /// that it frees are offered to who waits before anybody else sees them.
  func writing<Result>(
    _ durability: Database.Durability, _ now: Moment,
    _ body: (Connection, _ session: Int) throws(DatabaseError) -> Database.End<Result>
  ) throws(StoreError) -> Result {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.transaction(durability, now) { (session) throws(DatabaseError) in
        connection.freed = []
        let end = try body(connection, session)
        if case .commit = end { try connection.offerFreedPlaces(by: session, now) }
        return end
      }
    }
  }
}

/// A hold as a row of the claims.
struct HeldClaim {
  let point: Int
  let slot: SlotStart
  let place: Int
  /// The number of the event that began it.
  let hold: Int
  let until: Moment
  let extensionsLeft: Int
  /// The offer that it takes up.
  let offer: Int?

  /// As it is when it has just begun.
  fileprivate func asHold(begun now: Moment) -> Hold {
    Hold(
      id: hold, slot: slot, until: until, extensionsLeft: extensionsLeft,
      seconds: until.secondsSinceEpoch - now.secondsSinceEpoch)
  }

  /// As events name it.
  var subject: String { "\(point) \(slot.day.iso) \(slot.time.iso) \(place)" }
}

/// The hold in the first eight columns of a row.
func heldClaim(_ row: borrowing Row) throws(DatabaseError) -> HeldClaim {
  HeldClaim(
    point: try row.integer(0), slot: try row.slot(1), place: try row.integer(3),
    hold: try row.integer(4), until: try row.moment(5), extensionsLeft: try row.integer(6),
    offer: try row.integerOrNull(7))
}

extension Connection {
  /// The hold that the session has, ended or not, for as long as nobody needed its place.
  func ownHold(of session: Int) throws(DatabaseError) -> HeldClaim? {
    try statements.ownHold.first(session) { (row) throws(DatabaseError) in try heldClaim(row) }
  }

  /// Claims the first free place of the slot for the session, which has no hold; nil when there is
  /// none. What is in the way of it, ended or orphaned, goes.
  func claim(
    _ slot: SlotStart, at point: Int, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> HeldClaim? {
    let place = try clearedPlace(of: slot, at: point, by: session, now)
    let (seconds, extensions) = try holdPolicy()
    let until = now.advanced(bySeconds: seconds)
    let subject = "\(point) \(slot.day.iso) \(slot.time.iso) \(place)"
    let hold = try log(.hold, subject, session: session, now)
    do throws(DatabaseError) {
      try statements.insertHold.run(
        point, slot.day.number, slot.time.minutes, place, session, hold, until.secondsSinceEpoch,
        extensions)
    } catch {
      guard error.code == .triggerConstraint else { throw error }
      // The schema knows the places, the hours and the closures.
      return nil
    }
    return HeldClaim(
      point: point, slot: slot, place: place, hold: hold, until: until, extensionsLeft: extensions,
      offer: nil)
  }

  /// The first place of the slot that nobody claims; it may be one more than the slot has. What is
  /// in the way of it, ended or orphaned, goes.
  func clearedPlace(
    of slot: SlotStart, at point: Int, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> Int {
    var place = 1
    var ended: [Int] = []
    try statements.claimsOfSlot.forEach(point, slot.day.number, slot.time.minutes) {
      (row) throws(DatabaseError) in
      let standing = try row.integer(0)
      if let holder = try row.integerOrNull(1), try row.moment(2) <= now || !isAlive(holder),
        // An offer under it stands.
        try row.integerOrNull(3) == nil
      {
        ended.append(holder)
      } else if standing == place {
        place += 1
      }
    }
    for holder in ended {
      if let claim = try ownHold(of: holder) {
        try delete(claim, as: .expire, by: session, now)
      }
    }
    return place
  }

  /// Ends the hold; the offer that it takes up stands.
  func delete(
    _ claim: HeldClaim, as kind: EventKind, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    if let offer = claim.offer {
      try waiting.putBack.run(offer)
    } else {
      try statements.deleteHold.run(
        claim.point, claim.slot.day.number, claim.slot.time.minutes, claim.place)
      freed.insert(claim.point)
    }
    try log(kind, claim.subject, session: session, now)
  }

  func holdPolicy() throws(DatabaseError) -> (seconds: Int, extensions: Int) {
    let policy = try statements.holdPolicy.first { (row) throws(DatabaseError) in
      (seconds: try row.integer(0), extensions: try row.integer(1))
    }
    guard let policy else { preconditionFailure("a SELECT without FROM has one row") }
    return policy
  }
}
