package import Domain
package import Office
internal import SQLite

package enum JoinResult: Hashable, Sendable {
  /// On disk, power loss included. A place that was free already is offered at once.
  case joined(WaitingStatus)
  /// The document waits already.
  case alreadyWaiting(WaitingStatus)
  case alreadyBooked(Appointment)
}

// Places become free when somebody gives them up, and by time: a hold or an offer ends, a month
// begins. What somebody gives up is offered in the same transaction (`writing`); what time frees is
// settled by whoever comes next to the point (`settle`), before they see or take anything. So no
// place stays free that somebody in line would take, and nothing has to run for it.
extension Store {
  /// Puts the document in line.
  package func join(
    _ wish: Wish, motive: Motive, applicant: Applicant, now: Moment
  ) throws(StoreError) -> JoinResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      if let active = try connection.activeAppointment(of: applicant.document, now) {
        return .rollback(.alreadyBooked(active))
      }
      try connection.endWhatIsOver(by: session, now)
      if let standing = try connection.waitingStatus(of: applicant.document, now) {
        return .commit(.alreadyWaiting(standing))
      }
      let id = try connection.insert(wish, motive, applicant, by: session, now)
      try connection.log(.wait, String(id), session: session, now)
      connection.freed.formUnion(try connection.points(wanted: wish))
      try connection.offerFreedPlaces(by: session, now)
      guard let status = try connection.tell(id, by: session, now) else {
        preconditionFailure("whoever has joined waits")
      }
      return .commit(.joined(status))
    }
  }

  /// How it stands with the document's entry; nil when it does not wait.
  package func waitingStatus(
    of document: Document, now: Moment
  ) throws(StoreError) -> WaitingStatus? {
    try settleWaiting(at: nil, now: now)
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        try connection.waitingStatus(of: document, now)
      }
    }
  }

  /// Makes the place that the document is offered this session's hold. The offer stands until it is
  /// booked, declined or over: a hold that ends gives the place back to it.
  package func takeUpOffer(to document: Document, now: Moment) throws(StoreError) -> HoldResult {
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.endWhatIsOver(by: session, now)
      guard let entry = try connection.waitingEntry(of: document), let offer = entry.offer
      else { return .commit(.taken) }
      if let old = try connection.ownHold(of: session) {
        try connection.delete(old, as: .release, by: session, now)
      }
      return .commit(.held(try connection.takeUp(offer, by: session, now)))
    }
  }

  /// The place passes on; the entry keeps its place in line. Nil when there is no such offer.
  package func declineOffer(
    to document: Document, now: Moment
  ) throws(StoreError) -> WaitingStatus? {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      try connection.endWhatIsOver(by: session, now)
      guard let entry = try connection.waitingEntry(of: document), let offer = entry.offer
      else { return .commit(nil) }
      try connection.releaseHold(on: offer.id, by: session, now)
      try connection.end(offer.id, at: offer.offer.point.id, of: entry.waiting, as: "declined")
      try connection.log(.decline, String(entry.waiting.id), session: session, now)
      connection.freed.formUnion(try connection.points(wanted: entry.waiting.wish))
      try connection.offerFreedPlaces(by: session, now)
      return .commit(try connection.tell(entry.waiting.id, by: session, now))
    }
  }

  /// Takes the document out of the list, and erases what the list has of it; false when it was not
  /// in it.
  package func leaveWaitingList(_ document: Document, now: Moment) throws(StoreError) -> Bool {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      guard let entry = try connection.waitingEntry(of: document) else {
        return .rollback(false)
      }
      try connection.withdraw(entry, by: session, now)
      return .commit(true)
    }
  }

  /// Who waits, in the order of the line.
  package func waitingList(now: Moment) throws(StoreError) -> [WaitingRow] {
    let connection = try connection(now)
    return try translating { () throws(DatabaseError) in
      try connection.database.snapshot { () throws(DatabaseError) in
        let cities = Dictionary(
          try connection.points().map { ($0.cityCode, $0.city) }, uniquingKeysWith: { $1 })
        var rows: [WaitingRow] = []
        let line = try connection.line()
        var paces: [String?: WaitingPace] = [:]
        for waiting in line {
          guard let entry = try connection.waitingEntry(waiting.id) else { continue }
          let code = waiting.wish.cityCode
          if paces[code] == nil { paces[code] = try connection.pace(ofCity: code, now) }
          guard let pace = paces[code] else { continue }
          let status = try connection.status(of: entry, in: line, pace, now)
          rows.append(WaitingRow(status: status, city: code.flatMap { cities[$0] }))
        }
        return rows
      }
    }
  }

  /// Ends what is over and offers what is free, everywhere.
  package func reviewWaitingList(now: Moment) throws(StoreError) -> WaitingReview {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      connection.review = WaitingReview()
      try connection.settle(at: nil, by: session, now)
      try connection.offerFreedPlaces(by: session, now)
      connection.review.waiting = try connection.waiting.counts.integer() ?? 0
      return .commit(connection.review)
    }
  }

  /// Settles what time has freed at the points, or everywhere. It writes only when there is
  /// something to offer or to end.
  func settleWaiting(
    at points: Set<PointOfContact.ID>?, now: Moment
  ) throws(StoreError) {
    let connection = try connection(now)
    let isDue = try translating { () throws(DatabaseError) in
      guard try connection.somebodyWaits() else { return false }
      return try connection.database.snapshot { () throws(DatabaseError) in
        try connection.isToSettle(at: points, now)
      }
    }
    guard isDue else { return }
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.settle(at: points, by: session, now)
      return .commit(())
    }
  }

  /// Writes down how the call about the entry's offer, or about the one that it lost, went; what was
  /// told before is corrected. Who was reached knows of it.
  package func record(
    _ outcome: CallOutcome, ofEntry id: Waiting.ID, now: Moment
  ) throws(StoreError) -> OutcomeResult {
    try writing(.powerLoss, now) { (connection, session) throws(DatabaseError) in
      try connection.endWhatIsOver(by: session, now)
      let waiting = connection.waiting
      let found = try waiting.callable.first(id, now.secondsSinceEpoch) {
        (row) throws(DatabaseError) in
        (offer: try row.integer(0), isOpen: try row.text(1) == "open")
      }
      guard let found else { return .rollback(.noSuchEntry) }
      let before = try waiting.outcome.first(found.offer) { (row) throws(DatabaseError) in
        try callOutcome(row, 0)
      }
      try waiting.setOutcome.run(
        found.offer, outcome.rawValue, session, now.secondsSinceEpoch)
      if outcome == .attended {
        _ = try waiting.tell.integer(found.offer, found.isOpen ? 1 : 2)
      }
      try connection.log(
        .outcome, "lista \(id) \(found.offer) \(outcome.rawValue)", session: session, now)
      return .commit(.recorded(outcome, before: before))
    }
  }

  /// Ends waits and offers whose time is over, so that nobody is taken to wait who waits no more. It
  /// writes only when there is one.
  func endWaitsThatAreOver(now: Moment) throws(StoreError) {
    let connection = try connection(now)
    let isDue = try translating { () throws(DatabaseError) in
      guard try connection.somebodyWaits() else { return false }
      return try connection.waiting.offersAreOver.integer(now.secondsSinceEpoch, now.day.number)
        == 1
    }
    guard isDue else { return }
    try writing(.process, now) { (connection, session) throws(DatabaseError) in
      try connection.endWhatIsOver(by: session, now)
      return .commit(())
    }
  }
}

