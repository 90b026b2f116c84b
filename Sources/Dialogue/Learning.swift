internal import Domain

/// What follows from the store's answers.
extension Conversation {
  mutating func learn(
    _ response: Response, for purpose: Purpose, _ pending: Pending, at now: Moment
  ) -> Step {
    switch purpose {
    case .storeConsent(let granted):
      guard case .recorded(let policies) = response else { misfit(response) }
      silence?.seconds = policies.silenceSeconds
      guard granted else { return conclude(.declined, saying: [.declined], at: now) }
      return accept(.consent(true), saying: [], at: now)
    case .checkDocument(let document):
      guard case .status(let status) = response else { misfit(response) }
      facts.status = Facts.Status(document: document, status: status)
      guard status.active != nil else { return proceed(saying: [], at: now) }
      return refuseSecondBooking(at: now)
    case .saveDraft(let draft):
      guard case .done = response else { misfit(response) }
      facts.savedDraft = draft
      return proceed(saying: [], at: now)
    case .prove(let document):
      return learnOfProof(response, document, at: now)
    case .loadDraft(let document):
      return learnOfDraft(response, document, at: now)
    case .lookUp(let key):
      return learnOfLookUp(response, by: key, at: now)
    case .askCity:
      guard case .points(let points) = response else { misfit(response) }
      self.points = points
      return ask(pending, saying: [], at: now)
    case .findPoints(let place):
      guard case .points(let points) = response else { misfit(response) }
      self.points = points
      return tellAvailability(of: place, pending, at: now)
    case .askPoint:
      guard case .points(let points) = response else { misfit(response) }
      self.points = points
      return proceed(saying: [], at: now)
    case .note(let text):
      guard case .done = response else { misfit(response) }
      return ask(pending, saying: [.noted(text)], at: now)
    case .endCall:
      guard case .done = response else { misfit(response) }
      return beginNextCall(at: now)
    case .hear(let line):
      return hear(line, onceKnown: response, pending, at: now)
    case .askDay, .askTime, .judgeDay, .findElsewhere, .explainTaken, .offerAgain,
      .showAvailability:
      guard case .agendas(let agendas) = response else { misfit(response) }
      return learn(agendas, for: purpose, pending, at: now)
    case .askWhetherOver(let isResumed):
      return learnWhetherOver(response, isResumed: isResumed, at: now)
    case .placeHold(let slot, _):
      if case .taken = response {
        return performAgenda(for: .explainTaken(slot, wasHeld: false), pending, saying: [], at: now)
      }
      guard case .held(let hold) = response else { misfit(response) }
      self.hold = hold
      warnedAt = nil
      return proceed(saying: [], at: now)
    case .extendHold:
      return learnOfExtension(response, pending, at: now)
    case .join(let applicant):
      return learnOfJoining(response, applicant, at: now)
    case .takeUp:
      switch response {
      case .held(let hold):
        guard let status = progress.waiting else {
          preconditionFailure("what is taken up was found before")
        }
        take(hold, for: status)
        return proceed(saying: [], at: now)
      case .taken: return returnToTurn(saying: [.offerGone], at: now)
      default: misfit(response)
      }
    case .decline:
      guard case .declined(let status) = response else { misfit(response) }
      return learnOfDeclining(status, at: now)
    case .leaveList:
      guard case .done = response else { misfit(response) }
      forgetTurn()
      return finishGoal(saying: [.listLeft], at: now)
    case .release(let after):
      guard case .done = response else { misfit(response) }
      return goOn(after, at: now)
    case .book(let booking):
      switch response {
      case .booked(let appointment):
        tally.appointment = appointment.code
        return conclude(
          .booked,
          saying: [.booked(appointment, mobile: booking.applicant.mobile)]
            + announcement(of: booking.applicant.email), at: now)
      case .alreadyBooked: return refuseSecondBooking(at: now)
      case .taken where goal == .turn: return returnToTurn(saying: [.offerGone], at: now)
      case .taken: return apologise(at: now)
      default: misfit(response)
      }
    case .modify(let old):
      switch response {
      case .modified(let appointment):
        tally.appointment = appointment.code
        return conclude(
          .modified,
          saying: [
            .modified(
              appointment, replaces: old.appointment.code, mobile: old.applicant.mobile)
          ] + announcement(of: old.applicant.email), at: now)
      case .unchanged:
        hold = nil
        return finishGoal(saying: [.keptAsItIs], at: now)
      case .taken: return apologise(at: now)
      case .gone:
        guard let hold else { preconditionFailure("a new hour is held when it is accepted") }
        return perform(.release(hold), for: .release(.gone), pending, saying: [])
      default: misfit(response)
      }
    case .update(let answer, let code):
      if case .gone = response { return returnToMenu(at: now) }
      guard case .updated = response else { misfit(response) }
      tally.appointment = code
      // Only a new address is told anything.
      let told: [Utterance] =
        if case .email(let email) = answer { announcement(of: email) } else { [] }
      if !changesToCome.isEmpty {
        return changeNext(saying: [.updated(answer, code)] + told, at: now)
      }
      return conclude(.modified, saying: [.updated(answer, code)] + told, at: now)
    case .cancel:
      if case .gone = response { return returnToMenu(at: now) }
      guard case .cancelled(let record) = response else { misfit(response) }
      tally.appointment = record.appointment.code
      return conclude(
        .cancelled, saying: [.cancelled(record)] + announcement(of: record.applicant.email),
        at: now)
    }
  }

