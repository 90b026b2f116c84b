package import Domain
internal import Understanding

/// A conversation: one input in, one step out.
///
///     begin → asking ⇄ waiting (the store works)
///               ↓ ↑ Ctrl-C, no
///             leaving → finished
///
/// What the drawing cannot show:
/// - The answers are the truth. What comes next is the first thing that they leave open on the way
///   to the goal (`Progress`), so going back takes answers away, a correction replaces one, another
///   goal starts with all of them, and none of these has states of its own.
/// - What the store told counts as long as the answers are the same that it was told for (`Facts`).
/// - A hold belongs to the slot that the answers name; when they name another, or none, it is
///   forgotten here, and the store replaces it with the next one or lets it end.
/// - Orders are obeyed in one place (`obey`), before the question sees the line.
package struct Conversation: Sendable {
  package let isAgent: Bool
  let noticeVersion: String
  var random: SplitMix64
  var answers = Answers()
  /// Nil at the menu.
  var goal: Goal?
  /// The goals that were put off for this one, the latest last, each with what was answered then:
  /// going back from this goal leads to it.
  var putOff: [PutOff] = []
  var facts = Facts()
  var state = State.silent
  var hold: Hold?
  /// Empty until they were asked for.
  var points: [PointOfContact] = []
  /// Refusals in a row of the pending question.
  var refusals = 0
  var howItGoesWasSaid = false
  /// The part of the day that was asked for with a day, until hours are shown.
  var hoursWished: ClosedRange<TimeOfDay>?
  var storeIsBusy = false
  /// Whether somebody delivers messages, so that what was done may be said to be told by mail too.
  /// To be set before the store's answer to a change is received.
  package var announcesMail = false
  /// Of the warnings before the end of the hold, those that were given, in seconds.
  var warnedAt: Int?
  var silence: Silence?
  /// What is left of a line for the next questions.
  var rest: String?
  /// Whether it has to wait until the question that came between is answered.
  var restWaits = false
  var keptNumber: KeptNumber?
  /// What else of an appointment is to be changed, once what is being changed is.
  var changesToCome: [Change] = []
  /// What was just asked beside the question that stands.
  var aside: Aside?
  /// What an appointment is looked up for that is found without its code.
  var intention: Goal?
  var tally = Tally(began: Moment(secondsSinceEpoch: 0))
  /// Whether what is done does not end the conversation: the agent's next caller is waiting.
  var staysOpen: Bool

  /// How long nobody has answered, where somebody can be asked whether they are there.
  struct Silence: Hashable, Sendable {
    var since: Moment
    var seconds: Int
    var wasAsked = false

    var wake: Moment { since.advanced(bySeconds: wasAsked ? 2 * seconds : seconds) }
  }

  /// Until the store tells its policy.
  static let silenceSeconds = 300

  /// `noticeVersion` names the privacy notice whose answer is stored. `minds` silence where a
  /// person can be asked whether they are there; `staysOpen` once something is done, for what
  /// comes next.
  package init(
    isAgent: Bool, noticeVersion: String, seed: UInt64, mindsSilence: Bool, staysOpen: Bool = false
  ) {
    self.isAgent = isAgent
    self.staysOpen = staysOpen
    self.noticeVersion = noticeVersion
    random = SplitMix64(seed: seed)
    if mindsSilence {
      silence = Silence(since: Moment(secondsSinceEpoch: 0), seconds: Self.silenceSeconds)
    }
  }

  /// A document's number that is none yet, for what it lacks.
  enum KeptNumber: Hashable, Sendable {
    /// As typed.
    case withoutType(String)
    /// The digits of a NIT.
    case withoutCheckDigit(String)
  }

  enum Aside: Hashable, Sendable {
    /// Which of the two telephones is to be put right.
    case telephone
    /// Of which place the free hours are wanted.
    case place
  }

  struct PutOff: Hashable, Sendable {
    let goal: Goal
    let answered: Set<Question>
  }

  enum State: Hashable, Sendable {
    /// Nothing was said. Then: asking.
    case silent
    /// A question waits for a line. Then: asking, waiting, leaving, finished.
    case asking(Pending)
    /// The store works for that purpose; `Pending` is asked again if it cannot.
    case waiting(Purpose, Pending)
    /// Asked whether to leave. Then: asking, finished.
    case leaving(Pending)
    case finished
  }

  /// The question that waits, and what its answer is judged by.
  struct Pending: Hashable, Sendable {
    enum Screen: Hashable, Sendable {
      case plain
      case challenge(Challenge)
      case month(AgendaRecord)
      case hours(AgendaRecord, Day)
    }

    var question: Question
    var screen = Screen.plain
    var proposal: Proposal?
    /// Asked out of its order, to put its answer right.
    var isCorrection = false
    /// The days or hours that were shown last as those to choose among, in the order of the screen;
    /// none when it was all that are free. «La primera» is the first of them.
    var shown: [Answer] = []
    /// The line that was asked back, as typed.
    var doubted: String?
    /// The answers that can be picked, from when it was last asked on.
    var options: [Answer] = []
    /// How many of them, from the first, a number picks.
    var listedCount = 0
  }

  /// Why the store was asked.
  enum Purpose: Hashable, Sendable {
    case storeConsent(granted: Bool)
    case checkDocument(Document)
    case prove(Document)
    case lookUp(Facts.Key)
    case loadDraft(Document)
    case saveDraft([StoredAnswer])
    case askCity
    /// Whether the city that was named has one.
    case askPoint
    /// Whether an hour is left this month. `isResumed`: with the data of before.
    case askWhetherOver(isResumed: Bool)
    case askDay
    case askTime(Day)
    case judgeDay(WantedDay)
    case findElsewhere
    case placeHold(SlotStart, PointOfContact)
    /// `wasHeld`: it was this person's until now.
    case explainTaken(SlotStart, wasHeld: Bool)
    case offerAgain(SlotStart)
    case extendHold
    case release(After)
    case book(Booking)
    case modify(AppointmentRecord)
    case update(Answer, AppointmentCode)
    case cancel
    case join(Applicant)
    case takeUp
    case decline
    case leaveList
    case findPoints(forAvailability: String?)
    /// Of all offices of a city.
    case showAvailability([PointOfContact], WantedDay?)
    case note(String)
    case endCall
    /// To read the line by what its question stands on, which a busy store had not told.
    case hear(String)

    enum After: Hashable, Sendable {
      case menu
      case begin(Goal)
      case leave
      case nextCall
      case silence
      /// Somebody else was faster with the appointment that was to have the held hour.
      case gone
      /// What is to be done with the place that is still kept.
      case turn
    }

    enum WantedDay: Hashable, Sendable {
      case day(Day)
      case slot(SlotStart)
      case first
      case last
      case within(Interval<Day>)
    }
  }

  /// The welcome and the first question.
  package mutating func begin(at now: Moment) -> Step {
    guard case .silent = state else { preconditionFailure("a conversation begins once") }
    silence?.since = now
    tally.began = now
    return ask(.menu, saying: [.welcome] + (isAgent ? [orders] : []), at: now)
  }

  /// What follows from `input`. After `perform`, exactly one `answer` comes before anything else
  /// but the end of input or an interruption.
  package mutating func receive(_ input: Input, at now: Moment) -> Step {
    var step = respond(to: input, at: now)
    while let more = hearRest(after: step, at: now) { step = more }
    return step
  }

  private mutating func respond(to input: Input, at now: Moment) -> Step {
    if case .line = input {
      tally.turns += 1
      silence?.since = now
      silence?.wasAsked = false
    }
    switch (state, input) {
    case (.asking(let pending), .line(let line)):
      if let hold, now >= hold.until { return expire(hold, pending, line: line, at: now) }
      return hear(line, pending, at: now)
    case (.leaving(let pending), .line(let line)):
      if let hold, now >= hold.until { return expire(hold, pending, line: nil, at: now) }
      guard case .value(.consent(true)) = interpret(line, as: .consent, in: Context(now: now))
      else { return ask(pending, saying: [], at: now) }
      return leave(pending, at: now)
    case (.asking(let pending), .deadlinePassed):
      return wake(pending, at: now)
    case (.leaving(let pending), .deadlinePassed):
      var step = wake(pending, at: now)
      // Whether to leave is open still: a «no» to that is none to the appointment.
      if case .asking(let asked) = state, case .ask(let ask) = step.next, ask.isReminder {
        state = .leaving(asked)
        step.next = .ask(askWhetherToLeave(isReminder: true, at: now))
      }
      return step
    case (.asking(let pending), .interrupted(insistent: false)):
      state = .leaving(pending)
      return Step(says: [], next: .ask(askWhetherToLeave(at: now)))
    case (.asking, .interrupted(insistent: true)), (.leaving, .interrupted),
      (.waiting, .interrupted):
      return finish(.interrupted, saying: [.farewell])
    case (.asking, .endOfInput), (.leaving, .endOfInput), (.waiting, .endOfInput):
      if storeIsBusy { return finish(.busy, saying: []) }
      if let done = tally.done, isDone { return finish(done, saying: []) }
      return finish(
        .endOfInput(midBooking: goal != nil), saying: [ending])
    case (.waiting(_, let pending), .answer(.busy)):
      storeIsBusy = true
      return ask(askable(pending), saying: [.busy], at: now)
    case (.waiting(let purpose, let pending), .answer(let response)):
      storeIsBusy = false
      return learn(response, for: purpose, pending, at: now)
    case (.waiting, .line), (.waiting, .deadlinePassed):
      preconditionFailure("the request is answered before the next line is read")
    case (.asking, .answer), (.leaving, .answer):
      preconditionFailure("nothing was requested")
    case (.silent, _):
      preconditionFailure("the conversation has not begun")
    case (.finished, _):
      preconditionFailure("the conversation is over")
    }
  }

  /// What is said of what was not finished.
  var ending: Utterance {
    if !facts.savedDraft.isEmpty { return .incomplete(draftKept: true) }
    return switch goal {
    case nil: .farewell
    case .book, .resume, .wait: .incomplete(draftKept: false)
    // One of several things was changed.
    case .modify where tally.done == .modified: .farewell
    case .consult, .manage, .cancel, .modify, .turn: .brokenOff
    }
  }

  /// Takes the line for what it is: an order, an answer, or neither.
  mutating func hear(_ line: String, _ pending: Pending, at now: Moment) -> Step {
    if let step = hearBesideTheQuestion(line, pending, at: now) { return step }
    let plain = interpretPlain(line, as: pending.question, in: contextOfPlainLine(at: pending, now))
    let reading =
      plain ?? interpretInFull(line, as: pending.question, in: context(of: pending, at: now))
    if let told = matterTold(line, insteadOf: reading, at: pending.question) {
      return ask(pending, saying: [.explained(told, nil)], at: now)
    }
    if let step = hearInstead(of: reading, line, pending, at: now) { return step }
    if pending.question == .menuOption, case .part(let option, let rest) = reading,
      let step = hearInstead(of: option, line, pending, at: now)
    {
      self.rest = rest
      return step
    }
    switch reading {
    case .order(let order):
      return obey(order, pending, at: now)
    case .likely(let departure):
      refusals = 0
      return ask(pending, saying: [.departureToConfirm(departure)], at: now)
    case .part(.order(let order), let rest):
      let step = obey(order, pending, at: now)
      self.rest = rest
      return step
    case .part(let reading, let rest) where !lacksScreen(pending):
      self.rest = [rest, self.rest].compactMap { $0 }.joined(separator: ", ")
      return hear(reading, of: line, pending, at: now)
    default:
      return hear(reading, of: line, pending, at: now)
    }
  }

  /// Takes `line` for how it was understood.
  mutating func hear(
    _ reading: Reading, of line: String, _ pending: Pending, at now: Moment
  ) -> Step {
    restWaits = false
    if pending.question == .day, let hours = hoursBesideDay(line) { hoursWished = hours }
    if case .ambiguous = reading, let answer = firstFree(of: line, pending, at: now) {
      return take(answer, pending, at: now)
    }
    switch reading {
    case _ where lacksScreen(pending):
      guard pending.question == .day || pending.question == .time else {
        return perform(.points, for: .hear(line), pending, saying: [])
      }
      return performAgenda(for: .hear(line), pending, saying: [], at: now)
    case .value(let answer):
      return take(answer, pending, at: now)
    case .several(let answers):
      return takeSeveral(answers, pending, at: now)
    case .confirm(let answer, let doubt):
      return propose(Proposal(answers: [answer], reason: .doubt(doubt)), pending, at: now)
    case .ambiguous(let answers, _) where areAllRefused(answers, pending, at: now):
      return take(answers[0], pending, at: now)
    case .ambiguous(let answers, let doubt):
      var pending = pending
      pending.doubted = line
      return propose(Proposal(answers: answers, reason: .doubt(doubt)), pending, at: now)
    case .none where pending.proposal?.reason == .elsewhere && goal == .book:
      facts.full?.isWithoutOther = true
      return proceed(saying: [], at: now)
    case .none where pending.proposal?.reason == .doubt(.companyNumber):
      return takeCompany(pending, at: now)
    case .none where pending.proposal != nil:
      if pending.proposal?.reason == .doubt(.nameBorder) { rest = nil }
      var pending = pending
      pending.proposal = nil
      return ask(pending, saying: [], at: now)
    case .none where pending.question == .time:
      // No free hour of that day suits: another day.
      remove(.day)
      return proceed(saying: [], at: now)
    case .first where !pending.choice.isEmpty, .any where !pending.choice.isEmpty:
      return take(pending.choice[0], pending, at: now)
    case .last where !pending.choice.isEmpty:
      return take(pending.choice[pending.choice.count - 1], pending, at: now)
    case .first where pending.question == .day, .any where pending.question == .day:
      return judge(.first, pending, saying: [], at: now)
    case .last where pending.question == .day:
      return judge(.last, pending, saying: [], at: now)
    case .range(let days) where pending.question == .day:
      return judge(.within(days), pending, saying: [], at: now)
    case .hours(let hours) where pending.question == .time:
      return propose(hours, pending, at: now)
    case .first, .last, .any:
      guard case .hours(let record, let day) = pending.screen else {
        return refuse(.format, pending, at: now)
      }
      let free = FreePlaces(record, now: now).freeSlots(on: day)
      guard let slot = reading == .last ? free.last : free.first else {
        return refuse(.full, pending, at: now)
      }
      return take(.time(slot.time), pending, at: now)
    case .none, .range, .hours:
      // «No tengo», where it cannot be done without; «ninguno me sirve».
      let told = Declaration.of(pending.question).refusals
      let rejections: [Rejection] = [.noneSuits, .notAnOption]
      let rejection = rejections.first { told.contains($0.cause) } ?? .format
      return refuse(rejection, pending, at: now)
    case .outOfScope(let subject):
      tally.count("fuera_de_alcance", of: pending.question)
      let more = subject == .other ? matterElsewhere(line) : nil
      return ask(
        pending, saying: [.outOfScope(subject)] + (more.map { [.explained($0, nil)] } ?? []),
        at: now)
    case .invalid(let rejection):
      if let step = takeTypeAndNumber(line, pending, at: now) { return step }
      return refuse(rejection, pending, number: line, at: now)
    case .order, .likely, .part:
      preconditionFailure("an order, and what is left of a line, are heard before")
    }
  }
}

