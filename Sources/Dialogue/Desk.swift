internal import Domain
internal import Understanding

/// What only an agent has: lines that answer several questions, one after the other.
extension Conversation {
  /// The questions that a line at `pending` may also answer. No datum is taken before the privacy
  /// notice is answered, and known data are confirmed before others are.
  func openQuestions(beside pending: Pending) -> [Question] {
    guard let goal, !goal.takesForm || answers.hasConsent, pending.question != .knownData else {
      return []
    }
    return progress.way.filter { !answers.has($0) && $0 != pending.question }
  }

  /// Goes on with what is left of the line, once the next question is asked; nil when there is nothing
  /// left, or it has to wait for the answer. What a citizen told waits for its question.
  mutating func hearRest(after step: Step, at now: Moment) -> Step? {
    guard let line = rest, !restWaits, case .ask(let ask) = step.next, !ask.isReminder,
      case .asking(let pending) = state, isAgent || !pending.isCorrection,
      // What they told of themselves is not of who has died.
      isAgent || answers.motive != .estates
        || pending.question != .documentType && pending.question != .documentNumber
    else { return nil }
    guard pending.proposal == nil, !step.says.contains(where: \.awaitsAnswer) else {
      restWaits = true
      return nil
    }
    rest = nil
    guard !line.isEmpty else { return nil }
    guard !pending.question.isForTheCaller,
      case .part(let reading, let next)? = interpretRest(
        line, as: pending.question, in: context(of: pending, at: now))
    else {
      guard isAgent else {
        rest = line
        return nil
      }
      let unused = withoutKnown(line, pending, at: now)
      guard !unused.isEmpty, !leadsToNothing(unused) else { return nil }
      if let refusal = refusalOfRest(unused, pending, at: now) {
        return Step(says: step.says + refusal.says, next: refusal.next)
      }
      return Step(
        says: step.says + [pending.question == .consent ? .beforeConsent(unused) : .unread(unused)],
        next: step.next)
    }
    rest = next
    let more = hear(reading, of: line, pending, at: now)
    // What the question stood under is not needed any more.
    let says = step.says.filter { !$0.isScreen }
    return Step(says: says + more.says, next: more.next)
  }

  /// Why the rest of a line is no answer to the question that stands; nil when it may be about
  /// something else.
  private mutating func refusalOfRest(_ line: String, _ pending: Pending, at now: Moment) -> Step? {
    if let step = takeTypeAndNumber(line, pending, at: now) { return step }
    guard !pending.question.isForTheCaller,
      case .invalid(let rejection) = interpret(
        line, as: pending.question, in: context(of: pending, at: now)), rejection.isOfItsKind
    else { return nil }
    return refuse(rejection, pending, number: line, at: now)
  }

  /// `line` without a code or document that is known already.
  private func withoutKnown(_ line: String, _ pending: Pending, at now: Moment) -> String {
    var context = context(of: pending, at: now)
    context.listed = []
    var line = line
    for question in [Question.code, .documentType, .documentNumber] {
      if let known = answers[question], pending.question != question,
        case .part(.value(known), let left)? = interpretRest(line, as: question, in: context)
      {
        line = left
      }
    }
    return line
  }

  // MARK: The call

  /// What was wanted is done: the end, or at the desk the question for what else.
  mutating func conclude(_ outcome: Outcome, saying says: [Utterance], at now: Moment) -> Step {
    guard staysOpen else { return finish(outcome, saying: says) }
    // What is refused afterwards does not undo it.
    if tally.done == nil || outcome != .declined { tally.done = outcome }
    forgetCaller()
    return ask(.menu, saying: says, at: now)
  }

  /// Whoever is spoken of next, it may be somebody else.
  private mutating func forgetCaller() {
    answers = Answers()
    hoursWished = nil
    goal = nil
    putOff = []
    facts = Facts()
    hold = nil
    rest = nil
    keptNumber = nil
    changesToCome = []
    aside = nil
    intention = nil
    howItGoesWasSaid = false
  }

