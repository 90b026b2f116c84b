internal import Dialogue
internal import Domain
internal import Office
internal import Store

/// What an answer of the store must be, by the model.
extension Model {
  /// To be called with the model as it was before the deed.
  func foresee(_ deed: Deed, session: Int?, isAgent: Bool) throws(Broken) {
    switch deed {
    case .request(_, .busy): break
    case .request(let request, let response):
      try foresee(request, response, session: session, isAgent: isAgent)
    case .outcome(_, let code, let result):
      let record = record(code)
      let called = callCode(of: code)
      let expected: OutcomeResult? =
        switch record?.state {
        case nil: .noSuchCode
        case _ where called != nil: nil
        case .booked: record.map { .tooSoon($0.appointment.slot.day) }
        case .cancelled: .notToBeCalled(.cancelled)
        case .replaced: .notToBeCalled(.replaced)
        }
      if case .recorded(_, let before) = result {
        try check(
          expected == nil && before == called.flatMap { appointments[$0]?.outcome }, "recorded",
          result)
      } else {
        try check(expected == result, "the outcome", result)
      }
    case .forget(let document, let result):
      let toCome = active(of: document).map(\.code)
      if case .hasAppointments(let codes) = result {
        try check(codes == toCome && !codes.isEmpty, "appointments to come", result)
      } else {
        try check(toCome.isEmpty, "forgotten with appointments to come", result)
        if case .nothingKept = result {
          try check(
            (codesOfDocument[document] ?? []).isEmpty && entryOfDocument[document] == nil,
            "nothing is kept", document)
        }
      }
    case .backUp(.written(let count)):
      try check(count == appointments.count, "in the backup", count)
    case .backUp(let result): throw Broken("no backup: \(result)")
    default: break
    }
  }

  /// Under which code a call is written down that somebody names by `code`; nil when there is none to
  /// be made.
  func callCode(of code: AppointmentCode) -> AppointmentCode? {
    guard let record = record(code) else { return nil }
    switch record.state {
    case .cancelled: return record.isDisplaced ? code : nil
    case .booked where record.appointment.slot.day <= now.day: return code
    case .booked:
      return appointments.values.first { $0.hasReturned && $0.record.replacedBy == code }?
        .record.appointment.code
        ?? record.replaces.flatMap { self.record($0)?.isDisplaced == true ? $0 : nil }
    case .replaced:
      var last: AppointmentCode?
      var next = record
      while next.isDisplaced, next.state == .replaced,
        let newer = next.replacedBy.flatMap({ self.record($0) })
      {
        (last, next) = (next.appointment.code, newer)
      }
      return next.state == .booked ? last : nil
    }
  }

  private func check(
    _ holds: Bool, _ what: String, _ value: some Any
  ) throws(Broken) {
    if !holds { throw Broken("\(what): \(value)") }
  }