  private func announcement(of email: Email) -> [Utterance] {
    announcesMail ? [.mailed(to: email)] : []
  }

  private mutating func learnOfJoining(
    _ response: Response, _ applicant: Applicant, at now: Moment
  ) -> Step {
    switch response {
    case .joined(let status):
      // The entry has it all.
      facts.savedDraft = []
      facts.status = nil
      tally.done = .waiting
      let says = [Utterance.joined(status)] + announcement(of: status)
      guard status.offer != nil else { return conclude(.waiting, saying: says, at: now) }
      // A place was free: they have just told whose it is.
      let datum = SecondDatum.mobile(applicant.mobile)
      record(.secondDatum(datum))
      remove(.turn)
      facts.found = Facts.Found(
        key: .document(applicant.document, datum), records: [], waiting: status)
      putOff = []
      pursue(.turn)
      return proceed(saying: says, at: now)
    case .alreadyWaiting:
      remove(.secondDatum)
      return start(.turn, saying: [.proofNeeded], at: now)
    case .alreadyBooked: return refuseSecondBooking(at: now)
    default: misfit(response)
    }
  }

  private mutating func learnOfDeclining(_ status: WaitingStatus?, at now: Moment) -> Step {
    guard let status, let key = facts.found?.key else {
      return returnToTurn(saying: [.offerGone], at: now)
    }
    facts.found = Facts.Found(key: key, records: [], waiting: status)
    remove(.turn)
    // Another place may be kept for them.
    guard status.offer == nil else { return proceed(saying: [.offerDeclined], at: now) }
    return finishGoal(
      saying: [.offerDeclined, .turn(status)] + announcement(of: status), at: now)
  }

  /// Nothing is kept of it any more.
  private mutating func forgetTurn() {
    facts.found = nil
    facts.status = nil
    if tally.done == .waiting { tally.done = nil }
    remove(.turn)
  }

  /// Hears the line again, with what its question stands on.
  private mutating func hear(
    _ line: String, onceKnown response: Response, _ pending: Pending, at now: Moment
  ) -> Step {
    var pending = pending
    switch response {
    case .points(let points):
      precondition(!points.isEmpty, "the store has points of contact")
      self.points = points
    case .agendas(let agendas):
      let agenda = agenda(in: agendas)
      if pending.question == .time, let day = answers.day {
        pending.screen = .hours(agenda, day)
      } else {
        pending.screen = .month(agenda)
      }
    default: misfit(response)
    }
    return hear(line, pending, at: now)
  }

  private func misfit(_ response: Response) -> Never {
    preconditionFailure("a request is answered with a response of its own kind")
  }

  private mutating func learnOfProof(
    _ response: Response, _ document: Document, at now: Moment
  ) -> Step {
    switch response {
    case .known(let known):
      facts.proven.insert(document)
      facts.status = Facts.Status(
        document: document, status: DocumentStatus(active: nil, known: known))
      if known.source == .waitingList { return start(.turn, saying: [], at: now) }
      return proceed(saying: [], at: now)
    case .notFound:
      remove(.secondDatum)
      return refuse(.notFound, Pending(question: .secondDatum), at: now)
    case .slowDown(let until):
      // They can still give all data anew.
      record(.secondDatum(nil))
      return proceed(saying: [.slowDown(until: until)], at: now)
    default: misfit(response)
    }
  }