/// An entry and the offer that it has.
struct WaitingEntry {
  let waiting: Waiting
  let motive: Motive
  let applicant: Applicant
  let offer: (id: Int, offer: Offer)?
}

extension Connection {
  /// One look at an index that is empty when nobody waits.
  func somebodyWaits() throws(DatabaseError) -> Bool {
    try waiting.anybody.integer() == 1
  }

  fileprivate func isToSettle(at points: Set<Int>?, _ now: Moment) throws(DatabaseError) -> Bool {
    if try waiting.offersAreOver.integer(now.secondsSinceEpoch, now.day.number) == 1 { return true }
    for candidate in try self.points() where points?.contains(candidate.id) ?? true {
      if try !matches(at: candidate, now).isEmpty { return true }
    }
    return false
  }

  /// Ends what is over, and marks the points, or all, as having free places: they are offered now.
  func settle(at points: Set<Int>?, by session: Int, _ now: Moment) throws(DatabaseError) {
    guard try somebodyWaits() else { return }
    try endWhatIsOver(by: session, now)
    if let points { freed.formUnion(points) } else { freed.formUnion(try self.points().map(\.id)) }
    try offerFreedPlaces(by: session, now)
  }

  /// Offers the places that may have become free in this transaction to whoever is first in line.
  func offerFreedPlaces(by session: Int, _ now: Moment) throws(DatabaseError) {
    guard !freed.isEmpty else { return }
    guard try somebodyWaits() else {
      freed = []
      return
    }
    // An offer that is over claims its place as long as it stands.
    try endWhatIsOver(by: session, now)
    let points = freed
    freed = []
    for point in try self.points() where points.contains(point.id) {
      for match in try matches(at: point, now) { try offer(match, at: point, by: session, now) }
    }
  }