extension Conversation {
  /// Whether they are days of which none can be had: to ask which one is meant would help nobody.
  private func areAllRefused(_ answers: [Answer], _ pending: Pending, at now: Moment) -> Bool {
    guard case .month(let record) = pending.screen else { return false }
    let places = FreePlaces(record, now: now)
    return answers.allSatisfy { answer in
      if case .day(let day) = answer { places.obstacle(to: day) != nil } else { false }
    }
  }

  /// The first of several days or hours that can be had, where `line` says that any of them will do.
  private func firstFree(of line: String, _ pending: Pending, at now: Moment) -> Answer? {
    guard let wanted = anyOfSeveral(line, as: pending.question, in: context(of: pending, at: now))
    else { return nil }
    return wanted.first { answer in
      switch (answer, pending.screen) {
      case (.day(let day), .month(let record)):
        FreePlaces(record, now: now).obstacle(to: day) == nil
      case (.time(let time), .hours(let record, let day)):
        FreePlaces(record, now: now).obstacle(to: SlotStart(day: day, time: time)) == nil
      default: false
      }
    }
  }

  /// The hours of that part of the day that are free.
  private mutating func propose(
    _ hours: Interval<TimeOfDay>, _ pending: Pending, at now: Moment
  ) -> Step {
    guard case .hours(let record, let day) = pending.screen else {
      return refuse(.format, pending, at: now)
    }
    let free = FreePlaces(record, now: now).freeSlots(on: day).filter { hours.contains($0.time) }
    guard !free.isEmpty else { return refuse(.full, pending, at: now) }
    if free.count > Self.hoursProposedMax {
      return ask(pending, saying: [.hours(Hours(day: day, slots: free))], at: now)
    }
    let answers = free.prefix(Self.hoursProposedMax).map { Answer.time($0.time) }
    return propose(
      Proposal(answers: answers, reason: .doubt(.twoReadings)), pending, at: now)
  }

