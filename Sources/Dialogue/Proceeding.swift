internal import Domain

/// The next move, carried out.
extension Conversation {
  var progress: Progress {
    guard let goal else { preconditionFailure("there is no way without a goal") }
    return Progress(
      goal: goal, answers: answers, facts: facts, isAgent: isAgent, isHeld: hold != nil)
  }

  /// Asks the first question that the answers leave open, or the store for what comes before it.
  mutating func proceed(saying says: [Utterance], at now: Moment) -> Step {
    if goal?.takesForm == true, let document = answers.document,
      facts.status?.document == document,
      case let draft = answers.draft(byAgent: isAgent), draft != facts.savedDraft, !draft.isEmpty
    {
      return perform(
        .saveDraft(document, draft), for: .saveDraft(draft), openQuestion, saying: says)
    }
    let progress = progress
    switch progress.next {
    case .ask(let question):
      return put(question, saying: says, at: now)
    case .checkDocument(let document):
      return perform(
        .status(document), for: .checkDocument(document), Pending(question: .documentNumber),
        saying: says)
    case .prove(let document, let datum):
      return perform(
        .known(document, datum), for: .prove(document), Pending(question: .secondDatum),
        saying: says)
    case .lookUp(let key):
      let request =
        switch key {
        case .code(let code): Request.find(code)
        case .codeAndDocument(let code, let document): Request.findOf(document, code)
        case .document(let document, let datum): Request.findAll(document, datum)
        }
      return perform(request, for: .lookUp(key), openQuestion, saying: says)
    case .loadDraft(let document, let datum):
      return perform(
        .loadDraft(document, datum), for: .loadDraft(document), openQuestion, saying: says)
    case .hold(let slot, let point):
      return perform(
        .hold(slot, at: point.id), for: .placeHold(slot, point), Pending(question: .time),
        saying: says)
    case .update(let change):
      guard let code = progress.record?.appointment.code, let document = answers.document,
        let answer = answers[change.question]
      else { preconditionFailure("what is changed was found before") }
      return perform(
        .update(code, document, change), for: .update(answer, code), openQuestion, saying: says)
    case .join(let wish, let motive, let applicant):
      return perform(
        .join(wish, motive, applicant), for: .join(applicant), openQuestion, saying: says)
    case .takeUp(let document):
      return perform(.takeUp(document), for: .takeUp, Pending(question: .turn), saying: says)
    case .decline(let document):
      return perform(.decline(document), for: .decline, Pending(question: .turn), saying: says)
    case .leaveList(let document):
      return perform(
        .leaveList(document), for: .leaveList, Pending(question: .turn), saying: says)
    case .show(let found):
      return show(found, saying: says, at: now)
    }
  }

  /// Where to go on when the store cannot: the question that was answered last.
  private var openQuestion: Pending {
    switch state {
    case .asking(let pending), .waiting(_, let pending), .leaving(let pending): pending
    case .silent, .finished: .menu
    }
  }