  private func matches(
    at point: PointOfContact, _ now: Moment
  ) throws(DatabaseError) -> [WaitingLine.Match] {
    let line = try line(at: point, now)
    guard !line.isEmpty else { return [] }
    let openThrough = try openThrough(now)
    let claims = try claims(
      of: point.id, first: now.day.number, last: openThrough.number, except: 0, now)
    let places = FreePlaces(
      try offerable(at: point.id, through: openThrough, claims: claims, now), now: now)
    guard places.first != nil else { return [] }
    return WaitingLine(
      waiting: line, declined: try declined(by: line, at: point.id),
      terms: try offerPolicy().terms
    ).matches(with: places, inCity: point.cityCode)
  }

  /// Who may want a place of the point and has no offer.
  func line(at point: PointOfContact, _ now: Moment) throws(DatabaseError) -> [Waiting] {
    var line: [Waiting] = []
    try waiting.line.forEach(point.cityCode, now.day.number) { (row) throws(DatabaseError) in
      line.append(try entry(row))
    }
    return line
  }

  /// What can be offered at the point beside those claims: what is kept for agents cannot.
  func offerable(
    at point: Int, through openThrough: Day, claims: [SlotStart: SlotClaims], _ now: Moment
  ) throws(DatabaseError) -> AgendaRecord {
    var rules: [ScheduleRule] = []
    try statements.rules.forEach(point, now.day.number, openThrough.number, 0) {
      (row) throws(DatabaseError) in rules.append(try scheduleRule(row))
    }
    var closures: [Closure] = []
    try statements.closures.forEach(point, now.day.number, openThrough.number) {
      (row) throws(DatabaseError) in closures.append(try closure(row))
    }
    return AgendaRecord(
      rules: rules, closures: closures, claims: claims, openThrough: openThrough)
  }

  /// The slots of the point that each was offered before and did not take.
  func declined(
    by line: [Waiting], at point: Int
  ) throws(DatabaseError) -> [Waiting.ID: Set<SlotStart>] {
    var declined: [Waiting.ID: Set<SlotStart>] = [:]
    for entry in line {
      try waiting.declined.forEach(entry.id, point) { (row) throws(DatabaseError) in
        declined[entry.id, default: []].insert(try row.slot(0))
      }
    }
    return declined
  }