  private func foresee(
    _ request: Request, _ response: Response, session: Int?, isAgent: Bool
  ) throws(Broken) {
    switch (request, response) {
    case (.join(_, _, let applicant), .alreadyBooked(let appointment)):
      try check(active(of: applicant.document).first == appointment, "already booked", appointment)
    case (.join(_, _, let applicant), .alreadyWaiting):
      try check(entryOfDocument[applicant.document] != nil, "already waiting", applicant)
    case (.join(_, _, let applicant), .joined):
      try check(active(of: applicant.document).isEmpty, "joined with an appointment", applicant)
    case (.takeUp(let document), .taken), (.decline(let document), .declined(nil)):
      try check(standingOffer(to: document) == nil, "the offer is gone", document)
    case (.points, .points(let found)):
      let open = Set(
        rules.values.filter { $0.terms.schedule.valid.upperBound >= now.day }.map(\.point))
      let bookable = points.filter { open.contains($0.id) }
      try check(found == (bookable.isEmpty ? points : bookable), "the points", found)
    case (.status(let document), .status(let status)):
      try check(status.active == active(of: document).first, "the active appointment", status)
    case (.hold(let slot, let point), .taken):
      let place = Place(point: point, slot: slot)
      try check(!isCertainlyFree(place, session, isAgent), "told to be taken", place)
    case (.extend(let hold), .held(let longer)):
      let own = self.hold(of: session)
      try check(
        own?.hold.id == hold.id && longer.slot == hold.slot
          && longer.until == own?.hold.until.advanced(bySeconds: hold.seconds), "extended", longer)
    case (.extend(let hold), _):
      let own = self.hold(of: session)
      let stands = own.map { $0.hold.id == hold.id && $0.hold.until > now } ?? false
      let expected: Response = stands ? .noExtensionsLeft : .taken
      try check(
        response == expected && (!stands || own?.hold.extensionsLeft == 0), "not extended",
        response)
    case (.book(let booking, _), .taken):
      let place = Place(point: booking.point.id, slot: booking.slot)
      let own = self.hold(of: session)
      try check(
        !(own.map { $0.place == place && stands($0.hold, at: place, $0.number) } ?? false)
          && !isCertainlyFree(place, session, isAgent), "not booked: taken", place)
    case (.book(let booking, _), .alreadyBooked(let appointment)):
      let active = active(of: booking.applicant.document)
      try check(
        active.count >= policies["citas_activas_por_documento"] ?? 0
          && active.first == appointment, "already booked", appointment)
    case (.modify(let code, let document, let hold), .taken):
      let place = Place(point: record(code)?.appointment.point.id ?? 0, slot: hold.slot)
      let own = self.hold(of: session)
      try check(
        record(code, of: document)?.isActive(at: now) == true
          && !(own.map { $0.place == place && $0.hold.until > now } ?? false)
          && !isCertainlyFree(place, session, isAgent), "not modified: taken", place)
    case (.modify(let code, let document, let hold), .unchanged):
      let old = record(code, of: document)
      try check(
        old?.isActive(at: now) == true && old?.appointment.slot == hold.slot, "unchanged", code)
    case (.modify(let code, let document, _), .gone(let found)),
      (.update(let code, let document, _), .gone(let found)),
      (.cancel(let code, let document), .gone(let found)):
      let record = record(code, of: document)
      try check(record == found && found?.isActive(at: now) != true, "gone", code)
    case (.modify(let code, let document, _), .modified),
      (.update(let code, let document, _), .updated),
      (.cancel(let code, let document), .cancelled):
      try check(record(code, of: document)?.isActive(at: now) == true, "is not active", code)
    case (.find(let code), .found(let found, _, _)):
      try check(found == [record(code)], "found", found)
    case (.findOf(let document, let code), .found(let found, _, _)):
      try check(found == [record(code, of: document)], "found", found)
    case (.findAll(let document, let datum), .found(let found, _, _)):
      let expected = Set(records(of: document, datum))
      try check(
        Set(found).isSubset(of: expected) && found.count == min(5, expected.count), "found", found)
    case (.find(let code), .notFound): try check(record(code) == nil, "not found", code)
    case (.findOf(let document, let code), .notFound):
      try check(record(code, of: document) == nil, "not found", code)
    case (.findAll(let document, let datum), .notFound):
      try check(records(of: document, datum).isEmpty, "not found", document)
    default: break
    }
  }

  /// Nobody who waits may be offered it first.
  private func isCertainlyFree(_ place: Place, _ session: Int?, _ isAgent: Bool) -> Bool {
    isFree(place, for: session, isAgent: isAgent)
      && !entries.values.contains { entry in
        let isOffered = entry.offer.flatMap { offers[$0] }.map { $0.until > now } ?? false
        return !isOffered && fits(entry, place)
      }
  }

  private func standingOffer(to document: Document) -> Offered? {
    entryOfDocument[document].flatMap { entries[$0]?.offer }.flatMap { offers[$0] }
      .flatMap { $0.until > now ? $0 : nil }
  }