  private mutating func learnOfDraft(
    _ response: Response, _ document: Document, at now: Moment
  ) -> Step {
    switch response {
    case .draft(let draft):
      facts.proven.insert(document)
      facts.savedDraft = draft
      for stored in draft where [.motive, .personType].contains(stored.question) {
        if answers[stored.question] == nil, let answer = Answer(stored) { record(answer) }
      }
      goal = .book
      return proceed(saying: [], at: now)
    case .notFound:
      // The document may be right: it is kept.
      remove(.secondDatum)
      return refuse(
        .notFound, Pending(question: .secondDatum), offering: [Utterance.noDraft], at: now)
    case .slowDown(let until): return slowDown(until: until, at: now)
    default: misfit(response)
    }
  }

  private mutating func learnOfLookUp(
    _ response: Response, by key: Facts.Key, at now: Moment
  ) -> Step {
    switch response {
    case .found(let records, let waiting, let ended):
      return learn(
        Facts.Found(key: key, records: records, waiting: waiting, ended: ended), at: now)
    case .notFound: return learnOfMiss(key, at: now)
    case .slowDown(let until): return slowDown(until: until, at: now)
    default: misfit(response)
    }
  }

  private mutating func learnOfExtension(
    _ response: Response, _ pending: Pending, at now: Moment
  ) -> Step {
    switch response {
    case .held(let hold):
      self.hold = hold
      warnedAt = nil
      return ask(pending, saying: [.holdExtended(hold)], at: now)
    case .noExtensionsLeft:
      return ask(pending, saying: [.noExtensionsLeft], at: now)
    case .taken:
      guard let hold else { preconditionFailure("only a hold is extended") }
      return expire(hold, pending, line: nil, at: now)
    default: misfit(response)
    }
  }

  private mutating func learn(
    _ agendas: [PointOfContact.ID: AgendaRecord], for purpose: Purpose, _ pending: Pending,
    at now: Moment
  ) -> Step {
    switch purpose {
    case .askDay:
      return askDay(
        agenda(in: agendas), isCorrection: pending.isCorrection, saying: [], at: now)
    case .askTime(let day):
      return askTime(
        agenda(in: agendas), day, isCorrection: pending.isCorrection, saying: [], at: now)
    case .judgeDay(let wanted):
      return judge(wanted, agenda(in: agendas), pending, at: now)
    case .findElsewhere:
      return offerElsewhere(agendas, at: now)
    case .explainTaken(let slot, let wasHeld):
      return explainTaken(slot, agenda(in: agendas), wasHeld: wasHeld, at: now)
    case .offerAgain(let slot):
      remove(.time)
      let agenda = agenda(in: agendas)
      guard FreePlaces(agenda, now: now).obstacle(to: slot) == nil else {
        return askTime(agenda, slot.day, saying: [], at: now)
      }
      return ask(
        Pending(
          question: .time, screen: .hours(agenda, slot.day),
          proposal: Proposal(answers: [.time(slot.time)], reason: .stillFree)),
        saying: [], at: now)
    case .showAvailability(let points, let wanted):
      let offices = points.map { point in
        guard let record = agendas[point.id] else {
          preconditionFailure("every requested agenda is answered")
        }
        return Office(point: point, places: FreePlaces(record, now: now))
      }
      let step = ask(pending, saying: availability(of: offices, wanted), at: now)
      // What another office has free is nothing to choose here.
      if case .asking(var asked) = state, asked.shown != pending.shown {
        asked.shown = pending.shown
        state = .asking(asked)
      }
      return step
    default:
      preconditionFailure("no other purpose asks for agendas")
    }
  }

  private struct Office {
    let point: PointOfContact
    let places: FreePlaces
  }