  private func offer(
    _ match: WaitingLine.Match, at point: PointOfContact, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    let slot = match.slot
    let place = try clearedPlace(of: slot, at: point.id, by: session, now)
    let id = try waiting.insertOffer.integer(
      match.waiting, point.id, slot.day.number, slot.time.minutes, now.secondsSinceEpoch,
      match.until.secondsSinceEpoch)
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    try waiting.insertClaim.run(
      point.id, slot.day.number, slot.time.minutes, place, id, match.until.secondsSinceEpoch)
    try log(
      .offer, "\(match.waiting) \(point.id) \(slot.day.iso) \(slot.time.iso) \(place)",
      session: session, now)
    review.offered += 1
    guard let entry = try waitingEntry(match.waiting) else {
      preconditionFailure("who is offered a place waits")
    }
    try enqueue(
      Offer(point: point, slot: slot, until: match.until), number: id,
      to: entry.applicant.email)
  }

  /// Ends offers and entries whose time is over; their places are free then.
  func endWhatIsOver(by session: Int, _ now: Moment) throws(DatabaseError) {
    guard try waiting.offersAreOver.integer(now.secondsSinceEpoch, now.day.number) == 1 else {
      return
    }
    var overdue: [(offer: Int, waiting: Int, point: Int)] = []
    try waiting.overdueOffers.forEach(now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      overdue.append((try row.integer(0), try row.integer(1), try row.integer(2)))
    }
    let unansweredMax = try offerPolicy().unansweredMax
    for (offer, id, point) in overdue {
      guard let entry = try waitingEntry(id) else { continue }
      try end(offer, at: point, of: entry.waiting, as: "expired")
      try log(.offerExpire, String(id), session: session, now)
      review.expired += 1
      if try waiting.unanswered.integer(id) ?? 0 >= unansweredMax {
        try leave(entry, as: "silent", by: session, now)
      }
    }
    var lapsed: [Int] = []
    try waiting.overdueEntries.forEach(now.day.number) { (row) throws(DatabaseError) in
      lapsed.append(try row.integer(0))
    }
    for id in lapsed {
      guard let entry = try waitingEntry(id) else { continue }
      try leave(entry, as: "lapsed", by: session, now)
    }
  }

  /// The offer ends so. Its place, and those that its entry may want instead, are to be offered.
  fileprivate func end(
    _ offer: Int, at point: Int, of entry: Waiting, as state: String
  ) throws(DatabaseError) {
    try waiting.endOffer.run(offer, state)
    freed.insert(point)
    freed.formUnion(try points(wanted: entry.wish))
  }

  fileprivate func leave(
    _ entry: WaitingEntry, as state: String, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    if let offer = entry.offer { freed.insert(offer.offer.point.id) }
    try waiting.end.run(entry.waiting.id, state, now.secondsSinceEpoch)
    try log(.waitEnd, "\(entry.waiting.id) \(state)", session: session, now)
    review.left += 1
  }

  /// Takes the entry out of the list at its person's wish.
  func withdraw(_ entry: WaitingEntry, by session: Int, _ now: Moment) throws(DatabaseError) {
    if let offer = entry.offer { try releaseHold(on: offer.id, by: session, now) }
    try leave(entry, as: "withdrawn", by: session, now)
  }

  /// A place of the offer that this session holds is only the offer's again.
  fileprivate func releaseHold(
    on offer: Int, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    if let own = try ownHold(of: session), own.offer == offer {
      try delete(own, as: .release, by: session, now)
    }
  }

  /// Ends the document's entry with the appointment that `make` makes of the slot: whoever has one
  /// waits no more.
  func endingWait(
    of document: Document, with slot: SlotStart, at point: Int, by session: Int, _ now: Moment,
    _ make: () throws(DatabaseError) -> AppointmentCode
  ) throws(DatabaseError) -> AppointmentCode {
    guard try somebodyWaits(), let entry = try waitingEntry(of: document) else { return try make() }
    let id = entry.waiting.id
    if let offer = entry.offer { freed.insert(offer.offer.point.id) }
    try log(.waitEnd, "\(id) booked", session: session, now)
    try waiting.accept.run(id, point, slot.day.number, slot.time.minutes)
    let ended = max(entry.waiting.joined, now)
    try waiting.end.run(id, "booked", ended.secondsSinceEpoch)
    let code = try make()
    try waiting.setCode.run(id, code.text)
    return code
  }