  /// Whether the place is still the session's: a hold that has ended leaves what the waiting list
  /// keeps to whom it is kept for.
  private func stands(_ hold: Hold, at place: Place, _ number: Int) -> Bool {
    if hold.until > now { return true }
    return claims[place]?[number]?.offer.flatMap { offers[$0] }.map { $0.until > now } ?? false
  }

  /// Who waits with that document and datum.
  private func entry(of document: Document, _ datum: SecondDatum) -> Entry? {
    entryOfDocument[document].flatMap { entries[$0] }.flatMap {
      datum.matches(mobile: $0.applicant.mobile, email: $0.applicant.email) ? $0 : nil
    }
  }

  /// How the document's turn ended, for who joined with that datum.
  private func ended(_ document: Document, _ datum: SecondDatum) -> EndedWait.Cause? {
    guard entryOfDocument[document] == nil, let entry = endedWaits[document],
      entry.ended > now.advanced(bySeconds: -86_400 * EndedWait.daysKept),
      datum.matches(mobile: entry.applicant.mobile, email: entry.applicant.email)
    else { return nil }
    return entry.cause
  }

  private func record(_ code: AppointmentCode, of document: Document) -> AppointmentRecord? {
    record(code).flatMap { $0.applicant.document == document ? $0 : nil }
  }

  private func records(of document: Document, _ datum: SecondDatum) -> [AppointmentRecord] {
    (codesOfDocument[document] ?? []).compactMap { record($0) }.filter {
      datum.matches(mobile: $0.applicant.mobile, email: $0.applicant.email)
    }
  }

  /// To be called with the model as it is after the deed.
  func conclude(_ deed: Deed, session: Int?, isAgent: Bool) throws(Broken) {
    switch deed {
    case .request(.agendas(_, let days), .agendas(let agendas)):
      for (point, agenda) in agendas.sorted(by: { $0.key < $1.key }) {
        try compare(agenda, of: point, days, session: session, isAgent: isAgent)
        if let fault = overlooked(at: point, through: openThrough(at: now), rows: false) {
          throw Broken("shown to be free: \(fault)")
        }
      }
    case .request(.hold(let slot, let point), .held(let hold)):
      let own = self.hold(of: session)
      guard own?.place == Place(point: point, slot: slot), hold.slot == slot,
        own?.hold.id == hold.id, own?.hold.until == hold.until,
        own?.hold.extensionsLeft == hold.extensionsLeft
      else { throw Broken("held \(hold)") }
    case .request(.takeUp(let document), .held(let hold)):
      let own = self.hold(of: session)
      guard own?.place.slot == hold.slot, own?.hold.until == hold.until,
        own?.place == standingOffer(to: document)?.place
      else { throw Broken("taken up \(hold)") }
    case .request(.cancel(let code, _), .cancelled(let found)),
      .request(.update(let code, _, _), .updated(let found)):
      try check(found == record(code), "changed to", found)
    case .request(.join(_, _, let applicant), .joined(let status)):
      try check(entryOfDocument[applicant.document] == status.waiting.id, "joined", status)
      try check(status)
      try checkTold(status)
    case .request(.join(_, _, let applicant), .alreadyWaiting):
      try check(entryOfDocument[applicant.document] != nil, "already waiting", applicant)
    case .request(.decline(let document), .declined(.some(let status))):
      try check(entryOfDocument[document] == status.waiting.id, "declined", status)
      try check(status)
    case .request(.leaveList(let document), .done):
      try check(entryOfDocument[document] == nil, "has left and waits", document)
    case .request(.findAll(let document, let datum), .found(_, let status, let told)):
      let entry = entry(of: document, datum)
      try check(
        status?.waiting.id == entry?.waiting.id, "the turn", "\(String(describing: status))")
      try check(
        told?.cause == ended(document, datum), "how the turn ended", "\(String(describing: told))")
      if let status {
        try check(status)
        try checkTold(status)
      }
    case .request(.findAll(let document, let datum), .notFound):
      try check(entry(of: document, datum) == nil, "the turn is not found", document)
      try check(ended(document, datum) == nil, "how the turn ended is not found", document)
    case .request(.status(let document), .status(let status)):
      let waits = status.known?.source == .waitingList
      try check(waits == (entryOfDocument[document] != nil), "known of who waits", status)
    case .request(.known(let document, let datum), .known(let known)):
      let entry = entry(of: document, datum)
      try check((known.source == .waitingList) == (entry != nil), "known of who waits", known)
    case .waitingStatus(let document, let status):
      guard let status else {
        return try check(entryOfDocument[document] == nil, "does not wait", document)
      }
      try check(entryOfDocument[document] == status.waiting.id, "waits", status)
      try check(status)
    case .review(let review):
      try check(review.waiting == entries.count, "waiting", review)
      if let fault = overlooked(at: nil, through: openThrough(at: now), rows: false) {
        throw Broken("after a review \(fault)")
      }
    case .schedule(_, .plan(let plan, let change)):
      try accountFor(plan, change)
      if let fault = overlooked(at: nil, through: openThrough(at: now), rows: false) {
        throw Broken("after a change of the schedule \(fault)")
      }
    default: break
    }
  }