  mutating func endCall(_ pending: Pending) -> Step {
    let status = Outcome.endOfInput(midBooking: goal != nil).status
    guard let record = record(endingWith: status) else {
      preconditionFailure("the line that ends a call is a turn of it")
    }
    return perform(.endCall(record), for: .endCall, pending, saying: goal == nil ? [] : [ending])
  }

  mutating func beginNextCall(at now: Moment) -> Step {
    forgetCaller()
    refusals = 0
    tally = Tally(began: now)
    silence?.since = now
    return ask(.menu, saying: [.nextCall], at: now)
  }

  mutating func note(_ text: String?, _ pending: Pending, at now: Moment) -> Step {
    guard let text else { return ask(pending, saying: [.noteEmpty], at: now) }
    guard text.count <= noteLengthMax else { return ask(pending, saying: [.noteTooLong], at: now) }
    let code = tally.appointment ?? (goal == nil ? nil : progress.record?.appointment.code)
    return perform(.note(text, on: code), for: .note(text), pending, saying: [])
  }

  // MARK: Short forms

  var orders: Utterance { Self.allOrders }

  private static let allOrders = Utterance.orders(
    shortOrders().map { ShortForm(name: $0.name, form: $0.form) },
    fields: Declaration.all.compactMap { declaration in
      guard declaration.isDatum else { return nil }
      return shortForm(of: declaration.question).map {
        ShortForm(name: declaration.question.rawValue, form: $0)
      }
    })

  /// The short forms of the first options, for an agent.
  func shortForms(of options: ArraySlice<Answer>) -> [String?] {
    isAgent ? options.map { shortForm(of: $0) } : []
  }

  // MARK: Spelling

  /// The datum of `question`, or the one that was given last, letter by letter.
  func spelled(_ question: Question?) -> Utterance {
    guard let question else {
      return answers.given.last { $0.canBeSpelled }.map { .spelled($0) } ?? .nothingToSpell
    }
    guard let answer = answers[question], answer.canBeSpelled else {
      return question == .code && tally.appointment != nil
        ? .spelled(.code(tally.appointment)) : .nothingToSpell
    }
    return .spelled(answer)
  }
}

extension Answer {
  /// Whether it is of letters and digits that may be misheard.
  fileprivate var canBeSpelled: Bool {
    switch self {
    case .documentNumber, .businessName, .givenNames, .surnames, .landline(.number), .mobile,
      .email, .code(.some):
      true
    case .menuOption, .motive, .consent, .personType, .documentType, .landline, .address,
      .department, .city, .verification, .appointmentCity, .pointOfContact, .day, .time,
      .acceptance, .handling, .code, .secondDatum, .change, .cancellation, .knownData,
      .waitingWanted, .waitingCity, .waitingDays, .waitingPart, .waitingPreference, .turn:
      false
    }
  }
}

extension Question {
  /// Whether the caller has to hear the question first.
  fileprivate var isForTheCaller: Bool {
    switch self {
    case .consent, .knownData, .acceptance, .cancellation, .verification, .waitingWanted,
      .waitingPreference, .turn:
      true
    case .menuOption, .motive, .personType, .documentType, .documentNumber, .businessName,
      .givenNames, .surnames, .landline, .mobile, .email, .address, .department, .city,
      .appointmentCity, .pointOfContact, .day, .time, .handling, .code, .secondDatum, .change,
      .waitingCity, .waitingDays, .waitingPart:
      false
    }
  }
}

extension Rejection {
  /// Whether what is refused can be nothing else than was asked.
  fileprivate var isOfItsKind: Bool {
    switch self {
    case .nineDigits, .wrongCheckDigit, .missingCheckDigit, .onlyZeros, .impossibleLength,
      .unknownArea, .serviceNumber, .severalAts, .domainEnding:
      true
    default: false
    }
  }
}

extension Utterance {
  /// Whether the question it belongs to is to be answered before anything else.
  fileprivate var awaitsAnswer: Bool {
    switch self {
    case .refused, .proposalRefused, .outOfScope, .noPoint, .busy: true
    default: false
    }
  }

  /// Whether it is only there to answer the question from.
  fileprivate var isScreen: Bool {
    switch self {
    case .calendar, .hours, .howItGoes: true
    default: false
    }
  }
}