  /// Of all offices of a city. Each is named where there are several; one without a place is passed
  /// over where another has some.
  private func availability(
    of offices: [Office], _ wanted: Purpose.WantedDay?
  ) -> [Utterance] {
    let isOneOfSeveral = offices.count > 1
    switch wanted {
    case .day(let day):
      let free = offices.filter { !$0.places.freeSlots(on: day).isEmpty }
      if !free.isEmpty {
        return free.flatMap { office -> [Utterance] in
          [
            .availabilityOn(office.point, day, isOneOfSeveral: isOneOfSeveral),
            .hours(Hours(day: day, slots: office.places.freeSlots(on: day))),
          ]
        }
      }
      let others = Set(
        offices.flatMap { $0.places.nearestDays(to: day, count: Self.alternativesMax) }
      ).sorted { (abs($0.number - day.number), $0) < (abs($1.number - day.number), $1) }
        .prefix(Self.alternativesMax)
      return offices.prefix(1).map {
        .noAvailabilityOn($0.point, day, $0.places.obstacle(to: day) ?? .full)
      } + (others.isEmpty ? [] : [.dayAlternatives(others.sorted())])
    case .within(let days):
      let free = Set(offices.flatMap(\.places.freeDays)).filter(days.contains)
      return [.freeDays(free.sorted(), in: days)]
    case .slot, .first, .last, nil:
      let free = offices.filter { $0.places.first != nil }
      return (free.isEmpty ? Array(offices.prefix(1)) : free).map {
        .availability(
          $0.point, first: $0.places.first, freeDays: $0.places.freeDays,
          isOneOfSeveral: isOneOfSeveral, hasPlacesForAgents: $0.places.hasPlacesForAgents)
      }
    }
  }

  /// The place that was held is lost.
  private mutating func apologise(at now: Moment) -> Step {
    guard let slot = hold?.slot else { preconditionFailure("what is booked was held") }
    hold = nil
    return performAgenda(
      for: .explainTaken(slot, wasHeld: true), Pending(question: .time), saying: [], at: now)
  }

  /// Somebody else was faster with the appointment that was to be changed.
  private mutating func returnToMenu(at now: Moment) -> Step {
    facts.found = nil
    remove(.code)
    return finishGoal(saying: [.gone], at: now)
  }

  private mutating func slowDown(until: Moment, at now: Moment) -> Step {
    remove(.code)
    remove(.documentNumber)
    return finishGoal(saying: [.slowDown(until: until)], at: now)
  }

  private mutating func refuseSecondBooking(at now: Moment) -> Step {
    // Asked again until the document is another, or the appointment is gone.
    facts.status = nil
    facts.booked = answers.document
    return refuse(
      .alreadyBooked, Pending(question: .documentNumber), offering: [.alreadyBooked],
      at: now)
  }

  private mutating func learn(_ found: Facts.Found, at now: Moment) -> Step {
    if case .document(let document, _) = found.key { facts.proven.insert(document) }
    facts.found = found
    if goal == .cancel || goal == .modify, let found = found.records.first, !found.isActive(at: now)
    {
      remove(.code)
      return finishGoal(
        saying: [.found(found, now: now, isProven: true), .notActive(found)], at: now)
    }
    return proceed(saying: [], at: now)
  }

  /// Which half did not match is not told: the code is kept, and either can be put right.
  private mutating func learnOfMiss(_ key: Facts.Key, at now: Moment) -> Step {
    switch key {
    case .code:
      remove(.code)
      return refuse(.notFound, Pending(question: .code), at: now)
    case .codeAndDocument:
      remove(.documentNumber)
      return refuse(.notFound, Pending(question: .documentNumber), at: now)
    case .document:
      remove(.secondDatum)
      return refuse(.notFound, Pending(question: .secondDatum), at: now)
    }
  }

  private mutating func goOn(_ after: Purpose.After, at now: Moment) -> Step {
    hold = nil
    let released =
      goal == .turn ? Utterance.offerStands : .released(isChange: goal == .modify)
    if goal == .turn { remove(.turn) } else { remove(.time) }
    switch after {
    case .turn: return returnToTurn(saying: [released], at: now)
    case .menu:
      return finishGoal(saying: [released], at: now)
    case .begin(let goal): return start(goal, saying: [released], at: now)
    case .leave: return finish(isDone ? tally.done ?? .left : .left, saying: [farewell])
    case .nextCall: return endCall(.menu)
    case .silence: return leaveInSilence()
    case .gone: return returnToMenu(at: now)
    }
  }

  // MARK: Days and hours