  private func check(_ status: WaitingStatus) throws(Broken) {
    guard let entry = entries[status.waiting.id] else {
      throw Broken("told to wait: \(status.waiting)")
    }
    let ahead = entries.values.count {
      $0.waiting.isAheadOf(entry.waiting)
        && ($0.waiting.wish.cityCode == nil || entry.waiting.wish.cityCode == nil
          || $0.waiting.wish.cityCode == entry.waiting.wish.cityCode)
    }
    let offer = entry.offer.flatMap { offers[$0] }.flatMap { $0.until > now ? $0 : nil }
    let told = status.offer.map { [$0.point.id, $0.slot.moment.secondsSinceEpoch] }
    let kept = offer.map { [$0.place.point, $0.place.slot.moment.secondsSinceEpoch] }
    guard status.waiting == entry.waiting, status.applicant == entry.applicant,
      status.motive == entry.motive, status.position == ahead + 1, told == kept,
      status.offer?.until == offer?.until
    else { throw Broken("waiting: \(status), but \(ahead) are ahead and offered is \(kept ?? [])") }
  }

  /// Whoever asks knows of their offer, and no place that they missed is free.
  private func checkTold(_ status: WaitingStatus) throws(Broken) {
    guard let entry = entries[status.waiting.id] else { return }
    if let offer = entry.offer {
      return try check(told.contains(offer), "was not told of the offer", offer)
    }
    for place in entry.lapsed where isOpen(place, through: openThrough(at: now)) {
      try check(
        offerEnd(of: place.slot) == nil
          || liveCount(at: place, except: nil) >= places(at: place, forAgents: false),
        "missed, free, and not offered again", place)
    }
  }

  private func compare(
    _ agenda: AgendaRecord, of point: Int, _ days: ClosedRange<Day>, session: Int?, isAgent: Bool
  ) throws(Broken) {
    guard agenda.openThrough == openThrough(at: now) else {
      throw Broken("open through \(agenda.openThrough.iso)")
    }
    let rules = Set(
      rules.values.filter { $0.point == point && $0.terms.schedule.valid.overlaps(days) }
        .map { isAgent ? $0.terms.schedule : $0.terms.forEverybody })
    guard Set(agenda.rules) == rules else { throw Broken("rules of \(point): \(agenda.rules)") }
    let closures = Set(
      closures.filter { ($0.point == nil || $0.point == point) && days.contains($0.closure.day) }
        .map(\.closure))
    guard Set(agenda.closures) == closures else {
      throw Broken("closures of \(point): \(agenda.closures)")
    }
    var expected: [SlotStart: SlotClaims] = [:]
    for (place, claims) in self.claims where place.point == point && days.contains(place.slot.day) {
      for claim in claims.values {
        let isOwn = claim.hold?.session == session && session != nil
        if claim.code != nil {
          expected[place.slot, default: SlotClaims()].appointments += 1
        } else if isOwn, claim.hold.map({ $0.until > now }) == true {
          continue
        } else if let offer = claim.offer.flatMap({ offers[$0] }), offer.until > now {
          expected[place.slot, default: SlotClaims()].offeredUntil.append(offer.until)
        } else if let hold = claim.hold, isAlive(hold) {
          expected[place.slot, default: SlotClaims()].heldUntil.append(hold.until)
        }
      }
    }
    for slot in Set(expected.keys).union(agenda.claims.keys).sorted() {
      let (told, kept) = (
        agenda.claims[slot] ?? SlotClaims(), expected[slot] ?? SlotClaims()
      )
      guard told.appointments == kept.appointments,
        told.heldUntil.sorted() == kept.heldUntil.sorted(),
        told.offeredUntil.sorted() == kept.offeredUntil.sorted()
      else {
        throw Broken("claims of \(point) \(slot.day.iso) \(slot.time.iso): \(told), not \(kept)")
      }
    }
  }