  /// Takes the offer back, and a hold on it, without counting it against anybody.
  func takeBack(_ claim: HeldClaim, by session: Int, _ now: Moment) throws(DatabaseError) {
    guard let offer = claim.offer else { return }
    try waiting.endOffer.run(offer, "ended")
    try statements.deleteHold.run(
      claim.point, claim.slot.day.number, claim.slot.time.minutes, claim.place)
    try log(.offerEnd, claim.subject, session: session, now)
    freed.insert(claim.point)
  }

  fileprivate func takeUp(
    _ offer: (id: Int, offer: Offer), by session: Int, _ now: Moment
  ) throws(DatabaseError) -> Hold {
    let (seconds, extensions) = try holdPolicy()
    let (point, slot) = (offer.offer.point.id, offer.offer.slot)
    let until = now.advanced(bySeconds: seconds)
    let hold = try log(
      .hold, "\(point) \(slot.day.iso) \(slot.time.iso)", session: session, now)
    try waiting.takeUp.run(
      offer.id, session, hold, until.secondsSinceEpoch, extensions)
    return Hold(
      id: hold, slot: slot, until: until, extensionsLeft: extensions, seconds: seconds)
  }

  // MARK: Reading

  fileprivate func line() throws(DatabaseError) -> [Waiting] {
    var line: [Waiting] = []
    try waiting.entries.forEach { (row) throws(DatabaseError) in
      line.append(try entry(row))
    }
    return line
  }

  func waitingEntry(of document: Document) throws(DatabaseError) -> WaitingEntry? {
    let id = try waiting.ofDocument.integer(document.number.text, document.type.rawValue)
    return try id.flatMap { (id) throws(DatabaseError) in try waitingEntry(id) }
  }

  fileprivate func waitingEntry(_ id: Int) throws(DatabaseError) -> WaitingEntry? {
    var offered: (id: Int, point: Int, slot: SlotStart, until: Moment)?
    var found: (waiting: Waiting, motive: Motive, applicant: Applicant)?
    try waiting.entry.forEach(id) { (row) throws(DatabaseError) in
      guard let motive = Motive(rawValue: try row.text(7)) else { throw row.mismatch(7) }
      found = (try entry(row), motive, try applicant(row, from: 8))
      if let offer = try row.integerOrNull(19) {
        offered = (offer, try row.integer(20), try row.slot(21), try row.moment(23))
      }
    }
    guard let found else { return nil }
    var offer: (id: Int, offer: Offer)?
    if let offered, let point = try pointOfContact(offered.point) {
      offer = (offered.id, Offer(point: point, slot: offered.slot, until: offered.until))
    }
    return WaitingEntry(
      waiting: found.waiting, motive: found.motive, applicant: found.applicant, offer: offer)
  }