  private func monthIsOver(at now: Moment) -> [Utterance] {
    [.monthIsOver(next: now.day.month.next, canWait: goal != .modify)]
  }

  private mutating func learnWhetherOver(
    _ response: Response, isResumed: Bool, at now: Moment
  ) -> Step {
    switch response {
    case .points(let points):
      self.points = points
      return bookUnlessOver(isResumed: isResumed, saying: [], at: now)
    case .agendas(let agendas):
      guard agendas.values.allSatisfy({ FreePlaces($0, now: now).isOver }) else {
        return proceed(saying: isResumed ? [.dataKept] : [], at: now)
      }
      rest = nil
      return finishGoal(saying: monthIsOver(at: now), at: now)
    default: misfit(response)
    }
  }

  private mutating func askDay(
    _ agenda: AgendaRecord, isCorrection: Bool = false, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard let point = answers.point else {
      preconditionFailure("the point is known when the day is asked")
    }
    let places = FreePlaces(agenda, now: now)
    guard let first = places.freeDays.first else {
      if places.isOver {
        return finishGoal(
          saying: says + monthIsOver(at: now) + (goal == .modify ? [.keptAsItIs] : []), at: now)
      }
      if goal == .modify {
        return finishGoal(
          saying: says + [
            .fullThisMonth(
              point, isOneOfSeveral: false, hasPlacesForAgents: places.hasPlacesForAgents),
            .keptAsItIs,
          ], at: now)
      }
      return perform(
        .agendas(
          points.filter { $0.id != point.id && $0.attendance == .virtual }.map(\.id),
          days: agendaDays(at: now)),
        for: .findElsewhere, Pending(question: .appointmentCity),
        saying: says + [
          .fullThisMonth(
            point, isOneOfSeveral: points.count { $0.cityCode == point.cityCode } > 1,
            hasPlacesForAgents: places.hasPlacesForAgents)
        ])
    }
    return ask(
      Pending(question: .day, screen: .month(agenda), isCorrection: isCorrection),
      saying: says + [.calendar(Calendar(month: first.month, places: places, selected: nil))],
      at: now)
  }

  private mutating func askTime(
    _ agenda: AgendaRecord, _ day: Day, isCorrection: Bool = false, saying says: [Utterance],
    at now: Moment
  ) -> Step {
    let places = FreePlaces(agenda, now: now)
    let free = places.freeSlots(on: day)
    guard !free.isEmpty else {
      remove(.day)
      return askDay(
        agenda, saying: says + [.refused(.day, places.obstacle(to: day) ?? .full)], at: now)
    }
    let (shown, note) = ofHoursWished(free)
    hoursWished = nil
    return ask(
      Pending(question: .time, screen: .hours(agenda, day), isCorrection: isCorrection),
      saying: says + [
        .calendar(Calendar(month: day.month, places: places, selected: day)),
        .hours(Hours(day: day, slots: shown)),
      ] + note, at: now)
  }

  /// The free hours of the part of the day that was asked for with the day, or all where none of it
  /// is free, and what is said of it.
  private func ofHoursWished(_ free: [FreePlaces.Slot]) -> ([FreePlaces.Slot], [Utterance]) {
    guard let hoursWished else { return (free, []) }
    let wished = free.filter { hoursWished.contains($0.time) }
    if wished.count == free.count { return (free, []) }
    return wished.isEmpty
      ? (free, [.hoursOfPart(isFull: true)]) : (wished, [.hoursOfPart(isFull: false)])
  }