  /// What can be asked while the store is busy: acceptance only with the place held, and the hour of
  /// a day only.
  private func askable(_ pending: Pending) -> Pending {
    let lacksDay = pending.question == .time && pending.screen == .plain && answers.day == nil
    guard lacksDay || pending.question == .acceptance && hold == nil else { return pending }
    if goal == .turn { return Pending(question: .turn) }
    if answers.point == nil { return Pending(question: .appointmentCity) }
    return Pending(question: answers.day == nil ? .day : .time)
  }

  /// Whether the store was too busy to tell what the question stands on.
  private func lacksScreen(_ pending: Pending) -> Bool {
    switch pending.question {
    case .day, .time: pending.screen == .plain
    case .appointmentCity, .pointOfContact, .waitingCity: points.isEmpty
    default: false
    }
  }
}

extension Conversation.Pending {
  static let menu = Self(question: .menuOption)

  /// Of what «la primera», «la última» and «cualquiera» are said: of several that are proposed, else
  /// of what was shown; empty where all that is free was on the screen.
  fileprivate var choice: [Answer] {
    guard question == .day || question == .time else { return [] }
    guard let proposed = proposal?.answers, proposed.count > 1 else { return shown }
    return proposed.allSatisfy { $0.question == question } ? proposed : []
  }
}
