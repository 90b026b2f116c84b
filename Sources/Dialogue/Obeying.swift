internal import Domain
internal import Understanding

/// What can be asked for at every question.
extension Conversation {
  mutating func obey(_ order: Order, _ pending: Pending, at now: Moment) -> Step {
    if order.isForAgents, !isAgent { return ask(pending, saying: [.onlyForAgents], at: now) }
    // What a citizen told waits for its question all the same.
    if order.changesCourse, isAgent || order != .back && !order.isCorrection {
      rest = nil
      if order != .correct(.documentType), case .withoutType = keptNumber { keptNumber = nil }
    }
    switch order {
    case .help:
      return ask(
        pending, saying: [.help(pending.question)] + (isAgent ? [orders] : []), at: now)
    case .explain(let asked):
      return ask(pending, saying: [.explained(asked, attendance)], at: now)
    case .again:
      return ask(pending, saying: screen(of: pending, at: now), at: now)
    case .services:
      return ask(pending, saying: [.services], at: now)
    case .list:
      let options = options(of: pending, at: now)
      let list =
        options.isEmpty
        ? Utterance.nothingToList(pending.question) : .options(pending.question, options)
      return ask(pending, saying: [list], at: now)
    case .summary:
      let shown = shownAnswers
      return ask(pending, saying: [shown.isEmpty ? .nothingYet : .summary(shown)], at: now)
    case .availability(let place):
      guard points.isEmpty else { return tellAvailability(of: place, pending, at: now) }
      return perform(.points, for: .findPoints(forAvailability: place), pending, saying: [])
    case .back:
      return goBack(from: pending, at: now)
    case .correct(let question):
      return correct(question, pending, at: now)
    case .menu:
      if let hold { return perform(.release(hold), for: .release(.menu), pending, saying: []) }
      return finishGoal(saying: [], at: now)
    case .begin(.resume) where isAgent:
      // Who is at the desk sees what is known of the document.
      guard let hold else { return start(.book, saying: [.resumeByDocument], at: now) }
      return perform(.release(hold), for: .release(.begin(.book)), pending, saying: [])
    case .begin(.resume)
    where goal == nil && tally.done == nil && answers.hasConsent && answers.document != nil:
      // What was put aside in this conversation needs no proof whose it is.
      return start(.book, saying: [], at: now)
    case .begin(let goal):
      guard let hold else { return start(goal, saying: [], at: now) }
      return perform(.release(hold), for: .release(.begin(goal)), pending, saying: [])
    case .leave:
      return leave(pending, at: now)
    case .human:
      return ask(pending, saying: [.adviser], at: now)
    case .spell(let question):
      return ask(pending, saying: [spelled(question)], at: now)
    case .note(let text):
      return note(text, pending, at: now)
    case .nextCall:
      guard let hold else { return endCall(pending) }
      return perform(.release(hold), for: .release(.nextCall), pending, saying: [])
    }
  }

  /// That of the point that was chosen, or of the appointment that was found.
  private var attendance: Attendance? {
    answers.point?.attendance
      ?? (goal == nil ? nil : progress.record?.appointment.point.attendance)
  }

  mutating func leave(_ pending: Pending, at now: Moment) -> Step {
    guard let hold else {
      return finish(isDone ? tally.done ?? .left : .left, saying: [farewell])
    }
    return perform(.release(hold), for: .release(.leave), pending, saying: [])
  }

  /// Whether nothing is left open: who has just joined the waiting list may leave its offer.
  var isDone: Bool { goal == nil || goal == .turn && tally.done == .waiting }

  var farewell: Utterance { facts.savedDraft.isEmpty ? .farewell : .farewellWithDraft }

  private mutating func goBack(from pending: Pending, at now: Moment) -> Step {
    var pending = pending
    refusals = 0
    // What was proposed is dropped first, unless it is the answer itself that is proposed.
    if pending.proposal != nil, answers[pending.question] == nil {
      pending.proposal = nil
      return ask(pending, saying: [], at: now)
    }
    guard goal != nil else { return ask(pending, saying: [.nothingBefore], at: now) }
    if pending.isCorrection { return proceed(saying: [], at: now) }
    // The point follows from the city, what was filled in from the question whether it still
    // holds, and nobody is asked twice whether they are human.
    let way = progress.way.prefix { $0 != pending.question }
    var passedOver: Set<Question> = [.pointOfContact, .verification]
    if answers[.knownData] == .knownData(true) { passedOver.formUnion(Answers.personalQuestions) }
    if let putOff = putOff.last { passedOver.formUnion(putOff.answered) }
    let here = way.firstIndex(of: pending.question) ?? way.endIndex
    let earlier = way[..<here].last { answers[$0] != nil && !passedOver.contains($0) }
    guard let earlier else { return leaveGoal(at: now) }
    remove(earlier)
    return proceed(saying: [], at: now)
  }

  /// Back from the first question of a goal: to the goal before it, or to the menu.
  private mutating func leaveGoal(at now: Moment) -> Step {
    guard let before = putOff.popLast() else {
      return finishGoal(saying: [], at: now)
    }
    goal = before.goal
    // What was looked at without its code cannot be changed without it.
    if answers[.code] == .code(nil), goal == .cancel || goal == .modify { remove(.code) }
    return proceed(saying: [.dataKept], at: now)
  }