  /// What whoever proves the document is told of its turn. A place that they did not hear of, or not
  /// in time, and that is free still, is kept for them once more. Nil too when it joined with another
  /// datum.
  func tellTurn(
    of document: Document, _ second: SecondDatum, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> WaitingStatus? {
    guard let entry = try waitingEntry(of: document),
      second.matches(mobile: entry.applicant.mobile, email: entry.applicant.email)
    else { return nil }
    if entry.offer == nil { try offerAgain(to: entry.waiting, by: session, now) }
    return try tell(entry.waiting.id, by: session, now)
  }

  /// How the document's last entry ended, if it joined with that datum and it ended of late.
  func endedWait(
    of document: Document, _ second: SecondDatum, _ now: Moment
  ) throws(DatabaseError) -> EndedWait? {
    let since = now.secondsSinceEpoch - EndedWait.daysKept * 86_400
    return try waiting.ended.first(document.number.text, document.type.rawValue, since) {
      (row) throws(DatabaseError) -> EndedWait? in
      guard
        second.matches(
          mobile: Mobile(stored: try row.text(3)), email: Email(stored: try row.text(4)))
      else { return nil }
      guard let cause = EndedWait.Cause(rawValue: try row.text(0)) else { throw row.mismatch(0) }
      return EndedWait(cause: cause, ended: try row.moment(1), lastDay: try row.day(2))
    } ?? nil
  }

  /// How it stands with the entry, which its person is told now.
  fileprivate func tell(
    _ id: Waiting.ID, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> WaitingStatus? {
    guard let entry = try waitingEntry(id), let status = try waitingStatus(id, now) else {
      return nil
    }
    if let offer = entry.offer {
      if try waiting.tell.integer(offer.id, 1) != nil {
        try log(.offerTold, "\(id) \(offer.id)", session: session, now)
      }
    } else if status.lost?.cause == .withdrawn, let lost = try waiting.lost.integer(id),
      try waiting.tell.integer(lost, 2) != nil
    {
      try log(.offerTold, "\(id) \(lost)", session: session, now)
    }
    return status
  }

  /// Nobody else in line wants what is free: it would be theirs by now.
  private func offerAgain(
    to entry: Waiting, by session: Int, _ now: Moment
  ) throws(DatabaseError) {
    var lapsed: [(point: Int, slot: SlotStart)] = []
    try waiting.lapsedSlots.forEach(entry.id, now.day.number) { (row) throws(DatabaseError) in
      lapsed.append((try row.integer(0), try row.slot(1)))
    }
    guard !lapsed.isEmpty else { return }
    let terms = try offerPolicy().terms
    let openThrough = try openThrough(now)
    let points = try points()
    for (id, slot) in lapsed {
      guard let point = points.first(where: { $0.id == id }),
        let until = terms.end(of: slot, at: now)
      else { continue }
      let claims = try claims(
        of: id, first: slot.day.number, last: slot.day.number, except: 0, now)
      let places = FreePlaces(
        try offerable(at: id, through: openThrough, claims: claims, now), now: now)
      guard places.obstacle(to: slot) == nil else { continue }
      let match = WaitingLine.Match(waiting: entry.id, slot: slot, until: until)
      return try offer(match, at: point, by: session, now)
    }
  }

  fileprivate func waitingStatus(
    of document: Document, _ now: Moment
  ) throws(DatabaseError) -> WaitingStatus? {
    let id = try waiting.ofDocument.integer(document.number.text, document.type.rawValue)
    return try id.flatMap { (id) throws(DatabaseError) in try waitingStatus(id, now) }
  }

  fileprivate func waitingStatus(
    _ id: Int, _ now: Moment
  ) throws(DatabaseError) -> WaitingStatus? {
    guard let entry = try waitingEntry(id) else { return nil }
    return try status(
      of: entry, in: try line(), try pace(ofCity: entry.waiting.wish.cityCode, now), now)
  }

  fileprivate func status(
    of entry: WaitingEntry, in line: [Waiting], _ pace: WaitingPace, _ now: Moment
  ) throws(DatabaseError) -> WaitingStatus {
    let ahead = line.count { $0.isBefore(entry.waiting) && $0.competes(with: entry.waiting) }
    let estimate = pace.estimate(
      untilPosition: ahead + 1, latest: entry.waiting.wish.days.upperBound, today: now.day)
    return WaitingStatus(
      waiting: entry.waiting, motive: entry.motive, applicant: entry.applicant,
      position: ahead + 1,
      estimatedDays: estimate.days, isLikelyTooLate: estimate == .tooLate,
      offer: entry.offer.flatMap { $0.offer.until > now ? $0.offer : nil },
      lost: try lostOffer(of: entry.waiting.id),
      offerHours: try offerPolicy().terms.hours)
  }

  /// How fast places are offered in that city, or anywhere, since somebody waits there.
  fileprivate func pace(ofCity code: String?, _ now: Moment) throws(DatabaseError) -> WaitingPace {
    let seen = now.secondsSinceEpoch - WaitingPace.daysSeen * 86_400
    let began = try waiting.lineSince.integer(code, seen) ?? now.secondsSinceEpoch
    return WaitingPace(
      offers: try waiting.offersSince.integer(code, seen) ?? 0,
      seconds: now.secondsSinceEpoch - max(seen, began))
  }

  private func lostOffer(of id: Waiting.ID) throws(DatabaseError) -> LostOffer? {
    let found = try waiting.lost.first(id) { (row) throws(DatabaseError) in
      (
        point: try row.integer(1), slot: try row.slot(2), until: try row.moment(4),
        state: try row.text(5)
      )
    }
    let causes: [String: LostOffer.Cause] = ["expired": .lapsed, "ended": .withdrawn]
    guard let found, let cause = causes[found.state],
      let point = try pointOfContact(found.point)
    else { return nil }
    return LostOffer(
      offer: Offer(point: point, slot: found.slot, until: found.until), cause: cause)
  }

  /// Who waits and is to be called: of an offer nobody has told them, or they count on one that is
  /// gone.
  func waitingCalls(
    at point: PointOfContact.ID?, _ now: Moment
  ) throws(DatabaseError) -> [CallSheet.Call] {
    var found: [(id: Int, point: Int, slot: SlotStart, until: Moment, isOpen: Bool, CallOutcome?)] =
      []
    try waiting.toCall.forEach(now.secondsSinceEpoch) { (row) throws(DatabaseError) in
      found.append(
        (
          try row.integer(0), try row.integer(2), try row.slot(3), try row.moment(5),
          try row.text(6) == "open",
          try row.textOrNull(7) == nil ? nil : try callOutcome(row, 7)
        ))
    }
    let points = try points()
    var calls: [CallSheet.Call] = []
    for (id, place, slot, until, isOpen, outcome) in found where point == nil || point == place {
      guard let entry = try waitingEntry(id), let point = points.first(where: { $0.id == place })
      else { continue }
      calls.append(
        CallSheet.Call(
          entry: id, Offer(point: point, slot: slot, until: until), stands: isOpen,
          motive: entry.motive, applicant: entry.applicant, outcome: outcome))
    }
    return calls
  }

  fileprivate func points(wanted wish: Wish) throws(DatabaseError) -> [Int] {
    try points().filter { wish.cityCode == nil || wish.cityCode == $0.cityCode }.map(\.id)
  }

  func offerPolicy() throws(DatabaseError) -> (
    terms: WaitingLine.Terms, unansweredMax: Int
  ) {
    let policy = try waiting.policy.first { (row) throws(DatabaseError) in
      (
        terms: WaitingLine.Terms(hours: try row.integer(0), marginHours: try row.integer(1)),
        unansweredMax: try row.integer(2)
      )
    }
    guard let policy else { preconditionFailure("a SELECT without FROM has one row") }
    return policy
  }

  // MARK: Writing

  fileprivate func insert(
    _ wish: Wish, _ motive: Motive, _ applicant: Applicant, by session: Int, _ now: Moment
  ) throws(DatabaseError) -> Int {
    let id = try waiting.join.integer(
      wish.cityCode, wish.days.lowerBound.number, wish.days.upperBound.number,
      wish.part.rawValue, wish.hasPreference ? 1 : 0, now.secondsSinceEpoch, session)
    guard let id else { preconditionFailure("an insertion returns the number of its row") }
    try waiting.joinApplicant.run(
      id, motive.rawValue, applicant.personType.rawValue, applicant.businessName,
      applicant.document.type.rawValue, applicant.document.number.text,
      applicant.givenNames.text, applicant.surnames.text, applicant.landline?.national,
      applicant.mobile.national, applicant.email.text, applicant.address.text,
      applicant.city.code)
    return id
  }
}

/// The entry in the first seven columns of a row.
private func entry(_ row: borrowing Row) throws(DatabaseError) -> Waiting {
  let (first, last) = (try row.day(2), try row.day(3))
  guard first <= last else { throw row.mismatch(3) }
  guard let part = PartOfDay(rawValue: try row.text(4)) else { throw row.mismatch(4) }
  return Waiting(
    id: try row.integer(0),
    wish: Wish(
      cityCode: try row.textOrNull(1), days: first...last, part: part,
      hasPreference: try row.integer(5) == 1),
    joined: try row.moment(6))
}
