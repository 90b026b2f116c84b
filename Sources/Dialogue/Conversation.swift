package import Domain
internal import Understanding

/// A conversation: one input in, one step out.
///
///     begin → asking ⇄ waiting (the store works)
///               ↓ ↑ Ctrl-C, no
///             leaving → finished
///
/// What the drawing cannot show:
/// - The answers are the truth. The next question is the first one that they leave open, so going
///   back takes answers away, a correction replaces one, and neither has states of its own.
/// - A hold belongs to the slot that the answers name; when they name another, or none, it is
///   forgotten here, and the store replaces it with the next one or lets it end.
/// - Orders are obeyed in one place (`obey`), before the question sees the line.
package struct Conversation: Sendable {
  private let isAgent: Bool
  private let noticeVersion: String
  private var random: SplitMix64
  private var answers = Answers()
  private var state = State.silent
  private var hold: Hold?
  /// Empty until they were asked for.
  private var points: [PointOfContact] = []
  /// Refusals in a row of the pending question.
  private var refusals = 0
  private var howItGoesWasSaid = false
  private var storeIsBusy = false

  /// Seconds before the end of a hold at which its end is announced.
  private static let warningSeconds = [20, 10]

  /// `noticeVersion` names the privacy notice whose answer is stored.
  package init(isAgent: Bool, noticeVersion: String, seed: UInt64) {
    self.isAgent = isAgent
    self.noticeVersion = noticeVersion
    random = SplitMix64(seed: seed)
  }

  private enum State: Hashable, Sendable {
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
  private struct Pending: Hashable, Sendable {
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
  }

  /// Why the store was asked.
  private enum Purpose: Hashable, Sendable {
    case storeConsent(granted: Bool)
    case checkDocument(Answer)
    case askCity
    case askDay
    case askTime(Day)
    case judgeDay(WantedDay)
    case findElsewhere
    case placeHold(Booking)
    case explainTaken(SlotStart)
    case offerAgain(SlotStart)
    case extendHold
    case release(After)
    case book(Booking)
    case findPoints(forAvailability: String?)
    case showAvailability(PointOfContact)

    enum After: Hashable, Sendable {
      case menu
      case leave
    }

    enum WantedDay: Hashable, Sendable {
      case day(Day)
      case first
      case last
      case within(ClosedRange<Day>)
    }
  }

  // MARK: Inputs

  /// The welcome and the first question.
  package mutating func begin(at now: Moment) -> Step {
    guard case .silent = state else { preconditionFailure("a conversation begins once") }
    return ask(Pending(question: .menuOption), saying: [.welcome], at: now)
  }

  /// What follows from `input`. After `perform`, exactly one `answer` comes before anything else
  /// but the end of input or an interruption.
  package mutating func receive(_ input: Input, at now: Moment) -> Step {
    switch (state, input) {
    case (.asking(let pending), .line(let line)):
      if let hold, now >= hold.until { return expire(hold, pending, line: line, at: now) }
      return hear(line, pending, at: now)
    case (.leaving(let pending), .line(let line)):
      guard case .value(.consent(true)) = interpret(line, as: .consent, in: Context(now: now))
      else { return ask(pending, saying: [], at: now) }
      return leave(pending, at: now)
    case (.asking(let pending), .deadlinePassed), (.leaving(let pending), .deadlinePassed):
      return remind(pending, at: now)
    case (.asking(let pending), .interrupted(insistent: false)):
      state = .leaving(pending)
      return Step(says: [], next: .ask(askWhetherToLeave(pending, at: now)))
    case (.asking, .interrupted(insistent: true)), (.leaving, .interrupted),
      (.waiting, .interrupted):
      return finish(.interrupted, saying: [.farewell])
    case (.asking(let pending), .endOfInput), (.leaving(let pending), .endOfInput),
      (.waiting(_, let pending), .endOfInput):
      if storeIsBusy { return finish(.busy, saying: []) }
      let midBooking = pending.question != .menuOption
      return finish(
        .endOfInput(midBooking: midBooking), saying: [midBooking ? .incomplete : .farewell])
    case (.waiting(_, let pending), .answer(.busy)):
      storeIsBusy = true
      return ask(pending, saying: [.busy], at: now)
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

  private mutating func hear(_ line: String, _ pending: Pending, at now: Moment) -> Step {
    let reading = interpret(line, as: pending.question, in: context(of: pending, at: now))
    switch reading {
    case .order(let order):
      return obey(order, pending, at: now)
    case .value(let answer):
      return take(answer, pending, at: now)
    case .confirm(let answer, let doubt):
      if let proposal = pending.proposal, proposal.answers.contains(answer) {
        return take(answer, pending, at: now)
      }
      return propose(Proposal(answers: [answer], reason: .doubt(doubt)), pending, at: now)
    case .ambiguous(let answers, let doubt):
      return propose(Proposal(answers: answers, reason: .doubt(doubt)), pending, at: now)
    case .none where pending.proposal != nil:
      var pending = pending
      pending.proposal = nil
      return ask(pending, saying: [], at: now)
    case .first where pending.question == .day, .any where pending.question == .day:
      return judge(.first, pending, saying: [], at: now)
    case .last where pending.question == .day:
      return judge(.last, pending, saying: [], at: now)
    case .range(let days) where pending.question == .day:
      return judge(.within(days), pending, saying: [], at: now)
    case .first, .last, .any:
      guard case .hours(let record, let day) = pending.screen else {
        return refuse(.format, pending, at: now)
      }
      let free = FreePlaces(record, now: now).freeSlots(on: day)
      guard let slot = reading == .last ? free.last : free.first else {
        return refuse(.full, pending, at: now)
      }
      return take(.time(slot.time), pending, at: now)
    case .none, .range:
      return refuse(.notAnOption, pending, at: now)
    case .outOfScope(let subject):
      return ask(pending, saying: [.outOfScope(subject)], at: now)
    case .invalid(let rejection):
      return refuse(rejection, pending, at: now)
    }
  }

  // MARK: Answers

  private mutating func take(_ answer: Answer, _ pending: Pending, at now: Moment) -> Step {
    refusals = 0
    let understood = Utterance.understood(answer)
    switch answer {
    case .menuOption(let option):
      return choose(option, pending, saying: [understood], at: now)
    case .consent(let granted):
      return perform(
        .record(Consent(noticeVersion: noticeVersion, granted: granted)),
        for: .storeConsent(granted: granted), pending, saying: [understood])
    case .documentNumber(let number):
      guard let type = answers.documentType else {
        preconditionFailure("the type of a document is asked before its number")
      }
      return perform(
        .activeAppointment(Document(type: type, number: number)), for: .checkDocument(answer),
        pending, saying: [understood])
    case .verification(let number):
      guard case .challenge(let challenge) = pending.screen, challenge.sum == number else {
        var pending = pending
        pending.screen = .challenge(newChallenge())
        return refuse(.wrongVerification, pending, saying: [understood], at: now)
      }
      return accept(answer, saying: [understood], at: now)
    case .appointmentCity(let city):
      return choose(city, pending, saying: [understood], at: now)
    case .pointOfContact(let point):
      record(answer)
      return proceed(saying: [understood] + announce(point), at: now)
    case .day(let day):
      return judge(.day(day), pending, saying: [understood], at: now)
    case .time(let time):
      return choose(time, pending, saying: [understood], at: now)
    case .acceptance(let acceptance):
      return choose(acceptance, pending, saying: [understood], at: now)
    case .motive, .personType, .documentType, .businessName, .givenNames, .surnames, .landline,
      .mobile, .email, .address, .department, .city:
      return accept(answer, saying: [understood], at: now)
    }
  }

  private mutating func choose(
    _ option: MenuOption, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    switch option {
    case .book:
      let says = answers[.motive] == nil ? says : says + [.dataKept]
      return accept(.menuOption(.book), saying: says, at: now)
    case .services:
      return ask(pending, saying: says + [.services], at: now)
    case .consult, .cancelOrModify:
      return ask(pending, saying: says + [.notHereYet(option)], at: now)
    case .leave:
      return finish(.left, saying: says + [.farewell])
    }
  }

  private mutating func choose(
    _ city: Municipality, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    let here = points.filter { $0.cityCode == city.code }
    guard let point = here.first else {
      let nearest = points(for: city.department).map { Answer.appointmentCity(cityOf($0)) }
      var pending = pending
      pending.proposal =
        nearest.isEmpty ? nil : Proposal(answers: nearest, reason: .nearestPoints)
      return ask(pending, saying: says + [.noPoint(at: city)], at: now)
    }
    record(.appointmentCity(city))
    guard here.count == 1 else { return proceed(saying: says, at: now) }
    record(.pointOfContact(point))
    return proceed(saying: says + announce(point), at: now)
  }

  private mutating func choose(
    _ time: TimeOfDay, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard case .hours(let agenda, let day) = pending.screen else {
      preconditionFailure("the hours are on the screen when one is chosen")
    }
    let wanted = SlotStart(day: day, time: time)
    let places = FreePlaces(agenda, now: now)
    switch places.obstacle(to: wanted) {
    case nil, .full, .held:
      // What was full when it was shown may be free by now: the store knows.
      record(.time(time))
      return proceed(saying: says, at: now)
    case .some(let rejection):
      return refuse(
        rejection, pending, saying: says,
        offering: places.nearest(to: wanted, count: Self.alternativesMax), at: now)
    }
  }

  private mutating func choose(
    _ acceptance: Acceptance, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard let hold, let booking = answers.booking else {
      preconditionFailure("acceptance is asked of a complete booking with its place held")
    }
    return switch acceptance {
    case .accept: perform(.book(booking, hold), for: .book(booking), pending, saying: says)
    case .cancel: perform(.release(hold), for: .release(.menu), pending, saying: says)
    case .moreTime: perform(.extend(hold), for: .extendHold, pending, saying: says)
    }
  }

  private mutating func judge(
    _ wanted: Purpose.WantedDay, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard let point = answers.point else {
      preconditionFailure("the point is known when the day is asked")
    }
    return perform(
      .agendas([point.id], days: agendaDays(at: now)), for: .judgeDay(wanted), pending,
      saying: says)
  }

  private mutating func accept(_ answer: Answer, saying says: [Utterance], at now: Moment) -> Step {
    record(answer)
    return proceed(saying: says, at: now)
  }

  private mutating func record(_ answer: Answer) {
    answers.set(answer)
    forgetHoldUnlessWanted()
  }

  private mutating func remove(_ question: Question) {
    answers.remove(question)
    forgetHoldUnlessWanted()
  }

  private mutating func forgetHoldUnlessWanted() {
    if let hold, answers.slot != hold.slot { self.hold = nil }
  }

  /// Asks the first question that the answers leave open, or has the place held.
  private mutating func proceed(saying says: [Utterance], at now: Moment) -> Step {
    guard let question = answers.nextQuestion(isAgent: isAgent) else {
      return proceedToAcceptance(saying: says, at: now)
    }
    var pending = Pending(question: question)
    switch question {
    case .consent:
      return ask(pending, saying: says + [.privacyNotice], at: now)
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
    case .menuOption, .motive, .personType, .documentType, .documentNumber, .businessName,
      .givenNames, .surnames, .mobile, .email, .address, .department, .city, .pointOfContact,
      .acceptance:
      return ask(pending, saying: says, at: now)
    }
  }

  private mutating func proceedToAcceptance(saying says: [Utterance], at now: Moment) -> Step {
    guard let booking = answers.booking else {
      preconditionFailure("a booking is complete when no question is open")
    }
    if let hold {
      return askAcceptance(of: booking, hold, saying: says, at: now)
    }
    return perform(
      .hold(booking.slot, at: booking.point.id), for: .placeHold(booking),
      Pending(question: .time), saying: says)
  }

  private mutating func askAcceptance(
    of booking: Booking, _ hold: Hold, saying says: [Utterance], at now: Moment
  ) -> Step {
    ask(
      Pending(question: .acceptance),
      saying: says + [.summary(shownAnswers), .held(hold, booking)], at: now)
  }

  // MARK: What the store says

  private mutating func learn(
    _ response: Response, for purpose: Purpose, _ pending: Pending, at now: Moment
  ) -> Step {
    switch (purpose, response) {
    case (.storeConsent(granted: true), .done):
      return accept(.consent(true), saying: [], at: now)
    case (.storeConsent(granted: false), .done):
      return finish(.declined, saying: [.declined])
    case (.checkDocument(let answer), .activeAppointment(nil)):
      return accept(answer, saying: [], at: now)
    case (.checkDocument, .activeAppointment(.some)):
      return refuse(.alreadyBooked, pending, at: now)
    case (.askCity, .points(let points)):
      self.points = points
      return ask(pending, saying: [], at: now)
    case (.askDay, .agendas(let agendas)):
      return askDay(
        agenda(in: agendas), isCorrection: pending.isCorrection, saying: [], at: now)
    case (.askTime(let day), .agendas(let agendas)):
      return askTime(
        agenda(in: agendas), day, isCorrection: pending.isCorrection, saying: [], at: now)
    case (.judgeDay(let wanted), .agendas(let agendas)):
      return judge(wanted, agenda(in: agendas), pending, at: now)
    case (.findElsewhere, .agendas(let agendas)):
      return offerElsewhere(agendas, at: now)
    case (.placeHold(let booking), .held(let hold)):
      self.hold = hold
      return askAcceptance(of: booking, hold, saying: [], at: now)
    case (.placeHold(let booking), .taken):
      return performAgenda(for: .explainTaken(booking.slot), pending, saying: [], at: now)
    case (.book(let booking), .taken):
      hold = nil
      return performAgenda(
        for: .explainTaken(booking.slot), pending, saying: [.placeTaken(booking.slot)], at: now)
    case (.explainTaken(let slot), .agendas(let agendas)):
      return explainTaken(slot, agenda(in: agendas), at: now)
    case (.offerAgain(let slot), .agendas(let agendas)):
      remove(.time)
      let agenda = agenda(in: agendas)
      let isFree = FreePlaces(agenda, now: now).obstacle(to: slot) == nil
      return askTime(
        agenda, slot.day,
        proposal: isFree ? Proposal(answers: [.time(slot.time)], reason: .stillFree) : nil,
        saying: [], at: now)
    case (.extendHold, .held(let hold)):
      self.hold = hold
      return ask(pending, saying: [.holdExtended(hold)], at: now)
    case (.extendHold, .noExtensionsLeft):
      return ask(pending, saying: [.noExtensionsLeft], at: now)
    case (.extendHold, .taken):
      guard let hold else { preconditionFailure("only a hold is extended") }
      return expire(hold, pending, line: nil, at: now)
    case (.release(let after), .done):
      hold = nil
      remove(.time)
      switch after {
      case .menu: return ask(Pending(question: .menuOption), saying: [.released], at: now)
      case .leave: return finish(.left, saying: [.released, .farewell])
      }
    case (.book(let booking), .booked(let appointment)):
      return finish(.booked, saying: [.booked(appointment, booking)])
    case (.book, .alreadyBooked):
      remove(.documentNumber)
      return proceed(saying: [.refused(.documentNumber, .alreadyBooked)], at: now)
    case (.findPoints(let place), .points(let points)):
      self.points = points
      return tellAvailability(of: place, pending, at: now)
    case (.showAvailability(let point), .agendas(let agendas)):
      guard let record = agendas[point.id] else {
        preconditionFailure("every requested agenda is answered")
      }
      let places = FreePlaces(record, now: now)
      return ask(
        pending,
        saying: [.availability(point, first: places.first, freeDays: places.freeDays)], at: now)
    case (.storeConsent, _), (.checkDocument, _), (.askCity, _), (.askDay, _), (.askTime, _),
      (.judgeDay, _), (.findElsewhere, _), (.placeHold, _), (.explainTaken, _), (.offerAgain, _),
      (.extendHold, _), (.release, _), (.book, _), (.findPoints, _), (.showAvailability, _):
      preconditionFailure("a request is answered with a response of its own kind")
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
      return perform(
        .agendas(
          points.filter { $0.id != point.id && $0.attendance == .virtual }.map(\.id),
          days: agendaDays(at: now)),
        for: .findElsewhere, Pending(question: .appointmentCity),
        saying: says + [.fullThisMonth(point)])
    }
    return ask(
      Pending(question: .day, screen: .month(agenda), isCorrection: isCorrection),
      saying: says + [.calendar(Calendar(month: first.month, places: places, selected: nil))],
      at: now)
  }

  private mutating func askTime(
    _ agenda: AgendaRecord, _ day: Day, proposal: Proposal? = nil, isCorrection: Bool = false,
    saying says: [Utterance], at now: Moment
  ) -> Step {
    let places = FreePlaces(agenda, now: now)
    let free = places.freeSlots(on: day)
    guard !free.isEmpty else {
      remove(.day)
      return askDay(
        agenda,
        saying: says + [.refused(.day, places.obstacle(to: day) ?? .full)], at: now)
    }
    return ask(
      Pending(
        question: .time, screen: .hours(agenda, day), proposal: proposal,
        isCorrection: isCorrection),
      saying: says + [
        .calendar(Calendar(month: day.month, places: places, selected: day)),
        .hours(Hours(day: day, slots: free)),
      ], at: now)
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
        return refuse(
          obstacle, pending,
          offering: places.nearestDays(to: wanted, count: Self.alternativesMax), at: now)
      }
      day = wanted
    case .first, .last:
      let free = places.freeDays
      guard let found = wanted == .first ? free.first : free.last else {
        return askDay(agenda, saying: [], at: now)
      }
      day = found
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

  private mutating func explainTaken(
    _ slot: SlotStart, _ agenda: AgendaRecord, at now: Moment
  ) -> Step {
    remove(.time)
    let places = FreePlaces(agenda, now: now)
    let rejection = places.obstacle(to: slot) ?? .taken
    guard !places.freeSlots(on: slot.day).isEmpty else {
      return askTime(agenda, slot.day, saying: [.refused(.time, rejection)], at: now)
    }
    return refuse(
      rejection, Pending(question: .time, screen: .hours(agenda, slot.day)),
      offering: places.nearest(to: slot, count: Self.alternativesMax), at: now)
  }

  private mutating func offerElsewhere(
    _ agendas: [PointOfContact.ID: AgendaRecord], at now: Moment
  ) -> Step {
    let home = answers.point?.cityCode.prefix(2)
    let found = points.compactMap { point in
      agendas[point.id].flatMap { FreePlaces($0, now: now).first }
        .map { FreeElsewhere(point: point, first: $0) }
    }.sorted {
      (($0.point.cityCode.prefix(2) == home ? 0 : 1), $0.first, $0.point.id)
        < (($1.point.cityCode.prefix(2) == home ? 0 : 1), $1.first, $1.point.id)
    }.prefix(Self.alternativesMax)
    remove(.appointmentCity)
    guard !found.isEmpty else {
      return ask(Pending(question: .appointmentCity), saying: [.nothingElsewhere], at: now)
    }
    let proposal = Proposal(
      answers: found.map { .appointmentCity(cityOf($0.point)) }, reason: .elsewhere)
    return ask(
      Pending(question: .appointmentCity, proposal: proposal),
      saying: [.elsewhere(Array(found))], at: now)
  }

  // MARK: Orders

  private mutating func obey(_ order: Order, _ pending: Pending, at now: Moment) -> Step {
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
      guard let hold else { return ask(Pending(question: .menuOption), saying: [], at: now) }
      return perform(.release(hold), for: .release(.menu), pending, saying: [])
    case .leave:
      return leave(pending, at: now)
    }
  }

  private mutating func leave(_ pending: Pending, at now: Moment) -> Step {
    guard let hold else { return finish(.left, saying: [.farewell]) }
    return perform(.release(hold), for: .release(.leave), pending, saying: [])
  }

  private mutating func goBack(from pending: Pending, at now: Moment) -> Step {
    var pending = pending
    refusals = 0
    if pending.proposal != nil, pending.question != .landline || answers[.landline] == nil {
      pending.proposal = nil
      return ask(pending, saying: [], at: now)
    }
    if pending.isCorrection { return proceed(saying: [], at: now) }
    // The point follows from the city, and nobody is asked twice whether they are human.
    let passedOver: Set<Question> = [.pointOfContact, .verification]
    let earlier = answers.given.last { !passedOver.contains($0.question) }
    guard pending.question != .menuOption, let earlier else {
      return ask(pending, saying: [.nothingBefore], at: now)
    }
    remove(earlier.question)
    return proceed(saying: [], at: now)
  }

  private mutating func correct(_ question: Question?, _ pending: Pending, at now: Moment) -> Step {
    refusals = 0
    guard let question, Declaration.of(question).isCorrectable else {
      let correctable = shownAnswers.map(\.question)
      return ask(
        pending, saying: [correctable.isEmpty ? .nothingYet : .whichField(correctable)], at: now)
    }
    guard let answer = answers[question] else {
      return ask(
        pending, saying: question == pending.question ? [] : [.cannotCorrect(question)], at: now)
    }
    var correction = Pending(question: question, isCorrection: true)
    switch question {
    case .pointOfContact:
      return correct(.appointmentCity, pending, at: now)
    case .day:
      correction.question = .day
      return performAgenda(for: .askDay, correction, saying: [.correcting(answer)], at: now)
    case .time:
      guard let day = answers.day else { preconditionFailure("an hour has its day") }
      return performAgenda(
        for: .askTime(day), correction, saying: [.correcting(answer)], at: now)
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber,
      .businessName, .givenNames, .surnames, .landline, .mobile, .email, .address, .department,
      .city, .verification, .appointmentCity, .acceptance:
      return ask(correction, saying: [.correcting(answer)], at: now)
    }
  }

  private mutating func tellAvailability(
    of place: String?, _ pending: Pending, at now: Moment
  ) -> Step {
    var city = answers.appointmentCity ?? answers.city
    if let place {
      let context = Context(now: now, points: points)
      switch interpret(place, as: .appointmentCity, in: context) {
      case .value(.appointmentCity(let named)): city = named
      case .ambiguous(let answers, _):
        return ask(pending, saying: [.options(.appointmentCity, answers)], at: now)
      default:
        return ask(
          pending, saying: [.refused(.appointmentCity, .unknownPlace)], at: now)
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

  // MARK: The hold's end

  private mutating func remind(_ pending: Pending, at now: Moment) -> Step {
    guard let hold else { return ask(pending, saying: [], isReminder: true, at: now) }
    let seconds = now.seconds(to: hold.until)
    guard seconds > 0 else { return expire(hold, pending, line: nil, at: now) }
    return ask(pending, saying: [.holdEnds(seconds: seconds)], isReminder: true, at: now)
  }

  /// `line` came too late for the hold; it still answers any other question than acceptance.
  private mutating func expire(
    _ hold: Hold, _ pending: Pending, line: String?, at now: Moment
  ) -> Step {
    self.hold = nil
    if pending.question == .acceptance {
      return performAgenda(
        for: .offerAgain(hold.slot), pending, saying: [.holdExpired], at: now)
    }
    guard let line else {
      return ask(pending, saying: [.holdExpired], isReminder: true, at: now)
    }
    var step = hear(line, pending, at: now)
    step.says.insert(.holdExpired, at: 0)
    return step
  }

  // MARK: Steps

  private mutating func ask(
    _ pending: Pending, saying says: [Utterance], isReminder: Bool = false, at now: Moment
  ) -> Step {
    if case .asking(let before) = state, before.question != pending.question { refusals = 0 }
    state = .asking(pending)
    let options = options(of: pending, at: now)
    return Step(
      says: says,
      next: .ask(
        Ask(
          subject: .question(pending.question), wording: wording(of: pending, at: now),
          options: options, numbered: numberedCount(of: pending, options), until: hold?.until,
          wake: wake(at: now), isReminder: isReminder)))
  }

  private func askWhetherToLeave(_ pending: Pending, at now: Moment) -> Ask {
    Ask(
      subject: .leaving, wording: .usual, options: [.consent(true), .consent(false)], numbered: 0,
      until: hold?.until, wake: wake(at: now), isReminder: false)
  }

  private mutating func propose(_ proposal: Proposal, _ pending: Pending, at now: Moment) -> Step {
    var pending = pending
    pending.proposal = proposal
    return ask(pending, saying: [], at: now)
  }

  private mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, saying says: [Utterance] = [],
    offering more: [Utterance] = [], at now: Moment
  ) -> Step {
    refusals += 1
    let count = refusals
    var says = says + [.refused(pending.question, rejection)] + more
    switch count {
    case 1: break
    case 2: says.append(.example(pending.question))
    case 3:
      let options = options(of: pending, at: now)
      says.append(
        options.isEmpty ? .help(pending.question) : .options(pending.question, options))
    default: says.append(.wayOut)
    }
    let step = ask(pending, saying: says, at: now)
    refusals = count
    return step
  }

  private mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, saying says: [Utterance] = [],
    offering alternatives: [SlotStart], at now: Moment
  ) -> Step {
    refuse(
      rejection, pending, saying: says,
      offering: alternatives.isEmpty ? [] : [.alternatives(alternatives)], at: now)
  }

  private mutating func refuse(
    _ rejection: Rejection, _ pending: Pending, offering alternatives: [Day], at now: Moment
  ) -> Step {
    refuse(
      rejection, pending, offering: alternatives.isEmpty ? [] : [.dayAlternatives(alternatives)],
      at: now)
  }

  private mutating func perform(
    _ request: Request, for purpose: Purpose, _ pending: Pending, saying says: [Utterance]
  ) -> Step {
    state = .waiting(purpose, pending)
    return Step(says: says, next: .perform(request))
  }

  private mutating func performAgenda(
    for purpose: Purpose, _ pending: Pending, saying says: [Utterance], at now: Moment
  ) -> Step {
    guard let point = answers.point else {
      preconditionFailure("an agenda is asked for after its point")
    }
    return perform(
      .agendas([point.id], days: agendaDays(at: now)), for: purpose, pending, saying: says)
  }

  private mutating func finish(_ outcome: Outcome, saying says: [Utterance]) -> Step {
    state = .finished
    return Step(says: says, next: .finish(outcome))
  }

  // MARK: What the steps are made of

  private static let alternativesMax = 3

  /// The days asked for: all that can be bookable, when a later month was opened too.
  private func agendaDays(at now: Moment) -> ClosedRange<Day> {
    now.day...now.day.month.next.next.last
  }

  private func agenda(in agendas: [PointOfContact.ID: AgendaRecord]) -> AgendaRecord {
    guard let point = answers.point, let agenda = agendas[point.id] else {
      preconditionFailure("every requested agenda is answered")
    }
    return agenda
  }

  /// The answers that a summary shows and a correction reaches.
  private var shownAnswers: [Answer] {
    Declaration.booking.filter(\.isCorrectable).compactMap { answers[$0.question] }
  }

  private mutating func newChallenge() -> Challenge {
    Challenge(
      first: Int.random(in: 2...9, using: &random), second: Int.random(in: 2...9, using: &random))
  }

  private func announce(_ point: PointOfContact) -> [Utterance] {
    [.pointAnnounced(point)] + (point.attendance == .inPerson ? [.inPerson(point)] : [])
  }

  /// The points that serve a department: those that were named for it, then its own.
  private func points(for department: Department) -> [PointOfContact] {
    points.filter { $0.alsoServes.contains(department.code) }
      + points.filter { $0.cityCode.hasPrefix(department.code) }
  }

  private func cityOf(_ point: PointOfContact) -> Municipality {
    guard let city = Municipality(code: point.cityCode) else {
      preconditionFailure("the store admits only cities of DIVIPOLA")
    }
    return city
  }

  /// The cities that are put forward: the person's own, or the nearest to it.
  private var suggestedCities: [Answer] {
    guard let city = answers.city else { return [] }
    if points.contains(where: { $0.cityCode == city.code }) { return [.appointmentCity(city)] }
    return points(for: city.department).map { .appointmentCity(cityOf($0)) }
  }

  private func options(of pending: Pending, at now: Moment) -> [Answer] {
    if let proposal = pending.proposal { return proposal.answers }
    switch pending.question {
    case .department: return Department.all.map { .department($0) }
    case .city:
      guard let department = answers.department else { return [] }
      return department.municipalities.map { .city($0) }
    case .appointmentCity:
      let suggested = suggestedCities
      var others: [Answer] = []
      for point in points {
        let city = Answer.appointmentCity(cityOf(point))
        if !suggested.contains(city), others.last != city { others.append(city) }
      }
      return suggested + others
    case .pointOfContact:
      guard let city = answers.appointmentCity else { return [] }
      return points.filter { $0.cityCode == city.code }.map { .pointOfContact($0) }
    case .day:
      guard case .month(let agenda) = pending.screen else { return [] }
      return FreePlaces(agenda, now: now).freeDays.map { .day($0) }
    case .time:
      guard case .hours(let agenda, let day) = pending.screen else { return [] }
      return FreePlaces(agenda, now: now).freeSlots(on: day).map { .time($0.time) }
    case .menuOption, .motive, .consent, .personType, .documentType, .documentNumber,
      .businessName, .givenNames, .surnames, .landline, .mobile, .email, .address, .verification,
      .acceptance:
      return Declaration.fixedOptions(of: pending.question, personType: answers.personType)
    }
  }

  private func numberedCount(of pending: Pending, _ options: [Answer]) -> Int {
    if pending.proposal != nil { return options.count }
    if pending.question == .appointmentCity { return suggestedCities.count }
    if pending.question == .documentType, let person = answers.personType {
      return DocumentType.offered(to: person).count
    }
    return Declaration.of(pending.question).listing == .numbered ? options.count : 0
  }

  private func wording(of pending: Pending, at now: Moment) -> Ask.Wording {
    if let proposal = pending.proposal { return .proposal(proposal) }
    let isEstate = answers.motive == .estates
    switch pending.question {
    case .personType, .documentType:
      return isEstate ? .deceased : .usual
    case .documentNumber:
      guard let type = answers.documentType else { return .usual }
      return isEstate ? .deceasedDocument(type) : .document(type)
    case .givenNames, .surnames:
      return isEstate || answers.personType == .juridica ? .contact : .usual
    case .verification:
      guard case .challenge(let challenge) = pending.screen else { return .usual }
      return .challenge(challenge)
    case .appointmentCity:
      return .appointmentCity(suggested: suggestedCities.count)
    case .day:
      return .day(now.day.month)
    case .time:
      guard case .hours(_, let day) = pending.screen else { return .usual }
      return .time(day)
    case .acceptance:
      return hold.map { .hold($0) } ?? .usual
    case .menuOption, .motive, .consent, .businessName, .landline, .mobile, .email, .address,
      .department, .city, .pointOfContact:
      return .usual
    }
  }

  /// What the question stands under, for who wants it again.
  private func screen(of pending: Pending, at now: Moment) -> [Utterance] {
    switch pending.screen {
    case .plain:
      if pending.question == .acceptance, let hold, let booking = answers.booking {
        return [.summary(shownAnswers), .held(hold, booking)]
      }
      return pending.question == .consent ? [.privacyNotice] : []
    case .challenge:
      return []
    case .month(let agenda):
      let places = FreePlaces(agenda, now: now)
      let month = (places.freeDays.first ?? now.day).month
      return [.calendar(Calendar(month: month, places: places, selected: nil))]
    case .hours(let agenda, let day):
      return [
        .hours(Hours(day: day, slots: FreePlaces(agenda, now: now).freeSlots(on: day)))
      ]
    }
  }

  private func context(of pending: Pending, at now: Moment) -> Context {
    var context = Context(
      now: now, personType: answers.personType, documentType: answers.documentType,
      department: answers.department, points: points)
    let options = options(of: pending, at: now)
    context.listed = Array(options.prefix(numberedCount(of: pending, options)))
    if context.listed.count == 1, pending.proposal != nil || pending.question == .appointmentCity {
      context.proposed = context.listed.first
    }
    switch pending.screen {
    case .plain, .challenge: break
    case .month(let agenda):
      context.days = FreePlaces(agenda, now: now).days
    case .hours(let agenda, let day):
      context.days = day...day
      context.times = FreePlaces(agenda, now: now).slots(on: day).map(\.time)
    }
    return context
  }

  private func wake(at now: Moment) -> Moment? {
    guard let hold else { return nil }
    return (Self.warningSeconds + [0]).map { hold.until.advanced(bySeconds: -$0) }
      .first { $0 > now }
  }
}