  private mutating func correct(_ question: Question?, _ pending: Pending, at now: Moment) -> Step {
    refusals = 0
    guard let question, Declaration.of(question).isDatum else {
      let correctable = shownAnswers.map(\.question)
      return ask(
        pending, saying: [correctable.isEmpty ? .nothingYet : .whichField(correctable)], at: now)
    }
    guard goal != nil, let answer = answers[question] else {
      // «Otra ciudad» is that of the appointment.
      if pending.question == .change, question == .city || question == .department {
        return ask(pending, saying: [.cannotChange(.appointmentCity)], at: now)
      }
      if pending.question == .change,
        let change = Change.allCases.first(where: { $0.questions.contains(question) })
      {
        return choose(change, saying: [.understood(.change(change))], at: now)
      }
      return ask(
        pending, saying: question == pending.question ? [] : [unchangeable(question)], at: now)
    }
    let correction = Pending(question: question, isCorrection: true)
    switch question {
    case .pointOfContact:
      return correct(.appointmentCity, pending, at: now)
    case .appointmentCity where goal == .modify:
      // Another city is another appointment.
      return ask(pending, saying: [unchangeable(question)], at: now)
    case .appointmentCity, .day, .time, .documentType, .documentNumber:
      let isOffTheWay = goal == .wait && Declaration.agenda.contains(question)
      guard !isOffTheWay, goal != .turn || answers[.turn] == nil else {
        // Who waits chooses no hour; what is kept is kept as it is, and for that document.
        return ask(pending, saying: [.cannotCorrect(question)], at: now)
      }
      return correctAgenda(question, answer, pending, at: now)
    case .menuOption, .motive, .consent, .personType, .businessName, .givenNames, .surnames,
      .landline, .mobile, .email, .address, .department, .city, .verification, .acceptance,
      .handling, .code, .secondDatum, .change, .cancellation, .knownData, .waitingWanted,
      .waitingCity, .waitingDays, .waitingPart, .waitingPreference, .turn:
      return ask(correction, saying: [.correcting(answer)], at: now)
    }
  }

  /// Why `question` cannot be put right: in an appointment that is changed some things stand.
  func unchangeable(_ question: Question) -> Utterance {
    let isOfChange =
      [.code, .documentType, .documentNumber].contains(question)
      || Change.allCases.contains { $0.questions.contains(question) }
    return goal == .modify && !isOfChange ? .cannotChange(question) : .cannotCorrect(question)
  }

  private mutating func correctAgenda(
    _ question: Question, _ answer: Answer, _ pending: Pending, at now: Moment
  ) -> Step {
    let correction = Pending(question: question, isCorrection: true)
    switch question {
    case .day:
      guard answers.point != nil else {
        return ask(pending, saying: [.cannotCorrect(question)], at: now)
      }
      return performAgenda(for: .askDay, correction, saying: [.correcting(answer)], at: now)
    case .time:
      // An hour that was named before its day is put right once that is known.
      guard let day = answers.day, answers.point != nil else {
        return ask(pending, saying: [.cannotCorrect(question)], at: now)
      }
      return performAgenda(
        for: .askTime(day), correction, saying: [.correcting(answer)], at: now)
    default:
      return ask(correction, saying: [.correcting(answer)], at: now)
    }
  }

  /// Free places of `wish`, a place and a day as typed; of the city at hand when none is named.
  mutating func tellAvailability(
    of wish: String?, _ pending: Pending, at now: Moment
  ) -> Step {
    var city = answers.appointmentCity ?? answers.city
    var wanted: Purpose.WantedDay?
    if let wish {
      let (place, day) = interpretPlaceAndDay(wish, in: Context(now: now, points: points))
      switch place {
      case nil: break
      case .value(.appointmentCity(let named)): city = named
      case .ambiguous(let answers, _):
        return ask(pending, saying: [.options(.appointmentCity, answers)], at: now)
      default:
        return ask(pending, saying: [.refused(.appointmentCity, .unknownPlace)], at: now)
      }
      wanted = day.flatMap { wantedDay($0) }
    }
    guard let city else {
      aside = .place
      return ask(pending, saying: [.availabilityOfWhere], at: now)
    }
    let here = points.filter { $0.cityCode == city.code }
    let shown = here.isEmpty ? Array(points(for: city.department).prefix(1)) : here
    guard !shown.isEmpty else { return ask(pending, saying: [.noPoint(at: city)], at: now) }
    return perform(
      .agendas(shown.map(\.id), days: agendaDays(at: now)), for: .showAvailability(shown, wanted),
      pending, saying: here.isEmpty ? [.noPoint(at: city)] : [])
  }

  private func wantedDay(_ reading: Reading) -> Purpose.WantedDay? {
    switch reading {
    case .value(.day(let day)): return .day(day)
    case .several(let answers):
      for case .day(let day) in answers { return .day(day) }
      return nil
    case .range(let days): return .within(days)
    default: return nil
    }
  }
}

extension Order {
  fileprivate var isCorrection: Bool { if case .correct = self { true } else { false } }

  /// Whether it leads elsewhere than to the question that is asked.
  fileprivate var changesCourse: Bool {
    switch self {
    case .back, .correct, .menu, .leave, .begin, .nextCall: true
    case .help, .again, .summary, .availability, .services, .list, .human, .spell, .note, .explain:
      false
    }
  }
}