  private mutating func judge(
    _ wanted: Purpose.WantedDay, _ agenda: AgendaRecord, _ pending: Pending, at now: Moment
  ) -> Step {
    var pending = pending
    pending.screen = .month(agenda)
    let places = FreePlaces(agenda, now: now)
    let day: Day
    switch wanted {
    case .day(let wanted):
      if let obstacle = places.obstacle(to: wanted) {
        return refuse(obstacle, toDay: wanted, pending, places, at: now)
      }
      day = wanted
    case .slot(let wanted):
      if let obstacle = places.obstacle(to: wanted.day) {
        return refuse(obstacle, toDay: wanted.day, pending, places, at: now)
      }
      record(.day(wanted.day))
      if let obstacle = isOwn(wanted) ? .ownTime : places.obstacle(to: wanted) {
        return refuse(
          obstacle,
          Pending(
            question: .time, screen: .hours(agenda, wanted.day),
            isCorrection: pending.isCorrection && answers.slot != nil),
          offering: places.nearest(to: wanted, count: Self.alternativesMax), at: now)
      }
      return accept(.time(wanted.time), saying: [], at: now)
    case .first, .last:
      let free = places.freeDays
      guard let found = wanted == .first ? free.first : free.last else {
        return askDay(agenda, saying: [], at: now)
      }
      day = found
    case .within(let days) where days.bounds.lowerBound > places.days.upperBound:
      // A month that is not open is told like a day of it.
      return refuse(
        .beyondOpenDays(last: places.days.upperBound), toDay: days.bounds.lowerBound, pending,
        places, at: now)
    case .within(let days) where days.bounds.upperBound < places.days.lowerBound:
      return refuse(.past, toDay: days.bounds.upperBound, pending, places, at: now)
    case .within(let days):
      return ask(
        pending, saying: [.freeDays(places.freeDays.filter(days.contains), in: days)], at: now)
    }
    record(.day(day))
    var says: [Utterance] = []
    if wanted == .first || wanted == .last { says.append(.understood(.day(day))) }
    if answers.slot != nil { return proceed(saying: says, at: now) }
    return askTime(agenda, day, saying: says, at: now)
  }

  private mutating func refuse(
    _ obstacle: Rejection, toDay wanted: Day, _ pending: Pending, _ places: FreePlaces,
    at now: Moment
  ) -> Step {
    // The wish may have come where the hour was asked.
    refuse(
      obstacle,
      Pending(
        question: .day, screen: .month(places.record), isCorrection: pending.isCorrection),
      offering: places.nearestDays(to: wanted, count: Self.alternativesMax), at: now)
  }

  private mutating func explainTaken(
    _ slot: SlotStart, _ agenda: AgendaRecord, wasHeld: Bool, at now: Moment
  ) -> Step {
    remove(.time)
    let places = FreePlaces(agenda, now: now)
    let rejection = wasHeld ? .taken : places.obstacle(to: slot) ?? .taken
    guard !places.freeSlots(on: slot.day).isEmpty else {
      return askTime(agenda, slot.day, saying: [.refused(.time, rejection)], at: now)
    }
    let nearest = places.nearest(to: slot, count: Self.alternativesMax)
    return refuse(
      rejection, Pending(question: .time, screen: .hours(agenda, slot.day)),
      offering: (goal == .modify ? [.keptAsItIs] : [])
        + (nearest.isEmpty ? [] : [.alternatives(nearest.sorted())]),
      at: now)
  }

  private mutating func offerElsewhere(
    _ agendas: [PointOfContact.ID: AgendaRecord], at now: Moment
  ) -> Step {
    let home = answers.point?.cityCode.prefix(2)
    facts.full = answers.appointmentCity.map { Facts.Full(city: $0, isWithoutOther: false) }
    remove(.waitingWanted)
    let found = points.compactMap { point in
      agendas[point.id].flatMap { FreePlaces($0, now: now).first }
        .map { FreeElsewhere(point: point, first: $0) }
    }.sorted {
      (($0.point.cityCode.prefix(2) == home ? 0 : 1), $0.first, $0.point.id)
        < (($1.point.cityCode.prefix(2) == home ? 0 : 1), $1.first, $1.point.id)
    }
    let here = found.filter { $0.point.cityCode == answers.point?.cityCode }
    guard here.isEmpty else {
      remove(.pointOfContact)
      return ask(
        Pending(
          question: .pointOfContact,
          proposal: Proposal(
            answers: here.map { .pointOfContact($0.point) }, reason: .anotherOffice)),
        saying: [.otherOffices(here)], at: now)
    }
    let nearest = found.prefix(Self.alternativesMax)
    remove(.appointmentCity)
    guard !nearest.isEmpty else {
      facts.full?.isWithoutOther = true
      return proceed(saying: [.nothingElsewhere], at: now)
    }
    let proposal = Proposal(
      answers: nearest.map { .appointmentCity(cityOf($0.point)) }, reason: .elsewhere)
    return ask(
      Pending(question: .appointmentCity, proposal: proposal),
      saying: [.elsewhere(Array(nearest))], at: now)
  }
}