  private mutating func put(
    _ question: Question, saying says: [Utterance], at now: Moment
  ) -> Step {
    var pending = Pending(question: question)
    switch question {
    case .consent:
      return ask(pending, saying: says + [.privacyNotice], at: now)
    case .knownData:
      return ask(pending, saying: says + [.known(knownAnswers)], at: now)
    case .landline:
      if let landline = answers.completedLandline {
        pending.proposal = Proposal(
          answers: [.landline(.number(landline))], reason: .doubt(.completed))
      }
      return ask(pending, saying: says, at: now)
    case .verification:
      pending.screen = .challenge(newChallenge())
      return ask(pending, saying: says, at: now)
    case .appointmentCity:
      var says = says
      if !howItGoesWasSaid { says.append(.howItGoes(now.day.month)) }
      howItGoesWasSaid = true
      guard points.isEmpty else { return ask(pending, saying: says, at: now) }
      return perform(.points, for: .askCity, pending, saying: says)
    case .day:
      return performAgenda(for: .askDay, pending, saying: says, at: now)
    case .time:
      guard let day = answers.day else {
        preconditionFailure("the day is asked before the hour")
      }
      return performAgenda(for: .askTime(day), pending, saying: says, at: now)
    case .pointOfContact:
      guard let city = answers.appointmentCity else {
        preconditionFailure("the city is asked before its point")
      }
      guard !points.isEmpty else {
        return perform(
          .points, for: .askPoint, Pending(question: .appointmentCity), saying: says)
      }
      guard points.filter({ $0.cityCode == city.code }).count > 1 else {
        // It was named before the points were known.
        remove(.appointmentCity)
        return choose(city, Pending(question: .appointmentCity), saying: says, at: now)
      }
      return ask(pending, saying: says, at: now)
    case .acceptance:
      return askAcceptance(saying: says, at: now)
    case .cancellation, .change:
      guard let found = progress.record else {
        preconditionFailure("what is cancelled or changed was found before")
      }
      return ask(pending, saying: says + [.found(found, now: now, isProven: true)], at: now)
    case .waitingCity:
      guard points.isEmpty else { return ask(pending, saying: says, at: now) }
      return perform(.points, for: .askCity, pending, saying: says)
    case .turn:
      guard let status = progress.waiting else {
        return finishGoal(
          saying: says + [progress.endedWait.map { .turnEnded($0) } ?? .noTurn], at: now)
      }
      return ask(
        pending, saying: says + [.turn(status)] + announcement(of: status), at: now)
    case .waitingWanted, .waitingDays, .waitingPart, .waitingPreference, .menuOption, .motive,
      .personType, .documentType, .documentNumber, .businessName,
      .givenNames, .surnames, .mobile, .email, .address, .department, .city, .handling, .code,
      .secondDatum:
      return ask(pending, saying: says, at: now)
    }
  }

  private var knownAnswers: [Answer] {
    (progress.known?.answers ?? []).filter {
      Answers.personalQuestions.contains($0.question)
    }.compactMap { Answer($0) }
  }

  private mutating func askAcceptance(saying says: [Utterance], at now: Moment) -> Step {
    ask(
      Pending(question: .acceptance), saying: says + acceptanceScreen(at: now), at: now)
  }

  /// What is accepted: all data, or the old hour and the new one.
  func acceptanceScreen(at now: Moment) -> [Utterance] {
    guard let hold, let point = answers.point else { return [] }
    let seconds = max(0, now.seconds(to: hold.until))
    if goal == .modify, let found = progress.record {
      return [
        .changeOfTime(from: found.appointment.slot, to: hold.slot),
        .held(hold, point, seconds: seconds, isChange: true),
      ]
    }
    return [.summary(shownAnswers), .held(hold, point, seconds: seconds, isChange: false)]
  }

  /// How somebody who still waits is told of the next place.
  func announcement(of status: WaitingStatus) -> [Utterance] {
    guard status.offer == nil else { return [] }
    return [
      .offersAreMailed(
        to: announcesMail ? status.applicant.email : nil, hours: status.offerHours)
    ]
  }

  /// Shows what was looked up and returns to the menu, ready to change it; or asks what to do with
  /// the turn in the waiting list.
  private mutating func show(
    _ found: Facts.Found, saying says: [Utterance], at now: Moment
  ) -> Step {
    let records = found.records
    let active = records.filter { $0.isActive(at: now) }
    if active.count == 1, let found = active.first, answers.document == found.applicant.document {
      record(.code(found.appointment.code))
      facts.found = Facts.Found(
        key: .codeAndDocument(found.appointment.code, found.applicant.document), records: [found])
    }
    let isProven = answers.document.map(facts.proven.contains) ?? false
    let shown = records.map { Utterance.found($0, now: now, isProven: isProven) }
    if let intention, !active.isEmpty {
      // With one, its code is known by now; of several they tell which.
      pursue(intention)
      if active.count > 1 { remove(.code) }
      return proceed(saying: says + (active.count > 1 ? shown : []), at: now)
    }
    guard found.waiting == nil else {
      remove(.turn)
      facts.found = found
      pursue(.turn)
      return proceed(saying: says + shown, at: now)
    }
    // Whoever has an appointment to come has no use for it.
    let ended = active.isEmpty ? found.ended.map { [Utterance.turnEnded($0)] } ?? [] : []
    return finishGoal(saying: says + shown + ended, at: now)
  }

  /// A goal that ends without ending the conversation: back to the one put off for it, or to the
  /// menu.
  mutating func finishGoal(saying says: [Utterance], at now: Moment) -> Step {
    putOff = []
    changesToCome = []
    goal = nil
    intention = nil
    if !isAgent { rest = nil }
    return ask(.menu, saying: says, at: now)
  }
}