  /// Whoever lost their place was moved or is called, and nobody is called who could have been moved.
  private func accountFor(_ plan: Plan, _ change: ScheduleChange) throws(Broken) {
    for part in plan.parts {
      for move in part.relocation.moves {
        guard let new = move.code.flatMap({ appointments[$0]?.record }),
          new.replaces == move.booked.code, new.appointment.point == part.point,
          new.appointment.slot == move.slot
        else { throw Broken("moved to nowhere: \(move)") }
      }
      guard !part.relocation.calls.isEmpty else { continue }
      let last = openThrough(at: now)
      for place in slots(of: part.point.id, through: last) where place.slot.day > now.day {
        let claimed = (claims[place] ?? [:]).values.count { isLive($0) && $0.offer == nil }
        if claimed < places(at: place, forAgents: false), offeredCount(at: place) == 0 {
          throw Broken("\(part.relocation.calls.count) are called, and \(place) is free")
        }
      }
    }
    if case .reopen(let day, let point, from: nil) = change {
      try accountFor(plan.reopening, day, point)
    }
    // Nobody else has lost a place.
    for (place, claims) in claims where place.slot.moment > now {
      let booked = claims.values.count { $0.code != nil }
      let allowed = isClosed(place) ? 0 : places(at: place, forAgents: true)
      if booked > allowed { throw Broken("\(booked) appointments at \(place) have lost it") }
    }
  }

  /// Whoever lost an hour of that day has one, or is called.
  private func accountFor(
    _ reopening: Reopening, _ day: Day, _ point: PointOfContact.ID?
  ) throws(Broken) {
    for each in reopening.returns {
      guard let new = each.code.flatMap({ appointments[$0]?.record }),
        new.appointment.slot == each.appointment.slot, new.isActive(at: now)
      else { throw Broken("given back to nowhere: \(each)") }
    }
    let called = Set(reopening.calls.map(\.code))
    for booked in appointments.values
    where booked.displaced != nil && !booked.isErased && !booked.hasReturned {
      let (record, appointment) = (booked.record, booked.record.appointment)
      guard record.state == .cancelled, appointment.slot.day == day,
        point == nil || point == appointment.point.id, appointment.slot.moment > now,
        active(of: record.applicant.document).isEmpty,
        !hasBooked(record.applicant.document, since: booked.displaced)
      else { continue }
      try check(called.contains(appointment.code), "passed over by a reopening", appointment.code)
      let place = Place(point: appointment.point.id, slot: appointment.slot)
      try check(
        !isOpen(place, through: openThrough(at: now))
          || liveCount(at: place, except: nil) >= places(at: place, forAgents: false),
        "called, and the hour is free", appointment.code)
    }
  }

  /// Whether the document has had another appointment since then, which may be past.
  private func hasBooked(_ document: Document, since moment: Moment?) -> Bool {
    guard let moment else { return false }
    return (codesOfDocument[document] ?? []).contains {
      appointments[$0].map { $0.record.state == .booked && $0.created >= moment } ?? false
    }
  }

  private func offeredCount(at place: Place) -> Int {
    (claims[place] ?? [:]).values.count { $0.offer != nil }
  }
}
