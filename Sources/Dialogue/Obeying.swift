internal import Domain
internal import Understanding

/// What can be asked for at every question.
extension Conversation {
  mutating func obey(_ order: Order, _ pending: Pending, at now: Moment) -> Step {
    switch order {
    case .help:
      return ask(pending, saying: [.help(pending.question)], at: now)
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
    case .begin(let goal):
      guard let hold else { return start(goal, saying: [], at: now) }
      return perform(.release(hold), for: .release(.begin(goal)), pending, saying: [])
    case .leave:
      return leave(pending, at: now)
    }
  }

  mutating func leave(_ pending: Pending, at now: Moment) -> Step {
    guard let hold else { return finish(.left, saying: [farewell]) }
    return perform(.release(hold), for: .release(.leave), pending, saying: [])
  }

  var farewell: Utterance { facts.savedDraft.isEmpty ? .farewell : .farewellWithDraft }

  private mutating func goBack(from pending: Pending, at now: Moment) -> Step {
    var pending = pending
    refusals = 0
    // What was proposed is dropped first, unless it is the answer itself that is proposed.
    if pending.proposal != nil, answers[pending.question] == nil {
      pending.proposal = nil
      return ask(pending, saying: [], at: now)
    }
    guard let goal else { return ask(pending, saying: [.nothingBefore], at: now) }
    if pending.isCorrection { return proceed(saying: [], at: now) }
    // The point follows from the city, what was filled in from the question whether it still
    // holds, and nobody is asked twice whether they are human.
    let way = Flow.to(goal).questions
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
      return ask(
        pending, saying: question == pending.question ? [] : [.cannotCorrect(question)], at: now)
    }
    let correction = Pending(question: question, isCorrection: true)
    switch question {
    case .pointOfContact:
      return correct(.appointmentCity, pending, at: now)
    case .appointmentCity where goal == .modify:
      // Another city is another appointment.
      return ask(pending, saying: [.cannotCorrect(question)], at: now)
    case .day:
      return performAgenda(for: .askDay, correction, saying: [.correcting(answer)], at: now)
    case .time:
      guard let day = answers.day else { preconditionFailure("an hour has its day") }
      return performAgenda(
        for: .askTime(day), correction, saying: [.correcting(answer)], at: now)
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber,
      .businessName, .givenNames, .surnames, .landline, .mobile, .email, .address, .department,
      .city, .verification, .appointmentCity, .acceptance, .handling, .code, .secondDatum,
      .change, .cancellation, .knownData:
      return ask(correction, saying: [.correcting(answer)], at: now)
    }
  }

  mutating func tellAvailability(
    of place: String?, _ pending: Pending, at now: Moment
  ) -> Step {
    var city = answers.appointmentCity ?? answers.city
    if let place {
      switch interpret(place, as: .appointmentCity, in: Context(now: now, points: points)) {
      case .value(.appointmentCity(let named)): city = named
      case .ambiguous(let answers, _):
        return ask(pending, saying: [.options(.appointmentCity, answers)], at: now)
      default:
        return ask(pending, saying: [.refused(.appointmentCity, .unknownPlace)], at: now)
      }
    }
    guard let city else { return ask(pending, saying: [.availabilityOfWhere], at: now) }
    let near = points(for: city.department)
    guard let point = points.first(where: { $0.cityCode == city.code }) ?? near.first else {
      return ask(pending, saying: [.noPoint(at: city)], at: now)
    }
    return perform(
      .agendas([point.id], days: agendaDays(at: now)), for: .showAvailability(point), pending,
      saying: point.cityCode == city.code ? [] : [.noPoint(at: city)])
  }
}
